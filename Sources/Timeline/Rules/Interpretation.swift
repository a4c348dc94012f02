// SPDX-License-Identifier: Apache-2.0

import FHIR

/// Flags from `interpretation`.
///
/// The codes are those of http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation.
/// A code that says nothing about being normal (`IE`, insufficient evidence; `U`, a trend) gives no
/// flag, so that a reference range can still speak.
enum Interpretation {
  /// Returns the worst flag of all interpretations.
  static func flag(_ interpretation: JSONValue?) -> Flag {
    guard let interpretation else { return .none }
    if interpretation.isObject { return flag(concept: interpretation) }
    var worst = Flag.none
    for concept in interpretation.elements { worst = max(worst, flag(concept: concept)) }
    return worst
  }

  private static func flag(concept: JSONValue) -> Flag {
    var worst = Flag.none
    for coding in concept["coding"]?.elements ?? .empty {
      if let code = coding["code"]?.string { worst = max(worst, flag(code: code)) }
    }
    if worst == .none, let text = concept["text"]?.string { worst = flag(text: text) }
    return worst
  }

  static func flag(code: String) -> Flag {
    switch code {
    case "HH", "LL", "AA", "HU", "LU", "HX", "LX", ">", "<": .critical
    case "H": .high
    case "L": .low
    case "A", "POS", "DET", "R", "RR", "NS", "SYN-R", "NCL-R", "EX", "VS", "W", "WR": .abnormal
    case "N", "NEG", "ND", "S", "SDD", "SYN-S", "NCL-S", "EXP", "I": normal(code)
    default: .none
    }
  }

  /// Intermediate susceptibility is no normal finding.
  private static func normal(_ code: String) -> Flag { code == "I" ? .abnormal : .normal }

  /// The words that stand where there is no code.
  static func flag(text: String) -> Flag {
    let word = text.lowercased()
    if let known = words[word] { return known }
    return flag(code: text.uppercased())
  }

  private static let words: [String: Flag] = [
    "normal": .normal, "negative": .normal, "not detected": .normal, "within range": .normal,
    "high": .high, "elevated": .high, "above high normal": .high, "above range": .high,
    "low": .low, "below low normal": .low, "below range": .low,
    "abnormal": .abnormal, "positive": .abnormal, "detected": .abnormal, "reactive": .abnormal,
    "critical": .critical, "critical high": .critical, "critical low": .critical,
    "critically high": .critical, "critically low": .critical, "panic": .critical,
    "critical abnormal": .critical,
  ]
}
