// SPDX-License-Identifier: Apache-2.0

import FHIR
import Foundation
import Store
import Synchronization
import TestSupport
import Testing

/// A lake that two programs work on.
@Suite struct TwoProgramsTests {
  private func results(_ numbers: Range<Int>, value: String) -> [LakeFixture.Change] {
    numbers.map { .put(result("o\($0)", of: "1", value: value)) }
  }

  /// Both train a dictionary for the results that they compress, and neither knows the other's.
  @Test func oneReadsWhatTheOtherHasCompressed() throws {
    let fixture = try LakeFixture()
    let other = try Lake(at: fixture.path, mode: .write)
    let reader = try Lake(at: fixture.path, mode: .read)
    try fixture.write([.put(patient("1"))], results(0..<400, value: "1.5"))
    let preparer = ResourcePreparer(for: other)
    var batch = try results(200..<600, value: "2.5").map { change -> PreparedResource in
      guard case .put(let json) = change else { throw StoreError(.fault, "no content") }
      let document = try JSONDocument.parse(json.text)
      return preparer.prepare(
        document,
        type: .observation,
        id: try #require(document.root["id"]?.string)
      )
    }
    preparer.finish(&batch)
    let writer = try other.writer(
      for: JobDescription(kind: .import, startedAt: 0, author: "tester", program: "tests")
    )
    let outcomes = try writer.write(batch, recordedAt: 1)
    try writer.finish(.done, endedAt: 2)
    #expect(outcomes.count { $0 == .updated } == 200)
    #expect(outcomes.count { $0 == .created } == 200)
    #expect(try fixture.lake.check() == [])
    var values: Set<String> = []
    _ = try reader.query(
      "SELECT id, tarn_body(v.row, v.dictionary, v.body) AS body FROM resourceVersion v JOIN resource r"
        + " ON r.row = v.row >> 20 AND r.version = v.row & 1048575 AND r.type = 96",
      SQLOptions(),
      begin: { _ in },
      receive: { row in
        if case .text(let text) = row[1] { values.insert(text.contains("2.5") ? "2.5" : "1.5") }
        return true
      }
    )
    #expect(values == ["1.5", "2.5"])
  }

  @Test func aNewLakeIsMadeOnceByHoweverMany() throws {
    for _ in 0..<12 {
      let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("tarn-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      // Whatever is left of a temporary folder, the system removes.
      defer { try? FileManager.default.removeItem(at: folder) }
      let path = folder.appendingPathComponent("lake.tarn").path
      let faults = Mutex<[String]>([])
      DispatchQueue.concurrentPerform(iterations: 4) { _ in
        do {
          _ = try Lake(at: path, mode: .create).statistics()
        } catch {
          faults.withLock { $0.append("\(error)") }
        }
      }
      #expect(faults.withLock { $0 } == [])
      let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(left.filter { !$0.hasPrefix("lake.tarn") } == [])
    }
  }

  /// A lake that is to lie on another disk.
  @Test func aLinkToALakeThatIsNotThereYetStaysALink() throws {
    let fixture = try LakeFixture()
    let folder = URL(fileURLWithPath: fixture.path).deletingLastPathComponent()
    let place = folder.appendingPathComponent("elsewhere.tarn").path
    let link = folder.appendingPathComponent("link.tarn").path
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: place)
    try Lake(at: link, mode: .create).close()
    #expect(FileManager.default.fileExists(atPath: place))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == place)
    #expect(try Lake(at: place, mode: .read).statistics().jobs == 0)
  }
}
