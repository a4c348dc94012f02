// SPDX-License-Identifier: Apache-2.0

/// Tells which medications and treatments a word such as "stopped" or "held" is about, where the words
/// do not stand beside the name: "it was stopped", "this medication was held on admission", ", which was
/// discontinued", "caused edema and was stopped".
///
/// The antecedent is the nearest medication before, in the sentence or the one before it; a treatment
/// that stands nearer is the antecedent itself, and a condition never is.
struct StopRules {
  let note: TokenizedNote

  private enum Verb {
    /// "stopped", "held".
    case stops
    /// "resumed": what was stopped is taken again.
    case resumes
    /// "stopping it".
    case stopping
    /// "never took it".
    case takes
    /// "offered Paxlovid but declined".
    case declines
    /// "hold tonight, then resume".
    case continues
    /// "which she could not tolerate".
    case tolerates
    /// "told to stop".
    case told
  }

  enum Subject: String {
    case pronoun, noun, relative, shared, object, parenthesis, offer, pause, all, former, latter
  }

  private static let verbs: [UInt32: Verb] = table([
    .stops: "stopped discontinued held withheld withdrawn ceased quit dcd abandoned",
    .resumes: "resumed restarted reinstated reintroduced",
    .continues: "resume restart reinstate",
    .tolerates: "tolerate tolerated help work agree",
    .told: "stop discontinue withhold omit",
    .stopping: "stopping discontinuing withholding",
    .declines: "declined refused declines refuses declining refusing",
    .takes: "took take taking taken filled fill started start tried used picked pick",
  ])
  static let auxiliaries = Hash.words("was were is are been got")
  private static let having = Hash.words("has have had")
  private static let adverbs = Hash.words(
    """
    then later subsequently therefore thus also recently initially temporarily abruptly eventually \
    ultimately immediately promptly apparently already again just since both all self
    """
  )
  private static let pronouns = Hash.words("it this these they those that both")
  static let plurals = Hash.words(
    "these they those both them medications medicines meds drugs"
  )
  private static let objects = Hash.words("it this these them that")
  static let nouns = Hash.words(
    """
    medication medications medicine medicines med meds drug drugs agent agents pill pills tablet \
    tablets prescription
    """
  )
  static let determiners = Hash.words(
    """
    the this that these those his her their my all both home plain old current oral scheduled usual regular \
    prophylactic ppx maintenance chronic evening morning night
    """
  )
  private static let doubts = Hash.words(
    """
    if unless whether should will would can could may might consider considering recommend \
    recommended plan planning not never to be until
    """
  )
  private static let denials = Hash.words("never not t")
  private static let leading = Hash.words("after since upon on by with following despite before")
  static let around = Hash.words(
    "after before during for following prior since until post s/p"
  )

  private static func table(_ texts: [Verb: String]) -> [UInt32: Verb] {
    var result: [UInt32: Verb] = [:]
    for (verb, text) in texts { for word in Hash.words(text) { result[word] = verb } }
    return result
  }

  func isWord(_ at: Int, _ set: Set<UInt32>) -> Bool {
    note.tokens.indices.contains(at) && set.contains(note.tokens[at].hash)
  }

  // MARK: - Words that name no medication

  /// Marks what the sentences of a note say of a medication without naming it.
  func mark(_ reading: inout Reading) {
    markReplaced(&reading)
    markBracketed(&reading)
    for at in note.tokens.indices {
      guard let verb = Self.verbs[note.tokens[at].hash] else { continue }
      let sentence = reading.sentence(at: at)
      switch verb {
      case .stops:
        if let (cue, kind) = passive(at, sentence) ?? relative(at, sentence)
          ?? active(at, sentence) ?? aside(at, sentence) ?? bare(at, sentence, reading)
        {
          stop(cue, kind, &reading)
        }
      case .takes:
        // "Seroquel from a friend, advised not to take"
        if let cue = forbidden(at, sentence) { stop(cue, .object, &reading) }
        // "was prescribed it but never took it"
        guard (max(sentence.lowerBound, at - 2)..<at).contains(where: { isWord($0, Self.denials) }),
          let cue = object(at, sentence)
        else { continue }
        stop(max(sentence.lowerBound, at - 1)..<cue.upperBound, .object, &reading)
      case .stopping:
        guard isWord(at - 1, Self.leading), let cue = object(at, sentence) else { continue }
        stop(cue, .object, &reading)
      case .declines:
        if let cue = offer(at, sentence) { stop(cue, .offer, &reading) }
        if let cue = all(at, sentence) { stop(cue, .all, &reading) }
      case .continues:
        if let cue = pause(at, sentence, reading) { resume(cue, .pause, &reading) }
      case .told:
        if let cue = told(at, sentence) { stop(cue, .object, &reading) }
        if let cue = all(at, sentence) { stop(cue, .all, &reading) }
      case .tolerates:
        if let cue = intolerable(at, sentence) ?? untolerated(at, sentence) {
          stop(cue, .relative, &reading)
        }
      case .resumes:
        if let (cue, kind) = passive(at, sentence) ?? active(at, sentence)
          ?? aside(at, sentence) ?? second(at, sentence, reading)
        {
          resume(cue, kind, &reading)
        }
      }
    }
  }

