// SPDX-License-Identifier: Apache-2.0

import FHIR
import Testing
import Timeline

@testable import TUI

@Suite("A medication that is stopped in one place and taken in another")
struct DoubtTests {
  private static let lake = lake(of: nil)

  /// A patient whose metformin is in doubt, and who was given another strength of it later.
  private static func lake(of later: String?) -> FakeLake {
    var patient = PatientSummary(id: "1")
    patient.name = "Test, Case"
    patient.sortName = "test, case"
    patient.birthDate = "1960-05-01"
    func event(
      _ type: String,
      _ id: String,
      _ title: String,
      _ status: String,
      from year: Int = 2015,
      to end: (Int, Int, Int)? = nil
    ) -> ChartEvent {
      var event = Event(lane: .medications, title: title)
      event.shape = .span
      event.start = CivilTime(year: year, month: 2, day: 1).milliseconds
      event.startPrecision = .day
      event.dateElement = "effectivePeriod.start"
      event.status = status
      if let end {
        event.end = CivilTime(year: end.0, month: end.1, day: end.2).milliseconds + 86_400_000
        event.endPrecision = .day
      }
      return ChartEvent(event: event, key: ResourceKey(type: type, id: id), version: 1)
    }
    func glucose(_ id: String, year: Int) -> ChartEvent {
      var event = Event(lane: .labs, title: "Glucose")
      event.start = CivilTime(year: year, month: 5, day: 4).milliseconds
      event.startPrecision = .day
      event.value = "101"
      event.number = 101
      event.unit = "mg/dL"
      return ChartEvent(event: event, key: ResourceKey(type: "Observation", id: id), version: 1)
    }
    let given = later.map {
      event("MedicationDispense", "given", $0, "completed", from: 2024, to: (2024, 3, 2))
    }
    return FakeLake(
      patients: [patient],
      events: [
        "1": (given.map { [$0] } ?? []) + [
          event("MedicationRequest", "stop", "Metformin 500 MG", "stopped", to: (2021, 3, 2)),
          event("MedicationStatement", "still", "Metformin", "active"),
          event("MedicationStatement", "other", "Losartan", "active"),
          glucose("first", year: 2020), glucose("second", year: 2022),
        ]
      ]
    )
  }

  @Test func whatIsInDoubtHasOneNameEverywhere() {
    var session = SessionDriver(120, 40, lake: Self.lake(of: "Metformin 850 MG"))
    session.keys("enter")
    #expect(session.screen.contains("stopped? Metformin ━"))
    session.keys("g t")
    #expect(!session.screen.contains("? Metformin 850 MG"))
  }

  @Test(arguments: [(80, 24), (120, 40), (200, 60), (40, 12)])
  func theTimelineDoesNotDrawItAsTaken(_ size: (Int, Int)) {
    var session = SessionDriver(size.0, size.1, lake: Self.lake)
    session.keys("enter")
    if size.0 > 40 {
      #expect(session.screen.contains("stopped? "))
      #expect(session.screen.contains("Losartan"))
    }
    #expect(session.state.chart?.findings.map(\.kind) == [.stoppedElsewhere])
    session.keys("g f")
    #expect(session.screen.contains("stopped or active?"))
  }

  @Test func theBarsUnderTrendsAreInDoubtToo() {
    var session = SessionDriver(120, 40, lake: Self.lake)
    session.keys("enter g t")
    let rows = session.screen.split(separator: "\n")
    #expect(rows.contains { $0.contains("? Metformin") && $0.contains("━?") })
    #expect(rows.contains { $0.contains("  Losartan") && !$0.contains("? Losartan") })
  }

  @Test func theListsShowBothSides() throws {
    var session = SessionDriver(120, 40, lake: Self.lake)
    #expect(session.screen.contains("Active meds (1)"))
    let rows = session.screen.split(separator: "\n")
    let doubts = try #require(rows.first { $0.contains("Stopped? (1)") })
    #expect(doubts.contains("Metformin"))
    session.keys("enter")
    #expect(session.screen.contains("order stopped 2021-03-02?"))
    session.keys("3")
    #expect(session.screen.contains("Active medications (1)"))
    #expect(session.screen.contains("Stopped or active? (1)"))
    #expect(session.screen.contains("stopped? order stopped 2021-03-02"))
    session.resize(200, 60)
    session.keys("1")
    #expect(session.screen.contains("stopped? order stopped 2021-03-02"))
    #expect(session.screen.contains("stopped, statement still active"))
  }

  /// A refill that is "completed" says nothing of the medication.
  @Test(arguments: [
    ("MedicationDispense", "dispensed"), ("MedicationAdministration", "given"),
    ("MedicationRequest", "completed"),
  ])
  func ofASupplyWhatWasCompletedIsSaid(_ type: String, _ word: String) {
    var event = Event(lane: .medications, title: "Losartan 50 MG")
    event.status = "completed"
    let entry = ChartEvent(event: event, key: ResourceKey(type: type, id: "1"), version: 1)
    #expect(entry.statusWord == word)
  }

