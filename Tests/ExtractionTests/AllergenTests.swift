// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// What must not be given, what is taken all the same, and what was found to be no allergy.
@Suite struct AllergenTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(
    arguments: Table.rows(
      """
      PCN rash.|PCN|allergen
      Bactrim SJS 2015 - avoid.|Bactrim|allergen
      Amox rash age 5.|amox|allergen
      Lamotrigine rash precautions given.|lamotrigine|taken
      Takes prednisone, rash improved.|prednisone|taken
      Reports childhood rash to amoxicillin.|amoxicillin|allergen
      Lasix, coreg. Allergic PCN.|PCN|allergen
      Lasix, coreg. Allergic PCN.|coreg|taken
      Contrast allergy: premed pred 50 x3 + Benadryl|pred|taken
      Contrast allergy: premed pred 50 x3 + Benadryl|Benadryl|taken
      Allergies: premedicate with prednisone before contrast|prednisone|taken
      Previous intolerance to ramipril (cough) and candesartan is now 16 mg.|ramipril|allergen
      Previous intolerance to ramipril (cough) and candesartan is now 16 mg.|candesartan|taken
      Allergic to penicillin and sulfa.|sulfa|allergen
      ALLERGY: 29F with urticaria x6 mo. Zyrtec 10 bid, Pepcid added.|Pepcid|taken
      ALLERGY: penicillin, Pepcid|Pepcid|allergen
      """
    )
  ) func whatMustNotBeGiven(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect((found.type == .allergies) == (row[2] == "allergen"), "\(row[0]): \(row[1])")
      #expect(!found.has(.negation), "\(row[0]): \(row[1])")
    }
  }

  @Test(arguments: [
    "PCN allergy delabeled after challenge.", "PCN allergy label removed.",
  ]) func whatIsNoAllergyAnyMore(text: String) throws {
    for engine in Self.engines {
      let found = engine.read(text).entities.filter { $0.text.hasPrefix("PCN") }
      #expect(!found.isEmpty)
      #expect(found.allSatisfy { $0.has(.negation) }, "\(text)")
    }
  }

  @Test(arguments: ["", "| "]) func aTableOfAllergens(mark: String) throws {
    let text = """
      \(mark)MEDICATION | DOSE | STATUS
      \(mark)Lisinopril | 20 mg | Active
      \(mark)ALLERGEN | REACTION | SEVERITY
      \(mark)Penicillin | Hives | Moderate
      \(mark)Codeine | Nausea | Mild
      """
    for engine in Self.engines {
      let note = engine.read(text)
      #expect(try #require(note.entity("Lisinopril")).category == .medication)
      #expect(try #require(note.entity("Penicillin")).type == .allergies)
      #expect(try #require(note.entity("Codeine")).type == .allergies)
    }
  }

  @Test func aTableThatARecordPrints() throws {
    let text = """
      Current Outpatient Medications
      - lisinopril 10 MG tablet
      Allergies as of 03/14/2024 - Review Complete 03/14/2024
      Allergen Reactions
      - Codeine Nausea And Vomiting
      - Sulfa Antibiotics Hives
      """
    for engine in Self.engines {
      let note = engine.read(text)
      #expect(try #require(note.entity("lisinopril")).category == .medication)
      #expect(try #require(note.entity("Codeine")).type == .allergies)
      #expect(note.entities.contains { $0.text.hasPrefix("Sulfa") && $0.type == .allergies })
    }
  }

  /// Who must never have it again is allergic all the same.
  @Test func whatMustNeverBeGivenIsAnAllergen() throws {
    let text = "Intolerant of lisinopril because of angioedema, allergic to ACE inhibitors, avoid."
    for engine in Self.engines {
      let found = engine.read(text).entities.filter { $0.type == .allergies }
      #expect(found.allSatisfy { !$0.has(.negation) })
    }
  }

  /// A bracket behind an intolerance names what was tried.
  @Test func whatAnIntoleranceWasFoundWith() throws {
    for engine in Self.engines {
      let note = engine.read("Statin intolerant (myalgias on Lipitor and Crestor). On Zetia 10.")
      #expect(try #require(note.entity("Lipitor")).has(.pastHistory))
      #expect(try #require(note.entity("Crestor")).has(.pastHistory))
      #expect(try #require(note.entity("Zetia")).has(.pastHistory) == false)
      let other = engine.read("Has myalgias on Lipitor.")
      #expect(try #require(other.entity("Lipitor")).has(.pastHistory) == false)
    }
  }

  /// The letters that a letter of a general practice has for its sections.
  @Test func lettersOfSections() throws {
    let text = """
      PMH: HTN, gout
      DHx: ramipril 10mg od, bendroflumethiazide stopped (hyponatraemia)
      Allergy: penicillin - anaphylaxis
      E: BP 158/92, ankle oedema to shins
      """
    for engine in Self.engines {
      let note = engine.read(text)
      #expect(try #require(note.entity("HTN")).has(.pastHistory))
      #expect(try #require(note.entity("hyponatraemia")).has(.pastHistory) == false)
      let edema = try #require(note.entities.first { $0.text.hasSuffix("oedema") })
      #expect(!edema.has(.pastHistory) && !edema.has(.conditional))
    }
  }

  @Test(arguments: ["Allergies: sulfa (rash).", "Allergic to sulfa drugs."])
  func sulfaIsAClassAndNoProduct(text: String) throws {
    for engine in [Engines.rules, Engines.full] {
      let found = try #require(engine.read(text).entities.first { $0.type == .allergies })
      #expect(!found.concepts.contains { $0.code == "10831" })
      #expect(found.concepts.map(\.code) == ["372788003"])
    }
  }

  @Test func aListOfAllergiesAndIntolerancesIsNoListOfWhatIsTaken() throws {
    for engine in [Engines.rules, Engines.full] {
      let note = engine.read(
        """
        Allergies/Intolerances:
        Penicillin - hives as child
        Sulfa drugs: SJS
        Lisinopril stopped 2019
        """
      )
      for name in ["Penicillin", "Sulfa drugs", "Lisinopril"] {
        let found = try #require(note.entity(name), "\(name)")
        #expect(found.type == .allergies, "\(name)")
        #expect(!found.has(.negation), "\(name)")
      }
    }
  }

  @Test func whatIsToldBehindAllergiesIsTaken() throws {
    let note = Engines.full.read(
      "Allergy: PCN. Ritalin changed to Vyvanse over summer. Tylenol given 1100 w/ consent."
    )
    #expect(try #require(note.entity("PCN")).type == .allergies)
    for name in ["Ritalin", "Vyvanse", "Tylenol"] {
      #expect(try #require(note.entity(name)).category == .medication, "\(name)")
    }
    let given = Engines.full.read("Allergic to PCN, give clindamycin.")
    #expect(try #require(given.entity("clindamycin")).category == .medication)
    let list = Engines.full.read("Allergies: PCN - hives. Sulfa - rash. Codeine.")
    for name in ["PCN", "Sulfa", "Codeine"] {
      #expect(try #require(list.entity(name)).type == .allergies, "\(name)")
    }
  }
}
