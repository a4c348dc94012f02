// SPDX-License-Identifier: Apache-2.0

internal import Terminal

/// The whole screen: a function of the state and of its size.
struct FrameView {
  let state: AppState

  /// Draws the screen.
  ///
  /// - Returns: Where the hardware cursor stands: on the focused row, or in the prompt.
  func draw(on canvas: Canvas) -> FrameCursor {
    canvas.clear(style: Role.text.style)
    let screen = Rect(size: state.size)
    if let tour = state.tour {
      let below = canvas.bounds.split(top: screen.height).rest
      TourStripView(state: state, tour: tour).draw(on: canvas.clipped(to: below))
    }
    if state.settings.isAccessible {
      let strip = TourStripView.height(in: state.frameSize, isOn: state.tour != nil)
      let below = canvas.bounds.split(bottom: strip).rest.split(top: screen.height).rest
      ReadAloudView(state: state).draw(on: canvas.clipped(to: below))
    }
    var cursor = drawScreen(on: canvas.clipped(to: screen))
    if state.settings.isAccessible {
      canvas.removeDrawings()
      cursor.isVisible = true
    }
    return cursor
  }

  private func drawScreen(on canvas: Canvas) -> FrameCursor {
    guard state.sizeClass > .tooSmall else {
      TooSmallView().draw(on: canvas)
      return FrameCursor(position: Position(x: 0, y: 0), isVisible: false)
    }
    let layout = FrameLayout(
      size: canvas.rect.size,
      hasTabs: state.screen == .chart && state.panes.isEmpty,
      hasPrompt: state.prompt != nil,
      hasMoment: state.moment != nil
    )
    if let moment = state.moment {
      MomentView(state: state, moment: moment).draw(on: canvas.clipped(to: layout.moment))
    }
    BannerView(state: state).draw(on: canvas.clipped(to: layout.banner))
    if !layout.tabs.isEmpty { TabsView(state: state).draw(on: canvas.clipped(to: layout.tabs)) }
    var focus = drawBody(on: canvas.clipped(to: layout.body))
    if !layout.status.isEmpty {
      StatusView(state: state).draw(on: canvas.clipped(to: layout.status))
    }
    if !layout.hints.isEmpty { HintsView(state: state).draw(on: canvas.clipped(to: layout.hints)) }
    if !state.popups.isEmpty {
      if let inPopup = PopupsView(state: state).draw(on: canvas) { focus = inPopup }
    }
    if state.isContinuationListShown { ContinuationsView(state: state).draw(on: canvas) }
    if let prompt = state.prompt {
      let view = PromptView(state: state, prompt: prompt)
      view.drawCount(on: canvas.clipped(to: layout.count))
      view.drawCompletions(
        above: layout.count.isEmpty ? layout.prompt.y : layout.count.y,
        on: canvas
      )
      let caret = view.draw(on: canvas.clipped(to: layout.prompt))
      return FrameCursor(position: caret, isVisible: true)
    }
    return FrameCursor(
      position: focus ?? Position(x: 0, y: layout.body.y),
      isVisible: state.isTypingInPopup
    )
  }

  private func drawBody(on canvas: Canvas) -> Position? {
    if let pane = state.panes.last {
      return LakePaneView(state: state, pane: pane).draw(on: canvas)
    }
    switch state.screen {
    case .patients: return PatientListView(state: state).draw(on: canvas)
    case .search: return SearchResultsView(state: state).draw(on: canvas)
    case .chart:
      if let found = FoundEventsView(state: state) { return found.draw(on: canvas) }
      return ChartView.draw(state, on: canvas)
    }
  }
}

/// Where the hardware cursor stands, for screen readers and magnifiers also where it is hidden.
struct FrameCursor: Equatable {
  var position: Position
  var isVisible: Bool
}

extension AppState {
  /// Whether a popup's line is being typed.
  var isTypingInPopup: Bool {
    switch popups.last {
    case .palette: true
    case .help(let help): !help.line.isEmpty
    default: false
    }
  }
}

extension Canvas {
  /// Returns a position of this canvas as one of the screen.
  func onScreen(x: Int, y: Int) -> Position { Position(x: rect.x + x, y: rect.y + y) }
}

/// The notice of a terminal that is too small to draw anything.
struct TooSmallView {
  func draw(on canvas: Canvas) {
    let has = "terminal \(canvas.width)x\(canvas.height)"
    let needs = "need     \(SizeClass.least.width)x\(SizeClass.least.height)"
    let top = max(0, (canvas.height - 2) / 2)
    let left = max(0, (canvas.width - max(has.count, needs.count)) / 2)
    canvas.put(has, x: left, y: top, .warning)
    canvas.put(needs, x: left, y: top + 1, .text)
  }
}
