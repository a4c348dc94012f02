// SPDX-License-Identifier: Apache-2.0

import FHIR
import Store
import Testing
import Timeline

/// The four rules of `LakeWriter`.
@Suite struct WriteRuleTests {
  @Test func newIDsAreCreatedOthersUpdated() throws {
    let fixture = try LakeFixture()
    #expect(try fixture.write([.put(patient("1"))]) == [[.created]])
    #expect(try fixture.write([.put(patient("1", family: "Borg"))]) == [[.updated]])
    let versions = try fixture.lake.versions(of: key("Patient/1"))
    #expect(versions.map(\.version) == [2, 1])
    #expect(versions.map(\.interaction) == [.update, .create])
    #expect(versions.map(\.isCurrent) == [true, false])
    #expect(try fixture.body(key("Patient/1"), version: 1) == patient("1").text)
    #expect(try fixture.body(key("Patient/1")) == patient("1", family: "Borg").text)
  }

  @Test func sameContentMakesNoVersion() throws {
    let fixture = try LakeFixture()
    try fixture.write([.put(patient("1"))])
    var reordered: JSON = ["birthDate": "1961-03-09"]
    reordered["name"] = [["family": "Berg"]]
    reordered["meta"] = ["versionId": "7", "lastUpdated": "2020-01-01T00:00:00Z"]
    reordered["id"] = "1"
    reordered["resourceType"] = "Patient"
    #expect(try fixture.write([.put(reordered)]) == [[.identical]])
    #expect(try fixture.lake.versions(of: key("Patient/1")).count == 1)
  }

  @Test func spellingOfNumbersIsContent() throws {
    let fixture = try LakeFixture()
    try fixture.write([.put(patient("1")), .put(result("a", of: "1", value: "1.4"))])
    #expect(try fixture.write([.put(result("a", of: "1", value: "1.40"))]) == [[.updated]])
    #expect(try fixture.body(key("Observation/a"))?.contains("1.40") == true)
  }

  @Test func serverMetaIsNotKeptAndIsGivenOut() throws {
    let fixture = try LakeFixture()
    var json = patient("1")
    json["meta"] = [
      "versionId": "9", "lastUpdated": "2020-01-01T00:00:00Z", "source": "#feed",
    ]
    try fixture.write([.put(json)])
    let stored = try fixture.lake.resource(key("Patient/1"))
    #expect(stored.document?.root["meta"]?.jsonText == ##"{"source":"#feed"}"##)
    let output = try JSONDocument.parse(
      String(decoding: try #require(stored.output), as: UTF8.self)
    )
    #expect(output.root["meta"]?["versionId"]?.string == "1")
    #expect(output.root["meta"]?["source"]?.string == "#feed")
    #expect(
      output.root["meta"]?["lastUpdated"]?.string
        == FHIRDateTime.instantText(stored.info.recordedAt)
    )
  }

