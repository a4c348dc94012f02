// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Words and abbreviations that are something else than they look like, and names with what stands behind them.
@Suite struct OtherWordTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(
    arguments: Table.rows(
      """
      DOB 12/3/1950|DOB
      COPD GOLD D, FEV1 34%|GOLD
      GUM: dysuria, no discharge.|GUM
      Suspended pending MIBI.|MIBI
      PPD: home|PPD
      ANC 28/40. G2P1.|ANC
      VA R 6/9 L 6/18 ph 6/9|ph
      OU: cataract NS2+.|NS
      Cat NS 1+ OU.|NS
      New compression fracture T12.|T
      DEXA T -2.6, hip.|T
      SLT: L2 fluids.|SLT
      Seen by SALT review tomorrow.|SALT
      RTC 6/12|RTC
      2 ED attendances, 1 pred course.|ED
      Mum 28/40 pregnant|Mum
      AECOPD type 2 RF.|RF
      TLC 14000, Plt 1.2 lakh|TLC
      Missed Sat tx.|Sat
      Hold AM BP meds.|BP
      P/A soft, NT.|P/A soft
      SBP prophylaxis: norfloxacin.|SBP prophylaxis
      Refer diabetic antenatal clinic.|diabetic
      Diabetes clinic: T1DM 14y|Diabetes
      Asthma nurse review.|Asthma
      Referred to the stroke unit.|stroke
      """
    )
  ) func whatIsNoEntity(row: [String]) {
    for engine in Self.engines {
      let found = engine.read(row[0]).entities.filter { entity in
        entity.text == row[1] && entity.category != .protectedHealthInformation
      }
      #expect(found.isEmpty, "\(row[0])")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      ANC: 1.2|ANC
      PPD negative|PPD
      pH 7.32, lactate 2.|pH
      NS 500 ml bolus.|NS
      Obs: T 38.2, RR 18|T
      Sat 94% on air.|Sat
      BP 120/80.|BP
      Known diabetes, clinic next week.|diabetes
      Has asthma. Nurse to review.|asthma
      T1DM 14y|T1DM
      """
    )
  ) func whatIsOne(row: [String]) {
    for engine in Self.engines {
      #expect(engine.read(row[0]).entity(row[1]) != nil, "\(row[0])")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Co-trimoxazole allergy.|Co-trimoxazole|allergies
      ADR: ramipril cough, trimethoprim rash|ramipril|allergies
      Adverse drug reactions: erythromycin - vomiting|erythromycin|allergies
      Bactrim -> atovaquone (rash).|atovaquone|genericName
      Alendronate weekly, atenolol daily.|Alendronate|genericName
      Ferrous sulphate 200 mg bd|Ferrous sulphate|genericName
      """
    )
  ) func whatStandsBehindANameIsNotOfIt(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(found.type == (row[2] == "allergies" ? .allergies : .genericName), "\(row[0])")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Trop 12. D-dimer 800. BNP 400.|D-dimer|800
      C/o chest pain. D-dimer 800, BNP 400.|BNP|400
      BP 140/80, RR 16, sats 97%|RR|16
      Sedated, RASS -3.|RASS|-3
      PHQ-9 14, GAD-7 8.|PHQ-9|14
      """
    )
  ) func whatATestShowed(row: [String]) throws {
    let found = try #require(Engines.full.read(row[0]).entity(row[1]), "\(row[0])")
    #expect(
      found.texts(.testValue).first?.hasSuffix(row[2].filter { $0 != "-" }) == true,
      "\(row[0])"
    )
  }

  @Test func whatIsNoTime() {
    for engine in Self.engines {
      let note = engine.read("IgE 1200. LRD Tx 2016. Appendicectomy in 2010.")
      let times = note.entities.filter { $0.category == .timeExpression }.map(\.text)
      #expect(!times.contains { $0.contains("IgE") || $0.contains("Tx") }, "\(times)")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Imms: MMR x2, flu 10/2023, COVID x3.|flu
      Imms: MMR x2, flu 10/2023, COVID x3.|COVID
      Zoster vaccine given, flu due.|flu
      Flu vac declined.|Flu vac
      Flu nasal vaccine due.|Flu
      Well child, HPV #1 today.|HPV
      Rescue pack: pred 30 mg 5/7, doxy 200 stat|doxy
      """
    )
  ) func whatWasGivenAgainstItIsAVaccine(row: [String]) throws {
    for engine in Self.engines {
      #expect(try #require(engine.read(row[0]).entity(row[1])).category == .medication)
    }
  }
}
