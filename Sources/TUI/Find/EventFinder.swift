// SPDX-License-Identifier: Apache-2.0

internal import Extraction
internal import FHIR
internal import Search
internal import Timeline

/// Finds the events of a chart that match.
enum EventFinder {
  /// Returns the numbers of the events that match all queries, in order; where there are none, capitals
  /// do not count.
  ///
  /// - Parameters:
  ///   - queries: The queries.
  ///   - chart: The events.
  ///   - now: The moment that relative dates are seen from.
  ///   - lookup: What of the chart is in the lake alone.
  ///   - cancellation: Cancelled when nobody waits for it any more.
  /// - Returns: The numbers.
  /// - Throws: `CancellationError`, and when the lake cannot be read.
  static func find(
    _ queries: [EventQuery],
    in chart: Chart,
    now: Int64,
    lookup: ChartLookup,
    cancellation: Cancellation
  ) throws -> [Int32] {
    let found = try matches(queries, in: chart, now: now, lookup, cancellation)
    guard found.isEmpty else { return found }
    let plain = queries.map { $0.ignoringCase ?? $0 }
    return plain == queries ? [] : try matches(plain, in: chart, now: now, lookup, cancellation)
  }

  private static func matches(
    _ queries: [EventQuery],
    in chart: Chart,
    now: Int64,
    _ lookup: ChartLookup,
    _ cancellation: Cancellation
  ) throws -> [Int32] {
    let matchers = queries.map { EventMatcher($0, now: now) }
    var memories = matchers.map { _ in EventMatcher.Memory() }
    let resources = try queries.compactMap(\.resources).map {
      try lookup.resources(foundBy: $0, of: chart, now: now)
    }
    let kinds = chart.words.kinds(of: chart)
    var result: [Int32] = []
    for index in 0..<chart.count {
      if index % 512 == 0 { try cancellation.check() }
      let event = FindableEvent(chart, index, lookup: lookup, kinds: kinds)
      let isFound =
        resources.allSatisfy { $0.contains(chart.timeline.entries[index].reference) }
        && (resources.isEmpty || ![.changes, .entities].contains(chart.lane(index)))
        && matchers.indices.allSatisfy { number in
          matchers[number].matches(event, remembering: &memories[number])
        }
      if isFound { result.append(Int32(truncatingIfNeeded: index)) }
    }
    return result
  }

  /// Makes what searches of a chart have in common, before the first letter is typed.
  static func prepare(
    _ chart: Chart,
    lookup: ChartLookup,
    cancellation: Cancellation
  ) throws {
    _ = chart.words.kinds(of: chart)
    for number in chart.members(of: .lane(.notes)) {
      try cancellation.check()
      _ = FindableEvent(chart, Int(number), lookup: lookup).noteText
    }
  }

  /// Returns which terms to drop so that events come back, in words.
  static func advice(
    _ query: EventQuery,
    in chart: Chart,
    now: Int64,
    lookup: ChartLookup
  ) -> [String] {
    let events = (0..<chart.count).lazy.map { FindableEvent(chart, $0, lookup: lookup) }
    let spellings = query.requiredWords.compactMap { word in
      Spelling.nearest(to: word, in: chart.words.vocabulary(of: chart))
        .map { WhyEmpty.spellingAdvice(word, $0) }
    }
    return spellings
      + EventMatcher(query, now: now).relaxations(over: events).prefix(3).map { relaxation in
        let terms = relaxation.terms.map { "'\(query.terms[$0].text)'" }.joined(separator: " and ")
        return "without \(terms): \(counted(relaxation.count, "match", plural: "matches"))"
      } + (query.comparesResults ? [WhyEmpty.dosesAdvice] : [])
  }
}

/// An event of a chart as a query sees it.
struct FindableEvent: SearchableEvent {
  /// All of them: one event is larger than what most queries ask of it.
  private let entries: [TimelineEntry]
  private let index: Int
  private let lookup: ChartLookup
  private let kinds: EventKinds?
  let isDeleted: Bool

  init(_ chart: Chart, _ index: Int, lookup: ChartLookup, kinds: EventKinds? = nil) {
    let isDeleted = !chart.ghosts.isEmpty && chart.ghosts[index] != nil
    self.init(chart.timeline.entries, index, isDeleted: isDeleted, lookup: lookup, kinds: kinds)
  }

  init(
    _ entries: [TimelineEntry],
    _ index: Int,
    isDeleted: Bool = false,
    lookup: ChartLookup,
    kinds: EventKinds? = nil
  ) {
    self.entries = entries
    self.index = index
    self.isDeleted = isDeleted
    self.lookup = lookup
    self.kinds = kinds
  }

  var kind: Int? { kinds.map { Int($0.numbers[index]) } }

  private var event: Event { entries[index].event }

  var resourceType: String { String(entries[index].reference.prefix { $0 != "/" }) }

  var resourceID: Substring {
    let reference = entries[index].reference
    if let kinds {
      let length = kinds.typeLengths[Int(kinds.numbers[index])]
      return reference[reference.utf8.index(reference.startIndex, offsetBy: length + 1)...]
    }
    guard let slash = reference.utf8.firstIndex(of: UInt8(ascii: "/")) else { return "" }
    return reference[reference.utf8.index(after: slash)...]
  }

  var laneName: String { event.lane.name }
  var title: String { event.title }
  var otherNames: String? { event.code.flatMap(CommonNames.names) }
  var code: String? { event.code }
  var status: String? { event.status }
  var valueText: String? { event.value == nil ? nil : event.valueText }
  var number: Double? { event.number }
  var isVoid: Bool { event.isVoid }
  var abnormality: Abnormality {
    event.flag.isCritical ? .critical : Abnormality(rawValue: event.flag.rawValue) ?? .none
  }
  var isAbove: Bool? { event.isAbove }

  var noteText: String? {
    guard event.lane == .notes else { return nil }
    return ResourceKey(reference: entries[index].reference).flatMap { lookup.text(of: $0) }
      .map(PrintedWords.plain)
  }

  var isSpan: Bool { event.shape == .span }
  var start: Int64? { event.start }
  var end: Int64? { event.end }
  var startPrecision: DatePrecision { event.startPrecision }
}
