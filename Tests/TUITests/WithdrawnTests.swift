// SPDX-License-Identifier: Apache-2.0

import FHIR
import Testing
import Timeline

@testable import TUI

@Suite("What was withdrawn, and what was never ordered")
struct WithdrawnTests {
  private static func lake(_ events: [ChartEvent]) -> FakeLake {
    var patient = PatientSummary(id: "1")
    patient.name = "Test, Case"
    patient.sortName = "test, case"
    patient.birthDate = "1960-05-01"
    return FakeLake(patients: [patient], events: ["1": events])
  }

  private static func potassium(
    _ month: Int,
    _ value: String,
    _ status: String,
    _ flag: Flag = .none
  ) -> ChartEvent {
    var event = Event(lane: .labs, title: "Potassium")
    event.start = CivilTime(year: 2023, month: month, day: 1).milliseconds
    event.startPrecision = .day
    (event.system, event.code) = ("http://loinc.org", "2823-3")
    (event.value, event.number, event.unit) = (value, Double(value), "mmol/L")
    (event.status, event.flag) = (status, flag)
    let key = ResourceKey(type: "Observation", id: "k\(month)")
    return ChartEvent(event: event, key: key, version: 1)
  }

  private static let results = lake([
    potassium(1, "4.2", "final"), potassium(2, "9.9", "entered-in-error"),
    potassium(3, "5.8", "final", .high), potassium(4, "6.4", "preliminary", .high),
    potassium(6, "3.1", "cancelled"),
  ])

  private static func rows(_ session: SessionDriver, with words: String) -> [String] {
    session.screen.split(separator: "\n").map(String.init).filter { $0.contains(words) }
  }

