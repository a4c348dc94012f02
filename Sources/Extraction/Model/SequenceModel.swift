// SPDX-License-Identifier: Apache-2.0

import CExtractionModel

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
  /// To label from label: `edges` without its first row, turned.
  let edgesBack: [Float]

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
    weights: UnsafeModelBytes,
    transitions: [Float]
  ) {
    self.types = types
    self.scale = scale
    self.bias = bias
    self.filter = filter
    self.weights = weights
    let labels = types.count * 2 + 1
    let stride = Self.stride(labels: labels)
    self.stride = stride
    var allowed = transitions
    let edges = transitions.enumerated().map { $0 % stride < labels ? expf($1) : 0 }
    self.edges = edges
    edgesBack = (0..<stride * stride).map { at in
      let (to, from) = at.quotientAndRemainder(dividingBy: stride)
      return from < labels ? edges[(from + 1) * stride + to] : 0
    }
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

  /// Asks for the weights of the features of one token.
  @inline(__always)
  func prefetch(_ features: UnsafePointer<UInt16>, _ count: Int) {
    for feature in 0..<count { tarn_prefetch(weights.base + Int(features[feature]) * stride) }
  }

  /// Adds up the weights of the features of one token.
  @inline(__always)
  func scores(
    _ features: UnsafePointer<UInt16>,
    _ count: Int,
    into scores: UnsafeMutablePointer<Float>
  ) {
    let base = weights.base
    var lane = 0
    // All of a long row at once: its memory is touched once.
    while lane + 32 <= stride {
      var sums = (SIMD8<Int16>(), SIMD8<Int16>(), SIMD8<Int16>(), SIMD8<Int16>())
      for feature in 0..<count {
        let row = base + Int(features[feature]) * stride + lane
        sums.0 &+= Self.weights(row)
        sums.1 &+= Self.weights(row + 8)
        sums.2 &+= Self.weights(row + 16)
        sums.3 &+= Self.weights(row + 24)
      }
      store(sums.0, at: scores + lane)
      store(sums.1, at: scores + lane + 8)
      store(sums.2, at: scores + lane + 16)
      store(sums.3, at: scores + lane + 24)
      lane += 32
    }
    while lane < stride {
      var sums = SIMD8<Int16>(repeating: 0)
      for feature in 0..<count {
        sums &+= Self.weights(base + Int(features[feature]) * stride + lane)
      }
      store(sums, at: scores + lane)
      lane += 8
    }
    scores[0] -= bias
  }

  @inline(__always)
  private static func weights(_ place: UnsafeRawPointer) -> SIMD8<Int16> {
    SIMD8<Int16>(truncatingIfNeeded: place.loadUnaligned(as: SIMD8<Int8>.self))
  }

  @inline(__always)
  private func store(_ sums: SIMD8<Int16>, at place: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(place).storeBytes(
      of: SIMD8<Float>(sums) * scale,
      as: SIMD8<Float>.self
    )
  }
}

/// Bytes of the model that live as long as the program, or as their owner.
package struct UnsafeModelBytes: @unchecked Sendable {
  package let base: UnsafeRawPointer
  package let count: Int
  private let owner: ModelMemory?

  /// Takes bytes that live as long as the program.
  package init(base: UnsafeRawPointer, count: Int = 0) {
    self.base = base
    self.count = count
    owner = nil
  }

  /// Takes bytes of a file, if there are any.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress, !bytes.isEmpty else { return nil }
    self.init(base: base, count: bytes.count)
  }

  /// Takes bytes that live as long as the models that hold them.
  init(_ memory: ModelMemory) {
    base = UnsafeRawPointer(memory.bytes)
    count = memory.count
    owner = memory
  }
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
