// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// What terminologies put behind their names, "(disorder)", is no word of the note.
@Suite struct SemanticTagTests {
  static let texts = [
    "Patient is presenting with acute viral pharyngitis (disorder).",
    "Patient has a history of stress (finding), unemployed (finding), limited social contact "
      + "(finding).",
    "Depression screening using Patient Health Questionnaire Two-Item score (procedure)",
    "Movement therapy (regime/therapy) was given for back pain (finding).",
    "Fracture of forearm (disorder) and bone structure of radius (body structure)",
    "Sepsis caused by virus (disorder)",
  ]
  private static let tags = [
    "disorder", "finding", "procedure", "regime", "regime/therapy", "body structure", "situation",
  ]

  @Test(arguments: texts) func tagsAreNoFindings(text: String) {
    for engine in [Engines.rules, Engines.full] {
      let note = engine.read(text)
      for entity in note.entities {
        #expect(!Self.tags.contains(entity.text.lowercased()), "\(entity.text)")
        #expect(!entity.text.contains("("), "\(entity.text)")
        for attribute in entity.attributes { #expect(!attribute.text.contains("(")) }
      }
    }
  }

  @Test func whatStandsBeforeATagIsFound() {
    let note = Engines.full.read(Self.texts[0])
    #expect(note.entities.contains { $0.type == .condition && $0.text.hasSuffix("pharyngitis") })
  }
}
