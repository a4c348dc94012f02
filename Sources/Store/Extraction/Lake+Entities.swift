// SPDX-License-Identifier: Apache-2.0

public import Extraction
public import FHIR
import GRDB

/// What one run read in one version of a note.
public struct StoredReading: Sendable {
  /// The resource that carries the note.
  public let note: ResourceKey
  /// The version that was read.
  public let version: Int
  /// The newest version of the resource.
  public let newestVersion: Int
  /// The run.
  public let run: Int64
  /// Everything the engine said.
  public let content: ExtractedNote
  /// The entities with their verdicts, in the order of the text.
  public let entities: [StoredEntity]
}

extension Lake {
  /// Returns the entities that a query asks for, in the order of notes and of their text.
  ///
  /// - Parameters:
  ///   - query: Which.
  ///   - limit: The most that are returned.
  ///   - job: The last job whose readings and verdicts are seen; `nil` for all.
  ///   - isCancelled: Asked now and then; when it says so, the reading stops.
  /// - Returns: The entities, of each note together and in the order of the note.
  /// - Throws: ``StoreError``, with code `.interrupted` when it was cancelled.
  public func entities(
    _ query: EntityQuery,
    limit: Int = .max,
    asOf job: Int64? = nil,
    isCancelled: () -> Bool = { false }
  ) throws -> [StoredEntity] {
    try read { db in
      let plan = EntityPlan(query, asOf: job)
      let statement = try plan.statement(
        db,
        columns: EntityReader.columns,
        tail: "ORDER BY r.patient, d.resource, e.begin, e.ordinal"
      )
      var reader = try EntityReader(db, statement, asOf: job)
      var found: [StoredEntity] = []
      while found.count < limit, let entity = try reader.next() {
        if query.decisions.isEmpty || query.decisions.contains(entity.decision) {
          found.append(entity)
        }
        if found.count & 0xFF == 0 && isCancelled() {
          throw StoreError(.interrupted, "The operation was cancelled")
        }
      }
      return found
    }
  }

  /// Returns how many entities a query asks for, by decision.
  ///
  /// - Parameters:
  ///   - query: Which entities.
  ///   - job: The last job whose writes are seen; `nil` for all.
  /// - Returns: The counts that are more than none.
  /// - Throws: ``StoreError``.
  public func entityCounts(
    _ query: EntityQuery,
    asOf job: Int64? = nil
  ) throws -> [Verdict.Decision: Int] {
    try read { db in
      let statement = try EntityPlan(query, asOf: job).statement(
        db,
        columns: "\(EntityReader.decision(asOf: job)), COUNT(*)",
        tail: "GROUP BY 1"
      )
      var counts: [Verdict.Decision: Int] = [:]
      while try statement.step() {
        let decision = statement.string(0).flatMap(Verdict.Decision.init) ?? .unreviewed
        counts[decision, default: 0] += statement.int(1)
      }
      return counts
    }
  }

  /// Returns what was read in a note.
  ///
  /// - Parameters:
  ///   - key: The resource that carries the note.
  ///   - job: The last job whose writes are seen; `nil` for all.
  /// - Returns: `nil` where it was not read.
  /// - Throws: ``StoreError``.
  public func reading(of key: ResourceKey, asOf job: Int64? = nil) throws -> StoredReading? {
    try read { db in
      guard let found = try find(key, db) else { return nil }
      let statement = try RawStatement(
        db,
        """
        SELECT d.id, d.version, d.run, d.body FROM reading d
        WHERE d.resource = ?1 AND \(EntityPlan.validity(job)) ORDER BY d.id DESC LIMIT 1
        """
      )
      statement.bind(0, found.row)
      guard try statement.step() else { return nil }
      let bytes = try BodyCodec.Context(codec).decompress(statement.blob(3), dictionary: 0)
      guard let json = try? JSONParser().parse(bytes),
        let content = ExtractedNote(json: json.root)
      else { throw StoreError(.corrupt, "A stored reading is damaged", subject: key.reference) }
      let rows = try RawStatement(
        db,
        """
        SELECT \(EntityReader.columns) FROM reading d JOIN entity e ON e.reading = d.id
        JOIN resource r ON r.row = d.resource WHERE d.id = ?1 ORDER BY e.ordinal
        """
      )
      rows.bind(0, statement.int64(0))
      var reader = try EntityReader(db, rows, asOf: job)
      var entities: [StoredEntity] = []
      while let entity = try reader.next() { entities.append(entity) }
      return StoredReading(
        note: key,
        version: statement.int(1),
        newestVersion: found.version,
        run: statement.int64(2),
        content: content,
        entities: entities
      )
    }
  }

