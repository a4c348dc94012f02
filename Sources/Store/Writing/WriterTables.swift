// SPDX-License-Identifier: Apache-2.0

import FHIR
import GRDB
import Search
import Timeline

/// The prepared statements of a writer, and what it remembers of the tables between batches.
///
/// Rows of `resource`, `term` and `concept` keep their numbers until everything derived is rebuilt,
/// so that remembering them is safe although other processes write too; ``isCurrent(_:)`` says
/// whether it still is. What can change otherwise is always asked for.
final class WriterTables {
  private static let rememberedResources = 400_000
  private static let rememberedTerms = 100_000

  private struct ConceptKey: Hashable {
    let title: Int64
    let code: Int64
    let system: Int64
  }

  private var resourceRows: [ResourceKey: Int64] = [:]
  private var termIDs: [String: Int64] = [:]
  private var conceptIDs: [ConceptKey: Int64] = [:]

  /// How often the derived rows had been rebuilt when this was made.
  private let rebuilds: Int

  let codec: BodyCodec.Context
  let preparer: ResourcePreparer
  private let lake: Lake

  let findResource: RawStatement
  let insertResource: RawStatement
  let updateResource: RawStatement
  let findVersion: RawStatement
  let insertVersion: RawStatement
  var createdRows: CreatedRows
  let renumberVersion: RawStatement
  let versionsOfResource: RawStatement
  let insertEvent: RawStatement
  let closeEvent: RawStatement
  let dropEvent: RawStatement
  let insertLink: RawStatement
  let deleteLink: RawStatement
  let insertUnresolved: RawStatement
  let insertIdentifier: RawStatement
  let deleteIdentifier: RawStatement
  let insertCompartment: RawStatement
  let noteText: FullTextWriter
  let insertKeys: RawStatement
  let deleteKeys: RawStatement
  let adjustCount: RawStatement
  let conceptEvents: LeveledIndexWriter
  private let resourceKeys: LeveledIndexWriter
  private let findTerm: RawStatement
  private let insertTerm: RawStatement
  private let insertTermText: RawStatement
  private let findConcept: RawStatement
  private let insertConcept: RawStatement

  /// Whether what is remembered still holds.
  func isCurrent(_ db: Database) throws -> Bool { try Lake.rebuilds(db) == rebuilds }

  /// Makes sure that the lake has the dictionaries of bodies that are to be written.
  ///
  /// An erasure by another program may have taken them away since the bodies were compressed.
  ///
  /// - Throws: ``StoreError`` with code `.conflict` where one is missing.
  func checkDictionaries(of batch: [PreparedResource], _ db: Database) throws {
    for id in Set(batch.compactMap { $0.stored?.dictionary }) where id != 0 {
      let isThere = try Bool.fetchOne(
        db,
        sql: "SELECT 1 FROM dictionary WHERE id = ?",
        arguments: [id]
      )
      guard isThere == true else {
        throw StoreError(.conflict, "The lake was rewritten by an erasure; start again")
      }
    }
  }

  /// Returns the text of a stored body, which another program may have written since the lake was opened.
  func decompress(_ bytes: [UInt8], dictionary: Int64, _ db: Database) throws -> [UInt8] {
    if !lake.codec.isKnown(dictionary) { try lake.loadDictionaries(db) }
    return try bytes.withUnsafeBytes { try codec.decompress($0, dictionary: dictionary) }
  }

