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

  /// Puts the tables together: clusters of three sizes, classes of words, classes of two words.
  package init(clusters: WordTable, classes: WordTable, pairs: WordTable) {
    self.clusters = clusters
    self.classes = classes
    self.pairs = pairs
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
  }
}
