// SPDX-License-Identifier: Apache-2.0

import Exchange
import FHIR
import Foundation
import Store
import Testing
import Validation

/// What files may be, whatever they are called.
@Suite struct InputFormTests {
  @Test func everyFormIsRecognisedByItsContent() throws {
    let fixture = try ImportFixture()
    try fixture.add("a.txt", patientLine("line1") + "\n" + patientLine("line2") + "\n")
    try fixture.add("b.json", "{\n  \"resourceType\": \"Patient\",\n  \"id\": \"single\"\n}\n")
    try fixture.addCompressed("c.dat", patientLine("gz1") + "\n" + patientLine("gz2"))
    try fixture.add(
      "d",
      "\u{FEFF}" + patientLine("bom") + "\r\n\r\n" + patientLine("crlf") + "\r\n"
    )
    try fixture.add(
      "e.ndjson",
      #"{"resourceType":"Bundle","type":"collection","entry":[{"resource":\#(patientLine("inline"))}]}"#
    )
    try fixture.add("f.md", "# not data\n")
    try fixture.add("g.json", "   \n")
    let report = try fixture.run()
    for id in ["line1", "line2", "single", "gz1", "gz2", "bom", "crlf", "inline"] {
      #expect(try fixture.has("Patient/\(id)"), "\(id)")
    }
    #expect(report.total.new == 8)
    #expect(report.total.invalid == 0)
    #expect(report.skippedFiles == [fixture.path("f.md")])
    #expect(try fixture.lake.statistics().patients == 8)
  }

  @Test func foldersAreReadWithEverythingInThem() throws {
    let fixture = try ImportFixture()
    let deep = fixture.folder.appendingPathComponent("input/x/y")
    try FileManager.default.createDirectory(at: deep, withIntermediateDirectories: true)
    try fixture.add("x/y/a.json", patientLine("deep"))
    try fixture.add(".hidden.json", patientLine("hidden"))
    let report = try fixture.run()
    #expect(report.files == 1)
    #expect(try fixture.has("Patient/deep"))
  }

  /// A pipe would be waited for without end, and a link that leads up be followed again and again.
  @Test func whatIsNoFileIsPassedOver() throws {
    let fixture = try ImportFixture()
    try fixture.add("a.ndjson", patientLine("a") + "\n")
    #expect(mkfifo(fixture.path("pipe"), 0o600) == 0)
    for (link, target) in [("loop", "."), ("again.ndjson", "a.ndjson"), ("nowhere", "missing")] {
      try FileManager.default.createSymbolicLink(
        atPath: fixture.path(link),
        withDestinationPath: target
      )
    }
    let report = try fixture.run()
    #expect(report.total.new == 1)
    #expect(report.total.identical == 0)
    #expect(report.files == 1)
  }

