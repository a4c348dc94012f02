// SPDX-License-Identifier: Apache-2.0

extension LakeWriter {
  /// Returns what this job did with a batch that it has written before, as the versions tell.
  ///
  /// It is for a report that was lost when the process ended right after the batch was stored. A
  /// resource whose content was in the lake already has no version of this job. Where a job brings
  /// the same content of a resource more than once, the first is taken to have made the version.
  ///
  /// - Parameter batch: The resources, prepared as they were before.
  /// - Returns: What was done with each resource, in the order of the batch.
  /// - Throws: ``StoreError``.
  public func earlierOutcomes(of batch: [PreparedResource]) throws -> [WriteOutcome] {
    try lake.read { db in
      let statement = try RawStatement(
        db,
        """
        SELECT v.row, v.interaction FROM resourceVersion v
        WHERE v.row > ?1 << 20 AND v.row < (?1 + 1) << 20 AND v.job = ?2 AND v.hash IS ?3
        ORDER BY v.row
        """
      )
      var told: Set<Int64> = []
      return try batch.map { resource in
        let key = ResourceKey(type: resource.type, id: resource.id)
        guard let found = try lake.find(key, db) else { return .identical }
        defer { statement.reset() }
        statement.bind(0, found.row)
        statement.bind(1, job)
        statement.bind(2, resource.change == .put ? resource.hash : nil)
        while try statement.step() {
          guard told.insert(statement.int64(0)).inserted else { continue }
          return switch Interaction(rawValue: UInt8(statement.int(1))) {
          case .create: .created
          case .delete: .deleted
          case .update, nil: .updated
          }
        }
        return .identical
      }
    }
  }
}
