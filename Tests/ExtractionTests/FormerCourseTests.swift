// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// What was taken once, by its years, its heading or its bracket, and what stands beside it.
@Suite struct FormerCourseTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(
    arguments: Table.rows(
      """
      +SI w/ plan. Off meds x1 mo (Depakote 1000, Seroquel 300).|Depakote
      +SI w/ plan. Off meds x1 mo (Depakote 1000, Seroquel 300).|Seroquel
      Past: Haldol -> dystonia, Risperdal -> prolactin.|Risperdal
      Never tried clozapine.|clozapine
      Avonex 2012-14 (flu like), Copaxone 2014-16 relapse.|Avonex
      Avonex 2012-14 (flu like), Copaxone 2014-16 relapse.|Copaxone
      Baclofen 10 tid, weaned off gabapentin.|gabapentin
      """
    )
  ) func whatIsOver(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(found.has(.negation) || found.has(.pastHistory), "\(row[0])")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Baclofen 10 tid, weaned off gabapentin.|Baclofen
      Takes aspirin and simvastatin; switching the former to clopidogrel 75 mg.|clopidogrel
      Off meds last year, now on Depakote (level 80).|Depakote
      """
    )
  ) func whatIsNotOver(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(!found.has(.negation) && !found.has(.pastHistory), "\(row[0])")
    }
  }

  @Test func allergiesWithoutAColonAreAllergies() throws {
    for engine in Self.engines {
      let note = engine.read("Epo held. Allergies PCN (rash), vanc red man.")
      for name in ["PCN", "vanc"] {
        #expect(try #require(note.entity(name)).type == .allergies, "\(name)")
      }
    }
  }

  @Test func onceADayIsNoEye() throws {
    for engine in Self.engines {
      let found = try #require(engine.read("Switch to PO doxy 100 od.").entity("doxy"))
      #expect(found.texts(.frequency) == ["od"])
      #expect(found.texts(.dosage) == ["100"])
    }
  }

  @Test func whatIsLikeFluIsNone() {
    for engine in Self.engines {
      #expect(engine.read("Avonex 2012-14 (flu like).").entity("flu") == nil)
    }
  }

  @Test func aDurationOfAnotherSentenceIsItsOwn() throws {
    for engine in Self.engines {
      let note = engine.read("Took 30 tabs of seroquel. Reports hearing voices x2 wk.")
      #expect(try #require(note.entity("seroquel")).texts(.duration).isEmpty)
    }
  }

  @Test func bloodThinnersAreNoDisease() throws {
    for engine in Self.engines {
      let note = engine.read("PMH DM (A1c 7.4), no blood thinners.")
      #expect(try #require(note.entity("blood thinners")).category == .medication)
    }
  }
}
