// SPDX-License-Identifier: Apache-2.0

import Extraction
import FHIR
import Foundation
import GRDB

/// What reads the notes: the same name and settings give the same entities.
public struct ExtractionEngineName: Sendable, Equatable {
  /// Models, lexicon and rules, with their version.
  public let engine: String
  /// What was chosen besides: terminologies, or that models were left out.
  public let settings: String

  /// Creates a name.
  public init(engine: String, settings: String) {
    self.engine = engine
    self.settings = settings
  }

  /// What an interrupted run is found again by.
  public var fingerprint: String { "extract \(engine) \(settings)" }
}

/// Writes the readings of one run, batch by batch, each in a transaction of its own.
///
/// A run looks at every note of the lake that the same engine has not looked at. One that was stopped
/// goes on behind its last batch. A writer is used from one thread.
public final class ExtractionWriter {
  /// The job of the run, which is its number.
  public let job: Int64
  /// The resource behind which it begins.
  public let start: Int64

  private let lake: Lake
  private let name: ExtractionEngineName
  /// The last job that the same engine has looked at all notes of; `nil` where there is none.
  private let upTo: Int64?
  /// The newest job when the run began.
  private let horizon: Int64

  /// The spans of rows that are still to be looked at, as far as they are known.
  private var unseen: ArraySlice<ClosedRange<Int64>> = []

  /// Types with words that a person wrote: notes, and what has annotations.
  static let types: [ResourceType] = ResourceType.allCases.filter { type in
    !["Patient", "Practitioner", "Organization", "Location", "Binary", "Bundle"].contains(
      type.rawValue
    )
  }

  init(lake: Lake, description: JobDescription, name: ExtractionEngineName) throws {
    self.lake = lake
    self.name = name
    var description = description
    description.fingerprint = name.fingerprint
    let interrupted = try lake.interruptedJob(fingerprint: name.fingerprint)
    let plan = try lake.write { db -> (job: Int64, start: Int64, upTo: Int64?, horizon: Int64) in
      let upTo = try Int64.fetchOne(
        db,
        sql: """
          SELECT MAX(upTo) FROM extractionRun
          WHERE engine = ? AND settings = ? AND upTo > 0 AND rolledBack IS NULL
          """,
        arguments: [name.engine, name.settings]
      )
      if let interrupted, let progress = interrupted.progress?.split(separator: " "),
        progress.count == 2, let row = Int64(progress[0]), let horizon = Int64(progress[1])
      {
        try db.execute(
          sql: "UPDATE job SET state = 'running', endedAt = NULL WHERE id = ?",
          arguments: [interrupted.id]
        )
        return (interrupted.id, row, upTo, horizon)
      }
      let horizon = try Int64.fetchOne(db, sql: "SELECT MAX(id) FROM job") ?? 0
      let job = try Lake.insertJob(description, db)
      try db.execute(
        sql: "INSERT INTO extractionRun (job, engine, settings) VALUES (?, ?, ?)",
        arguments: [job, name.engine, name.settings]
      )
      return (job, 0, upTo, horizon)
    }
    (job, start, upTo, horizon) = plan
  }

  /// How many resources are still to be looked at.
  ///
  /// - Throws: ``StoreError``.
  public func remaining() throws -> Int {
    try lake.read { db in
      unseen = try spans(after: start, db)
      let statement = try RawStatement(db, "SELECT COUNT(*) FROM (\(Self.source))")
      return try unseen.reduce(0) { count, span in
        statement.reset()
        statement.bind(0, span.lowerBound)
        statement.bind(1, span.upperBound)
        return try count + (statement.step() ? statement.int(0) : 0)
      }
    }
  }

  /// Resources of a span of rows that may carry a note.
  private static let source = """
    SELECT row, type, id, version FROM resource
    WHERE row BETWEEN ?1 AND ?2 AND deleted = 0 AND version > 0
      AND type IN (\(types.map { String($0.code) }.joined(separator: ","))) ORDER BY row
    """

