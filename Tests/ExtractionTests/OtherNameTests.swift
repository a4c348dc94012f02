// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// What has the looks of a medication and is none.
@Suite struct OtherNameTests {
  private static let engines = [Engines.rules, Engines.full]

  private func medications(_ note: ExtractedNote) -> [String] {
    note.entities.filter { $0.category == .medication }.map { $0.text.lowercased() }
  }

  @Test(
    arguments: Table.rows(
      """
      Medications: tiotropium 18 mcg INH daily|tiotropium|daily
      albuterol 2 puffs INH q4h prn|albuterol|q4h prn
      budesonide INH twice daily|budesonide|twice daily
      Takes budesonide 180 mcg INH BID.|budesonide|BID
      """
    )
  ) func inhaledIsNoIsoniazid(row: [String]) throws {
    for engine in Self.engines {
      let note = engine.read(row[0])
      #expect(medications(note) == [row[1]], "\(row[0])")
      #expect(try #require(note.entity(row[1])).texts(.frequency) == [row[2]], "\(row[0])")
    }
  }

  @Test(arguments: [
    "Started INH 300 mg daily for latent TB.", "rifampin 600 mg, INH 300 mg daily",
    "Takes RIF INH PZA", "Takes rifampin INH ethambutol", "metformin 500 mg daily\nINH daily",
    "albuterol 2 puffs, INH daily",
  ]) func isoniazidIsOne(text: String) throws {
    for engine in Self.engines {
      #expect(medications(engine.read(text)).contains("inh"), "\(text)")
    }
  }

  @Test(arguments: [
    "Assessment using Alcohol Use Disorders Identification Test - Consumption (procedure)",
    "Depression screening (procedure)", "Depression screening using PHQ-2",
    "Alcohol use disorder identification test: 3 points",
  ]) func aFormThatIsFilledInIsNoDisease(text: String) {
    for engine in Self.engines {
      let diseases = engine.read(text).entities.filter { $0.category == .medicalCondition }
      #expect(diseases.isEmpty, "\(text)")
    }
  }

  @Test(arguments: [
    "MEDICATION CHANGES", "MEDICATION CHANGES:", "MEDICATION ADHERENCE", "MEDICATION REVIEW",
    "Min-jun is a 45 year old man with asthma.", "MIN-JUN PARK, DOB 1/1/1980, cough.",
    "Min-jun reports cough.", "Diabetes with DPN.", "# DPN: worse", "Received in formalin.",
    "CT abdomen with contrast shows no mass.", "IV contrast was given.",
    "Signed: Xiuying Li, MD", "Cough.\n\nHaoran Li, MD\n", "Seen by Dr. Li today.",
  ]) func thisIsNoMedication(text: String) {
    for engine in Self.engines { #expect(medications(engine.read(text)).isEmpty, "\(text)") }
  }

  @Test(arguments: [
    "Taking Lithium, PA pending.", "Patient Lithium 300 mg BID.", "On Li, level 0.8.",
  ]) func lithiumStaysOne(text: String) {
    for engine in Self.engines { #expect(!medications(engine.read(text)).isEmpty, "\(text)") }
  }

  @Test(arguments: [
    "Allergies: contrast (hives)", "Allergies: IV contrast", "Allergic to contrast.",
  ])
  func contrastStaysAnAllergen(text: String) {
    for engine in Self.engines {
      #expect(engine.read(text).entities.contains { $0.type == .allergies }, "\(text)")
    }
  }

  @Test(arguments: [
    "Insulin only if fasting above 95.", "Start insulin only if fasting above 95.",
    "Give insulin only if glucose > 200.", "Insulin only when fasting glucose above 95; metformin.",
  ]) func whatIsTakenOnlyIfIsConditional(text: String) throws {
    for engine in Self.engines {
      let note = engine.read(text)
      #expect(try #require(note.entity("insulin")).has(.conditional), "\(text)")
      if let other = note.entity("metformin") { #expect(!other.has(.conditional), "\(text)") }
    }
  }

  @Test(arguments: [
    "Oxycodone 5 mg only if needed for pain.", "Oxycodone daily, insulin only if fasting above 95.",
  ]) func whatIsTakenIsNotConditional(text: String) throws {
    for engine in Self.engines {
      #expect(!(try #require(engine.read(text).entity("oxycodone")).has(.conditional)), "\(text)")
    }
  }

  /// Whoever is tested for a disease need not have it; a result says so.
  @Test(arguments: [
    ("- urine screening test for diabetes", "diabetes", true),
    ("- skin test for tuberculosis", "tuberculosis", true), ("Tested for HIV.", "HIV", true),
    ("Testing for influenza was sent.", "influenza", true),
    ("Has diabetes, had a test for HIV.", "HIV", true),
    ("Has diabetes, had a test for HIV.", "diabetes", false),
    ("Tested positive for influenza.", "influenza", false),
  ]) func whatIsTestedForIsSupposed(text: String, disease: String, isSupposed: Bool) throws {
    let entity = try #require(Engines.full.read(text).entity(disease), "\(text)")
    #expect(entity.traits.contains { $0.name == .hypothetical } == isSupposed, "\(text)")
  }
}
