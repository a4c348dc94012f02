// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// The boxes of forms: what is not ticked is not there.
@Suite struct AnswerBoxTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(arguments: [
    ("[ ] Diabetes\n[x] Asthma\n[ ] Heart attack", "Diabetes"),
    ("[ ] Diabetes\n[x] Asthma\n[ ] Heart attack", "Heart attack"), ("( ) Stroke", "Stroke"),
    ("☐ Stroke", "Stroke"), ("PMH:\n- [ ] Stroke\n- [x] Asthma", "Stroke"),
    ("[ ] History of stroke\n[X] Asthma", "stroke"), ("[ ] Seizures or epilepsy", "epilepsy"),
    ("[_] Asthma\n[x] Gout", "Asthma"), ("□ Gout (any)\n■ Asthma", "Gout"),
    ("[x] Asthma [ ] Diabetes (type 1 or 2) [x] Gout", "Diabetes"),
    ("Asthma [ ]\nGout [x]", "Asthma"), ("Allergies: [x] Sulfa [ ] PCN", "PCN"),
    ("COWS 9. [x] Seizures (withdrawal) [ ] Asthma [x] Gout [ ] HIV", "Asthma"),
    ("[ ] aspirin [x] metoprolol", "aspirin"), ("[ ] aspirin\n[x] statin", "aspirin"),
    ("Medications:\n[ ] aspirin 81 mg daily\n[x] lisinopril 10 mg", "aspirin"),
    ("[ ] Pneumonia vaccine given", "Pneumonia vaccine"), ("☐ Takes warfarin", "warfarin"),
    ("Vaccines: [x] flu [ ] Pneumovax [ ] Shingrix", "Pneumovax"),
    ("[ ] Insulin given\n[x] Heparin 5000 units SQ given", "Insulin"),
    ("[ ] Colonoscopy\n[x] Mammogram", "Colonoscopy"),
    ("Procedures: [x] colonoscopy [ ] mammogram [x] DEXA", "mammogram"),
    ("[ ] Appendectomy\n[x] Cholecystectomy", "Appendectomy"),
    ("[ ] MRSA history\n[x] Sleep apnea", "MRSA"),
  ]) func whatIsNotTickedIsDenied(_ row: (text: String, name: String)) throws {
    for engine in Self.engines {
      let entity = try #require(engine.read(row.text).entity(row.name), "\(row.text)")
      let trait = try #require(entity.traits.first { $0.name == .negation }, "\(row.text)")
      #expect(trait.reason.rule == "answer:unticked")
    }
  }

  @Test(arguments: [
    ("[ ] Diabetes\n[x] Asthma\n[ ] Heart attack", "Asthma"), ("(x) Stroke", "Stroke"),
    ("☒ Stroke\n☐ Gout", "Stroke"), ("☐ Gout\n☑ Stroke", "Stroke"), ("✓ Asthma\n☐ Gout", "Asthma"),
    ("[ ] anemia labs next week", "anemia"), ("Plan:\n[ ] Hypertension", "Hypertension"),
    ("Asthma [ ]\nGout [x]", "Gout"), ("Diabetes: [x] Yes [ ] No", "Diabetes"),
    ("Asthma: [ ] Yes [x] No\nStroke: [x] Yes [ ] No", "Stroke"),
    ("[ ] aspirin [x] metoprolol", "metoprolol"), ("Plan:\n[ ] aspirin", "aspirin"),
    ("[ ] MRI brain\n[ ] CBC in AM", "MRI brain"),
    ("[x] Pneumonia vaccine given\n[ ] Shingrix", "Pneumonia vaccine"),
    ("[ ] Colonoscopy due\n[x] Mammogram", "Colonoscopy"),
    ("[x] Heparin 5000 units SQ given\n[ ] Insulin given", "Heparin"),
  ]) func whatIsTickedIsThere(_ row: (text: String, name: String)) throws {
    for engine in Self.engines {
      let entity = try #require(engine.read(row.text).entity(row.name), "\(row.text)")
      #expect(!entity.has(.negation) && !entity.has(.uncertain), "\(row.text)")
    }
  }

  @Test(arguments: [
    ("Stroke: [ ] Yes [x] No", "Stroke"), ("Chest pain ☐ Yes ☒ No", "Chest pain"),
    ("Smoking: ( ) Yes (x) No", "Smoking"), ("Stroke? Yes [ ] No [x]", "Stroke"),
    ("Diabetes: □ Y ■ N", "Diabetes"), ("Asthma: [ ] Yes [x] No [ ] Unknown", "Asthma"),
  ]) func theTickedNoIsTheAnswer(_ row: (text: String, name: String)) throws {
    for engine in Self.engines {
      let entity = try #require(engine.read(row.text).entity(row.name), "\(row.text)")
      let trait = try #require(entity.traits.first { $0.name == .negation }, "\(row.text)")
      #expect(trait.reason.rule == "answer:box")
    }
  }

  private static let page = """
    <html><body><table><thead><tr><th>Condition</th><th>Yes</th><th>No</th></tr></thead><tbody>
    <tr><td>Asthma</td><td>X</td><td></td></tr><tr><td>Stroke</td><td>&nbsp;</td><td>X</td></tr>
    <tr><td>Takes warfarin</td><td></td><td><b>X</b></td></tr>
    <tr><td>Diabetes</td><td>✓</td><td></td></tr></tbody></table><p>Has gout.</p></body></html>
    """

  @Test(arguments: [
    page,
    "Condition | Yes | No\nAsthma | X |\nStroke | | X\nTakes warfarin | | X\nDiabetes | X |\nHas gout.",
    """
    | Condition | No | Yes |
    |---|---|---|
    | Asthma | | x |
    | Stroke | x | |
    | Takes warfarin | x | |
    | Diabetes | | x |

    Has gout.
    """,
  ]) func aColumnAnswers(source: String) throws {
    let text = NoteText(bytes: Array(source.utf8))
    for engine in Self.engines {
      let note = engine.read(text.text)
      for (name, isDenied) in [
        ("Asthma", false), ("Stroke", true), ("warfarin", true), ("Diabetes", false),
        ("gout", false),
      ] {
        #expect(try #require(note.entity(name), "\(name)").has(.negation) == isDenied, "\(name)")
      }
    }
  }

  @Test func theColumnsKeepTheWayBack() throws {
    let text = NoteText(bytes: Array(Self.page.utf8))
    let stroke = try #require(Engines.full.read(text.text).entity("Stroke"))
    let bytes = text.source(of: stroke.begin..<stroke.end)
    #expect(String(decoding: Array(Self.page.utf8)[bytes], as: UTF8.self) == "Stroke")
  }

  @Test func whatNobodyTickedIsUnsure() throws {
    let entity = try #require(Engines.full.read("Stroke: [ ] Yes [ ] No").entity("Stroke"))
    #expect(entity.has(.uncertain) && !entity.has(.negation))
  }

  @Test(arguments: ["Smoker? N", "Smoker? No", "Smoker: No", "Smoker: nil"])
  func whatIsAskedIsAnswered(
    _ text: String
  )
    throws
  {
    for engine in Self.engines {
      #expect(try #require(engine.read(text).entity("Smoker")).has(.negation), "\(text)")
    }
  }
}
