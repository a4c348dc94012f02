// SPDX-License-Identifier: Apache-2.0

/// The features of a token in its sentence, as hashes.
///
/// Training and reading call the same code: a change here needs new weights.
package enum FeatureTemplate {
  /// How many profiles are needed on each side of a sentence.
  package static let margin = 3
  package static let buckets = 1 << 16
  /// An upper bound of the features of one token.
  package static let maximum = 96

  /// Writes a token's features as hashes: `FeatureFilter` says which a model knows.
  ///
  /// - Parameters:
  ///   - row: The profile of the token, with `margin` profiles before and after it.
  ///   - out: Room for `maximum` hashes.
  /// - Returns: How many were written.
  @inline(__always)
  package static func fill(
    _ row: UnsafePointer<TokenProfile>,
    _ out: UnsafeMutablePointer<UInt32>
  ) -> Int {
    let count = fillWords(row, out)
    return count + fillLabels(row, out + count)
  }

  /// Writes the features that need no first model: those of the words, which all models share.
  @inline(__always)
  static func fillWords(
    _ row: UnsafePointer<TokenProfile>,
    _ out: UnsafeMutablePointer<UInt32>
  ) -> Int {
    var writer = Writer(out: out)
    let center = row.pointee
    let left = row[-1]
    let right = row[1]
    writer.constant()
    writer.add(center.word)
    writer.add(center.prefix2)
    writer.add(center.prefix3)
    writer.add(center.prefix4)
    writer.add(center.suffix2)
    writer.add(center.suffix3)
    writer.add(center.suffix4)
    writer.add(center.suffix5)
    writer.add(center.shape)
    writer.add(center.shortShape)
    writer.add(center.length)
    writer.add(left.shortShape)
    writer.add(right.shortShape)
    writer.pair(Hash.combine(left.shortShape, center.shortShape), right.shortShape)
    writer.add(row[-3].word)
    writer.add(row[-2].word)
    writer.add(left.word)
    writer.add(right.word)
    writer.add(row[2].word)
    writer.add(row[3].word)
    writer.add(left.suffix3)
    writer.add(right.suffix3)
    writer.pair(left.word, center.word)
    writer.pair(center.word, right.word)
    writer.pair(left.word, right.word)
    context(row, &writer)
    classes(row, &writer)
    return writer.count
  }

  @inline(__always)
  private static func context(_ row: UnsafePointer<TokenProfile>, _ writer: inout Writer) {
    let center = row.pointee
    let left = row[-1]
    let right = row[1]
    writer.known(row[-2].cluster)
    writer.known(left.cluster)
    writer.known(center.cluster)
    writer.known(right.cluster)
    writer.known(row[2].cluster)
    writer.known(row[-2].cluster256)
    writer.known(left.cluster256)
    writer.known(center.cluster256)
    writer.known(right.cluster256)
    writer.known(row[2].cluster256)
    writer.known(row[-2].cluster64)
    writer.known(left.cluster64)
    writer.known(center.cluster64)
    writer.known(right.cluster64)
    writer.known(row[2].cluster64)
    writer.pair(left.cluster256, center.cluster256)
    writer.pair(center.cluster256, right.cluster256)
    writer.pair(left.cluster64, center.cluster64)
    writer.pair(center.cluster64, right.cluster64)
    writer.pair(Hash.combine(left.cluster64, center.cluster64), right.cluster64)
  }

  @inline(__always)
  private static func classes(_ row: UnsafePointer<TokenProfile>, _ writer: inout Writer) {
    let center = row.pointee
    let left = row[-1]
    let right = row[1]
    writer.known(row[-2].classes)
    writer.known(left.classes)
    writer.known(center.classes)
    writer.known(right.classes)
    writer.known(row[2].classes)
    writer.known(left.pairClasses)
    writer.known(center.pairClasses)
    writer.pair(left.classes, center.classes)
    writer.pair(center.classes, right.classes)
    writer.pair(center.classes, center.suffix3)
    writer.known(left.term)
    writer.known(center.term)
    writer.known(right.term)
  }

  /// Writes the features of what a first model says here and usually.
  @inline(__always)
  static func fillLabels(
    _ row: UnsafePointer<TokenProfile>,
    _ out: UnsafeMutablePointer<UInt32>
  ) -> Int {
    var writer = Writer(out: out)
    writer.salt = labelSalt
    let center = row.pointee
    let left = row[-1]
    let right = row[1]
    writer.known(left.label)
    writer.known(center.label)
    writer.known(right.label)
    writer.pair(left.label, center.label)
    writer.known(row[-2].typical)
    writer.known(left.typical)
    writer.known(center.typical)
    writer.known(right.typical)
    writer.known(row[2].typical)
    writer.pair(left.typical, center.typical)
    writer.pair(center.typical, right.typical)
    return writer.count
  }

  /// How many features of words there are, written or not.
  private static let wordFeatures: UInt32 = 59
  /// What they make of the salt.
  private static let labelSalt = wordFeatures &* Writer.step

  private struct Writer {
    let out: UnsafeMutablePointer<UInt32>
    var count = 0
    var salt: UInt32 = 0

    /// What each feature adds to the salt, which keeps equal values of different features apart.
    static let step: UInt32 = 0x9E37_79B9

    @inline(__always)
    init(out: UnsafeMutablePointer<UInt32>) { self.out = out }

    @inline(__always)
    mutating func constant() { add(0x1234_5678) }

    /// Adds a feature with a value that is always there.
    @inline(__always)
    mutating func add(_ value: UInt32) {
      salt &+= Self.step
      var mixed = (value ^ salt) &* 0x85EB_CA6B
      mixed ^= mixed >> 13
      mixed = mixed &* 0xC2B2_AE35
      out[count] = mixed
      count += 1
    }

    /// Adds a feature unless its value is zero.
    @inline(__always)
    mutating func known(_ value: UInt32) {
      if value == 0 { salt &+= Self.step } else { add(value) }
    }

    /// Adds a feature of two values.
    @inline(__always)
    mutating func pair(_ first: UInt32, _ second: UInt32) { add(Hash.combine(first, second)) }
  }
}

