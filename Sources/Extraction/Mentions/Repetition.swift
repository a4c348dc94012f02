// SPDX-License-Identifier: Apache-2.0

/// Makes a model agree with itself about words that a case report has more than once: each place is as
/// probable as its own sentence says and, in part, as all places say together.
package struct Repetition {
  private let note: TokenizedNote
  private let outside: [Float]

  /// How much all places count beside the one, chosen by cross-validation.
  private static let share: Float = 0.5
  private static let longest = 6
  /// What is nowhere more probable than this needs no second look.
  private static let least: Float = 0.25

  /// Looks at a note.
  ///
  /// - Parameters:
  ///   - note: The note.
  ///   - outside: The probability that each token belongs to nothing.
  package init(note: TokenizedNote, outside: [Float]) {
    self.note = note
    self.outside = outside
  }

  /// All places of the same words that may be of the same type.
  private struct Group {
    var words: UInt32
    var marginal: Float = 0
    var touch: Float = 0
    var places: Float = 0
    var top: Float = 0
    /// The tokens that they begin with, in order.
    var starts: [Int] = []

    /// Whether one of them begins with a token.
    func begins(at token: Int) -> Bool {
      var low = 0
      var high = starts.count
      while low < high {
        let middle = (low + high) / 2
        if starts[middle] < token { low = middle + 1 } else { high = middle }
      }
      return low < starts.count && starts[low] == token
    }
  }

  /// A candidate by what it is compared with.
  private struct Place {
    var key: UInt64
    var start: Int
    var sentence: Int
    var index: Int
  }

  /// Changes the candidates of all sentences.
  package func level(_ candidates: inout [[SpanCandidate]]) {
    let places = places(candidates)
    var groups: [(group: Group, places: Range<Int>)] = []
    var begin = 0
    while begin < places.count {
      var end = begin
      var group = Group(words: UInt32(places[begin].key >> 32))
      while end < places.count, places[end].key == places[begin].key {
        let candidate = candidates[places[end].sentence][places[end].index]
        group.marginal += candidate.span.marginal
        group.touch += candidate.touch
        group.places += 1
        group.top = max(group.top, candidate.span.marginal)
        group.starts.append(places[end].start)
        end += 1
      }
      if group.top >= Self.least { groups.append((group, begin..<end)) }
      begin = end
    }
    addOutside(&groups)
    for (group, range) in groups where group.places > 1 {
      for place in places[range] {
        let candidate = candidates[place.sentence][place.index]
        candidates[place.sentence][place.index].span.marginal +=
          Self.share * (group.marginal / group.places - candidate.span.marginal)
        candidates[place.sentence][place.index].touch +=
          Self.share * (group.touch / group.places - candidate.touch)
      }
    }
  }

  /// All candidates, those of the same words and type beside each other, in the order of the note.
  private func places(_ candidates: [[SpanCandidate]]) -> [Place] {
    var places: [Place] = []
    for (number, found) in candidates.enumerated() {
      let offset = note.sentences[number].lowerBound
      for (index, candidate) in found.enumerated() {
        let start = offset + candidate.span.start
        let range = start..<offset + candidate.span.end
        guard range.count <= Self.longest else { continue }
        var hash = Hash.seed
        for token in range { hash = Hash.combine(hash, note.tokens[token].hash) }
        places.append(
          Place(
            key: UInt64(hash) << 32 | UInt64(candidate.span.type),
            start: start,
            sentence: number,
            index: index
          )
        )
      }
    }
    return places.sorted { ($0.key, $0.start) < ($1.key, $1.start) }
  }

  /// Places of the same words that belong to nothing.
  private func addOutside(_ groups: inout [(group: Group, places: Range<Int>)]) {
    var types: [UInt32: [Int]] = [:]
    // Most runs of words are those of no group: one look says so.
    var mayBe = [Bool](repeating: false, count: 1 << 12)
    for (index, entry) in groups.enumerated() {
      types[entry.group.words, default: []].append(index)
      mayBe[Int(entry.group.words & 0xFFF)] = true
    }
    for start in note.tokens.indices where outside[start] > 0.5 {
      var hash = Hash.seed
      for end in start..<min(note.tokens.count, start + Self.longest) {
        if outside[end] <= 0.5 { break }
        hash = Hash.combine(hash, note.tokens[end].hash)
        guard mayBe[Int(hash & 0xFFF)], let found = types[hash] else { continue }
        // The candidates of the same words are no new places.
        for index in found where !groups[index].group.begins(at: start) {
          groups[index].group.places += 1
        }
      }
    }
  }
}
