// SPDX-License-Identifier: Apache-2.0

public import FHIR
import GRDB
import Search

/// The other end of a reference.
public struct LinkedResource: Sendable, Equatable {
  /// The resource.
  public let key: ResourceKey

  /// Whether the lake holds it; a reference without its target dangles.
  public let isPresent: Bool

  /// Whether it is deleted.
  public let isDeleted: Bool
}

extension Lake {
  /// Returns the current resources that refer to a resource, by type and id.
  ///
  /// References to the patient whose record a resource belongs to are not among them, but for those of
  /// next of kin (RelatedPerson), which nothing else leads to.
  ///
  /// Where there are more than `limit`, each type has its share.
  ///
  /// - Throws: ``StoreError``.
  public func references(to key: ResourceKey, limit: Int = 1000) throws -> [LinkedResource] {
    try read { db in
      guard let found = try find(key, db) else { return [] }
      let statement = try RawStatement(
        reading: db,
        """
        SELECT type, id, version, deleted FROM (
          SELECT r.type, r.id, r.version, r.deleted,
            ROW_NUMBER() OVER (PARTITION BY r.type ORDER BY r.id) AS place
          FROM (\(Self.referring)) l JOIN resource r ON r.row = l.source
          ORDER BY place > ?4, r.type, r.id LIMIT ?2
        ) ORDER BY type, id
        """
      )
      statement.bind(0, found.row)
      statement.bind(1, limit)
      statement.bind(2, ResourceType.relatedPerson.code)
      statement.bind(3, limit / 10)
      var links: [LinkedResource] = []
      while try statement.step() {
        guard let type = ResourceType(code: statement.int(0)) else { continue }
        links.append(
          LinkedResource(
            key: ResourceKey(type: type, id: statement.string(1) ?? ""),
            isPresent: statement.int(2) > 0,
            isDeleted: statement.int(3) != 0
          )
        )
      }
      return links
    }
  }

  /// The rows of resources that refer to the one of row `?1`, with the type of next of kin as `?3`.
  private static let referring = """
    SELECT source FROM link WHERE target = ?1
    UNION SELECT row FROM resource WHERE patient = ?1 AND type = ?3
    """

  /// Returns how many resources refer to a resource, as ``references(to:limit:)`` counts them.
  ///
  /// - Throws: ``StoreError``.
  public func referenceCount(to key: ResourceKey) throws -> Int {
    try read { db in
      guard let found = try find(key, db) else { return 0 }
      let statement = try RawStatement(reading: db, "SELECT COUNT(*) FROM (\(Self.referring))")
      statement.bind(0, found.row)
      statement.bind(2, ResourceType.relatedPerson.code)
      return try statement.step() ? statement.int(0) : 0
    }
  }

  /// Returns the records that this one took the place of, by `Patient.link` of theirs.
  ///
  /// - Parameter id: The logical id of the patient.
  /// - Returns: The ids of the others.
  /// - Throws: ``StoreError``.
  public func patients(replacedBy id: String) throws -> [String] {
    guard let request = try? SearchRequest("Patient?link=Patient/\(id)", now: 0) else {
      throw StoreError(.fault, "A search of the program's own cannot be read")
    }
    return try search(request, defaultCount: 1000).hits.compactMap { hit in
      try patient(id: hit.key.id).replacedBy == id ? hit.key.id : nil
    }
  }

  /// Returns which current resources of a type refer to some others, with the one each refers to.
  ///
  /// - Throws: ``StoreError``.
  public func sources(
    of targets: [ResourceKey],
    type: ResourceType
  ) throws -> [(source: ResourceKey, target: ResourceKey)] {
    try read { db in
      let statement = try RawStatement(
        reading: db,
        """
        SELECT r.id FROM link l JOIN resource r ON r.row = l.source
        WHERE l.target = ?1 AND r.type = ?2 AND r.deleted = 0
        """
      )
      statement.bind(1, type.code)
      var found: [(source: ResourceKey, target: ResourceKey)] = []
      for target in targets {
        guard let row = try find(target, db)?.row else { continue }
        statement.reset()
        statement.bind(0, row)
        while try statement.step() {
          found.append((ResourceKey(type: type, id: statement.string(0) ?? ""), target))
        }
      }
      return found
    }
  }

  /// Returns whether the lake holds the targets of references, in their order.
  ///
  /// - Throws: ``StoreError``.
  public func states(of keys: [ResourceKey]) throws -> [LinkedResource] {
    try read { db in
      try keys.map { key in
        let found = try find(key, db)
        return LinkedResource(
          key: key,
          isPresent: (found?.version ?? 0) > 0,
          isDeleted: found?.isDeleted ?? false
        )
      }
    }
  }
}
