// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// What was only looked for, met in others or thought of, and what is whose.
@Suite struct SupposedTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(
    arguments: Table.rows(
      """
      Screening colonoscopy for colon cancer.|colon cancer
      Here for screening mammogram for breast cancer.|breast cancer
      Screen for depression.|depression
      Exposed to TB at work.|TB
      Close contact with COVID.|COVID
      TB exposure in 2010.|TB
      Exposed to grandchild with chickenpox.|chickenpox
      """
    )
  ) func whatWasLookedForIsSupposed(row: [String]) throws {
    for engine in Self.engines {
      #expect(try #require(engine.read(row[0]).entity(row[1])).has(.hypothetical), "\(row[0])")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Colon cancer found on screening colonoscopy.|Colon cancer
      Depression screening positive; major depression, start Zoloft.|major depression
      Exposed to TB, now has cough and fever.|fever
      Exposed to TB, now has cough and fever.|cough
      CBC with differential normal, has anemia.|anemia
      CBC with differential: WBC 12, has anemia.|anemia
      Exposure to cold triggers asthma.|asthma
      MVC vs tree, +LOC, SDH.|SDH
      """
    )
  ) func whatWasFoundStands(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(!found.has(.hypothetical) && !found.has(.uncertain), "\(row[0])")
    }
  }

  @Test func aListOfWhatItMightBeIsUnsure() throws {
    for engine in Self.engines {
      let note = engine.read(
        "AMS, febrile.\nDDx: sepsis, ICH, stroke.\nStart ceftriaxone 1 g daily."
      )
      for name in ["sepsis", "ICH", "stroke"] {
        #expect(try #require(note.entity(name)).has(.uncertain), "\(name)")
      }
      #expect(try #require(engine.read("Fever today? No.").entity("Fever")).has(.negation))
    }
  }

  @Test func aDifferentialIsUnsure() throws {
    let text = "Differential considered: ACS, PE, aortic dissection, pneumonia, pericarditis, GERD."
    for engine in Self.engines {
      let note = engine.read(text)
      for name in ["ACS", "PE", "aortic dissection", "pneumonia", "pericarditis", "GERD"] {
        #expect(try #require(note.entity(name)).has(.uncertain), "\(name)")
      }
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Donor had hepatitis C.|hepatitis C
      Daughter has anxiety and takes Zoloft.|Zoloft
      Source: HIV pos, VL undetectable.|HIV
      Mother 24yo G2P1, GBS unknown, received betamethasone x2 and magnesium; on Subutex.|betamethasone
      Mother 24yo G2P1, GBS unknown, received betamethasone x2 and magnesium; on Subutex.|magnesium
      Mom: GBS pos, received ampicillin x2 in labor; on Subutex 8 mg BID.|Subutex
      """
    )
  ) func whatIsOfOthersIsTheirs(row: [String]) throws {
    for engine in Self.engines {
      #expect(try #require(engine.read(row[0]).entity(row[1])).has(.pertainsToFamily), "\(row[0])")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Donor site pain controlled.|pain
      Source: pneumonia.|pneumonia
      Mother at bedside, infant received ampicillin.|ampicillin
      Daughter helps and he takes Zoloft.|Zoloft
      Son helps with meds; on warfarin.|warfarin
      Wife manages pills, received Shingrix today.|Shingrix
      """
    )
  ) func whatIsThePatientsStays(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(!found.has(.pertainsToFamily), "\(row[0])")
    }
  }

  @Test(arguments: ["Hepatitis B vaccine given.", "Hep B vaccine", "Vitamin B12 1000 mcg IM."])
  func aVaccineHasNoCodeOfAVitamin(text: String) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(text).entities.first { $0.category == .medication })
      let systems = Set(found.concepts.map(\.system))
      #expect(!(systems.contains(.cvx) && systems.contains(.rxnorm)), "\(text)")
    }
  }
}
