// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Brands and short names that Britain, India, Australia and Africa prescribe by.
@Suite struct BrandOfPrescriptionTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(
    arguments: Table.rows(
      """
      Istin 5 mg od|Istin|17767
      Lixiana 60 mg od|Lixiana|1599538
      Tab Amlong 5 mg od|Amlong|17767
      Tab Ecosprin AV 75/20 0-0-1, Tab Pan 40 BBF x 10d|Pan 40|40790
      Humulin M3 24 units bd|Humulin M3|106892
      Rivotril 0.5 mg nocte|Rivotril|2598
      Morphine 5 mg IV, entonox refused.|entonox|7486
      Ca acetate with meals|Ca acetate|214342
      Ceftriax 1 g IV|Ceftriax|2193
      Fent 100mcg, roc 80mg|Fent|4337
      Fent 100mcg, roc 80mg|roc|68139
      """
    )
  ) func codes(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row)")
      #expect(found.category == .medication, "\(row)")
      let code = found.concepts.first { $0.system == .rxnorm }?.code
      #expect(code == row[2], "\(row)")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Vertin 16 mg tds|Vertin
      Arcoxia 60 mg od|Arcoxia
      Ampiclox 500 mg qds|Ampiclox
      Moduretic 1 tab od|Moduretic
      Galvus Met 50/500 bd|Galvus Met
      Pregaday one daily|Pregaday
      Relvar one puff od|Relvar
      Osimertinib 80 mg od|Osimertinib
      Amantadine 100 mg od|Amantadine
      On Triumeq since 2018.|Triumeq
      Clobazam 10 mg nocte|Clobazam
      Vit B12 inj, Forceval, Adcal-D3, iron.|Adcal-D3
      Torasemide 5 mg od|Torasemide
      Valaciclovir 500 mg bd|Valaciclovir
      """
    )
  ) func names(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row)")
      #expect(found.category == .medication, "\(row)")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      On levo 8 mcg/min, vaso 0.04.|levo|7512
      Epi 5 mcg/min, weaning.|Epi|3992
      Neo 0.5 mcg/kg/min.|Neo|8163
      HC 50 q6h for shock.|HC|5492
      HC 50 mg IV q6h|HC|5492
      CTX 2 g IV daily.|CTX|2193
      """
    )
  ) func namesByTheirDose(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row)")
      let code = found.concepts.first { $0.system == .rxnorm }?.code
      #expect(code == row[2], "\(row)")
    }
  }

  @Test func aHeadIsNoHydrocortisone() {
    for engine in Self.engines {
      #expect(engine.read("Wt 4.2 kg, HC 36 cm.").entity("HC")?.category != .medication)
      #expect(engine.read("Seen by HC 50 times.").entity("HC")?.category != .medication)
    }
  }

  @Test func whatIsRefusedStandsBesideIt() throws {
    for engine in Self.engines {
      let note = engine.read("Paracetamol 1 g IV, morphine 5 mg IV, entonox refused.")
      #expect(try #require(note.entity("morphine")).said == "yes")
      #expect(try #require(note.entity("entonox")).said == "no")
    }
  }

  @Test func aFormShowsANameThatNobodyKnows() throws {
    for engine in Self.engines {
      let note = engine.read(
        "Rx: Tab Qorvelan 40 1-0-1, Inj. Zentrafil 1 g IV bd, stop Tab Telma 40."
      )
      let tablet = try #require(note.entity("Qorvelan"))
      #expect(tablet.category == .medication)
      #expect(tablet.texts(.frequency) == ["1-0-1"])
      #expect(try #require(note.entity("Zentrafil")).texts(.frequency) == ["bd"])
      #expect(engine.read("Tab Monday 2 pm").entity("Monday")?.category != .medication)
    }
  }

  @Test(
    arguments: Table.rows(
      """
      PMH: HTN, ↑chol, ex-smoker.|↑chol|E78.00
      C/o giddiness since Monday.|giddiness|R42
      RVD+ on TLD.|RVD+|B20
      Known hypertensive, not DM.|Known hypertensive|I10
      """
    )
  ) func conditions(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row)")
      let code = found.concepts.first { $0.system == .icd10cm }?.code
      #expect(code == row[2], "\(row)")
    }
  }
}
