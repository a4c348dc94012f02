// SPDX-License-Identifier: Apache-2.0

import Extraction
import Glibc

/// A span that a model thought possible in a document it had not seen, and what became of it.
struct SpanExample {
  var features: [SpanFeatures.Feature]
  /// Whether an annotator marked it with both ends, and whether one marked some of it.
  var isRight: Bool
  var touches: Bool
}

/// Trains the second look at spans of case reports.
struct SpanTraining {
  /// How strongly weights are held small, for the exact spans and for the touching ones.
  private static let l2: (exact: Float, touching: Float) = (10, 25)

  /// Looks at the candidates of a document.
  ///
  /// - Parameters:
  ///   - document: A document with its spans.
  ///   - terms: `TokenProfile.term` of each token.
  ///   - found: What models that have not seen it think possible.
  /// - Returns: One per candidate.
  static func examples(
    _ document: LabelledDocument,
    terms: [UInt32],
    _ found: NoteCandidates
  ) -> [SpanExample] {
    let features = SpanFeatures(note: document.note, found: found, terms: terms)
    let exact = Set(document.spans)
    var result: [SpanExample] = []
    for (index, list) in found.candidates.enumerated() {
      let first = document.note.sentences[index].lowerBound
      for candidate in list {
        let span = TokenSpan(
          start: candidate.span.start + first,
          end: candidate.span.end + first,
          type: candidate.span.type
        )
        result.append(
          SpanExample(
            features: features.features(of: candidate, in: index),
            isRight: exact.contains(span),
            touches: document.spans.contains { other in
              other.type == span.type && other.start < span.end && span.start < other.end
            }
          )
        )
      }
    }
    return result
  }

  /// Returns the weights of both classifiers as bytes.
  static func weights(_ examples: [SpanExample]) -> [UInt8] {
    if examples.isEmpty { return [] }
    let (exact, touching) = classifiers(examples)
    return ModelWriter.bytes(exact) + ModelWriter.bytes(touching)
  }

  /// Returns the weights of both classifiers.
  static func classifiers(_ examples: [SpanExample]) -> (exact: [Float], touching: [Float]) {
    (fit(examples, l2: l2.exact, \.isRight), fit(examples, l2: l2.touching, \.touches))
  }

  private static func fit(
    _ examples: [SpanExample],
    l2: Float,
    _ isTrue: KeyPath<SpanExample, Bool>
  ) -> [Float] {
    let start = [Float](repeating: 0, count: SpanFeatures.buckets)
    let labels = examples.map { $0[keyPath: isTrue] }
    return LBFGS(iterations: 200, tolerance: 1e-6).minimise(start) { x, gradient in
      var loss = 0.0
      for at in x.indices {
        // What every span has is free.
        let own = at == 0 ? 0 : l2
        loss += Double(own * x[at] * x[at])
        gradient[at] = 2 * own * x[at]
      }
      for (example, label) in zip(examples, labels) {
        var sum = x[0]
        for (bucket, value) in example.features { sum += value * x[bucket] }
        let chance = Logistic.value(sum)
        loss -= Double(logf(max(label ? chance : 1 - chance, 1e-9)))
        let slope = chance - (label ? 1 : 0)
        gradient[0] += slope
        for (bucket, value) in example.features { gradient[bucket] += slope * value }
      }
      return loss
    }
  }
}
