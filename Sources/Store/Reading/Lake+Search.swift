// SPDX-License-Identifier: Apache-2.0

import FHIR
import GRDB
import Timeline

/// What narrows a search over the events of all patients to rows that an index finds.
///
/// It is the part of a query that the lake can answer without looking at every event; the rest is
/// asked of each candidate.
public struct EventSeed: Sendable, Equatable {
  /// A word, or the beginning of one, that title, code, value or note must have.
  public var word: String?

  /// Codes of which the event must have one.
  public var codes: [String]

  /// Creates a seed.
  public init(word: String? = nil, codes: [String] = []) {
    self.word = word
    self.codes = codes
  }

  /// Whether every event is a candidate.
  public var isEmpty: Bool { word == nil && codes.isEmpty }
}

/// An event of any patient that a search looks at.
public struct EventCandidate: Sendable {
  /// The event.
  public let event: StoredEvent

  /// The logical id of the patient.
  public let patientID: String

  /// The patient's name as the list shows it.
  public let patientName: String?

  /// The note, when its words or its values' words were what the seed found.
  public let text: String?
}

extension Lake {
  /// Hands out the current events that a seed finds, the newest of a concept first.
  ///
  /// - Parameters:
  ///   - seed: What narrows the search.
  ///   - isCancelled: Asked before every row.
  ///   - receive: Takes a candidate; returns whether it wants another.
  /// - Throws: ``StoreError``, with code `.interrupted` when it was cancelled.
  public func searchEvents(
    _ seed: EventSeed,
    isCancelled: @escaping () -> Bool = { false },
    _ receive: (EventCandidate) throws -> Bool
  ) throws {
    try read { db in
      var search = try EventSearch(lake: self, db: db, isCancelled: isCancelled)
      if seed.isEmpty {
        _ = try search.scan(receive)
        return
      }
      for concept in try search.concepts(seed) {
        guard try search.events(ofConcept: concept, receive) else { return }
      }
      if let word = seed.word, seed.codes.isEmpty {
        _ = try search.events(inText: word, receive)
      }
    }
  }
}

/// One search, in one read transaction.
private struct EventSearch {
  let lake: Lake
  let db: Database
  let isCancelled: () -> Bool
  let preparer: ResourcePreparer
  let context: BodyCodec.Context
  let parser = JSONParser()
  let findPatient: RawStatement
  var patients: [Int64: (id: String, name: String?)] = [:]

  init(lake: Lake, db: Database, isCancelled: @escaping () -> Bool) throws {
    self.lake = lake
    self.db = db
    self.isCancelled = isCancelled
    preparer = ResourcePreparer(for: lake)
    context = BodyCodec.Context(lake.codec)
    findPatient = try RawStatement(
      reading: db,
      """
      SELECT r.id, p.name FROM resource r LEFT JOIN patient p ON p.resource = r.row
      WHERE r.row = ?
      """
    )
  }

  /// The concepts whose title or code has the word, or whose code is one of the codes.
  func concepts(_ seed: EventSeed) throws -> [Int64] {
    var ids: [Int64] = []
    if !seed.codes.isEmpty {
      let statement = try RawStatement(
        reading: db,
        """
        SELECT c.id FROM concept c JOIN term t ON t.id = c.code OR t.id = c.shownCode
        WHERE t.text = ?
        """
      )
      for code in seed.codes {
        statement.bind(0, code)
        while try statement.step() { ids.append(statement.int64(0)) }
      }
      return ids
    }
    guard let word = seed.word, let pattern = Self.pattern(word) else { return [] }
    let statement = try RawStatement(
      reading: db,
      """
      WITH hit AS (SELECT rowid AS id FROM termText WHERE termText MATCH ?1)
      SELECT id FROM concept WHERE title IN hit OR code IN hit OR shownTitle IN hit
      """
    )
    statement.bind(0, pattern)
    while try statement.step() { ids.append(statement.int64(0)) }
    return ids
  }

