// SPDX-License-Identifier: Apache-2.0

import Exchange
import Extraction
import FHIR
import Store
import Testing

/// The allergies of the chart beside those of the notes.
@Suite("Allergies of notes and chart") struct AllergyReconciliationTests {
  private static func allergy(
    _ id: String,
    _ name: String,
    clinical: String? = "active",
    verification: String = "confirmed",
    category: String? = "medication",
    recorded: String = "2022-01-01"
  ) -> JSON {
    var json: JSON = [
      "resourceType": "AllergyIntolerance", "id": .string(id),
      "patient": ["reference": "Patient/tom"], "recordedDate": .string(recorded),
      "code": ["text": .string(name)],
      "verificationStatus": ["coding": [["code": .string(verification)]]],
    ]
    if let category { json["category"] = [.string(category)] }
    if let clinical { json["clinicalStatus"] = ["coding": [["code": .string(clinical)]]] }
    return json
  }

  private func compare(_ resources: [JSON]) throws -> [Reconciliation.Item] {
    let fixture = try NoteFixture()
    try fixture.put(resources)
    try fixture.extract(rulesOnly: false)
    return try Reconciliation(lake: fixture.lake, patient: "tom").items
      .filter { $0.kind == .allergies }
  }

  /// `disagreement penicillin`, with the words of the newest note behind it.
  private func said(_ items: [Reconciliation.Item]) -> [String] {
    items.map { item in
      ([item.finding.rawValue, item.name.lowercased()]
        + (item.mentions.first.map { ["'\($0.text)'"] } ?? []))
        .joined(separator: " ")
    }
  }

  /// Who stops the first must not believe that it was the only one.
  @Test func everyDrugThatIsTakenIsNamed() throws {
    let drugs = ["Co-amoxiclav 625 mg", "Tazocin 4.5 g", "Metformin 500 mg"].enumerated()
    let orders = drugs.map { number, name -> JSON in
      [
        "resourceType": "MedicationRequest", "id": .string("m\(number)"), "status": "active",
        "intent": "order", "subject": ["reference": "Patient/tom"], "authoredOn": "2024-01-01",
        "medicationCodeableConcept": ["text": .string(name)],
      ]
    }
    let items = try compare([Self.allergy("pen", "Penicillin")] + orders)
    let remark = try #require(items.first?.remark)
    #expect(remark.contains("Co-amoxiclav 625 mg") && remark.contains("Tazocin 4.5 g"))
    #expect(!remark.contains("Metformin"))
    #expect(items.first?.chart.count == 3)
  }

