// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TUI

/// What a patient is called where a resource names it, or a list its versions.
@Suite struct PatientTitleTests {
  private static func dead(_ day: String) -> String {
    """
    {"resourceType":"Patient","id":"ziegler","name":[{"family":"Ziegler","given":["Jo"]}],\
    "birthDate":"1930-02-03","deceasedDateTime":"\(day)"}
    """
  }

  private func record() throws -> RecordFixture {
    let record = try RecordFixture()
    try record.writeMore([
      Self.dead("2020-01-01"),
      """
      {"resourceType":"Observation","id":"weight","status":"final","code":{"text":"Weight"},\
      "subject":{"reference":"Patient/ziegler"},"effectiveDateTime":"2019-01-01",\
      "valueQuantity":{"value":71,"unit":"kg"}}
      """,
    ])
    try record.writeMore([Self.dead("2020-01-02")])
    return record
  }

  @Test func aDeadPatientIsCalledByName() throws {
    let record = try record()
    defer { withExtendedLifetime(record) {} }
    let lake = StoreSource(record.lake) { _ in ["name"] }
    let links = try lake.readLinks(
      of: ResourceKey(type: "Observation", id: "weight"),
      cancellation: Cancellation()
    )
    #expect(links.outgoing.first { $0.element == "subject" }?.title.contains("Ziegler") == true)
    let changes = try lake.readChanges(ofPatient: "ziegler", cancellation: Cancellation())
    #expect(changes.map(\.title).allSatisfy { $0.contains("Ziegler") }, "\(changes)")
    #expect(!changes.isEmpty)
  }

  @Test func aDeidentifiedOneIsNot() throws {
    let record = try record()
    defer { withExtendedLifetime(record) {} }
    let lake = DeidentifiedSource(StoreSource(record.lake) { _ in ["name"] }, now: 0)
    let links = try lake.readLinks(
      of: ResourceKey(type: "Observation", id: "weight"),
      cancellation: Cancellation()
    )
    let subject = try #require(links.outgoing.first { $0.element == "subject" })
    #expect(subject.title.isEmpty)
    #expect(subject.reference == "Patient/\(lake.pseudonym(ofPatient: "ziegler"))")
  }
}
