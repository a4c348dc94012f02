// SPDX-License-Identifier: Apache-2.0

import Extraction
public import FHIR
import Foundation
import GRDB

/// A verdict as a file carries it: with the words, so that a person and another lake can tell what it
/// is about.
public struct RecordedVerdict: Sendable, Equatable {
  /// The verdict.
  public var verdict: Verdict
  /// The resource that carries the note.
  public var note: ResourceKey
  /// The words that were judged.
  public var words: String
  /// The words with those around them.
  public var context: String
  /// What they are about.
  public var category: String
}

extension Lake {
  /// How long a reviewer's job stays open for the next decision, in milliseconds.
  private static let sitting: Int64 = 30 * 60 * 1000

  /// Adds verdicts to the trail; nothing that was decided before is lost.
  ///
  /// Decisions that a reviewer makes one after the other belong to one job, as long as nothing else
  /// is written between them.
  ///
  /// - Parameters:
  ///   - verdicts: The decisions with the entities that they are about.
  ///   - description: The job, of kind `.review`.
  /// - Returns: The number of the job.
  /// - Throws: ``StoreError``; nothing is stored then.
  @discardableResult
  public func add(
    _ verdicts: [(verdict: Verdict, entity: StoredEntity)],
    _ description: JobDescription
  ) throws -> Int64 {
    let contexts = try contexts(of: verdicts.map(\.entity))
    return try write { db in
      let job = try Self.reviewJob(description, db)
      for (place, item) in verdicts.enumerated() {
        var verdict = item.verdict
        verdict.correction.spanOrigin = verdict.correction.span == nil ? nil : item.entity.begin
        let record = RecordedVerdict(
          verdict: verdict,
          note: item.entity.note,
          words: item.entity.text,
          context: contexts[place],
          category: item.entity.category.rawValue
        )
        try insert(record, job: job, db)
      }
      try Self.end(job, count: verdicts.count, description.startedAt, db)
      return job
    }
  }

  /// What became of the verdicts of a file.
  public struct ImportedVerdicts: Sendable, Equatable {
    /// How many were added.
    public var added = 0
    /// How many of these are older than another decision of the lake about the same words, which stands.
    public var older = 0
    /// How many of them took the place of another decision of the lake that is older.
    public var overruling = 0
    /// How many the lake had.
    public var known = 0
    /// How many are about notes that it has not.
    public var unknownNotes = 0
  }

  /// Adds verdicts of a file; those that the lake has already are passed over.
  ///
  /// What was decided last stands, wherever it was decided: an older verdict joins the trail, and what the
  /// lake has decided since is written behind it once more.
  ///
  /// - Parameters:
  ///   - verdicts: The verdicts.
  ///   - description: The job, of kind `.review`.
  /// - Returns: What became of them.
  /// - Throws: ``StoreError``; nothing is stored then.
  public func importVerdicts(
    _ verdicts: [RecordedVerdict],
    _ description: JobDescription
  ) throws -> ImportedVerdicts {
    try write { db in
      let job = try Self.insertJob(description, db)
      let known = try RawStatement(
        db,
        "SELECT 1 FROM verdict WHERE key = ? AND recordedAt = ? AND author = ? AND decision = ?"
      )
      let standing = try RawStatement(
        db,
        "SELECT id, recordedAt, decision FROM verdict WHERE key = ? ORDER BY id DESC LIMIT 1"
      )
      var done = ImportedVerdicts()
      let ordered = verdicts.enumerated().sorted {
        ($0.element.verdict.recordedAt, $0.offset) < ($1.element.verdict.recordedAt, $1.offset)
      }
      for record in ordered.map(\.element) {
        guard try find(record.note, db) != nil else {
          done.unknownNotes += 1
          continue
        }
        known.bind(0, record.verdict.key)
        known.bind(1, record.verdict.recordedAt)
        known.bind(2, record.verdict.author)
        known.bind(3, record.verdict.decision.rawValue)
        let isKnown = try known.step()
        known.reset()
        guard !isKnown else {
          done.known += 1
          continue
        }
        standing.bind(0, record.verdict.key)
        var newer: Int64?
        if try standing.step() {
          let isOther = standing.string(2) != record.verdict.decision.rawValue
          if standing.int64(1) > record.verdict.recordedAt {
            newer = standing.int64(0)
            done.older += isOther ? 1 : 0
          } else {
            done.overruling += isOther ? 1 : 0
          }
        }
        standing.reset()
        try insert(record, job: job, db)
        if let newer { try repeatVerdict(newer, job: job, db) }
        done.added += 1
      }
      try Self.end(job, count: done.added, description.startedAt, db)
      return done
    }
  }

