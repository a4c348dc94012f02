// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import Glibc
import TestSupport
import Testing

/// An import that is killed at any moment, and run again, makes the lake of an undisturbed import.
@Suite(
  .enabled(if: DataPacks.runSlowTests, "RUN_SLOW_TESTS is not 1"),
  .serialized
)
struct SlowKillTests {
  /// How a lake of the generated patients looks when nothing disturbs the import.
  private struct Undisturbed {
    let session: Session
    let rows: [String]
    let bytes: Int

    init(patients: Int) throws {
      session = try Session()
      let made = try session.tarn(
        "generate",
        "--patients",
        "\(patients)",
        "--seed",
        "7",
        "--output",
        "~/data"
      )
      try #require(made.status == 0)
      let run = try session.tarn("import", "--lake", "~/whole.tarn", "~/data")
      try #require(run.status == 0, "\(run.error)")
      rows = try contents(of: session.path("whole.tarn"))
      bytes = size(of: session.path("whole.tarn"))
    }

    /// Starts an import into a lake.
    func start(_ lake: String, _ more: [String] = []) throws -> Process {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: BuiltProgram.path("tarn"))
      process.arguments = ["import", "--lake", session.path(lake), session.path("data")] + more
      process.environment = session.environment
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      return process
    }

    /// Runs the import to its end, and checks that the lake is the undisturbed one.
    func expectSameLake(
      _ lake: String,
      _ comment: Comment,
      sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
      let last = try session.tarn("import", "--lake", "~/\(lake)", "~/data", "--json")
      #expect(last.status == 0, comment, sourceLocation: sourceLocation)
      let check = try session.tarn("check", "--lake", "~/\(lake)")
      #expect(check.output == "The lake is sound\n", comment, sourceLocation: sourceLocation)
      let now = try contents(of: session.path(lake))
      #expect(now == rows, comment, sourceLocation: sourceLocation)
    }
  }

  @Test func anImportThatIsKilledGoesOnWhereItWas() throws {
    let whole = try Undisturbed(patients: 12)
    var random = SeededRandom(seed: 42)
    var allKills = 0
    for round in 0..<20 {
      let lake = "killed-\(round).tarn"
      var kills = 0
      var wasKilled = false
      repeat {
        // Up to a little more than the file will ever have, so that the last moments are hit too.
        let limit = Int.random(in: 0...whole.bytes * 11 / 10, using: &random)
        let spins = Int.random(in: 0...200, using: &random)
        wasKilled = try kill(whole, lake, atBytes: limit, afterPolls: spins)
        kills += wasKilled ? 1 : 0
        if wasKilled { try expectNothingHalfWritten(whole.session.path(lake), round) }
      } while wasKilled && kills < 4
      try whole.expectSameLake(lake, "round \(round), \(kills) kills")
      try whole.session.remove(lake)
      allKills += kills
    }
    #expect(allKills > 0)
  }

  /// What a report lists as stored is in the lake, whenever the import dies, and the report that is
  /// taken up again is the one of an undisturbed import.
  @Test func whatWasReportedAsStoredIsStored() throws {
    let whole = try Undisturbed(patients: 12)
    let undisturbed = try whole.session.tarn(
      "import",
      "--lake",
      "~/reported.tarn",
      "~/data",
      "--output",
      "~/report"
    )
    try #require(undisturbed.status == 0)
    let lines = try successLines(whole.session.path("report"))
    var random = SeededRandom(seed: 43)
    var reported = 0
    for round in 0..<10 {
      let (lake, report) = ("listed-\(round).tarn", whole.session.path("report-\(round)"))
      let limit = Int.random(in: whole.bytes / 4...whole.bytes, using: &random)
      _ = try kill(whole, lake, atBytes: limit, afterPolls: 0, ["--output", report])
      let stored = try storedKeys(whole.session.path(lake))
      for key in try keys(inReport: report) {
        reported += 1
        #expect(stored.contains(key), "round \(round): \(key)")
      }
      if FileManager.default.fileExists(atPath: report + "/manifest.json") { continue }
      let rest = try whole.session.tarn(
        "import",
        "--lake",
        "~/\(lake)",
        "~/data",
        "--output",
        report
      )
      #expect(rest.status == 0, "round \(round): \(rest.error)")
      let same = try successLines(report) == lines
      #expect(same, "round \(round)")
    }
    #expect(reported > 0)
  }

  @Test func anInterruptStopsBetweenBatches() throws {
    let whole = try Undisturbed(patients: 40)
    let process = try whole.start("stopped.tarn")
    pollUntil(process) { size(of: whole.session.path("stopped.tarn")) > whole.bytes / 4 }
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 2)
    let check = try whole.session.tarn("check", "--lake", "~/stopped.tarn")
    #expect(check.status == 0)
    let jobs = try whole.session.tarn("jobs", "--lake", "~/stopped.tarn", "--json").output
    #expect(jobs.contains(#""state":"interrupted""#))
    try whole.expectSameLake("stopped.tarn", "after an interrupt")
    let again = try whole.session.tarn("import", "--lake", "~/stopped.tarn", "~/data", "--json")
    #expect(again.output.contains(#""total":{"new":0,"changed":0,"deleted":0,"#))
  }

  /// Kills an import when its file has reached a size; false when it ended before.
  private func kill(
    _ whole: Undisturbed,
    _ lake: String,
    atBytes limit: Int,
    afterPolls spins: Int,
    _ more: [String] = []
  ) throws -> Bool {
    let process = try whole.start(lake, more)
    pollUntil(process) { size(of: whole.session.path(lake)) >= limit }
    var polls = 0
    pollUntil(process) {
      polls += 1
      return polls > spins
    }
    Glibc.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    return process.terminationReason == .uncaughtSignal
  }

  private func pollUntil(_ process: Process, _ condition: () -> Bool) {
    while process.isRunning, !condition() { poll(nil, 0, 1) }
  }

  private func expectNothingHalfWritten(_ path: String, _ round: Int) throws {
    guard FileManager.default.fileExists(atPath: path) else { return }
    let queue = try DatabaseQueue(path: path)
    try queue.read { db in
      let answer = try String.fetchOne(db, sql: "PRAGMA integrity_check")
      #expect(answer == "ok", "round \(round)")
      guard try db.tableExists("resourceVersion") else { return }
      // Every current version is there, and every version has its resource.
      let lost = try Int.fetchOne(
        db,
        sql: """
          SELECT (SELECT COUNT(*) FROM resource r WHERE r.version > 0 AND NOT EXISTS
            (SELECT 1 FROM resourceVersion v WHERE v.row = (r.row << 20 | r.version)))
          + (SELECT COUNT(*) FROM resourceVersion v WHERE NOT EXISTS
            (SELECT 1 FROM resource r WHERE r.row = v.row >> 20))
          """
      )
      #expect(lost == 0, "round \(round)")
    }
  }

  private func storedKeys(_ path: String) throws -> Set<String> {
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    return try DatabaseQueue(path: path).read { db in
      guard try db.tableExists("resource") else { return [] }
      return Set(try String.fetchAll(db, sql: "SELECT id FROM resource WHERE version > 0"))
    }
  }

  /// The files under SUCCESS, with their names.
  private func successLines(_ report: String) throws -> [String: String] {
    let folder = report + "/SUCCESS"
    var files: [String: String] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      files[name] = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
    }
    return files
  }

  /// The ids in the complete lines under SUCCESS.
  private func keys(inReport folder: String) throws -> [String] {
    let success = folder + "/SUCCESS"
    guard FileManager.default.fileExists(atPath: success) else { return [] }
    var keys: [String] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: success) {
      let text = try String(contentsOfFile: success + "/" + name, encoding: .utf8)
      for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
        guard let start = line.range(of: #""id":""#) else { continue }
        keys.append(String(line[start.upperBound...].prefix { $0 != "\"" }))
      }
    }
    return keys
  }
}