  @Test func deletionAndRestoreAreVersions() throws {
    let fixture = try LakeFixture()
    try fixture.write([.put(patient("1")), .put(result("a", of: "1"))])
    let a = try key("Observation/a")
    #expect(try fixture.write([.delete(a)], kind: .delete) == [[.deleted]])
    #expect(throws: StoreError.self) { try fixture.lake.resource(a) }
    #expect(try fixture.lake.events(ofPatient: "1").filter { $0.key == a }.isEmpty)
    #expect(try fixture.lake.statistics().deleted == 1)
    #expect(try fixture.write([.delete(a)]) == [[.identical]])
    #expect(try fixture.write([.put(result("a", of: "1"))], kind: .restore) == [[.updated]])
    #expect(
      try fixture.lake.versions(of: a).map(\.interaction) == [.update, .delete, .create]
    )
    #expect(try fixture.lake.events(ofPatient: "1").filter { $0.key == a }.count == 1)
    #expect(try fixture.lake.statistics().deleted == 0)
    #expect(try fixture.lake.check().isEmpty)
  }

  @Test func deletingWhatIsNotThereIsNothing() throws {
    let fixture = try LakeFixture()
    #expect(try fixture.write([.delete(key("Patient/none"))]) == [[.identical]])
    #expect(try fixture.lake.statistics().versions == 0)
  }

  @Test(arguments: [[0, 1, 2], [2, 1, 0], [1, 2, 0], [2, 0, 1], [0, 2, 1], [1, 0, 2]])
  func repeatsStandInTheOrderOfLastUpdated(order: [Int]) throws {
    let contents = [
      patient("1", family: "A", updated: "2020-01-01T00:00:00Z"),
      patient("1", family: "B", updated: "2020-01-02T00:00:00Z"),
      patient("1", family: "C", updated: "2020-01-03T00:00:00Z"),
    ]
    let together = try LakeFixture()
    try together.write(order.map { .put(contents[$0]) })
    let apart = try LakeFixture()
    try apart.write(
      [.put(contents[order[0]])],
      [.put(contents[order[1]])],
      [.put(contents[order[2]])]
    )
    for fixture in [together, apart] {
      let families = try (1...3).map { version in
        try fixture.lake.resource(key("Patient/1"), version: version).document?
          .root["name"]?.first?["family"]?.string
      }
      #expect(families == ["A", "B", "C"])
      let versions = try fixture.lake.versions(of: key("Patient/1"))
      #expect(versions.map(\.interaction) == [.update, .update, .create])
      #expect(try fixture.lake.check().isEmpty)
    }
    // The same history again says nothing new.
    #expect(
      try together.write(order.map { .put(contents[$0]) }) == [
        [.identical, .identical, .identical]
      ]
    )
  }

  @Test func repeatsWithoutTimeStandInTheOrderOfAppearance() throws {
    let fixture = try LakeFixture()
    try fixture.write([
      .put(patient("1", family: "A")), .put(patient("1", family: "B")),
      .put(patient("1", family: "A")),
    ])
    #expect(try fixture.lake.versions(of: key("Patient/1")).count == 3)
    #expect(try fixture.body(key("Patient/1"), version: 2) == patient("1", family: "B").text)
  }

  @Test func correctedResultsMoveOnTheTimeline() throws {
    let fixture = try LakeFixture()
    try fixture.write([.put(patient("1")), .put(result("a", of: "1", value: "1.42"))])
    try fixture.write([.put(result("a", of: "1", value: "0.9", date: "2022-07-13"))])
    let events = try fixture.lake.events(ofPatient: "1").filter { $0.key.type == .observation }
    #expect(events.count == 1)
    #expect(events.first?.version == 2)
    #expect(events.first?.event.value == "0.9")
    #expect(events.first?.event.flag == .normal)
    #expect(events.first?.event.startPrecision == .day)
    #expect(try fixture.lake.patient(id: "1").changed == 1)
  }

  /// A result that was entered in error, and a visit that was cancelled, saw nobody.
  @Test func whatWasWithdrawnIsNotWhenSomebodyWasSeen() throws {
    let fixture = try LakeFixture()
    var error = result("b", of: "1", date: "2024-02-02")
    error["status"] = "entered-in-error"
    // A medication that is to be taken from a day on, which may be far away.
    let order: JSON = [
      "resourceType": "MedicationRequest", "id": "m", "status": "active", "intent": "order",
      "subject": ["reference": "Patient/1"], "medicationCodeableConcept": ["text": "Denosumab"],
      "dosageInstruction": [["timing": ["event": ["2027-05-01"]]]],
    ]
    try fixture.write([
      .put(patient("1")), .put(result("a", of: "1", date: "2023-01-01")), .put(error), .put(order),
    ])
    let seen = FHIRDateTime("2023-01-01")?.lowerBound
    #expect(try fixture.lake.patient(id: "1").lastSeen == seen)
    try fixture.write([.put(result("c", of: "1", date: "2024-05-05"))])
    try fixture.write([.delete(key("Observation/c"))])
    #expect(try fixture.lake.patient(id: "1").lastSeen == seen)
    var then: [Int64?] = []
    try fixture.lake.patients(asOf: 1) {
      then += $0.map(\.lastSeen)
      return true
    }
    #expect(then == [seen])
  }

  @Test func resourcesBeforeTheirPatientFindIt() throws {
    let fixture = try LakeFixture()
    try fixture.write([.put(result("a", of: "1"))])
    let before = try fixture.lake.patient(id: "1")
    #expect(before.isPresent == false)
    #expect(before.name == nil)
    try fixture.write([.put(patient("1"))])
    let after = try fixture.lake.patient(id: "1")
    #expect(after.isPresent)
    #expect(after.name == "Berg")
    #expect(after.events == (try fixture.lake.events(ofPatient: "1").count))
  }
}
