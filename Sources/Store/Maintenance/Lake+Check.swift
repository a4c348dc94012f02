// SPDX-License-Identifier: Apache-2.0

import FHIR
import GRDB
import Timeline

/// Something that is wrong with a lake file.
public struct LakeFinding: Sendable, Equatable {
  /// What is wrong, without any content.
  public let message: String

  /// The resource or table it is about.
  public let subject: String?

  /// What can be done about it.
  public let advice: String
}

extension Lake {
  /// Checks the file, every body against its hash, and every derived row against its body.
  ///
  /// - Parameters:
  ///   - limit: After how many findings the check stops.
  ///   - progress: Called now and then with the number of resources read and their total.
  /// - Returns: What is wrong; empty for a sound lake.
  /// - Throws: ``StoreError`` when the file cannot be read at all.
  public func check(
    limit: Int = 100,
    progress: (Int, Int) -> Void = { _, _ in }
  ) throws -> [LakeFinding] {
    try read { db in
      var findings: [LakeFinding] = []
      let integrity = try String.fetchAll(db, sql: "PRAGMA integrity_check(\(limit))")
      for line in integrity where line != "ok" {
        findings.append(
          LakeFinding(
            message: "SQLite reports: \(line)",
            subject: nil,
            advice: "Restore the file from a copy; tarn reindex mends damage in derived rows only"
          )
        )
      }
      guard findings.isEmpty else { return findings }
      var pass = CheckPass(lake: self, db: db, limit: limit)
      try pass.run(progress: progress)
      return pass.findings
    }
  }
}

private struct CheckPass {
  let lake: Lake
  let db: Database
  let limit: Int
  var findings: [LakeFinding] = []
  private let parser = JSONParser()

  init(lake: Lake, db: Database, limit: Int) {
    self.lake = lake
    self.db = db
    self.limit = limit
  }

  private static let reindexAdvice = "Run tarn reindex, which rebuilds what is derived"

  private mutating func report(_ message: String, _ subject: String?, _ advice: String) {
    findings.append(LakeFinding(message: message, subject: subject, advice: advice))
  }

  mutating func run(progress: (Int, Int) -> Void) throws {
    let context = BodyCodec.Context(lake.codec)
    let preparer = ResourcePreparer(for: lake)
    let total = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM resource") ?? 0
    let resources = try RawStatement(
      db,
      "SELECT row, type, id, version, deleted FROM resource WHERE version > 0 ORDER BY row"
    )
    let versions = try RawStatement(
      db,
      """
      SELECT row & 1048575, interaction, hash, dictionary, body FROM resourceVersion
      WHERE row > ?1 << 20 AND row < (?1 + 1) << 20 ORDER BY row
      """
    )
    let events = try RawStatement(
      db,
      """
      SELECT COUNT(*) FROM event
      WHERE patient = ?1 AND start = ?2 AND resource = ?3 AND version = ?4 AND toJob IS NULL
        AND lane = ?5 AND flag = ?6 AND end IS ?7 AND value IS ?8
      """
    )
    let patients = try RawStatement(
      db,
      "SELECT r.row FROM resource r WHERE \(ResourceKey.condition)"
    )
    var expectedEvents = 0
    var seen = 0
    while try resources.step(), findings.count < limit {
      guard let type = ResourceType(code: resources.int(1)) else {
        report("A resource has no known type", nil, "Restore the file from a copy")
        continue
      }
      let key = ResourceKey(type: type, id: resources.string(2) ?? "")
      let row = resources.int64(0)
      versions.bind(0, row)
      var expectedVersion = 1
      var current: PreparedResource?
      while try versions.step() {
        if versions.int(0) != expectedVersion {
          report("Version \(expectedVersion) is missing", key.reference, "Restore from a copy")
          expectedVersion = versions.int(0)
        }
        expectedVersion += 1
        current = nil
        if versions.int(1) == Int(Interaction.delete.rawValue) { continue }
        do {
          let document = try lake.body(
            versions.blob(4),
            dictionary: versions.int64(3),
            db,
            subject: key.reference,
            context: context,
            parser: parser
          )
          if Int64(bitPattern: document.contentHash) != versions.int64(2) {
            report(
              "The content of a version does not match its hash",
              key.reference,
              "Restore the resource from its source or from a copy of the lake"
            )
          }
          current = preparer.prepare(document, type: type, id: key.id)
        } catch {
          report("A stored body cannot be read", key.reference, "Restore from a copy")
        }
      }
      if expectedVersion - 1 != resources.int(3) {
        report("The newest version is not the current one", key.reference, "Restore from a copy")
      }
      if resources.int(4) == 0, let current {
        expectedEvents += try checkEvents(
          of: current,
          key: key,
          row: row,
          version: resources.int(3),
          events,
          patients
        )
      }
      seen += 1
      if seen % 5000 == 0 { progress(seen, total) }
    }
    guard findings.count < limit else { return }
    let stored = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM event WHERE toJob IS NULL") ?? 0
    if stored != expectedEvents {
      report(
        "The timeline has \(stored) events and the resources \(expectedEvents)",
        "event",
        Self.reindexAdvice
      )
    }
    try checkCounts()
    try checkCreatedRows()
    try checkTwins()
    progress(total, total)
  }

