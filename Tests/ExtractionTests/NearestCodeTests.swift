// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// A name that is not known has no code of another thing that shares a word or a letter with it.
@Suite struct NearestCodeTests {
  @Test(
    arguments: Table.rows(
      """
      GAD-7 14|GAD-7|70274-6
      PHQ-9 19|PHQ-9|44261-6
      MoCA 17|MoCA|
      CEA 2.1|CEA|2039-6
      GBS culture pending. GBS pos|GBS|
      OCT of the macula was done.|OCT|
      BAL 0.08|BAL|5643-2
      Ketones 3+|Ketones|5797-6
      HBsAg neg|HBsAg|5196-1
      T4 8.1|T4|3026-2
      VBG 7.32|VBG|
      """
    )
  ) func aTestHasItsOwnCode(row: [String]) throws {
    let found = try #require(Engines.rules.read(row[0]).entity(row[1]), "\(row[0])")
    let loinc = found.concepts.first { $0.system == .loinc }
    #expect(loinc?.code == (row[2].isEmpty ? nil : row[2]), "\(row[0])")
  }

  @Test func aKnownNameWithoutACodeTakesNone() throws {
    let note = Engines.rules.read("Takes St. John's wort and AREDS2.")
    #expect(try #require(note.entity("St. John's wort")).concepts.isEmpty)
    #expect(try #require(note.entity("AREDS2")).concepts.isEmpty)
  }
}
