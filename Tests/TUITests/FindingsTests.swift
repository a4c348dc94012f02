// SPDX-License-Identifier: Apache-2.0

import FHIR
import Testing
import Timeline

@testable import TUI

@Suite("What looks wrong in a record")
struct FindingsTests {
  private func lake() -> FakeLake {
    var patient = PatientSummary(id: "1")
    patient.name = "Test, Case"
    patient.sortName = "test, case"
    patient.birthDate = "1960-05-01"
    patient.deceased = "2020-03-01"
    func event(_ id: String, _ title: String, _ year: Int, _ lane: Lane) -> ChartEvent {
      var event = Event(lane: lane, title: title)
      event.start = CivilTime(year: year, month: 6, day: 1).milliseconds
      event.startPrecision = .day
      return ChartEvent(event: event, key: ResourceKey(type: "Procedure", id: id), version: 1)
    }
    let events = [
      event("a", "Birthmark removed", 1950, .procedures),
      event("b", "Appendectomy", 1990, .procedures),
      event("c", "Dialysis", 2021, .procedures),
      event("d", "Appendectomy", 1990, .procedures),
    ]
    return FakeLake(patients: [patient], events: ["1": events])
  }

  @Test(arguments: [(80, 24), (120, 40), (200, 60), (40, 12)])
  func theyAreCountedAndGoneTo(_ size: (Int, Int)) {
    var session = SessionDriver(size.0, size.1, lake: lake())
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
    var session = SessionDriver(200, 60, lake: lake())
    session.keys("enter")
    #expect(session.screen.contains("To check 3"))
    #expect(session.screen.contains("1 recorded twice"))
  }

  @Test func aSoundRecordSaysSo() {
    var session = SessionDriver(80, 24)
    session.keys("f")
    session.type("ziegler")
    session.keys("enter enter g f")
    #expect(session.screen.contains("nothing looks wrong"))
  }
}
