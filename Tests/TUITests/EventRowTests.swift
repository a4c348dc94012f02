// SPDX-License-Identifier: Apache-2.0

import FHIR
import Testing
import Timeline

@testable import TUI

@Suite struct EventRowTests {
  /// What was handed out says until when it lasts: a date that is cut says nothing, or worse.
  @Test(arguments: [(80, 24), (120, 40), (200, 60)])
  func theEndOfWhatLastsIsNotCut(_ size: (Int, Int)) {
    var patient = PatientSummary(id: "1")
    patient.name = "Test, Case"
    patient.sortName = "test, case"
    var event = Event(lane: .medications, title: "calcitriol 0.25 MCG Oral Capsule")
    event.shape = .span
    event.start = CivilTime(year: 2024, month: 1, day: 3).milliseconds
    event.startPrecision = .day
    event.end = CivilTime(year: 2024, month: 4, day: 2).milliseconds
    event.endPrecision = .day
    event.value = "90"
    event.unit = "capsules"
    event.status = "completed"
    let key = ResourceKey(type: "MedicationDispense", id: "d")
    let lake = FakeLake(
      patients: [patient],
      events: ["1": [ChartEvent(event: event, key: key, version: 1)]]
    )
    var session = SessionDriver(size.0, size.1, lake: lake)
    session.keys("enter")
    let list = session.screen.split(separator: "\n").filter { $0.contains("2024-01-03") }
    #expect(list.contains { $0.contains("to 2024-04-01") })
    #expect(!session.screen.contains("to 2024-04…") && !session.screen.contains("to 202…"))
  }

  /// Of a change with many decimals some are left out; a cut number could be taken for another.
  @Test(arguments: [
    ("300.25", 409.5, "-109.3"), ("9.8156", 10.0623, "-0.247"), ("13.52", 16.39, "-2.87"),
    ("46.403", 46.403, " 0"), ("280.74", 232.37, "+48.37"), ("1.00000", 1.00004, "-0.00004"),
    ("4.5", 4.25, "+0.3"), ("1250000", 250000, "+1000000"),
  ])
  func aChangeIsRoundedAndNotCut(_ value: String, _ earlier: Double, _ change: String) {
    var event = Event(lane: .labs, title: "Platelets")
    event.value = value
    event.number = Double(value)
    #expect(event.delta(from: earlier, width: 6) == change)
  }
}
