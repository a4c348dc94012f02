// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// What is begun, paused, replaced, given up or not yet begun.
@Suite struct TransitionTests {
  private static let engines = Engines.both

  @Test(
    arguments: Table.rows(
      """
      Amlodipine not yet started.|Amlodipine|no
      Vitamin D drops not yet started.|Vitamin D|no
      Sertraline yet to be started.|Sertraline|no
      Sertraline prescribed but not collected.|Sertraline|no
      Ibuprofen 400 tds - not supplied (asthma).|Ibuprofen|no
      Ibuprofen 400 tds - not supplied (asthma).|asthma|yes
      Ibuprofen not dispensed.|Ibuprofen|no
      """
    )
  ) func whatNobodyBeganIsNotTaken(row: [String]) throws { try Engines.check(row) }

  @Test(
    arguments: Table.rows(
      """
      Levetiracetam weaned off March.|Levetiracetam|no
      Off ppx acyclovir.|acyclovir|no
      Not restarted on bisoprolol.|bisoprolol|no
      Bumetanide replaces furosemide.|furosemide|no
      Bumetanide replaces furosemide.|Bumetanide|yes
      Dropped aspirin.|aspirin|no
      Amitriptyline deprescribed.|Amitriptyline|no
      Timolol CI - asthma.|Timolol|no
      Timolol CI - asthma.|asthma|yes
      Metformin CI|Metformin|no
      NSAIDs avoid|NSAIDs|no
      Apixaban CI 0.62 to 0.91.|Apixaban|yes
      Treated w/ tazocin for 3 days then stopped.|tazocin|no
      Etanercept 2ary failure, adalimumab stopped.|Etanercept|past
      Ramipril substituted with losartan.|Ramipril|no
      Ramipril substituted with losartan.|losartan|yes
      Losartan substituted for ramipril.|Losartan|yes
      Step down from Seretide to Clenil.|Seretide|no
      Step down from Seretide to Clenil.|Clenil|yes
      Stepped down from ITU on ramipril.|ramipril|yes
      Weaned from insulin.|insulin|no
      Refusing ramipril, fluids.|ramipril|no
      Doxycycline not for continuation.|Doxycycline|no
      Would prefer not to start statin.|statin|no
      Not willing to start insulin.|insulin|no
      Ramipril 10 - dry cough, swap to candesartan 8.|Ramipril|no
      Ramipril 10 - dry cough, swap to candesartan 8.|candesartan|yes
      Statin - not keen.|Statin|no
      Aspirin 75: no indication, stop.|Aspirin|no
      Atorva 40 intol -> rosuva 5 qod.|Atorva|no
      Ibuprofen prn - advised to avoid.|Ibuprofen|no
      ACEi held 2/2 AKI.|ACEi|no
      Zyban previously no benefit.|Zyban|past
      Lisinopril still on hold until Cr < 1.5.|lisinopril|no
      Plan: VBG, hold evening amlodipine and candesartan, d/w team, if no response -> metaraminol.|amlodipine|no
      """
    )
  ) func whatWasGivenUpIsNotTaken(row: [String]) throws { try Engines.check(row) }

  @Test(
    arguments: Table.rows(
      """
      Flu vaccine overdue.|Flu vaccine|planned
      Tetanus booster overdue.|Tetanus booster|planned
      Denosumab overdue since March.|Denosumab|yes
      """
    )
  ) func whatIsOverdueWasNotGiven(row: [String]) throws { try Engines.check(row) }

  @Test(
    arguments: [
      "Not taking amlodipine regularly.", "Not always taking amlodipine.",
      "Not taking amlodipine 5 mg as prescribed.",
    ]
  ) func whatIsTakenIrregularlyIsLookedAt(text: String) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(text).entity("amlodipine"), "\(text)")
      #expect(found.has(.lowConfidence) && !found.has(.negation), "\(text)")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      #COPD no AE: DuoNebs prn, Trelegy daily.|DuoNebs|yes
      #COPD no AE: DuoNebs prn, Trelegy daily.|Trelegy|yes
      Ramipril stopped then restarted.|Ramipril|yes
      Please stop tramadol after 1 week.|tramadol|yes
      Please stop tramadol after 1/52.|tramadol|yes
      Shares her mother's zopiclone.|zopiclone|yes
      Declines Shingrix, Tdap 2019, PCV20 today.|Tdap|yes
      Declines Shingrix, Tdap 2019, PCV20 today.|Shingrix|no
      No hosp adm, 1 course pred in Jan.|pred|yes
      About to run out of amlodipine.|amlodipine|yes
      Ran out of amlodipine last month, restarted 5 mg yesterday.|amlodipine|yes
      Ran out of Keppra 1/52 ago; restarted 1 g bd.|Keppra|yes
      Ran out of Keppra 1/52 ago.|Keppra|no
      Stop date for nitrofurantoin 3/4.|nitrofurantoin|yes
      Keen to come off sertraline.|sertraline|yes
      Do I need to stop my Eliquis before my tooth is pulled?|Eliquis|yes
      When can I stop prednisone?|prednisone|yes
      Warfarin 3 mg od, bridging not required.|Warfarin|yes
      Start mirtazapine 15 nocte in 1/52 - not to be given >1/52 supply.|mirtazapine|yes
      """
    )
  ) func whatGoesOnIsTaken(row: [String]) throws { try Engines.check(row) }
}
