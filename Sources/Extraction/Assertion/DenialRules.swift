// SPDX-License-Identifier: Apache-2.0

/// How far "no", "negative" and "resolved" go where the words of a list change from what is absent to
/// what is there.
struct DenialRules {
  let note: TokenizedNote

  // MARK: - Lists behind "no"

  /// What an item of a list begins with when it is there.
  private static let graded = Hash.words(
    """
    scant mild mildly moderate moderately severe severely stable trace small scattered minimal minimally \
    chronic persistent positive pos known occasional slight improving worsening unchanged some few \
    bibasilar established
    """
  )
  private static let joining = Hash.words("or nor and/or")
  /// What another statement begins with: "denies chest pain, has palpitations", "no cough, only fever".
  private static let turning = Hash.words(
    "has had is was feels endorses admits only just does still anticoagulated"
  )

  /// Whether a list of what is absent is over at a comma: "no fracture, mild osteoarthritis", "no
  /// dyspnea, +cough", "no bruits, 2+ edema", but not "no fever, severe headache or rash".
  func endsList(_ comma: Int, _ limit: Int) -> Bool {
    let next = comma + 1
    guard next < limit else { return false }
    if note.isSymbol(next, 0x2B) || note.holds(next, Self.turning) { return true }
    // "no nodule, bullae, ?bronchiectasis"
    if note.isSymbol(next, 0x3F) { return true }
    // "PMHx: nil cardiac, asthma"
    if note.holds(comma - 1, Self.systems), note.lower(comma - 2) == "nil",
      !note.holds(next, Self.systems), !note.holds(next + 1, Self.systems)
    {
      return true
    }
    // "no dissection, <50% stenosis", "no intrauterine pregnancy, R adnexal mass 2.1 cm"
    if note.isSymbol(next, 0x3C) || note.isSymbol(next, 0x3E) || isMeasured(next, limit) {
      return true
    }
    if isKept(next, limit) || isPresent(next, comma, limit) || isSigned(next, limit) { return true }
    // "no shocks, 1 run NSVT"
    if note.tokens[next].kind == .number, next + 1 < limit, note.holds(next + 1, Self.counted) {
      return true
    }
    let isGraded = note.tokens[next].kind == .number && note.isSymbol(next + 1, 0x2B)
    guard isGraded || note.holds(next, Self.graded) else { return false }
    var at = next + 1
    while at < limit, at < next + 16, !note.isSymbol(at, 0x2E), !note.isSymbol(at, 0x3B) {
      if note.holds(at, Self.joining) { return false }
      at += 1
    }
    return true
  }

  private static let counted = Hash.words(
    "run runs episode episodes beat beats attack attacks small course courses"
  )
  private static let kept = Hash.words(
    "ongoing controlled improved improving managed worse worsened persists persisting continues relieved better"
  )

  /// Whether what the item names goes on: "no mucositis, diarrhea controlled with Imodium".
  private func isKept(_ start: Int, _ limit: Int) -> Bool {
    if note.holds(start, Self.joining) { return false }
    for at in start + 1..<max(start + 1, min(limit, start + 5)) {
      // "no mucositis, N/V controlled"
      if note.isSymbol(at, 0x2F) { continue }
      if note.tokens[at].kind == .symbol || note.holds(at, Self.joining) { return false }
      // "no fever, mucositis G1, no PPE"
      if note.lower(at) == "g" || note.lower(at) == "grade",
        let grade = NumberWords.digits(note, at + 1), (1...4).contains(grade)
      {
        return true
      }
      if note.holds(at, Self.kept) {
        return note.lower(at - 1) != "or"
      }
    }
    return false
  }

  private static let lengths = Hash.words("cm mm")

  /// Whether the item of a list has a size.
  private func isMeasured(_ start: Int, _ limit: Int) -> Bool {
    var at = start
    while at + 1 < limit, at < start + 10 {
      if note.isSymbol(at, 0x2C) || note.isSymbol(at, 0x3B) || note.isSymbol(at, 0x2E)
        || note.holds(at, Self.joining)
      {
        return false
      }
      // "no node > 1 cm" is not there.
      if note.isSymbol(at, 0x3E) || ["than", "over", "above"].contains(note.lower(at)) {
        return false
      }
      if note.tokens[at].kind == .number, note.holds(at + 1, Self.lengths) { return true }
      // "no N+V, pain 2/10"
      if note.isSymbol(at, 0x2F), NumberWords.digits(note, at + 1) == 10,
        (NumberWords.digits(note, at - 1) ?? 0) > 0
      {
        return true
      }
      at += 1
    }
    return false
  }

