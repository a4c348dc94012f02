// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Whether a medication is taken, by sentences as wards and clinics write them.
@Suite struct MedicationStateTests {
  private static let engines = [Engines.rules, Engines.full]

  /// What caused harm was given up; what goes on all the same was not.
  @Test(
    arguments: Table.rows(
      """
      Lyrica caused swelling.|Lyrica|past
      Lyrica caused swelling so now on duloxetine.|Lyrica|past
      Lyrica caused swelling so now on duloxetine.|duloxetine|taken
      Gabapentin made her drowsy, stopped.|gabapentin|gone
      Imitrex made her nauseated; uses Maxalt.|Imitrex|past
      Tramadol made him loopy.|tramadol|past
      Ativan 0.5 mg prn caused delirium.|Ativan|past
      Prednisone caused hyperglycemia so now on insulin.|insulin|taken
      Lisinopril caused cough, still takes it.|lisinopril|taken
      Amlodipine caused mild edema, dose reduced.|amlodipine|taken
      Oxycodone caused constipation, senna added.|oxycodone|taken
      Furosemide caused hypokalemia.|furosemide|taken
      Metformin caused nausea that resolved.|metformin|taken
      Lisinopril caused a cough but stopped after two days.|lisinopril|taken
      Metoprolol caused no side effects.|metoprolol|taken
      Sertraline made her feel better.|sertraline|taken
      Metoprolol makes her tired.|metoprolol|taken
      Lisinopril may cause cough.|lisinopril|taken
      """
    )
  ) func whatCausedHarmWasGivenUp(row: [String]) throws { try expectState(row) }

  /// A year that is over ends what was taken until then.
  @Test(
    arguments: Table.rows(
      """
      Did well on Remicade until 2021.|Remicade|past
      Good response to Humira until late 2019.|Humira|past
      Stable on warfarin until June 2020.|warfarin|past
      Prednisone last 2021.|prednisone|past
      Humira 2019-2021, now on Stelara.|Humira|past
      Continue tamoxifen until 2023.|tamoxifen|taken
      Stable on warfarin until he fell.|warfarin|taken
      Eliquis x 3 mo, finished.|Eliquis|past
      Valcyte completed 11/22.|Valcyte|past
      Amoxicillin x 10d finished Mon.|amoxicillin|past
      Cefazolin x 24h done.|cefazolin|past
      Aspirin, completed PT course.|aspirin|taken
      """
    )
  ) func aYearThatIsOverEndsIt(row: [String]) throws { try expectState(row) }

  @Test func aColumnOfATableStops() throws {
    let text = """
      DISCHARGE MEDICATIONS
      | furosemide | 80 mg | PO | BID | CHANGED |
      | lisinopril | 20 mg | PO | daily | STOP |
      | metoprolol succinate | 50 mg | PO | daily | CONTINUE |
      | ibuprofen | 400 mg | PO | prn | HOLD |
      """
    for engine in Self.engines {
      let note = engine.read(text)
      let states = ["furosemide", "lisinopril", "metoprolol succinate", "ibuprofen"].map {
        note.entity($0)?.has(.negation)
      }
      #expect(states == [false, true, false, true])
    }
  }

