// SPDX-License-Identifier: Apache-2.0

import FHIR
import GRDB

extension Lake {
  /// Drops every derived row and rebuilds it from the bodies, in one transaction.
  ///
  /// - Parameters:
  ///   - progress: Called now and then with the number of versions read and their total.
  ///   - isCancelled: Asked now and then; when it says so, the lake stays as it was.
  /// - Throws: ``StoreError``, with code `.corrupt` when a body cannot be read: then nothing has
  ///   changed.
  public func reindex(
    progress: (Int, Int) -> Void = { _, _ in },
    isCancelled: () -> Bool = { false }
  ) throws {
    try write { db in try rebuild(db, progress: progress, isCancelled: isCancelled) }
  }

  /// Rebuilds what is derived, unless another process did while this one waited for it.
  func rebuildIfStale(progress: (Int, Int) -> Void) throws {
    try write { db in
      guard try Migrations.isStale(db) else { return }
      try rebuild(db, progress: progress, isCancelled: { false })
    }
  }

  /// Rebuilds in a transaction that is open already.
  func rebuild(
    _ db: Database,
    progress: (Int, Int) -> Void,
    isCancelled: () -> Bool
  ) throws {
    try Migrations.remakeDerived(db)
    let tables = try WriterTables(db, lake: self)
    var rebuild = Rebuild(lake: self, db: db, tables: tables)
    try rebuild.run(progress: progress, isCancelled: isCancelled)
    try indexKeptWords(db)
    _ = try ReferenceResolver.resolve(db, job: 0)
    try ReferredTitles.resolve(db, lake: self)
    try db.execute(sql: "INSERT INTO searchIndex (searchIndex) VALUES ('optimize')")
    // Writers that remember numbers of rows see that these are others now.
    try db.execute(sql: "PRAGMA user_version = \(abs(try Self.rebuilds(db)) + 1)")
  }

  /// Adds the words that readings kept, of PDFs and Binaries, to the full text.
  private func indexKeptWords(_ db: Database) throws {
    let noteText = try FullTextWriter(db)
    let context = BodyCodec.Context(codec)
    let kept = try RawStatement(
      db,
      "SELECT resource, version, words FROM reading WHERE words IS NOT NULL AND toJob IS NULL"
    )
    while try kept.step() {
      let bytes = try context.decompress(kept.blob(2), dictionary: 0)
      let text = String(decoding: bytes, as: UTF8.self)
      try noteText.add(text, row: kept.int64(0), version: kept.int(1))
    }
  }

  /// How often the derived rows were made anew; negative where they must be, see ``Migrations/isStale(_:)``.
  static func rebuilds(_ db: Database) throws -> Int {
    try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
  }
}

/// One pass over all versions, resource by resource.
private struct Rebuild {
  let lake: Lake
  let db: Database
  let tables: WriterTables
  var derived: DerivedRows
  let parser = JSONParser()

  /// How many resources are collected before their events are written.
  static let batch = 4000

  struct Version {
    let number: Int
    let job: Int64
    let interaction: Interaction
    let resource: PreparedResource?
  }

  init(lake: Lake, db: Database, tables: WriterTables) {
    self.lake = lake
    self.db = db
    self.tables = tables
    derived = DerivedRows(db: db, tables: tables)
  }

  mutating func run(progress: (Int, Int) -> Void, isCancelled: () -> Bool) throws {
    let total = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM resourceVersion") ?? 0
    let resources = try RawStatement(
      db,
      "SELECT row, type, id, version, deleted FROM resource WHERE version > 0 ORDER BY row"
    )
    let versions = try RawStatement(
      db,
      """
      SELECT row & 1048575, job, interaction, dictionary, body FROM resourceVersion
      WHERE row > ?1 << 20 AND row < (?1 + 1) << 20 ORDER BY row
      """
    )
    var seen = 0
    var collected = 0
    while try resources.step() {
      guard let type = ResourceType(code: resources.int(1)) else {
        throw StoreError(.corrupt, "A resource has no known type")
      }
      let key = ResourceKey(type: type, id: resources.string(2) ?? "")
      let row = resources.int64(0)
      let history = try read(versions, row: row, key: key)
      seen += history.count
      try add(history, key: key, row: row, isDeleted: resources.int(4) != 0)
      collected += 1
      if collected % Self.batch == 0 {
        try derived.flush()
        try tables.settle(db)
        progress(seen, total)
        if isCancelled() { throw StoreError(.interrupted, "The operation was cancelled") }
      }
    }
    try derived.flush()
    try tables.settle(db)
    progress(seen, total)
  }

  private func read(
    _ statement: RawStatement,
    row: Int64,
    key: ResourceKey
  ) throws -> [Version] {
    statement.bind(0, row)
    var history: [Version] = []
    while try statement.step() {
      var resource: PreparedResource?
      if !statement.isNull(4) {
        let document = try lake.body(
          statement.blob(4),
          dictionary: statement.int64(3),
          db,
          subject: key.reference,
          context: tables.codec,
          parser: parser
        )
        resource = tables.preparer.prepare(document, type: key.type, id: key.id)
      }
      history.append(
        Version(
          number: statement.int(0),
          job: statement.int64(1),
          interaction: Interaction(rawValue: UInt8(statement.int(2))) ?? .update,
          resource: resource
        )
      )
    }
    return history
  }

  private mutating func add(
    _ history: [Version],
    key: ResourceKey,
    row: Int64,
    isDeleted: Bool
  ) throws {
    var patient: Int64?
    for (index, version) in history.enumerated() {
      guard let resource = version.resource else { continue }
      let next = index + 1 < history.count ? history[index + 1].job : nil
      let patientRows =
        key.type == .patient ? [row] : try tables.rows(ofPatients: resource.patientIDs)
      patient = patientRows.first
      try derived.addText(resource, row: row, version: version.number)
      // What its own job superseded was never seen.
      guard next != version.job else { continue }
      try derived.add(
        resource,
        row: row,
        version: version.number,
        patientRows: patientRows,
        fromJob: version.job,
        toJob: next
      )
    }
    let isNote = !isDeleted && history.last?.resource?.isNote == true
    derived.count(
      key.type,
      current: isDeleted ? 0 : 1,
      deleted: isDeleted ? 1 : 0,
      versions: history.count,
      notes: isNote ? 1 : 0
    )
    if let patient {
      if isDeleted {
        derived.patients[patient].removed += 1
      } else if history.count > 1 {
        derived.patients[patient].changed += 1
      }
    }
  }
}
