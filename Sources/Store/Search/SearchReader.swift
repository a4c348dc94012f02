// SPDX-License-Identifier: Apache-2.0

import FHIR
import GRDB
import Search

/// A version that may be a hit.
struct SearchCandidate {
  let row: Int64
  let key: ResourceKey
  let version: Int
  let lastUpdated: Int64
}

/// Reads resources and the search index in one read transaction, as of one job.
final class SearchReader: SearchSurroundings {
  let db: Database
  private let lake: Lake
  /// Whether the hits are deleted resources, as they were before their deletion.
  let findsDeleted: Bool
  /// The last job whose versions are seen.
  let job: Int64
  private let context: BodyCodec.Context
  private let parser = JSONParser()
  private let findResource: RawStatement
  private let findByKey: RawStatement
  private let findVersion: RawStatement
  private let findBody: RawStatement
  private let findPatient: RawStatement
  private let findStarts: RawStatement
  /// The earliest starts of the resources of the patient that was asked for last.
  private var starts: (patient: Int64, earliest: [Int64: Int64])?

  /// What chains led to so far.
  private var targets: [ResourceKey: SearchableResource] = [:]
  private static let mostTargetsKept = 256
  /// The resources that have later versions or are deleted, once they were asked for.
  private var changed: Set<Int64>?
  /// The resources that came after the job that is seen, once they were asked for.
  private var later: Set<Int64>?

  init(_ db: Database, lake: Lake, job: Int64?, findsDeleted: Bool = false) throws {
    self.db = db
    self.lake = lake
    self.findsDeleted = findsDeleted
    self.job = try job ?? Int64.fetchOne(db, sql: "SELECT IFNULL(MAX(id), 0) FROM job") ?? 0
    context = BodyCodec.Context(lake.codec)
    findResource = try RawStatement(
      reading: db,
      "SELECT type, id, version, deleted FROM resource WHERE row = ?"
    )
    findByKey = try RawStatement(
      reading: db,
      "SELECT r.row, r.version FROM resource r WHERE \(ResourceKey.condition)"
    )
    findVersion = try RawStatement(
      reading: db,
      "SELECT job, interaction, recordedAt FROM resourceVersion WHERE row = ?"
    )
    findPatient = try RawStatement(reading: db, "SELECT patient FROM resource WHERE row = ?")
    findStarts = try RawStatement(
      reading: db,
      """
      SELECT resource, MIN(start) FROM event
      WHERE patient = ? AND start > \(Lake.undatedStart) AND toJob IS NULL GROUP BY resource
      """
    )
    findBody = try RawStatement(
      reading: db,
      "SELECT dictionary, body FROM resourceVersion WHERE row = ?"
    )
  }

  // MARK: - Resources

  /// Returns a version when it is the one that the job saw, and not deleted.
  func candidate(
    _ row: Int64,
    version: Int,
    isDeleted findsDeleted: Bool
  ) throws -> SearchCandidate? {
    findResource.bind(0, row)
    guard try findResource.step() else { return nil }
    let type = ResourceType(code: findResource.int(0))
    let id = findResource.string(1) ?? ""
    let current = findResource.int(2)
    findResource.reset()
    guard let type, let info = try self.info(row, version), info.job <= job, !info.isDeleted else {
      return nil
    }
    let next = version < current ? try self.info(row, version + 1) : nil
    if findsDeleted {
      // The last content, and nothing but the deletion behind it.
      guard let next, next.isDeleted, next.job <= job else { return nil }
      let later = version + 1 < current ? try self.info(row, version + 2) : nil
      if let later, later.job <= job { return nil }
    } else if let next, next.job <= job {
      return nil
    }
    return SearchCandidate(
      row: row,
      key: ResourceKey(type: type, id: id),
      version: version,
      lastUpdated: info.time
    )
  }

  private func info(
    _ row: Int64,
    _ version: Int
  ) throws -> (job: Int64, isDeleted: Bool, time: Int64)? {
    findVersion.bind(0, row << 20 | Int64(version))
    guard try findVersion.step() else { return nil }
    defer { findVersion.reset() }
    return (
      findVersion.int64(0), findVersion.int(1) == Int(Interaction.delete.rawValue),
      findVersion.int64(2)
    )
  }

