// SPDX-License-Identifier: Apache-2.0

import FHIR
import HeapModule
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

  /// Where nothing matches: words that nothing has, each with the one that is spelled most alike.
  public var spellings: [Spelled] = []

  /// A word and what it may have been meant for.
  public struct Spelled: Sendable, Equatable {
    /// The word, as it was typed.
    public let word: String

    /// What is spelled most alike.
    public let nearest: String

    /// Creates one.
    public init(word: String, nearest: String) {
      self.word = word
      self.nearest = nearest
    }
  }

  /// Creates a count of nothing.
  public init() {}
}

extension Lake {
  /// Finds the events of all patients that match a query: current ones, or with `in:deleted` those
  /// of deleted resources.
  ///
  /// Where there are none, capitals do not count.
  ///
  /// Of more than `limit` all of the newest are handed out, and some others before them: whoever wants no
  /// more than so many keeps the newest of what comes. As a rule they are found long before all are
  /// counted.
  ///
  /// - Parameters:
  ///   - query: What is asked for.
  ///   - now: The moment that relative dates are seen from, in milliseconds since 1970.
  ///   - job: The last job that is seen; `nil` for all.
  ///   - limit: How many of the newest hits are wanted; more are counted.
  ///   - countLimit: After how many matches the search stops.
  ///   - zone: How many minutes the reader's clocks are ahead of UTC at a moment in milliseconds since
  ///     1970, for dates; `nil` for the clocks that the events were written with.
  ///   - isCancelled: Asked before every candidate.
  ///   - didFindNewest: Called when as a rule nothing is left to do but to count what is older.
  ///   - receive: Takes a hit.
  /// - Returns: How many there are.
  /// - Throws: ``StoreError``, with code `.interrupted` when it was cancelled.
  public func search(
    _ query: EventQuery,
    now: Int64,
    asOf job: Int64? = nil,
    limit: Int = 500,
    countLimit: Int = Lake.searchCountLimit,
    zone: ((Int64) -> Int)? = nil,
    isCancelled: @escaping () -> Bool = { false },
    didFindNewest: () -> Void = {},
    _ receive: (EventHit) -> Void
  ) throws -> EventHitCount {
    var found = FoundEvents(limit: limit, countLimit: countLimit, zone: zone)
    try find(query, now: now, asOf: job, isCancelled, didFindNewest, &found, receive)
    if found.count.events == 0, let plain = query.ignoringCase {
      try find(plain, now: now, asOf: job, isCancelled, didFindNewest, &found, receive)
    }
    if found.count.events == 0, query.resources == nil {
      found.count.spellings = try spellings(of: query.requiredWords)
    }
    return found.count
  }

  /// After how many matches a search over all patients stops: from then on they are not the newest.
  public static let searchCountLimit = 100_000

  /// The words that nothing in the lake has, neither notes nor names, with what is spelled most alike.
  private func spellings(of words: [String]) throws -> [EventHitCount.Spelled] {
    try words.compactMap { word in
      guard try patients(named: PatientNameNeedle(word)).isEmpty else { return nil }
      return try read { db in
        let folded = TextFolding.fold(word)
        guard let first = folded.unicodeScalars.first, let pattern = EventSearch.pattern(folded)
        else { return nil }
        let noted = try RawStatement(
          reading: db,
          "SELECT 1 FROM noteText WHERE noteText MATCH ?1 LIMIT 1"
        )
        noted.bind(0, pattern)
        if try noted.step() { return nil }
        // Who errs in the first letter is rare, and the words of the lake are many.
        let terms = try RawStatement(
          reading: db,
          "SELECT term, doc FROM termWord WHERE term >= ?1 AND term < ?2"
        )
        terms.bind(0, String(first))
        terms.bind(1, String(first) + "\u{10FFFF}")
        var found: [(word: String, count: Int)] = []
        while try terms.step() {
          if let term = terms.string(0) { found.append((term, terms.int(1))) }
        }
        return Spelling.nearest(to: word, in: found).map { .init(word: word, nearest: $0) }
      }
    }
  }

  private func find(
    _ query: EventQuery,
    now: Int64,
    asOf job: Int64?,
    _ isCancelled: @escaping () -> Bool,
    _ didFindNewest: () -> Void,
    _ found: inout FoundEvents,
    _ receive: (EventHit) -> Void
  ) throws {
    func find(
      _ query: EventQuery,
      of name: PatientNameNeedle? = nil,
      in patients: [Int64]? = nil
    ) throws {
      let matcher = EventMatcher(query, now: now)
      let seed = Self.seed(of: query)
      let wanted = query.patients
      let take = { (candidate: EventCandidate) throws -> EventSearchStep in
        if let wanted, !wanted.contains(candidate.patientID) { return .next }
        if let name, !found.isOf(name, candidate) { return .next }
        return found.take(candidate, of: self, matcher, query, receive)
      }
      if query.isOfDeleted {
        try deletedCandidates(asOf: job, isCancelled: isCancelled, take)
      } else if seed.isEmpty, let patients {
        try searchEvents(ofPatients: patients, asOf: job, isCancelled: isCancelled, take)
      } else {
        try searchEvents(
          seed,
          asOf: job,
          isCancelled: isCancelled,
          didFindNewest: didFindNewest,
          take
        )
      }
    }
    let few = try query.patients.flatMap {
      $0.count > Self.fewPatients ? nil : try rows(ofPatients: $0)
    }
    try find(query, in: few)
    for (name, rest) in query.questionsByName
    where !found.count.isPartial {
      let patients = try patients(named: name)
      if !patients.isEmpty {
        try find(rest, of: name, in: patients.count > Self.fewPatients ? nil : patients)
      }
    }
  }

