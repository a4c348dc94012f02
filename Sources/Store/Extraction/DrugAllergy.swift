// SPDX-License-Identifier: Apache-2.0

/// Whether what somebody takes is what they are allergic to, by the names of both.
///
/// A brand, a combination and a class are looked through (``AllergenClass``). A warning that is missing is no
/// leave to give a drug.
public enum DrugAllergy {
  /// Asks whether a medication has all words of an allergen one behind the other, is one of the class of
  /// drugs that it is, or has a drug of it.
  ///
  /// - Parameters:
  ///   - medication: What the medication is called, strength and form and all.
  ///   - allergen: What the allergy is called.
  /// - Returns: Whether it is; not for foods and what is in the air.
  public static func meets(medication: String, allergen: String) -> Bool {
    guard let form = form(ofAllergen: allergen) else { return false }
    return meets(medication: medication, forms: [form])
  }

  /// The form under which an allergen is compared with medications; `nil` for foods, for what is in the
  /// air, and where no name is left.
  static func form(ofAllergen allergen: String) -> String? {
    guard let form = AllergenName.form(allergen) else { return nil }
    switch AllergenName.kind(of: form) {
    case .food?, .environment?: return nil
    case .drug?, nil: return form
    }
  }

  /// As above, for the forms of an allergen's names.
  static func meets(medication: String, forms: Set<String>) -> Bool {
    meets(Medication(medication), forms: forms)
  }

  /// What a medication is called, taken apart once for all allergens.
  struct Medication {
    /// Its words without strength and form.
    fileprivate let words: [String]

    /// The drugs in it.
    fileprivate let contents: [String]

    init(_ name: String) {
      words = Reconciliation.Groups.essence(name).split(separator: " ").map(AllergenName.singular)
      contents = AllergenClass.words(of: words)
    }
  }

  /// As above, for a medication that was taken apart.
  static func meets(_ medication: Medication, forms: Set<String>) -> Bool {
    let (words, contents) = (medication.words, medication.contents)
    return forms.contains { form in
      if AllergenClass.contains(contents, class: form) { return true }
      if contents.contains(where: AllergenClass.words(of: [form]).contains) { return true }
      let sought = form.split(separator: " ").map(String.init)
      let allergens = AllergenClass.words(of: sought)
      if AllergenClass.react(contents, with: allergens) { return true }
      // Of a combination each drug may be what made the reaction.
      if allergens.contains(where: { AllergenClass.isDrug($0) && contents.contains($0) }) {
        return true
      }
      guard !sought.isEmpty, sought.count <= words.count else { return false }
      return (0...words.count - sought.count).contains {
        words[$0..<$0 + sought.count].elementsEqual(sought)
      }
    }
  }
}
