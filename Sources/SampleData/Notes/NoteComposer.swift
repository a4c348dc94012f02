// SPDX-License-Identifier: Apache-2.0

/// Writes notes: what happened in a visit, in the words of those who were there.
///
/// Every problem that is coded for the visit is named. What is denied, what runs in the family, what
/// is only feared and what is copied from the last note stand beside what is.
enum NoteComposer {
  /// Returns the text of a note.
  static func compose(
    _ style: NoteStyle,
    _ facts: NoteFacts,
    _ random: inout SampleRandom
  ) -> String {
    switch style {
    case .emergency: EmergencyNote.text(facts, &random)
    case .progress: ProgressNote.text(facts, &random)
    case .discharge: DischargeNote.text(facts, &random)
    case .wellness: WellnessNote.text(facts, &random)
    case .telephone: TelephoneNote.text(facts, &random)
    case .consult: ConsultLetter.text(facts, &random)
    case .procedure: TreatmentNote.text(facts, &random)
    case .german: GermanNote.text(facts, &random)
    case .spanish: SpanishNote.text(facts, &random)
    }
  }

  // MARK: - Pieces that notes share

  /// Returns the list of medicines, one a line.
  static func medications(_ facts: NoteFacts, bullet: String = "- ") -> String {
    if facts.medications.isEmpty { return "None.\n" }
    return facts.medications.map { "\(bullet)\($0.drug.order)\n" }.joined()
  }

  /// Returns the allergies on one line.
  static func allergies(_ facts: NoteFacts) -> String {
    facts.allergies.isEmpty
      ? "NKDA"
      : facts.allergies.map { "\($0.name) (\($0.reactionName))" }.joined(separator: ", ")
  }

  /// Returns what runs in the family, as a sentence; empty where nothing is known.
  static func family(_ facts: NoteFacts) -> String {
    guard !facts.familyHistory.isEmpty else { return "" }
    let parts = facts.familyHistory.map {
      "\($0.relation.name) with \($0.disease.name) at \($0.age)"
    }
    return SampleText.capitalized(parts.joined(separator: "; ")) + "."
  }

  /// Returns the denial as a sentence; empty where nothing is denied.
  static func denial(_ facts: NoteFacts) -> String {
    let list = facts.context.denied
    guard !list.isEmpty else { return "" }
    var seen: [String] = []
    for item in list where !seen.contains(item) { seen.append(item) }
    return "Denies \(SampleText.list(Array(seen.prefix(6)), "or"))."
  }

  /// Returns a name of a disease, short or long by chance.
  static func name(_ disease: Disease, _ random: inout SampleRandom) -> String {
    random.chance(0.45) ? disease.shortName : disease.name
  }

  /// Returns the other problems, as a past history.
  static func background(_ facts: NoteFacts, _ random: inout SampleRandom) -> String {
    guard !facts.background.isEmpty else { return "" }
    return facts.background.prefix(8).map { item in
      let name = name(item.disease, &random)
      return random.chance(0.4) ? "\(name) (\(item.year))" : name
    }.joined(separator: ", ")
  }

  /// Returns sentences about the changes of treatment.
  static func changes(_ facts: NoteFacts) -> [String] {
    var lines: [String] = []
    for treatment in facts.ended {
      let dose = "\(treatment.drug.name) \(treatment.drug.dose)"
      lines.append(treatment.stopReason.map { "Stopped \(dose): \($0)." } ?? "Stopped \(dose).")
    }
    for treatment in facts.begun { lines.append("Started \(treatment.drug.order).") }
    return lines
  }

  /// Returns sentences about cultures, images and vaccines.
  static func workup(_ facts: NoteFacts) -> [String] {
    var lines: [String] = []
    for (study, impression) in facts.context.studies {
      lines.append("\(study.name): \(impression)")
    }
    for operation in facts.context.operations {
      lines.append("\(SampleText.capitalized(operation.name)) done.")
    }
    for culture in facts.context.cultures { lines.append("\(culture.name): sent.") }
    if !facts.context.vaccines.isEmpty {
      lines.append("Given today: \(facts.context.vaccines.map(\.short).joined(separator: ", ")).")
    }
    return lines
  }

  // MARK: - Reports

  /// Returns a radiology report.
  static func radiologyReport(
    _ study: Study,
    findings: String,
    impression: String,
    reason: String,
    _ author: String,
    at day: Day
  ) -> String {
    """
    EXAM: \(study.name.uppercased())
    DATE: \(SampleText.day(day))
    INDICATION: \(SampleText.capitalized(reason)).
    COMPARISON: None available.

    FINDINGS:
    \(findings)

    IMPRESSION:
    \(impression)

    Electronically signed by \(author)

    """
  }

  /// Returns a pathology report.
  static func pathologyReport(
    _ text: String,
    _ person: Person,
    _ author: String,
    at day: Day
  ) -> String {
    """
    SURGICAL PATHOLOGY REPORT
    Collected: \(SampleText.day(day))   MRN: \(person.recordNumber)

    FINAL DIAGNOSIS:
    \(text)

    GROSS DESCRIPTION:
    Received in formalin, labeled with the patient's name and record number. Representative sections submitted.

    \(author)

    """
  }
}
