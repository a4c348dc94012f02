// SPDX-License-Identifier: Apache-2.0

/// Medications that came to nothing, and those that other words say are over: "failed", "without benefit",
/// "last fentanyl use".
extension FormerMedications {
  private static let courses = Hash.words(
    "drip gtt infusion therapy treatment monotherapy trial course has have had was trials been proved proven"
  )
  private static let degrees = Hash.words(
    "primary secondary treatment nonresponse clinical also both previously"
  )
  private static let failed = Hash.words("failed failure failing ineffective")
  private static let behindFailure = Hash.words(
    "x due because after in with at to and so by despite for but then last previously before no"
  )

  private static let current = Hash.words("on taking takes continues continue currently continued")

  /// Whether it is taken all the same: "on lisinopril 20 mg without improvement".
  func isTakenNow(_ mention: Mention, _ reading: Reading) -> Bool {
    let sentence = reading.sentence(at: mention.start)
    return (max(sentence.lowerBound, mention.start - 2)..<mention.start).contains {
      note.holds($0, Self.current)
    }
  }

  /// "adalimumab primary failure", "furosemide drip failed", "amoxicillin failed x2".
  func failure(behind end: Int) -> Range<Int>? {
    var at = end
    if note.isSymbol(at, 0x28) || note.isSymbol(at, 0x3A) || note.isDash(at) { at += 1 }
    // "Gemtesa 75 failed"
    if at < note.tokens.count, note.tokens[at].kind == .number { at += 1 }
    while at < end + 3, note.holds(at, Self.courses) || note.lower(at) == "a" { at += 1 }
    if note.holds(at, Self.degrees) { at += 1 }
    // "Etanercept 2ary failure"
    if note.lower(at) == "ary" { at += 1 }
    guard let next = failureEnd(at), !(end..<next).contains(where: isNewLine) else { return nil }
    guard
      next >= note.tokens.count || note.tokens[next].kind != .word || isNewLine(next)
        || note.holds(next, Self.behindFailure)
    else { return nil }
    return end..<next
  }

  private static let benefits = Hash.words(
    "benefit help relief effect improvement response success"
  )
  private static let without = Hash.words("without no little minimal w/o")

  /// Where words end that say that nothing came of it: "failed", "ineffective", "tried", "not effective",
  /// "without benefit", "no help".
  private func failureEnd(_ at: Int) -> Int? {
    if note.holds(at, Self.failed) { return at + 1 }
    if ["tried", "trialed", "trialled"].contains(note.lower(at)) {
      return note.lower(at + 1) == "to" ? nil : at + 1
    }
    if note.lower(at) == "not", ["effective", "helpful"].contains(note.lower(at + 1)) {
      return at + 2
    }
    if ["did", "didn"].contains(note.lower(at)) {
      let denial = note.isSymbol(at + 1, 0x27) ? at + 2 : at + 1
      let help = ["not", "t"].contains(note.lower(denial)) ? denial + 1 : at
      // "didn't do anything"
      if note.lower(help) == "do", ["anything", "much", "nothing"].contains(note.lower(help + 1)) {
        return help + 2
      }
      return ["help", "work"].contains(note.lower(help)) ? help + 1 : nil
    }
    var next = at + 1
    if note.isSymbol(at + 1, 0x2F), note.lower(at) == "w", note.lower(at + 2) == "o" {
      next = at + 3
    } else if !note.holds(at, Self.without) {
      return nil
    }
    if ["any", "much", "significant", "clear", "good"].contains(note.lower(next)) { next += 1 }
    return note.holds(next, Self.benefits) ? next + 1 : nil
  }

  /// Where "not" ends that speaks of an earlier verb: "losartan was resumed but chlorthalidone was not".
  func elided(behind end: Int, _ mention: Mention, _ reading: Reading) -> Range<Int>? {
    guard note.holds(end, Self.copulas) else { return nil }
    let next: Int
    if note.lower(end + 1) == "not" {
      next = end + 2
    } else {
      return nil
    }
    guard next >= note.tokens.count || note.tokens[next].kind == .symbol || isNewLine(next) else {
      return nil
    }
    let sentence = reading.sentence(at: mention.start)
    return (sentence.lowerBound..<mention.start).contains { note.holds($0, Self.doing) }
      ? end..<next : nil
  }

