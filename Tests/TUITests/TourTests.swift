// SPDX-License-Identifier: Apache-2.0

import Exchange
import FHIR
import FHIRPath
import Foundation
import Store
import Terminal
import TestSupport
import Testing

@testable import TUI
@testable import tarn

/// The tour's steps and its strip, without the sample lake.
@Suite struct TourTests {
  @Test func everyStepHasKeysThatFitTheStrip() throws {
    #expect(Tour.standard.tasks.count == 6)
    for number in 0..<Tour.standard.stepCount {
      let step = try #require(Tour.standard.place(number)).step
      let presses = try #require(step.presses, "\(step.keys)")
      #expect(!presses.isEmpty)
      #expect(step.keysText.count <= 50, "\(step.keysText)")
      #expect(step.does.count <= 60, "\(step.does)")
    }
    #expect(Tour.standard.place(Tour.standard.stepCount) == nil)
  }

  @Test func readsKeysAndQuotedText() {
    #expect(
      Tour.presses(of: "f \"a b\" enter")
        == [.key(Key("f")), .text("a b"), .key(Key(.enter))]
    )
    #expect(Tour.presses(of: "nokey") == nil)
  }

  @Test(arguments: [(80, 24), (40, 12), (200, 60)]) func theStripSaysWhatToDo(_ size: (Int, Int)) {
    let session = SessionDriver(size.0, size.1, adjust: { $0.isTour = true })
    session.expectScreen("\(size.0)x\(size.1)-tour")
  }

  @Test func goesOnByKeyAndCanBeLeft() {
    var session = SessionDriver(80, 24, adjust: { $0.isTour = true })
    #expect(session.row(22).isEmpty == false)
    #expect(session.row(21).contains("Tour 1/6 Find"))
    session.keys("f2")
    #expect(session.row(21).contains("Open her record"))
    session.keys("f3")
    #expect(session.row(21).contains("Narrow the list"))
    // Also in a prompt, and over a popup.
    session.keys("f f2 esc ? f2")
    #expect(session.row(21).contains("Search her record"))
    session.keys("esc f4")
    #expect(!session.screen.contains("Tour 1/6"))
    #expect(session.state.size == Size(width: 80, height: 24))
  }

  @Test func leavesTheBrowserItsKeys() {
    var session = SessionDriver(80, 24, adjust: { $0.isTour = true })
    session.keys("j j")
    session.resize(100, 30)
    #expect(session.state.size == Size(width: 100, height: 27))
    #expect(session.row(27).contains("Tour 1/6"))
  }
}

/// The tour on the sample lake: the keys of docs/tour.md, replayed, bring its screens.
@Suite(.enabled(if: DataPacks.runSlowTests, "RUN_SLOW_TESTS is not 1"))
struct SlowTourTests {
  /// 2026-11-28T16:00Z: the sample lake is made of the present it is given.
  static let now = CivilTime(year: 2026, month: 11, day: 28, hour: 16).milliseconds

  @Test func theDocumentShowsWhatItsKeysBring() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tarn-tour-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer {
      // Whatever is left of a temporary folder, the system removes.
      try? FileManager.default.removeItem(at: folder)
    }
    let path = folder.appendingPathComponent("sample.tarn").path
    try SampleLakeBuilder(path: path).make(now: Self.now)
    let lake = try Lake(at: path, mode: .read)
    let root = #filePath.prefix(#filePath.count - "Tests/TUITests/TourTests.swift".count)
    let document = try? String(contentsOfFile: "\(root)docs/tour.md", encoding: .utf8)
    let isUpdating = ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] != nil
    let written = TourDocument.steps(in: document ?? "")

    var session = session(lake, path, isTour: false)
    var screens: [String] = []
    for number in 0..<Tour.standard.stepCount {
      let place = try #require(Tour.standard.place(number))
      let wasDone = place.step.isDone(session.state)
      #expect(!wasDone, "done before it is done: \(place.step.does)")
      press(try #require(place.step.presses), in: &session)
      let isDone = place.step.isDone(session.state)
      #expect(isDone, "\(place.step.does)\n\(session.screen)")
      screens.append(screen(session))
      guard !isUpdating else { continue }
      guard written.indices.contains(number), !written[number].screen.isEmpty else {
        Issue.record("docs/tour.md has no screen for: \(place.step.does)")
        continue
      }
      #expect(written[number].keys == place.step.keys)
      #expect(written[number].screen == screens[number], "\(place.step.does)")
    }
    expectGolden(TourDocument.text(Tour.standard, screens: screens), "tour.md", in: "docs")

    // The strip follows the reader by itself.
    var live = self.session(lake, path, isTour: true)
    for number in 0..<Tour.standard.stepCount {
      let step = live.state.tour?.step
      #expect(step == number)
      press(try #require(Tour.standard.place(number)?.step.presses), in: &live)
    }
    let last = live.screen
    #expect(last.contains("Tour done"))
  }

  private func session(_ lake: Lake, _ path: String, isTour: Bool) -> SessionDriver {
    SessionDriver(
      80,
      isTour ? 27 : 24,
      lake: StoreSource(lake, elements: { ElementKeys.of($0.rawValue) }),
      editor: StoreEditor(path: path, author: "jdoe", program: "tarn", now: { Self.now }),
      writeFile: { _, _ in },
      adjust: {
        $0.now = { Self.now }
        $0.isTour = isTour
      }
    )
  }

  private func press(_ presses: [Tour.Step.Press], in session: inout SessionDriver) {
    // A reader looks at the screen between two steps.
    session.receive(.tick, after: 2000)
    for press in presses {
      switch press {
      case .key(let key): session.press(key)
      case .text(let text): session.type(text)
      }
    }
  }

  /// The rows of a frame, without the blanks at their ends.
  private func screen(_ session: SessionDriver) -> String {
    (0..<24).map { y in
      var row = session.row(y)
      while row.hasSuffix(" ") { row.removeLast() }
      return row + "\n"
    }
    .joined()
  }
}
