// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What a second look says of the spans that a model thinks possible in a case report: how sure it was,
/// how long they are, what stands beside them, whether they are terms, and what networks say of them.
///
/// The model decides token by token; whole spans show what it cannot see. Training and reading call the
/// same code.
package struct SpanFeatures {
  package static let buckets = 1 << 13

  /// A feature with its value.
  package typealias Feature = (bucket: Int, value: Float)

  private let sentences: [Range<Int>]
  private let outside: [Float]
  private let terms: [UInt32]
  private let opinions: [NetworkOpinion]
  /// Per token, the type that the candidates themselves would give it; -1 where none.
  private var owner: [Int8]
  /// Per token, the words of the lexicon that it is in; -1 where in none.
  private var matchOf: [Int32]
  private let matches: [(range: Range<Int>, kind: UInt32)]

  /// Looks at the candidates of a note.
  ///
  /// - Parameters:
  ///   - note: The note.
  ///   - found: Its candidates, settled.
  ///   - terms: `TokenProfile.term` of each token.
  package init(note: TokenizedNote, found: NoteCandidates, terms: [UInt32]) {
    let lexicon = Lexicon.shared
    let matches = LexiconMatcher(note: note, lexicon: lexicon)
      .matches(masked: SemanticTags.mask(note))
    self.init(note, found, terms, matches, lexicon)
  }

  init(
    _ note: TokenizedNote,
    _ found: NoteCandidates,
    _ terms: [UInt32],
    _ lexiconMatches: [LexiconMatch],
    _ lexicon: Lexicon
  ) {
    outside = found.outside
    opinions = found.opinions
    self.terms = terms
    sentences = note.sentences
    owner = [Int8](repeating: -1, count: note.tokens.count)
    for (sentence, list) in zip(note.sentences, found.candidates) {
      for span in SpanCandidate.best(list, count: sentence.count) {
        for token in span.start..<span.end {
          owner[sentence.lowerBound + token] = Int8(span.type)
        }
      }
    }
    matches = lexiconMatches.map { match in
      let entry = match.terms.first.map { lexicon.entries[Int(lexicon.terms[Int($0)].entry)] }
      return (match.start..<match.end, UInt32(entry?.kind.rawValue ?? 0))
    }
    matchOf = [Int32](repeating: -1, count: note.tokens.count)
    for (index, match) in matches.enumerated() {
      for token in match.range { matchOf[token] = Int32(index) }
    }
  }

  private enum Name: UInt32 {
    case bias, level, touch, outside, least, ratio, levelBin, touchBin, length, before, after,
      around, term, isInside, isCut, lexicon, isCrossed, whole, any, netTouch, netOutside,
      netLevel,
      wholeBin, netTouchBin, votes
  }

  /// Returns the features of a candidate.
  ///
  /// - Parameters:
  ///   - candidate: A candidate of the sentence.
  ///   - index: Which sentence.
  /// - Returns: Buckets and values.
  package func features(of candidate: SpanCandidate, in index: Int) -> [Feature] {
    var list = List()
    fill(candidate, in: index, &list)
    return list.features
  }

  private struct List: SpanFeatureSink {
    var features: [Feature] = []

    mutating func add(_ bucket: Int, _ value: Float) { features.append((bucket, value)) }
  }

  /// Gives the features of a candidate away, one by one.
  func fill<Sink: SpanFeatureSink>(
    _ candidate: SpanCandidate,
    in index: Int,
    _ sink: inout Sink
  ) {
    let sentence = sentences[index]
    let start = candidate.span.start + sentence.lowerBound
    let end = candidate.span.end + sentence.lowerBound
    let marginal = candidate.span.marginal
    let touch = candidate.touch
    var sum: Float = 0
    var most: Float = 0
    for token in start..<end {
      sum += outside[token]
      most = max(most, outside[token])
    }
    var writer = Writer(sink: sink, type: UInt32(candidate.span.type) + 1)
    writer.both(.bias, 1)
    writer.both(.level, Self.logit(marginal))
    writer.both(.touch, Self.logit(touch))
    writer.both(.outside, sum / Float(end - start))
    writer.both(.least, 1 - most)
    writer.both(.ratio, marginal / max(touch, 0.001))
    writer.both(.levelBin, 1, UInt32(max(0, marginal) * 10))
    writer.both(.touchBin, 1, UInt32(max(0, touch) * 10))
    writer.both(.length, 1, UInt32(min(end - start, 7)))
    let (left, right) = neighbours(start, end, sentence)
    writer.crossed(.before, left)
    writer.crossed(.after, right)
    writer.crossed(.around, (left >> 2) << 8 | right >> 2)
    addTerms(start, end, sentence, &writer)
    if !opinions.isEmpty { addOpinion(opinions[index], candidate, &writer) }
    sink = writer.sink
  }

  private struct Writer<Sink: SpanFeatureSink> {
    var sink: Sink
    let type: UInt32

    /// Adds a feature for all types and for the candidate's own.
    @inline(__always)
    mutating func both(_ name: Name, _ value: Float, _ part: UInt32 = 0) {
      let hash = Hash.combine(name.rawValue &+ 1, part)
      sink.add(SpanFeatures.bucket(hash, 0), value)
      sink.add(SpanFeatures.bucket(hash, type), value)
    }

    @inline(__always)
    mutating func crossed(_ name: Name, _ part: UInt32) {
      sink.add(SpanFeatures.bucket(Hash.combine(name.rawValue &+ 1, part), type), 1)
    }

    @inline(__always)
    mutating func general(_ name: Name, _ part: UInt32) {
      sink.add(SpanFeatures.bucket(Hash.combine(name.rawValue &+ 1, part), 0), 1)
    }
  }

  private func addOpinion<Sink: SpanFeatureSink>(
    _ opinion: NetworkOpinion,
    _ candidate: SpanCandidate,
    _ writer: inout Writer<Sink>
  ) {
    let span = candidate.span
    let verdict = opinion.verdict(span.start, span.end, type: span.type)
    writer.both(.whole, Self.logit(verdict.whole))
    writer.both(.any, Self.logit(verdict.any))
    writer.both(.netTouch, Self.logit(verdict.touch))
    writer.both(.netOutside, verdict.outside)
    writer.both(.netLevel, verdict.level)
    writer.both(.wholeBin, 1, UInt32(max(0, verdict.whole) * 10))
    writer.both(.netTouchBin, 1, UInt32(max(0, verdict.touch) * 10))
    writer.both(.votes, 1, UInt32(verdict.votes))
  }

  /// The types before and behind, with how many tokens are between: two bits, none where far.
  private func neighbours(_ start: Int, _ end: Int, _ sentence: Range<Int>) -> (UInt32, UInt32) {
    var at = start - 1
    var gap: UInt32 = 0
    while at >= sentence.lowerBound, owner[at] < 0, gap < 4 {
      at -= 1
      gap += 1
    }
    let isLeft = at >= sentence.lowerBound && owner[at] >= 0
    let left = (isLeft ? UInt32(owner[at]) + 1 : 0) << 2 | min(gap, 2)
    at = end
    gap = 0
    while at < sentence.upperBound, owner[at] < 0, gap < 4 {
      at += 1
      gap += 1
    }
    let isRight = at < sentence.upperBound && owner[at] >= 0
    return (left, (isRight ? UInt32(owner[at]) + 1 : 0) << 2 | min(gap, 2))
  }

  private func addTerms<Sink: SpanFeatureSink>(
    _ start: Int,
    _ end: Int,
    _ sentence: Range<Int>,
    _ writer: inout Writer<Sink>
  ) {
    // The places of tokens in terms: 1 alone, 2 first, 3 last, 4 between.
    let first = terms[start]
    let last = terms[end - 1]
    let isWhole =
      end - start == 1
      ? first & 7 == 1 : first & 7 == 2 && last & 7 == 3 && first >> 3 == last >> 3
    writer.crossed(.term, isWhole ? first >> 3 : 0)
    let isInside = !isWhole && start > sentence.lowerBound && (first & 7 == 3 || first & 7 == 4)
    writer.general(.isInside, isInside ? 1 : 0)
    let isCut = end < sentence.upperBound && (terms[end] & 7 == 3 || terms[end] & 7 == 4)
    writer.both(.isCut, 1, isCut ? 1 : 0)
    let own = matchOf[start]
    let isMatch = own >= 0 && matches[Int(own)].range == start..<end
    writer.crossed(.lexicon, isMatch ? matches[Int(own)].kind + 1 : 0)
    writer.crossed(
      .isCrossed,
      isCrossed(start, start, end) || isCrossed(end - 1, start, end) ? 1 : 0
    )
  }

  /// Whether a token is in words of the lexicon that go beyond a span.
  private func isCrossed(_ token: Int, _ start: Int, _ end: Int) -> Bool {
    guard matchOf[token] >= 0 else { return false }
    let range = matches[Int(matchOf[token])].range
    return range.lowerBound < start || range.upperBound > end
  }

  @inline(__always)
  private static func bucket(_ name: UInt32, _ type: UInt32) -> Int {
    // The first is for what every span has.
    Int(Hash.finish(Hash.combine(name, type)) % UInt32(buckets - 1)) + 1
  }

  static func logarithm(_ value: Float) -> Float { logf(max(value, 1e-4)) }

  private static func logit(_ value: Float) -> Float {
    let value = min(max(value, 1e-4), 1 - 1e-4)
    return logf(value / (1 - value))
  }
}

/// Takes features as they come.
protocol SpanFeatureSink {
  mutating func add(_ bucket: Int, _ value: Float)
}
