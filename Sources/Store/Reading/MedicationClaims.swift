// SPDX-License-Identifier: Apache-2.0

import FHIR
import GRDB
import Timeline

/// What the orders and statements of one patient say of each medication, while the events of all
/// patients are read.
///
/// Most ingredients are said to be taken, or to be over, and not both; of those nothing more is asked.
struct MedicationClaims {
  private let findType: RawStatement
  private let findTerm: RawStatement

  /// The texts of statuses by their numbers.
  private let texts: [Int64: String]

  /// Whether an element is the beginning or the end of a period, by the number of its text.
  private var periods: [Int64: Bool] = [:]

  /// The ingredients of titles.
  private var ingredients: [String: String] = [:]

  private var said: [String: [Row]] = [:]

  /// What a medication event says, and which entry it is counted under.
  private struct Row {
    var entry: Int
    var resource: Int64
    var product: String
    var status: String?
    var start: Int64?
    var end: Int64?
    var isActive: Bool
  }

  /// Begins.
  ///
  /// - Parameters:
  ///   - db: The connection.
  ///   - texts: The texts of statuses by their numbers.
  /// - Throws: ``StoreError``.
  init(_ db: Database, texts: [Int64: String]) throws {
    findType = try RawStatement(reading: db, "SELECT type FROM resource WHERE row = ?")
    findTerm = try RawStatement(reading: db, "SELECT text FROM term WHERE id = ?")
    self.texts = texts
  }

  /// Takes the row of an event: patient, lane, concept, status, shape, end, start, resource, element.
  mutating func add(_ row: RawStatement, entry: Int, title: String, isActive: Bool) {
    let start = row.int64(6)
    said[ingredient(title), default: []].append(
      Row(
        entry: entry,
        resource: row.int64(7),
        product: "\(row.int64(2))",
        status: row.isNull(3) ? nil : texts[row.int64(3)],
        start: start == Lake.undatedStart ? nil : start,
        end: isPeriod(row.optionalInt64(8)) ? row.optionalInt64(5) : nil,
        isActive: isActive
      )
    )
  }

  /// Marks the entries that are active by nothing but what is in doubt, and begins anew.
  mutating func settle(_ entries: inout [PatientFacts.Entry]) throws {
    defer { said.removeAll(keepingCapacity: true) }
    for rows in said.values where rows.count > 1 && Self.mayContradict(rows) {
      let claims = try rows.compactMap { row -> (row: Row, claim: MedicationClaim)? in
        try claim(row).map { (row, $0) }
      }
      let doubts = MedicationClaim.contradictions(in: claims.map(\.claim))
      guard !doubts.isEmpty else { continue }
      let doubted = Set(doubts.map { claims[$0.active].row.resource })
      for entry in Set(doubts.map { claims[$0.active].row.entry }) where entries[entry].isActive {
        entries[entry].isInDoubt = rows.allSatisfy { row in
          row.entry != entry || !row.isActive || doubted.contains(row.resource)
        }
      }
    }
  }

  /// Whether one event says "taken" and another one "over", whoever says it.
  private static func mayContradict(_ rows: [Row]) -> Bool {
    rows.contains { $0.status == "active" }
      && rows.contains { $0.status.map(over.contains) == true }
  }

  /// The statuses that say "over", of orders and of statements.
  static let over: Set<String> = ["stopped", "completed", "cancelled", "not-taken"]

  /// Returns what an event says; `nil` for what is neither order nor statement.
  private func claim(_ row: Row) throws -> MedicationClaim? {
    guard let status = row.status else { return nil }
    findType.reset()
    findType.bind(0, row.resource)
    guard try findType.step(), let type = ResourceType(code: findType.int(0)),
      let source = MedicationClaim.Source(type: type.rawValue)
    else { return nil }
    return MedicationClaim(
      source: source,
      status: status,
      product: row.product,
      start: row.start,
      end: row.end
    )
  }

  private mutating func ingredient(_ title: String) -> String {
    if let known = ingredients[title] { return known }
    let found = MedicationDoubt.ingredient(of: Event(lane: .medications, title: title))
    ingredients[title] = found
    return found
  }

  private mutating func isPeriod(_ element: Int64?) -> Bool {
    guard let element else { return false }
    if let known = periods[element] { return known }
    findTerm.reset()
    findTerm.bind(0, element)
    var event = Event(lane: .medications, title: "")
    event.end = 0
    event.dateElement = (try? findTerm.step()) == true ? findTerm.string(0) : nil
    let found = event.statedEnd != nil
    periods[element] = found
    return found
  }
}
