// SPDX-License-Identifier: Apache-2.0

import FHIR
import GRDB
import HeapModule
import Search
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

  /// All names of the patient.
  public let patientNames: String?

  /// The note, when its words or its values' words were what the seed found.
  public let text: String?
}

/// What a search does after an event that it handed out.
public enum EventSearchStep: Sendable {
  /// Goes on to the next event.
  case next

  /// Leaves what is older than the event for the end: the newest are found, but for those of notes.
  case older

  /// Ends.
  case stop
}

extension Lake {
  /// Hands out the events that a seed finds: those of concepts the newest first, then those of notes.
  ///
  /// Notes come before the older events of concepts, where the receiver leaves those for the end.
  ///
  /// Of the past, events that are still valid are found as now; resources that later jobs wrote or
  /// deleted are read as they were, whatever the seed.
  ///
  /// - Parameters:
  ///   - seed: What narrows the search.
  ///   - job: The last job that is seen; `nil` for all.
  ///   - isCancelled: Asked before every row.
  ///   - didFindNewest: Called when nothing is left but what is older.
  ///   - receive: Takes a candidate; returns what it wants next.
  /// - Throws: ``StoreError``, with code `.interrupted` when it was cancelled.
  public func searchEvents(
    _ seed: EventSeed,
    asOf job: Int64? = nil,
    isCancelled: @escaping () -> Bool = { false },
    didFindNewest: () -> Void = {},
    _ receive: (EventCandidate) throws -> EventSearchStep
  ) throws {
    try searchEvents(asOf: job, isCancelled, receive) { search in
      if seed.isEmpty {
        _ = try search.scan(receive)
        return
      }
      var ofConcepts = try search.eventsOfConcepts(seed)
      guard try search.hand(&ofConcepts, receive) else { return }
      if let word = seed.word, seed.codes.isEmpty {
        guard try search.events(inText: word, receive) else { return }
      }
      didFindNewest()
      while !ofConcepts.isEmpty, try search.hand(&ofConcepts, receive) {}
    }
  }

  /// Hands out all events of some patients, each in the order of time.
  func searchEvents(
    ofPatients rows: [Int64],
    asOf job: Int64?,
    isCancelled: @escaping () -> Bool,
    _ receive: (EventCandidate) throws -> EventSearchStep
  ) throws {
    try searchEvents(asOf: job, isCancelled, receive) { search in
      for row in rows {
        guard try search.scan(patient: row, receive) else { return }
      }
    }
  }

  /// Hands out what later jobs replaced, then what a body finds among the rest.
  private func searchEvents(
    asOf job: Int64?,
    _ isCancelled: @escaping () -> Bool,
    _ receive: (EventCandidate) throws -> EventSearchStep,
    _ body: (inout EventSearch) throws -> Void
  ) throws {
    try read { db in
      var search = try EventSearch(lake: self, db: db, isCancelled: isCancelled)
      if let job {
        guard try search.replaced(after: job, receive) else { return }
        search.lastJob = job
      }
      try body(&search)
    }
  }
}

/// The rows of several concepts' events in the index, that of the newest event first.
private struct ConceptCursors {
  /// A statement that stands on a row.
  private struct Cursor: Comparable {
    let start: Int64
    let statement: RawStatement

    init(_ statement: RawStatement) {
      start = statement.int64(1)
      self.statement = statement
    }

    static func < (left: Self, right: Self) -> Bool { left.start < right.start }
    static func == (left: Self, right: Self) -> Bool { left.start == right.start }
  }

  private var cursors = Heap<Cursor>()

  init(_ db: Database, _ concepts: some Sequence<Int64>, lastJob: Int64) throws {
    for concept in concepts {
      // SQLite merges the index's tables row by row and sorts nothing.
      let statement = try RawStatement(
        db,
        """
        SELECT patient, start, resource, ordinal, fromJob FROM conceptEvent
        WHERE concept = ?1 AND fromJob <= ?2 ORDER BY start DESC
        """
      )
      statement.bind(0, concept)
      statement.bind(1, lastJob)
      if try statement.step() { cursors.insert(Cursor(statement)) }
    }
  }

  /// The row of the newest event: patient, start, resource, ordinal, first job.
  var first: RawStatement? { cursors.max?.statement }

  /// Goes on to the next row.
  mutating func advance() throws {
    guard let newest = cursors.max?.statement else { return }
    if try newest.step() {
      cursors.replaceMax(with: Cursor(newest))
    } else {
      cursors.removeMax()
    }
  }
}

/// The events of concepts, the newest first: each concept's come so from the index, and are merged.
///
/// Of more concepts than are gone through side by side it is so for as many at a time.
struct ConceptEvents {
  /// How many concepts are gone through side by side: each has a statement of its own.
  private static let mostCursors = 256

