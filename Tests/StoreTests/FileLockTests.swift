// SPDX-License-Identifier: Apache-2.0

import Foundation
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
}
