// SPDX-License-Identifier: Apache-2.0

/// Says of each mention whether it is negated, unsure, past, of the family, hypothetical or to come,
/// and why: the cue and what it reaches over, or the section.
struct AssertionRules {
  let note: TokenizedNote
  let table = CueTable.shared
  let denials: DenialRules
  let answers: AnswerRules
  let isToldByChild: Bool

  init(note: TokenizedNote) {
    self.note = note
    denials = DenialRules(note: note)
    answers = AnswerRules(note: note)
    isToldByChild = OtherPeople(note: note).isToldByChild
  }

  /// Marks the mentions of a note; they are in the order of the text.
  func mark(_ reading: inout Reading) {
    var next = 0
    let breaks = PageBreaks(note: note).breaks
    var broken = 0
    for sentence in note.sentences {
      var last = next
      while last < reading.mentions.count, reading.mentions[last].start < sentence.upperBound {
        last += 1
      }
      if last > next {
        let negatives = negatives(sentence, reading)
        let found =
          inversions(sentence) + doubts(sentence) + worries(sentence) + signs(sentence) + negatives
          + OtherPeople(note: note).cues(sentence)
          + table.cues(in: note, sentence).filter { cue in
            !negatives.contains { $0.start == cue.start && cue.end == $0.end }
          }
        let cues = found.filter { cue in
          !beginsName(cue, sentence)
            && (cue.kind == .family || cue.kind == .pseudo || !reading.isHeader(cue.start))
            && !denials.isAnswer(cue) && !AnswerBoxes(note: note).isAnswer(cue) && !isCollision(cue)
            && !isTherapy(cue) && !isCount(cue) && !isBabyAspirin(cue)
            && !(cue.kind == .family
              && (isToldByChild && OtherPeople(note: note).isParent(cue)
                || isCompanion(cue) || isWorried(cue) || isMagnesia(cue)
                || isNoFamily(cue, reading)))
            && !(cue.kind == .past && (denials.isLately(cue.end - 1) || isTheFormer(cue, reading)))
        }
        .sorted { $0.start < $1.start }
        let scopes =
          carried(breaks, &broken, into: sentence, reading)
          + (cues.isEmpty ? [] : self.scopes(cues, sentence, reading))
        for index in next..<last where Self.takesAssertions(reading.mentions[index]) {
          var marks: [TraitMark] = []
          for scope in scopes { apply(scope, reading.mentions[index], reading, &marks) }
          answers.mark(
            reading.mentions[index],
            sentence,
            reading,
            isOwner: denials.isOwner(reading.mentions[index], reading),
            &marks
          )
          conditions(reading.mentions[index], sentence, &marks)
          supposed(reading.mentions[index], sentence, &marks)
          onlyIf(reading.mentions[index], sentence, &marks)
          plans(reading.mentions[index], sentence, &marks)
          sections(reading, reading.mentions[index], sentence, &marks)
          reading.mentions[index].traits += Self.settled(marks, reading.mentions[index])
        }
      }
      next = last
    }
    StopRules(note: note).mark(&reading)
    FormerMedications(note: note).mark(&reading)
    HarmfulMedications(note: note).mark(&reading)
    StoppedLists(note: note).mark(&reading)
    ChangeLists(note: note).mark(&reading)
    StayLists(note: note).mark(&reading)
    ColumnHeads(note: note).mark(&reading)
    MarkupRows(note: note).mark(&reading)
    RemovedDevices(note: note).mark(&reading)
    IrregularUse(note: note).mark(&reading)
  }

  private static let companions = Hash.words(
    """
    here seen presents presented presenting brought bib came comes coming accompanied visit today clinic \
    arrives arrived ed in
    """
  )

  /// "Here w/ mom for ear pain", "brought in by mother": who came along is not who is ill.
  private func isCompanion(_ cue: Cue) -> Bool {
    guard cue.end == cue.start + 1 else { return false }
    var at = cue.start - 1
    if ["his", "her", "their", "the"].contains(note.lower(at)) { at -= 1 }
    if ["bib", "biba", "bibf"].contains(note.lower(at)) { return true }
    if note.isSymbol(at, 0x2F), note.lower(at - 1) == "w" {
      at -= 2
    } else if ["with", "by"].contains(note.lower(at)) {
      at -= 1
    } else {
      return false
    }
    return note.tokens.indices.contains(at) && Self.companions.contains(note.tokens[at].hash)
  }

