// SPDX-License-Identifier: Apache-2.0

/// What may be typed next in a query.
public struct QueryCompletion: Sendable, Equatable {
  /// A value that events have, and how many.
  public struct Candidate: Sendable, Equatable {
    /// What is put into the query.
    public var text: String

    /// What it means.
    public var label: String

    /// How many events have it; `nil` for a field.
    public var count: Int?

    /// Creates a candidate.
    public init(text: String, label: String, count: Int? = nil) {
      self.text = text
      self.label = label
      self.count = count
    }
  }

  /// The field whose value is being typed; `nil` while a word or a field's name is.
  public let field: EventField?

  /// What has been typed of the value or the name.
  public let typed: String

  /// The part of the query that a candidate takes the place of, in characters.
  public let range: Range<Int>

  /// The query without the term that is being typed: what candidates are counted under.
  public let rest: String

  /// Reads what is being typed at a place in a query.
  public init(in text: String, at cursor: Int) {
    let characters = Array(text)
    let cursor = min(max(0, cursor), characters.count)
    var start = cursor
    var isQuoted = false
    for index in 0..<cursor where characters[index] == "\"" { isQuoted.toggle() }
    // A space inside quotes does not end a term.
    var quotes = isQuoted
    while start > 0, quotes || !characters[start - 1].isWhitespace {
      if characters[start - 1] == "\"" { quotes.toggle() }
      start -= 1
    }
    var end = cursor
    while end < characters.count, !characters[end].isWhitespace { end += 1 }
    rest = String(characters[..<start] + characters[end...])
    var valueStart = start
    if valueStart < cursor, characters[valueStart] == "!" { valueStart += 1 }
    let colon = characters[valueStart..<cursor].firstIndex(of: ":")
    field = colon.flatMap { EventField(rawValue: String(characters[valueStart..<$0])) }
    if field != nil, let colon {
      let bar = characters[colon..<cursor].lastIndex(of: "|")
      valueStart = (bar ?? colon) + 1
    }
    range = valueStart..<end
    typed = String(characters[valueStart..<cursor].filter { $0 != "\"" })
  }

  /// Returns the fields that begin as what is typed.
  public var fields: [Candidate] {
    guard field == nil else { return [] }
    return EventField.allCases
      .filter { $0.rawValue.hasPrefix(typed.lowercased()) && $0.rawValue != typed }
      .map { Candidate(text: $0.rawValue + ":", label: $0.label) }
  }

  /// Returns the values of the field among events, the most frequent first.
  ///
  /// - Parameters:
  ///   - events: The events that are left under the rest of the query.
  ///   - limit: The most that are returned.
  /// - Returns: The candidates whose value begins, or a word of whose label begins, as what is
  ///   typed; and how many there are, listed or not.
  public func values<Event: SearchableEvent>(
    among events: some Sequence<Event>,
    limit: Int = 40
  ) -> (candidates: [Candidate], total: Int) {
    guard let field else { return ([], 0) }
    var counts: [String: (label: String, count: Int)] = [:]
    for event in events {
      for (value, label) in Self.values(of: field, event) where !value.isEmpty {
        counts[value, default: (label, 0)].count += 1
      }
    }
    let needle = TextNeedle(typed, ignoringCase: true)
    let found = counts.filter {
      typed.isEmpty || needle.isPrefix(of: $0.key) || needle.isFound(in: $0.value.label)
    }
    .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    let candidates = found.prefix(limit).map { value, found in
      Candidate(
        text: EventQuery.Value(value).written,
        label: found.label,
        count: found.count
      )
    }
    return (candidates, found.count)
  }

  /// The values of a field by which an event is found.
  private static func values(
    of field: EventField,
    _ event: some SearchableEvent
  ) -> [(value: String, label: String)] {
    switch field {
    case .type: [(event.resourceType, "")]
    case .lane: [(event.laneName, "")]
    case .code: event.code.map { [($0, event.title)] } ?? []
    case .status: event.status.map { [($0, "")] } ?? []
    case .abn: Abnormality.all(of: event).map { ($0.letter, $0.label) }
    case .in: event.isDeleted ? [("deleted", "removed from the record")] : []
    case .text, .date, .since, .until, .value: []
    }
  }
}
