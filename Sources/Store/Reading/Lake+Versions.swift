// SPDX-License-Identifier: Apache-2.0

public import FHIR
import GRDB

/// A version of a resource, without its content.
public struct VersionInfo: Sendable, Equatable {
  /// The resource.
  public let key: ResourceKey

  /// The version number, from 1: `meta.versionId`.
  public let version: Int

  /// What made it.
  public let interaction: Interaction

  /// When the lake took it in, in milliseconds since 1970 UTC: `meta.lastUpdated`.
  public let recordedAt: Int64

  /// `meta.lastUpdated` of the source it came from.
  public let sourceUpdated: Int64?

  /// The job that wrote it.
  public let job: Int64

  /// The kind of that job.
  public let jobKind: Job.Kind

  /// Who did that job.
  public let author: String

  /// Why that job was done.
  public let reason: String?

  /// Whether it is the newest version.
  public let isCurrent: Bool

  /// When the next version took its place, in milliseconds since 1970 UTC; `nil` for the newest.
  public let replacedAt: Int64?
}

/// A version of a resource with its content.
public struct StoredResource: Sendable {
  /// The version.
  public let info: VersionInfo

  /// The content as it was imported; `nil` for a deletion.
  public let document: JSONDocument?

  /// The content with `meta.versionId` and `meta.lastUpdated`, as a FHIR server gives it out.
  public var output: [UInt8]? {
    document.map {
      StoredBody.withServerMeta(
        $0,
        version: info.version,
        lastUpdated: FHIRDateTime.instantText(info.recordedAt)
      )
    }
  }
}

/// Which versions are listed; what is `nil` does not matter.
public struct VersionFilter: Sendable, Equatable {
  /// The resource type.
  public var type: ResourceType?
  /// The job that wrote them.
  public var job: Int64?
  /// The last job whose versions are seen.
  public var asOf: Int64?
  /// The instant from which on they were recorded, in milliseconds since 1970 UTC.
  public var since: Int64?
  /// The time in which they were the current ones at some point, in milliseconds since 1970 UTC.
  public var at: Range<Int64>?
  /// Who did the job.
  public var author: String?
  /// What made them.
  public var interaction: Interaction?

  /// Creates a filter that everything passes.
  public init() {}

  /// Whether a version passes.
  public func passes(_ version: VersionInfo) -> Bool {
    (type == nil || version.key.type == type) && (job == nil || version.job == job)
      && version.job <= asOf ?? .max && version.recordedAt >= since ?? .min
      && (author == nil || version.author == author)
      && (interaction == nil || version.interaction == interaction)
      && (at.map {
        version.recordedAt < $0.upperBound && version.replacedAt ?? .max > $0.lowerBound
      }
        ?? true)
  }
}

extension Lake {
  static let versionColumns = """
    r.type, r.id, v.row & 1048575, v.interaction, v.recordedAt, v.sourceUpdated, v.job, j.kind,
    j.author, j.reason, r.version = (v.row & 1048575),
    (SELECT n.recordedAt FROM resourceVersion n
      WHERE n.row = v.row + 1 AND r.version > (v.row & 1048575)) AS replacedAt
    """

  /// Returns the versions of a resource, newest first, deletions included.
  ///
  /// See https://hl7.org/fhir/R4/http.html#history.
  ///
  /// - Parameters:
  ///   - key: The resource.
  ///   - job: The last job whose versions are seen; `nil` for all.
  /// - Returns: The versions; empty when the id was never used.
  /// - Throws: ``StoreError``.
  public func versions(of key: ResourceKey, asOf job: Int64? = nil) throws -> [VersionInfo] {
    try read { db in
      guard let found = try find(key, db) else { return [] }
      let statement = try RawStatement(
        reading: db,
        """
        SELECT \(Self.versionColumns) FROM resourceVersion v
          JOIN resource r ON r.row = ?1 JOIN job j ON j.id = v.job
        WHERE v.row > ?1 << 20 AND v.row < (?1 + 1) << 20 AND v.job <= ?2 ORDER BY v.row DESC
        """
      )
      statement.bind(0, found.row)
      statement.bind(1, job ?? .max)
      return try Self.versions(statement)
    }
  }

