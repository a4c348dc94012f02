// SPDX-License-Identifier: Apache-2.0

extension Event {
  /// How far up an allergy stands among others, the worst highest: by its criticality, then by how severe the
  /// reaction is.
  ///
  /// What is not said may be anything, and stands before what is said to be low.
  public var allergyGravity: Int {
    let words = value?.lowercased() ?? ""
    let criticality =
      words.contains("criticality high") ? 2 : words.contains("criticality low") ? 0 : 1
    return criticality * 2 + (Self.graveReactions.contains(where: words.contains) ? 1 : 0)
  }

  /// The statuses of allergies that are over, were refuted or never were.
  public static let pastAllergyStatuses: Set<String> = [
    "resolved", "inactive", "refuted", "entered-in-error",
  ]

  private static let graveReactions = [
    "anaphyla", "angioedema", "shock", "severe", "stevens", "necrolysis", "bronchospasm",
    "respiratory", "dyspnea", "arrest",
  ]
}