  /// "it was then stopped", "this medication has been held", "which was stopped", "and was stopped".
  private func passive(_ verb: Int, _ sentence: Range<Int>) -> (Range<Int>, Subject)? {
    var at = verb - 1
    func skip() {
      while at >= sentence.lowerBound, isWord(at, Self.adverbs) { at -= 1 }
      if at > sentence.lowerBound, note.isSymbol(at, 0x2D) { at -= 1 }
    }
    skip()
    while at >= sentence.lowerBound, isWord(at, Self.adverbs) { at -= 1 }
    // "was weaned and stopped"
    if at > sentence.lowerBound, note.lower(at) == "and", note.lower(at - 1).hasSuffix("ed") {
      at -= 2
      skip()
    }
    // "it had to be abandoned"
    if at > sentence.lowerBound + 2, note.lower(at) == "be", note.lower(at - 1) == "to",
      note.lower(at - 2) == "had"
    {
      at -= 2
    } else {
      guard at >= sentence.lowerBound, isWord(at, Self.auxiliaries) else { return nil }
    }
    if note.lower(at) == "been" {
      guard isWord(at - 1, Self.having) else { return nil }
      at -= 1
    }
    at -= 1
    while at >= sentence.lowerBound, isWord(at, Self.adverbs), !isWord(at, Self.pronouns) {
      at -= 1
    }
    guard at >= sentence.lowerBound else { return nil }
    let cue = at..<verb + 1
    if isWord(at - 1, Self.doubts) { return nil }
    switch note.lower(at) {
    case "which": return (cue, .relative)
    case "that" where at > sentence.lowerBound && note.tokens[at - 1].kind == .word:
      return (cue, .relative)
    case ",":
      // "Theophylline, which she had been taking for years, was discontinued"
      let hasClause = (sentence.lowerBound + 1..<max(sentence.lowerBound + 1, at)).contains {
        note.lower($0) == "which" && note.isSymbol($0 - 1, 0x2C)
      }
      return hasClause ? (cue.lowerBound + 1..<cue.upperBound, .shared) : nil
    case "and", "but", "so": return (cue.lowerBound + 1..<cue.upperBound, .shared)
    case "former", "latter":
      guard note.lower(at - 1) == "the" else { return nil }
      return (at - 1..<verb + 1, note.lower(at) == "former" ? .former : .latter)
    default: break
    }
    if isWord(at, Self.pronouns) { return (cue, .pronoun) }
    if isWord(at, Self.nouns), at > sentence.lowerBound, isWord(at - 1, Self.determiners) {
      return (at - 1..<verb + 1, .noun)
    }
    return nil
  }

  /// "testosterone which we have stopped", "that she has since discontinued".
  private func relative(_ verb: Int, _ sentence: Range<Int>) -> (Range<Int>, Subject)? {
    var at = verb - 1
    while at > sentence.lowerBound,
      isWord(at, Self.having) || isWord(at, Self.adverbs) && !isWord(at, Self.pronouns)
        || note.lower(at) == "now"
    {
      at -= 1
    }
    guard at > sentence.lowerBound + 1, isWord(at, Self.persons), note.lower(at - 1) == "which",
      verb + 1 >= sentence.upperBound || note.tokens[verb + 1].kind == .symbol
        || ["in", "on", "for", "due", "because", "after", "today"].contains(note.lower(verb + 1))
    else { return nil }
    return (at - 1..<verb + 1, .relative)
  }

