// SPDX-License-Identifier: Apache-2.0

import Exchange
import Extraction
import FHIR
import Foundation
import Search
import Store
import Testing

/// A lake with notes of a few patients, and what reads, judges and publishes them.
final class NoteFixture {
  let path: String
  private(set) var lake: Lake
  private var time: Int64 = 1_700_000_000_000

  init(patients: [String] = ["tom", "ann"]) throws {
    path = FileManager.default.temporaryDirectory.path + "/notes-\(UUID().uuidString).tarn"
    lake = try Lake(at: path, mode: .create)
    try put(patients.map { ["resourceType": "Patient", "id": .string($0)] })
  }

  deinit {
    for suffix in ["", "-wal", "-shm"] {
      // What was never made cannot be removed.
      try? FileManager.default.removeItem(atPath: path + suffix)
    }
  }

  func job(_ kind: Job.Kind) -> JobDescription {
    time += 1000
    return JobDescription(kind: kind, startedAt: time, author: "tester", program: "tests")
  }

  func put(_ resources: [JSON]) throws {
    let description = job(.import)
    _ = try lake.transact(description, recordedAt: time) { transaction in
      for json in resources {
        let document = try JSONDocument.parse(json.text)
        let type = try #require(
          (document.root["resourceType"]?.string).flatMap { ResourceType(name: $0) }
        )
        let id: String = try #require(document.root["id"]?.string)
        _ = try transaction.put(document, ResourceKey(type: type, id: id))
      }
    }
  }

  static func note(
    _ id: String,
    _ text: String,
    patient: String = "tom",
    date: String = "2024-03-01T10:00:00Z",
    contentType: String = "text/plain",
    description: String? = nil
  ) -> JSON {
    var json: JSON = [
      "resourceType": "DocumentReference", "id": .string(id), "status": "current",
      "subject": ["reference": .string("Patient/\(patient)")], "date": .string(date),
      "content": [
        [
          "attachment": [
            "contentType": .string(contentType),
            "data": .string(Data(text.utf8).base64EncodedString()),
          ]
        ]
      ],
    ]
    if let description { json["description"] = .string(description) }
    return json
  }

  @discardableResult
  func extract(
    rulesOnly: Bool = true,
    workers: Int = 1,
    readPDF: @escaping @Sendable ([UInt8]) -> Result<String, PDFFailure> = { _ in
      .failure(.noReader)
    },
    isCancelled: () -> Bool = { false }
  ) throws -> ExtractionRunner.Report {
    let runner = ExtractionRunner(
      lake: lake,
      engine: ClinicalTextEngine(usesModels: !rulesOnly),
      workers: workers,
      readPDF: readPDF
    )
    return try runner.run(job(.extraction), now: { time }, isCancelled: isCancelled)
  }

  func entities(_ query: String) throws -> [StoredEntity] {
    try lake.entities(EntityQuery(parsing: query))
  }

  func one(_ query: String) throws -> StoredEntity {
    let found = try entities(query)
    #expect(found.count == 1, "\(query)")
    return try #require(found.first)
  }

  func judge(
    _ entity: StoredEntity,
    _ decision: Verdict.Decision,
    _ correction: Verdict.Correction = Verdict.Correction()
  ) throws {
    let description = job(.review)
    let verdict = Verdict(
      key: entity.key,
      decision: decision,
      correction: correction,
      author: "tester",
      recordedAt: time
    )
    try lake.add([(verdict, entity)], description)
  }

  func publish() throws -> EntityPublisher.Report {
    try EntityPublisher(lake).publish(patient: nil, job(.review))
  }

  func search(_ text: String) throws -> [String] {
    try lake.search(SearchRequest(text, now: time), defaultCount: 100).hits.map(\.key.reference)
  }

  func resource(_ reference: String) throws -> JSONValue {
    let parts = reference.split(separator: "/").map(String.init)
    let type = try #require(ResourceType(name: parts[0]))
    let document = try lake.resource(ResourceKey(type: type, id: parts[1])).document
    return try #require(document).root
  }
}
