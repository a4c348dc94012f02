// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Doses in words that go on, doses that are changed, and amounts that belong to something else.
@Suite struct DoseChangeTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(
    arguments: Table.rows(
      """
      Azithro 500 then 250|Azithro|500;250
      Last took ibuprofen 400 this AM w/o relief.|ibuprofen|400
      Takes amlodipine 10 and lisinopril 20 daily.|amlodipine|10
      Lisinopril 5 for renal protection.|Lisinopril|5
      Lantus 20 + Humalog 5 TID|Lantus|20
      Acetaminophen 650 at 0800 with good effect.|Acetaminophen|650
      Increase losartan to 100 daily.|losartan|100
      Plan: increase Effexor to 225, consider lithium.|Effexor|225
      Sevelamer increased from 800 to 1600 TID w/ meals.|Sevelamer|1600
      Will increase Entresto to 97/103 if BP tolerates.|Entresto|97/103
      Prednisone to be tapered, reduce prednisone to 10 next week.|prednisone|10
      NSTEMI. Plavix 300 load then 75 daily. ASA 325 given.|Plavix|300;75
      Lisinopril 10 mg daily -> 20 mg daily|Lisinopril|20 mg
      Carvedilol 12.5 mg BID CHANGE (from 6.25 mg)|Carvedilol|12.5 mg
      """
    )
  ) func dosesAreReadWhereTheWordsGoOn(row: [String]) throws {
    for engine in Self.engines {
      let note = engine.read(row[0])
      let doses = note.entities.filter { $0.text.lowercased() == row[1].lowercased() }
        .flatMap { $0.texts(.dosage) }
      #expect(doses == Table.split(row[2], ";"), "\(row[0])")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Digoxin 0.8 today, K 4.1|Digoxin
      Vancomycin increased to 18 on the last trough|Vancomycin
      aspirin since 2019, metformin since 2020|aspirin
      """
    )
  ) func numbersThatWereMeasuredAreNoDose(row: [String]) throws {
    for engine in Self.engines {
      guard let found = engine.read(row[0]).entity(row[1]) else { continue }
      #expect(found.texts(.dosage).isEmpty && found.texts(.strength).isEmpty, "\(row[0])")
    }
  }

  @Test func aBloodPressureThatIsHopedForIsNoValue() {
    let note = Engines.full.read("Will increase Entresto to 97/103 if BP tolerates.")
    #expect(note.entities.filter { $0.text == "BP" }.allSatisfy { $0.texts(.testValue).isEmpty })
  }

  @Test(
    arguments: Table.rows(
      """
      KCl 40 mEq PO x1, recheck in AM|KCl|
      Lasix 40 mg IV, recheck lytes in the morning|Lasix|
      Lisinopril 10 mg in AM.|Lisinopril|in AM
      """
    )
  ) func aTimeToLookAgainIsNoFrequency(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(found.texts(.frequency) == Table.split(row[2], ";"), "\(row[0])")
    }
  }

  @Test func whatIsGivenByWeightIsTheFluid() throws {
    for engine in Self.engines {
      for text in [
        "Norepinephrine 0.1 mcg/kg/min, s/p 30 mL/kg crystalloid.",
        "Given 30 mL/kg bolus then norepinephrine.",
      ] {
        let note = engine.read(text)
        let found = try #require(note.entity("norepinephrine"))
        #expect(found.texts(.dosage).isEmpty && found.texts(.strength).isEmpty, "\(text)")
      }
      let fluid = try #require(engine.read("30 mL/kg LR bolus given.").entity("LR"))
      #expect(fluid.texts(.dosage) == ["30 mL/kg"])
    }
  }

  @Test func aUnitMayStandInTheNextLine() throws {
    for engine in Self.engines {
      let note = engine.read(
        "MEDICATIONS: Plavix 75 mg daily, simvastatin 20\nmg q.d., and folate."
      )
      #expect(try #require(note.entity("simvastatin")).texts(.dosage) == ["20\nmg"])
    }
  }

  @Test func aReductionIsNoStrength() throws {
    for engine in Self.engines {
      let found = try #require(
        engine.read("Oxaliplatin dose reduced 20% to 68 mg/m2.").entity("oxaliplatin")
      )
      #expect(!found.texts(.strength).contains("20%"))
    }
  }
}