  /// "Lamictal helped but stopped when insurance lapsed", with nothing behind that was stopped.
  private func bare(
    _ verb: Int,
    _ sentence: Range<Int>,
    _ reading: Reading
  ) -> (Range<Int>, Subject)? {
    guard verb > sentence.lowerBound, isWord(verb, Self.participles),
      ["but", "then"].contains(note.lower(verb - 1)),
      verb + 1 >= sentence.upperBound || note.tokens[verb + 1].kind == .symbol
        || note.isSymbol(verb + 2, 0x2F)
        || ["when", "after", "because", "due", "for", "in", "last", "on", "by", "d", "secondary"]
          .contains(note.lower(verb + 1))
    else { return nil }
    // A cough that a medication caused may have stopped.
    let last = reading.firstMention(atOrAfter: verb) - 1
    guard last >= 0, reading.mentions[last].category == .medication else { return nil }
    return (verb..<verb + 1, .shared)
  }

  /// "(oversedation; discontinued)" behind a name.
  private func aside(_ verb: Int, _ sentence: Range<Int>) -> (Range<Int>, Subject)? {
    var at = verb - 1
    if isWord(at, Self.having) { return nil }
    while at >= max(sentence.lowerBound, verb - 8), !note.isSymbol(at, 0x28) {
      if note.isSymbol(at, 0x29) || isWord(at, Self.doubts) { return nil }
      at -= 1
    }
    return note.isSymbol(at, 0x28) ? (verb..<verb + 1, .parenthesis) : nil
  }

  /// "and then resumed", behind another verb.
  private func second(
    _ verb: Int,
    _ sentence: Range<Int>,
    _ reading: Reading
  ) -> (Range<Int>, Subject)? {
    // "he restarted lisinopril" speaks of what follows.
    let next = reading.firstMention(atOrAfter: verb)
    if next < reading.mentions.count, reading.mentions[next].start <= verb + 4,
      reading.mentions[next].category == .medication
    {
      return nil
    }
    var at = verb - 1
    while at >= sentence.lowerBound, isWord(at, Self.adverbs) { at -= 1 }
    guard at >= sentence.lowerBound,
      isWord(at, Self.persons) || note.lower(verb - 1) == "then"
        || ["and", "but", "so", ",", ";"].contains(note.lower(at))
    else { return nil }
    return (verb..<verb + 1, .shared)
  }

  /// "he stopped it", "stopped taking this medication".
  private func active(_ verb: Int, _ sentence: Range<Int>) -> (Range<Int>, Subject)? {
    guard !(max(sentence.lowerBound, verb - 3)..<verb).contains(where: { isWord($0, Self.doubts) })
    else { return nil }
    // "stopped the latter"
    if note.lower(verb + 1) == "the", ["former", "latter"].contains(note.lower(verb + 2)),
      verb + 2 < sentence.upperBound
    {
      return (verb..<verb + 3, note.lower(verb + 2) == "former" ? .former : .latter)
    }
    return object(verb, sentence).map { ($0, .object) }
  }

  /// The verb with the pronoun or noun behind it.
  private func object(_ verb: Int, _ sentence: Range<Int>) -> Range<Int>? {
    var at = verb + 1
    if at < sentence.upperBound, ["taking", "using"].contains(note.lower(at)) { at += 1 }
    guard at < sentence.upperBound else { return nil }
    if isWord(at, Self.determiners), at + 1 < sentence.upperBound, isWord(at + 1, Self.nouns) {
      // "Do not take these medications: ibuprofen"
      if note.isSymbol(at + 2, 0x3A) { return nil }
      return verb..<at + 2
    }
    guard isWord(at, Self.objects) else { return nil }
    // "stopped this morning" names a time.
    let isBare = note.lower(at) == "it" || note.lower(at) == "them"
    guard isBare || at + 1 >= sentence.upperBound || note.tokens[at + 1].kind == .symbol else {
      return nil
    }
    return verb..<at + 1
  }

  private func stop(_ cue: Range<Int>, _ kind: Subject, _ reading: inout Reading) {
    for index in antecedents(cue, kind, reading)
    where !reading.mentions[index].traits.contains(where: { $0.name == .negation }) {
      let start = reading.mentions[index].start
      reading.mentions[index].traits.append(
        TraitMark(
          name: .negation,
          score: kind == .shared || kind == .relative ? 0.85 : 0.8,
          rule: "stopped:\(kind.rawValue)",
          cue: cue,
          scope: min(start, cue.lowerBound)..<cue.upperBound
        )
      )
    }
  }

