// SPDX-License-Identifier: Apache-2.0

internal import Search

/// What may be typed next in a query of SQL: views, their columns, and the words of the language.
enum SQLCompleter {
  /// The most completions that are listed.
  static let limit = 60

  private static let keywords = [
    "SELECT", "FROM", "WHERE", "GROUP BY", "ORDER BY", "HAVING", "LIMIT", "JOIN", "LEFT JOIN", "ON",
    "AND", "OR", "NOT", "NULL", "LIKE", "BETWEEN", "DISTINCT", "COUNT(*)", "CASE", "WHEN", "THEN",
    "ELSE", "END", "DESC", "UNION", "WITH", "EXISTS", "json_extract(", "json_each(", "strftime(",
  ]

  private static let clauses: Set<String> = [
    "select", "from", "where", "group", "order", "having", "on", "limit", "join",
  ]

  /// Returns what completes the word at the cursor; nothing within a quoted text.
  static func complete(_ text: String, cursor: Int, views: [SQLView]) -> Completions {
    let letters = Array(text)
    let cursor = min(max(0, cursor), letters.count)
    var start = cursor
    while start > 0, SQLWord.isPart(letters[start - 1]) { start -= 1 }
    guard !isQuoted(letters[..<cursor]) else { return Completions() }
    let tokens = SQLWord.all(in: letters)
    let typed = String(letters[start..<cursor])
    let named = views.filter { view in tokens.contains { $0.lowered == view.name.lowercased() } }
    let candidates: [QueryCompletion.Candidate]
    if start > 0, letters[start - 1] == "." {
      let before = tokens.last { $0.range.upperBound == start - 1 }
      let view = before.flatMap { self.view(called: $0.lowered, tokens, views) }
      candidates = (view.map { [$0] } ?? []).flatMap { columns(of: [$0], typed) }
    } else if isPlaceOfView(letters, tokens.filter { $0.range.upperBound <= start }, before: start)
    {
      candidates = self.views(views, typed)
    } else if typed.isEmpty {
      candidates = []
    } else {
      candidates =
        columns(of: named.isEmpty ? views : named, typed) + self.views(views, typed)
        + keywords.filter { begins($0, typed) }.map { .init(text: $0, label: "SQL") }
    }
    // What is there already completes nothing.
    guard candidates.count > 1 || candidates.first?.text != typed else { return Completions() }
    return Completions(
      field: nil,
      typed: typed,
      range: start..<cursor,
      candidates: Array(candidates.prefix(limit)),
      total: candidates.count
    )
  }

  private static func begins(_ name: String, _ typed: String) -> Bool {
    name.lowercased().hasPrefix(typed.lowercased())
  }

  /// Whether a text that is quoted is open at its end.
  private static func isQuoted(_ letters: ArraySlice<Character>) -> Bool {
    letters.count { $0 == "'" } % 2 == 1
  }

  /// Whether a view is named next: behind FROM and JOIN, and behind commas of FROM.
  private static func isPlaceOfView(
    _ letters: [Character],
    _ before: [SQLWord],
    before start: Int
  ) -> Bool {
    guard let last = before.last else { return false }
    if ["from", "join"].contains(last.lowered) {
      return letters[last.range.upperBound..<start].allSatisfy(\.isWhitespace)
    }
    let between = letters[last.range.upperBound..<start].filter { !$0.isWhitespace }
    let clause = before.last { clauses.contains($0.lowered) }?.lowered
    return between == [","] && clause == "from"
  }

  /// The view of a name, or of the short name that a query gives it: `FROM Observation AS o`.
  private static func view(called name: String, _ tokens: [SQLWord], _ views: [SQLView]) -> SQLView?
  {
    if let view = views.first(where: { $0.name.lowercased() == name }) { return view }
    for (number, token) in tokens.enumerated() where token.lowered == name && number > 0 {
      let isAs = tokens[number - 1].lowered == "as" && number > 1
      let before = tokens[number - (isAs ? 2 : 1)].lowered
      if let view = views.first(where: { $0.name.lowercased() == before }) { return view }
    }
    return nil
  }

  private static func views(_ views: [SQLView], _ typed: String) -> [QueryCompletion.Candidate] {
    let found = views.filter { begins($0.name, typed) }
    // Before anything is typed, those that the lake is full of come first.
    return (typed.isEmpty ? found.sorted { $0.count > $1.count } : found)
      .map { .init(text: $0.name, label: "view", count: $0.count) }
  }

  /// The columns that begin with what was typed, each once.
  private static func columns(
    of views: [SQLView],
    _ typed: String
  ) -> [QueryCompletion.Candidate] {
    var order: [String] = []
    var homes: [String: [String]] = [:]
    for view in views {
      for column in view.columns where begins(column, typed) {
        if homes[column] == nil { order.append(column) }
        homes[column, default: []].append(view.name)
      }
    }
    return order.map { column in
      let names = homes[column] ?? []
      let rest = names.count > 1 ? " and \(names.count - 1) more" : ""
      return .init(text: column, label: "\(names.first ?? "")\(rest)")
    }
  }
}
