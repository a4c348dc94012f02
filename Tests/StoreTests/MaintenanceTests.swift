// SPDX-License-Identifier: Apache-2.0

import FHIR
import Foundation
import GRDB
import Store
import TestSupport
import Testing
import Timeline

@Suite struct MaintenanceTests {
  /// Every derived row in words, so that numbers given in another order do not count.
  static func derivedRows(_ path: String) throws -> [String] {
    let term = { (column: String) in "(SELECT text FROM term WHERE id = \(column))" }
    let resource = { (column: String) in
      "(SELECT type || '/' || id FROM resource WHERE row = \(column))"
    }
    let queries = [
      """
      SELECT 'event', \(resource("patient")), start, \(resource("e.resource")), ordinal, fromJob,
        toJob, version, lane, shape, startPrecision, endPrecision, flag, \(term("c.title")),
        \(term("c.code")), \(term("c.system")), \(term("c.shownTitle")), \(term("dateElement")),
        end, offsetMinutes, value, number, \(term("unit")), rangeLow, rangeHigh, \(term("status")),
        \(resource("encounter"))
      FROM event e JOIN concept c ON c.id = e.concept
      """,
      """
      SELECT 'concept', \(term("c.title")), i.start, \(resource("i.patient")), \(resource("i.resource")),
        i.ordinal, i.fromJob FROM conceptEvent i JOIN concept c ON c.id = i.concept
      """,
      "SELECT 'key', \(resource("resource")) FROM resourceKey",
      "SELECT 'compartment', \(resource("patient")), \(resource("resource")) FROM compartment",
      "SELECT 'link', \(resource("target")), \(resource("source")) FROM link",
      "SELECT 'open', \(resource("source")), reference FROM unresolvedReference",
      "SELECT 'identifier', value, system, \(resource("resource")) FROM businessIdentifier",
      """
      SELECT 'patient', \(resource("resource")), name, sortName, sex, birthDate, deceased,
        identifier, address, events, lastSeen, critical, allergies, directives, notes, changed,
        removed FROM patient
      """,
      "SELECT 'count', * FROM resourceCount WHERE versions > 0",
      "SELECT 'note', rowid FROM noteText WHERE noteText MATCH 'cough'",
      "SELECT 'search', term, doc FROM searchKey",
    ]
    var configuration = Configuration()
    configuration.readonly = true
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    return try queue.read { db in
      try db.execute(
        sql: """
          CREATE VIRTUAL TABLE IF NOT EXISTS temp.searchKey
            USING fts5vocab(main, searchIndex, instance)
          """
      )
      return try queries.flatMap { sql in
        try Row.fetchAll(db, sql: sql).map { row in
          row.databaseValues.map { "\($0)" }.joined(separator: " | ")
        }
      }
      .sorted()
    }
  }

  private func filledLake() throws -> LakeFixture {
    let fixture = try LakeFixture()
    let note: JSON = [
      "resourceType": "DocumentReference", "id": "n", "status": "current",
      "type": ["text": "Progress note"], "subject": ["reference": "Patient/1"],
      "date": "2022-07-12T09:00:00Z",
      "content": [
        [
          "attachment": [
            "contentType": "text/plain",
            "data": .string(Data("Dry cough since lisinopril.".utf8).base64EncodedString()),
          ]
        ]
      ],
      "context": ["encounter": [["reference": "Encounter/e"]]],
    ]
    let order: JSON = [
      "resourceType": "MedicationRequest", "id": "m", "status": "active", "intent": "order",
      "medicationReference": ["reference": "Medication/x"],
      "subject": ["reference": "Patient/1"], "authoredOn": "2021",
      "requester": ["reference": "Practitioner?identifier=npi|7"],
    ]
    try fixture.write([
      .put(patient("1")), .put(result("a", of: "1")), .put(result("b", of: "1", value: "0.7")),
      .put(note), .put(order),
    ])
    try fixture.write([
      .put(result("a", of: "1", value: "1.5")),
      .put(["resourceType": "Medication", "id": "x", "code": ["text": "lisinopril 10 mg"]]),
      .put([
        "resourceType": "Practitioner", "id": "p",
        "identifier": [["system": "npi", "value": "7"]],
      ]),
    ])
    try fixture.write([.delete(key("Observation/b"))])
    try fixture.write([.put(patient("1", family: "Borg")), .put(patient("2"))])
    return fixture
  }

  /// What a job leaves behind of the index parts it merged goes back to the file system.
  @Test func aLakeIsNoLargerThanWhatIsInIt() throws {
    let fixture = try LakeFixture()
    let batches = (0..<50).map { batch in
      (0..<100).map { number in
        LakeFixture.Change.put([
          "resourceType": "Observation", "id": "o\(batch)-\(number)", "status": "final",
          "code": ["coding": [["system": "http://loinc.org", "code": "c\(number)-\(batch)"]]],
          "subject": ["reference": "Patient/p\(batch)-\(number)"],
        ])
      }
    }
    let writer = try fixture.lake.writer(
      for: JobDescription(
        kind: .import,
        startedAt: fixture.tick(),
        author: "tester",
        program: "tests"
      )
    )
    for batch in batches { try writer.write(fixture.prepare(batch), recordedAt: fixture.tick()) }
    try writer.finish(.done, endedAt: fixture.tick())

    let queue = try DatabaseQueue(path: fixture.path)
    let (free, all) = try queue.read { db in
      (
        try Int.fetchOne(db, sql: "PRAGMA freelist_count"),
        try Int.fetchOne(db, sql: "PRAGMA page_count")
      )
    }
    #expect(try #require(free) * 50 <= #require(all))
    #expect(try fixture.lake.check().isEmpty)
  }