  /// Returns the versions of the whole lake, newest first, deletions included.
  ///
  /// - Parameters:
  ///   - filter: Which ones.
  ///   - limit: How many at the most.
  /// - Returns: The versions.
  /// - Throws: ``StoreError``.
  public func versions(_ filter: VersionFilter, limit: Int) throws -> [VersionInfo] {
    try read { db in
      // First versions and later ones are found in two ways, each the newest first.
      let firsts = try Self.versions(
        filter,
        from: """
          createdRow c CROSS JOIN resource r ON r.row >= c.first AND r.row < c.first + c.count
            CROSS JOIN resourceVersion v ON v.row = r.row << 20 | 1
          """,
        job: "c.job",
        order: "c.job DESC, c.first DESC, r.row DESC",
        limit: limit,
        db
      )
      let others = try Self.versions(
        filter,
        from: """
          resourceVersion v INDEXED BY laterVersionByJob CROSS JOIN resource r ON r.row = v.row >> 20
          """,
        job: "v.row & 1048575 > 1 AND v.job",
        order: "v.job DESC, v.row DESC",
        limit: limit,
        db
      )
      var found: [VersionInfo] = []
      var first = try firsts.step()
      var other = try others.step()
      while found.count < limit, first || other {
        let isFirst = first && (!other || Self.place(firsts) > Self.place(others))
        found.append(try Self.version(isFirst ? firsts : others))
        if isFirst { first = try firsts.step() } else { other = try others.step() }
      }
      return found
    }
  }

  /// Where a version stands in the order of jobs, and in its job.
  private static func place(_ row: RawStatement) -> (Int64, Int64) { (row.int64(6), row.int64(12)) }

  private static func versions(
    _ filter: VersionFilter,
    from tables: String,
    job: String,
    order: String,
    limit: Int,
    _ db: Database
  ) throws -> RawStatement {
    let statement = try RawStatement(
      reading: db,
      """
      SELECT \(versionColumns), v.row FROM \(tables) CROSS JOIN job j ON j.id = v.job
      WHERE \(job) BETWEEN ?2 AND ?1 AND (?3 IS NULL OR r.type = ?3)
        AND (?4 IS NULL OR v.recordedAt >= ?4) AND (?5 IS NULL OR j.author = ?5)
        AND (?6 IS NULL OR v.interaction = ?6)
        AND (?8 IS NULL OR v.recordedAt < ?8 AND IFNULL(replacedAt, ?10) > ?9)
      ORDER BY \(order) LIMIT ?7
      """
    )
    statement.bind(0, filter.job ?? filter.asOf ?? .max)
    statement.bind(1, filter.job ?? 0)
    statement.bind(2, filter.type.map { Int64($0.code) })
    statement.bind(3, filter.since)
    statement.bind(4, filter.author)
    statement.bind(5, filter.interaction.map { Int64($0.rawValue) })
    statement.bind(6, limit)
    statement.bind(7, filter.at?.upperBound)
    statement.bind(8, filter.at?.lowerBound)
    statement.bind(9, Int64.max)
    return statement
  }

  /// Returns what was changed and deleted in a patient's record, newest first.
  ///
  /// - Parameters:
  ///   - id: The logical id of the patient.
  ///   - creations: Whether first versions are listed too.
  ///   - limit: How many are returned at the most.
  /// - Returns: The versions; empty when nothing was changed.
  /// - Throws: ``StoreError``.
  public func changes(
    ofPatient id: String,
    creations: Bool = false,
    limit: Int = .max
  ) throws -> [VersionInfo] {
    try read { db in
      guard let patient = try find(ResourceKey(type: .patient, id: id), db) else {
        throw StoreError(.notFound, "No patient has this id", subject: "Patient/\(id)")
      }
      // Resources with one version are passed over before their version is looked at. What went to the
      // record of another patient is listed as far as its going.
      let statement = try RawStatement(
        reading: db,
        """
        SELECT \(Self.versionColumns) FROM (
          SELECT row, type, id, version, NULL AS goneBy FROM resource
          WHERE patient = ?1 AND version > ?2
          UNION SELECT o.row, o.type, o.id, o.version, NULL
          FROM compartment c JOIN resource o ON o.row = c.resource
          WHERE c.patient = ?1 AND o.version > ?2
          UNION SELECT o.row, o.type, o.id, o.version, MAX(e.toJob)
          FROM event e JOIN resource o ON o.row = e.resource
          WHERE e.patient = ?1 AND e.toJob IS NOT NULL AND o.patient IS NOT ?1 AND NOT EXISTS (
            SELECT 1 FROM compartment c WHERE c.patient = ?1 AND c.resource = o.row
          ) GROUP BY o.row
        ) r CROSS JOIN resourceVersion v ON v.row > r.row << 20 AND v.row < (r.row + 1) << 20
          JOIN job j ON j.id = v.job
        WHERE v.interaction <> ?3 AND (r.goneBy IS NULL OR v.job <= r.goneBy)
        ORDER BY v.recordedAt DESC, v.job DESC, v.row DESC LIMIT ?4
        """
      )
      statement.bind(0, patient.row)
      statement.bind(1, creations ? 0 : 1)
      statement.bind(2, creations ? 0 : Int(Interaction.create.rawValue))
      statement.bind(3, limit)
      return try Self.versions(statement)
    }
  }

  static func versions(_ statement: RawStatement) throws -> [VersionInfo] {
    var versions: [VersionInfo] = []
    while try statement.step() {
      versions.append(try version(statement))
    }
    return versions
  }

