// SPDX-License-Identifier: Apache-2.0

internal import FHIR
internal import Synchronization
internal import Timeline

/// What searches of one chart have in common: the words of its notes, and the kinds of its events.
///
/// It is filled by the searches themselves: a chart that nobody searches costs nothing.
final class ChartWords: Sendable {
  private let texts = Mutex<[ResourceKey: String?]>([:])
  private let kinds = Mutex<EventKinds?>(nil)
  private let words = Mutex<[(word: String, count: Int)]?>(nil)

  /// Returns the words of the titles, and what else tests are called, each with how many events have it.
  func vocabulary(of chart: Chart) -> [(word: String, count: Int)] {
    words.withLock { known in
      if let known { return known }
      var titles: [String: Int] = [:]
      for entry in chart.timeline.entries {
        titles[entry.event.title, default: 0] += 1
        if let names = entry.event.code.flatMap(CommonNames.names) {
          titles[names, default: 0] += 1
        }
      }
      var counts: [String: Int] = [:]
      for (title, count) in titles {
        for word in title.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
          counts[String(word), default: 0] += count
        }
      }
      let made = counts.map { (word: $0.key, count: $0.value) }
      known = made
      return made
    }
  }

  /// Returns the kinds of the events, made when they are first asked for.
  func kinds(of chart: Chart) -> EventKinds {
    kinds.withLock { known in
      if let known { return known }
      let made = EventKinds(chart.timeline)
      known = made
      return made
    }
  }

  /// Returns the words of a note, read when they are first asked for.
  ///
  /// - Parameters:
  ///   - key: The note.
  ///   - read: Reads it; `nil` where it is not to be kept, because nobody waits for it any more.
  /// - Returns: The words; `nil` where there are none.
  func text(of key: ResourceKey, read: () -> String??) -> String? {
    if let known = texts.withLock({ $0[key] }) { return known }
    guard let text = read() else { return nil }
    texts.withLock { $0[key] = .some(text) }
    return text
  }
}

/// The kinds of the events of a chart: events of one kind differ in time, id, note and deletion.
///
/// ```
/// events     HbA1c 7.2 %   HbA1c 7.2 %   HbA1c 7.4 %
/// numbers    0             0             1
/// ```
final class EventKinds: Sendable {
  /// What events of one kind have in common; those of one series have their lane and code.
  private struct Kind: Hashable {
    var series: Int32
    var flag: UInt8
    var type: Substring
    var title: String
    var code: String?
    var status: String?
    var value: String?
    var unit: String?
  }

  /// The number of the kind of each event, from 0.
  let numbers: [Int32]

  /// How long the name of the resource type is, in bytes, of each kind.
  let typeLengths: [Int]

  init(_ timeline: PatientTimeline) {
    var known: [Kind: Int32] = [:]
    var lengths: [Int] = []
    numbers = timeline.entries.indices.map { index in
      let entry = timeline.entries[index]
      let type = entry.reference.prefix { $0 != "/" }
      let kind = Kind(
        series: timeline.marks[index].series,
        flag: entry.event.flag.rawValue,
        type: type,
        title: entry.event.title,
        code: entry.event.code,
        status: entry.event.status,
        value: entry.event.value,
        unit: entry.event.unit
      )
      if let number = known[kind] { return number }
      let number = Int32(truncatingIfNeeded: known.count)
      known[kind] = number
      lengths.append(type.utf8.count)
      return number
    }
    typeLengths = lengths
  }
}

/// What searches of a chart ask the lake for: the words of notes, and what FHIR searches find.
struct ChartLookup: Sendable {
  private let source: any LakeSource
  private let cancellation: Cancellation
  private let words: ChartWords

  init(source: any LakeSource, words: ChartWords, cancellation: Cancellation) {
    self.source = source
    self.words = words
    self.cancellation = cancellation
  }

  func text(of key: ResourceKey) -> String? {
    words.text(of: key) {
      // A note that cannot be read matches nothing; opening it says what is wrong.
      let text = (try? source.readNote(of: key, cancellation: cancellation))?.text
      return cancellation.isCancelled ? nil : .some(text)
    }
  }

  /// Returns the references of the resources of a patient that a FHIR search finds, and of what stands
  /// for them in the chart.
  func resources(foundBy search: String, of chart: Chart, now: Int64) throws -> Set<String> {
    let found = try source.resources(
      foundBy: search,
      ofPatient: chart.patientID,
      now: now,
      cancellation: cancellation
    )
    guard !chart.twins.isEmpty else { return found }
    return found.union(
      found.compactMap { ResourceKey(reference: $0).flatMap { chart.twins[$0] }?.description }
    )
  }
}
