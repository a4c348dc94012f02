// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Findings whose own words deny, and doubts, which are no diagnoses.
@Suite struct NamedDenialTests {
  private static let engines = [Engines.rules, Engines.full]

  /// A finding is there, and so is what follows it.
  @Test(
    arguments: Table.rows(
      """
      Patient has a history of not in labor force (finding), victim of intimate partner abuse (finding), childhood asthma (disorder)|not in labor force|asthma
      Patient has a history of lack of access to transportation (finding), seizure disorder.|lack of access to transportation|seizure disorder
      Patient has a history of not employed, limited social contact, acute bronchitis.|not employed|bronchitis
      Limited social contact (finding), asthma|limited social contact|asthma
      """
    )
  ) func aNameDeniesNothingBehindIt(row: [String]) {
    for engine in Self.engines {
      let found = engine.read(row[0]).entities.filter { $0.type == .condition }
      for words in row[1...] {
        let entity = found.first { $0.text.lowercased().contains(words) }
        #expect(entity != nil, "\(row[0]): \(words)")
      }
      for entity in found { #expect(!entity.has(.negation), "\(row[0]): \(entity.text)") }
    }
  }

  @Test(arguments: [
    "Not pneumonia, asthma or bronchitis.", "Lack of fever, cough.", "No lack of appetite.",
  ]) func aDenialStaysOne(text: String) {
    for engine in Self.engines {
      let found = engine.read(text).entities.filter { $0.type == .condition }
      #expect(!found.isEmpty, "\(text)")
      #expect(found.first?.has(.negation) == true, "\(text)")
    }
  }

  @Test(arguments: [
    "I do not think there is an underlying malignancy.", "I do not think he has pneumonia.",
    "Doubt ACS.", "Doubt PE.", "Doubt ACS, PE or pneumonia.", "I doubt that he has pneumonia.",
    "MDM: PE considered, low pretest probability.", "PE was considered but the D-dimer is normal.",
    "PE considered.", "Considered PE, but low risk.", "Low pretest probability for PE.",
    "Low pre-test probability of ACS.", "PE unlikely.", "Unlikely PE.", "Low suspicion for ACS.",
    "Very low clinical suspicion for PE.", "ACS ruled out by serial troponins.",
    "PE ruled out with CTA chest.",
  ]) func aDoubtIsNoDiagnosis(text: String) {
    for engine in Self.engines {
      let found = engine.read(text).entities.filter { $0.type == .condition }
      #expect(!found.isEmpty, "\(text)")
      for entity in found {
        #expect(entity.has(.negation) || entity.has(.uncertain), "\(text): \(entity.text)")
      }
    }
  }

  @Test(arguments: [
    "Pneumonia, considered for discharge.", "Has PE. Surgery was considered.",
    "Unlikely to go home today; pneumonia.",
  ]) func whatIsThereStaysThere(text: String) {
    for engine in Self.engines {
      let found = engine.read(text).entities.filter { $0.type == .condition }
      #expect(!found.isEmpty, "\(text)")
      for entity in found {
        #expect(!entity.has(.negation) && !entity.has(.uncertain), "\(text): \(entity.text)")
      }
    }
  }

  @Test(arguments: ["ACS ruled out by serial troponins.", "PE ruled out with CTA chest."])
  func whatRulesOutWasMade(text: String) {
    for engine in Self.engines {
      let tests = engine.read(text).entities.filter { $0.type == .testName }
      #expect(!tests.isEmpty, "\(text)")
      for test in tests { #expect(!test.has(.negation), "\(text)") }
    }
  }

  @Test(arguments: ["PE: Lungs clear. No edema.", "PE- lungs clear", "PE: General: NAD"])
  func anExaminationIsNoEmbolism(text: String) {
    for engine in Self.engines { #expect(engine.read(text).entity("PE") == nil, "\(text)") }
  }

  @Test(arguments: ["Pulmonary: PE, on heparin.", "PE - on heparin since May."])
  func anEmbolismIsOne(text: String) throws {
    for engine in Self.engines {
      #expect(try #require(engine.read(text).entity("PE")).type == .condition)
    }
  }

  @Test(arguments: [
    "Transplant referral placed.", "Sent for transplant referral.", "Refer for transplant.",
    "Transplant evaluation ongoing.", "Undergoing liver transplant evaluation.",
    "Referred for kidney transplant evaluation.", "Kidney transplant candidate.",
    "Transplant clinic follow-up.",
  ]) func aTransplantToComeIsNoneDone(text: String) {
    for engine in Self.engines {
      let found = engine.read(text).entities.filter { $0.category == .testTreatmentProcedure }
      for entity in found where entity.text.lowercased().contains("transplant") {
        #expect(entity.has(.future) && !entity.has(.pastHistory), "\(text): \(entity.text)")
      }
    }
  }

  @Test func aTransplantDoneIsOne() throws {
    for engine in Self.engines {
      let note = engine.read("He had a kidney transplant in 2010.")
      #expect(!(try #require(note.entity("kidney transplant")).has(.future)))
    }
  }
}
