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
}
