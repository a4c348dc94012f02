// SPDX-License-Identifier: Apache-2.0

import FHIR
import GRDB
import Store
import TestSupport
import Testing

/// The versions of each job: what it created is kept as runs of rows, the rest in an index.
@Suite struct JobVersionTests {
  private func versions(_ fixture: LakeFixture, _ table: String) throws -> [String] {
    try DatabaseQueue(path: fixture.path).read { db in
      try String.fetchAll(
        db,
        sql: "SELECT job || '.' || row FROM \(table) ORDER BY job DESC, row DESC"
      )
    }
  }

  /// What lists say against the versions themselves.
  private func check(_ fixture: LakeFixture, comment: Comment) throws {
    let stored = try versions(fixture, "resourceVersion")
    #expect(try versions(fixture, "jobVersion") == stored, comment)
    let newest = try fixture.lake.versions(VersionFilter(), limit: .max)
    #expect(newest.map(\.job) == stored.compactMap { Int64($0.prefix { $0 != "." }) }, comment)
    let rows = try DatabaseQueue(path: fixture.path).read { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT r.id || '/' || (v.row & 1048575) FROM resourceVersion v
          JOIN resource r ON r.row = v.row >> 20 ORDER BY v.job DESC, v.row DESC
          """
      )
    }
    #expect(newest.map { "\($0.key.id)/\($0.version)" } == rows, comment)
    for limit in [1, 3, 7] {
      let first = try fixture.lake.versions(VersionFilter(), limit: limit)
      #expect(first == Array(newest.prefix(limit)), comment)
    }
    #expect(try fixture.lake.check() == [], comment)
  }

  private func runs(_ fixture: LakeFixture) throws -> Int {
    try DatabaseQueue(path: fixture.path).read { db in
      try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM createdRow") ?? 0
    }
  }

  @Test func listsAgreeWithTheVersionsWhateverIsDone() throws {
    let fixture = try LakeFixture()
    // Results that come before the patients that they refer to, whose rows are made on the way.
    try fixture.write(
      [.put(result("a", of: "1", value: "1")), .put(result("b", of: "2", value: "2"))],
      [.put(patient("2")), .put(result("c", of: "2", value: "3")), .put(patient("3"))]
    )
    try check(fixture, comment: "created")
    try fixture.write([
      .put(result("b", of: "2", value: "4")), .put(patient("1")),
      .put(result("d", of: "1", value: "5")),
      .delete(key("Observation/c")),
    ])
    try check(fixture, comment: "changed")
    try fixture.write([
      .put(result("c", of: "2", value: "3")), .put(result("e", of: "3", value: "6")),
    ])
    try check(fixture, comment: "brought back")
    let planned = try fixture.lake.erasure(of: key("Patient/3"))
    _ = try fixture.lake.erase(
      planned,
      JobDescription(kind: .erase, startedAt: fixture.tick(), author: "tester", program: "tests"),
      endedAt: fixture.tick
    )
    for id in ["Observation/b", "Observation/e"] {
      _ = try fixture.lake.erase(
        try fixture.lake.erasure(of: key(id)),
        JobDescription(kind: .erase, startedAt: fixture.tick(), author: "tester", program: "tests"),
        endedAt: fixture.tick
      )
      try check(fixture, comment: "\(id) erased")
    }
    // The numbers of the last rows are given again.
    try fixture.write([
      .put(result("f", of: "1", value: "7")), .put(result("g", of: "1", value: "8")),
    ])
    try check(fixture, comment: "after erasing")
    let before = try versions(fixture, "jobVersion")
    try fixture.lake.reindex()
    try check(fixture, comment: "rebuilt")
    #expect(try versions(fixture, "jobVersion") == before)
  }

  @Test func oneImportIsOneRun() throws {
    let fixture = try LakeFixture()
    let batches = (0..<4).map { batch in
      (0..<50).map { LakeFixture.Change.put(result("\(batch)-\($0)", of: "1", value: "1")) }
    }
    try fixture.write([.put(patient("1"))], batches[0], batches[1], batches[2])
    #expect(try runs(fixture) == 1)
    try fixture.write(batches[3])
    #expect(try runs(fixture) == 2)
    // Each patient has its row while the results of others are written.
    let ids = (10..<90).map { "\($0)" }
    try fixture.write(
      ids.map { .put(result("of-\($0)", of: $0, value: "1")) },
      ids.map { .put(patient($0)) }
    )
    #expect(try runs(fixture) == 3)
    try check(fixture, comment: "three imports")
  }

  @Test func aVersionThatComesBeforeOthersOfItsJobIsListed() throws {
    let fixture = try LakeFixture()
    func dated(_ value: String, _ updated: String) -> LakeFixture.Change {
      var json = result("a", of: "1", value: value)
      json["meta"] = ["lastUpdated": .string(updated)]
      return .put(json)
    }
    try fixture.write(
      [.put(patient("1")), dated("2", "2020-02-01T00:00:00Z")],
      [dated("1", "2020-01-01T00:00:00Z")]
    )
    #expect(try fixture.lake.versions(of: key("Observation/a")).count == 2)
    try check(fixture, comment: "an earlier one")
  }

  @Test func aLakeWithAnIndexOverAllVersionsIsTakenOver() throws {
    let fixture = try LakeFixture()
    try fixture.write([.put(result("a", of: "1", value: "1"))], [.put(patient("1"))])
    try fixture.write([.put(result("a", of: "1", value: "2")), .put(patient("2"))])
    let before = try versions(fixture, "jobVersion")
    try fixture.lake.close()
    try DatabaseQueue(path: fixture.path).write { db in
      try db.execute(
        sql: """
          DROP VIEW jobVersion;
          DROP TABLE createdRow;
          DROP INDEX laterVersionByJob;
          CREATE INDEX versionByJob ON resourceVersion (job);
          DELETE FROM grdb_migrations WHERE identifier = '015-created-rows';
          """
      )
    }
    let lake = try Lake(at: fixture.path, mode: .write)
    #expect(try versions(fixture, "jobVersion") == before)
    #expect(try lake.check() == [])
    let indexes = try DatabaseQueue(path: fixture.path).read { db in
      try db.indexes(on: "resourceVersion").map(\.name)
    }
    #expect(indexes == ["laterVersionByJob"])
  }

  @Test func twoResourcesOfOneIDAreFoundByTheCheck() throws {
    let fixture = try LakeFixture()
    try fixture.write([.put(patient("1")), .put(patient("2"))])
    try DatabaseQueue(path: fixture.path).write {
      try $0.execute(sql: "UPDATE resource SET id = '1' WHERE id = '2'")
    }
    let found = try fixture.lake.check()
    #expect(found.contains { $0.subject == "Patient/1" && $0.message.contains("Two resources") })
  }

  @Test func whatIsNotListedIsFoundByTheCheck() throws {
    let fixture = try LakeFixture()
    try fixture.write([.put(patient("1")), .put(patient("2"))])
    for damage in ["DELETE FROM createdRow", "UPDATE createdRow SET count = 1"] {
      try DatabaseQueue(path: fixture.path).write { try $0.execute(sql: damage) }
      #expect(try fixture.lake.check().map(\.subject) == ["createdRow"])
      try fixture.lake.reindex()
      #expect(try fixture.lake.check() == [])
    }
  }
}
