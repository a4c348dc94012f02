// SPDX-License-Identifier: Apache-2.0

import CSQLite
import FHIR
import Foundation
import GRDB
import GRDBSQLite

/// What an erasure would take away, or took.
public struct Erasure: Sendable {
  /// The resources that go, with all their versions.
  public var resources: [ResourceKey] = []
  /// The number of their versions.
  public var versions = 0
  /// Resources that stay, though the patient is in them: others share them, or an earlier version
  /// was of the patient.
  public var shared: [ResourceKey] = []
  /// How many resources that stay refer to what goes.
  public var referring = 0
  /// The job that records the erasure; 0 where nothing was erased yet.
  public var job: Int64 = 0
  /// Whether no byte of what was erased is left in the files of the lake.
  ///
  /// Another program that reads the lake keeps old pages alive; ``Lake/compact()`` removes them
  /// when it has ended.
  public var isComplete = false
}

extension Lake {
  /// Returns what erasing a resource would take away.
  ///
  /// - Throws: ``StoreError`` with code `.notFound` where there is no such resource.
  public func erasure(of key: ResourceKey) throws -> Erasure {
    try read { db in
      guard let found = try find(key, db), found.version > 0 else {
        throw try Self.notFound(key, db)
      }
      return try erasure(rows: [found.row], shared: [], db)
    }
  }

  /// Returns what erasing a patient would take away: the Patient and all that is of no one else.
  ///
  /// - Parameter id: The logical id of the Patient.
  /// - Returns: What goes, and what stays though the patient is in it.
  /// - Throws: ``StoreError`` with code `.notFound` where there is no such patient.
  public func erasure(ofPatient id: String) throws -> Erasure {
    let key = ResourceKey(type: .patient, id: id)
    return try read { db in
      guard let patient = try find(key, db) else {
        throw StoreError(.notFound, "There is no such patient", subject: key.reference)
      }
      let own = try Int64.fetchSet(
        db,
        sql: "SELECT row FROM resource WHERE patient = ?1 AND version > 0 UNION SELECT ?1",
        arguments: [patient.row]
      )
      let alsoOthers = try Int64.fetchSet(
        db,
        sql: """
          SELECT DISTINCT resource FROM compartment
          WHERE resource IN (SELECT row FROM resource WHERE patient = ?)
          """,
        arguments: [patient.row]
      )
      let elsewhere = try Int64.fetchSet(
        db,
        sql: """
          SELECT resource FROM compartment WHERE patient = ?1
          UNION SELECT DISTINCT resource FROM event WHERE patient = ?1
          """,
        arguments: [patient.row]
      )
      let rows = own.subtracting(alsoOthers)
      return try erasure(
        rows: rows,
        shared: alsoOthers.union(elsewhere).subtracting(rows),
        db
      )
    }
  }

  /// The Linkages that link nothing but what goes: those that were published from a note.
  private func linkages(ofNoOthersThan rows: Set<Int64>, _ db: Database) throws -> Set<Int64> {
    let links = try RawStatement(
      db,
      """
      SELECT r.row, r.id, v.dictionary, v.body FROM link l JOIN resource r ON r.row = l.source
        JOIN resourceVersion v ON v.row = r.row << 20 | r.version
      WHERE l.target = ? AND r.type = \(ResourceType.linkage.code) AND r.patient IS NULL
        AND r.deleted = 0
      """
    )
    var found: Set<Int64> = []
    for row in rows {
      links.bind(0, row)
      while try links.step() {
        let key = ResourceKey(type: .linkage, id: links.string(1) ?? "")
        let root = try body(links.blob(3), dictionary: links.int64(2), db, subject: key.reference)
          .root
        let isOfOthers = try (root["item"]?.elements ?? .empty).contains { item in
          guard let text = item["resource"]?["reference"]?.string,
            case .literal(let type, let id, _, _) = FHIRReference(text)
          else { return false }
          return try self.find(ResourceKey(type: type, id: id), db).map { !rows.contains($0.row) }
            ?? false
        }
        if !isOfOthers { found.insert(links.int64(0)) }
      }
    }
    return found
  }

