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
}
