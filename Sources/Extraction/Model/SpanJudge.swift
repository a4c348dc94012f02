// SPDX-License-Identifier: Apache-2.0

/// How probable the spans of a case report are after a second look: right with both ends, and right at
/// least in part.
///
/// Two logistic classifiers, learned from what models said of documents that they had not seen: their
/// probabilities are scores as they are.
package struct SpanJudge: Sendable {
  /// A number per bucket for each of the two, the first bucket for what every span has.
  package static let byteCount = SpanFeatures.buckets * 2 * 4

  private let exact: [Float]
  private let touching: [Float]

  /// Puts the classifiers together.
  package init(exact: [Float], touching: [Float]) {
    self.exact = exact
    self.touching = touching
  }

  /// Reads the bytes of a model file.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count == Self.byteCount else { return nil }
    func numbers(_ first: Int) -> [Float] {
      (first..<first + SpanFeatures.buckets).map {
        bytes.loadUnaligned(fromByteOffset: $0 * 4, as: Float.self)
      }
    }
    self.init(exact: numbers(0), touching: numbers(SpanFeatures.buckets))
  }

  /// Returns the candidates with new probabilities.
  func judged(_ candidates: [[SpanCandidate]], _ features: SpanFeatures) -> [[SpanCandidate]] {
    exact.withUnsafeBufferPointer { exact in
      touching.withUnsafeBufferPointer { touching in
        candidates.enumerated().map { index, list in
          list.map { candidate in
            var sums = Sums(exact: exact, touching: touching)
            features.fill(candidate, in: index, &sums)
            var result = candidate
            result.span.marginal = Logistic.value(sums.right)
            result.touch = Logistic.value(sums.touch)
            return result
          }
        }
      }
    }
  }

  private struct Sums: SpanFeatureSink {
    let exact: UnsafeBufferPointer<Float>
    let touching: UnsafeBufferPointer<Float>
    var right: Float
    var touch: Float

    init(exact: UnsafeBufferPointer<Float>, touching: UnsafeBufferPointer<Float>) {
      self.exact = exact
      self.touching = touching
      right = exact[0]
      touch = touching[0]
    }

    @inline(__always)
    mutating func add(_ bucket: Int, _ value: Float) {
      right += value * exact[bucket]
      touch += value * touching[bucket]
    }
  }
}
