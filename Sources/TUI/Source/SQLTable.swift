// SPDX-License-Identifier: Apache-2.0

internal import Terminal

/// What a query of SQL gave.
public struct SQLTable: Sendable, Equatable {
  /// The names of the columns.
  public var columns: [String]

  /// The rows; `nil` is NULL.
  public var rows: [[String?]]

  /// The columns that hold numbers only.
  public var numeric: Set<Int>

  /// Whether there were more rows than were asked for.
  public var isCut: Bool

  /// The columns of characters that each column would take, of its first rows in words.
  var widths: [Int] = []

  /// Creates a table.
  public init(columns: [String], rows: [[String?]], numeric: Set<Int>, isCut: Bool) {
    self.columns = columns
    self.rows = rows
    self.numeric = numeric
    self.isCut = isCut
  }

  /// Returns how wide the columns are when their JSON is in words.
  func measured() -> [Int] {
    let cell = JSONCell()
    return columns.indices.map { column in
      let cells = rows.prefix(500).lazy.map { row in
        // Of a long value only the beginning is shown.
        DisplayWidth.of(String(cell.words(row[column] ?? "").prefix(SQLState.wideLimit)))
      }
      let widest = max(DisplayWidth.of(columns[column]), cells.max() ?? 0)
      return min(max(1, widest), SQLState.wideLimit)
    }
  }

  /// The table as comma-separated values (RFC 4180), or with tabs between its fields.
  ///
  /// In a field between tabs, a tab, a line feed and a backslash are `\t`, `\n` and `\\`.
  func text(separator: Character) -> String {
    ([columns.map { $0 }] + rows.map { $0.map { $0 ?? "" } })
      .map { $0.map { Self.field($0, separator) }.joined(separator: String(separator)) + "\n" }
      .joined()
  }

  private static func field(_ text: String, _ separator: Character) -> String {
    if separator == "\t" {
      return text.replacing("\\", with: "\\\\").replacing("\t", with: "\\t")
        .replacing("\r\n", with: "\\n").replacing("\n", with: "\\n").replacing("\r", with: "\\n")
    }
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}

/// A query of SQL was stopped: by the reader, or because it took too long.
public struct SQLStopped: Error {
  /// Creates the error.
  public init() {}
}
