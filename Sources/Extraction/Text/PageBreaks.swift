// SPDX-License-Identifier: Apache-2.0

/// Finds where the foot of a page and the head of the next stand in the middle of a sentence.
///
///     She denies chest
///     Page 2 of 3
///     Name: Mary Jones
///     pain or palpitations.
struct PageBreaks {
  struct Break {
    /// Where the sentence stops.
    var end: Int
    /// Where it goes on.
    var resume: Int
  }

  /// How much stands between, in tokens and lines.
  private static let reach = 60
  private static let lines = 5
  private static let page = Hash.word("page".utf8)

  let breaks: [Break]

  init(note: TokenizedNote) {
    breaks = note.tokens.indices.compactMap { at in
      note.tokens[at].hash == Self.page ? Self.found(at, note) : nil
    }
  }

  private static func found(_ at: Int, _ note: TokenizedNote) -> Break? {
    guard NumberWords.digits(note, at + 1) != nil,
      note.lower(at + 2) == "of" || note.isSymbol(at + 2, 0x2F),
      NumberWords.digits(note, at + 3) != nil
    else { return nil }
    let foot = note.lineStart(of: at, reach: reach)
    // What goes on ended with a word, and no full stop.
    guard foot > 0, note.tokens[foot].flags.contains(.lineStart),
      note.tokens[foot - 1].kind == .word || note.isSymbol(foot - 1, 0x2C)
    else { return nil }
    var count = 0
    for next in at + 4..<min(note.tokens.count, max(at + 4, at + reach))
    where note.tokens[next].flags.contains(.lineStart) {
      if (0x61...0x7A).contains(note.byte(next)), note.tokens[next].kind == .word {
        return Break(end: foot, resume: next)
      }
      count += 1
      if count == lines { break }
    }
    return nil
  }
}

extension AssertionRules {
  /// What a denial that a page's end interrupts reaches over behind it.
  func carried(
    _ breaks: [PageBreaks.Break],
    _ next: inout Int,
    into sentence: Range<Int>,
    _ reading: Reading
  ) -> [Scope] {
    while next < breaks.count, breaks[next].resume < sentence.lowerBound { next += 1 }
    guard next < breaks.count, sentence.contains(breaks[next].resume) else { return [] }
    let (end, resume) = (breaks[next].end, breaks[next].resume)
    let before = reading.sentence(at: end - 1)
    guard before.upperBound <= resume else { return [] }
    let whole = before.lowerBound..<min(before.upperBound, end)
    return scopes(table.cues(in: note, whole), whole, reading)
      .filter { $0.cue.isBefore && $0.cue.kind == .negation && $0.range.upperBound == end }
      .map { open in
        let start = Cue(
          start: resume,
          end: resume,
          kind: .negation,
          isBefore: true,
          isAfter: false
        )
        return Scope(cue: open.cue, range: resume..<forwardEnd(start, sentence, reading))
      }
  }
}