  /// Returns the version of a resource that the job saw.
  func candidate(_ key: ResourceKey, isDeleted: Bool? = nil) throws -> SearchCandidate? {
    let findsDeleted = isDeleted ?? findsDeleted
    key.bind(to: findByKey)
    guard try findByKey.step() else { return nil }
    let (row, current) = (findByKey.int64(0), findByKey.int(1))
    findByKey.reset()
    for version in stride(from: current, to: 0, by: -1) {
      guard let info = try self.info(row, version) else { return nil }
      guard info.job <= job else { continue }
      return try candidate(
        row,
        version: findsDeleted ? version - 1 : version,
        isDeleted: findsDeleted
      )
    }
    return nil
  }

  /// Reads the content of a version.
  func read(_ candidate: SearchCandidate) throws -> JSONDocument {
    findBody.bind(0, candidate.row << 20 | Int64(candidate.version))
    guard try findBody.step() else {
      throw StoreError(.corrupt, "A version is missing", subject: candidate.key.reference)
    }
    defer { findBody.reset() }
    return try lake.body(
      findBody.blob(1),
      dictionary: findBody.int64(0),
      db,
      subject: candidate.key.reference,
      context: context,
      parser: parser
    )
  }

  func searchable(_ candidate: SearchCandidate) throws -> SearchableResource {
    SearchableResource(
      type: candidate.key.type,
      id: candidate.key.id,
      root: try read(candidate).root,
      lastUpdated: candidate.lastUpdated
    )
  }

  /// Returns the earliest start of a resource's events.
  func clinicalDate(_ row: Int64) throws -> Int64? {
    findPatient.bind(0, row)
    guard try findPatient.step() else { return nil }
    let patient = findPatient.optionalInt64(0)
    findPatient.reset()
    guard let patient else { return nil }
    if starts?.patient != patient {
      var earliest: [Int64: Int64] = [:]
      findStarts.bind(0, patient)
      while try findStarts.step() { earliest[findStarts.int64(0)] = findStarts.int64(1) }
      starts = (patient, earliest)
    }
    return starts?.earliest[row]
  }

  func resource(_ type: ResourceType, _ id: String) throws -> SearchableResource? {
    let key = ResourceKey(type: type, id: id)
    if let known = targets[key] { return known }
    // What a deleted resource refers to is looked for among the living.
    let found = try candidate(key, isDeleted: false).map(searchable)
    // The ends of chains are asked for again and again.
    if targets.count >= Self.mostTargetsKept { targets.removeAll(keepingCapacity: true) }
    targets[key] = found
    return found
  }

  func isReferred(
    from type: ResourceType,
    by parameter: SearchParameter,
    to target: (type: ResourceType, id: String),
    meeting test: SearchRequest.Test,
    check: (SearchableResource) throws -> Bool
  ) throws -> Bool {
    let part = IndexPlan.query(test, type: type) { _, _ in nil }
    let reference = IndexPlan.references(by: parameter, to: target)
    let query = IndexPlan.every(type, [reference, part.query])
    var isFound = false
    try candidates(query) { candidate in
      isFound = try part.isExact || check(searchable(candidate))
      return !isFound
    }
    return isFound
  }

  // MARK: - The index

  /// How many rows are asked of the index at once the first time, where nobody says how many are
  /// wanted, and at most.
  private static let pageSizes = (first: 64, most: 4096)

