// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// What letters, handovers, lists of pharmacists and forms of many services say in passing.
@Suite struct EverydayNoteTests {
  private static let engines = [Engines.rules, Engines.full]

  /// Whether a medication is denied.
  @Test(
    arguments: Table.rows(
      """
      Xarelto ceased 2/12 ago|Xarelto|yes
      Lyrica 25 mg bd - ceased (dizzy)|Lyrica|yes
      Amiodarone infusion ceased at 0400|Amiodarone|yes
      Ceased amlodipine.|amlodipine|yes
      Venlafaxine 37.5 mg for flushes - did not tolerate (nausea).|Venlafaxine|yes
      He did not tolerate ramipril, and takes losartan 50 mg daily.|losartan|no
      Lorazepam not to be prescribed|Lorazepam|yes
      Naproxen 500mg BD - not prescribed, recommend stop|Naproxen|yes
      Now on letrozole 2.5 mg od (tamoxifen stopped - DVT).|letrozole|no
      Now on letrozole 2.5 mg od (tamoxifen stopped - DVT).|tamoxifen|yes
      Stopped: aspirin, clopidogrel ¶ Started: apixaban 5 mg bd|clopidogrel|yes
      Stopped: aspirin, clopidogrel ¶ Started: apixaban 5 mg bd|apixaban|no
      Omeprazole swapped for lansoprazole|Omeprazole|yes
      Hold simvastatin whilst on clarithromycin|simvastatin|yes
      Hold simvastatin whilst on clarithromycin|clarithromycin|no
      Clarithromycin 500 mg bd 5/7 (omit simvastatin)|simvastatin|yes
      Clarithromycin 500 mg bd 5/7 (omit simvastatin)|clarithromycin|no
      Omit ramipril and furosemide on day of surgery.|furosemide|yes
      Omeprazole swapped for lansoprazole|lansoprazole|no
      Ramipril 10 mg (cough; stopped)|Ramipril|yes
      Seroquel 25 qHS (SNF holding)|Seroquel|yes
      Ibuprofen contraindicated, paracetamol 1 g qds|paracetamol|no
      Paracetamol 1 g qds, naproxen CI.|naproxen|yes
      Avoid trimethoprim with methotrexate.|methotrexate|no
      Avoid trimethoprim with methotrexate.|trimethoprim|yes
      No heparin (HIT 2019) - use fondaparinux.|fondaparinux|no
      No heparin (HIT 2019) - use fondaparinux.|heparin|yes
      """
    )
  ) func whatIsTakenAndWhatIsNot(row: [String]) throws {
    for engine in Self.engines {
      let text = Table.split(row[0], "¶").joined(separator: "\n")
      let found = try #require(engine.read(text).entity(row[1]), "\(row[0])")
      #expect(found.has(.negation) == (row[2] == "yes"), "\(row[0])")
    }
  }

  @Test func aLabelDeniesItsList() {
    for engine in Self.engines {
      let note = engine.read("Neg: fever, cough. Pos: vomiting")
      #expect(note.entities.filter { $0.has(.negation) }.map(\.text) == ["fever", "cough"])
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Influenza A detected, RSV not detected|RSV
      Previous PE (2015), DVT excluded today|DVT
      PE and DVT excluded|PE,DVT
      PE, DVT excluded|PE,DVT
      """
    )
  ) func whatIsSaidOfTheFirstStands(row: [String]) {
    for engine in Self.engines {
      let denied = engine.read(row[0]).entities.filter { $0.has(.negation) }.map(\.text)
      #expect(denied == Table.split(row[1], ","), "\(row[0])")
    }
  }

  @Test func aCancerIsNoCalcium() throws {
    for engine in Self.engines {
      let found = try #require(engine.read("Ca breast 2010, in remission").entity("Ca breast"))
      #expect(found.category == .medicalCondition)
      #expect(engine.read("Ca 2.3").entities.first?.category == .testTreatmentProcedure)
    }
  }

  @Test func aLineOfStoppedMedicationsIsNotOfTheLineAbove() {
    let text =
      "- INCREASED: ramipril 2.5 mg -> 5 mg bd\n- STOPPED: amlodipine, gliclazide (hypos)\n"
    for engine in Self.engines {
      let denied = engine.read(text).entities.filter { $0.has(.negation) }.map(\.text)
      #expect(denied == ["amlodipine", "gliclazide"])
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Warfarin stopped, not for anticoag (GIB).|GIB
      Aranesp 40 mcg IV weekly with HD, Venofer 100 mg on hold|HD
      """
    )
  ) func aReasonIsNotDenied(row: [String]) throws {
    let found = try #require(Engines.full.read(row[0]).entity(row[1]), "\(row[0])")
    #expect(!found.has(.negation), "\(row[0])")
  }

  @Test(
    arguments: Table.rows(
      """
      Mum had GDM and was on labetalol.|labetalol|yes
      Grandma has shingles|shingles|yes
      Lives with wife (COPD)|COPD|yes
      Wife exhausted, has angina.|angina|yes
      BIB mum w 2/7 coryza, cough|cough|no
      Wife present, has no concerns. He has angina.|angina|no
      """
    )
  ) func whoseItIs(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(found.has(.pertainsToFamily) == (row[2] == "yes"), "\(row[0])")
    }
  }

  /// Doses that are taken now.
  @Test(
    arguments: Table.rows(
      """
      - INCREASED: atorvastatin 20 mg to 80 mg nocte|atorvastatin|80 mg
      Furosemide 40mg BD (GP record 40mg OD)|Furosemide|40mg
      Dalteparin 5000 units od|Dalteparin|5000 units
      Quetiapine 200 mg nocte -> reduce to 150 mg|Quetiapine|150 mg
      Quetiapine 200 mg nocte -> reduce to 150|Quetiapine|150
      """
    )
  ) func theDoseIsTheLastOne(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(found.texts(.dosage) + found.texts(.strength) == [row[2]], "\(row[0])")
      #expect(found.texts(.routeOrMode).isEmpty, "\(row[0])")
    }
  }

  @Test func whatIsRaisedOnlyIfIsSupposed() throws {
    let text = "I will increase ramipril to 10 mg od if BP remains high."
    for engine in Self.engines {
      #expect(try #require(engine.read(text).entity("ramipril")).has(.conditional))
      #expect(engine.read("ramipril").entities.count == 1)
    }
  }

  /// Letters that mean something else where they stand.
  @Test(
    arguments: Table.rows(
      """
      Staging CT CAP: no mets|CAP
      LR6 TTP, no sinus|LR
      MMR: MLH1 loss|MMR
      HPC: 34F fever|HPC
      Sister PET.|PET
      """
    )
  ) func lettersThatMeanAnother(row: [String]) {
    for engine in Self.engines { #expect(engine.read(row[0]).entity(row[1]) == nil, "\(row[0])") }
  }

  @Test func aTestBesideAMedicationIsNoDose() throws {
    for engine in Self.engines {
      let warfarin = try #require(
        engine.read("On warfarin INR 2.4, pen allergic").entity("warfarin")
      )
      #expect(warfarin.texts(.dosage).isEmpty)
      let note = engine.read("Letrozole 2.5 mg daily, mammo annually")
      #expect(try #require(note.entity("letrozole")).texts(.frequency) == ["daily"])
    }
  }

  @Test func aStageIsNoRoute() throws {
    for engine in Self.engines {
      let note = engine.read("afib on Eliquis, CKD IV, s/p PPM")
      #expect(try #require(note.entity("Eliquis")).texts(.routeOrMode).isEmpty)
    }
  }
}
