// SPDX-License-Identifier: Apache-2.0

import GRDB

/// A job that was stopped before its end.
public struct InterruptedJob: Sendable {
  /// The number of the job.
  public let id: Int64

  /// How far it had come, in the words of whoever wrote it; `nil` when nothing was committed.
  public let progress: String?

  /// What it had done.
  public let counts: Job.Counts
}

extension Lake {
  private static let jobColumns = """
    id, kind, state, startedAt, endedAt, author, source, reason, program,
    created, updated, deleted, identical, invalid
    """

  /// Returns the jobs, newest first.
  ///
  /// - Throws: ``StoreError``.
  public func jobs(limit: Int = .max) throws -> [Job] {
    try read { db in
      let statement = try RawStatement(
        db,
        "SELECT \(Self.jobColumns) FROM job ORDER BY id DESC LIMIT ?"
      )
      statement.bind(0, limit)
      var jobs: [Job] = []
      while try statement.step() { jobs.append(Self.job(statement)) }
      return jobs
    }
  }

  /// Returns the newest import, where it did not come to its end: it is under way, or was broken off.
  ///
  /// - Throws: ``StoreError``.
  public func unfinishedImport() throws -> Job? {
    try read { db in
      let statement = try RawStatement(
        db,
        "SELECT \(Self.jobColumns) FROM job WHERE kind = ? ORDER BY id DESC LIMIT 1"
      )
      statement.bind(0, Job.Kind.import.rawValue)
      guard try statement.step() else { return nil }
      let job = Self.job(statement)
      return job.state == .done ? nil : job
    }
  }

  /// Returns a job.
  ///
  /// - Throws: ``StoreError`` with code `.noJob` when there is none of this number.
  public func job(_ id: Int64) throws -> Job {
    try read { db in
      let statement = try RawStatement(db, "SELECT \(Self.jobColumns) FROM job WHERE id = ?")
      statement.bind(0, id)
      guard try statement.step() else {
        throw StoreError(.noJob, "There is no such job", subject: String(id))
      }
      return Self.job(statement)
    }
  }

  private static func job(_ row: RawStatement) -> Job {
    Job(
      id: row.int64(0),
      kind: Job.Kind(rawValue: row.string(1) ?? "") ?? .import,
      state: Job.State(rawValue: row.string(2) ?? "") ?? .failed,
      startedAt: row.int64(3),
      endedAt: row.optionalInt64(4),
      author: row.string(5) ?? "",
      source: row.string(6),
      reason: row.string(7),
      program: row.string(8) ?? "",
      counts: counts(row, from: 9)
    )
  }

  private static func counts(_ row: RawStatement, from column: Int) -> Job.Counts {
    var counts = Job.Counts()
    counts.created = row.int(column)
    counts.updated = row.int(column + 1)
    counts.deleted = row.int(column + 2)
    counts.identical = row.int(column + 3)
    counts.invalid = row.int(column + 4)
    return counts
  }

  /// Returns the newest job with a fingerprint, when it did not come to its end.
  ///
  /// - Throws: ``StoreError``.
  public func interruptedJob(fingerprint: String) throws -> InterruptedJob? {
    try read { db in
      let statement = try RawStatement(
        db,
        """
        SELECT id, state, progress, created, updated, deleted, identical, invalid
        FROM job WHERE fingerprint = ? ORDER BY id DESC LIMIT 1
        """
      )
      statement.bind(0, fingerprint)
      guard try statement.step(), statement.string(1) != Job.State.done.rawValue else {
        return nil
      }
      return InterruptedJob(
        id: statement.int64(0),
        progress: statement.string(2),
        counts: Self.counts(statement, from: 3)
      )
    }
  }

  /// Begins a job.
  ///
  /// - Returns: A writer, which commits batch by batch.
  /// - Throws: ``StoreError``.
  public func writer(for description: JobDescription) throws -> LakeWriter {
    LakeWriter(lake: self, job: try write { db in try Self.insertJob(description, db) })
  }

  static func insertJob(_ description: JobDescription, _ db: Database) throws -> Int64 {
    try db.execute(
      sql: """
        INSERT INTO job (kind, state, startedAt, author, source, reason, program, fingerprint)
        VALUES (?, 'running', ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        description.kind.rawValue, description.startedAt, description.author,
        description.source, description.reason, description.program, description.fingerprint,
      ]
    )
    return db.lastInsertedRowID
  }

  /// Returns the newest job that had ended at an instant: what the lake knew then.
  ///
  /// - Parameter instant: Milliseconds since 1970 UTC.
  /// - Returns: Its number; 0 where there was none yet.
  /// - Throws: ``StoreError``.
  public func job(endedBy instant: Int64) throws -> Int64 {
    try read { db in
      try Int64.fetchOne(
        db,
        sql: "SELECT MAX(id) FROM job WHERE IFNULL(endedAt, startedAt) <= ?",
        arguments: [instant]
      ) ?? 0
    }
  }

  /// Takes up a job that was stopped before its end.
  ///
  /// - Throws: ``StoreError``.
  public func writer(resuming job: InterruptedJob) throws -> LakeWriter {
    try write { db in
      try db.execute(
        sql: "UPDATE job SET state = 'running', endedAt = NULL WHERE id = ?",
        arguments: [job.id]
      )
    }
    return LakeWriter(lake: self, job: job.id)
  }
}
