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
}
