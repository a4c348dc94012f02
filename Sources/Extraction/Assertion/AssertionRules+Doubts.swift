// SPDX-License-Identifier: Apache-2.0

/// What somebody thought of and found not to be so, and names that hold a denial themselves.
extension AssertionRules {
  private static let behindConsidered = Hash.words(
    "but and given as with however though although because"
  )

  /// "PE considered, low probability", "Considered PE", "Unlikely PE": by their places in a clause.
  func doubts(_ sentence: Range<Int>) -> [Cue] {
    sentence.compactMap { at in
      let opens =
        at == sentence.lowerBound || note.tokens[at].flags.contains(.lineStart)
        || note.tokens[at - 1].kind == .symbol && !note.isDash(at - 1)
      let ends =
        at + 1 >= sentence.upperBound || note.tokens[at + 1].flags.contains(.lineStart)
        || note.tokens[at + 1].kind == .symbol
        || Self.behindConsidered.contains(note.tokens[at + 1].hash)
      switch note.lower(at) {
      case "considered" where opens != ends:
        return Cue(start: at, end: at + 1, kind: .uncertainty, isBefore: opens, isAfter: ends)
      // "Exclude DVT."
      case "exclude" where opens && !ends:
        return Cue(start: at, end: at + 1, kind: .uncertainty, isBefore: true, isAfter: false)
      // "ASD query."
      case "query" where ends && !opens:
        return Cue(start: at, end: at + 1, kind: .uncertainty, isBefore: false, isAfter: true)
      case "unlikely" where opens && !ends:
        return Cue(start: at, end: at + 1, kind: .uncertainty, isBefore: true, isAfter: false)
      default: return nil
      }
    }
  }

  /// "Should fever recur", where "should" begins a sentence or follows a comma.
  func inversions(_ sentence: Range<Int>) -> [Cue] {
    sentence.filter { at in
      note.lower(at) == "should"
        && (at == sentence.lowerBound || note.isSymbol(at - 1, 0x2C) || note.lower(at - 1) == "or")
    }
    .map { Cue(start: $0, end: $0 + 1, kind: .condition, isBefore: true, isAfter: false) }
  }

  private static let worries = Hash.words(
    "fears feared fearful worried worries worry worrying concerned concern concerns anxious nervous scared afraid"
  )
  private static let objects = Hash.words("about for of re regarding that")
  private static let opinions = Hash.words(
    "thinks thought believes believed convinced fears wonders worries worried"
  )
  private static let subjects = Hash.words("he she they it this pt patient we")
  private static let being = Hash.words("has have had is may might could got")

  /// "Wife fears stroke", "family is concerned about dementia", "she thinks she has lupus": what somebody
  /// is afraid of, or takes for the cause.
  func worries(_ sentence: Range<Int>) -> [Cue] {
    sentence.compactMap { at in
      var end: Int
      if note.holds(at, Self.opinions), let verb = opinion(behind: at + 1) {
        end = verb
      } else if note.holds(at, Self.worries), note.holds(at + 1, Self.objects) {
        end = at + 2
        if note.lower(at + 1) == "that", let verb = opinion(behind: end) { end = verb }
      } else if ["fears", "feared"].contains(note.lower(at)) {
        end = at + 1
      } else {
        return nil
      }
      return end <= sentence.upperBound
        ? Cue(start: at, end: end, kind: .uncertainty, isBefore: true, isAfter: false) : nil
    }
  }

  /// Where "that she has" ends.
  private func opinion(behind start: Int) -> Int? {
    let at = note.lower(start) == "that" ? start + 1 : start
    guard note.holds(at, Self.subjects), note.holds(at + 1, Self.being) else { return nil }
    return ["have", "be"].contains(note.lower(at + 2)) ? at + 3 : at + 2
  }

  private static let belonging = Hash.words(
    "his her their my ongoing worsening persistent recurrent recurring continued increasing increased"
  )

  /// Whether what somebody worries about is there: a complaint, or "her diabetes".
  func isThere(_ mention: Mention, behind cue: Cue) -> Bool {
    guard note.holds(cue.start, Self.worries), note.holds(cue.start + 1, Self.objects),
      cue.end <= mention.start
    else { return false }
    if mention.category != .medicalCondition { return true }
    if (cue.end..<mention.start).contains(where: { note.holds($0, Self.belonging) }) { return true }
    return mention.entry >= 0
      && [0x73, 0x78].contains(Lexicon.shared.entries[Int(mention.entry)].nature)
  }

  private static let acts = Hash.words(
    """
    declines declined requests requested wants agrees agreed refuses refused understands aware updated \
    notified consents consented
    """
  )

