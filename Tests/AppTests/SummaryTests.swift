// SPDX-License-Identifier: Apache-2.0

import FHIR
import Foundation
import TestSupport
import Testing

/// `tarn document`, and that what the program gives out is valid itself.
@Suite struct SummaryTests {
  private static let lake = ["--lake", "~/l.tarn"]

  private func summary(_ session: Session, _ patient: String) throws -> JSONValue {
    let run = try session.run(["document", patient] + Self.lake)
    #expect(run.status == 0)
    return try JSONDocument.parse(run.output).root
  }

  private static func sections(_ bundle: JSONValue) -> [String: JSONValue] {
    let composition = bundle["entry"]?.first?["resource"]
    return Dictionary(
      (composition?["section"]?.elements ?? .empty).map { ($0["title"]?.string ?? "", $0) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  @Test func summariesSearchesAndHistoriesAreValid() throws {
    let session = try Session()
    #expect(
      try session.run(["generate", "--patients", "6", "--seed", "4", "--output", "~/data"]).status
        == 0
    )
    #expect(try session.run(["import", "~/data"] + Self.lake).status == 0)
    let ids = try session.run(["search", "Patient?", "--ids"] + Self.lake).output
      .split(separator: "\n").map { String($0.dropFirst("Patient/".count)) }
    #expect(ids.count == 6)
    for id in ids {
      #expect(
        try session.run(["document", id, "--output", "~/\(id).json"] + Self.lake).status == 0
      )
      let valid = try session.run(["validate", "~/\(id).json", "--profiles", "~/none"])
      #expect(valid.status == 0, "\(valid.output.prefix(2000))")
    }
    for command in [
      ["search", "Observation?_count=5", "--json"], ["history", "--json", "--count", "5"],
    ] {
      let text = try session.run(command + Self.lake).output
      try session.add("bundle.json", text)
      let valid = try session.run(["validate", "~/bundle.json", "--profiles", "~/none"])
      #expect(valid.status == 0, "\(command): \(valid.output.prefix(2000))")
    }
  }

  /// What orders refer to is named, devices are there, what was excluded is not.
  @Test func medicinesAndDevicesAreNamed() throws {
    let session = try Session()
    let subject = #""subject":{"reference":"Patient/p"}"#
    let excluded =
      #"{"url":"http://fhir.de/StructureDefinition/icd-10-gm-diagnosesicherheit","valueCoding":{"code":"A"}}"#
    let lines = [
      #"{"resourceType":"Patient","id":"p","name":[{"family":"Berg"}]}"#,
      #"{"resourceType":"Medication","id":"m","ingredient":[{"itemCodeableConcept":{"text":"vancomycin"}},{"itemCodeableConcept":{"text":"glucose"}}]}"#,
      #"{"resourceType":"MedicationRequest","id":"r","status":"active","intent":"order","medicationReference":{"reference":"Medication/m"},\#(subject)}"#,
      #"{"resourceType":"Device","id":"d","status":"active","type":{"text":"Pacemaker"},"patient":{"reference":"Patient/p"}}"#,
      #"{"resourceType":"Condition","id":"c","code":{"text":"Infarct","coding":[{"code":"I21","extension":[\#(excluded)]}]},\#(subject)}"#,
    ]
    try session.add("r.ndjson", lines.joined(separator: "\n"))
    #expect(try session.run(["import", "~/r.ndjson"] + Self.lake).status == 0)
    let sections = Self.sections(try summary(session, "p"))
    func words(_ title: String) -> String { sections[title]?["text"]?["div"]?.string ?? "" }
    #expect(words("Medications").contains("<td>vancomycin / glucose</td>"))
    #expect(words("Medical devices").contains("<td>Pacemaker</td>"))
    #expect(!words("Problems").contains("Infarct"))
  }

  /// Results are there without a category, all of one moment, and reports with their conclusions; what
  /// must not be given is no medication.
  @Test func resultsAreWhatIsALabOnTheTimeline() throws {
    let session = try Session()
    let subject = #""subject":{"reference":"Patient/p"}"#
    let loinc = #""system":"http://loinc.org""#
    let lines = [
      #"{"resourceType":"Patient","id":"p","name":[{"family":"Berg"}]}"#,
      #"{"resourceType":"Observation","id":"k","status":"final",\#(subject),"#
        + #""code":{"coding":[{\#(loinc),"code":"2823-3"}]},"effectiveDateTime":"2026-02-01","#
        + #""valueQuantity":{"value":7.1,"unit":"mmol/L"}}"#,
      #"{"resourceType":"Observation","id":"r1","status":"final",\#(subject),"#
        + #""category":[{"coding":[{"code":"laboratory"}]}],"code":{"text":"Gentamicin"},"#
        + #""effectiveDateTime":"2026-02-01T10:00:00Z","valueString":"Resistant"}"#,
      #"{"resourceType":"Observation","id":"r2","status":"final",\#(subject),"#
        + #""category":[{"coding":[{"code":"laboratory"}]}],"code":{"text":"Gentamicin"},"#
        + #""effectiveDateTime":"2026-02-01T10:00:00Z","valueString":"Susceptible"}"#,
      #"{"resourceType":"DiagnosticReport","id":"h","status":"final",\#(subject),"#
        + #""code":{"text":"Histology"},"conclusion":"Carcinoma"}"#,
      #"{"resourceType":"DiagnosticReport","id":"panel","status":"final",\#(subject),"#
        + #""code":{"text":"Panel"},"result":[{"reference":"Observation/k"}]}"#,
      #"{"resourceType":"MedicationRequest","id":"never","status":"active","intent":"order",\#(subject),"#
        + #""doNotPerform":true,"medicationCodeableConcept":{"text":"Codeine"}}"#,
      #"{"resourceType":"MedicationRequest","id":"idea","status":"active","intent":"plan",\#(subject),"#
        + #""medicationCodeableConcept":{"text":"Insulin"}}"#,
    ]
    let imported = try session.tarn(
      "import",
      "--lake",
      "~/l.tarn",
      "-",
      input: lines.joined(separator: "\n")
    )
    #expect(imported.status == 0)
    let sections = Self.sections(try summary(session, "p"))
    let results = try #require(sections["Results"]?["text"]?["div"]?.string)
    for words in ["7.1", "Resistant", "Susceptible", "Carcinoma"] {
      #expect(results.contains(words), "\(words)")
    }
    #expect(!results.contains("Panel"))
    #expect(sections["Medications"]?["entry"] == nil)
  }

  /// The left breast is not the right one, and the CSF no blood: of each the newest is told, and critical
  /// values are called so.
  @Test func resultsOfEachPlaceAndSpecimenAreTold() throws {
    let session = try Session()
    let subject = #""subject":{"reference":"Patient/p"}"#
    let lab = #""status":"final",\#(subject),"category":[{"coding":[{"code":"laboratory"}]}]"#
    let biopsy = { (id: String, side: String, day: Int, value: String) in
      #"{"resourceType":"Observation","id":"\#(id)",\#(lab),"code":{"text":"Biopsy"},"bodySite":{"text":"\#(side) breast"},"effectiveDateTime":"2026-11-0\#(day)","valueString":"\#(value)"}"#
    }
    let glucose = { (id: String, specimen: String, day: Int, value: String) in
      #"{"resourceType":"Observation","id":"\#(id)",\#(lab),"code":{"coding":[{"system":"http://loinc.org","code":"2339-0"}],"text":"Glucose"},"specimen":{"reference":"Specimen/\#(specimen)"},"effectiveDateTime":"2026-11-0\#(day)","interpretation":[{"coding":[{"code":"LL"}]}],"valueQuantity":{"value":\#(value),"unit":"mmol/L"}}"#
    }
    try session.importLines(
      #"{"resourceType":"Patient","id":"p","name":[{"family":"Berg"}]}"#,
      biopsy("b1", "Left", 2, "Carcinoma"),
      biopsy("b2", "Right", 3, "Benign"),
      biopsy("b3", "Left", 1, "Nothing yet"),
      #"{"resourceType":"Specimen","id":"blood",\#(subject),"type":{"text":"Blood"}}"#,
      #"{"resourceType":"Specimen","id":"csf",\#(subject),"type":{"text":"CSF"}}"#,
      glucose("g1", "blood", 1, "5.1"),
      glucose("g2", "csf", 2, "1.1")
    )
    let run = try session.run(["document", "p", "--lake", "~/lake.tarn"])
    let sections = Self.sections(try JSONDocument.parse(run.output).root)
    let results = try #require(sections["Results"]?["text"]?["div"]?.string)
    for words in [
      "Left breast</td><td>2026-11-02</td><td>Carcinoma", "Benign", "5.1 mmol/L",
      "Glucose (CSF)</td><td>2026-11-02</td><td>1.1 mmol/L !",
    ] {
      #expect(results.contains(words), "\(words): \(results)")
    }
    #expect(!results.contains("Nothing yet"))
    let timeline = try session.run(["timeline", "p", "--lake", "~/lake.tarn"])
    #expect(timeline.output.contains("Glucose (CSF)"))
  }

  @Test func whatIsOverOrWrongIsNotShownAsPresent() throws {
    let session = try Session()
    let condition = { (id: String, clinical: String, verification: String) in
      """
      {"resourceType": "Condition", "id": "\(id)", "subject": {"reference": "Patient/p"},
       "code": {"text": "\(id) <&>"},
       "clinicalStatus": {"coding": [{"system":
         "http://terminology.hl7.org/CodeSystem/condition-clinical", "code": "\(clinical)"}]},
       "verificationStatus": {"coding": [{"system":
         "http://terminology.hl7.org/CodeSystem/condition-ver-status", "code": "\(verification)"}]}}
      """.replacing("\n", with: " ")
    }
    let result = { (id: String, date: String) in
      """
      {"resourceType": "Observation", "id": "\(id)", "status": "final",
       "subject": {"reference": "Patient/p"}, "performer": [{"reference": "Practitioner/d"}],
       "category": [{"coding": [{"code": "laboratory"}]}], "effectiveDateTime": "\(date)",
       "code": {"coding": [{"system": "http://loinc.org", "code": "4548-4"}]},
       "valueQuantity": {"value": 5.40, "unit": "%"}}
      """.replacing("\n", with: " ")
    }
    let lines = [
      #"{"resourceType": "Patient", "id": "p", "name": [{"family": "Berg"}]}"#,
      #"{"resourceType": "Practitioner", "id": "d", "name": [{"family": "Ek"}]}"#,
      condition("now", "active", "confirmed"), condition("then", "resolved", "confirmed"),
      condition("never", "active", "entered-in-error"),
      // It ends on a day that is known, and still to come.
      condition("course", "active", "confirmed").replacing(
        #""code""#,
        with: #""onsetDateTime": "2019-05-05", "abatementDateTime": "2190-01-01", "code""#,
        maxReplacements: 1
      ), result("old", "2020-01-01"),
      result("new", "2024-01-01"),
    ]
    try session.add("r.ndjson", lines.joined(separator: "\n") + "\n")
    #expect(try session.run(["import", "~/r.ndjson"] + Self.lake).status == 0)
    let bundle = try summary(session, "p")
    let sections = Self.sections(bundle)
    #expect(sections["Problems"]?["text"]?["div"]?.string?.contains("now &lt;&amp;&gt;") == true)
    #expect(sections["Past illnesses"]?["text"]?["div"]?.string?.contains("then") == true)
    #expect(sections["Problems"]?["text"]?["div"]?.string?.contains("course") == true)
    #expect(Array(sections["Problems"]?["entry"]?.elements ?? .empty).count == 2)
    #expect(Array(sections["Results"]?["entry"]?.elements ?? .empty).count == 1)
    // Nothing is known of allergies, and the summary says so instead of leaving the section out.
    #expect(sections["Allergies and intolerances"]?["emptyReason"] != nil)
    #expect(sections["Immunizations"] == nil)
    let text = bundle.jsonText
    #expect(!text.contains("never") && !text.contains("2020-01-01"))
    #expect(text.contains("5.40"))
    // Every reference leads to an entry.
    let urls = Set((bundle["entry"]?.elements ?? .empty).compactMap { $0["fullUrl"]?.string })
    let references = text.split(separator: "\"reference\":\"").dropFirst()
      .map { String($0.prefix { $0 != "\"" }) }
    #expect(!references.isEmpty && references.allSatisfy(urls.contains))
    #expect(text.contains("\"family\":\"Ek\""))
  }

  /// What a stopped order speaks against is told so to the next reader, and what is ordered and stated
  /// is told once.
  @Test func medicationsInDoubtAreToldSo() throws {
    let session = try Session()
    let medication = { (type: String, id: String, name: String, status: String, more: String) in
      """
      {"resourceType": "\(type)", "id": "\(id)", "status": "\(status)",
       "subject": {"reference": "Patient/p"}, "medicationCodeableConcept": {"text": "\(name)"}\(more)}
      """.replacing("\n", with: " ")
    }
    let order = { (id: String, name: String, status: String, end: String) in
      medication(
        "MedicationRequest",
        id,
        name,
        status,
        #", "intent": "order", "dosageInstruction": [{"text": "once daily", "timing": {"repeat": "#
          + #"{"boundsPeriod": {"start": "2020-05-30"\#(end)}}}}]"#
      )
    }
    let statement = { (id: String, name: String) in
      medication(
        "MedicationStatement",
        id,
        name,
        "active",
        #", "effectivePeriod": {"start": "2020-05-30"}, "dosage": [{"text": "once daily"}]"#
      )
    }
    let lines = [
      #"{"resourceType": "Patient", "id": "p", "name": [{"family": "Berg"}]}"#,
      order("o1", "Warfarin 5 MG", "stopped", #", "end": "2021-01-15""#),
      statement("s1", "Warfarin 5 MG"),
      order("o2", "Losartan 50 MG", "active", ""), statement("s2", "Losartan 50 MG"),
      // Nobody set its status, and it says itself that it is over.
      order("o3", "Amiodarone 200 MG", "active", #", "end": "2021-04-09""#),
    ]
    try session.add("r.ndjson", lines.joined(separator: "\n") + "\n")
    #expect(try session.run(["import", "~/r.ndjson"] + Self.lake).status == 0)
    let section = Self.sections(try summary(session, "p"))["Medications"]
    let narrative = section?["text"]?["div"]?.string ?? ""
    let rows = narrative.split(separator: "<tr>").filter { $0.contains("<td>") }
    #expect(rows.count == 2, "\(narrative)")
    #expect(rows.filter { $0.contains("Losartan") && !$0.contains("in doubt") }.count == 1)
    #expect(
      rows.filter { $0.contains("active, in doubt: an order of it was stopped 2021-01-15") }.count
        == 1
    )
    // The entries are the resources, all of them.
    #expect(Array(section?["entry"]?.elements ?? .empty).count == 3)
  }

  /// Whoever reads the summary alone must know what is not to be done, and of what to beware.
  @Test func directivesAndAlertsInForceAreSaid() throws {
    let session = try Session()
    let category = #""category":[{"coding":[{"code":"#
    let lines = [
      #"{"resourceType":"Patient","id":"p","name":[{"family":"Berg"}]}"#,
      #"{"resourceType":"Consent","id":"dnr","status":"active","patient":{"reference":"Patient/p"},"#
        + #""scope":{"coding":[{"code":"adr"}]},\#(category)"dnr","display":"Do Not Resuscitate"}]}]}"#,
      #"{"resourceType":"Consent","id":"old","status":"inactive","patient":{"reference":"Patient/p"},"#
        + #""scope":{"coding":[{"code":"adr"}]},\#(category)"polst","display":"POLST"}]}]}"#,
      #"{"resourceType":"Consent","id":"data","status":"active","patient":{"reference":"Patient/p"},"#
        + #""scope":{"coding":[{"code":"research"}]},\#(category)"npp","display":"Privacy"}]}]}"#,
      #"{"resourceType":"Consent","id":"will","status":"active","patient":{"reference":"Patient/p"},"#
        + #""scope":{"text":"Treatment"},"category":[{"text":"Living will"}]}"#,
      #"{"resourceType":"Flag","id":"f","status":"active","subject":{"reference":"Patient/p"},"#
        + #""code":{"text":"MRSA carrier"}}"#,
      #"{"resourceType":"Flag","id":"g","status":"inactive","subject":{"reference":"Patient/p"},"#
        + #""code":{"text":"Falls risk"}}"#,
    ]
    try session.add("p.ndjson", lines.joined(separator: "\n"))
    #expect(try session.run(["import", "~/p.ndjson"] + Self.lake).status == 0)
    let sections = Self.sections(try summary(session, "p"))
    func words(_ title: String) -> String {
      sections[title]?["text"]?["div"]?.string ?? ""
    }
    let directives = words("Advance directives")
    #expect(directives.contains("Do Not Resuscitate") && directives.contains("Living will"))
    #expect(!directives.contains("POLST") && !directives.contains("Privacy"))
    #expect(words("Alerts").contains("MRSA carrier") && !words("Alerts").contains("Falls"))
  }

  /// Refused treatments and harm that was done are told, and whose record was merged into this one.
  @Test func whatMustBeKnownFirstIsTold() throws {
    let session = try Session()
    let patient = #""patient":{"reference":"Patient/p"}"#
    try session.importLines(
      #"{"resourceType":"Patient","id":"p","name":[{"family":"Berg"}]}"#,
      #"{"resourceType":"Patient","id":"old","name":[{"family":"Berg"}],"link":[{"type":"replaced-by","other":{"reference":"Patient/p"}}]}"#,
      #"{"resourceType":"Consent","id":"c","status":"active",\#(patient),"scope":{"text":"treatment"},"category":[{"text":"Blood transfusion refusal"}],"policyRule":{"text":"x"},"provision":{"type":"deny","code":[{"text":"Transfusion"}]}}"#,
      #"{"resourceType":"Consent","id":"d","status":"active",\#(patient),"scope":{"coding":[{"code":"patient-privacy"}]},"category":[{"text":"Sharing of data"}],"policyRule":{"text":"x"},"provision":{"type":"deny"}}"#,
      #"{"resourceType":"AdverseEvent","id":"a","actuality":"actual","event":{"text":"Transfusion reaction"},"subject":{"reference":"Patient/p"}}"#,
      #"{"resourceType":"AdverseEvent","id":"b","actuality":"potential","event":{"text":"Near miss"},"subject":{"reference":"Patient/p"}}"#,
      #"{"resourceType":"Procedure","id":"t","status":"stopped","statusReason":{"text":"Rigors"},"code":{"text":"Transfusion of red cells"},"subject":{"reference":"Patient/p"}}"#
    )
    let run = try session.run(["document", "p", "--lake", "~/lake.tarn"])
    #expect(run.error.contains("Merged into this record, and not in the document: Patient/old"))
    let sections = Self.sections(try JSONDocument.parse(run.output).root)
    let alerts = try #require(sections["Alerts"]?["text"]?["div"]?.string)
    #expect(alerts.contains("Blood transfusion refusal") && alerts.contains("Transfusion reaction"))
    #expect(!alerts.contains("Sharing") && !alerts.contains("Near miss"))
    let procedures = try #require(sections["Procedures"]?["text"]?["div"]?.string)
    #expect(procedures.contains("stopped: Rigors"))
  }

  @Test func aPatientThatIsNotThereIsNamed() throws {
    let session = try Session()
    try session.add("p.json", #"{"resourceType": "Patient", "id": "p"}"#)
    _ = try session.run(["put", "~/p.json"] + Self.lake)
    let run = try session.run(["document", "q"] + Self.lake)
    #expect(run.status == 2)
    #expect(run.error.contains("Patient/q"))
  }
}