  /// The Binaries that what goes refers to by URL, or that are secured as it is, and that no note beside it is
  /// made of.
  private func binaries(ofNoOthersThan rows: Set<Int64>, _ db: Database) throws -> Set<Int64> {
    let versions = try RawStatement(
      db,
      """
      SELECT dictionary, body FROM resourceVersion
      WHERE row > ?1 << 20 AND row < (?1 + 1) << 20 AND body IS NOT NULL
      """
    )
    let secured = try RawStatement(
      db,
      """
      SELECT r.id FROM link l JOIN resource r ON r.row = l.source
      WHERE l.target = ? AND r.type = \(ResourceType.binary.code)
      """
    )
    try learnDictionaries(db)
    let context = BodyCodec.Context(codec)
    var ids: Set<String> = []
    for row in rows {
      versions.bind(0, row)
      while try versions.step() {
        let dictionary = versions.int64(0)
        ids.formUnion(
          Self.binaryIDs(in: try context.decompress(versions.blob(1), dictionary: dictionary))
        )
      }
      secured.bind(0, row)
      while try secured.step() { if let id = secured.string(0) { ids.insert(id) } }
    }
    guard !ids.isEmpty else { return [] }
    // One that anything else shows is of somebody else, too.
    let others = try RawStatement(
      db,
      """
      SELECT r.row, v.dictionary, v.body FROM resource r
        JOIN resourceVersion v ON v.row = r.row << 20 | r.version
      WHERE r.deleted = 0 AND v.body IS NOT NULL
        AND r.type IN (\(Self.typesWithAttachments.map { "\($0.code)" }.joined(separator: ", ")))
      """
    )
    while try others.step(), !ids.isEmpty {
      guard !rows.contains(others.int64(0)) else { continue }
      let text = try context.decompress(others.blob(2), dictionary: others.int64(1))
      ids.subtract(Self.binaryIDs(in: text))
    }
    return try Set(ids.compactMap { try find(ResourceKey(type: .binary, id: $0), db)?.row })
  }

  /// The types that have attachments, which a Binary may hold.
  private static let typesWithAttachments: [ResourceType] = [
    .documentReference, .diagnosticReport, .media, .communication, .communicationRequest, .consent,
    .contract, .patient, .person, .relatedPerson, .practitioner, .questionnaireResponse, .claim,
    .explanationOfBenefit,
  ]

  /// The ids behind `Binary/` in a text.
  private static func binaryIDs(in text: [UInt8]) -> [String] {
    let name = Array("Binary/".utf8)
    var ids: [String] = []
    var at = 0
    while let next = text[at...].firstIndex(of: name[0]) {
      at = next + 1
      guard text[next...].starts(with: name) else { continue }
      let id = text[(next + name.count)...].prefix { byte in
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
          || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
          || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
      }
      if !id.isEmpty { ids.append(String(decoding: id, as: UTF8.self)) }
    }
    return ids
  }

  private func erasure(
    rows own: Set<Int64>,
    shared: Set<Int64>,
    _ db: Database
  ) throws -> Erasure {
    var erasure = Erasure()
    let rows = own.union(try linkages(ofNoOthersThan: own, db))
      .union(try binaries(ofNoOthersThan: own, db))
    let find = try RawStatement(db, "SELECT type, id, version FROM resource WHERE row = ?")
    let keys = { (rows: Set<Int64>) -> [(ResourceKey, versions: Int)] in
      try rows.sorted().compactMap { row in
        find.bind(0, row)
        guard try find.step(), let type = ResourceType(code: find.int(0)) else { return nil }
        defer { find.reset() }
        return (ResourceKey(type: type, id: find.string(1) ?? ""), find.int(2))
      }
    }
    for (key, versions) in try keys(rows) where versions > 0 {
      erasure.resources.append(key)
      erasure.versions += versions
    }
    erasure.shared = try keys(shared).map(\.0)
    let links = try RawStatement(db, "SELECT source FROM link WHERE target = ?")
    var referring: Set<Int64> = []
    for row in rows {
      links.bind(0, row)
      while try links.step() { referring.insert(links.int64(0)) }
    }
    erasure.referring = referring.subtracting(rows).count
    return erasure
  }

  // MARK: - Erasing

  /// Removes resources for good, with all versions and everything that was derived from them.
  ///
  /// What is left is the job, with its author and reason, and for each resource a tombstone: a hash
  /// of its reference. The dictionaries that bodies are compressed with were trained on bodies, so
  /// those of the types concerned are trained anew, and everything derived is rebuilt: the work
  /// grows with the lake.
  ///
  /// - Parameters:
  ///   - erasure: What ``erasure(of:)`` or ``erasure(ofPatient:)`` returned.
  ///   - description: The job, of kind `.erase`.
  ///   - endedAt: Gives the time, in milliseconds since 1970 UTC, when it is done.
  ///   - progress: Called now and then with the number of versions read again and their total.
  /// - Returns: What was erased.
  /// - Throws: ``StoreError``; the lake is then as it was.
  public func erase(
    _ erasure: Erasure,
    _ description: JobDescription,
    endedAt: () -> Int64,
    progress: (Int, Int) -> Void = { _, _ in }
  ) throws -> Erasure {
    var done = erasure
    let dictionaries = codec.chosen
    do {
      done.job = try write { db in
        // What is deleted is overwritten with zeros, should the file not get shorter by it.
        try db.execute(sql: "PRAGMA secure_delete = ON")
        let job = try Self.insertJob(description, db)
        try drop(erasure, job: job, db)
        for type in Set(erasure.resources.map(\.type)) { try recompress(type, db) }
        try rebuild(db, progress: progress, isCancelled: { false })
        try db.execute(
          sql: "UPDATE job SET state = 'done', endedAt = ?, deleted = ? WHERE id = ?",
          arguments: [endedAt(), erasure.resources.count, job]
        )
        return job
      }
    } catch {
      codec.choose(dictionaries)
      throw error
    }
    codec.markSaved(Set(codec.unsaved.map(\.id)))
    done.isComplete = try compact()
    return done
  }

