// SPDX-License-Identifier: Apache-2.0

/// Finds the product of a loaded RxNorm that a medication with its strength and form is: "metformin
/// 500 mg tablets" is `metformin hydrochloride 500 MG Oral Tablet`.
struct ProductFinder {
  let indexes: [TerminologyIndex]

  /// What a note says of a medication, as far as it tells products apart.
  struct Wanted: Hashable {
    /// The words of the ingredient or of the brand, in small letters.
    var name: [String]

    /// Of it, the amounts in their base units, such as "500 mg".
    var strengths: Set<Amount>

    /// Words that the dose form must have: "tablet"; none where the note does not say it.
    var forms: Set<String>

    /// Whether it is released over a day.
    var isExtended: Bool
  }

  /// An amount in the unit that amounts of its kind are compared in.
  struct Amount: Hashable {
    /// Thousandths of the unit, so that equal amounts are equal.
    var thousandths: Int
    var unit: String

    /// Reads a number and a unit as RxNorm or a note spells it; `nil` for other units.
    init?(_ number: Double, _ unit: String) {
      let parts = unit.lowercased().split(separator: "/", maxSplits: 1).map(String.init)
      guard let first = parts.first, let (factor, base) = Self.units[first] else { return nil }
      let scaled = (number * factor * 1000).rounded()
      guard scaled.isFinite, scaled > 0, scaled < 1e15 else { return nil }
      thousandths = Int(scaled)
      self.unit = parts.count > 1 ? "\(base)/\(parts[1])" : base
    }

    private static let units: [String: (Double, String)] = [
      "mg": (1, "mg"), "mgs": (1, "mg"), "milligrams": (1, "mg"), "g": (1000, "mg"),
      "gm": (1000, "mg"), "mcg": (0.001, "mg"), "ug": (0.001, "mg"), "µg": (0.001, "mg"),
      "unt": (1, "unt"), "unit": (1, "unt"), "units": (1, "unt"), "meq": (1, "meq"),
      "%": (1, "%"),
    ]
  }

  /// What stands in a name of RxNorm: `24 HR metformin hydrochloride 500 MG Extended Release Oral Tablet
  /// [Glucophage]` (RxNorm technical documentation, naming conventions).
  struct Product {
    var ingredient: Set<Substring>
    var strength: Amount
    var form: String
    var brand: String?
    var isExtended: Bool

    /// Reads a name with one ingredient, one strength and a form; `nil` for others.
    init?(_ name: String) {
      guard !name.contains(" / "), !name.hasPrefix("{") else { return nil }
      let lower = name.lowercased()
      var words = lower.split(separator: " ")
      isExtended = words.count > 1 && words[1] == "hr"
      if isExtended { words.removeFirst(2) }
      var strength: Amount?
      guard
        let at = words.indices.dropLast().first(where: { index in
          guard let number = Double(words[index]) else { return false }
          strength = Amount(number, String(words[index + 1]))
          return strength != nil
        }), at > 0, let strength
      else { return nil }
      self.strength = strength
      ingredient = Set(words[..<at])
      let rest = words[(at + 2)...].joined(separator: " ")
      let parts = rest.split(separator: "[", maxSplits: 1)
      form = parts.first.map { String($0).trimmingSpaces } ?? ""
      brand = parts.count > 1 ? String(parts[1].prefix { $0 != "]" }) : nil
      guard !form.isEmpty else { return nil }
      isExtended = isExtended || form.contains("extended") || form.contains("delayed")
    }

    /// How well it is what is wanted; `nil` where it is something else.
    func fit(_ wanted: Wanted) -> Int? {
      guard wanted.strengths.contains(strength) else { return nil }
      let isBrand = brand.map { $0 == wanted.name.joined(separator: " ") } ?? false
      // A brand that nobody named says more than the note.
      guard isBrand || (brand == nil && wanted.name.allSatisfy { ingredient.contains($0[...]) })
      else { return nil }
      guard wanted.forms.allSatisfy(form.contains) else { return nil }
      var fit = wanted.forms.count * 4
      if isExtended == wanted.isExtended {
        fit += 2
      } else if wanted.isExtended {
        return nil
      }
      // What is only said to be taken is most often a tablet.
      if form == "oral tablet" { fit += 1 }
      return fit
    }
  }

  /// The most names of one word that are looked through.
  private static let longest = 6000

