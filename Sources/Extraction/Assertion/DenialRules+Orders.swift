// SPDX-License-Identifier: Apache-2.0

/// Where another statement begins behind a denial or an order to stop: "d/c Foley, cont ceftriaxone", "no
/// fever, wheezing present".
extension DenialRules {
  private static let screens = Hash.words("uds utox tox udip")

  /// "Denies benzos, UDS + benzo": a screen tells otherwise.
  func isScreen(_ at: Int) -> Bool { note.holds(at, Self.screens) }

  /// Whether an item of a list has a plus of its own: "no orthopnoea, PND+", but not "no CD4+ cells".
  func isSigned(_ start: Int, _ limit: Int) -> Bool {
    var at = start
    while at < limit, at < start + 4, note.tokens[at].kind == .word { at += 1 }
    guard at > start, at < limit, note.isSymbol(at, 0x2B),
      !note.tokens[at].flags.contains(.lineStart)
    else { return false }
    while note.isSymbol(at, 0x2B) { at += 1 }
    return at >= limit || note.tokens[at].flags.contains(.lineStart)
      || [0x2C, 0x3B, 0x2E, 0x29].contains { note.isSymbol(at, $0) }
  }

  /// Whether an item says itself that it is there: "no fever, wheezing present", but not "no murmurs, rubs,
  /// gallops present", whose verb is that of all.
  func isPresent(_ start: Int, _ comma: Int, _ limit: Int) -> Bool {
    var at = start
    while at < limit, at < start + 6, note.tokens[at].kind == .word, note.lower(at) != "present" {
      if ["or", "nor", "and"].contains(note.lower(at)) { return false }
      at += 1
    }
    guard at > start, at < limit, note.lower(at) == "present",
      at + 1 >= limit || note.tokens[at + 1].kind == .symbol
        || note.tokens[at + 1].flags.contains(.lineStart)
        || ["and", "but", "in", "on", "with"].contains(note.lower(at + 1))
    else { return false }
    if ["is", "was", "also"].contains(note.lower(at - 1)) { return true }
    var before = comma - 1
    while before >= 0, before >= comma - 5, note.tokens[before].kind == .word {
      if ["no", "without", "denies"].contains(note.lower(before)) { return true }
      before -= 1
    }
    return false
  }

  private static let patients = Hash.words(
    "pt patient infant baby newborn neonate he she child his her gives gave giving given he's she's"
  )

  private static let theirs = Hash.words("he she he's she's his her")

  /// "Mom GBS+, PPROM, on labetalol": who begins a sentence is spoken of to its end.
  func isStillHers(_ mention: Mention, behind cue: Cue) -> Bool {
    guard cue.end < mention.start, mention.start - cue.end <= 30, beginsSentence(cue),
      let verb = (max(cue.end, mention.start - 7)..<mention.start).last(where: {
        note.holds($0, Self.verbs)
      }),
      verb == mention.start - 1 || note.isSymbol(mention.start - 1, 0x2C)
        || ["and", "&", "+"].contains(note.lower(mention.start - 1))
    else { return false }
    let words = cue.end..<mention.start
    // A companion may tell what the patient received; a mother in labor received it herself.
    if note.lower(verb) == "received", !words.contains(where: { note.holds($0, Self.births) }) {
      return false
    }
    // "My husband also has a cough and he's on amoxicillin": who writes is no "he".
    let isOwn = note.lower(cue.start - 1) == "my"
    return !words.contains {
      note.holds($0, Self.patients) && !(isOwn && note.holds($0, Self.theirs))
        || note.isSymbol($0, 0x3B)
          && !(note.holds($0 + 1, Self.verbs)
            && (cue.end..<$0).contains(where: { note.holds($0, Self.verbs) }))
        || note.isSymbol($0, 0x2E) && note.tokens[$0 + 1].flags.contains(.spaceBefore)
    }
  }

  private static let verbs = Hash.words("on takes took taking received")
  private static let births = Hash.words(
    "g gbs chorio chorioamnionitis labor labour prom pprom srom prenatal delivery preeclampsia pec steroids bmz"
  )

  private static let caring = Hash.words(
    "helps help assists manages lives brings bedside present here visits"
  )

  /// "Daughter lives with her, takes metoprolol", "son helps with meds; on warfarin": who cares for somebody
  /// takes nothing.
  func turnsToPatient(_ words: Range<Int>) -> Bool {
    guard
      let turn = words.first(where: { note.isSymbol($0, 0x2C) || note.isSymbol($0, 0x3B) })
    else { return false }
    return (words.lowerBound..<turn).contains {
      note.holds($0, Self.patients) || note.holds($0, Self.caring)
    }
  }

  private static let owners = Hash.words("her his my your their the")

  private func beginsSentence(_ cue: Cue) -> Bool {
    // "Her husband has diabetes and is on metformin"
    let start = note.holds(cue.start - 1, Self.owners) ? cue.start - 1 : cue.start
    return start == 0 || note.tokens[start].flags.contains(.lineStart)
      || note.isSymbol(start - 1, 0x2E) || note.isSymbol(start - 1, 0x3B)
  }

