// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Extraction
@testable import tarn_train

/// Weights of a file that are packed.
@Suite struct PackedWeightsTests {
  @Test func unpackedIsWhatWasPacked() throws {
    var random = SplitMix(state: 1)
    for count in [0, 1, 7, 8, 9, 1000] {
      let weights = (0..<count).map { _ in
        Bool.random(using: &random) ? 0 : UInt8.random(in: 0...255, using: &random)
      }
      let packed = PackedWeights.pack(weights)
      let memory = try #require(packed.withUnsafeBytes { PackedWeights.unpack($0) })
      #expect(memory.count == count)
      #expect(Array(UnsafeRawBufferPointer(start: memory.bytes, count: count)) == weights)
    }
  }

  @Test func bytesThatAreMissingAreSeen() {
    let packed = PackedWeights.pack([0, 3, 0, 5])
    for broken in [Array(packed.dropLast()), packed + [1], [], [255, 255, 255, 255]] {
      #expect(broken.withUnsafeBytes { PackedWeights.unpack($0) } == nil)
    }
  }
}
