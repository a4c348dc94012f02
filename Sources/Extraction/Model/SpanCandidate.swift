// SPDX-License-Identifier: Apache-2.0

/// A span of a sentence that may be right.
package struct SpanCandidate {
  package var span: ModelSpan
  /// The greatest probability that a token of it is of its type.
  package var touch: Float

  /// What a span must be worth, before and after a second look, and what an overlapping hit is worth
  /// beside a strict one: chosen by cross-validation on case reports.
  private static let price: Float = 0.3
  private static let judgedPrice: Float = 0.33
  private static let touchWorth: Float = 0.5

  /// The spans that make the most of strict and of overlapping hits that are expected.
  ///
  /// - Parameters:
  ///   - all: The candidates of a sentence, in the order of their beginnings.
  ///   - count: How many tokens the sentence has.
  ///   - isJudged: Whether the probabilities are those of a `SpanJudge`.
  /// - Returns: Spans that do not overlap, in their order.
  package static func best(
    _ all: [SpanCandidate],
    count: Int,
    isJudged: Bool = false
  ) -> [ModelSpan] {
    if all.isEmpty { return [] }
    let price = isJudged ? judgedPrice : Self.price
    // The last candidate that ends at each token, and the one before each.
    var last = [Int](repeating: -1, count: count + 1)
    var before = [Int](repeating: -1, count: all.count)
    for (index, candidate) in all.enumerated() {
      before[index] = last[candidate.span.end]
      last[candidate.span.end] = index
    }
    var worth = [Float](repeating: 0, count: count + 1)
    var taken = [Int](repeating: -1, count: count + 1)
    for end in 1...count {
      worth[end] = worth[end - 1]
      var index = last[end]
      while index >= 0 {
        let candidate = all[index]
        let value =
          candidate.span.marginal + touchWorth * candidate.touch
          - price * (1 + touchWorth) + worth[candidate.span.start]
        if value > worth[end] {
          worth[end] = value
          taken[end] = index
        }
        index = before[index]
      }
    }
    var result: [ModelSpan] = []
    var end = count
    while end > 0 {
      if taken[end] >= 0 {
        let span = all[taken[end]].span
        result.append(span)
        end = span.start
      } else {
        end -= 1
      }
    }
    return result.reversed()
  }
}
