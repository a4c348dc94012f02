// SPDX-License-Identifier: Apache-2.0

import Search

/// What words say of how much of a medication is taken, and how often: `15 mg once weekly`.
///
/// It is read for one question: whether two doses cannot be the same. What is not understood says nothing.
struct MedicationDose: Equatable {
  /// Amounts, in milligrams or in units, each with what it is in: `15 mg`.
  private(set) var amounts: Set<Amount> = []

  /// How many pieces, as in `2 tablets`, where that is all that is said.
  private(set) var pieces: Double?

  /// How many times a day, where it is known: a seventh of what is taken by the week.
  private(set) var timesADay: Double?

  /// How much at once.
  struct Amount: Hashable {
    let number: Double
    let unit: String

    init(_ number: Double, _ unit: String) {
      self.number = (number * 10_000).rounded() / 10_000
      self.unit = unit
    }
  }

  /// Reads words of a dose.
  ///
  /// - Parameters:
  ///   - text: The words.
  ///   - strength: Words that have the strength of a piece, which counts where the dose has no amount: of two
  ///     tablets of it, one and two.
  init(_ text: String, strength: String = "") {
    let text = TextFolding.fold(text)
    amounts = Set(Self.numbers(in: text))
    timesADay = DoseFrequency.timesADay(in: text)
    guard amounts.isEmpty else { return }
    pieces = Self.pieces(in: text)
    for amount in Self.numbers(in: TextFolding.fold(strength)) {
      amounts.insert(amount)
      if let pieces { amounts.insert(Amount(amount.number * pieces, amount.unit)) }
    }
  }

  /// Takes what is said of the same medication elsewhere, too: who is told two frequencies knows neither.
  mutating func formUnion(_ other: Self) {
    amounts.formUnion(other.amounts)
    if pieces != other.pieces { pieces = nil }
    if timesADay != other.timesADay { timesADay = nil }
  }

  /// Whether it cannot be the other one: by how much a day has of it, where both say how often, else by how
  /// much is taken at once.
  func differs(from other: Self) -> Bool {
    guard let timesADay, let otherTimes = other.timesADay else {
      return !amounts.isEmpty && !other.amounts.isEmpty && amounts.isDisjoint(with: other.amounts)
    }
    if !amounts.isEmpty, !other.amounts.isEmpty {
      return daily(timesADay).isDisjoint(with: other.daily(otherTimes))
    }
    if let pieces, let otherPieces = other.pieces {
      return Amount(pieces * timesADay, "") != Amount(otherPieces * otherTimes, "")
    }
    // Without an amount only what is days apart is surely something else.
    return max(timesADay, otherTimes) >= 1 && min(timesADay, otherTimes) < 0.4
  }

  /// What a day may have: each amount so many times, or all of them once.
  private func daily(_ times: Double) -> Set<Amount> {
    var found = Set(amounts.map { Amount($0.number * times, $0.unit) })
    if amounts.count > 1, let unit = amounts.first?.unit {
      found.insert(Amount(amounts.reduce(0) { $0 + $1.number }, unit))
    }
    return found
  }

  private static let scales: [String: (unit: String, scale: Double)] = [
    "mg": ("mg", 1), "milligram": ("mg", 1), "milligrams": ("mg", 1), "g": ("mg", 1000),
    "gram": ("mg", 1000), "grams": ("mg", 1000), "mcg": ("mg", 0.001), "ug": ("mg", 0.001),
    "µg": ("mg", 0.001), "μg": ("mg", 0.001), "microgram": ("mg", 0.001),
    "micrograms": ("mg", 0.001), "unit": ("units", 1), "units": ("units", 1), "iu": ("units", 1),
  ]

  private static let pieceWords = ["tablet", "tab", "cap", "puff", "sachet", "pill"]

  private static let counts: [Substring: Double] = [
    "one": 1, "two": 2, "three": 3, "four": 4, "half": 0.5,
  ]

  /// How many pieces are taken at once; `nil` where it is one number or another.
  private static func pieces(in text: String) -> Double? {
    let words = text.split { !($0.isLetter || $0.isNumber || $0 == ".") }
    func number(_ index: Int) -> Double? {
      words.indices.contains(index) ? counts[words[index]] ?? Double(words[index]) : nil
    }
    for index in words.indices.dropFirst()
    where pieceWords.contains(where: words[index].hasPrefix) {
      guard let count = number(index - 1) else { continue }
      let isRange =
        number(index - 2) != nil || index > 2 && ["to", "or"].contains(words[index - 2])
      return isRange ? nil : count
    }
    return nil
  }

  /// Numbers with a unit of mass or of activity; not concentrations, and not what one of several is of.
  private static func numbers(in text: String) -> [Amount] {
    var found: [Amount] = []
    var rest = text[...]
    while let start = rest.firstIndex(where: { $0.isASCII && $0.isNumber }) {
      let digits = rest[start...].prefix { $0.isASCII && $0.isNumber || $0 == "." || $0 == "," }
      rest = rest[digits.endIndex...]
      let behind = rest.drop { $0 == " " }
      let word = behind.prefix(while: \.isLetter)
      guard let scale = scales[String(word)], behind[word.endIndex...].first != "/",
        let number = Double(digits.filter { $0 != "," })
      else { continue }
      found.append(Amount(number * scale.scale, scale.unit))
    }
    return found
  }
}
