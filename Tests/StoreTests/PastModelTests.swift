// SPDX-License-Identifier: Apache-2.0

import FHIR
import Search
import Store
import TestSupport
import Testing
import Timeline

/// What a lake says of a moment against a lake that was made of the jobs up to then.
@Suite struct PastModelTests {
  private static let queries = [
    "glucose", "", "value>2", "value:1.5", "in:deleted", "in:deleted value>2",
  ]

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func theListAndTheSearchAreThoseOfTheMoment(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var jobs: [[LakeFixture.Change]] = []
    for _ in 0..<14 {
      jobs.append(try (0..<Int.random(in: 1...4, using: &random)).map { _ in try change(&random) })
    }
    let fixture = try LakeFixture()
    for job in jobs { try fixture.write(job) }
    for count in stride(from: 0, through: jobs.count, by: 3) {
      let replayed = try LakeFixture()
      for job in jobs.prefix(count) { try replayed.write(job) }
      try compare(fixture.lake, asOf: Int64(count), with: replayed.lake)
    }
  }

  private func change(_ random: inout SeededRandom) throws -> LakeFixture.Change {
    let id = String(Int.random(in: 0..<4, using: &random))
    let isPatient = Int.random(in: 0..<3, using: &random) == 0
    if Int.random(in: 0..<4, using: &random) == 0 {
      return .delete(try key(isPatient ? "Patient/\(id)" : "Observation/\(id)"))
    }
    let number = Int.random(in: 0..<5, using: &random)
    if Bool.random(using: &random) { return .put(directive(number, of: id, &random)) }
    return .put(
      isPatient
        ? patient(id, family: "F\(number)")
        // A result stays with its patient.
        : result(id, of: id, value: "\(number).5")
    )
  }

