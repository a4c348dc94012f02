// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// What is taken, what was stopped and what was only spoken of, in the words of everyday notes.
@Suite struct EverydayStateTests {
  private static let engines = [Engines.rules, Engines.full]

  /// Whether an entity with these words is said to be absent, or over.
  private func isGone(_ entity: Entity) -> Bool {
    entity.has(.negation) || entity.has(.pastHistory)
  }

  @Test(
    arguments: Table.rows(
      """
      AF, off anticoagulation since a GI bleed in 2022.|anticoagulation
      Sertraline ineffective.|Sertraline
      Gabapentin ineffective for pain, so pregabalin started.|Gabapentin
      Tylenol has been ineffective for her headache.|Tylenol
      Metformin tried - GI upset.|Metformin
      Trial of Gemtesa 75 failed.|Gemtesa
      He had a trial of leflunomide without benefit.|leflunomide
      Omeprazole without relief.|Omeprazole
      BP up since stopping amlodipine last week.|amlodipine
      Methotrexate, which he took for six years before it had to be abandoned.|Methotrexate
      She tried amitriptyline, which she could not tolerate.|amitriptyline
      Started topiramate, which did not help.|topiramate
      Anticoagulation was discussed but deferred given recent fall.|Anticoagulation
      He is not taking atorvastatin (muscle aches), lisinopril 10 mg daily.|atorvastatin
      Not taking aspirin (bleeding), clopidogrel or warfarin.|clopidogrel
      """
    )
  ) func whatIsNotTakenAnyMore(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(isGone(found), "\(row[0])")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      He is not taking atorvastatin (muscle aches), lisinopril 10 mg daily.|lisinopril
      Not taking metformin (GI upset), glipizide.|glipizide
      On lisinopril without improvement.|lisinopril
      Patient on metformin tried to lose weight.|metformin
      Gabapentin ineffective for pain, so pregabalin started.|pregabalin
      Hold warfarin tonight then resume 5 mg daily.|warfarin
      Finasteride 5 (stopped by PCP for tenderness, restarted 1/24).|Finasteride
      She is not pregnant and uses the Mirena coil.|Mirena
      Continue clobetasol bid x2 wk on/off.|clobetasol
      I have commenced furosemide 20 mg om pending your assessment.|furosemide
      Would you consider apixaban in place of clopidogrel?|clopidogrel
      Since stopping amlodipine her BP is high on losartan.|losartan
      """
    )
  ) func whatIsTakenAllTheSame(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(!isGone(found) && !found.has(.future), "\(row[0])")
    }
  }

  @Test func anOrderThatNamesWhatIsResumedHoldsTheOther() throws {
    for engine in Self.engines {
      let note = engine.read("Hold metformin and lisinopril, resume metformin in 48 h.")
      #expect(try #require(note.entity("lisinopril")).has(.negation))
    }
  }

  @Test func whoDoesNotSmokeMayDrink() throws {
    for engine in Self.engines {
      let note = engine.read("She does not smoke and drinks 4 units per week.")
      #expect(try !#require(note.entity("drinks")).has(.negation))
    }
  }

  @Test func milkOfMagnesiaIsNoMother() throws {
    for engine in Self.engines {
      let note = engine.read("Tylenol 650 tid, MOM prn, Fosamax on hold (dysphagia).")
      #expect(try !#require(note.entity("dysphagia")).has(.pertainsToFamily))
    }
  }

  @Test func daysOfHistoryArePresent() throws {
    let note = Engines.full.read("3 yo M w/ 2 d hx fever Tmax 39.6, pulling at R ear.")
    #expect(try !#require(note.entity("fever")).has(.pastHistory))
  }

  @Test func whatIsGoneIsAbsent() throws {
    for engine in Self.engines {
      let note = engine.read("Stopped for leg swelling (swelling gone now).")
      #expect(try #require(note.entity("swelling")).has(.negation))
    }
  }

  @Test func whatIsTreatedIsNoCapsule() throws {
    for engine in Self.engines {
      let note = engine.read("Started on ceftriaxone and azithromycin for CAP.")
      #expect(try #require(note.entity("CAP")).type == .condition)
      #expect(try #require(note.entity("azithromycin")).texts(.form).isEmpty)
    }
  }
}
