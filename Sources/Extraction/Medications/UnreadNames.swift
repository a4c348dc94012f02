// SPDX-License-Identifier: Apache-2.0

/// Names with directions that nobody knows: in "vitamin B12 1000 mcg, zzz 4 mg BID" the 4 mg are another's,
/// whatever that is.
struct UnreadNames {
  private let isName: [Bool]

  private static let words = Hash.words(
    """
    then to and increase increased decrease decreased reduce reduced at of total by dose doses now currently \
    take takes taking took with or for x tapering taper loading load bolus maintenance up down max maximum \
    followed give given giving plus from start started continue continued use used inject apply inhale \
    instill additional another extra tomorrow today tonight initially titrate titrated target dosed \
    dosing strength give received receives is was as until due about approximately usually inc dec per \
    using via also
    """
  )

  init(reading: Reading) {
    let note = reading.note
    var isName = [Bool](repeating: false, count: note.tokens.count)
    var isKnown = isName
    var isTaken = isName
    for mention in reading.mentions {
      for token in mention.range {
        isKnown[token] = true
        isTaken[token] = mention.category == .medication
      }
    }
    for piece in reading.pieces where piece.source.hasPrefix("rule:") {
      var at = piece.start - 1
      switch piece.type {
      case .strength, .dosage: break
      // "oxy 5 q4h"
      case .frequency where at > 0 && note.tokens[at].kind == .number: at -= 1
      // "SSI stopped, MOM prn"
      case .frequency where at > 0 && note.isAllCaps(at) && note.tokens[at].count == 3: break
      default: continue
      }
      guard at >= 0, note.tokens[at].kind == .word,
        // "MTX 20 mg weekly + FA 1 mg"
        note.tokens[at].count > 2
          || note.tokens[at].count == 2 && note.isAllCaps(at)
            && at > 0
            && (note.isSymbol(at - 1, 0x2B) || note.isSymbol(at - 1, 0x26)
              || Self.endsName(at, note, isTaken)),
        !isKnown[at],
        SigWords.shared.word(note.tokens[at].hash) == nil,
        !Self.words.contains(note.tokens[at].hash),
        Self.begins(at, note) || Self.endsName(at, note, isTaken)
      else { continue }
      isName[at] = true
    }
    self.isName = isName
  }

  /// Whether an item begins at a token: a line, a bullet, or what follows a comma.
  private static func begins(_ at: Int, _ note: TokenizedNote) -> Bool {
    if note.tokens[at].flags.contains(.lineStart) { return true }
    guard at > 0 else { return true }
    if note.isSymbol(at - 1, 0x2C) || note.isSymbol(at - 1, 0x3B) || note.isSymbol(at - 1, 0x2B)
      || note.isSymbol(at - 1, 0x26)
    {
      return true
    }
    // "Zosyn stopped, now CTX 2 g", "expired, new rx Baqsimi 3 mg"
    var first = at
    while first > 0, first > at - 3, leading.contains(note.tokens[first - 1].hash) { first -= 1 }
    if first < at, first == 0 || note.tokens[first - 1].kind == .symbol { return true }
    return note.isDash(at - 1) && note.tokens[at - 1].flags.contains(.lineStart)
  }

  /// What may stand between a mark and a name.
  private static let leading = Hash.words("now new rx on then started start plus and")

  /// Whether letters end what a comma begins: "insulin drip, stress dose HC 50 q6h".
  private static func endsName(_ at: Int, _ note: TokenizedNote, _ isTaken: [Bool]) -> Bool {
    guard note.isAllCaps(at), note.tokens[at].count > 1 else { return false }
    return (max(1, at - 3)..<at).contains { first in
      begins(first, note)
        && (first..<at).allSatisfy { place in
          !isTaken[place] && note.tokens[place].kind == .word
            && !words.contains(note.tokens[place].hash)
            || note.lower(place) == "dose"
        }
    }
  }

  /// Whether such a name stands between a medication and a part of directions.
  func owns(_ piece: Piece, before head: Mention) -> Bool {
    guard piece.start > head.end else { return false }
    return isName[head.end..<piece.start].contains(true)
  }
}
