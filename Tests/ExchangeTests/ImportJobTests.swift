// SPDX-License-Identifier: Apache-2.0

import Exchange
import FHIR
import Foundation
import Store
import TestSupport
import Testing

@Suite struct ImportJobTests {
  /// Enough lines for several chunks, with repeated ids across them.
  private func addManyLines(_ fixture: ImportFixture, count: Int = 60_000) throws {
    var lines: [String] = []
    for number in 0..<count {
      let id = number % (count - 1000)
      lines.append(patientLine("p\(id)", family: "Family number \(number)"))
    }
    try fixture.add("many.ndjson", lines.joined(separator: "\n"))
  }

  @Test func aDryRunWritesNothingAndSaysWhatTheImportDoes() throws {
    let fixture = try ImportFixture()
    try fixture.add("0.json", patientLine("1"))
    _ = try fixture.run()
    try fixture.add("0.json", patientLine("1", family: "Borg"))
    try fixture.add(
      "1.ndjson",
      [patientLine("2"), patientLine("2"), patientLine("2", family: "X"), "{}", patientLine("3")]
        .joined(separator: "\n")
    )
    let before = try fixture.lake.statistics()
    let preview = try fixture.run(dryRun: true)
    #expect(preview.job == nil)
    #expect(try fixture.lake.statistics() == before)
    let done = try fixture.run()
    #expect(preview.total == done.total)
    #expect(preview.types == done.types)
    #expect(done.total.new == 2)
    #expect(done.total.changed == 2)
    #expect(done.total.identical == 1)
    #expect(done.total.invalid == 1)
  }

  @Test func aLakeAmongItsInputIsPassedOver() throws {
    let fixture = try ImportFixture()
    try fixture.add("0.json", patientLine("1"))
    let report = try fixture.run([fixture.folder.path])
    #expect(report.files == 1)
    #expect(report.total.new == 1)
    #expect(report.total.invalid == 0)
  }

  @Test func aStoppedImportGoesOnAndEndsInTheSameLake() throws {
    let whole = try ImportFixture()
    try addManyLines(whole)
    let undisturbed = try whole.run()
    #expect(undisturbed.total.changed == 1000)

    let stopped = try ImportFixture()
    try addManyLines(stopped)
    var runs = 0
    while true {
      let report = try stopped.run(stopAfter: 1)
      runs += 1
      #expect(report.isResumed == (runs > 1))
      if !report.isInterrupted { break }
      #expect(try stopped.lake.jobs().first?.state == .interrupted)
    }
    #expect(runs > 2)
    #expect(try stopped.lake.jobs().count == 1)
    #expect(try stopped.lake.jobs().first?.counts == whole.lake.jobs().first?.counts)
    #expect(try stopped.lake.statistics().versions == whole.lake.statistics().versions)
    for id in ["p0", "p999", "p1000", "p58999"] {
      let key = ResourceKey(type: .patient, id: id)
      let texts = try [stopped, whole].map { fixture in
        try fixture.lake.versions(of: key).map {
          try fixture.lake.resource(key, version: $0.version).document?.root.jsonText
        }
      }
      #expect(texts[0] == texts[1])
    }
    #expect(try stopped.lake.check().isEmpty)
    // A finished import is not taken up again: it is another job, in which all is known.
    let again = try stopped.run()
    #expect(!again.isResumed)
    #expect(again.total.new == 0)
  }

