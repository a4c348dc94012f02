// SPDX-License-Identifier: Apache-2.0

import FHIR

/// What the patient list counts as an allergy.
enum Allergies {
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
    let names = [concept.text, concept.display] + concept.codings.map(\.display)
    return AllergyDenial(
      names: names.compactMap(\.self),
      codes: concept.codings.compactMap(\.code)
    ) == nil
  }
}