  /// Hands out what a query finds, in the order of the rows.
  ///
  /// - Parameters:
  ///   - query: The query; one that finds everything is not for this.
  ///   - after: The row behind which it begins.
  ///   - first: All rows that it finds, where they are known already.
  ///   - wanted: How many candidates are probably taken.
  ///   - visit: Told of each row of the index, and whether its version is seen.
  ///   - receive: Takes a candidate; returns whether it wants another.
  /// - Throws: What SQLite says, and what `receive` throws.
  func candidates(
    _ query: IndexQuery,
    after: Int64 = 0,
    first: [Int64]? = nil,
    wanted: Int? = nil,
    visit: (Int64, Bool) -> Void = { _, _ in },
    _ receive: (SearchCandidate) throws -> Bool
  ) throws {
    guard let text = query.text else { return }
    var last = after
    var size = min(max(wanted ?? 0, Self.pageSizes.first), Self.pageSizes.most)
    while true {
      // Rows are taken in pages, as a statement in the midst of its rows cannot be used again.
      let rows = try first ?? rows(text, after: last, limit: size)
      for number in rows {
        let (row, version) = SearchIndexRow.version(of: number)
        let found = try candidate(row, version: version, isDeleted: findsDeleted)
        visit(number, found != nil)
        if let found, try !receive(found) { return }
      }
      guard first == nil, rows.count == size, let end = rows.last else { return }
      last = end
      size = min(size * 4, Self.pageSizes.most)
    }
  }

  /// The rows of the index that a query finds, up to a number.
  func rows(_ query: IndexQuery, upTo limit: Int) throws -> [Int64] {
    guard let text = query.text else { return [] }
    return try rows(text, after: 0, limit: limit)
  }

  private func rows(_ text: String, after: Int64, limit: Int) throws -> [Int64] {
    let statement = try RawStatement(
      reading: db,
      "SELECT rowid FROM searchIndex WHERE searchIndex MATCH ?1 AND rowid > ?2 ORDER BY rowid LIMIT ?3"
    )
    statement.bind(0, text)
    statement.bind(1, after)
    statement.bind(2, limit)
    var rows: [Int64] = []
    while try statement.step() { rows.append(statement.int64(0)) }
    return rows
  }

  /// Counts the resources that an exact query finds, looking closely at those alone that have
  /// changed or came after the job that is seen.
  ///
  /// - Returns: `nil` where the hits are deleted resources.
  /// - Throws: What SQLite says.
  func currentCount(_ query: IndexQuery) throws -> Int? {
    guard let text = query.text, !findsDeleted else { return nil }
    let changed = try self.changed ?? changedRows()
    self.changed = changed
    let later = try self.later ?? laterRows()
    self.later = later
    let statement = try RawStatement(
      reading: db,
      "SELECT rowid FROM searchIndex WHERE searchIndex MATCH ?1"
    )
    statement.bind(0, text)
    var count = 0
    while try statement.step() {
      let number = statement.int64(0)
      let (row, version) = SearchIndexRow.version(of: number)
      if later.contains(row) { continue }
      if version == 1, !changed.contains(row) {
        count += 1
      } else if try candidate(row, version: version, isDeleted: false) != nil {
        count += 1
      }
    }
    return count
  }

  /// The resources whose first version is of a later job than the one that is seen.
  private func laterRows() throws -> Set<Int64> {
    guard try newestJob() > job else { return [] }
    let statement = try RawStatement(
      reading: db,
      """
      SELECT row >> 20 FROM jobVersion WHERE job > ? AND row & 1048575 = 1
      """
    )
    statement.bind(0, job)
    var rows: Set<Int64> = []
    while try statement.step() { rows.insert(statement.int64(0)) }
    return rows
  }

  private func newestJob() throws -> Int64 {
    try Int64.fetchOne(db, sql: "SELECT IFNULL(MAX(id), 0) FROM job") ?? 0
  }

  private func changedRows() throws -> Set<Int64> {
    let statement = try RawStatement(
      reading: db,
      "SELECT row FROM resource INDEXED BY resourceChanged WHERE version > 1 OR deleted"
    )
    var rows: Set<Int64> = []
    while try statement.step() { rows.insert(statement.int64(0)) }
    return rows
  }

  /// Counts what a query finds, up to a limit.
  func count(_ query: IndexQuery, upTo limit: Int) throws -> Int {
    guard let text = query.text else { return 0 }
    let statement = try RawStatement(
      reading: db,
      """
      SELECT COUNT(*) FROM (SELECT 1 FROM searchIndex WHERE searchIndex MATCH ?1 LIMIT ?2)
      """
    )
    statement.bind(0, text)
    statement.bind(1, limit)
    guard try statement.step() else { return 0 }
    defer { statement.reset() }
    return statement.int(0)
  }
}
