// SPDX-License-Identifier: Apache-2.0

/// What networks say of a sentence: how probable each label of each token is.
///
/// Labels are BIO, as those of `SequenceModel`.
package struct NetworkOpinion: Sendable {
  /// A row of labels per token, of each network and in the mean.
  private let chances: [[Float]]
  private let mean: [Float]
  private let count: Int
  private let labels: Int
  private let stride: Int

  /// Nothing of a sentence without tokens.
  package init() { self.init([], count: 0, labels: 1) }

  package init(_ chances: [[Float]], count: Int, labels: Int) {
    self.chances = chances
    self.count = count
    self.labels = labels
    stride = SequenceModel.stride(labels: labels)
    var mean = [Float](repeating: 0, count: count * stride)
    for network in chances {
      for at in mean.indices { mean[at] += network[at] / Float(chances.count) }
    }
    self.mean = mean
  }

  /// What the networks together, and one by one, say of a span.
  struct Verdict {
    /// How probable the span is to their mean.
    var whole: Float
    /// How probable it is that something begins and ends as the span does.
    var any: Float
    /// The greatest probability that a token of it is of its type, and the mean one that it is nothing.
    var touch: Float
    var outside: Float
    /// The mean of the logarithms of its labels' probabilities.
    var level: Float
    /// How many networks rather have it than not.
    var votes: Int
  }

  /// How probable a label of a token is in the mean.
  func chance(_ token: Int, label: Int) -> Float { mean[token * stride + label] }

  /// Returns what is said of a span.
  func verdict(_ start: Int, _ end: Int, type: Int) -> Verdict {
    var verdict = Verdict(
      whole: chance(mean, start, end, type),
      any: 0,
      touch: 0,
      outside: 0,
      level: 0,
      votes: 0
    )
    for network in chances where chance(network, start, end, type) > 0.5 { verdict.votes += 1 }
    for other in 0..<labels / 2 { verdict.any += chance(mean, start, end, other) }
    for at in start..<end {
      let begins = mean[at * stride + type * 2 + 1]
      let goesOn = mean[at * stride + type * 2 + 2]
      verdict.touch = max(verdict.touch, begins + goesOn)
      verdict.outside += mean[at * stride] / Float(end - start)
      verdict.level +=
        SpanFeatures.logarithm(at == start ? begins : goesOn) / Float(end - start)
    }
    return verdict
  }

  /// The probability that a span begins, goes on to its end, and no further.
  private func chance(_ rows: [Float], _ start: Int, _ end: Int, _ type: Int) -> Float {
    var result = rows[start * stride + type * 2 + 1]
    for at in start + 1..<max(end, start + 1) { result *= rows[at * stride + type * 2 + 2] }
    return end < count ? result * (1 - rows[end * stride + type * 2 + 2]) : result
  }

  /// Spans that may be right.
  ///
  /// - Parameter least: How probable they must be.
  /// - Returns: Each with its probability, in the order of their beginnings.
  func spans(least: Float) -> [ModelSpan] {
    var result: [ModelSpan] = []
    for start in 0..<count where mean[start * stride] < 1 - least {
      for type in 0..<labels / 2 {
        var chance = mean[start * stride + type * 2 + 1]
        var end = start + 1
        while chance >= least, end <= count {
          let more = end < count ? mean[end * stride + type * 2 + 2] : 0
          if chance * (1 - more) >= least {
            let span = ModelSpan(start: start, end: end, type: type, marginal: chance * (1 - more))
            result.append(span)
          }
          chance *= more
          end += 1
        }
      }
    }
    return result
  }
}
