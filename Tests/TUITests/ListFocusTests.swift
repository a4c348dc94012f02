// SPDX-License-Identifier: Apache-2.0

import FHIR
import Testing

@testable import TUI

/// Who has the focus of the list: whoever is open, however that came about.
@Suite struct ListFocusTests {
  private func expectFocus(_ session: SessionDriver, on id: String) throws {
    #expect(session.state.chart?.patient.id == id)
    #expect(session.state.list.focused?.id == id)
    // The side list says the same as the banner.
    let name = try #require(session.state.chart?.patient.name.prefix { $0 != "," }).uppercased()
    let pointed = session.screen.split(separator: "\n").filter { $0.hasPrefix("▸") }
    #expect(pointed.contains { $0.contains(name) }, "\(name)\n\(session.screen)")
    var left = session
    left.keys("p")
    #expect(left.state.list.focused?.id == id)
  }

  @Test(arguments: ["vega", "creatinine>80"])
  func whoWasFoundHasTheFocus(_ text: String) throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    var session = record.session(200, 60)
    let id = text == "vega" ? "vega" : "okafor"
    if id == "okafor" { session.keys("G") }
    #expect(session.state.list.focused?.id != id)
    session.keys("/")
    session.type(text)
    session.keys("enter")
    try expectFocus(session, on: id)
  }

  @Test func whoWasNamedAtTheStartHasTheFocus() throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    let lake = StoreSource(record.lake) { type in type == .patient ? ["name"] : [] }
    let session = SessionDriver(200, 60, lake: lake, patientID: "vega")
    try expectFocus(session, on: "vega")
  }
}
