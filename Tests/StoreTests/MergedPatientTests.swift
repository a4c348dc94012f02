// SPDX-License-Identifier: Apache-2.0

import FHIR
import Store
import Testing

/// Records that others took the place of: https://hl7.org/fhir/R4/patient.html#maintenance.
@Suite struct MergedPatientTests {
  private func patient(_ links: (type: String, other: String)...) -> LakeFixture.Change {
    let linked = links.map { link -> JSON in
      ["other": ["reference": .string(link.other)], "type": .string(link.type)]
    }
    return .put(["resourceType": "Patient", "id": "twin", "link": .array(linked)])
  }

  @Test func theListKnowsTheRecordThatStands() throws {
    let fixture = try LakeFixture()
    try fixture.write([patient(("seealso", "Patient/other"))])
    #expect(try fixture.lake.patient(id: "twin").replacedBy == nil)
    try fixture.write([patient(("seealso", "Patient/other"), ("replaced-by", "Patient/main"))])
    #expect(try fixture.lake.patient(id: "twin").replacedBy == "main")
    // As it was known then.
    var then: [String?] = []
    try fixture.lake.patients(asOf: 1) {
      then += $0.map(\.replacedBy)
      return true
    }
    #expect(then == [nil])
    try fixture.write([patient()])
    #expect(try fixture.lake.patient(id: "twin").replacedBy == nil)
  }

  @Test(arguments: [
    ("http://hospital.example/fhir/Patient/main/_history/2", "main"),
    ("urn:uuid:9a1b", "9a1b"), ("Patient?identifier=x|1", "Patient?identifier=x|1"),
  ])
  func theOtherIsNamedInManyWays(_ reference: String, _ expected: String) throws {
    let fixture = try LakeFixture()
    try fixture.write([patient(("replaced-by", reference))])
    #expect(try fixture.lake.patient(id: "twin").replacedBy == expected)
    #expect(try fixture.lake.check().isEmpty)
  }
}

/// The number that is shown of a patient, and the others, by which a patient is found too.
@Suite struct PatientNumberTests {
  @Test(
    arguments: [
      (["https://fhir.nhs.uk/Id/nhs-number|991", "https://royal.example/mrn|H123"], "H123", "991"),
      (["http://hl7.org/fhir/sid/us-ssn|999-1"], "999-1", nil),
      (["a|1", "b|2", "b|3"], "1", "2 3"), ([], nil, nil),
      // What ended is no longer the patient's.
      (["a|1|2015-03-01", "b|2|9999-12-31"], "2", "1"), (["a|1|2015-03-01"], "1", nil),
    ] as [([String], String?, String?)]
  )
  func theHospitalsNumberComesBeforeTheCountrys(
    _ identifiers: [String],
    _ shown: String?,
    _ others: String?
  ) throws {
    let fixture = try LakeFixture()
    let list = identifiers.map { text -> JSON in
      let parts = text.split(separator: "|").map(String.init)
      var identifier: JSON = ["system": .string(parts[0]), "value": .string(parts[1])]
      if parts.count > 2 { identifier["period"] = ["end": .string(parts[2])] }
      return identifier
    }
    try fixture.write([
      .put([
        "resourceType": "Patient", "id": "p", "name": [["family": "Wang"]],
        "identifier": .array(list),
      ])
    ])
    let patient = try fixture.lake.patient(id: "p")
    #expect(patient.identifier == shown)
    #expect(patient.otherNumbers == others)
    #expect(try fixture.lake.check().isEmpty)
  }
}
