// SPDX-License-Identifier: Apache-2.0

/// The spans of a case report that may be right: those that the field thinks possible, and those that
/// networks alone do.
///
/// Training and reading collect them with the same code.
package struct NoteCandidates {
  /// Per sentence.
  package private(set) var candidates: [[SpanCandidate]] = []
  /// What networks say of each sentence; empty where there are none.
  package private(set) var opinions: [NetworkOpinion] = []
  /// The probability that the field gives to "outside", per token.
  package private(set) var outside: [Float]
  /// Per sentence, what networks alone have.
  private var others: [[SpanCandidate]] = []

  /// How probable a span must be to networks, chosen on three folds: at .05 there are a third more, and
  /// nothing is gained.
  private static let least: Float = 0.1

  /// Begins without any.
  ///
  /// - Parameter count: How many tokens the note has.
  package init(count: Int) { outside = [Float](repeating: 1, count: count) }

  /// Takes what was read of the next sentence.
  ///
  /// - Parameters:
  ///   - sentence: Its tokens.
  ///   - reader: What read it last.
  ///   - opinion: What networks say of it.
  package mutating func add(
    _ sentence: Range<Int>,
    _ reader: SequenceReader,
    _ opinion: NetworkOpinion?
  ) {
    candidates.append(sentence.isEmpty ? [] : reader.candidates())
    if !sentence.isEmpty {
      for (at, value) in reader.outside.enumerated() { outside[sentence.lowerBound + at] = value }
    }
    guard let opinion else { return }
    opinions.append(opinion)
    let own = candidates[candidates.count - 1]
    others.append(
      opinion.spans(least: Self.least).filter { span in
        !own.contains {
          $0.span.start == span.start && $0.span.end == span.end && $0.span.type == span.type
        }
      }
      .map { reader.candidate($0.start, $0.end, type: $0.type) }
    )
  }

  /// Levels what the field says of words that come again, and adds what networks alone have.
  package mutating func settle(_ note: TokenizedNote) {
    Repetition(note: note, outside: outside).level(&candidates)
    for (at, more) in others.enumerated() where !more.isEmpty {
      candidates[at] = (candidates[at] + more).sorted {
        ($0.span.start, $0.span.type, $0.span.end) < ($1.span.start, $1.span.type, $1.span.end)
      }
    }
    others = []
  }
}
