// SPDX-License-Identifier: Apache-2.0

/// A table from word hashes to small numbers, read where it lies: an open-addressed table whose
/// slots are a hash and `width` numbers of two bytes.
package struct WordTable: Sendable {
  let base: UnsafeModelBytes
  let mask: Int
  let slotBytes: Int

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - base: The slots.
  ///   - count: How many bytes they are.
  ///   - width: How many numbers a slot has.
  package init(base: UnsafeRawPointer, count: Int, width: Int) {
    self.base = UnsafeModelBytes(base: base)
    slotBytes = 4 + 2 * width
    mask = count / slotBytes - 1
  }

  /// Returns the numbers of a word.
  @inline(__always)
  func find(_ hash: UInt32) -> UnsafeRawPointer? {
    guard mask > 0 else { return nil }
    var slot = Int(hash) & mask
    while true {
      let place = base.base + slot * slotBytes
      let found = place.loadUnaligned(as: UInt32.self)
      if found == hash { return place + 4 }
      if found == 0 { return nil }
      slot = (slot + 1) & mask
    }
  }

  @inline(__always)
  static func number(_ place: UnsafeRawPointer, _ index: Int) -> UInt32 {
    UInt32((place + 2 * index).loadUnaligned(as: UInt16.self))
  }

  /// Returns the bytes of a table; the number of slots is a power of two.
  package static func encode(_ rows: [UInt32: [UInt16]], width: Int) -> [UInt8] {
    var slots = 16
    while slots * 4 < rows.count * 5 { slots *= 2 }
    let slotBytes = 4 + 2 * width
    var bytes = [UInt8](repeating: 0, count: slots * slotBytes)
    for (hash, numbers) in rows.sorted(by: { $0.key < $1.key }) where hash != 0 {
      var slot = Int(hash) & (slots - 1)
      while bytes[slot * slotBytes..<slot * slotBytes + 4].contains(where: { $0 != 0 }) {
        slot = (slot + 1) & (slots - 1)
      }
      var at = slot * slotBytes
      for shift in [0, 8, 16, 24] as [UInt32] {
        bytes[at] = UInt8(truncatingIfNeeded: hash >> shift)
        at += 1
      }
      for number in numbers {
        bytes[at] = UInt8(truncatingIfNeeded: number)
        bytes[at + 1] = UInt8(truncatingIfNeeded: number >> 8)
        at += 2
      }
    }
    return bytes
  }
}

/// What was learned of words from text and terminologies.
package struct WordKnowledge: Sendable {
  let clusters: WordTable
  let classes: WordTable
  let pairs: WordTable
  let phrases: WordTable
  let typical: WordTable?

  /// The longest term that is looked up, in tokens.
  package static let longestPhrase = 6

  /// Puts the tables together: clusters of three sizes, classes of words, classes of two words,
  /// classes of whole terms, and what a first model usually says of words.
  package init(
    clusters: WordTable,
    classes: WordTable,
    pairs: WordTable,
    phrases: WordTable,
    typical: WordTable? = nil
  ) {
    self.clusters = clusters
    self.classes = classes
    self.pairs = pairs
    self.phrases = phrases
    self.typical = typical
  }

  /// What a first model usually says of a word; 0 where nothing.
  @inline(__always)
  package func typicalLabel(_ word: UInt32) -> UInt32 {
    typical?.find(word).map { WordTable.number($0, 0) } ?? 0
  }

  /// Writes what is known of each word into its profile.
  package func fill(_ profiles: UnsafeMutableBufferPointer<TokenProfile>) {
    for index in profiles.indices {
      let word = profiles[index].word
      if let place = clusters.find(word) {
        profiles[index].cluster = WordTable.number(place, 0)
        profiles[index].cluster256 = WordTable.number(place, 1)
        profiles[index].cluster64 = WordTable.number(place, 2)
      }
      if let place = classes.find(word) { profiles[index].classes = WordTable.number(place, 0) }
      if index + 1 < profiles.count,
        let place = pairs.find(Hash.combine(word, profiles[index + 1].word))
      {
        profiles[index].pairClasses = WordTable.number(place, 0)
      }
    }
    fillTerms(profiles)
  }

  /// Marks the longest terms, from left to right, with their class and each token's place in them.
  private func fillTerms(_ profiles: UnsafeMutableBufferPointer<TokenProfile>) {
    var at = 0
    while at < profiles.count {
      var hash = Hash.seed
      var longest = 0
      var kind: UInt32 = 0
      for length in 1...min(Self.longestPhrase, profiles.count - at) {
        hash = Hash.combine(hash, profiles[at + length - 1].word)
        if let place = phrases.find(hash) {
          longest = length
          kind = WordTable.number(place, 0)
        }
      }
      guard longest > 0 else {
        at += 1
        continue
      }
      for index in at..<at + longest {
        let isFirst = index == at
        let isLast = index == at + longest - 1
        let place: UInt32 = isFirst ? (isLast ? 1 : 2) : (isLast ? 3 : 4)
        profiles[index].term = kind << 3 | place
      }
      at += longest
    }
  }
}
