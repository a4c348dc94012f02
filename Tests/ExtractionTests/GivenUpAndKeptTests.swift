// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// What was given up for what it did or used last some days ago, and what goes on all the same.
@Suite struct GivenUpAndKeptTests {
  private static let engines = [Engines.rules, Engines.full]

  private func state(_ entity: Entity) -> String {
    entity.has(.negation) ? "stopped" : entity.has(.pastHistory) ? "past" : "taken"
  }

  @Test(
    arguments: Table.rows(
      """
      Bactrim caused hyperK.|Bactrim|past
      Lisinopril caused hyperkalemia.|Lisinopril|past
      HCTZ caused hyponatremia.|HCTZ|past
      Furosemide caused hypokalemia.|Furosemide|taken
      Spironolactone caused hyperkalemia, dose reduced.|Spironolactone|taken
      lisinopril gave him a cough|lisinopril|past
      Last fentanyl 2 days ago.|fentanyl|past
      Last Ativan 3 days ago.|Ativan|past
      Last dose of oxycodone 5 days ago.|oxycodone|past
      Last oxycodone 2 hours ago.|oxycodone|taken
      Last prednisone 2 years ago.|prednisone|past
      Last methadone dose 2 days ago.|methadone|taken
      Last Humira 1 week ago.|Humira|taken
      Last dose of apixaban this morning before surgery.|apixaban|taken
      """
    )
  ) func whatWasGivenUpIsPast(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0], noteDate: Engines.noteDate).entity(row[1]))
      #expect(state(found) == row[2], "\(row[0])")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Would not change warfarin to apixaban.|warfarin|taken
      Would not change warfarin to apixaban.|apixaban|stopped
      Would not switch from metoprolol to carvedilol at this time.|metoprolol|taken
      Would not switch from metoprolol to carvedilol at this time.|carvedilol|stopped
      He declined switching warfarin to apixaban.|warfarin|taken
      She does not want to change Lantus to Toujeo.|Lantus|taken
      Changed warfarin to apixaban.|warfarin|stopped
      d/c NG tube, IV Protonix to PO.|Protonix|taken
      D/c Foley, IV Lasix to PO.|Lasix|taken
      Stop IV Protonix.|Protonix|stopped
      """
    )
  ) func whatIsNotExchangedGoesOn(row: [String]) throws {
    for engine in Self.engines {
      guard let found = engine.read(row[0]).entity(row[1]) else {
        // The rules alone do not know every brand.
        #expect(row[1] == "Toujeo", "\(row[0])")
        continue
      }
      #expect(state(found) == row[2], "\(row[0])")
    }
  }

  @Test func theRouteIsTheNewOne() throws {
    for engine in Self.engines {
      let note = engine.read("IV Protonix to PO. Change Lasix from IV to PO.")
      #expect(try #require(note.entity("Protonix")).texts(.routeOrMode) == ["PO"])
      #expect(try #require(note.entity("Lasix")).texts(.routeOrMode) == ["PO"])
    }
  }
}
