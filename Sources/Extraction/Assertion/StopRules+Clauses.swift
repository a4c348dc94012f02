// SPDX-License-Identifier: Apache-2.0

/// What a clause says of the medication before it: ", which she could not tolerate", ", then resume".
extension StopRules {
  /// "Day 5 of 7 pip-tazo", "D3 ceftriaxone", "ceftriaxone day 3": what has a day of its own is given.
  func isOnDay(_ mention: Mention) -> Bool {
    func isDay(_ at: Int) -> Bool {
      guard note.tokens.indices.contains(at) else { return false }
      if note.lower(at) == "day" || note.lower(at) == "d" {
        return note.tokens.indices.contains(at + 1) && note.tokens[at + 1].kind == .number
      }
      return false
    }
    if isDay(mention.end) { return true }
    var at = mention.start - 1
    while at >= 0, at >= mention.start - 6, !note.tokens[at + 1].flags.contains(.lineStart) {
      if isDay(at) { return true }
      guard note.tokens[at].kind == .number || note.lower(at) == "of" || note.isSymbol(at, 0x2F)
      else { return false }
      at -= 1
    }
    return false
  }

  private static let offers = Hash.words(
    "offered recommended advised prescribed ordered suggested ask asked re discussed"
  )

  /// "offered Paxlovid but declined", with nothing behind that was declined.
  func offer(_ verb: Int, _ sentence: Range<Int>) -> Range<Int>? {
    let next = verb + 1
    guard next >= sentence.upperBound || note.tokens[next].kind == .symbol,
      (max(sentence.lowerBound, verb - 10)..<verb).contains(where: { isWord($0, Self.offers) })
    else { return nil }
    return verb..<next
  }

  private static let bracketed = Hash.words("holding withholding ci contraindicated")
  private static let holders = Hash.words(
    "snf nh facility rehab pcp gp cards pt patient family wife husband mom"
  )

  /// "Seroquel 25 qHS (SNF holding)", "ibuprofen CI": who holds it, or that it must not be given.
  func markBracketed(_ reading: inout Reading) {
    for index in reading.mentions.indices
    where reading.mentions[index].category == .medication {
      let mention = reading.mentions[index]
      var at = mention.end
      while at < mention.end + 8, reading.isPart(at, of: mention), note.lower(at) != "ci" {
        at += 1
      }
      if note.isSymbol(at, 0x28) {
        at += 1
        while at < mention.end + 12, isWord(at, Self.holders) { at += 1 }
        guard isWord(at, Self.bracketed), note.isSymbol(at + 1, 0x29) else { continue }
      } else {
        guard
          isFree(mention) || isContraindicated(at, reading) || isGivenUp(at, for: mention, reading),
          !note.isLineEnd(at)
        else { continue }
      }
      guard !mention.traits.contains(where: { $0.name == .negation }) else { continue }
      let cue =
        at..<at + (note.isSymbol(at + 1, 0x2F) && ["c", "d"].contains(note.lower(at)) ? 3 : 1)
      reading.mentions[index].traits.append(
        TraitMark(
          name: .negation,
          score: 0.8,
          rule: "stopped:beside",
          cue: cue,
          scope: mention.start..<cue.upperBound
        )
      )
    }
  }

  /// Whether "CI" at the end of a clause, or before why, says that something must not be given.
  private func isContraindicated(_ at: Int, _ reading: Reading) -> Bool {
    let next: Int
    if note.lower(at) == "ci", note.isAllCaps(at) {
      next = at + 1
    } else if note.lower(at) == "c", note.isSymbol(at + 1, 0x2F), note.lower(at + 2) == "i" {
      next = at + 3
    } else {
      return false
    }
    if note.isLineEnd(next) || note.isSymbol(next, 0x2C) || note.isSymbol(next, 0x2E)
      || note.isSymbol(next, 0x3B) || note.isSymbol(next, 0x28)
      || ["due", "in", "with", "as", "because"].contains(note.lower(next))
    {
      return true
    }
    let index = reading.firstMention(atOrAfter: next)
    return index < reading.mentions.count && reading.mentions[index].start == next
      && [.medicalCondition, .medication, .testTreatmentProcedure].contains(
        reading.mentions[index].category
      )
  }

  private static let stoppers = Hash.words(
    """
    cardiology nephrology neurology oncology psychiatry rheum rheumatology renal nephro gi ortho surgery surgeons hospital \
    hospitalist clinic nurse dr doctor md np provider ed er icu ward team pharmacist pharmacy dentist endo since when then \
    now recently
    """
  )

