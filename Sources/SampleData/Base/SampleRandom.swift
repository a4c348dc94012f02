// SPDX-License-Identifier: Apache-2.0

/// A repeatable source of numbers: xoshiro256**, seeded by SplitMix64.
///
/// The same seed and stream give the same numbers on every platform. Only integer arithmetic and
/// the basic operations of IEEE 754 are used, so no result depends on a mathematics library.
struct SampleRandom: RandomNumberGenerator, Sendable {
  private var s0: UInt64
  private var s1: UInt64
  private var s2: UInt64
  private var s3: UInt64

  /// Creates a generator for one stream (a patient, a purpose) of a seed.
  init(seed: UInt64, stream: UInt64, purpose: UInt64 = 0) {
    var state = seed
    state = Self.mix(&state) ^ stream &* 0xD134_2543_DE82_EF95
    state = Self.mix(&state) ^ purpose &* 0xA24B_AED4_963E_E407
    s0 = Self.mix(&state)
    s1 = Self.mix(&state)
    s2 = Self.mix(&state)
    s3 = Self.mix(&state)
  }

  /// Returns the next number of SplitMix64 and moves its state.
  static func mix(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func next() -> UInt64 {
    let product = s1 &* 5
    let result = ((product << 7) | (product >> 57)) &* 9
    let shifted = s1 << 17
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= shifted
    s3 = (s3 << 45) | (s3 >> 19)
    return result
  }

  /// Returns a number from 0 up to, not including, 1.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Returns whether something of a probability happens.
  mutating func chance(_ probability: Double) -> Bool { unit() < probability }

  /// Returns an integer of a range, both ends included.
  mutating func int(_ range: ClosedRange<Int>) -> Int {
    let width = UInt64(range.upperBound - range.lowerBound + 1)
    return range.lowerBound + Int(next().multipliedFullWidth(by: width).high)
  }

  /// Returns a number of a range.
  mutating func double(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + unit() * (range.upperBound - range.lowerBound)
  }

  /// Returns a number that is near enough to normally distributed: a sum of uniform ones, so that
  /// it stays within six deviations.
  mutating func normal(_ mean: Double, _ deviation: Double) -> Double {
    var sum = -3.0
    for _ in 0..<3 {
      let bits = next()
      sum += Double(bits & 0xFFFF_FFFF) * 0x1p-32 + Double(bits >> 32) * 0x1p-32
    }
    // A sum of six uniform numbers has a variance of one half.
    return mean + sum * 1.414_213_562_373_095_1 * deviation
  }

  /// Returns one of the elements of an array that is not empty.
  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[int(0...elements.count - 1)]
  }

  /// Returns the position of a weight, each as likely as it is heavy.
  mutating func weighted(_ weights: [Double]) -> Int {
    var rest = unit() * weights.reduce(0, +)
    for (index, weight) in weights.enumerated() {
      rest -= weight
      if rest < 0 { return index }
    }
    return weights.count - 1
  }
}
