// SPDX-License-Identifier: Apache-2.0

import Exchange
import Foundation
import Testing

@Suite("The file of a session")
struct SessionFileTests {
  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tarn-session-\(UUID().uuidString)").path
    defer {
      _ = chmod(folder + "/sessions", 0o700)
      try? FileManager.default.removeItem(atPath: folder)
    }
    try body(folder + "/sessions")
  }

  @Test func whatWasWrittenIsReadAndOnlyTheUserMay() throws {
    try withFolder { folder in
      let file = SessionFile(folder: folder, lake: "/data/clinic.tarn")
      #expect(try file.read(limit: 100) == nil)
      try file.replace(with: Data("one".utf8))
      try file.replace(with: Data("two".utf8))
      #expect(try file.read(limit: 100) == Data("two".utf8))
      #expect(try file.read(limit: 1)?.count == 2)
      let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 1)
    }
  }

  @Test func theNameTellsLakesApartAndNamesNone() throws {
    let first = SessionFile(folder: "/s", lake: "/data/clinic.tarn").path
    let second = SessionFile(folder: "/s", lake: "/data/clinic2.tarn").path
    #expect(first != second)
    #expect(first.wholeMatch(of: /\/s\/[0-9a-f]{16}\.json/) != nil)
  }

  @Test func manyWritersLeaveOneWholeFile() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tarn-session-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = SessionFile(folder: folder, lake: "/data/clinic.tarn")
    let texts = ["a", "b"].map { Data(String(repeating: $0, count: 5000).utf8) }
    try file.replace(with: texts[0])
    // A reader sees one text or the other, whenever it looks.
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { for number in 0..<200 { try file.replace(with: texts[number % 2]) } }
      group.addTask {
        for _ in 0..<200 {
          let read = try file.read(limit: 10_000)
          #expect(read.map(texts.contains) == true)
        }
      }
      try await group.waitForAll()
    }
  }

  @Test func aFolderThatCannotBeMadeIsAnError() throws {
    let file = SessionFile(folder: "/proc/none", lake: "/data/clinic.tarn")
    #expect(throws: SessionFileError.self) { try file.replace(with: Data("one".utf8)) }
  }
}