  /// "HCQ 200 BD, LEF never tried": a name that nobody knows stands between directions and what is said of it.
  func isOfUnread(_ mention: Mention, _ cue: Cue, _ reading: Reading) -> Bool {
    // "ceftriaxone -> cefepime, vanc d/c'd"
    if note.isArrowEnd(mention.start - 1),
      (mention.end..<max(mention.end, cue.start)).contains(where: { note.isSymbol($0, 0x2C) })
    {
      return true
    }
    let name = cue.start - 1
    guard mention.attributes.contains(where: { $0.type == .frequency }), name > mention.end + 1,
      note.isSymbol(name - 1, 0x2C), note.tokens[name].kind == .word, note.isCapital(name),
      note.tokens[name].count > 2, reading.mentionEnding(at: cue.start) == nil,
      !isWord(name, Self.stoppers), !isWord(name, Self.holders), !isWord(name, Self.telling),
      !AssertionRules.reporting.contains(note.tokens[name].hash)
    else { return false }
    return !reading.isPart(name, of: mention)
  }

  /// "HCTZ d/c hypoK": stopped, and why.
  private func isGivenUp(_ at: Int, for mention: Mention, _ reading: Reading) -> Bool {
    guard note.lower(at) == "d", note.isSymbol(at + 1, 0x2F), note.lower(at + 2) == "c",
      !note.tokens[at].flags.contains(.lineStart)
    else { return false }
    let index = reading.firstMention(atOrAfter: at + 3)
    return index < reading.mentions.count && reading.mentions[index].start == at + 3
      && reading.mentions[index].category == .medicalCondition
  }

  private static let freely = Hash.words(
    "t t3 t4 text light testosterone psa water fluid fluids of from ranging to"
  )

  /// "Heparin free dialysis", "heparin-free": without it.
  private func isFree(_ mention: Mention) -> Bool {
    let at = note.isDash(mention.end) ? mention.end + 1 : mention.end
    return note.lower(at) == "free" && !note.tokens[at].flags.contains(.lineStart)
      && !isWord(at + 1, Self.freely)
  }

  private static let machines = Hash.words("bypass pump ventilator vent ventilation ecmo")

  /// Whether somebody is off a treatment: "off anticoagulation", but not "off bypass".
  func isOff(_ mention: Mention, behind cue: Cue) -> Bool {
    mention.type == .treatmentName && note.lower(cue.end - 1) == "off" && cue.end <= mention.start
      && !mention.range.contains { isWord($0, Self.machines) }
  }

  private static let unable = Hash.words("not couldn't didn't cannot unable t never")

  /// "amitriptyline, which she could not tolerate", "which did not help".
  func intolerable(_ verb: Int, _ sentence: Range<Int>) -> Range<Int>? {
    guard
      let denial = (max(sentence.lowerBound, verb - 3)..<verb).last(where: {
        isWord($0, Self.unable)
      }),
      let which = (max(sentence.lowerBound, denial - 5)..<denial).last(where: {
        note.lower($0) == "which"
      }), which > sentence.lowerBound,
      !(which..<verb).contains(where: { note.isSymbol($0, 0x2C) }),
      (denial + 1..<verb).allSatisfy({ ["to", "really", "able", "been"].contains(note.lower($0)) })
    else { return nil }
    return which..<verb + 1
  }

  /// "Venlafaxine 37.5 mg - did not tolerate (nausea)", with nothing behind that was not tolerated.
  func untolerated(_ verb: Int, _ sentence: Range<Int>) -> Range<Int>? {
    guard note.lower(verb) == "tolerate",
      verb + 1 >= sentence.upperBound || note.tokens[verb + 1].kind == .symbol
        || ["due", "because", "it", "this", "these", "them", "secondary"]
          .contains(note.lower(verb + 1)),
      let denial = (max(sentence.lowerBound, verb - 3)..<verb).first(where: {
        ["did", "could", "cannot", "couldn", "didn", "unable", "not"].contains(note.lower($0))
      }), denial > sentence.lowerBound
    else { return nil }
    let before = denial - 1
    let opens =
      note.isDash(before) || note.isSymbol(before, 0x2C) || note.isSymbol(before, 0x28)
      || ["but", "and", "she", "he", "pt"].contains(note.lower(before))
    return opens ? denial..<verb + 1 : nil
  }

  /// "Apixaban vs warfarin discussed, declined both": all that were spoken of.
  func all(_ verb: Int, _ sentence: Range<Int>) -> Range<Int>? {
    let next = verb + 1
    guard next < sentence.upperBound, ["both", "all", "either"].contains(note.lower(next)),
      next + 1 >= sentence.upperBound || note.tokens[next + 1].kind == .symbol
        || ["for", "at", "today", "due", "because", "after", "until", "while"]
          .contains(note.lower(next + 1))
    else { return nil }
    return verb..<next + 1
  }

