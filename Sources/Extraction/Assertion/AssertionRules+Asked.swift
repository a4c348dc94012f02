// SPDX-License-Identifier: Apache-2.0

/// What was sent for, wished for or only spoken of.
extension AssertionRules {
  private static let specimens = Hash.words(
    "swab swabs pcr test tests culture cultures screen sample samples stool serology antigen ag ab toxin titres titers"
  )
  private static let sendings = Hash.words("sent requested awaited screened")

  /// "C diff sent", "COVID swab awaited": a germ that was looked for.
  func sent(_ mention: Mention) -> Range<Int>? {
    guard isGerm(mention) else { return nil }
    var at = mention.end
    while at < mention.end + 3, note.holds(at, Self.specimens) { at += 1 }
    // "Chlamydia/GC/HIV/STS sent"
    while at < mention.end + 10, note.isSymbol(at, 0x2F) || note.isSymbol(at - 1, 0x2F) { at += 1 }
    guard note.holds(at, Self.sendings), !note.tokens[at].flags.contains(.lineStart),
      !["home", "to", "in", "by", "for"].contains(note.lower(at + 1))
    else { return nil }
    return mention.end..<at + 1
  }

  /// "D/C: Lipitor, metformin" heads what is stopped, where nothing of it has directions.
  func isListOfStopped(_ cue: Cue, _ reading: Reading) -> Bool {
    guard note.isSymbol(cue.end, 0x3A) else { return false }
    let sentence = reading.sentence(at: cue.start)
    guard cue.start == sentence.lowerBound || note.tokens[cue.start].flags.contains(.lineStart)
    else {
      return false
    }
    let named = reading.mentionsBetween(cue.end.upTo(sentence.upperBound))
      .filter { reading.mentions[$0].category == .medication }
    guard let first = named.first, reading.mentions[first].start == cue.end + 1 else {
      return false
    }
    return named.allSatisfy { reading.mentions[$0].attributes.isEmpty }
  }

  private static let showing = Hash.words(
    "showed shows revealed reveals demonstrated demonstrates confirmed confirms"
  )

  /// "Was not raised and his ECG showed …", "PNA ruled out CXR": a test that was made.
  func isMade(_ mention: Mention, behind cue: Cue, _ reading: Reading) -> Bool {
    if note.holds(mention.end, Self.showing) { return true }
    return note.lower(cue.start) == "ruled" && note.lower(cue.end - 1) == "out"
      && reading.mentionEnding(at: cue.start).map {
        reading.mentions[$0].category == .medicalCondition
      } ?? false
  }

  private static let undone: Set<String> = [
    "done", "performed", "sent", "required", "needed", "indicated", "cancelled", "canceled",
  ]

  /// "CT not done", "CTPA cancelled": a test that was not made.
  func isUndone(_ mention: Mention, behind cue: Cue) -> Bool {
    let last = note.lower(cue.end - 1)
    return cue.start == mention.end && Self.undone.contains(last)
      && (note.lower(cue.start) == "not" || last.hasPrefix("cancel"))
  }

  private static let looking = Hash.words("screen screening check test")
  private static let listed = Hash.words(
    "and or hiv hbv hcv tb hep b c hepatitis syphilis cmv ebv vzv hsv ig"
  )

  /// "Start rituximab - screen HBV, HCV, TB": germs that are to be looked for.
  func screened(_ mention: Mention, _ sentence: Range<Int>) -> Range<Int>? {
    guard isGerm(mention) else { return nil }
    var at = mention.start - 1
    while at > sentence.lowerBound, at >= mention.start - 12,
      note.isSymbol(at, 0x2C) || note.isSymbol(at, 0x2F) || note.holds(at, Self.listed)
    {
      at -= 1
    }
    guard at >= sentence.lowerBound, note.holds(at, Self.looking),
      at == sentence.lowerBound || note.tokens[at].flags.contains(.lineStart)
        || note.tokens[at - 1].kind == .symbol || note.lower(at - 1) == "to",
      !(mention.end..<mention.end + 3).contains(where: {
        ["pos", "positive", "neg", "negative"].contains(note.lower($0))
      })
    else { return nil }
    return at..<at + 1
  }

  private func isGerm(_ mention: Mention) -> Bool {
    guard mention.entry >= 0 else { return false }
    let code = Lexicon.shared.entries[Int(mention.entry)].icd10cm
    return code.hasPrefix("A") || code.hasPrefix("B") || code.hasPrefix("J1") || code == "U07.1"
  }