  /// "Home meds per daughter" says who told it, "FH 34 cm" is a height, and "FH on statins" a disease.
  private func isNoFamily(_ cue: Cue, _ reading: Reading) -> Bool {
    if note.lower(cue.start - 1) == "per" { return true }
    guard cue.end == cue.start + 1, note.lower(cue.start) == "fh" else { return false }
    // "FH+ CAD"
    var end = cue.end
    while note.isSymbol(end, 0x2B) || note.lower(end) == "ve" { end += 1 }
    let next = reading.firstMention(atOrAfter: end)
    return next >= reading.mentions.count || reading.mentions[next].start != end
      || reading.mentions[next].category != .medicalCondition
  }

  /// "Switching the former to clopidogrel" speaks of what was named before.
  private func isTheFormer(_ cue: Cue, _ reading: Reading) -> Bool {
    guard cue.end == cue.start + 1, note.lower(cue.start) == "former",
      note.lower(cue.start - 1) == "the"
    else { return false }
    let next = reading.firstMention(atOrAfter: cue.end)
    return next >= reading.mentions.count || reading.mentions[next].start > cue.end
  }

  static func takesAssertions(_ mention: Mention) -> Bool {
    switch mention.category {
    case .medicalCondition, .medication, .testTreatmentProcedure: true
    case .behavioralEnvironmentalSocial:
      mention.type != .gender && mention.type != .raceEthnicity
    default: false
    }
  }

  private func apply(
    _ scope: Scope,
    _ mention: Mention,
    _ reading: Reading,
    _ marks: inout [TraitMark]
  ) {
    let cue = scope.cue
    let isInside =
      mention.start >= scope.range.lowerBound && mention.start < scope.range.upperBound
    // A cue at the beginning of the words themselves: "no acute distress".
    let holdsCue = cue.start >= mention.start && cue.end <= mention.end
    if holdsCue {
      let isAtStart = cue.start == mention.start && cue.isBefore && cue.kind == .negation
      let isAtEnd = cue.end == mention.end && cue.isAfter && cue.kind == .negation
      guard isAtStart || isAtEnd, cue.end - cue.start < mention.end - mention.start else { return }
    } else if mention.overlaps(cue.start..<cue.end) {
      // "no acute" before "acute distress": the words belong to both.
      guard cue.start < mention.start ? cue.isBefore : cue.isAfter else { return }
    } else {
      guard isInside else { return }
      let precedes = cue.end <= mention.start
      guard precedes ? cue.isBefore : cue.isAfter else { return }
    }
    if reading.columns.parts(cue.start..<cue.end, from: mention.start, note) { return }
    if mention.category == .medication, !fits(cue, mention) { return }
    // "Educated on insulin" speaks of what is taken.
    if cue.kind == .hypothesis, mention.category != .medicalCondition,
      Self.educating.contains(note.tokens[cue.start].hash)
    {
      return
    }
    // "A candidate for valve repair and underwent a stress test"
    if cue.kind == .future, note.lower(cue.end - 2) == "candidate", mention.start > cue.end + 3 {
      return
    }
    // "Offered Shingrix", but "offered reassurance for chest pain".
    if cue.kind == .hypothesis, note.lower(cue.start) == "offered",
      mention.category != .medication || mention.start > cue.end + 2 || isAccepted(cue, reading)
    {
      return
    }
    if cue.kind == .hypothesis, isOnPrevention(mention, before: cue, reading) { return }
    if cue.kind == .hypothesis, isSpokenOf(cue), !isBeside(cue, mention) { return }
    // "r/o ACS, troponin negative": a result is none that somebody wonders about.
    if cue.kind == .uncertainty, mention.type == .testName, !mention.sources.contains("given"),
      mention.attributes.contains(where: { $0.type == .testValue })
    {
      return
    }
    if cue.kind == .uncertainty, isThere(mention, behind: cue) { return }
    if cue.kind == .negation, !negates(cue, mention, reading) { return }
    if cue.kind == .future, isPendingOther(cue, mention, reading) { return }
    if cue.kind == .past, !isPast(cue, mention, reading) { return }
    if cue.kind == .past, mention.category == .medicalCondition,
      denials.isPresenting(mention, reading.sentence(at: mention.start))
    {
      return
    }
    let rule = "cue:\(cue.kind.name)-\(cue.start <= mention.start ? "before" : "after")"
    let distance = cue.end <= mention.start ? mention.start - cue.end : cue.start - mention.end
    let score = max(0.55, 0.97 - 0.012 * Float(max(0, distance)))
    var names = Self.names(cue.kind)
    if cue.kind == .uncertainty, mention.category == .medication { names = [.hypothetical] }
    if cue.kind == .negation, note.lower(cue.end - 1) == "of",
      note.lower(max(cue.start, cue.end - 2)) == "history",
      note.lower(max(cue.start, cue.end - 3)) != "family"
    {
      names.append(.pastHistory)
    }
    for name in names {
      marks.append(
        TraitMark(
          name: name,
          score: score,
          rule: rule,
          cue: cue.start..<cue.end,
          scope: scope.range
        )
      )
    }
  }

