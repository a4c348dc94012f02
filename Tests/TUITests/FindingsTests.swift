// SPDX-License-Identifier: Apache-2.0

import FHIR
import Testing
import Timeline

@testable import TUI

@Suite("What looks wrong in a record")
struct FindingsTests {
  @Test(arguments: [(80, 24), (120, 40), (200, 60), (40, 12)])
  func theyAreCountedAndGoneTo(_ size: (Int, Int)) {
    var session = SessionDriver(size.0, size.1, lake: FaultyRecord.lake)
    session.keys("enter")
    let found = session.state.chart?.findings ?? []
    #expect(found.map(\.kind) == [.beforeBirth, .afterDeath, .duplicate])
    if size.0 >= 80 { #expect(session.screen.contains("3 to check")) }
    session.keys("g f")
    // The smallest screens have no room for a border with a title.
    if size.0 >= 80 { #expect(session.screen.contains("To check in this record: 3")) }
    #expect(session.screen.contains("before birth"))
    session.keys("j enter")
    #expect(session.state.popups.isEmpty)
    let title = session.state.chart?.selected.flatMap {
      session.state.chart?.chart?.event($0).title
    }
    #expect(title == "Dialysis")
    session.keys("C-o")
    #expect(session.state.chart?.selected != found.first?.event)
  }

  @Test func theLargeScreenListsTheKinds() {
    var session = SessionDriver(200, 60, lake: FaultyRecord.lake)
    session.keys("enter")
    #expect(session.screen.contains("To check 3"))
    #expect(session.screen.contains("1 recorded twice"))
  }

  @Test func theManyOfAKindAreOneRow() {
    var session = SessionDriver(80, 24, lake: FaultyRecord.shifted)
    session.keys("enter")
    #expect(session.screen.contains("1950–2159"))
    session.keys("g f")
    #expect(session.screen.contains("To check in this record: 31"))
    #expect(session.screen.contains("before birth"))
    let row = session.screen.split(separator: "\n").first { $0.contains("in the future") } ?? ""
    #expect(row.contains("30×") && row.contains("2130-06-01 to 2159-06-01"))
    #expect(row.contains(": dates shifted?"))
    #expect(session.screen.split(separator: "in the future").count == 2)
    session.keys("G enter")
    #expect(session.screen.contains("To check in this record, in the future: 30"))
    session.keys("esc")
    #expect(session.screen.contains("To check in this record: 31"))
    session.keys("enter j enter")
    #expect(session.state.popups.isEmpty)
    let event = session.state.chart.flatMap { chart in
      chart.selected.flatMap { chart.chart?.event($0) }
    }
    #expect(event?.start == CivilTime(year: 2131, month: 6, day: 1).milliseconds)
    #expect(session.screen.contains("in the future: 3 of 31 to check"))
  }

  @Test func aSoundRecordSaysSo() {
    var session = SessionDriver(80, 24)
    session.keys("f")
    session.type("ziegler")
    session.keys("enter enter g f")
    #expect(session.screen.contains("nothing looks wrong"))
  }

  /// What the population counts of a record, the record's own list finds.
  @Test func whatLeadsNowhereAndWhatHasNoDateIsListed() throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    try record.writeMore([
      """
      {"resourceType":"Observation","id":"lost","status":"final","code":{"text":"Lactate"},\
      "category":[{"coding":[{"code":"laboratory"}]}],"subject":{"reference":"Patient/vega"},\
      "encounter":{"reference":"Encounter/nowhere"},"effectiveDateTime":"2024-05-01",\
      "valueQuantity":{"value":2,"unit":"mmol/L"}}
      """,
      #"{"resourceType":"Procedure","id":"when","status":"completed","code":{"text":"Biopsy"},"subject":{"reference":"Patient/vega"}}"#,
    ])
    var session = record.session(120, 40)
    session.keys("f")
    session.type("vega")
    session.keys("enter enter g f")
    for words in ["refers to what is not there", "without a date"] {
      #expect(session.screen.contains(words), "\(session.screen)")
    }
    session.keys("esc")
    #expect(session.screen.contains("2 to check"))
  }

  /// Events that are read again may be fewer: whoever looks back types on before they are checked anew.
  @Test func findingsOfOtherEventsAreForgotten() throws {
    var session = SessionDriver(80, 24, lake: FaultyRecord.lake)
    session.keys("enter")
    var chart = try #require(session.state.chart)
    #expect(!chart.findings.isEmpty)
    chart.adopt(Chart(patientID: chart.patient.id, events: [], changes: [], zone: .utc))
    #expect(chart.findings.isEmpty)
  }
}
