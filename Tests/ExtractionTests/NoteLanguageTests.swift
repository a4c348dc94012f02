// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// What is found in a note that the rules cannot read is not certain.
@Suite struct NoteLanguageTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(arguments: [
    """
    Der Patient hat keinen Diabetes mellitus. Keine Dyspnoe, kein Fieber. Metformin 1000 mg wurde \
    abgesetzt. Die Mutter mit Asthma.
    """,
    "Le patient n'a pas de diabetes. Pas de asthma. Metformin 500 mg depuis 2 ans, sans effet avec nausea.",
    "Patiënt met asthma, geen koorts. Het gebruik van metformin 500 mg werd gestopt.",
  ]) func anotherLanguageIsUnsure(text: String) {
    for engine in Self.engines {
      let found = engine.read(text).entities.filter {
        $0.category == .medication || $0.category == .medicalCondition
      }
      #expect(!found.isEmpty)
      for entity in found { #expect(entity.score <= 0.5, "\(entity.text)") }
    }
  }

  @Test(arguments: [
    "Pt w/ LE edema, LA dilated, DES placed, LES low. Metformin 500 mg bid.",
    "Paciente con diabetes, sin fiebre. Metformin 500 mg cada día. Niega dolor de cabeza.",
    "The patient says \"ich habe keine Luft und das ist nicht gut\". Metformin 500 mg was started.",
  ]) func englishAndSpanishAreRead(text: String) throws {
    for engine in Self.engines {
      #expect(try #require(engine.read(text).entity("metformin")).score > 0.8)
    }
  }
}
