// SPDX-License-Identifier: Apache-2.0

/// Tells medications that were given up for what they did: "Lyrica caused swelling, now on duloxetine",
/// "gabapentin made her drowsy".
///
/// What goes on all the same is taken: "caused cough, still takes it", "caused edema that resolved".
struct HarmfulMedications {
  let note: TokenizedNote

  private static let persons = Hash.words("her him them me pt patient the")
  private static let better = Hash.words("better less calmer more comfortable feel able")
  private static let sick = Hash.words(
    """
    sick drowsy sleepy tired nauseated nauseous dizzy loopy groggy foggy numb jittery anxious itchy itch worse \
    suicidal confused vomit constipated bleed swell throw agitated irritable sedated hallucinate shaky weak \
    lightheaded manic sluggish woozy restless fidgety hyper moody bloated gassy
    """
  )
  /// What goes on, or was mended without giving the medication up.
  private static let ongoing = Hash.words(
    """
    continue continues continued continuing still tolerates tolerating tolerated remains halved lowered \
    reduced decreased takes taking resolved improved subsided went passed managed treated relieved controlled \
    added mild manageable transient initially
    """
  )
  private static let replaced = Hash.words("switched changed now instead replaced rotated")
  private static let reach = 9

  func mark(_ reading: inout Reading) {
    if reading.isNarrative || reading.isLiterature { return }
    for index in reading.mentions.indices where reading.mentions[index].category == .medication {
      let mention = reading.mentions[index]
      guard
        !mention.traits.contains(where: {
          [.negation, .pastHistory, .hypothetical, .pertainsToFamily].contains($0.name)
        }),
        let cue = harm(of: mention, index, reading) ?? suffered(from: mention, index, reading)
      else { continue }
      reading.mentions[index].traits.append(
        TraitMark(
          name: .pastHistory,
          score: 0.75,
          rule: "past:harm",
          cue: cue,
          scope: min(mention.start, cue.lowerBound)..<max(mention.end, cue.upperBound)
        )
      )
    }
  }

  private static let refusals = Hash.words(
    "intolerant intolerance failed allergic stopped declines declined refuses refused intolerances"
  )

  /// "statin intolerant (myalgias on Lipitor and Crestor)": the harm before a name, in a bracket behind why.
  private func suffered(from mention: Mention, _ index: Int, _ reading: Reading) -> Range<Int>? {
    var link = mention.start - 1
    if index > 0, ["and", "or", "/"].contains(note.lower(link)) || note.isSymbol(link, 0x2C),
      reading.mentions[index - 1].end == link,
      let mark = reading.mentions[index - 1].traits.first(where: { $0.rule == "past:harm" })
    {
      return mark.cue
    }
    guard ["on", "with", "from", "to", "w"].contains(note.lower(link)) else {
      guard note.isSymbol(link, 0x2F), note.lower(link - 1) == "w" else { return nil }
      link -= 1
      return bracket(before: link, reading) ?? reaction(before: link, reading)
    }
    // "cough on lisinopril 2018"
    if note.lower(link) == "on", let harm = reading.mentionEnding(at: link),
      reading.mentions[harm].category == .medicalCondition,
      FormerMedications(note: note).isPastYear(mention.end, reading)
    {
      return link..<mention.end + 1
    }
    return bracket(before: link, reading) ?? reaction(before: link, reading)
  }

  private static let getting = Hash.words("had got developed developing gets broke experienced")
  private static let reactions = Hash.words(
    "angioedema anaphylaxis hives rash urticaria sjs itching pruritus swelling"
  )

  /// "Had angioedema on lisinopril", "got a rash with Bactrim".
  private func reaction(before link: Int, _ reading: Reading) -> Range<Int>? {
    guard let harm = reading.mentionEnding(at: link),
      reading.mentions[harm].category == .medicalCondition,
      reading.mentions[harm].range.contains(where: { note.holds($0, Self.reactions) }),
      !reading.mentions[harm].traits.contains(where: { $0.name == .negation })
    else { return nil }
    let start = reading.mentions[harm].start
    let sentence = reading.sentence(at: start)
    return (max(sentence.lowerBound, start - 4)..<start).first { note.holds($0, Self.getting) }
      .map { $0..<link + 1 }
  }

