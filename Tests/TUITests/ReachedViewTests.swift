// SPDX-License-Identifier: Apache-2.0

import Store
import Testing

@testable import TUI

/// Views of the patient from the lists that lie over the record.
@Suite struct ReachedViewTests {
  private func open(_ record: RecordFixture, _ keys: String) -> SessionDriver {
    var session = record.session(80, 24)
    session.keys("f")
    session.type("okafor")
    session.keys("enter x enter")
    session.keys(keys)
    return session
  }

  /// The views of the patient are reached from the lists that lie over the record, and nothing that was
  /// decided is lost on the way.
  @Test(arguments: ["6", "g o", "g c", "g x"]) func viewsAreReachedFromLists(_ keys: String) throws
  {
    let record = try RecordFixture.withNotes()
    defer { withExtendedLifetime(record) {} }
    for view in ChartView.allCases where view != .entities {
      var session = open(record, keys)
      session.keys("g \(view.rawValue)")
      #expect(session.state.panes.isEmpty && session.state.chart?.view == view)
      session.keys("q")
      #expect(session.state.screen == .patients)
    }
    var session = open(record, "6 { a g 3")
    #expect(try record.lake.verdicts().count == 1)
    session.keys("g o g 6")
    #expect(session.state.panes.map(\.kind) == [.review])
    session.keys("q")
    #expect(session.state.chart?.view == .medications)
  }

  @Test func aListOfAllPatientsHasNoViews() throws {
    let record = try RecordFixture.withNotes()
    defer { withExtendedLifetime(record) {} }
    let session = open(record, "g E g 3")
    #expect(session.screen.contains("this list is of all patients"))
    #expect(session.state.panes.last?.kind == .review)
  }
}