  /// Whether a clause tells of a relative: "her husband, who has COPD".
  func isRelativeClause(_ cue: Cue) -> Bool {
    let next = note.isSymbol(cue.end, 0x2C) ? cue.end + 1 : cue.end
    return note.lower(next) == "who"
      || (cue.start..<cue.end).contains(where: { note.lower($0) == "who" })
  }

  /// "Daughter has anxiety and takes Zoloft": words that end other scopes go on about who began the sentence.
  func goesOnAbout(_ cue: Cue, at other: Cue) -> Bool {
    (beginsSentence(cue) || isRelativeClause(cue))
      && other.start - cue.end <= 16
      && (other.start..<other.end + 1).contains { note.holds($0, Self.verbs) }
      && !(cue.end..<other.end).contains { note.holds($0, Self.patients) }
  }

  private static let switching = Hash.words(
    "switch switched switching transition transitioned narrow narrowed change changed start started now"
  )

  /// Whether a comma parts a medication from what somebody is "status post": "s/p ablation, Eliquis", but not
  /// "s/p vanc, Zosyn".
  func isBehindOther(_ mention: Mention, _ cue: Cue, _ reading: Reading) -> Bool {
    guard cue.end < mention.start,
      let comma = (cue.end..<mention.start).first(where: { note.isSymbol($0, 0x2C) })
    else { return false }
    // "s/p azithro x3d, switch to PO levaquin"
    if (comma..<mention.start).contains(where: { note.holds($0, Self.switching) }) { return true }
    return !reading.mentionsBetween(cue.end..<comma)
      .contains { reading.mentions[$0].category == .medication }
  }

  private static let continuing = Hash.words(
    """
    cont continue continued continues continuing keep resume resumed restart restarted start started starting \
    begin began give given increase increased add added prescribe prescribed refill refilled agrees agreed agreeable amenable accepts accepted \
    wants wanted prefers opts requests requesting plans
    """
  )
  /// What may stand between an order and the medication.
  private static let between = Hash.words(
    "the his her their home with on iv po oral im sc current same low high dose scheduled prn"
  )
  private static let leading = Hash.words("and then but so will please")

  /// Whether an order of its own stands before a medication: "no fever, cont ceftriaxone", "hold lisinopril,
  /// keep metformin", "d/c IVF, c/w heparin".
  func isOrdered(_ mention: Mention, behind cue: Cue) -> Bool {
    guard mention.category == .medication, cue.end < mention.start else { return false }
    if isRouted(mention) { return true }
    var at = mention.start - 1
    while at > cue.end, at >= mention.start - 4,
      note.holds(at, Self.between) || note.tokens[at].kind == .number || isManner(at)
    {
      at -= 1
    }
    // "declined a statin, agrees to ezetimibe"
    if note.lower(at) == "to",
      ["agrees", "agreed", "agreeable", "amenable"].contains(note.lower(at - 1))
    {
      at -= 1
    }
    // "c/w", for "continue with".
    let isShort =
      note.lower(at) == "w" && note.isSymbol(at - 1, 0x2F) && note.lower(at - 2) == "c"
    if isShort { at -= 2 }
    guard at > cue.end, isShort || note.holds(at, Self.continuing),
      note.tokens[at].kind == .word
    else { return false }
    // "did not stop or start": the denial goes on.
    let before = at - 1
    if note.tokens[at].flags.contains(.lineStart) || note.holds(before, Self.leading) {
      return true
    }
    return [0x2C, 0x3B, 0x2B, 0x26, 0x2E, 0x29].contains { note.isSymbol(before, $0) }
      || note.isDash(before)
  }

  /// "IV Protonix to PO": it goes on another way.
  private func isRouted(_ mention: Mention) -> Bool {
    var at = mention.end
    for attribute in mention.attributes.sorted(by: { $0.start < $1.start })
    where attribute.start == at {
      at = attribute.end
    }
    return note.lower(at) == "to" && note.tokens.indices.contains(at + 1)
      && SigWords.shared.word(note.tokens[at + 1].hash)?.role == .route
  }

  /// Whether a word is one of directions: "cont nebs albuterol".
  private func isManner(_ at: Int) -> Bool {
    SigWords.shared.word(note.tokens[at].hash).map { [.form, .route].contains($0.role) } ?? false
  }

  /// Whether what is stopped is no medication, and one follows behind a comma with its directions: "d/c
  /// Foley, ceftriaxone 1 g daily".
  func isDirected(_ mention: Mention, behind cue: Cue, _ reading: Reading) -> Bool {
    guard mention.category == .medication, cue.end < mention.start,
      mention.attributes.contains(where: { $0.type == .frequency }),
      mention.attributes.contains(where: { $0.type == .dosage || $0.type == .strength }),
      let comma = (cue.end..<mention.start).first(where: { note.isSymbol($0, 0x2C) })
    else { return false }
    let first = reading.firstMention(atOrAfter: cue.end)
    return first < reading.mentions.count && reading.mentions[first].start < comma
      && reading.mentions[first].start <= cue.end + 1
      && reading.mentions[first].category == .testTreatmentProcedure
  }
}