  /// The FTS5 pattern of a word's beginning, quoted so that nothing in it is an operator.
  static func pattern(_ word: String) -> String? {
    guard
      word.unicodeScalars.contains(where: \.properties.isAlphabetic)
        || word.utf8.contains(where: { (0x30...0x39).contains($0) })
    else { return nil }
    return "\"" + word.replacing("\"", with: "\"\"") + "\"*"
  }

  mutating func events(
    ofConcept concept: Int64,
    _ receive: (EventCandidate) throws -> Bool
  ) throws -> Bool {
    var reader = try EventReader(
      db,
      // With the start taken from the index, SQLite merges its tables row by row and sorts nothing.
      from: """
        conceptEvent c CROSS JOIN event e ON e.patient = c.patient AND e.start = c.start
          AND e.resource = c.resource AND e.ordinal = c.ordinal AND e.fromJob = c.fromJob
        """,
      start: "c.start",
      where: "c.concept = ? ORDER BY c.start DESC"
    )
    reader.statement.bind(0, concept)
    return try hand(&reader, receive)
  }

  mutating func scan(_ receive: (EventCandidate) throws -> Bool) throws -> Bool {
    var reader = try EventReader(db, where: "e.toJob IS NULL")
    return try hand(&reader, receive)
  }

  private mutating func hand(
    _ reader: inout EventReader,
    _ receive: (EventCandidate) throws -> Bool
  ) throws -> Bool {
    while let event = try reader.next() {
      try checkCancelled()
      let patient = try patient(reader.patient)
      let candidate = EventCandidate(
        event: event,
        patientID: patient.id,
        patientName: patient.name,
        text: nil
      )
      guard try receive(candidate) else {
        reader.statement.reset()
        return false
      }
    }
    return true
  }

  /// The events of current resources whose note, or value in words, has the word; newest first.
  mutating func events(
    inText word: String,
    _ receive: (EventCandidate) throws -> Bool
  ) throws -> Bool {
    guard let pattern = Self.pattern(word) else { return true }
    let statement = try RawStatement(
      reading: db,
      """
      SELECT r.row, r.type, r.id, r.version, r.patient, v.dictionary, v.body
      FROM noteText n JOIN resource r ON r.row = n.rowid >> 20
        JOIN resourceVersion v ON v.row = n.rowid
      WHERE noteText MATCH ?1 AND r.deleted = 0 AND r.version = (n.rowid & 1048575)
      ORDER BY n.rowid DESC
      """
    )
    statement.bind(0, pattern)
    defer { statement.reset() }
    while try statement.step() {
      try checkCancelled()
      guard let type = ResourceType(code: statement.int(1)),
        let patientRow = statement.optionalInt64(4)
      else { continue }
      let key = ResourceKey(type: type, id: statement.string(2) ?? "")
      let document = try lake.body(
        statement.blob(6),
        dictionary: statement.int64(5),
        db,
        subject: key.reference,
        context: context,
        parser: parser
      )
      let prepared = preparer.prepare(document, type: type, id: key.id)
      let patient = try patient(patientRow)
      for event in prepared.events {
        let candidate = EventCandidate(
          event: StoredEvent(event: event, key: key, version: statement.int(3)),
          patientID: patient.id,
          patientName: patient.name,
          text: prepared.text
        )
        guard try receive(candidate) else { return false }
      }
    }
    return true
  }

  private func checkCancelled() throws {
    if isCancelled() { throw StoreError(.interrupted, "The operation was cancelled") }
  }

  private mutating func patient(_ row: Int64) throws -> (id: String, name: String?) {
    if let known = patients[row] { return known }
    findPatient.bind(0, row)
    guard try findPatient.step() else { throw StoreError(.corrupt, "A patient has no row") }
    defer { findPatient.reset() }
    let patient = (findPatient.string(0) ?? "", findPatient.string(1))
    patients[row] = patient
    return patient
  }
}
