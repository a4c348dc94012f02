// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Whose a disease is, and what was only thought of, in the words of everyday notes.
@Suite struct EverydayReadingTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(
    arguments: Table.rows(
      """
      Her sister recently had a stroke and she is anxious.|stroke
      Mother of pt had PPH.|PPH
      POAG. FH glaucoma mother. No DM.|glaucoma
      +FH breast ca (aunt).|breast ca
      """
    )
  ) func aRelativesDiseaseIsTheirs(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(found.has(.pertainsToFamily), "\(row[0])")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Home meds per daughter: xarelto 15, lisinopril 40|xarelto
      Home meds per daughter: xarelto 15, lisinopril 40|lisinopril
      FH 34 cm, preeclampsia.|preeclampsia
      """
    )
  ) func whoTellsItIsNotWhoHasIt(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(!found.has(.pertainsToFamily), "\(row[0])")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Not a candidate for dofetilide.|dofetilide
      Trazodone helps. Vivitrol considered.|Vivitrol
      Losartan was resumed at discharge but chlorthalidone was not.|chlorthalidone
      HCV treated w/ Epclusa 2022.|Epclusa
      Took amoxicillin last year w/o problem.|amoxicillin
      Last fentanyl use 14 months ago.|fentanyl
      Prednisone taper - completed 3/1|Prednisone
      T1DM, on pump. Denies lows. Was on Lantus 20 + Humalog before pump. BP 120/80.|Lantus
      Mirapex caused augmentation.|Mirapex
      """
    )
  ) func whatIsNotTaken(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(
        found.has(.negation) || found.has(.pastHistory) || found.has(.hypothetical),
        "\(row[0])"
      )
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Lithium 300 x2 wk then stop, start Depakote 250 bid.|Depakote
      Metformin caused no problems.|Metformin
      Losartan was not changed, lisinopril was resumed.|Losartan
      """
    )
  ) func whatIsTaken(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(!found.has(.negation) && !found.has(.pastHistory), "\(row[0])")
    }
  }

  @Test func whatIsJoinedToWhatWasTakenIsOver() throws {
    for engine in Self.engines {
      let note = engine.read(
        "PMH: T1DM since age 11.\nWas on Lantus 20 + Humalog before pump. No DKA."
      )
      for name in ["Lantus", "Humalog"] {
        #expect(try #require(note.entity(name)).has(.pastHistory), "\(name)")
      }
    }
  }

  @Test(
    arguments: [
      "Demyelination cannot be entirely excluded.",
      "Demyelination could not be completely excluded.",
      "Demyelination not definitively ruled out.",
    ]
  ) func whatIsNotQuiteExcludedIsNotDenied(text: String) throws {
    let found = try #require(Engines.full.read(text).entity("Demyelination"))
    #expect(!found.has(.negation) && found.has(.lowConfidence))
  }
}
