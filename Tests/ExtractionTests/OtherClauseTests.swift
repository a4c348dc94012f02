// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// What is said of one thing and not of the thing beside it, what forms leave open, and where history ends.
@Suite struct OtherClauseTests {
  private static let engines = [Engines.rules, Engines.full]

  private func check(_ row: [String]) throws {
    let text = Table.lines(row[0])
    for engine in Self.engines {
      let found = try #require(engine.read(text).entity(row[1]), "\(row)")
      #expect(found.said == row[2], "\(row)")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Plan: stop doxazosin, start ramipril if BP remains high.|doxazosin|no
      Stop doxazosin, wean amitriptyline 10mg/wk, continue zopiclone.|amitriptyline|yes
      Stop metformin if eGFR falls below 30.|metformin|if
      Cont norvasc, lisinopril held for AKI|norvasc|yes
      Cont norvasc, lisinopril held for AKI|lisinopril|no
      s/p CTX/azithro x3d, switch to PO levaquin to complete 7d.|levaquin|yes
      s/p CTX/azithro x3d, switch to PO levaquin to complete 7d.|azithro|past
      Clozapine discussed but refuses bloods.|Clozapine|maybe
      MDT recommends colectomy.|colectomy|planned
      Started on bisoprolol but could not tolerate this because of cold hands.|bisoprolol|no
      POP declined, wants Mirena.|Mirena|yes
      On Clexane? no - apixaban.|apixaban|yes
      On Clexane? no - apixaban.|Clexane|no
      Mirena expelled.|Mirena|no
      Amlodipine, ramipril, furosemide all withheld.|Amlodipine|no
      I would be grateful if you could add ezetimibe.|ezetimibe|planned
      Declines BTL, plans nexplanon.|nexplanon|yes
      On Eliquis -> CTH neg.|Eliquis|yes
      Topiramate helped but wt loss/brain fog, weaned off.|Topiramate|no
      Ibuprofen use denied, takes Tylenol prn.|Ibuprofen|no
      Ibuprofen use denied, takes Tylenol prn.|Tylenol|yes
      New abx: Bactrim x 7d - finished yesterday.|Bactrim|past
      Aldactone added then d/c'd for K 5.6.|Aldactone|no
      Trazodone 50 qhs prn d/c - grogginess.|Trazodone|no
      Prior ADT (leuprolide ongoing), enzalutamide.|leuprolide|yes
      Flu vax 10/3, PNA vax refused.|PNA vax|no
      Flu vax given, PNA vax refused.|Flu vax|yes
      Required noradrenaline, vasopressin (off D3).|vasopressin|no
      Spironolactone never collected.|Spironolactone|no
      Losartan (omit DOS), levothyroxine (take DOS)|Losartan|no
      Losartan (omit DOS), levothyroxine (take DOS)|levothyroxine|yes
      Nitrofurantoin CI eGFR 28.|Nitrofurantoin|no
      Zosyn day 5 -> narrowed to ceftriaxone 2 g daily.|Zosyn|no
      Zosyn day 5 -> narrowed to ceftriaxone 2 g daily.|ceftriaxone|yes
      Hold metformin, SSI, lantus 10u qhs.|metformin|no
      Hold metformin, SSI, lantus 10u qhs.|lantus|yes
      Hold lantus, lisinopril.|lisinopril|no
      """
    )
  ) func orders(row: [String]) throws { try check(row) }

  @Test(
    arguments: Table.rows(
      """
      Fever, cough resolved.|Fever|no
      Fever, cough resolved.|cough|no
      COPD, cough resolved.|COPD|yes
      Has fever, cough resolved.|fever|yes
      Delirium settled.|Delirium|no
      Nausea settled with cyclizine.|Nausea|no
      Agitation has settled.|Agitation|no
      Agitation not settled.|Agitation|yes
      CT: no bleed, established cirrhosis.|cirrhosis|yes
      Chlamydia/GC/HIV/STS sent.|HIV|maybe
      Chlamydia/GC/HIV/STS sent.|Chlamydia|maybe
      Cataract age 9, ADHD queried.|Cataract|yes
      Cataract age 9, ADHD queried.|ADHD|unsure
      Consent: bleeding, infection, DVT.|DVT|maybe
      Risks explained: bleeding, stroke.|stroke|maybe
      Return: SOB, haemoptysis.|haemoptysis|maybe
      He is on metoprolol for hypertension as well as a baby aspirin each day.|metoprolol|yes
      PFO closure not indicated.|PFO|yes
      Trying for pregnancy, folic acid 400 mcg.|pregnancy|planned
      Safety net: fever, rigors.|rigors|maybe
      TB/HBV/VZV screened pre-bio.|HBV|maybe
      No fever, mucositis G1, no PPE.|mucositis|yes
      No fever, mucositis G1, no PPE.|fever|no
      Lives w wife (carer, has angina).|angina|family
      Lives w wife (carer), has angina.|angina|yes
      """
    )
  ) func findings(row: [String]) throws { try check(row) }

  @Test(
    arguments: Table.rows(
      """
      Diabetes: Yes / No|Diabetes|unsure
      Chest pain: ____|Chest pain|unsure
      Smoker (Y/N) ____|Smoker|unsure
      Asthma? Y/N|Asthma|unsure
      Diabetes: Yes|Diabetes|yes
      Diabetes: No|Diabetes|no
      """
    )
  ) func whatAFormLeavesOpen(row: [String]) throws { try check(row) }

  @Test(
    arguments: Table.rows(
      """
      C/o fever. PMH: PUD. O/E febrile, BP 160/100. A: Malaria. Rx IM artemether.|PUD|past
      C/o fever. PMH: PUD. O/E febrile, BP 160/100. A: Malaria. Rx IM artemether.|febrile|yes
      C/o fever. PMH: PUD. O/E febrile, BP 160/100. A: Malaria. Rx IM artemether.|Malaria|yes
      PMHx: asthma, migraines. Dx: threatened miscarriage. Return if vomiting.|migraines|past
      PMHx: asthma, migraines. Dx: threatened miscarriage. Return if vomiting.|vomiting|if
      PMH: gout. Imp: pneumonia|pneumonia|yes
      PMH: gout. On examination has a rash|rash|yes
      PMH: gout. Plan: treat cellulitis|cellulitis|yes
      PMH: gout, obs: HELLP syndrome|gout|past
      """
    )
  ) func whereHistoryEnds(row: [String]) throws { try check(row) }
}
