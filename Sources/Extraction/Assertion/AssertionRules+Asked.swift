// SPDX-License-Identifier: Apache-2.0

/// What was sent for, wished for or only spoken of.
extension AssertionRules {
  private static let specimens = Hash.words(
    "swab swabs pcr test tests culture cultures screen sample samples stool serology antigen ag ab toxin titres titers"
  )
  private static let sendings = Hash.words("sent requested awaited")

  /// "C diff sent", "COVID swab awaited": a germ that was looked for.
  func sent(_ mention: Mention) -> Range<Int>? {
    guard mention.entry >= 0 else { return nil }
    let code = Lexicon.shared.entries[Int(mention.entry)].icd10cm
    guard code.hasPrefix("A") || code.hasPrefix("B") || code.hasPrefix("J1") || code == "U07.1"
    else { return nil }
    var at = mention.end
    while at < mention.end + 3, note.holds(at, Self.specimens) { at += 1 }
    guard note.holds(at, Self.sendings), !note.tokens[at].flags.contains(.lineStart),
      !["home", "to", "in", "by", "for"].contains(note.lower(at + 1))
    else { return nil }
    return mention.end..<at + 1
  }

  private static let wishes = Hash.words(
    "planning plans wants wishes desires contemplating considering attempting"
  )

  /// "Planning pregnancy": there is none yet.
  func wish(_ mention: Mention) -> Range<Int>? {
    guard mention.entry >= 0, note.holds(mention.start - 1, Self.wishes),
      Lexicon.shared.entries[Int(mention.entry)].icd10cm == "Z33.1"
    else { return nil }
    return mention.start - 1..<mention.start
  }

  /// "ECT discussed", "Surgery discussed, not keen": a treatment that was spoken of.
  func spoken(_ mention: Mention) -> Range<Int>? {
    let at = mention.end
    guard note.lower(at) == "discussed", !note.tokens[at].flags.contains(.lineStart),
      note.isLineEnd(at + 1) || note.tokens[at + 1].kind == .symbol
        || ["not", "but", "again", "today"].contains(note.lower(at + 1))
    else { return nil }
    return at..<at + 1
  }
}
