// SPDX-License-Identifier: Apache-2.0

/// Tells what a patient must not be given from what is taken.
///
/// What stands under the header of allergies, behind "allergic to", or before "allergy" or a reaction
/// becomes an entity of the type ALLERGIES, and is no medication any more.
struct AllergenFinder {
  let note: TokenizedNote

  func find(_ reading: inout Reading) {
    // An abstract says what patients in general react to: nobody's allergy.
    if reading.isLiterature { return }
    pens(&reading)
    for index in reading.mentions.indices where reading.mentions[index].category == .medication {
      let mention = reading.mentions[index]
      guard let source = source(mention, reading) else { continue }
      reading.mentions[index].category = .behavioralEnvironmentalSocial
      reading.mentions[index].type = .allergies
      reading.mentions[index].sources.append(source)
    }
    OtherAllergens(note: note).find(&reading)
    none(&reading)
    reading.mentions.sort { ($0.start, $0.end) < ($1.start, $1.end) }
  }

  /// What says that a mention is an allergen; `nil` where it is taken.
  func source(_ mention: Mention, _ reading: Reading) -> String? {
    // "Peanut allergy: EpiPen x2" is what is given.
    if mention.entry >= 0, mention.entry == Lexicon.shared.entry(named: "epinephrine") {
      return nil
    }
    if let section = reading.section(at: mention.start), section.kind == .allergies {
      // "Allergies: penicillin. Takes loratadine for hay fever."
      if isTaken(mention, reading) || isBehindNone(mention, section) { return nil }
      if isListed(mention, in: section, reading) { return "section:allergies" }
    }
    if ["allergy", "allergies", "allergic", "intolerance"].contains(lower(mention.end)),
      !note.tokens[mention.end].flags.contains(.lineStart)
    {
      return "words:allergy"
    }
    // "Warfarin-allergic"
    if note.isDash(mention.end), lower(mention.end + 1) == "allergic" { return "words:allergy" }
    if isReaction(behind: mention, reading) { return "words:reaction" }
    if isCalledBehind(mention, reading) { return "words:allergy" }
    return isCalled(mention, reading) ? "words:allergic" : nil
  }

  private static let taking: Set<String> = [
    "takes", "taking", "uses", "using", "use", "give", "on", "prescribed", "continue", "continues",
    "started",
    "premed", "premeds", "premedicated", "premedicate", "given",
    "tolerates", "tolerated", "tolerating",
  ]

  private static let nothing = Hash.words("none nil nkda nka no")

  /// Whether nothing is listed, because the answer was none: "Allergy: none" before another sentence.
  private func isBehindNone(_ mention: Mention, _ section: TokenSection) -> Bool {
    let first = section.header.upperBound
    return note.holds(first, Self.nothing) && note.isSymbol(first + 1, 0x2E)
      && mention.start > first + 1
  }

  private static let fine: Set<String> = ["ok", "okay", "fine", "well"]

  private func isTaken(_ mention: Mention, _ reading: Reading) -> Bool {
    if isDirected(mention) { return true }
    // "OK w/ oxycodone"
    var before = mention.start - 1
    if note.isSymbol(before, 0x2F) { before -= 1 }
    if ["with", "w"].contains(note.lower(before)), Self.fine.contains(note.lower(before - 1)) {
      return true
    }
    let sentence = reading.sentence(at: mention.start)
    return (max(sentence.lowerBound, mention.start - 2)..<mention.start)
      .contains { Self.taking.contains(note.lower($0)) }
  }

  /// Whether a mention is one of the allergens of a section, and not in a story below them.
  ///
  /// Where allergens stand in the header's own line, other lines go on with the list only by
  /// beginning with one: "Allergies: penicillin", then "sulfa", but not "Given ceftriaxone."
  private func isListed(
    _ mention: Mention,
    in section: TokenSection,
    _ reading: Reading
  ) -> Bool {
    if section.style.contains(.standsAlone) { return true }
    if reading.isSameLine(section.header.lowerBound, mention.start) {
      return !isStory(from: section.header.upperBound, mention, reading)
    }
    // A dose is of what is taken, and a line that begins with something else ends the list.
    if mention.attributes.contains(where: { [.dosage, .strength].contains($0.type) }) {
      return false
    }
    var line = note.lineStart(of: mention.start)
    for _ in 0..<Self.mostLines {
      guard line > section.header.upperBound,
        !reading.isSameLine(section.header.lowerBound, line)
      else { return true }
      guard beginsWithAllergen(line, reading) else { return false }
      line = note.lineStart(of: line - 1)
    }
    return false
  }