  private func isConsidered(_ cue: Cue) -> Bool {
    (cue.start..<cue.end).contains { note.lower($0).hasPrefix("consider") }
  }

  private static let approvals = Hash.words(
    "approval authorization authorisation auth insurance pa prior delivery pharmacy"
  )
  private static let accepting = Hash.words(
    "accepted accepts agreed agrees given received took administered started start amenable"
  )

  /// Whether what was offered was taken.
  private func isAccepted(_ cue: Cue, _ reading: Reading) -> Bool {
    let sentence = reading.sentence(at: cue.start)
    return (cue.end..<max(cue.end, sentence.upperBound)).contains {
      note.holds($0, Self.accepting)
    }
  }

  private static let educating = Hash.words("teaching educated education instructed")

  private static func names(_ kind: CueClass) -> [TraitName] {
    switch kind {
    case .negation: [.negation]
    case .uncertainty: [.uncertain, .lowConfidence]
    case .hypothesis: [.hypothetical]
    case .condition: [.conditional, .hypothetical]
    case .past: [.pastHistory]
    case .family: [.pertainsToFamily]
    case .future: [.future]
    case .termination, .pseudo: []
    }
  }

  /// "no history of X" is not a past medication, "as needed for X" not a hypothetical one, and what a
  /// mother gives is the patient's, but what she takes is hers.
  private func fits(_ cue: Cue, _ mention: Mention) -> Bool {
    switch cue.kind {
    case .family:
      if denials.isHers(mention, behind: cue) || isTheirs(mention, behind: cue) { return true }
      if denials.isStillHers(mention, behind: cue) { return true }
      guard cue.end <= mention.start, mention.start - cue.end <= 6,
        !denials.turnsToPatient(cue.end..<mention.start)
      else { return false }
      let taking: Set<String> = ["takes", "took", "taking", "uses", "used", "on", "treated"]
      return (cue.start..<mention.start).contains { taking.contains(note.lower($0)) }
    // "Tresiba 18, NR 4-6" is NovoRapid.
    case .negation: return cue.end > cue.start + 1 || note.lower(cue.start) != "nr"
    // "Vivitrol considered" is not taken.
    case .uncertainty: return isConsidered(cue) || isAskedToStart(cue)
    // "commenced furosemide pending your assessment"; but "Humira pending approval" is to come.
    case .future where note.lower(cue.end - 1) == "pending" && cue.start >= mention.end:
      return cue.end >= note.tokens.count || note.tokens[cue.end].kind == .symbol
        || (cue.end..<cue.end + 3).contains { note.holds($0, Self.approvals) }
    // What is taken when needed is taken.
    case .hypothesis:
      return ![
        "prn", "p.r.n.", "needed", "necessary", "ppx", "proph", "prophylaxis",
        "prophylactic", "px",
      ].contains { word in
        (cue.start..<cue.end).contains { note.lower($0) == word }
      }
    default: return true
    }
  }

