// SPDX-License-Identifier: Apache-2.0

import Search

/// What an entry among the allergies of a chart denies: "No known drug allergies".
///
/// Such an entry is an AllergyIntolerance like any other, and is never one allergy more.
public enum AllergyDenial: Sendable {
  /// All allergies.
  case all
  /// Those to drugs.
  case drugs
  /// Those to food.
  case food
  /// Those to animals, to what is in the air, to latex.
  case environment
  /// None: nobody asked, or nobody could answer.
  case unasked

  /// Reads an entry; `nil` for one that names an allergen.
  ///
  /// - Parameters:
  ///   - names: What it is called: its text and the displays of its codes.
  ///   - codes: Its codes, of any system.
  public init?(names: some Sequence<String>, codes: some Sequence<String>) {
    if names.contains(where: { Self.hasException(Self.words(of: $0)) || Self.goesOn($0) }) {
      return nil
    }
    if let known = codes.lazy.compactMap({ Self.codes[$0] }).first {
      self = known
    } else if let known = names.lazy.compactMap(Self.denial).first {
      self = known
    } else {
      return nil
    }
  }

  /// The kinds of allergens that it is about.
  var kinds: Set<AllergenName.Kind> {
    switch self {
    case .all: [.drug, .food, .environment]
    case .drugs: [.drug]
    case .food: [.food]
    case .environment: [.environment]
    case .unasked: []
    }
  }

  /// Codes of SNOMED CT, and one of HL7's.
  private static let codes: [String: AllergyDenial] = [
    "716186003": .all, "160244002": .all, "no-known-allergies": .all, "409137002": .drugs,
    "429625007": .food, "428607008": .environment, "1003774007": .environment,
    "428197003": .environment, "716184000": .environment, "no-allergy-info": .unasked,
    "no-known-medication-allergies": .drugs, "no-known-food-allergies": .food,
    "no-known-environmental-allergies": .environment,
  ]

  private static func denial(_ name: String) -> AllergyDenial? {
    let words = words(of: name)
    guard let first = words.first else { return nil }
    switch first {
    case "nka" where words.count == 1: return .all
    case "nkda" where words.count == 1, "nkma" where words.count == 1: return .drugs
    case "nkfa" where words.count == 1: return .food
    case "none" where words.count == 1 || words == ["none", "known"],
      "nil" where words.count == 1 || words == ["nil", "known"]:
      return .all
    default: break
    }
    let phrase = words.joined(separator: " ")
    if unaskedNames.contains(phrase) { return .unasked }
    if otherDenials.contains(phrase) { return .all }
    if words.starts(with: ["no", "information"]) { return .unasked }
    let isKnown = words.count > 1 && words[1] == "known"
    guard first == "no", isKnown || words.contains(where: { $0.hasPrefix("allerg") }) else {
      return nil
    }
    let said = Set(words)
    if !said.isDisjoint(with: ["drug", "drugs", "medication", "medications", "medicine"]) {
      return .drugs
    }
    if said.isSubset(of: general) { return .all }
    return said.isDisjoint(with: ["food", "foods"]) ? .environment : .food
  }

  private static func words(of name: String) -> [String] {
    TextFolding.fold(name).split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  /// Whether a denial names what it is not about: "No known allergies except penicillin".
  private static func hasException(_ words: [String]) -> Bool {
    let exceptions: Set = [
      "except", "excepting", "excluding", "but", "apart", "besides", "although", "however",
    ]
    return !exceptions.isDisjoint(with: words)
      || zip(words, words.dropFirst()).contains { $0 == "other" && $1 == "than" }
  }

  /// Whether a sentence of its own behind the denial names an allergy: "No known drug allergies; latex allergy".
  private static func goesOn(_ name: String) -> Bool {
    name.split { $0 == ";" || $0 == "." }.dropFirst().contains { clause in
      let words = words(of: String(clause))
      let isDenied = words.first.map { $0 == "no" || $0 == "nil" || $0.hasPrefix("nk") } ?? true
      let isOfAllergy = words.contains { word in
        ["allerg", "intoleran", "anaphyl", "reaction"].contains(where: word.hasPrefix)
      }
      return !isDenied && isOfAllergy && !general.union(attestations).isSuperset(of: words)
    }
  }

  /// What is said of a list of allergies, and names none.
  private static let attestations: Set<String> = [
    "reviewed", "confirmed", "checked", "verified", "updated", "today", "by", "with", "patient",
    "list", "status",
  ]

  /// Denials of all allergies in other words and languages.
  private static let otherDenials: Set<String> = [
    "denies allergies", "denies any allergies", "keine bekannten allergien",
    "keine allergien bekannt",
    "keine allergien", "sin alergias conocidas", "sin alergias", "pas d allergie connue",
    "aucune allergie connue",
    "nessuna allergia nota", "geen bekende allergieen",
  ]

  /// What stands where nobody knows.
  private static let unaskedNames: Set<String> = [
    "unknown", "not known", "allergies unknown", "unknown allergies", "allergy status unknown",
    "unable to obtain", "unable to assess", "not asked", "not recorded", "not reviewed",
    "allergies not reviewed", "allergies not recorded", "patient not asked", "not assessed",
  ]

  /// The words of a denial of all allergies.
  private static let general: Set<String> = [
    "no", "known", "allergy", "allergies", "allergic", "reaction", "reactions", "history", "of",
    "on", "record", "to", "date", "situation", "any", "current", "reported", "recorded",
  ]
}
