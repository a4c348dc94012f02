// SPDX-License-Identifier: Apache-2.0

import FHIR
import SampleData
import Testing

/// What must occur in generated data, and how often.
@Suite struct FeatureTests {
  private struct Counts {
    var types: [String: Int] = [:]
    var features: [String: Int] = [:]

    mutating func count(_ feature: String, if isThere: Bool = true) {
      if isThere { features[feature, default: 0] += 1 }
    }
  }

  private static let counts: Counts? = try? {
    var counts = Counts()
    for resources in try generated(0..<150, seed: 21) {
      for resource in resources {
        counts.types[resource.type, default: 0] += 1
        examine(resource, &counts)
      }
    }
    return counts
  }()

  private static func examine(_ resource: Written, _ counts: inout Counts) {
    let root = resource.root
    switch resource.type {
    case "Observation":
      counts.count("interpretation", if: root["interpretation"] != nil)
      counts.count("range", if: root["referenceRange"] != nil)
      counts.count("components", if: root["component"] != nil)
      counts.count("words", if: root["valueString"] != nil)
      counts.count("comparator", if: root["valueQuantity"]?["comparator"] != nil)
      counts.count("corrected", if: root["status"]?.string == "corrected")
    case "Condition":
      let onset = root["onsetDateTime"]?.string
      counts.count("undated condition", if: onset == nil)
      counts.count("condition by year", if: onset?.count == 4)
      counts.count("condition by month", if: onset?.count == 7)
      counts.count("resolved", if: root["abatementDateTime"] != nil)
    case "MedicationRequest":
      counts.count("stopped", if: root["status"]?.string == "stopped")
      counts.count("active order", if: root["status"]?.string == "active")
    case "Patient":
      counts.count("dead", if: root["deceasedDateTime"] != nil)
      let name = root["name"]?.first?["text"]?.string ?? ""
      counts.count(
        "other script",
        if: name.unicodeScalars.contains {
          $0.value > 0x370 && $0.value < 0x1E00 || $0.value > 0x2E80
        }
      )
    case "DocumentReference":
      let text = root.noteText ?? ""
      counts.count("note")
      counts.count("negation", if: text.contains("Denies") || text.contains("Niega"))
      counts.count("abbreviation", if: text.contains(" PO ") || text.contains("NKDA"))
      counts.count("dose", if: text.contains(" mg "))
    default: break
    }
  }

  @Test(
    arguments: [
      "Patient", "Encounter", "Condition", "Observation", "DiagnosticReport", "MedicationRequest",
      "MedicationDispense", "MedicationStatement", "MedicationAdministration", "Procedure",
      "Immunization", "AllergyIntolerance", "ImagingStudy", "CarePlan", "Goal", "CareTeam",
      "Device",
      "Coverage", "Claim", "ExplanationOfBenefit", "QuestionnaireResponse", "FamilyMemberHistory",
      "RelatedPerson", "Specimen", "ServiceRequest", "Flag", "Consent", "DocumentReference",
    ]
  )
  func everyTypeOccurs(type: String) throws {
    #expect(try #require(Self.counts).types[type, default: 0] > 0)
  }

  @Test(
    arguments: [
      "interpretation", "range", "components", "words", "comparator", "corrected",
      "undated condition", "condition by year", "condition by month", "resolved", "stopped",
      "active order", "dead", "other script", "note", "negation", "abbreviation", "dose",
    ]
  )
  func everyFeatureOccurs(feature: String) throws {
    #expect(try #require(Self.counts).features[feature, default: 0] > 0)
  }

  @Test func someResultsLackInterpretationOrRange() throws {
    let counts = try #require(Self.counts)
    let observations = Double(counts.types["Observation", default: 0])
    #expect(Double(counts.features["interpretation", default: 0]) < 0.95 * observations)
    #expect(Double(counts.features["interpretation", default: 0]) > 0.3 * observations)
  }
}
