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

  /// The columns of characters that each column takes.
  var widths: [Int] = []

  /// The most rows that are read.
  static let rowLimit = 10_000

  /// How long a query may take.
  static let timeLimit = Duration.seconds(30)

  /// The most characters of a value that are shown.
  static let cellLimit = 40

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