  /// What says, or said, what is not to be done to a patient, in each of the ways that are counted.
  private func directive(_ number: Int, of patient: String, _ random: inout SeededRandom) -> JSON {
    let subject: JSON = ["reference": .string("Patient/\(patient)")]
    let id = JSON.string("\(number)-\(patient)")
    let isInForce = Bool.random(using: &random)
    switch number {
    case 0:
      return [
        "resourceType": "Observation", "id": id, "status": "final", "subject": subject,
        "code": ["text": "Code status"], "valueString": isInForce ? "DNR" : "Full code",
        "effectiveDateTime": .string("2024-01-0\(Int.random(in: 1...9, using: &random))"),
      ]
    case 1:
      return [
        "resourceType": "Condition", "id": id, "subject": subject,
        "code": ["coding": [["system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "Z66"]]],
        "clinicalStatus": ["coding": [["code": isInForce ? "active" : "resolved"]]],
      ]
    case 2:
      return [
        "resourceType": "ServiceRequest", "id": id, "subject": subject, "intent": "order",
        "status": isInForce ? "active" : "revoked", "doNotPerform": true,
        "code": ["text": "Intubation"],
      ]
    case 3:
      return [
        "resourceType": "DocumentReference", "id": id, "subject": subject,
        "status": isInForce ? "current" : "superseded", "type": ["text": "Living will"],
        "content": [["attachment": ["title": "Living will"]]],
      ]
    default:
      return [
        "resourceType": "AllergyIntolerance", "id": id, "patient": subject,
        "code": ["text": isInForce ? "Penicillin" : "No known allergies"],
      ]
    }
  }

  private func compare(_ lake: Lake, asOf job: Int64, with replayed: Lake) throws {
    var then: [String] = []
    try lake.patients(asOf: job) {
      then += $0.map(Self.words)
      return true
    }
    var ids: [String] = []
    try replayed.patients {
      var bytes: [UInt8] = []
      $0.append(.id, to: &bytes)
      ids.append(String(decoding: bytes, as: UTF8.self))
      return true
    }
    let now = try ids.map { Self.words(try replayed.patient(id: $0)) }
    #expect(then.sorted() == now.sorted(), "job \(job)")
    for text in Self.queries {
      let query = try EventQuery(parsing: text)
      let past = try hits(lake, query, asOf: job)
      let present = try hits(replayed, query, asOf: nil)
      #expect(past == present, "\(text) after job \(job)")
    }
    #expect(
      try lake.deletions(asOf: job).map(\.key.reference).sorted()
        == replayed.deletions().map(\.key.reference).sorted()
    )
  }

  private static func words(_ patient: PatientSummary) -> String {
    "\(patient.id) \(patient.name ?? "–") \(patient.events) \(patient.lastSeen ?? 0) "
      + "\(patient.critical) \(patient.changed) \(patient.removed) \(patient.isPresent) "
      + "\(patient.allergies) \(patient.directives)"
  }

  private func hits(_ lake: Lake, _ query: EventQuery, asOf job: Int64?) throws -> [String] {
    var found: [String] = []
    _ = try lake.search(query, now: 1_700_000_000_000, asOf: job) { hit in
      let event = hit.event
      found.append("\(event.key.reference) \(event.version) \(event.event.value ?? "")")
    }
    return found.sorted()
  }

  /// Deleted resources are found by what they were, with who deleted them and why.
  @Test func deletedEventsKnowTheirDeletion() throws {
    let fixture = try LakeFixture()
    try fixture.write([
      .put(patient("1", family: "Lind")), .put(result("a", of: "1", value: "1.5")),
    ])
    try fixture.write([.put(result("a", of: "1", value: "2.5"))])
    try fixture.write([.delete(try key("Observation/a"))], kind: .delete, author: "clerk")
    let found = try fixture.lake.deletedEvents(ofPatient: "1")
    #expect(found.map(\.event.event.value) == ["2.5"])
    #expect(found.map(\.deletion.author) == ["clerk"])
    #expect(found.map(\.deletion.version) == [3])
    #expect(try fixture.lake.deletedEvents(ofPatient: "1", asOf: 2).isEmpty)
    try fixture.write([.put(result("a", of: "1", value: "3.5"))])
    #expect(try fixture.lake.deletedEvents(ofPatient: "1").isEmpty)
    #expect(try fixture.lake.deletedEvents(ofPatient: "1", asOf: 3).count == 1)
  }

  /// What was filed under the wrong patient is seen to have left the record, and no further.
  @Test func whatWentToAnotherPatientIsAChangeOfBoth() throws {
    let fixture = try LakeFixture()
    try fixture.write([
      .put(patient("1", family: "Lind")), .put(patient("2", family: "Sand")),
      .put(result("a", of: "1", value: "7.2")),
    ])
    try fixture.write([.put(result("a", of: "2", value: "7.2"))])
    try fixture.write([.put(result("a", of: "2", value: "4.1"))])
    func changes(_ id: String, creations: Bool = false) throws -> [String] {
      try fixture.lake.changes(ofPatient: id, creations: creations).map {
        "\($0.key.reference) v\($0.version)"
      }
    }
    #expect(try changes("1") == ["Observation/a v2"])
    #expect(try changes("2") == ["Observation/a v3", "Observation/a v2"])
    #expect(
      try changes("1", creations: true) == ["Observation/a v2", "Observation/a v1", "Patient/1 v1"]
    )
  }

  @Test func momentsOfTheLake() throws {
    let fixture = try LakeFixture()
    try fixture.write([.put(patient("1", family: "Lind"))])
    let job = try fixture.lake.job(1)
    let end = try #require(job.endedAt)
    #expect(try fixture.lake.moment(at: end) == LakeMoment(job: 1, recordedAt: end))
    #expect(try fixture.lake.moment(at: end - 1) == LakeMoment(job: 0, recordedAt: nil))
    #expect(throws: StoreError.self) { try fixture.lake.moment(afterJob: 2) }
  }
}