  /// Whether a cue of the past speaks of a mention.
  ///
  /// Operations that somebody underwent are past; what they were for need not be. "History" behind
  /// a condition speaks of what it touches only.
  private func isPast(_ cue: Cue, _ mention: Mention, _ reading: Reading) -> Bool {
    let last = note.lower(cue.end - 1)
    if isHowOften(mention, behind: cue) { return false }
    // "Failed sulfasalazine", "tried meloxicam": a test that failed is another thing.
    if last == "failed" || last == "on" && note.lower(cue.start) == "failed" || last == "tried"
      || last == "trials"
      || Self.failing.contains(note.lower(cue.start))
    {
      return mention.category == .medication
        && !(cue.end..<max(cue.end, mention.start)).contains {
          DenialRules.present.contains(note.lower($0))
        }
        && !(last == "tried" && isTolerated(mention, reading)) && !isWorking(mention)
    }
    // "CAD s/p DES 2020, CKD": behind the operation and a comma another thing begins.
    if mention.category == .medicalCondition, last == "p" || last == "post",
      denials.isBehindOperation(mention, cue, reading)
    {
      return false
    }
    // "s/p ablation 2022, Eliquis continued"
    if mention.category == .medication, last == "p" || last == "post",
      denials.isBehindOther(mention, cue, reading)
    {
      return false
    }
    if last == "underwent" || last == "undergone" {
      return mention.category == .testTreatmentProcedure
    }
    // "Finished a course of azithromycin."
    if last == "finished" || last == "completed" {
      return (mention.category == .medication || mention.type == .treatmentName)
        && !(cue.end..<max(cue.end, mention.start)).contains { note.isSymbol($0, 0x2C) }
        && (cue.start >= mention.end || !endsItem(cue, before: mention, reading))
    }
    // "No response to Imitrex"
    if last == "to", (cue.start..<cue.end).contains(where: { note.lower($0).hasPrefix("respon") }) {
      return mention.category == .medication && mention.start <= cue.end + 1
    }
    if last == "history", cue.start >= mention.end { return cue.start == mention.end }
    // "taking old atenolol"
    if last == "old", mention.category == .medication,
      ["taking", "takes", "using", "uses", "on"].contains(note.lower(cue.start - 1))
    {
      return false
    }
    // "Previous intolerance to ramipril, and candesartan is now 16 mg"
    if mention.category == .medication, cue.end <= mention.start,
      ["is", "remains", "ongoing", "current", "currently"].contains(note.lower(mention.end))
        || isBegun(mention)
        || isOn(mention, behind: cue)
    {
      return false
    }
    // "hx DVT/PE on apixaban"
    return
      (cue.end <= mention.start && ["previously", "formerly"].contains(last)
      && ["developed", "had", "suffered", "experienced"].contains(note.lower(cue.end))
      || !denials.isTaken(mention, behind: cue, reading))
      && !(mention.category == .medication && denials.isForOther(mention, behind: cue, reading))
  }

  private static let failing: Set<String> = [
    "refractory", "inadequate", "loss", "lost", "failure", "trialed", "trialled",
  ]

  /// "warfarin - completed 2022" says nothing of the line below.
  private func endsItem(_ cue: Cue, before mention: Mention, _ reading: Reading) -> Bool {
    guard !reading.isSameLine(cue.end - 1, mention.start) else { return false }
    let last = reading.firstMention(atOrAfter: cue.start) - 1
    return last >= 0 && reading.mentions[last].category == .medication
      && reading.isSameLine(reading.mentions[last].start, cue.start)
  }

  static let stopping: Set<String> = [
    "stopped", "stop", "ceased", "prescribed", "discontinue", "discontinued", "discontinuation",
    "declined", "declines", "refused", "refuses", "avoid", "avoiding", "off", "held", "hold",
    "holding", "contraindicated",
    "finished", "withheld", "d", "dc", "ran", "run", "runs", "running", "taking", "take", "took",
    "taken", "takes", "using", "continued", "continue", "restarted", "resumed", "started", "start",
    "avoided", "omit", "omitting", "withhold", "withdrawn", "cease",
    "filled", "fill", "up", "removed", "tolerate", "tolerated", "commenced", "omitted", "dropped",
    "tried", "used", "needs", "needed", "required", "stopping", "discontinuing", "deferred",
    "deferring",
    "contraindication", "contraindications",
    "against", "suitable", "unsuitable", "paused", "pause", "collected", "dispensed", "supplied",
    "replaces", "deprescribe", "deprescribed", "refusing", "declining", "continuation", "keen",
    "reqd",
  ]
  private static let givenUp: Set<String> = [
    "stopped", "discontinued", "ceased", "held", "withheld", "dc", "dced", "dcd",
  ]

  private static let complying: Set<String> = [
    "forgot", "forgets", "forgetting", "missed", "misses", "missing", "skipped", "skips",
    "skipping",
    "noncompliant", "compliant", "noncompliance", "compliance", "nonadherent", "adherent",
    "nonadherence", "adherence",
  ]
  private static let changing: Set<String> = [
    "switched", "swapped", "changed", "replaced", "transitioned", "converted", "rotated",
    "titrated", "substituted", "stepped", "step", "weaned",
  ]
  private static let manners: Set<String> = [
    "socially", "social", "occasionally", "occasional", "rarely", "daily", "weekly", "nightly",
    "weekends", "sometimes", "moderately", "x", "1", "2", "3",
  ]
  private static let habits: Set<String> = ["smokes", "vapes", "drinks", "chews", "uses", "dips"]
  static let resolving: Set<String> = [
    "resolved", "resolution", "disappeared", "subsided", "gone", "away", "cleared", "settled",
  ]

