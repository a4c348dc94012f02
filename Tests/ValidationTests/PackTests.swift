// SPDX-License-Identifier: Apache-2.0

import FHIR
import TestSupport
import Testing
import Validation

/// Counts errors by file and words.
private func issues(inFiles files: [String]) throws -> [String: Int] {
  let parser = JSONParser()
  let validator = StructureValidator(level: .strict, limit: 1000)
  var found: [String: Int] = [:]
  for file in files {
    let bytes = try DataPacks.bytes(of: file)
    let isLines = file.contains(".ndjson")
    for text in isLines ? bytes.split(separator: 0x0A) : [bytes[...]] {
      let document = try parser.parse(Array(text))
      for issue in validator.validate(document.root) where issue.severity >= .error {
        let name = file.split(separator: "/").last ?? ""
        found["\(name) \(issue.diagnostics)", default: 0] += 1
      }
    }
  }
  return found
}

@Suite(.enabled(if: DataPacks.areThere, "TARN_DATA is not set"))
struct ExampleTests {
  /// The items of one Questionnaire lack the `linkId` that Questionnaire.item requires, and four
  /// references lead to types that their elements do not have among their targets.
  @Test func officialExamplesAreValidButFive() throws {
    let files = try DataPacks.files(in: "fhir-defs/hl7.fhir.r4.examples-4.0.1", suffix: ".json")
      .filter { !$0.hasSuffix("/package.json") }
    #expect(files.count == 734)
    let performers =
      "CareTeam, Organization, Patient, Practitioner, PractitionerRole, RelatedPerson"
    let reasons = "Condition, DiagnosticReport, DocumentReference, Media, Observation"
    let expected = [
      "Questionnaire-qs1.json 'linkId' is missing": 32,
      "DeviceMetric-example.json It may refer to Device, not to DeviceDefinition": 1,
      "DeviceUseStatement-example.json It may refer to \(reasons), not to Procedure": 1,
      "MedicationRequest-medrx0301.json It may refer to Organization, not to Practitioner": 1,
      "Observation-clinical-gender.json It may refer to \(performers), not to Encounter": 1,
    ]
    #expect(try issues(inFiles: files) == expected)
  }
}

@Suite(
  .enabled(if: DataPacks.areThere, "TARN_DATA is not set"),
  .enabled(if: DataPacks.runSlowTests, "RUN_SLOW_TESTS is not 1")
)
struct SlowPackTests {
  @Test(
    arguments: [
      ("emis-synthea", ".json", 75), ("smart-bulk-10", ".ndjson", 14),
      ("bulk-data-server-r4/data/fhir", ".json", 100),
      ("mimic-iv-demo-on-fhir/fhir", ".ndjson.gz", 28),
    ]
  )
  func patientDataIsValid(folder: String, suffix: String, count: Int) throws {
    let files = try DataPacks.files(in: "fhir-data/" + folder, suffix: suffix)
    #expect(files.count >= count)
    // The log of the export is no resource.
    #expect(try issues(inFiles: files.filter { !$0.hasSuffix("/log.ndjson") }) == [:])
  }
}
