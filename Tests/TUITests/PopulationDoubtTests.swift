// SPDX-License-Identifier: Apache-2.0

import Store
import Testing

@testable import TUI

/// Medications that are stopped as an order and active as a statement, counted.
@Suite("Medications in doubt in numbers")
struct PopulationDoubtTests {
  /// | patient | order | statement | so it is |
  /// | --- | --- | --- | --- |
  /// | okafor | stopped | active | in doubt |
  /// | lind | none | active | taken |
  /// | vega | stopped, and another one active | active | taken |
  /// | ono | stopped | none | over |
  /// | moto | completed before the statement begins | active | taken |
  private static func record() throws -> RecordFixture {
    let record = try RecordFixture()
    try record.writeMore([
      RecordFixture.patient("ono", "Ono", "Kai"), RecordFixture.patient("moto", "Moto", "Rin"),
      order("o1", "okafor", "stopped", "2015-02-01"), statement("s1", "okafor", "2015-02-01"),
      statement("s2", "lind", "2015-02-01"),
      order("o3", "vega", "stopped", "2015-02-01"), order("o4", "vega", "active", "2021-05-01"),
      statement("s3", "vega", "2015-02-01"),
      order("o5", "ono", "stopped", "2015-02-01"),
      order("o6", "moto", "completed", "2012-01-01"), statement("s6", "moto", "2015-02-01"),
    ])
    return record
  }

  private static func order(
    _ id: String,
    _ patient: String,
    _ status: String,
    _ date: String
  ) -> String {
    """
    {"resourceType":"MedicationRequest","id":"\(id)","status":"\(status)","intent":"order",\
    "medicationCodeableConcept":{"text":"Metformin 500 MG"},\
    "subject":{"reference":"Patient/\(patient)"},"authoredOn":"\(date)"}
    """
  }

  private static func statement(_ id: String, _ patient: String, _ date: String) -> String {
    """
    {"resourceType":"MedicationStatement","id":"\(id)","status":"active",\
    "medicationCodeableConcept":{"text":"Metformin"},\
    "subject":{"reference":"Patient/\(patient)"},"effectivePeriod":{"start":"\(date)"}}
    """
  }

  private func row(_ title: String, _ session: SessionDriver) -> Population.Row? {
    session.state.population.content?.parts.flatMap(\.rows).first { $0.title == title }
  }

  @Test func whatIsInDoubtIsCountedApart() throws {
    let record = try Self.record()
    var session = record.session(120, 40)
    session.keys("g N")
    #expect(row("Metformin", session)?.count == 3)
    #expect(row("Metformin", session)?.note == "and 1 in doubt")
    #expect(row("Metformin, in doubt", session)?.count == 1)
    #expect(row("Metformin 500 MG", session)?.count == 1)
    #expect(row("medications stopped or active?", session)?.count == 1)
    // Of all time, doubt says nothing.
    session.keys("a")
    #expect(row("Metformin", session)?.count == 4)
    #expect(row("Metformin, in doubt", session) == nil)
    withExtendedLifetime(record) {}
  }

