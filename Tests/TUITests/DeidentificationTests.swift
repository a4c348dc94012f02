// SPDX-License-Identifier: Apache-2.0

import FHIR
import Foundation
import Store
import Terminal
import TestSupport
import Testing
import Timeline

@testable import TUI

/// What is on the screen while patients are de-identified: nothing that names one.
@Suite struct DeidentificationTests {
  /// A patient with everything that could name one, and the words that must never be seen.
  private struct Known {
    let record: RecordFixture

    /// Names of the patient, the mother and the doctor, numbers, addresses, ids, dates.
    static let secrets = [
      "quintero", "marisol", "ofelia", "bartholomew", "stanislav", "mrn77310042", "77310042",
      "rosewood", "555-0188", "marisol@", "tacoma", "pat-secret", "1958", "2024", "2023", "2019",
      "1964", "delacroix", "spokane", "evergreen", "larkspur", "quillfeather", "zephyrine",
    ]

    static let note = """
      PROGRESS NOTE 2024-03-14
      Ms. Marisol Quintero (MRN 77310042), born 03/09/1958, lives at 12 Rosewood Street, Tacoma.
      Phone 206-555-0188. Seen by Dr. Bartholomew Stanislav on March 14, 2024.
      She reports cough since starting lisinopril. Denies chest pain.
      """

