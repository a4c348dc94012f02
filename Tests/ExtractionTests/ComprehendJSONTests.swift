// SPDX-License-Identifier: Apache-2.0

import Extraction
import Foundation
import Testing

@Suite struct ComprehendJSONTests {
  static let note = Engines.rules.read(
    "MEDICATIONS: Lisinopril 10 mg p.o. daily.\nHPI: Denies \"chest pain\". Possible gout. "
      + "Creatinine 1.8 mg/dL. Dr. Jane Doe saw her yesterday.",
    noteDate: Engines.noteDate
  )

  static func object(_ shape: ComprehendShape) throws -> [String: Any] {
    let data = Data(note.json(as: shape).utf8)
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  static func entities(_ shape: ComprehendShape) throws -> [[String: Any]] {
    try #require(try object(shape)["Entities"] as? [[String: Any]])
  }

  @Test(arguments: ComprehendShape.allCases) func everyShapeIsJSON(shape: ComprehendShape) throws {
    let object = try Self.object(shape)
    #expect(object["ModelVersion"] as? String == Self.note.modelVersion)
    for entity in try Self.entities(shape) {
      for key in [
        "Id", "BeginOffset", "EndOffset", "Score", "Text", "Category", "Type", "Traits",
        "Attributes",
      ] {
        #expect(entity[key] != nil, "\(key)")
      }
      let extra = Set(entity.keys.filter { $0.first?.isLowercase ?? false })
      #expect(extra == ["tarn"])
    }
  }

  @Test func eachShapeHoldsItsEntities() throws {
    func categories(_ shape: ComprehendShape) throws -> Set<String> {
      Set(try Self.entities(shape).compactMap { $0["Category"] as? String })
    }
    #expect(try categories(.icd10) == ["MEDICAL_CONDITION"])
    #expect(try categories(.rxnorm) == ["MEDICATION"])
    #expect(try categories(.phi) == ["PROTECTED_HEALTH_INFORMATION"])
    #expect(try categories(.snomed) == ["MEDICAL_CONDITION", "TEST_TREATMENT_PROCEDURE"])
    #expect(try Self.object(.detectEntities)["UnmappedAttributes"] is [Any])
  }

  @Test func conceptsStandUnderTheirKeys() throws {
    let drug = try #require(try Self.entities(.rxnorm).first)
    let concepts = try #require(drug["RxNormConcepts"] as? [[String: Any]])
    #expect(concepts.first?["Code"] as? String == "29046")
    let pain = try #require(try Self.entities(.icd10).first)
    let codes = try #require(pain["ICD10CMConcepts"] as? [[String: Any]])
    #expect(codes.first?["Code"] as? String == "R07.9")
  }

  @Test func traitsOfOurOwnAreOursAlone() throws {
    let entities = try Self.entities(.detectEntities)
    let gout = try #require(entities.first { $0["Text"] as? String == "gout" })
    let traits = try #require(gout["Traits"] as? [[String: Any]])
    let names = Set(traits.compactMap { $0["Name"] as? String })
    #expect(names == ["DIAGNOSIS", "LOW_CONFIDENCE"])
    let tarn = try #require(gout["tarn"] as? [String: Any])
    let ours = try #require(tarn["traits"] as? [[String: Any]])
    #expect(ours.contains { $0["name"] as? String == "UNCERTAIN" })
    let cue = try #require(ours.first { $0["name"] as? String == "UNCERTAIN" })["cue"]
    #expect((cue as? [String: Any])?["text"] as? String == "Possible")
  }

  @Test func directionsBecomeFHIR() throws {
    let drug = try #require(try Self.entities(.rxnorm).first)
    let attributes = try #require(drug["Attributes"] as? [[String: Any]])
    let frequency = try #require(attributes.first { $0["Type"] as? String == "FREQUENCY" })
    #expect(frequency["RelationshipType"] as? String == "FREQUENCY")
    let tarn = try #require(frequency["tarn"] as? [String: Any])
    let timing = try #require(tarn["timing"] as? [String: Any])
    let rule = try #require(timing["repeat"] as? [String: Any])
    #expect(rule["frequency"] as? Int == 1 && rule["periodUnit"] as? String == "d")
  }

  @Test func textIsEscaped() throws {
    let note = Engines.rules.read("No\tchest pain\u{1} \"quoted\" \\ fever\nand\u{7F} cough")
    let data = Data(note.json(as: .detectEntities).utf8)
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: data) }
  }
}
