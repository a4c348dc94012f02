// SPDX-License-Identifier: Apache-2.0

/// Circumstances of a life that records keep among the problems: `Full-time employment`.
public enum SocialCircumstance {
  /// Codes of SNOMED CT for work, education, housing, transport, company and the like.
  private static let codes: Set<String> = [
    "73438004", "160903007", "160904001", "741062008", "224299000", "5251000175109", "224295006",
    "473461003", "32911000", "105531004", "713458007", "266934004", "422650009", "423315002",
    "224355006", "446654005", "266948004", "102610002", "160968000", "73595000", "314529007",
  ]

  /// Whether an event is a circumstance, and no disease.
  public static func isOne(_ event: Event) -> Bool {
    event.system == "http://snomed.info/sct" && event.code.map(codes.contains) ?? false
  }
}
