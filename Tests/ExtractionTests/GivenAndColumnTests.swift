// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// What was not given, what a neighbour's end leaves alone, and columns and boxes that say what is stopped.
@Suite struct GivenAndColumnTests {
  private static let engines = [Engines.rules, Engines.full]

  private func state(_ entity: Entity) -> String {
    entity.has(.pertainsToFamily)
      ? "theirs" : entity.has(.negation) || entity.has(.pastHistory) ? "over" : "there"
  }

  private func check(_ row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(
        engine.read(row[0], noteDate: Engines.noteDate).entity(row[1]),
        "\(row[0])"
      )
      #expect(state(found) == row[2], "\(row[0])|\(row[1])")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Not given heparin because of recent bleeding.|heparin|over
      Not given heparin because of recent bleeding.|bleeding|there
      Patient was not given aspirin.|aspirin|over
      Patient was not given aspirin or heparin.|heparin|over
      Not given heparin, aspirin 81 mg daily continued.|aspirin|there
      Not given: heparin, aspirin.|heparin|over
      He was not given tPA because of recent surgery, aspirin 325 mg was given.|aspirin|there
      Heparin was not given.|Heparin|over
      Heparin was not given; aspirin given.|aspirin|there
      On aspirin 81 mg daily, not given heparin.|aspirin|there
      Aspirin was given, heparin was not.|Aspirin|there
      """
    )
  ) func whatWasNotGivenIsNotTaken(row: [String]) throws { try check(row) }

  @Test(
    arguments: Table.rows(
      """
      Propofol 20 mL/h, fentanyl off.|Propofol|there
      Propofol 20 mL/h, fentanyl off.|fentanyl|over
      Day 5 of 7 pip-tazo, vancomycin stopped yesterday.|pip-tazo|there
      Day 5 of 7 pip-tazo, vancomycin stopped yesterday.|vancomycin|over
      D3 ceftriaxone, vancomycin stopped.|ceftriaxone|there
      Propofol, fentanyl off.|Propofol|over
      """
    )
  ) func whatHasItsOwnDoseOrDayGoesOn(row: [String]) throws { try check(row) }

  @Test(
    arguments: Table.rows(
      """
      No angina, no orthopnoea, PND+.|angina|over
      No angina, no orthopnoea, PND+.|orthopnoea|over
      No angina, no orthopnoea, PND+.|PND|there
      No cough, no fever, dyspnoea+|dyspnoea|there
      No cough, no fever, dyspnoea+|fever|over
      No cough, dyspnoea ++, no fever.|dyspnoea|there
      No cough, dyspnoea, fever.|dyspnoea|over
      """
    )
  ) func whatHasThePlusIsThere(row: [String]) throws { try check(row) }

  @Test(
    arguments: Table.rows(
      """
      Metformin 1000 mg BID - HOLD while inpatient|Metformin|over
      Spironolactone for ascites, now off.|Spironolactone|over
      NSAIDs should not be used with warfarin.|NSAIDs|over
      NSAIDs should not be used with warfarin.|warfarin|there
      Metformin 1000 mg BID - hold while SBP < 100|Metformin|there
      Propranolol 40 mg tds until euthyroid, now stopped.|Propranolol|over
      Propranolol 40 mg tds until euthyroid, now stopped smoking.|Propranolol|there
      Metformin 1 g BD since diagnosis, gliclazide 80 mg for a year, now stopped.|Metformin|there
      Ciprofloxacin should not be used.|Ciprofloxacin|over
      Ciprofloxacin must not be given.|Ciprofloxacin|over
      Losartan 50 mg daily in place of ramipril.|ramipril|over
      Losartan 50 mg daily in place of ramipril.|Losartan|there
      """
    )
  ) func whatIsHeldForAWhileOrReplacedIsNotTaken(row: [String]) throws { try check(row) }

  @Test(
    arguments: Table.rows(
      """
      Lives with his wife who has dementia.|dementia|theirs
      Lives with her husband, who has COPD.|COPD|theirs
      Lives with mother who helps with his diabetes.|diabetes|there
      Lives with his wife. Has dementia.|dementia|there
      Lives with wife, has dementia.|dementia|there
      Cares for her husband, who has Parkinson's disease and takes levodopa.|Parkinson's disease|theirs
      Cares for her husband, who has Parkinson's disease and takes levodopa.|levodopa|theirs
      Cares for her mother who has dementia and takes donepezil.|donepezil|theirs
      Husband, who has diabetes, brought her in with chest pain.|diabetes|theirs
      Husband, who has diabetes, brought her in with chest pain.|chest pain|there
      Lives with his wife who takes warfarin, he takes apixaban 5 mg bd.|warfarin|theirs
      Lives with his wife who takes warfarin, he takes apixaban 5 mg bd.|apixaban|there
      Cares for her husband, who has Parkinson's disease. Takes lisinopril.|lisinopril|there
      """
    )
  ) func whatTheHouseholdHasIsTheirs(row: [String]) throws { try check(row) }

  @Test func aColumnThatStopsStops() throws {
    let text = """
      Medication | Continue | Change | Stop
      Aspirin 75 mg od | [x] | [ ] | [ ]
      Ibuprofen 400 mg tds | [ ] | [ ] | [x]
      Ramipril 5 mg od | ☐ | ☒ | ☐
      Simvastatin 40 mg nocte | ☐ | ☐ | ☒
      Digoxin 125 mcg od | | | X
      """
    for engine in Self.engines {
      let note = engine.read(text)
      for (name, isStopped) in [
        ("Aspirin", false), ("Ibuprofen", true), ("Ramipril", false), ("Simvastatin", true),
        ("Digoxin", true),
      ] {
        #expect(try #require(note.entity(name)).has(.negation) == isStopped, "\(name)")
      }
      let bars = engine.read(
        "| Medication | Continue | Stop |\n|---|---|---|\n| Warfarin 3 mg | | ☒ |\n| Bisoprolol | ☒ | |"
      )
      #expect(try #require(bars.entity("Warfarin")).has(.negation))
      #expect(try !#require(bars.entity("Bisoprolol")).has(.negation))
    }
  }

  @Test func whatANoBehindAQuestionAnswersIsDenied() throws {
    for engine in Self.engines {
      for (text, isDenied) in [
        ("Flu vaccine this season: [ ] Yes [x] No", true),
        ("Flu vaccine this season: [x] Yes [ ] No", false),
        ("Flu vaccine given today? ☐ Yes ☒ No", true),
      ] {
        let found = try #require(
          engine.read(text).entities.first { $0.category == .medication },
          "\(text)"
        )
        #expect(found.has(.negation) == isDenied, "\(text)")
      }
    }
  }
}
