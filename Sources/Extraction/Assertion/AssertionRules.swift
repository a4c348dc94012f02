// SPDX-License-Identifier: Apache-2.0

/// Says of each mention whether it is negated, unsure, past, of the family, hypothetical or to come,
/// and why: the cue and what it reaches over, or the section.
struct AssertionRules {
  let note: TokenizedNote
  private let table = CueTable.shared
  private let denials: DenialRules
  private let answers: AnswerRules

  init(note: TokenizedNote) {
    self.note = note
    denials = DenialRules(note: note)
    answers = AnswerRules(note: note)
  }

  /// Marks the mentions of a note; they are in the order of the text.
  func mark(_ reading: inout Reading) {
    var next = 0
    for sentence in note.sentences {
      var last = next
      while last < reading.mentions.count, reading.mentions[last].start < sentence.upperBound {
        last += 1
      }
      if last > next {
        let found = inversions(sentence) + doubts(sentence) + table.cues(in: note, sentence)
        let cues = found.filter { cue in
          !beginsName(cue, sentence)
            && (cue.kind == .family || cue.kind == .pseudo || !reading.isHeader(cue.start))
            && !denials.isAnswer(cue) && !(cue.kind == .family && isCompanion(cue))
            && !(cue.kind == .past && denials.isLately(cue.end - 1))
        }
        .sorted { $0.start < $1.start }
        let scopes = cues.isEmpty ? [] : self.scopes(cues, sentence, reading)
        for index in next..<last where Self.takesAssertions(reading.mentions[index]) {
          var marks: [TraitMark] = []
          for scope in scopes { apply(scope, reading.mentions[index], reading, &marks) }
          answers.mark(
            reading.mentions[index],
            sentence,
            isOwner: denials.isOwner(reading.mentions[index], reading),
            &marks
          )
          conditions(reading.mentions[index], sentence, &marks)
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
    if note.isSymbol(at, 0x2F), note.lower(at - 1) == "w" {
      at -= 2
    } else if ["with", "by"].contains(note.lower(at)) {
      at -= 1
    } else {
      return false
    }
    return note.tokens.indices.contains(at) && Self.companions.contains(note.tokens[at].hash)
  }

  static func takesAssertions(_ mention: Mention) -> Bool {
    switch mention.category {
    case .medicalCondition, .medication, .testTreatmentProcedure: true
    case .behavioralEnvironmentalSocial:
      mention.type != .gender && mention.type != .raceEthnicity
    default: false
    }
  }

  /// What a cue reaches over.
  struct Scope {
    var cue: Cue
    var range: Range<Int>
  }

  private func scopes(_ cues: [Cue], _ sentence: Range<Int>, _ reading: Reading) -> [Scope] {
    var result: [Scope] = []
    for (index, cue) in cues.enumerated() where cue.kind != .termination && cue.kind != .pseudo {
      if cue.isBefore {
        var end = forwardEnd(cue, sentence, reading)
        for other in cues[(index + 1)...] where other.start >= cue.end {
          if stops(cue, other) {
            end = min(end, other.start)
            break
          }
        }
        if end > cue.end { result.append(Scope(cue: cue, range: cue.start..<end)) }
      }
      if cue.isAfter, mayFollow(cue, sentence) {
        var start = backwardStart(cue, sentence)
        for other in cues[..<index].reversed() where other.end <= cue.start {
          if passes(cue, other) || isReport(cue, other) { continue }
          let isStop =
            other.kind == .termination || other.kind == .pseudo
            || other.kind == cue.kind && other.isAfter && other.start < cue.start
          if isStop, other.start > start || other.end > start {
            start = max(start, other.end)
            break
          }
        }
        if start < cue.start { result.append(Scope(cue: cue, range: start..<cue.end)) }
      }
    }
    return result
  }

  /// Whether a cue speaks of what stands before words that end other scopes: "AKI due to sepsis,
  /// resolved", "meloxicam without relief, no longer taking".
  private func passes(_ cue: Cue, _ other: Cue) -> Bool {
    guard cue.kind == .negation else { return false }
    return switch other.kind {
    case .termination:
      (cue.start..<cue.end).contains { Self.resolving.contains(note.lower($0)) }
        && denials.isCause(other.start..<other.end)
    case .pseudo: ["taking", "using"].contains(note.lower(cue.end - 1))
    default: false
    }
  }

  private static let reporting = Hash.words("pt patient states reports reported admits says he she")

  /// "glipizide - pt states d/c by PCP": behind a dash, who says so is not another subject.
  private func isReport(_ cue: Cue, _ other: Cue) -> Bool {
    guard cue.kind == .negation, other.kind == .termination else { return false }
    var at = cue.start - 1
    while at >= 0, Self.reporting.contains(note.tokens[at].hash) { at -= 1 }
    return at < other.start && at >= 0
      && (note.isSymbol(at, 0x28)
        || note.isDash(at) && note.tokens[at].flags.contains(.spaceBefore))
  }

  private static let trailing: Set<String> = [
    "neg", "negative", "likely", "probable", "suspected", "none",
  ]
  private static let continuing: Set<String> = [
    "at", "on", "in", "by", "today", "this", "and", "but", "or", "for", "due", "secondary", "from",
    "given", "per", "with", "x", "bilaterally", "throughout", "except", "though", "as", "to",
    "since", "based", "related", "then", "so", "because", "yesterday", "last", "otherwise",
  ]

  /// Whether a cue may speak of what stands before it: "no rebound, neg Murphy's" and "creatinine 2.1,
  /// likely contrast nephropathy" speak of what follows.
  private func mayFollow(_ cue: Cue, _ sentence: Range<Int>) -> Bool {
    // "Insulin drip off.", but not "off insulin".
    if cue.kind == .negation, cue.end == cue.start + 1, note.tokens[cue.start].hash == Self.off {
      return cue.end >= sentence.upperBound || note.tokens[cue.end].kind == .symbol
        || note.tokens[cue.end].flags.contains(.lineStart)
        || Self.offTimes.contains(note.lower(cue.end))
    }
    if leadsOn(cue, sentence) { return false }
    guard cue.end == cue.start + 1, cue.end < sentence.upperBound,
      note.tokens[cue.end].kind == .word, !note.tokens[cue.end].flags.contains(.lineStart),
      Self.trailing.contains(note.lower(cue.start)),
      cue.start > sentence.lowerBound,
      note.isSymbol(cue.start - 1, 0x2C)
        || note.isDash(cue.start - 1) && note.tokens[cue.start - 1].flags.contains(.spaceBefore)
    else { return true }
    return Self.continuing.contains(note.lower(cue.end))
  }

  private static let off = Hash.word("off".utf8)
  private static let offTimes: Set<String> = [
    "yesterday", "today", "this", "overnight", "since", "at", "now", "last",
  ]
  private static let leading: Set<String> = [
    "taking", "using", "taken", "took", "compliant", "noncompliant", "adherent", "nonadherent",
    "held", "stopped", "discontinued", "declined", "refused", "started", "filled", "commenced",
    "on",
  ]
  private static let idle: Set<String> = [
    "it", "them", "any", "anymore", "currently", "regularly", "consistently", "again", "until",
    "when", "while", "prior", "before", "after", "during", "pending", "if", "was", "is", "were",
    "x", "ago", "early", "secondary", "also", "pt", "patient", "he", "she", "now", "about",
    "approximately", "several", "two", "three", "both", "all", "meds", "medication", "medications",
    "may", "will", "not", "w", "q", "a", "one", "some",
  ]

  /// Whether a cue that stands on both sides has what it speaks of behind it: "ibuprofen with good
  /// effect, no longer using codeine", "took metoprolol, held lisinopril".
  private func leadsOn(_ cue: Cue, _ sentence: Range<Int>) -> Bool {
    guard cue.kind == .negation, cue.end < sentence.upperBound,
      note.tokens[cue.end].kind == .word, !note.tokens[cue.end].flags.contains(.lineStart),
      note.lower(cue.start) == "self" || Self.leading.contains(note.lower(cue.end - 1))
    else { return false }
    let word = note.lower(cue.end)
    if Self.continuing.contains(word) || Self.idle.contains(word) { return false }
    // "was stopped Monday" has its subject before it; another clause has none.
    return cue.end - cue.start > 1 && note.lower(cue.start) != "was"
      && note.lower(cue.start) != "were" && note.lower(cue.start) != "been"
      || cue.start > sentence.lowerBound && note.isSymbol(cue.start - 1, 0x2C)
  }

  /// Whether another cue ends the scope of one that stands before its words.
  private func stops(_ cue: Cue, _ other: Cue) -> Bool {
    // "Her brother who had schizophrenia."
    if cue.kind == .family, note.lower(other.start) == "who",
      other.start == cue.end || other.start == cue.end + 1 && note.isSymbol(cue.end, 0x2C)
    {
      return false
    }
    if other.kind == .termination { return true }
    if cue.kind == .negation, other.kind == .family { return denials.beginsStatement(other) }
    guard other.kind != cue.kind else { return other.isBefore && cue.kind == .past }
    // "Past trials: bupropion (stopped), venlafaxine": all of them are past.
    if cue.kind == .past, Self.stopping.contains(note.lower(other.start)) { return false }
    switch (cue.kind, other.kind) {
    case (.negation, .future), (.negation, .condition), (.past, .negation), (.past, .future),
      (.uncertainty, .negation), (.future, .negation):
      return other.isBefore
    case (.family, .past): return false
    case (.negation, .uncertainty): return false
    default: return false
    }
  }

  private static let planEnds: Set<String> = [
    "continue", "continues", "stop", "hold", "once", "when", "until", "if",
  ]

  /// Where a scope that goes forward ends at the latest.
  private func forwardEnd(_ cue: Cue, _ sentence: Range<Int>, _ reading: Reading) -> Int {
    let reach =
      switch cue.kind {
      case .negation: 60
      case .uncertainty: 12
      case .past: 30
      case .family: 40
      case .condition, .hypothesis: 60
      default: 14
      }
    var at = cue.end
    // "Non-compliant with CPAP" denies one word.
    let isPrefix =
      cue.kind == .negation && cue.end == cue.start + 1 && note.lower(cue.start) == "non"
    let limit = min(sentence.upperBound, cue.end + (isPrefix ? 3 : reach))
    var isFirst = true
    var depth = 0
    while at < limit {
      if note.isSymbol(at, 0x3B), cue.kind != .family { return at }
      // "FH: mom - breast ca. SH: smoker"
      if at > cue.end, let section = reading.section(at: at), section.header.lowerBound == at,
        !section.isLabel
      {
        return at
      }
      // "2) hold metformin 3) AKI": the next item of a list in one line.
      if cue.kind == .negation || cue.kind == .uncertainty, depth == 0, at > cue.end,
        note.tokens[at].kind == .number, note.isSymbol(at + 1, 0x29)
      {
        return at
      }
      // "(hold on dialysis days), calcitriol": what began in parentheses ends with them.
      if note.isSymbol(at, 0x28) { depth += 1 }
      if note.isSymbol(at, 0x29) {
        depth -= 1
        if depth < 0, isAside(cue, sentence) { return at }
      }
      // " - " between two thoughts.
      if cue.kind == .uncertainty, note.isSymbol(at, 0x2D),
        note.tokens[at].flags.contains(.spaceBefore), at + 1 < limit,
        note.tokens[at + 1].flags.contains(.spaceBefore)
      {
        return at
      }
      if note.isSymbol(at, 0x3A), at > cue.end + 1, cue.kind == .negation { return at }
      // "did not tolerate spironolactone -> eplerenone": another thing follows.
      if cue.kind == .negation || cue.kind == .past, at > cue.end, isArrow(at) { return at }
      // "his father died of a heart attack on exam", where nobody wrote full stops.
      if cue.kind == .family,
        note.lower(at) == "assessment"
          || note.lower(at) == "on" && note.lower(at + 1).hasPrefix("exam")
      {
        return at
      }
      if note.isSymbol(at, 0x2E), note.tokens[at].flags.contains(.spaceBefore) { return at }
      if cue.kind == .negation, note.isSymbol(at, 0x2C), denials.endsList(at, sentence.upperBound) {
        return at
      }
      // ". " inside of what was not split, as behind an abbreviation.
      if note.isSymbol(at, 0x2E), at + 1 < limit,
        note.isCapital(at + 1) || note.lower(at + 1) == "tpa",
        at > cue.end,
        note.tokens[at - 1].count > 3 || note.tokens[at - 1].count > 1 && note.isAllCaps(at - 1),
        note.tokens[at + 1].flags.contains(.spaceBefore)
      {
        return at
      }
      if note.tokens[at].flags.contains(.blankBefore), !isFirst { return at }
      if cue.kind == .negation, !isFirst, denials.beginsItem(at, reading) { return at }
      if cue.kind == .past, note.isSymbol(at, 0x2E) || denials.endsPast(at) { return at }
      // "Will start gabapentin, continue metformin", "once BP allows".
      if cue.kind == .future, Self.planEnds.contains(note.lower(at)) { return at }
      // "PRN given at 0615 for pain": it was needed.
      if cue.kind == .hypothesis, ["given", "administered", "received"].contains(note.lower(at)) {
        return at
      }
      isFirst = false
      at += 1
    }
    return limit
  }

  private func isArrow(_ at: Int) -> Bool {
    note.isSymbol(at, 0x2D) && note.isSymbol(at + 1, 0x3E)
      || note.tokens[at].flags.contains(.nonASCII) && note.text(at..<at + 1) == "→"
  }

  /// Whether a parenthesis that is open before a cue goes on there.
  private func isAside(_ cue: Cue, _ sentence: Range<Int>) -> Bool {
    var at = cue.start - 1
    while at >= sentence.lowerBound {
      if note.isSymbol(at, 0x29) { return false }
      if note.isSymbol(at, 0x28) { return true }
      at -= 1
    }
    return false
  }

  /// Where a scope that goes back begins at the earliest.
  private func backwardStart(_ cue: Cue, _ sentence: Range<Int>) -> Int {
    let reach =
      switch cue.kind {
      case .negation: 12
      case .family: 20
      default: 10
      }
    var at = cue.start
    let limit = max(sentence.lowerBound, cue.start - reach)
    while at > limit {
      let before = at - 1
      if note.isSymbol(before, 0x3B) { return at }
      if note.isSymbol(before, 0x2E), note.tokens[at].flags.contains(.spaceBefore),
        note.isCapital(at)
      {
        return at
      }
      at = before
    }
    return limit
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
    if mention.category == .medication, !fits(cue, mention) { return }
    // "Educated on insulin" speaks of what is taken.
    if cue.kind == .hypothesis, mention.category != .medicalCondition,
      Self.educating.contains(note.tokens[cue.start].hash)
    {
      return
    }
    // "r/o ACS, troponin negative": a result is none that somebody wonders about.
    if cue.kind == .uncertainty, mention.type == .testName, !mention.sources.contains("given"),
      mention.attributes.contains(where: { $0.type == .testValue })
    {
      return
    }
    if cue.kind == .negation, !negates(cue, mention, reading) { return }
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
      if denials.isHers(mention, behind: cue) { return true }
      guard cue.end <= mention.start, mention.start - cue.end <= 6 else { return false }
      let taking: Set<String> = ["takes", "took", "taking", "uses", "used", "on"]
      return (cue.start..<mention.start).contains { taking.contains(note.lower($0)) }
    case .uncertainty: return false
    // What is taken when needed is taken.
    case .hypothesis:
      return !["prn", "p.r.n.", "needed", "necessary"].contains { word in
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
    // "Failed sulfasalazine", "tried meloxicam": a test that failed is another thing.
    if last == "failed" || last == "on" && note.lower(cue.start) == "failed" || last == "tried"
      || last == "trials"
      || Self.failing.contains(note.lower(cue.start))
    {
      return mention.category == .medication
        && !(cue.end..<max(cue.end, mention.start)).contains {
          DenialRules.present.contains(note.lower($0))
        }
    }
    // "CAD s/p DES 2020, CKD": behind the operation and a comma another thing begins.
    if mention.category == .medicalCondition, last == "p" || last == "post",
      denials.isBehindOperation(mention, cue, reading)
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
    if last == "history", cue.start >= mention.end { return cue.start == mention.end }
    // "hx DVT/PE on apixaban"
    return !denials.isTaken(mention, behind: cue, reading)
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

  private static let stopping: Set<String> = [
    "stopped", "stop", "discontinue", "discontinued", "discontinuation", "declined", "declines",
    "refused", "refuses", "avoid", "avoiding", "off", "held", "hold", "holding", "contraindicated",
    "finished", "withheld", "d", "dc", "ran", "run", "runs", "running", "taking", "take", "took",
    "taken", "takes", "using", "continued", "restarted", "resumed", "started", "start", "avoided",
    "filled", "fill", "up", "removed", "tolerate", "tolerated", "commenced", "omitted",
  ]
  private static let complying: Set<String> = [
    "forgot", "forgets", "forgetting", "missed", "misses", "missing", "skipped", "skips",
    "skipping",
    "noncompliant", "compliant", "noncompliance", "compliance", "nonadherent", "adherent",
    "nonadherence", "adherence",
  ]
  private static let changing: Set<String> = [
    "switched", "changed", "replaced", "transitioned", "converted",
  ]
  private static let manners: Set<String> = [
    "socially", "social", "occasionally", "occasional", "rarely", "daily", "weekly", "nightly",
    "weekends", "sometimes", "moderately", "x", "1", "2", "3",
  ]
  private static let habits: Set<String> = ["smokes", "vapes", "drinks", "chews", "uses", "dips"]
  private static let resolving: Set<String> = ["resolved", "resolution", "disappeared", "subsided"]

  /// Some cues speak of medications and procedures only, others of conditions only.
  private func negates(_ cue: Cue, _ mention: Mention, _ reading: Reading) -> Bool {
    let first = note.lower(cue.start)
    let last = note.lastWord(cue.start..<cue.end)
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
    let stops =
      Self.stopping.contains(first) || Self.stopping.contains(last)
      || last == "of" && (cue.start..<cue.end).contains { note.lower($0) == "out" }
      || (cue.start..<cue.end).contains { Self.changing.contains(note.lower($0)) }
    // "not on anticoagulation (GIB 2022)": nobody is on a disease.
    if last == "on", mention.category == .medicalCondition { return false }
    if stops {
      // "Hold for ANC < 1.0" tells when.
      if mention.type == .testName, mention.attributes.contains(where: { $0.type == .testValue }) {
        return false
      }
      let rules = StopRules(note: note)
      if mention.category != .medication, rules.isOfMedications(cue) { return false }
      if denials.isTheOnly(mention, behind: cue) { return false }
      return mention.category != .medicalCondition && !denials.isGiven(mention, behind: cue)
        && (cue.start < mention.start
          ? rules.isAbout(mention, before: cue, reading)
          : rules.isAbout(mention, behind: cue, reading))
    }
    if Self.resolving.contains(first) || Self.resolving.contains(last) {
      return mention.category == .medicalCondition && denials.resolves(mention, cue, reading)
    }
    if cue.end <= mention.start, denials.isOwner(mention, reading) { return false }
    // "LP negative", "colonoscopy neg": it was done.
    if cue.start >= mention.end, first.hasPrefix("neg") || last.hasPrefix("neg"),
      mention.type == .procedureName || mention.type == .treatmentName,
      !mention.sources.contains("given")
    {
      return false
    }
    if denials.isTheOnly(mention, behind: cue) { return false }
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
    // "Denies tobacco, EtOH socially": how often is said of what is used.
    if mention.category == .behavioralEnvironmentalSocial, cue.end < mention.start,
      Self.manners.contains(note.lower(mention.end)),
      (cue.end..<mention.start).contains(where: { note.isSymbol($0, 0x2C) })
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
      return cue.start < mention.start && first != "negative"
    }
    return true
  }

  /// "Should fever recur", where "should" begins a sentence or follows a comma.
  private func inversions(_ sentence: Range<Int>) -> [Cue] {
    sentence.filter { at in
      note.lower(at) == "should"
        && (at == sentence.lowerBound || note.isSymbol(at - 1, 0x2C) || note.lower(at - 1) == "or")
    }
    .map { Cue(start: $0, end: $0 + 1, kind: .condition, isBefore: true, isAfter: false) }
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
