// SPDX-License-Identifier: Apache-2.0

/// The file of a loaded terminology: what its writer and its reader agree on.
///
/// A header of ``headerSize`` bytes, then sections at multiples of 8; all numbers little-endian:
///
/// | section | rows |
/// | --- | --- |
/// | systems | offset u32 and length u32 of the URI in the strings |
/// | concepts | code offset u32, preferred term u32, code length u8, system u8, kind u8, 0 |
/// | terms | key u64, concept u32, text offset u32, weight f32, text length u16, words u8, flags u8; by key |
/// | directory | for each upper 16 bits of a key the first term, u32, and the number of terms |
/// | words | hash u32, first posting u32; by hash; and one more with the number of postings |
/// | postings | terms that hold the word, u32 |
/// | starters | a bit for each hash of a first word of a recognised term, by its lower 16 bits |
/// | strings | UTF-8 |
enum TerminologyFormat {
  static let magic: [UInt8] = Array("TARNTRM1".utf8)
  static let headerSize = 128
  static let sectionCount = 8
  static let conceptSize = 12
  static let termSize = 24
  static let wordSize = 8
  static let directoryCount = 1 << 16
  static let starterBytes = 1 << 13

  enum Section: Int, CaseIterable {
    case systems, concepts, terms, directory, words, postings, starters, strings
  }

  /// Words that more terms than this have say too little to find candidates by.
  static let longestPostings = 768

  /// The most words of a term that is looked for in notes.
  static let longestTerm = 10

  struct Flags: OptionSet {
    let rawValue: UInt8
    static let brand = Flags(rawValue: 1)
    static let recognised = Flags(rawValue: 2)
    static let preferred = Flags(rawValue: 4)
    /// The note must have the same capitals.
    static let needsCase = Flags(rawValue: 8)
  }

  /// The key of words, from the hashes of their tokens.
  static func key(_ hashes: some Sequence<UInt32>) -> UInt64 {
    finish(hashes.reduce(seed) { extend($0, $1) })
  }

  static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  /// A key with one more word, before ``finish(_:)``.
  @inline(__always)
  static func extend(_ key: UInt64, _ hash: UInt32) -> UInt64 {
    let mixed = (key ^ UInt64(hash)) &* 0x9E37_79B9_7F4A_7C15
    return mixed ^ (mixed >> 29)
  }

  @inline(__always)
  static func finish(_ key: UInt64) -> UInt64 {
    var mixed = key
    mixed ^= mixed >> 32
    mixed = mixed &* 0xD6E8_FEB8_6659_FD93
    return mixed ^ (mixed >> 32)
  }
}
