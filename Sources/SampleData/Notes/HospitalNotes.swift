// SPDX-License-Identifier: Apache-2.0

/// A terse note of the emergency department.
enum EmergencyNote {
  static func text(_ facts: NoteFacts, _ random: inout SampleRandom) -> String {
    var out = "ED NOTE \(facts.date) \(SampleText.time(facts.second))\n"
    out += "CC: \(facts.reason.lowercasedFirst)\n"
    out += "HPI: \(facts.age)\(facts.age < 1 ? " mo" : "yo") \(facts.person.sex.letter)"
    let past = facts.background.prefix(6).map(\.disease.shortName).joined(separator: ", ")
    if !past.isEmpty { out += " w/ PMH of \(past)" }
    out += ". \(facts.context.history.joined(separator: " ")) \(NoteComposer.denial(facts))\n"
    out +=
      "Meds: \(facts.medications.isEmpty ? "none" : facts.medications.prefix(9).map { "\($0.drug.name) \($0.drug.dose)" }.joined(separator: ", "))\n"
    out += "All: \(NoteComposer.allergies(facts))\n"
    if facts.isSmoker { out += "SH: +tob\n" }
    if !facts.vitals.isEmpty { out += "VS: \(facts.vitals)\n" }
    out +=
      "PE: \(facts.context.findings.isEmpty ? "A&Ox3, NAD. CTAB. RRR. Abd soft NT/ND." : facts.context.findings.joined(separator: " "))\n"
    let results = facts.results(limit: 10)
    if !results.isEmpty { out += "Labs: \(results.joined(separator: ", "))\n" }
    for line in NoteComposer.workup(facts) { out += "\(line)\n" }
    for drug in facts.context.administered { out += "Given: \(drug.order)\n" }
    let names = facts.assessed.map(\.name)
    out += "MDM: "
    if random.chance(0.45) {
      out += random.pick([
        "PE considered, low pretest probability. ", "No signs of sepsis at this time. ",
        "Doubt ACS. ", "Meningitis unlikely: no neck stiffness. ",
        "Cannot rule out early infection. ",
      ])
    }
    out += names.isEmpty ? "Symptoms resolved.\n" : "Dx: \(names.joined(separator: "; ")).\n"
    for line in NoteComposer.changes(facts) + facts.context.plans { out += "Plan: \(line)\n" }
    out += "Return precautions given. \(facts.author)\n"
    return out
  }
}

/// A discharge summary with sections.
enum DischargeNote {
  static func text(_ facts: NoteFacts, _ random: inout SampleRandom) -> String {
    let stay = max(1, facts.visit.minutes / 1440)
    let isDeath = facts.person.death.map { $0 <= facts.visit.end } ?? false
    var out =
      "DISCHARGE SUMMARY\n\nPatient: \(facts.person.latinName)   MRN: \(facts.person.recordNumber)\n"
    out +=
      "Admitted: \(facts.date)   Length of stay: \(stay) day\(stay == 1 ? "" : "s")   Service: \(facts.visit.specialty.name)\n\n"
    out +=
      "PRINCIPAL DIAGNOSIS\n\(SampleText.capitalized(facts.assessed.first?.name ?? facts.reason))\n\n"
    let others = facts.assessed.dropFirst()
    if !others.isEmpty {
      out += "SECONDARY DIAGNOSES\n\(others.map { "- \($0.name)\n" }.joined())\n"
    }
    let past = NoteComposer.background(facts, &random)
    if !past.isEmpty { out += "PAST MEDICAL HISTORY\n\(past)\n\n" }
    let family = NoteComposer.family(facts)
    if !family.isEmpty { out += "FAMILY HISTORY\n\(family)\n\n" }
    out += "ALLERGIES\n\(NoteComposer.allergies(facts))\n\n"
    out +=
      "HISTORY OF PRESENT ILLNESS\n\(SampleText.capitalized(facts.patient)). \(facts.context.history.joined(separator: " ")) \(NoteComposer.denial(facts))\n\n"
    out +=
      "PHYSICAL EXAM ON ADMISSION\n\(facts.vitals)\n\(facts.context.findings.joined(separator: " "))\n\n"
    out += "HOSPITAL COURSE\n"
    for line in NoteComposer.workup(facts) { out += line + " " }
    for text in facts.context.pathology { out += "Pathology: \(text) " }
    for drug in facts.context.administered {
      out += "Received \(drug.name) \(drug.dose) \(drug.route.abbreviation). "
    }
    out +=
      isDeath
      ? "Despite maximal treatment the patient died with the family present.\n\n"
      : "Improved steadily; no falls, no pressure injury.\n\n"
    let results = facts.results(limit: 16)
    if !results.isEmpty { out += "PERTINENT RESULTS\n\(results.map { "- \($0)\n" }.joined())\n" }
    if isDeath { return out + "DISPOSITION\nDeceased.\n\n\(facts.author)\n" }
    let changes = NoteComposer.changes(facts)
    if !changes.isEmpty { out += "MEDICATION CHANGES\n\(changes.map { "- \($0)\n" }.joined())\n" }
    out += "DISCHARGE MEDICATIONS\n\(NoteComposer.medications(facts))\n"
    out += "FOLLOW-UP\n\(facts.context.plans.map { "- \($0)\n" }.joined())"
    out += "Return for fever, worsening pain or shortness of breath.\n\n\(facts.author)\n"
    return out
  }
}

