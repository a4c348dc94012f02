// SPDX-License-Identifier: Apache-2.0

import Exchange
import FHIR
import Foundation
import Search
import Store
import TestSupport
import Testing

/// Exports by FHIR's Bulk Data Access.
@Suite struct ExportTests {
  private let fixture: ImportFixture

  init() throws {
    fixture = try ImportFixture()
    try fixture.add("a.ndjson", (0..<9).map { patientLine("p\($0)") }.joined(separator: "\n"))
    try fixture.add(
      "b.ndjson",
      (0..<40).map { number in
        """
        {"resourceType":"Observation","id":"o\(number)","status":"final","code":{"text":"x"},\
        "subject":{"reference":"Patient/p\(number % 9)"},"valueQuantity":{"value":\(number).50}}
        """
      }.joined(separator: "\n")
    )
    _ = try fixture.run()
    try fixture.add(
      "c.json",
      """
      {"resourceType":"Bundle","type":"transaction","entry":[
        {"request":{"method":"DELETE","url":"Observation/o3"}},
        {"resource":{"resourceType":"Patient","id":"p1","name":[{"family":"Lind"}]},\
      "request":{"method":"PUT","url":"Patient/p1"}}]}
      """
    )
    _ = try fixture.run([fixture.path("c.json")])
  }

  private func folder(_ name: String) -> String { fixture.folder.appendingPathComponent(name).path }

  private func export(
    _ name: String,
    _ change: (inout ExportOptions) throws -> Void = { _ in },
    isCancelled: () -> Bool = { false }
  ) throws -> ExportReport {
    var options = ExportOptions(
      filter: ExportFilter(asOf: try fixture.lake.newestJob()),
      request: "$export",
      startedAt: 1_700_000_000_000
    )
    try change(&options)
    return try Exporter(lake: fixture.lake, options: options, folder: folder(name))
      .run(isCancelled: isCancelled)
  }

  private func lines(_ name: String, _ file: String) throws -> [String] {
    try String(contentsOfFile: folder(name) + "/" + file, encoding: .utf8)
      .split(separator: "\n").map(String.init)
  }

  /// All versions that matter, as text: reference and content.
  private func content(_ lake: Lake) throws -> [String] {
    var found: [String] = []
    try lake.export(ExportFilter(asOf: lake.newestJob())) { resource in
      found.append("\(resource.key.reference) \(resource.document?.root.jsonText ?? "")")
      return true
    }
    return found.sorted()
  }

  @Test(arguments: [false, true]) func anImportOfAnExportGivesTheSame(isCompressed: Bool) throws {
    let report = try export("out") {
      $0.isCompressed = isCompressed
      $0.partSize = 16
      $0.filter.deletions = true
    }
    #expect(report.resources == [.patient: 9, .observation: 39])
    #expect(report.deleted == 1)
    #expect(report.files == 1 + 3 + 1)
    let manifest = try JSONDocument.parse(lines("out", "manifest.json").joined()).root
    let counts = (manifest["output"]?.elements ?? .empty).compactMap { $0["count"]?.integer }
    #expect(counts == [16, 16, 7, 9])
    #expect((manifest["deleted"]?.elements ?? .empty).compactMap { $0["count"]?.integer } == [1])
    let copy = try ImportFixture()
    let imported = try copy.run([folder("out")])
    #expect(imported.problems.isEmpty)
    #expect(try content(copy.lake) == content(fixture.lake))
    // And back once more: the same bytes but for what the lake adds.
    #expect(try copy.lake.search(SearchRequest("Observation?_id=o3", now: 0)).hits.isEmpty)
  }

  @Test func filtersAreHeld() throws {
    #expect(try export("types") { $0.filter.types = [.patient] }.resources == [.patient: 9])
    let ofPatient = try export("patient") { $0.filter.patients = ["p1"] }
    #expect(ofPatient.resources == [.patient: 1, .observation: 5])
    let filtered = try export("filtered") {
      $0.typeFilters = [try SearchRequest("Observation?value-quantity=gt30", now: 0)]
    }
    #expect(filtered.resources == [.patient: 9, .observation: 10])
    let early = try export("early") { $0.filter.asOf = 1 }
    #expect(early.resources == [.patient: 9, .observation: 40])
    #expect(try lines("early", "Patient.001.ndjson").contains { $0.contains("Lind") } == false)
    #expect(try export("until") { $0.filter.until = 0 }.total == 0)
    _ = try export("elements") {
      $0.elements = ["status"]
      $0.filter.types = [.observation]
    }
    let subset = try #require(try lines("elements", "Observation.001.ndjson").first)
    #expect(subset.contains("SUBSETTED"))
    #expect(!subset.contains("valueQuantity"))
  }

  @Test(arguments: [false, true]) func aStoppedExportGoesOn(isCompressed: Bool) throws {
    func options(_ options: inout ExportOptions) {
      options.checkpoint = 10
      options.partSize = 16
      options.isCompressed = isCompressed
      options.filter.deletions = true
    }
    var runs = 0
    var report = try export("stopped", options, isCancelled: { true })
    // What is written behind the last note, as by a process that was killed, does not stay.
    let file = "Observation.001.ndjson" + (isCompressed ? ".gz" : "")
    if let handle = FileHandle(forWritingAtPath: folder("stopped") + "/" + file) {
      try handle.seekToEnd()
      try handle.write(contentsOf: Data("half a li".utf8))
    }
    while report.isInterrupted, runs < 20 {
      runs += 1
      // What is written meanwhile is not part of it.
      try fixture.add("d.ndjson", patientLine("late\(runs)"))
      _ = try fixture.run([fixture.path("d.ndjson")])
      report = try export("stopped", options, isCancelled: { true })
    }
    #expect(runs > 2)
    #expect(report.resources == [.patient: 9, .observation: 39])
    let whole = try export("whole") {
      options(&$0)
      $0.filter.asOf = 2
    }
    #expect(whole.resources == report.resources)
    for name in try FileManager.default.contentsOfDirectory(atPath: folder("whole")) {
      guard !isCompressed, name != "manifest.json" else { continue }
      #expect(try lines("stopped", name) == lines("whole", name), "\(name)")
    }
    let copy = try ImportFixture()
    #expect(try copy.run([folder("stopped")]).problems.isEmpty)
    #expect(try copy.has("Observation/o39"))
    #expect(try !copy.has("Patient/late1"))
  }

  @Test func aFolderInUseIsRefused() throws {
    let error = #expect(throws: ExchangeError.self) { try export("input") }
    #expect(error?.code == .outputExists)
  }

  @Test func decimalsKeepTheirSpelling() throws {
    _ = try export("out")
    let line = try lines("out", "Observation.001.ndjson").first
    #expect(line?.contains("\"value\":0.50") == true)
    #expect(line?.contains("\"versionId\":\"1\"") == true)
  }
}
