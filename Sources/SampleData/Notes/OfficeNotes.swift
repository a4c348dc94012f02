// SPDX-License-Identifier: Apache-2.0

/// A note in the form subjective, objective, assessment, plan.
enum ProgressNote {
  static func text(_ facts: NoteFacts, _ random: inout SampleRandom) -> String {
    var out = "PROGRESS NOTE  \(facts.date)\n\n"
    out += "S: \(SampleText.capitalized(facts.patient))"
    let past = NoteComposer.background(facts, &random)
    if !past.isEmpty { out += " with \(past)" }
    out += ", here for \(facts.reason.lowercasedFirst). "
    if facts.context.history.isEmpty {
      out +=
        random.chance(0.5)
        ? "No new complaints. " : "Feels well overall. Taking medications as prescribed. "
    } else {
      out += facts.context.history.joined(separator: " ") + " "
    }
    out += NoteComposer.denial(facts) + "\n"
    let family = NoteComposer.family(facts)
    if !family.isEmpty, random.chance(0.3) { out += "FHx: \(family)\n" }
    if facts.isSmoker, random.chance(0.5) { out += "Social: smokes about a pack a day.\n" }
    out += "Meds: "
    out +=
      facts.medications.isEmpty
      ? "none.\n" : facts.medications.map(\.drug.order).joined(separator: "; ") + "\n"
    out += "Allergies: \(NoteComposer.allergies(facts))\n\nO: "
    let vitals = facts.vitals
    if !vitals.isEmpty { out += vitals + ". " }
    out +=
      facts.context.findings.isEmpty
      ? "NAD. Heart RRR, lungs CTAB, no edema." : facts.context.findings.joined(separator: " ")
    out += "\n"
    let results = facts.results(limit: 9)
    if !results.isEmpty { out += "Labs: \(results.joined(separator: "; ")).\n" }
    for line in NoteComposer.workup(facts) { out += line + "\n" }
    out += "\nA/P:\n"
    out += assessment(facts, &random)
    for line in NoteComposer.changes(facts) { out += "- \(line)\n" }
    for line in facts.context.plans { out += "- \(line)\n" }
    if let copied = facts.copiedPlan, random.chance(0.25) { out += "- \(copied)\n" }
    if facts.context.plans.isEmpty {
      out += "- Continue current treatment. RTC in \(random.int(2...6)) months, sooner PRN.\n"
    }
    out += "\n\(facts.author)\n"
    return out
  }

  /// Returns a line for each problem of the visit.
  static func assessment(_ facts: NoteFacts, _ random: inout SampleRandom) -> String {
    var out = ""
    var number = 1
    for disease in facts.diagnosed {
      out += "\(number). \(SampleText.capitalized(disease.name)), new diagnosis.\n"
      number += 1
    }
    for disease in facts.mentioned {
      let state = ProblemStatus.words(for: disease, facts, &random)
      out +=
        "\(number). \(SampleText.capitalized(NoteComposer.name(disease, &random))): \(state).\n"
      number += 1
    }
    if number == 1 { out += "No acute issues.\n" }
    return out
  }
}

/// A check-up.
enum WellnessNote {
  static func text(_ facts: NoteFacts, _ random: inout SampleRandom) -> String {
    var out = "# Chief Complaint\n\(SampleText.capitalized(facts.reason)).\n\n# History\n"
    out += "\(SampleText.capitalized(facts.patient)). "
    let past = NoteComposer.background(facts, &random)
    out += past.isEmpty ? "No significant past medical history. " : "Past history of \(past). "
    out += facts.context.history.joined(separator: " ")
    out += " \(NoteComposer.denial(facts))\n\n"
    let family = NoteComposer.family(facts)
    out += "# Family History\n\(family.isEmpty ? "Non-contributory." : family)\n\n"
    out +=
      "# Social History\n\(facts.age < 16 ? "Lives with the parents." : facts.isSmoker ? "Current smoker. Alcohol on weekends." : "Never smoker. No drug use.")\n\n"
    out +=
      "# Allergies\n\(NoteComposer.allergies(facts))\n\n# Medications\n\(NoteComposer.medications(facts))\n"
    out += "# Physical Exam\n\(facts.vitals)\n"
    out +=
      facts.context.findings.isEmpty
      ? "General: well appearing. HEENT normal. Heart regular without murmur. Lungs clear. Abdomen soft, no masses. Skin without suspicious lesions.\n"
      : facts.context.findings.joined(separator: " ") + "\n"
    let results = facts.results(limit: 12)
    if !results.isEmpty { out += "\n# Results\n\(results.map { "- \($0)\n" }.joined())" }
    out += "\n# Assessment and Plan\n"
    out += ProgressNote.assessment(facts, &random)
    for line in NoteComposer.workup(facts) + NoteComposer.changes(facts) + facts.context.plans {
      out += "- \(line)\n"
    }
    return out + "\n\(facts.author)\n"
  }
}

