// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Doses without a unit or a frequency, and letters that mean another thing beside them.
@Suite struct BareDoseTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(
    arguments: Table.rows(
      """
      atorva 40|atorva|40
      amlodipine 10, lisinopril 20, metformin 1000|amlodipine|10
      amlodipine 10, lisinopril 20, metformin 1000|lisinopril|20
      amlodipine 10, lisinopril 20, metformin 1000|metformin|1000
      On tamsulosin 0.4, finasteride 5 - stopped 3 months ago|tamsulosin|0.4
      Plavix 75 (held for angio)|Plavix|75
      finasteride 5 - stopped 3 months ago|finasteride|5
      Seroquel 25 -> 12.5 qhs|Seroquel|12.5
      gabapentin 600 TID|gabapentin|600
      Heparin 5000 SQ TID held.|Heparin|5000
      Digoxin 0.125, Coreg 12.5|Digoxin|0.125
      ASA 81 OTC daily|ASA|81
      """
    )
  ) func aNumberBehindANameIsItsDose(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(found.texts(.dosage) == [row[2]], "\(row[0])")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Labs: digoxin 0.8, K 4.1|digoxin
      B12 412, TSH 2.1|B12
      1. aspirin 2. metformin|aspirin
      Was on warfarin 2010, 2011|warfarin
      aspirin 10/2023|aspirin
      CT 0851, tPA 0905, groin 0942|tPA
      CT 1401, tPA 1423|tPA
      Na 135, bicarb 22, calcium 9.1|bicarb
      SSI stopped, MOM prn|SSI
      """
    )
  ) func otherNumbersAreNoDose(row: [String]) throws {
    for engine in Self.engines {
      guard let found = engine.read(row[0]).entity(row[1]) else { continue }
      #expect(found.texts(.dosage).isEmpty && found.texts(.strength).isEmpty, "\(row[0])")
    }
  }

  @Test(arguments: ["K 3.1, Mg 2 g IV.", "Mg 1.6 -> Mg 2 g IV", "Gave Mg 2g IV x1"])
  func saltInGramsIsGiven(text: String) throws {
    for engine in Self.engines {
      let note = engine.read(text)
      let found = try #require(
        note.entities.first { $0.text == "Mg" && $0.category == .medication },
        "\(text)"
      )
      #expect(found.evidence.preferredName == "magnesium sulfate")
      #expect(found.texts(.dosage).count == 1, "\(text)")
    }
  }

  @Test func aLevelIsMeasured() throws {
    let note = Engines.full.read("Mg 1.8, K 4.1 mEq/L")
    #expect(try #require(note.entity("Mg")).type == .testName)
    #expect(try #require(note.entity("K")).type == .testName)
    let vitamin = Engines.full.read("Vit K 2.5 mg po given")
    #expect(try #require(vitamin.entity("Vit K")).category == .medication)
  }

  @Test func whatWasIsNoDose() throws {
    for engine in Self.engines {
      let note = engine.read("furosemide: was 40 mg daily, now 80 mg BID")
      #expect(try #require(note.entity("furosemide")).texts(.dosage) == ["80 mg"])
      let less = engine.read("MMF 500 mg BID (dec from 1 g for leukopenia)")
      let found = try #require(less.entity("MMF"))
      #expect(found.texts(.dosage) + found.texts(.strength) == ["500 mg"])
    }
  }

  @Test func aTherapistIsNoTest() {
    #expect(Engines.full.read("LBP resolved w/ PT.").entity("PT")?.type != .testName)
    #expect(Engines.full.read("INR 2.1, PT 14.2").entity("PT")?.type == .testName)
  }

  @Test func lettersOfOtherMeaning() {
    for (text, name) in [
      ("IOP 14/22. SLE: OD clear, OS 2+ NS.", "SLE"), ("R ABI 0.45, TBI R 0.2", "TBI"),
      ("Code status: DNR.", "DNR"), ("IOP 14/22, OD clear, OS 2+ NS", "NS"),
    ] {
      let note = Engines.full.read(text)
      #expect(
        !note.entities.contains {
          $0.text == name && [.medicalCondition, .medication].contains($0.category)
        },
        "\(text)"
      )
    }
    for (text, name) in [("Has SLE and nephritis.", "SLE"), ("TBI in 2015.", "TBI")] {
      #expect(Engines.full.read(text).entity(name)?.type == .condition, "\(text)")
    }
    let modes = Engines.full.read("Home metoprolol held.\nResp: AC 18/400/8/50%")
    #expect(modes.entity("metoprolol")?.texts(.frequency) == [])
  }
}
