// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Why something is not given, whose it is, and what somebody is only told of.
@Suite struct ReasonAndOwnerTests {
  private static let engines = Engines.both

  @Test(
    arguments: Table.rows(
      """
      Loaded ticagrelor 180 (not prasugrel - prev CVA).|CVA|past
      Loaded ticagrelor 180 (not prasugrel - prev CVA).|prasugrel|no
      Not mefloquine - hx depression.|depression|past
      Not mefloquine - hx depression.|mefloquine|no
      For zoledronate (not alendronate - GORD).|GORD|yes
      No aspirin - GI bleed.|GI bleed|yes
      No fever - cough or rash.|fever|no
      PET prev preg - aspirin 150 mg nocte.|aspirin|yes
      Previous meds - aspirin 75 mg.|aspirin|past
      Hold SGLT2i peri-op. torsemide 20 mg daily.|torsemide|yes
      Hold SGLT2i peri-op. torsemide 20 mg daily.|SGLT2i|no
      Denies benzos, UDS + benzo, cocaine.|cocaine|yes
      TB Rx 2019 completed.|TB|past
      Chlamydia treated 2021.|Chlamydia|past
      Ramipril 5 mg - omit morning of surgery.|surgery|yes
      Ramipril 5 mg - omit morning of surgery.|ramipril|no
      """
    )
  ) func whyItIsNotGivenIsThere(row: [String]) throws { try Engines.check(row) }

  @Test(
    arguments: Table.rows(
      """
      Low mood reported by wife; wife has depression and takes sertraline.|sertraline|family
      My husband also has a cough and he's on amoxicillin.|amoxicillin|family
      Her husband has a cough, he is on amoxicillin.|cough|family
      Wife exhausted, on zopiclone.|zopiclone|family
      Wife present, on warfarin.|warfarin|yes
      Partner: sperm 4 m/ml, varicocele, on finasteride.|finasteride|family
      Partner: sperm 4 m/ml, asthma.|asthma|family
      Partner treated for chlamydia with doxycycline.|doxycycline|family
      Partner treated for chlamydia with doxycycline.|chlamydia|family
      Ex-husband violent, alcoholic.|alcoholic|family
      BRCA2 in mother (ovarian cancer 52).|ovarian cancer|family
      """
    )
  ) func whatOthersHaveIsNotThePatients(row: [String]) throws { try Engines.check(row) }

  @Test(
    arguments: Table.rows(
      """
      Spoke to daughter (pt deaf). Mum has had cough 5/7, no haemoptysis.|cough|yes
      Spoke to daughter (pt deaf). Mum has had cough 5/7, no haemoptysis.|haemoptysis|no
      T/C from son. Dad has vomited twice.|vomited|yes
      Spoke to daughter. Her mother has asthma.|asthma|family
      Seen with daughter. Mum had breast cancer.|breast cancer|family
      Spoke to daughter. Daughter had covid last week.|covid|family
      """
    )
  ) func whoAChildTellsOfIsThePatient(row: [String]) throws { try Engines.check(row) }

  @Test(
    arguments: Table.rows(
      """
      6 yr old boy with epilepsy and GORD.|epilepsy|yes
      6 yr old boy with epilepsy and GORD.|GORD|yes
      Old stroke.|stroke|past
      Penicillin allergy - not true, tolerated amoxicillin.|amoxicillin|yes
      """
    )
  ) func ageIsNoHistory(row: [String]) throws { try Engines.check(row) }

  @Test(
    arguments: Table.rows(
      """
      SOB- at rest.|SOB|no
      CP- on exertion, no fever.|CP|no
      SOB- at rest and on exertion.|SOB|yes
      SOB - at rest.|SOB|yes
      """
    )
  ) func aSignBeforeAnEffortIsOfTheWord(row: [String]) throws { try Engines.check(row) }

  @Test(arguments: ["Imp: resolving AKI, CAP.", "1) CAP 2) resolving AKI on CKD."])
  func aCourseIsOfItsProblem(text: String) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(text).entity("AKI"), "\(text)")
      #expect(found.texts(.acuity) == ["resolving"], "\(text)")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Advise re jaundice, fever, worsening pain.|jaundice|maybe
      Advise re jaundice, fever, worsening pain.|fever|maybe
      VTE info given.|VTE|maybe
      D2 normal, bx for coeliac.|coeliac|unsure
      """
    )
  ) func whatSomebodyIsToldOfMayCome(row: [String]) throws { try Engines.check(row) }
}