  @Test func aMissingPathIsAnError() throws {
    let fixture = try ImportFixture()
    let error = try #require(throws: ExchangeError.self) {
      try fixture.run([fixture.path("none")])
    }
    #expect(error.code == .noFile)
    #expect(error.subject == fixture.path("none"))
    #expect(try fixture.lake.jobs().isEmpty)
  }

  @Test func badLinesAreReportedAndTheRestStored() throws {
    let fixture = try ImportFixture()
    try fixture.add(
      "a.ndjson",
      """
      {"resourceType":"Patient","id":"broken"
      \(patientLine("good1"))
      {"resourceType":"Patient","id":"x","gender":7}
      {"resourceType":"Nonsense","id":"y"}
      {"id":"z"}
      {"resourceType":"Patient"}
      {"resourceType":"Patient","id":"has space"}
      \(patientLine("good2"))
      """
    )
    let report = try fixture.run()
    #expect(report.total.new == 2)
    #expect(report.total.invalid == 6)
    #expect(report.scanned == 8)
    #expect(report.problems.filter(\.isRefusal).map(\.line).sorted() == [1, 3, 4, 5, 6, 7])
    let wrongType = report.problems.first { $0.line == 3 }
    #expect(wrongType?.issue.expression == "Patient.gender")
    #expect(wrongType?.reference == "Patient/x")
    #expect(!report.problems.contains { $0.issue.diagnostics.contains("has space") })
    #expect(try fixture.has("Patient/good2"))
  }

  @Test func minimalStoresWhatCanBeStored() throws {
    let fixture = try ImportFixture()
    try fixture.add("a.ndjson", #"{"resourceType":"Patient","id":"x","gender":7,"colour":"red"}"#)
    let report = try fixture.run(level: .minimal)
    #expect(report.total.new == 1)
    #expect(report.problems.count == 2)
    #expect(report.problems.allSatisfy { !$0.isRefusal })
    #expect(try fixture.resource("Patient/x")?["colour"]?.string == "red")
  }

  @Test func aDamagedGzipFileIsReported() throws {
    let fixture = try ImportFixture()
    try fixture.addCompressed(
      "a.gz",
      (0..<2000).map { patientLine("p\($0)") }.joined(separator: "\n")
    )
    let whole = try Data(contentsOf: URL(fileURLWithPath: fixture.path("a.gz")))
    try whole.prefix(whole.count / 2).write(to: URL(fileURLWithPath: fixture.path("a.gz")))
    try fixture.add("b.json", patientLine("other"))
    let report = try fixture.run()
    #expect(report.problems.contains { $0.file == fixture.path("a.gz") && $0.isRefusal })
    #expect(try fixture.has("Patient/other"))
    #expect(try fixture.lake.check().isEmpty)
  }

  /// What `gzip` gets out of a file, however it ends.
  private func unpacked(_ path: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", path]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [20, 600, 1200, 4000, -20, -9, -1])
  func linesBeforeTheCutOfAGzipFileAreTaken(_ length: Int) throws {
    let fixture = try ImportFixture()
    // Names that compress badly, so that the file is long.
    let lines = (0..<2000).map {
      patientLine("p\($0)", family: String(($0 * 7919 + 13) * 104_729 % 999_983, radix: 36))
    }
    try fixture.addCompressed("a.gz", lines.joined(separator: "\n") + "\n")
    let file = URL(fileURLWithPath: fixture.path("a.gz"))
    let whole = try Data(contentsOf: file)
    try whole.prefix(length < 0 ? whole.count + length : length).write(to: file)
    try fixture.add("b.json", patientLine("other"))
    let report = try fixture.run()
    let before = try unpacked(file.path).split(separator: "\n", omittingEmptySubsequences: false)
      .dropLast().count
    #expect(report.total.new == before + 1)
    #expect(report.problems.map(\.file) == [file.path])
    #expect(report.problems.map(\.line) == [before + 1])
    #expect(try fixture.has("Patient/other"))
  }

  @Test(arguments: [
    (String(repeating: "\0", count: 512), true), ("\0", true), ("", true), ("x", false),
    ("garbage of some length", false), ("\u{1F}", false), ("\0\0x", false),
  ])
  func whatStandsBehindAGzipStreamIsSaid(_ tail: String, _ isFilling: Bool) throws {
    for (name, text) in [
      ("a.gz", patientLine("a") + "\n" + patientLine("b") + "\n"),
      ("a.gz", patientLine("a") + "\n"),
    ] {
      let fixture = try ImportFixture()
      try fixture.addCompressed(name, text)
      let file = URL(fileURLWithPath: fixture.path(name))
      try (try Data(contentsOf: file) + Data(tail.utf8)).write(to: file)
      try fixture.add("b.json", patientLine("other"))
      let report = try fixture.run()
      #expect(report.total.new == text.count { $0 == "\n" } + 1)
      #expect(report.problems.map(\.file) == (isFilling ? [] : [file.path]))
    }
  }

  @Test func membersBehindOneAnotherAreOneFile() throws {
    let fixture = try ImportFixture()
    var all = Data()
    for name in ["a", "b", "c"] {
      try fixture.addCompressed("\(name).gz", patientLine(name) + "\n")
      let file = URL(fileURLWithPath: fixture.path("\(name).gz"))
      all += try Data(contentsOf: file)
      try FileManager.default.removeItem(at: file)
    }
    try all.write(to: URL(fileURLWithPath: fixture.path("all.gz")))
    let report = try fixture.run()
    #expect(report.total.new == 3)
    #expect(report.problems.isEmpty)
  }

  @Test func invalidUTF8IsRefusedWithItsLine() throws {
    let fixture = try ImportFixture()
    var bytes = Array((patientLine("a") + "\n").utf8)
    bytes += Array(#"{"resourceType":"Patient","id":"b","name":[{"family":""#.utf8) + [0xC3, 0x28]
    bytes += Array("\"}]}\n".utf8)
    try Data(bytes).write(to: URL(fileURLWithPath: fixture.path("a.ndjson")))
    let report = try fixture.run()
    #expect(report.total.new == 1)
    #expect(report.problems.map(\.line) == [2])
    #expect(report.problems.first?.issue.diagnostics.contains("UTF-8") == true)
  }
}
