// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Signs in lists, answers behind a word between, and what a denial leaves alone.
@Suite struct SignAndReasonTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(
    arguments: Table.rows(
      """
      SOB - at rest, SOB + on exertion.|SOB|no
      Sx: cough(+) fever(-) rash(+)|fever|no
      Sx: cough(+) fever(-) rash(+)|rash|yes
      Sx: cough(+) fever(-) rash(+)|cough|yes
      fever (+), cough (-), rash (+)|cough|no
      Stridor at rest - nil, chest clear.|Stridor|no
      Recovery: no N+V, pain 2/10.|pain|yes
      No N+V, pain or itch.|pain|no
      No constipation w movicol.|movicol|yes
      No constipation w movicol.|constipation|no
      No problems with methotrexate.|methotrexate|yes
      Not thrombolysed (on edoxaban, last dose 2200), thrombectomy at 0900.|thrombectomy|yes
      n/k/c/o BA/PTB/CVA.|CVA|no
      Not a known case of asthma.|asthma|no
      Non-compliant w amlodipine and losartan.|losartan|no
      Prev propranolol (no effect), amitriptyline current 30 nocte.|amitriptyline|yes
      Prev propranolol (no effect), amitriptyline current 30 nocte.|propranolol|past
      h/o DVT: on lovenox ppx.|DVT|past
      DVT prophylaxis: heparin.|DVT|maybe
      CVS: norad 0.08, vaso off yday.|vaso|no
      I suggest that you start atorvastatin.|atorvastatin|planned
      58M. PMH IHD, CCF. CP today.|IHD|past
      58M. PMH IHD, CCF. CP today.|CP|yes
      72F PMH HTN, DM p/w chest pain|chest pain|yes
      Plan: tonsillectomy listed. Risk: bleed 5%, pain, infection.|infection|maybe
      Not anticoag'd (falls, pt choice).|falls|yes
      Asthma Y/N: N. Epilepsy Y/N: Y.|Asthma|no
      Asthma Y/N: N. Epilepsy Y/N: Y.|Epilepsy|yes
      We have not found any allergy to peanuts.|peanuts|no
      Your daughter mentioned that you have been forgetful, and we talked about dementia.|dementia|yes
      Your brother has diabetes.|diabetes|family
      Smoker - declined cessation.|Smoker|yes
      Lives alone, wife in NH with dementia.|dementia|family
      PPH: EUPD, OD 2022. Mum bipolar. Denies hallucinations.|bipolar|family
      VTE proph not charted.|VTE|maybe
      Cellulitis x2, pen V prophylaxis 250 bd.|Cellulitis|yes
      No Xofigo (visceral mets).|mets|yes
      No ASA (on Eliquis for AF).|AF|yes
      No ASA (on Eliquis for AF).|ASA|no
      ICD: no shocks, 1 run NSVT.|NSVT|yes
      LLETZ under LA. Warned bleeding, infection.|infection|maybe
      Meds: Cerazette. PMH eczema, hayfever.|eczema|past
      Her husband has prostate cancer and is on Zoladex.|Zoladex|family
      GBS+ on benpen. Peanut allergy denied.|Peanut|no
      CXR if not settling 3/52, safety net sepsis.|sepsis|if
      Sibling asthmatic.|asthmatic|family
      Nil of note. Egg allergy nil.|Egg|no
      """
    )
  ) func said(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row)")
      #expect(found.said == row[2], "\(row)")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Allergic to penicillin (anaphylaxis) and bee stings (anaphylaxis).|penicillin
      Allergic to penicillin (anaphylaxis) and bee stings (anaphylaxis).|bee stings
      Allergies: bee stings: anaphylaxis|bee stings
      Bee stings: anaphylaxis. Carries EpiPen.|Bee stings
      Allergies: wasp stings - swelling, penicillin - rash|wasp stings
      Allergic to wasps.|wasps
      """
    )
  ) func allergens(row: [String]) throws {
    for engine in Self.engines {
      let note = engine.read(row[0])
      #expect(try #require(note.entity(row[1]), "\(row)").type == .allergies, "\(row)")
      if let harm = note.entity("anaphylaxis") {
        #expect(harm.has(.conditional) && harm.has(.pastHistory), "\(row)")
      }
    }
  }

  @Test func whoWasStungHasNoAllergy() {
    for engine in Self.engines {
      #expect(engine.read("Allergies: reviewed. Tolerates eggs and milk.").entity("milk") == nil)
      #expect(engine.read("Bee sting to the left hand, swelling.").entity("Bee sting") == nil)
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Vaccinated flu/covid. No fever.|flu|yes
      Vaccinated flu/covid. No fever.|covid|yes
      Flu/pneumo done.|Flu|yes
      Hep A + typhoid given today.|Hep A|yes
      Yellow fever - not indicated.|Yellow fever|no
      """
    )
  ) func whoIsVaccinatedIsNotIll(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row)")
      #expect(found.category == .medication, "\(row)")
      #expect(found.said == row[2], "\(row)")
    }
  }
}