  /// Whether a relative is who worries or decides, and not who is ill: "mother concerned for autism".
  func isWorried(_ cue: Cue) -> Bool {
    (cue.end..<cue.end + 3).contains { at in
      note.holds(at, Self.worries) || note.holds(at, Self.opinions) || note.holds(at, Self.acts)
    }
      && !(cue.start..<cue.end + 2).contains { ["had", "has", "with"].contains(note.lower($0)) }
      // "Your daughter mentioned that you have been forgetful"
      || note.lower(cue.start - 1) == "your" && !note.holds(cue.end, Self.having)
        && (cue.end + 1..<cue.end + 4).contains { note.lower($0) == "you" }
  }

  private static let having = Hash.words("has had have is was with and")

  private static let beforeNegative = Hash.words(
    """
    after with w had has and but is was needs requires prior pending s rapid heme endo skin gu gi cv resp pulm msk neuro psych derm \
    ent heent const constitutional
    """
  )

  /// "-fever, +cough": signs before words.
  func signs(_ sentence: Range<Int>) -> [Cue] {
    func stands(_ at: Int, _ sign: UInt8) -> Bool {
      note.isSymbol(at, sign) && at + 1 < sentence.upperBound
        && note.tokens[at + 1].kind == .word && !note.tokens[at + 1].flags.contains(.spaceBefore)
        && (note.tokens[at].flags.contains(.spaceBefore)
          || note.tokens[at].flags.contains(.lineStart))
    }
    guard sentence.contains(where: { stands($0, 0x2B) }) else { return [] }
    return sentence.filter { stands($0, 0x2D) }
      .map { Cue(start: $0, end: $0 + 1, kind: .negation, isBefore: true, isAfter: false) }
  }

  /// "Neg RSV/flu/COVID", "start after neg TB": what follows was looked for and not found.
  func negatives(_ sentence: Range<Int>, _ reading: Reading) -> [Cue] {
    sentence.compactMap { at in
      if let label = negativeLabel(at, sentence, reading) ?? answer(at, sentence, reading) {
        return label
      }
      guard ["neg", "negative"].contains(note.lower(at)), at + 1 < sentence.upperBound,
        note.tokens[at + 1].kind == .word, !note.tokens[at + 1].flags.contains(.lineStart),
        !Self.continuing.contains(note.lower(at + 1)), note.lower(at + 1) != "for",
        !note.isSymbol(at + 2, 0x3A), !note.isSymbol(at - 1, 0x2F)
      else { return nil }
      let next = reading.firstMention(atOrAfter: at + 1)
      guard next < reading.mentions.count, reading.mentions[next].start == at + 1,
        reading.mentions[next].category == .medicalCondition
          || reading.mentions[next].category != .testTreatmentProcedure && isToxicology(sentence),
        !note.isSymbol(reading.mentions[next].end, 0x3A)
      else { return nil }
      let opens =
        at == sentence.lowerBound || note.tokens[at].flags.contains(.lineStart)
        || note.isSymbol(at - 1, 0x2E) || note.isSymbol(at - 1, 0x3A) || note.isSymbol(at - 1, 0x3B)
        || note.isSymbol(at - 1, 0x2C) && isToxicology(sentence)
        || note.isSymbol(at - 1, 0x28) || Self.beforeNegative.contains(note.tokens[at - 1].hash)
      return opens
        ? Cue(start: at, end: at + 1, kind: .negation, isBefore: true, isAfter: false) : nil
    }
  }

  static let answers: Set<String> = ["nil", "denied", "never", "avoid", "ci"]

  /// "Agitation nil.", "Chest pain denied": what stands right before the last word of its item.
  private func answer(_ at: Int, _ sentence: Range<Int>, _ reading: Reading) -> Cue? {
    guard Self.answers.contains(note.lower(at)), at > sentence.lowerBound,
      !note.tokens[at].flags.contains(.lineStart),
      note.isLineEnd(at + 1) || note.isSymbol(at + 1, 0x2E) || note.isSymbol(at + 1, 0x2C)
        || note.isSymbol(at + 1, 0x3B) || note.isSymbol(at + 1, 0x29)
        || note.tokens[at + 1].kind == .number
        || ["since", "today", "overnight", "recently"].contains(note.lower(at + 1))
        || note.lower(at) == "avoid" && ["if", "unless", "due", "as"].contains(note.lower(at + 1))
        // "Timolol CI - asthma"
        || note.lower(at) == "ci"
          && (note.isDash(at + 1) || ["in", "due", "as"].contains(note.lower(at + 1))),
      let last = reading.mentionEnding(at: at)
        ?? (note.lower(at - 1).hasPrefix("allerg") ? reading.mentionEnding(at: at - 1) : nil),
      note.lower(at) == "avoid" || note.lower(at) == "ci"
        ? reading.mentions[last].category == .medication
          && (note.lower(at) == "avoid"
            || note.isAllCaps(at) && NumberWords.digits(note, at + 1) == nil)
        : note.lower(at) != "denied" || reading.mentions[last].category != .medication
    else { return nil }
    return Cue(start: at, end: at + 1, kind: .negation, isBefore: false, isAfter: true)
  }

