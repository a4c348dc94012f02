// SPDX-License-Identifier: Apache-2.0

/// Tells the year of a test from its value: "Pap 2022, mammogram 2023".
extension ValueFinder {
  /// Tests whose values have these units never come near a year.
  private static let small: Set<String> = [
    "%", "kg", "cm", "Cel", "/min", "mm[Hg]", "g/dL", "kg/m2",
  ]

  /// Whether a number behind a test is the year that it was made in.
  ///
  /// A test without a unit has no such value. One with a unit has, but where years stand behind the
  /// tests beside it, or the result follows: "LDL 2019: 110".
  func isYear(_ at: Int, of mention: Mention) -> Bool {
    guard isYear(at),
      at + 1 >= note.tokens.count || note.tokens[at + 1].flags.contains(.lineStart)
        || note.tokens[at + 1].kind == .symbol && ![0x25, 0x2F].contains(note.byte(at + 1))
        || isResult(at + 1)
    else { return false }
    let unit = mention.entry >= 0 ? Lexicon.shared.entries[Int(mention.entry)].unit : ""
    if unit.isEmpty || Self.small.contains(unit) { return true }
    if note.isSymbol(at + 1, 0x3A), note.tokens.indices.contains(at + 2),
      note.tokens[at + 2].kind == .number
    {
      return true
    }
    // The items before and behind, up to their commas.
    if note.isSymbol(mention.start - 1, 0x2C), isYear(mention.start - 2) { return true }
    guard note.isSymbol(at + 1, 0x2C) else { return false }
    var next = at + 2
    while next < min(note.tokens.count, at + 6), note.tokens[next].kind == .word { next += 1 }
    return next > at + 2 && isYear(next)
  }

  private func isResult(_ at: Int) -> Bool {
    [
      "normal", "negative", "neg", "nl", "wnl", "nsr", "with", "and", "showed", "was", "abnormal",
      "ok", "done", "per", "at",
    ].contains(note.lower(at))
  }

  private func isYear(_ at: Int) -> Bool {
    guard note.tokens.indices.contains(at), note.tokens[at].kind == .number,
      note.tokens[at].count == 4, let year = NumberWords.digits(note, at)
    else { return false }
    return (1980...2099).contains(year)
  }
}
