// SPDX-License-Identifier: Apache-2.0

import FHIR
import Timeline

@testable import TUI

/// A patient with a record that cannot be as it is written.
enum FaultyRecord {
  static let lake = lake([
    event("a", "Birthmark removed", 1950, .procedures),
    event("b", "Appendectomy", 1990, .procedures),
    event("c", "Dialysis", 2021, .procedures),
    event("d", "Appendectomy", 1990, .procedures),
  ])

  /// Nearly all of it lies in the future, because its dates were moved.
  static let shifted = lake(
    [event("a", "Birthmark removed", 1950, .procedures)]
      + (0..<30).map { event("x\($0)", "Dialysis", 2130 + $0, .procedures) },
    deceased: nil
  )

  private static func event(_ id: String, _ title: String, _ year: Int, _ lane: Lane) -> ChartEvent
  {
    var event = Event(lane: lane, title: title)
    event.start = CivilTime(year: year, month: 6, day: 1).milliseconds
    event.startPrecision = .day
    return ChartEvent(event: event, key: ResourceKey(type: "Procedure", id: id), version: 1)
  }

  private static func lake(_ events: [ChartEvent], deceased: String? = "2020-03-01") -> FakeLake {
    var patient = PatientSummary(id: "1")
    patient.name = "Test, Case"
    patient.sortName = "test, case"
    patient.birthDate = "1960-05-01"
    patient.deceased = deceased
    return FakeLake(patients: [patient], events: ["1": events])
  }
}
