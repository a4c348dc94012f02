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
      """
    )
  ) func goesOn(row: [String]) throws {
    for engine in Self.engines {
      let entity = try found(row, engine)
      #expect(
        !entity.has(.negation) && !entity.has(.pastHistory) && !entity.has(.hypothetical),
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

  @Test func whatWasOfferedIsNotTaken() throws {
    for engine in Self.engines {
      let entity = try found(["Offered Shingrix, will think about it.", "Shingrix"], engine)
      #expect(entity.has(.hypothetical))
    }
  }

  @Test func whoHelpsIsNotIll() throws {
    for engine in Self.engines {
      let row = ["Lives with mother who helps with his diabetes.", "diabetes"]
      #expect(try !found(row, engine).has(.pertainsToFamily))
    }
  }
}