/// A note on a treatment: infusion, dialysis, day surgery.
enum TreatmentNote {
  static func text(_ facts: NoteFacts, _ random: inout SampleRandom) -> String {
    var out =
      "\(facts.visit.kind.title.uppercased()) \(facts.date) \(SampleText.time(facts.second))\n"
    let names = facts.assessed.map { NoteComposer.name($0, &random) }
    out +=
      "Indication: \(names.isEmpty ? facts.reason.lowercasedFirst : names.joined(separator: ", "))\n"
    if !facts.vitals.isEmpty { out += "VS: \(facts.vitals)\n" }
    for line in facts.context.history { out += "\(line)\n" }
    let denial = NoteComposer.denial(facts)
    if !denial.isEmpty { out += denial + "\n" }
    for line in NoteComposer.workup(facts) { out += line + "\n" }
    for line in facts.context.findings { out += line + "\n" }
    for drug in facts.context.administered {
      out += "\(SampleText.capitalized(drug.name)) \(drug.dose) \(drug.route.abbreviation) given.\n"
    }
    for text in facts.context.pathology { out += "Pathology: \(text)\n" }
    let results = facts.results(limit: 6)
    if !results.isEmpty { out += "Labs: \(results.joined(separator: "; "))\n" }
    out +=
      random.chance(0.9)
      ? "Tolerated well, no complications.\n"
      : "Brief drop in blood pressure, settled with 250 mL of fluid. No chest pain.\n"
    for line in facts.context.plans { out += "\(line)\n" }
    return out + "\(facts.author)\n"
  }
}

/// A note of the night shift.
enum NursingNote {
  static func text(
    hour: Int,
    day: Int,
    pressure: String,
    rate: String,
    urine: String,
    isVentilated: Bool,
    author: String
  ) -> String {
    """
    NURSING NOTE, hour \(hour + 1) of ICU stay, day \(day)
    N: \(isVentilated ? "sedated, RASS -2, opens eyes to voice, PERRL" : "A&Ox3, follows commands").
    CV: HR \(rate), BP \(pressure). No new arrhythmia. Pulses palpable.
    R: \(isVentilated ? "ventilated, suctioned for scant white secretions" : "room air, unlabored").
    GI/GU: abd soft, BS present. UOP \(urine) mL last hour via Foley.
    Skin: intact, turned q2h, no pressure injury. Lines clean and dry.
    Family updated at bedside. Will monitor.
    \(author)

    """
  }
}
