// SPDX-License-Identifier: Apache-2.0

import Search

/// What words say of how much of a medication is taken, and how often: `15 mg once weekly`.
///
/// It is read for one question: whether two doses cannot be the same. What is not understood says nothing.
struct MedicationDose: Equatable {
  /// Amounts, in milligrams or in units, each with what it is in: `15 mg`.
  private(set) var amounts: Set<String> = []

  /// Whether it is taken by the week and not by the day; `nil` where neither is said.
  private(set) var isWeekly: Bool?

  /// Reads words of a dose.
  ///
  /// - Parameters:
  ///   - text: The words.
  ///   - strength: Words that have the strength of a piece, which counts where the dose has no amount: of two
  ///     tablets of it, one and two.
  init(_ text: String, strength: String = "") {
    let text = TextFolding.fold(text)
    amounts = Self.amounts(in: text)
    let words = text.split { !$0.isLetter }.map(String.init)
    if words.contains(where: { ["weekly", "week", "qw"].contains($0) }) {
      isWeekly = true
    } else if words.contains(where: Self.daily.contains) || text.contains("a day") {
      isWeekly = false
    }
    guard amounts.isEmpty else { return }
    let pieces = Self.pieces(in: text)
    for amount in Self.numbers(in: TextFolding.fold(strength)) {
      amounts.insert(Self.spelled(amount.number, amount.unit))
      if let pieces { amounts.insert(Self.spelled(amount.number * pieces, amount.unit)) }
    }
  }

  /// Takes what is said of the same medication elsewhere, too.
  mutating func formUnion(_ other: Self) {
    amounts.formUnion(other.amounts)
    if isWeekly == nil { isWeekly = other.isWeekly }
  }

  /// Whether it cannot be the other one.
  func differs(from other: Self) -> Bool {
    if !amounts.isEmpty, !other.amounts.isEmpty, amounts.isDisjoint(with: other.amounts) {
      return true
    }
    guard let isWeekly, let isOtherWeekly = other.isWeekly else { return false }
    return isWeekly != isOtherWeekly
  }

  private static let daily: Set<String> = [
    "daily", "od", "bd", "bid", "tds", "tid", "qds", "qid", "qd", "qam", "qpm", "qhs", "nocte",
    "mane", "morning", "evening", "night", "bedtime", "day",
  ]

  private static let scales: [String: (unit: String, scale: Double)] = [
    "mg": ("mg", 1), "milligram": ("mg", 1), "milligrams": ("mg", 1), "g": ("mg", 1000),
    "gram": ("mg", 1000), "grams": ("mg", 1000), "mcg": ("mg", 0.001), "ug": ("mg", 0.001),
    "µg": ("mg", 0.001), "μg": ("mg", 0.001), "microgram": ("mg", 0.001),
    "micrograms": ("mg", 0.001), "unit": ("units", 1), "units": ("units", 1), "iu": ("units", 1),
  ]

  private static let pieceWords = ["tablet", "tab", "cap", "puff", "sachet", "pill"]

  private static let counts: [Substring: Double] = [
    "two": 2, "three": 3, "four": 4, "half": 0.5,
  ]

  /// How many pieces are taken at once.
  private static func pieces(in text: String) -> Double? {
    let words = text.split { !($0.isLetter || $0.isNumber || $0 == ".") }
    for (count, word) in zip(words, words.dropFirst())
    where pieceWords.contains(where: word.hasPrefix) {
      if let count = counts[count] ?? Double(count) { return count }
    }
    return nil
  }

  private static func amounts(in text: String) -> Set<String> {
    Set(numbers(in: text).map { spelled($0.number, $0.unit) })
  }

  /// Numbers with a unit of mass or of activity; not concentrations, and not what one of several is of.
  private static func numbers(in text: String) -> [(number: Double, unit: String)] {
    var found: [(number: Double, unit: String)] = []
    var rest = text[...]
    while let start = rest.firstIndex(where: { $0.isASCII && $0.isNumber }) {
      let digits = rest[start...].prefix { $0.isASCII && $0.isNumber || $0 == "." || $0 == "," }
      rest = rest[digits.endIndex...]
      let behind = rest.drop { $0 == " " }
      let word = behind.prefix(while: \.isLetter)
      guard let scale = scales[String(word)], behind[word.endIndex...].first != "/",
        let number = Double(digits.filter { $0 != "," })
      else { continue }
      found.append((number * scale.scale, scale.unit))
    }
    return found
  }

  private static func spelled(_ number: Double, _ unit: String) -> String {
    "\((number * 10_000).rounded() / 10_000) \(unit)"
  }
}
