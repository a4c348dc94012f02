// SPDX-License-Identifier: Apache-2.0

import FHIR
import GRDB

/// Finds the targets of conditional references (`Practitioner?identifier=system|value`).
///
/// It runs when a job ends, so that a reference finds what came later in the same import, and looks
/// at every reference still open, so that one finds what a later job brought.
/// See https://hl7.org/fhir/R4/bundle.html#references.
enum ReferenceResolver {
  /// Turns open references into links.
  ///
  /// - Returns: What stays open among the resources that a job wrote.
  static func resolve(_ db: Database, job: Int64) throws -> [UnresolvedReference] {
    let open = try RawStatement(
      db,
      """
      SELECT u.source, u.reference, r.type, r.id, v.job
      FROM unresolvedReference u JOIN resource r ON r.row = u.source
        JOIN resourceVersion v ON v.row = r.row << 20 | r.version
      WHERE r.deleted = 0
      """
    )
    let find = try RawStatement(db, findTarget)
    let link = try RawStatement(db, "INSERT OR IGNORE INTO link (target, source) VALUES (?, ?)")
    let close = try RawStatement(
      db,
      "DELETE FROM unresolvedReference WHERE source = ? AND reference = ?"
    )
    var targets: [String: Int64?] = [:]
    var resolved: [(source: Int64, reference: String, target: Int64)] = []
    var unresolved: [UnresolvedReference] = []
    while try open.step() {
      let source = open.int64(0)
      let reference = open.string(1) ?? ""
      if targets[reference] == nil { targets[reference] = .some(try target(of: reference, find)) }
      if let target = targets[reference] ?? nil {
        resolved.append((source, reference, target))
      } else if open.int64(4) == job, let type = ResourceType(code: open.int(2)) {
        unresolved.append(
          UnresolvedReference(
            source: ResourceKey(type: type, id: open.string(3) ?? ""),
            reference: reference
          )
        )
      }
    }
    for item in resolved {
      link.bind(0, item.target)
      link.bind(1, item.source)
      try link.run()
      close.bind(0, item.source)
      close.bind(1, item.reference)
      try close.run()
    }
    return unresolved
  }

  private static let findTarget = """
    SELECT r.row FROM businessIdentifier b JOIN resource r ON r.row = b.resource
    WHERE b.value = ?1 AND (?2 IS NULL OR b.system = ?2) AND r.type = ?3 AND r.deleted = 0 LIMIT 2
    """

  /// Returns the target that a conditional reference has now.
  static func target(of reference: String, _ db: Database) throws -> Int64? {
    try target(of: reference, try RawStatement(db, findTarget))
  }

  /// The one resource with the identifier; none where there are several.
  private static func target(of reference: String, _ find: RawStatement) throws -> Int64? {
    guard case .conditional(let type, let query) = FHIRReference(reference),
      let token = query.split(separator: "&").first(where: { $0.hasPrefix("identifier=") })
    else { return nil }
    let parts = token.dropFirst("identifier=".count).split(
      separator: "|",
      maxSplits: 1,
      omittingEmptySubsequences: false
    )
    guard let value = parts.last else { return nil }
    find.bind(0, String(value))
    let system = parts.count == 2 ? String(parts[0]) : nil
    find.bind(1, system.map(BusinessIdentifier.number(ofSystem:)))
    find.bind(2, type.code)
    var rows: [Int64] = []
    while try find.step() { rows.append(find.int64(0)) }
    return rows.count == 1 ? rows[0] : nil
  }
}