  /// Returns when the words of a resource were written, as far as the day.
  public func noteDate(of root: JSONValue) -> String? { ReadingPreparer.date(of: root) }

  /// Returns why the PDF of a note has no words; `nil` where it has, or was not looked at.
  ///
  /// - Throws: ``StoreError``.
  public func pdfFailure(of key: ResourceKey) throws -> PDFFailure? {
    try read { db in
      guard let found = try find(key, db) else { return nil }
      return try String.fetchAll(
        db,
        sql: "SELECT source FROM noteSource WHERE resource = ?",
        arguments: [found.row]
      ).lazy.compactMap(PDFFailure.init(rawValue:)).first
    }
  }

  /// Returns the words that a resource's entities count their offsets in, also of a PDF or a Binary.
  ///
  /// - Throws: ``StoreError``.
  public func words(of key: ResourceKey, version: Int? = nil) throws -> String? {
    let stored = try resource(key, version: version)
    let isElsewhere = stored.document.map { NoteText.isElsewhere($0.root, type: key.type) } ?? false
    if !isElsewhere,
      let words = stored.document.flatMap({ NoteText.words(of: $0.root, type: key.type) })
    {
      return words
    }
    if let words = try keptWords(of: key) { return words }
    // It was not read yet: what the lake has now.
    return stored.document.flatMap {
      NoteText.words(of: $0.root, type: key.type, readBinary: binary(at:))
    }
  }

  /// The words that the last reading kept.
  func keptWords(of key: ResourceKey) throws -> String? {
    try read { db in
      guard let row = try find(key, db)?.row else { return nil }
      let statement = try RawStatement(
        db,
        "SELECT words FROM reading WHERE resource = ? AND words IS NOT NULL ORDER BY id DESC LIMIT 1"
      )
      statement.bind(0, row)
      guard try statement.step() else { return nil }
      let bytes = try BodyCodec.Context(codec).decompress(statement.blob(0), dictionary: 0)
      return String(decoding: bytes, as: UTF8.self)
    }
  }
}

/// The statement that a query becomes.
struct EntityPlan {
  private var conditions: [String] = []
  private var values: [String] = []

  /// The condition of readings that were so when a job had ended.
  static func validity(_ job: Int64?) -> String {
    guard let job else { return "d.toJob IS NULL" }
    return "d.fromJob <= \(job) AND (d.toJob IS NULL OR d.toJob > \(job))"
  }

