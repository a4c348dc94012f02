// SPDX-License-Identifier: Apache-2.0

/// Takes for a medication what a form stands before and a dose or how often behind, though nobody knows the name:
/// "Tab Zyloric 100 od", "Inj Xone 1 g IV bd".
///
/// Prescriptions in India and Nigeria begin each of their items with the form, and brands are without number.
struct FormedNames {
  let note: TokenizedNote

  private static let forms = Hash.words("tab tabs cap caps inj syp syr susp")
  private static let others = Hash.words("take one two three half daily form names name")

  func find(_ reading: inout Reading) {
    var known = TokenMask(of: note)
    for mention in reading.mentions where mention.category == .medication {
      known.insert(mention.range)
    }
    var found: [Range<Int>] = []
    for at in note.tokens.indices where note.holds(at, Self.forms) {
      guard note.isCapital(at) || opens(at) else { continue }
      let start = note.isSymbol(at + 1, 0x2E) ? at + 2 : at + 1
      guard isName(start), !known.contains(start), isDosed(behind: start + 1) else { continue }
      found.append(start..<start + 1)
    }
    reading.replaceMentions(
      with: found.map { name in
        Mention(
          start: name.lowerBound,
          end: name.upperBound,
          category: .medication,
          type: .brandName,
          score: 0.7,
          sources: ["rule:formed-name"]
        )
      }
    )
  }

  private func opens(_ at: Int) -> Bool {
    at == 0 || note.tokens[at].flags.contains(.lineStart) || note.tokens[at - 1].kind == .symbol
  }

  private func isName(_ at: Int) -> Bool {
    guard note.tokens.indices.contains(at), note.tokens[at].kind == .word,
      note.tokens[at].count > 3,
      note.isCapital(at), !note.isLineEnd(at)
    else { return false }
    return SigWords.shared.word(note.tokens[at].hash) == nil && !note.holds(at, Self.others)
  }

  /// Whether a number or how often it is taken stands right behind a name.
  private func isDosed(behind at: Int) -> Bool {
    guard !note.isLineEnd(at) else { return false }
    if note.tokens[at].kind == .number {
      return note.tokens[at].flags.contains(.spaceBefore)
    }
    return SigWords.shared.word(note.tokens[at].hash).map {
      [.frequency, .every, .prn].contains($0.role)
    } ?? false
  }
}
