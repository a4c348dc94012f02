// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// What a question mark asks: whether it is there, or only how new it is, or why.
@Suite struct QuestionMarkTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(
    arguments: Table.rows(
      """
      ? PE|PE
      PE?|PE
      ?PE|PE
      Impression: ?PE|PE
      Imp: ? CAP|CAP
      Rash ? drug reaction|drug reaction
      SOB ?PE ?pneumonia|PE,pneumonia
      SOB ? HF ? COPD|HF,COPD
      ?sepsis ?source|sepsis
      """
    )
  ) func whatIsAskedForIsUncertain(row: [String]) {
    for engine in Self.engines {
      let note = engine.read(row[0])
      let asked = Table.split(row[1], ",")
      for entity in note.entities where entity.category == .medicalCondition {
        let isUncertain = entity.traits.contains { $0.name == .uncertain }
        #expect(isUncertain == asked.contains(entity.text), "\(row[0]): \(entity.text)")
      }
    }
  }

  /// The condition is there; its newness or cause is what is asked.
  @Test(
    arguments: Table.rows(
      """
      HF ?new|HF|?new
      AF (?new), rate 120|AF|?new
      AKI ?cause|AKI|
      Sepsis ? source|Sepsis|
      Chest pain ? No|Chest pain|
      """
    )
  ) func whatIsThereIsNotUncertain(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(!found.traits.contains { $0.name == .uncertain }, "\(row[0])")
      #expect(found.texts(.acuity) == (row[2].isEmpty ? [] : [row[2]]), "\(row[0])")
    }
  }

  @Test func aCourseBesideAConditionIsItsOwn() throws {
    for engine in Self.engines {
      for text in ["AKI resolving", "AKI, resolving", "resolving AKI on CKD3"] {
        let note = engine.read(text)
        #expect(try #require(note.entity("AKI")).texts(.acuity) == ["resolving"], "\(text)")
      }
    }
  }
}
