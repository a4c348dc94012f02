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

  private struct Sum {
    var marginal: Float = 0
    var touch: Float = 0
    var places: Float = 0
    var top: Float = 0
  }

  private struct Key: Hashable {
    var words: UInt32
    var type: Int
  }

  /// Changes the candidates of all sentences.
  package func level(_ candidates: inout [[SpanCandidate]]) {
    var sums: [Key: Sum] = [:]
    // The candidates at each place: those of the same words elsewhere are no new places.
    var counted: [Key: Set<Int>] = [:]
    for (sentence, found) in zip(note.sentences, candidates) {
      for candidate in found {
        guard let key = key(candidate, sentence.lowerBound) else { continue }
        sums[key, default: Sum()].marginal += candidate.span.marginal
        sums[key, default: Sum()].touch += candidate.touch
        sums[key, default: Sum()].places += 1
        sums[key, default: Sum()].top = max(sums[key]?.top ?? 0, candidate.span.marginal)
        counted[key, default: []].insert(sentence.lowerBound + candidate.span.start)
      }
    }
    sums = sums.filter { $0.value.top >= Self.least }
    guard !sums.isEmpty else { return }
    addOutside(&sums, counted)
    for (index, sentence) in note.sentences.enumerated() {
      for at in candidates[index].indices {
        let candidate = candidates[index][at]
        guard let key = key(candidate, sentence.lowerBound), let sum = sums[key], sum.places > 1
        else { continue }
        candidates[index][at].span.marginal +=
          Self.share * (sum.marginal / sum.places - candidate.span.marginal)
        candidates[index][at].touch += Self.share * (sum.touch / sum.places - candidate.touch)
      }
    }
  }

  /// Places of the same words that belong to nothing.
  private func addOutside(_ sums: inout [Key: Sum], _ counted: [Key: Set<Int>]) {
    var types: [UInt32: [Int]] = [:]
    for key in sums.keys { types[key.words, default: []].append(key.type) }
    for start in note.tokens.indices where outside[start] > 0.5 {
      var hash = Hash.seed
      for end in start..<min(note.tokens.count, start + Self.longest) {
        if outside[end] <= 0.5 { break }
        hash = Hash.combine(hash, note.tokens[end].hash)
        for type in types[hash] ?? [] {
          let key = Key(words: hash, type: type)
          if counted[key]?.contains(start) ?? false { continue }
          sums[key]?.places += 1
        }
      }
    }
  }

  private func key(_ candidate: SpanCandidate, _ offset: Int) -> Key? {
    let range = candidate.span.start + offset..<candidate.span.end + offset
    guard range.count <= Self.longest else { return nil }
    var hash = Hash.seed
    for token in range { hash = Hash.combine(hash, note.tokens[token].hash) }
    return Key(words: hash, type: candidate.span.type)
  }
}
