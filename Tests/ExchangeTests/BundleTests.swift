// SPDX-License-Identifier: Apache-2.0

import Exchange
import FHIR
import Foundation
import Store
import Testing

@Suite struct BundleTests {
  @Test(arguments: ["collection", "searchset", "batch", "transaction", "document", "history"])
  func everyTypeGivesItsEntries(type: String) throws {
    let fixture = try ImportFixture()
    try fixture.add(
      "b.json",
      """
      {
        "resourceType": "Bundle",
        "type": "\(type)",
        "entry": [
          { "resource": \(patientLine("1")) },
          { "resource": { "resourceType": "Observation", "id": "o", "status": "final",
              "code": { "text": "x" }, "subject": { "reference": "Patient/1" } } }
        ]
      }
      """
    )
    #expect(try fixture.run().total.new == 2)
    #expect(try fixture.lake.events(ofPatient: "1").count == 1)
  }

  @Test func urnReferencesToEntriesBecomeLiteral() throws {
    let fixture = try ImportFixture()
    try fixture.add(
      "b.json",
      """
      {"resourceType":"Bundle","type":"transaction","entry":[
       {"fullUrl":"urn:uuid:7f1c2c1e-0000-4000-8000-000000000001",
        "resource":{"resourceType":"Patient","name":[{"family":"Berg"}]},
        "request":{"method":"POST","url":"Patient"}},
       {"fullUrl":"urn:uuid:7f1c2c1e-0000-4000-8000-000000000002",
        "resource":{"resourceType":"Observation","id":"own","status":"final","code":{"text":"x"},
          "subject":{"reference":"URN:UUID:7F1C2C1E-0000-4000-8000-000000000001"},
          "performer":[{"reference":"urn:uuid:7f1c2c1e-0000-4000-8000-00000000000f"}]},
        "request":{"method":"POST","url":"Observation"}}]}
      """
    )
    #expect(try fixture.run().total.new == 2)
    let id = "7f1c2c1e-0000-4000-8000-000000000001"
    #expect(try fixture.resource("Patient/\(id)")?["id"]?.string == id)
    let observation = try #require(try fixture.resource("Observation/own"))
    #expect(observation["subject"]?["reference"]?.string == "Patient/\(id)")
    #expect(
      observation["performer"]?.first?["reference"]?.string
        == "urn:uuid:7f1c2c1e-0000-4000-8000-00000000000f"
    )
    #expect(try fixture.run().total.identical == 2)
  }

  /// SMART Health Cards number their entries: `resource:0`.
  @Test func referencesByAnyFullURLBecomeLiteral() throws {
    let fixture = try ImportFixture()
    try fixture.add(
      "b.json",
      """
      {"resourceType":"Bundle","type":"collection","entry":[
       {"fullUrl":"resource:0","resource":{"resourceType":"Patient","name":[{"family":"Berg"}]}},
       {"fullUrl":"resource:1",
        "resource":{"resourceType":"Immunization","id":"own","status":"completed",
          "vaccineCode":{"text":"MMR"},"occurrenceDateTime":"2021-01-01",
          "patient":{"reference":"resource:0"}}},
       {"fullUrl":"http://other.example/fhir/Patient/far",
        "resource":{"resourceType":"Patient","id":"far","name":[{"family":"Fern"}]}}]}
      """
    )
    #expect(try fixture.run().total.new == 3)
    let vaccine = try #require(try fixture.resource("Immunization/own"))
    let patient = try #require(vaccine["patient"]?["reference"]?.string)
    #expect(patient.hasPrefix("Patient/tarn-"))
    let id = String(patient.dropFirst("Patient/".count))
    #expect(try fixture.lake.events(ofPatient: id).count == 1)
  }

  /// A couple may have the same vaccine on the same day.
  @Test func entriesOfTwoPersonsAreTwo() throws {
    let fixture = try ImportFixture()
    func card(_ name: String) -> String {
      """
      {"resourceType":"Bundle","type":"collection","entry":[
       {"fullUrl":"resource:0","resource":{"resourceType":"Patient","name":[{"family":"\(name)"}]}},
       {"fullUrl":"resource:1","resource":{"resourceType":"Immunization","status":"completed",
         "vaccineCode":{"text":"MMR"},"occurrenceDateTime":"2021-01-01",
         "patient":{"reference":"resource:0"}}},
       {"fullUrl":"resource:2","resource":{"resourceType":"Observation","status":"final",
         "code":{"text":"reaction"},"partOf":[{"reference":"resource:1"}],
         "subject":{"reference":"resource:0"}}}]}
      """
    }
    try fixture.add("a.json", card("Berg"))
    #expect(try fixture.run().total.new == 3)
    try fixture.add("b.json", card("Fern"))
    #expect(try fixture.run().total.new == 3)
    #expect(try fixture.run().total.new == 0)
    var counts: [Int] = []
    try fixture.lake.patients { patient in
      counts.append(patient.events)
      return true
    }
    #expect(counts == [2, 2])
  }

  @Test func deletionsDelete() throws {
    let fixture = try ImportFixture()
    try fixture.add("a.json", patientLine("1"))
    _ = try fixture.run()
    try fixture.add(
      "b.json",
      """
      {"resourceType":"Bundle","type":"transaction","entry":[
       {"request":{"method":"DELETE","url":"Patient/1"}},
       {"request":{"method":"DELETE","url":"Patient/none"}},
       {"request":{"method":"GET","url":"Patient/1"}}]}
      """
    )
    let report = try fixture.run([fixture.path("b.json")])
    #expect(report.total.deleted == 1)
    #expect(report.total.identical == 1)
    #expect(report.total.invalid == 1)
    #expect(report.problems.first?.entry == 2)
    #expect(try !fixture.has("Patient/1"))
  }

  @Test func historyBundlesMakeVersionsInTheOrderOfTime() throws {
    let fixture = try ImportFixture()
    func entry(_ family: String, _ time: String) -> String {
      """
      {"resource":{"resourceType":"Patient","id":"1","meta":{"lastUpdated":"\(time)"},
       "name":[{"family":"\(family)"}]},"request":{"method":"PUT","url":"Patient/1"}}
      """
    }
    // The newest comes first, as a server's history has it.
    try fixture.add(
      "h.json",
      """
      {"resourceType":"Bundle","type":"history","entry":[
       \(entry("C", "2020-01-03T00:00:00Z")),\(entry("B", "2020-01-02T00:00:00Z")),
       \(entry("A", "2020-01-01T00:00:00Z"))]}
      """
    )
    _ = try fixture.run()
    let key = ResourceKey(type: .patient, id: "1")
    let families = try (1...3).map {
      try fixture.lake.resource(key, version: $0).document?.root["name"]?.first?["family"]?.string
    }
    #expect(families == ["A", "B", "C"])
    #expect(try fixture.run().total.identical == 3)
  }

  @Test func conditionalReferencesResolveOrAreListed() throws {
    let fixture = try ImportFixture()
    func encounter(_ id: String, _ npi: String) -> String {
      #"{"resourceType":"Encounter","id":"\#(id)","status":"finished","class":{"code":"AMB"},"participant":[{"individual":{"reference":"Practitioner?identifier=http://npi|\#(npi)"}}]}"#
    }
    try fixture.add("1.ndjson", encounter("a", "7") + "\n" + encounter("b", "8"))
    try fixture.add(
      "2.ndjson",
      #"{"resourceType":"Practitioner","id":"p","identifier":[{"system":"http://npi","value":"7"}]}"#
    )
    let report = try fixture.run()
    #expect(report.unresolved.map(\.source.reference) == ["Encounter/b"])
    let links = try fixture.lake.references(to: ResourceKey(type: .practitioner, id: "p"))
    #expect(links.map(\.key.reference) == ["Encounter/a"])
    // The stored content keeps what was written.
    let stored = try fixture.resource("Encounter/a")
    #expect(
      stored?["participant"]?.first?["individual"]?["reference"]?.string
        == "Practitioner?identifier=http://npi|7"
    )
  }

  @Test func linesOfEntriesAreThoseOfTheFile() throws {
    let fixture = try ImportFixture()
    try fixture.add(
      "b.json",
      """
      {"resourceType":"Bundle","type":"collection","entry":[
      {"resource":\(patientLine("1"))},
      {"resource":{"resourceType":"Patient","id":"2","gender":1}}]}
      """
    )
    let report = try fixture.run()
    #expect(report.problems.map(\.line) == [3])
    #expect(report.problems.map(\.entry) == [1])
  }
}
