// SPDX-License-Identifier: Apache-2.0

extension TokenizedNote {
  /// Whether a token is a soft hyphen, or the hyphen of typesetters.
  private func isPrintedHyphen(_ index: Int) -> Bool {
    guard tokens[index].kind == .symbol, tokens[index].flags.contains(.nonASCII) else {
      return false
    }
    return ["\u{AD}", "\u{2010}", "\u{2011}"].contains(text(index..<index + 1))
  }

  /// The last word of a range in small letters, whole where a hyphen breaks it over two lines.
  func lastWord(_ range: Range<Int>) -> String {
    let last = range.upperBound - 1
    guard last - 2 >= range.lowerBound, brokenWord(last - 2) != nil else { return lower(last) }
    return lower(last - 2) + lower(last)
  }

  /// The hash of a word that a hyphen breaks over two lines, as printed letters have it: "predni-" and
  /// "sone"; nothing where no word is broken at a token.
  func brokenWord(_ index: Int) -> UInt32? {
    guard index + 2 < tokens.count, isSymbol(index + 1, 0x2D) || isPrintedHyphen(index + 1),
      !tokens[index + 1].flags.contains(.spaceBefore)
    else { return nil }
    let first = tokens[index]
    let second = tokens[index + 2]
    guard first.kind == .word, second.kind == .word, second.flags.contains(.lineStart),
      !second.flags.contains(.blankBefore), (0x61...0x7A).contains(byte(index + 2))
    else { return nil }
    var hash = Hash.seed
    if first.flags.union(second.flags).contains(.nonASCII) {
      for byte in (lower(index) + lower(index + 2)).utf8 { hash = Hash.add(byte, to: hash) }
      return Hash.finish(hash)
    }
    for token in [first, second] {
      for at in Int(token.start)..<Int(token.end) {
        let byte = bytes[at]
        hash = Hash.add((0x41...0x5A).contains(byte) ? byte | 0x20 : byte, to: hash)
      }
    }
    return Hash.finish(hash)
  }
}
