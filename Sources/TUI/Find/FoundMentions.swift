// SPDX-License-Identifier: Apache-2.0

internal import Timeline

/// What a search found, with one hit for what a note mentions more than once.
///
/// ```
/// found    note 1: HbA1c, HbA1c, metformin    note 2: A1c
/// hits     HbA1c ×2, metformin, A1c
/// ```
struct FoundMentions: Sendable, Equatable {
  /// The hits, as numbers of events, in order.
  private(set) var hits: [Int32] = []

  /// How often the note mentions what a hit is about, where that is more than once.
  private(set) var counts: [Int32: Int] = [:]

  /// A concept in a note, and what is said of it: what is denied is another hit.
  private struct Place: Hashable {
    var note: ResourceKey
    var said: String
    var concept: String
  }

  init() {}

  /// Puts mentions together, in time that grows with what was found.
  init(_ found: [Int32], in chart: Chart) {
    hits.reserveCapacity(found.count)
    var places: [Place: Int32] = [:]
    for number in found {
      let entry = chart[Int(number)]
      guard entry.event.lane == .entities else {
        hits.append(number)
        continue
      }
      let names = Self.places(of: entry)
      if let first = names.lazy.compactMap({ places[$0] }).first {
        counts[first, default: 1] += 1
        for name in names where places[name] == nil { places[name] = first }
      } else {
        hits.append(number)
        for name in names { places[name] = number }
      }
    }
  }

  /// An entity is known by its code, and by its words.
  private static func places(of entry: ChartEvent) -> [Place] {
    let title = fold(entry.event.title)
    let said = MentionTitle.said.map { fold($0) }.first { title.hasPrefix($0) } ?? ""
    let words = String(title.dropFirst(said.count))
    let names = [words] + (entry.event.code.map { ["\(entry.event.system ?? "") \($0)"] } ?? [])
    return names.map { Place(note: entry.key, said: said, concept: $0) }
  }
}
