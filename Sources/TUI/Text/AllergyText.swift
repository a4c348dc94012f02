// SPDX-License-Identifier: Apache-2.0

internal import Timeline

/// How bad an allergy is, as its event says it.
enum AllergyText {
  private static let high = "criticality high"
  private static let low = "criticality low"

  /// The words of an allergy with the criticality before the reaction, so that it is never cut.
  ///
  /// `HIGH: hives, anaphylaxis`, `low: rash`; a reaction that was severe is never said to be low alone:
  /// `SEVERE (criticality low): rash`.
  static func worstFirst(_ value: String) -> String {
    let isHigh = value.contains(high)
    let isLow = value.contains(low)
    let isSevere = value.contains("(severe)")
    guard isHigh || isLow || isSevere else { return value }
    let word = isHigh ? "HIGH" : !isSevere ? "low" : isLow ? "SEVERE (criticality low)" : "SEVERE"
    let rest = value.split(separator: ", ").filter { $0 != high && $0 != low }
    return rest.isEmpty ? "\(word) criticality" : "\(word): " + rest.joined(separator: ", ")
  }

  /// How far up an allergy stands: by its criticality, then by how severe the reaction is.
  ///
  /// What is not said may be anything, and stands before what is said to be low.
  static func rank(_ event: Event) -> Int {
    let words = fold(event.value ?? "")
    let criticality = words.contains(high) ? 2 : words.contains(low) ? 0 : 1
    let isSevere = severe.contains(where: words.contains)
    return criticality * 2 + (isSevere ? 1 : 0)
  }

  private static let severe = [
    "anaphyla", "angioedema", "shock", "severe", "stevens", "necrolysis", "bronchospasm",
    "respiratory", "dyspnea", "arrest",
  ]
}
