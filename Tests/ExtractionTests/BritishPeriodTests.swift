// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Fractions of weeks, months and years are times, and no values or doses.
@Suite struct BritishPeriodTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(
    arguments: Table.rows(
      """
      Amoxicillin 500 mg tds 5/7|Amoxicillin|5/7
      Nitrofurantoin 100 mg MR bd for 3/7|Nitrofurantoin|3/7
      Doxycycline 100 mg 7/7.|Doxycycline|7/7
      Pred 40 mg 5/7.|Pred|5/7
      """
    )
  ) func howLongACourseIs(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(found.texts(.duration) == [row[2]], "\(row[0])")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Repeat HbA1c 3/12.
      Pituitary MRI 6/12.
      2/7 hx of cough.
      Chest pain 3/52 ago.
      Review with U&E in 6/52.
      4/12 post partum.
      """
    )
  ) func noValueOfATime(row: [String]) {
    for engine in Self.engines {
      let details = engine.read(row[0]).entities.flatMap(\.attributes)
      #expect(
        !details.contains { [.testValue, .dosage, .strength].contains($0.type) },
        "\(row[0])"
      )
    }
  }
}
