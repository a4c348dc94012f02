// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Letters that are another thing in other wards, and broken bones.
@Suite struct LettersOfWardsTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(
    arguments: Table.rows(
      """
      Lateral flow at home: LFT neg x2.|LFT
      Last SI 5/7 ago, no condom.|SI
      Thickened fluids. VF if no improvement.|VF
      VE 7 cm, 0 station, OA.|OA
      Psoriasis, no PsA.|PsA
      Methotrexate 15 mg Fri, folic acid 5 mg Sat.|Sat
      HA fitted 2018, not worn.|HA
      EPDS 14, hx PND w first.|PND
      Shall I start sepsis 6?|sepsis
      K/C/O T2DM.|K
      VL LDL, CD4 612.|VL LDL
      SLT bedside swallow assessment.|SLT
      No night sweats, no hx Ca.|Ca
      P2 D5 home visit.|P
      Prev SBP -> cipro.|SBP
      Sat out in chair.|Sat
      Rpt U&E 1/52.|U&E 1
      PDL1 60%, EGFR/ALK neg.|EGFR
      PET prev preg - aspirin 150 mg from 12/40.|PET
      """
    )
  ) func lettersOfOtherWardsAreNotFound(row: [String]) {
    for engine in Self.engines {
      #expect(engine.read(row[0]).entity(row[1]) == nil, "\(row[0])")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      LFT normal.|LFT
      Denies SI, no plans.|SI
      In VF, ROSC after 2 shocks.|VF
      Knee OA.|OA
      PSA 4.2|PSA
      Orthopnoea and PND.|PND
      Sepsis 6 hours ago.|Sepsis
      Ca 2.31|Ca
      PET avid nodule.|PET
      """
    )
  ) func theyAreWhatTheyAreElsewhere(row: [String]) {
    for engine in Self.engines {
      #expect(engine.read(row[0]).entity(row[1]) != nil, "\(row[0])")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      ?ASD - awaiting assessment.|ASD|F84.0
      ASD closure as a child.|ASD|Q21.1
      LV good. Mod MR, sev AS.|MR|I34.0
      LV good. Mod MR, sev AS.|AS|I35.0
      1) CAP 2) resolving AKI on CKD 3) constipation|CKD|N18.9
      Admitted with # NOF, DHS Monday.|# NOF|S72.009A
      # L zygoma. Assaulted.|# L zygoma|T14.8XXA
      XR: # R sup pubic ramus.|# R sup pubic ramus|T14.8XXA
      """
    )
  ) func theyHaveTheCodeOfWhatTheyAre(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(found.concepts.first { $0.system == .icd10cm }?.code == row[2], "\(row[0])")
    }
  }

  @Test(arguments: ["# Hip pain: XR normal.", "# Ankle: sprain, RICE."])
  func theSignHeadsProblems(text: String) {
    for engine in Self.engines {
      let note = engine.read(text)
      #expect(!note.entities.contains { $0.text.hasPrefix("#") }, "\(text)")
    }
  }
}