  /// "hold warfarin tonight then resume 5 mg daily": the order is for a while.
  func pause(_ verb: Int, _ sentence: Range<Int>, _ reading: Reading) -> Range<Int>? {
    // "hold metformin and lisinopril, resume metformin"
    let next = reading.firstMention(atOrAfter: verb)
    if next < reading.mentions.count, reading.mentions[next].start <= verb + 3,
      reading.mentions[next].category == .medication
    {
      return nil
    }
    var at = verb - 1
    if note.lower(at) == "then" || note.lower(at) == "and" { at -= 1 }
    guard
      at < verb - 1 || note.isSymbol(at, 0x2C) || note.isSymbol(at, 0x3B)
        || note.isDash(at) && note.lower(verb + 1) == "today",
      let order = (max(sentence.lowerBound, verb - 12)..<verb).last(where: {
        ["hold", "held"].contains(note.lower($0))
      })
    else { return nil }
    // "Hold warfarin, restart D12"
    if ["d", "day"].contains(note.lower(verb + 1)), verb + 2 < sentence.upperBound,
      note.tokens[verb + 2].kind == .number
    {
      return nil
    }
    // "Held for diarrhea, resume when stools formed" is held still.
    if note.lower(order) == "held", waits(behind: verb, sentence) { return nil }
    return verb..<verb + 1
  }

  private static let telling = Hash.words(
    "told advised instructed asked counseled counselled recommended"
  )

  /// "Taking husband's meloxicam, told to stop": an order without a name of its own.
  func told(_ verb: Int, _ sentence: Range<Int>) -> Range<Int>? {
    // "On warfarin - advised stop and give vitamin K"
    let isShort = verb > sentence.lowerBound && isWord(verb - 1, Self.telling)
    guard
      isShort
        || note.lower(verb - 1) == "to" && verb - 2 >= sentence.lowerBound
          && isWord(verb - 2, Self.telling),
      verb + 1 >= sentence.upperBound || note.tokens[verb + 1].kind == .symbol
        || ["it", "this", "them", "these", "until", "while", "and"].contains(note.lower(verb + 1))
    else { return nil }
    return (isShort ? verb - 1 : verb - 2)..<verb + 1
  }

  /// "advised not to take" at the end of a clause.
  func forbidden(_ verb: Int, _ sentence: Range<Int>) -> Range<Int>? {
    guard note.lower(verb - 1) == "to", note.lower(verb - 2) == "not",
      verb - 3 >= sentence.lowerBound, isWord(verb - 3, Self.telling),
      verb + 1 >= sentence.upperBound || note.tokens[verb + 1].kind == .symbol
    else { return nil }
    return verb - 3..<verb + 1
  }

  private static let waiting = Hash.words(
    """
    when once if unless after until tomorrow in on at pending as next monday tuesday wednesday thursday friday \
    saturday sunday mon tue tues wed thu thurs fri sat sun outpatient post prn
    """
  )

  private func waits(behind verb: Int, _ sentence: Range<Int>) -> Bool {
    (verb + 1..<max(verb + 1, min(sentence.upperBound, verb + 8))).contains {
      isWord($0, Self.waiting)
    }
  }

  /// "Off meds x1 mo (Depakote, Seroquel)": which they are stands in a bracket.
  func isKind(behind cue: Cue, _ mention: Mention) -> Bool {
    guard
      isWord(cue.end, Self.nouns)
        || isWord(cue.end, Self.determiners)
          && isWord(cue.end + 1, Self.nouns),
      let open = (cue.end..<mention.start).first(where: { note.isSymbol($0, 0x28) }),
      open <= cue.end + 7
    else { return false }
    return !(cue.end..<mention.start).contains {
      note.isSymbol($0, 0x29) || note.isSymbol($0, 0x2E) || $0 < open && note.isSymbol($0, 0x2C)
    }
  }

  private static let classes = Hash.words(
    """
    anticoagulation anticoagulants anticoagulant antiplatelets antihypertensives diuretics nephrotoxics nephrotoxins \
    doac doacs noac noacs nsaids ac statins opioids sedatives
    """
  )

