// SPDX-License-Identifier: Apache-2.0

import FHIR
import GRDB
import Timeline

/// The writing of one batch: which resources get which version, and their derived rows.
struct BatchTransaction {
  let db: Database
  let tables: WriterTables
  let job: Int64
  let recordedAt: Int64

  private(set) var counts = Job.Counts()
  private var derived: DerivedRows

  /// What the lake has of a resource.
  private struct Stored {
    let row: Int64
    let version: Int
    let isDeleted: Bool
    let patient: Int64?
  }

  init(db: Database, tables: WriterTables, job: Int64, recordedAt: Int64) {
    self.db = db
    self.tables = tables
    self.job = job
    self.recordedAt = recordedAt
    derived = DerivedRows(db: db, tables: tables)
  }

  // MARK: - A batch

  mutating func write(_ batch: [PreparedResource]) throws -> [WriteOutcome] {
    var outcomes = [WriteOutcome](repeating: .identical, count: batch.count)
    for index in Self.order(of: batch) {
      let outcome = try write(batch[index])
      outcomes[index] = outcome
      switch outcome {
      case .created: counts.created += 1
      case .updated: counts.updated += 1
      case .deleted: counts.deleted += 1
      case .identical: counts.identical += 1
      }
    }
    try derived.flush()
    try tables.createdRows.flush(job: job)
    try tables.settle(db)
    return outcomes
  }

  /// The order of appearance, but contents of one resource in the order of `meta.lastUpdated`.
  static func order(of batch: [PreparedResource]) -> [Int] {
    // Repeats are rare, so ids are first looked at by their hash alone.
    var hashes: Set<Int> = []
    hashes.reserveCapacity(batch.count)
    var repeated: Set<Int> = []
    for resource in batch {
      let hash = ResourceKey(type: resource.type, id: resource.id).hashValue
      if !hashes.insert(hash).inserted { repeated.insert(hash) }
    }
    var order = Array(batch.indices)
    guard !repeated.isEmpty else { return order }
    var indexes: [ResourceKey: [Int]] = [:]
    for (index, resource) in batch.enumerated() {
      let key = ResourceKey(type: resource.type, id: resource.id)
      if repeated.contains(key.hashValue) { indexes[key, default: []].append(index) }
    }
    for places in indexes.values where places.count > 1 {
      // An entry without lastUpdated keeps its place behind the one before it.
      var latest = Int64.min
      let keyed = places.map { place -> (time: Int64, place: Int) in
        latest = batch[place].sourceUpdated ?? latest
        return (latest, place)
      }
      let sorted = keyed.sorted { ($0.time, $0.place) < ($1.time, $1.place) }
      for (place, entry) in zip(places, sorted) { order[place] = entry.place }
    }
    return order
  }

  // MARK: - A resource

  private mutating func write(_ resource: PreparedResource) throws -> WriteOutcome {
    let key = ResourceKey(type: resource.type, id: resource.id)
    let stored = try find(key)
    guard resource.change == .put else { return try delete(resource, stored) }
    guard let stored, stored.version > 0 else {
      return try create(resource, key: key, row: stored?.row)
    }
    return try update(resource, stored)
  }

  private func find(_ key: ResourceKey) throws -> Stored? {
    let statement = tables.findResource
    key.bind(to: statement)
    guard try statement.step() else { return nil }
    defer { statement.reset() }
    return Stored(
      row: statement.int64(0),
      version: statement.int(1),
      isDeleted: statement.int(2) != 0,
      patient: statement.optionalInt64(3)
    )
  }

  private mutating func create(
    _ resource: PreparedResource,
    key: ResourceKey,
    row: Int64?
  ) throws -> WriteOutcome {
    let isPatient = resource.type == .patient
    var patientRows = isPatient ? [] : try tables.rows(ofPatients: resource.patientIDs)
    let resourceRow: Int64
    if let row {
      resourceRow = row
      if isPatient { patientRows = [row] }
      try setResource(row, version: 1, isDeleted: false, patient: patientRows.first)
    } else {
      resourceRow = try tables.insertResource(key, version: 1, patient: patientRows.first)
      if isPatient {
        patientRows = [resourceRow]
        try setResource(resourceRow, version: 1, isDeleted: false, patient: resourceRow)
      }
    }
    try insertVersion(resource, row: resourceRow, version: 1, interaction: .create)
    tables.createdRows.add(resourceRow)
    try derived.add(
      resource,
      row: resourceRow,
      version: 1,
      patientRows: patientRows,
      fromJob: job,
      toJob: nil
    )
    derived.count(resource.type, current: 1, versions: 1, notes: resource.isNote ? 1 : 0)
    return .created
  }