  init(_ query: EntityQuery, asOf job: Int64? = nil) {
    if let run = query.run {
      conditions.append("d.run = \(run)")
    } else {
      // What is deleted now was there then, so that the past asks the caller's events.
      conditions.append(Self.validity(job))
      if job == nil { conditions.append("r.deleted = 0") }
    }
    if let patient = query.patient {
      add(ResourceKey(type: .patient, id: patient), column: "r.patient")
    }
    if !query.twins.isEmpty {
      let rows = query.twins.rows.sorted().map(String.init).joined(separator: ",")
      conditions.append("r.row NOT IN (\(rows))")
    }
    if let note = query.note { add(note, column: "r.row") }
    for word in query.words {
      // The beginning of a word: "iron" is not in "spironolactone".
      let name = bind("*[^a-z0-9]" + Self.globbed(word) + "*")
      conditions.append(
        """
        (e.phrase IN (SELECT id FROM phrase WHERE ' ' || lower(text) GLOB \(name))
          OR e.concept IN (SELECT id FROM entityConcept WHERE ' ' || lower(title) GLOB \(name)))
        """
      )
    }
    if !query.codes.isEmpty {
      let any = query.codes.map { code -> String in
        guard let bar = code.lastIndex(of: "|") else { return "code = \(bind(code))" }
        let system = bind(String(code[..<bar]))
        return "(system = \(system) AND code = \(bind(String(code[code.index(after: bar)...]))))"
      }
      conditions.append(
        """
        (e.reading, e.ordinal) IN (SELECT reading, ordinal FROM entityCode WHERE concept IN
          (SELECT id FROM entityConcept WHERE \(any.joined(separator: " OR "))))
        """
      )
    }
    addAny(query.types.map(\.rawValue), column: "e.type")
    addAny(query.categories.map(\.rawValue), column: "e.category")
    for trait in query.traits {
      conditions.append("' ' || e.traits || ' ' LIKE '% \(trait.rawValue) %'")
    }
    for trait in query.withoutTraits {
      conditions.append("' ' || e.traits || ' ' NOT LIKE '% \(trait.rawValue) %'")
    }
    if let least = query.minimumScore { conditions.append("e.score >= \(least)") }
    if let most = query.maximumScore { conditions.append("e.score <= \(most)") }
  }

  private mutating func add(_ key: ResourceKey, column: String) {
    conditions.append(
      """
      \(column) IN (SELECT row FROM resource WHERE type = \(key.type.code) AND id = \(bind(key.id))
        AND row IN (SELECT resource FROM resourceKey WHERE hash = \(key.indexHash)))
      """
    )
  }

  private mutating func addAny(_ names: [String], column: String) {
    guard !names.isEmpty else { return }
    let listed = names.map { "'\($0)'" }.joined(separator: ",")
    conditions.append("\(column) IN (\(listed))")
  }

  private mutating func bind(_ value: String) -> String {
    values.append(value)
    return "?\(values.count)"
  }

  static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
  }

  /// A word as GLOB takes it: in small letters of ASCII, as SQLite's `lower` gives, and without patterns.
  static func globbed(_ word: String) -> String {
    word.map { character in
      if let byte = character.asciiValue, (0x41...0x5A).contains(byte) {
        return character.lowercased()
      }
      return "*?[".contains(character) ? "[\(character)]" : String(character)
    }.joined()
  }

  func statement(_ db: Database, columns: String, tail: String) throws -> RawStatement {
    let statement = try RawStatement(
      db,
      """
      SELECT \(columns) FROM reading d JOIN resource r ON r.row = d.resource
      JOIN entity e ON e.reading = d.id WHERE \(conditions.joined(separator: " AND ")) \(tail)
      """
    )
    for (index, value) in values.enumerated() { statement.bind(index, value) }
    return statement
  }
}

/// Reads rows of entities.
struct EntityReader {
  /// The expression for the last decision about an entity `e`: `NULL` where there was none, and verdicts
  /// up to a job where one is given.
  static func decision(asOf job: Int64?) -> String {
    """
    (SELECT v.decision FROM verdict v WHERE v.key = e.key AND \(given(job)) ORDER BY v.id DESC LIMIT 1)
    """
  }

  /// The condition of verdicts `v` that were given when a job had ended.
  private static func given(_ job: Int64?) -> String { job.map { "v.job <= \($0)" } ?? "1" }

  static let columns = """
    e.key, r.type, r.id, d.version, d.run, r.patient, e.ordinal, e.category, e.type, e.traits,
    e.score, e.begin, e.end, e.phrase, e.concept
    """

  private let statement: RawStatement
  private let findPatient: RawStatement
  private let findConcept: RawStatement
  private let findPhrase: RawStatement
  /// `nil` where nothing was ever decided.
  private let findVerdict: RawStatement?
  private var patients: [Int64: String] = [:]
  private var concepts: [Int64: EntityCode] = [:]
  private var phrases: [Int64: String] = [:]
  private var traits: [String: [TraitName]] = [:]

  private static let categories = Dictionary(
    uniqueKeysWithValues: EntityCategory.allCases.map { ($0.rawValue, $0) }
  )
  private static let types = Dictionary(
    uniqueKeysWithValues: EntityType.allCases.map { ($0.rawValue, $0) }
  )

