// SPDX-License-Identifier: Apache-2.0

/// The query of SQL that was run last, and its result.
struct SQLState: Sendable {
  /// The query.
  var statement = ""

  /// The result; `nil` before the first query, and after one that failed.
  var table: SQLTable?

  /// How long it took.
  var milliseconds: Int64 = 0

  /// Why there is no result.
  var failure: String?

  /// The columns of characters that each column would take.
  var widths: [Int] = []

  /// Returns how wide columns are drawn: no wider than ``cellLimit``, but where there is room for all
  /// of them the rest goes to those that are cut.
  func shownWidths(from first: Int, room: Int) -> [Int] {
    var shown = widths.map { min($0, Self.cellLimit) }
    guard first < shown.count else { return shown }
    var spare = room - shown[first...].reduce(0) { $0 + $1 + 2 }
    for column in first..<shown.count where spare > 0 {
      let more = min(spare, widths[column] - shown[column])
      shown[column] += more
      spare -= more
    }
    return shown
  }

  /// The most rows that are read.
  static let rowLimit = 10_000

  /// How long a query may take.
  static let timeLimit = Duration.seconds(30)

  /// The most characters of a value that are shown where columns are many.
  static let cellLimit = 40

  /// The most characters of a value that are shown.
  static let wideLimit = 240

  /// Where the text of a failure is in the statement: SQLite names what it did not understand.
  var failurePlace: Int? {
    guard let failure else { return nil }
    let words: [String] =
      if let near = failure.firstRange(of: "near \"") {
        [String(failure[near.upperBound...].prefix { $0 != "\"" })]
      } else {
        ["no such column: ", "no such table: ", "no such function: "].compactMap { start in
          failure.firstRange(of: start).map { found in
            String(failure[found.upperBound...].prefix { !$0.isWhitespace && $0 != ")" })
          }
        }
      }
    guard let word = words.first, !word.isEmpty, let found = statement.firstRange(of: word) else {
      return nil
    }
    return statement.distance(from: statement.startIndex, to: found.lowerBound)
  }
}
