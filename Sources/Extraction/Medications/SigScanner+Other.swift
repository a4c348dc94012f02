// SPDX-License-Identifier: Apache-2.0

/// Words of directions that are none where they stand: "CKD IV", "an OD on Tylenol", "if UO drops".
extension SigScanner {
  /// "PO4 1.9" is phosphate.
  func isPhosphate(_ start: Int) -> Bool {
    lower(start) == "po" && NumberWords.digits(note, start + 1) == 4
      && !note.tokens[start + 1].flags.contains(.spaceBefore)
  }

  /// "# CAP: RLL" is a pneumonia; "300 mg CAP" and "1 CAP" are capsules.
  func isPneumonia(_ start: Int) -> Bool {
    guard lower(start) == "cap", note.isAllCaps(start) else { return false }
    return start == 0 || note.tokens[start].flags.contains(.lineStart)
      || note.tokens[start - 1].kind == .symbol || note.holds(start - 1, Self.treating)
  }

  /// What stands before a disease, and before no capsule: "azithromycin for CAP".
  private static let treating = Hash.words(
    "for with of treat treated treating cover covering likely possible suspected severe concern has had have"
  )

  /// "an OD on Tylenol" goes into no eye.
  func isOverdose(_ start: Int) -> Bool {
    lower(start) == "od"
      && (["on", "of"].contains(lower(start + 1))
        || [
          "intentional", "an", "following", "after", "took", "accidental", "drug", "polysubstance",
          "heroin", "opioid", "mixed", "impulsive", "staggered", "deliberate",
        ]
        .contains(lower(start - 1))
        || note.tokens.indices.contains(start - 1) && note.tokens[start - 1].count == 4
          && NumberWords.digits(note, start - 1).map {
            (1900..<2000).contains($0) || (2001...2100).contains($0)
          }
            ?? false
        || note.holds(start - 1, Self.earlier)
          && (NumberWords.digits(note, start + 1).map { (1900...2100).contains($0) } ?? true)
        // "OD 20 x 200 mg ibuprofen"
        || NumberWords.digits(note, start + 1) != nil && lower(start + 2) == "x")
  }

  private static let drinks = Hash.words("etoh alcohol drinks drinking drink transfused")

  /// "ETOH 30u/d" is drunk, and no dose of what is named behind it.
  func isDrunk(_ start: Int) -> Bool {
    let before = note.isSymbol(start - 1, 0x3A) ? start - 2 : start - 1
    return NumberWords.digits(note, start) != nil && note.holds(before, Self.drinks)
  }

  private static let earlier = Hash.words("of previous prev past prior hx")

  private static let kinds = Hash.words(
    "meds medications medication medicines intake hygiene cavity mucosa ulcers thrush access line lines"
  )

  /// "Oral meds stopped", "IV access": how other things are given.
  func isOfKind(_ start: Int) -> Bool {
    note.holds(start + 1, Self.kinds) && ["oral", "iv", "po"].contains(lower(start))
      && !note.tokens[start + 1].flags.contains(.lineStart)
  }

  private static let infused = Hash.words(
    "reaction reactions suite clinic centre center unit nurse site"
  )

  /// "if UO drops" is what falls.
  func isFalling(_ start: Int) -> Bool {
    // "Phenytoin stopped gum hypertrophy"
    if lower(start) == "gum" {
      return note.tokens.indices.contains(start - 1) && note.tokens[start - 1].kind == .word
        && lower(start - 1) != "nicotine" && word(start - 1) == nil
    }
    // "Previous infusion reaction", "infusion suite"
    if lower(start) == "infusion", note.holds(start + 1, Self.infused) { return true }
    return lower(start) == "drops"
      && (max(0, start - 4)..<start).contains { ["if", "when", "until"].contains(lower($0)) }
  }

  /// "Syringe driver" pumps what it is filled with.
  func isDriver(_ start: Int) -> Bool {
    lower(start) == "syringe" && ["driver", "drivers", "pump"].contains(lower(start + 1))
  }

  /// "Pred forte hourly", but not "4 hourly".
  func isHourly(_ start: Int) -> Bool {
    lower(start) == "hourly" && start > 0 && note.tokens[start - 1].kind == .word
      && !["every", "each"].contains(lower(start - 1))
  }

  private static let staged = Hash.words("ckd nyha stage grade class type figo")

  /// "CKD IV" goes into no vein.
  func isStage(_ start: Int) -> Bool {
    lower(start) == "iv" && note.holds(start - 1, Self.staged)
  }
}