  private mutating func update(
    _ resource: PreparedResource,
    _ stored: Stored
  ) throws -> WriteOutcome {
    let current = try VersionHead(stored.row << 20 | Int64(stored.version), tables)
    if !stored.isDeleted, current.hash == resource.hash,
      try isSameContent(resource, stored.row << 20 | Int64(stored.version))
    {
      return .identical
    }
    if try hasVersion(like: resource, of: stored) { return .identical }
    if current.job == job, let mine = resource.sourceUpdated, let theirs = current.sourceUpdated,
      mine < theirs
    {
      try insertEarlier(resource, stored, sourceUpdated: mine)
      return .updated
    }
    let patientRows =
      resource.type == .patient ? [stored.row] : try tables.rows(ofPatients: resource.patientIDs)
    let version = stored.version + 1
    var wasNote = false
    if !stored.isDeleted {
      wasNote = try endDerived(of: resource.type, stored, fromJob: current.job)
    }
    try setResource(stored.row, version: version, isDeleted: false, patient: patientRows.first)
    try insertVersion(resource, row: stored.row, version: version, interaction: .update)
    try derived.add(
      resource,
      row: stored.row,
      version: version,
      patientRows: patientRows,
      fromJob: job,
      toJob: nil
    )
    derived.count(
      resource.type,
      current: stored.isDeleted ? 1 : 0,
      deleted: stored.isDeleted ? -1 : 0,
      versions: 1,
      notes: (resource.isNote ? 1 : 0) - (wasNote ? 1 : 0)
    )
    for patient in patientRows {
      if stored.isDeleted {
        derived.patients[patient].removed -= 1
        if stored.version == 2 { derived.patients[patient].changed += 1 }
      } else if stored.version == 1 {
        derived.patients[patient].changed += 1
      }
    }
    return .updated
  }

  private mutating func delete(
    _ resource: PreparedResource,
    _ stored: Stored?
  ) throws -> WriteOutcome {
    guard let stored, stored.version > 0, !stored.isDeleted else { return .identical }
    let current = try VersionHead(stored.row << 20 | Int64(stored.version), tables)
    let wasNote = try endDerived(of: resource.type, stored, fromJob: current.job)
    let version = stored.version + 1
    try setResource(stored.row, version: version, isDeleted: true, patient: stored.patient)
    try insertVersion(resource, row: stored.row, version: version, interaction: .delete)
    derived.count(resource.type, current: -1, deleted: 1, versions: 1, notes: wasNote ? -1 : 0)
    if let patient = stored.patient { derived.patients[patient].removed += 1 }
    return .deleted
  }

  /// Puts a version before later ones of the same job.
  private mutating func insertEarlier(
    _ resource: PreparedResource,
    _ stored: Stored,
    sourceUpdated: Int64
  ) throws {
    var place = stored.version
    while place > 1 {
      let before = try VersionHead(stored.row << 20 | Int64(place - 1), tables)
      guard before.job == job, let time = before.sourceUpdated, time > sourceUpdated else { break }
      place -= 1
    }
    // From the last down, so that no number is taken twice.
    for version in stride(from: stored.version, through: place, by: -1) {
      let moved = try prepared(resource.type, stored.row, version)
      try derived.moveKeys(moved, row: stored.row, from: version, to: version + 1)
      tables.renumberVersion.bind(0, stored.row << 20 | Int64(version))
      try tables.renumberVersion.run()
    }
    try db.execute(
      sql:
        "UPDATE event SET version = version + 1 WHERE patient = ? AND resource = ? AND toJob IS NULL",
      arguments: [stored.patient, stored.row]
    )
    try insertVersion(
      resource,
      row: stored.row,
      version: place,
      interaction: place == 1 ? .create : .update
    )
    if place == 1 {
      try db.execute(
        sql: "UPDATE resourceVersion SET interaction = 2 WHERE row = ? AND interaction = 1",
        arguments: [stored.row << 20 | 2]
      )
    }
    try setResource(
      stored.row,
      version: stored.version + 1,
      isDeleted: stored.isDeleted,
      patient: stored.patient
    )
    if let patient = stored.patient, stored.version == 1 { derived.patients[patient].changed += 1 }
    derived.count(resource.type, versions: 1)
  }