  private func drop(_ erasure: Erasure, job: Int64, _ db: Database) throws {
    let versions = try RawStatement(
      db,
      "DELETE FROM resourceVersion WHERE row > ?1 << 20 AND row < (?1 + 1) << 20"
    )
    let resource = try RawStatement(db, "DELETE FROM resource WHERE row = ?")
    let tombstone = try RawStatement(
      db,
      "INSERT OR REPLACE INTO erased (hash, type, job) VALUES (?, ?, ?)"
    )
    let extraction = try ExtractionTables.erasure.split(separator: ";").map {
      try RawStatement(db, String($0))
    }
    for key in erasure.resources {
      guard let row = try find(key, db)?.row else { continue }
      try CreatedRows.remove(row, db)
      versions.bind(0, row)
      try versions.run()
      for statement in extraction {
        statement.bind(0, row)
        try statement.run()
      }
      resource.bind(0, row)
      try resource.run()
      tombstone.bind(0, key.hash)
      tombstone.bind(1, key.type.code)
      tombstone.bind(2, job)
      try tombstone.run()
    }
    try db.execute(sql: ExtractionTables.orphans)
    // What was only referred to is found again from the bodies that are left.
    try db.execute(sql: "DELETE FROM resource WHERE version = 0")
  }

  /// How many bodies a new dictionary is trained on.
  private static let mostSamples = 20_000

  /// Compresses the bodies of a type with a dictionary that knows nothing of what was erased.
  private func recompress(_ type: ResourceType, _ db: Database) throws {
    let context = BodyCodec.Context(codec)
    // The order of the tables is given: held against each other the other way round, the work grew with
    // the square of the lake.
    let read = try RawStatement(
      db,
      """
      SELECT v.row, v.dictionary, v.body FROM resource r
      CROSS JOIN resourceVersion v ON v.row > r.row << 20 AND v.row < (r.row + 1) << 20
      WHERE r.type = ? AND v.body IS NOT NULL
      """
    )
    try refreshDictionaries(db)
    var samples: [[UInt8]] = []
    read.bind(0, type.code)
    while samples.count < Self.mostSamples, try read.step() {
      samples.append(try context.decompress(read.blob(2), dictionary: read.int64(1)))
    }
    read.reset()
    codec.forgetDictionary(forType: type.code)
    codec.train(typeCode: type.code, samples: samples)
    samples = []
    let write = try RawStatement(
      db,
      "UPDATE resourceVersion SET dictionary = ?, body = ? WHERE row = ?"
    )
    var rows: [Int64] = []
    read.bind(0, type.code)
    while try read.step() { rows.append(read.int64(0)) }
    let one = try RawStatement(
      db,
      "SELECT row, dictionary, body FROM resourceVersion WHERE row = ?"
    )
    for row in rows {
      one.bind(0, row)
      guard try one.step() else { continue }
      let text = try context.decompress(one.blob(2), dictionary: one.int64(1))
      one.reset()
      let (dictionary, bytes) = text.withUnsafeBytes {
        context.compress($0, typeCode: type.code)
      }
      write.bind(0, dictionary)
      write.bind(1, bytes)
      write.bind(2, row)
      try write.run()
    }
    try db.execute(sql: "DELETE FROM dictionary WHERE type = ?", arguments: [type.code])
    for dictionary in codec.unsaved where dictionary.typeCode == type.code {
      try db.execute(
        sql: "INSERT OR IGNORE INTO dictionary (id, type, body) VALUES (?, ?, ?)",
        arguments: [dictionary.id, dictionary.typeCode, Data(dictionary.bytes)]
      )
    }
  }

  /// Makes the file as small as its content, and empties the write-ahead log.
  ///
  /// - Returns: Whether no page of an earlier state is left; `false` while another program reads.
  /// - Throws: ``StoreError``.
  @discardableResult
  public func compact() throws -> Bool {
    guard mode != .read else {
      throw StoreError(.readOnly, "The lake is open for reading only", subject: path)
    }
    do {
      // Readers of this process keep no old state.
      pool.releaseMemory()
      return try pool.writeWithoutTransaction { db in
        if let connection = db.sqliteConnection {
          sqlite3_limit(connection, SQLITE_LIMIT_ATTACHED, 1)
        }
        try db.execute(sql: "VACUUM")
        if let connection = db.sqliteConnection {
          sqlite3_limit(connection, SQLITE_LIMIT_ATTACHED, 0)
        }
        let row = try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        return row?[0] == 0
      }
    } catch {
      throw StoreError.translate(error, subject: path)
    }
  }

  /// The error for a resource that is not there, which says when it was erased.
  static func notFound(_ key: ResourceKey, _ db: Database) throws -> StoreError {
    let job = try Int64.fetchOne(
      db,
      sql: "SELECT job FROM erased WHERE hash = ? AND type = ?",
      arguments: [key.hash, key.type.code]
    )
    let message = job.map { "The resource was erased for good by job \($0)" }
    return StoreError(.notFound, message ?? "There is no such resource", subject: key.reference)
  }
}