  /// Whether "no" is an answer to what stands before it, and denies nothing behind it.
  func isAnswer(_ cue: Cue) -> Bool {
    guard cue.end == cue.start + 1, note.lower(cue.start) == "no", cue.start > 0 else {
      return false
    }
    return note.isSymbol(cue.end, 0x2C) || note.isSymbol(cue.end, 0x3B)
      || note.isSymbol(cue.end, 0x2E) || note.isSymbol(cue.end, 0x29)
      // "On Clexane? no - apixaban"
      || note.isSymbol(cue.start - 1, 0x3F) && note.isDash(cue.end)
  }

  /// Whether a line begins with a medication of a list of its own: the line above says nothing of it,
  /// but where that ends with a comma or "and".
  func beginsItem(_ at: Int, _ reading: Reading) -> Bool {
    guard note.tokens[at].flags.contains(.lineStart), at > 0 else { return false }
    if [0x2C, 0x3A, 0x2F].contains(note.byte(at - 1)) || note.holds(at - 1, Self.joining)
      || ["and", "the", "his", "her", "of", "on", "with", "to"].contains(note.lower(at - 1))
    {
      return false
    }
    var first = at
    while first < note.tokens.count, first < at + 4, note.tokens[first].kind != .word { first += 1 }
    let index = reading.firstMention(atOrAfter: at)
    return index < reading.mentions.count && reading.mentions[index].start <= first
      && reading.mentions[index].category == .medication
  }

  private static let having = Hash.words("has had with died w passed diagnosed dx")

  private static let systems = Hash.words(
    "cardiac resp respiratory renal neuro neurological surgical gi psych psychiatric medical vascular"
  )
  private static let listing = Hash.words("or and nor of with in who on s history hx fh either")

  /// Whether a relative begins a statement of its own: "no history of melanoma, brother with melanoma".
  func beginsStatement(_ relative: Cue) -> Bool {
    guard relative.start > 0 else { return false }
    let before = relative.start - 1
    // "he does not have diabetes his father had a heart attack", where nobody wrote full stops.
    if ["his", "her", "their", "my"].contains(note.lower(before)),
      note.holds(relative.end, Self.having)
        || (relative.start + 1..<relative.end).contains(where: {
          note.holds($0, Self.having)
        })
    {
      return true
    }
    // "FH: nil diabetes, father HTN"
    if note.isSymbol(before, 0x2C), relative.end == relative.start + 1,
      note.tokens.indices.contains(relative.end), note.tokens[relative.end].kind == .word,
      !note.tokens[relative.end].flags.contains(.lineStart),
      !note.holds(relative.end, Self.listing)
    {
      return true
    }
    guard
      note.isSymbol(before, 0x2C) || note.isSymbol(before, 0x2D) || note.isSymbol(before, 0x3B)
        || note.isSymbol(before, 0x28)
    else { return false }
    return (relative.start + 1..<relative.end).contains { note.holds($0, Self.having) }
      || note.holds(relative.end, Self.having) || note.isSymbol(relative.end, 0x3A)
  }

  private static let giving = Hash.words(
    """
    given taken administered started continued restarted resumed ordered increased prescribed refilled restart resume \
    start continue cont
    """
  )

  /// Whether something was done with a medication behind a comma: "No BM x 2 days, docusate given".
  func isGiven(_ mention: Mention, behind cue: Cue) -> Bool {
    guard mention.category == .medication, cue.end < mention.start,
      (cue.end..<mention.start).contains(where: { note.isSymbol($0, 0x2C) })
    else { return false }
    var at = mention.end
    for attribute in mention.attributes.sorted(by: { $0.start < $1.start })
    where attribute.start == at {
      at = attribute.end
    }
    if at < note.tokens.count, note.tokens[at].kind == .number { at += 1 }
    if ["was", "were", "is"].contains(note.lower(at)) { at += 1 }
    // "Stopped: aspirin, clopidogrel" says what it says where the next line begins with "Started".
    return note.holds(at, Self.giving) && !note.isLineEnd(at)
  }

  private static let taking = Hash.words("on takes taking uses continues")