  private static let warnings = Hash.words(
    "consent consented risks return rtn precautions net netting netted"
  )
  private static let explained = Hash.words(
    "explained discussed for given include including if to ed"
  )

  /// "Consent: bleeding, infection, DVT", "Return: SOB": what might come of it, behind a label.
  func warned(_ mention: Mention, _ sentence: Range<Int>) -> Range<Int>? {
    // "Warned bleeding, infection"
    if note.lower(sentence.lowerBound) == "warned", mention.start < sentence.lowerBound + 16,
      !(sentence.lowerBound..<mention.start).contains(where: {
        note.isSymbol($0, 0x3B) || note.isDash($0)
          || ["but", "has", "had", "to", "against", "when", "if"].contains(note.lower($0))
      })
    {
      return sentence.lowerBound..<sentence.lowerBound + 1
    }
    var at = mention.start - 1
    let limit = max(sentence.lowerBound, mention.start - 24)
    while at > limit, !note.isSymbol(at, 0x3A) {
      if note.isSymbol(at, 0x2E) || note.isSymbol(at, 0x3B) { return nil }
      at -= 1
    }
    guard at > limit, note.isSymbol(at, 0x3A) else { return nil }
    var label = at - 1
    while label > limit, note.holds(label, Self.explained) { label -= 1 }
    // "Risk: bleed, infection", but not "VTE risk: obesity".
    let isRisk =
      note.lower(label) == "risk" && label == at - 1
      && (label == 0 || note.tokens[label].flags.contains(.lineStart)
        || note.tokens[label - 1].kind == .symbol)
    return note.holds(label, Self.warnings) || isRisk ? label..<at : nil
  }

  private static let clots = Hash.words("vte dvt")
  private static let preventing = Hash.words(
    """
    enox enoxaparin clexane lovenox lmwh heparin ufh dalteparin fragmin tinzaparin innohep fondaparinux ipcs ipc scds scd \
    teds ted ppx prophylaxis nil none apixaban rivaroxaban ambulatory
    """
  )

  private static let informing = Hash.words("info information leaflet leaflets advice form booklet")

  /// "VTE: enoxaparin 40", "DVT: IPCs": what is given against it, behind a label.
  ///
  /// "VTE info given" tells of what might come.
  func prevented(_ mention: Mention) -> Range<Int>? {
    if mention.category == .medicalCondition, note.holds(mention.end, Self.informing),
      !note.tokens[mention.end].flags.contains(.lineStart)
    {
      return mention.end..<mention.end + 1
    }
    guard mention.end == mention.start + 1, note.holds(mention.start, Self.clots),
      note.isSymbol(mention.end, 0x3A), note.holds(mention.end + 1, Self.preventing)
    else { return nil }
    return mention.end..<mention.end + 2
  }

  private static let wishes = Hash.words(
    "planning plans wants wishes desires contemplating considering attempting"
  )

  /// "Planning pregnancy": there is none yet.
  func wish(_ mention: Mention) -> Range<Int>? {
    // "Trying for pregnancy"
    let isTried =
      note.lower(mention.start - 1) == "for"
      && ["trying", "hoping"].contains(note.lower(mention.start - 2))
    guard mention.entry >= 0, isTried || note.holds(mention.start - 1, Self.wishes),
      Lexicon.shared.entries[Int(mention.entry)].icd10cm == "Z33.1"
    else { return nil }
    return mention.start - 1..<mention.start
  }

  /// "Amputation discussed": it would be a state, had it been done.
  func operation(_ mention: Mention) -> Range<Int>? {
    guard mention.entry >= 0,
      Lexicon.shared.entries[Int(mention.entry)].icd10cm.hasPrefix("Z8")
        || Lexicon.shared.entries[Int(mention.entry)].icd10cm.hasPrefix("Z9")
    else { return nil }
    return spoken(mention)
  }

  /// "ECT discussed", "Surgery discussed, not keen": a treatment that was spoken of.
  func spoken(_ mention: Mention) -> Range<Int>? {
    let at = mention.end
    guard note.lower(at) == "discussed", !note.tokens[at].flags.contains(.lineStart),
      note.isLineEnd(at + 1) || note.tokens[at + 1].kind == .symbol
        || ["not", "but", "again", "today"].contains(note.lower(at + 1))
    else { return nil }
    return at..<at + 1
  }
}
