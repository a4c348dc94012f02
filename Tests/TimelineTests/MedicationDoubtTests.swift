// SPDX-License-Identifier: Apache-2.0

import FHIR
import Testing

@testable import Timeline

@Suite("Medications that are stopped in one place and taken in another")
struct MedicationDoubtTests {
  private func order(
    _ id: String,
    _ from: String?,
    to: String? = nil,
    _ status: String,
    named title: String = "Metformin 500 MG Oral Tablet"
  ) throws -> TimelineEntry {
    var entry = try item(
      .medications,
      title,
      from,
      to: to,
      status: status,
      reference: "MedicationRequest/\(id)"
    )
    entry.event.dateElement = to == nil ? "authoredOn" : "dispenseRequest.validityPeriod.start"
    return entry
  }

  private func statement(
    _ id: String,
    _ from: String?,
    to: String? = "",
    _ status: String = "active",
    named title: String = "metformin"
  ) throws -> TimelineEntry {
    var entry = try item(
      .medications,
      title,
      from,
      to: from == nil ? nil : to,
      status: status,
      reference: "MedicationStatement/\(id)"
    )
    entry.event.dateElement = from == nil ? nil : "effectivePeriod.start"
    return entry
  }

  /// `a<b`: b speaks against a.
  private func doubts(_ entries: [TimelineEntry]) -> [String] {
    let timeline = PatientTimeline(entries, zone: .utc)
    func id(_ index: Int) -> Substring { timeline.entries[index].reference.suffix(1) }
    return MedicationDoubt.find(in: timeline, event: { timeline.entries[$0].event })
      .map { "\(id($0.active))<\(id($0.ended))" }
  }

  @Test(arguments: ["stopped", "completed", "cancelled"])
  func anOrderThatEndedSpeaksAgainstAStatement(_ status: String) throws {
    #expect(
      try doubts([
        order("o", "2015-02-01", to: "2021-03-02", status), statement("s", "2015-02-01"),
      ]) == ["s<o"]
    )
  }

  /// The dose was increased: the tablets of before are taken no more, whatever a list still has.
  @Test func anotherStrengthDoesNotSpeakForTheOneThatWasStopped() throws {
    let weak = "Metformin 500 MG Oral Tablet"
    let strong = "Metformin 1000 MG Oral Tablet"
    let stopped = try order("o", "2013-08-12", to: "2014-02-03", "stopped", named: weak)
    #expect(
      try doubts([
        stopped, order("p", "2014-02-03", "active", named: strong),
        statement("s", "2013-08-12", named: weak),
      ]) == ["s<o"]
    )
    #expect(
      try doubts([
        stopped, order("p", "2014-02-03", "active", named: weak),
        statement("s", "2013-08-12", named: weak),
      ]).isEmpty
    )
    // A list that names the drug alone may mean either.
    #expect(
      try doubts([
        stopped, order("p", "2014-02-03", "active", named: strong), statement("s", "2013-08-12"),
      ]).isEmpty
    )
  }

  @Test func whatHasNoDateIsComparedToo() throws {
    #expect(
      try doubts([order("o", "2015-02-01", "stopped"), statement("s", nil)]) == ["s<o"]
    )
    #expect(
      try doubts([order("o", nil, "stopped"), statement("s", "2015-02-01")]) == ["s<o"]
    )
  }

  @Test func aStatementAgainstAnOrder() throws {
    #expect(
      try doubts([
        order("o", "2015-02-01", "active"),
        statement("s", "2015-02-01", to: "2021-03-02", "stopped"),
      ]) == ["o<s"]
    )
    #expect(
      try doubts([
        order("o", "2015-02-01", "active"),
        statement("s", "2019-02-01", to: nil, "not-taken", named: "Not taken: metformin"),
      ]) == ["o<s"]
    )
  }

  @Test func anOldStopDoesNotSpeakAgainstWhatBeganLater() throws {
    #expect(
      try doubts([
        order("o", "2015-02-01", to: "2016-02-01", "stopped"), statement("s", "2019-02-01"),
      ]).isEmpty
    )
    #expect(
      try doubts([order("o", "2010-02-01", "completed"), statement("s", "2019-02-01")]).isEmpty
    )
  }

  @Test func anotherOrderOfTheTimeOrLaterUpholdsTheStatement() throws {
    #expect(
      try doubts([
        order("o", "2015-02-01", to: "2016-01-01", "stopped"), order("p", "2016-01-01", "active"),
        statement("s", "2015-02-01"),
      ]).isEmpty
    )
    #expect(
      try doubts([
        order("p", "2014-01-01", "active"), order("o", "2015-02-01", to: "2016-01-01", "stopped"),
        statement("s", "2015-02-01"),
      ]) == ["p<o", "s<o"]
    )
  }

  @Test func anotherStrengthOrDrugIsAnotherOrder() throws {
    #expect(
      try doubts([
        order("o", "2015-02-01", "active"),
        order("p", "2016-02-01", "stopped", named: "Metformin 850 MG Oral Tablet"),
      ]).isEmpty
    )
    #expect(
      try doubts([
        order(
          "o",
          "2015-02-01",
          to: "2021-03-02",
          "stopped",
          named: "Lisinopril 10 MG Oral Tablet"
        ),
        statement("s", "2015-02-01"),
      ]).isEmpty
    )
  }

  @Test func aSupplyThatRanOutIsNoStop() throws {
    // The end was counted from the supply, so that nobody knows when it was stopped.
    var stopped = try order("o", "2015-02-01", to: "2015-05-01", "stopped")
    stopped.event.dateElement = "authoredOn"
    #expect(try doubts([stopped, statement("s", "2019-02-01")]) == ["s<o"])
  }

  @Test func whatIsDeletedSaysNothing() throws {
    let timeline = try PatientTimeline(
      [order("o", "2015-02-01", to: "2021-03-02", "stopped"), statement("s", "2015-02-01")],
      zone: .utc
    )
    let found = MedicationDoubt.find(
      in: timeline,
      event: { timeline.entries[$0].event },
      isIgnored: { timeline.entries[$0].reference == "MedicationRequest/o" }
    )
    #expect(found.isEmpty)
  }

  @Test func theTextSaysWhatSpeaksAgainstIt() throws {
    let ended = try order("o", "2015-02-01", to: "2021-03-02", "stopped")
    let active = try statement("s", "2015-02-01")
    #expect(
      TimelineText.row(active, against: ended).contains("active? MedicationRequest/o is stopped")
    )
    #expect(TimelineText.row(active).contains("active"))
    let json = TimelineText.json(active, against: ended)
    #expect(json["contradictedBy"] == .string("MedicationRequest/o"))
    #expect(TimelineText.json(active)["contradictedBy"] == nil)
  }
}
