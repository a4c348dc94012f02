// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// What the end of a line or a clause behind it says of a medication.
@Suite struct HeldMedicationTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(arguments: [
    ("warfarin 2.5 mg MWF, 5 mg TThSaSu - HOLD\nlisinopril 10 mg daily", "warfarin"),
    ("warfarin 2.5 mg MWF, 5 mg all other days - HOLD", "warfarin"),
    ("digoxin 125 mcg daily -- hold until K corrected", "digoxin"),
    ("Zoloft 50 mg; pt self d/c'd", "Zoloft"), ("Zoloft 50 mg; she stopped in May", "Zoloft"),
    ("Lexapro 10 mg; stopped 3/2023", "Lexapro"),
    ("All non-comfort meds d/c'd: lisinopril, glipizide, metformin.", "metformin"),
    ("Gabapentin - non-formulary, d/c.", "gabapentin"), ("Cont home meds except HCTZ.", "HCTZ"),
    ("Cosopt OD bid: stings, self-d/c'd.", "Cosopt"),
    ("Latanoprost qhs OU - reports out x 2 wks.", "latanoprost"),
  ]) func whatIsHeldIsNotTaken(_ row: (text: String, name: String)) throws {
    for engine in Self.engines {
      let entity = try #require(engine.read(row.text).entity(row.name), "\(row.text)")
      #expect(entity.has(.negation), "\(row.text)")
    }
  }

  @Test(arguments: [
    ("metoprolol 25 mg bid - hold for SBP < 100", "metoprolol"),
    ("warfarin 2.5 mg MWF, 5 mg TThSaSu - HOLD\nlisinopril 10 mg daily", "lisinopril"),
    ("Zoloft 50 mg; pt stopped Lexapro", "Zoloft"),
    ("Heparin 3000 u bolus, none on Sat d/t bleeding.", "heparin"),
    ("Zoloft 50 mg - sleepy, d/c Ambien.", "Zoloft"),
  ]) func whatIsNotHeldIsTaken(_ row: (text: String, name: String)) throws {
    for engine in Self.engines {
      let entity = try #require(engine.read(row.text).entity(row.name), "\(row.text)")
      #expect(!entity.has(.negation), "\(row.text)")
    }
  }

  @Test func whatWasDeclinedTogetherIsNotTaken() throws {
    for text in [
      "Apixaban vs warfarin discussed, declined both.",
      "Discussed apixaban or warfarin; pt declines both.",
    ] {
      for engine in Self.engines {
        let note = engine.read(text)
        #expect(try #require(note.entity("apixaban")).has(.negation), "\(text)")
        #expect(try #require(note.entity("warfarin")).has(.negation), "\(text)")
      }
    }
  }

  @Test func whatWasTakenToItsEndTogetherIsPast() throws {
    let note = Engines.full.read("Valcyte and Bactrim completed at 6 mo.")
    #expect(try #require(note.entity("Valcyte")).has(.pastHistory))
    #expect(try #require(note.entity("Bactrim")).has(.pastHistory))
    let list = Engines.full.read("Tried Buspar - dizziness; Depakote - weight gain; Abilify daily.")
    #expect(try #require(list.entity("Depakote")).has(.pastHistory))
    #expect(try #require(list.entity("Abilify")).has(.pastHistory) == false)
  }

  @Test(arguments: [
    ("She was taking metformin 500 mg bid prior to admission.", "metformin"),
    ("Was taking ibuprofen before surgery.", "ibuprofen"),
    ("He was on warfarin prior to this hospitalization.", "warfarin"),
  ]) func whatWasTakenBeforeAnEventIsPast(_ row: (text: String, name: String)) throws {
    for engine in Self.engines {
      let entity = try #require(engine.read(row.text).entity(row.name), "\(row.text)")
      #expect(entity.has(.pastHistory), "\(row.text)")
    }
  }

  @Test func daysOfTheWeekAreAFrequency() throws {
    let note = Engines.full.read("warfarin 2.5 mg MWF, 5 mg TThSaSu")
    #expect(try #require(note.entity("warfarin")).texts(.frequency) == ["MWF", "TThSaSu"])
  }

  /// What is given instead of a class that is held, and lists that were stopped as a whole.
  @Test(
    arguments: Table.rows(
      """
      Hold anticoagulation, ASA 300 PR|ASA|no
      Hold anticoagulation, ASA 300 PR|anticoagulation|yes
      Hold anticoagulation, aspirin and clopidogrel|aspirin|yes
      Hold lisinopril, metformin 1 g|metformin|yes
      Amlodipine, ramipril and bisoprolol were stopped.|Amlodipine|yes
      Amlodipine 5 mg, ramipril 10 mg and bisoprolol 2.5 mg stopped|Amlodipine|yes
      Stop amlodipine and ramipril. Continue bisoprolol|ramipril|yes
      Stop amlodipine and ramipril. Continue bisoprolol|bisoprolol|no
      """
    )
  ) func anOrderReachesItsList(row: [String]) throws {
    let found = try #require(Engines.full.read(row[0]).entity(row[1]), "\(row[0])")
    #expect(found.has(.negation) == (row[2] == "yes"), "\(row[0])")
  }
}
