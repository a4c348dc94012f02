// SPDX-License-Identifier: Apache-2.0

public import FHIR
import Foundation
import GRDB
import Timeline

/// How much is in a lake.
public struct LakeStatistics: Sendable, Equatable {
  /// Current resources that are not deleted, per type.
  public let resources: [ResourceType: Int]

  /// All versions, deletions included.
  public let versions: Int

  /// Resources whose current version is a deletion.
  public let deleted: Int

  /// Patient resources that are not deleted.
  public var patients: Int { resources[.patient] ?? 0 }

  /// Current resources that carry a clinical note.
  public let notes: Int

  /// Jobs.
  public let jobs: Int

  /// The size of the file and its write-ahead log.
  public let bytes: Int

  /// All current resources.
  public var total: Int { resources.values.reduce(0, +) }
}

extension Lake {
  /// Returns how much is in the lake; the cost does not depend on its size.
  ///
  /// - Throws: ``StoreError``.
  public func statistics() throws -> LakeStatistics {
    try read { db in
      var resources: [ResourceType: Int] = [:]
      var versions = 0
      var deleted = 0
      var notes = 0
      let statement = try RawStatement(
        reading: db,
        "SELECT type, current, deleted, versions, notes FROM resourceCount"
      )
      while try statement.step() {
        if let type = ResourceType(code: statement.int(0)), statement.int(1) > 0 {
          resources[type] = statement.int(1)
        }
        deleted += statement.int(2)
        versions += statement.int(3)
        notes += statement.int(4)
      }
      return LakeStatistics(
        resources: resources,
        versions: versions,
        deleted: deleted,
        notes: notes,
        jobs: try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM job") ?? 0,
        bytes: fileSize
      )
    }
  }

  /// Returns how much was in the lake when a job had ended; every version is looked at.
  ///
  /// - Throws: ``StoreError``.
  public func statistics(asOf job: Int64) throws -> LakeStatistics {
    try read { db in
      var resources: [ResourceType: Int] = [:]
      var (versions, deleted) = (0, 0)
      let statement = try RawStatement(
        reading: db,
        """
        SELECT r.type, l.interaction = 3, COUNT(*), SUM(c.versions) FROM (
          SELECT MAX(row) AS last, COUNT(*) AS versions
          FROM resourceVersion INDEXED BY versionByJob WHERE job <= ? GROUP BY row >> 20
        ) c JOIN resourceVersion l ON l.row = c.last JOIN resource r ON r.row = c.last >> 20
        GROUP BY 1, 2
        """
      )
      statement.bind(0, job)
      while try statement.step() {
        versions += statement.int(3)
        if statement.int(1) != 0 {
          deleted += statement.int(2)
        } else if let type = ResourceType(code: statement.int(0)) {
          resources[type] = statement.int(2)
        }
      }
      let notes = try Int.fetchOne(
        db,
        sql: """
          SELECT COUNT(DISTINCT resource) FROM event
          WHERE lane = ?1 AND fromJob <= ?2 AND (toJob IS NULL OR toJob > ?2)
          """,
        arguments: [Lane.notes.rawValue, job]
      )
      return LakeStatistics(
        resources: resources,
        versions: versions,
        deleted: deleted,
        notes: notes ?? 0,
        jobs: try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM job WHERE id <= ?", arguments: [job])
          ?? 0,
        bytes: fileSize
      )
    }
  }

  /// The size of the file and its write-ahead log, in bytes.
  var fileSize: Int {
    [path, path + "-wal"].reduce(0) { total, path in
      // A log that is not there has no size.
      let attributes = try? FileManager.default.attributesOfItem(atPath: path)
      return total + ((attributes?[.size] as? Int) ?? 0)
    }
  }
}
