// SPDX-License-Identifier: Apache-2.0

/// Reads what stands right beside a mention and says no: the answers of a questionnaire.
struct AnswerRules {
  let note: TokenizedNote

  /// "Fever: no", "Alcohol - none", "[-] cough", "cough (-)".
  ///
  /// - Parameters:
  ///   - mention: What is asked for.
  ///   - sentence: Its sentence.
  ///   - reading: What the note names.
  ///   - isOwner: Whether what is the matter with it is spoken of, and not whether it is there.
  ///   - marks: What is said of it.
  func mark(
    _ mention: Mention,
    _ sentence: Range<Int>,
    _ reading: Reading,
    isOwner: Bool,
    _ marks: inout [TraitMark]
  ) {
    let after = mention.end
    // "no change in vision", where "no change" would be no negation.
    if mention.start > sentence.lowerBound,
      ["no", "without"].contains(note.lower(mention.start - 1)), !isOwner,
      !note.holds(mention.end, StopRules.nouns),
      !marks.contains(where: { $0.name == .negation })
    {
      let cue = mention.start - 1..<mention.start
      marks.append(
        TraitMark(
          name: .negation,
          score: 0.9,
          rule: "cue:negation-before",
          cue: cue,
          scope: cue.lowerBound..<mention.end
        )
      )
    }
    if let answer = AnswerColumns(note: note).answer(to: mention) {
      marks.removeAll { $0.name == .negation }
      if answer.isNo { append(.negation, "answer:column", answer.range, mention, &marks) }
      return
    }
    if mention.type == .testName {
      if mention.attributes.isEmpty,
        let cue = AnswerBoxes(note: note).untickedBox(of: mention, reading)
      {
        append(.negation, "answer:unticked", cue, mention, &marks)
      }
      return
    }
    if let (answer, cue) = AnswerBoxes(note: note).answer(to: mention) {
      boxes(answer, cue, mention, &marks)
      return
    }
    // "Fever today? No"
    let question =
      ["today", "now", "currently", "recently"].contains(note.lower(after)) ? after + 1 : after
    if isAsked(mention, sentence), note.isSymbol(question, 0x3F),
      !note.tokens[question].flags.contains(.spaceBefore)
    {
      asks(mention, question, marks: &marks)
    }
    // "Bleeding risk", "fall risk": it might be.
    if mention.category == .medicalCondition, note.lower(mention.end) == "risk",
      !marks.contains(where: { [.hypothetical, .negation].contains($0.name) })
    {
      marks.append(
        TraitMark(
          name: .hypothetical,
          score: 0.85,
          rule: "answer:risk",
          cue: mention.end..<mention.end + 1,
          scope: mention.start..<mention.end + 1
        )
      )
    }
    denies(mention, sentence, &marks)
    let answered = behindEffort(after)
    if answered + 1 < sentence.upperBound, note.isSymbol(answered, 0x3A) || note.isDash(answered),
      notApplicable(answered) == nil,
      note.tokens[answered + 1].kind == .word,
      ["no", "none", "nil", "denies", "denied", "negative", "absent", "never", "n"]
        .contains(note.lower(answered + 1)), !isNausea(answered + 1)
    {
      let isWhole =
        answered + 2 >= sentence.upperBound || note.tokens[answered + 2].kind == .symbol
        || note.tokens[answered + 2].flags.contains(.lineStart)
        || note.lower(answered + 1).hasPrefix("den")
      if isWhole {
        marks.append(
          TraitMark(
            name: .negation,
            score: 0.93,
            rule: "answer:no",
            cue: answered + 1..<answered + 2,
            scope: mention.start..<answered + 2
          )
        )
      }
    }
    signs(mention, &marks)
    if AnswerBoxes.takesBoxes(mention),
      let cue = AnswerBoxes(note: note).untickedBox(of: mention, reading)
    {
      append(.negation, "answer:unticked", cue, mention, &marks)
    }
    let lists = AnswerLists(note: note)
    if mention.category == .behavioralEnvironmentalSocial, let answer = lists.answer(to: mention),
      answer.isNo, !marks.contains(where: { $0.name == .negation })
    {
      append(.negation, "answer:no", answer.range, mention, &marks)
    }
    if let cue = open(mention), marks.isEmpty {
      append(.uncertain, "answer:open", cue, mention, &marks)
      append(.lowConfidence, "answer:open", cue, mention, &marks)
    }
    guard mention.category == .medicalCondition else { return }
    if let cue = treated(mention), !marks.contains(where: { $0.name == .pastHistory }) {
      append(.pastHistory, "answer:treated", cue, mention, &marks)
    }
    if let cue = lists.screened(mention) {
      append(.negation, "answer:screen", cue, mention, &marks)
    }
    if let answer = lists.answer(to: mention) {
      if answer.isNo {
        append(.negation, "answer:no", answer.range, mention, &marks)
      } else {
        marks.removeAll { mark in
          mark.name == .negation && (mark.cue.map { $0.lowerBound < mention.start } ?? false)
        }
      }
    }
    if let cue = lists.free(of: mention) { append(.negation, "answer:free", cue, mention, &marks) }
    if let cue = lists.familyColumn(of: mention) {
      append(.pertainsToFamily, "answer:family", cue, mention, &marks)
    }
  }