  private static func version(_ row: RawStatement) throws -> VersionInfo {
    guard let type = ResourceType(code: row.int(0)),
      let interaction = Interaction(rawValue: UInt8(row.int(3)))
    else { throw StoreError(.corrupt, "A version has no known type or interaction") }
    return VersionInfo(
      key: ResourceKey(type: type, id: row.string(1) ?? ""),
      version: row.int(2),
      interaction: interaction,
      recordedAt: row.int64(4),
      sourceUpdated: row.optionalInt64(5),
      job: row.int64(6),
      jobKind: Job.Kind(rawValue: row.string(7) ?? "") ?? .import,
      author: row.string(8) ?? "",
      reason: row.string(9),
      isCurrent: row.int(10) != 0,
      replacedAt: row.optionalInt64(11)
    )
  }

  /// Returns a version of a resource with its content.
  ///
  /// - Parameters:
  ///   - key: The resource.
  ///   - version: The version number; `nil` for the current version.
  /// - Returns: The version; it has no content when it is a deletion.
  /// - Throws: ``StoreError`` with code `.notFound` when the id was never used, `.noVersion` when it
  ///   has no such version, `.deleted` when the current version was asked for and is a deletion, and
  ///   `.corrupt` when the stored body cannot be read.
  public func resource(_ key: ResourceKey, version: Int? = nil) throws -> StoredResource {
    try read { db in
      guard let found = try find(key, db), found.version > 0 else {
        throw try Self.notFound(key, db)
      }
      let wanted = version ?? found.version
      let statement = try RawStatement(
        reading: db,
        """
        SELECT \(Self.versionColumns), v.dictionary, v.body FROM resourceVersion v
          JOIN resource r ON r.row = ?2 JOIN job j ON j.id = v.job
        WHERE v.row = ?1
        """
      )
      statement.bind(0, found.row << 20 | Int64(wanted))
      statement.bind(1, found.row)
      guard (1..<1 << 20).contains(wanted), try statement.step() else {
        throw StoreError(
          .noVersion,
          "There is no version \(wanted)",
          subject: key.reference
        )
      }
      defer { statement.reset() }
      let info = try Self.version(statement)
      if info.interaction == .delete {
        guard version != nil else {
          throw StoreError(.deleted, "The resource was deleted", subject: key.reference)
        }
        return StoredResource(info: info, document: nil)
      }
      let document = try body(
        statement.blob(13),
        dictionary: statement.int64(12),
        db,
        subject: key.reference
      )
      return StoredResource(info: info, document: document)
    }
  }

  /// Decompresses and parses a body, loading dictionaries that another process has added.
  func body(
    _ bytes: UnsafeRawBufferPointer,
    dictionary: Int64,
    _ db: Database,
    subject: String,
    context: BodyCodec.Context? = nil,
    parser: JSONParser? = nil
  ) throws -> JSONDocument {
    if !codec.isKnown(dictionary) { try loadDictionaries(db) }
    do {
      let text = try (context ?? BodyCodec.Context(codec)).decompress(
        bytes,
        dictionary: dictionary
      )
      return try (parser ?? JSONParser()).parse(text)
    } catch {
      throw StoreError(.corrupt, "A stored body cannot be read", subject: subject, cause: error)
    }
  }

  /// Returns the row of a resource, with its current version; version 0 is only referred to.
  func find(
    _ key: ResourceKey,
    _ db: Database
  ) throws -> (row: Int64, version: Int, isDeleted: Bool)? {
    let statement = try RawStatement(
      reading: db,
      "SELECT r.row, r.version, r.deleted FROM resource r WHERE \(ResourceKey.condition)"
    )
    key.bind(to: statement)
    guard try statement.step() else { return nil }
    defer { statement.reset() }
    return (statement.int64(0), statement.int(1), statement.int(2) != 0)
  }

  /// Returns the decoded note of a version, or `nil` when it carries none.
  ///
  /// - Throws: As ``resource(_:version:)``.
  public func note(_ key: ResourceKey, version: Int? = nil) throws -> String? {
    let root = try resource(key, version: version).document?.root
    let note = root.flatMap { NoteText.note(of: $0, type: key.type, readBinary: binary(at:)) }
    // The words of a PDF are those that its reading kept.
    return try note ?? keptWords(of: key)
  }

  /// Returns the content of a Binary by its URL, relative or absolute; `nil` where the lake has none.
  func binary(at url: String) -> (bytes: [UInt8], contentType: String?)? {
    guard let id = Self.binaryID(of: url),
      let root = try? resource(ResourceKey(type: .binary, id: id)).document?.root,
      let bytes = Attachment(root).decodedData
    else { return nil }
    return (bytes, root["contentType"]?.string)
  }

  /// Returns the id of the Binary that a URL names; `nil` where it names none.
  static func binaryID(of url: String) -> String? {
    let steps = url.split(separator: "/")
    guard let at = steps.lastIndex(of: "Binary"), at + 1 < steps.count else { return nil }
    return String(steps[at + 1])
  }
}
