// SPDX-License-Identifier: Apache-2.0

/// What a sign behind a name says: "fever -ve", "cough (+)", "rash –", with any of the dashes that
/// keyboards and word processors write.
struct SignedAnswer {
  let isPositive: Bool
  let range: Range<Int>

  /// Reads the sign behind a name.
  ///
  /// - Parameters:
  ///   - note: The note.
  ///   - end: The token behind the name.
  init?(note: TokenizedNote, behind end: Int) {
    var at = end
    if note.isSymbol(at, 0x3A) { at += 1 }
    let isBracketed = note.isSymbol(at, 0x28) || note.isSymbol(at, 0x5B)
    if isBracketed { at += 1 }
    guard note.tokens.indices.contains(at), !note.tokens[at].flags.contains(.lineStart),
      note.isSymbol(at, 0x2B) || note.isDash(at)
    else { return nil }
    isPositive = note.isSymbol(at, 0x2B)
    let isSpelled =
      note.lower(at + 1) == "ve" && !note.tokens[at + 1].flags.contains(.lineStart)
    let last = isSpelled ? at + 2 : at + 1
    if isBracketed {
      guard note.isSymbol(last, 0x29) || note.isSymbol(last, 0x5D) else { return nil }
    } else if !isSpelled {
      // "hematuria -, dysuria -": a dash before words joins or parts them.
      guard note.tokens[at].flags.contains(.spaceBefore), !isPositive,
        last >= note.tokens.count || note.isSymbol(last, 0x2C) || note.isSymbol(last, 0x3B)
          || note.isSymbol(last, 0x2E)
      else { return nil }
    }
    range = at..<last
  }
}

extension TokenizedNote {
  /// Whether a token is a hyphen, a dash or a minus.
  func isDash(_ index: Int) -> Bool {
    if isSymbol(index, 0x2D) { return true }
    guard tokens.indices.contains(index), tokens[index].flags.contains(.nonASCII),
      let scalar = text(index..<index + 1).unicodeScalars.first
    else { return false }
    return (0x2010...0x2015).contains(scalar.value) || scalar.value == 0x2212
  }
}
