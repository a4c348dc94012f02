// SPDX-License-Identifier: Apache-2.0

import FHIR
import Foundation
import TestSupport
import Testing

/// What is said where a command line is not as it should be, and of a record that contradicts itself.
@Suite struct NewcomerCommandTests {
  private static let lake = ["--lake", "~/lake.tarn"]

  @Test func aNegativeNumberIsJudgedAndNotMissing() throws {
    let session = try Session()
    try session.importLines(Sample.patient, Sample.creatinine("1.42"))
    let run = try session.run(
      ["compare", "creatinine", "--measure", "labs", "--days", "-5"] + Self.lake
    )
    #expect(run.status == 64)
    #expect(run.error.contains("--days is 1 to 36525"))
    #expect(!run.error.contains("Missing value"))
    let past = try session.run(["timeline", "p1", "--as-of", "-600mo"] + Self.lake)
    #expect(!past.error.contains("Missing value"))
    let missing = try session.run(
      ["compare", "creatinine", "--measure", "labs", "--days"] + Self.lake
    )
    #expect(missing.error.contains("Missing value for '--days") || missing.status == 64)
  }

  @Test func whatHasNothingToImportSaysSo() throws {
    let session = try Session()
    try session.add("folder/letter.pdf", "%PDF-1.4")
    let run = try session.run(["import", "~/folder"] + Self.lake)
    #expect(run.status == 1)
    #expect(run.error.contains("Nothing was found to import in "))
    #expect(run.error.contains("NDJSON"))
  }

  @Test func anEmptyFileIsNoLakeOfAnEarlierVersion() throws {
    let session = try Session()
    try session.add("lake.tarn", "")
    let run = try session.run(["search", "x"] + Self.lake)
    #expect(run.status == 2)
    #expect(run.error.contains("The file is empty, and no lake"))
  }