  /// "Hold anticoagulation, ASA 300 PR": behind a class without directions stands what is given instead of it.
  func isClass(_ cue: Cue, before mention: Mention, _ reading: Reading) -> Bool {
    guard mention.category == .medication, isWord(mention.start - 2, Self.classes),
      note.isSymbol(mention.start - 1, 0x2C), !note.isSymbol(cue.end, 0x3A),
      mention.attributes.contains(where: { $0.type == .dosage || $0.type == .strength })
    else { return false }
    return (cue.end..<mention.start - 2).allSatisfy { isWord($0, Self.determiners) }
  }

  private func isInsulin(_ mention: Mention) -> Bool {
    mention.entry >= 0 && Lexicon.shared.entries[Int(mention.entry)].drugClass == "insulin"
  }

  /// "Hold metformin, SSI, Lantus 10 units qhs": insulin takes the place of what is held.
  func isInsulinInstead(_ mention: Mention, _ cue: Cue, _ reading: Reading) -> Bool {
    guard cue.end <= mention.start, ["hold", "holding"].contains(note.lower(cue.end - 1)),
      isInsulin(mention), note.isSymbol(mention.start - 1, 0x2C), !note.isSymbol(cue.end, 0x3A)
    else { return false }
    let first = reading.firstMention(atOrAfter: cue.end)
    return first < reading.mentions.count && reading.mentions[first].start < mention.start
      && reading.mentions[first].category == .medication && !isInsulin(reading.mentions[first])
      && !(cue.end..<mention.start).contains { ["and", "or"].contains(note.lower($0)) }
  }

  private static let tellers = Hash.words("pt patient states reports he she")

  /// "Norepinephrine weaned off, milrinone", "simvastatin - pt not taking, atorvastatin": the words end
  /// what is said of the name before them.
  func endsItem(_ cue: Cue, _ reading: Reading) -> Bool {
    guard note.isSymbol(cue.end, 0x2C) || note.isSymbol(cue.end, 0x3B), cue.end > cue.start else {
      return false
    }
    var at = cue.start - 1
    while at >= 0, isWord(at, Self.tellers) || note.isDash(at) || isWord(at, Self.auxiliaries) {
      at -= 1
    }
    let index = reading.firstMention(atOrAfter: cue.start)
    guard at >= 0, index > 0 else { return false }
    return (max(0, index - 3)..<index).contains { other in
      let before = reading.mentions[other]
      return before.category == .medication
        && (before.range.contains(at) || before.attributes.contains { $0.range.contains(at) })
    }
  }

  private static let halting = Hash.words("stop cease discontinue hold withhold")

  /// "Stop allopurinol, LFT, Dermovate bd 2/52": an order that tests follow, or a course, goes on to the plan.
  func turnsToPlan(
    _ first: Int,
    before mention: Mention,
    _ cue: Cue,
    _ reading: Reading
  ) -> Bool {
    guard cue.end == cue.start + 1, isWord(cue.start, Self.halting), !note.isSymbol(cue.end, 0x3A),
      reading.mentions[first].start < mention.start,
      reading.mentions[first].category == .medication,
      !(cue.end..<mention.start).contains(where: { ["and", "or"].contains(note.lower($0)) })
    else { return false }
    let between = reading.mentionsBetween(reading.mentions[first].end..<mention.end)
    return between.contains { index in
      let other = reading.mentions[index]
      return other.type == .testName
        || other.category == .medication && other.attributes.contains { $0.type == .duration }
    }
  }

  private static let infinitives = Hash.words("to please should must will would can may")

  /// Whether an order ends its line, and what the line says with it.
  ///
  /// "20 mg for 5 days, then stop" says nothing of the line below. "STOP:" above a list does, and so
  /// does "told to stop" where a line is broken.
  func isLastStep(_ cue: Cue) -> Bool {
    guard cue.end < note.tokens.count, cue.start > 0, note.lower(cue.start) != "avoid" else {
      return false
    }
    // "40 mg tonight then stop, analgesia"
    if note.lower(cue.start - 1) == "then", note.isSymbol(cue.end, 0x2C) { return true }
    let isEnd =
      note.tokens[cue.end].flags.contains(.lineStart)
      || (note.isSymbol(cue.end, 0x2E) || note.isSymbol(cue.end, 0x3B))
        && cue.end + 1 < note.tokens.count && note.tokens[cue.end + 1].flags.contains(.lineStart)
    guard isEnd, !isWord(cue.start - 1, Self.infinitives) else { return false }
    // What begins its line, behind a bullet or a number too, is an order about the lines below.
    var at = cue.start
    while at > 0, !note.tokens[at].flags.contains(.lineStart) {
      at -= 1
      if note.tokens[at].kind == .word { return true }
    }
    return false
  }
}
