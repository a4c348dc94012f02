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
      let event = FindableEvent(
        chart.timeline.entries[index],
        isDeleted: chart.ghosts[index] != nil,
        notes: notes
      )
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
    let events = (0..<chart.count).lazy.map {
      FindableEvent(
        chart.timeline.entries[$0],
        isDeleted: chart.ghosts[$0] != nil,
        notes: notes
      )
    }
    return EventMatcher(query, now: now).relaxations(over: events).prefix(3).map { relaxation in
      let terms = relaxation.terms.map { "'\(query.terms[$0].text)'" }.joined(separator: " and ")
      return "without \(terms): \(counted(relaxation.count, "match", plural: "matches"))"
    }
  }
}

/// An event of a chart as a query sees it.
struct FindableEvent: SearchableEvent {
  private let entry: TimelineEntry
  private let notes: NoteTexts
  let isDeleted: Bool

  init(_ entry: TimelineEntry, isDeleted: Bool = false, notes: NoteTexts) {
    self.entry = entry
    self.isDeleted = isDeleted
    self.notes = notes
  }

  var resourceType: String { String(entry.reference.prefix { $0 != "/" }) }
  var resourceID: String { String(entry.reference.drop { $0 != "/" }.dropFirst()) }
  var laneName: String { entry.event.lane.name }
  var title: String { entry.event.title }
  var otherNames: String? { entry.event.code.flatMap(CommonNames.names) }
  var code: String? { entry.event.code }
  var status: String? { entry.event.status }
  var valueText: String? { entry.event.value == nil ? nil : entry.event.valueText }
  var number: Double? { entry.event.number }
  var abnormality: Abnormality { Abnormality(rawValue: entry.event.flag.rawValue) ?? .none }

  var noteText: String? {
    guard entry.event.lane == .notes else { return nil }
    return ResourceKey(reference: entry.reference).flatMap { notes.text(of: $0) }
  }

  var isSpan: Bool { entry.event.shape == .span }
  var start: Int64? { entry.event.start }
  var end: Int64? { entry.event.end }
  var startPrecision: DatePrecision { entry.event.startPrecision }
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