  init(_ db: Database, _ statement: RawStatement, asOf job: Int64?) throws {
    self.statement = statement
    findPatient = try RawStatement(reading: db, "SELECT id FROM resource WHERE row = ?")
    findConcept = try RawStatement(
      reading: db,
      "SELECT system, code, title FROM entityConcept WHERE id = ?"
    )
    findPhrase = try RawStatement(reading: db, "SELECT text FROM phrase WHERE id = ?")
    let anyVerdict = try RawStatement(reading: db, "SELECT 1 FROM verdict LIMIT 1")
    guard try anyVerdict.step() else {
      findVerdict = nil
      return
    }
    findVerdict = try RawStatement(
      reading: db,
      """
      SELECT v.id, v.decision, v.correction, v.author, v.recordedAt FROM verdict v
      WHERE v.key = ? AND \(Self.given(job)) ORDER BY v.id DESC LIMIT 1
      """
    )
  }

  mutating func next() throws -> StoredEntity? {
    while try statement.step() {
      guard let noteType = ResourceType(code: statement.int(1)),
        let category = statement.string(7).flatMap({ Self.categories[$0] }),
        let type = statement.string(8).flatMap({ Self.types[$0] })
      else { continue }
      let key = statement.int64(0)
      return StoredEntity(
        key: key,
        note: ResourceKey(type: noteType, id: statement.string(2) ?? ""),
        version: statement.int(3),
        run: statement.int64(4),
        patient: try statement.optionalInt64(5).flatMap { try patient($0) },
        ordinal: statement.int(6),
        text: try phrase(statement.int64(13)),
        category: category,
        type: type,
        traits: traits(statement.string(9) ?? ""),
        score: statement.optionalDouble(10) ?? 0,
        concept: try statement.optionalInt64(14).flatMap { try concept($0) },
        begin: statement.int(11),
        end: statement.int(12),
        verdict: try verdict(key, begin: statement.int(11))
      )
    }
    return nil
  }

  private mutating func patient(_ row: Int64) throws -> String? {
    if let known = patients[row] { return known }
    findPatient.bind(0, row)
    defer { findPatient.reset() }
    guard try findPatient.step(), let id = findPatient.string(0) else { return nil }
    patients[row] = id
    return id
  }

  private mutating func concept(_ id: Int64) throws -> EntityCode? {
    if let known = concepts[id] { return known }
    findConcept.bind(0, id)
    defer { findConcept.reset() }
    guard try findConcept.step() else { return nil }
    let code = EntityCode(
      system: findConcept.string(0) ?? "",
      code: findConcept.string(1) ?? "",
      title: findConcept.string(2) ?? ""
    )
    concepts[id] = code
    return code
  }

  private mutating func phrase(_ id: Int64) throws -> String {
    if let known = phrases[id] { return known }
    findPhrase.bind(0, id)
    defer { findPhrase.reset() }
    let text = try findPhrase.step() ? findPhrase.string(0) ?? "" : ""
    phrases[id] = text
    return text
  }

  /// The traits of a list of names; few lists occur.
  private mutating func traits(_ names: String) -> [TraitName] {
    if names.isEmpty { return [] }
    if let known = traits[names] { return known }
    let list = names.split(separator: " ").compactMap { TraitName(rawValue: String($0)) }
    traits[names] = list
    return list
  }

  private func verdict(_ key: Int64, begin: Int) throws -> Verdict? {
    guard let findVerdict else { return nil }
    findVerdict.bind(0, key)
    defer { findVerdict.reset() }
    guard try findVerdict.step() else { return nil }
    var verdict = Verdict(
      key: key,
      decision: findVerdict.string(1).flatMap(Verdict.Decision.init) ?? .unreviewed,
      correction: Verdict.Correction(text: findVerdict.string(2)).moved(to: begin),
      author: findVerdict.string(3) ?? "",
      recordedAt: findVerdict.int64(4)
    )
    verdict.id = findVerdict.int64(0)
    return verdict
  }
}