  /// Ends the validity of what was derived from a resource's current version.
  ///
  /// - Returns: Whether the version was a note.
  private mutating func endDerived(
    of type: ResourceType,
    _ stored: Stored,
    fromJob: Int64
  ) throws -> Bool {
    let old = try prepared(type, stored.row, stored.version)
    let patientRows = type == .patient ? [stored.row] : try tables.rows(ofPatients: old.patientIDs)
    try derived.end(old, row: stored.row, patientRows: patientRows, fromJob: fromJob, job: job)
    return old.isNote
  }

  /// Prepares a stored version anew.
  private func prepared(
    _ type: ResourceType,
    _ row: Int64,
    _ version: Int
  ) throws -> PreparedResource {
    guard let bytes = try storedBytes(row << 20 | Int64(version)),
      let document = try? JSONParser().parse(try decompress(bytes))
    else {
      throw StoreError(.corrupt, "A stored body cannot be read")
    }
    return tables.preparer.prepare(document, type: type, id: "")
  }

  // MARK: - Versions

  /// What a version is compared by.
  private struct VersionHead {
    let job: Int64
    let sourceUpdated: Int64?
    let hash: Int64?

    init(_ row: Int64, _ tables: WriterTables) throws {
      let statement = tables.findVersion
      statement.bind(0, row)
      guard try statement.step() else {
        throw StoreError(.corrupt, "A resource has no row for its current version")
      }
      defer { statement.reset() }
      job = statement.int64(0)
      sourceUpdated = statement.optionalInt64(1)
      hash = statement.optionalInt64(2)
    }
  }

  private func hasVersion(like resource: PreparedResource, of stored: Stored) throws -> Bool {
    guard let time = resource.sourceUpdated else { return false }
    let statement = tables.versionsOfResource
    statement.bind(0, stored.row << 20)
    statement.bind(1, (stored.row + 1) << 20)
    statement.bind(2, time)
    statement.bind(3, resource.hash)
    var rows: [Int64] = []
    while try statement.step() { rows.append(statement.int64(0)) }
    return try rows.contains { try isSameContent(resource, $0) }
  }

  /// Compares content with a version whose hash is equal: equal hashes are not yet equal content.
  private func isSameContent(_ resource: PreparedResource, _ row: Int64) throws -> Bool {
    guard let mine = resource.stored, let theirs = try storedBytes(row) else { return false }
    if mine == theirs { return true }
    let left = try decompress(mine)
    let right = try decompress(theirs)
    if left == right { return true }
    let parser = JSONParser()
    guard let a = try? parser.parse(left), let b = try? parser.parse(right) else {
      // A stored body that is not JSON is damage, which `tarn check` reports; it equals nothing.
      return false
    }
    return a.root.isEqual(to: b.root)
  }

  private func storedBytes(_ row: Int64) throws -> (dictionary: Int64, bytes: [UInt8])? {
    let statement = tables.findVersion
    statement.bind(0, row)
    guard try statement.step() else { return nil }
    defer { statement.reset() }
    return statement.isNull(4) ? nil : (statement.int64(3), Array(statement.blob(4)))
  }

  private func decompress(_ stored: (dictionary: Int64, bytes: [UInt8])) throws -> [UInt8] {
    try tables.decompress(stored.bytes, dictionary: stored.dictionary, db)
  }

  private mutating func insertVersion(
    _ resource: PreparedResource,
    row: Int64,
    version: Int,
    interaction: Interaction
  ) throws {
    let statement = tables.insertVersion
    statement.bind(0, row << 20 | Int64(version))
    statement.bind(1, job)
    statement.bind(2, recordedAt)
    statement.bind(3, Int64(interaction.rawValue))
    statement.bind(4, resource.sourceUpdated)
    statement.bind(5, resource.change == .put ? resource.hash : nil)
    statement.bind(6, resource.stored?.dictionary)
    statement.bind(7, resource.stored?.bytes)
    try statement.run()
    try derived.addText(resource, row: row, version: version)
  }

  private func setResource(
    _ row: Int64,
    version: Int,
    isDeleted: Bool,
    patient: Int64?
  ) throws {
    tables.updateResource.bind(0, version)
    tables.updateResource.bind(1, isDeleted ? 1 : 0)
    tables.updateResource.bind(2, patient)
    tables.updateResource.bind(3, row)
    try tables.updateResource.run()
  }
}

/// What made a version.
public enum Interaction: UInt8, Sendable {
  /// The resource was new.
  case create = 1
  /// Its content was replaced.
  case update = 2
  /// It was deleted.
  case delete = 3
}

extension Lake {
  /// The `event.start` of events without one: they stand before all others.
  static let undatedStart = Int64.min
}