  /// Whether a medication is taken while other things are denied: "no bleeding on warfarin".
  func isTaken(_ mention: Mention, behind cue: Cue, _ reading: Reading) -> Bool {
    let verb = mention.start - 1
    guard mention.category == .medication, cue.end < verb, note.holds(verb, Self.taking) else {
      return false
    }
    // "no ibuprofen (on warfarin)"
    if note.isSymbol(verb - 1, 0x28), cue.end < verb - 1 { return true }
    let first = reading.firstMention(atOrAfter: cue.end)
    return reading.mentions[first...].prefix { $0.start < verb }
      .contains { $0.category == .medicalCondition }
  }

  /// Whether a denial speaks of something else in the words: of the last of a list, "amlodipine 10,
  /// metformin none"; of the medication and not of why, "no ACEi (hyperK)"; or of the condition and not
  /// of what keeps it away, "no apneas with CPAP".
  func isElsewhere(_ cue: Cue, _ mention: Mention, _ reading: Reading) -> Bool {
    if cue.start >= mention.end {
      guard mention.category == .medication, note.lower(cue.start) == "none" else { return false }
      // "heparin 3000 u bolus, none on Saturday"
      if mention.attributes.contains(where: { $0.type == .dosage || $0.type == .strength }),
        note.isSymbol(cue.start - 1, 0x2C),
        ["on", "yesterday", "overnight", "over", "last"].contains(note.lower(cue.end))
      {
        return true
      }
      // "Lasix only prn (none in 2 wks)"
      if ["in", "for", "since"].contains(note.lower(cue.end)),
        (mention.end..<cue.start).contains(where: { note.lower($0) == "prn" })
      {
        return true
      }
      let between = reading.mentionsBetween(mention.end..<cue.start)
      return between.contains { reading.mentions[$0].category != .medicalCondition }
    }
    guard cue.end <= mention.start else { return false }
    // "Denies missing doses of warfarin."
    if mention.category == .medication,
      (cue.end..<mention.start).prefix(3).contains(where: { note.holds($0, Self.omitting) })
    {
      return true
    }
    let last = reading.firstMention(atOrAfter: mention.start) - 1
    guard last >= 0, reading.mentions[last].start >= cue.end else { return false }
    let before = reading.mentions[last]
    if mention.category == .medicalCondition, note.isSymbol(mention.start - 1, 0x28) {
      return before.category == .medication
        && (before.end == mention.start - 1
          || before.attributes.contains { $0.end == mention.start - 1 })
    }
    guard
      mention.category == .testTreatmentProcedure && mention.type != .testName
        || mention.category == .medication && before.end <= mention.start - 1
          && mention.start - before.end <= 3,
      before.category == .medicalCondition
    else { return false }
    let at = mention.start - 1
    return note.lower(at) == "with" || note.lower(at) == "on" || note.lower(at) == "w"
      || note.isSymbol(at, 0x2F) && note.lower(at - 1) == "w"
  }

  /// Whether a comma ends what a condition would be "status post": an operation, "s/p CABG, HTN".
  func isBehindOperation(_ mention: Mention, _ cue: Cue, _ reading: Reading) -> Bool {
    guard cue.end < mention.start,
      let comma = (cue.end..<mention.start).first(where: { note.isSymbol($0, 0x2C) }),
      comma > cue.end
    else { return false }
    let between = reading.mentionsBetween(cue.end..<comma)
    return !between.contains { reading.mentions[$0].category == .medicalCondition }
      && (note.tokens[comma - 1].kind == .number
        || between.contains { reading.mentions[$0].category == .testTreatmentProcedure })
  }

  private static let omitting = Hash.words("missing missed skipping skipped forgetting forgotten")
  private static let now = Hash.words("on takes continues")

  /// Whether a list turns to what is taken: "refuses BiPAP, on 4L NC", "not on aspirin, takes apixaban".
  func isOn(_ mention: Mention, behind cue: Cue, _ reading: Reading) -> Bool {
    guard mention.category == .medication, cue.end < mention.start else { return false }
    var at = mention.start - 1
    while at > cue.end, at >= mention.start - 4, !note.holds(at, Self.now) {
      guard note.tokens[at].kind == .number || reading.isPart(at, of: mention) else { return false }
      at -= 1
    }
    return at > cue.end && note.holds(at, Self.now) && note.isSymbol(at - 1, 0x2C)
  }

  private static let recordWords = Hash.words(
    "history hx meds medications medication med drug drugs substance use prenatal her home"
  )
  private static let handing = Hash.words(
    """
    gives gave giving given administers administered concerned wants asks asking reports states says \
    thinks worried about re regarding refill not he she
    """
  )

