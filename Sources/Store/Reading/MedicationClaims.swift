// SPDX-License-Identifier: Apache-2.0

import FHIR
import GRDB
import Timeline

/// What the orders and statements of one patient say of each medication, while the events of all
/// patients are read.
///
/// Most patients have no ingredient that is said to be taken and to be over; of those nothing more is
/// asked, and what is kept of an event is a few numbers.
struct MedicationClaims {
  private let findType: RawStatement
  private let findTerm: RawStatement

  /// The texts of statuses by their numbers.
  private let texts: [Int64: String]
  private let active: Int64?
  private let over: Set<Int64>

  /// Whether an element is the beginning or the end of a period, by the number of its text.
  private var periods: [Int64: Bool] = [:]

  /// The ingredients of titles, by the numbers of both.
  private var ingredients: [Int32: Int32] = [:]
  private var names: [String: Int32] = [:]

  private var rows: [Row] = []
  private var hasActive = false
  private var hasOver = false

  /// What a medication event says, and which entry it is counted under.
  private struct Row {
    var ingredient: Int32
    var entry: Int
    var resource: Int64
    var concept: Int64
    var status: Int64?
    var start: Int64
    var end: Int64?
    var element: Int64?
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
    active = texts.first { $0.value == "active" }?.key
    over = Set(texts.filter { MedicationClaim.overStatuses.contains($0.value) }.keys)
  }

  /// Takes the row of an event: patient, lane, concept, status, shape, end, start, resource, element.
  ///
  /// - Parameters:
  ///   - row: The row.
  ///   - entry: The entry that the event is counted under.
  ///   - title: What the entry is called, as a number.
  ///   - isActive: Whether the event says that the medication is taken now.
  ///   - text: Returns the title.
  mutating func add(
    _ row: RawStatement,
    entry: Int,
    title: Int32,
    isActive: Bool,
    text: () -> String
  ) {
    let status = row.isNull(3) ? nil : row.int64(3)
    let saysActive = status != nil && status == active
    let saysOver = status.map(over.contains) == true
    guard isActive || saysActive || saysOver else { return }
    hasActive = hasActive || saysActive
    hasOver = hasOver || saysOver
    rows.append(
      Row(
        ingredient: ingredient(title, text),
        entry: entry,
        resource: row.int64(7),
        concept: row.int64(2),
        status: status,
        start: row.int64(6),
        end: row.optionalInt64(5),
        element: row.optionalInt64(8),
        isActive: isActive
      )
    )
  }

  /// Marks the entries that are active by nothing but what is in doubt, and begins anew.
  ///
  /// - Parameter entries: The entries of the patient.
  /// - Throws: ``StoreError``.
  mutating func settle(_ entries: inout [PatientFacts.Entry]) throws {
    defer {
      rows.removeAll(keepingCapacity: true)
      hasActive = false
      hasOver = false
    }
    guard hasActive, hasOver else { return }
    let taken = Set(rows.filter { $0.status == active }.map(\.ingredient))
    let ended = Set(rows.filter { $0.status.map(over.contains) == true }.map(\.ingredient))
    for ingredient in taken.intersection(ended) {
      try settle(rows.filter { $0.ingredient == ingredient }, &entries)
    }
  }

  private mutating func settle(_ rows: [Row], _ entries: inout [PatientFacts.Entry]) throws {
    var claims: [(row: Row, claim: MedicationClaim)] = []
    for row in rows {
      if let claim = try claim(row) { claims.append((row, claim)) }
    }
    let doubts = MedicationClaim.contradictions(in: claims.map(\.claim))
    guard !doubts.isEmpty else { return }
    let doubted = Set(doubts.map { claims[$0.active].row.resource })
    for entry in Set(doubts.map { claims[$0.active].row.entry }) where entries[entry].isActive {
      entries[entry].isInDoubt = rows.allSatisfy { row in
        row.entry != entry || !row.isActive || doubted.contains(row.resource)
      }
    }
  }

  /// Returns what an event says; `nil` for what is neither order nor statement.
  private mutating func claim(_ row: Row) throws -> MedicationClaim? {
    guard let status = row.status.flatMap({ texts[$0] }) else { return nil }
    findType.reset()
    findType.bind(0, row.resource)
    guard try findType.step(), let type = ResourceType(code: findType.int(0)),
      let source = MedicationClaim.Source(type: type.rawValue)
    else { return nil }
    return MedicationClaim(
      source: source,
      status: status,
      product: String(row.concept),
      start: row.start == Lake.undatedStart ? nil : row.start,
      end: isPeriod(row.element) ? row.end : nil
    )
  }

  private mutating func ingredient(_ title: Int32, _ text: () -> String) -> Int32 {
    if let known = ingredients[title] { return known }
    let name = MedicationDoubt.ingredient(of: Event(lane: .medications, title: text()))
    let number = names[name] ?? Int32(truncatingIfNeeded: names.count)
    names[name] = number
    ingredients[title] = number
    return number
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