  /// How many patients are looked through one by one, before all events are.
  private static let fewPatients = 50

  /// The rows of the patients whose names have a word; of many, not all.
  private func patients(named name: PatientNameNeedle) throws -> [Int64] {
    try read { db in
      let statement = try RawStatement(
        reading: db,
        """
        SELECT resource, name, \(PatientRow.otherNames) FROM patient p
        WHERE name IS NOT NULL
        """
      )
      var rows: [Int64] = []
      while rows.count <= Self.fewPatients, try statement.step() {
        if name.isFound(in: statement.string(1) ?? "")
          || statement.string(2).map(name.isFound) ?? false
        {
          rows.append(statement.int64(0))
        }
      }
      return rows
    }
  }

  /// The rows of patients by their logical ids.
  private func rows(ofPatients ids: Set<String>) throws -> [Int64] {
    try read { db in
      let statement = try RawStatement(
        reading: db,
        "SELECT resource, id FROM patient WHERE id IS NOT NULL"
      )
      var rows: [Int64] = []
      while rows.count < ids.count, try statement.step() {
        if let id = statement.string(1), ids.contains(id) { rows.append(statement.int64(0)) }
      }
      return rows
    }
  }

  /// The codes that a query requires, else its longest word, which is likely to be the rarest.
  private static func seed(of query: EventQuery) -> EventSeed {
    let codes = query.requiredCodes
    if !codes.isEmpty { return EventSeed(codes: codes) }
    return EventSeed(word: query.requiredWords.max { $0.count < $1.count })
  }
}

/// What a search found so far.
private struct FoundEvents {
  let limit: Int
  let countLimit: Int
  let zone: ((Int64) -> Int)?
  var count = EventHitCount()
  private var patients: Set<String> = []
  /// When the newest of what was handed out were.
  private var newest = NewestMoments()
  private var seen: Set<String> = []
  private var named: [String: Bool] = [:]

  init(limit: Int, countLimit: Int, zone: ((Int64) -> Int)?) {
    self.limit = limit
    self.countLimit = countLimit
    self.zone = zone
  }

  /// Whether an event is of a patient whose name has a word.
  mutating func isOf(_ name: PatientNameNeedle, _ candidate: EventCandidate) -> Bool {
    guard let full = candidate.patientNames else { return false }
    if let known = named[full] { return known }
    let isNamed = name.isFound(in: full)
    named[full] = isNamed
    return isNamed
  }

  /// How far the reader's clock is ahead of the times of an event, in milliseconds; what was written
  /// without a zone is what the clock on the wall said.
  private func clockOffset(of event: Event, _ zone: (Int64) -> Int) -> Int64 {
    guard event.offsetMinutes != nil, let moment = event.start ?? event.end else { return 0 }
    return Int64(zone(moment)) * 60_000
  }

  /// Whether an event is among the newest that were found so far, as many as are wanted.
  private mutating func isWanted(_ event: Event) -> Bool {
    let moment = event.start ?? event.end ?? .min
    if limit == .max { return true }
    return newest.take(moment, limit: limit)
  }

  /// Takes a candidate where it matches; returns what is wanted next.
  mutating func take(
    _ candidate: EventCandidate,
    of lake: Lake,
    _ matcher: EventMatcher,
    _ query: EventQuery,
    _ receive: (EventHit) -> Void
  ) -> EventSearchStep {
    let note = LazyNote(lake: lake, candidate: candidate)
    let matchable = MatchableEvent(
      candidate.event,
      clockOffset: zone.map { clockOffset(of: candidate.event.event, $0) },
      isDeleted: query.isOfDeleted
    ) { note.text }
    guard matcher.matches(matchable) else { return .next }
    // An event may be found by its title, by its words, and by its patient.
    if query.terms.contains(where: { $0.field == nil || $0.field == .text }),
      !seen.insert("\(candidate.patientID) \(candidate.event.key.reference)").inserted
    {
      return .next
    }
    count.events += 1
    patients.insert(candidate.patientID)
    count.patients = patients.count
    let isWanted = isWanted(candidate.event.event)
    if isWanted {
      let found = matcher.foundPart(matchable)
      receive(
        EventHit(
          event: candidate.event,
          patientID: candidate.patientID,
          patientName: candidate.patientName,
          part: found?.part,
          snippet: found?.part == .note
            ? note.text.map { Snippet.around(found?.offset ?? 0, in: $0) } : nil,
          isDeleted: query.isOfDeleted
        )
      )
    }
    count.isPartial = count.events >= countLimit
    return count.isPartial ? .stop : isWanted ? .next : .older
  }
}

/// The newest of moments that come in any order.
struct NewestMoments {
  private var heap = Heap<Int64>()

  /// Takes a moment where it is among the newest; returns whether it is.
  mutating func take(_ moment: Int64, limit: Int) -> Bool {
    if heap.count < limit {
      heap.insert(moment)
      return true
    }
    guard let oldest = heap.min, moment > oldest else { return false }
    heap.replaceMin(with: moment)
    return true
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
