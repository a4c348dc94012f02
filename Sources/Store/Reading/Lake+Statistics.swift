// SPDX-License-Identifier: Apache-2.0

public import FHIR
import Foundation
import GRDB

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

  /// The size of the file and its write-ahead log, in bytes.
  var fileSize: Int {
    [path, path + "-wal"].reduce(0) { total, path in
      // A log that is not there has no size.
      let attributes = try? FileManager.default.attributesOfItem(atPath: path)
      return total + ((attributes?[.size] as? Int) ?? 0)
    }
  }
}