  /// Returns verdicts in the order in which they were given.
  ///
  /// - Parameters:
  ///   - key: What they are about; `nil` for all.
  ///   - job: The job they were given in; `nil` for all.
  ///   - newest: Whether the newest come first.
  ///   - limit: The most that are returned.
  /// - Returns: The verdicts, with by whom and when.
  /// - Throws: ``StoreError``.
  public func verdicts(
    about key: Int64? = nil,
    ofJob job: Int64? = nil,
    newest: Bool = false,
    limit: Int = .max
  ) throws -> [RecordedVerdict] {
    let order = newest ? "DESC" : ""
    return try read { db in
      let statement = try RawStatement(
        db,
        """
        SELECT v.id, v.key, v.decision, v.correction, v.author, v.recordedAt, r.type, r.id, v.words,
          v.context, v.category
        FROM verdict v JOIN resource r ON r.row = v.resource
        WHERE \(key.map { "v.key = \($0)" } ?? "1") AND \(job.map { "v.job = \($0)" } ?? "1")
          AND NOT EXISTS (SELECT 1 FROM verdict o WHERE o.key = v.key AND o.id < v.id AND o.job <> v.job
            AND o.recordedAt = v.recordedAt AND o.author = v.author AND o.decision = v.decision
            AND o.correction IS v.correction)
        ORDER BY v.recordedAt \(order), v.id \(order) LIMIT ?
        """
      )
      statement.bind(0, limit)
      var verdicts: [RecordedVerdict] = []
      while try statement.step() {
        guard let type = ResourceType(code: statement.int(6)) else { continue }
        var verdict = Verdict(
          key: statement.int64(1),
          decision: statement.string(2).flatMap(Verdict.Decision.init) ?? .unreviewed,
          correction: Verdict.Correction(text: statement.string(3)),
          author: statement.string(4) ?? "",
          recordedAt: statement.int64(5)
        )
        verdict.id = statement.int64(0)
        verdicts.append(
          RecordedVerdict(
            verdict: verdict,
            note: ResourceKey(type: type, id: statement.string(7) ?? ""),
            words: statement.string(8) ?? "",
            context: statement.string(9) ?? "",
            category: statement.string(10) ?? ""
          )
        )
      }
      return verdicts
    }
  }

  /// The words around each entity.
  private func contexts(of entities: [StoredEntity]) throws -> [String] {
    var texts: [ResourceKey: String] = [:]
    return try entities.map { entity in
      if texts[entity.note] == nil {
        texts[entity.note] = try words(of: entity.note, version: entity.version) ?? ""
      }
      var keys = EntityKeys(words: texts[entity.note] ?? "", reference: entity.note.reference)
      return keys.key(begin: entity.begin, end: entity.end, category: "").context
    }
  }

  /// The job of the reviewer's sitting, or a new one.
  private static func reviewJob(_ description: JobDescription, _ db: Database) throws -> Int64 {
    let open = try Int64.fetchOne(
      db,
      sql: """
        SELECT id FROM job WHERE id = (SELECT MAX(id) FROM job) AND kind = 'review' AND author = ?
          AND program = ? AND IFNULL(source, '') = IFNULL(?, '') AND IFNULL(reason, '') = ''
          AND ? - IFNULL(endedAt, startedAt) BETWEEN 0 AND ?
        """,
      arguments: [
        description.author, description.program, description.source, description.startedAt, sitting,
      ]
    )
    if let open, description.reason == nil { return open }
    return try insertJob(description, db)
  }

  private static func end(_ job: Int64, count: Int, _ at: Int64, _ db: Database) throws {
    try db.execute(
      sql: "UPDATE job SET state = 'done', endedAt = ?, updated = updated + ? WHERE id = ?",
      arguments: [at, count, job]
    )
  }

  /// Writes a verdict once more behind the others, as it was given.
  private func repeatVerdict(_ id: Int64, job: Int64, _ db: Database) throws {
    try db.execute(
      sql: """
        INSERT INTO verdict (key, resource, job, recordedAt, author, decision, words, context,
          category, correction)
        SELECT key, resource, ?, recordedAt, author, decision, words, context, category, correction
        FROM verdict WHERE id = ?
        """,
      arguments: [job, id]
    )
  }

  private func insert(_ record: RecordedVerdict, job: Int64, _ db: Database) throws {
    guard let row = try find(record.note, db)?.row else {
      throw StoreError(.notFound, "There is no such note", subject: record.note.reference)
    }
    try db.execute(
      sql: """
        INSERT INTO verdict (key, resource, job, recordedAt, author, decision, words, context,
          category, correction) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        record.verdict.key, row, job, record.verdict.recordedAt, record.verdict.author,
        record.verdict.decision.rawValue, record.words, record.context, record.category,
        record.verdict.correction.json?.text,
      ]
    )
  }
}

extension RecordedVerdict {
  /// One line of a file of verdicts.
  public var json: JSON {
    var json: JSON = [
      "key": .string(String(UInt64(bitPattern: verdict.key), radix: 16)),
      "note": .string(note.reference), "category": .string(category), "text": .string(words),
      "context": .string(context), "decision": .string(verdict.decision.rawValue),
    ]
    if let correction = verdict.correction.json { json["correction"] = correction }
    json["author"] = .string(verdict.author)
    json["recorded"] = .string(FHIRDateTime.instantText(verdict.recordedAt))
    return json
  }

  /// Reads a line of a file of verdicts.
  ///
  /// - Parameter value: The object; `nil` is returned where a member is missing or wrong.
  public init?(json value: JSONValue) {
    guard let text = value["key"]?.string, let key = UInt64(text, radix: 16),
      let note = (value["note"]?.string).flatMap(ResourceKey.init(reference:)),
      let decision = (value["decision"]?.string).flatMap(Verdict.Decision.init(rawValue:)),
      let author = value["author"]?.string,
      let recorded = (value["recorded"]?.string).flatMap({ FHIRDateTime($0)?.lowerBound })
    else { return nil }
    var correction = Verdict.Correction()
    if let given = value["correction"] {
      guard let read = Verdict.Correction(json: given) else { return nil }
      correction = read
    }
    verdict = Verdict(
      key: Int64(bitPattern: key),
      decision: decision,
      correction: correction,
      author: author,
      recordedAt: recorded
    )
    self.note = note
    words = value["text"]?.string ?? ""
    context = value["context"]?.string ?? ""
    category = value["category"]?.string ?? ""
  }
}
