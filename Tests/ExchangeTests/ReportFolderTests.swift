// SPDX-License-Identifier: Apache-2.0

import Exchange
import FHIR
import Foundation
import Store
import TestSupport
import Testing

/// The report of an import that was stopped is the report of one that was not.
@Suite struct ReportFolderTests {
  /// Enough lines for several chunks, with a bad one in a hundred and a repeated id in ten.
  private func fixture() throws -> ImportFixture {
    let fixture = try ImportFixture()
    // A chunk is two megabytes.
    let padding = String(repeating: "x", count: 1500)
    let lines = (0..<4_000).map { number in
      number % 100 == 7
        ? #"{"resourceType":"Patient"}"#
        : patientLine("p\(number / 10 * 10 + number % 9)", family: "\(number % 20) \(padding)")
    }
    try fixture.add("many.ndjson", lines.joined(separator: "\n"))
    try fixture.add("none.txt", "no JSON")
    return fixture
  }

  /// The files of a report by name; the manifest without what differs from run to run.
  private func contents(_ fixture: ImportFixture) throws -> [String: String] {
    let folder = fixture.folder.appendingPathComponent("report").path
    var contents: [String: String] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      guard let data = FileManager.default.contents(atPath: folder + "/" + name) else { continue }
      contents[name] = String(decoding: data, as: UTF8.self)
        .replacing(fixture.folder.path, with: "~")
    }
    return contents
  }

  private func expectSame(
    _ report: [String: String],
    _ other: [String: String],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(report.keys.sorted() == other.keys.sorted(), sourceLocation: sourceLocation)
    for (name, text) in report {
      let lines = zip(text.split(separator: "\n"), (other[name] ?? "").split(separator: "\n"))
      let first = lines.enumerated().first { $0.element.0 != $0.element.1 }
      #expect(
        first.map { [$0.element.0, $0.element.1] } == nil,
        "\(name)",
        sourceLocation: sourceLocation
      )
      #expect(text.utf8.count == other[name]?.utf8.count, "\(name)", sourceLocation: sourceLocation)
    }
  }

  private func report(_ fixture: ImportFixture) -> String {
    fixture.folder.appendingPathComponent("report").path
  }

  private func undisturbed() throws -> [String: String] {
    let fixture = try fixture()
    _ = try fixture.run(output: report(fixture))
    return try contents(fixture)
  }

  @Test func aStoppedReportGoesOn() throws {
    let stopped = try fixture()
    var runs = 1
    while try stopped.run(output: report(stopped), stopAfter: 1).isInterrupted {
      #expect(try contents(stopped)["manifest.json"] == nil)
      runs += 1
    }
    #expect(runs > 2)
    expectSame(try contents(stopped), try undisturbed())
  }

  /// After a kill the lake may be a chunk ahead of the report, and the last line may be cut.
  @Test(arguments: [0, 1])
  func aCutReportIsMended(chunksInReport: Int) throws {
    let killed = try fixture()
    _ = try killed.run(output: report(killed), stopAfter: 2)
    let progress = URL(fileURLWithPath: report(killed) + "/progress.ndjson")
    let lines = try String(contentsOf: progress, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 3)
    let kept = lines.prefix(1 + chunksInReport).joined(separator: "\n") + "\n{\"chunk\":"
    try Data(kept.utf8).write(to: progress)
    let file = try FileHandle(
      forWritingTo: URL(fileURLWithPath: report(killed) + "/SUCCESS/0001-many.ndjson")
    )
    try file.seekToEnd()
    try file.write(contentsOf: Data(#"{"lineId":9,"Upda"#.utf8))
    try file.close()
    let rest = try killed.run(output: report(killed))
    #expect(rest.isResumed)
    expectSame(try contents(killed), try undisturbed())
  }

  @Test func theReportOfAnotherImportIsLeftAlone() throws {
    let fixture = try fixture()
    _ = try fixture.run(output: report(fixture), stopAfter: 1)
    let before = try contents(fixture)
    try fixture.add("more.json", patientLine("more"))
    let error = try #require(throws: ExchangeError.self) {
      try fixture.run(output: report(fixture))
    }
    #expect(error.code == .outputExists)
    #expect(try fixture.lake.jobs().count == 1)
    #expect(try contents(fixture) == before)
  }
}