  /// Whether what an answer of one word is of stands right before it; it may be of an allergy to something.
  func isAnswered(_ mention: Mention, by cue: Cue) -> Bool {
    mention.end == cue.start
      || mention.type == .allergies && mention.end + 1 == cue.start
        && note.lower(mention.end).hasPrefix("allerg")
  }

  /// "If not settling, trimethoprim" is given then, and "clopidogrel to stop 7/7 pre-op, aspirin to continue" stops
  /// what stands before.
  func isOfOtherClause(_ cue: Cue, _ mention: Mention, _ reading: Reading) -> Bool {
    guard mention.category == .medication, cue.end <= mention.start else { return false }
    if note.lower(cue.start - 1) == "if", note.lower(cue.start) == "not" { return true }
    if isStoppedLater(cue, mention) { return true }
    // "Declines Shingrix, Tdap 2019, PCV20 today"
    if FormerMedications(note: note).isVaccine(mention), note.isSymbol(mention.start - 1, 0x2C),
      note.holds(mention.end, Self.givenThen)
        || NumberWords.digits(note, mention.end).map({ (1990...2100).contains($0) }) ?? false
    {
      return true
    }
    guard note.lower(cue.start) == "stop", note.lower(cue.start - 1) == "to",
      let last = reading.mentionEnding(at: cue.start - 1),
      reading.mentions[last].category == .medication, reading.mentions[last].end >= cue.start - 2
    else { return false }
    return (cue.end..<mention.start).contains { note.isSymbol($0, 0x2C) }
  }

  private static let givenThen = Hash.words("today given done utd")
  private static let ending: Set<String> = ["stop", "discontinue", "cease"]
  private static let courses = Hash.words("day days week weeks wk wks month months year years")

  /// "Please stop tramadol after 1 week": it is taken until then.
  private func isStoppedLater(_ cue: Cue, _ mention: Mention) -> Bool {
    guard Self.ending.contains(note.lower(cue.end - 1)), note.lower(mention.end) == "after",
      let count = NumberWords.range(note, mention.end + 1)
    else { return false }
    return note.holds(count.end, Self.courses)
      || note.isSymbol(count.end, 0x2F)
        && NumberWords.digits(note, count.end + 1).map { [7, 12, 52].contains($0) } ?? false
  }

  /// "Neg: fever, cough" begins a list of what is not there, "Contraindications: NSAIDs" of what must not be taken.
  private func negativeLabel(_ at: Int, _ sentence: Range<Int>, _ reading: Reading) -> Cue? {
    let isOfMedications = note.lower(at).hasPrefix("contraindicat")
    guard isOfMedications || ["neg", "negative", "negatives"].contains(note.lower(at)),
      note.isSymbol(at + 1, 0x3A),
      at + 2 < sentence.upperBound,
      at == sentence.lowerBound || note.tokens[at].flags.contains(.lineStart)
        || note.tokens[at - 1].kind == .symbol
    else { return nil }
    let next = reading.firstMention(atOrAfter: at + 2)
    guard next < reading.mentions.count, reading.mentions[next].start <= at + 3,
      reading.mentions[next].category == (isOfMedications ? .medication : .medicalCondition)
    else { return nil }
    return Cue(start: at, end: at + 2, kind: .negation, isBefore: true, isAfter: false)
  }

  /// Whether a problem heads an item of a list: "# AECOPD, PE unlikely" says nothing against it.
  func headsItem(_ mention: Mention, before cue: Cue) -> Bool {
    guard cue.start > mention.end + 1, note.isSymbol(mention.end, 0x2C) else { return false }
    if (mention.end..<cue.start).contains(where: { ["or", "and", "nor"].contains(note.lower($0)) })
    {
      return false
    }
    let before = mention.start - 1
    guard before >= 0, !note.tokens[mention.start].flags.contains(.lineStart) else { return false }
    return note.isSymbol(before, 0x23)
      || before > 0 && (note.isSymbol(before, 0x2E) || note.isSymbol(before, 0x29))
        && note.tokens[before - 1].kind == .number
  }