  /// Some cues speak of medications and procedures only, others of conditions only.
  private func negates(_ cue: Cue, _ mention: Mention, _ reading: Reading) -> Bool {
    let first = note.lower(cue.start)
    let last = note.lastWord(cue.start..<cue.end)
    if isWithout(cue, before: mention, reading) || isOfOtherClause(cue, mention, reading) {
      return false
    }
    if cue.isAfter, !cue.isBefore, cue.end == cue.start + 1, Self.answers.contains(first) {
      return isAnswered(mention, by: cue)
    }
    if (cue.start..<cue.end).contains(where: { Self.complying.contains(note.lower($0)) }) {
      // Who does not use a device as told has it all the same.
      return mention.category == .medication
        && !denials.isGiven(mention, behind: cue)
        && (cue.start < mention.start
          ? StopRules(note: note).isAbout(mention, before: cue, reading)
          : StopRules(note: note).isAbout(mention, behind: cue, reading))
    }
    if denials.isElsewhere(cue, mention, reading) || denials.isOn(mention, behind: cue, reading) {
      return false
    }
    if cue.end <= mention.start, IrregularUse(note: note).seldom(mention) != nil { return false }
    if isDischarge(cue, reading) || denials.isOrdered(mention, behind: cue)
      || denials.isDirected(mention, behind: cue, reading)
    {
      return false
    }
    // "should never receive ACE inhibitors" is why they are allergens.
    if mention.type == .allergies,
      ["never", "avoid", "avoided", "not"].contains(first), cue.end - cue.start <= 2
    {
      return false
    }
    // "ADHD meds not given", "no seizure meds": what is denied are these.
    if mention.category == .medicalCondition, note.holds(mention.end, StopRules.nouns),
      !note.tokens[mention.end].flags.contains(.lineStart)
    {
      return false
    }
    let stops =
      Self.stopping.contains(first) || Self.stopping.contains(last)
      || last == "given" && cue.end > cue.start + 1 && note.lower(cue.end - 2) != "out"
      || last == "of" && (cue.start..<cue.end).contains { note.lower($0) == "out" }
      || (cue.start..<cue.end).contains { Self.changing.contains(note.lower($0)) }
    // "not on anticoagulation (GIB 2022)": nobody is on a disease.
    if last == "on", first != "ruled", mention.category == .medicalCondition { return false }
    if stops {
      if isBesideAvoided(cue, mention, reading) || isHeldOther(cue, mention, reading) {
        return false
      }
      // Who stopped what somebody is allergic to is allergic to it all the same.
      if mention.type == .allergies, Self.givenUp.contains(last) { return false }
      // "Hold for ANC < 1.0" tells when.
      if mention.type == .testName, mention.attributes.contains(where: { $0.type == .testValue }) {
        return false
      }
      let rules = StopRules(note: note)
      if mention.category != .medication, rules.isOfMedications(cue),
        !rules.isOff(mention, behind: cue)
      {
        return false
      }
      if denials.isTheOnly(mention, behind: cue) { return false }
      // "Smoker - declined cessation"
      if mention.category == .behavioralEnvironmentalSocial, mention.type != .allergies,
        first.hasPrefix("declin") || first.hasPrefix("refus")
      {
        return false
      }
      return mention.category != .medicalCondition && !denials.isGiven(mention, behind: cue)
        && (cue.start < mention.start
          ? rules.isAbout(mention, before: cue, reading)
          : rules.isAbout(mention, behind: cue, reading))
    }
    if Self.resolving.contains(first) || Self.resolving.contains(last) {
      return mention.category == .medicalCondition && denials.resolves(mention, cue, reading)
    }
    // "Lipitor was removed from her list"
    if (cue.start..<cue.end).contains(where: { note.lower($0) == "removed" }),
      cue.end > cue.start + 2
    {
      return mention.category == .medication
    }
    // "Not a candidate for dofetilide" denies no disease.
    if first == "not", last == "for", cue.end > cue.start + 2 {
      return mention.category != .medicalCondition
    }
    // "Not preg, Mirena in situ"
    if cue.end < mention.start, note.lower(mention.end) == "in",
      note.lower(mention.end + 1) == "situ",
      (cue.end..<mention.start).contains(where: { note.isSymbol($0, 0x2C) })
    {
      return false
    }
    if last == "holiday" || last == "eligible" { return mention.category == .medication }
    if last == "expensive" || last == "prohibitive" { return mention.category == .medication }
    // "Repatha PA denied", "aspirin no longer indicated"
    if ["pa", "prior"].contains(first) || note.lower(cue.end - 2) == "longer" || last == "insurance"
    {
      if mention.category == .medicalCondition, cue.end <= mention.start || last != "needed" {
        return false
      }
    }
    // "PFO closure not indicated"
    if mention.category == .medicalCondition, first == "not",
      last == "indicated" || last == "required"
    {
      return false
    }
    if last == "unlikely", headsItem(mention, before: cue) { return false }
    if cue.end <= mention.start, denials.isOwner(mention, reading) { return false }
    // "LP negative", "colonoscopy neg": it was done.
    if cue.start >= mention.end, first.hasPrefix("neg") || last.hasPrefix("neg"),
      mention.type == .procedureName || mention.type == .treatmentName,
      !mention.sources.contains("given")
    {
      return false
    }
    if isReasonGiven(cue, mention, reading) || isSettled(mention, before: cue, reading)
      || isOfItsTest(cue, mention)
    {
      return false
    }
    if denials.isTheOnly(mention, behind: cue) || isOfLabelled(cue, mention, reading) {
      return false
    }
    // "Eliquis -> CTH neg"
    if mention.category == .medication, cue.start >= mention.end, first.hasPrefix("neg") {
      return false
    }
    if isDosed(mention, behind: cue) { return false }
    if denials.isGiven(mention, behind: cue) || denials.isTaken(mention, behind: cue, reading) {
      return false
    }
    if denials.hasOwnSubject(cue, behind: mention, reading) { return false }
    // "No illicit drugs, vapes daily": a verb is not what "no" denies.
    if mention.category == .behavioralEnvironmentalSocial, cue.end == cue.start + 1,
      ["no", "without"].contains(first), Self.habits.contains(note.lower(mention.start))
    {
      return false
    }
    if isHowOften(mention, behind: cue) { return false }
    // "no vegetation, TEE pending"
    if mention.category == .testTreatmentProcedure, cue.end <= mention.start,
      ["pending", "ordered", "sent", "drawn"].contains(note.lower(mention.end))
    {
      return false
    }
    if mention.type == .testName, !mention.sources.contains("given") {
      // "No edema, 2+ pulses", "no evidence of pneumonia on CXR": what has a value, or tells by what
      // it was looked for, was made.
      if mention.attributes.contains(where: { $0.type == .testValue }) { return false }
      if mention.start > cue.end,
        note.tokens[mention.start - 1].kind == .number || note.isSymbol(mention.start - 1, 0x2B)
      {
        return false
      }
      if mention.start > cue.end, ["on", "by", "via"].contains(note.lower(mention.start - 1)) {
        return false
      }
      // "not significant for" a test, "CT negative": the test was made.
      if isMade(mention, behind: cue, reading) { return false }
      return cue.start < mention.start && first != "negative" || isUndone(mention, behind: cue)
    }
    return true
  }