  /// What was stopped and is taken again is taken.
  private func resume(_ cue: Range<Int>, _ kind: Subject, _ reading: inout Reading) {
    var indices = antecedents(cue, kind, reading)
    if indices.isEmpty, kind == .shared { indices = held(before: cue.lowerBound, reading) }
    for index in indices {
      reading.mentions[index].traits.removeAll { trait in
        guard trait.name == .negation, let words = trait.cue else { return false }
        return words.contains {
          Self.verbs[note.tokens[$0].hash] == .stops || kind == .pause && note.lower($0) == "hold"
            || note.lower($0) == "out"
        }
      }
    }
  }

  // MARK: - Words beside a name

  private static let participles = Hash.words("stopped discontinued held ceased")
  private static let governing = Hash.words(
    "continue continued continues cont start started take takes taking given resume resumed increase on"
  )

  /// Whether words speak of medications alone: a tube is held in place, and a patient comes off bypass.
  func isOfMedications(_ cue: Cue) -> Bool {
    let words = (cue.start..<cue.end).map { note.lower($0) }
    // "DC cardioversion" is an operation.
    return words == ["held"] || words == ["withheld"] || words == ["dc"] || words.last == "off"
      || words.last == "dropped"
      || words.contains {
        ["switched", "swapped", "changed", "replaced", "converted"].contains($0)
      }
  }

  /// Whether words such as "stopped" behind a name speak of it, and not of another name between:
  /// "Continue aspirin, metoprolol held".
  func isAbout(_ mention: Mention, behind cue: Cue, _ reading: Reading) -> Bool {
    // "lisinopril (hold pre HD), clonidine stopped": what a bracket holds is spoken of there.
    if let close = (mention.end..<max(mention.end, cue.start)).first(where: {
      note.isSymbol($0, 0x29) || note.isSymbol($0, 0x28)
    }), note.isSymbol(close, 0x29), mention.category != .medication {
      return false
    }
    // "was changed to 50 mg" changes a dose, "was changed to Zoloft" the medication.
    if cue.end - cue.start > 1,
      note.lower(cue.end - 1) == "to"
        || note.lower(cue.end - 2) == "replaced"
    {
      let next = reading.firstMention(atOrAfter: cue.end)
      let isNamed =
        next < reading.mentions.count && reading.mentions[next].start <= cue.end + 1
        && reading.mentions[next].category == .medication
      guard isNamed || isUnknownName(cue) else { return false }
    }
    // "lisinopril, HCTZ (not taking)": what stands in parentheses speaks of the name beside it.
    let next = reading.firstMention(atOrAfter: mention.end)
    // "on enoxaparin, Foley stopped"
    if let other = reading.mentionEnding(at: cue.start),
      reading.mentions[other].start > mention.end,
      reading.mentions[other].category == .testTreatmentProcedure,
      note.isSymbol(reading.mentions[other].start - 1, 0x2C)
    {
      return false
    }
    let bracket = (mention.end..<max(mention.end, cue.start)).last { note.isSymbol($0, 0x28) }
    // "meropenem (piperacillin stopped)"
    if let bracket, !(bracket..<cue.start).contains(where: { note.isSymbol($0, 0x29) }),
      reading.mentionsBetween(bracket..<cue.start).contains(where: {
        reading.mentions[$0].category == .medication
      })
    {
      return false
    }
    if let open = bracket,
      !(open..<cue.start).contains(where: { note.isSymbol($0, 0x29) }),
      next < reading.mentions.count,
      reading.mentions[next...].prefix(while: { $0.start < open })
        .contains(where: { $0.category == .medication })
    {
      return false
    }
    if isOfUnread(mention, cue, reading) { return false }
    // "Ultram (has held the latter two)": who held is said, and what comes behind.
    if cue.end == cue.start + 1, cue.start > 0,
      isWord(cue.start - 1, Self.having)
        || isWord(cue.start - 1, Self.persons) && !note.isDash(cue.start - 2)
          && !note.isArrowEnd(cue.start - 2) && !note.isSymbol(cue.start - 2, 0x28)
          && !note.isSymbol(cue.start - 2, 0x3A)
    {
      return false
    }
    var last = mention
    var index = reading.firstMention(atOrAfter: mention.end)
    var isJoined = true
    var between = 0
    while index < reading.mentions.count, reading.mentions[index].start < cue.start {
      let other = reading.mentions[index]
      index += 1
      guard other.category == .medication, other.start >= last.end else { continue }
      guard isListed(last, other) else { return false }
      // "Aspirin + apixaban - aspirin stopped"
      if (last.end..<other.start).contains(where: {
        note.isDash($0) && note.tokens[$0].flags.contains(.spaceBefore)
      }) {
        return false
      }
      isJoined = (last.end..<other.start).contains { ["and", "or"].contains(note.lower($0)) }
      between += 1
      last = other
    }
    // "Amlodipine, ramipril, furosemide all withheld"
    if isJoined || ["all", "both"].contains(note.lower(cue.start - 1)) { return true }
    // "Metformin 1 g BD, gliclazide stopped": what has directions of its own is taken; and so is the
    // first of three and more, "Trelegy, albuterol nebs, Daliresp stopped".
    if last.start > mention.start,
      between > 1
        || isOnDay(mention)
        || mention.attributes.contains(where: {
          [.frequency, .dosage, .strength, .form, .routeOrMode, .duration, .rate].contains($0.type)
        })
    {
      return false
    }
    let sentence = reading.sentence(at: mention.start)
    return !(sentence.lowerBound..<mention.start).contains { isWord($0, Self.governing) }
  }

