// SPDX-License-Identifier: Apache-2.0

import FHIR

/// What the patient list marks as a directive: wishes that a reader must not miss.
enum Directives {
  /// Codes of http://terminology.hl7.org/CodeSystem/consentcategorycodes and LOINC that stand for
  /// an advance directive.
  private static let codes: Set<String> = [
    "acd", "dnr", "emrgonly", "hcd", "polst", "75320-2", "42348-3", "81334-5", "81352-7",
  ]

  /// Whether a resource is a Consent or Flag in force that is an advance directive.
  static func isDirective(_ root: JSONValue, type: ResourceType) -> Bool {
    guard type == .consent || type == .flag, root["status"]?.isString("active") == true else {
      return false
    }
    let concepts = Array(root["category"]?.elements ?? .empty) + [root["code"]].compactMap(\.self)
    return concepts.contains { concept in
      (concept["coding"]?.elements ?? .empty).contains {
        $0["code"]?.string.map { codes.contains($0.lowercased()) } ?? false
      }
    }
  }
}