  /// How many lines a list goes on for that begins in the line of its header.
  private static let mostLines = 30

  /// Whether the first word of a line is of a medication or an allergen, and in no box.
  private func beginsWithAllergen(_ line: Int, _ reading: Reading) -> Bool {
    if note.isSymbol(line, 0x5B) { return false }
    let rest = line..<min(note.tokens.count, line + 8)
    guard let word = rest.first(where: { note.tokens[$0].kind == .word }) else { return true }
    // A mention that has the word begins with the line, or is the first behind its mark.
    let index = reading.firstMention(atOrAfter: line)
    guard index < reading.mentions.count, reading.mentions[index].range.contains(word) else {
      return false
    }
    return reading.mentions[index].category == .medication
      || reading.mentions[index].type == .allergies
  }

  /// How far before an allergen a label is looked for.
  private static let labelReach = 60

  private static let telling = Hash.words(
    """
    changed given started stopped held continue continues continued takes taking switched prescribed refilled \
    plan avoid increased decreased carries expired resumed restarted
    """
  )

  /// Whether what is told in a later sentence of the line is no list any more: "Allergy: bees. Ritalin
  /// changed to Vyvanse."
  private func isStory(from header: Int, _ mention: Mention, _ reading: Reading) -> Bool {
    let list = reading.sentence(at: header).upperBound
    guard list <= mention.start else { return false }
    let end = reading.sentence(at: mention.start).upperBound
    // "Allergies: cetuximab. Dalteparin for DVT."
    if note.lower(mention.end) == "for"
      || mention.attributes.contains(where: { [.dosage, .strength].contains($0.type) })
    {
      return true
    }
    // "7. Allergy: trimethoprim. 8. Nicotine patch requested."
    let isNumbered = (list..<mention.start).contains { at in
      note.tokens[at].kind == .number && at + 2 <= mention.start
        && (note.isSymbol(at + 1, 0x2E) || note.isSymbol(at + 1, 0x29)) && note.tokens[at].count < 3
    }
    if isNumbered { return true }
    // "Allergy: Augmentin - rash. OH: caries. Paracetamol ok."
    let isLabelled = (max(list, mention.start - Self.labelReach)..<mention.start).contains { at in
      note.isSymbol(at, 0x3A) && at > list && note.tokens[at - 1].kind == .word
        && ![
          "reaction", "reactions", "severity", "allergy", "allergies", "drug", "drugs",
          "intolerance",
        ]
        .contains(note.lower(at - 1))
    }
    return isLabelled || (list..<end).contains { Self.telling.contains(note.tokens[$0].hash) }
  }

  private static let going = Hash.words(
    "continued continues resumed restarted increased decreased titrated was"
  )

  /// Whether directions or what was done with it show that it is taken.
  private func isDirected(_ mention: Mention) -> Bool {
    mention.attributes.contains { $0.type == .frequency }
      || mention.end < note.tokens.count && Self.going.contains(note.tokens[mention.end].hash)
  }

  /// "allergic to penicillin, sulfa and codeine": what is listed behind the words.
  private func isCalled(_ mention: Mention, _ reading: Reading) -> Bool {
    if isDirected(mention) { return false }
    let sentence = reading.sentence(at: mention.start)
    let isSubject =
      mention.end < sentence.upperBound && Self.states.contains(note.tokens[mention.end].hash)
    var at = mention.start - 1
    let limit = max(sentence.lowerBound, mention.start - 24)
    while at >= limit {
      let word = note.tokens[at].hash
      if Self.cues.contains(word), leadsTo(at, note.lower(at), reading) {
        // "Intolerance to ramipril (cough), and candesartan is now 16 mg."
        return !isSubject
          || !reading.mentionsBetween(at..<mention.start).contains {
            [.medication, .behavioralEnvironmentalSocial].contains(reading.mentions[$0].category)
          }
      }
      // "Allergic PCN", "childhood rash to amoxicillin"
      if at == mention.start - 1, note.lower(at) == "allergic" { return true }
      // "Allergy latex (contact dermatitis)"
      if at == mention.start - 1, note.lower(at) == "allergy", note.isCapital(at),
        at == sentence.lowerBound || note.tokens[at].flags.contains(.lineStart)
      {
        return true
      }
      if Self.rashes.contains(word), lower(at + 1) == "to" { return true }
      if note.isSymbol(at, 0x3B) || Self.ends.contains(word) || endsList(at) { return false }
      at -= 1
    }
    return false
  }

