// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A small generator, so that a run can be repeated.
struct Dice {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() >> 11) % bound }
  mutating func unit() -> Float { Float(next() >> 40) / Float(1 << 24) }
}

/// Word vectors by skip-gram with negative sampling, and clusters of them.
struct WordVectors {
  static let size = 96
  let words: [UInt32]
  var vectors: [Float]

  /// Trains on sentences of word hashes.
  init(sentences: [[UInt32]], minimum: Int, window: Int, epochs: Int, seed: UInt64) {
    var counts: [UInt32: Int] = [:]
    for sentence in sentences { for word in sentence { counts[word, default: 0] += 1 } }
    let kept = counts.filter { $0.value >= minimum }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    words = kept.map(\.key)
    let index = Dictionary(uniqueKeysWithValues: words.enumerated().map { ($1, $0) })
    let total = Float(kept.reduce(0) { $0 + $1.value })
    let keep = kept.map { min(1, (1e-3 * total / Float($0.value)).squareRoot()) }
    var dice = Dice(state: seed)
    let size = Self.size
    vectors = (0..<(words.count * size)).map { _ in (dice.unit() - 0.5) / Float(size) }
    var contexts = [Float](repeating: 0, count: words.count * size)
    var table: [Int32] = []
    let mass = kept.reduce(0.0) { $0 + pow(Double($1.value), 0.75) }
    for (word, entry) in kept.enumerated() {
      let share = Int(pow(Double(entry.value), 0.75) / mass * 1_000_000) + 1
      table.append(contentsOf: repeatElement(Int32(word), count: share))
    }
    let encoded = sentences.map { $0.compactMap { index[$0] } }
    let steps = Float(epochs * encoded.count)
    var done: Float = 0
    vectors.withUnsafeMutableBufferPointer { vectors in
      contexts.withUnsafeMutableBufferPointer { contexts in
        let change = UnsafeMutablePointer<Float>.allocate(capacity: size)
        defer { change.deallocate() }
        for _ in 0..<epochs {
          for sentence in encoded {
            done += 1
            let rate = max(0.0005, 0.05 * (1 - done / steps))
            let sampled = sentence.filter { dice.unit() < keep[$0] }
            for (at, word) in sampled.enumerated() {
              let reach = 1 + dice.below(window)
              for other in max(0, at - reach)..<min(sampled.count, at + reach + 1)
              where other != at {
                let input = vectors.start + sampled[other] * size
                for lane in 0..<size { change[lane] = 0 }
                for sample in 0..<6 {
                  let target = sample == 0 ? word : Int(table[dice.below(table.count)])
                  if sample > 0, target == word { continue }
                  let output = contexts.start + target * size
                  let score = Self.product(input, output)
                  let gap = ((sample == 0 ? 1 : 0) - 1 / (1 + expf(-score))) * rate
                  for lane in 0..<size {
                    change[lane] += gap * output[lane]
                    output[lane] += gap * input[lane]
                  }
                }
                for lane in 0..<size { input[lane] += change[lane] }
              }
            }
          }
        }
      }
    }
    for word in words.indices {
      let range = word * size..<(word + 1) * size
      let norm = max(vectors[range].reduce(0) { $0 + $1 * $1 }.squareRoot(), 1e-6)
      for at in range { vectors[at] /= norm }
    }
  }

  @inline(__always)
  private static func product(
    _ left: UnsafePointer<Float>,
    _ right: UnsafePointer<Float>
  ) -> Float {
    var lanes = SIMD16<Float>(repeating: 0)
    var at = 0
    while at < size {
      lanes +=
        UnsafeRawPointer(left + at).loadUnaligned(as: SIMD16<Float>.self)
        * UnsafeRawPointer(right + at).loadUnaligned(as: SIMD16<Float>.self)
      at += 16
    }
    return lanes.sum()
  }

  /// Returns a cluster per word, numbered from 1.
  func clusters(_ count: Int, iterations: Int, seed: UInt64) -> [Int] {
    let size = Self.size
    var dice = Dice(state: seed)
    var centers: [Float] = []
    for _ in 0..<count {
      let word = dice.below(words.count)
      centers += vectors[word * size..<(word + 1) * size]
    }
    var result = [Int](repeating: 0, count: words.count)
    for _ in 0..<iterations {
      vectors.withUnsafeBufferPointer { vectors in
        centers.withUnsafeBufferPointer { centers in
          for word in words.indices {
            var best: Float = -.infinity
            for cluster in 0..<count {
              let value = Self.product(
                vectors.start + word * size,
                centers.start + cluster * size
              )
              if value > best {
                best = value
                result[word] = cluster
              }
            }
          }
        }
      }
      var sums = [Float](repeating: 0, count: count * size)
      for (word, cluster) in result.enumerated() {
        for lane in 0..<size { sums[cluster * size + lane] += vectors[word * size + lane] }
      }
      for cluster in 0..<count {
        let range = cluster * size..<(cluster + 1) * size
        var norm = sums[range].reduce(0) { $0 + $1 * $1 }.squareRoot()
        if norm < 1e-6 {
          let word = dice.below(words.count)
          sums.replaceSubrange(range, with: vectors[word * size..<(word + 1) * size])
          norm = 1
        }
        for at in range { centers[at] = sums[at] / norm }
      }
    }
    return result.map { $0 + 1 }
  }
}
