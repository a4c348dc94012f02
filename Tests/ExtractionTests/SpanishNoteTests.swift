// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Notes in Spanish with English names between.
@Suite struct SpanishNoteTests {
  private static let engines = [Engines.rules, Engines.full]

  private func conditions(_ text: String, _ engine: ClinicalTextEngine) -> [Entity] {
    engine.read(text).entities.filter { $0.type == .condition }
  }

  @Test(arguments: [
    "Antecedente familiar de acute ischemic stroke", "Antecedentes familiares: breast cancer.",
    "Madre con breast cancer.", "Padre con diabetes.", "Abuela materna con diabetes.",
    "Madre: breast cancer", "Su padre tuvo asthma.",
  ]) func familyIsTheFamilys(text: String) {
    for engine in Self.engines {
      let found = conditions(text, engine)
      #expect(!found.isEmpty, "\(text)")
      for entity in found { #expect(entity.has(.pertainsToFamily), "\(text): \(entity.text)") }
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Niega fiebre, tos y vómitos.|3
      Sin dolor torácico.|1
      Paciente sin chest pain, niega dyspnea y cough.|3
      Niega fever, cough y headache.|3
      No refiere fiebre ni tos.|2
      """
    )
  ) func whatIsDeniedIsDenied(row: [String]) {
    for engine in Self.engines {
      let found = conditions(row[0], engine)
      #expect(found.count == Int(row[1]), "\(row[0]): \(found.map(\.text))")
      for entity in found { #expect(entity.has(.negation), "\(row[0]): \(entity.text)") }
    }
  }

  @Test(arguments: [
    "Niega tos. Refiere headache.", "Niega tos, refiere headache.", "Sin fiebre, con headache.",
    "Niega fiebre pero presenta headache.", "Refiere headache, sin embargo, asthma.",
  ]) func whatFollowsIsThere(text: String) throws {
    for engine in Self.engines {
      let entity = try #require(conditions(text, engine).first { $0.text == "headache" }, "\(text)")
      #expect(!entity.has(.negation), "\(text)")
    }
  }

  @Test(arguments: [
    "Enfermedad renal crónica (CKD 4), control en 3 meses.", "Labs (CKD 4) normal.",
    "Diagnósticos: enfermedad renal (CKD 4)",
  ]) func aStageIsNoTest(text: String) throws {
    for engine in Self.engines {
      #expect(try #require(engine.read(text).entity("CKD 4"), "\(text)").type == .condition)
    }
  }
}
