// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Values that are of another test or of none, doses of another medication, and what somebody is allergic to.
@Suite struct OwnValueTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(
    arguments: Table.rows(
      """
      2. Repeat U&E⏎3. Senna 15 mg nocte|Repeat U&E|
      5. Check CrCl⏎6. Wean oxygen|CrCl|
      CrCl:⏎38|CrCl|38
      CRP 6, vit D 22 nmol/L, Mg 0.58.|CRP|6
      CRP 6, vit D 22 nmol/L, Mg 0.58.|vit D|22
      B12 180, folate 3.2.|B12|180
      Dry wt 72.0, UF 2.3 L.|wt|72.0
      Colonoscopy if negative.|Colonoscopy|
      ECG QTc 418.|QTc|418
      Alb 28, CRP 6.|Alb|28
      NSTEMI, trop 1240.|trop|1240
      Olaparib held for plt 62, resume at 250.|plt|62
      """
    )
  ) func valuesAreOfTheirTest(row: [String]) throws {
    for engine in Self.engines {
      let note = engine.read(Table.lines(row[0]))
      let found = note.entity(row[1]) ?? note.entities.first { row[1].hasSuffix($0.text) }
      if let found {
        #expect(found.texts(.testValue).joined(separator: ",") == row[2], "\(row[0])|\(row[1])")
      } else {
        #expect(row[2].isEmpty, "\(row[0])")
      }
    }
  }

  @Test(arguments: ["B12 1000 mcg im monthly.", "Vit D 800 od.", "On vit D 800 units."])
  func whatIsTakenIsNoTest(text: String) {
    for engine in Self.engines {
      let note = engine.read(text)
      #expect(note.entities.contains { $0.category == .medication }, "\(text)")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Allergy latex (contact dermatitis). MRSA neg.|latex
      Allergic pen - child.|pen
      Allergy: amoxicillin (swelling) - use clinda.|amoxicillin
      Allergic to codeine. NKDA otherwise.|codeine
      """
    )
  ) func whatSomebodyIsAllergicToIsNotTaken(row: [String]) throws {
    for engine in Self.engines {
      let note = engine.read(row[0])
      #expect(try #require(note.entity(row[1])).type == .allergies, "\(row[0])")
      #expect(note.entity("NKDA") == nil, "\(row[0])")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      ETOH 30u/d CIWA 14: chlordiazepoxide 30 QDS.|chlordiazepoxide|30
      MST 45 bd stopped. Breakthrough morph 5 mg sc x2.|MST|45
      Spiro 200, furos 80; paracentesis 8 L.|furos|80
      Prior bevacizumab - perf. Transfused 1u.|bevacizumab|
      Mirtazapine 30 nocte. Buvidal 96 mg monthly.|Mirtazapine|30
      """
    )
  ) func dosesAreOfTheirMedication(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(found.texts(.dosage).joined(separator: ",") == row[2], "\(row[0])")
    }
  }

  @Test func whatIsUsedInsteadIsNoAllergen() throws {
    for engine in Self.engines {
      let note = engine.read("Allergy: amoxicillin (swelling) - use clindamycin.")
      #expect(try #require(note.entity("clindamycin")).category == .medication)
    }
  }

  @Test func whatIsTakenOnceADayGoesIntoNoEye() throws {
    for engine in Self.engines {
      let note = engine.read("Apixaban 5 BD - pt takes OD.")
      #expect(try #require(note.entity("Apixaban")).texts(.routeOrMode).isEmpty)
    }
  }

  @Test func anOverdoseGoesIntoNoEye() throws {
    for engine in Self.engines {
      let found = try #require(
        engine.read("Admitted following mixed OD (32 x paracetamol).").entity("paracetamol")
      )
      #expect(found.texts(.routeOrMode).isEmpty)
    }
  }
}
