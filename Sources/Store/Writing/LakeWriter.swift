// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB

/// Writes the batches of one job, each in a transaction of its own.
///
/// A batch is stored whole, with its derived rows and the job's progress, or not at all. A writer
/// is used from one thread.
///
/// A resource is stored by these rules, which are HealthLake's update-as-create:
///
/// 1. An id that the lake has not becomes version 1.
/// 2. Content equal to the current version, or to an earlier version with the same
///    `meta.lastUpdated`, makes no version.
/// 3. Other content becomes the next version.
/// 4. Where one job brings several contents of a resource, their versions stand in the order of
///    `meta.lastUpdated`, then of appearance, whatever batch they came in.
public final class LakeWriter {
  /// The number of the job.
  public let job: Int64

  let lake: Lake
  private var tables: WriterTables?
  private var counts = Job.Counts()

  init(lake: Lake, job: Int64) {
    self.lake = lake
    self.job = job
  }

  /// Writes a batch in one transaction.
  ///
  /// - Parameters:
  ///   - batch: Resources that ``ResourcePreparer/finish(_:)`` has compressed.
  ///   - recordedAt: The instant of the write, in milliseconds since 1970 UTC.
  ///   - invalid: How many resources of the same stretch of input were refused.
  ///   - progress: How far the input has been taken in with this batch, to be given back by
  ///     ``Lake/interruptedJob(fingerprint:)``.
  /// - Returns: What was done with each resource, in the order of the batch.
  /// - Throws: ``StoreError``; the lake is then as it was before the batch.
  @discardableResult
  public func write(
    _ batch: [PreparedResource],
    recordedAt: Int64,
    invalid: Int = 0,
    progress: String? = nil
  ) throws -> [WriteOutcome] {
    var outcomes: [WriteOutcome] = []
    var batchCounts = Job.Counts()
    let dictionaries = lake.codec.unsaved
    do {
      try lake.write { db in
        if try tables?.isCurrent(db) == false { tables = nil }
        let tables = try self.tables ?? WriterTables(db, lake: lake)
        self.tables = tables
        for dictionary in dictionaries {
          try db.execute(
            sql: "INSERT OR IGNORE INTO dictionary (id, type, body) VALUES (?, ?, ?)",
            arguments: [dictionary.id, dictionary.typeCode, Data(dictionary.bytes)]
          )
        }
        try tables.checkDictionaries(of: batch, db)
        var transaction = BatchTransaction(
          db: db,
          tables: tables,
          job: job,
          recordedAt: recordedAt
        )
        outcomes = try transaction.write(batch)
        batchCounts = transaction.counts
        batchCounts.invalid = invalid
        try db.execute(
          sql: """
            UPDATE job SET progress = ?, created = created + ?, updated = updated + ?,
              deleted = deleted + ?, identical = identical + ?, invalid = invalid + ? WHERE id = ?
            """,
          arguments: [
            progress, batchCounts.created, batchCounts.updated, batchCounts.deleted,
            batchCounts.identical, batchCounts.invalid, job,
          ]
        )
      }
    } catch {
      // What was interned in a transaction that is gone must not be believed.
      tables = nil
      throw error
    }
    lake.codec.markSaved(Set(dictionaries.map(\.id)))
    counts += batchCounts
    return outcomes
  }

  /// Ends the job, after resolving the conditional references that can be resolved now.
  ///
  /// - Parameters:
  ///   - state: How it ended.
  ///   - endedAt: When, in milliseconds since 1970 UTC.
  /// - Returns: The conditional references of resources of this job that found no target.
  /// - Throws: ``StoreError``.
  @discardableResult
  public func finish(_ state: Job.State, endedAt: Int64) throws -> [UnresolvedReference] {
    tables = nil
    let unresolved = try lake.write { db in
      let unresolved = try ReferenceResolver.resolve(db, job: job)
      try ReferredTitles.resolve(db, lake: lake)
      try SearchIndexRow.tidy(db, job: job)
      try db.execute(
        sql: "UPDATE job SET state = ?, endedAt = ? WHERE id = ?",
        arguments: [state.rawValue, endedAt, job]
      )
      return unresolved
    }
    try lake.giveBackFreePages()
    try lake.checkpoint()
    return unresolved
  }
}

/// What was done with a resource.
public enum WriteOutcome: Sendable, Equatable {
  /// It was new.
  case created
  /// It got another version.
  case updated
  /// It was deleted.
  case deleted
  /// The lake had this content already, or had not what was to be deleted.
  case identical
}

/// A conditional reference without a target in the lake.
public struct UnresolvedReference: Sendable, Equatable {
  /// The resource that has the reference.
  public let source: ResourceKey

  /// The reference, as it is written.
  public let reference: String
}
