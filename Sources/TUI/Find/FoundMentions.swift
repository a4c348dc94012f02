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

  init() {}

  /// Puts mentions together, in time that grows with what was found.
  init(_ found: [Int32], in chart: Chart) {
    hits.reserveCapacity(found.count)
    var names = MentionNames()
    var places: [MentionNames.Place: Int32] = [:]
    for number in found {
      // Most of what is found is no mention, and costs no more than this look.
      guard chart.lane(Int(number)) == .entities else {
        hits.append(number)
        continue
      }
      let (words, code) = names.places(of: Int(number), in: chart)
      if let first = places[words] ?? code.flatMap({ places[$0] }) {
        counts[first, default: 1] += 1
        if places[words] == nil { places[words] = first }
        if let code, places[code] == nil { places[code] = first }
      } else {
        hits.append(number)
        places[words] = number
        if let code { places[code] = number }
      }
    }
  }
}

/// Names of mentions as numbers: the same few titles and notes come again and again.
private struct MentionNames {
  /// A concept in a note, and what is said of it: what is denied is another hit.
  struct Place: Hashable {
    var note: Int32
    /// A number of what is said, and of words or of a code.
    var name: Int32
    var isCode: Bool
    var said: Int32
  }

  private var notes: [String: Int32] = [:]
  private var words: [String: Int32] = [:]
  private var titles: [String: (said: Int32, words: Int32)] = [:]

  private static let said = MentionTitle.said.map { fold($0) }

  /// An entity is known by its words, and by its code where it has one.
  mutating func places(of number: Int, in chart: Chart) -> (words: Place, code: Place?) {
    let entry = chart.timeline.entries[number]
    let note = Self.number(of: entry.reference, in: &notes)
    let title = titles[entry.event.title] ?? read(entry.event.title)
    let code = entry.event.code.map { _ in
      Place(note: note, name: chart.seriesNumber(number), isCode: true, said: title.said)
    }
    return (Place(note: note, name: title.words, isCode: false, said: title.said), code)
  }

  private mutating func read(_ title: String) -> (said: Int32, words: Int32) {
    let folded = fold(title)
    let said = Self.said.firstIndex { folded.hasPrefix($0) }
    let rest = folded.dropFirst(said.map { Self.said[$0].count } ?? 0)
    let read = (Int32(said ?? -1), Self.number(of: String(rest), in: &words))
    titles[title] = read
    return read
  }

  private static func number(of text: String, in numbers: inout [String: Int32]) -> Int32 {
    if let known = numbers[text] { return known }
    let number = Int32(numbers.count)
    numbers[text] = number
    return number
  }
}
