// SPDX-License-Identifier: Apache-2.0

/// What was examined, behind what was found: `Glucose (Urine)`.
public enum ExaminedSpecimen {
  private static let general: Set<Substring> = ["specimen", "sample", "from", "of"]
  private static let bloods: Set<Substring> = ["blood", "serum", "plasma"]

  /// Words of specimens that are not blood.
  private static let others: Set<Substring> = [
    "csf", "cerebrospinal", "urine", "fluid", "pleural", "ascites", "ascitic", "peritoneal",
    "synovial",
    "stool", "faeces", "feces", "saliva", "sputum", "swab", "drain", "dialysate", "aspirate",
    "bile",
    "sweat", "tissue", "lavage", "amniotic", "pericardial", "semen", "pus",
  ]

  /// Whether words in brackets name a specimen that is not blood.
  static func isNamed(in words: Substring) -> Bool {
    words.lowercased().split { !$0.isLetter }.contains(where: others.contains)
  }

  /// Returns a title that says what was examined, where it does not already and that is not blood.
  public static func title(_ title: String, of specimen: String) -> String {
    let words = specimen.lowercased().split { !$0.isLetter }.filter { !general.contains($0) }
    let known = title.lowercased()
    guard !words.isEmpty, !words.contains(where: bloods.contains),
      !words.contains(where: { known.contains($0) })
    else { return title }
    return "\(title) (\(specimen))"
  }
}