  /// Short orders and what is not one.
  @Test(
    arguments: Table.rows(
      """
      HCQ d/c 2/2 retinal toxicity.|HCQ|stopped
      PhosLo d/c.|PhosLo|stopped
      Tamsulosin hold.|tamsulosin|stopped
      Oxaliplatin dropped after C8 for neuropathy.|oxaliplatin|stopped
      Morphine rotated to hydromorphone.|morphine|stopped
      Morphine rotated to hydromorphone.|hydromorphone|taken
      Lunesta never tried.|Lunesta|stopped
      Octreotide not used.|octreotide|stopped
      No longer needs clonidine.|clonidine|stopped
      Propranolol helped but bradycardia, dc'd.|propranolol|stopped
      Propranolol helped but bradycardia, on metoprolol.|metoprolol|taken
      Simvastatin 40 mg -> pt stopped on own d/t myalgias|simvastatin|stopped
      Metformin 500 mg 2 tabs BID with meals - last filled 9/2023, likely not taking|metformin|stopped
      Takes Xarelto (not held).|Xarelto|taken
      Lisinopril not stopped.|lisinopril|taken
      Hold HCTZ, refill Synthroid 88 mcg.|Synthroid|taken
      Hold HCTZ, refill Synthroid 88 mcg.|HCTZ|stopped
      Hold lisinopril, metformin, Jardiance.|Jardiance|stopped
      Stop losartan and increase amlodipine.|amlodipine|taken
      Tramadol 50 mg - not taking (uses hydrocodone)|hydrocodone|taken
      Trelegy, albuterol nebs, Daliresp stopped.|Trelegy|taken
      Trelegy, albuterol nebs, Daliresp stopped.|albuterol|taken
      Trelegy, albuterol nebs, Daliresp stopped.|Daliresp|stopped
      Zosyn D5, vanc d/c'd 3/12.|Zosyn|taken
      Zosyn D5, vanc d/c'd 3/12.|vanc|stopped
      Aspirin and Plavix stopped.|aspirin|stopped
      SVT, adenosine given, d/c'd on metoprolol 25 BID.|adenosine|taken
      SVT, adenosine given, d/c'd on metoprolol 25 BID.|metoprolol|taken
      Vancomycin d/c'd on 3/12.|vancomycin|stopped
      Vancomycin d/c'd on admission.|vancomycin|stopped
      Prednisolone weaned to nil, mepolizumab 100 mg sc monthly.|mepolizumab|taken
      Not on list: Eliquis (replaced by warfarin)|warfarin|taken
      No mucositis, diarrhea controlled w/ Imodium.|Imodium|taken
      Adderall XR 20 gave insomnia; switched to Strattera 40.|Strattera|taken
      Adderall 20 mg daily; switched to Strattera 40.|Adderall|stopped
      Lisinopril 10 mg; changed to 20 mg.|lisinopril|taken
      No VT/VF, sotalol 80 mg bid.|sotalol|taken
      No aspirin, ibuprofen or naproxen.|naproxen|stopped
      Pletal HA, d/c.|Pletal|stopped
      Given Nurofen - advised against.|Nurofen|stopped
      He was on testosterone which we have stopped.|testosterone|stopped
      DVT in 2015 treated with warfarin for six months.|warfarin|past
      DVT treated with warfarin for six months so far.|warfarin|taken
      Took Vyvanse briefly in college.|Vyvanse|past
      Wife denies overdose, says he took extra oxycodone.|oxycodone|taken
      Ativan made him restless.|Ativan|past
      D/c atenolol, no stimulants w/ BP, Cymbalta 30 restart.|Cymbalta|taken
      Ran out of HCTZ, so taking old atenolol.|atenolol|taken
      Found old digoxin bottle.|digoxin|past
      Depakote taper complete.|Depakote|past
      Crohn's on Humira, previously on Remicade.|Humira|taken
      Singulair trial previously, nightmares.|Singulair|past
      Singulair 10 mg daily, previously 5 mg.|Singulair|taken
      Acyclovir, Bactrim ppx.|Bactrim|prophylaxis
      """
    )
  ) func ordersAreOfTheirMedication(row: [String]) throws { try expectState(row) }

  /// What waits for something is not taken yet; what is adjusted to it is.
  @Test(
    arguments: Table.rows(
      """
      Dapto if rash.|dapto|true
      Lithium if no response.|lithium|true
      Atropine drops if secretions worsen.|atropine|true
      Neulasta if ANC < 1.|Neulasta|true
      Continue metformin if eGFR > 30.|metformin|false
      Takes Tylenol 500 mg q6h if pain.|Tylenol|false
      Acetaminophen 500 mg if needed.|acetaminophen|false
      Metoprolol if tolerated.|metoprolol|false
      """
    )
  ) func whatWaitsForSomething(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(found.has(.conditional) == (row[2] == "true"), "\(row[0])")
    }
  }

  private func expectState(_ row: [String]) throws {
    for engine in Self.engines {
      let note = engine.read(row[0], noteDate: Engines.noteDate)
      let found = try #require(note.entity(row[1]), "\(row[0])")
      let isStopped = found.has(.negation)
      let isPast = found.has(.pastHistory)
      switch row[2] {
      case "past": #expect(isPast && !isStopped, "\(row[0]): \(row[1])")
      case "stopped": #expect(isStopped, "\(row[0]): \(row[1])")
      case "prophylaxis": #expect(!isStopped && !found.has(.hypothetical), "\(row[0]): \(row[1])")
      case "gone": #expect(isStopped || isPast, "\(row[0]): \(row[1])")
      default: #expect(!isStopped && !isPast, "\(row[0]): \(row[1])")
      }
    }
  }
}