    init() throws {
      record = try RecordFixture()
      let subject = #""subject":{"reference":"Patient/pat-secret","display":"Marisol Quintero"}"#
      try record.write(
        .import,
        (2024, 4, 10),
        "bartholomew",
        "Feed for Marisol Quintero",
        [
          #"{"resourceType":"Patient","id":"pat-secret","identifier":[{"system":"urn:mrn","#
            + #""value":"MRN77310042"},{"value":"77310042"}],"name":[{"text":"Marisol Quintero","#
            + #""family":"Quintero","given":["Marisol"]}],"gender":"female","#
            + #""birthDate":"1958-03-09","extension":["#
            + #"{"url":"http://hl7.org/fhir/StructureDefinition/patient-mothersMaidenName","#
            + #""valueString":"Ofelia Delacroix"},{"url":"http://hl7.org/fhir/StructureDefinition/"#
            + #"patient-birthPlace","valueAddress":{"city":"Spokane","state":"WA"}},"#
            + #"{"url":"http://hl7.org/fhir/us/core/StructureDefinition/us-core-race","#
            + #""extension":[{"url":"ombCategory","valueCoding":{"code":"2106-3","#
            + #""display":"White"}},{"url":"text","valueString":"Spokane"}]}],"#
            + #""maritalStatus":{"text":"Widowed"},"managingOrganization":{"#
            + #""reference":"Organization/evergreen","display":"Evergreen Infirmary"},"telecom":[{"system":"phone","value":"206-555-0188"},"#
            + #"{"system":"email","value":"marisol@example.org"}],"address":[{"line":["#
            + #""12 Rosewood Street"],"city":"Tacoma"}],"contact":[{"name":{"family":"Quintero","#
            + #""given":["Ofelia"]}}]}"#,
          #"{"resourceType":"Practitioner","id":"stanislav","name":[{"text":"#
            + #""Bartholomew Stanislav, MD","family":"Stanislav","given":["Bartholomew"]}]}"#,
          #"{"resourceType":"Organization","id":"evergreen","name":"Evergreen Infirmary","#
            + #""alias":["Quillfeather"],"address":[{"city":"Spokane"}]}"#,
          #"{"resourceType":"Location","id":"pavilion","name":"Larkspur Pavilion","#
            + #""description":"behind Larkspur Lane"}"#,
          #"{"resourceType":"Observation","id":"fetal","status":"final","category":[{"coding":[{"#
            + #""code":"vital-signs"}]}],"code":{"text":"Fetal heart rate"},\#(subject),"focus":[{"#
            + #""reference":"Patient/zephyrine"}],"effectiveDateTime":"2024-03-14","#
            + #""valueQuantity":{"value":140,"unit":"/min"}}"#,
          #"{"resourceType":"Condition","id":"told","code":{"text":"Fall"},\#(subject),"#
            + #""clinicalStatus":{"coding":[{"code":"active"}]},"note":[{"text":"told by Zephyrine"}]}"#,
          #"{"resourceType":"Procedure","id":"done","status":"completed","code":{"text":"Suture"},"#
            + #"\#(subject),"performedDateTime":"2024-03-14","complication":[{"text":"bleeding"}]}"#,
          #"{"resourceType":"ServiceRequest","id":"asked","status":"active","intent":"order","#
            + #""code":{"text":"MRI"},\#(subject),"reasonCode":[{"text":"seizures"}],"#
            + #""note":[{"text":"call Zephyrine"}]}"#,
          #"{"resourceType":"MedicationRequest","id":"held","status":"on-hold","intent":"order","#
            + #""medicationCodeableConcept":{"text":"Lithium"},\#(subject),"#
            + #""statusReason":{"text":"QTc"}}"#,
          #"{"resourceType":"Encounter","id":"stay","status":"in-progress","class":{"code":"IMP"},"#
            + #"\#(subject),"period":{"start":"2024-03-14"},"location":[{"location":{"#
            + #""display":"Zephyrine ward"},"status":"active"}]}"#,
          #"{"resourceType":"CarePlan","id":"plan","status":"active","intent":"plan","#
            + #""title":"Care","activity":[{}],"description":"as Zephyrine wishes",\#(subject)}"#,
          #"{"resourceType":"Composition","id":"letter","status":"final","type":{"text":"Letter"},"#
            + #"\#(subject),"date":"2024-03-14","title":"Letter of Evergreen Infirmary","#
            + #""author":[{"display":"Evergreen Infirmary"}],"custodian":{"#
            + #""display":"Evergreen Infirmary"}}"#,
          #"{"resourceType":"Observation","id":"pat-secret-a1c","status":"final","#
            + #""category":[{"coding":[{"code":"laboratory"}]}],"code":{"coding":[{"system":"#
            + #""http://loinc.org","code":"4548-4"}],"text":"HbA1c"},\#(subject),"#
            + #""effectiveDateTime":"2023-08-01T09:30:00Z","issued":"2023-08-02T10:00:00Z","#
            + #""performer":[{"reference":"Practitioner/stanislav","display":"#
            + #""Bartholomew Stanislav, MD"}],"valueQuantity":{"value":8.1,"unit":"%"},"#
            + #""referenceRange":[{"high":{"value":5.7}}],"interpretation":[{"coding":[{"#
            + #""code":"H"}]}],"note":[{"text":"Told Marisol Quintero on 2023-08-03"}]}"#,
          Self.value("5.9", on: "2019-02-03", subject),
          Self.value("7.2", on: "2023-01-05", subject),
          #"{"resourceType":"Condition","id":"pat-secret-dm","code":{"text":"#
            + #""Diabetes of Marisol Quintero"},\#(subject),"onsetDateTime":"2019","#
            + #""recordedDate":"2019-05-06"}"#,
          #"{"resourceType":"Encounter","id":"pat-secret-enc","status":"finished","class":{"#
            + #""code":"AMB"},\#(subject),"participant":[{"individual":{"reference":"#
            + #""Practitioner/stanislav","display":"Bartholomew Stanislav, MD"}}],"serviceProvider":{"#
            + #""reference":"Organization/evergreen","display":"Evergreen Infirmary"},"location":[{"#
            + #""location":{"reference":"Location/pavilion","display":"Larkspur Pavilion"}}],"period":{"#
            + #""start":"2024-03-14T09:00:00Z","end":"2024-03-14T10:00:00Z"}}"#,
          #"{"resourceType":"DocumentReference","id":"pat-secret-note","status":"current","#
            + #""type":{"text":"Progress note"},\#(subject),"date":"2024-03-14T09:00:00Z","#
            + #""author":[{"display":"Bartholomew Stanislav, MD"},{"#
            + #""reference":"Organization/evergreen","display":"Evergreen Infirmary"}],"#
            + #""description":"Of Quillfeather","custodian":{"display":"Quillfeather"},"#
            + #""content":[{"attachment":{"title":"Quillfeather","#
            + #""contentType":"text/plain","data":""#
            + Data(Self.note.utf8).base64EncodedString() + #""}}]}"#,
        ]
      )
      try record.write(
        .edit,
        (2024, 4, 11),
        "bartholomew",
        "Dr. Stanislav corrected it",
        [
          #"{"resourceType":"Condition","id":"pat-secret-dm","code":{"text":"#
            + #""Diabetes of Marisol Quintero"},\#(subject),"onsetDateTime":"2019-04-04","#
            + #""recordedDate":"2019-05-06","recorder":{"display":"Bartholomew Stanislav"}}"#
        ]
      )
    }

