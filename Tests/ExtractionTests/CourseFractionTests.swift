// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Fractions of weeks and years that say how long something is given, and courses that were changed.
@Suite struct CourseFractionTests {
  private static let engines = [Engines.rules, Engines.full]

  /// What is given, its doses, how long each, and the steps.
  @Test(
    arguments: Table.rows(
      """
      Prednisolone 40 mg od 5/7 then 30 mg 5/7 then stop|prednisolone|40 mg,30 mg|5/7,5/7|3
      Prednisolone 40 mg 5/7, 30 mg 5/7, 20 mg 5/7 then stop|prednisolone|40 mg,30 mg,20 mg|5/7,5/7,5/7|4
      prednisone 40 mg x5d then 20 mg x5d then stop|prednisone|40 mg,20 mg|5d,5d|3
      Doxycycline 100 mg od 2/52|doxycycline|100 mg|2/52|0
      Aspirin 300 mg 2/52 then clopidogrel 75 mg|aspirin|300 mg|2/52|0
      Ibuprofen 400 mg tds with food 5/7|ibuprofen|400 mg|5/7|0
      Amoxicillin 500 mg tds 1/52|amoxicillin|500 mg|1/52|0
      Received vancomycin 1 g 3/12|vancomycin|1 g||0
      Suboxone 8/2 BID|Suboxone|8/2||0
      """
    )
  ) func aFractionIsHowLongSomethingIsGiven(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(
        found.texts(.dosage) + found.texts(.strength) == Table.split(row[2], ","),
        "\(row[0])"
      )
      #expect(found.texts(.duration) == Table.split(row[3], ","), "\(row[0])")
      #expect(found.steps.count == Int(row[4]), "\(row[0])")
    }
  }

  @Test func aCourseThatWasChangedHasTheLaterDoseAndRoute() throws {
    for engine in Self.engines {
      let note = engine.read("Cefuroxime 1.5 g IV tds, changed to 500 mg PO bd")
      let found = try #require(note.entity("cefuroxime"))
      #expect(found.texts(.dosage) + found.texts(.strength) == ["500 mg"])
      #expect(found.texts(.routeOrMode) == ["PO"])
      #expect(found.texts(.frequency) == ["bd"])
    }
  }
}
