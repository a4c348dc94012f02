// SPDX-License-Identifier: Apache-2.0

import FHIR

/// A query made ready to be asked of many events.
public struct EventMatcher: Sendable {
  /// What a matched event was found by.
  public enum Part: String, Sendable, CaseIterable {
    /// The title.
    case title
    /// The code.
    case code
    /// The value.
    case value
    /// The status.
    case status
    /// The words of the note.
    case note
    /// The resource type and id.
    case reference
  }

  private enum Condition: Sendable {
    case words([Word])
    case text([TextNeedle])
    case code([Name])
    case type([TextNeedle])
    case lane([TextNeedle])
    case status([Name])
    case flags(Set<Abnormality>)
    case numbers([ClosedRange<Double>])
    case valueText([TextNeedle], [ClosedRange<Double>])
    case above(Double, orEqual: Bool)
    case below(Double, orEqual: Bool)
    case overlaps([(lower: Int64?, upper: Int64?)])
    case startsFrom(Int64)
    case endsBy(Int64)
    case deleted
    case never
  }

  /// A word that stands anywhere; one with a slash may be a reference.
  private final class Word: Sendable {
    let needle: TextNeedle
    /// Whether it must name what was measured.
    let isMeasured: Bool
    let type: TextNeedle?
    let id: TextNeedle

    init(_ value: EventQuery.Value, isMeasured: Bool) {
      self.isMeasured = isMeasured
      let parts = value.text.split(separator: "/", maxSplits: 1)
      let isReference = parts.count == 2
      // What two letters name is no beginning of a longer name.
      needle = TextNeedle(value.text, isWhole: isMeasured && value.text.count < 3)
      type = isReference ? TextNeedle(String(parts[0]), ignoringCase: true) : nil
      id = TextNeedle(isReference ? String(parts[1]) : value.text, ignoringCase: true)
    }
  }

  /// A name that is written to its end when it stands in quotes.
  private final class Name: Sendable {
    let prefix: TextNeedle
    let word: TextNeedle
    let isWhole: Bool

    init(_ value: EventQuery.Value) {
      prefix = TextNeedle(value.text, ignoringCase: true)
      word = TextNeedle(value.text)
      isWhole = value.isQuoted
    }
  }

  private let conditions: [(isNegated: Bool, condition: Condition)]

  /// Whether deleted events are looked at.
  private let seesDeleted: Bool

  /// Whether a number is compared, so that words must name what was measured.
  private let isMeasured: Bool

  /// Whether the number can be no dose, so that `potassium > 5.5` finds no potassium that was given.
  private let isOfResults: Bool

  /// What is worked out of something measured, or a part of it, where it is not asked for: a ratio, a
  /// percentile, A1c of hemoglobin.
  private let derived: [TextNeedle]

  /// Whether of a blood pressure the second number is asked for.
  private let isDiastolic: Bool

  /// What a part of a panel may be called, whose number is then compared: `pH` of blood gases.
  private let asked: [TextNeedle]

  /// Whether a temperature is asked for by numbers that can only be degrees Celsius.
  private let isCelsius: Bool

  /// Creates a matcher.
  ///
  /// - Parameters:
  ///   - query: The query.
  ///   - now: The moment that `6mo` and `today` are seen from, in milliseconds since 1970 on the
  ///     clock that the events' times are on.
  public init(_ query: EventQuery, now: Int64) {
    let isMeasured = query.comparesNumber
    self.isMeasured = isMeasured
    isOfResults = query.comparesResults
    // What stands behind the number is its unit, or narrows what is found as it does elsewhere.
    let number = query.terms.firstIndex { $0.field == .value } ?? 0
    conditions = query.terms.enumerated().map { place, term in
      let names = isMeasured && !term.isNegated && place < number
      return (term.isNegated, Self.condition(of: term, isMeasured: names, now: now))
    }
    seesDeleted = query.isOfDeleted
    isDiastolic = query.terms.contains { term in
      term.field == nil && !term.isNegated && term.values.contains { Self.isDiastolic($0.text) }
    }
    let words = query.requiredWords.map { TextFolding.fold($0) }
    derived = ["ratio", "percentile", "a1c"].filter { word in !words.contains { word.hasPrefix($0) }
    }
    .map { TextNeedle($0) }
    asked = query.requiredWords.map { TextNeedle($0, isWhole: isMeasured && $0.count < 3) }
    let limits = query.terms.filter { $0.field == .value }.flatMap(\.values).compactMap {
      NumberRange($0.text)?.high
    }
    isCelsius =
      words.contains { $0.hasPrefix("temp") } && !limits.isEmpty && limits.allSatisfy { $0 < 60 }
  }