  /// The category of an allergy is optional, and many feeds leave it out.
  @Test(arguments: [
    ("Aspirin", "Aspirin 75 mg tablets", true), ("Penicillin", "Amoxicillin 500 mg capsules", true),
    ("Amoxicillin", "Augmentin 625 mg", true), ("Amoxicillin", "Co-amoxiclav 500/125", true),
    ("Penicillin", "Tazocin 4.5 g", true), ("Sulfa", "Septrin forte", true),
    ("NSAIDs", "Naproxen 250 mg", true), ("ACE inhibitors", "Ramipril 5 mg", true),
    ("Cephalosporins", "Cefalexin 500 mg", true), ("Ibuprofen", "Nurofen 200 mg", true),
    ("Aspirin", "Acetylsalicylic acid 100 mg", true),
    ("Acetylsalicylic acid", "Aspirin 75 mg", true),
    ("Adrenaline", "EpiPen 300 micrograms", true), ("Paracetamol", "Tylenol 500 mg", true),
    ("Acetaminophen", "Paracetamol 500 mg", true), ("Morphine", "Zomorph 10 mg", true),
    ("Beta-lactams", "Meropenem 1 g", true), ("Beta-blockers", "Bisoprolol 5 mg", true),
    ("Beta-lactam", "Bisoprolol 5 mg", false), ("Benzodiazepines", "Lorazepam 1 mg", true),
    ("Contrast media", "Iohexol 300 mg/mL", true), ("Penicillin", "Penicillamine 250 mg", false),
    ("Statins", "Nystatin suspension", false),
    ("Amoxicillin", "Flucloxacillin 500 mg", true), ("Penicillin G", "Amoxicillin 500 mg", true),
    ("Penicillin V", "Piperacillin/tazobactam 4.5 g", true),
    ("Penicillin G benzathine", "Ampicillin 1 g", true), ("Benzylpenicillin", "Augmentin", true),
    ("Augmentin", "Penicillin V 500 mg", true), ("Penicillin V", "Penicillamine 250 mg", false),
    ("Lisinopril", "Ramipril 5 mg", true), ("Ibuprofen", "Naproxen 250 mg", true),
    ("Metamizole", "Dipyrone 500 mg", true), ("Cefalexin", "Ceftriaxone 1 g", false),
    ("Penicilina", "Amoxicilina 500 mg", true), ("Penizillin", "Amoxicillin 500 mg", true),
    ("Angiotensin receptor blockers", "Losartan 50 mg", true),
    ("Co-trimoxazole", "Trimethoprim 200 mg", true), ("TMP-SMX", "Sulfamethoxazole 400 mg", true),
    ("Sulfamethoxazole / trimethoprim", "Trimethoprim 200 mg", true),
    ("Co-codamol", "Codeine phosphate 30 mg", true), ("Vicodin", "Hydrocodone 5 mg", true),
    ("Sacubitril/valsartan", "Valsartan 80 mg", true), ("Symbicort", "Budesonide 200 mcg", true),
    ("Thiazides", "Hydrochlorothiazide 25 mg", true), ("Opioid analgesics", "Tramadol 50 mg", true),
    ("Local anaesthetics", "Lidocaine 1 %", true), ("AINEs", "Ibuprofeno 600 mg", true),
    ("AINS", "Ibuprofène 400 mg", true), ("Penicillin", "Flucloxacilina 500 mg", true),
    ("Sulfamidas", "Cotrimoxazol 800/160", true), ("Nolotil", "Metamizol 575 mg", true),
    ("Morphine sulfate", "Ferrous sulfate 200 mg", false),
    ("Codeine phosphate", "Sodium phosphate enema", false),
    ("Sulfamethoxazole / trimethoprim", "Sulfur ointment", false),
    ("Codeine", "Morphine 10 mg", false), ("Atorvastatin", "Simvastatin 20 mg", false),
    ("Gentamicin", "Tobramycin 80 mg", true), ("Aminoglycosides", "Gentamicin 80 mg/2 ml", true),
    ("Proton pump inhibitors", "Omeprazole 20 mg", true), ("SSRIs", "Sertraline 50 mg", true),
    ("Flagyl", "Metronidazole 400 mg", true), ("MTX", "Methotrexate 2.5 mg", true),
    ("Sertraline", "Citalopram 20 mg", false), ("Erythromycin", "Clarithromycin 500 mg", true),
  ])
  func aDrugThatIsTakenIsFoundWhateverKindTheAllergyIsOf(
    _ allergen: String,
    _ drug: String,
    _ isTaken: Bool
  ) throws {
    let items = try compare([
      Self.allergy("asp", allergen, category: nil),
      [
        "resourceType": "MedicationRequest", "id": "m", "status": "active", "intent": "order",
        "subject": ["reference": "Patient/tom"], "authoredOn": "2024-01-01",
        "medicationCodeableConcept": ["text": .string(drug)],
      ],
    ])
    #expect(items.map(\.finding) == [isTaken ? .disagreement : .chartOnly])
  }