  private mutating func checkEvents(
    of resource: PreparedResource,
    key: ResourceKey,
    row: Int64,
    version: Int,
    _ events: RawStatement,
    _ patients: RawStatement
  ) throws -> Int {
    var rows: [Int64] = key.type == .patient ? [row] : []
    if key.type != .patient {
      for id in resource.patientIDs {
        ResourceKey(type: .patient, id: id).bind(to: patients)
        if try patients.step() {
          rows.append(patients.int64(0))
          patients.reset()
        }
      }
    }
    for patient in rows {
      for event in resource.events {
        events.bind(0, patient)
        events.bind(1, event.start ?? Lake.undatedStart)
        events.bind(2, row)
        events.bind(3, version)
        events.bind(4, Int64(event.lane.rawValue))
        events.bind(5, Int64(event.flag.rawValue))
        events.bind(6, event.end)
        events.bind(7, event.value)
        if try events.step() {
          if events.int(0) == 0 {
            report(
              "An event of the timeline is missing or stale",
              key.reference,
              Self.reindexAdvice
            )
          }
          events.reset()
        }
      }
    }
    return rows.count * resource.events.count
  }

  private mutating func checkCreatedRows() throws {
    let differ = try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (
          SELECT row, job FROM resourceVersion WHERE row & 1048575 = 1
          EXCEPT SELECT row, job FROM jobVersion WHERE row & 1048575 = 1
        ) OR EXISTS (
          SELECT row, job FROM jobVersion WHERE row & 1048575 = 1
          EXCEPT SELECT row, job FROM resourceVersion WHERE row & 1048575 = 1
        ) OR (SELECT SUM(count) FROM createdRow)
          IS NOT (SELECT NULLIF(COUNT(*), 0) FROM resourceVersion WHERE row & 1048575 = 1)
        """
    )
    if differ == true {
      report(
        "What a job created is not listed as its versions are",
        "createdRow",
        Self.reindexAdvice
      )
    }
  }

  private mutating func checkTwins() throws {
    let twins = try RawStatement(
      db,
      """
      SELECT type, id FROM resource WHERE version > 0 GROUP BY type, id HAVING COUNT(*) > 1 LIMIT ?
      """
    )
    twins.bind(0, limit)
    while try twins.step() {
      guard let type = ResourceType(code: twins.int(0)) else { continue }
      report(
        "Two resources have this id",
        ResourceKey(type: type, id: twins.string(1) ?? "").reference,
        "Restore the file from a copy, or import its export into a new lake"
      )
    }
  }

  private mutating func checkCounts() throws {
    let wrong = try String.fetchAll(
      db,
      sql: """
        SELECT r.type FROM (
          SELECT type, SUM(deleted = 0) AS current, SUM(deleted) AS deleted
          FROM resource WHERE version > 0 GROUP BY type
        ) r LEFT JOIN resourceCount c ON c.type = r.type
        WHERE c.current IS NOT r.current OR c.deleted IS NOT r.deleted
        """
    )
    for type in wrong {
      let name = Int(type).flatMap { ResourceType(code: $0) }?.rawValue
      report("The count of a resource type is wrong", name, Self.reindexAdvice)
    }
  }
}
