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
      Pen V 500mg QDS 5/7.|Pen V|70618
      Fludro 100 mcg OD.|Fludro|4452
      IV para 1g, morphine 2.5mg.|para|161
      Dapa on hold (UTI).|Dapa|1488564
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
      CXR: clear. BC: no growth.|BC
      O/E tender abdomen.|O/E
      SOB at rest, cough.|rest
      Breast MDT: 49F, screen detected.|MDT
      CAMHS: 15F, low mood.|CAMHS
      ED psych liaison: took 20 tablets.|ED
      Pt seen. Doesn't take lunchtime dose of gabapentin.|Doesn't
      Gravida 2 para 1, seen today.|para
      Amiodarone stopped Jan - thyrotoxicosis. On bisoprolol.|Jan
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

  @Test(
    arguments: Table.rows(
      """
      Zuclopenthixol 300mg 2/52, next due 17/5.|Zuclopenthixol|300mg|2/52
      Hydroxocobalamin 1mg IM 3/12|Hydroxocobalamin|1mg|3/12
      Denosumab 60 mg SC 6/12|Denosumab|60 mg|6/12
      """
    )
  ) func howOftenADepotIsGiven(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row)")
      #expect(found.texts(.dosage) == [row[2]], "\(row)")
      #expect(found.texts(.frequency) == [row[3]], "\(row)")
    }
  }

  @Test func noShareOfATestIsADose() throws {
    for engine in Self.engines {
      let note = engine.read("AF burden 14% - start edoxaban 60 mg.")
      #expect(try #require(note.entity("edoxaban")).texts(.strength).isEmpty)
    }
  }

  @Test func fragmentsAreANote() throws {
    let text =
      "Heart failure nurse: NYHA III, EF 28%. Oedema to knees, no orthopnoea. Bumetanide 2mg BD. "
      + "Ramipril → Entresto 24/26 after 36h washout. Bisop 5 (HR 58, not uptitrated). Dapa on hold. "
      + "K 5.1. Amiodarone stopped Jan - thyrotoxicosis."
    let note = Engines.full.read(text)
    #expect(try #require(note.entity("Ramipril")).has(.negation))
    #expect(try #require(note.entity("Bisop")).texts(.dosage) == ["5"])
    #expect(note.entity("Jan") == nil)
  }
}