/// The bytes of a lake and its log.
private func size(of path: String) -> Int {
  [path, path + "-wal"].reduce(0) { sum, file in
    var status = stat()
    return stat(file, &status) == 0 ? sum + Int(status.st_size) : sum
  }
}

/// Every version with its content, in an order of its own; moments and row numbers are left out.
private func contents(of path: String) throws -> [String] {
  try DatabaseQueue(path: path).read { db in
    try String.fetchAll(
      db,
      sql: """
        SELECT r.type || '/' || r.id || ' ' || (v.row & 1048575) || ' ' || v.interaction || ' '
          || v.hash || ' ' || COALESCE(v.sourceUpdated, '') || ' ' || r.version || ' ' || r.deleted
          || ' ' || COALESCE((SELECT p.id FROM resource p WHERE p.row = r.patient), '')
        FROM resourceVersion v JOIN resource r ON r.row = v.row >> 20
        ORDER BY r.type, r.id, v.row
        """
    )
      + String.fetchAll(
        db,
        sql: """
          SELECT p.id || ' ' || e.start || ' ' || r.type || '/' || r.id || ' ' || e.ordinal || ' '
            || e.lane || ' ' || e.version || ' ' || COALESCE(e.value, '')
          FROM event e JOIN resource p ON p.row = e.patient JOIN resource r ON r.row = e.resource
          ORDER BY p.id, e.start, r.type, r.id, e.ordinal, e.version
          """
      )
  }
}
