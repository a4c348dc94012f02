// SPDX-License-Identifier: Apache-2.0

internal import Timeline

/// What may be typed next in a query: fields, and values with the number of events they leave.
enum Completer {
  /// The fields of a query and what they mean.
  static let fieldNames: [(name: String, label: String)] = [
    ("type", "resource type"), ("lane", "lane of the timeline"), ("code", "code or title"),
    ("text", "words of the note or title"), ("status", "status"), ("date", "on a date, or a..b"),
    ("since", "since a date, 6mo, 5y"), ("until", "before a date"),
    ("abn", "H, L, !, A or any"), ("value", "value, >7 too"),
  ]

  /// The most completions that are listed.
  static let limit = 40

  /// Returns the fields that begin so.
  static func fields(startingWith head: String) -> [Completion] {
    let negation = head.hasPrefix("!") ? "!" : ""
    let name = head.dropFirst(negation.count)
    guard !name.isEmpty, !name.contains(":") else { return [] }
    return fieldNames.filter { $0.name.hasPrefix(name) && $0.name != name }
      .map { Completion(text: "\(negation)\($0.name):", label: $0.label) }
  }

  /// Returns what completes a word in a chart, the most frequent first.
  static func complete(
    _ head: String,
    in chart: Chart,
    filters: [EventQuery],
    cancellation: Cancellation
  ) throws -> [Completion] {
    guard let colon = head.firstIndex(of: ":") else { return fields(startingWith: head) }
    let negation = head.hasPrefix("!") ? "!" : ""
    let field = String(head[..<colon].dropFirst(negation.count))
    let typed = head[head.index(after: colon)...]
    // Of several values, `H|L`, the last is completed.
    let kept = typed.lastIndex(of: "|").map { String(typed[...$0]) } ?? ""
    let last = fold(String(typed.dropFirst(kept.count)).filter { $0 != "\"" })
    guard let value = value(of: field) else { return [] }
    let events = filters.isEmpty ? nil : try EventFinder.find(filters, in: chart, cancellation: cancellation)
    var counts: [String: (label: String, count: Int)] = [:]
    for index in events ?? Array(0..<Int32(truncatingIfNeeded: chart.count)) {
      if index % 4096 == 0 { try cancellation.check() }
      guard let (text, label) = value(chart[Int(index)]) else { continue }
      counts[text, default: (label, 0)].count += 1
    }
    return
      counts
      .filter { last.isEmpty || fold($0.key).hasPrefix(last) || contains(fold($0.value.label), last) }
      .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
      .prefix(limit)
      .map { text, found in
        let quoted = text.contains(" ") ? "\"\(text)\"" : text
        return Completion(
          text: "\(negation)\(field):\(kept)\(quoted)",
          label: found.label,
          count: found.count
        )
      }
  }

  /// How a field's value is read off an event; `nil` for fields without a list of values.
  private static func value(of field: String) -> ((ChartEvent) -> (String, String)?)? {
    switch field {
    case "type": return { ($0.key.type, "") }
    case "lane": return { (fold($0.event.lane.eventTitle).filter { $0 != " " }, $0.event.lane.title) }
    case "code": return { entry in entry.event.code.map { ($0, entry.event.title) } }
    case "status": return { entry in entry.event.status.map { ($0, "") } }
    case "abn":
      return { entry in
        entry.event.flag.isAbnormal ? (entry.event.flag.letter, entry.event.flag.words) : nil
      }
    default: return nil
    }
  }
}

extension Flag {
  /// What the letter means.
  var words: String {
    switch self {
    case .critical: "critical"
    case .high: "high"
    case .low: "low"
    case .abnormal: "abnormal"
    case .normal: "normal"
    case .none: ""
    }
  }
}
