// SPDX-License-Identifier: Apache-2.0

/// Makes one medication of a name with its other name in brackets: "lisinopril (PRINIVIL) 10 mg tablet" is
/// lisinopril, whose brand and whose directions these are.
struct BracketedNames {
  let note: TokenizedNote

  /// How many words such as "succinate ER" may stand before the bracket, and how many tokens in it.
  private static let between = 4
  private static let within = 14

  func join(_ reading: inout Reading) {
    var dropped = Set<Int>()
    for index in reading.mentions.indices
    where reading.mentions[index].category == .medication && !dropped.contains(index) {
      let head = reading.mentions[index]
      guard head.entry >= 0, let bracket = bracket(behind: head, reading) else { continue }
      let next = reading.firstMention(atOrAfter: bracket.lowerBound)
      let inner = (next..<reading.mentions.count).prefix {
        reading.mentions[$0].end <= bracket.upperBound
      }
      // "lisinopril (HCTZ)" are two.
      guard !inner.isEmpty, inner.allSatisfy({ reading.mentions[$0].entry == head.entry }) else {
        continue
      }
      for other in inner {
        reading.mentions[index].attributes.append(piece(reading.mentions[other]))
        dropped.insert(other)
      }
    }
    guard !dropped.isEmpty else { return }
    reading.mentions = reading.mentions.indices.filter { !dropped.contains($0) }
      .map { reading.mentions[$0] }
  }

  private func piece(_ name: Mention) -> Piece {
    Piece(
      start: name.start,
      end: name.end,
      type: name.type,
      score: name.score,
      value: nil,
      source: name.sources.first ?? "",
      relationship: .overlap,
      relationshipScore: 0.95,
      isLinked: true
    )
  }

  /// What stands in the bracket that follows a name in its line.
  private func bracket(behind head: Mention, _ reading: Reading) -> Range<Int>? {
    let end = note.tokens.count
    var open = head.end
    while open < min(end, head.end + Self.between), note.tokens[open].kind == .word,
      !note.tokens[open].flags.contains(.lineStart)
    {
      open += 1
    }
    guard isOpen(open) else { return nil }
    return (open + 1..<min(end, open + Self.within)).first { isClose($0) }.map { open + 1..<$0 }
  }

  private func isOpen(_ at: Int) -> Bool { note.isSymbol(at, 0x28) || note.isSymbol(at, 0x5B) }
  private func isClose(_ at: Int) -> Bool { note.isSymbol(at, 0x29) || note.isSymbol(at, 0x5D) }
}
