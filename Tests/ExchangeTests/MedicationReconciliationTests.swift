// SPDX-License-Identifier: Apache-2.0

import FHIR
import Store
import Testing

/// The medications of the chart, by their names in orders, beside those of the notes.
@Suite("Medications of notes and chart") struct MedicationReconciliationTests {
  private func order(
    _ id: String,
    _ name: String,
    intent: String = "order",
    doNotPerform: Bool? = nil
  ) -> JSON {
    var order: JSON = [
      "resourceType": "MedicationRequest", "id": .string(id), "status": "active",
      "intent": .string(intent), "subject": ["reference": "Patient/tom"],
      "authoredOn": "2023-01-01", "medicationCodeableConcept": ["text": .string(name)],
    ]
    if let doNotPerform { order["doNotPerform"] = .bool(doNotPerform) }
    return order
  }

  private func findings(_ resources: [JSON], _ words: String) throws -> [String] {
    let fixture = try NoteFixture()
    try fixture.put(resources + [NoteFixture.note("n", words, date: "2024-06-01T00:00:00Z")])
    try fixture.extract()
    return try Reconciliation(lake: fixture.lake, patient: "tom").items
      .filter { $0.kind == .medications }
      .map { "\($0.finding) \($0.name)" }.sorted()
  }

  /// Whoever reconciles after a stay asks for the dose; what can be one and the same is no disagreement.
  @Test(arguments: [
    ("Methotrexate 2.5 MG", "15 mg once weekly", "methotrexate 15 mg daily", true),
    ("Methotrexate 2.5 MG", "15 mg once weekly", "methotrexate 15 mg weekly", false),
    ("Furosemide 40 MG", "40 mg daily", "furosemide 80 mg once daily", true),
    ("Furosemide 40 MG Oral Tablet", "2 tablets daily", "furosemide 80 mg once daily", false),
    ("Furosemide 40 MG Oral Tablet", "", "furosemide 40 mg once daily", false),
    ("Furosemide 40 MG Oral Tablet", "", "furosemide", false),
    ("Metformin 500 MG", "1000 mg twice daily", "metformin 1 g twice daily", false),
    ("Metformin 500 MG", "1000 mg twice daily", "metformin 500 mg twice daily", true),
    ("Levothyroxine 0.075 MG", "75 mcg daily", "levothyroxine 0.075 mg daily", false),
    ("Levothyroxine 0.075 MG", "75 mcg daily", "levothyroxine 100 micrograms daily", true),
    // As much at once, and another amount a day; and the other way round.
    ("Apixaban", "5 mg twice daily", "apixaban 5 mg daily", true),
    ("Apixaban", "5 mg 2 times a day", "apixaban 5 mg bd", false),
    ("Amiodarone", "200 mg once daily", "amiodarone 200 mg three times a day", true),
    ("Morphine", "10 mg every 12 hours", "morphine 10 mg q4h", true),
    ("Morphine", "10 mg every 12 hours", "morphine 10 mg BD", false),
    ("Gabapentin", "300 mg three times daily", "gabapentin 300 mg at night", true),
    ("Lithium", "400 mg nocte", "lithium 400 mg bd", true),
    ("Atenolol", "50 mg od", "atenolol 25 mg bd", false),
    ("Ramipril", "5 mg twice daily", "ramipril 10 mg once daily", false),
    ("Furosemide", "40 mg in the morning", "furosemide 40 mg od", false),
    ("Furosemide", "40 mg in the morning and at noon", "furosemide 40 mg od", true),
    ("Alendronic acid", "70 mg once weekly", "alendronic acid 70 mg daily", true),
    // When it is needed, or first so and then otherwise, nobody knows how much a day has.
    ("Morphine", "10 mg every 4 hours as needed", "morphine 10 mg bd", false),
    ("Codeine", "30 mg every 4 to 6 hours", "codeine 30 mg qds", false),
    ("Prednisolone", "40 mg daily", "prednisolone 40 mg daily for 5 days then stop", false),
  ])
  func dosesAreCompared(_ name: String, _ dose: String, _ words: String, _ differs: Bool) throws {
    var json = order("a", name)
    if !dose.isEmpty { json["dosageInstruction"] = [["text": .string(dose)]] }
    let found = try findings([json], "Discharge medications:\n- \(words)\n")
    #expect(found == ["\(differs ? "disagreement" : "both") \(name)"])
    // What was ordered since is not measured by an older note.
    json["authoredOn"] = "2024-07-01"
    #expect(try findings([json], "Discharge medications:\n- \(words)\n") == ["both \(name)"])
  }

