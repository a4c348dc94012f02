// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Doses of tapers, days of therapy, and amounts that are no dose of what stands beside them.
@Suite struct DoseStepTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(
    arguments: Table.rows(
      """
      prednisone 40 x5d then 30 x5d then 20 x5d, then off|prednisone|40,30,20|5d,5d,5d|4
      pred 60 mg daily x 5 days, then 40 x 5, then 20 x 5|pred|60 mg,40,20|5 days,5,5|3
      Prednisone 40 mg x 3 days, then 20 mg x 3 days|prednisone|40 mg,20 mg|3 days,3 days|2
      """
    )
  ) func aTaperHasADosePerStep(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(found.texts(.dosage) == Table.split(row[2], ","), "\(row[0])")
      #expect(found.texts(.duration) == Table.split(row[3], ","), "\(row[0])")
      #expect(found.steps.count == Int(row[4]), "\(row[0])")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      amio gtt -> PO 400 BID|amio|400
      Trazodone 50 hs|trazodone|50
      azithro 250 MWF|azithro|250
      KCl 20 x 3d|KCl|20
      Eliquis 5. Coreg 12.5.|Eliquis|5
      1. aspirin 2. metformin|aspirin|
      Phenergan helped. Lost 4 kg.|Phenergan|
      Diuresed 6 L on Lasix.|Lasix|
      O2 2L by nasal cannula|O2|2L
      1200 mL of lactated Ringers|lactated Ringers|1200 mL
      MTX 20 mg qwk + FA 1 mg|MTX|20 mg
      Started Bactrim 3/9 for UTI.|Bactrim|
      Suboxone 8/2 BID|Suboxone|8/2
      Change: Lasix 40->80.|Lasix|80
      Digoxin level 0.8.|Digoxin|
      """
    )
  ) func amountsAreOfTheirOwn(row: [String]) throws {
    for engine in Self.engines {
      guard let found = engine.read(row[0]).entity(row[1]) else {
        #expect(row[2].isEmpty, "\(row[0])")
        continue
      }
      #expect(
        found.texts(.dosage) + found.texts(.strength) == (row[2].isEmpty ? [] : [row[2]]),
        "\(row[0])"
      )
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Zosyn D4|Zosyn|D4
      vanc day 3|vanc|day 3
      Cefazolin 2 g q8h D9/42|Cefazolin|D9/42
      ceftriaxone 1 g IV q24h (day 3/7)|ceftriaxone|day 3/7
      Takes vitamin D3 daily|vitamin D3|
      Hospital day 3. Vancomycin given.|Vancomycin|
      Vancomycin started on hospital day 3.|Vancomycin|
      """
    )
  ) func aDayOfTherapyIsOfItsMedication(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(found.category == .medication)
      #expect(found.texts(.duration) == (row[2].isEmpty ? [] : [row[2]]), "\(row[0])")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      KCl 20.|KCl|medication
      CKCl 20 mEq|CKCl|medication
      K 20 qd|K|medication
      K 4.1|K|test
      K 3.4, KCl 40 mEq given|K|test
      """
    )
  ) func potassiumIsGivenOrMeasured(row: [String]) throws {
    let found = try #require(Engines.full.read(row[0]).entity(row[1]), "\(row[0])")
    #expect((found.category == .medication) == (row[2] == "medication"), "\(row[0])")
  }

  /// "AC" is before meals where a dose or how often stands before it.
  @Test(
    arguments: Table.rows(
      """
      AF: amio gtt, hold AC given plt|amio|
      Humalog 5 units TID AC|Humalog|TID AC
      Metoclopramide 5 mg AC|Metoclopramide|AC
      """
    )
  ) func anticoagulationIsNoFrequency(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(found.texts(.frequency) == (row[2].isEmpty ? [] : [row[2]]), "\(row[0])")
    }
  }

  /// A column of times is no part of the next line.
  @Test func theNextLineIsAnothers() throws {
    let text = "MEDS GIVEN\nmetoprolol    HELD      0900\ninsulin       6 u       1200"
    for engine in Self.engines {
      let note = engine.read(text)
      #expect(try #require(note.entity("metoprolol")).texts(.dosage).isEmpty)
      #expect(try #require(note.entity("insulin")).texts(.dosage) == ["6 u"])
    }
  }
}