  /// Whether a list is over behind a token: at a full stop, and at the end of a line that does not ask
  /// for more.
  private func endsList(_ at: Int) -> Bool {
    guard at + 1 < note.tokens.count else { return true }
    let next = note.tokens[at + 1]
    if note.isSymbol(at, 0x2E) {
      return next.flags.contains(.spaceBefore) && note.isCapital(at + 1)
    }
    guard next.flags.contains(.lineStart) else { return false }
    return !note.isSymbol(at, 0x2C) && !note.isSymbol(at, 0x3A)
      && !["to", "and", "or", "of", "include", "includes", "including", "drug"].contains(lower(at))
  }

  private static let states = Hash.words("is was has now remains continues continued")

  private static let cues = Hash.words(
    """
    allergic allergy allergies anaphylaxis anaphylactic reaction reactions intolerance \
    intolerances intolerant hypersensitivity hypersensitive alérgico alérgica alergia \
    alergias
    """
  )

  /// Words behind which a list of allergens is over.
  private static let ends = Hash.words(
    """
    but takes taking on started given give gave use start received prescribed treated with continue \
    continues uses tolerates tolerated for after except premed premeds premedicate premedicated \
    premedication premedications
    """
  )

  private static let between: Set<String> = [
    "reaction", "reactions", "rxn", "rxns", "drug", "medication", "known", "list", "profile",
    "reviewed",
    "updated", "verified", "confirmed",
  ]

  /// "to", "of", ":" or "include" behind a cue; a reaction alone may be of another kind.
  private func leadsTo(_ index: Int, _ text: String, _ reading: Reading) -> Bool {
    var at = index + 1
    while Self.between.contains(lower(at)) { at += 1 }
    let next = lower(at)
    if text.hasPrefix("reaction") {
      let before = index > 0 ? note.lower(index - 1) : ""
      return next == "to"
        && ["adverse", "allergic", "bad", "severe", "anaphylactic", "drug", "prior", "previous"]
          .contains(before)
    }
    if text.hasPrefix("al"), text.contains("é") || text.hasPrefix("aler") {
      return ["a", "al", ":"].contains(next) || note.isSymbol(at, 0x3A)
    }
    if text.hasPrefix("intoleran") {
      return next == "to" || next == "of" || note.isSymbol(at, 0x3A)
    }
    // "Allergies PCN (rash), vanc"
    if text == "allergies", note.isCapital(index), at == index + 1,
      index == 0 || note.tokens[index].flags.contains(.lineStart)
        || note.tokens[index - 1].kind == .symbol,
      reading.mentions.indices.contains(reading.firstMention(atOrAfter: at)),
      reading.mentions[reading.firstMention(atOrAfter: at)].start == at
    {
      return true
    }
    return next == "to" || note.isSymbol(at, 0x3A)
      || text.hasPrefix("allerg")
        && ["include", "includes", "including", "are", "is"].contains(next)
  }

  private static let rashes = Hash.words("rash hives urticaria angioedema itching rxn sjs dress")

  private static let reactions: Set<String> = [
    "anaphylaxis", "rash", "hives", "urticaria", "angioedema", "itching", "pruritus", "sjs",
  ]
  private static let told = Hash.words("age as in when since at")

  /// "PCN rash.", "Bactrim SJS 2015", but "lamotrigine rash precautions".
  private func isReactionBeside(_ mention: Mention) -> Bool {
    // "NSAIDs cause hives"
    let end = ["cause", "causes"].contains(lower(mention.end)) ? mention.end + 1 : mention.end
    guard mention.entry >= 0, mention.attributes.isEmpty, Self.reactions.contains(lower(end)),
      !note.tokens[end].flags.contains(.lineStart)
    else { return false }
    let after = end + 1
    return after >= note.tokens.count || note.tokens[after].flags.contains(.lineStart)
      || note.tokens[after].kind == .number && note.tokens[after].count == 4
      || Self.told.contains(note.tokens[after].hash)
      || [0x2C, 0x2E, 0x3B, 0x29, 0x3A].contains { note.isSymbol(after, $0) }
  }

  private static let kinds = Hash.words(
    "childhood severe mild bad itchy skin facial minor widespread generalised generalized previous past"
  )
  private static let called = Hash.words("intolerance intolerant allergy allergic hypersensitivity")

  /// "Codeine - N+V (intolerance)": what a bracket behind it says of an item.
  private func isCalledBehind(_ mention: Mention, _ reading: Reading) -> Bool {
    guard mention.attributes.isEmpty, note.isDash(mention.end) || note.isSymbol(mention.end, 0x3A)
    else { return false }
    var at = mention.end + 1
    while at < mention.end + 8, !note.isLineEnd(at), !note.isSymbol(at, 0x3B),
      !note.isSymbol(at, 0x2E), !note.isSymbol(at, 0x28)
    {
      at += 1
    }
    return !note.isLineEnd(at) && note.isSymbol(at, 0x28) && note.holds(at + 1, Self.called)
      && note.isSymbol(at + 2, 0x29)
  }

