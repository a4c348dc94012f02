// SPDX-License-Identifier: Apache-2.0

import FHIR

/// Reads the text of an ``EventQuery``, one character at a time.
struct EventQueryParser {
  private let text: [Character]
  private let lanes: [String]
  private var at = 0

  init(_ text: String, lanes: [String]) {
    self.text = Array(text)
    self.lanes = lanes
  }

  mutating func parse() throws(SearchError) -> [EventQuery.Term] {
    var terms: [EventQuery.Term] = []
    while true {
      while at < text.count, text[at].isWhitespace || text[at] == "|" { at += 1 }
      guard at < text.count else { return terms }
      if let measured = try measuredValue() {
        terms += measured
        continue
      }
      guard var term = try term() else { continue }
      // Behind a word, what begins with a sign would be compared with it if it were not in quotes.
      if !terms.isEmpty, term.field == nil, !term.isNegated, let first = term.values.first,
        let sign = first.text.first, "<>=".contains(sign)
      {
        term.values[0].isQuoted = true
      }
      terms.append(term)
    }
  }

  /// One term, or `nil` for a connective and for a term that has no value yet.
  private mutating func term() throws(SearchError) -> EventQuery.Term? {
    let start = at
    skipBars()
    let isNegated = at < text.count && text[at] == "!"
    if isNegated { at += 1 }
    skipBars()
    if let (field, comparison) = try fieldAndComparison() {
      let values = values()
      guard let last = values.last else { return nil }
      if comparison != .among, comparison != .equal, values.count > 1 {
        throw SearchError(
          code: .malformedNumber,
          message: "Only one value is compared",
          range: values[0].range.upperBound..<last.range.upperBound
        )
      }
      for (value, range) in values { try check(value, of: field, comparison, range) }
      return EventQuery.Term(
        field,
        comparison,
        values: values.map(\.value),
        isNegated: isNegated
      )
    }
    let values = values()
    guard !values.isEmpty else { return nil }
    if values.count == 1, !values[0].value.isQuoted, !isNegated {
      switch values[0].value.text {
      case "AND": return nil
      case "OR", "NOT":
        let isOr = values[0].value.text == "OR"
        throw SearchError(
          code: .unsupportedOperator,
          message: isOr
            ? "Alternatives are written as a|b" : "What must not match is written as !a",
          range: start..<at
        )
      default: break
      }
    }
    return EventQuery.Term(values: values.map(\.value), isNegated: isNegated)
  }

  /// `inr>4`, which is what `inr value>4` is, as `inr > 4` and `"body weight">80` are; leaves the place
  /// alone where a field or no number is compared.
  private mutating func measuredValue() throws(SearchError) -> [EventQuery.Term]? {
    let start = at
    var slip: String?
    let named = measuredName(&slip)
    let end = at
    let place = skipBlanks(from: end)
    at = start
    guard let named, place < text.count, let comparison = comparison(at: place),
      comparison != .among
    else { return nil }
    let behind = place + comparison.rawValue.count
    at = skipBlanks(from: behind)
    let from = at
    let number = value()
    // `rate>120` is near to `date>2019`, and means a rate: no date is a number of three digits.
    if let slip {
      let isDate = EventField(rawValue: slip).map { [.date, .since, .until].contains($0) } ?? false
      guard isDate, NumberRange(number.text) != nil, DateTerm(number.text) == nil else {
        at = start
        return nil
      }
    }
    if NumberRange(number.text) == nil {
      let digits = number.text.prefix { $0.isNumber || $0 == "." || $0 == "-" }
      if !digits.isEmpty, NumberRange(String(digits)) != nil {
        throw SearchError(
          code: .malformedNumber,
          message: "A value is compared without its unit",
          range: from + digits.count..<at
        )
      }
      // The number is still to be typed; what stands apart from a sign is no name of a value then.
      if number.text.isEmpty || from > behind {
        at = place == end ? behind : start
        return place == end ? [EventQuery.Term(values: [named])] : nil
      }
      at = start
      return nil
    }
    return [
      EventQuery.Term(values: [named]), EventQuery.Term(.value, comparison, values: [number]),
    ]
  }

  /// What may stand before a comparison: a word that is no field, or what is in quotes.
  ///
  /// - Parameter slip: The field that it nearly is the name of.
  /// - Returns: The word or phrase; `nil` where there is none.
  private mutating func measuredName(_ slip: inout String?) -> EventQuery.Value? {
    if at < text.count, text[at] == "\"" {
      let value = value()
      return value.text.isEmpty ? nil : value
    }
    let start = at
    while at < text.count, text[at].isLetter || text[at].isNumber || "-/.".contains(text[at]) {
      at += 1
    }
    let word = String(text[start..<at])
    // What is nearly the name of a field is a slip.
    let fields = EventField.allCases.filter(\.isComparable).map(\.rawValue)
    guard !word.isEmpty, EventField(rawValue: word) == nil,
      !EventField.unsupported.contains(word), !["AND", "OR", "NOT"].contains(word)
    else { return nil }
    slip = NearestName.of(word, among: fields)
    return EventQuery.Value(word)
  }

  private func skipBlanks(from place: Int) -> Int {
    text[place...].firstIndex { !$0.isWhitespace } ?? text.count
  }

  /// Leaves out alternatives without a value before the first.
  private mutating func skipBars() { while at < text.count, text[at] == "|" { at += 1 } }

  // MARK: - Fields

