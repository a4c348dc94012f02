// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Lists that say what to go on with, what to change and what to stop, and what letters say of the same.
@Suite struct ReconciledListTests {
  private static let engines = [Engines.rules, Engines.full]

  private static let table = """
    | Medication | Dose | Route | Frequency | Action |
    | Losartan | 50 mg | PO | daily | CONTINUE |
    | Atenolol | 50 mg | PO | daily | STOP TAKING |
    | Simvastatin | 40 mg | PO | qHS | CHANGE to atorvastatin 40 mg |
    | Naproxen | 500 mg | PO | BID PRN | DO NOT TAKE |
    | Levemir | 20 units | SC | qHS | CHANGED: was 30 units |
    """

  @Test func aTableSaysWhatToStop() throws {
    for engine in Self.engines {
      let note = engine.read(Self.table)
      for (name, isStopped) in [
        ("Losartan", false), ("Atenolol", true), ("Simvastatin", true), ("atorvastatin", false),
        ("Naproxen", true), ("Levemir", false),
      ] {
        let found = try #require(note.entity(name), "\(name)")
        #expect(found.has(.negation) == isStopped, "\(name)")
      }
      #expect(try #require(note.entity("Levemir")).texts(.dosage) == ["20 units"])
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Stop taking these medications: ibuprofen, losartan.|ibuprofen
      Stop taking these medications: ibuprofen, losartan.|losartan
      Hx of VUR, off prophylactic Bactrim since 2022.|Bactrim
      Theophylline, which she had been taking for many years, was discontinued.|Theophylline
      At discharge her tiotropium was replaced by Trelegy.|tiotropium
      She previously developed a rash on propylthiouracil.|propylthiouracil
      Took Plan B 2 wks ago.|Plan B
      Hx breast ca on arimidex x5 y, completed 2014.|arimidex
      """
    )
  ) func whatWasStopped(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(found.has(.negation) || found.has(.pastHistory), "\(row[0])")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Her usual bisoprolol was withheld initially but restarted at half the dose.|bisoprolol
      No pain, no BM x3d, Dulcolax supp given.|Dulcolax
      No hx DVT, smoker 5/day.|smoker
      """
    )
  ) func whatGoesOn(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(!found.has(.negation) && !found.has(.pastHistory), "\(row[0])")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Lasix increased to 40 mg BID from 20 mg daily.|Lasix|40 mg|BID
      HTN improved, lisinopril decreased 40->10.|lisinopril|10|
      Trazodone 50 was stopped. Cannabis daily.|Trazodone|50|
      Insulin 4 U/h, stress dose HC 50 q6h.|Insulin||
      """
    )
  ) func doseAndFrequencyAreThoseThatCount(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(found.texts(.dosage) == Table.split(row[2], ";"), "\(row[0])")
      #expect(found.texts(.frequency) == Table.split(row[3], ";"), "\(row[0])")
    }
  }

  @Test func theReactionOfWhoIsAllergicIsPast() throws {
    for engine in Self.engines {
      let note = engine.read("GBS pos, PCN allergic (anaphylaxis) -> vanc.")
      #expect(try #require(note.entity("anaphylaxis")).has(.pastHistory))
    }
  }
}