  @Test func aStatusIsThereWholeOrNotAtAll() {
    var patient = PatientSummary(id: "1")
    patient.name = "Test, Case"
    var event = Event(lane: .medications, title: "Losartan 50 MG")
    event.start = CivilTime(year: 2024, month: 2, day: 1).milliseconds
    event.startPrecision = .day
    event.value = "90 caps"
    event.status = "completed"
    let key = ResourceKey(type: "MedicationDispense", id: "1")
    let lake = FakeLake(
      patients: [patient],
      events: ["1": [ChartEvent(event: event, key: key, version: 1)]]
    )
    var session = SessionDriver(200, 60, lake: lake, patientID: "1")
    session.keys("3")
    #expect(session.screen.contains("90 caps  dispensed"), "\(session.screen)")
    session.resize(100, 40)
    let row = session.screen.split(separator: "\n").first { $0.contains("Losartan") } ?? ""
    #expect(row.contains("90 caps ") && !row.contains("dis"), "\(row)")
  }

  @Test(arguments: [(120, 40), (44, 20)]) func aRefillDoesNotEndAMedication(_ size: (Int, Int)) {
    var patient = PatientSummary(id: "1")
    patient.name = "Test, Case"
    func event(_ type: String, _ status: String, _ year: Int) -> ChartEvent {
      var event = Event(lane: .medications, title: "Losartan 50 MG")
      event.start = CivilTime(year: year, month: 2, day: 1).milliseconds
      event.startPrecision = .day
      event.status = status
      event.shape = status == "active" ? .span : .instant
      return ChartEvent(event: event, key: ResourceKey(type: type, id: status), version: 1)
    }
    let lake = FakeLake(
      patients: [patient],
      events: [
        "1": [
          event("MedicationRequest", "active", 2023),
          event("MedicationDispense", "completed", 2024),
        ]
      ]
    )
    var session = SessionDriver(size.0, size.1, lake: lake, patientID: "1")
    session.keys("3")
    #expect(session.screen.contains("Active medications (1)"), "\(session.screen)")
    // The row is the order, and not what was handed out last.
    #expect(session.screen.contains("2023-02-01"))
    let list = session.screen.split(separator: "\n").map { $0.prefix { $0 != "│" && $0 != "├" } }
    #expect(!list.contains { $0.contains("compl") || $0.contains("dispensed") })
  }

  /// A column of the whole life is wide: what lies at the date that was typed is gone to.
  @Test(arguments: [("2022-04-21", "2022-04-21"), ("2022-04-22", "2022-04-21")])
  func aDateIsGoneToInsideOfAColumn(_ typed: String, _ expected: String) {
    func visit(_ year: Int, _ month: Int, _ day: Int) -> ChartEvent {
      var event = Event(lane: .encounters, title: "Office visit")
      event.start = CivilTime(year: year, month: month, day: day).milliseconds
      event.startPrecision = .day
      let id = "\(year)-0\(month)-\(day)"
      return ChartEvent(event: event, key: .init(type: "Encounter", id: id), version: 1)
    }
    let lake = FakeLake(
      patients: [PatientSummary(id: "1")],
      events: ["1": [visit(1961, 1, 10), visit(2022, 4, 10), visit(2022, 4, 21)]]
    )
    var session = SessionDriver(80, 24, lake: lake, patientID: "1")
    session.keys("0 t")
    session.type(typed)
    session.keys("enter")
    #expect(session.state.focusedKey?.id == expected, "\(session.screen)")
  }

  /// What was stopped, and is taken again after a while, is there twice; a renewal is not.
  @Test(arguments: [((2021, 3, 2), true), ((2024, 1, 20), false)])
  func aCourseThatWasStoppedStaysSo(_ end: (Int, Int, Int), _ isApart: Bool) {
    var patient = PatientSummary(id: "1")
    patient.name = "Test, Case"
    func order(_ id: String, _ status: String, _ year: Int, _ dose: String) -> ChartEvent {
      var event = Event(lane: .medications, title: "Warfarin 5 MG Oral Tablet")
      event.start = CivilTime(year: year, month: 2, day: 1).milliseconds
      event.startPrecision = .day
      event.dateElement = "dosageInstruction.timing.repeat.boundsPeriod.start"
      event.status = status
      event.shape = .span
      event.value = dose
      return ChartEvent(event: event, key: .init(type: "MedicationRequest", id: id), version: 1)
    }
    var stopped = order("old", "stopped", 2020, "Take 5 mg by mouth once daily")
    stopped.event.end = CivilTime(year: end.0, month: end.1, day: end.2).milliseconds
    stopped.event.endPrecision = .day
    let taken = order("new", "active", 2024, "Take 2.5 mg by mouth once daily")
    let lake = FakeLake(patients: [patient], events: ["1": [stopped, taken]])
    var session = SessionDriver(120, 40, lake: lake, patientID: "1")
    session.keys("3")
    #expect(session.screen.contains("2.5 mg once daily"))
    #expect(session.screen.contains("Past medications (1)") == isApart, "\(session.screen)")
    #expect(session.screen.contains(/stopped +2020-02-01–2021-03-01/) == isApart)
  }

  @Test func theDetailNamesBothResources() {
    var session = SessionDriver(120, 40, lake: Self.lake)
    session.keys("enter 3 j enter")
    #expect(session.screen.contains("MedicationRequest/stop"))
    #expect(session.screen.contains("MedicationStatement/still"))
    #expect(session.screen.contains("stopped or active?"))
  }

  @Test func itIsSaidInWords() {
    var session = SessionDriver(120, 40, lake: Self.lake, adjust: { $0.isAccessible = true })
    session.keys("enter 3 j")
    #expect(session.screen.contains("stopped? order stopped 2021-03-02"))
  }
}
