// SPDX-License-Identifier: Apache-2.0

import FHIR
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

  @Test func aListThatWasCutSaysSo() throws {
    let session = try Session()
    try session.importLines(Sample.patient, Sample.creatinine("1.42"))
    let run = try session.run(["search", "type:Observation|Patient", "--limit", "0"] + Self.lake)
    #expect(run.status == 64)
    #expect(run.error.contains("--limit is a number of hits, from 1"))
    try session.importLines(Sample.creatinine("1.5", id: "o2"))
    let cut = try session.run(["search", "creatinine", "--limit", "1"] + Self.lake)
    #expect(cut.status == 0)
    #expect(cut.error.contains("2 events of 1 patient; the first 1 are printed (--limit)"))
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
