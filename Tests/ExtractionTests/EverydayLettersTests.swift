// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// What letters and short names mean in everyday notes, and whose a number is.
@Suite struct EverydayLettersTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(
    arguments: Table.rows(
      """
      34 yo F w/ MDD, GAD, PTSD.|GAD|DX_NAME
      ECG: AF rate 94, no acute ischaemia.|AF|DX_NAME
      GDMA1, diet controlled.|GDMA1|DX_NAME
      Prior trials: Zoloft (GI upset), Lexapro 20 (ineffective).|Lexapro|BRAND_NAME
      D50 25 g IV given, BG now 142.|BG|TEST_NAME
      Given decadron, mag 50 mg/kg IV.|mag|GENERIC_NAME
      78M POD2 L hip ORIF.|ORIF|PROCEDURE_NAME
      """
    )
  ) func lettersHaveTheKindOfTheirMeaning(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(
        engine.read(row[0]).entities.first { $0.text.hasSuffix(row[1]) },
        "\(row[0])"
      )
      #expect(found.type.rawValue == row[2], "\(row[0])")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Finasteride stopped by PCP for tenderness.|PCP
      LBP x3 weeks RAD to L leg.|RAD
      Scattered T2 hyperintensities.|T
      Flu/covid UTD.|Flu
      Incision clean, dry, no drainage.|dry
      """
    )
  ) func lettersOfAnotherMeaningAreNothing(row: [String]) {
    for engine in Self.engines {
      #expect(engine.read(row[0]).entity(row[1]) == nil, "\(row[0])")
    }
  }

  @Test func smokingIsNoMedication() {
    for engine in Self.engines {
      let note = engine.read(
        "CT CHEST\\nINDICATION: 66-year-old with cough, weight loss. History of smoking.\\n"
      )
      #expect(note.entity("smoking")?.category != .medication)
    }
  }

  @Test func aValueBehindAnUnknownNameIsItsOwn() throws {
    let found = try #require(Engines.full.read("Hb 8.1 (bl 8.0), zzzic 12%.").entity("Hb"))
    #expect(!found.texts(.testValue).contains("12"))
  }
}
