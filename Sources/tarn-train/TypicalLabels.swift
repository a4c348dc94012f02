// SPDX-License-Identifier: Apache-2.0

import Extraction

/// What a first model says of each word over much text without labels: the types it usually has.
///
/// A second model learns from it what words mean that its own documents hardly hold.
struct TypicalLabels {
  /// A code per word; words that are never anything have none.
  private(set) var codes: [UInt32: UInt16] = [:]

  /// Reads sentences with a model and counts.
  ///
  /// - Parameters:
  ///   - sentences: Sentences as profiles.
  ///   - types: How many types the model has.
  ///   - reader: Gives each token of a sentence its label and the probability of it.
  init(
    _ sentences: [[TokenProfile]],
    types: Int,
    reader: ([TokenProfile]) -> (labels: [UInt8], marginals: [Float])
  ) {
    var sums: [UInt32: [Float]] = [:]
    for sentence in sentences {
      let (labels, marginals) = reader(sentence)
      for (at, profile) in sentence.enumerated() {
        let type = labels[at] == 0 ? types : (Int(labels[at]) - 1) / 2
        sums[profile.word, default: [Float](repeating: 0, count: types + 2)][type] += marginals[at]
        sums[profile.word]?[types + 1] += 1
      }
    }
    for (word, counts) in sums where counts[types + 1] >= 3 {
      codes[word] = Self.code(counts, types: types)
    }
  }

  /// The leading type, the one behind it where it matters, and how often it is any.
  private static func code(_ counts: [Float], types: Int) -> UInt16? {
    let total = counts[types + 1]
    let order = (0..<types).sorted { (counts[$1], $0) < (counts[$0], $1) }
    let first = counts[order[0]] / total
    let outside = counts[types] / total
    guard first > 0.02 else { return nil }
    let level: UInt16 =
      outside < 0.15 ? 4 : outside < 0.4 ? 3 : outside < 0.7 ? 2 : outside < 0.9 ? 1 : 0
    let second = counts[order[1]] > 0.25 * counts[order[0]] ? UInt16(order[1] + 1) : 0
    return (UInt16(order[0] + 1) << 8 | second << 3 | level)
  }
}
