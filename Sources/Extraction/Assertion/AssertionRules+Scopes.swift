// SPDX-License-Identifier: Apache-2.0

/// How far a cue reaches: forward to what ends it, or back to where its clause begins.
extension AssertionRules {
  /// What a cue reaches over.
  struct Scope {
    var cue: Cue
    var range: Range<Int>
  }

  func scopes(_ cues: [Cue], _ sentence: Range<Int>, _ reading: Reading) -> [Scope] {
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
  func passes(_ cue: Cue, _ other: Cue) -> Bool {
    guard cue.kind == .negation else { return false }
    return switch other.kind {
    case .termination:
      (cue.start..<cue.end).contains { Self.resolving.contains(note.lower($0)) }
        && denials.isCause(other.start..<other.end) || isGivenUp(cue, behind: other)
        || note.lower(other.start) == "but" && cue.start == other.end
          && ["not", "never", "did", "has"].contains(note.lower(cue.start))
          && Self.stopping.contains(note.lower(cue.end - 1))
    case .pseudo: ["taking", "using"].contains(note.lower(cue.end - 1))
    default: false
    }
  }

  private static let givingUp = Hash.words("stopped discontinued ceased d dc dced off weaned")

  /// "Propranolol helped but bradycardia, dc'd": behind "but" stands why.
  private func isGivenUp(_ cue: Cue, behind other: Cue) -> Bool {
    note.lower(other.start) == "but" && Self.givingUp.contains(note.tokens[cue.start].hash)
      && (1...6).contains(cue.start - other.end)
      && (note.isSymbol(cue.start - 1, 0x2C) || note.lower(cue.start - 1) == "so")
  }

  static let reporting = Hash.words(
    "pt patient states reports reported admits says he she carer carers daughter son wife husband family"
  )

  /// "glipizide - pt states d/c by PCP": behind a dash, who says so is not another subject.
  func isReport(_ cue: Cue, _ other: Cue) -> Bool {
    guard cue.kind == .negation, other.kind == .termination else { return false }
    var at = cue.start - 1
    while at >= 0, Self.reporting.contains(note.tokens[at].hash) { at -= 1 }
    return at < other.start && at >= 0
      && (note.isSymbol(at, 0x28) || note.isArrowEnd(at)
        || note.isDash(at) && note.tokens[at].flags.contains(.spaceBefore))
  }

  static let trailing: Set<String> = [
    "neg", "negative", "likely", "probable", "suspected", "none",
  ]
  static let continuing: Set<String> = [
    "at", "on", "in", "by", "today", "this", "and", "but", "or", "for", "due", "secondary", "from",
    "given", "per", "with", "x", "bilaterally", "throughout", "except", "though", "as", "to",
    "since", "based", "related", "then", "so", "because", "yesterday", "last", "otherwise",
  ]

  /// Whether a cue may speak of what stands before it: "no rebound, neg Murphy's" and "creatinine 2.1,
  /// likely contrast nephropathy" speak of what follows.
  func mayFollow(_ cue: Cue, _ sentence: Range<Int>) -> Bool {
    // "Insulin drip off.", but not "off insulin".
    if cue.kind == .negation, cue.end == cue.start + 1, note.tokens[cue.start].hash == Self.off {
      return cue.end >= sentence.upperBound || note.tokens[cue.end].kind == .symbol
        || note.tokens[cue.end].flags.contains(.lineStart)
        || Self.offTimes.contains(note.lower(cue.end))
    }
    if leadsOn(cue, sentence) { return false }
    // "not given heparin"
    if cue.kind == .negation, note.lower(cue.start) == "not", note.lower(cue.end - 1) == "given",
      cue.end < sentence.upperBound, note.tokens[cue.end].kind == .word,
      !note.tokens[cue.end].flags.contains(.lineStart)
    {
      let word = note.lower(cue.end)
      return Self.continuing.contains(word) || Self.idle.contains(word)
        || Self.offTimes.contains(word)
    }
    guard cue.end == cue.start + 1, cue.end < sentence.upperBound,
      note.tokens[cue.end].kind == .word, !note.tokens[cue.end].flags.contains(.lineStart),
      Self.trailing.contains(note.lower(cue.start)),
      cue.start > sentence.lowerBound,
      note.isSymbol(cue.start - 1, 0x2C)
        || note.isDash(cue.start - 1) && note.tokens[cue.start - 1].flags.contains(.spaceBefore)
    else { return true }
    return Self.continuing.contains(note.lower(cue.end))
  }

  static let off = Hash.word("off".utf8)
  static let offTimes: Set<String> = [
    "yesterday", "yday", "today", "this", "overnight", "since", "at", "now", "last", "x",
  ]
  static let leading: Set<String> = [
    "taking", "using", "taken", "took", "compliant", "noncompliant", "adherent", "nonadherent",
    "held", "stopped", "discontinued", "ceased", "declined", "refused", "started", "filled",
    "commenced",
    "on", "off", "needs",
  ]
  private static let measured: Set<String> = [
    "k", "na", "qtc", "qt", "egfr", "gfr", "cr", "creat", "creatinine", "hb", "plt", "bp", "hr",
    "inr",
    "ck", "crp", "alt", "sbp", "ef",
  ]
  static let idle: Set<String> = [
    "it", "them", "any", "anymore", "currently", "regularly", "consistently", "again", "until",
    "when", "while", "prior", "before", "after", "during", "pending", "if", "was", "is", "were",
    "x", "ago", "early", "secondary", "also", "pt", "patient", "he", "she", "now", "about",
    "approximately", "several", "two", "three", "both", "all", "meds", "medication", "medications",
    "may", "will", "not", "w", "q", "a", "one", "some", "yet",
  ]

  private static let months = Hash.words(
    """
    jan january feb february mar march apr april may june jun july jul aug august sept sep september oct october nov \
    november dec december monday tuesday wednesday thursday friday saturday sunday mon tue wed thu thurs fri sat sun
    """
  )

  /// Whether a cue that stands on both sides has what it speaks of behind it: "ibuprofen with good
  /// effect, no longer using codeine", "took metoprolol, held lisinopril".
  func leadsOn(_ cue: Cue, _ sentence: Range<Int>) -> Bool {
    guard cue.kind == .negation, cue.end < sentence.upperBound,
      note.tokens[cue.end].kind == .word, !note.tokens[cue.end].flags.contains(.lineStart),
      note.lower(cue.start) != "ruled",
      note.lower(cue.start) == "self" || Self.leading.contains(note.lower(cue.end - 1))
    else { return false }
    let word = note.lower(cue.end)
    // "not started K 5.4"
    if Self.measured.contains(word), cue.end + 1 < sentence.upperBound,
      note.tokens[cue.end + 1].kind == .number
    {
      return false
    }
    // "weaned off March"
    if note.holds(cue.end, Self.months) { return false }
    // "never filled d/t cost"
    if word == "d", note.isSymbol(cue.end + 1, 0x2F) { return false }
    if Self.continuing.contains(word) || Self.idle.contains(word) || Self.offTimes.contains(word) {
      return false
    }
    // "was stopped Monday" has its subject before it; another clause has none.
    return cue.end - cue.start > 1 && note.lower(cue.start) != "was"
      && note.lower(cue.start) != "were" && note.lower(cue.start) != "been"
      || cue.start > sentence.lowerBound && note.isSymbol(cue.start - 1, 0x2C)
  }

  /// Whether another cue ends the scope of one that stands before its words.
  func stops(_ cue: Cue, _ other: Cue) -> Bool {
    // "Her brother who had schizophrenia."
    if cue.kind == .family, note.lower(other.start) == "who",
      other.start == cue.end || other.start == cue.end + 1 && note.isSymbol(cue.end, 0x2C)
    {
      // "Lives with mother who helps with his diabetes."
      return Self.helping.contains { note.lower(other.end).hasPrefix($0) }
    }
    // "Her sister recently had a stroke", "mother of pt had PPH"
    if cue.kind == .family, other.kind == .termination,
      speaksOfThem(other, behind: cue) || denials.goesOnAbout(cue, at: other)
    {
      return false
    }
    // "was previously treated with rituximab", "formerly given"
    if cue.kind == .past, other.kind == .termination, other.start == cue.end,
      ["previously", "formerly"].contains(note.lower(cue.end - 1)),
      ["treated", "given"].contains(note.lower(other.start))
    {
      return false
    }
    if other.kind == .termination { return !isInList(other, behind: cue) }
    // "would not be a candidate for surgery"
    if cue.kind == .negation, other.kind == .future, note.lower(other.end - 2) == "candidate" {
      return false
    }
    if cue.kind == .negation, other.kind == .family { return denials.beginsStatement(other) }
    guard other.kind != cue.kind else { return other.isBefore && cue.kind == .past }
    // "Past trials: bupropion (stopped), venlafaxine": all of them are past.
    if cue.kind == .past, Self.stopping.contains(note.lower(other.start)) { return false }
    switch (cue.kind, other.kind) {
    case (.negation, .future), (.negation, .condition), (.past, .negation), (.past, .future),
      (.uncertainty, .negation), (.future, .negation):
      return other.isBefore
    // "r/o celiac, h/o BCC"
    case (.uncertainty, .past):
      return other.isBefore && other.start > cue.end && note.isSymbol(other.start - 1, 0x2C)
    case (.family, .past): return false
    case (.negation, .uncertainty): return false
    default: return false
    }
  }

  private static let patients = Hash.words(
    "he she they his her pt patient presents presented admitted attends attended"
  )

  /// "Husband, who has diabetes, brought her in with chest pain": the clause of a relative ends where they do
  /// something for the patient, or the patient begins another.
  func endsRelative(_ at: Int, behind cue: Cue) -> Bool {
    guard at > cue.end, note.isSymbol(at, 0x2C) || note.lower(at) == "and",
      denials.isRelativeClause(cue)
    else { return false }
    let next = ["and", "is", "but"].contains(note.lower(at + 1)) ? at + 2 : at + 1
    let word = note.lower(next)
    return note.holds(next, Self.patients) || Self.helping.contains { word.hasPrefix($0) }
  }

  private static let helping = [
    "help", "assist", "care", "manage", "live", "brought", "bring", "give", "gave", "accompan",
    "report", "say", "said", "note", "state", "found", "call", "provid", "supervis", "administer",
  ]
  private static let times = Hash.words("recently recent")

  /// Whether words that end other scopes go on about a relative.
  private func speaksOfThem(_ other: Cue, behind cue: Cue) -> Bool {
    if other.start == cue.end { return Self.times.contains(note.tokens[other.start].hash) }
    return other.start <= cue.end + 2 && note.lower(cue.end) == "of"
  }

  private static let denying = Hash.words("denies denied denying deny")

  /// "Denies hemoptysis, recent travel or leg swelling": what is recent is in the list, too.
  private func isInList(_ other: Cue, behind cue: Cue) -> Bool {
    guard cue.kind == .negation, note.lower(other.start) == "recent", other.start > cue.end,
      (cue.start..<cue.end).contains(where: { Self.denying.contains(note.tokens[$0].hash) })
    else { return false }
    return note.isSymbol(other.start - 1, 0x2C)
      || ["or", "nor"].contains(note.lower(other.start - 1))
  }

  static let planEnds: Set<String> = [
    "continue", "continues", "stop", "hold", "once", "when", "until", "if",
  ]

  /// Where a scope that goes forward ends at the latest.
  func forwardEnd(_ cue: Cue, _ sentence: Range<Int>, _ reading: Reading) -> Int {
    let reach =
      switch cue.kind {
      case .negation: 60
      // "Differential: ACS, PE, dissection, ...": a list of them.
      case .uncertainty where isDifferential(cue): 60
      case .uncertainty: 12
      // "Past trials: Prozac (activation), Zoloft (sexual side effects), ...": a list of them.
      case .past where note.lower(cue.end - 1) == "trials" || note.isSymbol(cue.end, 0x3A): 90
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
      if note.isSymbol(at, 0x3B), cue.kind != .family, !goesOn(cue, at, reading) { return at }
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
      if cue.kind == .negation, headsMedication(at, cue, reading) { return at }
      if note.isSymbol(at, 0x3A), at > cue.end + 1, cue.kind == .negation,
        !(cue.end..<at).allSatisfy({ Self.headed.contains(note.tokens[$0].hash) })
      {
        return at
      }
      // "did not tolerate spironolactone -> eplerenone": another thing follows.
      if cue.kind == .negation || cue.kind == .past && !note.isSymbol(cue.end, 0x3A),
        at > cue.end, isArrow(at)
      {
        return at
      }
      // "his father died of a heart attack on exam", where nobody wrote full stops.
      if cue.kind == .family,
        note.lower(at) == "assessment"
          || note.lower(at) == "on" && note.lower(at + 1).hasPrefix("exam")
      {
        return at
      }
      if note.isSymbol(at, 0x2E), note.tokens[at].flags.contains(.spaceBefore) { return at }
      if cue.kind == .past || cue.kind == .negation, beginsDosed(behind: at, cue, reading) {
        return at
      }
      if cue.kind == .condition, note.isSymbol(at, 0x2C),
        endsCondition(at, behind: cue, sentence, reading)
      {
        return at
      }
      if cue.kind == .negation, note.isSymbol(at, 0x2C),
        denials.endsList(at, sentence.upperBound) || isBehindAside(at, cue)
          || denials.isScreen(at + 1)
      {
        return at
      }
      // "CXR if not settling, safety net sepsis"
      if cue.kind == .negation, note.isSymbol(at, 0x2C), note.lower(cue.start) == "not",
        cue.start > 0, note.lower(cue.start - 1) == "if"
      {
        return at
      }
      // "neg TB. hx melanoma"
      if cue.kind == .negation, cue.end == cue.start + 1,
        note.lower(cue.start).hasPrefix("neg") || note.isSymbol(cue.start, 0x2D),
        note.isSymbol(at, 0x2C) || note.isSymbol(at, 0x2E)
      {
        return at
      }
      if cue.kind == .negation, note.isSymbol(cue.start, 0x2D), at > cue.end,
        note.isSymbol(at, 0x2B) || note.isDash(at)
      {
        return at
      }
      if cue.kind == .family, endsRelative(at, behind: cue) { return at }
      // ". " inside of what was not split, as behind an abbreviation.
      if note.isSymbol(at, 0x2E), at + 1 < limit,
        note.isCapital(at + 1) || note.lower(at + 1) == "tpa",
        at > cue.end,
        note.tokens[at - 1].count > 3 || note.tokens[at - 1].count > 1 && note.isAllCaps(at - 1),
        note.tokens[at + 1].flags.contains(.spaceBefore)
      {
        return at
      }
      // "if >5 min. Folic acid 5 mg"
      if note.isSymbol(at, 0x2E), at > cue.end + 1, at + 1 < limit, note.isCapital(at + 1),
        note.tokens[at + 1].flags.contains(.spaceBefore),
        note.tokens[at - 2].kind == .number,
        SigWords.shared.word(note.tokens[at - 1].hash).map({
          $0.role == .unit || $0.role == .period
        }) ?? false
      {
        return at
      }
      if note.tokens[at].flags.contains(.blankBefore), !isFirst { return at }
      if cue.kind == .negation, !isFirst, denials.beginsItem(at, reading) { return at }
      // "No heparin (HIT) - use epoprostenol"
      if cue.kind == .negation, at > cue.end, ["use", "give", "given"].contains(note.lower(at)),
        note.isDash(at - 1) || note.isSymbol(at - 1, 0x2C)
      {
        return at
      }
      if cue.kind == .past, note.isSymbol(at, 0x2E) || denials.endsPast(at) { return at }
      // "Will start gabapentin, continue metformin", "once BP allows".
      if cue.kind == .future, Self.planEnds.contains(note.lower(at)) { return at }
      // "qds prn, co-codamol stopped (constipation)", "prn caused delirium"
      if cue.kind == .hypothesis, isNeeded(cue), at > cue.end - 1,
        ["caused", "stopped", "made"].contains(note.lower(at))
          || reading.mentions.indices.contains(reading.firstMention(atOrAfter: at))
            && reading.mentions[reading.firstMention(atOrAfter: at)].start == at
            && reading.mentions[reading.firstMention(atOrAfter: at)].category == .medication
      {
        return at
      }
      // "PRN given at 0615 for pain": it was needed.
      if cue.kind == .hypothesis, ["given", "administered", "received"].contains(note.lower(at)) {
        return at
      }
      isFirst = false
      at += 1
    }
    return limit
  }

  /// "COPD no AE: DuoNebs prn": behind a label what is taken for it.
  private func headsMedication(_ at: Int, _ cue: Cue, _ reading: Reading) -> Bool {
    guard note.isSymbol(at, 0x3A), at == cue.end + 1, note.lower(cue.start) == "no",
      note.tokens[cue.end].kind == .word, !note.holds(cue.end, Self.headed),
      !note.holds(cue.end, StopRules.nouns)
    else { return false }
    let next = reading.firstMention(atOrAfter: at + 1)
    return next < reading.mentions.count && reading.mentions[next].start == at + 1
      && reading.mentions[next].category == .medication
  }

  private static let lists = Hash.words("meds medications medication medicines drugs treatment")

  /// Whether a medication with a dose of its own stands behind a dash or a full stop: "PET prev preg - aspirin 150
  /// mg nocte".
  private func beginsDosed(behind at: Int, _ cue: Cue, _ reading: Reading) -> Bool {
    guard at > cue.end, at + 1 < note.tokens.count,
      note.tokens[at + 1].flags.contains(.spaceBefore),
      cue.kind == .past && note.isDash(at) && note.tokens[at].flags.contains(.spaceBefore)
        && !note.holds(at - 1, Self.lists)
        || cue.kind == .negation && note.isSymbol(at, 0x2E) && note.tokens[at - 1].count > 1
    else { return false }
    let next = reading.firstMention(atOrAfter: at + 1)
    guard next < reading.mentions.count, reading.mentions[next].start == at + 1,
      reading.mentions[next].category == .medication
    else { return false }
    return reading.mentions[next].attributes.contains {
      $0.type == .dosage || $0.type == .strength
    }
  }

  /// "Not thrombolysed (on edoxaban), thrombectomy": behind a verb and its reason in a bracket another thing.
  private func isBehindAside(_ comma: Int, _ cue: Cue) -> Bool {
    guard cue.end == cue.start + 1, note.lower(cue.start) == "not",
      note.lower(cue.end).hasSuffix("ed"), note.isSymbol(cue.end + 1, 0x28)
    else { return false }
    return note.isSymbol(comma - 1, 0x29)
  }

  /// "Stop taking these medications:" heads a list.
  private static let headed = Hash.words(
    """
    taking take using these the following your home medication medications medicine medicines meds drug drugs \
    all until of
    """
  )

  /// "Tried Lamictal - rash; Depakote - weight gain": the list of what was tried goes on.
  private func goesOn(_ cue: Cue, _ semicolon: Int, _ reading: Reading) -> Bool {
    guard cue.kind == .past, ["tried", "failed"].contains(note.lower(cue.start)) else {
      return false
    }
    let next = reading.firstMention(atOrAfter: semicolon)
    guard next < reading.mentions.count, reading.mentions[next].start == semicolon + 1 else {
      return false
    }
    let end = reading.mentions[next].end
    let harm = reading.firstMention(atOrAfter: end)
    return (note.isDash(end) || note.isSymbol(end, 0x28)) && harm < reading.mentions.count
      && reading.mentions[harm].start == end + 1
      && reading.mentions[harm].category == .medicalCondition
  }

  private func isNeeded(_ cue: Cue) -> Bool {
    ["prn", "needed", "necessary"].contains(note.lower(cue.end - 1))
  }

  func isArrow(_ at: Int) -> Bool {
    note.isSymbol(at, 0x2D) && note.isSymbol(at + 1, 0x3E)
      || note.tokens[at].flags.contains(.nonASCII) && note.text(at..<at + 1) == "→"
  }

  /// Whether a parenthesis that is open before a cue goes on there.
  func isAside(_ cue: Cue, _ sentence: Range<Int>) -> Bool {
    var at = cue.start - 1
    while at >= sentence.lowerBound {
      if note.isSymbol(at, 0x29) { return false }
      if note.isSymbol(at, 0x28) { return true }
      at -= 1
    }
    return false
  }

  /// Where a scope that goes back begins at the earliest.
  func backwardStart(_ cue: Cue, _ sentence: Range<Int>) -> Int {
    let reach =
      switch cue.kind {
      // "metformin XR 500 mg 2 tabs BID - last filled 9/2023, likely not taking"
      case .negation where ["taking", "using"].contains(note.lower(cue.end - 1)): 20
      case .negation: 12
      case .family: 20
      default: 10
      }
    var at = cue.start
    let limit = max(sentence.lowerBound, cue.start - reach)
    while at > limit {
      let before = at - 1
      if note.isSymbol(before, 0x3B),
        // "Adderall XR 20 -> insomnia; switched to Strattera"
        before != cue.start - 1 || cue.kind != .negation || note.lower(cue.end - 1) != "to"
      {
        return at
      }
      // "norepinephrine to MAP 65, source control: obstructing stone excluded": not what is before a
      // label; "Rash: none seen" answers one.
      if cue.kind == .negation, note.isSymbol(before, 0x3A), cue.start - at >= 2 { return at }
      if note.isSymbol(before, 0x2E), note.tokens[at].flags.contains(.spaceBefore),
        note.isCapital(at)
      {
        return at
      }
      // "ASD dx age 9, ADHD queried"
      if cue.kind == .uncertainty, note.isSymbol(before, 0x2C), before < cue.start - 1,
        note.lower(cue.start) == "queried"
      {
        return at
      }
      // "Recurrent infections -> IVIG being considered"
      if cue.kind == .uncertainty, before < cue.start - 1, note.isArrowEnd(before) { return at }
      at = before
    }
    return limit
  }
}