  /// Finds the spans of rows behind a row whose resources have a version that the engine has not seen:
  /// where it has seen nothing, all of them.
  ///
  /// The cost is that of all that was written since, so it is not done for every batch.
  private func spans(after row: Int64, _ db: Database) throws -> ArraySlice<ClosedRange<Int64>> {
    guard let upTo else { return [row + 1...(.max)] }
    let statement = try RawStatement(
      db,
      "SELECT row >> 20 FROM jobVersion WHERE job > ?1 AND row >> 20 > ?2"
    )
    statement.bind(0, upTo)
    statement.bind(1, row)
    // What an import brings lies side by side.
    var found: [ClosedRange<Int64>] = []
    while try statement.step() {
      let next = statement.int64(0)
      if let last = found.last, next >= last.lowerBound, next <= last.upperBound + 1 {
        found[found.count - 1] = last.lowerBound...max(last.upperBound, next)
      } else {
        found.append(next...next)
      }
    }
    found += try resupplied(since: upTo, after: row, db).map { $0...$0 }
    found.sort { $0.lowerBound < $1.lowerBound }
    // Later jobs change what earlier ones brought.
    let merged = found.reduce(into: [ClosedRange<Int64>]()) { merged, span in
      if let last = merged.last, span.lowerBound <= last.upperBound + 1 {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, span.upperBound)
      } else {
        merged.append(span)
      }
    }
    return merged[...]
  }

  /// Finds the notes behind a row whose words may be others than a job ago, though they are as they were:
  /// a Binary has come or changed, or a PDF may be readable now.
  private func resupplied(since upTo: Int64, after row: Int64, _ db: Database) throws -> [Int64] {
    let statement = try RawStatement(
      db,
      "SELECT source, resource FROM noteSource WHERE resource > ?1 ORDER BY source"
    )
    statement.bind(0, row)
    let job = try RawStatement(db, "SELECT job FROM resourceVersion WHERE row = ?1 << 20 | ?2")
    var rows: [Int64] = []
    var last = (source: "", isNew: false)
    while try statement.step() {
      let source = statement.string(0) ?? ""
      if source != last.source {
        last = (source, PDFFailure(rawValue: source)?.isTransient ?? false)
        if let binary = try lake.find(ResourceKey(type: .binary, id: source), db) {
          job.reset()
          job.bind(0, binary.row)
          job.bind(1, binary.version)
          last.isNew = try job.step() && job.int64(0) > upTo
        }
      }
      if last.isNew { rows.append(statement.int64(1)) }
    }
    return rows
  }

  /// Returns the next resources that may carry a note, with the hash of what was read of them.
  ///
  /// - Parameters:
  ///   - row: The last row that was returned; 0 for the first.
  ///   - limit: The most that are returned.
  /// - Returns: The resources in the order of their rows; empty when there are no more.
  /// - Throws: ``StoreError``.
  public func unread(after row: Int64, limit: Int) throws -> [(note: UnreadNote, hash: Int64?)] {
    try lake.read { db in
      let notes = try notes(after: row, limit: limit, db)
      guard notes.isEmpty else { return notes }
      // A job that goes on has written more.
      unseen = try spans(after: row, db)
      return try self.notes(after: row, limit: limit, db)
    }
  }

  private func notes(
    after row: Int64,
    limit: Int,
    _ db: Database
  ) throws -> [(note: UnreadNote, hash: Int64?)] {
    unseen = unseen.drop { $0.upperBound <= row }
    let statement = try RawStatement(db, Self.source + " LIMIT ?3")
    let known = try RawStatement(
      db,
      """
      SELECT d.hash FROM reading d JOIN extractionRun x ON x.job = d.run
      WHERE d.resource = ?1 AND d.toJob IS NULL AND x.engine = ?2 AND x.settings = ?3
      """
    )
    known.bind(1, name.engine)
    known.bind(2, name.settings)
    var notes: [(note: UnreadNote, hash: Int64?)] = []
    for span in unseen {
      if notes.count >= limit { break }
      statement.reset()
      statement.bind(0, max(span.lowerBound, row + 1))
      statement.bind(1, span.upperBound)
      statement.bind(2, limit - notes.count)
      while try statement.step() {
        guard let type = ResourceType(code: statement.int(1)) else { continue }
        let note = UnreadNote(
          key: ResourceKey(type: type, id: statement.string(2) ?? ""),
          version: statement.int(3),
          row: statement.int64(0)
        )
        known.bind(0, note.row)
        let hash = try known.step() ? known.int64(0) : nil
        known.reset()
        notes.append((note, hash))
      }
    }
    return notes
  }

  /// Writes what was read, in one transaction.
  ///
  /// - Parameters:
  ///   - notes: What the preparers gave, of all notes that were looked at.
  ///   - last: The last row that was looked at: where the run goes on after a stop.
  /// - Throws: ``StoreError``; the lake is then as it was before the batch.
  public func write(_ notes: [PreparedNote], last: Int64) throws {
    try lake.write { db in
      let tables = try ReadingTables(db, by: name)
      var (created, updated, identical) = (0, 0, 0)
      for note in notes {
        try tables.keep(note.sources, of: note.note)
        guard let reading = note.reading else { continue }
        switch try tables.write(reading, job: job) {
        case .created: created += 1
        case .updated: updated += 1
        default: identical += 1
        }
      }
      try db.execute(
        sql: """
          UPDATE job SET progress = ?, created = created + ?, updated = updated + ?,
            identical = identical + ? WHERE id = ?
          """,
        arguments: ["\(last) \(horizon)", created, updated, identical, job]
      )
    }
  }

  /// The run that has looked at everything now: this one, or the one before it where this one read
  /// nothing, which then leaves no trace.
  private func settle(_ db: Database) throws -> Int64 {
    let earlier = try Int64.fetchOne(
      db,
      sql: """
        SELECT MAX(job) FROM extractionRun WHERE engine = ? AND settings = ? AND upTo > 0
          AND rolledBack IS NULL AND NOT EXISTS (SELECT 1 FROM reading WHERE run = ?)
        """,
      arguments: [name.engine, name.settings, job]
    )
    guard let earlier else { return job }
    try db.execute(sql: "DELETE FROM extractionRun WHERE job = ?", arguments: [job])
    try db.execute(sql: "DELETE FROM job WHERE id = ?", arguments: [job])
    return earlier
  }

  /// Ends the run.
  ///
  /// - Parameters:
  ///   - state: How it ended; an interrupted run goes on when the same engine is started again.
  ///   - endedAt: When, in milliseconds since 1970 UTC.
  /// - Throws: ``StoreError``.
  public func finish(_ state: Job.State, endedAt: Int64) throws {
    try lake.write { db in
      try db.execute(
        sql: "UPDATE job SET state = ?, endedAt = ? WHERE id = ?",
        arguments: [state.rawValue, endedAt, job]
      )
      guard state == .done else { return }
      try db.execute(
        sql: "UPDATE extractionRun SET upTo = MAX(?, 1) WHERE job = ?",
        arguments: [horizon, try settle(db)]
      )
    }
    try lake.checkpoint()
  }
}