  /// Whether an event matches all terms.
  public func matches(_ event: some SearchableEvent) -> Bool {
    if event.isDeleted, !seesDeleted { return false }
    for (isNegated, condition) in conditions
    where holds(condition, event) == isNegated { return false }
    return true
  }

  /// Whether an event matches all terms.
  ///
  /// - Parameters:
  ///   - event: The event.
  ///   - memory: What this matcher was told of kinds of events; one for each set of kinds.
  /// - Returns: What ``matches(_:)`` returns.
  public func matches(_ event: some SearchableEvent, remembering memory: inout Memory) -> Bool {
    guard let kind = event.kind else { return matches(event) }
    if event.isDeleted, !seesDeleted { return false }
    for (number, (isNegated, condition)) in conditions.enumerated() {
      let isHeld =
        memory.answer(number, kind, of: conditions.count) { holdsOfKind(condition, event) }
        || holdsOfItself(condition, event)
      if isHeld == isNegated { return false }
    }
    return true
  }

  /// The numbers of the terms that keep an event out.
  public func failingTerms(_ event: some SearchableEvent) -> [Int] {
    conditions.indices.filter { holds(conditions[$0].condition, event) == conditions[$0].isNegated }
  }

  /// Where the words of a query are in an event that matches: the part, and the offset of the
  /// first word in the note, in bytes.
  ///
  /// - Returns: `nil` when the query asks for no words.
  public func foundPart(_ event: some SearchableEvent) -> (part: Part, offset: Int)? {
    for case (false, let condition) in conditions {
      switch condition {
      case .words(let words):
        for word in words { if let found = part(word, event) { return found } }
      case .text(let needles):
        for needle in needles {
          if isTitled(needle, event) { return (.title, 0) }
          if let value = event.valueText, needle.isFound(in: value) { return (.value, 0) }
          if let offset = event.noteText.flatMap({ needle.offset(in: $0) }) {
            return (.note, offset)
          }
        }
      default: continue
      }
    }
    return nil
  }

  /// Whether the title has the words, or another name of the same thing.
  private func isTitled(_ needle: TextNeedle, _ event: some SearchableEvent) -> Bool {
    if let offset = needle.offset(in: event.title) {
      if !isMeasured { return true }
      // What is in the title, and does not name it there, is no other name of it.
      guard offset < Self.nameLength(event.title) else { return false }
      // LOINC's kind of property is no other measurement: "Body mass index (BMI) [Ratio]".
      let name = event.title.replacing(" [Ratio]", with: "")
      return !derived.contains { $0.isFound(in: name) }
    }
    return event.otherNames.map(needle.isFound) ?? false
  }

  /// How many bytes of a title name what was measured, before what it was related to or found by: a rate
  /// "by Creatinine-based formula" is no creatinine, and neither is "Albumin/Creatinine".
  private static func nameLength(_ title: String) -> Int {
    let ends = [title.firstRange(of: "/"), title.firstRange(of: " by ")].compactMap {
      $0.map { title.utf8.distance(from: title.startIndex, to: $0.lowerBound) }
    }
    return ends.min() ?? .max
  }

  private func part(_ word: Word, _ event: some SearchableEvent) -> (part: Part, offset: Int)? {
    if let part = namingPart(word, event) { return (part, 0) }
    if isReference(word, event) { return (.reference, 0) }
    return event.noteText.flatMap { word.needle.offset(in: $0) }.map { (.note, $0) }
  }

  /// What of an event has the words, its id and its note left out.
  private func namingPart(_ word: Word, _ event: some SearchableEvent) -> Part? {
    let needle = word.needle
    if isTitled(needle, event) { return .title }
    if let code = event.code, needle.isFound(in: code) { return .code }
    // A unit is no name of what was measured, the parts of a panel have theirs in the value.
    let isValueNamed = !word.isMeasured || event.number == nil
    if isValueNamed, let value = event.valueText, needle.isFound(in: value) { return .value }
    if let status = event.status, needle.isFound(in: status) { return .status }
    return nil
  }

