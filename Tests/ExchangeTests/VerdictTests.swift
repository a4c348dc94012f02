// SPDX-License-Identifier: Apache-2.0

import Exchange
import Extraction
import FHIR
import Store
import Testing
import Validation

/// Verdicts, what is published of them, and what notes and chart say beside each other.
@Suite struct VerdictTests {
  @Test func aVerdictOutlivesANewReadingAndChangesElsewhere() throws {
    let fixture = try NoteFixture()
    try fixture.put([NoteFixture.note("a", "Seen today.\nHas a cough since May.\nWell.")])
    try fixture.extract()
    try fixture.judge(fixture.one("cough"), .accepted)
    try fixture.put([
      NoteFixture.note("a", "Seen today by phone.\n\nHas a cough since May.\nNot so well.")
    ])
    try fixture.extract()
    #expect(try fixture.one("cough").decision == .accepted)
    try fixture.extract(rulesOnly: false)
    #expect(try fixture.one("cough accepted").decision == .accepted)
    // Other words are another matter.
    try fixture.put([NoteFixture.note("a", "Has no cough since May.")])
    try fixture.extract()
    #expect(try fixture.one("cough").decision == .unreviewed)
    let contexts = try fixture.lake.verdicts().map(\.context)
    #expect(contexts == ["Has a [cough] since May."])
  }

  @Test func theSameWordsTwiceAreTwoMatters() throws {
    let fixture = try NoteFixture()
    try fixture.put([NoteFixture.note("a", "Has a cough.\nHas a cough.\n")])
    try fixture.extract()
    let both = try fixture.entities("cough")
    #expect(Set(both.map(\.key)).count == 2)
    try fixture.judge(both[1], .rejected)
    #expect(try fixture.entities("cough").map(\.decision) == [.unreviewed, .rejected])
  }

  @Test func theTrailIsKeptAndTravels() throws {
    let notes = [NoteFixture.note("a", "Has a cough and a rash.")]
    let here = try NoteFixture()
    try here.put(notes)
    try here.extract()
    try here.judge(here.one("cough"), .accepted)
    try here.judge(here.one("cough"), .unreviewed)
    var correction = Verdict.Correction()
    correction.traits = [.negation]
    correction.concept = EntityCode(system: "http://snomed.info/sct", code: "1", title: "Ñ \"x\"")
    try here.judge(here.one("rash"), .corrected, correction)
    let trail = try here.lake.verdicts()
    #expect(trail.map(\.verdict.decision) == [.accepted, .unreviewed, .corrected])
    #expect(try here.one("cough").decision == .unreviewed)
    // One sitting is one job.
    #expect(try here.lake.jobs().count { $0.kind == .review } == 1)

    let there = try NoteFixture()
    try there.put(notes)
    let lines = try trail.map { record in
      try #require(RecordedVerdict(json: JSONDocument.parse(record.json.text).root))
    }
    #expect(lines.map(\.verdict.correction) == trail.map(\.verdict.correction))
    let done = try there.lake.importVerdicts(lines, there.job(.review))
    #expect([done.added, done.older, done.known, done.unknownNotes] == [3, 0, 0, 0])
    let again = try there.lake.importVerdicts(lines, there.job(.review))
    #expect([again.added, again.known] == [0, 3])
    // Verdicts that come before the reading wait for it.
    try there.extract()
    let rash = try there.one("rash")
    #expect(rash.decision == .corrected)
    #expect(rash.settledTraits == [.negation])
    #expect(rash.settledConcept?.code == "1")
    let elsewhere = try NoteFixture()
    let missed = try elsewhere.lake.importVerdicts(lines, elsewhere.job(.review))
    #expect([missed.added, missed.unknownNotes] == [0, 3])
  }

  @Test(arguments: [
    "{}", "{\"key\":\"zz\"}",
    "{\"key\":\"1\",\"note\":\"x\",\"decision\":\"accepted\",\"author\":\"a\",\"recorded\":\"2024\"}",
    """
    {"key":"1","note":"Observation/1","decision":"maybe","author":"a","recorded":"2024-01-01"}
    """,
    """
    {"key":"1","note":"Observation/1","decision":"accepted","author":"a","recorded":"2024-01-01",\
    "correction":{"traits":["NONSENSE"]}}
    """,
  ]) func whatIsNoVerdictIsNotRead(line: String) throws {
    #expect(try RecordedVerdict(json: JSONDocument.parse(line).root) == nil)
  }

