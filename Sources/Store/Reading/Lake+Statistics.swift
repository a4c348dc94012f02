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

  /// Returns how much was in the lake when a job had ended.
  ///
  /// What came later is taken off what there is now, so that the cost is that of what came later.
  ///
  /// - Throws: ``StoreError``.
  public func statistics(asOf job: Int64) throws -> LakeStatistics {
    let now = try statistics()
    return try read { db in
      var resources = now.resources
      var (versions, deleted) = (now.versions, now.deleted)
      var hasLaterNotes = false
      let later = try RawStatement(
        reading: db,
        """
        SELECT r.type, r.deleted, c.versions, c.first & 1048575,
          (SELECT interaction FROM resourceVersion WHERE row = c.first - 1)
        FROM (
          SELECT MIN(row) AS first, COUNT(*) AS versions
          FROM jobVersion WHERE job > ? GROUP BY row >> 20
        ) c JOIN resource r ON r.row = c.first >> 20
        """
      )
      later.bind(0, job)
      while try later.step() {
        guard let type = ResourceType(code: later.int(0)) else { continue }
        versions -= later.int(2)
        if later.int(1) != 0 { deleted -= 1 } else { resources[type, default: 0] -= 1 }
        hasLaterNotes = hasLaterNotes || Self.noteTypes.contains(type)
        guard later.int(3) > 1 else { continue }
        if later.int(4) == Int(Interaction.delete.rawValue) {
          deleted += 1
        } else {
          resources[type, default: 0] += 1
        }
      }
      let notes =
        hasLaterNotes
        ? try Int.fetchOne(
          db,
          sql: """
            SELECT COUNT(DISTINCT resource) FROM event
            WHERE lane = ?1 AND fromJob <= ?2 AND (toJob IS NULL OR toJob > ?2)
            """,
          arguments: [Lane.notes.rawValue, job]
        ) ?? 0 : now.notes
      return LakeStatistics(
        resources: resources.filter { $0.value > 0 },
        versions: versions,
        deleted: deleted,
        notes: notes,
        jobs: try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM job WHERE id <= ?", arguments: [job])
          ?? 0,
        bytes: fileSize
      )
    }
  }

  /// The types whose resources may be notes.
  private static let noteTypes: Set<ResourceType> = [.documentReference, .diagnosticReport]

  /// The size of the file and its write-ahead log, in bytes.
  var fileSize: Int {
    [path, path + "-wal"].reduce(0) { total, path in
      // A log that is not there has no size.
      let attributes = try? FileManager.default.attributesOfItem(atPath: path)
      return total + ((attributes?[.size] as? Int) ?? 0)
    }
  }
}
