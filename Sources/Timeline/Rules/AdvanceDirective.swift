// SPDX-License-Identifier: Apache-2.0

/// What says what is not to be done to a patient, or who decides: `Do Not Resuscitate`.
public enum AdvanceDirective {
  /// Codes of `Consent.scope` and `Consent.category`; see
  /// http://terminology.hl7.org/CodeSystem/consentscope and
  /// http://terminology.hl7.org/CodeSystem/consentcategorycodes.
  public static let codes: Set<String> = ["adr", "acd", "dnr", "emrgonly", "hcd", "polst"]

  private static let words = [
    "dnr", "dnar", "resuscitat", "directive", "polst", "living will", "power of attorney",
  ]

  /// Whether a title names one.
  public static func isNamed(by title: String) -> Bool {
    let title = title.lowercased()
    return words.contains(where: title.contains)
  }
}
