// SPDX-License-Identifier: Apache-2.0

/// Reads what stands right beside a mention and says no: the answers of a questionnaire.
struct AnswerRules {
  let note: TokenizedNote

  /// "Fever: no", "Alcohol - none", "[-] cough", "cough (-)".
  func mark(_ mention: Mention, _ sentence: Range<Int>, _ marks: inout [TraitMark]) {
    let after = mention.end
    // "no change in vision", where "no change" would be no negation.
    if mention.start > sentence.lowerBound,
      ["no", "without"].contains(note.lower(mention.start - 1)),
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
    if mention.type == .testName { return }
    if note.isSymbol(after, 0x3F), !note.tokens[after].flags.contains(.spaceBefore),
      mention.category == .medicalCondition
    {
      asks(mention, marks: &marks)
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
    if after + 1 < sentence.upperBound, note.isSymbol(after, 0x3A) || note.isSymbol(after, 0x2D),
      note.tokens[after + 1].kind == .word,
      ["no", "none", "denies", "denied", "negative", "absent", "never", "n"]
        .contains(note.lower(after + 1))
    {
      let isWhole =
        after + 2 >= sentence.upperBound || note.tokens[after + 2].kind == .symbol
        || note.tokens[after + 2].flags.contains(.lineStart)
        || note.lower(after + 1).hasPrefix("den")
      if isWhole {
        marks.append(
          TraitMark(
            name: .negation,
            score: 0.93,
            rule: "answer:no",
            cue: after + 1..<after + 2,
            scope: mention.start..<after + 2
          )
        )
      }
    }
    let isMinusBefore =
      mention.start >= 3 && note.isSymbol(mention.start - 1, 0x29)
      && note.isSymbol(mention.start - 2, 0x2D) && note.isSymbol(mention.start - 3, 0x28)
    let isMinusAfter =
      note.isSymbol(after, 0x28) && note.isSymbol(after + 1, 0x2D) && note.isSymbol(after + 2, 0x29)
    if isMinusBefore || isMinusAfter {
      let cue = isMinusBefore ? mention.start - 3..<mention.start : after..<after + 3
      marks.append(
        TraitMark(name: .negation, score: 0.9, rule: "answer:minus", cue: cue, scope: mention.range)
      )
    }
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

  /// "Chest pain? No", and "PVD?" without an answer, which somebody wonders.
  private func asks(_ mention: Mention, marks: inout [TraitMark]) {
    let answer = mention.end + 1
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
    case "no", "none", "denies", "never", "n", "negative": append(.negation, answer..<answer + 1)
    case "yes", "y", "positive": break
    default:
      append(.uncertain, mention.end..<mention.end + 1)
      append(.lowConfidence, mention.end..<mention.end + 1)
    }
  }
}