  /// A mixture that is made of other Medications has their names.
  @Test func aMixtureIsNamedByWhatItRefersTo() throws {
    let fixture = try filledLake()
    let parts: JSON = [
      ["itemReference": ["reference": "Medication/y"]],
      ["itemCodeableConcept": ["text": "Dextrose 5%"]],
      ["itemReference": ["reference": "Medication/nowhere", "display": "Heparin"]],
      ["itemReference": ["reference": "Medication/x"]],
    ]
    try fixture.write([
      .put(["resourceType": "Medication", "id": "x", "ingredient": parts]),
      .put(["resourceType": "Medication", "id": "y", "code": ["text": "Piperacillin"]]),
    ])
    let titles = try fixture.lake.events(ofPatient: "1").map(\.event.title)
    #expect(titles.contains("Piperacillin / Dextrose 5% / Heparin"), "\(titles)")
  }

  @Test func reindexChangesNothing() throws {
    let fixture = try filledLake()
    let before = try Self.derivedRows(fixture.path)
    #expect(before.count > 12)
    try fixture.lake.reindex()
    #expect(try Self.derivedRows(fixture.path) == before)
    #expect(try fixture.lake.check().isEmpty)
  }

  @Test func cancelledReindexChangesNothing() throws {
    let fixture = try filledLake()
    let before = try Self.derivedRows(fixture.path)
    // A small lake is rebuilt without being asked, so the cancellation comes through the progress.
    struct Stop: Error {}
    try? fixture.lake.reindex(progress: { _, _ in }, isCancelled: { true })
    #expect(try Self.derivedRows(fixture.path) == before)
  }

  @Test func medicinesGetTheNameOfWhatIsReferredTo() throws {
    let fixture = try filledLake()
    let order = try fixture.lake.events(ofPatient: "1").first { $0.key.type == .medicationRequest }
    #expect(order?.event.title == "lisinopril 10 mg")
  }

  @Test func devicesGetTheNameOfWhatIsReferredTo() throws {
    let fixture = try LakeFixture()
    try fixture.write([
      .put(patient("1")),
      .put([
        "resourceType": "DeviceUseStatement", "id": "u", "status": "active",
        "subject": ["reference": "Patient/1"], "device": ["reference": "Device/d"],
        "reasonCode": [["text": "Angina"]],
      ]),
    ])
    func titles() throws -> [String] {
      try fixture.lake.events(ofPatient: "1").map(\.event.title)
    }
    #expect(try titles() == ["Device/d"])
    try fixture.write([
      .put([
        "resourceType": "Device", "id": "d",
        "deviceName": [["name": "Coronary stent", "type": "user-friendly-name"]],
      ])
    ])
    #expect(try titles() == ["Coronary stent"])
  }

  @Test func conditionalReferencesFindWhatCameLater() throws {
    let fixture = try filledLake()
    let sources = try fixture.lake.references(to: key("Practitioner/p")).map(\.key.reference)
    #expect(sources == ["MedicationRequest/m"])
  }

  @Test func nextOfKinAreFoundFromThePatient() throws {
    let fixture = try LakeFixture()
    try fixture.write([
      .put(patient("1")), .put(patient("2")), .put(result("a", of: "1", value: "1.5")),
      .put([
        "resourceType": "RelatedPerson", "id": "daughter", "patient": ["reference": "Patient/1"],
      ]),
    ])
    let sources = try fixture.lake.references(to: key("Patient/1")).map(\.key.reference)
    #expect(sources == ["RelatedPerson/daughter"])
    #expect(try fixture.lake.references(to: key("Patient/2")).isEmpty)
  }

  @Test(
    arguments: [
      ("DELETE FROM event WHERE rowid IN (SELECT 1) OR ordinal = 0 AND lane = 4", "event"),
      ("UPDATE event SET flag = 0 WHERE lane = 4", "Observation"),
      ("UPDATE resourceCount SET current = current + 1", "type"),
      ("UPDATE resourceVersion SET hash = hash + 1", "hash"),
      ("UPDATE resourceVersion SET body = x'00112233'", "body"),
      ("DELETE FROM resourceVersion WHERE (row & 1048575) = 1 AND job = 1", "ersion"),
    ])
  func checkFindsDamage(sql: String, word: String) throws {
    let fixture = try filledLake()
    #expect(try fixture.lake.check().isEmpty)
    let damage = sql.replacing("rowid IN (SELECT 1) OR ", with: "")
    try DatabaseQueue(path: fixture.path).write { db in try db.execute(sql: damage) }
    let findings = try fixture.lake.check()
    #expect(
      findings.contains { "\($0.message) \($0.subject ?? "")".contains(word) },
      "\(findings.map(\.message))"
    )
  }

  @Test func reindexMendsDerivedRows() throws {
    let fixture = try filledLake()
    let before = try Self.derivedRows(fixture.path)
    try DatabaseQueue(path: fixture.path).write { db in
      try db.execute(sql: "DELETE FROM event; DELETE FROM patient; DELETE FROM link")
    }
    try fixture.lake.reindex()
    #expect(try Self.derivedRows(fixture.path) == before)
  }
}
