// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Abbreviations of everyday notes that have a code of their own, or none.
@Suite struct EverydayCodeTests {
  private static let engines = [Engines.rules, Engines.full]

  private func codes(_ text: String, _ engine: ClinicalTextEngine) -> Set<String> {
    Set(engine.read(text).entities.flatMap { $0.concepts.map(\.code) })
  }

  @Test(
    arguments: Table.rows(
      """
      Phenytoin level low.|2951-2
      Phenytoin level low, give 300 mg stat then 100 mg tds.|2951-2
      Give 300 mg stat then 100 mg tds.|2951-2
      On HRT since menopause.|76334006
      FIT negative.|R56.9
      T3N1M0 adenocarcinoma of the rectum.|3051-0
      Bridged with LMWH.|67108
      RSV not eligible.|B97.4
      """
    )
  ) func noCodeOfAnotherThing(row: [String]) {
    for engine in Self.engines { #expect(!codes(row[0], engine).contains(row[1]), "\(row[0])") }
  }

  @Test(
    arguments: Table.rows(
      """
      Sodium level 140.|2951-2
      Had a fit yesterday.|R56.9
      FIT negative.|29771-3
      Free T3 4.2.|3051-0
      Took an overdose.|T50.901A
      Opioid overdose.|T40.601A
      Heroin overdose.|T40.1X1A
      Enoxaparin 40 mg daily.|67108
      RSV positive.|B97.4
      """
    )
  ) func theCodeOfTheThing(row: [String]) {
    for engine in Self.engines { #expect(codes(row[0], engine).contains(row[1]), "\(row[0])") }
  }

  @Test func whatSomebodyTookTooMuchOfIsOpen() throws {
    for engine in Self.engines {
      let found = try #require(engine.read("Took an overdose.").entity("overdose"))
      #expect(found.concepts.first { $0.system == .icd10cm }?.code == "T50.901A")
    }
  }

  @Test func noTestOfADose() {
    for engine in Self.engines {
      let note = engine.read("Phenytoin level low, give 300 mg stat then 100 mg tds.")
      let tests = note.entities.filter { $0.type == .testName && $0.text != "Phenytoin level" }
      #expect(tests.isEmpty, "\(tests.map { ($0.text, $0.texts(.testValue)) })")
      let level = note.entity("Phenytoin level")
      #expect(level?.texts(.testValue) == ["low"])
    }
  }
}
