// SPDX-License-Identifier: Apache-2.0

import GRDB

/// The numbers of the rows of the search index.
///
/// Every version has a row, old ones and those of deleted resources included. First versions, which
/// are nearly all, have the number of their resource, so that neighbours differ by little and a list
/// of them is short; later versions stand behind, at the number of the version.
enum SearchIndexRow {
  private static let later: Int64 = 1 << 40

  /// Returns the number of a version's row.
  static func number(_ row: Int64, version: Int) -> Int64 {
    version == 1 ? row : later + (row << 20 | Int64(version))
  }

  /// Returns the resource and the version of a row.
  static func version(of number: Int64) -> (row: Int64, version: Int) {
    guard number >= later else { return (number, 1) }
    return ((number - later) >> 20, Int((number - later) & 0xFFFFF))
  }

  /// Merges what a job has written into the index.
  ///
  /// Every search looks into each part that is not merged yet. A job that wrote a good part of the
  /// lake leaves one; after a small one, SQLite merges a little, as writing does too.
  ///
  /// - Throws: What SQLite says.
  static func tidy(_ db: Database, job: Int64) throws {
    let written = try Int64.fetchOne(
      db,
      sql: "SELECT created + updated FROM job WHERE id = ?",
      arguments: [job]
    )
    let all = try Int64.fetchOne(db, sql: "SELECT SUM(versions) FROM resourceCount")
    guard let written, let all, written > 0 else { return }
    if written * 10 >= all {
      try db.execute(sql: "INSERT INTO searchIndex (searchIndex) VALUES ('optimize')")
    } else {
      try db.execute(sql: "INSERT INTO searchIndex (searchIndex, rank) VALUES ('merge', 200)")
    }
  }
}
