// SPDX-License-Identifier: Apache-2.0

import FHIR
public import Search
import Timeline

/// An event of any patient that a query matches.
public struct EventHit: Sendable {
  /// The event.
  public let event: StoredEvent

  /// The logical id of the patient.
  public let patientID: String

  /// The patient's name as the list shows it.
  public let patientName: String?

  /// Where the words of the query were found; `nil` for a query without words.
  public let part: EventMatcher.Part?

  /// Words around what was found in a note.
  public let snippet: String?

  /// Whether the resource is deleted.
  public let isDeleted: Bool
}

/// How many events match a query.
public struct EventHitCount: Sendable, Equatable {
  /// The events that match, handed out or not.
  public var events = 0

  /// The patients that have such events.
  public var patients = 0

  /// Whether the search stopped before it had seen everything.
  public var isPartial = false

  /// Creates a count of nothing.
  public init() {}
}

extension Lake {
  /// Finds the events of all patients that match a query: current ones, or with `in:deleted` those
  /// of deleted resources.
  ///
  /// - Parameters:
  ///   - query: What is asked for.
  ///   - now: The moment that relative dates are seen from, in milliseconds since 1970.
  ///   - job: The last job that is seen; `nil` for all.
  ///   - limit: How many hits are handed out; more are counted.
  ///   - countLimit: After how many matches the search stops.
  ///   - isCancelled: Asked before every candidate.
  ///   - receive: Takes a hit.
  /// - Returns: How many there are.
  /// - Throws: ``StoreError``, with code `.interrupted` when it was cancelled.
  public func search(
    _ query: EventQuery,
    now: Int64,
    asOf job: Int64? = nil,
    limit: Int = 500,
    countLimit: Int = 10_000,
    isCancelled: @escaping () -> Bool = { false },
    _ receive: (EventHit) -> Void
  ) throws -> EventHitCount {
    let matcher = EventMatcher(query, now: now)
    var count = EventHitCount()
    var patients: Set<String> = []
    var seen: Set<String> = []
    let seed = Self.seed(of: query)
    let isOfDeleted = query.isOfDeleted
    let find = { (receive: (EventCandidate) throws -> Bool) throws in
      if isOfDeleted {
        try self.deletedCandidates(asOf: job, isCancelled: isCancelled, receive)
      } else {
        try self.searchEvents(seed, asOf: job, isCancelled: isCancelled, receive)
      }
    }
    try find { candidate in
      let note = LazyNote(lake: self, candidate: candidate)
      let matchable = MatchableEvent(candidate.event, isDeleted: isOfDeleted) { note.text }
      guard matcher.matches(matchable) else { return true }
      // An event may be found by its title and by its words.
      if seed.word != nil,
        !seen.insert("\(candidate.patientID) \(candidate.event.key.reference)").inserted
      {
        return true
      }
      count.events += 1
      patients.insert(candidate.patientID)
      if count.events <= limit {
        let found = matcher.foundPart(matchable)
        let snippet =
          found?.part == .note
          ? note.text.map { Snippet.around(found?.offset ?? 0, in: $0) } : nil
        receive(
          EventHit(
            event: candidate.event,
            patientID: candidate.patientID,
            patientName: candidate.patientName,
            part: found?.part,
            snippet: snippet,
            isDeleted: isOfDeleted
          )
        )
      }
      count.isPartial = count.events >= countLimit
      return !count.isPartial
    }
    count.patients = patients.count
    return count
  }

  /// The codes that a query requires, else its longest word, which is likely to be the rarest.
  private static func seed(of query: EventQuery) -> EventSeed {
    let codes = query.requiredCodes
    if !codes.isEmpty { return EventSeed(codes: codes) }
    return EventSeed(word: query.requiredWords.max { $0.count < $1.count })
  }
}

/// The note of a candidate, read when it is asked for.
private final class LazyNote {
  private let lake: Lake
  private let candidate: EventCandidate
  private var isLoaded = false
  private var loaded: String?

  init(lake: Lake, candidate: EventCandidate) {
    self.lake = lake
    self.candidate = candidate
  }

  var text: String? {
    if let text = candidate.text { return text }
    guard candidate.event.event.lane == .notes else { return nil }
    if !isLoaded {
      isLoaded = true
      // A note that cannot be read matches nothing; opening it says what is wrong.
      loaded = try? lake.note(candidate.event.key, version: candidate.event.version)
    }
    return loaded
  }
}

/// Words around a place in a note, on one line.
enum Snippet {
  static func around(_ offset: Int, in text: String) -> String {
    let bytes = text.utf8
    let place = bytes.index(bytes.startIndex, offsetBy: min(offset, bytes.count))
    let characters = text[..<place].suffix(30)
    let behind = text[place...].prefix(90)
    let joined = (characters + behind).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return (characters.startIndex > text.startIndex ? "…" : "") + joined
      + (behind.endIndex < text.endIndex ? "…" : "")
  }
}