/// Which features a model learned: a bit per hash.
///
/// What was seen once in training or never says nothing; without the filter it would speak with the
/// weights of the features that share its bucket.
package struct FeatureFilter: Sendable {
  /// How many bytes the bits take.
  package static let byteCount = 1 << 17

  let bits: UnsafeModelBytes

  /// Reads the bits where they lie; they live as long as the filter.
  package init(_ bits: UnsafeRawPointer) { self.bits = UnsafeModelBytes(base: bits) }

  /// Whether the feature of a hash was learned.
  @inline(__always)
  package func knows(_ hash: UInt32) -> Bool {
    let byte = bits.base.load(
      fromByteOffset: Int(hash & 0xF_FFFF) >> 3,
      as: UInt8.self
    )
    return byte & (1 << UInt8(truncatingIfNeeded: hash & 7)) != 0
  }

  /// Writes the buckets of the features that were learned.
  ///
  /// - Returns: How many they are.
  @inline(__always)
  package func buckets(
    _ hashes: UnsafePointer<UInt32>,
    _ count: Int,
    _ out: UnsafeMutablePointer<UInt16>
  ) -> Int {
    var known = 0
    for index in 0..<count {
      let hash = hashes[index]
      out[known] = UInt16(truncatingIfNeeded: hash >> 16)
      known += knows(hash) ? 1 : 0
    }
    return known
  }

  /// Returns the bits of hashes.
  package static func encode(_ hashes: some Sequence<UInt32>) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: byteCount)
    for hash in hashes { bytes[Int(hash & 0xF_FFFF) >> 3] |= 1 << UInt8(hash & 7) }
    return bytes
  }
}
