// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// What is not taken or not there by lists, answers and asides, and what stands beside it.
@Suite struct NotTakenTests {
  /// Checks what is said of a word in a line, where "⏎" ends lines of the note.
  private func check(_ row: [String]) throws {
    let text = Table.lines(row[0])
    for engine in [Engines.rules, Engines.full] {
      let found = try #require(engine.read(text).entity(row[1]), "\(row)")
      #expect(found.said == row[2], "\(row)")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Rest. 3. Avoid⏎NSAIDs|NSAIDs|no
      Please avoid⏎NSAIDs and ibuprofen|ibuprofen|no
      Aspirin 75 mg - stop⏎Warfarin 5 mg|Warfarin|yes
      Not taking:⏎- lisinopril 20 mg (cough)⏎- HCTZ 25 mg|lisinopril|no
      Not taking:⏎- lisinopril 20 mg (cough)⏎- HCTZ 25 mg|HCTZ|no
      Taking:⏎- amlodipine 10 mg daily⏎Not taking:⏎- atorvastatin 40 mg|amlodipine|yes
      Taking:⏎- amlodipine 10 mg daily⏎Not taking:⏎- atorvastatin 40 mg|atorvastatin|no
      Not taking:⏎- lisinopril 20 mg⏎Taking:⏎- amlodipine 10 mg daily|amlodipine|yes
      Not taking:⏎- lisinopril 20 mg⏎- HCTZ⏎OTC: fish oil|fish oil|yes
      Patient not taking⏎- sertraline 50 mg|sertraline|no
      Lithium not suitable due to CKD.|Lithium|no
      Lithium not suitable due to CKD.|CKD|yes
      Ibuprofen unsuitable.|Ibuprofen|no
      Not suitable for apixaban.|apixaban|no
      Timolol CI asthma.|Timolol|no
      Timolol CI asthma.|asthma|yes
      Metformin C/I.|Metformin|no
      Heparin free HD today.|Heparin|no
      Heparin-free dialysis.|Heparin|no
      Levothyroxine free T4 14.|Levothyroxine|yes
      Eplerenone not started K 5.4|Eplerenone|no
      Sildenafil CI GTN.|Sildenafil|no
      Hold warfarin, restart D12.|warfarin|no
      Salbutamol trialled no effect.|Salbutamol|past
      Agitation nil 24h.|Agitation|no
      Warfarin paused.|Warfarin|no
      Pause warfarin.|warfarin|no
      Couldn't tolerate metformin.|metformin|no
      Steer clear of NSAIDs.|NSAIDs|no
      Mother's warfarin.|warfarin|family
      Took mother's codeine.|codeine|yes
      Fever+ cough+ SOB- rash-|SOB|no
      Fever+ cough+ SOB- rash-|rash|no
      Fever+ cough+ SOB- rash-|cough|yes
      -ve cough|cough|no
      Asthma as child.|Asthma|past
      Seizure as an infant.|Seizure|past
      Outgrown asthma.|asthma|past
      Exclude DVT.|DVT|unsure
      Treat as sepsis.|sepsis|unsure
      FH+ CAD|CAD|family
      Apixaban stop 48h pre op.|Apixaban|no
      Warfarin 5 mg stop 5/7 pre op|Warfarin|no
      Ramipril omit on day of surgery|Ramipril|no
      Methotrexate: withhold until better|Methotrexate|no
      Pt on methotrexate, advised to withhold until better.|methotrexate|no
      Metoprolol hold for SBP <100|Metoprolol|yes
      D/C: Lipitor, metformin, Eliquis.|Lipitor|no
      D/C: Lipitor, metformin, Eliquis.|Eliquis|no
      D/C meds: Lipitor 40 mg, metformin 500 mg BID|Lipitor|yes
      HCTZ d/c hypoK|HCTZ|no
      Advice: take paracetamol, avoid ibuprofen, return if worse|ibuprofen|no
      Avoid ibuprofen if vomiting|ibuprofen|if
      Contraindications: NSAIDs (ulcer), beta blockers (asthma)|NSAIDs|no
      Contraindications: NSAIDs (ulcer), beta blockers (asthma)|asthma|yes
      Lithium prior.|Lithium|past
      Troponin was not raised and his ECG showed no changes.|ECG|yes
      Pneumonia ruled out CXR.|CXR|yes
      Pneumonia ruled out CXR.|Pneumonia|no
      Dtr: breast ca.|breast ca|family
      Ramipril never.|Ramipril|no
      Beta blockers avoid.|Beta blockers|no
      No plans for surgery.|surgery|no
      CTPA cancelled.|CTPA|no
      CT not done.|CT|no
      D-dimer not sent.|D-dimer|no
      Trimethoprim didn't work last time.|Trimethoprim|past
      Apixaban under consideration.|Apixaban|maybe
      """
    )
  ) func whatIsNotTaken(row: [String]) throws { try check(row) }

  @Test(
    arguments: Table.rows(
      """
      Home if well, no antibiotics, enoxaparin 40 mg tonight then stop, paracetamol.|antibiotics|no
      No antibiotics, enoxaparin 40 mg tonight then stop, paracetamol.|enoxaparin|yes
      No antibiotics, enoxaparin 40 mg tonight then stop, paracetamol.|paracetamol|yes
      No aspirin, ibuprofen or naproxen.|ibuprofen|no
      Prednisolone 30 mg for 5 days then stop, amlodipine 5 mg od.|amlodipine|yes
      Plan: hold edoxaban, XR hip done, ECG.|edoxaban|no
      Plan: hold edoxaban, XR hip done, ECG.|ECG|yes
      Hold metformin, CXR|CXR|yes
      Hb 78 transfuse if <70, enoxaparin 20 mg OD|enoxaparin|yes
      Hold fluids unless CXR clear, benzonatate 100 mg TID|benzonatate|yes
      Hydroxychloroquine 200 mg BD, Foobarin never tried.|Hydroxychloroquine|yes
      Amlodipine 5 mg od, GP stopped.|Amlodipine|no
      Ceftriaxone -> cefepime, vancomycin d/c'd.|cefepime|yes
      Ceftriaxone -> cefepime, vancomycin d/c'd.|vancomycin|no
      No heparin w/ HD (SDH).|heparin|no
      No heparin w/ HD (SDH).|SDH|yes
      Amiodarone PO, no AC (GIB 2/24).|GIB|yes
      No fever (chills), cough.|chills|no
      Denies headache, CRP sent.|CRP|yes
      Failed cetirizine 20 mg, omalizumab 300 mg q4w working.|cetirizine|past
      Failed cetirizine 20 mg, omalizumab 300 mg q4w working.|omalizumab|yes
      Hx HSV on Valtrex.|Valtrex|yes
      Hx of being on warfarin.|warfarin|past
      Well child. FHx: MGF DM, aunt celiac. Eczema - HC 2.5% prn.|Eczema|yes
      Well child. FHx: MGF DM, aunt celiac. Eczema - HC 2.5% prn.|DM|family
      FHx: mother DM. HTN.|HTN|family
      Labetalol 20 mg IV if severe range.|Labetalol|if
      Tresiba 18 units, NR 4-6|Tresiba|yes
      Etanercept failed, start rituximab.|Etanercept|past
      Etanercept failed, start rituximab.|rituximab|yes
      Fam: aunt lupus. NSAIDs avoided, CKD.|CKD|yes
      Fam: aunt lupus. NSAIDs avoided, CKD.|lupus|family
      Resolved AKI on CKD.|AKI|no
      Resolved AKI on CKD.|CKD|yes
      CT: no nodule, effusion, ?bronchiectasis|effusion|no
      CT: no nodule, effusion, ?bronchiectasis|bronchiectasis|unsure
      PE ruled out on CTPA last week.|PE|no
      Recurrent infections -> IVIG being considered.|infections|yes
      Prev cycle delayed by neutropenia, filgrastim added.|filgrastim|yes
      3/7 hx cough, 1/7 fever|fever|yes
      Hx of cough, fever|cough|past
      FHx: nil. NMSC: BCC nose|BCC|yes
      """
    )
  ) func whatStandsBesideIt(row: [String]) throws { try check(row) }

  @Test func whatIsWellTakenIsNoAllergen() throws {
    for engine in [Engines.rules, Engines.full] {
      let note = engine.read("Allergies: Morphine - itch, OK w/ oxycodone.")
      #expect(try #require(note.entity("Morphine")).type == .allergies)
      #expect(try #require(note.entity("oxycodone")).type == .genericName)
    }
  }
}
