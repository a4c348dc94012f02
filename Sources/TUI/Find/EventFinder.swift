// SPDX-License-Identifier: Apache-2.0

internal import FHIR
internal import Search
internal import Synchronization
internal import Timeline

/// Finds the events of a chart that match.
enum EventFinder {
  /// Returns the numbers of the events that match all queries, in order.
  ///
  /// - Throws: `CancellationError`.
  static func find(
    _ queries: [EventQuery],
    in chart: Chart,
    now: Int64,
    notes: NoteTexts,
    cancellation: Cancellation
  ) throws -> [Int32] {
    let matchers = queries.map { EventMatcher($0, now: now) }
    var result: [Int32] = []
    for index in 0..<chart.count {
      if index % 512 == 0 { try cancellation.check() }
      let event = FindableEvent(chart, index, notes: notes)
      if matchers.allSatisfy({ $0.matches(event) }) {
        result.append(Int32(truncatingIfNeeded: index))
      }
    }
    return result
  }

  /// Returns which terms to drop so that events come back, in words.
  static func advice(
    _ query: EventQuery,
    in chart: Chart,
    now: Int64,
    notes: NoteTexts
  ) -> [String] {
    let events = (0..<chart.count).lazy.map { FindableEvent(chart, $0, notes: notes) }
    return EventMatcher(query, now: now).relaxations(over: events).prefix(3).map { relaxation in
      let terms = relaxation.terms.map { "'\(query.terms[$0].text)'" }.joined(separator: " and ")
      return "without \(terms): \(counted(relaxation.count, "match", plural: "matches"))"
    }
  }
}

/// An event of a chart as a query sees it.
struct FindableEvent: SearchableEvent {
  /// All of them: one event is larger than what most queries ask of it.
  private let entries: [TimelineEntry]
  private let index: Int
  private let notes: NoteTexts
  let isDeleted: Bool

  init(_ chart: Chart, _ index: Int, notes: NoteTexts) {
    let isDeleted = !chart.ghosts.isEmpty && chart.ghosts[index] != nil
    self.init(chart.timeline.entries, index, isDeleted: isDeleted, notes: notes)
  }

  init(_ entries: [TimelineEntry], _ index: Int, isDeleted: Bool = false, notes: NoteTexts) {
    self.entries = entries
    self.index = index
    self.isDeleted = isDeleted
    self.notes = notes
  }

  private var event: Event { entries[index].event }

  var resourceType: String { String(entries[index].reference.prefix { $0 != "/" }) }

  var resourceID: Substring {
    let reference = entries[index].reference
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
  var abnormality: Abnormality { Abnormality(rawValue: event.flag.rawValue) ?? .none }

  var noteText: String? {
    guard event.lane == .notes else { return nil }
    return ResourceKey(reference: entries[index].reference).flatMap { notes.text(of: $0) }
  }

  var isSpan: Bool { event.shape == .span }
  var start: Int64? { event.start }
  var end: Int64? { event.end }
  var startPrecision: DatePrecision { event.startPrecision }
}

/// The words of a patient's notes, read when a query first asks for them.
final class NoteTexts: Sendable {
  private let source: any LakeSource
  private let cancellation: Cancellation
  private let store: NoteStore

  init(source: any LakeSource, store: NoteStore, cancellation: Cancellation) {
    self.source = source
    self.store = store
    self.cancellation = cancellation
  }

  func text(of key: ResourceKey) -> String? {
    if let known = store.texts.withLock({ $0[key] }) { return known }
    // A note that cannot be read matches nothing; opening it says what is wrong.
    let text = (try? source.readNote(of: key, cancellation: cancellation))?.text
    guard !cancellation.isCancelled else { return nil }
    store.texts.withLock { $0[key] = .some(text) }
    return text
  }
}

/// The words of the notes of one chart that were read.
final class NoteStore: Sendable {
  let texts = Mutex<[ResourceKey: String?]>([:])
}

/// Reads what is typed into a search.
enum QueryReader {
  static func read(_ text: String) -> Result<EventQuery, SearchError> {
    Result { () throws(SearchError) in
      try EventQuery(parsing: text, lanes: Lane.allCases.map(\.name))
    }
  }
}
