// SPDX-License-Identifier: Apache-2.0

import Extraction
import FHIR
import GRDB

/// One run of an engine over the notes of the lake.
public struct ExtractionRun: Sendable, Equatable {
  /// Its number: that of its job.
  public let job: Job
  /// What read, and with which settings.
  public let name: ExtractionEngineName
  /// How many notes it read.
  public let notes: Int
  /// How many entities it found.
  public let entities: Int
  /// The job that took it back; `nil` where it stands.
  public let rolledBack: Int64?
}

/// What is different between two runs for one place in a note.
public struct ExtractionChange: Sendable, Equatable {
  /// How an entity changed.
  public enum Kind: String, Sendable, CaseIterable {
    /// The later run alone found it.
    case appeared
    /// The earlier run alone found it.
    case vanished
    /// Both found it, with another type, assertion or code.
    case changed
  }

  /// How it changed.
  public let kind: Kind
  /// What the earlier run said.
  public let before: StoredEntity?
  /// What the later run said.
  public let after: StoredEntity?

  /// What either said.
  public var entity: StoredEntity? { after ?? before }
}

extension Lake {
  /// Returns the runs, newest first.
  ///
  /// - Throws: ``StoreError``.
  public func extractionRuns() throws -> [ExtractionRun] {
    let rows = try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT x.job, x.engine, x.settings, x.rolledBack, COUNT(DISTINCT d.resource),
            COUNT(e.ordinal)
          FROM extractionRun x LEFT JOIN reading d ON d.run = x.job
          LEFT JOIN entity e ON e.reading = d.id GROUP BY x.job ORDER BY x.job DESC
          """
      )
    }
    return try rows.map { row in
      ExtractionRun(
        job: try job(row[0]),
        name: ExtractionEngineName(engine: row[1], settings: row[2]),
        notes: row[4],
        entities: row[5],
        rolledBack: row[3]
      )
    }
  }

  /// Returns what a later run says otherwise than an earlier one, over the notes that both read.
  ///
  /// Entities are the same where their words stand in the same place, by ``StoredEntity/key``.
  ///
  /// - Parameters:
  ///   - earlier: The number of a run.
  ///   - later: The number of another.
  ///   - patient: The logical id of a patient; `nil` for all.
  ///   - isCancelled: Asked now and then.
  /// - Returns: What appeared, vanished and changed, of each note together.
  /// - Throws: ``StoreError`` with code `.noJob` where one of them is no run.
  public func changes(
    fromRun earlier: Int64,
    to later: Int64,
    patient: String? = nil,
    isCancelled: () -> Bool = { false }
  ) throws -> [ExtractionChange] {
    let runs = Set(try extractionRuns().map(\.job.id))
    for run in [earlier, later] where !runs.contains(run) {
      throw StoreError(.noJob, "There is no such extraction run", subject: String(run))
    }
    let notes = try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT r.type, r.id FROM resource r JOIN reading a ON a.resource = r.row AND a.run = ?
          JOIN reading b ON b.resource = r.row AND b.run = ? GROUP BY r.row ORDER BY r.row
          """,
        arguments: [earlier, later]
      ).compactMap { row in
        ResourceType(code: row[0]).map { ResourceKey(type: $0, id: row[1]) }
      }
    }
    var changes: [ExtractionChange] = []
    for note in notes {
      if isCancelled() { throw StoreError(.interrupted, "The operation was cancelled") }
      var query = EntityQuery()
      query.note = note
      query.patient = patient
      query.run = earlier
      let before = try entities(query)
      query.run = later
      let after = try entities(query)
      let old = Dictionary(before.map { ($0.key, $0) }) { first, _ in first }
      let new = Set(after.map(\.key))
      changes += before.filter { !new.contains($0.key) }
        .map { ExtractionChange(kind: .vanished, before: $0, after: nil) }
      for entity in after {
        guard let was = old[entity.key] else {
          changes.append(ExtractionChange(kind: .appeared, before: nil, after: entity))
          continue
        }
        if was.type != entity.type || was.traits != entity.traits
          || was.concept?.code != entity.concept?.code
        {
          changes.append(ExtractionChange(kind: .changed, before: was, after: entity))
        }
      }
    }
    return changes
  }

  /// Takes a run back: what was read before it is so again; verdicts stay.
  ///
  /// - Parameters:
  ///   - run: The number of the run.
  ///   - description: The job, of kind `.undo`.
  /// - Returns: The number of the job, and how many notes were read by it.
  /// - Throws: ``StoreError`` with code `.noJob` where it is no run, and `.conflict` where it was
  ///   taken back already or is still at work.
  public func rollBack(
    run: Int64,
    _ description: JobDescription
  ) throws -> (job: Int64, notes: Int) {
    try write { db in
      guard
        let row = try Row.fetchOne(
          db,
          sql: """
            SELECT x.rolledBack, j.state FROM extractionRun x JOIN job j ON j.id = x.job
            WHERE x.job = ?
            """,
          arguments: [run]
        )
      else { throw StoreError(.noJob, "There is no such extraction run", subject: String(run)) }
      if let by: Int64 = row[0] {
        throw StoreError(.conflict, "Job \(by) took the run back already", subject: String(run))
      }
      let job = try Self.insertJob(description, db)
      let gone = try Row.fetchAll(
        db,
        sql: "SELECT id, resource FROM reading WHERE run = ? AND toJob IS NULL",
        arguments: [run]
      )
      for reading in gone {
        try db.execute(
          sql: "UPDATE reading SET toJob = ? WHERE id = ?",
          arguments: [job, reading[0] as Int64]
        )
        try restoreReading(resource: reading[1], before: run, job: job, db)
      }
      try db.execute(
        sql: "UPDATE extractionRun SET rolledBack = ? WHERE job = ?",
        arguments: [job, run]
      )
      // A run that was stopped must not be taken up again.
      try db.execute(
        sql: "UPDATE job SET state = 'done' WHERE id = ? AND state <> 'done'",
        arguments: [run]
      )
      try db.execute(
        sql: "UPDATE job SET state = 'done', endedAt = ?, updated = ? WHERE id = ?",
        arguments: [description.startedAt, gone.count, job]
      )
      return (job, gone.count)
    }
  }

  /// Makes the newest reading of another run that stands true again.
  private func restoreReading(
    resource: Int64,
    before run: Int64,
    job: Int64,
    _ db: Database
  ) throws {
    let earlier = try Int64.fetchOne(
      db,
      sql: """
        SELECT d.id FROM reading d JOIN extractionRun x ON x.job = d.run
        WHERE d.resource = ? AND d.run < ? AND x.rolledBack IS NULL ORDER BY d.id DESC LIMIT 1
        """,
      arguments: [resource, run]
    )
    guard let earlier else { return }
    try db.execute(
      sql: """
        INSERT INTO reading (run, resource, version, hash, fromJob, words, body)
        SELECT run, resource, version, hash, ?, words, body FROM reading WHERE id = ?
        """,
      arguments: [job, earlier]
    )
    try db.execute(
      sql: """
        INSERT INTO entity (reading, ordinal, phrase, category, type, traits, score, concept, begin,
          end, key)
        SELECT ?, ordinal, phrase, category, type, traits, score, concept, begin, end, key
        FROM entity WHERE reading = ?
        """,
      arguments: [db.lastInsertedRowID, earlier]
    )
    try db.execute(
      sql: """
        INSERT INTO entityCode SELECT concept, (SELECT MAX(id) FROM reading), ordinal, score
        FROM entityCode WHERE reading = ?
        """,
      arguments: [earlier]
    )
  }
}