  private static let treating = Hash.words("rx tx treated treatment")

  /// "TB Rx 2019 completed", "syphilis treated 2021": what was treated in a year.
  private func treated(_ mention: Mention) -> Range<Int>? {
    let at = mention.end
    guard note.holds(at, Self.treating), !note.tokens[at].flags.contains(.lineStart) else {
      return nil
    }
    let year = note.lower(at + 1) == "in" ? at + 2 : at + 1
    guard let number = NumberWords.digits(note, year), (1950...2100).contains(number),
      note.tokens[year].count == 4
    else { return nil }
    return at..<year + 1
  }

  /// "Codeine - N+V": nausea and vomiting.
  private func isNausea(_ at: Int) -> Bool {
    note.lower(at) == "n" && (note.isSymbol(at + 1, 0x2B) || note.isSymbol(at + 1, 0x26))
  }

  /// "Diabetes: Yes / No", "Chest pain: ___", "Smoker (Y/N) ____": asked by a form, and not answered.
  private func open(_ mention: Mention) -> Range<Int>? {
    let start = mention.end
    var at = start
    while note.isSymbol(at, 0x3A) || note.isSymbol(at, 0x3F) || note.isSymbol(at, 0x28) {
      if note.isLineEnd(at) { return nil }
      at += 1
    }
    guard at > start else { return nil }
    if !note.isLineEnd(at), ["yes", "y"].contains(note.lower(at)), note.isSymbol(at + 1, 0x2F),
      ["no", "n"].contains(note.lower(at + 2))
    {
      at += 3
      while !note.isLineEnd(at), note.isSymbol(at, 0x29) || note.isSymbol(at, 0x5F) { at += 1 }
      return note.isLineEnd(at) || TextColumns.hasGap(before: at, in: note) ? start..<at : nil
    }
    guard note.isSymbol(at, 0x5F), note.isSymbol(at + 1, 0x5F) else { return nil }
    while !note.isLineEnd(at), note.isSymbol(at, 0x5F) { at += 1 }
    return start..<at
  }

  /// "Stroke: [ ] Yes [x] No"; what nobody ticked nobody answered.
  private func boxes(
    _ answer: AnswerBoxes.Answer,
    _ cue: Range<Int>,
    _ mention: Mention,
    _ marks: inout [TraitMark]
  ) {
    marks.removeAll { $0.name == .negation }
    switch answer {
    case .yes: break
    case .no: append(.negation, "answer:box", cue, mention, &marks)
    case .none:
      append(.uncertain, "answer:box", cue, mention, &marks)
      append(.lowConfidence, "answer:box", cue, mention, &marks)
    }
  }

  private static let efforts = Hash.words("rest exertion exercise night home present times")

  /// "Stridor at rest - nil": when it would be stands between the name and the answer.
  ///
  /// So does the question of a form: "Asthma Y/N: N".
  private func behindEffort(_ end: Int) -> Int {
    let first = note.isSymbol(end, 0x28) ? end + 1 : end
    if note.lower(first) == "y", note.isSymbol(first + 1, 0x2F), note.lower(first + 2) == "n" {
      return note.isSymbol(first + 3, 0x29) ? first + 4 : first + 3
    }
    return ["at", "on"].contains(note.lower(end)) && note.holds(end + 1, Self.efforts)
      ? end + 2 : end
  }

  private func append(
    _ name: TraitName,
    _ rule: String,
    _ cue: Range<Int>,
    _ mention: Mention,
    _ marks: inout [TraitMark]
  ) {
    let scope = min(mention.start, cue.lowerBound)..<max(mention.end, cue.upperBound)
    marks.append(TraitMark(name: name, score: 0.85, rule: rule, cue: cue, scope: scope))
  }

  /// "(-) cough", "cough -ve", "fever n/a", and "cough +ve" in a list of what is denied.
  private func signs(_ mention: Mention, _ marks: inout [TraitMark]) {
    func append(_ rule: String, _ cue: Range<Int>, _ score: Float) {
      marks.append(
        TraitMark(name: .negation, score: score, rule: rule, cue: cue, scope: mention.range)
      )
    }
    // "cough(+) fever(-) SOB": the sign is written to the word before it.
    let isOfOther =
      mention.start > 3 && note.tokens[mention.start - 4].kind == .word
      && !note.tokens[mention.start - 3].flags.contains(.spaceBefore)
      && note.tokens[mention.start].flags.contains(.spaceBefore)
    if mention.start >= 3, note.isSymbol(mention.start - 1, 0x29), note.isDash(mention.start - 2),
      note.isSymbol(mention.start - 3, 0x28), !isOfOther
    {
      append("answer:minus", mention.start - 3..<mention.start, 0.9)
    }
    if let cue = minus(before: mention) { append("answer:minus", cue, 0.8) }
    // "(+) fever (-) chills": the sign of the next word is not behind this one.
    let isSignedBefore =
      !isOfOther && note.isSymbol(mention.start - 1, 0x29)
      && note.isSymbol(mention.start - 3, 0x28)
      && (note.isSymbol(mention.start - 2, 0x2B) || note.isDash(mention.start - 2))
    if !isSignedBefore, let sign = SignedAnswer(note: note, behind: mention.end) {
      if !sign.isPositive {
        append("answer:minus", sign.range, 0.9)
      } else if mention.category == .medicalCondition {
        marks.removeAll { mark in
          mark.name == .negation && (mark.cue.map { $0.lowerBound < mention.start } ?? false)
        }
      }
    }
    guard mention.category == .medicalCondition, let cue = notApplicable(mention.end) else {
      return
    }
    append("answer:not-applicable", cue, 0.7)
  }

