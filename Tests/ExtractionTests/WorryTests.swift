// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// What somebody is afraid of is no diagnosis, and not theirs.
@Suite struct WorryTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(arguments: [
    ("Wife fears stroke.", "stroke"), ("Family is concerned about dementia.", "dementia"),
    ("He is worried about cancer.", "cancer"), ("Mother concerned for autism.", "autism"),
    ("Daughter worries about dementia.", "dementia"),
    ("Parents are anxious about asthma.", "asthma"), ("Pt thinks she has lupus.", "lupus"),
    ("Mom worried that he may have asthma.", "asthma"), ("Concerned about PE.", "PE"),
    ("Scared of cancer.", "cancer"), ("Wife worries he has dementia.", "dementia"),
    ("Concern about sepsis.", "sepsis"),
  ]) func whatIsFearedIsUnsure(_ row: (text: String, name: String)) throws {
    for engine in Self.engines {
      let entity = try #require(engine.read(row.text).entity(row.name), "\(row.text)")
      #expect(entity.has(.uncertain) && !entity.has(.pertainsToFamily), "\(row.text)")
    }
  }

  @Test(arguments: [
    ("Wife is concerned about his memory loss.", "memory loss"),
    ("She is worried about her diabetes.", "diabetes"),
    ("Mother concerned about worsening asthma.", "asthma"),
    ("Parents worried about fever.", "fever"), ("Family declines care for pneumonia.", "pneumonia"),
  ]) func whatIsThereIsThere(_ row: (text: String, name: String)) throws {
    for engine in Self.engines {
      let entity = try #require(engine.read(row.text).entity(row.name), "\(row.text)")
      #expect(!entity.has(.uncertain) && !entity.has(.pertainsToFamily), "\(row.text)")
    }
  }

  @Test func aRelativeWithADiseaseHasIt() throws {
    let note = Engines.full.read("Mother with breast cancer, worried about melanoma.")
    #expect(try #require(note.entity("breast cancer")).has(.pertainsToFamily))
  }
}
