// SPDX-License-Identifier: Apache-2.0

public import FHIR
import Foundation
import GRDB
public import Search

/// One job that is stored whole or not at all: the edits of a person, a transaction, a roll-back.
///
/// Each edit sees those before it. A transaction is valid inside ``Lake/transact(_:recordedAt:_:)``
/// only.
public final class LakeTransaction {
  /// The number of the job.
  public let job: Int64

  private let lake: Lake
  let db: Database
  private let recordedAt: Int64
  private let tables: WriterTables
  private let preparer: ResourcePreparer
  var counts = Job.Counts()

  /// What an edit must find, else it is refused: `If-Match` and `If-None-Match`.
  public enum Precondition: Sendable, Equatable {
    /// Anything.
    case none
    /// This version is the current one.
    case version(Int)
    /// There is no such resource, or it is deleted.
    case absent
  }

  /// What an edit did.
  public struct Outcome: Sendable, Equatable {
    /// What was done.
    public let what: WriteOutcome
    /// The resource.
    public let key: ResourceKey
    /// The version that is the current one now; 0 where there is none.
    public let version: Int
  }

  fileprivate init(lake: Lake, db: Database, job: Int64, recordedAt: Int64) throws {
    self.lake = lake
    self.db = db
    self.job = job
    self.recordedAt = recordedAt
    tables = try WriterTables(db, lake: lake)
    preparer = ResourcePreparer(for: lake)
  }

  // MARK: - Reading

  /// Returns the current version of a resource.
  ///
  /// - Returns: Its number and whether it is a deletion; `nil` where the id was never used.
  /// - Throws: ``StoreError``.
  public func head(_ key: ResourceKey) throws -> (version: Int, isDeleted: Bool)? {
    guard let found = try lake.find(key, db), found.version > 0 else { return nil }
    return (found.version, found.isDeleted)
  }

  /// Returns the content of a version.
  ///
  /// - Returns: `nil` for a deletion.
  /// - Throws: ``StoreError`` with code `.noVersion` where there is none.
  public func content(_ key: ResourceKey, version: Int) throws -> JSONDocument? {
    guard let found = try lake.find(key, db), (1...found.version).contains(version) else {
      throw StoreError(.noVersion, "There is no version \(version)", subject: key.reference)
    }
    return try content(row: found.row, version: version, key)
  }

  /// The error for a resource that is not there.
  func missing(_ key: ResourceKey) throws -> StoreError { try Lake.notFound(key, db) }

  private func content(row: Int64, version: Int, _ key: ResourceKey) throws -> JSONDocument? {
    let statement = try RawStatement(
      db,
      "SELECT dictionary, body FROM resourceVersion WHERE row = ?"
    )
    statement.bind(0, row << 20 | Int64(version))
    guard try statement.step(), !statement.isNull(1) else { return nil }
    return try lake.body(
      statement.blob(1),
      dictionary: statement.int64(0),
      db,
      subject: key.reference
    )
  }

  /// Returns what an earlier job changed.
  func changes(ofJob job: Int64) throws -> [JobChange] {
    guard try Bool.fetchOne(db, sql: "SELECT 1 FROM job WHERE id = ?", arguments: [job]) == true
    else { throw StoreError(.noJob, "There is no such job", subject: String(job)) }
    return try Lake.changes(ofJob: job, db)
  }

  /// Returns the resources that meet a request now, with all edits so far: at most `limit`.
  ///
  /// - Throws: ``StoreError``.
  public func matches(_ request: SearchRequest, limit: Int) throws -> [ResourceKey] {
    var request = request
    request.count = limit
    return try lake.search(request, db).hits.map(\.key)
  }

  // MARK: - Writing

  /// Makes content the current version of a resource, or its first.
  ///
  /// - Parameters:
  ///   - document: The content. Its `id` must be that of the key.
  ///   - key: The resource.
  ///   - precondition: What must be so.
  /// - Returns: What was done; content that is the current one already makes no version.
  /// - Throws: ``StoreError`` with code `.conflict` where the precondition does not hold.
  public func put(
    _ document: JSONDocument,
    _ key: ResourceKey,
    if precondition: Precondition = .none
  ) throws -> Outcome {
    try check(precondition, key)
    return try write(preparer.prepare(document, type: key.type, id: key.id), key)
  }

