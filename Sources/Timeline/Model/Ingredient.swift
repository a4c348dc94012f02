// SPDX-License-Identifier: Apache-2.0

/// The ingredient in the name of a medication.
///
/// Names of drugs put the ingredient first, then strength and form; RxNorm puts counts before it.
/// What is left of the first strength or form, without salts, is the ingredient; the parts of a
/// combination are told apart by a slash.
///
/// ```
/// metformin hydrochloride 500 MG Oral Tablet                        metformin
/// 24 HR Metformin hydrochloride 500 MG Extended Release Oral Tablet metformin
/// Acetaminophen 325 MG / oxyCODONE Hydrochloride 5 MG Oral Tablet   acetaminophen / oxycodone
/// 120 ACTUAT Fluticasone propionate 0.044 MG/ACTUAT Inhaler         fluticasone
/// Sodium Chloride 0.9% Flush                                        sodium chloride
/// ```
public enum Ingredient {
  /// Returns the ingredients in lower case; `nil` for names in which none is found.
  public static func name(ofMedication title: String) -> String? {
    guard !title.hasPrefix("Medication/"), !title.hasPrefix("urn:") else { return nil }
    let parts = combination(title).compactMap(ingredient)
    return parts.isEmpty ? nil : parts.joined(separator: " / ")
  }

  /// Returns where a preparation acts that is not swallowed or injected: drops for an eye are not tablets.
  static func place(ofMedication title: String) -> String? {
    for word in title.split(whereSeparator: { !$0.isLetter }) {
      if let place = places[word.lowercased()] { return place }
    }
    return nil
  }

  private static let places: [String: String] = [
    "eye": "eye", "ophthalmic": "eye", "ear": "ear", "otic": "ear", "nasal": "nose", "nose": "nose",
    "cream": "skin", "ointment": "skin", "lotion": "skin", "topical": "skin", "gel": "skin",
    "inhaler": "lung", "inhalation": "lung", "nebuliser": "lung", "nebulizer": "lung",
    "actuat": "lung", "vaginal": "vagina", "pessary": "vagina",
  ]

  /// Returns a name without the number of the approval and how many puffs there are, which RxNorm puts
  /// before it: `Albuterol 0.09 MG/ACTUAT Inhaler` of `NDA020503 200 ACTUAT Albuterol 0.09 …`.
  public static func named(_ title: String) -> String {
    var rest = title[...]
    if rest.hasPrefix("NDA"), let blank = rest.firstIndex(of: " "),
      rest[..<blank].dropFirst(3).allSatisfy(\.isNumber)
    {
      rest = rest[rest.index(after: blank)...]
    }
    // Read by hand, for it is asked of each row of each frame: an expression is compiled each time.
    let puffs = rest.prefix { $0 == "." || $0.isASCII && $0.isWholeNumber }
    let word = " ACTUAT "
    if !puffs.isEmpty, rest[puffs.endIndex...].hasPrefix(word) {
      rest = rest[puffs.endIndex...].dropFirst(word.count)
    }
    return rest.isEmpty ? title : String(rest)
  }

  /// Returns a name without the form that goes without saying, and with the others abbreviated, for
  /// narrow places: `Metoprolol succinate 25 MG ER` of `Metoprolol succinate 25 MG Extended Release Oral
  /// Tablet`.
  public static func brief(_ title: String) -> String {
    var text = title
    for (words, letters) in [
      (" Oral Tablet", ""), (" Oral Capsule", ""), (", Extended Release", " ER"),
      ("Extended Release", "ER"), (", Delayed Release", " DR"), ("Delayed Release", "DR"),
    ] {
      text = text.replacing(words, with: letters)
    }
    return text
  }

  /// Splits at slashes that stand between blanks.
  private static func combination(_ title: String) -> [[Substring]] {
    var parts: [[Substring]] = [[]]
    for word in title.split(whereSeparator: \.isWhitespace) {
      if word == "/" { parts.append([]) } else { parts[parts.count - 1].append(word) }
    }
    return parts
  }