  /// What must not be given is no day 0, and of what nobody has there is no zero.
  @Test func whatDidNotHappenIsNoDayZero() throws {
    let session = try Session()
    func order(_ id: String, _ more: String) -> String {
      #"{"resourceType":"MedicationRequest","id":"\#(id)","status":"active","intent":"order","#
        + #""subject":{"reference":"Patient/p1"},"authoredOn":"2022-07-01","#
        + #""medicationCodeableConcept":{"text":"Furosemide 40 MG"}\#(more)}"#
    }
    try session.importLines(
      Sample.patient,
      Sample.creatinine("1.42"),
      order("m1", #","doNotPerform":true"#)
    )
    let none = try session.run(["compare", "furosemide", "--measure", "creatinine"] + Self.lake)
    #expect(none.status == 1)
    #expect(none.error.contains("No patient has an event that 'furosemide' names"))
    try session.importLines(order("m2", ""))
    let found = try session.run(["compare", "furosemide", "--measure", "creatinine"] + Self.lake)
    #expect(found.status == 0 && found.output.contains("1.42"))
    let nothing = try session.run(["compare", "furosemide", "--measure", "sodium"] + Self.lake)
    #expect(nothing.status == 1)
    #expect(!nothing.output.contains("\t0\t0\t0"))
  }

  @Test func refutedHitsSaySo() throws {
    let session = try Session()
    try session.importLines(
      Sample.patient,
      #"{"resourceType":"Condition","id":"c1","subject":{"reference":"Patient/p1"},"#
        + #""code":{"text":"Stroke"},"recordedDate":"2022-07-01","verificationStatus":"#
        + #"{"coding":[{"code":"refuted"}]}}"#
    )
    let run = try session.run(["search", "stroke"] + Self.lake)
    #expect(run.output.contains("(refuted) Stroke"))
  }

  @Test func decisionsAreUndoneByTheirJob() throws {
    let session = try Session()
    let note = Data("ASSESSMENT: asthma. Takes metformin.".utf8).base64EncodedString()
    try session.importLines(
      Sample.patient,
      #"{"resourceType":"DocumentReference","id":"n","status":"current","subject":"#
        + #"{"reference":"Patient/p1"},"date":"2023-01-01T00:00:00Z","content":[{"attachment":"#
        + #"{"contentType":"text/plain","data":"\#(note)"}}]}"#
    )
    let decided = try session.run(["review", "decide", "rejected", "asthma", "--yes"] + Self.lake)
    #expect(decided.status == 0)
    let jobs = try session.run(["jobs", "--json"] + Self.lake).output.split(separator: "\n")
    let roots = try jobs.map { try JSONDocument.parse(String($0)).root }
    let review = try #require(roots.first { $0["kind"]?.string == "review" })
    let job = try #require(review["job"]?.integer)
    func rejected() throws -> Int {
      let listed = try session.run(["review", "list", "rejected", "--json"] + Self.lake)
      return listed.output.split(separator: "\n").count
    }
    #expect(try rejected() == 1)
    let undone = try session.run(["undo", "\(job)"] + Self.lake)
    #expect(undone.status == 0)
    #expect(undone.output.hasSuffix(": 1 decision as before it\n"), "\(undone.output)")
    #expect(try rejected() == 0)
    // The roll-back decided after the job.
    let again = try session.run(["undo", "\(job)"] + Self.lake)
    #expect(again.status == 2)
    #expect(again.error.contains("Later jobs changed 1 decision of job \(job)"))
  }

  @Test func aListThatWasCutSaysSo() throws {
    let session = try Session()
    try session.importLines(Sample.patient, Sample.creatinine("1.42"))
    let run = try session.run(["search", "type:Observation|Patient", "--limit", "0"] + Self.lake)
    #expect(run.status == 64)
    #expect(run.error.contains("--limit is a number of hits, from 1"))
    try session.importLines(Sample.creatinine("1.5", id: "o2"))
    let cut = try session.run(["search", "creatinine", "--limit", "1"] + Self.lake)
    #expect(cut.status == 0)
    #expect(cut.error.contains("2 events of 1 patient; the newest 1 are printed (--limit)"))
  }

  @Test func aNoteThatIsNotThereIsSaidWithPlaceAndAdvice() throws {
    let session = try Session()
    let run = try session.run(["extract", "--note", "~/missing.txt"])
    #expect(run.status == 2)
    #expect(run.error.contains("There is no such file: "))
    #expect(run.error.contains("missing.txt"))
    #expect(run.error.contains("spelling"))
    #expect(!run.error.contains("Usage:"))
  }

  private static func medication(_ type: String, _ id: String, _ more: String) -> String {
    #"{"resourceType":"\#(type)","id":"\#(id)","subject":{"reference":"Patient/p1"},"#
      + #""medicationCodeableConcept":{"text":"Metformin 500 MG Oral Tablet"},\#(more)}"#
  }

  @Test func aStoppedOrderSpeaksAgainstAnActiveStatement() throws {
    let session = try Session()
    try session.importLines(
      Sample.patient,
      Self.medication(
        "MedicationRequest",
        "stop",
        #""status":"stopped","intent":"order","authoredOn":"2015-02-01","#
          + #""dispenseRequest":{"validityPeriod":{"start":"2015-02-01","end":"2021-03-02"}}"#
      ),
      Self.medication(
        "MedicationStatement",
        "still",
        #""status":"active","effectivePeriod":{"start":"2015-02-01"}"#
      )
    )
    let rows = try session.run(["reconcile", "p1"] + Self.lake).output
    #expect(rows.contains("disagreement"))
    #expect(rows.contains("order stopped 2021-03-02, statement of 2015-02-01 still active"))
    #expect(rows.contains("MedicationRequest/stop"))
    #expect(rows.contains("MedicationStatement/still"))
    let json = try JSONDocument.parse(
      try session.run(["reconcile", "p1", "--json"] + Self.lake).output
    ).root
    #expect(json["contradiction"]?["active"]?.string == "MedicationStatement/still")
    #expect(json["contradiction"]?["ended"]?.string == "MedicationRequest/stop")
    let timeline = try session.run(["timeline", "p1"] + Self.lake).output
    #expect(timeline.contains("active? MedicationRequest/stop is stopped"))
  }
}