  /// Whether a medication is a relative's by the label of its list, "Maternal history: methadone", or by
  /// the word before it, "maternal methadone".
  func isHers(_ mention: Mention, behind cue: Cue) -> Bool {
    guard cue.end <= mention.start else { return false }
    if cue.end == mention.start { return note.lower(cue.end - 1) == "maternal" }
    var at = cue.end
    if note.isSymbol(at, 0x27) { at += 2 }
    while at < mention.start, at < cue.end + 5, note.holds(at, Self.recordWords) { at += 1 }
    return note.isSymbol(at, 0x3A)
      && !(at..<mention.start).contains { note.holds($0, Self.handing) }
  }

  private static let histories = Hash.words("history hx pmh pmhx")

  /// "history of reflux, omeprazole 20 mg": what is history is the condition.
  func isForOther(_ mention: Mention, behind cue: Cue, _ reading: Reading) -> Bool {
    guard cue.end <= mention.start,
      (cue.start..<cue.end).contains(where: { note.holds($0, Self.histories) })
    else { return false }
    let first = reading.firstMention(atOrAfter: cue.end)
    return reading.mentions[first...].prefix { $0.start < mention.start }
      .contains { $0.category == .medicalCondition }
  }

  /// Whether a medication is what is left: "off narcotics, acetaminophen only".
  func isTheOnly(_ mention: Mention, behind cue: Cue) -> Bool {
    guard mention.category == .medication, cue.end < mention.start,
      ["only", "alone"].contains(note.lower(mention.end))
    else { return false }
    return (cue.end..<mention.start).contains { note.isSymbol($0, 0x2C) || note.isSymbol($0, 0x3B) }
  }

  private static let spans = Hash.words("hour hours hr hrs h day days d week weeks wk wks")

  private static let periods = Hash.words(
    "hour hours hr hrs day days night nights week weeks wk wks month months mo year years yr yrs"
  )

  /// Whether "past" is the one of "past 2 weeks", "for the past month".
  func isLately(_ at: Int) -> Bool {
    guard note.tokens.indices.contains(at), ["past", "last"].contains(note.lower(at)) else {
      return false
    }
    return (at + 1...at + 4).first { note.holds($0, Self.periods) }
      .map { unit in
        (at + 1..<unit).allSatisfy { place in
          note.tokens[place].kind == .number || note.isDash(place)
            || NumberWords.range(note, place) != nil
            || ["few", "couple", "several", "of", "to", "or", "many"].contains(note.lower(place))
        }
      } ?? false
  }

  /// "Past 2 weeks of cough", "over the past 3 days fever", "headache for the past month".
  private func isLate(_ mention: Mention, _ sentence: Range<Int>) -> Bool {
    var at = mention.start - 1
    while at >= sentence.lowerBound, at >= mention.start - 10, !isClauseEnd(at) {
      if isLately(at) { return true }
      at -= 1
    }
    at = mention.end
    while at < sentence.upperBound, at < mention.end + 5, !isClauseEnd(at) {
      if isLately(at) { return true }
      at += 1
    }
    return false
  }

  private func isClauseEnd(_ at: Int) -> Bool {
    note.isSymbol(at, 0x2C) || note.isSymbol(at, 0x3B) || note.isSymbol(at, 0x2E)
      || note.isSymbol(at, 0x28)
  }

  /// "A 3 week history of cough", "6/52 hx of pain", "past 2 weeks of cough": what goes on, and is not
  /// over.
  func isPresenting(_ mention: Mention, _ sentence: Range<Int>) -> Bool {
    if mention.category == .medicalCondition, isLate(mention, sentence) { return true }
    var at = mention.start - 1
    while at > sentence.lowerBound + 1, at >= mention.start - 7 {
      // "3/7 hx cough, 1/7 fever"
      let isPeriod = note.isSymbol(at, 0x2C) && note.tokens[at + 1].kind == .number
      if note.isSymbol(at, 0x2C) && !isPeriod || note.isSymbol(at, 0x3B) { return false }
      if note.lower(at) == "history" || note.lower(at) == "hx" {
        let unit = note.isSymbol(at - 1, 0x27) ? at - 2 : at - 1
        if note.holds(unit, Self.spans) { return true }
        return note.isSymbol(at - 2, 0x2F) && ["7", "52"].contains(note.lower(at - 1))
          && note.tokens[at - 3].kind == .number
      }
      at -= 1
    }
    return false
  }

