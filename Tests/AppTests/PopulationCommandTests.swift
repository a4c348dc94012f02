// SPDX-License-Identifier: Apache-2.0

import FHIR
import TestSupport
import Testing

/// `tarn population` and `tarn compare`, from outside.
@Suite struct PopulationCommandTests {
  private static let lake = ["--lake", "~/lake.tarn"]

  private static func metformin(_ date: String) -> String {
    #"{"resourceType":"MedicationRequest","id":"m","status":"active","intent":"order","#
      + #""medicationCodeableConcept":{"text":"Metformin 500 MG Oral Tablet"},"#
      + #""subject":{"reference":"Patient/p1"},"authoredOn":"\#(date)"}"#
  }

  private func session(_ metformin: String = "2022-08-01") throws -> Session {
    let session = try Session()
    try session.importLines(
      Sample.patient,
      Sample.creatinine("1.42"),
      Sample.creatinine("1.10", id: "o2", date: "2022-10-01"),
      Self.metformin(metformin)
    )
    return session
  }

  @Test func numbersComeWithTheFilterOfWhoIsBehindThem() throws {
    let session = try session()
    let run = try session.run(["population", "--json"] + Self.lake)
    #expect(run.status == 0, "\(run.error)")
    let root = try JSONDocument.parse(run.output).root
    #expect(root["patients"]?.integer == 1)
    let rows = (root["rows"]?.elements ?? .empty).map { row in
      [
        row["section"]?.string ?? "", row["what"]?.string ?? "",
        "\(row["patients"]?.integer ?? -1)", row["filter"]?.string ?? "",
      ]
    }
    #expect(rows.contains(["patients", "female", "1", "sex:female"]))
    #expect(
      rows.contains([
        "medications", "Metformin 500 MG Oral Tablet", "1",
        #"active-drug:"Metformin 500 MG Oral Tablet""#,
      ])
    )
    let men = try session.run(["population", "--filter", "sex:male"] + Self.lake)
    #expect(men.status == 1)
    #expect(men.output.contains("patients\tall\t0"))
    let wrong = try session.run(["population", "--filter", "is:urgent"] + Self.lake)
    #expect(wrong.status == 64)
    #expect(wrong.error.contains("'is:urgent' is no filter"))
  }

  @Test func patientsAreComparedAsATable() throws {
    let session = try session()
    let run = try session.run(
      ["compare", "metformin", "--measure", "creatinine", "--days", "90"] + Self.lake
    )
    #expect(run.status == 0, "\(run.error)")
    let rows = run.output.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(rows.count == 2)
    #expect(
      rows.last == [
        "p1", "Berg, Ada", "2022-08-01", "1", "", "1.42", "1.10", "-0.32", "-20:1.42 61:1.10",
      ]
    )
    #expect(
      try session.run(["compare", "aspirin", "--measure", "creatinine"] + Self.lake).status == 1
    )
    #expect(
      try session.run(["compare", "aspirin", "--measure", "x", "--days", "0"] + Self.lake).status
        == 64
    )
  }

  @Test func aYearStaysAYear() throws {
    let run = try session("2022").run(
      ["compare", "metformin", "--measure", "2160-0", "--json"] + Self.lake
    )
    let patient = try JSONDocument.parse(run.output).root
    #expect(patient["dayZero"]?.string == "2022")
    #expect(patient["event"]?.string == "MedicationRequest/m")
  }
}