  /// Counts of puffs come first in the names of all inhalers, and are no drug that they share.
  @Test func inhalersAreToldApart() throws {
    let found = try findings(
      [
        order("a", "NDA020503 200 ACTUAT Albuterol 0.09 MG/ACTUAT Metered Dose Inhaler"),
        order("b", "120 ACTUAT Fluticasone propionate 0.044 MG/ACTUAT Metered Dose Inhaler"),
        order("c", "0.3 ML Epinephrine 1 MG/ML Auto-Injector"),
      ],
      "Medications: albuterol inhaler, fluticasone propionate inhaler."
    )
    #expect(
      found == [
        "both 120 ACTUAT Fluticasone propionate 0.044 MG/ACTUAT Metered Dose Inhaler",
        "both NDA020503 200 ACTUAT Albuterol 0.09 MG/ACTUAT Metered Dose Inhaler",
        "chartOnly 0.3 ML Epinephrine 1 MG/ML Auto-Injector",
      ]
    )
  }

  @Test func whatIsOnlyPlannedIsNoOrder() throws {
    let found = try findings(
      [
        order("a", "Digoxin 0.25 MG", intent: "plan"),
        order("b", "Warfarin 5 MG", doNotPerform: true), order("c", "Metformin 500 MG"),
      ],
      "Takes metformin 500 mg and digoxin 0.25 mg daily."
    )
    #expect(found == ["both Metformin 500 MG", "notesOnly digoxin"])
  }

  /// The chart has brands and other orders of words; notes have the drug.
  @Test func namesAreComparedByWhatTheyMean() throws {
    let found = try findings(
      [order("a", "Glucophage 500 MG")],
      "ALLERGIES: penicillin (rash).\nNew medications: metformin 500 mg twice daily."
    )
    #expect(found == ["both Glucophage 500 MG"])
  }

  @Test(arguments: [
    ("Diabetes mellitus type 2", "active", "confirmed", "No history of type 2 diabetes.", true),
    ("Diabetes mellitus type 2", "active", "confirmed", "Type 2 diabetes, stable.", false),
    ("Asthma", "active", "refuted", "Asthma, well controlled on albuterol.", true),
    ("Asthma", "active", "refuted", "No asthma.", false),
    ("Hypertension", "active", "confirmed", "No evidence of portal hypertension.", false),
  ])
  func problemsAreSetAgainstEachOther(
    _ name: String,
    _ clinical: String,
    _ verification: String,
    _ words: String,
    _ disagrees: Bool
  ) throws {
    let fixture = try NoteFixture()
    try fixture.put([
      [
        "resourceType": "Condition", "id": "c", "subject": ["reference": "Patient/tom"],
        "code": ["text": .string(name)], "recordedDate": "2023-01-01",
        "clinicalStatus": ["coding": [["code": .string(clinical)]]],
        "verificationStatus": ["coding": [["code": .string(verification)]]],
      ], NoteFixture.note("n", words, date: "2024-06-01T00:00:00Z"),
    ])
    try fixture.extract()
    let items = try Reconciliation(lake: fixture.lake, patient: "tom").items
      .filter { $0.kind == .problems }
    #expect(items.count == 1)
    #expect(items.first.map { $0.finding == .disagreement } == disagrees)
  }
}