  private static let reasons = Hash.words(
    "before after prior pre until following during since for because due given if when in"
  )

  /// Whether a name stands where an order before it reaches: "d/c lisinopril" and "off warfarin" speak
  /// of the next word, and "hold metformin before surgery" of no surgery.
  private func reaches(_ mention: Mention, from cue: Cue, _ reading: Reading) -> Bool {
    guard cue.end <= mention.start else { return true }
    if isLastStep(cue) || isClass(cue, before: mention, reading) { return false }
    // "MS Contin 15 mg BID -> stop, gabapentin": what stands before the arrow.
    if note.isArrowEnd(cue.start - 1) { return false }
    // "hold pre dialysis"
    if isWord(cue.end, Self.reasons)
      || mention.category != .medication
        && (cue.end..<mention.start).contains(where: { isWord($0, Self.reasons) })
    {
      return false
    }
    let index = reading.firstMention(atOrAfter: cue.end)
    guard index < reading.mentions.count, reading.mentions[index].start <= mention.start else {
      return true
    }
    let isShort =
      ["d", "dc", "out"].contains(note.lower(cue.start))
      || ["stopping", "discontinuing"].contains(note.lower(cue.end - 1))
      || cue.end == cue.start + 1 && note.lower(cue.start) == "off"
    let first = reading.mentions[index].start
    // "DC meds (Keflex)" are those of the discharge.
    let isDischarge = cue.end == cue.start + 1 && note.lower(cue.start) == "dc"
    if isShort, !isDischarge, isKind(behind: cue, mention) { return true }
    // "All other meds d/c'd: lisinopril, metformin"
    let isList =
      note.isSymbol(cue.end, 0x3A) && isWord(cue.start - 1, Self.nouns)
      || AssertionRules(note: note).isListOfStopped(cue, reading)
    if isShort, !isList {
      guard first - cue.end <= 1,
        (cue.end..<first).allSatisfy({ isWord($0, Self.determiners) })
      else { return false }
    }
    // "lithium 300 for two weeks then stop, start Depakote"
    if let comma = (cue.end..<first).first(where: { note.isSymbol($0, 0x2C) }),
      (comma..<first).contains(where: { isWord($0, Self.starting) })
    {
      return false
    }
    if turnsToPlan(index, before: mention, cue, reading) { return false }
    // "stop ramipril, start candesartan"
    if first < mention.start,
      (first..<mention.start).contains(where: { isWord($0, Self.beginning) })
    {
      return false
    }
    // "not taking (uses wife's hydrocodone)"
    if note.isSymbol(cue.end, 0x28), isWord(cue.end + 1, Self.beginning) { return false }
    // What it is about comes first; behind "before", "for" and the like stands something else.
    var last = index
    while last < reading.mentions.count, reading.mentions[last].start < mention.start {
      let other = reading.mentions[last]
      last += 1
      guard other.category == .medication, other.end <= mention.start else { continue }
      let gap = other.end..<mention.start
      if gap.contains(where: { isWord($0, Self.reasons) }) { return false }
      if isExplained(other, before: mention, cue, reading) { return false }
      if isShort, !isList,
        gap.contains(where: {
          note.tokens[$0].kind == .word && !isWord($0, Self.ands)
            && !reading.isTaken($0, from: last)
        })
      {
        return false
      }
    }
    return true
  }

