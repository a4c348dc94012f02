// SPDX-License-Identifier: Apache-2.0

/// Looks ahead in a table of a page for the columns "Yes" and "No".
struct AnswerTable {
  /// Whether cells of the table are "Yes" and "No" and nothing else, next to each other.
  let hasColumns: Bool

  /// How far a table is looked at for its header.
  private static let reach = 4000

  /// Looks at the cells up to the next table.
  ///
  /// - Parameters:
  ///   - scalars: The page.
  ///   - start: Behind the tag of the table.
  init(_ scalars: [Unicode.Scalar], from start: Int) {
    var cells: [String] = []
    var words = ""
    var at = start
    let end = min(scalars.count, start + Self.reach)
    search: while at < end {
      guard scalars[at] == "<" else {
        words.unicodeScalars.append(scalars[at])
        at += 1
        continue
      }
      var name = ""
      at += 1
      while at < end, scalars[at] != ">" {
        name.unicodeScalars.append(scalars[at])
        at += 1
      }
      at += 1
      name = name.lowercased()
      if name.hasPrefix("/table") || name.hasPrefix("table") { break search }
      if name.hasPrefix("/td") || name.hasPrefix("/th"), !name.hasPrefix("/thead") {
        cells.append(words.filter { !$0.isWhitespace }.lowercased())
        words = ""
      } else if name.hasPrefix("t") {
        words = ""
      }
      if cells.count > 1, Self.isPair(cells[cells.count - 2], cells[cells.count - 1]) {
        hasColumns = true
        return
      }
    }
    hasColumns = false
  }

  private static func isPair(_ first: String, _ second: String) -> Bool {
    first == "yes" && second == "no" || first == "no" && second == "yes"
  }
}
