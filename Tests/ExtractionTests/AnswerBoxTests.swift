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

  @Test func whatNobodyTickedIsUnsure() throws {
    let entity = try #require(Engines.full.read("Stroke: [ ] Yes [ ] No").entity("Stroke"))
    #expect(entity.has(.uncertain) && !entity.has(.negation))
  }

  @Test(arguments: ["Smoker? N", "Smoker? No", "Smoker: No"]) func whatIsAskedIsAnswered(
    _ text: String
  )
    throws
  {
    for engine in Self.engines {
      #expect(try #require(engine.read(text).entity("Smoker")).has(.negation), "\(text)")
    }
  }
}
