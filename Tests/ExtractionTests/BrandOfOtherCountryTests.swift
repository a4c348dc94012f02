// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Medications by the names that they have in Britain and Australia.
@Suite struct BrandOfOtherCountryTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(
    arguments: Table.rows(
      """
      Endone 5 mg prn.|Endone|7804
      Norspan 10 mcg/hr patch weekly.|Norspan|1819
      Started on norad 0.1 mcg/kg/min.|norad|7512
      Tazocin 4.5 g IV tds.|Tazocin|74169
      Actrapid 8 units.|Actrapid|253182
      Panadeine Forte 2 tabs qid.|Panadeine Forte|817579
      Septrin 960 mg bd.|Septrin|10831
      Co-amox 625 mg tds.|Co-amox|19711
      Efexor 75 mg od.|Efexor|39786
      Losec 20 mg od.|Losec|7646
      Coversyl 5 mg mane.|Coversyl|54552
      Somac 40 mg.|Somac|40790
      Bricanyl 500 mcg prn.|Bricanyl|10368
      """
    )
  ) func namesOfOtherCountries(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(found.category == .medication)
      #expect(found.concepts.first { $0.system == .rxnorm }?.code == row[2], "\(row[0])")
    }
  }

  @Test(arguments: ["Targin 10/5 bd.", "Alfacalcidol 0.25 mcg od."])
  func medicationsThatAreNoTests(text: String) {
    for engine in Self.engines {
      #expect(engine.read(text).entities.first?.category == .medication, "\(text)")
    }
  }
}
