// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TUI

/// Two records of one person, one of them merged into the other.
enum MergedRecords {
  static let lake = lake(into: "004417")

  static func lake(into id: String) -> FakeLake {
    let clinic = ClinicFixture.lake
    var merged = PatientSummary(id: "900417")
    merged.name = "Moreno, Lucia"
    merged.sortName = "moreno, lucia"
    merged.recordNumber = "900417"
    merged.replacedBy = id
    return FakeLake(patients: clinic.patients + [merged], events: clinic.events)
  }
}

@Suite("Records that were merged into others")
struct MergedRecordTests {
  @Test(arguments: [(80, 24), (120, 40), (200, 60)])
  func theyAreMarkedAndLeadToTheOneThatStands(_ size: (Int, Int)) {
    var session = SessionDriver(size.0, size.1, lake: MergedRecords.lake)
    session.keys("f")
    session.type("900417")
    session.keys("enter")
    #expect(session.screen.contains("MORENO, Lucia (merged)"))
    #expect(session.screen.contains("Merged into"))
    #expect(session.screen.contains("MORENO, Ana Lucía  MRN 004417"))
    session.keys("enter")
    #expect(session.row(0).contains("MERGED"))
    #expect(session.screen.contains("This record was merged into MORENO, Ana Lucía  MRN 004417"))
    session.keys("g P")
    #expect(session.state.chart?.patient.id == "004417")
    #expect(!session.row(0).contains("MERGED"))
    session.keys("g P")
    #expect(session.screen.contains("it was not merged"))
  }

  /// An allergy may have stayed on the old record.
  @Test func theOneThatStandsSaysWhatWasMergedIntoIt() {
    var session = SessionDriver(120, 40, lake: MergedRecords.lake)
    session.keys("f")
    session.type("004417")
    session.keys("enter")
    #expect(session.screen.contains("Merged from"))
    #expect(session.screen.contains("MORENO, Lucia  MRN 900417"))
    session.keys("enter")
    #expect(session.screen.contains("MORENO, Lucia  MRN 900417 was merged into this record"))
    // The message goes with the next key, the allergy that stayed on the old record does not.
    session.keys("2")
    #expect(session.row(0).contains("OLD RECORD:1"))
  }

  @Test func theyAreFoundAndCounted() {
    var session = SessionDriver(120, 40, lake: MergedRecords.lake)
    session.keys("f")
    session.type("is:merged")
    session.keys("enter")
    #expect(session.state.list.rows.count == 1)
    session.keys("x g N")
    #expect(session.screen.contains("merged into another record"))
  }

  /// Who was born under another name is known by it to some.
  @Test func patientsAreFoundByTheirOtherNames() {
    var patient = PatientSummary(id: "1")
    patient.name = "Johns, Kayce"
    patient.sortName = "johns, kayce"
    patient.otherNames = "O'Wehner, Kayce"
    var other = PatientSummary(id: "2")
    other.name = "Wang, Li"
    other.sortName = "wang, li"
    var session = SessionDriver(80, 24, lake: FakeLake(patients: [other, patient]))
    session.keys("f")
    session.type("wehner")
    session.keys("enter")
    #expect(session.state.list.rows.count == 1)
    #expect(session.screen.contains("also called O'Wehner, Kayce"))
    session.keys("x g /")
    session.type("wehner")
    #expect(session.screen.contains("JOHNS, Kayce"))
  }

  /// The hospital's number beside the country's.
  @Test(arguments: ["h123", "9912003489", "\"wang\"", "\"wang, li\""])
  func patientsAreFoundByAllTheirNumbers(_ typed: String) {
    var patient = PatientSummary(id: "1")
    patient.name = "Wang, Li"
    patient.sortName = "wang, li"
    patient.recordNumber = "9912003489"
    patient.otherNumbers = "H123 A77"
    var other = PatientSummary(id: "2")
    other.name = "Johns, Kayce"
    other.sortName = "johns, kayce"
    var session = SessionDriver(80, 24, lake: FakeLake(patients: [other, patient]))
    session.keys("f")
    session.type(typed)
    session.keys("enter")
    #expect(session.state.list.rows.count == 1)
    #expect(session.screen.contains("WANG, Li"))
    #expect(!session.screen.contains("A77"))
  }

  @Test(arguments: [
    ("2026-11-25", "5d"), ("2026-11-30", "0d"), ("2026-01-15", "10m"), ("2024-12-01", "23m"),
    ("2024-11-30", "2"), ("2026", "0"), ("1960-05-01", "66"),
  ])
  func theAgeOfInfantsIsInDaysAndMonths(_ birthDate: String, _ text: String) {
    let now = CivilTime(year: 2026, month: 11, day: 30).milliseconds
    #expect(Age.text(birthDate: birthDate, end: nil, now: now) == text)
  }

  @Test func theOtherRecordMayNotBeListed() {
    var session = SessionDriver(120, 40, lake: MergedRecords.lake(into: "elsewhere"))
    session.keys("f")
    session.type("is:merged")
    session.keys("enter")
    #expect(session.screen.contains("Patient/elsewhere"))
  }
}
