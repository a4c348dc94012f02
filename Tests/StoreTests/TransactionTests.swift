// SPDX-License-Identifier: Apache-2.0

import FHIR
import Search
import Store
import TestSupport
import Testing
import Timeline

/// Edits, roll-backs and what the lake knew earlier.
@Suite struct TransactionTests {
  private func description(_ kind: Job.Kind = .edit, at time: Int64 = 1) -> JobDescription {
    JobDescription(kind: kind, startedAt: time, author: "tester", program: "tests")
  }

  private func edit<Value>(
    _ fixture: LakeFixture,
    _ kind: Job.Kind = .edit,
    _ body: (LakeTransaction) throws -> Value
  ) throws -> (job: Int64, value: Value) {
    let time = fixture.tick()
    return try fixture.lake.transact(description(kind, at: time), recordedAt: time, body)
  }

  @Test func preconditionsAreHeld() throws {
    let fixture = try LakeFixture()
    let target = try key("Patient/1")
    let first = try document(patient("1"))
    let second = try document(patient("1", family: "Lind"))
    let created = try edit(fixture) { try $0.put(first, target, if: .absent) }
    #expect(created.value.what == .created)
    #expect(created.value.version == 1)
    for wrong in [LakeTransaction.Precondition.absent, .version(2)] {
      let error = #expect(throws: StoreError.self) {
        try edit(fixture) { try $0.put(second, target, if: wrong) }
      }
      #expect(error?.code == .conflict)
    }
    #expect(try fixture.lake.jobs().count == 1)
    let updated = try edit(fixture) { try $0.put(second, target, if: .version(1)) }
    #expect(updated.value.what == .updated)
    #expect(updated.value.version == 2)
    let deleted = try edit(fixture, .delete) { try $0.delete(target, if: .version(2)) }
    #expect(deleted.value.what == .deleted)
    // What is deleted may be created again, and gets the next version.
    let again = try edit(fixture) { try $0.put(first, target, if: .absent) }
    #expect(again.value.version == 4)
    #expect(try fixture.lake.check().isEmpty)
  }

  @Test func aTransactionIsStoredWholeOrNotAtAll() throws {
    let fixture = try LakeFixture()
    struct Stop: Error {}
    let before = try MaintenanceTests.derivedRows(fixture.path)
    #expect(throws: Stop.self) {
      try edit(fixture) { transaction in
        _ = try transaction.put(document(patient("1")), key("Patient/1"))
        _ = try transaction.put(document(result("o", of: "1")), key("Observation/o"))
        // What was put is seen inside.
        let request = try SearchRequest("Observation?patient=1", now: 0)
        #expect(try transaction.matches(request, limit: 5).map(\.id) == ["o"])
        throw Stop()
      }
    }
    #expect(try MaintenanceTests.derivedRows(fixture.path) == before)
    #expect(try fixture.lake.jobs().isEmpty)
    #expect(try fixture.lake.versions(of: key("Patient/1")).isEmpty)
  }

  @Test func aRestoreIsAVersion() throws {
    let fixture = try LakeFixture()
    let target = try key("Observation/o")
    try fixture.write([.put(patient("1")), .put(result("o", of: "1", value: "1.0"))])
    try fixture.write([.put(result("o", of: "1", value: "2.0"))])
    let alive = #expect(throws: StoreError.self) { try edit(fixture) { try $0.restore(target) } }
    #expect(alive?.code == .conflict)
    try fixture.write([.delete(target)])
    #expect(try fixture.lake.events(ofPatient: "1").isEmpty)
    let restored = try edit(fixture, .restore) { try $0.restore(target) }
    #expect(restored.value.version == 4)
    #expect(try fixture.body(target) == result("o", of: "1", value: "2.0").text)
    #expect(try fixture.lake.events(ofPatient: "1").map(\.event.value) == ["2.0"])
    _ = try edit(fixture, .restore) { try $0.reset(target, to: 1) }
    #expect(try fixture.body(target) == result("o", of: "1", value: "1.0").text)
    #expect(try fixture.lake.check().isEmpty)
  }

  @Test func anUndoneJobLeavesWhatWasBefore() throws {
    let fixture = try LakeFixture()
    try fixture.write([
      .put(patient("1")), .put(result("kept", of: "1")), .put(result("changed", of: "1")),
      .put(result("deleted", of: "1")),
    ])
    let before = try fixture.lake.events(ofPatient: "1").map { "\($0.event)" }.sorted()
    try fixture.write([
      .put(result("changed", of: "1", value: "9.9")), .put(result("new", of: "1")),
      .delete(key("Observation/deleted")),
    ])
    #expect(try fixture.lake.changes(ofJob: 2).map(\.key.id) == ["changed", "deleted", "new"])
    let undone = try edit(fixture, .undo) { try $0.undo(2, policy: .refuse) }
    #expect(undone.value.outcomes.map(\.what) == [.updated, .updated, .deleted])
    #expect(try fixture.lake.events(ofPatient: "1").map { "\($0.event)" }.sorted() == before)
    // A roll-back is a job, and can be rolled back.
    _ = try edit(fixture, .undo) { try $0.undo(undone.job, policy: .refuse) }
    #expect(try fixture.body(key("Observation/changed"))?.contains("9.9") == true)
    #expect(try fixture.lake.versions(of: key("Observation/new")).count == 3)
    #expect(try fixture.lake.check().isEmpty)
  }

  @Test(arguments: UndoPolicy.allCases) func laterJobsAreRespected(policy: UndoPolicy) throws {
    let fixture = try LakeFixture()
    let target = try key("Observation/o")
    try fixture.write([.put(patient("1")), .put(result("o", of: "1", value: "1.0"))])
    try fixture.write([.put(result("o", of: "1", value: "2.0")), .put(result("n", of: "1"))])
    try fixture.write([.put(result("o", of: "1", value: "3.0"))])
    let undone = try edit(fixture, .undo) { try $0.undo(2, policy: policy) }.value
    #expect(undone.conflicts.map(\.key) == [target])
    #expect(undone.conflicts.first?.current == 3)
    let value = try fixture.lake.resource(target).document?.root["valueQuantity"]?["value"]
    #expect(value?.numberText == (policy == .overwrite ? "1.0" : "3.0"))
    #expect(
      try fixture.lake.versions(of: key("Observation/n")).count == (policy == .refuse ? 1 : 2)
    )
    let missing = #expect(throws: StoreError.self) {
      try edit(fixture) { try $0.undo(99, policy: .keep) }
    }
    #expect(missing?.code == .noJob)
  }

  @Test func deletedResourcesAreFoundByWhatTheyWere() throws {
    let fixture = try LakeFixture()
    try fixture.write([
      .put(patient("1")), .put(result("a", of: "1", value: "1.0")),
      .put(result("b", of: "1", value: "2.0")), .put(result("c", of: "1", value: "9.0")),
    ])
    try fixture.write([.put(result("b", of: "1", value: "9.5"))])
    try fixture.write([.delete(key("Observation/b")), .delete(key("Observation/c"))])
    _ = try edit(fixture, .restore) { try $0.restore(key("Observation/c")) }
    func found(_ text: String, asOf job: Int64? = nil) throws -> [String] {
      try fixture.lake.search(SearchRequest(text, now: 0), asOf: job, findsDeleted: true).hits
        .map { "\($0.key.id) \($0.version)" }
    }
    // By the last content and not by an earlier one; what was restored is not in the graveyard.
    #expect(try found("Observation?value-quantity=gt9") == ["b 2"])
    #expect(try found("Observation?value-quantity=lt3").isEmpty)
    #expect(try found("?_id=b,c&_sort=_id") == ["b 2"])
    #expect(try found("Observation?patient.name=berg&_sort=_id", asOf: 3).isEmpty == false)
    #expect(try found("Observation?_sort=_id", asOf: 3) == ["b 2", "c 1"])
    #expect(try found("Observation?", asOf: 2).isEmpty)
    #expect(try found("Observation?_summary=count").isEmpty)
  }

  /// As of a job, a lake is what a lake is that has only the jobs up to it.
  @Test(arguments: [1, 2, 3, 4] as [UInt64]) func thePastIsALakeOfItsOwn(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let whole = try LakeFixture()
    var jobs: [[LakeFixture.Change]] = []
    for _ in 0..<12 {
      var changes: [LakeFixture.Change] = []
      for _ in 0..<Int.random(in: 1...5, using: &random) {
        let id = String(Int.random(in: 0..<4, using: &random))
        let owner = String(Int.random(in: 0..<2, using: &random))
        switch Int.random(in: 0..<5, using: &random) {
        case 0:
          changes.append(
            .put(patient(owner, family: ["Berg", "Lind"].randomElement(using: &random) ?? ""))
          )
        case 1: changes.append(.delete(try key("Observation/\(id)")))
        default:
          let value = ["1.0", "2.5", "9.0"].randomElement(using: &random) ?? ""
          changes.append(.put(result(id, of: owner, value: value)))
        }
      }
      jobs.append(changes)
      try whole.write(changes)
    }
    let requests = [
      "Observation?value-quantity=gt2", "Patient?name=lind", "?_id=1", "Observation?",
    ]
    let part = try LakeFixture()
    for (number, changes) in jobs.enumerated() {
      try part.write(changes)
      let job = Int64(number + 1)
      for patient in ["0", "1"] {
        // A patient who is only referred to is known by later jobs' numbers, and has no events.
        let then = try? part.lake.events(ofPatient: patient).map { "\($0)" }.sorted()
        let seen = try? whole.lake.events(ofPatient: patient, asOf: job).map { "\($0)" }.sorted()
        #expect((seen ?? []) == (then ?? []), "seed \(seed), job \(job), patient \(patient)")
      }
      for text in requests {
        let request = try SearchRequest(text, now: 0)
        let then = try part.lake.search(request, defaultCount: 100).hits.map {
          "\($0.key) \($0.version)"
        }
        let seen = try whole.lake.search(request, defaultCount: 100, asOf: job).hits
          .map { "\($0.key) \($0.version)" }
        #expect(seen.sorted() == then.sorted(), "seed \(seed), job \(job): \(text)")
      }
      let then = try part.lake.statistics()
      let seen = try whole.lake.statistics(asOf: job)
      #expect(seen.resources == then.resources, "seed \(seed), job \(job)")
      #expect(
        [seen.versions, seen.deleted, seen.jobs] == [then.versions, then.deleted, then.jobs]
      )
    }
  }
}
