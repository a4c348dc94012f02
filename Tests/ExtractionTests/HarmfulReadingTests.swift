// SPDX-License-Identifier: Apache-2.0

import Extraction
import FHIR
import Testing

/// Readings that would harm a patient if somebody believed them.
@Suite struct HarmfulReadingTests {
  private static let engines = [Engines.rules, Engines.full]

  private func active(_ note: ExtractedNote) -> [String] {
    note.entities.filter { $0.category == .medication && !$0.has(.negation) }.map(\.text)
  }

  @Test(arguments: [
    "Antecedente familiar de acute ischemic stroke",
    "Antecedentes familiares: acute ischemic stroke",
    "Antecedentes familiares de acute ischemic stroke (madre).",
    "Historia familiar de acute ischemic stroke",
    "Madre con acute ischemic stroke",
    "Familienanamnese: acute ischemic stroke",
    "Antécédents familiaux : acute ischemic stroke",
  ]) func familyHistoryInOtherLanguagesIsTheFamilys(text: String) throws {
    for engine in Self.engines {
      let found = engine.read(text).entities.filter { $0.type == .condition }
      #expect(!found.isEmpty, "\(text)")
      for entity in found { #expect(entity.has(.pertainsToFamily), "\(text): \(entity.text)") }
    }
  }

  @Test(arguments: [
    "Given today: influenza, Td", "Immunizations: influenza", "IMMUNIZATIONS:\nInfluenza, Tdap",
    "Vaccines given: influenza and pneumococcal.", "Received flu shot in October.",
    "Vaccinated against influenza last year.", "Influenza vaccination given today.",
    "She was immunized against influenza.", "Up to date on influenza, hepatitis B.",
    "Administered: influenza.",
  ]) func aVaccineIsNoDisease(text: String) {
    for engine in Self.engines {
      let note = engine.read(text)
      let sick = note.entities.filter { $0.type == .condition }
      #expect(sick.isEmpty, "\(text): \(sick.map(\.text))")
    }
  }

  @Test(arguments: ["Given today: influenza, Td", "Immunizations: influenza", "Flu shot today."])
  func aVaccineIsAMedication(text: String) {
    for engine in Self.engines {
      #expect(engine.read(text).entities.contains { $0.category == .medication }, "\(text)")
    }
  }

  @Test(arguments: [
    "Influenza A positive, started oseltamivir.", "She has influenza.",
    "Given today: oseltamivir for influenza",
  ]) func influenzaIsADiseaseElsewhere(text: String) {
    for engine in Self.engines {
      let note = engine.read(text)
      #expect(
        note.entities.contains {
          $0.type == .condition && $0.text.lowercased().hasPrefix("influenza")
        },
        "\(text)"
      )
    }
  }

  @Test(arguments: [
    "History of RA on methotrexate.", "RA on methotrexate", "RA treated with methotrexate 15 mg.",
    "PMH: RA, HTN, DM.",
  ]) func arthritisIsNoDrug(text: String) throws {
    for engine in Self.engines {
      let entity = try #require(engine.read(text).entity("RA"), "\(text)")
      #expect(entity.type == .condition, "\(text)")
    }
  }

