// SPDX-License-Identifier: Apache-2.0

/// A linear-chain conditional random field with hashed features and eight-bit weights.
///
/// Labels are BIO: 0 is outside, `2k + 1` begins type `k`, `2k + 2` is inside of it.
struct SequenceModel: Sendable {
  /// The names of the types.
  let types: [String]
  /// What a weight of 1 is worth.
  let scale: Float
  /// A row of `stride` weights per bucket.
  let weights: UnsafeModelBytes
  let stride: Int
  /// From label to label, the first row from the beginning of a sentence.
  let transitions: [Float]

  var labelCount: Int { types.count * 2 + 1 }

  /// Adds up the weights of the features of one token.
  @inline(__always)
  func scores(
    _ features: UnsafePointer<UInt16>,
    _ count: Int,
    _ sums: UnsafeMutablePointer<Int16>,
    into scores: UnsafeMutablePointer<Float>
  ) {
    let stride = self.stride
    for label in 0..<stride { sums[label] = 0 }
    let base = weights.base.assumingMemoryBound(to: Int8.self)
    for feature in 0..<count {
      let row = base + Int(features[feature]) * stride
      for label in 0..<stride { sums[label] &+= Int16(row[label]) }
    }
    for label in 0..<labelCount { scores[label] = Float(sums[label]) * scale }
  }
}

/// Bytes of the model that live as long as the program.
struct UnsafeModelBytes: @unchecked Sendable {
  let base: UnsafeRawPointer
}