  @Test func theOrderOfChunksDoesNotDependOnTheThreads() throws {
    let one = try ImportFixture()
    try addManyLines(one)
    _ = try one.run(workers: 1)
    let four = try ImportFixture()
    try addManyLines(four)
    _ = try four.run(workers: 4)
    for id in ["p0", "p500", "p999"] {
      let key = ResourceKey(type: .patient, id: id)
      #expect(
        try one.lake.resource(key).document?.root.jsonText
          == four.lake.resource(key).document?.root.jsonText
      )
      #expect(try four.lake.versions(of: key).count == 2)
    }
  }

  @Test func theReportFolderHasHealthLakesFiles() throws {
    let fixture = try ImportFixture()
    try fixture.add("a.ndjson", patientLine("1") + "\n{\"resourceType\":\"Patient\"}\n")
    let output = fixture.folder.appendingPathComponent("report").path
    _ = try fixture.run(output: output)
    func lines(_ path: String) throws -> [JSONValue] {
      try String(contentsOfFile: output + "/" + path, encoding: .utf8)
        .split(separator: "\n").map { try JSONDocument.parse(String($0)).root }
    }
    let success = try lines("SUCCESS/0001-a.ndjson")
    #expect(success.count == 1)
    #expect(success[0]["lineId"]?.integer == 1)
    #expect(success[0]["UpdateResourceResponse"]?["statusCode"]?.integer == 201)
    let failure = try lines("FAILURE/0001-a.ndjson")
    #expect(failure.count == 1)
    #expect(failure[0]["lineId"]?.integer == 2)
    let outcome = failure[0]["UpdateResourceResponse"]?["jsonBlob"]
    #expect(outcome?["resourceType"]?.string == "OperationOutcome")
    let manifest = try lines("manifest.json")[0]
    #expect(manifest["numberOfScannedFiles"]?.integer == 1)
    #expect(manifest["numberOfResourcesScanned"]?.integer == 2)
    #expect(manifest["numberOfResourcesImportedSuccessfully"]?.integer == 1)
    #expect(manifest["numberOfResourcesWithCustomerError"]?.integer == 1)
    let error = try #require(throws: ExchangeError.self) { try fixture.run(output: output) }
    #expect(error.code == .outputExists)
    let unwritable = try #require(throws: ExchangeError.self) {
      try fixture.run(output: fixture.path("a.ndjson") + "/report")
    }
    #expect(unwritable.code == .cannotWrite)
  }

  @Test func everyCodeHasACategory() {
    let expected: [ExchangeError.Code: ErrorCategory] = [
      .noFile: .notFound, .cannotRead: .unavailable, .cannotWrite: .unavailable,
      .outputExists: .conflict,
    ]
    #expect(
      [ExchangeError.Code.noFile, .cannotRead, .cannotWrite, .outputExists]
        .allSatisfy { ExchangeError($0, "x").category == expected[$0] }
    )
  }
}

/// The real data, against a count made by another program.
@Suite(.enabled(if: DataPacks.areThere, "TARN_DATA is not set"))
struct PackImportTests {
  /// Counts distinct type and id with plain Python, from Bundles, NDJSON and NDJSON.gz.
  private static let counter = """
    import collections, gzip, json, pathlib, sys
    seen = set()
    entries = 0
    def add(r):
        global entries
        if r.get('resourceType') == 'Bundle':
            for e in r.get('entry', []):
                if 'resource' in e: add(e['resource'])
            return
        if 'resourceType' in r:
            entries += 1
            seen.add((r['resourceType'], r['id']))
    for path in sorted(pathlib.Path(sys.argv[1]).rglob('*')):
        if not path.is_file() or path.name.startswith('.'): continue
        data = path.read_bytes()
        if data[:2] == b'\\x1f\\x8b': data = gzip.decompress(data)
        if not data.lstrip()[:1] in (b'{', b'['): continue
        try:
            add(json.loads(data))
        except json.JSONDecodeError:
            for line in data.splitlines():
                if line.strip(): add(json.loads(line))
    print(json.dumps({'entries': entries, 'types': collections.Counter(t for t, _ in seen)}))
    """

  @Test func everyResourceIsAccountedFor() throws {
    let folder = try #require(DataPacks.folder) + "/fhir-data"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", Self.counter, folder]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let fixture = try ImportFixture()
    let report = try fixture.run([folder])
    let counted = try JSONDocument.parse(
      String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    ).root
    process.waitUntilExit()
    let statistics = try fixture.lake.statistics()
    let types = Dictionary(
      uniqueKeysWithValues: try #require(counted["types"]).members.map {
        ($0.key, $0.value.integer ?? 0)
      }
    )
    #expect(
      Dictionary(uniqueKeysWithValues: statistics.resources.map { ($0.rawValue, $1) }) == types
    )
    #expect(statistics.patients == 288)
    let total = report.total
    #expect(total.new + total.changed + total.identical == counted["entries"]?.integer)
    // What has no resourceType at all is the one thing that is refused: the log of a bulk export.
    #expect(report.types[nil]?.invalid == total.invalid)
    #expect(report.problems.filter(\.isRefusal).allSatisfy { $0.file.hasSuffix("log.ndjson") })
  }
}
