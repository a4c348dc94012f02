// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Answers of one letter, screens for a condition, and what is to be done or started later.
@Suite struct AnswerAndPlanTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(
    arguments: Table.rows(
      """
      Diabetes N|Diabetes|yes
      Smoker N|Smoker|yes
      Smoker Y|Smoker|no
      HTN Y|HTN|no
      Asthma: N|Asthma|yes
      Asthma n|Asthma|no
      Delirium: CAM-ICU negative|Delirium|yes
      Delirium: CAM-ICU positive|Delirium|no
      Delirium - 4AT neg|Delirium|yes
      Pneumonia: COVID negative|Pneumonia|no
      Fever: none|Fever|yes
      """
    )
  ) func aLetterOrAScreenAnswers(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(found.has(.negation) == (row[2] == "yes"), "\(row[0])")
    }
  }

  /// A column of names with their letters.
  @Test func lettersAnswerLineByLine() {
    for engine in Self.engines {
      let note = engine.read("Diabetes Y\nSmoker N\nAsthma N\nHTN Y\n")
      let denied = note.entities.filter { $0.has(.negation) }.map(\.text)
      #expect(denied == ["Smoker", "Asthma"])
    }
  }

  @Test(
    arguments: Table.rows(
      """
      U&E 1/52|U&E|yes
      Repeat U&E 1/52|U&E|yes
      FBC 2/52|FBC|yes
      LFTs 3/12|LFTs|yes
      LFTs 3/12: ALT 80|LFTs|no
      GCS 3/15|GCS|no
      """
    )
  ) func aFractionOfAYearIsWhenATestIsMade(row: [String]) throws {
    let note = Engines.full.read(row[0])
    let found = try #require(note.entity(row[1]), "\(row[0])")
    #expect(found.has(.future) == (row[2] == "yes"), "\(row[0])")
    if row[2] == "yes" { #expect(found.texts(.testValue).isEmpty, "\(row[0])") }
  }

  @Test(
    arguments: Table.rows(
      """
      Apixaban to be started by GP|Apixaban|yes
      Ramipril to be commenced by GP in 2/52|Ramipril|yes
      Ramipril commenced by GP|Ramipril|no
      """
    )
  ) func whatIsToBeStartedIsToCome(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(found.has(.future) == (row[2] == "yes"), "\(row[0])")
    }
  }
}
