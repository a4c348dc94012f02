// SPDX-License-Identifier: Apache-2.0

/// A short note in German.
enum GermanNote {
  static func text(_ facts: NoteFacts, _ random: inout SampleRandom) -> String {
    var out = "Verlaufsnotiz vom \(facts.date)\n\n"
    out +=
      "\(facts.age)-jährige\(facts.person.isFemale ? " Patientin" : "r Patient") zur Verlaufskontrolle.\n"
    let names = facts.assessed.map(DiseaseTranslation.german)
    if !names.isEmpty { out += "Diagnosen: \(names.joined(separator: "; "))\n" }
    if !facts.vitals.isEmpty { out += "Befund: \(facts.vitals)\n" }
    let results = facts.results(limit: 6)
    if !results.isEmpty { out += "Labor: \(results.joined(separator: "; "))\n" }
    out +=
      random.chance(0.5) ? "Keine Brustschmerzen, keine Atemnot. " : "Kein Fieber, kein Husten. "
    out +=
      facts.allergies.isEmpty
      ? "Keine Allergien bekannt.\n" : "Allergien: \(NoteComposer.allergies(facts))\n"
    for treatment in facts.ended {
      out += "\(SampleText.capitalized(treatment.drug.name)) \(treatment.drug.dose) abgesetzt.\n"
    }
    for treatment in facts.begun {
      out +=
        "Neu: \(treatment.drug.name) \(treatment.drug.dose), \(treatment.drug.timing.abbreviation).\n"
    }
    out +=
      "Weitere Medikation unverändert: \(facts.medications.map { "\($0.drug.name) \($0.drug.dose)" }.joined(separator: ", ")).\n"
    out +=
      "Wiedervorstellung in \(random.int(2...6)) Monaten, bei Verschlechterung früher.\n\n\(facts.author)\n"
    return out
  }
}

/// A short note in Spanish.
enum SpanishNote {
  static func text(_ facts: NoteFacts, _ random: inout SampleRandom) -> String {
    var out = "Nota de evolución, \(facts.date)\n\n"
    out += "Paciente de \(facts.age) años que acude a control.\n"
    let names = facts.assessed.map(DiseaseTranslation.spanish)
    if !names.isEmpty { out += "Diagnósticos: \(names.joined(separator: "; "))\n" }
    out += random.chance(0.5) ? "Niega dolor torácico y disnea. " : "Niega fiebre, tos y vómitos. "
    if let relative = facts.familyHistory.first {
      out += "Antecedente familiar de \(DiseaseTranslation.spanish(relative.disease)). "
    }
    out += "\n"
    if !facts.vitals.isEmpty { out += "Exploración: \(facts.vitals)\n" }
    let results = facts.results(limit: 6)
    if !results.isEmpty { out += "Laboratorio: \(results.joined(separator: "; "))\n" }
    out += "Alergias: \(facts.allergies.isEmpty ? "no conocidas" : NoteComposer.allergies(facts))\n"
    for treatment in facts.ended {
      out += "Se suspende \(treatment.drug.name) \(treatment.drug.dose).\n"
    }
    for treatment in facts.begun {
      out +=
        "Se inicia \(treatment.drug.name) \(treatment.drug.dose), \(treatment.drug.timing.abbreviation).\n"
    }
    out +=
      "Tratamiento actual: \(facts.medications.map { "\($0.drug.name) \($0.drug.dose)" }.joined(separator: ", ")).\n"
    out += "Control en \(random.int(2...6)) meses.\n\n\(facts.author)\n"
    return out
  }
}