  private func bracket(before link: Int, _ reading: Reading) -> Range<Int>? {
    guard let harm = reading.mentionEnding(at: link),
      reading.mentions[harm].category == .medicalCondition
    else { return nil }
    var open = reading.mentions[harm].start - 1
    while open > 0, open > link - 8, !note.isSymbol(open, 0x28) {
      if note.isSymbol(open, 0x29) { return nil }
      open -= 1
    }
    guard note.isSymbol(open, 0x28), note.holds(open - 1, Self.refusals) else { return nil }
    return open - 1..<link + 1
  }

  /// The verb behind a name and its directions, up to what it did.
  private func harm(of mention: Mention, _ index: Int, _ reading: Reading) -> Range<Int>? {
    let sentence = reading.sentence(at: mention.start)
    let verb = mention.attributes.map(\.end).filter { $0 < mention.end + 8 }
      .reduce(mention.end, max)
    guard verb + 1 < sentence.upperBound, !note.tokens[verb].flags.contains(.lineStart) else {
      return nil
    }
    var start = verb + 1
    switch note.lower(verb) {
    case "caused": break
    case "made", "gave":
      guard note.holds(start, Self.persons) else { return nil }
      start += 1
      if note.holds(start, Self.better) { return nil }
      if note.lower(verb) == "made", note.holds(start, Self.sick) {
        return goesOn(behind: start + 1, sentence, reading) ? nil : verb..<start + 1
      }
    default: return nil
    }
    let end = min(sentence.upperBound, start + Self.reach)
    let clause =
      (start..<end).first {
        note.isSymbol($0, 0x2C) || note.isSymbol($0, 0x3B) || note.isSymbol($0, 0x2E)
      } ?? end
    if isNamedHarm(verb, start..<clause, reading) {
      return goesOn(behind: clause, sentence, reading) ? nil : verb..<clause
    }
    guard
      let found = reading.mentionsBetween(start..<clause).first(where: {
        reading.mentions[$0].category == .medicalCondition
      }), !reading.mentions[found].traits.contains(where: { $0.name == .negation })
    else { return nil }
    let harm = reading.mentions[found]
    if isMeasured(harm), !isReplaced(behind: harm.end, sentence) { return nil }
    return goesOn(behind: harm.end, sentence, reading) ? nil : verb..<max(verb + 1, harm.end)
  }

  private static let harmless = Hash.words("no by any little minimal few a the his her some it")

  /// "Mirapex caused augmentation": a word alone behind the verb is what it did, whatever it means.
  private func isNamedHarm(_ verb: Int, _ clause: Range<Int>, _ reading: Reading) -> Bool {
    note.lower(verb) == "caused" && clause.count == 1
      && note.tokens[clause.lowerBound].kind == .word
      && !note.holds(clause.lowerBound, Self.harmless)
      && !reading.mentionsBetween(clause).contains {
        reading.mentions[$0].category == .medicalCondition
      }
  }

  /// What shows in the blood is watched or treated as often as the medication is given up; for too much
  /// potassium or too little sodium it is given up.
  private func isMeasured(_ harm: Mention) -> Bool {
    guard harm.entry >= 0 else { return false }
    let code = Lexicon.shared.entries[Int(harm.entry)].icd10cm
    if ["E87.5", "E87.1"].contains(where: { code.hasPrefix($0) }) { return false }
    return ["R73", "E87", "E83", "E11", "D70", "D69", "D72", "D61", "D64", "R79"]
      .contains { code.hasPrefix($0) }
  }

  private func isReplaced(behind end: Int, _ sentence: Range<Int>) -> Bool {
    (end..<max(end, sentence.upperBound)).contains { note.holds($0, Self.replaced) }
  }

  /// Whether the words up to the next medication say that it is taken all the same.
  private func goesOn(behind end: Int, _ sentence: Range<Int>, _ reading: Reading) -> Bool {
    let next = reading.mentions[reading.firstMention(atOrAfter: end)...]
      .first { $0.category == .medication }
    // "caused constipation, senna added"
    if let next, next.end < sentence.upperBound, note.lower(next.end) == "added" { return true }
    let limit = min(sentence.upperBound, next?.start ?? sentence.upperBound)
    return (end..<max(end, limit)).contains { at in
      note.holds(at, Self.ongoing)
        // "a cough but stopped after two days" is the cough.
        || note.lower(at) == "stopped" && ["but", "that", "which"].contains(note.lower(at - 1))
    }
  }
}