  // MARK: - Conditions

  private func holds(_ condition: Condition, _ event: some SearchableEvent) -> Bool {
    holdsOfKind(condition, event) || holdsOfItself(condition, event)
  }

  /// Whether what an event has in common with others of its kind is what is asked for.
  private func holdsOfKind(_ condition: Condition, _ event: some SearchableEvent) -> Bool {
    switch condition {
    case .words(let words): return words.contains { namingPart($0, event) != nil }
    case .text(let needles):
      return needles.contains { needle in
        isTitled(needle, event) || event.valueText.map(needle.isFound) ?? false
      }
    case .code(let names):
      return names.contains { name in
        event.code.map { name.prefix.isPrefix(of: $0, wholly: name.isWhole) } ?? false
          || !name.isWhole && isTitled(name.word, event)
      }
    case .type(let needles):
      return needles.contains {
        $0.isPrefix(of: event.resourceType) || $0.isPrefix(of: event.laneName)
      }
    case .lane(let needles): return needles.contains { $0.isPrefix(of: event.laneName) }
    case .status(let names):
      return event.status.map { status in
        names.contains { $0.prefix.isPrefix(of: status, wholly: $0.isWhole) }
      } ?? false
    case .flags(let flags): return !flags.isDisjoint(with: Abnormality.all(of: event))
    case .numbers(let ranges):
      return quantity(event).map { quantity in ranges.contains { quantity.mayBe(in: $0) } } ?? false
    case .valueText(let needles, let ranges):
      if let quantity = quantity(event), ranges.contains(where: { quantity.mayBe(in: $0) }) {
        return true
      }
      return event.valueText.map { text in needles.contains { $0.isFound(in: text) } } ?? false
    case .above(let limit, let orEqual):
      return quantity(event)?.mayBe(above: limit, orEqual: orEqual) ?? false
    case .below(let limit, let orEqual):
      return quantity(event)?.mayBe(below: limit, orEqual: orEqual) ?? false
    case .overlaps, .startsFrom, .endsBy, .deleted, .never: return false
    }
  }

  /// Whether the time, the id, the note or the deletion of an event is what is asked for.
  private func holdsOfItself(_ condition: Condition, _ event: some SearchableEvent) -> Bool {
    switch condition {
    case .words(let words):
      if words.contains(where: { isReference($0, event) }) { return true }
      return event.noteText.map { text in words.contains { $0.needle.isFound(in: text) } } ?? false
    case .text(let needles):
      return event.noteText.map { text in needles.contains { $0.isFound(in: text) } } ?? false
    case .overlaps(let ranges):
      guard let (start, end) = extent(event) else { return false }
      return ranges.contains { range in
        (range.upper.map { start ?? .min < $0 } ?? true)
          && (range.lower.map { end ?? .max > $0 } ?? true)
      }
    case .startsFrom(let bound):
      guard let (start, _) = extent(event) else { return false }
      return start ?? .min >= bound
    case .endsBy(let bound):
      guard let (_, end) = extent(event) else { return false }
      return end ?? .max <= bound
    case .deleted: return event.isDeleted
    default: return false
    }
  }

  private func isReference(_ word: Word, _ event: some SearchableEvent) -> Bool {
    // A word by itself is an id only as a whole: many titles begin like one.
    guard let type = word.type else { return word.id.isPrefix(of: event.resourceID, wholly: true) }
    return type.isPrefix(of: event.resourceType, wholly: true)
      && word.id.isPrefix(of: event.resourceID)
  }

  /// The first moment and the first after the last; `nil` when undated.
  private func extent(_ event: some SearchableEvent) -> (start: Int64?, end: Int64?)? {
    if event.isSpan {
      let (start, end) = (event.start, event.end)
      return start == nil && end == nil ? nil : (start, end)
    }
    return event.start.map { ($0, DateTerm.upperBound(of: $0, event.startPrecision)) }
  }

