// SPDX-License-Identifier: Apache-2.0

/// Features that are left out at random while a model learns.
///
/// Words say so much that a model of few documents learns little of what stands around them; a model
/// that often misses them leans on clusters, endings and neighbours too, and reads words that it never
/// saw better.
struct FeatureNoise {
  /// What is left out.
  var rate: Float
  /// How often each sentence is read, each time without other features.
  var copies: Int
  /// What weights are multiplied by afterwards, because all features speak when a note is read.
  ///
  /// It is a little more than the share that was kept, which was best on the folds.
  var share: Float
  var seed: UInt64 = 20_260_101

  /// The model for notes: chosen on two of five folds of case reports.
  static let notes = FeatureNoise(rate: 0.5, copies: 4, share: 0.525)

  /// Returns the copies of a set, with what is left of its features.
  func applied(to set: TrainingSet, _ known: KnownFeatures) -> (TrainingSet, KnownFeatures) {
    var noised = TrainingSet()
    var features = KnownFeatures()
    var random = SplitMix(state: seed)
    let limit = UInt64(rate * 65_536)
    for _ in 0..<copies {
      for sentence in set.sentences {
        let first = noised.labels.count
        for token in sentence {
          for at in known.offsets[token]..<known.offsets[token + 1]
          where random.next() >> 48 >= limit {
            features.buckets.append(known.buckets[at])
          }
          features.offsets.append(features.buckets.count)
        }
        noised.labels.append(contentsOf: set.labels[sentence])
        noised.sentences.append(first..<noised.labels.count)
      }
    }
    return (noised, features)
  }
}
