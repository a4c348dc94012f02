// SPDX-License-Identifier: Apache-2.0

import FHIR
import Foundation
import Store
import TestSupport
import Testing

/// A lake in a temporary folder, with a job that can be written to.
final class LakeFixture {
  let folder: URL
  let path: String
  let lake: Lake
  private var clock: Int64 = 1_700_000_000_000

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tarn-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appendingPathComponent("lake.tarn").path
    lake = try Lake(at: path, mode: .create)
  }

  deinit {
    // Whatever is left of a temporary folder, the system removes.
    try? FileManager.default.removeItem(at: folder)
  }

  func tick() -> Int64 {
    clock += 1000
    return clock
  }

  /// Writes batches as one job, and returns what was done.
  @discardableResult
  func write(
    _ batches: [Change]...,
    kind: Job.Kind = .import,
    author: String = "tester"
  ) throws -> [[WriteOutcome]] {
    let writer = try lake.writer(
      for: JobDescription(kind: kind, startedAt: tick(), author: author, program: "tests")
    )
    let outcomes = try batches.map { try writer.write(try prepare($0), recordedAt: tick()) }
    try writer.finish(.done, endedAt: tick())
    return outcomes
  }

  func prepare(_ changes: [Change]) throws -> [PreparedResource] {
    let preparer = ResourcePreparer(for: lake)
    var batch = try changes.map { change in
      switch change {
      case .put(let json):
        let document = try JSONDocument.parse(json.text)
        let type = try #require(
          document.root["resourceType"]?.string.flatMap(ResourceType.init(name:))
        )
        let id = try #require(document.root["id"]?.string)
        return preparer.prepare(document, type: type, id: id)
      case .delete(let key):
        return preparer.prepareDeletion(type: key.type, id: key.id)
      }
    }
    preparer.finish(&batch)
    return batch
  }

  enum Change {
    case put(JSON)
    case delete(ResourceKey)
  }

  /// The text of a version without what the lake adds.
  func body(_ key: ResourceKey, version: Int? = nil) throws -> String? {
    try lake.resource(key, version: version).document?.root.jsonText
  }
}

func key(_ reference: String) throws -> ResourceKey {
  guard case .literal(let type, let id, _, _) = FHIRReference(reference) else {
    throw StoreError(.notFound, "Not a reference", subject: reference)
  }
  return ResourceKey(type: type, id: id)
}

/// A patient with a family name.
func patient(_ id: String, family: String = "Berg", updated: String? = nil) -> JSON {
  var json: JSON = [
    "resourceType": "Patient", "id": .string(id), "name": [["family": .string(family)]],
    "birthDate": "1961-03-09",
  ]
  if let updated { json["meta"] = ["lastUpdated": .string(updated)] }
  return json
}

/// A laboratory result of a patient.
func result(
  _ id: String,
  of patient: String,
  value: String = "1.42",
  date: String = "2022-07-12T09:20:00-05:00"
) -> JSON {
  [
    "resourceType": "Observation", "id": .string(id), "status": "final",
    "category": [["coding": [["code": "laboratory"]]]],
    "code": ["coding": [["system": "http://loinc.org", "code": "2160-0"]], "text": "Creatinine"],
    "subject": ["reference": .string("Patient/\(patient)")],
    "effectiveDateTime": .string(date),
    "valueQuantity": ["value": .number(value), "unit": "mg/dL"],
    "referenceRange": [["low": ["value": .number("0.6")], "high": ["value": .number("1.1")]]],
  ]
}
