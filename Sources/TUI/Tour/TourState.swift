// SPDX-License-Identifier: Apache-2.0

internal import Terminal

/// How far the reader is in the tour.
struct TourState: Sendable, Equatable {
  /// The step, counted over all tasks; as many as there are when all is done.
  var step = 0

  /// The step that is asked for; `nil` when all is done.
  var current: Tour.Place? { Tour.standard.place(step) }
}

extension AppState {
  /// The columns and rows of the terminal: those of the browser, and those below it.
  var frameSize: Size { Size(width: size.width, height: size.height + extraRows) }

  /// Takes the size of the terminal.
  mutating func resize(to frame: Size) {
    extraRows = TourStripView.height(in: frame, isOn: tour != nil)
    size = Size(width: frame.width, height: frame.height - extraRows)
    guard settings.isAccessible, size.height > Self.readRows else { return }
    // One pane at a time: what a short screen shows, with the focus in words below it.
    extraRows += size.height - Self.readRows
    size = Size(width: frame.width, height: Self.readRows)
  }

  /// The most rows that are one pane.
  private static let readRows = 15

  /// Goes on when the reader has done what the step asks for.
  mutating func followTour() {
    guard let place = tour?.current, place.step.isDone(self) else { return }
    moveTour(by: 1)
  }

  mutating func moveTour(by count: Int) {
    guard let tour else { return }
    self.tour?.step = min(max(0, tour.step + count), Tour.standard.stepCount)
  }

  mutating func leaveTour() {
    let frame = frameSize
    tour = nil
    resize(to: frame)
    say("The tour is left; 'tarn browse --tour' begins it again")
  }
}
