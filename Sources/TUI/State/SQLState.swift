// SPDX-License-Identifier: Apache-2.0

internal import FHIR

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

  /// The views that a query can name; empty until they are read.
  var views: [SQLView] = []

  /// What the list of views and columns is narrowed by.
  var schemaWords = ""

  /// The query that was being typed when the list of views was opened.
  var draft: LineEditor?

  /// A view, or a column of it.
  struct SchemaRow: Sendable, Equatable {
    var view: String
    /// The column; `nil` for the view itself.
    var column: String?
    /// How many rows the view has.
    var count: Int
    /// How many columns.
    var columnCount: Int
  }

  /// Every view with its columns; of those that are narrowed a view whose name has the words with all
  /// of its columns, else the columns that have them.
  var schemaRows: [SchemaRow] {
    let words = fold(schemaWords.trimmed).split(separator: " ").map(String.init)
    // Views that are named themselves come before those that have such a column.
    let isNamed = { (view: SQLView) in words.contains { contains(fold(view.name), $0) } }
    let ordered = words.isEmpty ? views : views.filter(isNamed) + views.filter { !isNamed($0) }
    return ordered.flatMap { view in
      let name = fold(view.name)
      // "obs value": what the view's name has is not asked of the columns.
      let rest = words.filter { !contains(name, $0) }
      let columns = view.columns.filter { column in
        let folded = fold(column)
        return rest.allSatisfy { contains(folded, $0) }
      }
      guard rest.isEmpty || !columns.isEmpty else { return [SchemaRow]() }
      let head = SchemaRow(
        view: view.name,
        column: nil,
        count: view.count,
        columnCount: view.columns.count
      )
      return [head]
        + columns.map {
          SchemaRow(view: view.name, column: $0, count: view.count, columnCount: 0)
        }
    }
  }

  /// A column that the query compares with a value and that holds JSON, whose text sorts and compares
  /// otherwise than what is shown of it; `nil` where there is none.
  var comparedJSON: String? {
    let letters = Array(statement)
    let words = SQLWord.all(in: letters)
    for (number, word) in words.enumerated() where isJSON(word.text) {
      let rest = letters[word.range.upperBound...]
      if let mark = rest.first(where: { !$0.isWhitespace }), "=<>!".contains(mark) {
        return word.text
      }
      guard let next = words[safe: number + 1], ["like", "between"].contains(next.lowered),
        letters[word.range.upperBound..<next.range.lowerBound].allSatisfy(\.isWhitespace)
      else { continue }
      return word.text
    }
    return nil
  }

  private func isJSON(_ column: String) -> Bool {
    if let table, let at = table.columns.firstIndex(of: column), !table.rows.isEmpty {
      return table.rows.contains { row in
        row.indices.contains(at) && ["{", "["].contains(row[at]?.first)
      }
    }
    return Self.jsonColumns.contains(column) || Self.jsonEndings.contains { column.hasSuffix($0) }
  }

  /// Elements that have elements of their own wherever a resource has them.
  private static let jsonColumns: Set<String> = [
    "code", "name", "subject", "category", "encounter", "identifier", "address", "telecom",
    "clinicalStatus", "verificationStatus", "dosageInstruction", "referenceRange", "interpretation",
    "vaccineCode", "reasonCode", "participant", "performer",
  ]

  private static let jsonEndings = [
    "Quantity", "CodeableConcept", "Reference", "Period", "Range", "Ratio",
  ]

  /// What stands in a column of a row; `nil` where there is no such column.
  func value(_ column: String, of row: [String?]) -> String? {
    guard let table, let at = table.columns.firstIndex(of: column), row.indices.contains(at) else {
      return nil
    }
    return row[at]
  }

  /// The resource that a row is about: the one in its JSON, its id of the only view that the query
  /// names, or its patient; `nil` where that is not certain.
  func resource(of row: [String?]) -> ResourceKey? {
    if let body = value("body", of: row), let key = Self.key(ofBody: body) { return key }
    if let id = value("id", of: row) {
      if let type = value("resourceType", of: row) { return ResourceKey(type: type, id: id) }
      let words = Set(statement.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "_" })
      let named = views.filter { words.contains($0.name.lowercased()[...]) }
      return named.count == 1 ? ResourceKey(type: named[0].name, id: id) : nil
    }
    return value("patient_id", of: row).map { ResourceKey(type: "Patient", id: $0) }
  }

  private static func key(ofBody body: String) -> ResourceKey? {
    guard body.utf8.first == 0x7B, let root = try? JSONDocument.parse(body).root,
      let type = root["resourceType"]?.string, let id = root["id"]?.string
    else { return nil }
    return ResourceKey(type: type, id: id)
  }

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