  // MARK: - Publishing

  @Test func whatIsDeniedPastOrOfTheFamilyIsPublishedAsSuch() throws {
    let fixture = try NoteFixture()
    try fixture.put([
      NoteFixture.note(
        "a",
        """
        Tom is not prescribed Advil.
        ASSESSMENT: hypertension. Denies chest pain. No pneumonia.
        FAMILY HISTORY: Mother had breast cancer.
        Return if fever develops.
        Takes metformin 500 mg twice daily.
        """
      )
    ])
    try fixture.extract()
    for entity in try fixture.entities("") where entity.isReviewable {
      try fixture.judge(entity, .accepted)
    }
    let report = try fixture.publish()
    #expect(report.notes == 1)
    #expect(report.omitted["only supposed, or on a condition"] == 1)
    func id(_ query: String) throws -> String {
      "tarn-" + String(UInt64(bitPattern: try fixture.one(query).key), radix: 16)
    }
    let advil = try fixture.resource("MedicationStatement/\(id("Advil"))")
    #expect(advil["status"]?.string == "not-taken")
    let metformin = try fixture.resource("MedicationStatement/\(id("metformin"))")
    #expect(metformin["status"]?.string == "active")
    let dosage = metformin["dosage"]?.elements.first { _ in true }
    #expect(dosage?["timing"]?["repeat"]?["frequency"]?.integer == 2)
    let chest = try fixture.resource("Observation/\(id("\"chest pain\""))")
    let answer = chest["valueCodeableConcept"]?["coding"]?.elements.first { _ in true }
    #expect(answer?["code"]?.string == "2667000")
    let family = try fixture.resource("FamilyMemberHistory/\(id("\"breast cancer\""))")
    #expect(family["relationship"]?["text"]?.string == "Mother")
    // The standard system stands beside AWS's own, and the words can be found.
    let hypertension = try fixture.resource("Condition/\(id("hypertension"))")
    let systems = (hypertension["code"]?["coding"]?.elements ?? .empty).compactMap {
      $0["system"]?.string
    }
    #expect(systems.contains("http://hl7.org/fhir/sid/icd-10-cm"))
    #expect(systems.contains("http://healthlake.amazonaws.com/aws-cm/infer-icd10/"))
    let span = hypertension["extension"]?.elements.first { _ in true }?["extension"]
    let words = (span?.elements ?? .empty).first { $0["url"]?.string == "text" }
    #expect(words?["valueString"]?.string == "hypertension")
    // Fever makes none, and nothing else does twice.
    #expect(try fixture.search("Observation?_tag=SYSTEM_GENERATED&code:text=fever").isEmpty)
    #expect(try fixture.search("MedicationStatement?_tag=SYSTEM_GENERATED").count == 2)
  }

  /// A taper is a dosage per step, in its order.
  @Test func theStepsOfATaperAreDosagesInOrder() throws {
    let fixture = try NoteFixture()
    try fixture.put([
      NoteFixture.note(
        "a",
        "Plan: prednisone 40 mg daily for 3 days, then 20 mg daily for 3 days, then stop."
      )
    ])
    try fixture.extract(rulesOnly: false)
    let drug = try fixture.one("prednisone")
    try fixture.judge(drug, .accepted)
    _ = try fixture.publish()
    let id = "tarn-" + String(UInt64(bitPattern: drug.key), radix: 16)
    let steps = try fixture.resource("MedicationStatement/\(id)")["dosage"]?.elements ?? .empty
    #expect(steps.compactMap { $0["sequence"]?.integer } == [1, 2, 3])
    #expect(
      steps.compactMap { $0["text"]?.string } == [
        "40 mg daily for 3 days", "20 mg daily for 3 days", "then stop",
      ]
    )
  }

  @Test func whatIsPublishedIsValid() throws {
    let fixture = try NoteFixture()
    try fixture.put([
      NoteFixture.note(
        "a",
        """
        HPI: 61 yo woman with T2DM. Denies fever. Possible pneumonia. Mother with stroke at 70.
        Smokes 1 pack per day. BP 150/90, creatinine 1.42 mg/dL. Appendectomy in 2001.
        Start lisinopril 10 mg PO daily x 30 days. Stop metformin.
        """
      )
    ])
    try fixture.extract(rulesOnly: false)
    for entity in try fixture.entities("") where entity.isReviewable {
      try fixture.judge(entity, .accepted)
    }
    let report = try fixture.publish()
    #expect(report.written[.documentReference] == 1)
    #expect(report.written[.linkage] == 1)
    #expect((report.written[.medicationStatement] ?? 0) >= 2)
    let validator = ResourceValidator(level: .strict)
    for type in report.written.keys {
      for reference in try fixture.search("\(type.rawValue)?") {
        let document = try #require(
          try fixture.lake.resource(
            ResourceKey(type: type, id: String(reference.split(separator: "/")[1]))
          ).document
        )
        let errors = validator.validate(document.root).filter { $0.severity == .error }
        #expect(errors.isEmpty, "\(reference): \(errors)")
      }
    }
  }

  @Test func publishingAgainChangesNothingAndTakesBackWhatIsRejected() throws {
    let fixture = try NoteFixture()
    try fixture.put([NoteFixture.note("a", "ASSESSMENT: asthma. Takes metformin.")])
    try fixture.extract()
    for entity in try fixture.entities("") where entity.isReviewable {
      try fixture.judge(entity, .accepted)
    }
    _ = try fixture.publish()
    let key = ResourceKey(type: .documentReference, id: "a")
    #expect(try fixture.lake.versions(of: key).count == 2)
    let again = try fixture.publish()
    #expect(again.written.isEmpty)
    #expect(try fixture.lake.versions(of: key).count == 2)
    // The extension on the note is no reason to read it again, nor a change of its words.
    #expect(try fixture.extract().progress.entities == 0)
    #expect(try fixture.one("asthma").decision == .accepted)
    try fixture.judge(fixture.one("asthma"), .rejected)
    let third = try fixture.publish()
    #expect(third.deleted == 1)
    #expect(try fixture.search("Condition?_tag=SYSTEM_GENERATED").isEmpty)
    #expect(try fixture.search("MedicationStatement?_tag=SYSTEM_GENERATED").count == 1)
    try fixture.judge(fixture.one("metformin"), .unreviewed)
    _ = try fixture.publish()
    #expect(try fixture.search("MedicationStatement?_tag=SYSTEM_GENERATED").isEmpty)
    #expect(try fixture.search("Linkage?").isEmpty)
    #expect(try fixture.resource("DocumentReference/a")["extension"] == nil)
  }

  // MARK: - Search

  @Test(arguments: [
    ("detectEntities-entity-text=cough", ["a", "b"]),
    ("detectEntities-entity-category=MEDICATION", ["a"]),
    ("detectEntities-entity-type=DX_NAME", ["a", "b"]),
    ("detectEntities-entity-score=gt1", []),
    ("detectEntities-entity-text-category=cough|MEDICATION", []),
    ("detectEntities-entity-text-type=cough|DX_NAME", ["a", "b"]),
    ("infer-icd10cm-entity-text=cough", ["a", "b"]),
    ("infer-icd10cm-entity-text=lisinopril", []),
    ("infer-rxnorm-entity-concept-code=29046", ["a"]),
    ("infer-rxnorm-entity-text-concept-code=lisinopril|29046", ["a"]),
    ("infer-rxnorm-entity-text-concept-score=lisinopril|0.1", ["a"]),
    ("infer-rxnorm-entity-text-concept-score=lisinopril|lt0.1", []),
    ("detectEntities-entity-text=cough,lisinopril&detectEntities-entity-text=rash", ["b"]),
    ("cm-decoration-status=SUCCESS", ["a", "b", "c"]),
    ("cm-decoration-status=VALIDATION_ERROR", []),
  ]) func healthLakesParametersFindNotes(query: String, ids: [String]) throws {
    let fixture = try NoteFixture()
    try fixture.put([
      NoteFixture.note("a", "Has a cough. Takes lisinopril."),
      NoteFixture.note("b", "Cough and rash."), NoteFixture.note("c", "Well."),
    ])
    try fixture.extract()
    #expect(
      try fixture.search("DocumentReference?\(query)") == ids.map { "DocumentReference/\($0)" }
    )
  }

  // MARK: - Notes against chart

  @Test func notesAndChartAreCompared() throws {
    let fixture = try NoteFixture()
    func order(_ id: String, _ name: String, _ code: String, _ status: String) -> JSON {
      [
        "resourceType": "MedicationRequest", "id": .string(id), "status": .string(status),
        "intent": "order", "subject": ["reference": "Patient/tom"], "authoredOn": "2023-01-01",
        "medicationCodeableConcept": [
          "coding": [
            [
              "system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": .string(code),
              "display": .string(name),
            ]
          ]
        ],
      ]
    }
    func problem(_ id: String, _ name: String) -> JSON {
      [
        "resourceType": "Condition", "id": .string(id), "subject": ["reference": "Patient/tom"],
        "code": ["text": .string(name)], "recordedDate": "2023-01-01",
        "clinicalStatus": [
          "coding": [
            [
              "system": "http://terminology.hl7.org/CodeSystem/condition-clinical",
              "code": "active",
            ]
          ]
        ],
      ]
    }
    try fixture.put([
      order("m1", "Metformin 500 MG Oral Tablet", "861007", "active"),
      order("m2", "Lisinopril 10 MG Oral Tablet", "314076", "active"),
      order("m3", "Warfarin 5 MG Oral Tablet", "855332", "active"),
      problem("c1", "Asthma"), problem("c2", "Hypertension"),
      NoteFixture.note("old", "Takes metformin.", date: "2022-06-01T00:00:00Z"),
      NoteFixture.note(
        "new",
        """
        ASSESSMENT: hypertension.
        The patient is not taking metformin. Takes lisinopril 10 mg daily.
        PLAN: continue atorvastatin 20 mg daily. Mother takes insulin.
        """,
        date: "2024-06-01T00:00:00Z"
      ),
    ])
    try fixture.extract()
    let items = try Reconciliation(lake: fixture.lake, patient: "tom").items
    func finding(_ word: String) -> Reconciliation.Finding? {
      items.first { $0.name.lowercased().contains(word) }?.finding
    }
    #expect(finding("metformin") == .disagreement)
    #expect(finding("lisinopril") == .both)
    #expect(finding("warfarin") == .chartOnly)
    #expect(finding("atorvastatin") == .notesOnly)
    #expect(finding("asthma") == .chartOnly)
    #expect(finding("hypertension") == .both)
    // What is of the mother is no business of the chart.
    #expect(finding("insulin") == nil)
    let metformin = try #require(items.first { $0.name.lowercased().contains("metformin") })
    #expect(metformin.chart.map(\.key.reference) == ["MedicationRequest/m1"])
    #expect(metformin.mentions.map(\.date) == ["2024-06-01", "2022-06-01"])
    #expect(items.first?.finding == .disagreement)
    // A rejected entity is no witness.
    try fixture.judge(fixture.one("metformin note:DocumentReference/new"), .rejected)
    let after = try Reconciliation(lake: fixture.lake, patient: "tom").items
    #expect(after.first { $0.name.lowercased().contains("metformin") }?.finding == .both)
    #expect(throws: StoreError.self) {
      try Reconciliation(lake: fixture.lake, patient: "nobody")
    }
  }

  /// The newest note that affirms it names it, whatever it was called before and denied since.
  @Test func whatIsInNotesAloneIsCalledAsItIsNow() throws {
    let fixture = try NoteFixture()
    try fixture.put([
      NoteFixture.note("a", "ASSESSMENT: CKD stage 3.", date: "2023-06-01T00:00:00Z"),
      NoteFixture.note("b", "ASSESSMENT: CKD stage 4.", date: "2024-06-01T00:00:00Z"),
      NoteFixture.note("c", "HPI: pneumonia.", date: "2023-06-01T00:00:00Z"),
      NoteFixture.note("d", "HPI: No pneumonia.", date: "2024-06-01T00:00:00Z"),
    ])
    try fixture.extract()
    let items = try Reconciliation(lake: fixture.lake, patient: "tom").items
    let pneumonia = try #require(items.first { $0.name.lowercased().contains("pneumonia") })
    #expect(pneumonia.finding == .notesOnly)
    #expect(pneumonia.mentions.first?.date?.hasPrefix("2023") == true)
    let kidney = items.filter { $0.name.lowercased().contains("kidney") }
    #expect(kidney.contains { $0.name.contains("stage 4") }, "\(kidney.map(\.name))")
  }

  /// A note is rarely as exact as the problem list; and what it names in full is nothing that it names in part.
  @Test func aShorterNameIsOfTheOnlyProblemThatHasIt() throws {
    func problem(_ id: String, _ name: String) -> JSON {
      [
        "resourceType": "Condition", "id": .string(id), "subject": ["reference": "Patient/tom"],
        "clinicalStatus": ["coding": [["code": "active"]]], "code": ["text": .string(name)],
      ]
    }
    let fixture = try NoteFixture()
    try fixture.put([
      problem("kidney", "Chronic kidney disease stage 3"),
      problem("blood", "Anemia in chronic kidney disease"),
      problem("back", "Chronic low back pain"),
      problem("asthma", "Occupational asthma"), problem("other", "Brittle asthma"),
      NoteFixture.note("a", "ASSESSMENT: Anemia in chronic kidney disease.", date: "2024-05-01"),
      NoteFixture.note("b", "ASSESSMENT: anemia. asthma. No low back pain.", date: "2024-06-01"),
    ])
    try fixture.extract(rulesOnly: false)
    let items = try Reconciliation(lake: fixture.lake, patient: "tom").items
    func item(_ name: String) -> Reconciliation.Item? { items.first { $0.name == name } }
    #expect(
      item("Anemia in chronic kidney disease")?.mentions.map(\.text)
        == ["anemia", "Anemia in chronic kidney disease"]
    )
    #expect(item("Chronic kidney disease stage 3")?.mentions.isEmpty == true)
    #expect(item("Chronic low back pain")?.finding == .chartOnly)
    #expect(item("asthma")?.finding == .notesOnly)
    #expect(items.count == 6)
  }

  @Test func aWordThatOnlyQualifiesJoinsNothing() throws {
    let fixture = try NoteFixture()
    try fixture.put([
      [
        "resourceType": "Condition", "id": "c", "subject": ["reference": "Patient/tom"],
        "clinicalStatus": ["coding": [["code": "active"]]],
        "code": [
          "text": "Acute viral sinusitis",
          "coding": [["system": "http://snomed.info/sct", "code": "36971009"]],
        ],
      ],
      NoteFixture.note("a", "ASSESSMENT: Patient is presenting with no acute issues."),
    ])
    try fixture.extract(rulesOnly: false)
    let items = try Reconciliation(lake: fixture.lake, patient: "tom").items
    #expect(items.map(\.name) == ["Acute viral sinusitis"])
    #expect(items.first?.finding == .chartOnly)
    #expect(items.first?.mentions.isEmpty == true)
  }

  @Test func aVaccineOfANoteIsThatOfTheChartWhateverItsProduct() throws {
    func given(_ id: String, _ code: String, _ name: String) -> JSON {
      [
        "resourceType": "Immunization", "id": .string(id), "status": "completed",
        "patient": ["reference": "Patient/tom"], "occurrenceDateTime": "2024-03-01",
        "vaccineCode": [
          "coding": [
            [
              "system": "http://hl7.org/fhir/sid/cvx", "code": .string(code),
              "display": .string(name),
            ]
          ]
        ],
      ]
    }
    let fixture = try NoteFixture()
    try fixture.put([
      given("i1", "140", "Influenza, seasonal, injectable, preservative free"),
      given("i2", "113", "Td (adult) preservative free"),
      given("i3", "208", "SARS-COV-2 (COVID-19) vaccine, mRNA, 30 mcg/0.3 mL dose"),
      given("i4", "08", "Hep B, adolescent or pediatric"),
      NoteFixture.note("a", "Given today: influenza, Td, COVID-19 vaccine."),
    ])
    try fixture.extract(rulesOnly: false)
    let items = try Reconciliation(lake: fixture.lake, patient: "tom").items
    let both = items.filter { $0.finding == .both }.flatMap { $0.chart.map(\.key.id) }
    #expect(Set(both) == ["i1", "i2", "i3"])
    #expect(
      items.filter { $0.finding == .chartOnly }.map(\.name) == ["Hep B, adolescent or pediatric"]
    )
    #expect(items.count == 4)
  }

  private static func medication(
    _ type: String,
    _ id: String,
    _ name: String,
    _ status: String,
    _ more: [(String, JSON)]
  ) -> JSON {
    var json: JSON = [
      "resourceType": .string(type), "id": .string(id), "status": .string(status),
      "subject": ["reference": "Patient/tom"], "medicationCodeableConcept": ["text": .string(name)],
    ]
    if type == "MedicationRequest" { json["intent"] = "order" }
    for (key, value) in more { json[key] = value }
    return json
  }

  /// What is in doubt has its own strength; another one that is taken is said.
  @Test func strengthsAreToldApart() throws {
    let fixture = try NoteFixture()
    try fixture.put([
      Self.medication(
        "MedicationRequest",
        "new",
        "Warfarin 5 MG Oral Tablet",
        "active",
        [("authoredOn", "2025-10-30")]
      ),
      Self.medication(
        "MedicationRequest",
        "old",
        "Warfarin 4 MG Oral Tablet",
        "stopped",
        [
          ("authoredOn", "2024-01-02"),
          ("dispenseRequest", ["validityPeriod": ["start": "2024-01-02", "end": "2025-10-30"]]),
        ]
      ),
      Self.medication(
        "MedicationStatement",
        "still",
        "Warfarin 4 MG Oral Tablet",
        "active",
        [("effectivePeriod", ["start": "2024-01-02"])]
      ),
    ])
    let items = try Reconciliation(lake: fixture.lake, patient: "tom").items
    for item in items where item.contradiction != nil {
      #expect(item.name == "Warfarin 4 MG Oral Tablet")
      #expect(item.remark?.contains("Warfarin 5 MG Oral Tablet is active") == true)
    }
    #expect(items.contains { $0.contradiction != nil })
  }

  @Test func aStoppedOrderAndAnActiveStatementAreADisagreement() throws {
    let fixture = try NoteFixture()
    try fixture.put([
      Self.medication(
        "MedicationRequest",
        "stop",
        "Metformin 500 MG Oral Tablet",
        "stopped",
        [
          ("authoredOn", "2015-02-01"),
          ("dispenseRequest", ["validityPeriod": ["start": "2015-02-01", "end": "2016-02-01"]]),
          (
            "dosageInstruction",
            [
              [
                "timing": [
                  "repeat": ["boundsPeriod": ["start": "2015-02-01", "end": "2021-03-02"]]
                ]
              ]
            ]
          ),
        ]
      ),
      Self.medication(
        "MedicationStatement",
        "still",
        "metformin",
        "active",
        [("effectivePeriod", ["start": "2015-02-01"])]
      ),
      Self.medication(
        "MedicationRequest",
        "go",
        "Lisinopril 10 MG Oral Tablet",
        "active",
        [("authoredOn", "2020-01-01")]
      ),
      Self.medication(
        "MedicationStatement",
        "on",
        "Lisinopril 10 MG Oral Tablet",
        "active",
        [("effectiveDateTime", "2020-01-01")]
      ),
    ])
    let items = try Reconciliation(lake: fixture.lake, patient: "tom").items
    #expect(items.map(\.finding) == [.disagreement, .chartOnly])
    let item = try #require(items.first)
    #expect(item.remark == "order stopped 2021-03-02, statement of 2015-02-01 still active")
    #expect(item.contradiction?.active.key.reference == "MedicationStatement/still")
    #expect(item.contradiction?.ended.key.reference == "MedicationRequest/stop")
    #expect(
      Set(item.chart.map(\.key.reference))
        == ["MedicationRequest/stop", "MedicationStatement/still"]
    )
  }

  @Test func whatThePatientIsAllergicToIsNoMedication() throws {
    let fixture = try NoteFixture()
    try fixture.put([
      [
        "resourceType": "AllergyIntolerance", "id": "al", "patient": ["reference": "Patient/tom"],
        "code": ["coding": [["display": "Allergy to penicillins"]]],
      ],
      NoteFixture.note(
        "a",
        """
        ALLERGIES: codeine, aspirin.
        HPI: hives after penicillin in childhood. Allergic to ibuprofen.
        MEDICATIONS: medications reviewed.
        aspirin 81 mg daily
        warfarin 5 mg daily
        PLAN: continue all her medications.
        """
      ),
    ])
    try fixture.extract()
    let items = try Reconciliation(lake: fixture.lake, patient: "tom").items
    let drugs = items.filter { $0.kind == .medications }
    #expect(drugs.map { $0.name.lowercased() }.sorted() == ["aspirin", "warfarin"])
    // A drug that is taken in spite of an allergy is all the more to be seen.
    let aspirin = try #require(drugs.first { $0.name.lowercased() == "aspirin" })
    #expect(aspirin.finding == .notesOnly)
    #expect(aspirin.remark == "an allergy to it is known")
  }

  @Test(arguments: [
    ("medications", true), ("Home Medications", true), ("pills", true), ("metformin", false),
    ("oral contraceptive", false), ("", false),
  ]) func wordsForAnyMedicationNameNone(words: String, isNoName: Bool) throws {
    let fixture = try NoteFixture()
    try fixture.put([NoteFixture.note("a", "Takes \(words) daily.")])
    try fixture.extract(rulesOnly: false)
    let items = try Reconciliation(lake: fixture.lake, patient: "tom").items
    if isNoName { #expect(items.filter { $0.kind == .medications }.isEmpty) }
  }
}
