// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Short names that are two things, and letters that are none.
@Suite struct ShortNameTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(
    arguments: Table.rows(
      """
      T2RF on NIV.|T2RF|J96.92
      Imp: T2RF 2° COPD|T2RF|J96.92
      T1RF secondary to pneumonia.|T1RF|J96.91
      ITP, plt 12.|ITP|D69.3
      Pred 40mg od for 5/7, oesophagitis.|Pred|8638
      Prednisolone 30 mg od. Wean pred by 5 mg weekly.|pred|8638
      Prednisone 20 mg daily. Continue pred.|pred|8640
      Started on pred 20 mg daily.|pred|8640
      T2DM metformin, no bleeding disorder.|T2DM|E11.9
      T2DM metformin, no bleeding disorder.|metformin|6809
      """
    )
  ) func codes(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row)")
      #expect(found.concepts.first { row[2] == $0.code || $0.system != .snomed }?.code == row[2])
    }
  }

  @Test(
    arguments: Table.rows(
      """
      T2RF on NIV.|RF
      T2RF on NIV.|T
      Creat 180 (BL 110)|BL
      BC x2 taken, IV abx.|BC
      O/E tender abdomen.|O/E
      SOB at rest, cough.|rest
      """
    )
  ) func whatIsNothing(row: [String]) {
    for engine in Self.engines { #expect(engine.read(row[0]).entity(row[1]) == nil, "\(row)") }
  }

  @Test func phosphateIsNoRoute() throws {
    for engine in Self.engines {
      let note = engine.read("Hb 108 on aranesp 30mcg weekly. PO4 1.9 - on sevelamer.")
      #expect(try #require(note.entity("aranesp")).texts(.routeOrMode).isEmpty)
    }
  }
}