  /// "Pneumonia: COVID negative": what was looked for stands behind the label.
  func isOfLabelled(_ cue: Cue, _ mention: Mention, _ reading: Reading) -> Bool {
    guard cue.start > mention.end + 1, note.lower(cue.start).hasPrefix("neg"),
      note.isSymbol(mention.end, 0x3A), let other = reading.mentionEnding(at: cue.start)
    else { return false }
    return reading.mentions[other].start == mention.end + 1
  }

  /// "Not for anticoag (GIB)": what a bracket has behind it is why.
  ///
  /// So may a dash: "not prasugrel - prev CVA".
  func isReasonGiven(_ cue: Cue, _ mention: Mention, _ reading: Reading) -> Bool {
    if isReasonBehindDash(cue, mention, reading) { return true }
    // "No ASA (on Eliquis for AF)"
    let near = max(cue.end, mention.start - 8)..<max(cue.end, mention.start)
    guard mention.category == .medicalCondition,
      let open = near.last(where: { note.isSymbol($0, 0x28) || note.isSymbol($0, 0x29) }),
      note.isSymbol(open, 0x28), open > cue.end,
      open >= mention.start - 2 || note.lower(open + 1) == "on" || note.lower(open + 1) == "for"
    else { return false }
    let words = cue.end..<open
    if note.lower(cue.start) == "not" {
      return words.allSatisfy { note.tokens[$0].kind == .word || note.isSymbol($0, 0x27) }
    }
    // "No heparin w/ HD (HIT)", "no AC (GIB)": why it is not given.
    return cue.end == cue.start + 1 && note.lower(cue.start) == "no" && words.count <= 6
      && !words.contains { note.isSymbol($0, 0x2C) || note.isSymbol($0, 0x2E) }
      && (words.contains { note.holds($0, Self.withheld) }
        // "No Xofigo (visceral mets)"
        || words.count == 1 && note.isCapital(cue.end) && !note.isAllCaps(cue.end)
        || reading.mentionsBetween(words).contains {
          reading.mentions[$0].category == .medication
        })
  }

  private static let reasons = Hash.words(
    "prev previous hx of h o known due to given as has had / for"
  )

  private func isReasonBehindDash(_ cue: Cue, _ mention: Mention, _ reading: Reading) -> Bool {
    guard mention.category == .medicalCondition, cue.end < mention.start,
      ["not", "no"].contains(note.lower(cue.start)),
      let dash = (max(cue.end, mention.start - 5)..<mention.start).last(where: {
        note.isDash($0) && note.tokens[$0].flags.contains(.spaceBefore)
          && note.tokens[$0 + 1].flags.contains(.spaceBefore)
      }), let named = reading.mentionEnding(at: dash), reading.mentions[named].start >= cue.end
    else { return false }
    return reading.mentions[named].category == .medication
      && (dash + 1..<mention.start).allSatisfy { note.holds($0, Self.reasons) }
  }

  private static let withheld = Hash.words(
    "ac anticoag anticoagulation abx antibiotics heparin doac steroids nsaids surgery chemo"
  )

  private static let found = Hash.words(
    "detected positive pos isolated present confirmed identified"
  )

  /// "Influenza A detected, RSV not detected", "Previous PE (2015), DVT excluded": what was said of the first
  /// condition stands behind it.
  func isSettled(_ mention: Mention, before cue: Cue, _ reading: Reading) -> Bool {
    guard mention.category == .medicalCondition, mention.end < cue.start,
      let last = reading.mentionEnding(at: cue.start), reading.mentions[last].start > mention.end,
      reading.mentions[last].category == .medicalCondition
    else { return false }
    let gap = mention.end..<reading.mentions[last].start
    guard let comma = gap.last(where: { note.isSymbol($0, 0x2C) }) else { return false }
    let isYear =
      note.isSymbol(mention.end, 0x28) && note.isSymbol(mention.end + 2, 0x29)
      && NumberWords.digits(note, mention.end + 1).map { (1900...2100).contains($0) } ?? false
    return isYear
      || (mention.end..<comma).contains {
        note.holds($0, Self.found) && note.lower($0 - 1) != "not"
      }
  }

  private static let itsTests = Hash.words(
    """
    dip dipstick dipsticks udip dips urine urinalysis ua msu ctpa ct cta mri us uss usg xr cxr axr trop troponin tropt ddimer dimer \
    swab culture cultures screen lp eeg ecg bloods films film serology pcr lft biopsy bx doppler scan
    """
  )

