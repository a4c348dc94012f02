// SPDX-License-Identifier: Apache-2.0

/// Marks medications that are taken now and then only: "forgets evening insulin most nights".
///
/// That is no denial, and not plainly what is taken either: a person looks at it.
struct IrregularUse {
  let note: TokenizedNote

  private static let verbs = Hash.words(
    "forgets forgot forgetting misses missed missing skips skipped skipping"
  )
  private static let often = Hash.words(
    "often frequently sometimes occasionally regularly usually intermittently"
  )
  private static let ends = Hash.words("but and because which takes taking on")
  private static let reach = 6

  func mark(_ reading: inout Reading) {
    for index in reading.mentions.indices where reading.mentions[index].category == .medication {
      let mention = reading.mentions[index]
      let isSettled = mention.traits.contains {
        [.negation, .pastHistory, .future, .lowConfidence].contains($0.name)
      }
      if isSettled { continue }
      guard let cue = cue(before: mention, index, reading) ?? seldom(mention) else { continue }
      reading.mentions[index].traits.append(
        TraitMark(
          name: .lowConfidence,
          score: 0.8,
          rule: "use:irregular",
          cue: cue,
          scope: cue.lowerBound..<mention.end
        )
      )
    }
  }

  private static let denials = Hash.words("not t isn't doesn't")
  private static let takings = Hash.words("taking take takes using use")
  private static let regularly = Hash.words("regularly consistently reliably")

  /// "Not taking amlodipine regularly", "not taking it as prescribed": taken, and not as it should be.
  func seldom(_ mention: Mention) -> Range<Int>? {
    guard mention.category == .medication,
      let denial = (max(0, mention.start - 5)..<mention.start).last(where: {
        note.holds($0, Self.denials)
      })
    else { return nil }
    let words = denial + 1..<mention.start
    guard words.contains(where: { note.holds($0, Self.takings) }),
      words.allSatisfy({ note.tokens[$0].kind == .word })
    else { return nil }
    if words.contains(where: { ["always", "regularly"].contains(note.lower($0)) }) {
      return denial..<mention.start
    }
    let end = max(mention.end, mention.attributes.map(\.end).max() ?? mention.end)
    if note.holds(mention.end, Self.regularly) { return denial..<mention.end + 1 }
    return note.lower(end) == "as"
      && ["prescribed", "directed", "instructed", "advised"].contains(note.lower(end + 1))
      ? denial..<end + 2 : nil
  }

  /// The verb before a name, with how often.
  private func cue(before mention: Mention, _ index: Int, _ reading: Reading) -> Range<Int>? {
    let sentence = reading.sentence(at: mention.start)
    var at = mention.start - 1
    while at >= sentence.lowerBound, at >= mention.start - Self.reach {
      if note.isSymbol(at, 0x2C) || note.isSymbol(at, 0x3B) || note.isSymbol(at, 0x2E)
        || note.holds(at, Self.ends)
      {
        return nil
      }
      if note.holds(at, Self.verbs) {
        if ["no", "not", "never", "denies", "t"].contains(note.lower(at - 1)) { return nil }
        let start = at > sentence.lowerBound && note.holds(at - 1, Self.often) ? at - 1 : at
        return start..<at + 1
      }
      if index > 0, reading.mentions[index - 1].range.contains(at),
        reading.mentions[index - 1].category != .timeExpression
      {
        return nil
      }
      at -= 1
    }
    return nil
  }
}
