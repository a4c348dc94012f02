// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// What stands below a line that stops it, and where a family's history ends.
@Suite struct StoppedListTests {
  private static let engines = [Engines.rules, Engines.full]

  private func negated(_ text: String, _ engine: ClinicalTextEngine) -> [String] {
    engine.read(text).entities.filter { entity in
      entity.category == .medication && entity.traits.contains { $0.name == .negation }
    }
    .map(\.text)
  }

  @Test(arguments: [
    "STOP taking these medications\n  warfarin 5 mg tablet\n  lisinopril 10 mg tablet",
    "Stop taking these medications:\n- warfarin\n- lisinopril",
    "Medications stopped this visit:\n- warfarin\n- lisinopril",
    "Do not take:\nwarfarin\nlisinopril", "Medications held:\n1. warfarin\n2. lisinopril",
    "Discontinued:\n- warfarin 5 mg\n- lisinopril",
    "The following medications were stopped:\nwarfarin\nlisinopril",
  ])
  func whatIsListedBelowIsStopped(_ text: String) {
    let rest = "\n\nCONTINUE taking these medications\n  aspirin 81 mg daily\n  metformin 500 mg"
    for engine in Self.engines {
      #expect(negated(text + rest, engine) == ["warfarin", "lisinopril"], "\(text)")
    }
  }

  @Test(arguments: [
    "Hold parameters reviewed\nwarfarin 5 mg", "Stop smoking\nwarfarin 5 mg",
    "Stop taking:\nresume warfarin tomorrow", "Medications:\nwarfarin 5 mg",
    "STOP taking these medications\nCONTINUE taking these medications\nwarfarin 5 mg",
    "Takes no medications except warfarin.", "Started warfarin 2024-03-01.",
  ])
  func whatIsNotBelowIsTaken(_ text: String) {
    for engine in Self.engines {
      let entity = engine.read(text).entity("warfarin")
      let traits = Set((entity?.traits ?? []).map(\.name))
      #expect(entity != nil && traits.isDisjoint(with: [.negation, .pastHistory]), "\(text)")
    }
  }

  @Test(arguments: [
    ("Family History: mother DM2, father CAD\nThe patient has hypertension.", "hypertension"),
    ("FH: father MI.\nPatient takes metformin. He has COPD.", "COPD"),
    ("Family hx: unremarkable. Smokes 1 ppd. Hypertension.", "Hypertension"),
  ])
  func thePatientIsNotOfTheFamily(_ text: String, _ disease: String) throws {
    for engine in Self.engines {
      let entity = try #require(engine.read(text).entity(disease))
      #expect(!entity.traits.contains { $0.name == .pertainsToFamily }, "\(text)")
    }
  }

  @Test(arguments: [
    ("Family History: mother DM2.\nAlso stroke.", "stroke"),
    ("FH: negative for asthma; diabetes in father.", "diabetes"),
    ("Family History:\nPatient's mother has COPD.", "COPD"),
  ])
  func theFamilyIs(_ text: String, _ disease: String) throws {
    for engine in Self.engines {
      let entity = try #require(engine.read(text).entity(disease))
      #expect(entity.traits.contains { $0.name == .pertainsToFamily }, "\(text)")
    }
  }

  /// One disease that is denied is not another one whose name is in its own.
  @Test func portalHypertensionIsNoHypertension() {
    for engine in Self.engines {
      let found = engine.read("No evidence of portal hypertension.").entities
        .filter { $0.category == .medicalCondition }
      #expect(found.map(\.text) == ["portal hypertension"])
      #expect(found.first?.concepts.first { $0.system == .icd10cm }?.code == "K76.6")
    }
  }

  /// The list of allergies in one line is over where another list begins.
  @Test func whatIsStoppedBelowAllergiesIsNoAllergy() throws {
    let text = """
      Allergies: sulfa (hives), latex
      penicillin (rash)
      STOP taking these medications
        lisinopril 10 mg tablet (cough)
        glipizide
      CONTINUE taking these medications
        metformin 1000 mg BID
      """
    for engine in Self.engines {
      let note = engine.read(text)
      #expect(note.entity("sulfa")?.type == .allergies)
      #expect(note.entity("penicillin")?.type == .allergies)
      for name in ["lisinopril", "glipizide", "metformin"] {
        let entity = try #require(note.entity(name))
        #expect(entity.category == .medication, "\(name)")
        #expect(entity.traits.contains { $0.name == .negation } == (name != "metformin"), "\(name)")
      }
    }
  }

  @Test func whoIsNotAllergicHasNoAllergy() throws {
    for engine in Self.engines {
      for text in ["Not allergic to aspirin.", "Patient is not allergic to aspirin."] {
        let entity = try #require(engine.read(text).entity("aspirin"))
        #expect(entity.type == .allergies)
        #expect(entity.traits.contains { $0.name == .negation }, "\(text)")
      }
      #expect(engine.read("Warfarin-allergic.").entity("Warfarin")?.type == .allergies)
      let stopped = engine.read("ALLERGIES: penicillin (rash)\nWarfarin was stopped.")
      #expect(stopped.entity("penicillin")?.type == .allergies)
      #expect(stopped.entity("Warfarin")?.category == .medication)
    }
  }
}