  /// The value as a number, or as a bound of it: of `142/88` the first; `nil` of what is void.
  private func quantity(_ event: some SearchableEvent) -> BoundedNumber? {
    if event.isVoid || isOfResults && event.isMedication { return nil }
    if isDiastolic, let text = event.valueText, let bar = text.firstIndex(of: "/"),
      let second = BoundedNumber(nil, text: String(text[text.index(after: bar)...]))
    {
      return second
    }
    if event.number == nil, let text = event.valueText, text.contains("; ") {
      return partQuantity(text)
    }
    if isCelsius, let number = event.number, let text = event.valueText,
      text.hasSuffix("degF") || text.hasSuffix("°F") || text.hasSuffix("[degF]")
    {
      return BoundedNumber((number - 32) / 1.8, text: nil)
    }
    return BoundedNumber(event.number, text: event.valueText)
  }

  /// The number of the part of a panel that is asked for: 6.9 of `pH 6.9; K 7.9 mmol/L`.
  ///
  /// Of half a blood pressure that is asked for as a whole, the first.
  private func partQuantity(_ text: String) -> BoundedNumber? {
    let parts = text.split(separator: ";")
    let named = parts.first { part in asked.contains { $0.isFound(in: String(part)) } }
    guard let part = named ?? parts.first(where: { $0.lowercased().contains("systolic") }) else {
      return nil
    }
    return part.split(separator: " ").lazy.compactMap { BoundedNumber(nil, text: String($0)) }.first
  }

  /// Whether a word means the second number of a blood pressure: `diastolic`, `DBP`.
  private static func isDiastolic(_ word: String) -> Bool {
    let word = word.lowercased()
    return word == "dbp" || word.hasPrefix("dias") && "diastolic".hasPrefix(word)
  }

  // MARK: - Compiling

  private static func condition(
    of term: EventQuery.Term,
    isMeasured: Bool,
    now: Int64
  ) -> Condition {
    let texts = term.values.map(\.text)
    let names = texts.map { TextNeedle($0, ignoringCase: true) }
    switch term.field {
    case nil: return .words(term.values.map { Word($0, isMeasured: isMeasured) })
    case .text: return .text(texts.map { TextNeedle($0) })
    case .code: return .code(term.values.map(Name.init))
    case .status: return .status(term.values.map(Name.init))
    case .type: return .type(names)
    case .lane: return .lane(names)
    case .abn: return .flags(Set(texts.flatMap { Abnormality.set(named: $0) ?? [] }))
    case .value: return valueCondition(term)
    case .date, .since, .until: return dateCondition(term, now: now)
    case .in: return .deleted
    }
  }

  private static func valueCondition(_ term: EventQuery.Term) -> Condition {
    let ranges = term.values.compactMap { value in
      NumberRange(value.text).map { $0.low...$0.high }
    }
    let words = term.values.filter { NumberRange($0.text) == nil }.map { TextNeedle($0.text) }
    switch term.comparison {
    case .among, .equal: return words.isEmpty ? .numbers(ranges) : .valueText(words, ranges)
    case .greater: return ranges.first.map { .above($0.upperBound, orEqual: false) } ?? .never
    case .atLeast: return ranges.first.map { .above($0.lowerBound, orEqual: true) } ?? .never
    case .less: return ranges.first.map { .below($0.lowerBound, orEqual: false) } ?? .never
    case .atMost: return ranges.first.map { .below($0.upperBound, orEqual: true) } ?? .never
    }
  }

  private static func dateCondition(_ term: EventQuery.Term, now: Int64) -> Condition {
    let isPeriod = term.field == .date && term.comparison == .among
    let bounds = term.values.compactMap { value in
      DateTerm(value.text)?.bounds(now: now, reachingToNow: isPeriod)
    }
    guard let first = bounds.first else { return .never }
    switch (term.field, term.comparison) {
    case (.since, _), (.date, .atLeast): return .overlaps(bounds.map { ($0.lower, nil) })
    case (.until, _), (.date, .atMost): return .overlaps(bounds.map { (nil, $0.upper) })
    case (.date, .greater): return first.upper.map { .startsFrom($0) } ?? .never
    case (.date, .less): return first.lower.map { .endsBy($0) } ?? .never
    default: return .overlaps(bounds)
    }
  }
}