  private let db: Database
  private let lastJob: Int64
  private var concepts: ArraySlice<Int64>
  private var cursors: ConceptCursors
  private var reader: EventReader

  init(_ db: Database, _ concepts: [Int64], lastJob: Int64) throws {
    self.db = db
    self.lastJob = lastJob
    self.concepts = concepts[...]
    cursors = try ConceptCursors(db, [Int64](), lastJob: lastJob)
    reader = try EventReader(
      db,
      where:
        "e.patient = ?1 AND e.start = ?2 AND e.resource = ?3 AND e.ordinal = ?4 AND e.fromJob = ?5"
    )
    try fill()
  }

  /// Whether there are no more.
  var isEmpty: Bool { cursors.first == nil }

  /// The next event, and the row of its patient.
  mutating func next() throws -> (event: StoredEvent, patient: Int64)? {
    while let cursor = cursors.first {
      reader.statement.reset()
      for column in 0..<5 { reader.statement.bind(column, cursor.int64(column)) }
      try cursors.advance()
      if isEmpty { try fill() }
      if let event = try reader.next() { return (event, reader.patient) }
    }
    return nil
  }

  /// Begins the next concepts, where those before have no more.
  private mutating func fill() throws {
    while cursors.first == nil, !concepts.isEmpty {
      cursors = try ConceptCursors(db, concepts.prefix(Self.mostCursors), lastJob: lastJob)
      concepts = concepts.dropFirst(Self.mostCursors)
    }
  }
}

/// One search, in one read transaction.
struct EventSearch {
  let lake: Lake
  let db: Database
  let isCancelled: () -> Bool
  /// The last job whose writes are seen.
  var lastJob = Int64.max
  /// The resources that were handed out as they were before later jobs.
  private var replacedKeys: Set<ResourceKey> = []
  private let context: BodyCodec.Context
  private let parser = JSONParser()
  private let findPatient: RawStatement
  private var patients: [Int64: Person] = [:]

  /// Whose an event is.
  private struct Person {
    var id: String
    var name: String?
    var names: String?
  }

