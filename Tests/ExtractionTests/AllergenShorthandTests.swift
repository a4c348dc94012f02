// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// What was not borne, in short, and vaccines by the names of diseases.
@Suite struct AllergenShorthandTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(
    arguments: Table.rows(
      """
      Penicillin: childhood rash|Penicillin
      Amoxicillin - childhood rash. Takes ramipril 5 mg.|Amoxicillin
      Penicillin (severe rash)|Penicillin
      Trimethoprim → rash|Trimethoprim
      Sulfasalazine - rash 2018.|Sulfasalazine
      Trimethoprim -> rash|Trimethoprim
      Codeine - N+V (intolerance)|Codeine
      Pen allergic.|Pen
      Allergic to pen - rash.|pen
      Pen allergy as child - not confirmed.|Pen
      """
    )
  ) func allergens(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row)")
      #expect(found.type == .allergies, "\(row)")
      #expect(!found.has(.negation), "\(row)")
    }
  }

  @Test func whatStandsBehindNoneIsNoAllergen() throws {
    for engine in Self.engines {
      let note = engine.read("PMH: PCOS. Allergy: none. Folic acid yes.")
      #expect(try #require(note.entity("Folic acid")).type != .allergies)
    }
  }

  @Test func noAllergenOfAnInsulinPen() {
    for engine in Self.engines {
      #expect(engine.read("Insulin pen training given. Pen needles.").entity("pen") == nil)
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Whooping cough vaccine given today.|Whooping cough vaccine
      Meningitis vaccine given.|Meningitis vaccine
      Flu nasal spray consented for Oct.|Flu
      Japanese encephalitis vaccine.|Japanese encephalitis vaccine
      HAV/HBV vax complete.|HBV vax
      Vaccination record:⏎Influenza 0.5ml IM given 5/10/23|Influenza
      """
    )
  ) func vaccines(row: [String]) throws {
    let text = row[0].split(separator: "⏎").joined(separator: "\n")
    for engine in Self.engines {
      let found = try #require(engine.read(text).entity(row[1]), "\(row)")
      #expect(found.category == .medication, "\(row)")
    }
  }
}