  private static let troubles = Hash.words(
    """
    shock shocks therapies firing firings discharge discharges alarm alarms event events problem problems \
    issue issues trouble troubles complication complications concern concerns malfunction malfunctions \
    dysfunction failure failures infection infections thrombosis thrombus occlusion obstruction leak \
    leaks leakage migration dislodgement erosion kink kinks kinking clot clots clotting side reaction \
    reactions toxicity allergy allergies intolerance hypersensitivity withdrawal overdose misuse abuse \
    changes change adjustment adjustments contraindication contraindications indication
    """
  )

  /// Whether what follows a device, an operation or a medication is what is spoken of: "no ICD shocks", "no
  /// stent thrombosis", "no Foley issues", "no insulin reactions".
  func isOwner(_ mention: Mention, _ reading: Reading) -> Bool {
    guard
      mention.category == .medication
        || mention.category == .testTreatmentProcedure && mention.type != .testName,
      note.tokens.indices.contains(mention.end), note.tokens[mention.end].kind == .word,
      !note.tokens[mention.end].flags.contains(.lineStart)
    else { return false }
    if note.holds(mention.end, Self.troubles) { return true }
    let next = reading.firstMention(atOrAfter: mention.end)
    return next < reading.mentions.count && reading.mentions[next].start == mention.end
      && reading.mentions[next].category == .medicalCondition
  }

  static let present: Set<String> = [
    "on", "takes", "taking", "now", "currently", "start", "presents", "presented", "presenting",
    "admitted",
  ]

  /// "hx of PE, on apixaban" is taken.
  func endsPast(_ at: Int) -> Bool {
    note.isSymbol(at - 1, 0x2C) && Self.present.contains(note.lower(at))
      // "PMH HTN, DM p/w chest pain"
      || note.isSymbol(at + 1, 0x2F)
        && (note.lower(at) == "p" && note.lower(at + 2) == "w"
          || note.lower(at) == "c" && note.lower(at + 2) == "o")
  }

  // MARK: - "negative" behind a name

  /// Whether "negative" behind a comma has a subject of its own: "lung cancer, EGFR negative", "basal
  /// cell carcinoma, margins negative".
  func hasOwnSubject(_ cue: Cue, behind mention: Mention, _ reading: Reading) -> Bool {
    guard cue.start > mention.end,
      note.lower(cue.end - 1).hasPrefix("neg") || note.lower(cue.end - 1) == "absent"
    else { return false }
    let last = reading.firstMention(atOrAfter: cue.start) - 1
    let gap = mention.end..<cue.start
    if last >= 0, reading.mentions[last].type == .testName,
      reading.mentions[last].start >= mention.end
    {
      // "Influenza and COVID tests were negative"
      return !between(mention, reading.mentions[last]).allSatisfy { at in
        ["and", "or", "/", "&"].contains(note.lower(at))
      }
    }
    guard gap.contains(where: { note.isSymbol($0, 0x2C) }) else { return false }
    return last < 0 || reading.mentions[last].category != .medicalCondition
      || !isList(gap, reading)
      || !isJoined(gap.lowerBound..<cue.end) && !isTested(mention, reading.mentions[last])
      || (reading.mentions[last].end..<max(reading.mentions[last].end, cue.start)).contains {
        note.tokens[$0].kind == .word
      }
  }

  /// Whether names of conditions, commas and "and" are all that stands in a place: "HCV treated, HIV
  /// negative" is no list.
  private func isList(_ gap: Range<Int>, _ reading: Reading) -> Bool {
    var at = gap.lowerBound
    while at < gap.upperBound {
      if note.tokens[at].kind == .symbol || note.holds(at, Self.joining) || note.lower(at) == "and"
        || ["is", "are", "was", "were", "all", "both"].contains(note.lower(at))
      {
        at += 1
        continue
      }
      let index = reading.firstMention(atOrAfter: at)
      guard index < reading.mentions.count, reading.mentions[index].start <= at + 1,
        reading.mentions[index].category == .medicalCondition
      else { return false }
      at = reading.mentions[index].end
    }
    return true
  }

  /// "T2DM, PVD, HIV neg" denies the last one only; "flu, RSV and COVID negative" and "flu, RSV: negative" all.
  private func isJoined(_ range: Range<Int>) -> Bool {
    range.contains { at in
      note.isSymbol(at, 0x3A)
        || ["and", "or", "/", "&", "all", "both", "are", "were"].contains(note.lower(at))
    }
  }

