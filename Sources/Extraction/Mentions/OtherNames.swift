// SPDX-License-Identifier: Apache-2.0

/// Takes away what has the looks of a name of a medication or a procedure and is none of a patient:
/// "18 mcg INH" is inhaled, "Min-jun is a 45 year old" a person, "PE- lungs clear" an examination.
struct OtherNames {
  let note: TokenizedNote

  func drop(_ reading: inout Reading) {
    var people: Set<String> = []
    for mention in reading.mentions where isPerson(mention) {
      people.insert(note.text(mention.range).lowercased())
    }
    var kept: [Mention] = []
    kept.reserveCapacity(reading.mentions.count)
    for mention in reading.mentions {
      let isOther =
        switch mention.category {
        case .medication:
          isNone(mention) || isSigned(mention) || isTitle(mention)
            || isInhaled(mention, kept.last { $0.category == .medication })
            || mention.entry < 0 && people.contains(note.text(mention.range).lowercased())
        case .testTreatmentProcedure: isService(mention)
        case .medicalCondition: isExamination(mention) || isForm(mention)
        default: false
        }
      if !isOther { kept.append(mention) }
    }
    reading.mentions = kept.filter { !isVariant($0) }
    for index in reading.mentions.indices where isNumbered(reading.mentions[index]) {
      reading.mentions[index].end += 1
    }
    for index in reading.mentions.indices where isStage(reading.mentions[index]) {
      reading.mentions[index].category = .medicalCondition
      reading.mentions[index].type = .condition
    }
  }

  /// "CT with contrast" is how a picture was taken; who is allergic to it is told elsewhere.
  func dropContrast(_ reading: inout Reading) {
    if reading.isGiven { return }
    reading.mentions.removeAll { mention in
      mention.category == .medication && mention.range.contains { note.lower($0) == "contrast" }
    }
  }

  // MARK: Medications

  private static let none = Hash.words("formalin dpn ngt ogt")

  /// What specimens are kept in, and a nerve disease.
  private func isNone(_ mention: Mention) -> Bool {
    mention.range.allSatisfy { Self.none.contains(note.tokens[$0].hash) }
  }

  private static let degrees: Set<String> = [
    "MD", "DO", "RN", "NP", "PA", "PhD", "MBBS", "MBChB", "FRCP", "FRCS", "PharmD", "CRNP", "FNP",
    "DNP", "LPN", "RD", "LCSW",
  ]

  /// "PRE-OP CHECKLIST", "RHEUM F/U": the first line in capitals, of which only a model thinks.
  private func isTitle(_ mention: Mention) -> Bool {
    guard mention.entry < 0, mention.end <= 12,
      mention.sources.allSatisfy({ $0.hasPrefix("model:") })
    else { return false }
    var at = 0
    while at < note.tokens.count, at <= 12, at == 0 || !note.tokens[at].flags.contains(.lineStart) {
      if note.tokens[at].kind == .word, !note.isAllCaps(at) || note.isSymbol(at, 0x3A) {
        return false
      }
      at += 1
    }
    return at <= 12 && at < note.tokens.count && mention.end <= at
  }

  private static let forms = Hash.words("mr mrs ms miss dr")

  /// Whether somebody signs, as "Xiuying Li, MD", which is no lithium.
  private func isSigned(_ mention: Mention) -> Bool {
    guard mention.end == mention.start + 1, note.isCapital(mention.start) else { return false }
    let title =
      note.isSymbol(mention.start - 1, 0x2E) ? mention.start - 2 : mention.start - 1
    if note.holds(title, Self.forms) { return true }
    guard note.isSymbol(mention.end, 0x2C), mention.end + 1 < note.tokens.count,
      Self.degrees.contains(note.text(mention.end + 1..<mention.end + 2))
    else { return false }
    // A list may go on with such letters: "aspirin, PA pending".
    let behind = mention.end + 2
    return behind >= note.tokens.count || note.tokens[behind].kind != .word
      || note.tokens[behind].flags.contains(.lineStart)
      || note.tokens[behind].flags.contains(.blankBefore)
  }

  private static let inh = Hash.word("inh".utf8)
  private static let puffs = Hash.words("puff puffs inhalation inhalations")
  private static let milligrams = Hash.words("mg milligrams")

  /// "Tiotropium 18 mcg INH daily": how it is taken, where another medication stands before.
  private func isInhaled(_ mention: Mention, _ before: Mention?) -> Bool {
    guard mention.end == mention.start + 1, note.tokens[mention.start].hash == Self.inh else {
      return false
    }
    if note.holds(mention.start - 1, Self.puffs) { return true }
    if NumberWords.digits(note, mention.end) != nil, note.holds(mention.end + 1, Self.milligrams) {
      return false
    }
    guard let before, before.end <= mention.start, mention.start - before.end <= 8 else {
      return false
    }
    let separates = (before.end..<mention.start + 1).contains { at in
      note.tokens[at].flags.contains(.lineStart) || note.isSymbol(at, 0x2C)
        || note.isSymbol(at, 0x3B) || note.isSymbol(at, 0x2B) || note.isSymbol(at, 0x2F)
        || note.lower(at) == "and" || note.lower(at) == "with"
        || note.isSymbol(at, 0x2E) && note.tokens[at + 1].flags.contains(.spaceBefore)
    }
    if separates { return false }
    // "RIF INH PZA"
    return before.entry < 0
      || Lexicon.shared.entries[Int(before.entry)].drugClass != "antimycobacterial"
  }