  /// What was used before: "last fentanyl use 14 mo ago", "pred bursts x2", "last Ativan 3 days ago".
  func use(of mention: Mention) -> Range<Int>? {
    if note.lower(mention.end) == "bursts" { return mention.end..<mention.end + 1 }
    if let cue = lastDose(of: mention) { return cue }
    guard note.lower(mention.end) == "use", note.lower(mention.start - 1) == "last" else {
      return nil
    }
    return mention.start - 1..<mention.end + 1
  }

  private static let days = Hash.words(
    "day days d week weeks wk wks month months mo mos year years yr yrs"
  )
  private static let years = Hash.words("year years yr yrs")
  private static let maintenance = Hash.words(
    "methadone buprenorphine suboxone subutex sublocade zubsolv"
  )

  /// "Last fentanyl 2 days ago", "last dose of oxycodone 5 days ago": what works for hours is over after
  /// days, and anything after years; a shot every month is not.
  private func lastDose(of mention: Mention) -> Range<Int>? {
    var start = mention.start - 1
    if note.lower(start) == "of" { start -= 1 }
    if ["dose", "took", "use"].contains(note.lower(start)) { start -= 1 }
    guard note.lower(start) == "last" else { return nil }
    var end = mention.end
    if ["dose", "was", "use"].contains(note.lower(end)) { end += 1 }
    guard let count = NumberWords.range(note, end), note.holds(count.end, Self.days),
      note.lower(count.end + 1) == "ago", !isNewLine(count.end + 1)
    else { return nil }
    let cue = start..<count.end + 2
    if note.holds(count.end, Self.years), count.low >= 2 { return cue }
    guard mention.entry >= 0, !mention.range.contains(where: { note.holds($0, Self.maintenance) })
    else { return nil }
    return ["opioid", "benzodiazepine", "opioid combination"]
      .contains(Lexicon.shared.entries[Int(mention.entry)].drugClass) ? cue : nil
  }

  private static let finished = Hash.words("completed finished done")

  /// "Amox for AOM 2 mo ago", "Bactrim for UTI, completed": why, and that it is over.
  func episode(
    behind end: Int,
    of mention: Mention,
    _ sentence: Range<Int>,
    _ reading: Reading
  ) -> Range<Int>? {
    guard note.lower(end) == "for", end + 1 < sentence.upperBound else { return nil }
    let index = reading.firstMention(atOrAfter: end + 1)
    guard index < reading.mentions.count, reading.mentions[index].start <= end + 2,
      reading.mentions[index].category == .medicalCondition
    else { return nil }
    let start = reading.mentions[index].end
    var at = start
    if let count = NumberWords.range(note, at), note.holds(count.end, Self.lapses),
      note.lower(count.end + 1) == "ago"
    {
      return end..<count.end + 2
    }
    if note.isSymbol(at, 0x2C) || note.isSymbol(at, 0x3B) { at += 1 }
    guard at > start, note.holds(at, Self.finished), !isNewLine(at),
      at + 1 >= sentence.upperBound || note.tokens[at + 1].kind == .symbol || isNewLine(at + 1)
        || note.tokens[at + 1].kind == .number
    else { return nil }
    return end..<at + 1
  }

  /// "mild rejection 9/21 treated w/ Solumedrol": what was treated has a day that is over.
  func treated(
    before mention: Mention,
    _ sentence: Range<Int>,
    _ reading: Reading
  ) -> Range<Int>? {
    var verb = mention.start - 2
    if note.isSymbol(mention.start - 1, 0x2F), note.lower(verb) == "w" { verb -= 1 }
    guard verb >= sentence.lowerBound,
      note.lower(mention.start - 1) == "with"
        || note.isSymbol(mention.start - 1, 0x2F),
      note.lower(verb) == "treated", isDate(verb - 3),
      verb - 3 >= sentence.lowerBound,
      !mention.attributes.contains(where: { $0.type == .frequency }),
      !["is", "being", "currently"].contains(note.lower(verb - 4))
    else { return nil }
    return verb - 3..<mention.start
  }

  /// "was on Lantus + Humalog before the pump": what is joined to what was taken.
  func listed(_ mention: Mention, _ index: Int, _ reading: Reading) -> Range<Int>? {
    guard index > 0, ["+", "and", "&"].contains(note.lower(mention.start - 1)),
      let mark = reading.mentions[index - 1].traits.first(where: { $0.rule == "past:time" }),
      let cue = mark.cue, cue.contains(mention.start)
    else { return nil }
    return cue
  }
}