  /// "+nausea -vomiting", where a plus before another word shows what the dash is.
  private func minus(before mention: Mention) -> Range<Int>? {
    let at = mention.start - 1
    // "-ve cough", where nothing before it has the sign.
    if mention.category == .medicalCondition, note.lower(at) == "ve", at > 0, note.isDash(at - 1),
      at == 1 || note.tokens[at - 1].flags.contains(.lineStart)
        || note.tokens[at - 2].kind == .symbol
    {
      return at - 1..<at + 1
    }
    guard mention.category == .medicalCondition, at > 0, note.isDash(at),
      note.tokens[at].flags.contains(.spaceBefore), !note.tokens[at].flags.contains(.lineStart)
    else { return nil }
    // "+ headache, - vomiting" is spaced throughout.
    let isSpaced = note.tokens[mention.start].flags.contains(.spaceBefore)
    if isSpaced, ![0x2C, 0x3B, 0x3A].contains(where: { note.isSymbol(at - 1, $0) }) { return nil }
    let near = max(0, at - 24)..<min(note.tokens.count - 1, at + 24)
    let hasPlus = near.contains { place in
      note.isSymbol(place, 0x2B) && note.tokens[place].flags.contains(.spaceBefore)
        && note.tokens[place + 1].kind == .word
        && note.tokens[place + 1].flags.contains(.spaceBefore) == isSpaced
    }
    return hasPlus ? at..<at + 1 : nil
  }

  /// "gynecomastia n/a", "fever: N/A".
  private func notApplicable(_ end: Int) -> Range<Int>? {
    let at =
      note.isSymbol(end, 0x3A) || note.isDash(end) || note.isSymbol(end, 0x28) ? end + 1 : end
    guard note.lower(at) == "n", note.isSymbol(at + 1, 0x2F), note.lower(at + 2) == "a",
      !note.tokens[at].flags.contains(.lineStart)
    else { return nil }
    return at..<at + 3
  }

  /// "Neuro: neg HA", where nothing before it could be negative.
  private func denies(_ mention: Mention, _ sentence: Range<Int>, _ marks: inout [TraitMark]) {
    let at = mention.start - 1
    guard at >= sentence.lowerBound, mention.category == .medicalCondition,
      ["neg", "negative"].contains(note.lower(at)),
      at == sentence.lowerBound || note.tokens[at].flags.contains(.lineStart)
        || note.tokens[at - 1].kind == .symbol,
      !marks.contains(where: { $0.name == .negation })
    else { return }
    marks.append(
      TraitMark(
        name: .negation,
        score: 0.9,
        rule: "cue:negation-before",
        cue: at..<at + 1,
        scope: at..<mention.end
      )
    )
  }

  private static let asking = Hash.words("on taking takes any using currently home")

  /// Whether a question may be whether it is there: "Insulin? No", but not "Trouble with insulin? No".
  private func isAsked(_ mention: Mention, _ sentence: Range<Int>) -> Bool {
    switch mention.category {
    case .medicalCondition, .behavioralEnvironmentalSocial: return true
    case .medication:
      var at = mention.start
      while at > sentence.lowerBound, note.holds(at - 1, Self.asking) { at -= 1 }
      return at == sentence.lowerBound || note.tokens[at].flags.contains(.lineStart)
    default: return false
    }
  }

  /// "Chest pain? No", and "PVD?" without an answer, which somebody wonders.
  private func asks(_ mention: Mention, _ question: Int, marks: inout [TraitMark]) {
    let answer = question + 1
    let isEnd =
      answer >= note.tokens.count || note.tokens[answer].flags.contains(.lineStart)
    let word = isEnd ? "" : note.lower(answer)
    if marks.contains(where: { [.negation, .uncertain].contains($0.name) }) { return }
    func append(_ name: TraitName, _ cue: Range<Int>) {
      marks.append(
        TraitMark(
          name: name,
          score: 0.85,
          rule: "answer:question",
          cue: cue,
          scope: mention.start..<cue.upperBound
        )
      )
    }
    switch word {
    case "no", "none", "nil", "denies", "never", "n", "negative":
      append(.negation, answer..<answer + 1)
    case "yes", "y", "positive": break
    default:
      guard mention.category == .medicalCondition else { return }
      append(.uncertain, question..<question + 1)
      append(.lowConfidence, question..<question + 1)
    }
  }
}