  init(_ db: Database, lake: Lake) throws {
    rebuilds = try Lake.rebuilds(db)
    self.lake = lake
    codec = BodyCodec.Context(lake.codec)
    preparer = ResourcePreparer(for: lake)
    conceptEvents = try LeveledIndexWriter(db, .conceptEvent)
    resourceKeys = try LeveledIndexWriter(db, .resourceKey)
    findResource = try RawStatement(
      db,
      """
      SELECT r.row, r.version, r.deleted, r.patient FROM resource r WHERE \(ResourceKey.condition)
      """
    )
    insertResource = try RawStatement(
      db,
      "INSERT INTO resource (type, id, version, deleted, patient) VALUES (?, ?, ?, 0, ?) RETURNING row"
    )
    updateResource = try RawStatement(
      db,
      "UPDATE resource SET version = ?, deleted = ?, patient = ? WHERE row = ?"
    )
    findVersion = try RawStatement(
      db,
      "SELECT job, sourceUpdated, hash, dictionary, body FROM resourceVersion WHERE row = ?"
    )
    insertVersion = try RawStatement(
      db,
      """
      INSERT INTO resourceVersion
        (row, job, recordedAt, interaction, sourceUpdated, hash, dictionary, body)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """
    )
    createdRows = try CreatedRows(db)
    renumberVersion = try RawStatement(
      db,
      "UPDATE resourceVersion SET row = row + 1 WHERE row = ?"
    )
    versionsOfResource = try RawStatement(
      db,
      """
      SELECT row, sourceUpdated, hash FROM resourceVersion
      WHERE row > ?1 AND row < ?2 AND sourceUpdated = ?3 AND hash = ?4
      """
    )
    insertEvent = try RawStatement(
      db,
      """
      INSERT INTO event (patient, start, resource, ordinal, fromJob, toJob, version, lane, shape,
        startPrecision, endPrecision, flag, concept, dateElement, end, offsetMinutes, value, number,
        unit, rangeLow, rangeHigh, status, encounter)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
    )
    closeEvent = try RawStatement(
      db,
      """
      UPDATE event SET toJob = ?
      WHERE patient = ? AND start = ? AND resource = ? AND toJob IS NULL
      """
    )
    dropEvent = try RawStatement(
      db,
      """
      DELETE FROM event
      WHERE fromJob = ? AND patient = ? AND start = ? AND resource = ? AND toJob IS NULL
      """
    )
    insertLink = try RawStatement(db, "INSERT OR IGNORE INTO link (target, source) VALUES (?, ?)")
    deleteLink = try RawStatement(db, "DELETE FROM link WHERE target = ? AND source = ?")
    insertUnresolved = try RawStatement(
      db,
      "INSERT OR IGNORE INTO unresolvedReference (source, reference) VALUES (?, ?)"
    )
    insertIdentifier = try RawStatement(
      db,
      "INSERT OR IGNORE INTO businessIdentifier (value, system, resource) VALUES (?, ?, ?)"
    )
    deleteIdentifier = try RawStatement(
      db,
      "DELETE FROM businessIdentifier WHERE value = ? AND system = ? AND resource = ?"
    )
    insertCompartment = try RawStatement(
      db,
      "INSERT OR IGNORE INTO compartment (patient, resource) VALUES (?, ?)"
    )
    noteText = try FullTextWriter(db)
    insertKeys = try RawStatement(db, "INSERT INTO searchIndex (rowid, keys) VALUES (?, ?)")
    deleteKeys = try RawStatement(
      db,
      "INSERT INTO searchIndex (searchIndex, rowid, keys) VALUES ('delete', ?, ?)"
    )
    adjustCount = try RawStatement(
      db,
      """
      INSERT INTO resourceCount (type, current, deleted, versions, notes) VALUES (?1, ?2, ?3, ?4, ?5)
      ON CONFLICT (type) DO UPDATE SET current = current + ?2, deleted = deleted + ?3,
        versions = versions + ?4, notes = notes + ?5
      """
    )
    findTerm = try RawStatement(db, "SELECT id FROM term WHERE text = ?")
    insertTerm = try RawStatement(db, "INSERT INTO term (text) VALUES (?) RETURNING id")
    insertTermText = try RawStatement(db, "INSERT INTO termText (rowid, text) VALUES (?, ?)")
    findConcept = try RawStatement(
      db,
      """
      SELECT id FROM concept
      WHERE title = ? AND IFNULL(code, 0) = ? AND IFNULL(system, 0) = ?
      """
    )
    insertConcept = try RawStatement(
      db,
      "INSERT INTO concept (title, code, system) VALUES (?, ?, ?) RETURNING id"
    )
  }

  /// Brings the indexes of the rows that were written into order.
  func settle(_ db: Database) throws {
    try resourceKeys.settle(db)
    try conceptEvents.settle(db)
  }

  /// Returns the number of a resource, making a row of version 0 for one that is only referred to.
  func row(of key: ResourceKey) throws -> Int64 {
    if let row = resourceRows[key] { return row }
    key.bind(to: findResource)
    let row: Int64
    if try findResource.step() {
      row = findResource.int64(0)
      findResource.reset()
    } else {
      row = try insertResource(key, version: 0, patient: nil)
    }
    remember(row, of: key)
    return row
  }

  /// Inserts a resource that is known not to be there.
  func insertResource(_ key: ResourceKey, version: Int, patient: Int64?) throws -> Int64 {
    insertResource.bind(0, key.type.code)
    insertResource.bind(1, key.id)
    insertResource.bind(2, version)
    insertResource.bind(3, patient)
    let row = try returnedID(insertResource)
    try resourceKeys.insert(key.indexHash, row)
    return row
  }

  /// Returns the numbers of patients.
  func rows(ofPatients ids: [String]) throws -> [Int64] {
    try ids.map { try row(of: ResourceKey(type: .patient, id: $0)) }
  }

  private func remember(_ row: Int64, of key: ResourceKey) {
    if resourceRows.count >= Self.rememberedResources { resourceRows.removeAll() }
    resourceRows[key] = row
  }

  /// Returns the number of a text that many rows share.
  func term(_ text: String) throws -> Int64 {
    if let id = termIDs[text] { return id }
    findTerm.bind(0, text)
    let id: Int64
    if try findTerm.step() {
      id = findTerm.int64(0)
      findTerm.reset()
    } else {
      insertTerm.bind(0, text)
      id = try returnedID(insertTerm)
      insertTermText.bind(0, id)
      let found = CommonNames.names(ofCode: text).map { "\(text) \($0)" } ?? text
      insertTermText.bind(1, UnspacedText.spaced(found))
      try insertTermText.run()
    }
    if termIDs.count >= Self.rememberedTerms { termIDs.removeAll() }
    termIDs[text] = id
    return id
  }

  func term(_ text: String?) throws -> Int64? {
    guard let text else { return nil }
    let id: Int64 = try term(text)
    return id
  }

  /// Returns the number of a title with its code.
  func concept(of event: Event) throws -> Int64 {
    let code: Int64? = try term(event.code)
    let system: Int64? = try term(event.system)
    let key = ConceptKey(title: try term(event.title), code: code ?? 0, system: system ?? 0)
    if let id = conceptIDs[key] { return id }
    findConcept.bind(0, key.title)
    findConcept.bind(1, key.code)
    findConcept.bind(2, key.system)
    let id: Int64
    if try findConcept.step() {
      id = findConcept.int64(0)
      findConcept.reset()
    } else {
      insertConcept.bind(0, key.title)
      insertConcept.bind(1, code)
      insertConcept.bind(2, system)
      id = try returnedID(insertConcept)
    }
    if conceptIDs.count >= Self.rememberedTerms { conceptIDs.removeAll() }
    conceptIDs[key] = id
    return id
  }

  private func returnedID(_ statement: RawStatement) throws -> Int64 {
    guard try statement.step() else { throw StoreError(.fault, "An insert gave no row") }
    let id = statement.int64(0)
    // A statement with RETURNING has done its work at the first row; the rest is the end.
    while try statement.step() {}
    return id
  }
}