  @Test(arguments: [
    ("active-drug:metformin", ["lind", "moto", "vega"]), ("doubt-drug:metformin", ["okafor"]),
    ("active:metformin", ["lind", "moto", "vega"]), ("has:doubt", ["okafor"]),
    ("drug:metformin", ["lind", "moto", "okafor", "ono", "vega"]),
    (#"active-drug:"metformin 500 mg""#, ["vega"]), ("no:doubt", ["lind", "moto", "ono", "vega"]),
  ])
  func filtersTellWhatIsInDoubt(_ filter: String, _ expected: [String]) throws {
    let record = try Self.record()
    var session = record.session(120, 40)
    session.keys("f")
    session.type(filter)
    session.keys("enter")
    let list = session.state.list
    #expect(list.rows.map { list.table[Int($0)].id }.sorted() == expected)
    withExtendedLifetime(record) {}
  }

  @Test func whatIsTypedSaysWhatItDoesWithDoubt() throws {
    let record = try Self.record()
    var session = record.session(120, 40)
    session.keys("f")
    session.type("active-drug:")
    #expect(session.screen.contains("active-drug: taken now, and nothing newer says stopped"))
    withExtendedLifetime(record) {}
  }

  /// Both sides of a contradiction can be opened, and what was handed out stands below them.
  @Test func bothSidesOfADoubtAreReached() throws {
    let record = try Self.record()
    try record.writeMore([
      #"{"resourceType":"MedicationDispense","id":"d1","status":"completed","#
        + #""medicationCodeableConcept":{"text":"Metformin 500 MG"},"#
        + #""subject":{"reference":"Patient/okafor"},"whenHandedOver":"2016-01-01"}"#
    ])
    let source = StoreSource(record.lake)
    var session = SessionDriver(120, 40, lake: source, patientID: "okafor")
    session.keys("g o e")
    let rows = session.screen.split(separator: "\n").filter { $0.contains("chart  20") }
    #expect(rows.count == 3)
    for (row, part) in zip(
      rows,
      [
        "active  Metformin · MedicationStatement", "stopped  Metformin 500 MG · MedicationRequest",
        "MedicationDispense",
      ]
    ) { #expect(row.contains(part)) }
    session.keys("j enter")
    #expect(session.state.chart?.sheet?.key == ResourceKey(type: "MedicationRequest", id: "o1"))
    session.keys("esc")
    #expect(session.screen.contains("Notes against chart"))
    session.keys("e enter")
    #expect(session.state.chart?.sheet?.key == ResourceKey(type: "MedicationStatement", id: "s1"))
    withExtendedLifetime(record) {}
  }

  @Test func whyAnOrderWasStoppedStandsUnderItsStatus() throws {
    let record = try RecordFixture()
    try record.writeMore([
      #"{"resourceType":"MedicationRequest","id":"w","status":"stopped","intent":"order","#
        + #""statusReason":{"text":"Upper gastrointestinal hemorrhage, INR above 5"},"#
        + #""medicationCodeableConcept":{"text":"Warfarin 5 MG"},"#
        + #""subject":{"reference":"Patient/okafor"},"authoredOn":"2020-05-30"}"#
    ])
    var session = SessionDriver(120, 40, lake: StoreSource(record.lake), patientID: "okafor")
    session.keys("3")
    #expect(session.screen.contains("reason: Upper gastrointestinal hemorrhage"))
    withExtendedLifetime(record) {}
  }

  /// An order that nobody closed is not what somebody takes who has died.
  @Test func theDeadTakeNothingAnyMore() throws {
    let record = try Self.record()
    try record.writeMore([
      #"{"resourceType":"Patient","id":"sand","name":[{"family":"Sand"}],"#
        + #""deceasedDateTime":"2020-05-01"}"#,
      Self.statement("s9", "sand", "2015-02-01"),
      Self.order("o9", "sand", "active", "2016-02-01"),
    ])
    for (filter, isFound) in [
      ("drug:metformin", true), ("active-drug:metformin", false), ("active:metformin", false),
      ("doubt-drug:metformin", false),
    ] {
      var session = record.session(120, 40)
      session.keys("f")
      session.type(filter)
      session.keys("enter")
      let list = session.state.list
      #expect(list.rows.contains { list.table[Int($0)].id == "sand" } == isFound, "\(filter)")
    }
    var session = record.session(120, 40)
    session.keys("g N")
    #expect(row("Metformin", session)?.count == 3)
    session.keys("a")
    #expect(row("Metformin", session)?.count == 5)
    withExtendedLifetime(record) {}
  }

  /// The timeline and the counts must not say two things of one patient.
  @Test func countsSayWhatTheRecordsSay() throws {
    let record = try Self.record()
    let source = StoreSource(record.lake)
    let facts = try source.readFacts(
      after: [:],
      now: ClinicFixture.now,
      cancellation: Cancellation()
    ) { _ in }
    for id in ["okafor", "lind", "vega", "ono", "moto"] {
      var session = SessionDriver(120, 40, lake: source, patientID: id)
      session.keys("3")
      let doubts = session.state.chart?.chart?.doubts ?? []
      let entries = facts.patients[id]?.entries ?? []
      #expect(entries.contains(where: \.isInDoubt) == !doubts.isEmpty, "\(id)")
    }
    withExtendedLifetime(record) {}
  }
}

/// Rows of the population that must not say more, or less, than the list behind them.
@Suite struct PopulationSpellingTests {
  @Test func aDrugInTwoSpellingsIsOneRow() throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    func drug(_ id: String, _ name: String, _ patient: String) -> String {
      """
      {"resourceType":"MedicationRequest","id":"\(id)","status":"active","intent":"order",\
      "subject":{"reference":"Patient/\(patient)"},"authoredOn":"2024-01-01",\
      "medicationCodeableConcept":{"text":"\(name)"}}
      """
    }
    try record.writeMore([
      drug("a", "MetroNIDAZOLE", "vega"), drug("b", "Metronidazole", "vega"),
      drug("c", "Metronidazole", "okafor"),
    ])
    var session = record.session(120, 40)
    session.keys("g N")
    let rows = try #require(session.state.population.content).parts.flatMap(\.rows)
    let found = rows.filter { $0.title.lowercased() == "metronidazole" }
    #expect(found.map(\.count) == [2])
  }

  /// The side of a problem is no other problem.
  @Test func aProblemIsCountedWhateverItsSide() throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    func cancer(_ id: String, _ patient: String, _ site: String) -> String {
      """
      {"resourceType":"Condition","id":"\(id)","subject":{"reference":"Patient/\(patient)"},\
      "clinicalStatus":{"coding":[{"code":"active"}]},"code":{"text":"Breast cancer"}\(site)}
      """
    }
    try record.writeMore([
      cancer("a", "vega", #","bodySite":[{"text":"Left"}]"#), cancer("b", "okafor", ""),
      cancer("c", "okafor", #","bodySite":[{"text":"Right"}]"#),
    ])
    var session = record.session(120, 40)
    session.keys("g N")
    let rows = try #require(session.state.population.content).parts.flatMap(\.rows)
    let found = rows.filter { $0.title.hasPrefix("Breast") }
    #expect(found.map(\.title) == ["Breast cancer"])
    #expect(found.map(\.count) == [2])
  }

  /// Nobody is as old as the year 1, and the age of the dead is not that of now.
  @Test func agesThatNobodyKnowsAreUnknown() throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    try record.writeMore([
      #"{"resourceType":"Patient","id":"one","birthDate":"0001-01-01","name":[{"family":"One"}]}"#,
      #"{"resourceType":"Patient","id":"two","birthDate":"1900-01-01","deceasedBoolean":true}"#,
    ])
    var session = record.session(120, 40)
    session.keys("g N")
    let rows = try #require(session.state.population.content).parts.flatMap(\.rows)
    #expect(rows.first { $0.title == "age unknown" }?.count == 2)
    let ages = rows.filter { $0.filter.contains("age") }.map(\.count)
    #expect(ages.reduce(0, +) == rows.first { $0.title == "all" }?.count)
  }
}
