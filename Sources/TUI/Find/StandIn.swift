// SPDX-License-Identifier: Apache-2.0

internal import Timeline

/// Takes the place of Search's query until that is there.
public struct EventQuery: Sendable, Equatable {
  struct Term: Sendable, Equatable {
    var isNegated: Bool
    var field: String?
    var values: [String]
  }

  var terms: [Term]

  var isEmpty: Bool { terms.isEmpty }

  func matches(_ entry: ChartEvent) -> Bool {
    terms.allSatisfy { term in term.values.contains { Self.fits(entry, term.field, $0) } != term.isNegated }
  }

  private static func fits(_ entry: ChartEvent, _ field: String?, _ value: String) -> Bool {
    let event = entry.event
    switch field {
    case "type": return fold(entry.key.type) == value
    case "lane": return fold(event.lane.title).hasPrefix(value) || fold(event.lane.eventTitle).hasPrefix(value)
    case "code": return fold(event.code ?? "") == value || contains(fold(event.title), value)
    case "status": return fold(event.status ?? "") == value
    case "abn": return value == fold(event.flag.letter) || (value == "any" && event.flag.isAbnormal)
    case "since": return (event.start ?? .min) >= (GotoTarget.date(value) ?? .max)
    case "until": return (event.start ?? .max) < (GotoTarget.date(value) ?? .min)
    case "text", nil: return contains(fold("\(event.title) \(event.valueText) \(entry.key)"), value)
    default: return false
    }
  }
}

/// Reads what is typed into a search.
enum QueryReader {
  static func read(_ text: String, now: Int64) -> Result<EventQuery, QueryProblem> {
    var terms: [EventQuery.Term] = []
    for word in text.split(separator: " ") {
      var word = word
      let isNegated = word.hasPrefix("!")
      if isNegated { word = word.dropFirst() }
      if let colon = word.firstIndex(of: ":") {
        let field = String(word[..<colon])
        guard Completer.fieldNames.contains(where: { $0.name == field }) else {
          return .failure(QueryProblem(message: "No field is called '\(field)'"))
        }
        let values = word[word.index(after: colon)...].split(separator: "|").map { fold(String($0)) }
        if !values.isEmpty { terms.append(.init(isNegated: isNegated, field: field, values: values)) }
      } else if !word.isEmpty {
        terms.append(.init(isNegated: isNegated, field: nil, values: [fold(String(word))]))
      }
    }
    return .success(EventQuery(terms: terms))
  }
}

/// Finds the events that match.
enum EventFinder {
  static func find(_ queries: [EventQuery], in chart: Chart, cancellation: Cancellation) throws -> [Int32] {
    var result: [Int32] = []
    for index in chart.entries.indices {
      if index % 1024 == 0 { try cancellation.check() }
      if queries.allSatisfy({ $0.matches(chart[index]) }) { result.append(Int32(truncatingIfNeeded: index)) }
    }
    return result
  }
}
