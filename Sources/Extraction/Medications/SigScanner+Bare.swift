// SPDX-License-Identifier: Apache-2.0

/// Numbers without a unit that are doses by what stands beside them.
extension SigScanner {
  private static let counts = Hash.words(
    """
    bid tid qid qd qday daily qhs bd tds qds qam qpm nightly hs nocte mane om mwf tiw weekly monthly qwk qweek
    """
  )

  /// Whether a number stands between a word and how often.
  func isBare(_ index: Int, _ end: Int) -> Bool {
    // "ASA 81 OTC daily"
    let at = lower(end) == "otc" ? end + 1 : end
    return isBehindName(index) && note.holds(at, Self.counts)
  }

  func isBehindName(_ index: Int) -> Bool {
    if note.isArrowEnd(index - 1), index > 3, note.tokens[index].kind == .number {
      // "Seroquel 25 -> 12.5 qhs"
      let old = note.isSymbol(index - 1, 0x3E) ? index - 3 : index - 2
      return note.tokens[old].kind == .number && note.tokens[old - 1].kind == .word
    }
    return index > 0 && note.tokens[index - 1].kind == .word && note.tokens[index].kind == .number
      && !note.tokens[index].flags.contains(.lineStart)
  }

  /// What goes on behind a dose, so that the dose is over.
  private static let behind = Hash.words(
    """
    then and or plus for this today yesterday tonight last at since until with before after by as when on in \
    given taken held completed finished continued cont supervised restarted resumed increased reduced stopped was were load loading bolus
    """
  )

  private static let answers = Hash.words(
    "continue continued discontinue discontinued stop stopped hold held change changed resume resumed"
  )

  /// Whether a number behind a word ends an item of a list, or the words go on to another thing: "atorva
  /// 40", "amlodipine 10, lisinopril 20", "azithro 500 then 250", "ibuprofen 400 this AM".
  func endsBare(_ index: Int, _ end: Int) -> Bool {
    guard isBehindName(index), end == index + 1, let value = NumberWords.digits(note, index),
      value > 0, !(1900...2100).contains(value) || value == 2000,
      !isTime(index, value),
      note.tokens[index].flags.contains(.spaceBefore) || note.isArrowEnd(index - 1)
    else { return false }
    if end >= note.tokens.count { return true }
    // "increase Lasix to 80", and "mg" in the next line.
    if note.tokens[end].flags.contains(.lineStart) { return word(end)?.role != .unit }
    if Self.behind.contains(note.tokens[end].hash) { return true }
    // "Oramorph 5 2-4 hrly"
    if spaced(end) != nil { return true }
    // "Renvela 800 w/ meals"
    if note.lower(end) == "w", note.isSymbol(end + 1, 0x2F) { return true }
    // "pred 30 5/7"
    if note.tokens[end].kind == .number, note.isSymbol(end + 1, 0x2F),
      let below = NumberWords.digits(note, end + 2), [7, 12, 52].contains(below),
      !note.isSymbol(end + 3, 0x2F)
    {
      return true
    }
    guard note.tokens[end].kind == .symbol else { return false }
    switch note.byte(end) {
    case 0x2C, 0x3B: return true
    case 0x28, 0x2B: return note.tokens[end].flags.contains(.spaceBefore)
    case 0x2D:
      // "HCTZ 25 -> DISCONTINUE"
      return note.tokens[end].flags.contains(.spaceBefore)
        && (!note.isSymbol(end + 1, 0x3E) || note.holds(end + 2, Self.answers))
    case 0x2E, 0x29:
      // "1. aspirin 2. metformin" counts.
      return value > 15 || end + 1 >= note.tokens.count
        || note.tokens[end + 1].flags.contains(.lineStart)
        || (value >= 2 && !isCounted(index, value) || value != value.rounded())
          && note.isSymbol(end, 0x2E)
    default: return false
    }
  }

  /// "0905", "1423": a time, where doses of four digits are round.
  private func isTime(_ index: Int, _ value: Double) -> Bool {
    note.tokens[index].count == 4
      && (value < 1000 || value.truncatingRemainder(dividingBy: 50) != 0)
      && !note.text(index..<index + 1).contains(".")
  }

  /// "Tab Glycomet 500 1-0-1": how much in the morning, at noon and in the evening.
  func timesOfDay(_ index: Int) -> Piece? {
    guard index > 0, index + 4 < note.tokens.count, note.tokens[index].flags.contains(.spaceBefore),
      note.tokens[index - 1].kind == .number || word(index - 1)?.role == .unit
        || note.tokens[index - 1].kind == .word
    else { return nil }
    var count = 0
    for place in 0..<3 {
      let at = index + 2 * place
      guard let amount = NumberWords.digits(note, at), amount <= 2, amount == amount.rounded(),
        note.tokens[at].count == 1, place == 0 || !note.tokens[at].flags.contains(.spaceBefore),
        place == 2
          || note.isSymbol(at + 1, 0x2D)
            && !note.tokens[at + 1].flags.contains(.spaceBefore)
      else { return nil }
      if amount > 0 { count += 1 }
    }
    // "1-1-1" and "2-1-2" may be anything; nothing at one time is said of what is taken.
    let isSparse = (0..<3).contains { NumberWords.digits(note, index + 2 * $0) == 0 }
    let end = index + 5
    guard count > 0,
      isSparse || word(index - 1)?.role == .unit || note.tokens[index - 1].kind == .number,
      end >= note.tokens.count || note.tokens[end].flags.contains(.spaceBefore)
        || note.tokens[end].kind == .symbol && !note.isSymbol(end, 0x2D)
    else { return nil }
    let timing = TimingRepeat(frequency: count, period: 1, periodUnit: "d")
    return make(index..<end, .frequency, "times-of-day", .timing(timing))
  }

  private static let counted = Hash.words(
    "tab tabs tablet tablets cap caps capsule capsules puff puffs"
  )

  /// Whether two numbers behind a name are how much of each of two things is in what is counted behind them:
  /// "co-codamol 30/500 2 QDS", "Seretide 250/25 2 puffs".
  func isCombined(_ index: Int, _ end: Int) -> Bool {
    guard end == index + 3, note.isSymbol(index + 1, 0x2F), isBehindName(index),
      note.tokens[index].flags.contains(.spaceBefore), end < note.tokens.count,
      !note.tokens[end].flags.contains(.lineStart), note.tokens[end].flags.contains(.spaceBefore),
      let count = NumberWords.digits(note, end), (1...8).contains(count)
    else { return false }
    return note.holds(end + 1, Self.counts) || note.holds(end + 1, Self.counted)
  }

  /// Words that change a dose.
  static let changes = Hash.words(
    """
    increase increases increased increasing decrease decreases decreased decreasing reduce reduces reduced \
    reducing titrate titrated titrating uptitrate uptitrated raise raised lower lowered change changed adjust \
    adjusted taper tapered wean weaned up down inc incr dec decr bump bumped drop dropped cut go
    """
  )

  /// Whether a number is what a dose is changed to: "increase losartan to 100".
  func isTarget(_ index: Int) -> Bool {
    guard index > 1, note.tokens[index].kind == .number, lower(index - 1) == "to",
      !note.tokens[index].flags.contains(.lineStart)
    else { return false }
    return (max(0, index - 8)..<index - 1).contains { Self.changes.contains(note.tokens[$0].hash) }
  }
}
