// SPDX-License-Identifier: Apache-2.0

/// What the sequence models know of a token by itself.
package struct TokenProfile {
  /// The spelling in small letters with every digit as 0, hashed; the ends of it; its shape.
  package var word: UInt32 = 1
  package var prefix2: UInt32 = 0
  package var prefix3: UInt32 = 0
  package var prefix4: UInt32 = 0
  package var suffix2: UInt32 = 0
  package var suffix3: UInt32 = 0
  package var suffix4: UInt32 = 0
  package var suffix5: UInt32 = 0
  package var shape: UInt32 = 0
  package var shortShape: UInt32 = 0
  package var length: UInt32 = 0
  /// Clusters of the word, fine, middle and coarse; 0 where it was rare.
  package var cluster: UInt32 = 0
  package var cluster256: UInt32 = 0
  package var cluster64: UInt32 = 0
  /// Classes of terms that the word is part of, and those of the word with the next.
  package var classes: UInt32 = 0
  package var pairClasses: UInt32 = 0
  /// Class and place in the longest term of the lexicon, and of the first model's label.
  package var term: UInt32 = 0
  package var label: UInt32 = 0
  /// What a first model usually says of the word; 0 where nothing.
  package var typical: UInt32 = 0

  /// What stands before the first and after the last token.
  package static let outside = TokenProfile()

  package init() {}

  /// Reads a token.
  package init(_ token: Token, bytes: UnsafeBufferPointer<UInt8>) {
    var prefix = Hash.seed
    var shapeHash = Hash.seed
    var shortHash = Hash.seed
    var lastClass: UInt8 = 0
    let start = Int(token.start)
    let end = Int(token.end)
    for at in start..<end {
      let byte = bytes[at]
      let (letter, kind) = Self.fold(byte)
      prefix = Hash.add(letter, to: prefix)
      if at - start < 12 { shapeHash = Hash.add(kind, to: shapeHash) }
      if kind != lastClass {
        shortHash = Hash.add(kind, to: shortHash)
        lastClass = kind
      }
      switch at - start {
      case 1: prefix2 = prefix
      case 2: prefix3 = prefix
      case 3: prefix4 = prefix
      default: break
      }
    }
    word = Hash.finish(prefix)
    shape = Hash.finish(shapeHash)
    shortShape = Hash.finish(shortHash)
    length = UInt32(min(end - start, 12))
    var suffix = Hash.seed
    var at = end - 1
    while at >= start, end - at <= 5 {
      suffix = Hash.add(Self.fold(bytes[at]).0, to: suffix)
      switch end - at {
      case 2: suffix2 = suffix
      case 3: suffix3 = suffix
      case 4: suffix4 = suffix
      case 5: suffix5 = suffix
      default: break
      }
      at -= 1
    }
  }

  @inline(__always)
  private static func fold(_ byte: UInt8) -> (UInt8, UInt8) {
    switch byte {
    case 0x30...0x39: (0x30, 0x30)
    case 0x41...0x5A: (byte | 0x20, 0x41)
    case 0x61...0x7A: (byte, 0x61)
    case 0x80...0xFF: (byte, 0x80)
    default: (byte, byte)
    }
  }
}
