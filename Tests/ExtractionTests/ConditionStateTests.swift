// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Whether a condition is there, and whose it is, by sentences as wards and clinics write them.
@Suite struct ConditionStateTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(
    arguments: Table.rows(
      """
      Neg RSV/flu/COVID.|flu|absent
      Neg RSV/flu/COVID.|COVID|absent
      Start Skyrizi after neg TB. Hx of melanoma.|TB|absent
      Start Skyrizi after neg TB. Hx of melanoma.|melanoma|there
      CT neg, pneumonia on CXR.|pneumonia|there
      GI: neg nausea, +constipation.|nausea|absent
      GI: neg nausea, +constipation.|constipation|there
      Endo ok; heme neg bruising.|bruising|absent
      Neuro: - headache, - weakness, + tremor.|headache|absent
      Neuro: - headache, - weakness, + tremor.|tremor|there
      Ativan 0.5 mg prn caused delirium.|delirium|certain
      Negative appendectomy, appendicitis ruled out. Has asthma.|asthma|there
      He does not have diabetes his father had a heart attack.|diabetes|absent
      He does not have diabetes his father had a heart attack.|heart attack|family
      No mucositis, diarrhea controlled w/ Imodium.|mucositis|absent
      No mucositis, diarrhea controlled w/ Imodium.|diarrhea|there
      No fever, cough or dyspnea.|dyspnea|absent
      r/o celiac disease, h/o melanoma.|melanoma|certain
      Sib w/ URI.|URI|family
      """
    )
  ) func whatIsThere(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      let label = "\(row[0]): \(row[1])"
      switch row[2] {
      case "absent": #expect(found.has(.negation) && !found.has(.pertainsToFamily), "\(label)")
      case "family": #expect(found.has(.pertainsToFamily) && !found.has(.negation), "\(label)")
      case "certain": #expect(!found.has(.uncertain), "\(label)")
      default: #expect(!found.has(.negation) && !found.has(.pertainsToFamily), "\(label)")
      }
    }
  }

  /// Behind an operation and a comma another thing begins, which goes on.
  @Test(
    arguments: Table.rows(
      """
      s/p CABG, HTN, DM|HTN|false
      s/p CABG, HTN, DM|DM|false
      s/p CABG 2015, HTN|HTN|false
      s/p stroke, seizure|seizure|true
      s/p stroke|stroke|true
      """
    )
  ) func whatStandsBehindAnOperation(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(found.has(.pastHistory) == (row[2] == "true"), "\(row[0]): \(row[1])")
    }
  }

  /// A line of a problem list begins with one mark, a heading with two.
  @Test func aMarkBeforeAProblemMakesNoHeading() throws {
    let text = """
      A/P:
      # AKI on CKD3 - renal following
      # Hypernatremia
      # Septic shock 2/2 urosepsis
      """
    for engine in Self.engines {
      let note = engine.read(text)
      for name in ["AKI", "CKD3", "Hypernatremia", "Septic shock"] {
        #expect(note.entity(name) != nil, "\(name)")
      }
    }
  }

  /// Letters that name a department, an examination or a tube.
  @Test(
    arguments: Table.rows(
      """
      Call if SBP < 90. ED if syncope.|ED|false
      Wellbutrin dc'd by ED doc.|ED|false
      ED 2/2 for palpitations.|ED|false
      PMH: HTN, ED, BPH|ED|true
      PE: tonsils 3+, no exudate.|PE|false
      L PE tube in place.|PE|false
      CT showed PE.|PE|true
      SLE: L/L mild bleph, K clear, AC quiet.|SLE|false
      PMH: SLE, RA|SLE|true
      Sats 91->97 RA.|RA|false
      Flu/COVID vaccines given.|Flu|false
      Imm UTD except flu.|flu|false
      Flu and COVID positive.|Flu|true
      """
    )
  ) func lettersNameAnotherThing(row: [String]) throws {
    for engine in Self.engines {
      let found = engine.read(row[0]).entities.contains {
        $0.text == row[1] && $0.category == .medicalCondition
      }
      #expect(found == (row[2] == "true"), "\(row[0])")
    }
  }
}
