// SPDX-License-Identifier: Apache-2.0

/// What was only looked for, met in others, or spoken of: "screening colonoscopy for colon cancer", "exposed to
/// TB", "discussed starting Ozempic".
extension AssertionRules {
  private static let looking = Hash.words("screening screen screens screened")
  private static let contacts = Hash.words("exposed exposure exposures contact contacts")
  private static let leads = Hash.words("to with known active confirmed possible positive a of")
  /// What begins to speak of the patient.
  private static let own = Hash.words(
    "now then developed presents presenting complains c since after and"
  )

  /// Marks what stands behind a screening or an exposure, and is no diagnosis that stands.
  func supposed(_ mention: Mention, _ sentence: Range<Int>, _ marks: inout [TraitMark]) {
    if let cue = source(mention, sentence), !marks.contains(where: { $0.name == .negation }) {
      let scope = cue.lowerBound..<mention.end
      marks.append(
        TraitMark(name: .pertainsToFamily, score: 0.85, rule: "source", cue: cue, scope: scope)
      )
    }
    let people = OtherPeople(note: note)
    if let cue = people.owner(of: mention, sentence) ?? people.kin(behind: mention)
      ?? people.bracket(around: mention, sentence),
      !marks.contains(where: { $0.name == .pertainsToFamily })
    {
      let scope = min(cue.lowerBound, mention.start)..<max(cue.upperBound, mention.end)
      marks.append(
        TraitMark(name: .pertainsToFamily, score: 0.85, rule: "person", cue: cue, scope: scope)
      )
    }
    guard !marks.contains(where: { [.negation, .hypothetical].contains($0.name) }) else { return }
    let found =
      switch mention.category {
      case .medicalCondition:
        screening(mention, sentence) ?? exposure(mention, sentence) ?? sent(mention)
          ?? operation(mention) ?? screened(mention, sentence)
          ?? prevented(mention) ?? warned(mention, sentence)
      case .medication: discussion(mention, sentence)
      case .testTreatmentProcedure where mention.type != .testName: spoken(mention)
      default: nil as Range<Int>?
      }
    guard let cue = found else { return }
    marks.append(
      TraitMark(
        name: .hypothetical,
        score: 0.85,
        rule: "supposed",
        cue: cue,
        scope: min(mention.start, cue.lowerBound)..<max(mention.end, cue.upperBound)
      )
    )
  }

  /// "Screening colonoscopy for colon cancer", "lung cancer screening".
  private func screening(_ mention: Mention, _ sentence: Range<Int>) -> Range<Int>? {
    // "HCC surveillance"
    if note.lower(mention.end) == "surveillance", mention.entry >= 0,
      Lexicon.shared.entries[Int(mention.entry)].icd10cm == "C22.0"
    {
      return mention.end..<mention.end + 1
    }
    if note.holds(mention.end, Self.looking), !note.tokens[mention.end].flags.contains(.lineStart),
      !(mention.end + 1..<mention.end + 4).contains(where: {
        ["positive", "pos"].contains(note.lower($0))
      })
    {
      return mention.end..<mention.end + 1
    }
    var at = mention.start - 1
    while at > sentence.lowerBound, at >= mention.start - 3, note.tokens[at].kind == .word,
      note.lower(at) != "for"
    {
      at -= 1
    }
    guard at > sentence.lowerBound, note.lower(at) == "for" else { return nil }
    return (max(sentence.lowerBound, at - 4)..<at).last { note.holds($0, Self.looking) }
      .map { $0..<$0 + 1 }
  }

  /// "Exposed to TB at work", "TB exposure", "close contact with COVID".
  private func exposure(_ mention: Mention, _ sentence: Range<Int>) -> Range<Int>? {
    if ["exposure", "exposures", "contact", "contacts"].contains(note.lower(mention.end)),
      !note.tokens[mention.end].flags.contains(.lineStart)
    {
      return mention.end..<mention.end + 1
    }
    guard note.holds(mention.start - 1, Self.leads) else { return nil }
    var at = mention.start - 1
    while at > sentence.lowerBound, at >= mention.start - 6, note.tokens[at].kind == .word,
      !note.holds(at, Self.contacts), !note.holds(at, Self.own)
    {
      at -= 1
    }
    guard at >= sentence.lowerBound, at < mention.start - 1, note.holds(at, Self.contacts),
      ["to", "with"].contains(note.lower(at + 1))
    else { return nil }
    return at..<mention.start
  }

  private static let offers = Hash.words("offered suggested discussed recommended")
  private static let accepted = Hash.words(
    "accepted accepts agreed agrees amenable started start given"
  )
  private static let going = Hash.words(
    "continue continues continued increase increased decrease decreased taking takes refill refilled tolerating"
  )

