// SPDX-License-Identifier: Apache-2.0

/// Tells the words behind a title, such as "Mrs Holt", which name somebody whom the lake may not know.
struct NamingWords {
  /// As they are written: "MS" is a disease, and "MS Contin" a medication.
  private static let titles: Set<Substring> = [
    "Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Drs", "Prof", "Herr", "Frau", "Mme", "Mlle", "Sra",
    "Señor", "Señora",
  ]

  private static let particles: Set<Substring> = [
    "van", "von", "de", "den", "der", "del", "della", "di", "da", "la", "le", "ter", "ten", "zu",
    "al", "bin", "and", "und",
  ]

  private var isBehindTitle = false

  /// Whether a word of the name is there, so that a full stop ends the sentence and not the title.
  private var hasName = false

  /// Takes what is no word.
  mutating func pass(_ character: Character) {
    if character == "." ? hasName : !" -'’\u{A0}".contains(character) { isBehindTitle = false }
  }

  /// Whether the next word is a name.
  mutating func isName(_ word: Substring) -> Bool {
    if Self.titles.contains(word) {
      (isBehindTitle, hasName) = (true, false)
      return false
    }
    guard isBehindTitle, !Self.particles.contains(word) else { return false }
    isBehindTitle = word.first?.isUppercase == true
    hasName = isBehindTitle
    return isBehindTitle
  }
}
