// SPDX-License-Identifier: Apache-2.0

import FHIR
import Foundation
import GRDB
import Store
import Testing
import Timeline

@Suite struct OpeningTests {
  private func code(_ body: () throws -> Void) -> StoreError.Code? {
    do {
      try body()
      return nil
    } catch {
      return (error as? StoreError)?.code
    }
  }

  @Test func aMissingLakeIsSaidToBeMissing() throws {
    let path = "/tmp/tarn-\(UUID().uuidString)/none.tarn"
    #expect(code { _ = try Lake(at: path, mode: .read) } == .noLake)
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func anotherFileIsNeverTouched() throws {
    let fixture = try LakeFixture()
    let text = fixture.folder.appendingPathComponent("notes.txt").path
    try "not a lake".write(toFile: text, atomically: true, encoding: .utf8)
    #expect(code { _ = try Lake(at: text, mode: .create) } == .notALake)
    #expect(try String(contentsOfFile: text, encoding: .utf8) == "not a lake")
    let other = fixture.folder.appendingPathComponent("other.db").path
    try DatabaseQueue(path: other).write { try $0.execute(sql: "CREATE TABLE t (a)") }
    #expect(code { _ = try Lake(at: other, mode: .write) } == .notALake)
  }

  @Test func aNewerLakeIsRefused() throws {
    let fixture = try LakeFixture()
    try DatabaseQueue(path: fixture.path).write { db in
      try db.execute(sql: "INSERT INTO grdb_migrations VALUES ('999-of-the-future')")
    }
    #expect(code { _ = try Lake(at: fixture.path, mode: .read) } == .newerSchema)
  }

  /// Whoever brings a lake up to date may be killed between the tables and what they hold.
  @Test(arguments: [true, false])
  func aRebuildingThatWasKilledIsMadeUpFor(_ isNoted: Bool) throws {
    let fixture = try LakeFixture()
    try fixture.write([.put(patient("1")), .put(result("a", of: "1"))])
    try fixture.lake.close()
    try DatabaseQueue(path: fixture.path).write { db in
      try db.execute(sql: "UPDATE event SET flag = 0")
      try db.execute(
        sql: isNoted
          ? "PRAGMA user_version = -7"
          : "DELETE FROM grdb_migrations WHERE identifier = '011-event-rules'"
      )
    }
    #expect(code { _ = try Lake(at: fixture.path, mode: .read) } == .olderSchema)
    var told = 0
    let lake = try Lake(at: fixture.path, mode: .write) { _, _ in told += 1 }
    #expect(lake.isRebuilt)
    #expect(told > 0)
    try lake.close()
    let reader = try Lake(at: fixture.path, mode: .read)
    #expect(try reader.events(ofPatient: "1").map(\.event.flag) == [.high])
    try reader.close()
    let again = try Lake(at: fixture.path, mode: .write)
    #expect(!again.isRebuilt)
    try again.close()
  }

  @Test func aLakeOpenForReadingIsNotWritten() throws {
    let fixture = try LakeFixture()
    let reader = try Lake(at: fixture.path, mode: .read)
    let description = JobDescription(kind: .edit, startedAt: 0, author: "x", program: "tests")
    #expect(code { _ = try reader.writer(for: description) } == .readOnly)
    #expect(code { try reader.reindex() } == .readOnly)
  }

  @Test func whatIsNotThereHasItsCode() throws {
    let fixture = try LakeFixture()
    try fixture.write([.put(patient("1"))])
    try fixture.write([.delete(key("Patient/1"))])
    let lake = fixture.lake
    #expect(code { _ = try lake.resource(key("Patient/2")) } == .notFound)
    #expect(code { _ = try lake.resource(key("Patient/1")) } == .deleted)
    #expect(code { _ = try lake.resource(key("Patient/1"), version: 9) } == .noVersion)
    #expect(code { _ = try lake.job(99) } == .noJob)
    #expect(try lake.resource(key("Patient/1"), version: 2).document == nil)
  }

  @Test func aDamagedFileIsSaidToBeDamaged() throws {
    let fixture = try LakeFixture()
    try fixture.write((0..<200).map { .put(patient(String($0))) })
    try fixture.lake.close()
    let handle = try FileHandle(forUpdating: URL(fileURLWithPath: fixture.path))
    try handle.seek(toOffset: 8192)
    try handle.write(contentsOf: Data(repeating: 0xAB, count: 80_000))
    try handle.close()
    let failure = code {
      let lake = try Lake(at: fixture.path, mode: .read)
      let findings = try lake.check()
      if !findings.isEmpty { throw StoreError(.corrupt, "found") }
    }
    #expect(failure == .corrupt || failure == .notALake)
  }

  @Test func aCancelledReadStops() throws {
    let fixture = try LakeFixture()
    try fixture.write([.put(patient("1"))] + (0..<1100).map { .put(result(String($0), of: "1")) })
    #expect(
      code { _ = try fixture.lake.events(ofPatient: "1", isCancelled: { true }) } == .interrupted
    )
  }

  @Test func twoWritersLoseNothing() throws {
    let fixture = try LakeFixture()
    let other = try Lake(at: fixture.path, mode: .write)
    let description = JobDescription(kind: .import, startedAt: 0, author: "x", program: "tests")
    let first = try fixture.lake.writer(for: description)
    let second = try other.writer(for: description)
    for number in 0..<20 {
      try first.write(try fixture.prepare([.put(result("a\(number)", of: "1"))]), recordedAt: 1)
      try second.write(try fixture.prepare([.put(result("b\(number)", of: "1"))]), recordedAt: 2)
    }
    try first.finish(.done, endedAt: 3)
    try second.finish(.done, endedAt: 3)
    #expect(try fixture.lake.events(ofPatient: "1").count == 40)
    #expect(try fixture.lake.check().isEmpty)
  }

  @Test func everyCodeHasACategory() {
    let expected: [StoreError.Code: ErrorCategory] = [
      .noLake: .notFound, .notALake: .incorrect, .newerSchema: .unsupported,
      .olderSchema: .unsupported,
      .cannotOpen: .unavailable, .readOnly: .conflict, .busy: .busy, .diskFull: .unavailable,
      .corrupt: .fault, .interrupted: .interrupted, .notFound: .notFound, .deleted: .deleted,
      .noVersion: .notFound, .noJob: .notFound, .malformedQuery: .incorrect,
      .noDefinition: .notFound,
      .conflict: .conflict, .fault: .fault,
    ]
    for code in StoreError.Code.allCases {
      #expect(StoreError(code, "x").category == expected[code])
    }
  }
}
