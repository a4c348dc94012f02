// SPDX-License-Identifier: Apache-2.0

extension TokenizedNote {
  /// The last word of a range in small letters, whole where a hyphen breaks it over two lines.
  func lastWord(_ range: Range<Int>) -> String {
    let last = range.upperBound - 1
    guard last - 2 >= range.lowerBound, brokenWord(last - 2) != nil else { return lower(last) }
    return lower(last - 2) + lower(last)
  }

  /// The hash of a word that a hyphen breaks over two lines, as printed letters have it: "predni-" and
  /// "sone"; nothing where no word is broken at a token.
  func brokenWord(_ index: Int) -> UInt32? {
    guard isSymbol(index + 1, 0x2D), index + 2 < tokens.count,
      !tokens[index + 1].flags.contains(.spaceBefore)
    else { return nil }
    let first = tokens[index]
    let second = tokens[index + 2]
    guard first.kind == .word, second.kind == .word, second.flags.contains(.lineStart),
      !second.flags.contains(.blankBefore), (0x61...0x7A).contains(byte(index + 2))
    else { return nil }
    var hash = Hash.seed
    for token in [first, second] {
      for at in Int(token.start)..<Int(token.end) {
        let byte = bytes[at]
        hash = Hash.add((0x41...0x5A).contains(byte) ? byte | 0x20 : byte, to: hash)
      }
    }
    return Hash.finish(hash)
  }
}