  @Test(arguments: [(80, 24), (120, 40), (200, 60), (50, 20)])
  func theLatestResultIsOneThatStands(_ size: (Int, Int)) {
    var session = SessionDriver(size.0, size.1, lake: Self.results)
    if size.0 >= 80 { #expect(session.screen.contains("Potassium 6.4 mmol/L H")) }
    session.keys("enter 4")
    let row = Self.rows(session, with: "Potassium").first ?? ""
    #expect(row.contains("6.4 mmol/L") && row.contains("H"))
    if size.0 >= 80 { #expect(row.contains("Δ+0.6") || size.0 == 120) }
  }

  @Test func whatWasWithdrawnSaysSoAndIsComparedWithNothing() {
    var session = SessionDriver(200, 60, lake: Self.results)
    session.keys("enter")
    let error = Self.rows(session, with: "9.9 mmol/L").first ?? ""
    #expect(error.contains("(in error) Potassium") && !error.contains("Δ"))
    let cancelled =
      Self.rows(session, with: "2023-06-01 ").first { $0.contains("3.1 mmol/L") } ?? ""
    #expect(cancelled.contains("(cancelled) Potassium") && !cancelled.contains("Δ"))
    #expect(Self.rows(session, with: "5.8 mmol/L").contains { $0.contains("Δ+1.6") })
    session.keys("g t")
    #expect(session.screen.contains("2 withdrawn values are not drawn"))
  }

  @Test func whatWasWithdrawnInAnotherUnitIsCountedOnce() {
    var other = Self.potassium(5, "22", "cancelled")
    other.event.unit = "mg/dL"
    let values = [Self.potassium(1, "4.2", "final"), Self.potassium(3, "4.4", "final"), other]
    var session = SessionDriver(120, 40, lake: Self.lake(values))
    session.keys("enter g t")
    #expect(session.screen.contains("1 withdrawn value is not drawn"))
    #expect(!session.screen.contains("in mg/dL"))
  }

  @Test func nobodyIsFoundByAValueThatWasWithdrawn() {
    var session = SessionDriver(120, 40, lake: Self.results)
    session.keys("enter /")
    session.type("potassium>6")
    session.keys("enter")
    #expect(session.screen.contains("1 hit "))
    session.keys("/ C-u")
    session.type("POTASSIUM")
    session.keys("enter")
    #expect(session.screen.contains("5 hits"))
  }

  @Test func whatIsHeldOrPlannedIsNotTaken() {
    let names = [
      ("active", "Metformin"), ("on-hold", "Lithium"), ("draft", "Ramipril"), ("plan", "Digoxin"),
      ("proposal", "Morphine"), ("do-not-perform", "Do not give: Warfarin"),
      ("unknown", "Insulin"), ("intended", "Codeine"), ("stopped", "Aspirin"),
    ]
    var events = names.map { status, name in
      var event = Event(lane: .medications, title: name)
      event.shape = .span
      event.start = CivilTime(year: 2021, month: 3, day: 1).milliseconds
      event.startPrecision = .day
      event.status = status
      let key = ResourceKey(type: "MedicationRequest", id: status)
      return ChartEvent(event: event, key: key, version: 1)
    }
    // What was handed out, nobody says in which state, is not held.
    var dispense = Event(lane: .medications, title: "Ketorolac")
    dispense.start = CivilTime(year: 2021, month: 3, day: 1).milliseconds
    dispense.status = "unknown"
    let key = ResourceKey(type: "MedicationDispense", id: "d")
    events.append(ChartEvent(event: dispense, key: key, version: 1))
    var session = SessionDriver(120, 40, lake: Self.lake(events))
    #expect(session.screen.contains("Active meds (1)  Metformin"))
    #expect(session.screen.contains("Other meds       1 of unknown status: Insulin"))
    session.keys("enter")
    #expect(session.screen.contains("Lithium, on hold"))
    session.keys("3")
    #expect(session.screen.contains("Active medications (1)"))
    #expect(session.screen.contains("Held, planned, or not to be given (6)"))
    #expect(session.screen.contains("Status not given or unknown (2)"))
    #expect(session.screen.contains("Past medications (1)"))
  }

  @Test func whatWasRefutedIsNoProblemOnTheTimeline() {
    let events = [("refuted", "Stroke"), ("entered-in-error", "Cancer")].map { status, name in
      var event = Event(lane: .problems, title: name)
      event.start = CivilTime(year: 2020, month: 1, day: 1).milliseconds
      event.startPrecision = .day
      event.shape = .span
      event.status = status
      let key = ResourceKey(type: "Condition", id: status)
      return ChartEvent(event: event, key: key, version: 1)
    }
    var session = SessionDriver(80, 24, lake: Self.lake(events))
    session.keys("enter")
    #expect(Self.rows(session, with: "Stroke").allSatisfy { $0.contains("(refuted) Stroke") })
    #expect(Self.rows(session, with: "Cancer").allSatisfy { $0.contains("(in error) Cancer") })
    session.keys("2")
    #expect(Self.rows(session, with: "Stroke").allSatisfy { $0.contains("(refuted) Stroke") })
  }
}

@Suite("Values that are spelled with unlike exactness")
struct ExactnessTests {
  private static func creatinine(_ month: Int, _ value: String) -> ChartEvent {
    var event = Event(lane: .labs, title: "Creatinine")
    event.start = CivilTime(year: 2026, month: month, day: 1).milliseconds
    event.startPrecision = .day
    (event.system, event.code) = ("http://loinc.org", "2160-0")
    (event.value, event.number, event.unit) = (value, Double(value), "mg/dL")
    let key = ResourceKey(type: "Observation", id: "c\(month)")
    return ChartEvent(event: event, key: key, version: 1)
  }

  private static let lake: FakeLake = {
    var patient = PatientSummary(id: "1")
    patient.name = "Test, Case"
    patient.sortName = "test, case"
    let values = ["1.4", "1.49", "0.6", "1.45", "1"]
    let events = values.enumerated().map { creatinine($0.offset + 1, $0.element) }
    return FakeLake(patients: [patient], events: ["1": events])
  }()

  /// A newest value of `1` does not make 1.45 a 1, and the fall nothing.
  @Test(arguments: [(80, 24), (120, 40), (200, 60)])
  func noneIsRoundedToThatOfAnother(_ size: (Int, Int)) {
    var session = SessionDriver(size.0, size.1, lake: Self.lake)
    session.keys("enter")
    #expect(session.screen.contains("Δ-0.45"))
    session.keys("enter")
    #expect(session.screen.contains("previous 1.45 (2026-04-01)"))
    #expect(session.screen.contains("Δ -0.45"))
    #expect(session.screen.contains("own baseline 1.4"))
    session.keys("esc g t")
    #expect(session.screen.contains("own 1.4"))
    #expect(session.screen.contains("1.49") && session.screen.contains("0.60"))
  }

  /// A child was weighed in grams, kilograms and pounds: the change is that of the child.
  @Test(arguments: [(80, 24), (120, 40), (200, 60)])
  func valuesInOtherUnitsOfTheirKindAreCompared(_ size: (Int, Int)) {
    let weights = [
      ("3400", "g"), ("7.9", "kg"), ("22.0", "[lb_av]"), ("13.1", "kg"), ("60", "mmol"),
    ]
    let events = weights.enumerated().map { number, weight in
      var event = Self.creatinine(number + 1, weight.0)
      (event.event.title, event.event.code, event.event.unit) = ("Body weight", "29463-7", weight.1)
      return event
    }
    var patient = PatientSummary(id: "1")
    patient.name = "Test, Case"
    let lake = FakeLake(patients: [patient], events: ["1": Array(events.prefix(4))])
    var session = SessionDriver(size.0, size.1, lake: lake)
    session.keys("enter")
    #expect(session.screen.contains("Δ+3.12"), "\(session.screen)")
    session.keys("enter")
    #expect(session.screen.contains("previous 9.98 (22.0 [lb_av]) (2026-03-01)"))
    #expect(!session.screen.contains("not drawn"))
    #expect(session.screen.contains("own baseline 7.9"))
    // A mass and an amount are never made one another.
    session = SessionDriver(
      size.0,
      size.1,
      lake: FakeLake(patients: [patient], events: ["1": events])
    )
    session.keys("enter enter")
    #expect(session.screen.contains("2 values in kg") && !session.screen.contains("previous"))
  }
}
