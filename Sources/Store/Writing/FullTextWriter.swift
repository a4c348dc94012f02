// SPDX-License-Identifier: Apache-2.0

import Extraction
import GRDB
import Search

/// Adds the words of versions to the full text of notes.
struct FullTextWriter {
  private let insert: RawStatement

  init(_ db: Database) throws {
    insert = try RawStatement(db, "INSERT INTO noteText (rowid, text) VALUES (?, ?)")
  }

  func add(_ text: String, row: Int64, version: Int) throws {
    insert.bind(0, row << 20 | Int64(version))
    insert.bind(1, UnspacedText.spaced(PrintedWords.plain(text)))
    try insert.run()
  }
}
