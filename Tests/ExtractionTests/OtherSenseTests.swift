// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Letters and numbers that are something else where they stand.
@Suite struct OtherSenseTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(
    arguments: Table.rows(
      """
      VATS lobectomy; CPET first. If not fit SABR.|fit
      Medically fit for discharge.|fit
      ED: BNP 1200, trop neg x2.|ED
      BC NG x 48h.|BC
      UC: no growth. Sputum: NG.|UC
      UC: no growth. Sputum: NG.|Sputum
      CD4 210 VL LDL.|LDL
      No TSH/SI/HI.|TSH
      S/p WLE + ANC 6/23.|ANC
      R cataract NS++, listed.|NS
      Airway: MP 2, own teeth.|MP 2
      No drooling, drinking OK, wet nappies.|drinking
      Plan: ref cardio.|cardio
      D6, SpO2 95 RA, afeb 48h.|RA
      IVI via pump. PVC resited.|PVC
      Medication review (PCN pharmacist): BP 118/70.|PCN
      SNHL bilat, aids. No OM.|aids
      SROM 0400 clear liquor, FHR 140.|liquor
      Feet: pulses present, mono 10/10.|mono
      """
    )
  ) func nothingOfThatName(row: [String]) {
    for engine in Self.engines { #expect(engine.read(row[0]).entity(row[1]) == nil, "\(row[0])") }
  }

  @Test(
    arguments: Table.rows(
      """
      Had a fit at school.|fit
      UC x 10 yrs on mesalazine.|UC
      Drinking 20 units a week.|Drinking
      ANC 0.4 post chemo.|ANC
      Frequent PVCs, one PVC on the strip.|PVC
      """
    )
  ) func somethingOfThatName(row: [String]) {
    for engine in Self.engines { #expect(engine.read(row[0]).entity(row[1]) != nil, "\(row[0])") }
  }

  @Test(
    arguments: Table.rows(
      """
      Trop 1: 56. Trop 2: 80.|Trop|56
      Rpt trop 3h.|trop|
      EF 55-60%, mild MR.|EF|55-60
      Growth scan 34/40.|Growth scan|
      CAT score 22/40.|CAT score|22/40
      """
    )
  ) func values(row: [String]) throws {
    for engine in Self.engines {
      guard let test = engine.read(row[0]).entity(row[1]) else { continue }
      #expect(test.texts(.testValue) == Table.split(row[2], "+"), "\(row)")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Zoledronate 4 mg IV 6-monthly|Zoledronate|6-monthly
      Zuclopenthixol 300 mg q2/52|Zuclopenthixol|q2/52
      Alfacalcidol 0.25 mcg x3/wk|Alfacalcidol|x3/wk
      Tabs lisinopril 10mg dly|lisinopril|dly
      Methotrexate 15 mg weekly|Methotrexate|weekly
      """
    )
  ) func frequencies(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row)")
      #expect(found.texts(.frequency) == [row[2]], "\(row)")
    }
  }
}