  /// "?UTI - dip neg": what is negative is the test behind the dash.
  func isOfItsTest(_ cue: Cue, _ mention: Mention) -> Bool {
    guard mention.category == .medicalCondition, cue.start > mention.end + 1,
      note.lower(cue.start).hasPrefix("neg"), note.holds(cue.start - 1, Self.itsTests)
    else { return false }
    return (mention.end..<cue.start - 1).contains { at in
      note.isDash(at) || note.isSymbol(at, 0x2C) || note.isSymbol(at, 0x28)
        || note.isSymbol(at, 0x3A)
    }
  }

  private static let goingOn = Hash.words("continue cont continues keep")

  /// "Paracetamol if pain, amlodipine 5 mg od": behind the comma a medication of its own, where the condition
  /// was one of what stands before it.
  func endsCondition(
    _ comma: Int,
    behind cue: Cue,
    _ sentence: Range<Int>,
    _ reading: Reading
  ) -> Bool {
    let next = reading.firstMention(atOrAfter: comma)
    // "transfuse if <70, plt 88"
    if note.isSymbol(cue.end, 0x3C) || note.isSymbol(cue.end, 0x3E) { return true }
    guard next < reading.mentions.count, reading.mentions[next].category == .medication,
      reading.mentions[next].start <= comma + 2
    else { return false }
    // "Hold antibiotics unless CXR positive, benzonatate 100 mg TID"
    if note.lower(cue.start) == "unless", cue.start > sentence.lowerBound,
      reading.mentions[next].attributes.contains(where: { $0.type == .frequency })
    {
      return true
    }
    func isMedication(_ range: Range<Int>) -> Bool {
      reading.mentionsBetween(range).contains { reading.mentions[$0].category == .medication }
    }
    if reading.mentions[next].start == comma + 2 {
      // "If pain persists consider codeine, continue ramipril"
      return note.holds(comma + 1, Self.goingOn)
        && isMedication(max(sentence.lowerBound, cue.start - 40)..<comma)
    }
    return !reading.mentions[next].attributes.isEmpty
      && isMedication(max(sentence.lowerBound, cue.start - 40)..<cue.start)
  }

  /// "Avoid trimethoprim with methotrexate": what is taken beside it.
  func isBesideAvoided(_ cue: Cue, _ mention: Mention, _ reading: Reading) -> Bool {
    note.lower(cue.start).hasPrefix("avoid") && cue.end < mention.start
      && (["with", "w"].contains(note.lower(mention.start - 1))
        || note.isSymbol(mention.start - 1, 0x2F) && note.lower(mention.start - 2) == "w")
      && reading.mentionsBetween(cue.end..<mention.start).contains {
        reading.mentions[$0].category == .medication
      }
  }

  /// "Weekly with HD, Venofer on hold": what is no medication is held where the words stand beside it, and
  /// "hold edoxaban, ECG" holds no test.
  func isHeldOther(_ cue: Cue, _ mention: Mention, _ reading: Reading) -> Bool {
    guard mention.category != .medication else { return false }
    if note.lower(cue.end - 1) == "hold", cue.start > mention.end + 1 { return true }
    // "Omit morning of surgery"
    if ["morning", "day"].contains(note.lower(mention.start - 2)),
      note.lower(mention.start - 1) == "of"
    {
      return true
    }
    guard cue.end <= mention.start, Self.holding.contains(note.lower(cue.end - 1)),
      let comma = (cue.end..<mention.start).last(where: { note.isSymbol($0, 0x2C) })
    else { return false }
    return reading.mentionsBetween(cue.end..<comma).contains {
      reading.mentions[$0].category == .medication
    }
  }

  private static let holding: Set<String> = ["hold", "stop", "withhold", "omit", "cease", "avoid"]

  private static let screens = Hash.words("uds utox tox udip")

  /// Whether a sentence tells what a screen for drugs found: "UDS + THC, neg cocaine".
  private func isToxicology(_ sentence: Range<Int>) -> Bool {
    sentence.prefix(12).contains { note.holds($0, Self.screens) }
  }

  /// Whether a cue is the beginning of a name: "not in labor force", "lack of access to transportation"
  /// are findings, and deny nothing of what follows.
  func beginsName(_ cue: Cue, _ sentence: Range<Int>) -> Bool {
    guard cue.kind == .negation else { return false }
    let lexicon = Lexicon.shared
    guard
      let (state, end) = lexicon.trie.longest(
        in: note,
        from: cue.start,
        limit: sentence.upperBound
      ), end > cue.end
    else { return false }
    for payload in lexicon.trie.payloads(state) {
      let entry = lexicon.terms[Int(payload)].entry
      if lexicon.entries[Int(entry)].kind == .condition { return true }
    }
    return false
  }
}