  /// Deletes a resource; one that is not there, or deleted already, is no error.
  ///
  /// - Throws: ``StoreError`` with code `.conflict` where the precondition does not hold.
  public func delete(_ key: ResourceKey, if precondition: Precondition = .none) throws -> Outcome {
    try check(precondition, key)
    return try write(preparer.prepareDeletion(type: key.type, id: key.id), key)
  }

  private func check(_ precondition: Precondition, _ key: ResourceKey) throws {
    let head = try head(key)
    switch precondition {
    case .none: return
    case .absent:
      if let head, !head.isDeleted {
        throw StoreError(
          .conflict,
          "There is a version \(head.version) already",
          subject: key.reference
        )
      }
    case .version(let wanted):
      guard head?.version == wanted else {
        let current = head.map { "Version \($0.version) is the current one" }
        throw StoreError(
          .conflict,
          "\(current ?? "There is no such resource"), not \(wanted)",
          subject: key.reference
        )
      }
    }
  }

  private func write(_ prepared: PreparedResource, _ key: ResourceKey) throws -> Outcome {
    var batch = [prepared]
    // An edit is made now, whatever time its source bears.
    batch[0].sourceUpdated = nil
    preparer.finish(&batch)
    for dictionary in lake.codec.unsaved {
      try db.execute(
        sql: "INSERT OR IGNORE INTO dictionary (id, type, body) VALUES (?, ?, ?)",
        arguments: [dictionary.id, dictionary.typeCode, Data(dictionary.bytes)]
      )
    }
    try tables.checkDictionaries(of: batch, db)
    var transaction = BatchTransaction(db: db, tables: tables, job: job, recordedAt: recordedAt)
    let outcomes = try transaction.write(batch)
    counts += transaction.counts
    return Outcome(
      what: outcomes.first ?? .identical,
      key: key,
      version: try head(key)?.version ?? 0
    )
  }
}

extension Lake {
  /// Runs one job in one transaction.
  ///
  /// Another writer waits for it, at most ten seconds.
  ///
  /// - Parameters:
  ///   - description: The job.
  ///   - recordedAt: The instant of the writes, in milliseconds since 1970 UTC.
  ///   - body: The edits; where it throws, nothing is stored, the job neither.
  /// - Returns: The number of the job, and what `body` returned.
  /// - Throws: ``StoreError``, and what `body` throws.
  public func transact<Value>(
    _ description: JobDescription,
    recordedAt: Int64,
    _ body: (LakeTransaction) throws -> Value
  ) throws -> (job: Int64, value: Value) {
    var failure: (any Error)?
    let saved = codec.unsaved.map(\.id)
    do {
      let result = try write { db in
        do {
          try refreshDictionaries(db)
          let job = try Self.insertJob(description, db)
          let transaction = try LakeTransaction(
            lake: self,
            db: db,
            job: job,
            recordedAt: recordedAt
          )
          let value = try body(transaction)
          _ = try ReferenceResolver.resolve(db, job: job)
          try ReferredTitles.resolve(db, lake: self)
          let counts = transaction.counts
          try db.execute(
            sql: """
              UPDATE job SET state = 'done', endedAt = ?, created = ?, updated = ?, deleted = ?,
                identical = ? WHERE id = ?
              """,
            arguments: [
              recordedAt, counts.created, counts.updated, counts.deleted, counts.identical, job,
            ]
          )
          try SearchIndexRow.tidy(db, job: job)
          return (job, value)
        } catch {
          failure = error
          throw error
        }
      }
      codec.markSaved(Set(codec.unsaved.map(\.id)).union(saved))
      return result
    } catch {
      // Failures of the body come out as they are, and not as failures of SQLite.
      throw failure.map { $0 is DatabaseError ? error : $0 } ?? error
    }
  }
}