  init(lake: Lake, db: Database, isCancelled: @escaping () -> Bool) throws {
    self.lake = lake
    self.db = db
    self.isCancelled = isCancelled
    context = BodyCodec.Context(lake.codec)
    findPatient = try RawStatement(
      reading: db,
      """
      SELECT r.id, p.name, \(PatientRow.otherNames)
      FROM resource r LEFT JOIN patient p ON p.resource = r.row
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
    return "\"" + UnspacedText.spaced(word).replacing("\"", with: "\"\"") + "\"*"
  }

  /// The events of the concepts that a seed finds.
  func eventsOfConcepts(_ seed: EventSeed) throws -> ConceptEvents {
    try ConceptEvents(db, concepts(seed), lastJob: lastJob)
  }

  /// Hands out events of concepts until what is older is left for the end; returns whether it is wanted.
  mutating func hand(
    _ events: inout ConceptEvents,
    _ receive: (EventCandidate) throws -> EventSearchStep
  ) throws -> Bool {
    while let (event, patient) = try events.next() {
      switch try hand(event, of: patient, receive) {
      case .next: continue
      case .older: return true
      case .stop: return false
      }
    }
    return true
  }

  /// All events, of everybody or of one patient.
  mutating func scan(
    patient row: Int64? = nil,
    _ receive: (EventCandidate) throws -> EventSearchStep
  ) throws -> Bool {
    let whose = row == nil ? "" : "e.patient = ?2 AND "
    var reader = try EventReader(db, where: "\(whose)e.toJob IS NULL AND e.fromJob <= ?1")
    reader.statement.bind(0, lastJob)
    if let row { reader.statement.bind(1, row) }
    while let event = try reader.next() {
      if try hand(event, of: reader.patient, receive) == .stop {
        reader.statement.reset()
        return false
      }
    }
    return true
  }

  /// Hands out an event as the index has it.
  private mutating func hand(
    _ event: StoredEvent,
    of patient: Int64,
    _ receive: (EventCandidate) throws -> EventSearchStep
  ) throws -> EventSearchStep {
    try checkCancelled()
    if replacedKeys.contains(event.key) { return .next }
    let patient = try self.patient(patient)
    return try receive(
      EventCandidate(
        event: event,
        patientID: patient.id,
        patientName: patient.name,
        patientNames: patient.names,
        text: nil
      )
    )
  }

  /// The events of current resources whose note, or value in words, has the word; newest first.
  mutating func events(
    inText word: String,
    _ receive: (EventCandidate) throws -> EventSearchStep
  ) throws -> Bool {
    guard let pattern = Self.pattern(word) else { return true }
    let statement = try RawStatement(
      reading: db,
      """
      SELECT r.row, r.type, r.id, r.version, r.patient, v.dictionary, v.body
      FROM noteText n JOIN resource r ON r.row = n.rowid >> 20
        JOIN resourceVersion v ON v.row = n.rowid
      WHERE noteText MATCH ?1 AND r.deleted = 0 AND r.version = (n.rowid & 1048575)
        AND v.job <= ?2
      ORDER BY n.rowid DESC
      """
    )
    statement.bind(0, pattern)
    statement.bind(1, lastJob)
    return try hand(statement, receive)
  }

  /// Hands out the events of resources as later jobs found them: what they wrote or deleted was
  /// something else when a job had ended.
  mutating func replaced(
    after job: Int64,
    _ receive: (EventCandidate) throws -> EventSearchStep
  ) throws -> Bool {
    let statement = try RawStatement(
      reading: db,
      """
      SELECT r.row, r.type, r.id, v.row & 1048575, r.patient, v.dictionary, v.body FROM (
        SELECT DISTINCT row >> 20 AS resource FROM jobVersion WHERE job > ?1
      ) c JOIN resource r ON r.row = c.resource
        JOIN resourceVersion v ON v.row = (
          SELECT MAX(o.row) FROM resourceVersion o
          WHERE o.row > r.row << 20 AND o.row < (r.row + 1) << 20 AND o.job <= ?1)
      WHERE v.interaction <> ?2
      """
    )
    statement.bind(0, job)
    statement.bind(1, Int(Interaction.delete.rawValue))
    return try hand(statement, isReplaced: true, receive)
  }

  /// Hands out the events of deleted resources, from their last content, the latest deletion first.
  mutating func deleted(
    asOf job: Int64?,
    _ receive: (EventCandidate) throws -> EventSearchStep
  ) throws -> Bool {
    let statement = try RawStatement(
      reading: db,
      """
      SELECT r.row, r.type, r.id, v.row & 1048575, r.patient, v.dictionary, v.body
      FROM resource r JOIN resourceVersion d ON d.row = (
          SELECT MAX(o.row) FROM resourceVersion o
          WHERE o.row > r.row << 20 AND o.row < (r.row + 1) << 20 AND o.job <= ?1)
        JOIN resourceVersion v ON v.row = d.row - 1
      WHERE r.version > 1 \(job == nil ? "AND r.deleted = 1" : "")
        AND d.interaction = ?2 AND v.interaction <> ?2
      ORDER BY d.job DESC, d.row DESC
      """
    )
    statement.bind(0, job ?? .max)
    statement.bind(1, Int(Interaction.delete.rawValue))
    return try hand(statement, receive)
  }

  /// Hands out what rows of bodies give.
  private mutating func hand(
    _ statement: RawStatement,
    isReplaced: Bool = false,
    _ receive: (EventCandidate) throws -> EventSearchStep
  ) throws -> Bool {
    defer { statement.reset() }
    while try statement.step() {
      try checkCancelled()
      guard let type = ResourceType(code: statement.int(1)),
        let patientRow = statement.optionalInt64(4)
      else { continue }
      let key = ResourceKey(type: type, id: statement.string(2) ?? "")
      if isReplaced {
        replacedKeys.insert(key)
      } else if replacedKeys.contains(key) {
        continue
      }
      let document = try lake.body(
        statement.blob(6),
        dictionary: statement.int64(5),
        db,
        subject: key.reference,
        context: context,
        parser: parser
      )
      let found = ResourcePreparer.found(document.root, type: type)
      let patient = try patient(patientRow)
      for event in found.events {
        let candidate = EventCandidate(
          event: StoredEvent(event: event, key: key, version: statement.int(3)),
          patientID: patient.id,
          patientName: patient.name,
          patientNames: patient.names,
          text: found.text
        )
        if try receive(candidate) == .stop { return false }
      }
    }
    return true
  }

  private func checkCancelled() throws {
    if isCancelled() { throw StoreError(.interrupted, "The operation was cancelled") }
  }

  private mutating func patient(_ row: Int64) throws -> Person {
    if let known = patients[row] { return known }
    findPatient.bind(0, row)
    guard try findPatient.step() else { throw StoreError(.corrupt, "A patient has no row") }
    defer { findPatient.reset() }
    let name = findPatient.string(1)
    let patient = Person(
      id: findPatient.string(0) ?? "",
      name: name,
      names: findPatient.string(2).map { "\(name ?? ""); \($0)" } ?? name
    )
    patients[row] = patient
    return patient
  }
}
