// SPDX-License-Identifier: Apache-2.0

import FHIR
import Store
import Testing

/// As what accepted words are published.
@Suite struct PublishedKindTests {
  /// A lake in which all that a note names was accepted and published.
  private func published(_ words: String, id: String = "a") throws -> NoteFixture {
    let fixture = try NoteFixture()
    try fixture.put([NoteFixture.note(id, words)])
    try fixture.extract()
    for entity in try fixture.entities("") where entity.isReviewable {
      try fixture.judge(entity, .accepted)
    }
    _ = try fixture.publish()
    return fixture
  }

  private func published(
    _ words: String,
    _ query: String,
    _ type: String,
    id: String = "a"
  ) throws -> JSONValue {
    let fixture = try published(words, id: id)
    let key = "tarn-" + String(UInt64(bitPattern: try fixture.one(query).key), radix: 16)
    return try fixture.resource("\(type)/\(key)")
  }

  private func code(_ resource: JSONValue, _ element: StaticString) -> String? {
    resource[element]?["coding"]?.elements.first { _ in true }?["code"]?.string
  }

  @Test func allergiesAreAllergies() throws {
    let penicillin = try published("ALLERGIES: penicillin.", "penicillin", "AllergyIntolerance")
    #expect(code(penicillin, "clinicalStatus") == "active")
    #expect(code(penicillin, "verificationStatus") == "unconfirmed")
    #expect(penicillin["patient"]?["reference"]?.string == "Patient/tom")
    let aspirin = try published("Not allergic to aspirin.", "aspirin", "AllergyIntolerance")
    #expect(code(aspirin, "verificationStatus") == "refuted")
  }

  /// Nothing of an erased patient is left, the links to what was published neither.
  @Test func whatWasPublishedIsErasedWithThePatient() throws {
    let fixture = try published("ALLERGIES: penicillin.")
    #expect(try fixture.search("Linkage?").count == 1)
    let planned = try fixture.lake.erasure(ofPatient: "tom")
    #expect(planned.resources.contains { $0.type == .linkage })
    _ = try fixture.lake.erase(planned, fixture.job(.erase)) { 0 }
    #expect(try fixture.search("Linkage?").isEmpty)
    #expect(try fixture.lake.check() == [])
  }

  @Test func whatIsResolvedWasThere() throws {
    let resolved = try published("ASSESSMENT: pneumonia, resolved.", "pneumonia", "Condition")
    #expect(code(resolved, "verificationStatus") != "refuted")
    #expect(code(resolved, "clinicalStatus") != "active")
    let denied = try published("ASSESSMENT: no pneumonia.", "pneumonia", "Condition")
    #expect(code(denied, "verificationStatus") == "refuted")
    // A history says that there was one, and not that it is over.
    let history = try published("PMH: hypertension.", "hypertension", "Condition")
    #expect(
      history["clinicalStatus"] == nil && code(history, "verificationStatus") == "provisional"
    )
  }

  @Test func aProblemBeginsWhenTheNoteSaysSo() throws {
    let infarction = try published(
      "ASSESSMENT: myocardial infarction in 2015.",
      "\"myocardial infarction\"",
      "Condition"
    )
    #expect(infarction["onsetDateTime"]?.string == "2015")
  }

  @Test func wordsHaveNoEndsOfLines() throws {
    let broken = try published(
      "ASSESSMENT: community acquired\n  pneumonia.",
      "pneumonia",
      "Condition"
    )
    #expect(broken["code"]?["text"]?.string == "community acquired pneumonia")
    let joined = try published(
      "ASSESSMENT: atrial \u{FB01}brillation.",
      "\u{FB01}brillation",
      "Condition"
    )
    #expect(joined["code"]?["text"]?.string == "atrial fibrillation")
  }

  @Test func resultsStandAmongResults() throws {
    let potassium = try published("Labs: potassium 5.9 mmol/L.", "potassium", "Observation")
    let category = potassium["category"]?.elements.first { _ in true }
    #expect(category?["coding"]?.elements.first { _ in true }?["code"]?.string == "laboratory")
    let weight = try published("Weight 80 kg.", "weight", "Observation")
    let vital = weight["category"]?.elements.first { _ in true }
    #expect(vital?["coding"]?.elements.first { _ in true }?["code"]?.string == "vital-signs")
  }

  /// Of two values none is that of the day for certain; one with a date is of that date.
  @Test func valuesAreOfTheirDay() throws {
    let both = try published("Labs: K 3.1->4.2.", "K", "Observation")
    #expect(both["valueQuantity"] == nil)
    #expect(both["valueString"]?.string?.contains("4.2") == true)
    let dated = try published("Hgb 9.8 g/dL on 2025-12-01.", "Hgb", "Observation")
    #expect(dated["effectiveDateTime"]?.string == "2025-12-01")
    #expect(dated["valueQuantity"]?["value"]?.numberText == "9.8")
  }

  /// What is corrected stays with its words where they move.
  @Test func aCorrectedSpanMovesWithItsWords() throws {
    let fixture = try NoteFixture()
    let words = "ASSESSMENT: severe chest pain today."
    try fixture.put([NoteFixture.note("a", words)])
    try fixture.extract()
    let entity = try fixture.one("\"chest pain\"")
    var correction = Verdict.Correction()
    correction.span = entity.begin - 7..<entity.end
    try fixture.judge(entity, .corrected, correction)
    let before = "ADDENDUM: seen again.\n\n"
    try fixture.put([NoteFixture.note("a", before + words)])
    try fixture.extract()
    let moved = try fixture.one("\"chest pain\"")
    #expect(moved.begin == entity.begin + before.count)
    #expect(moved.verdict?.correction.span == moved.begin - 7..<moved.end)
  }
}
