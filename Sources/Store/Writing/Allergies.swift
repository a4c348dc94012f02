// SPDX-License-Identifier: Apache-2.0

import FHIR

/// What the patient list counts as an allergy.
enum Allergies {
  /// SNOMED CT codes that say that no allergy is known: in general, to drugs, to food, to the
  /// environment, to animals, to insects, to latex.
  private static let noneKnown: Set<String> = [
    "716186003", "409137002", "429625007", "428607008", "1003774007", "428197003", "716184000",
  ]

  /// Whether a resource records an allergy that stands.
  ///
  /// "No known allergies" is written as an AllergyIntolerance too, and must never be counted as one;
  /// neither is what was refuted, entered in error or is over.
  static func isAllergy(_ root: JSONValue) -> Bool {
    if let status = root["verificationStatus"].map(CodeableConcept.init),
      status.has(code: "refuted") || status.has(code: "entered-in-error")
    {
      return false
    }
    if let status = root["clinicalStatus"].map(CodeableConcept.init),
      status.has(code: "resolved") || status.has(code: "inactive")
    {
      return false
    }
    guard let concept = root["code"].map(CodeableConcept.init) else { return true }
    if concept.codings.contains(where: { $0.code.map(noneKnown.contains) ?? false }) {
      return false
    }
    return concept.display?.lowercased().hasPrefix("no known") != true
  }
}