/// The statements that write readings.
private struct ReadingTables {
  let db: Database
  private let current: RawStatement
  private let close: RawStatement
  private let renumber: RawStatement
  private let insertReading: RawStatement
  private let insertEntity: RawStatement
  private let insertCode: RawStatement
  private let forget: RawStatement
  private let insertSource: RawStatement
  private let noteText: FullTextWriter
  private let findPhrase: RawStatement
  private let insertPhrase: RawStatement
  private let findConcept: RawStatement
  private let insertConcept: RawStatement

  init(_ db: Database, by name: ExtractionEngineName) throws {
    self.db = db
    current = try RawStatement(
      db,
      """
      SELECT d.id, d.version, d.hash, IFNULL(x.engine = ?2 AND x.settings = ?3, 0)
      FROM reading d LEFT JOIN extractionRun x ON x.job = d.run
      WHERE d.resource = ?1 AND d.toJob IS NULL
      """
    )
    current.bind(1, name.engine)
    current.bind(2, name.settings)
    close = try RawStatement(db, "UPDATE reading SET toJob = ? WHERE id = ?")
    renumber = try RawStatement(db, "UPDATE reading SET version = ? WHERE id = ?")
    insertReading = try RawStatement(
      db,
      """
      INSERT INTO reading (run, resource, version, hash, fromJob, words, body)
      VALUES (?1, ?2, ?3, ?4, ?1, ?5, ?6)
      """
    )
    insertEntity = try RawStatement(
      db,
      "INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    )
    insertCode = try RawStatement(db, "INSERT OR IGNORE INTO entityCode VALUES (?, ?, ?, ?)")
    forget = try RawStatement(db, "DELETE FROM noteSource WHERE resource = ?")
    insertSource = try RawStatement(db, "INSERT INTO noteSource (resource, source) VALUES (?, ?)")
    noteText = try FullTextWriter(db)
    findPhrase = try RawStatement(db, "SELECT id FROM phrase WHERE text = ?")
    insertPhrase = try RawStatement(db, "INSERT INTO phrase (text) VALUES (?)")
    findConcept = try RawStatement(
      db,
      "SELECT id FROM entityConcept WHERE system = ? AND code = ?"
    )
    insertConcept = try RawStatement(
      db,
      "INSERT INTO entityConcept (system, code, title) VALUES (?, ?, ?)"
    )
  }

  /// Notes what the words of a note come from besides.
  func keep(_ sources: Set<String>, of note: UnreadNote) throws {
    forget.bind(0, note.row)
    try forget.run()
    for source in sources {
      insertSource.bind(0, note.row)
      insertSource.bind(1, source)
      try insertSource.run()
    }
  }

  /// Adds words that the resource alone does not give to the full text.
  private func index(_ reading: PreparedReading) throws {
    guard let text = reading.text else { return }
    try noteText.add(text, row: reading.note.row, version: reading.note.version)
  }

  func write(_ reading: PreparedReading, job: Int64) throws -> WriteOutcome {
    current.bind(0, reading.note.row)
    let old = try current.step() ? (id: current.int64(0), version: current.int(1)) : nil
    // Another process may have read the same words meanwhile.
    let isKnown = old != nil && current.int64(2) == reading.hash && current.int(3) != 0
    current.reset()
    guard !isKnown, let body = reading.body else {
      guard let old, old.version != reading.note.version else { return .identical }
      renumber.bind(0, reading.note.version)
      renumber.bind(1, old.id)
      try renumber.run()
      try index(reading)
      return .identical
    }
    try index(reading)
    if let old {
      close.bind(0, job)
      close.bind(1, old.id)
      try close.run()
    }
    insertReading.bind(0, job)
    insertReading.bind(1, reading.note.row)
    insertReading.bind(2, reading.note.version)
    insertReading.bind(3, reading.hash)
    insertReading.bind(4, reading.words)
    insertReading.bind(5, body)
    try insertReading.run()
    let id = db.lastInsertedRowID
    for (ordinal, entity) in reading.entities.enumerated() {
      insertEntity.bind(0, id)
      insertEntity.bind(1, ordinal)
      insertEntity.bind(2, try phrase(entity.phrase))
      insertEntity.bind(3, entity.category)
      insertEntity.bind(4, entity.type)
      insertEntity.bind(5, entity.traits)
      insertEntity.bind(6, entity.score)
      let codes = try entity.concepts.map { (row: try concept($0), score: $0.score) }
      for code in codes {
        insertCode.bind(0, code.row)
        insertCode.bind(1, id)
        insertCode.bind(2, ordinal)
        insertCode.bind(3, code.score)
        try insertCode.run()
      }
      insertEntity.bind(7, codes.first?.row)
      insertEntity.bind(8, entity.begin)
      insertEntity.bind(9, entity.end)
      insertEntity.bind(10, entity.key)
      try insertEntity.run()
    }
    return old == nil ? .created : .updated
  }

  private func phrase(_ text: String) throws -> Int64 {
    findPhrase.bind(0, text)
    defer { findPhrase.reset() }
    if try findPhrase.step() { return findPhrase.int64(0) }
    insertPhrase.bind(0, text)
    try insertPhrase.run()
    return db.lastInsertedRowID
  }

  private func concept(_ concept: PreparedReading.Row.Coded) throws -> Int64 {
    findConcept.bind(0, concept.system.rawValue)
    findConcept.bind(1, concept.code)
    defer { findConcept.reset() }
    if try findConcept.step() { return findConcept.int64(0) }
    insertConcept.bind(0, concept.system.rawValue)
    insertConcept.bind(1, concept.code)
    insertConcept.bind(2, concept.description)
    try insertConcept.run()
    return db.lastInsertedRowID
  }
}

extension Lake {
  /// Begins a run of an engine over the notes of the lake, or takes up one that was stopped.
  ///
  /// - Parameters:
  ///   - name: The engine.
  ///   - description: The job, of kind `.extraction`.
  /// - Returns: A writer whose job begins with the first note that it keeps.
  /// - Throws: ``StoreError``.
  public func extraction(
    by name: ExtractionEngineName,
    _ description: JobDescription
  ) throws -> ExtractionWriter {
    try ExtractionWriter(lake: self, description: description, name: name)
  }
}
