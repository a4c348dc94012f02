// SPDX-License-Identifier: Apache-2.0

/// The features of the words of a sentence, made once for all models that read it.
///
/// The memory is kept from sentence to sentence.
package final class SentenceFeatures {
  private var hashes: UnsafeMutablePointer<UInt32>
  private var counts: [Int] = []
  private var capacity = 32

  package init() { hashes = .allocate(capacity: capacity * FeatureTemplate.maximum) }

  deinit { hashes.deallocate() }

  /// Makes the features of a sentence.
  ///
  /// - Parameters:
  ///   - rows: The profile of the first token, with `FeatureTemplate.margin` profiles around.
  ///   - count: How many tokens the sentence has.
  package func fill(_ rows: UnsafePointer<TokenProfile>, _ count: Int) {
    if count > capacity {
      hashes.deallocate()
      capacity = count + 32
      hashes = .allocate(capacity: capacity * FeatureTemplate.maximum)
    }
    counts.removeAll(keepingCapacity: true)
    for index in 0..<count {
      counts.append(
        FeatureTemplate.fillWords(rows + index, hashes + index * FeatureTemplate.maximum)
      )
    }
  }

  /// The hashes of a token's features, and how many they are.
  @inline(__always)
  func features(_ index: Int) -> (hashes: UnsafePointer<UInt32>, count: Int) {
    (UnsafePointer(hashes + index * FeatureTemplate.maximum), counts[index])
  }
}
