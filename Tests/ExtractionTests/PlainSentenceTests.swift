// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Plain sentences about what is taken and what is not.
@Suite struct PlainSentenceTests {
  private static let engines = [Engines.rules, Engines.full]

  private func found(_ row: [String], _ engine: ClinicalTextEngine) throws -> Entity {
    try #require(
      engine.read("HPI: Seen today.\n\(row[0])\nBP 120/70.").entity(row[1]),
      "\(row[0])"
    )
  }

  @Test(
    arguments: Table.rows(
      """
      No need to stop aspirin.|aspirin
      Do not stop aspirin.|aspirin
      Never misses her levothyroxine.|levothyroxine
      Clonidine stopped but BP rose so restarted.|Clonidine
      Offered Shingrix and given today.|Shingrix
      Denies CP, has palpitations.|palpitations
      Has no cough, only fever.|fever
      -fever, +cough|cough
      Denies side effects of Zoloft.|Zoloft
      Wants to stop Zoloft.|Zoloft
      Plan to taper Zoloft next visit.|Zoloft
      No changes: Zoloft 50, Buspar 10.|Zoloft
      No contraindication to heparin.|heparin
      """
    )
  ) func goesOn(row: [String]) throws {
    for engine in Self.engines {
      let entity = try found(row, engine)
      #expect(
        !entity.has(.negation) && !entity.has(.pastHistory) && !entity.has(.hypothetical)
          && !entity.has(.future),
        "\(row[0])"
      )
    }
  }

  @Test(
    arguments: Table.rows(
      """
      He was previously treated with rituximab.|rituximab
      Eliquis was too expensive so she is now on warfarin.|Eliquis
      Amiodarone was never restarted.|Amiodarone
      Enbrel x2 yrs, stopped working.|Enbrel
      Had angioedema on lisinopril.|lisinopril
      Got a rash with Bactrim last year.|Bactrim
      Pancreatitis on Ozempic, now off.|Ozempic
      Metformin: GI intolerance.|Metformin
      Was on Zoloft after her first baby.|Zoloft
      Had used Imitrex before, none recently.|Imitrex
      No response to Imitrex.|Imitrex
      Lipitor was removed from her list.|Lipitor
      -fever, +cough|fever
      Lopressor d/c at discharge, replaced w/ Coreg.|Lopressor
      Advised against NSAIDs.|NSAIDs
      Contraindication to heparin.|heparin
      Zoloft - has not started yet.|Zoloft
      Zoloft rx'd but not filled.|Zoloft
      She was briefly on Zoloft.|Zoloft
      She had been on Zoloft as a teenager.|Zoloft
      Rash cleared with steroids.|Rash
      Unable to elicit any tenderness.|tenderness
      Asthma in childhood, outgrown.|Asthma
      """
    )
  ) func isOver(row: [String]) throws {
    for engine in Self.engines {
      let entity = try found(row, engine)
      #expect(
        entity.has(.negation) || entity.has(.pastHistory) || entity.type == .allergies,
        "\(row[0])"
      )
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Offered Shingrix, will think about it.|Shingrix
      May need insulin in future.|insulin
      Would benefit from a statin.|statin
      Candidate for denosumab.|denosumab
      Pending insurance approval for Dupixent.|Dupixent
      """
    )
  ) func isToCome(row: [String]) throws {
    for engine in Self.engines {
      let entity = try found(row, engine)
      #expect(entity.has(.hypothetical) || entity.has(.future), "\(row[0])")
    }
  }

  @Test func whoHelpsIsNotIll() throws {
    for engine in Self.engines {
      let row = ["Lives with mother who helps with his diabetes.", "diabetes"]
      #expect(try !found(row, engine).has(.pertainsToFamily))
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Vanc (3/1-3/4), cefepime (3/1-3/20).|Vanc|over
      Vanc (3/1-3/4), cefepime (3/1-3/20).|cefepime|on
      """
    )
  ) func daysThatAreOverEndACourse(row: [String]) throws {
    for engine in Self.engines {
      let note = engine.read("ID: \(row[0])\nBP 120/70.", noteDate: Engines.noteDate)
      #expect(try #require(note.entity(row[1])).has(.pastHistory) == (row[2] == "over"))
    }
  }
}
