// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A linear-chain conditional random field with hashed features and eight-bit weights.
///
/// Labels are BIO: 0 is outside, `2k + 1` begins type `k`, `2k + 2` is inside of it.
package struct SequenceModel: Sendable {
  /// The names of the types.
  package let types: [String]
  /// What a weight of 1 is worth.
  let scale: Float
  /// What is taken from "outside": more of it finds more and errs more.
  let bias: Float
  /// Which features have weights.
  let filter: FeatureFilter
  /// A row of `stride` weights per bucket.
  let weights: UnsafeModelBytes
  let stride: Int
  /// From label to label, the first row from the beginning of a sentence; forbidden ones are low.
  let transitions: [Float]
  let edges: [Float]

  package var labelCount: Int { types.count * 2 + 1 }

  /// Puts a model together.
  ///
  /// - Parameters:
  ///   - types: The names of the types.
  ///   - scale: What a weight of 1 is worth.
  ///   - bias: What is taken from "outside".
  ///   - filter: Which features were learned.
  ///   - weights: A row of weights per bucket; they live as long as the program.
  ///   - transitions: A row from the beginning, then one per label.
  package init(
    types: [String],
    scale: Float,
    bias: Float,
    filter: FeatureFilter,
    weights: UnsafeRawPointer,
    transitions: [Float]
  ) {
    self.types = types
    self.scale = scale
    self.bias = bias
    self.filter = filter
    self.weights = UnsafeModelBytes(base: weights)
    let labels = types.count * 2 + 1
    let stride = Self.stride(labels: labels)
    self.stride = stride
    var allowed = transitions
    edges = transitions.enumerated().map { $0 % stride < labels ? expf($1) : 0 }
    for from in 0...labels {
      for label in 0..<stride {
        let isInside = label > 0 && label % 2 == 0
        let follows = from > 0 && (from - 1 == label || from - 1 == label - 1)
        if label >= labels || isInside && !follows { allowed[from * stride + label] = -1e9 }
      }
    }
    self.transitions = allowed
  }

  package static func stride(labels: Int) -> Int { (labels + 7) / 8 * 8 }

  /// Adds up the weights of the features of one token.
  @inline(__always)
  func scores(
    _ features: UnsafePointer<UInt16>,
    _ count: Int,
    into scores: UnsafeMutablePointer<Float>
  ) {
    let base = weights.base.assumingMemoryBound(to: Int8.self)
    var lane = 0
    while lane < stride {
      var sums = SIMD8<Int16>(repeating: 0)
      for feature in 0..<count {
        let row = base + Int(features[feature]) * stride + lane
        let bytes = UnsafeRawPointer(row).loadUnaligned(as: SIMD8<Int8>.self)
        sums &+= SIMD8<Int16>(truncatingIfNeeded: bytes)
      }
      let values = SIMD8<Float>(sums) * scale
      UnsafeMutableRawPointer(scores + lane).storeBytes(of: values, as: SIMD8<Float>.self)
      lane += 8
    }
    scores[0] -= bias
  }
}

/// Bytes of the model that live as long as the program.
package struct UnsafeModelBytes: @unchecked Sendable {
  package let base: UnsafeRawPointer
}

/// A span that a sequence model found, in tokens.
package struct ModelSpan: Sendable, Equatable {
  package var start: Int
  package var end: Int
  /// The index of the type in the model.
  package var type: Int
  /// The least probability of the labels of its tokens.
  package var marginal: Float
}