  private static let deeds = Hash.words(
    """
    presents presented reports reported denies denied states stated complains complained returns \
    returned says said feels felt takes lives works smokes came comes went endorses
    """
  )
  private static let articles = Hash.words("a an")
  private static let identities = Hash.words("dob mrn age aged")
  private static let ages = Hash.words("year years yo month months y")
  private static let titles = Hash.words("mr mrs ms miss dr patient pt name")

  /// "Min-jun is a 45 year old man", "MIN-JUN PARK, DOB": what only people are and do.
  private func isPerson(_ mention: Mention) -> Bool {
    guard mention.category == .medication, mention.entry < 0, note.isCapital(mention.start),
      mention.sources.allSatisfy({ $0.hasPrefix("model:") })
    else { return false }
    let title =
      note.isSymbol(mention.start - 1, 0x2E) || note.isSymbol(mention.start - 1, 0x3A)
      ? mention.start - 2 : mention.start - 1
    if note.holds(title, Self.titles) { return true }
    var at = mention.end
    while at < mention.end + 3, at < note.tokens.count, note.tokens[at].kind == .word,
      note.isCapital(at), !note.tokens[at].flags.contains(.lineStart),
      !note.holds(at, Self.identities)
    {
      at += 1
    }
    if note.holds(at, Self.deeds) || note.holds(at, Self.identities) { return true }
    if ["is", "was"].contains(note.lower(at)), note.holds(at + 1, Self.articles) { return true }
    guard note.isSymbol(at, 0x2C) || note.isSymbol(at, 0x28) else { return false }
    return note.holds(at + 1, Self.identities)
      || NumberWords.digits(note, at + 1) != nil
        && (note.holds(at + 2, Self.ages)
          || note.isDash(at + 2) && note.holds(at + 3, Self.ages))
  }

  // MARK: Tests

  private static let findings = Hash.words(
    """
    negative neg positive pos mutation mutations mutant mutated status amplified amplification wild expression \
    overexpression overexpressed equivocal nonreactive reactive indeterminate testing gene carrier carriers \
    rearrangement rearranged fusion deletion variant not
    """
  )

  /// "BRCA1 negative", "HER2 amplified": the number is the name's.
  private func isNumbered(_ mention: Mention) -> Bool {
    let number = mention.end
    guard mention.type == .testName, mention.entry < 0, note.tokens.indices.contains(number),
      note.tokens[number].kind == .number, note.tokens[number].count == 1,
      !note.tokens[number].flags.contains(.spaceBefore), note.isAllCaps(number - 1),
      note.tokens[number - 1].count > 1
    else { return false }
    return note.holds(number + 1, Self.findings)
      || note.isSymbol(number + 1, 0x2B) && !note.tokens[number + 1].flags.contains(.spaceBefore)
  }

  /// "K103N on genotype", "V600E": letters around a number are a variant, and nothing measured.
  private func isVariant(_ mention: Mention) -> Bool {
    let number = mention.end
    return mention.type == .testName && mention.end == mention.start + 1
      && note.tokens[mention.start].count == 1 && note.isAllCaps(mention.start)
      && note.tokens.indices.contains(number + 1) && note.tokens[number].kind == .number
      && note.tokens[number].count > 1 && !note.tokens[number].flags.contains(.spaceBefore)
      && note.tokens[number + 1].kind == .word && note.tokens[number + 1].count == 1
      && !note.tokens[number + 1].flags.contains(.spaceBefore)
  }

  // MARK: Conditions and procedures

  private static let pe = Hash.word("pe".utf8)
  private static let organs = Hash.words(
    """
    general gen heent heart lungs lung chest cor cv resp abd abdomen neck neuro ext skin vs vitals nad \
    perrl alert awake aox rrr ctab ctabl wdwn well appears normal unremarkable
    """
  )

  /// "PE- lungs clear" is what was seen and heard.
  private func isExamination(_ mention: Mention) -> Bool {
    guard mention.end == mention.start + 1, note.tokens[mention.start].hash == Self.pe,
      note.isSymbol(mention.end, 0x3A) || note.isDash(mention.end)
    else { return false }
    return note.holds(mention.end + 1, Self.organs)
  }

  private static let questions = Hash.words("identification screening questionnaire inventory")

  /// "Alcohol Use Disorders Identification Test" is a form that is filled in, and no disease.
  private func isForm(_ mention: Mention) -> Bool { note.holds(mention.end, Self.questions) }

  private static let ckd = Hash.word("ckd".utf8)

  /// "Labs (CKD 4)" is a disease and no test, whatever the words beside it.
  private func isStage(_ mention: Mention) -> Bool {
    mention.category == .testTreatmentProcedure && note.tokens[mention.start].hash == Self.ckd
      && mention.end <= mention.start + 3
  }

  private static let transplants = Hash.words("transplant transplantation")
  private static let services = Hash.words(
    "clinic team coordinator service center centre nephrology hepatology pharmacist"
  )

  /// "Transplant clinic" is where somebody goes.
  private func isService(_ mention: Mention) -> Bool {
    guard
      note.holds(mention.start, Self.transplants) || note.holds(mention.end - 1, Self.transplants)
    else {
      return false
    }
    return (mention.start + 1..<mention.end + 1).contains { at in
      note.holds(at, Self.services) && !note.tokens[at].flags.contains(.lineStart)
    }
  }
}
