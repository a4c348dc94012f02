// SPDX-License-Identifier: Apache-2.0

/// What sections say of the things in them.
extension AssertionRules {
  private static let lists: Set<String> = [
    "stop", "stopped", "hold", "held", "discontinue", "discontinued", "holding", "stopping",
    "avoid",
  ]

  private static let trials = Hash.words("failed tried trials completed finished")
  private static let begun = Hash.words("filled taking taken started given picked")

  /// "Tried and failed: gabapentin, Lyrica", "DDx: sepsis, stroke": what the header of a list says of it.
  private func headed(
    _ title: Range<Int>,
    _ mention: Mention,
    _ reading: Reading,
    _ add: (TraitName, Float) -> Void
  ) {
    if mention.category == .medication, title.contains(where: { note.holds($0, Self.trials) }),
      !title.contains(where: { ["not", "current", "clinical"].contains(note.lower($0)) }),
      isListed(mention, reading)
    {
      add(.pastHistory, 0.85)
    }
    // "Not filled: Entresto"
    if mention.category == .medication, ["not", "never"].contains(note.lower(title.lowerBound)),
      title.contains(where: { note.holds($0, Self.begun) }), isListed(mention, reading)
    {
      add(.negation, 0.85)
    }
    if mention.category == .medicalCondition,
      ["ddx", "differential"].contains(note.lower(title.lowerBound)),
      reading.isSameLine(title.lowerBound, mention.start)
    {
      add(.uncertain, 0.85)
      add(.lowConfidence, 0.85)
    }
  }

  /// What the section says where no cue speaks.
  func sections(
    _ reading: Reading,
    _ mention: Mention,
    _ sentence: Range<Int>,
    _ marks: inout [TraitMark]
  ) {
    // "Family history:" in the next column is not above it.
    if let header = reading.section(at: mention.start)?.header,
      (reading.columns.cell(header.lowerBound)?.column ?? 0) > 0,
      reading.columns.parts(header, from: mention.start, note)
    {
      return
    }
    let kind = reading.kind(at: mention.start)
    func add(_ name: TraitName, _ score: Float) {
      if marks.contains(where: { $0.name == name }) { return }
      let title = reading.section(at: mention.start).map(\.title)
      marks.append(
        TraitMark(
          name: name,
          score: score,
          rule: "section:\(kind.rawValue)",
          cue: title,
          scope: nil
        )
      )
    }
    // "STOP: clopidogrel, glipizide", "HOLD: metformin until follow up"
    if mention.category == .medication, let title = reading.section(at: mention.start)?.title,
      title.contains(where: { at in
        // "No longer needed: omeprazole"
        Self.lists.contains(note.lower(at))
          || note.lower(at) == "longer" && note.lower(at - 1) == "no"
      }),
      !title.contains(where: { ["not", "continue", "if"].contains(note.lower($0)) }),
      isListed(mention, reading)
    {
      add(.negation, 0.85)
    }
    if let title = reading.section(at: mention.start)?.title {
      headed(title, mention, reading, add)
    }
    switch kind {
    case .familyHistory:
      if mention.category == .medicalCondition, !isOfPatient(sentence, reading) {
        add(.pertainsToFamily, 0.9)
      }
    case .pastMedicalHistory, .pastSurgicalHistory, .obstetricHistory:
      if mention.category != .medication { add(.pastHistory, 0.8) }
    case .plan, .followUp:
      // "Plan: CT abdomen": what a plan names without a verb of the past is to come.
      let isOrder = mention.type == .testName || mention.type == .procedureName
      let says = marks.contains {
        [.negation, .hypothetical, .pastHistory, .conditional].contains($0.name)
      }
      let hasValue = mention.attributes.contains { $0.type == .testValue }
      if isOrder, !says, !hasValue, PlanRules(note: note).isOpen(mention, in: sentence) {
        add(.future, 0.65)
      }
    case .instructions:
      if mention.category == .medicalCondition, marks.contains(where: { $0.name == .conditional }) {
        add(.hypothetical, 0.8)
      }
    default: break
    }
  }

  /// Whether a mention belongs to the list of its header: in the header's line where something stands
  /// there, or else in the lines below as far as an empty one.
  private func isListed(_ mention: Mention, _ reading: Reading) -> Bool {
    guard let header = reading.section(at: mention.start)?.header else { return false }
    var at = header.upperBound
    let isAlone = at < note.tokens.count && note.tokens[at].flags.contains(.lineStart)
    at += 1
    while at <= mention.start {
      // "STOP taking: aspirin. START taking: Tylenol."
      if Self.other.contains(note.tokens[at].hash), note.tokens[at - 1].kind == .symbol {
        return false
      }
      let flags = note.tokens[at].flags
      if isAlone ? flags.contains(.blankBefore) : flags.contains(.lineStart) && !isOpen(at - 1) {
        return false
      }
      at += 1
    }
    return true
  }

  private static let other = Hash.words("start continue begin resume restart new change take keep")

  private func isOpen(_ at: Int) -> Bool {
    note.isSymbol(at, 0x2C) || ["and", "or"].contains(note.lower(at))
  }

  private static let patients = Hash.words("pt patient nkda nka allergies allergic")

  /// Whether a later sentence in a line of family history is the patient's, as "NKDA" is.
  private func isOfPatient(_ sentence: Range<Int>, _ reading: Reading) -> Bool {
    guard let section = reading.section(at: sentence.lowerBound),
      section.header.upperBound < sentence.lowerBound
    else { return false }
    if Self.patients.contains(note.tokens[sentence.lowerBound].hash) { return true }
    // "… FHx: aunt celiac. Eczema." in the middle of a line: a sentence of no relative is the patient's.
    if !section.style.contains(.beginsLine),
      (section.header.upperBound..<sentence.lowerBound).contains(where: { note.holds($0, Self.kin) }
      ),
      !sentence.contains(where: { note.holds($0, Self.kin) })
    {
      return true
    }
    // "Fam: aunt SLE. NSAIDs avoided - CKD."
    return reading.isSameLine(section.header.lowerBound, sentence.lowerBound)
      && !sentence.contains { note.holds($0, Self.kin) }
      && reading.mentionsBetween(sentence).contains {
        reading.mentions[$0].category == .medication
      }
  }

  private static let kin = Hash.words(
    """
    mother father mom mum dad brother sister son daughter aunt uncle cousin grandmother grandfather grandparent parents \
    parent siblings sibling brothers sisters mgm mgf pgm pgf maternal paternal mat pat family twin relatives relative he she
    """
  )
}
