// SPDX-License-Identifier: Apache-2.0

import FHIR
import GRDB
import Search
import Store
import TestSupport
import Testing
import Timeline

/// The indexes over keys that arrive in no order, with more rows than their first table takes.
@Suite struct LeveledIndexTests {
  /// The day a result is of: each number once, in an order that jumps about.
  private static func day(_ number: Int) -> String {
    let day = number * 7919 % 33_600
    return "\(1900 + day / 336)-\(pad(1 + day / 28 % 12))-\(pad(1 + day % 28))"
  }

  private static func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private func results(_ numbers: Range<Int>) -> [LakeFixture.Change] {
    numbers.map { number in
      var json = result("o\(number)", of: "1", value: "1.\(number)")
      json["effectiveDateTime"] = .string(Self.day(number))
      return .put(json)
    }
  }

  private func newest(_ fixture: LakeFixture, _ count: Int) throws -> [StoredEvent] {
    var found: [StoredEvent] = []
    try fixture.lake.searchEvents(EventSeed(word: "creatinine")) { candidate in
      found.append(candidate.event)
      return found.count < count ? .next : .stop
    }
    return found
  }

  @Test func rowsAreFoundInWhicheverTableTheyAre() throws {
    let fixture = try LakeFixture()
    try fixture.write([.put(patient("1"))], results(0..<17_000), results(17_000..<33_600))
    // One of the first table, and one that was moved on, are replaced.
    let changed = try fixture.write([
      .put(result("o3", of: "1", value: "7")), .put(result("o33599", of: "1", value: "7")),
      .delete(key("Observation/o4")),
    ])
    #expect(changed == [[.updated, .updated, .deleted]])
    try fixture.write(results(33_600..<33_602))
    #expect(try fixture.write(results(100..<102)) == [[.identical, .identical]])
    let all = try newest(fixture, .max)
    #expect(all.count == 33_601)
    let starts = all.compactMap(\.event.start)
    #expect(starts.count == all.count)
    #expect(zip(starts, starts.dropFirst()).allSatisfy { $0 >= $1 })
    #expect(try newest(fixture, 5).map(\.key) == all.prefix(5).map(\.key))
    #expect(!all.contains { $0.key.id == "o4" })
    let before = try MaintenanceTests.derivedRows(fixture.path)
    try fixture.lake.reindex()
    #expect(try MaintenanceTests.derivedRows(fixture.path) == before)
    #expect(try fixture.lake.check().isEmpty)
  }

  @Test func aLakeOfTheFirstFormatIsTakenOver() throws {
    let fixture = try LakeFixture()
    try fixture.write([.put(patient("1"))], results(0..<20))
    let before = try MaintenanceTests.derivedRows(fixture.path)
    try fixture.lake.close()
    try DatabaseQueue(path: fixture.path).write { db in
      for index in ["resourceKey", "conceptEvent"] {
        try db.execute(sql: "DROP VIEW \(index)")
        for level in 0...2 { try db.execute(sql: "DROP TABLE \(index)\(level)") }
      }
      try db.execute(
        sql: """
          DROP TABLE searchIndex;
          DROP INDEX resourceChanged;
          DROP VIEW jobVersion;
          DROP TABLE createdRow;
          DROP INDEX laterVersionByJob;
          DROP TABLE erased;
          DROP TABLE noteSource;
          DROP TABLE verdict;
          DROP TABLE entityCode;
          DROP TABLE entity;
          DROP TABLE entityConcept;
          DROP TABLE phrase;
          DROP TABLE reading;
          DROP TABLE extractionRun;
          DROP INDEX patientByLastSeen;
          ALTER TABLE patient DROP COLUMN id;
          CREATE UNIQUE INDEX resourceByID ON resource (type, id);
          CREATE INDEX eventByConcept ON event (concept, start) WHERE toJob IS NULL;
          DELETE FROM grdb_migrations WHERE identifier <> '001-initial';
          """
      )
    }
    #expect(throws: StoreError.self) { try Lake(at: fixture.path, mode: .read) }
    let lake = try Lake(at: fixture.path, mode: .write)
    #expect(try MaintenanceTests.derivedRows(fixture.path) == before)
    #expect(try lake.resource(key("Observation/o7")).document != nil)
    #expect(try lake.check().isEmpty)
    var found = 0
    try lake.searchEvents(EventSeed(word: "creatinine")) { _ in
      found += 1
      return .next
    }
    #expect(found == 20)
  }
}