/// A call.
enum TelephoneNote {
  static func text(_ facts: NoteFacts, _ random: inout SampleRandom) -> String {
    var out = "TELEPHONE ENCOUNTER \(facts.date) \(SampleText.time(facts.second))\n"
    out +=
      "Caller: \(facts.age < 16 ? "mother" : random.chance(0.85) ? "patient" : "daughter"). Re: \(facts.reason.lowercasedFirst)"
    let names = facts.assessed.map { NoteComposer.name($0, &random) }
    if !names.isEmpty { out += " (\(names.joined(separator: ", ")))" }
    out += ".\n"
    out +=
      (facts.context.history + [NoteComposer.denial(facts)]).filter { !$0.isEmpty }.joined(
        separator: " "
      ) + "\n"
    let results = facts.results(limit: 4)
    if !results.isEmpty { out += "Result given: \(results.joined(separator: "; ")).\n" }
    for line in NoteComposer.changes(facts) + facts.context.plans { out += "> \(line)\n" }
    out +=
      random.chance(0.5)
      ? "Verbalized understanding. To ED if bleeding, chest pain or SOB.\n"
      : "Agrees with the plan.\n"
    return out + "\(facts.author)\n"
  }
}

/// A letter of a specialist to the family doctor.
enum ConsultLetter {
  static func text(_ facts: NoteFacts, _ random: inout SampleRandom) -> String {
    var out =
      "\(facts.hospital)\n\(facts.visit.specialty.name)\n\(facts.date)\n\nDear colleague,\n\n"
    out +=
      "Thank you for referring \(facts.person.latinName), a \(facts.patient), whom I saw for \(facts.reason.lowercasedFirst).\n\n"
    let names = facts.assessed.map(\.name)
    if !names.isEmpty { out += "Diagnoses: \(names.joined(separator: "; ")).\n" }
    let past = NoteComposer.background(facts, &random)
    if !past.isEmpty { out += "Background: \(past).\n" }
    out += "\n" + facts.context.history.joined(separator: " ")
    out += " \(NoteComposer.denial(facts))"
    let family = NoteComposer.family(facts)
    if !family.isEmpty, random.chance(0.5) { out += " Family history: \(family)" }
    out += "\n\nOn examination: "
    out += facts.vitals.isEmpty ? "" : facts.vitals + ". "
    out +=
      facts.context.findings.isEmpty
      ? "No acute distress; examination otherwise unremarkable."
      : facts.context.findings.joined(separator: " ")
    out += "\n"
    let results = facts.results(limit: 8)
    if !results.isEmpty { out += "\nInvestigations: \(results.joined(separator: "; ")).\n" }
    for line in NoteComposer.workup(facts) { out += line + "\n" }
    out += "\nCurrent medication:\n\(NoteComposer.medications(facts, bullet: "  "))"
    out += "\nImpression and recommendations:\n"
    for line in NoteComposer.changes(facts) + facts.context.plans { out += "\(line)\n" }
    if random.chance(0.4) {
      out +=
        random.pick([
          "I do not think there is an underlying malignancy.",
          "If symptoms recur, consider referral for further testing.",
          "There is no evidence of disease progression at present.",
          "I would be concerned about adherence if values do not improve.",
        ]) + "\n"
    }
    return out + "\nWith kind regards,\n\(facts.author)\n"
  }
}

extension String {
  /// The text with a small first letter, unless it begins with an abbreviation.
  var lowercasedFirst: String {
    guard let first, dropFirst().first?.isUppercase != true else { return self }
    return first.lowercased() + dropFirst()
  }
}
