// SPDX-License-Identifier: Apache-2.0

import FHIR
import Foundation
import Search
import Store
import TestSupport
import Testing

/// Erasing: nothing of what went is left in any file of the lake.
@Suite struct EraseTests {
  private static let secrets = ["Zwyssig", "Xanthippe", "quarrelled", "kumquat-allergy"]

  /// A lake in which one patient has words that nobody else has.
  private func lake() throws -> LakeFixture {
    let fixture = try LakeFixture()
    // Enough of each type that dictionaries are trained, on the secrets among others.
    try fixture.write(
      (0..<60).flatMap { number -> [LakeFixture.Change] in
        Self.patient("p\(number)", family: "Common", note: "Seen in clinic \(number).")
      }
    )
    try fixture.write(
      Self.patient("secret", family: "Zwyssig", note: "Xanthippe quarrelled with the ward.")
    )
    try fixture.write([
      .put(
        [
          "resourceType": "Condition", "id": "c-secret", "subject": ["reference": "Patient/secret"],
          "code": ["text": "kumquat-allergy"], "onsetDateTime": "2020-02-03",
        ]
      ),
      .put(
        [
          "resourceType": "Appointment", "id": "both", "status": "booked",
          "participant": [
            ["status": "accepted", "actor": ["reference": "Patient/secret"]],
            ["status": "accepted", "actor": ["reference": "Patient/p1"]],
          ],
        ]
      ),
    ])
    try fixture.write([
      .put(
        [
          "resourceType": "Condition", "id": "c-secret", "subject": ["reference": "Patient/secret"],
          "code": ["text": "harmless"], "onsetDateTime": "2020-02-03",
        ]
      )
    ])
    return fixture
  }

  private static func patient(_ id: String, family: String, note: String) -> [LakeFixture.Change] {
    [
      .put(
        [
          "resourceType": "Patient", "id": .string(id),
          "name": [["family": .string(family), "given": ["Given\(id)"]]], "birthDate": "1970-01-01",
        ]
      ),
      .put(
        [
          "resourceType": "DocumentReference", "id": .string("d-\(id)"), "status": "current",
          "subject": ["reference": .string("Patient/\(id)")], "date": "2021-05-06T07:08:09Z",
          "content": [
            [
              "attachment": [
                "contentType": "text/plain",
                "data": .string(Data(note.utf8).base64EncodedString()),
              ]
            ]
          ],
        ]
      ),
    ]
  }