  /// "Discussed Rinvoq, pt would like to hold off": what a sentence begins to speak of, and nothing is done
  /// with.
  private func discussion(_ mention: Mention, _ sentence: Range<Int>) -> Range<Int>? {
    let behind = mention.end
    if note.holds(behind, Self.offers), mention.attributes.isEmpty,
      behind + 1 >= sentence.upperBound || note.tokens[behind + 1].kind == .symbol
        || ["but", "again", "today"].contains(note.lower(behind + 1)),
      !sentence.contains(where: { note.holds($0, Self.accepted) })
    {
      return behind..<behind + 1
    }
    // "Discussed RRSO, mastectomy, tamoxifen chemoprevention."
    if mention.attributes.isEmpty, note.lower(sentence.lowerBound) == "discussed",
      sentence.count <= 12, mention.start > sentence.lowerBound + 1,
      note.isSymbol(mention.start - 1, 0x2C),
      !sentence.contains(where: { note.holds($0, Self.going) || note.holds($0, Self.accepted) })
    {
      return sentence.lowerBound..<sentence.lowerBound + 1
    }
    guard mention.attributes.isEmpty,
      let first = (max(sentence.lowerBound, mention.start - 5)..<mention.start).last(where: {
        note.lower($0) == "discussed"
      }),
      first + 1 == mention.start
        || ["vs", "versus"].contains(note.lower(mention.start - 1)),
      first + 1 < mention.start || first == sentence.lowerBound
        || ["vs", "versus"].contains(note.lower(behind)),
      mention.end >= sentence.upperBound || note.tokens[mention.end].kind == .symbol
        || ["and", "vs", "or", "as", "with"].contains(note.lower(mention.end)),
      !note.isSymbol(mention.end, 0x2F),
      !sentence.contains(where: { note.holds($0, Self.going) })
    else { return nil }
    return first..<first + 1
  }

  private static let speaking = Hash.words("discussed talked spoke discussion")

  /// "Source: HIV pos, VL undetectable": whose needle it was, behind a label of its own.
  private func source(_ mention: Mention, _ sentence: Range<Int>) -> Range<Int>? {
    guard mention.category == .medicalCondition, mention.entry >= 0,
      mention.start > sentence.lowerBound
    else { return nil }
    var first = sentence.lowerBound
    // "Needlestick: source HCV+, patient negative"
    if note.lower(mention.start - 1) == "source", note.isSymbol(mention.start - 2, 0x3A) {
      first = mention.start - 1
    }
    guard note.lower(first) == "source",
      note.isSymbol(first + 1, 0x3A) || first + 1 == mention.start
        || ["pt", "patient", "person", "is", "was"].contains(note.lower(first + 1))
    else { return nil }
    let code = Lexicon.shared.entries[Int(mention.entry)].icd10cm
    return ["B2", "B16", "B17", "B18", "B19", "Z21"].contains { code.hasPrefix($0) }
      ? first..<first + 1 : nil
  }

  /// "DVT: on Lovenox ppx": who takes something against it had it.
  func isOnPrevention(_ mention: Mention, before cue: Cue, _ reading: Reading) -> Bool {
    guard mention.category == .medicalCondition, cue.start > mention.end else { return false }
    // "Cellulitis x2, pen V prophylaxis"
    if (mention.end..<cue.start).contains(where: { note.isSymbol($0, 0x2C) }),
      let last = reading.mentionEnding(at: cue.start),
      reading.mentions[last].category == .medication
    {
      return true
    }
    return note.lower(note.isSymbol(mention.end, 0x3A) ? mention.end + 1 : mention.end) == "on"
  }

  /// Whether a cue is of what was spoken of.
  func isSpokenOf(_ cue: Cue) -> Bool {
    note.holds(cue.start, Self.speaking)
      && (cue.start..<cue.end).contains {
        ["starting", "adding", "trial", "options"].contains(note.lower($0))
      }
  }

  /// Whether a medication stands close behind a cue, in its clause.
  func isBeside(_ cue: Cue, _ mention: Mention) -> Bool {
    mention.category == .medication && cue.end <= mention.start && mention.start <= cue.end + 8
      && !(cue.end..<mention.start).contains {
        note.isSymbol($0, 0x2C) || note.isSymbol($0, 0x3B) || note.isSymbol($0, 0x2E)
      }
  }

  private static let vehicles = Hash.words(
    "mvc mva mcc mvcs ped peds pedestrian auto bike bicycle bicyclist motorcycle car scooter atv moped truck"
  )