  @Test(arguments: [
    "He is allergic to penicillin.", "Allergies: penicillin, sulfa", "ALLERGIES:\nPenicillin",
    "Penicillin allergy.", "Allergic to sulfa drugs and codeine.", "PCN allergy",
    "Anaphylaxis to penicillin.", "Penicillin: rash", "Intolerant of codeine.",
    "ALLERGIES: He has hives with penicillin.", "Penicillin (anaphylaxis)",
    "Drug allergies include codeine and aspirin.", "Adverse reaction to codeine.",
    "Allergies\nPenicillin - rash\nCodeine - nausea",
  ]) func anAllergenIsNotTaken(text: String) {
    for engine in Self.engines {
      let note = engine.read(text)
      #expect(active(note).isEmpty, "\(text): \(active(note))")
      // An entity of its own type, or the condition by its name: never a medication.
      #expect(
        note.entities.contains { entity in
          entity.type == .allergies
            || entity.type == .condition
              && ["allergy", "reaction"].contains { entity.text.lowercased().contains($0) }
        },
        "\(text)"
      )
    }
  }

  @Test(arguments: [
    "Takes penicillin daily.", "Allergies: none. Medications: penicillin",
    "Prescribed codeine for pain; no allergies.", "Loratadine for allergies.",
    "Seasonal allergies, takes loratadine.", "Allergic rhinitis on loratadine.",
    "Reaction to the wound; started cephalexin.",
  ]) func whatIsTakenIsNoAllergen(text: String) {
    for engine in Self.engines { #expect(!active(engine.read(text)).isEmpty, "\(text)") }
  }

  /// An allergy's words end with its sentence, its line or its list.
  @Test(arguments: [
    "Allergic to X. Takes metformin.", "Allergic to penicillin. Takes metformin.",
    "Allergic to penicillin. Metformin 500 mg twice daily.", "Allergic to PCN. Metformin 500 mg.",
    "Allergies: penicillin. Metformin 500 mg daily.", "Allergies: NKDA. Metformin 500 mg daily.",
    "Pt allergic to penicillin\nmetformin 500 mg", "Allergic to penicillin, metformin continued.",
    "Allergic to penicillin and codeine, metformin 500 mg twice daily.",
  ]) func theNextSentenceNamesNoAllergen(text: String) {
    for engine in Self.engines {
      #expect(active(engine.read(text)).contains { $0.lowercased() == "metformin" }, "\(text)")
    }
  }

  /// A line below allergens that is no list of them says what was given, and makes no allergen of it.
  @Test(arguments: [
    ("ALLERGIES: penicillin\nGiven ceftriaxone 1 g in the ED.", "ceftriaxone"),
    ("Alergias: penicillin (hives)\nSe inicia atorvastatin 20 mg.", "atorvastatin"),
    ("Allergies: penicillin (rash)\nShe received vancomycin.", "vancomycin"),
  ]) func whatIsGivenBelowAllergensIsNoAllergen(_ row: (text: String, drug: String)) throws {
    for engine in Self.engines {
      let note = engine.read(row.text)
      #expect(try #require(note.entity(row.drug)).category == .medication, "\(row.text)")
      #expect(try #require(note.entity("penicillin")).type == .allergies, "\(row.text)")
    }
  }

  @Test(arguments: ["ALLERGIES: penicillin\nsulfamethoxazole", "ALLERGIES: penicillin,\n- codeine"])
  func aListOfAllergensGoesOnInItsLines(text: String) {
    for engine in Self.engines {
      #expect(engine.read(text).entities.count { $0.type == .allergies } == 2, "\(text)")
    }
  }

  /// A note of a visit is no abstract, whatever its language.
  @Test func aNoteWithOneHeaderIsNoAbstract() throws {
    let note = Engines.full.read(
      """
      Nota de evolución, 2006-09-26

      Paciente de 49 años que acude a control.
      Diagnósticos: dislipidemia (HLD)
      Niega fiebre, tos y vómitos.
      Laboratorio: TC 298 mg/dL (H); TG 203 mg/dL (H); LDL 224 mg/dL (H); HDL 64 mg/dL
      Alergias: penicillin (hives)
      Se inicia atorvastatin 20 mg, qHS.
      Tratamiento actual: atorvastatin 20 mg.
      Control en 4 meses.

      Jingyi Chen, MD

      """
    )
    #expect(try #require(note.entity("penicillin")).type == .allergies)
    #expect(try #require(note.entity("hives")).has(.conditional))
    let taken = note.entities.filter { $0.category == .medication }
    #expect(taken.map(\.text) == ["atorvastatin", "atorvastatin"])
    #expect(!note.entities.contains { $0.type == .condition && $0.text == "MD" })
  }

  /// What a patient would suffer from an allergen is not what the patient has.
  @Test(arguments: [
    ("Allergies:\nPenicillin - anaphylaxis", "anaphylaxis", "Penicillin"),
    ("ALLERGIES: Penicillin (anaphylaxis), codeine (nausea)", "nausea", "codeine"),
    ("Allergies\nPenicillin - rash\nCodeine - nausea and vomiting", "rash", "Penicillin"),
    ("ALLERGIES: He has hives with penicillin.", "hives", "penicillin"),
    ("Anaphylaxis to penicillin.", "Anaphylaxis", "penicillin"),
    ("Allergic to penicillin, which causes anaphylaxis.", "anaphylaxis", "penicillin"),
    ("Allergies: Peanuts - hives", "hives", "Peanuts"),
    ("Penicillin allergy (anaphylaxis).", "anaphylaxis", "Penicillin allergy"),
    ("Penicillin: rash", "rash", "Penicillin"),
    ("ALLERGIES: penicillin - anaphylaxis\nMEDICATIONS:\nmetformin", "anaphylaxis", "penicillin"),
  ]) func aReactionIsNoPresentProblem(_ row: (text: String, reaction: String, to: String)) throws {
    for engine in Self.engines {
      let entity = try #require(engine.read(row.text).entity(row.reaction), "\(row.text)")
      let past = try #require(entity.traits.first { $0.name == .pastHistory }, "\(row.text)")
      #expect(entity.has(.conditional), "\(row.text)")
      #expect(past.reason.cue?.text == row.to, "\(row.text)")
      #expect(Set(entity.traits.map(\.name)).count == entity.traits.count, "\(row.text)")
    }
  }

  @Test(arguments: [
    ("Allergies: seasonal allergic rhinitis.", "seasonal allergic rhinitis"),
    ("ALLERGIES: penicillin. Presents with a rash.", "rash"),
    ("Takes loratadine for hives.", "hives"),
    ("Has a penicillin allergy. Wheezing today.", "Wheezing"),
    ("Allergies: penicillin\n\nASSESSMENT:\nAnaphylaxis after a wasp sting.", "Anaphylaxis"),
  ]) func whatIsNoReactionStaysPresent(_ row: (text: String, condition: String)) throws {
    for engine in Self.engines {
      let entity = try #require(engine.read(row.text).entity(row.condition), "\(row.text)")
      #expect(!entity.has(.conditional), "\(row.text)")
    }
  }

  @Test(arguments: ["SpO2 93% RA", "Vitals: SpO2 93% RA, HR 80", "O2 sat 93%RA", "SpO2 93 % (RA)"])
  func roomAirIsNoPartOfAUnit(text: String) throws {
    for engine in Self.engines {
      let test = try #require(engine.read(text).entities.first { $0.type == .testName }, "\(text)")
      #expect(test.texts(.testValue) == ["93"], "\(text)")
      #expect(test.texts(.testUnit) == ["%"], "\(text)")
    }
  }

  @Test(arguments: [
    "Continue home medications.", "Medications reviewed.", "Her medications were continued.",
    "He takes no medication.", "Discussed drugs and medicines.",
  ]) func theWordMedicationIsNoDrug(text: String) {
    for engine in Self.engines {
      let found = engine.read(text).entities.filter { $0.category == .medication }
      #expect(found.isEmpty, "\(text): \(found.map(\.text))")
    }
  }

  @Test func theStepsOfATaperKeepTheirDoses() throws {
    for engine in Self.engines {
      let note = engine.read("Prednisone 40 mg for 3 days, then 20 mg for 3 days, then stop.")
      let drug = try #require(note.entities.first { $0.category == .medication })
      #expect(drug.text == "Prednisone")
      #expect(drug.texts(.dosage) == ["40 mg", "20 mg"])
      #expect(drug.texts(.duration) == ["3 days", "3 days"])
      #expect(drug.steps.map(\.span.text) == ["40 mg for 3 days", "20 mg for 3 days", "then stop"])
      #expect(drug.steps.map(\.follows) == [false, true, true])
      #expect(drug.steps.map(\.stops) == [false, false, true])
      let details = drug.steps.map { step in
        drug.attributes.filter { step.attributes.contains($0.id) }.map(\.text)
      }
      #expect(details == [["40 mg", "3 days"], ["20 mg", "3 days"], []])
      #expect(!drug.has(.negation), "what is taken for six days and then stopped is taken")
    }
  }

  @Test(arguments: [
    ("Lisinopril 10 mg daily.", 0), ("Amoxicillin 250 mg/5 mL, 10 mL twice daily for 7 days.", 0),
    ("Insulin glargine 10 units in the morning and 20 units at bedtime.", 2),
    ("Prednisone 10 mg tablets, 4 tablets daily for 3 days then 2 tablets daily for 3 days.", 2),
  ]) func stepsAreDosesOfTheirOwn(_ row: (text: String, count: Int)) throws {
    let note = Engines.rules.read(row.text)
    let drug = try #require(note.entities.first { $0.category == .medication }, "\(row.text)")
    #expect(drug.steps.count == row.count, "\(row.text)")
    let json = try JSONParser().parse(Array(note.json(as: .detectEntities).utf8))
    let again = try #require(ExtractedNote(json: json.root))
    #expect(again.entities.first { $0.category == .medication }?.steps == drug.steps)
  }

  /// Words that share a word with the name of a disease do not name it.
  @Test(arguments: [
    "No family history of malignant hyperthermia.", "No aura.", "No retinopathy.",
    "Left ventricle dilated.",
    "No acute ST changes.", "No ST elevation.", "COPD, no exacerbation.", "Bacterial.",
    "No ischemic workup.",
  ]) func aWordOfANameIsNotTheName(text: String) {
    for entity in Engines.full.read(text).entities where entity.evidence.preferredName == nil {
      #expect(
        entity.category != .medicalCondition || entity.concepts.isEmpty,
        "\(text): \(entity.text)"
      )
    }
  }

  @Test func theNameItselfIsCodedWithWordsAroundIt() throws {
    let note = Engines.full.read("Severe unexplained recurrent pneumonia of the lung.")
    let entity = try #require(note.entities.first { $0.category == .medicalCondition })
    #expect(entity.concepts.first?.code == "J18.9")
  }
}
