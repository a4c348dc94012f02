// SPDX-License-Identifier: Apache-2.0

import FHIR
import Testing
import Timeline

@testable import TUI

@Suite struct EventRowTests {
  /// A lake with one result of one patient.
  private static func lake(of event: Event) -> FakeLake {
    let key = ResourceKey(type: "Observation", id: "k")
    return FakeLake(
      patients: [PatientSummary(id: "1")],
      events: ["1": [ChartEvent(event: event, key: key, version: 1)]]
    )
  }

  /// Of two results of one moment neither is before the other.
  @Test func resultsOfOneMomentAreNotCompared() {
    func entry(_ id: String, _ value: Double, _ day: Int) -> ChartEvent {
      var event = Event(lane: .labs, title: "LDL cholesterol")
      event.start = CivilTime(year: 2024, month: 2, day: day).milliseconds
      event.startPrecision = .second
      (event.number, event.value, event.unit) = (value, "\(value)", "mg/dL")
      return ChartEvent(event: event, key: ResourceKey(type: "Observation", id: id), version: 1)
    }
    let lake = FakeLake(
      patients: [PatientSummary(id: "1")],
      events: ["1": [entry("a", 100, 1), entry("b", 178, 9), entry("c", 87, 9)]]
    )
    var session = SessionDriver(120, 40, lake: lake, patientID: "1")
    session.keys("4")
    #expect(session.screen.contains("-13") || session.screen.contains("+78"), "\(session.screen)")
    #expect(!session.screen.contains("-91") && !session.screen.contains("+91"), "\(session.screen)")
  }

  /// What was handed out says until when it lasts: a date that is cut says nothing, or worse.
  @Test(arguments: [(80, 24), (120, 40), (200, 60)])
  func theEndOfWhatLastsIsNotCut(_ size: (Int, Int)) {
    var patient = PatientSummary(id: "1")
    patient.name = "Test, Case"
    patient.sortName = "test, case"
    var event = Event(lane: .medications, title: "calcitriol 0.25 MCG Oral Capsule")
    Self.last(
      &event,
      CivilTime(year: 2024, month: 1, day: 3),
      CivilTime(year: 2024, month: 4, day: 2)
    )
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
    #expect(list.contains { $0.contains("to 2024-04-01") || $0.contains("90 capsules to 04-01") })
    #expect(!session.screen.contains("to 2024-04…") && !session.screen.contains("to 202…"))
  }

  /// Makes an event last from a day to another one, the first of which it is not on any more.
  private static func last(_ event: inout Event, _ from: CivilTime, _ to: CivilTime) {
    event.shape = .span
    event.start = from.milliseconds
    event.startPrecision = .day
    event.end = to.milliseconds
    event.endPrecision = .day
  }

  /// What was collected over a day is a value before it is a stretch of time.
  @Test(arguments: [(80, 24), (120, 40), (200, 60)])
  func whatWasMeasuredOverATimeSaysItsValue(_ size: (Int, Int)) {
    var event = Event(lane: .labs, title: "Protein in 24 hour urine")
    Self.last(
      &event,
      CivilTime(year: 2024, month: 1, day: 3),
      CivilTime(year: 2024, month: 1, day: 5)
    )
    event.value = "1.25"
    event.number = 1.25
    event.unit = "g/24h"
    let session = SessionDriver(size.0, size.1, lake: Self.lake(of: event), patientID: "1")
    let rows = session.screen.split(separator: "\n")
    #expect(rows.contains { $0.contains("2024-01-03") && $0.contains("1.25 g") }, "\(rows)")
  }

  /// Where dose and end have no room together, the end does without its year, where that goes without
  /// saying.
  @Test func theYearGoesBeforeTheDose() {
    var event = Event(lane: .medications, title: "Lactulose")
    Self.last(
      &event,
      CivilTime(year: 2024, month: 2, day: 3),
      CivilTime(year: 2024, month: 2, day: 28)
    )
    event.value = "20g/30mL Cup"
    let dates = DateText(zone: .utc)
    func shown(_ room: Int) -> String { EventRowView.value(of: event, dates: dates, room: room) }
    #expect(shown(30) == "20g/30mL Cup to 2024-02-27")
    #expect(shown(22) == "20g/30mL Cup to 02-27")
    #expect(shown(15) == "to 2024-02-27")
    event.end = CivilTime(year: 2025, month: 2, day: 28).milliseconds
    #expect(shown(22) == "to 2025-02-27")
  }

