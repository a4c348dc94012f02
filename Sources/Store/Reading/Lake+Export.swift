// SPDX-License-Identifier: Apache-2.0

public import FHIR
import GRDB

/// Which resources are exported; what is `nil` or empty does not matter.
public struct ExportFilter: Sendable, Equatable {
  /// The types.
  public var types: Set<ResourceType> = []

  /// The logical ids of the patients in whose compartments the resources are.
  public var patients: Set<String>?

  /// The instant from which on the version was recorded, in milliseconds since 1970 UTC.
  public var since: Int64?

  /// The instant up to which it was recorded.
  public var until: Int64?

  /// The last job that is seen.
  public var asOf: Int64

  /// Whether deletions are given too.
  public var deletions = false

  /// The row behind which the export begins, as an earlier one said.
  public var after: Int64 = 0

  /// Creates a filter that every resource passes that a job left.
  public init(asOf job: Int64) { asOf = job }
}

/// A resource on its way out.
public struct ExportedResource {
  /// The resource.
  public let key: ResourceKey

  /// The version.
  public let version: Int

  /// When it was recorded, in milliseconds since 1970 UTC.
  public let recordedAt: Int64

  /// The content; `nil` for a deletion.
  public let document: JSONDocument?

  /// Where an export goes on that is stopped behind this resource.
  public let row: Int64

  /// The content with `meta.versionId` and `meta.lastUpdated`.
  public var output: [UInt8]? {
    document.map {
      StoredBody.withServerMeta(
        $0,
        version: version,
        lastUpdated: FHIRDateTime.instantText(recordedAt)
      )
    }
  }
}

extension Lake {
  /// The newest job: what an export of now is as of.
  ///
  /// - Throws: ``StoreError``.
  public func newestJob() throws -> Int64 {
    try read { db in try Int64.fetchOne(db, sql: "SELECT IFNULL(MAX(id), 0) FROM job") ?? 0 }
  }

  /// Hands out resources in the order in which they came into the lake, in one read transaction.
  ///
  /// - Parameters:
  ///   - filter: Which ones.
  ///   - receive: Takes one; returns whether it wants another.
  /// - Throws: ``StoreError``, and what `receive` throws.
  public func export(
    _ filter: ExportFilter,
    receive: (ExportedResource) throws -> Bool
  ) throws {
    var failure: (any Error)?
    do {
      try read { db in
        do { try export(filter, db, receive) } catch {
          failure = error
          throw error
        }
      }
    } catch { throw failure ?? error }
  }

  private func export(
    _ filter: ExportFilter,
    _ db: Database,
    _ receive: (ExportedResource) throws -> Bool
  ) throws {
    let patientRows = try filter.patients.map { ids in
      try Set(ids.compactMap { try find(ResourceKey(type: .patient, id: $0), db)?.row })
    }
    let isOfPatient = try RawStatement(
      reading: db,
      "SELECT 1 FROM compartment WHERE patient = ? AND resource = ?"
    )
    let resources = try RawStatement(
      db,
      """
      SELECT r.row, r.type, r.id, r.version, r.patient, v.job, v.interaction, v.recordedAt,
        v.dictionary, v.body
      FROM resource r JOIN resourceVersion v ON v.row = r.row << 20 | r.version
      WHERE r.row > ? AND r.version > 0 ORDER BY r.row
      """
    )
    let earlier = try RawStatement(
      reading: db,
      """
      SELECT row & 1048575, job, interaction, recordedAt, dictionary, body FROM resourceVersion
      WHERE row > ?1 << 20 AND row < (?1 + 1) << 20 AND job <= ?2 ORDER BY row DESC LIMIT 1
      """
    )
    let context = BodyCodec.Context(codec)
    let parser = JSONParser()
    resources.bind(0, filter.after)
    while try resources.step() {
      guard let type = ResourceType(code: resources.int(1)),
        filter.types.isEmpty || filter.types.contains(type)
      else { continue }
      let row = resources.int64(0)
      if let patientRows {
        let owner = resources.optionalInt64(4)
        guard
          try owner.map(patientRows.contains) ?? false
            || patientRows.contains(where: { patient in
              isOfPatient.bind(0, patient)
              isOfPatient.bind(1, row)
              defer { isOfPatient.reset() }
              return try isOfPatient.step()
            })
        else { continue }
      }
      // The current version, or the one that was current then.
      var (source, first, version) = (resources, 5, resources.int(3))
      if resources.int64(5) > filter.asOf {
        earlier.bind(0, row)
        earlier.bind(1, filter.asOf)
        defer { if source !== earlier { earlier.reset() } }
        guard try earlier.step() else { continue }
        (source, first, version) = (earlier, 1, earlier.int(0))
      }
      defer { if source === earlier { earlier.reset() } }
      let recordedAt = source.int64(first + 2)
      let isDeleted = source.int(first + 1) == Int(Interaction.delete.rawValue)
      guard !isDeleted || filter.deletions, recordedAt >= filter.since ?? .min,
        recordedAt < filter.until ?? .max
      else { continue }
      let key = ResourceKey(type: type, id: resources.string(2) ?? "")
      let document =
        isDeleted
        ? nil
        : try body(
          source.blob(first + 4),
          dictionary: source.int64(first + 3),
          db,
          subject: key.reference,
          context: context,
          parser: parser
        )
      let resource = ExportedResource(
        key: key,
        version: version,
        recordedAt: recordedAt,
        document: document,
        row: row
      )
      if try !receive(resource) { return }
    }
  }
}
