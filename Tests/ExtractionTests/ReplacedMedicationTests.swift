// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Orders beside orders: what is stopped, what takes its place, and what goes on.
@Suite struct ReplacedMedicationTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(arguments: [
    ("Plan: d/c foley, cont ceftriaxone.", "ceftriaxone"), ("hold ASA & cont Coreg", "Coreg"),
    ("hold lisinopril, keep metformin 500 mg bid", "metformin"),
    ("No fever, cont ceftriaxone.", "ceftriaxone"), ("Denies pain, cont morphine.", "morphine"),
    ("d/c Foley, ceftriaxone 1 g daily", "ceftriaxone"),
    ("d/c IVF, c/w heparin gtt", "heparin"), ("Stop ASA; cont Plavix.", "Plavix"),
    ("STOP taking: aspirin, ibuprofen. START taking: Tylenol.", "Tylenol"),
    ("Changed atorvastatin to rosuvastatin 10 mg.", "rosuvastatin"),
    ("Substitute losartan for lisinopril.", "losartan"),
    ("Changed metoprolol 25 mg to 50 mg daily.", "metoprolol"),
    ("Consider changing lisinopril to losartan.", "lisinopril"),
    ("Switch Toprol to Coreg if BP allows.", "Toprol"),
    ("No mucositis, N/V controlled w/ Zofran prn.", "Zofran"),
    ("Lasix only prn (none in 2 wks).", "Lasix"), ("Crestor 20 replaced Lipitor.", "Crestor"),
    ("Warfarin replaced by apixaban in 2024.", "apixaban"),
    ("DC Zosyn and vanc, start Augmentin.", "Augmentin"), ("DC meds: Keflex, Lasix", "Keflex"),
    ("DC on Keflex 500 mg qid.", "Keflex"), ("On dc Keflex 500 mg qid.", "Keflex"),
    ("DC home with Lovenox.", "Lovenox"),
    ("DC meds (Keflex, Lasix)", "Keflex"), ("no abx, cont nebs albuterol q4", "albuterol"),
    ("Declined statin, agrees to ezetimibe 10 mg.", "ezetimibe"),
    ("Zoloft refused x3 days, Remeron taken.", "Remeron"),
    ("Lovenox switched to Friday evenings.", "Lovenox"),
    ("Discussed changing warfarin to apixaban.", "warfarin"),
  ]) func whatGoesOnIsTaken(_ row: (text: String, name: String)) throws {
    for engine in Self.engines {
      let entity = try #require(engine.read(row.text).entity(row.name), "\(row.text)")
      #expect(!entity.has(.negation) && !entity.has(.pastHistory), "\(row.text)")
    }
  }

  @Test(arguments: [
    ("Changed atorvastatin to rosuvastatin 10 mg.", "atorvastatin"),
    ("Change metoprolol 25 mg bid to carvedilol 6.25 mg bid.", "metoprolol"),
    ("Replace omeprazole with famotidine 20 mg bid.", "omeprazole"),
    ("Replaced warfarin by apixaban.", "warfarin"),
    ("Substitute losartan for lisinopril.", "lisinopril"),
    ("Crestor 20 replaced Lipitor d/t myalgia.", "Lipitor"),
    ("Pred off x3 mo.", "Pred"), ("No longer needed: omeprazole", "omeprazole"),
    ("Metformin hold DOS.", "metformin"),
    ("Avastin switched to Zylqora for poor response.", "Avastin"),
    ("DC Zosyn and vanc, start Augmentin.", "vanc"), ("Dc lisinopril.", "lisinopril"),
    ("Unable to continue methotrexate due to LFTs.", "methotrexate"),
    ("Exchange albuterol for levalbuterol.", "albuterol"),
    ("Transition heparin to apixaban.", "heparin"),
    ("Switched amlodipine and HCTZ to losartan.", "amlodipine"),
    ("STOP taking: aspirin, ibuprofen. START taking: Tylenol.", "ibuprofen"),
  ]) func whatWasReplacedIsNotTaken(_ row: (text: String, name: String)) throws {
    for engine in Self.engines {
      let entity = try #require(engine.read(row.text).entity(row.name), "\(row.text)")
      #expect(entity.has(.negation), "\(row.text)")
    }
  }
}