  /// A stay that goes on behind a visit within it does not end with the visit, and is not called as it.
  @Test func overlappingStaysAreDrawnToTheirEnds() throws {
    func stay(_ title: String, _ from: Int, _ to: Int) -> ChartEvent {
      var event = Event(lane: .encounters, title: title)
      Self.last(
        &event,
        CivilTime(year: 2024, month: 1, day: from),
        CivilTime(year: 2024, month: 1, day: to)
      )
      return ChartEvent(event: event, key: ResourceKey(type: "Encounter", id: title), version: 1)
    }
    let lake = FakeLake(
      patients: [PatientSummary(id: "1")],
      events: ["1": [stay("Emergency", 2, 4), stay("Inpatient", 3, 20), stay("Visit", 28, 29)]]
    )
    let session = SessionDriver(120, 40, lake: lake, patientID: "1")
    let lane = try #require(
      session.screen.split(separator: "\n").first { $0.contains("Encounters ") }
    )
    let drawn = String(lane.drop { $0 != "·" && $0 != "━" })
    let name = try #require(drawn.firstRange(of: "Inpatient"))
    // The bar goes on behind the name, and the name stands on the bar of its own stay.
    #expect(drawn[name.upperBound...].contains("━━━━"), "\(lane)")
    #expect(drawn[..<name.lowerBound].contains("━"))
    // It began in the window, under the other one.
    #expect(!drawn.contains("◀"), "\(lane)")
  }

  /// Who reads a result must know that it was another one before.
  @Test(arguments: [("corrected", true), ("amended", true), ("final", false)])
  func aCorrectedResultSaysSo(_ status: String, _ isSaid: Bool) {
    var event = Event(lane: .labs, title: "Potassium")
    event.start = CivilTime(year: 2024, month: 1, day: 3).milliseconds
    event.startPrecision = .day
    event.value = "3.8"
    event.number = 3.8
    event.unit = "mmol/L"
    event.status = status
    let lake = Self.lake(of: event)
    for size in [(80, 24), (120, 40), (200, 60)] {
      var session = SessionDriver(size.0, size.1, lake: lake, patientID: "1")
      // Where there is no room for the word, a sign.
      let marks = ["3.8 mmol/L corr.", "3.8 mmol/L~"]
      #expect(marks.contains { session.screen.contains($0) } == isSaid, "\(session.screen)")
      session.keys("4")
      #expect(session.screen.contains("3.8 mmol/L corr.") == isSaid)
    }
  }

  /// The order goes on, but nothing was handed out since.
  @Test(arguments: [(2024, 5, false), (2023, 8, true)])
  func anActiveMedicationWithoutSupplySaysSo(_ year: Int, _ month: Int, _ isSaid: Bool) {
    func event(_ status: String, from: CivilTime, to: CivilTime?) -> Event {
      var event = Event(lane: .medications, title: "Losartan 50 MG")
      event.shape = .span
      event.start = from.milliseconds
      event.startPrecision = .day
      event.end = to?.milliseconds
      event.endPrecision = .day
      event.value = "90 {tbl}"
      event.status = status
      return event
    }
    let order = event("active", from: CivilTime(year: 2023, month: 1, day: 2), to: nil)
    let supply = event(
      "completed",
      from: CivilTime(year: year, month: month, day: 2),
      to: CivilTime(year: year, month: month + 3, day: 2)
    )
    let lake = FakeLake(
      patients: [PatientSummary(id: "1")],
      events: [
        "1": [
          ChartEvent(event: order, key: .init(type: "MedicationRequest", id: "o"), version: 1),
          ChartEvent(event: supply, key: .init(type: "MedicationDispense", id: "d"), version: 1),
        ]
      ]
    )
    var session = SessionDriver(80, 24, lake: lake, patientID: "1")
    session.keys("3")
    #expect(session.screen.contains("supply to 2023-11-01") == isSaid, "\(session.screen)")
    #expect(session.screen.contains("since 2023-01-02") == !isSaid)
  }

  /// The word stands above the record, and not a number.
  @Test(arguments: [
    ("DNR", "active", "DNR"), ("DNR", "inactive", "DIRECTIVE:1"),
    ("Allergic to latex", "active", "DIRECTIVE:1"),
  ])
  func anAdvanceDirectiveIsCalledByItsName(_ title: String, _ status: String, _ words: String) {
    var patient = PatientSummary(id: "1")
    patient.directiveCount = 1
    var event = Event(lane: .problems, title: title)
    event.shape = .span
    event.start = CivilTime(year: 2023, month: 1, day: 3).milliseconds
    event.status = status
    let key = ResourceKey(type: "Flag", id: "f")
    let lake = FakeLake(
      patients: [patient],
      events: ["1": [ChartEvent(event: event, key: key, version: 1)]]
    )
    let session = SessionDriver(80, 24, lake: lake, patientID: "1")
    let banner = session.screen.split(separator: "\n").first ?? ""
    #expect(banner.hasSuffix(words + " ") || banner.hasSuffix(words), "\(banner)")
  }

  /// The last code status is said where it forbids, also where the list does not count it.
  @Test(arguments: [
    (["DNR/DNI"], "DNR/DNI"), (["DNR/DNI", "Full code"], "?"),
    (["Full code", "DNI only"], "DNI only"),
    (["Do not resuscitate, comfort measures only"], "Do not resuscitate, comfort measures only"),
    (["Comfort measures only, family informed"], "Comfort measures only, family informed"),
    (["Do Not Attempt Resuscitation (DNAR)"], "DNAR"), (["DNR", "unknown"], "DNR"),
  ])
  func theLastCodeStatusStandsInTheHead(_ values: [String], _ words: String) {
    let events = values.enumerated().map { number, value -> ChartEvent in
      var event = Event(lane: .documents, title: "Code status")
      event.start = CivilTime(year: 2023, month: 1 + number, day: 3).milliseconds
      (event.status, event.value) = ("final", value)
      let key = ResourceKey(type: "Observation", id: "c\(number)")
      return ChartEvent(event: event, key: key, version: 1)
    }
    let lake = FakeLake(patients: [PatientSummary(id: "1")], events: ["1": events])
    let banner = SessionDriver(80, 24, lake: lake, patientID: "1").row(0)
    #expect(banner.contains(words), "\(banner)")
    #expect(banner.contains("DN") == (words.hasPrefix("DN")), "\(banner)")
  }

  /// Diagnoses of a stay have no date of their own in some records: the last stay's come first.
  @Test func whatHasNoDateStandsByItsStay() {
    var events: [ChartEvent] = []
    for (number, year) in [2019, 2021, 2020].enumerated() {
      var stay = Event(lane: .encounters, title: "Inpatient")
      stay.start = CivilTime(year: year, month: 3, day: 2).milliseconds
      stay.status = "finished"
      let key = ResourceKey(type: "Encounter", id: "e\(number)")
      events.append(ChartEvent(event: stay, key: key, version: 1))
      var problem = Event(lane: .problems, title: "Illness of \(year)")
      problem.encounterID = "e\(number)"
      let named = ResourceKey(type: "Condition", id: "c\(number)")
      events.append(ChartEvent(event: problem, key: named, version: 1))
    }
    let lake = FakeLake(patients: [PatientSummary(id: "1")], events: ["1": events])
    var session = SessionDriver(80, 24, lake: lake, patientID: "1")
    session.keys("2")
    let rows = session.screen.split(separator: "\n").filter { $0.contains("Illness of") }
    #expect(
      rows.map { $0.suffix(60).contains("2021") } == [true, false, false],
      "\(session.screen)"
    )
    #expect(rows.first?.contains("stay 2021-03-02") == true)
    #expect(rows.last?.contains("stay 2019-03-02") == true)
  }

  /// A code status may be filed as anything; a procedure of that name alone is none.
  @Test(arguments: [Lane.documents, .labs, .vitals, .procedures, .imaging])
  func aCodeStatusCountsWhateverItIsFiledUnder(_ lane: Lane) {
    var event = Event(lane: lane, title: "Code status")
    event.start = CivilTime(year: 2023, month: 1, day: 3).milliseconds
    (event.status, event.value) = ("final", "DNR")
    let key = ResourceKey(type: "Observation", id: "c")
    let chart = [ChartEvent(event: event, key: key, version: 1)]
    let lake = FakeLake(patients: [PatientSummary(id: "1")], events: ["1": chart])
    #expect(SessionDriver(80, 24, lake: lake, patientID: "1").row(0).contains("DNR"))
  }

  /// Of a change with many decimals some are left out; a cut number could be taken for another.
  @Test(arguments: [
    ("300.25", "409.5", "-109.3"), ("9.8156", "10.0623", "-0.247"), ("13.52", "16.39", "-2.87"),
    ("46.403", "46.403", " 0"), ("280.74", "232.37", "+48.37"),
    ("1.00000", "1.00004", "-0.00004"), ("4.5", "4.25", "+0.25"), ("1", "1.45", "-0.45"),
    ("1250000", "250000", "+1000000"), ("50", "49.999998807", " 0"), ("49.999998807", "50", " 0"),
  ])
  func aChangeIsRoundedAndNotCut(_ value: String, _ earlier: String, _ change: String) throws {
    var event = Event(lane: .labs, title: "Platelets")
    event.value = value
    event.number = Double(value)
    let point = SeriesStatistics.Point(
      event: 0,
      time: 0,
      value: try #require(Double(earlier)),
      flag: .none,
      places: decimalPlaces(of: earlier)
    )
    #expect(event.delta(from: point, width: 6) == change)
  }
}
