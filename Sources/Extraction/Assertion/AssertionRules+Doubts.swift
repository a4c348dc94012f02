// SPDX-License-Identifier: Apache-2.0

/// What somebody thought of and found not to be so, and names that hold a denial themselves.
extension AssertionRules {
  private static let behindConsidered = Hash.words(
    "but and given as with however though although because"
  )

  /// "PE considered, low probability", "Considered PE", "Unlikely PE": by their places in a clause.
  func doubts(_ sentence: Range<Int>) -> [Cue] {
    sentence.compactMap { at in
      let opens =
        at == sentence.lowerBound || note.tokens[at].flags.contains(.lineStart)
        || note.tokens[at - 1].kind == .symbol && !note.isDash(at - 1)
      let ends =
        at + 1 >= sentence.upperBound || note.tokens[at + 1].flags.contains(.lineStart)
        || note.tokens[at + 1].kind == .symbol
        || Self.behindConsidered.contains(note.tokens[at + 1].hash)
      switch note.lower(at) {
      case "considered" where opens != ends:
        return Cue(start: at, end: at + 1, kind: .uncertainty, isBefore: opens, isAfter: ends)
      case "unlikely" where opens && !ends:
        return Cue(start: at, end: at + 1, kind: .uncertainty, isBefore: true, isAfter: false)
      default: return nil
      }
    }
  }

  /// Whether a cue is the beginning of a name: "not in labor force", "lack of access to transportation"
  /// are findings, and deny nothing of what follows.
  func beginsName(_ cue: Cue, _ sentence: Range<Int>) -> Bool {
    guard cue.kind == .negation else { return false }
    let lexicon = Lexicon.shared
    guard
      let (state, end) = lexicon.trie.longest(
        in: note,
        from: cue.start,
        limit: sentence.upperBound
      ), end > cue.end
    else { return false }
    for payload in lexicon.trie.payloads(state) {
      let entry = lexicon.terms[Int(payload)].entry
      if lexicon.entries[Int(entry)].kind == .condition { return true }
    }
    return false
  }
}