  @Test func eachSideAloneAndBothAreTold() throws {
    let items = try compare([
      Self.allergy("pen", "Penicillin"),
      Self.allergy("nut", "Peanut (substance)", category: "food"),
      Self.allergy("egg", "Eggs (edible) (substance)", category: "food"),
      NoteFixture.note("a", "ALLERGIES: penicillin, codeine, eggs.\nHPI: well."),
    ])
    #expect(
      said(items) == [
        "notes only codeine 'codeine'", "chart only peanut (substance)",
        "both eggs (edible) (substance) 'eggs'", "both penicillin 'penicillin'",
      ]
    )
    let penicillin = try #require(items.last)
    #expect(penicillin.chart.map(\.key.reference) == ["AllergyIntolerance/pen"])
    #expect(penicillin.chart.map(\.status) == ["active, confirmed"])
    #expect(penicillin.mentions.first?.note.reference == "DocumentReference/a")
    #expect(penicillin.mentions.first?.begin == 11)
    #expect(penicillin.mentions.first?.end == 21)
  }

  /// A drug by its own name is denied with all drugs, also where no category says that it is one.
  @Test(arguments: ["Amoxicillin", "Codeine", "Bactrim", "Lisinopril", "Vancomycin"])
  func drugsAreDeniedByTheirOwnNames(_ drug: String) throws {
    let items = try compare([
      Self.allergy("a", drug, category: nil), Self.allergy("nut", "Peanut", category: nil),
      NoteFixture.note("n", "NKDA"),
    ])
    #expect(said(items) == ["disagreement \(drug.lowercased()) 'NKDA'", "chart only peanut"])
  }

  /// NKDA speaks of drugs, "no known allergies" of all.
  @Test(arguments: [
    ("NKDA", ["disagreement penicillin 'NKDA'", "chart only peanut"]),
    (
      "No Known Allergies.",
      ["disagreement peanut 'No Known Allergies'", "disagreement penicillin 'No Known Allergies'"]
    ),
    (
      "ALLERGIES: None\nPLAN: rest.",
      ["disagreement peanut 'ALLERGIES: None'", "disagreement penicillin 'ALLERGIES: None'"]
    ),
    (
      "She denies any allergies.",
      [
        "disagreement peanut 'denies any allergies'",
        "disagreement penicillin 'denies any allergies'",
      ]
    ),
    (
      "No food allergies.",
      ["disagreement peanut 'No food allergies'", "chart only penicillin"]
    ),
    // What else there is not, and what is asked, denies nothing.
    (
      "ALLERGIES: penicillin. No other allergies.",
      ["chart only peanut", "both penicillin 'penicillin'"]
    ),
    ("No new allergies.", ["chart only peanut", "chart only penicillin"]),
    ("Father has no allergies.", ["chart only peanut", "chart only penicillin"]),
    (
      "ALLERGIES: penicillin. NKDA otherwise.",
      ["chart only peanut", "both penicillin 'penicillin'"]
    ),
  ])
  func whatDeniesAllergiesDisagreesWithTheChart(_ text: String, _ expected: [String]) throws {
    let items = try compare([
      Self.allergy("pen", "Penicillin"), Self.allergy("nut", "Peanut", category: "food"),
      NoteFixture.note("a", text),
    ])
    #expect(said(items) == expected)
  }

  @Test func aNoteFromBeforeTheChartsEntrySaysNothingAgainstIt() throws {
    let items = try compare([
      Self.allergy("pen", "Penicillin", recorded: "2024-06-01"),
      NoteFixture.note("a", "NKDA", date: "2024-03-01T00:00:00Z"),
    ])
    #expect(said(items) == ["chart only penicillin"])
  }

  @Test func theNewestWordHolds() throws {
    let items = try compare([
      Self.allergy("pen", "Penicillin"),
      NoteFixture.note("a", "NKDA", date: "2024-03-01T00:00:00Z"),
      NoteFixture.note("b", "Allergic to penicillin.", date: "2024-04-01T00:00:00Z"),
      NoteFixture.note("c", "ALLERGIES: codeine", date: "2023-04-01T00:00:00Z"),
    ])
    #expect(said(items) == ["notes only codeine 'codeine'", "both penicillin 'penicillin'"])
    #expect(items.first?.remark == "a later note says 'NKDA'")
  }

  /// An allergy that is in notes alone is held against what the chart has in force, and one of the chart
  /// against what a note says was begun.
  @Test func allergiesAndMedicationsMeetAcrossNotesAndChart() throws {
    let order: JSON = [
      "resourceType": "MedicationRequest", "id": "m", "status": "active", "intent": "order",
      "subject": ["reference": "Patient/tom"], "authoredOn": "2024-01-01",
      "medicationCodeableConcept": ["text": "Amoxicillin 500 mg"],
    ]
    let noted = try compare([
      order, NoteFixture.note("a", "ALLERGIES: penicillin", date: "2024-02-01T00:00:00Z"),
    ])
    #expect(noted.first?.finding == .disagreement)
    #expect(noted.first?.remark == "allergic, and MedicationRequest is active: Amoxicillin 500 mg")
    let fixture = try NoteFixture()
    try fixture.put([
      Self.allergy("pen", "Penicillin"),
      NoteFixture.note("a", "Started amoxicillin 500 mg three times daily."),
    ])
    try fixture.extract()
    let begun = try Reconciliation(lake: fixture.lake, patient: "tom").items
      .first { $0.kind == .medications }
    #expect(begun?.finding == .notesOnly)
    #expect(begun?.remark == "an allergy to it is known")
  }

  @Test func aChartWithoutKnownAllergiesDisagreesWithANoteThatNamesOne() throws {
    let items = try compare([
      Self.allergy("none", "No known allergy", category: "medication"),
      NoteFixture.note("a", "Anaphylaxis to peanuts last year. Allergic to codeine."),
    ])
    #expect(
      said(items) == ["disagreement codeine 'codeine'", "disagreement peanuts 'peanuts'"]
    )
    #expect(items.first?.remark == "the chart says 'No known allergy', the newest note names it")
    #expect(items.first?.chart.map(\.key.reference) == ["AllergyIntolerance/none"])
    let agreed = try compare([
      Self.allergy("none", "No known allergy"), NoteFixture.note("a", "NKDA"),
    ])
    #expect(said(agreed) == ["both no known allergy 'NKDA'"])
    let torn = try compare([
      Self.allergy("none", "No known drug allergy"), Self.allergy("pen", "Penicillin"),
    ])
    #expect(said(torn) == ["disagreement no known drug allergy", "chart only penicillin"])
    #expect(torn.first?.remark == "the chart also has Penicillin, active")
  }

  @Test func whatTheChartHasEndedAndANoteNamesIsADisagreement() throws {
    let items = try compare([
      Self.allergy("pen", "Penicillin", clinical: nil, verification: "refuted"),
      Self.allergy("cod", "Codeine", clinical: "resolved"),
      Self.allergy("err", "Aspirin", verification: "entered-in-error"),
      NoteFixture.note("a", "ALLERGIES: penicillin"),
    ])
    #expect(said(items) == ["disagreement penicillin 'penicillin'", "chart only codeine"])
    #expect(items.first?.remark == "the newest note names it, the chart says refuted")
  }

  /// What is of others, supposed, denied or eaten is no allergy of the patient.
  @Test(arguments: [
    "Mother is allergic to penicillin.", "FAMILY HISTORY: peanut allergy in a brother.",
    "Denies allergy to latex.", "No penicillin allergy.", "Possible peanut allergy, to be tested.",
    "ALLERGIES: reviewed. Tolerates eggs and milk.", "Eats peanuts. Walks the dog.",
    "If allergic to penicillin, give clindamycin.", "The cat was seen on the CT.",
  ])
  func whatIsNoAllergyOfThePatientIsNone(_ text: String) throws {
    #expect(said(try compare([NoteFixture.note("a", text)])).isEmpty)
  }

  /// A parent who tells is no parent who has it.
  @Test func whoTellsOfAnAllergyNeedNotHaveIt() throws {
    let items = try compare([
      NoteFixture.note("a", "Mother reports that he is allergic to peanuts.")
    ])
    #expect(said(items) == ["notes only peanuts 'peanuts'"])
  }

  @Test func whatIsAkinIsNotTheSame() throws {
    let items = try compare([
      Self.allergy("pen", "Penicillin"),
      NoteFixture.note("a", "ALLERGIES: amoxicillin, shellfish"),
      Self.allergy("fish", "Fish", category: "food"),
    ])
    #expect(
      said(items) == [
        "notes only amoxicillin 'amoxicillin'", "notes only shellfish 'shellfish'",
        "chart only fish", "chart only penicillin",
      ]
    )
  }

  @Test func anActiveOrderForAnAllergenIsADisagreement() throws {
    func order(_ id: String, _ name: String, _ status: String) -> JSON {
      [
        "resourceType": "MedicationRequest", "id": .string(id), "status": .string(status),
        "intent": "order", "subject": ["reference": "Patient/tom"], "authoredOn": "2024-01-01",
        "medicationCodeableConcept": ["text": .string(name)],
      ]
    }
    let items = try compare([
      Self.allergy("asa", "Aspirin"), Self.allergy("cod", "Codeine"),
      Self.allergy("iron", "Iron", clinical: "resolved"),
      order("m1", "Aspirin 81 MG Oral Tablet", "active"),
      order("m4", "Aspirin 81 MG Oral Tablet", "active"),
      order("m2", "Codeine 30 MG Oral Tablet", "stopped"), order("m3", "Iron 65 MG", "active"),
    ])
    #expect(said(items) == ["disagreement aspirin", "chart only codeine", "chart only iron"])
    #expect(
      items.first?.remark == "allergic, and MedicationRequest is active: Aspirin 81 MG Oral Tablet"
    )
    #expect(
      items.first?.chart.map(\.key.reference) == [
        "AllergyIntolerance/asa", "MedicationRequest/m1", "MedicationRequest/m4",
      ]
    )
  }

  @Test func aRejectedAllergenIsNoWitness() throws {
    let fixture = try NoteFixture()
    try fixture.put([NoteFixture.note("a", "ALLERGIES: codeine")])
    try fixture.extract()
    try fixture.judge(fixture.one("codeine"), .rejected)
    let items = try Reconciliation(lake: fixture.lake, patient: "tom").items
    #expect(items.filter { $0.kind == .allergies }.isEmpty)
  }
}
