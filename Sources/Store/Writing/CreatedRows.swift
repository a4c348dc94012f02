// SPDX-License-Identifier: Apache-2.0

import GRDB

/// Notes the resources that a job creates, as runs of their rows: an import makes millions side by side.
///
/// Together with the index of later versions they tell the versions of a job, see ``Migrations/jobVersions``.
struct CreatedRows {
  private let extend: RawStatement
  private let takeNext: RawStatement
  private let insert: RawStatement
  private var rows: [Int64] = []

  init(_ db: Database) throws {
    extend = try RawStatement(
      db,
      """
      UPDATE createdRow SET count = count + ?3
      WHERE job = ?1 AND first + count = ?2 AND first = (
        SELECT MAX(first) FROM createdRow WHERE job = ?1 AND first < ?2)
      RETURNING first
      """
    )
    takeNext = try RawStatement(
      db,
      "DELETE FROM createdRow WHERE job = ? AND first = ? RETURNING count"
    )
    insert = try RawStatement(db, "INSERT INTO createdRow (job, first, count) VALUES (?, ?, ?)")
  }

  /// Notes a resource whose first version was written.
  mutating func add(_ row: Int64) { rows.append(row) }

  /// Writes what was noted.
  mutating func flush(job: Int64) throws {
    // What others of a batch refer to has its row before it is written itself.
    rows.sort()
    var next = rows.startIndex
    while next < rows.endIndex {
      var run = (first: rows[next], count: Int64(0))
      while next < rows.endIndex, rows[next] == run.first + run.count {
        run.count += 1
        next += 1
      }
      // Nor are the rows of one job made in the order in which they are written.
      takeNext.bind(0, job)
      takeNext.bind(1, run.first + run.count)
      if try takeNext.step() { run.count += takeNext.int64(0) }
      takeNext.reset()
      extend.bind(0, job)
      extend.bind(1, run.first)
      extend.bind(2, run.count)
      let isExtended = try extend.step()
      extend.reset()
      guard !isExtended else { continue }
      insert.bind(0, job)
      insert.bind(1, run.first)
      insert.bind(2, run.count)
      try insert.run()
    }
    rows.removeAll(keepingCapacity: true)
  }

  /// Takes a resource out of the run that it is in, before its versions are removed.
  static func remove(_ row: Int64, _ db: Database) throws {
    let run = try Row.fetchOne(
      db,
      sql: """
        SELECT job, first, count FROM createdRow
        WHERE job = (SELECT job FROM resourceVersion WHERE row = ?1 << 20 | 1) AND first <= ?1
        ORDER BY first DESC LIMIT 1
        """,
      arguments: [row]
    )
    guard let run else { return }
    let (job, first, count): (Int64, Int64, Int64) = (run[0], run[1], run[2])
    guard row < first + count else { return }
    try db.execute(
      sql: "DELETE FROM createdRow WHERE job = ? AND first = ?",
      arguments: [job, first]
    )
    for rest in [first..<row, row + 1..<first + count] where !rest.isEmpty {
      try db.execute(
        sql: "INSERT INTO createdRow (job, first, count) VALUES (?, ?, ?)",
        arguments: [job, rest.lowerBound, rest.count]
      )
    }
  }
}
