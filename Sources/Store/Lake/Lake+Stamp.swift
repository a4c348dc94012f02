// SPDX-License-Identifier: Apache-2.0

import GRDB

/// The last rows of the tables that only grow: while they stay, what was read of the lake holds.
public struct LakeStamp: Sendable, Equatable {
  /// The last job.
  public let job: Int64

  /// The last version of a resource.
  public let version: Int64

  /// The last reading of a note.
  public let reading: Int64

  /// The last verdict on an entity.
  public let verdict: Int64
}

extension Lake {
  /// Returns what changes with everything that is written to the lake; costs four look-ups.
  ///
  /// An import writes many transactions as one job, so the job alone would not do.
  ///
  /// - Throws: ``StoreError``.
  public func stamp() throws -> LakeStamp {
    try read { db in
      let statement = try RawStatement(
        reading: db,
        """
        SELECT (SELECT MAX(id) FROM job), (SELECT MAX(row) FROM resourceVersion),
          (SELECT MAX(id) FROM reading), (SELECT MAX(id) FROM verdict)
        """
      )
      guard try statement.step() else { throw StoreError(.fault, "A row is missing") }
      return LakeStamp(
        job: statement.int64(0),
        version: statement.int64(1),
        reading: statement.int64(2),
        verdict: statement.int64(3)
      )
    }
  }
}
