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
      let isParted =
        note.tokens[at].flags.contains(.spaceBefore)
        && (last >= note.tokens.count || note.isSymbol(last, 0x2C) || note.isSymbol(last, 0x3B)
          || note.isSymbol(last, 0x2E))
      guard !isPositive,
        isParted || Self.isTight(at, note) && Self.hasOther(at, note)
          || Self.isTimed(last, note) && (Self.hasPlus(at, note) || Self.isWhole(at, note))
      else { return nil }
    }
    range = at..<last
  }

  /// Whether a sign is written to the word before it, and ends there: "SOB- rash-".
  private static func isTight(_ at: Int, _ note: TokenizedNote) -> Bool {
    guard at > 0, note.tokens.indices.contains(at), note.isDash(at) || note.isSymbol(at, 0x2B),
      !note.tokens[at].flags.contains(.spaceBefore), note.tokens[at - 1].kind == .word
    else { return false }
    return at + 1 >= note.tokens.count || note.tokens[at + 1].flags.contains(.spaceBefore)
      || note.isLineEnd(at + 1) || note.isSymbol(at + 1, 0x2C) || note.isSymbol(at + 1, 0x2E)
      || note.isSymbol(at + 1, 0x3B)
  }

  private static let efforts = Hash.words("rest exertion exercise night")

  /// "SOB - at rest", where a plus beside it shows what the dash is.
  private static func isTimed(_ at: Int, _ note: TokenizedNote) -> Bool {
    ["at", "on"].contains(note.lower(at)) && note.holds(at + 1, efforts)
  }

  /// "SOB- at rest": the sign is written to the word, and the item ends behind when it would be.
  private static func isWhole(_ at: Int, _ note: TokenizedNote) -> Bool {
    guard !note.tokens[at].flags.contains(.spaceBefore), note.tokens.indices.contains(at + 1),
      note.tokens[at + 1].flags.contains(.spaceBefore)
    else { return false }
    return note.isLineEnd(at + 3) || note.isSymbol(at + 3, 0x2E) || note.isSymbol(at + 3, 0x2C)
      || note.isSymbol(at + 3, 0x3B)
  }

  private static func hasPlus(_ at: Int, _ note: TokenizedNote) -> Bool {
    (max(1, at - reach)..<min(note.tokens.count, at + reach)).contains { place in
      note.isSymbol(place, 0x2B)
        && (note.tokens[place - 1].kind == .word
          || place + 1 < note.tokens.count
            && note.tokens[place + 1].kind == .word)
    }
  }

  /// How far another sign is looked for.
  private static let reach = 12

  private static func hasOther(_ at: Int, _ note: TokenizedNote) -> Bool {
    (max(0, at - reach)..<min(note.tokens.count, at + reach)).contains {
      $0 != at && isTight($0, note)
    }
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

  /// Whether an arrow ends at a token: "->" or its sign.
  func isArrowEnd(_ at: Int) -> Bool {
    guard tokens.indices.contains(at), tokens[at].kind == .symbol else { return false }
    if isSymbol(at, 0x3E) { return isSymbol(at - 1, 0x2D) }
    return tokens[at].flags.contains(.nonASCII) && text(at..<at + 1) == "→"
  }
}
