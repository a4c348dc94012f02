// SPDX-License-Identifier: Apache-2.0

/// A microbiological culture with its result in words.
struct CultureResult: Sendable {
  let test: Concept
  let name: String
  let specimen: Panel.Specimen
  let text: String
  let isPositive: Bool

  /// A urine culture.
  static func urine(_ text: String, isPositive: Bool) -> CultureResult {
    CultureResult(
      test: .loinc("630-4", "Bacteria identified in Urine by Culture"),
      name: "Urine culture",
      specimen: .urine,
      text: text,
      isPositive: isPositive
    )
  }

  /// A blood culture.
  static func blood(_ text: String, isPositive: Bool) -> CultureResult {
    CultureResult(
      test: .loinc("600-7", "Bacteria identified in Blood by Culture"),
      name: "Blood culture",
      specimen: .blood,
      text: text,
      isPositive: isPositive
    )
  }

  /// Antinuclear antibodies, which are reported as a titre.
  static func titre(_ text: String, isPositive: Bool) -> CultureResult {
    CultureResult(
      test: .loinc("8061-4", "Nuclear Ab [Presence] in Serum"),
      name: "Antinuclear antibodies",
      specimen: .serum,
      text: text,
      isPositive: isPositive
    )
  }
}
