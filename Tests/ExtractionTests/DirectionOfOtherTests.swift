// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Directions by their abbreviations, and what looks like one and is said of something else.
@Suite struct DirectionOfOtherTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(
    arguments: Table.rows(
      """
      Lansoprazole 30 mg NG OD|Lansoprazole
      Trelegy 1 puff OD|Trelegy
      Caffeine 10 mg/kg OD|Caffeine
      Sertraline 100 OD|Sertraline
      Biktarvy 1 tab OD|Biktarvy
      Trelegy one OD|Trelegy
      Carvedilol 6.25 OD|Carvedilol
      """
    )
  ) func onceADayIsNoEye(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(found.texts(.frequency) == ["OD"], "\(row[0])")
      #expect(!found.texts(.routeOrMode).contains("OD"), "\(row[0])")
    }
  }

  @Test func anEyeIsOne() throws {
    for engine in Self.engines {
      let note = engine.read("Latanoprost 1 drop OD nightly.")
      #expect(try #require(note.entity("Latanoprost")).texts(.routeOrMode) == ["OD"])
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Glycopyrronium 200 mcg. Oral meds stopped.|Glycopyrronium|Oral
      Hx of OD 2018 paracetamol|paracetamol|OD
      Hx SA 2016 OD Tylenol|Tylenol|OD
      Furosemide infusion if UO drops|Furosemide|drops
      Apixaban compliance good. Pain: patch changed.|Apixaban|patch
      Docusate; enema not needed|Docusate|enema
      Phenytoin stopped gum hypertrophy.|Phenytoin|gum
      Takes ibuprofen. EtOH 10u/wk.|ibuprofen|10u/wk
      """
    )
  ) func whatIsSaidOfOtherThings(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(!found.attributes.contains { $0.text == row[2] }, "\(row[0])")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Co-codamol 30/500 2 QDS prn|Co-codamol|30/500
      Seretide 250/25 2 puffs bd|Seretide|250/25
      """
    )
  ) func twoThingsInOneTablet(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(found.texts(.strength) == [row[2]], "\(row[0])")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Tab Glycomet 500 1-0-1|Glycomet|1-0-1|500
      Tab Dolo 650 mg 1-1-1 x 3 days|Dolo|1-1-1|650 mg
      Tab Dolo 650 SOS|Dolo|SOS|650
      Oxycodone MR 10 BD|Oxycodone|BD|10
      """
    )
  ) func timesOfTheDay(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(found.texts(.frequency) == [row[2]], "\(row[0])")
      #expect(found.attributes.contains { $0.text == row[3] }, "\(row[0])")
    }
  }

  @Test func howMuchSomebodyDrinks() throws {
    for engine in Self.engines {
      let found = try #require(engine.read("ETOH 20u/wk").entity("ETOH"))
      #expect(found.texts(.amount) == ["20u"])
      #expect(found.texts(.frequency) == ["/wk"])
    }
  }
}
