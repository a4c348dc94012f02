// SPDX-License-Identifier: Apache-2.0

import Exchange
import FHIR
import Search
import Store
import TestSupport
import Testing

/// What FHIR's RESTful API answers: https://hl7.org/fhir/R4/http.html.
@Suite struct ResourceEditorTests {
  private let fixture: ImportFixture

  init() throws { fixture = try ImportFixture() }

  private func editor() -> ResourceEditor {
    var number = 0
    return ResourceEditor(
      lake: fixture.lake,
      description: JobDescription(kind: .edit, startedAt: 1, author: "tester", program: "tests"),
      newID: {
        number += 1
        return "new\(number)"
      }
    )
  }

  private func request(
    _ method: EditRequest.Method,
    _ url: String,
    _ body: JSON? = nil,
    ifMatch: String? = nil,
    ifNoneMatch: String? = nil,
    ifNoneExist: String? = nil
  ) throws -> EditRequest {
    var request = EditRequest(method, url, body: try body.map { try document($0) })
    request.ifMatch = ifMatch
    request.ifNoneMatch = ifNoneMatch
    request.ifNoneExist = ifNoneExist
    return request
  }

  private func patient(_ id: String?, mrn: String = "7", family: String = "Berg") -> JSON {
    var json: JSON = ["resourceType": "Patient"]
    if let id { json["id"] = .string(id) }
    json["identifier"] = [["system": "http://h.example", "value": .string(mrn)]]
    json["name"] = [["family": .string(family)]]
    return json
  }

  @Test func answersAsAServerDoes() throws {
    let jsonPatch = JSON.array([["op": "replace", "path": "/name/0/family", "value": "Lund"]])
    let brokenPatch = JSON.array([["op": "remove", "path": "/name/7"]])
    let invalidPatch = JSON.array([["op": "add", "path": "/gendre", "value": "male"]])
    let pathPatch: JSON = [
      "resourceType": "Parameters",
      "parameter": [
        [
          "name": "operation",
          "part": [
            ["name": "type", "valueCode": "replace"],
            [
              "name": "path",
              "valueString": "Patient.identifier.where(system = 'http://h.example').value",
            ],
            ["name": "value", "valueString": "11"],
          ],
        ]
      ],
    ]
    // Each with what is asked and the status; the lake goes from one to the next.
    let steps: [(EditRequest, Int)] = [
      (try request(.put, "Patient/a", patient("a")), 201),
      (try request(.put, "Patient/a", patient("a")), 200),
      (try request(.put, "Patient/a", patient("b")), 400),
      (try request(.put, "Observation/a", patient("a")), 400),
      (try request(.put, "Patient", patient("a")), 400),
      (try request(.put, "Patient/a", patient("a", family: "Lind"), ifMatch: "W/\"2\""), 412),
      (try request(.put, "Patient/a", patient("a", family: "Lind"), ifMatch: "W/\"1\""), 200),
      (try request(.put, "Patient/a", patient("a"), ifNoneMatch: "*"), 412),
      (try request(.put, "Patient/a", ["resourceType": "Patient", "id": "a", "nmae": "x"]), 422),
      (
        try request(.post, "Patient", patient(nil), ifNoneExist: "identifier=http://h.example|7"),
        200
      ),
      (
        try request(.post, "Patient", patient(nil), ifNoneExist: "identifier=http://h.example|8"),
        201
      ),
      (try request(.post, "Patient", patient(nil), ifNoneExist: "identifier=7"), 412),
      (try request(.post, "Patient", patient(nil), ifNoneExist: "colour=red"), 400),
      (try request(.put, "Patient?identifier=7&name=lind", patient(nil, family: "Ek")), 200),
      (try request(.put, "Patient?identifier=9", patient("c", mrn: "9")), 201),
      (try request(.patch, "Patient/c", jsonPatch), 200),
      (try request(.patch, "Patient/c", brokenPatch), 422),
      (try request(.patch, "Patient/c", invalidPatch), 422),
      (try request(.patch, "Patient/c", pathPatch), 200),
      (try request(.get, "Patient/c"), 200),
      (try request(.put, "Patient?identifier=11", patient("d")), 400),
      (
        try request(
          .patch,
          "Patient/c",
          JSON.array([["op": "replace", "path": "/identifier/0/value", "value": "9"]])
        ), 200
      ),
      (try request(.patch, "Patient/none", jsonPatch), 404),
      (try request(.patch, "Patient?identifier=9", jsonPatch, ifMatch: "1"), 412),
      (try request(.delete, "Patient/c", ifMatch: "1"), 412),
      (try request(.delete, "Patient/c"), 204),
      (try request(.delete, "Patient/c"), 204),
      (try request(.delete, "Patient?identifier=none"), 204),
      (try request(.get, "Patient/c"), 410),
      (try request(.get, "Patient/none"), 404),
      (try request(.get, "Patient/a"), 200),
      (try request(.patch, "Patient/c", jsonPatch), 410),
    ]
    let editor = editor()
    for (number, step) in steps.enumerated() {
      let jobs = try fixture.lake.jobs().count
      let (response, job) = try editor.perform(step.0)
      #expect(response.status == step.1, "step \(number): \(response.issues)")
      // What was refused has left nothing, not even a job.
      #expect((job != nil) == response.isSuccess)
      #expect(try fixture.lake.jobs().count == jobs + (response.isSuccess ? 1 : 0))
    }
    let last = try fixture.lake.resource(ResourceKey(type: .patient, id: "a")).document?.root
    let names = (last?["name"]?.elements ?? .empty).compactMap { $0["family"]?.string }
    #expect(names == ["Ek"])
    #expect(try fixture.lake.check().isEmpty)
  }

  @Test func aTransactionFollowsTheStandardsOrder() throws {
    let editor = editor()
    _ = try editor.perform(try request(.put, "Patient/old", patient("old", mrn: "5")))
    let observation: JSON = [
      "resourceType": "Observation", "status": "final", "code": ["text": "x"],
      "subject": ["reference": "urn:uuid:p"],
    ]
    // The deletion comes first, so that the conditional create finds nobody and makes a patient.
    let (responses, job) = try editor.transact([
      (try request(.get, "Observation/new1"), nil),
      (try request(.post, "Observation", observation), "urn:uuid:o"),
      (
        try request(.post, "Patient", patient(nil, mrn: "5"), ifNoneExist: "identifier=5"),
        "urn:uuid:p"
      ),
      (try request(.delete, "Patient/old"), nil),
    ])
    #expect(job == 2)
    #expect(responses.map(\.status) == [200, 201, 201, 204])
    let created = try #require(responses[1].key)
    let subject = try fixture.lake.resource(created).document?.root["subject"]?["reference"]?.string
    #expect(subject == responses[2].key?.reference)
    let patients = try SearchRequest("Patient?identifier=5", now: 0)
    #expect(try fixture.lake.search(patients).hits.count == 1)
  }

  @Test func aTransactionThatFailsLeavesNothing() throws {
    let editor = editor()
    let (responses, job) = try editor.transact([
      (try request(.put, "Patient/a", patient("a")), nil),
      (try request(.put, "Patient/b", patient("b"), ifMatch: "3"), nil),
    ])
    #expect(job == nil)
    #expect(responses.map(\.status) == [412])
    #expect(try fixture.lake.jobs().isEmpty)
    let (twice, _) = try editor.transact([
      (try request(.put, "Patient/a", patient("a")), nil),
      (try request(.put, "Patient/a", patient("a", family: "Lind")), nil),
    ])
    #expect(twice.map(\.status) == [400])
  }
}