  private static let pen = Hash.word("pen".utf8)
  private static let allergic = Hash.words("allergy allergic allergies anaphylaxis")

  /// "Pen allergic", "allergic to pen": a penicillin, where no insulin is injected.
  private func pens(_ reading: inout Reading) {
    var added: [Mention] = []
    for at in note.tokens.indices where note.tokens[at].hash == Self.pen {
      let isAllergen =
        note.holds(at + 1, Self.allergic) && !note.tokens[at + 1].flags.contains(.lineStart)
        || (lower(at - 1) == "to" || note.isSymbol(at - 1, 0x3A))
          && note.holds(at - 2, Self.allergic)
        || lower(at - 1) == "allergic" && !note.tokens[at].flags.contains(.lineStart)
      let next = reading.firstMention(atOrAfter: at)
      guard isAllergen,
        next >= reading.mentions.count || reading.mentions[next].start > at
      else { continue }
      added.append(
        Mention(
          start: at,
          end: at + 1,
          category: .medication,
          type: .genericName,
          score: 0.85,
          entry: Lexicon.shared.entry(named: "penicillin"),
          sources: ["rule:pen"]
        )
      )
    }
    guard !added.isEmpty else { return }
    reading.mentions += added
    reading.mentions.sort { ($0.start, $0.end) < ($1.start, $1.end) }
  }

  /// "Penicillin (anaphylaxis)", "Penicillin: rash", "Penicillin - hives", and nothing else.
  private func isReaction(behind mention: Mention, _ reading: Reading) -> Bool {
    if isReactionBeside(mention) { return true }
    // "Bactrim -> atovaquone (rash)": what was given before it did that.
    if note.isArrowEnd(mention.start - 1) { return false }
    let end = mention.end
    let isOpen = note.isSymbol(end, 0x28)
    guard
      isOpen || note.isSymbol(end, 0x3A) || note.isDash(end)
        || note.isArrowEnd(end)
    else { return false }
    // "Trimethoprim -> rash", "Penicillin: childhood rash"
    var at = note.isArrowEnd(end + 1) ? end + 2 : end + 1
    while at < end + 4, note.tokens.indices.contains(at), note.holds(at, Self.kinds) { at += 1 }
    guard Self.reactions.contains(lower(at)), mention.attributes.isEmpty else { return false }
    let after = at + 1
    return after >= note.tokens.count || note.isSymbol(after, 0x29)
      || note.isSymbol(after, 0x2C) || note.isSymbol(after, 0x2E) || note.isSymbol(after, 0x3B)
      || note.tokens[after].flags.contains(.lineStart)
      || note.tokens[after].kind == .number && note.tokens[after].count == 4
  }

  private func lower(_ index: Int) -> String {
    note.lower(index)
  }

  /// "NKDA", "no known drug allergies", "Allergies: none".
  private func none(_ reading: inout Reading) {
    var added: [Mention] = []
    for index in note.tokens.indices where note.tokens[index].kind == .word {
      var end = index
      switch note.tokens[index].hash {
      // "Allergic to codeine. NKDA otherwise."
      case Self.nkda where note.holds(index + 1, Self.exceptions): continue
      case Self.nkda, Self.nka: end = index + 1
      case Self.no where lower(index + 1) == "known":
        var at = index + 2
        while at < index + 5,
          ["drug", "medication", "food", "medical", "allergies", "allergy", "environmental"]
            .contains(lower(at))
        {
          at += 1
        }
        if at > index + 2, lower(at - 1).hasPrefix("allerg") { end = at }
      default: break
      }
      guard end > index else { continue }
      added.append(
        Mention(
          start: index,
          end: end,
          category: .behavioralEnvironmentalSocial,
          type: .allergies,
          score: 0.95,
          sources: ["rule:no-allergies"],
          traits: [
            TraitMark(
              name: .negation,
              score: 0.97,
              rule: "words:no-known",
              cue: index..<end,
              scope: index..<end
            )
          ]
        )
      )
    }
    reading.replaceMentions(with: added)
  }

  private static let exceptions = Hash.words("otherwise except apart")
  private static let nkda = Hash.word("nkda".utf8)
  private static let nka = Hash.word("nka".utf8)
  private static let no = Hash.word("no".utf8)
}