  private func bytes(_ fixture: LakeFixture) throws -> Data {
    var all = Data()
    for name in try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path) {
      all += try Data(contentsOf: fixture.folder.appendingPathComponent(name))
    }
    return all
  }

  private func erase(_ erasure: Erasure, _ fixture: LakeFixture) throws -> Erasure {
    try fixture.lake.erase(
      erasure,
      JobDescription(
        kind: .erase,
        startedAt: fixture.tick(),
        author: "tester",
        reason: "asked for",
        program: "tests"
      ),
      endedAt: fixture.tick
    )
  }

  /// What stands in the full text as words and what stands in bodies, compressed or not.
  private func found(_ fixture: LakeFixture) throws -> [String] {
    let all = try bytes(fixture)
    let words = Self.secrets + Self.secrets.map { $0.lowercased() } + ["Patient/secret"]
    return words.filter { all.range(of: Data($0.utf8)) != nil }
  }

  @Test func noByteOfAnErasedPatientIsLeft() throws {
    let fixture = try lake()
    #expect(!(try found(fixture)).isEmpty, "the words can be found while they are there")
    let planned = try fixture.lake.erasure(ofPatient: "secret")
    #expect(
      Set(planned.resources.map(\.reference)) == [
        "Patient/secret", "DocumentReference/d-secret", "Condition/c-secret",
      ]
    )
    #expect(planned.versions == 4)
    #expect(planned.shared.map(\.reference) == ["Appointment/both"])
    // The appointment is of another patient too; without it nothing names the patient any more.
    try fixture.write([.delete(ResourceKey(type: .appointment, id: "both"))])
    let shared = try fixture.lake.erasure(of: ResourceKey(type: .appointment, id: "both"))
    #expect(try erase(shared, fixture).isComplete)
    let done = try erase(planned, fixture)
    #expect(done.isComplete)
    #expect(try found(fixture) == [])
    #expect(try fixture.lake.check().isEmpty)
    let job = try fixture.lake.job(done.job)
    #expect(job.kind == .erase && job.counts.deleted == 3 && job.reason == "asked for")
  }

  /// The words of a note may stand in a Binary, which is in nobody's compartment.
  @Test func theBinariesOfNotesGoWithThem() throws {
    let fixture = try LakeFixture()
    func note(_ id: String, of patient: String, _ binary: String) -> LakeFixture.Change {
      .put([
        "resourceType": "DocumentReference", "id": .string(id), "status": "current",
        "subject": ["reference": .string("Patient/\(patient)")],
        "content": [
          ["attachment": ["contentType": "text/plain", "url": .string("Binary/\(binary)")]]
        ],
      ])
    }
    func binary(_ id: String, of patient: String? = nil) -> LakeFixture.Change {
      var json: JSON = ["resourceType": "Binary", "id": .string(id), "contentType": "text/plain"]
      if let patient { json["securityContext"] = ["reference": .string("Patient/\(patient)")] }
      return .put(json)
    }
    try fixture.write([
      .put(["resourceType": "Patient", "id": "1"]), .put(["resourceType": "Patient", "id": "2"]),
      note("a", of: "1", "old"),
      note("b", of: "2", "other"),
      binary("old"), binary("new"), binary("other"), binary("shared"), binary("secured", of: "1"),
      note("c", of: "1", "shared"), note("d", of: "2", "shared"),
    ])
    try fixture.write([note("a", of: "1", "new")])
    let planned = try fixture.lake.erasure(ofPatient: "1")
    #expect(
      Set(planned.resources.map(\.reference)) == [
        "Patient/1", "DocumentReference/a", "DocumentReference/c", "Binary/old", "Binary/new",
        "Binary/secured",
      ]
    )
    _ = try erase(planned, fixture)
    #expect(try fixture.lake.check().isEmpty)
    #expect(try fixture.lake.resource(key("Binary/other")).document != nil)
  }

  @Test func nothingFindsWhatWasErasedAndTheRestIsAsItWas() throws {
    let fixture = try lake()
    let others = try fixture.lake.search(try SearchRequest("Patient?name=common", now: 0)).hits
    let planned = try fixture.lake.erasure(ofPatient: "secret")
    let done = try erase(planned, fixture)
    for query in [
      "Patient?name=zwyssig", "Condition?patient=secret", "DocumentReference?_id=d-secret",
    ] {
      #expect(try fixture.lake.search(try SearchRequest(query, now: 0)).hits.isEmpty)
      let before = try fixture.lake.search(try SearchRequest(query, now: 0), asOf: 3)
      #expect(before.hits.isEmpty, "\(query) as of an earlier job")
      let deleted = try fixture.lake.search(try SearchRequest(query, now: 0), findsDeleted: true)
      #expect(deleted.hits.isEmpty, "\(query) among the deleted")
    }
    #expect {
      try fixture.lake.resource(ResourceKey(type: .patient, id: "secret"))
    } throws: { error in
      guard let error = error as? StoreError else { return false }
      return error.code == .notFound && error.message.contains("job \(done.job)")
    }
    let after = try fixture.lake.search(try SearchRequest("Patient?name=common", now: 0)).hits
    #expect(after.map(\.output) == others.map(\.output))
    #expect(try fixture.lake.statistics().patients == 60)
    // The lake can be written as before, the erased id too.
    try fixture.write(Self.patient("secret", family: "Fresh", note: "New."))
    let fresh = try fixture.lake.resource(ResourceKey(type: .patient, id: "secret"))
    #expect(fresh.document?.root["name"]?.elements.map { $0["family"]?.string } == ["Fresh"])
  }

  @Test func aWriterThatWasAtWorkGoesOn() throws {
    let fixture = try lake()
    let writer = try fixture.lake.writer(
      for: JobDescription(kind: .import, startedAt: fixture.tick(), author: "a", program: "tests")
    )
    let first = try fixture.prepare(Self.patient("w1", family: "Writer", note: "One."))
    _ = try writer.write(first, recordedAt: fixture.tick())
    let other = try Lake(at: fixture.path, mode: .write)
    _ = try other.erase(
      try other.erasure(ofPatient: "secret"),
      JobDescription(kind: .erase, startedAt: fixture.tick(), author: "b", program: "tests"),
      endedAt: fixture.tick
    )
    // Bodies compressed before the erasure are refused, those compressed after it are stored.
    let stale = try fixture.prepare(Self.patient("w2", family: "Writer", note: "Two."))
    #expect(throws: StoreError.self) { try writer.write(stale, recordedAt: fixture.tick()) }
    let reopened = try Lake(at: fixture.path, mode: .write)
    #expect(try reopened.check().isEmpty)
    #expect(try reopened.search(try SearchRequest("Patient?name=writer", now: 0)).hits.count == 1)
  }

  @Test func anErasureOfWhatIsNotThereIsRefused() throws {
    let fixture = try lake()
    #expect(throws: StoreError.self) { try fixture.lake.erasure(ofPatient: "nobody") }
    #expect(throws: StoreError.self) {
      try fixture.lake.erasure(of: ResourceKey(type: .condition, id: "nothing"))
    }
  }
}