  /// A name with `:` or a comparison behind it; leaves the place alone where there is none.
  private mutating func fieldAndComparison() throws(SearchError) -> (
    EventField, EventQuery.Comparison
  )? {
    let start = at
    var end = at
    while end < text.count, text[end].isASCII, text[end].isLetter { end += 1 }
    guard end > start, end < text.count, let comparison = comparison(at: end) else { return nil }
    let name = String(text[start..<end])
    guard let field = EventField(rawValue: name) else { throw unknownField(name, start..<end) }
    at = end + comparison.rawValue.count
    // `value:>7` is what `value>7` is.
    if comparison == .among, at < text.count, field.isComparable,
      let second = self.comparison(at: at), second != .among
    {
      at += second.rawValue.count
      return (field, second)
    }
    guard comparison == .among || field.isComparable else {
      throw SearchError(
        code: .notComparable,
        message: "'\(name)' is written as \(name):…; only value and date are compared",
        range: end..<at,
        suggestion: ":"
      )
    }
    return (field, comparison)
  }

  private func comparison(at place: Int) -> EventQuery.Comparison? {
    let second = place + 1 < text.count && text[place + 1] == "="
    switch text[place] {
    case ":": return .among
    case "=": return .equal
    case "<": return second ? .atMost : .less
    case ">": return second ? .atLeast : .greater
    default: return nil
    }
  }

  private func unknownField(_ name: String, _ range: Range<Int>) -> SearchError {
    if EventField.unsupported.contains(name) {
      return SearchError(
        code: .unsupportedField,
        message: "'\(name)' cannot be searched yet",
        range: range
      )
    }
    let names = EventField.allCases.map(\.rawValue)
    let nearest =
      NearestName.of(name, among: names)
      ?? names.first { $0.hasPrefix(name.lowercased()) || name.lowercased().hasPrefix($0) }
    return SearchError(
      code: .unknownField,
      message: "No field is called '\(name)'",
      range: range,
      suggestion: nearest
    )
  }

  // MARK: - Values

  /// The alternatives up to the next space without a bar; an empty one, which is being typed, is left out.
  private mutating func values() -> [(value: EventQuery.Value, range: Range<Int>)] {
    var values: [(value: EventQuery.Value, range: Range<Int>)] = []
    while true {
      let start = at
      let value = value()
      if !value.text.isEmpty { values.append((value, start..<at)) }
      // Blanks beside the bar do not part alternatives.
      let bar = skipBlanks(from: at)
      guard bar < text.count, text[bar] == "|" else { return values }
      at = skipBlanks(from: bar + 1)
    }
  }

  private mutating func value() -> EventQuery.Value {
    var found = ""
    if at < text.count, text[at] == "\"" {
      at += 1
      // A phrase that is not closed is still being typed.
      while at < text.count, text[at] != "\"" {
        if text[at] == "\\", at + 1 < text.count { at += 1 }
        found.append(text[at])
        at += 1
      }
      if at < text.count { at += 1 }
      return EventQuery.Value(found, isQuoted: true)
    }
    while at < text.count, !text[at].isWhitespace, text[at] != "|" {
      found.append(text[at])
      at += 1
    }
    return EventQuery.Value(found)
  }

  private func check(
    _ value: EventQuery.Value,
    of field: EventField,
    _ comparison: EventQuery.Comparison,
    _ range: Range<Int>
  ) throws(SearchError) {
    switch field {
    case .text, .code, .status: return
    case .date, .since, .until: try checkDate(value.text, range)
    case .value:
      let isNumber = NumberRange(value.text) != nil
      guard comparison == .among || comparison == .equal || isNumber else {
        throw SearchError(
          code: .malformedNumber,
          message: "Only numbers are compared",
          range: range
        )
      }
    case .abn:
      guard Abnormality.set(named: value.text) == nil else { return }
      throw SearchError(
        code: .unknownValue,
        message: "Flags are H, L, !, A, N and any",
        range: range,
        suggestion: nearest(value.text, Abnormality.allCases.map(\.label) + ["any"])
      )
    case .in:
      guard value.text.lowercased() != "deleted" else { return }
      throw SearchError(
        code: .unknownValue,
        message: "in: takes deleted",
        range: range,
        suggestion: "deleted"
      )
    case .lane: try checkName(value, lanes, "lane", range)
    case .type: try checkName(value, lanes + ResourceType.allCases.map(\.rawValue), "type", range)
    }
  }

  private func checkDate(_ text: String, _ range: Range<Int>) throws(SearchError) {
    guard DateTerm(text) == nil else { return }
    throw SearchError(
      code: .malformedDate,
      message: "Dates are written as 2019, 2019-03, 2019-03-02, 6mo, 2w, today or 2019..2021",
      range: range,
      suggestion: DateTerm.suggestion(for: text)
    )
  }

  private func checkName(
    _ value: EventQuery.Value,
    _ names: [String],
    _ kind: String,
    _ range: Range<Int>
  ) throws(SearchError) {
    // Without the names of lanes, any may be one.
    guard !lanes.isEmpty else { return }
    let wanted = value.text.lowercased()
    guard !names.contains(where: { $0.lowercased().hasPrefix(wanted) }) else { return }
    throw SearchError(
      code: .unknownValue,
      message: "No \(kind) is called '\(value.text)'",
      range: range,
      suggestion: nearest(value.text, names)
    )
  }

  /// The name that was meant; a name may have been begun and not ended.
  private func nearest(_ text: String, _ names: [String]) -> String? {
    NearestName.of(text, among: names)
      ?? names.first { NearestName.of(text, among: [String($0.prefix(text.count))]) != nil }
  }
}