  /// Returns the products that fit, best first, three at most.
  ///
  /// The first is surer where the form was said, or where it alone has the strength.
  func concepts(_ wanted: Wanted) -> [Concept] {
    guard let key = wanted.name.max(by: { $0.utf8.count < $1.utf8.count }),
      !wanted.strengths.isEmpty
    else { return [] }
    var found: [(concept: Concept, fit: Int)] = []
    for index in indexes where index.systems.contains(.rxnorm) {
      guard let hash = Lexicon.hashes(Array(key.utf8)).first else { continue }
      let postings = index.postings(of: hash)
      guard postings.count <= Self.longest else { continue }
      for place in postings {
        guard let term = index.term(index.posting(place)), term.flags.contains(.preferred),
          let product = Product(index.text(term)), let fit = product.fit(wanted),
          let concept = index.concept(term.concept), concept.system == .rxnorm
        else { continue }
        found.append(
          (
            Concept(
              system: .rxnorm,
              code: concept.code,
              description: concept.name,
              score: 0
            ), fit
          )
        )
      }
    }
    found.sort {
      ($1.fit, $0.concept.description.utf8.count, $0.concept.code)
        < ($0.fit, $1.concept.description.utf8.count, $1.concept.code)
    }
    let isAlone = found.count < 2 || found[0].fit > found[1].fit + 1
    let isFormSaid = !wanted.forms.subtracting(["oral", "inject", "inhal"]).isEmpty
    return found.prefix(3).enumerated().map { number, candidate in
      var concept = candidate.concept
      let isSure = number == 0 && (isFormSaid || isAlone)
      concept.score = isSure ? 0.985 : number == 0 ? 0.6 : 0.45
      return concept
    }
  }
}

extension ProductFinder.Wanted {
  /// Reads the details of a medication.
  ///
  /// - Parameters:
  ///   - name: Its words, or the name that the lexicon has for them.
  ///   - details: What is linked to it.
  ///   - behind: The word behind it, such as "XR".
  ///   - text: Gives the words of a detail.
  init?(name: String, details: [Piece], behind: String, text: (Piece) -> String) {
    let words = name.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "-") }
      .map(String.init)
    var isExtended = Self.extended.contains(behind)
    self.name = words.filter { word in
      if Self.extended.contains(word) { isExtended = true }
      return !Self.extended.contains(word)
    }
    var strengths: Set<ProductFinder.Amount> = []
    var forms: Set<String> = []
    for piece in details {
      switch piece.type {
      case .strength, .dosage:
        if case .quantity(let quantity)? = piece.value, quantity.second == nil,
          quantity.comparator == nil, let unit = quantity.unit,
          let amount = ProductFinder.Amount(quantity.value, unit)
        {
          strengths.insert(amount)
        }
      case .form, .routeOrMode:
        let said = text(piece).lowercased()
        if Self.extended.contains(said) || said.contains("extended") { isExtended = true }
        for (word, form) in Self.formWords where said == word || said == word + "s" {
          forms.insert(form)
        }
      default: break
      }
    }
    guard !strengths.isEmpty, !self.name.isEmpty else { return nil }
    self.strengths = strengths
    self.forms = forms
    self.isExtended = isExtended
  }

  private static let extended: Set<String> = ["er", "xr", "xl", "sr", "cr", "la", "ec", "dr"]

  /// What notes call forms and routes, and the word of RxNorm's dose forms.
  private static let formWords: [(String, String)] = [
    ("tablet", "tablet"), ("tab", "tablet"), ("capsule", "capsule"), ("cap", "capsule"),
    ("po", "oral"), ("p.o.", "oral"), ("oral", "oral"), ("orally", "oral"), ("by mouth", "oral"),
    ("inhaler", "inhal"), ("puff", "inhal"), ("mdi", "inhal"), ("inhaled", "inhal"),
    ("neb", "inhal"), ("nebulizer", "inhal"), ("patch", "patch"), ("cream", "cream"),
    ("ointment", "ointment"), ("gel", "gel"), ("lotion", "lotion"), ("suppository", "suppository"),
    ("solution", "solution"), ("suspension", "suspension"), ("iv", "inject"), ("im", "inject"),
    ("sc", "inject"), ("subq", "inject"), ("sq", "inject"), ("injection", "inject"),
    ("spray", "spray"), ("chewable", "chewable"),
  ]
}

extension String {
  fileprivate var trimmingSpaces: String {
    split(separator: " ").joined(separator: " ")
  }
}