  /// "MCC vs tree" is a crash, and nothing that somebody doubts.
  func isCollision(_ cue: Cue) -> Bool {
    cue.kind == .uncertainty && note.holds(cue.start - 1, Self.vehicles)
      && ["vs", "versus"].contains(note.lower(cue.start))
  }

  private static let asking = Hash.words("consider considered would could should may might if")

  /// Whether words that look ahead have nothing to deny there: "tPA not given (on Eliquis)", "would you consider
  /// apixaban in place of clopidogrel?".
  func isWithout(_ cue: Cue, before mention: Mention, _ reading: Reading) -> Bool {
    guard cue.end <= mention.start else { return false }
    if note.lower(cue.end - 1) == "given" {
      // "Not given: heparin, aspirin."
      if note.isSymbol(cue.end, 0x3A) { return false }
      return note.tokens[cue.end].kind != .word || note.tokens[cue.end].flags.contains(.lineStart)
    }
    guard note.lower(cue.start) == "in", note.lower(cue.end - 1) == "of" else { return false }
    let sentence = reading.sentence(at: cue.start)
    return mention.category != .medication
      || (sentence.lowerBound..<cue.start).contains { note.holds($0, Self.asking) }
  }

  /// "TTE no vegetation, TEE pending": what is told of the first shows that it was made.
  func isPendingOther(_ cue: Cue, _ mention: Mention, _ reading: Reading) -> Bool {
    guard note.lower(cue.start) == "pending", mention.end < cue.start,
      let last = reading.mentionEnding(at: cue.start), reading.mentions[last].start > mention.end,
      reading.mentions[last].category == .testTreatmentProcedure
    else { return false }
    let gap = mention.end..<reading.mentions[last].start
    return gap.contains { note.isSymbol($0, 0x2C) }
      && gap.contains {
        ["no", "showed", "shows", "with", "neg", "negative"].contains(note.lower($0))
      }
  }

  /// "Failed: PT, gabapentin" lists a therapy, and speaks of no patient.
  func isTherapy(_ cue: Cue) -> Bool {
    cue.end == cue.start + 1 && note.lower(cue.start) == "pt" && note.isAllCaps(cue.start)
      && (note.isSymbol(cue.end, 0x2C) || note.isSymbol(cue.end, 0x2F))
  }

  private static let counts = Hash.words("with w cbc auto automated manual wbc count / leukocyte")

  /// "CBC with differential: WBC 12" counts cells.
  func isCount(_ cue: Cue) -> Bool {
    note.lower(cue.start) == "differential"
      && (note.holds(cue.start - 1, Self.counts) || note.isSymbol(cue.start - 1, 0x2F))
      && !["diagnosis", "diagnoses", "dx"].contains(note.lower(cue.start + 1))
  }

  /// "MOM prn" is milk of magnesia.
  func isMagnesia(_ cue: Cue) -> Bool {
    guard cue.end == cue.start + 1, note.lower(cue.start) == "mom", note.isAllCaps(cue.start),
      cue.end < note.tokens.count, !note.tokens[cue.end].flags.contains(.lineStart)
    else { return false }
    if note.tokens[cue.end].kind == .number { return true }
    return SigWords.shared.word(note.tokens[cue.end].hash).map {
      [.prn, .route, .frequency, .every].contains($0.role)
    } ?? false
  }

  /// "As well as a baby aspirin" tells of no childhood.
  func isBabyAspirin(_ cue: Cue) -> Bool {
    note.lower(cue.end - 1) == "baby" && ["aspirin", "asa"].contains(note.lower(cue.end))
  }

  /// Whether a cue begins a list of what it might be.
  func isDifferential(_ cue: Cue) -> Bool {
    note.lower(cue.start) == "differential" || note.lower(cue.start) == "ddx"
  }

  private static let tolerating = Hash.words("tolerating tolerates tolerated helping helps")

  /// "We tried rosuvastatin, which she is tolerating well": it goes on.
  func isTolerated(_ mention: Mention, _ reading: Reading) -> Bool {
    let sentence = reading.sentence(at: mention.start)
    let end = min(sentence.upperBound, mention.end + 7)
    guard mention.end < end else { return false }
    let next = reading.mentionsBetween(mention.end..<end).first {
      reading.mentions[$0].category == .medication
    }
    let limit = next.map { reading.mentions[$0].start } ?? end
    return (mention.end..<limit).contains {
      note.holds($0, Self.tolerating)
        && !["not", "t", "never", "poorly"].contains(note.lower($0 - 1))
    }
  }
}
