// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// The dose of now where another stood before it, and the doses of what nobody knows.
@Suite struct ReplacedDoseTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(
    arguments: Table.rows(
      """
      metformin 500 mg → 1000 mg BID|metformin|1000 mg|BID
      Metformin increased from 500 to 1000.|metformin|1000|
      metformin 500 mg BID increased to 1000 mg BID|metformin|1000 mg|BID
      Metformin 500 BID, increase to 1000 BID today.|metformin|1000|BID
      Metformin 500 mg BID, increase to 1000 mg BID in 2 weeks.|metformin|500 mg;1000 mg|BID;BID
      Furosemide 40 mg BID - taking differently: 40 mg daily|furosemide|40 mg|daily
      Gabapentin 300 mg TID - takes 600 mg qhs only|gabapentin|600 mg|qhs
      Prednisone 5 mg, tapering by 1 mg q month.|prednisone|5 mg|
      Prednisone 20 mg daily, decrease by 5 mg every week.|prednisone|20 mg|daily
      Zosyn d/c'd, now CTX 2 g daily D4/14.|Zosyn||
      Glucagon kit expired, new rx Baqsimi 3 mg.|glucagon||
      TSAT 18% -> IV iron.|iron||
      Renvela 800 w/ meals.|Renvela|800|
      NaHCO3 650 mg TID|NaHCO3|650 mg|TID
      tacro 2 mg BID|tacro|2 mg|BID
      """
    )
  ) func theDoseOfNow(row: [String]) throws {
    for engine in Self.engines {
      let note = engine.read(row[0])
      guard let found = note.entity(row[1]) else {
        // The rules alone do not know every brand.
        #expect(row[1] == "Renvela", "\(row[0])")
        continue
      }
      #expect(found.texts(.dosage) == Table.split(row[2], ";"), "\(row[0])")
      #expect(found.texts(.strength).isEmpty, "\(row[0])")
      if !row[3].isEmpty {
        #expect(found.texts(.frequency) == Table.split(row[3], ";"), "\(row[0])")
      } else if row[2] == "5 mg" {
        #expect(found.texts(.frequency).isEmpty, "\(row[0])")
      }
    }
  }

  @Test func stepsStayInTheirOrder() throws {
    for engine in Self.engines {
      let note = engine.read("prednisone 40 mg x5d then 20 mg x5d then stop")
      let found = try #require(note.entity("prednisone"))
      #expect(found.texts(.dosage) == ["40 mg", "20 mg"])
      #expect(found.texts(.duration) == ["5d", "5d"])
      #expect(found.steps.count == 3 && found.steps.last?.stops == true)
    }
  }

  @Test func howLongAnotherThingLastsIsNoDuration() throws {
    let note = Engines.full.read("VL <20 x5 yrs on Biktarvy since 2019.")
    #expect(try #require(note.entity("Biktarvy")).texts(.duration).isEmpty)
  }

  @Test(
    arguments: Table.rows(
      """
      Held Farxiga for surgery, resumed 3/1.|Farxiga|taken
      Lisinopril held for AKI; resume 10 mg daily.|lisinopril|taken
      Metoprolol held overnight, resume this AM.|metoprolol|taken
      Senna held for diarrhea, resume when stools formed.|senna|held
      Senna held, resume tomorrow.|senna|held
      Held metoprolol and lisinopril, resumed metoprolol.|lisinopril|held
      """
    )
  ) func whatIsResumedIsTaken(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]))
      #expect(found.has(.negation) == (row[2] == "held"), "\(row[0])")
    }
  }
}
