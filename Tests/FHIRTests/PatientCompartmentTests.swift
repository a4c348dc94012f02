// SPDX-License-Identifier: Apache-2.0

import FHIR
import TestSupport
import Testing

@Suite struct PatientCompartmentTests {
  private func ids(_ json: JSON) throws -> [String] {
    let root = try document(json).root
    let type = try #require(root["resourceType"]?.string.flatMap(ResourceType.init(name:)))
    return PatientCompartment.patientIDs(of: root, type: type)
  }

  @Test(
    arguments: [
      ("Patient/12", ["12"]), ("Patient/12/_history/3", ["12"]), ("Patient/a-B.9", ["a-B.9"]),
      ("https://example.org/fhir/Patient/12", ["12"]),
      ("http://example.org/Patient/fhir/Patient/12/_history/1", ["12"]),
      ("Patient\\/12", []), ("Practitioner/12", []), ("urn:uuid:12", []), ("#12", []),
      ("Patient?identifier=a|12", []), ("Patient/", []), ("Patient/1/2", []), ("Patient", []),
      ("Patient/1/_history/", []), ("MyPatient/12", []), ("x/Patient/12", []), ("", []),
      ("Patient/" + String(repeating: "a", count: 65), []), ("http://a.b/OutPatient/12", []),
    ])
  func readsReferences(reference: String, expected: [String]) throws {
    #expect(
      try ids(["resourceType": "Observation", "subject": ["reference": .string(reference)]])
        == expected
    )
  }

  @Test func readsReferencesWithEscapes() throws {
    let text = #"{"resourceType":"Flag","subject":{"reference":"Patient\/1\u0032"}}"#
    let root = try JSONDocument.parse(text).root
    #expect(PatientCompartment.patientIDs(of: root, type: .flag) == ["12"])
  }

  @Test func followsPathsThroughArrays() throws {
    #expect(
      try ids([
        "resourceType": "Appointment",
        "participant": [
          ["actor": ["reference": "Patient/1"]], ["actor": ["reference": "Practitioner/2"]],
          ["required": "required"], ["actor": ["reference": "Patient/3"]],
          ["actor": ["reference": "Patient/1"]],
        ],
      ]) == ["1", "3"]
    )
  }

  @Test func patientIsInItsOwnCompartmentFirst() throws {
    #expect(
      try ids([
        "resourceType": "Patient", "id": "b",
        "link": [["other": ["reference": "Patient/a"], "type": "seealso"]],
      ]) == ["b", "a"]
    )
  }

  @Test func unusualShapesHaveNoPatient() throws {
    #expect(try ids(["resourceType": "Observation", "subject": "Patient/1"]) == [])
    #expect(try ids(["resourceType": "Observation", "subject": ["reference": 1]]) == [])
    #expect(try ids(["resourceType": "Observation", "subject": ["display": "x"]]) == [])
    #expect(try ids(["resourceType": "Practitioner", "id": "1"]) == [])
  }

  @Test func knowsTheTypes() {
    #expect(PatientCompartment.includes(type: .observation))
    #expect(PatientCompartment.includes(type: .patient))
    #expect(!PatientCompartment.includes(type: .practitioner))
  }
}