    /// Another value of the same series, so that there is a plot.
    private static func value(_ value: String, on date: String, _ subject: String) -> String {
      #"{"resourceType":"Observation","id":"a1c-\#(date)","status":"final","category":[{"coding":[{"#
        + #""code":"laboratory"}]}],"code":{"coding":[{"system":"http://loinc.org","#
        + #""code":"4548-4"}],"text":"HbA1c"},\#(subject),"effectiveDateTime":"\#(date)","#
        + #""valueQuantity":{"value":\#(value),"unit":"%"}}"#
    }

    func session(_ width: Int, _ height: Int, patientID: String? = nil) -> SessionDriver {
      SessionDriver(
        width,
        height,
        lake: StoreSource(record.lake, elements: { _ in ["name"] }),
        isDeidentified: true,
        patientID: patientID
      )
    }
  }

  private func expectNothingSaid(
    _ session: SessionDriver,
    _ place: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let screen = session.screen.lowercased()
    for secret in Known.secrets where screen.contains(secret) {
      Issue.record("'\(secret)' at \(place):\n\(session.screen)", sourceLocation: sourceLocation)
    }
  }

  /// Opens the patient with the most events: the known one.
  private func open(_ session: inout SessionDriver) throws {
    let rows = session.state.list.rows
    let row = try #require(
      rows.firstIndex { session.state.list.table[Int($0)].eventCount >= 4 }
    )
    for _ in 0..<row { session.keys("j") }
    session.keys("enter")
    let count = try #require(session.state.chart?.chart).count
    #expect(count >= 4)
  }

  @Test(arguments: [(80, 24), (120, 40), (200, 60), (40, 12)])
  func noViewNamesAPatient(_ size: (Int, Int)) throws {
    let known = try Known()
    var session = known.session(size.0, size.1)
    expectNothingSaid(session, "the list")
    // Every pane that stands over the patients.
    for keys in [
      "g c", "g x", "g J", "g J enter", "g W", "g e", "?", ":", "s", "c", "g N", "g N } enter",
      "g N a G", "v j j",
    ] {
      var other = session
      other.keys(keys)
      expectNothingSaid(other, "the list, \(keys)")
    }
    try open(&session)
    expectNothingSaid(session, "the timeline")
    // Every view, each of its rows, and what opens from there.
    for view in [
      "g 1", "g 2", "g 3", "g 4", "g 5", "g 6", "g 7", "g t", "g c", "g x", "g f", "g p",
    ] {
      var inView = session
      inView.keys(view)
      expectNothingSaid(inView, view)
      for row in 0..<6 {
        for keys in [
          "", "enter", "enter enter", "o", "d", "r", "tab", "enter tab enter", "A", "z 3",
        ] {
          var there = inView
          for _ in 0..<row { there.keys("j") }
          there.keys(keys)
          expectNothingSaid(there, "\(view), row \(row), \(keys)")
        }
      }
    }
    for keys in ["z z", "z 1", "0", "D", "g r", "[ [", "] ]", "m a g m", "F", "C-w o", "p", "t"]
      + ["v", "v h h", "v h h f", "`", "enter `", "enter tab enter ` enter", "g a", "C-w c", "g T"]
    {
      var there = session
      there.keys(keys)
      expectNothingSaid(there, keys)
    }
  }

  @Test func completionsNameNobody() throws {
    var session = try Known().session(120, 40)
    try open(&session)
    for text in ["since:", "date:", "until:", "code:", "type:", "in:", "lane:lab hba", "marisol"] {
      var typing = session
      typing.keys("/")
      typing.type(text)
      guard text != "marisol" else {
        #expect(typing.state.prompt?.found?.isEmpty == true)
        continue
      }
      expectNothingSaid(typing, "/\(text)")
    }
  }

  @Test func searchesNameNobody() throws {
    var session = try Known().session(120, 40)
    session.keys("/")
    session.type("hba1c")
    session.keys("enter")
    expectNothingSaid(session, "the hits of all patients")
    #expect(session.state.search?.hits.count == 3)
    session.keys("enter")
    expectNothingSaid(session, "a hit of all patients")
  }

  @Test func aNameFindsNobody() throws {
    var session = try Known().session(80, 24)
    session.keys("f")
    session.type("quintero")
    #expect(session.state.list.rows.isEmpty)
  }

  /// Her note says her name, and so do the words around it.
  @Test(arguments: ["quintero", "marisol cough", "77310042"])
  func aNameInANoteFindsNobody(_ words: String) throws {
    var session = try Known().session(120, 40)
    session.keys("/")
    session.type("cough")
    #expect(session.state.search?.hits.isEmpty == false)
    session.keys("C-u")
    session.type(words)
    #expect(session.state.search?.hits.isEmpty == true)
  }

  /// A date beside an age is a birth date.
  @Test func theMomentThatIsLookedBackToHasNoDate() throws {
    var session = try Known().session(120, 40)
    session.keys("R")
    session.type("1")
    session.keys("enter")
    let banner = session.screen.split(separator: "\n").first ?? ""
    #expect(banner.contains("NOT NOW"))
    #expect(!banner.contains("2024"), "\(banner)")
  }

  /// The day of an import is known to many.
  @Test(arguments: ["g c", "g x", "g J", "g J enter", "g 7", "g f", "enter", "enter tab", "g p"])
  func noTimeOfRecordingIsShown(_ keys: String) throws {
    var session = try Known().session(160, 50)
    try open(&session)
    session.keys(keys)
    // Of the 10th and 11th of April 2024, counted from 1958-03-09.
    for age in ["66y 32d", "66y 33d", "66y 31d", "66y 34d"] {
      #expect(!session.screen.contains(age), "\(age) at \(keys):\n\(session.screen)")
    }
  }

  @Test(arguments: ["2024-04-05", "2024", "-6mo", "birth", "1 .. 2024-04-10"])
  func noDateIsLookedBackTo(_ text: String) throws {
    for keys in ["R", "g d"] {
      var session = try Known().session(120, 40)
      session.keys(keys)
      session.type(text)
      session.keys("enter")
      if keys == "R", text == "2024" {
        // A number is that of a job, and there is none of it.
        #expect(session.state.moment == nil)
        continue
      }
      #expect(session.state.moment == nil && session.state.panes.isEmpty || text == "2024")
      #expect(
        session.screen.contains("Dates are off while patients are de-identified") || text == "2024",
        "\(keys) \(text):\n\(session.screen)"
      )
    }
    var jobs = try Known().session(120, 40)
    jobs.keys("g d")
    jobs.type("1 .. 2")
    jobs.keys("enter")
    #expect(jobs.state.panes.count == 1)
  }

  @Test(arguments: [
    "date:2023-08-01", "hba1c since:2023", "until:1y", "1958", "born 03/09/1958", "!date:2023",
  ])
  func noDateIsSearchedFor(_ text: String) throws {
    let refusal = "Searches for dates are off with --deidentify"
    var everywhere = try Known().session(120, 40)
    everywhere.keys("/")
    everywhere.type(text)
    everywhere.keys("enter")
    #expect(everywhere.screen.contains(refusal), "\(everywhere.screen)")
    #expect(everywhere.state.search?.hits.isEmpty == true)
    var session = try Known().session(120, 40)
    try open(&session)
    for keys in ["/", "F"] {
      var inside = session
      inside.keys(keys)
      guard inside.state.prompt?.kind.isQuery == true else { continue }
      inside.type(text)
      inside.keys("enter")
      #expect(inside.screen.contains(refusal), "\(inside.screen)")
      #expect(inside.state.chart?.filters.isEmpty == true)
    }
    // What carries a query to the lake without a prompt is refused there.
    let lake = DeidentifiedSource(FakeLake(patients: [], events: [:]), now: 0)
    let query = try QueryReader.read(text).get()
    #expect(throws: DeidentifiedSource.Refusal.self) {
      try lake.patients(withEvents: query, now: 0, cancellation: Cancellation())
    }
  }

  @Test func aNameBesideAWordFindsNobody() throws {
    var session = try Known().session(120, 40)
    session.keys("/")
    session.type("hba1c quintero")
    session.keys("enter")
    let hits = session.state.search?.hits ?? []
    #expect(!hits.contains { $0.event.event.lane == .labs })
  }

  @Test func datesAreDistancesFromBirth() throws {
    var session = try Known().session(120, 40)
    try open(&session)
    // 2023-08-01 is 65 years and 145 days after 1958-03-09.
    #expect(session.screen.contains("65y 145d") || session.screen.contains("65y 144d"))
    session.keys("g 2")
    #expect(session.screen.contains("61y 26d") || session.screen.contains("61y 25d"))
  }

  @Test func theSameIDHasTheSamePseudonym() throws {
    let known = try Known()
    let first = known.session(80, 24)
    let second = known.session(80, 24, patientID: "pat-secret")
    let open = try #require(second.state.chart?.patient.id)
    let ids = first.state.list.rows.map { first.state.list.table[Int($0)].id }
    #expect(ids.contains(open))
    #expect(open != "pat-secret")
    expectNothingSaid(second, "a patient of the command line")
  }

  /// What is known to be harmless is still there.
  @Test func aPatientIsShownWithoutWhatIsNotKnown() throws {
    var session = try Known().session(120, 60)
    try open(&session)
    session.keys("g p")
    for word in ["female", "Widowed", "2106-3", "Organization/"] {
      #expect(session.screen.contains(word), "\(word) is not on\n\(session.screen)")
    }
  }

  private static let kept: [(String, String)] = [
    (
      #"{"resourceType":"Observation","extension":[{"url":"http://x.org/a","valueString":"Anna"},"#
        + #"{"url":"http://x.org/b","valueCode":"k7"}],"valueQuantity":{"value":5.40,"unit":"%"}}"#,
      #"{"resourceType":"Observation","extension":[{"valueCode":"k7"}],"#
        + #""valueQuantity":{"value":5.40,"unit":"%"}}"#
    ),
    (
      #"{"resourceType":"Observation","_status":{"id":"Anna"},"code":{"extension":[{"url":"u","#
        + #""valueCodeableConcept":{"text":"Anna"}}],"text":"Potassium"},"#
        + #""performer":[{"display":"Anna"},{"reference":"Organization/o","display":"Annaheim"}]}"#,
      #"{"resourceType":"Observation","code":{"extension":[{"url":"u","valueCodeableConcept":{}}],"#
        + #""text":"Potassium"},"performer":[{},{"reference":"Organization/*"}]}"#
    ),
    (
      #"{"resourceType":"MedicationRequest","contained":[{"resourceType":"Practitioner","id":"a","#
        + #""gender":"male","alias":"Anna"}],"medicationReference":{"reference":"Medication/m","#
        + #""display":"Aspirin"},"encounter":{"reference":"Encounter/e","display":"Annaheim"}}"#,
      #"{"resourceType":"MedicationRequest","contained":[{"resourceType":"Practitioner","id":"*","#
        + #""gender":"male"}],"medicationReference":{"reference":"Medication/*","#
        + #""display":"Aspirin"},"encounter":{"reference":"Encounter/*"}}"#
    ),
    (
      #"{"resourceType":"Basic","subjectName":{"family":"Anna"},"home":{"city":"Anna"},"#
        + #""number":{"system":"http://x.org","value":"77"},"call":[{"system":"phone","#
        + #""value":"77"}],"valueAddress":{"text":"Anna"},"meta":{"lastUpdated":"2024-01-01","#
        + #""source":"Anna"}}"#,
      #"{"resourceType":"Basic","call":[],"meta":{}}"#
    ),
  ]

  /// Also elements that nobody has thought of keep what they must.
  @Test(arguments: kept)
  func keepsOnlyWhatNamesNobody(_ given: String, _ expected: String) throws {
    let shown = try DeidentifiedJSON(
      identity: PatientIdentity(),
      others: .none,
      pseudonyms: Pseudonyms(salt: "")
    )
    .document(JSONDocument.parse(given))
    let text = shown.root.jsonText
      .replacing(#/(Organization|Medication|Encounter)\/[a-z0-9]{6}/#) { "\($0.output.1)/*" }
      .replacing(#/"id":"[a-z0-9]{6}"/#, with: #""id":"*""#)
    #expect(text == expected)
  }

  /// A part of a telephone number is no reason to star what was measured.
  @Test func valuesAreShown() throws {
    let known = try Known()
    try known.record.write(
      .import,
      (2024, 4, 12),
      "interface",
      nil,
      [
        #"{"resourceType":"Observation","id":"ldl","status":"final","category":[{"coding":[{"#
          + #""code":"laboratory"}]}],"code":{"text":"LDL"},"subject":{"reference":"#
          + #""Patient/pat-secret"},"effectiveDateTime":"2024-03-14","#
          + #""valueQuantity":{"value":206,"unit":"mg/dL"}}"#
      ]
    )
    var session = known.session(120, 40)
    try open(&session)
    session.keys("g 4")
    #expect(session.screen.contains("206 mg/dL"), "\(session.screen)")
  }

  @Test func notesAreStarred() throws {
    var session = try Known().session(120, 40)
    try open(&session)
    session.keys("g 5 enter")
    #expect(session.screen.contains("reports cough since starting lisinopril"))
    #expect(session.screen.contains("***"))
  }

  @Test(arguments: [
    "detail.raw_json", "view.entities", "review.queue", "reconciliation.open", "sql.open",
    "yank.reference", "yank.json", "yank.shown", "shown.write", "time.goto", "worklists.open",
    "worklist.keep", "patient.flag", "patient.note", "diff.layer", "log.layer", "sql.export",
    "item.restore", "job.undo", "review.accept", "compare.open",
    "population.open", "time.toggle_recorded",
  ])
  func saysWhySomethingIsOff(_ id: String) throws {
    var session = try Known().session(120, 40)
    try open(&session)
    let command = try #require(CommandTable.standard[id])
    let reason = command.disabledReason(session.state)
    #expect(reason?.contains("while patients are de-identified") == true, "\(reason ?? "none")")
    session.keys(try #require(command.keys.first))
    #expect(session.copied.isEmpty)
  }

  /// A year in a name is no distance from birth: beside the name as it is elsewhere it would tell the birth.
  @Test(arguments: [
    ("eGFR (CKD-EPI 2021) 47", "eGFR (CKD-EPI ****) 47"), ("seen 2021-03-02", "seen –"),
  ])
  func aYearAmongWordsIsStarred(_ text: String, _ expected: String) {
    let identity = PatientIdentity()
    #expect(identity.masked(text) == expected)
  }

  /// Who gives a dose, or asked for it, may be in no resource of the lake.
  @Test(arguments: [
    ("give with Mrs Holt at 8", "give with Mrs **** at 8"),
    ("as told by Dr. de Vries-Blom, daily", "as told by Dr. de *****-****, daily"),
    ("MS Contin 15 mg", "MS Contin 15 mg"),
    ("Mr. and Mrs. O'Neil help", "Mr. and Mrs. *'**** help"),
    ("ask Dr, then Stop", "ask Dr, then Stop"),
    ("by Dr Holt. Stop aspirin", "by Dr ****. Stop aspirin"),
  ])
  func aNameBehindATitleIsStarred(_ text: String, _ expected: String) {
    #expect(PatientIdentity().masked(text) == expected)
  }

  private static let distances: [(DateOrigin, Int, DatePrecision, String)] = [
    (.birth(0), 0, .day, "0d"),
    (.birth(0), 364, .day, "364d"),
    (.birth(0), 366, .day, "1y 0d"),
    (.birth(0), 12_531, .day, "34y 112d"),
    (.birth(0), 12_600, .year, "≈34y"),
    (.birth(0), -3, .day, "-3d"),
    (.record(0), 123, .second, "d+123"),
    (.record(0), 123, .month, "≈d+120"),
    (.hidden, 0, .day, "–"),
  ]

  @Test(arguments: distances)
  func writesDistances(
    _ row: (origin: DateOrigin, days: Int, precision: DatePrecision, expected: String)
  ) {
    let moment = Int64(row.days) * CivilTime.millisecondsPerDay
    #expect(row.origin.text(moment, precision: row.precision) == row.expected)
  }
}