  private static func ingredient(_ words: [Substring]) -> String? {
    var rest = words[...]
    // Counts and durations of RxNorm: `24 HR`, `120 ACTUAT`, `NDA020503 200 ACTUAT`, `0.3 ML`.
    if rest.first?.hasPrefix("NDA") == true { rest.removeFirst() }
    while rest.count > 2, startsWithDigit(rest[rest.startIndex]),
      counts.contains(rest[rest.startIndex + 1].lowercased())
    {
      rest = rest.dropFirst(2)
    }
    var name: [String] = []
    for (place, word) in zip(rest.indices, rest) {
      let lower = word.lowercased().trimmingPunctuation
      if startsWithDigit(word), let last = name.last, numbered.contains(last),
        isNumberOfName(word, before: rest.dropFirst(place + 1 - rest.startIndex).first)
      {
        name.append(lower)
        continue
      }
      if startsWithDigit(word) || forms.contains(lower) || word.hasPrefix("[") { break }
      if word.hasPrefix("(") && !name.isEmpty { break }
      if !lower.isEmpty { name.append(lower) }
      if word.hasSuffix(",") { break }
    }
    while name.count > 1, let last = name.last, salts.contains(last), let first = name.first,
      !cations.contains(first)
    {
      name.removeLast()
    }
    return name.isEmpty ? nil : name.joined(separator: " ")
  }

  private static func startsWithDigit(_ word: Substring) -> Bool {
    word.utf8.first.map { $0 &- 0x30 < 10 } ?? false
  }

  /// Whether a number is a part of a name: `Factor 9`, `Humulin 70/30`, and not how much there is of it.
  private static func isNumberOfName(_ word: Substring, before next: Substring?) -> Bool {
    guard word.allSatisfy({ $0.isNumber || $0 == "/" }), word.count < 3 || word.contains("/") else {
      return false
    }
    return next.map { !units.contains($0.lowercased()) } ?? true
  }

  private static let units: Set<String> = [
    "mg", "g", "ug", "mcg", "microgram", "micrograms", "ng", "unit", "units", "iu", "u", "ml", "%",
    "mmol", "meq",
  ]

  /// What a number behind it may be part of the name of, and no strength: `Factor 9`, `Vitamin B 12`.
  private static let numbered: Set<String> = [
    "factor", "vitamin", "vit", "b", "d", "k", "humulin", "humalog", "novolin", "novomix",
    "mixtard",
    "mix", "interleukin", "type", "polysorbate", "macrogol",
  ]

  private static let counts: Set<String> = ["hr", "actuat", "ml", "day", "mg", "nbpen"]

  private static let forms: Set<String> = [
    "oral", "tablet", "tablets", "tab", "capsule", "capsules", "cap", "injection", "injectable",
    "topical", "cream", "ointment", "gel", "solution", "suspension", "inhaler", "inhalation",
    "inhal", "nasal", "ophthalmic", "otic", "rectal", "vaginal", "transdermal", "patch",
    "suppository", "syrup", "elixir", "lotion", "spray", "powder", "chewable", "extended",
    "delayed",
    "sublingual", "prefilled", "syringe", "vial", "drops", "metered", "flush", "er", "xr", "sr",
  ]

  private static let salts: Set<String> = [
    "hydrochloride", "hcl", "sulfate", "sulphate", "maleate", "tartrate", "succinate", "besylate",
    "mesylate", "fumarate", "citrate", "acetate", "propionate", "dipropionate", "furoate",
    "bitartrate", "hydrobromide", "phosphate", "sodium", "potassium", "calcium", "magnesium",
    "disodium", "dihydrate", "monohydrate", "trihydrate", "anhydrous",
  ]

  private static let cations: Set<String> = [
    "sodium", "potassium", "calcium", "magnesium", "ferrous", "ferric", "iron", "zinc", "lithium",
    "ammonium", "aluminum", "aluminium",
  ]
}

extension String {
  /// The text without commas, colons and brackets at its ends.
  fileprivate var trimmingPunctuation: String {
    var text = self[...]
    while let last = text.last, ",;:()".contains(last) { text.removeLast() }
    while let first = text.first, ",;:()".contains(first) { text.removeFirst() }
    return String(text)
  }
}
