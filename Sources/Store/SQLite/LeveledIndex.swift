// SPDX-License-Identifier: Apache-2.0

import GRDB

/// An index over keys that arrive in no order, written in order.
///
/// A B-tree that has outgrown the page cache costs a page read and two page writes for nearly every
/// random key. So the rows are kept in three tables of the same shape, each ordered: new rows go
/// into the first, which stays small enough for the cache; when a table is full, its rows are moved,
/// in order, into the next. A view of the index's own name unites the three, and is what is read.
struct LeveledIndex {
  /// The name of the view; the tables are `name0` to `name2`.
  let name: String

  /// The columns, all integers, which together are the key.
  let columns: [String]

  /// How many rows the first two tables take before they are moved on.
  static let capacities = [1 << 15, 1 << 19]

  /// Logical ids: XXH64 of type and id, and the number of the resource.
  static let resourceKey = LeveledIndex(name: "resourceKey", columns: ["hash", "resource"])

  /// The current events of a concept in the order of time.
  static let conceptEvent = LeveledIndex(
    name: "conceptEvent",
    columns: ["concept", "start", "patient", "resource", "ordinal", "fromJob"]
  )

  /// Every leveled index of a lake.
  static let all = [resourceKey, conceptEvent]

  /// The names of the tables, from the newest rows to the oldest.
  var tables: [String] { (0...Self.capacities.count).map { "\(name)\($0)" } }

  /// The text that makes the tables and the view.
  var definition: String {
    let list = columns.joined(separator: ", ")
    let declared = columns.map { "\($0) INTEGER NOT NULL" }.joined(separator: ", ")
    let made = tables.map {
      "CREATE TABLE \($0) (\(declared), PRIMARY KEY (\(list))) WITHOUT ROWID;"
    }
    return made.joined(separator: "\n") + "\nCREATE VIEW \(name) AS \(union);"
  }

  /// The rows of all tables, as a query.
  private var union: String {
    let list = columns.joined(separator: ", ")
    return tables.map { "SELECT \(list) FROM \($0)" }.joined(separator: " UNION ALL ")
  }
}

/// Writes the rows of a ``LeveledIndex``.
final class LeveledIndexWriter {
  private let index: LeveledIndex
  private let insertion: RawStatement
  private let deletions: [RawStatement]
  /// The rows of the first table; more than there are when another process has moved them.
  private var count: Int

  init(_ db: Database, _ index: LeveledIndex) throws {
    self.index = index
    let marks = index.columns.map { _ in "?" }.joined(separator: ", ")
    insertion = try RawStatement(
      db,
      "INSERT OR IGNORE INTO \(index.tables[0]) VALUES (\(marks))"
    )
    let match = index.columns.map { "\($0) = ?" }.joined(separator: " AND ")
    deletions = try index.tables.map { try RawStatement(db, "DELETE FROM \($0) WHERE \(match)") }
    count = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM \(index.tables[0])") ?? 0
  }

  /// Adds a row.
  func insert(_ values: Int64...) throws {
    for (place, value) in values.enumerated() { insertion.bind(place, value) }
    try insertion.run()
    count += 1
  }

  /// Removes a row from whichever table has it.
  func delete(_ values: Int64...) throws {
    for statement in deletions {
      for (place, value) in values.enumerated() { statement.bind(place, value) }
      try statement.run()
    }
  }

  /// Moves the rows of full tables on.
  func settle(_ db: Database) throws {
    var count = count
    for (level, capacity) in LeveledIndex.capacities.enumerated() {
      guard count >= capacity else { return }
      let (from, to) = (index.tables[level], index.tables[level + 1])
      try db.execute(sql: "INSERT INTO \(to) SELECT * FROM \(from)")
      try db.execute(sql: "DELETE FROM \(from)")
      if level == 0 { self.count = 0 }
      count = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM \(to)") ?? 0
    }
  }
}