  private static let statements = Hash.words("taking using take takes on tolerate")

  /// Whether a name has its reason in a bracket, and a comma another thing behind it: "not taking
  /// atorvastatin (muscle aches), lisinopril 10 mg daily".
  private func isExplained(
    _ other: Mention,
    before mention: Mention,
    _ cue: Cue,
    _ reading: Reading
  ) -> Bool {
    // "STOP: ibuprofen (bleeding), naproxen" and "hold lisinopril (AKI), metformin" are lists.
    let isDirected =
      mention.attributes.contains { $0.type == .frequency }
      && mention.attributes.contains { $0.type == .dosage || $0.type == .strength }
    if note.isSymbol(cue.end, 0x3A) || !isDirected && !isWord(cue.end - 1, Self.statements) {
      return false
    }
    var at = other.end
    while at < mention.start, reading.isPart(at, of: other) { at += 1 }
    guard note.isSymbol(at, 0x28), !note.isSymbol(mention.end, 0x28),
      let close = (at..<mention.start).first(where: { note.isSymbol($0, 0x29) }),
      note.isSymbol(close + 1, 0x2C), !["or", "nor"].contains(note.lower(mention.end))
    else { return false }
    return !(close..<mention.start).contains { isWord($0, Self.ands) || note.lower($0) == "nor" }
  }

  private static let refusals = Hash.words("declined declines refused refuses")
  private static let ands = Hash.words("and or")
  private static let starting = Hash.words(
    "start starting started begin began begun add added resume restart initiate continue continued"
  )
  private static let beginning = Hash.words(
    """
    start starting started begin began begun continue continued add added resume restart use given takes taking \
    take refill refilled refills renew renewed increase increased decrease decreased reduce initiate initiated \
    give uses instead took received prescribed resumed restarted commence commences commenced commencing introduce introduced \
    wean weaning taper tapering titrate
    """
  )

  /// Whether "stopped", "discontinued" or "held" before a name speaks of it, and not of a name before:
  /// "Metoprolol held this morning, lisinopril given".
  func isAbout(_ mention: Mention, before cue: Cue, _ reading: Reading) -> Bool {
    if !reaches(mention, from: cue, reading) { return false }
    // "switched from Lexapro to Zoloft"
    if note.lower(cue.end - 1) == "from" {
      return !(cue.end..<mention.start).contains { ["to", "on"].contains(note.lower($0)) }
    }
    // "3 out of 5 doses"
    if note.lower(cue.start) == "out", cue.start > 0, note.tokens[cue.start - 1].kind == .number {
      return false
    }
    // "WBRT declined, dex 4 mg"
    if note.isSymbol(cue.end, 0x2C), isWord(cue.start, Self.refusals), cue.end == cue.start + 1 {
      return false
    }
    if endsItem(cue, reading) || isInsulinInstead(mention, cue, reading) { return false }
    guard cue.end == cue.start + 1, isWord(cue.start, Self.participles) else { return true }
    let index = reading.firstMention(atOrAfter: cue.end)
    let first = index < reading.mentions.count ? reading.mentions[index].start : mention.start
    if cue.end.upTo(min(first, mention.start)).contains(where: {
      note.isSymbol($0, 0x2C) || note.isSymbol($0, 0x3B)
    }) {
      return false
    }
    // The name that the participle follows: "metoprolol 25 mg held for HR 58".
    var at = cue.start - 1
    while at >= 0, isWord(at, Self.adverbs) || note.isSymbol(at, 0x2D) || note.isSymbol(at, 0x28) {
      // "- STOPPED: amlodipine" says nothing of the line above.
      if note.tokens[at].flags.contains(.lineStart) { return true }
      at -= 1
    }
    guard at >= 0, index > 0 else { return true }
    return !(max(0, index - 3)..<index).contains { other in
      let before = reading.mentions[other]
      return before.category == .medication
        && (before.range.contains(at) || before.attributes.contains { $0.range.contains(at) })
    }
  }
}
