// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Where a denial ends, and what it reaches.
@Suite struct DenialListTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(arguments: [
    // What is there in a list of what is not.
    ("XR: no fracture or dislocation, mild OA.", "OA", false),
    ("XR: no fracture or dislocation, mild OA.", "dislocation", true),
    ("No SOB, +cough.", "cough", false), ("No SOB, +cough.", "SOB", true),
    ("No bruits, 2+ edema.", "edema", false), ("No fever, severe headache.", "headache", false),
    ("No fever, severe headache or rash.", "headache", true),
    ("No fever, severe headache or rash.", "rash", true),
    ("No fever, chills, rash.", "rash", true),
    ("No PE, stable nodule in the RUL.", "nodule", false),
    // Whose result is negative.
    ("Lung cancer, EGFR neg.", "lung cancer", false),
    ("Basal cell carcinoma, margins negative.", "basal cell carcinoma", false),
    ("Chest pain, troponin negative.", "chest pain", false), ("HIV negative.", "HIV", true),
    ("Fever, chills negative.", "chills", true), ("Neuro: neg headache.", "headache", true),
    ("Diuresed, net negative 6 L. Heart failure.", "heart failure", false),
    ("HCV treated, HIV neg.", "HCV", false), ("HCV, HIV neg.", "HCV", true),
    ("No DR. AMD dry OS.", "AMD", false), ("No odor, scant bleeding.", "bleeding", false),
    ("Hold bupropion given seizure risk.", "seizure", false),
    ("CT was negative for pulmonary embolism.", "pulmonary embolism", true),
    ("She tested negative for HIV.", "HIV", true),
    ("Influenza and COVID tests were negative.", "influenza", true),
    ("No ACE inhibitor given cough.", "cough", false),
    ("She was not felt to have meningitis.", "meningitis", true),
    ("I do not think there is an underlying malignancy.", "malignancy", true),
    ("MI not suspected.", "MI", true), ("I doubt pneumonia.", "pneumonia", false),
    ("No c/o pain.", "pain", true), ("Chest pain? No", "chest pain", true),
    ("PVD? Check ABI.", "PVD", false),
    // What is recent is denied with the rest.
    ("Denies hemoptysis, recent travel or leg swelling.", "leg swelling", true),
    ("Denies cough, recent travel, fever.", "fever", true),
    ("No fever, recent cough.", "cough", false),
    // What heads an item is not what is unlikely beside it.
    ("A/P:\n1. COPD exacerbation, PE unlikely.", "COPD exacerbation", false),
    ("A/P:\n1. COPD exacerbation, PE unlikely.", "PE", true),
    ("1. ACS or PE unlikely.", "ACS", true), ("ACS, PE unlikely.", "ACS", true),
    // What is excluded is what stands behind the label.
    (
      "Ventilation, norepinephrine to MAP 65, source control: obstructing stone excluded.",
      "norepinephrine", false
    ),
    ("Rash: none seen.", "rash", true), ("Fever: denied", "fever", true),
    // Who has what.
    ("No personal history of melanoma, brother with melanoma.", "melanoma", true),
    ("No FHx of asthma or eczema - dad has psoriasis.", "psoriasis", false),
    ("No FHx of asthma or eczema - dad has psoriasis.", "eczema", true),
    ("Nil cough, nil SOB.", "cough", true), ("Nil cough, nil SOB.", "SOB", true),
    ("Tried mirtazapine, no benefit, weight gain.", "weight gain", false),
    ("No ACE inhibitor 2/2 cough.", "cough", false),
    // What has resolved.
    ("AKI on CKD, resolved.", "CKD", false), ("AKI on CKD, resolved.", "AKI", true),
    ("AKI due to sepsis, resolved.", "AKI", true),
    ("AKI due to sepsis, resolved.", "sepsis", false),
    ("AKI 2/2 dehydration, now resolved.", "AKI", true),
    ("Fever and cough have resolved.", "fever", true),
    ("Fever and cough have resolved.", "cough", true),
    ("Fever, chills and cough resolved.", "fever", true),
    ("HTN, diabetes, AKI resolved.", "HTN", false), ("HTN, diabetes, AKI resolved.", "AKI", true),
    ("Delirium, now resolved.", "delirium", true),
    ("Pneumonia, which has resolved.", "pneumonia", true),
  ]) func aDenialReachesWhatItMeans(_ row: (text: String, name: String, isDenied: Bool)) throws {
    for engine in Self.engines {
      let entity = try #require(engine.read(row.text).entity(row.name), "\(row.text)")
      #expect(entity.has(.negation) == row.isDenied, "\(row.text): \(row.name)")
    }
  }

  @Test func aBrotherHasWhatThePatientHasNot() throws {
    for engine in Self.engines {
      let note = engine.read("No personal history of melanoma, brother with melanoma.")
      let both = note.entities.filter { $0.text == "melanoma" }
      #expect(both.map { $0.has(.negation) } == [true, false])
      #expect(both.map { $0.has(.pertainsToFamily) } == [false, true])
    }
  }

  @Test(arguments: [
    ("No BM x 2 days, docusate given.", "docusate", false),
    ("No fever, acetaminophen was given for pain.", "acetaminophen", false),
    ("No BM x 2 days, docusate not given.", "docusate", true),
    ("No docusate given.", "docusate", true),
    ("Was on warfarin, none since.", "warfarin", false),
    ("No chest pain, on Eliquis.", "Eliquis", false),
    ("No bleeding on warfarin.", "warfarin", false),
    ("Not on warfarin.", "warfarin", true), ("No longer on Eliquis.", "Eliquis", true),
    ("CTA no occlusion. tPA not given (on Eliquis).", "Eliquis", false),
    ("No refills of oxycodone.", "oxycodone", false),
    ("Given albuterol without response and epinephrine.", "epinephrine", false),
    ("We would not recommend vancomycin.", "vancomycin", true),
    ("She cannot take metformin.", "metformin", true),
    ("Did not tolerate lisinopril.", "lisinopril", true),
    ("Antibiotics: cefazolin pre-op, none post-op.", "cefazolin", false),
    ("No side effects from sertraline.", "sertraline", false),
  ]) func aMedicationThatWasGivenIsNotDenied(
    _ row: (text: String, name: String, isDenied: Bool)
  ) throws {
    for engine in Self.engines {
      let entity = try #require(engine.read(row.text).entity(row.name), "\(row.text)")
      #expect(entity.has(.negation) == row.isDenied, "\(row.text)")
    }
  }

  @Test func aQuestionIsADoubt() throws {
    for engine in Self.engines {
      let entity = try #require(engine.read("Weak pulses. PVD? Check ABI.").entity("PVD"))
      #expect(entity.has(.lowConfidence))
      #expect(
        try #require(engine.read("Asthma? Yes").entity("asthma")).has(.lowConfidence) == false
      )
    }
  }

  @Test func aRiskIsNoFinding() throws {
    for engine in Self.engines {
      let note = engine.read("Hypertension. Hold bupropion given seizure risk.")
      #expect(try #require(note.entity("seizure")).has(.hypothetical))
      #expect(try #require(note.entity("Hypertension")).has(.hypothetical) == false)
    }
  }

  @Test func whatAWifeDiedOfIsHers() throws {
    for engine in Self.engines {
      let wife = engine.read("His wife was recently treated for pneumonia. Has depression.")
      #expect(try #require(wife.entity("pneumonia")).has(.pertainsToFamily))
      let note = engine.read("Wife deceased (breast cancer). Has depression.")
      #expect(try #require(note.entity("breast cancer")).has(.pertainsToFamily))
      #expect(try #require(note.entity("depression")).has(.pertainsToFamily) == false)
    }
  }

  @Test func whatAMotherHasIsHers() throws {
    for engine in Self.engines {
      let mother = engine.read("Sister with lupus, mother d. CVA 80. Has asthma.")
      #expect(try #require(mother.entity("CVA")).has(.pertainsToFamily))
      #expect(try #require(mother.entity("asthma")).has(.pertainsToFamily) == false)
      let daughter = engine.read("His daughter, who has epilepsy, saw it. He has asthma.")
      #expect(try #require(daughter.entity("epilepsy")).has(.pertainsToFamily))
      #expect(try #require(daughter.entity("asthma")).has(.pertainsToFamily) == false)
      #expect(
        try #require(engine.read("Mum also has depression.").entity("depression"))
          .has(.pertainsToFamily)
      )
      #expect(
        try #require(engine.read("Mum reports fever.").entity("fever"))
          .has(.pertainsToFamily) == false
      )
      #expect(
        try #require(engine.read("FH: Mo: DM, Fa: lung ca.").entity("lung ca"))
          .has(.pertainsToFamily)
      )
    }
  }

  @Test func whatIsPresentIsNotDenied() throws {
    for engine in [Engines.rules, Engines.full] {
      let note = engine.read(
        "No fever, wheezing present. No rash, stridor or ulcer, clubbing is present. No murmurs, rubs, gallops present."
      )
      for (name, isThere) in [
        ("fever", false), ("wheezing", true), ("rash", false), ("clubbing", true),
        ("gallops", false),
      ] {
        #expect(try #require(note.entity(name)).has(.negation) != isThere, "\(name)")
      }
    }
  }

  @Test(arguments: [
    ("ADHD meds not given at school.", "ADHD"), ("No seizure meds.", "seizure"),
  ]) func whatMedicationsAreForIsNotDenied(_ row: (text: String, name: String)) throws {
    for engine in [Engines.rules, Engines.full] {
      #expect(!(try #require(engine.read(row.text).entity(row.name))).has(.negation))
    }
  }
}