  /// Whether both are what tests and questions ask for, infections and complaints: "HCV, HIV neg".
  private func isTested(_ first: Mention, _ second: Mention) -> Bool {
    [first, second].allSatisfy { mention in
      guard mention.entry >= 0 else { return true }
      let code = Lexicon.shared.entries[Int(mention.entry)].icd10cm
      return ["A", "B", "R", "U", "J09", "J10", "J11"].contains { code.hasPrefix($0) }
    }
  }

  // MARK: - "resolved" behind a name

  private static let plural = Hash.words("have are were all both")

  /// "Fever, cough resolved": symptoms with which a sentence begins, and nothing else between.
  private func isOfSymptoms(_ mention: Mention, _ cue: Cue, _ reading: Reading) -> Bool {
    let first = reading.sentence(at: mention.start).lowerBound
    guard reading.isSameLine(first, cue.start),
      note.isLineEnd(cue.end) || note.tokens[cue.end].kind == .symbol
    else { return false }
    let list = reading.mentionsBetween(first..<cue.start)
    guard let begin = list.first, reading.mentions[begin].start == first else { return false }
    return list.allSatisfy { index in
      let entry = reading.mentions[index].entry
      return reading.mentions[index].category == .medicalCondition && entry >= 0
        && Lexicon.shared.entries[Int(entry)].nature != 0x64
    }
  }

  /// Whether "resolved" speaks of a condition before it.
  ///
  /// It is said of the head, and not of what it was due to: "AKI on CKD, resolved"; and of what is joined
  /// by "and", or by a list that ends so.
  func resolves(_ mention: Mention, _ cue: Cue, _ reading: Reading) -> Bool {
    guard cue.start >= mention.end else { return !isUnderlying(mention, behind: cue, reading) }
    var index = reading.firstMention(atOrAfter: cue.start) - 1
    var isPlural = note.holds(cue.start, Self.plural)
    var isList = false
    // From the cue back: who is spoken of, until it is the mention or another.
    while index >= 0, reading.mentions[index].start > mention.start {
      let other = reading.mentions[index]
      index -= 1
      guard other.category == .medicalCondition else { continue }
      guard let before = condition(before: other, reading) else { return false }
      if isCause(between(before, other)) {
        if before.start == mention.start { return true }
        continue
      }
      let gap = between(before, other)
      let isJoined = gap.contains { ["and", "&", "/", "or"].contains(note.lower($0)) }
      isPlural = isPlural || isJoined || isOfSymptoms(mention, cue, reading)
      isList =
        isPlural
        && gap.allSatisfy {
          note.tokens[$0].kind == .symbol || ["and", "or"].contains(note.lower($0))
            || reading.isPart($0, of: before)
        }
      if !isList { return false }
    }
    // What the mention itself was due to is the head of neither.
    guard let before = condition(before: mention, reading) else { return true }
    return !isCause(between(before, mention))
  }

  /// "Resolved AKI on CKD": what it came on top of is there.
  private func isUnderlying(_ mention: Mention, behind cue: Cue, _ reading: Reading) -> Bool {
    note.lower(mention.start - 1) == "on"
      && reading.mentionsBetween(cue.end..<mention.start).contains {
        reading.mentions[$0].category == .medicalCondition
      }
  }

  private func between(_ first: Mention, _ second: Mention) -> Range<Int> {
    first.end..<max(first.end, second.start)
  }

  private func condition(before mention: Mention, _ reading: Reading) -> Mention? {
    let sentence = reading.sentence(at: mention.start)
    var index = reading.firstMention(atOrAfter: mention.start) - 1
    while index >= 0, reading.mentions[index].start >= sentence.lowerBound {
      if reading.mentions[index].category == .medicalCondition { return reading.mentions[index] }
      index -= 1
    }
    return nil
  }

  /// Whether words say what a condition is due to: "AKI on CKD", "AKI due to sepsis", "2/2".
  func isCause(_ gap: Range<Int>) -> Bool {
    guard gap.count <= 6,
      !gap.contains(where: { note.isSymbol($0, 0x2C) || note.isSymbol($0, 0x3B) })
    else { return false }
    let text = gap.map(note.lower).joined(separator: " ")
    return [
      "on", "on top of", "from", "due to", "secondary to", "2 / 2", "in setting of",
      "in the setting of", "2/2", "d / t", "caused by", "related to",
    ].contains(text)
  }
}

extension Reading {
  /// Whether a token is in what was said of a mention.
  func isPart(_ token: Int, of mention: Mention) -> Bool {
    mention.attributes.contains { $0.range.contains(token) }
  }
}
