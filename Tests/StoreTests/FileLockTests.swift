// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import Testing

@testable import Store

/// What a process does beside an open lake never takes the lock from it that keeps other processes
/// from throwing its write-ahead log away.
///
/// The system drops all locks of a process on a file as soon as the process closes any descriptor of
/// it, so that nothing but SQLite may ever open the file: https://sqlite.org/howtocorrupt.html.
@Suite struct FileLockTests {
  /// How many locks this process has on a file.
  private func locks(on path: String) throws -> Int {
    var status = stat()
    try #require(stat(path, &status) == 0)
    let process = "\(getpid())"
    let inode = ":\(status.st_ino)"
    return try String(contentsOfFile: "/proc/locks", encoding: .utf8).split(separator: "\n")
      .count { line in
        let words = line.split(separator: " ")
        return words.contains(Substring(process)) && words.contains { $0.hasSuffix(inode) }
      }
  }

  @Test func openingALakeAgainKeepsTheLockOfTheFirst() throws {
    let fixture = try LakeFixture()
    try fixture.write([.put(patient("1"))])
    let reader = try Lake(at: fixture.path, mode: .read)
    #expect(try reader.statistics().patients == 1)
    try #require(try locks(on: fixture.path) > 0)
    for mode in [Lake.Mode.read, .write] {
      let second = try Lake(at: fixture.path, mode: mode)
      #expect(try locks(on: fixture.path) > 0, "open for \(mode)")
      try second.close()
      #expect(try locks(on: fixture.path) > 0, "closed after \(mode)")
    }
    try reader.close()
  }

  /// A lake on a disc is read by a location that SQLite must take apart again, whatever the folder is
  /// called.
  @Test(arguments: ["plain", "a b", "50%?#&=;", "Å/b", "file:x"])
  func aFileThatDoesNotChangeIsReadAlone(_ name: String) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent(UUID().uuidString).appendingPathComponent(name)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("l.tarn").path
    let lake = try Lake(at: path, mode: .create)
    try lake.close()
    for suffix in ["-wal", "-shm"] {
      // A file that was never made cannot be removed.
      try? FileManager.default.removeItem(atPath: path + suffix)
    }
    let location = Lake.unchangingLocation(of: path)
    let queue = try DatabaseQueue(path: location)
    let id = try queue.read { db in try Int.fetchOne(db, sql: "PRAGMA application_id") }
    #expect(id == Lake.applicationID)
    // Nothing was made beside it.
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["l.tarn"])
  }
}
