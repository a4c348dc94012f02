// SPDX-License-Identifier: Apache-2.0

import FHIR
import Terminal
import TestSupport
import Testing
import Timeline

@testable import TUI

/// Screens that are read aloud: one pane, words, no drawings, the cursor on what has the focus.
@Suite struct AccessibleTests {
  private static let sizes = [(80, 24), (40, 12), (120, 40)]

  private func session(_ size: (Int, Int), _ keys: String = "", opens: Bool = true) -> SessionDriver
  {
    var session = SessionDriver(size.0, size.1, adjust: { $0.isAccessible = true })
    if opens {
      session.keys("f")
      session.type("moreno")
      session.keys("enter x enter")
    }
    session.keys(keys)
    return session
  }

  private func expectNoDrawing(
    _ session: SessionDriver,
    _ place: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let (grid, cursor) = session.frame()
    let drawn = grid.text.unicodeScalars.filter { (0x2500...0x259F).contains($0.value) }
    #expect(drawn.isEmpty, "\(place):\n\(grid.text)", sourceLocation: sourceLocation)
    #expect(cursor.isVisible, "\(place)", sourceLocation: sourceLocation)
    #expect(
      Rect(size: grid.size).contains(cursor.position),
      "\(place)",
      sourceLocation: sourceLocation
    )
  }

  @Test func theHeadHasWordsAndNoLetters() {
    let row = session((80, 24)).row(0)
    #expect(row.contains("ALLERGY:2"), "\(row)")
    #expect(!row.contains(" A D"), "\(row)")
  }

  /// A list over the patients says the row that has the focus, each cell with the head of its column.
  @Test func rowsOfPanesAreSaid() throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    var session = SessionDriver(
      120,
      40,
      lake: StoreSource(record.lake),
      adjust: { $0.isAccessible = true }
    )
    session.keys("g J")
    #expect(session.screen.contains("Focus: row 1 of 4: job 4"), "\(session.screen)")
    session.keys("j")
    #expect(session.screen.contains("Focus: row 2 of 4: job 3"))
    for keys in ["g c", "g x", "g N"] {
      session.keys(keys)
      #expect(session.screen.contains("Focus: row "), "\(keys): \(session.screen)")
      session.keys("esc")
    }
  }

  @Test(arguments: sizes) func noFrameHoldsLinesOrBlocks(_ size: (Int, Int)) {
    for keys in ["", "j j", "/", "?", ":", "s", "c", "g e", "g J", "g c", "g x", "g W", "G"] {
      expectNoDrawing(session(size, keys, opens: false), "the list, \(keys)")
    }
    for view in [
      "1", "2", "3", "4", "5", "6", "7", "g t", "g c", "g x", "g J", "g o", "?", ":", "F",
    ] {
      let inView = session(size, view)
      expectNoDrawing(inView, view)
      for keys in ["j j", "enter", "enter r", "d", "o", "tab", "C-w o", "C-w o tab", "p", "/", "A"]
      {
        var there = inView
        there.keys(keys)
        expectNoDrawing(there, "\(view), \(keys)")
      }
    }
  }

  @Test(arguments: sizes) func screens(_ size: (Int, Int)) {
    let name = "\(size.0)x\(size.1)-aloud"
    session(size, "j j", opens: false).expectScreen("\(name)-patients")
    session(size).expectScreen("\(name)-timeline")
    session(size, "4 j").expectScreen("\(name)-labs")
    session(size, "4 j enter").expectScreen("\(name)-detail")
    session(size, "g t").expectScreen("\(name)-trends")
    session(size, "?").expectScreen("\(name)-help")
  }

  @Test func theCursorIsOnTheFocus() {
    var session = session((80, 24), opens: false)
    for _ in 0..<5 {
      session.keys("j")
      let (grid, cursor) = session.frame()
      #expect(
        grid.text(ofRow: cursor.position.y).hasPrefix(" >")
          || grid.text(ofRow: cursor.position.y).contains(">")
      )
    }
  }

  @Test func wordsStandInPlaceOfLetters() {
    var session = session((120, 40), "/")
    session.type("creatinine since:2022-07 until:2022-08")
    session.keys("enter")
    let screen = session.screen
    #expect(screen.contains("high"))
    #expect(screen.contains("range 0.6 to 1.1"))
    #expect(screen.contains("Focus: "))
  }

  @Test func detailsAndVersionsAreSaidToo() throws {
    var detail = session((80, 24), "4 j enter")
    #expect(detail.screen.contains("Focus: detail of "))
    #expect(detail.screen.contains("link 1 of "))
    detail.keys("esc 7")
    #expect(detail.screen.contains("Focus: "))
    #expect(detail.screen.contains(" by "))
    #expect(detail.screen.contains("7/7 Versions"))
  }

  @Test func oneDayIsNotFromItselfToItself() throws {
    var event = Event(lane: .medications, title: "Cefazolin")
    event.shape = .span
    event.start = CivilTime(year: 2021, month: 3, day: 2).milliseconds
    event.startPrecision = .day
    event.end = CivilTime(year: 2021, month: 3, day: 3).milliseconds
    event.endPrecision = .day
    let dates = DateText(zone: .utc)
    #expect(EventWords.when(event, dates) == "2021-03-02")
    event.end = CivilTime(year: 2021, month: 3, day: 4).milliseconds
    #expect(EventWords.when(event, dates) == "from 2021-03-02 to 2021-03-03")
  }

  @Test func onePaneIsShownAtATime() {
    let session = session((200, 60))
    #expect(session.state.sizeClass == .extraSmall)
    #expect(session.state.size.height <= 15)
    #expect(session.state.frameSize == Size(width: 200, height: 60))
  }
}