  /// "Denies tobacco, EtOH socially", "no hx DVT, smoker 5/day": how often is said of what is used.
  private func isHowOften(_ mention: Mention, behind cue: Cue) -> Bool {
    mention.category == .behavioralEnvironmentalSocial && cue.end < mention.start
      && (Self.manners.contains(note.lower(mention.end))
        || note.tokens.indices.contains(mention.end) && note.tokens[mention.end].kind == .number)
      && (cue.end..<mention.start).contains { note.isSymbol($0, 0x2C) }
  }

  /// One mark per trait, and none that another takes away.
  private static func settled(_ marks: [TraitMark], _ mention: Mention) -> [TraitMark] {
    var result: [TraitMark] = []
    for mark in marks {
      if let index = result.firstIndex(where: { $0.name == mark.name }) {
        if result[index].score < mark.score { result[index] = mark }
      } else {
        result.append(mark)
      }
    }
    func has(_ name: TraitName) -> Bool { result.contains { $0.name == name } }
    if has(.negation) {
      // "no history of", "does not need": negated, and nothing else is claimed.
      result.removeAll { [.uncertain, .lowConfidence, .future].contains($0.name) }
    }
    if has(.hypothetical) {
      result.removeAll { [.uncertain, .lowConfidence].contains($0.name) }
    }
    return result
  }
}
