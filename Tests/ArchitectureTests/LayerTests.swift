// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// The folder of the package.
let checkout = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// The rules of scripts/layers.txt hold, and the check sees when one is broken.
@Suite struct LayerTests {
  /// Runs the check on a folder, or on this checkout.
  private func check(_ folder: URL? = nil) throws -> (status: Int32, words: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments =
      [checkout.appendingPathComponent("scripts/check-layers.sh").path]
      + [folder?.path].compactMap(\.self)
    let pipe = Pipe()
    process.standardError = pipe
    try process.run()
    let words = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: words, as: UTF8.self))
  }

  @Test func thisCheckoutKeepsToThem() throws {
    let result = try check()
    #expect(result.status == 0, "\(result.words)")
  }

  @Test(
    arguments: [
      ("FHIR", "import TUI", "FHIR must not import TUI"),
      ("FHIR", "private import Foundation  // for dates", "FHIR must not import Foundation"),
      ("Search", "import struct Foundation.Date", "Search must not import Foundation"),
      ("Terminal", "@testable import FHIR", "Terminal must not import FHIR"),
      ("TUI", "import TerminalCurses", "TUI must not import TerminalCurses"),
      ("Exchange", "import GRDB", "Exchange must not import GRDB"),
      ("Store", "public import GRDB", "GRDB must not appear in a public signature"),
      ("Unheard", "import FHIR", "Unheard has no line"),
      ("FHIR", "let now = Date()", "FHIR must do no I/O"),
      ("Timeline", "let roll = Int.random(in: 0..<6)", "Timeline must do no I/O"),
      ("SampleData", "let home = getenv(\"HOME\")", "SampleData must do no I/O"),
      ("Validation", "  print(issue)", "Validation must do no I/O"),
      ("Store", "let all = try! read()", "input must not be able to trap"),
      ("tarn", "do { try run() } catch {}", "an empty catch"),
    ])
  func seesWhatIsBroken(target: String, line: String, words: String) throws {
    let folder = try tree([target: line])
    // Whatever is left of a temporary folder, the system removes.
    defer { try? FileManager.default.removeItem(at: folder) }
    let result = try check(folder)
    #expect(result.status == 1)
    #expect(result.words.contains(words), "\(result.words)")
  }

  @Test(
    arguments: [
      ("TUI", "public import Terminal"),
      ("FHIR", "// import Foundation would be slow here"),
      ("FHIR", "let text = \"import that was stopped\""),
      ("SampleData", "let roll = Int.random(in: 0..<6, using: &random)"),
      ("Timeline", "/// Date() is what callers pass."),
    ])
  func leavesAloneWhatIsAllowed(target: String, line: String) throws {
    let folder = try tree([target: line])
    // Whatever is left of a temporary folder, the system removes.
    defer { try? FileManager.default.removeItem(at: folder) }
    let result = try check(folder)
    #expect(result.status == 0, "\(result.words)")
  }

  /// A package with one source in each of some targets.
  private func tree(_ sources: [String: String]) throws -> URL {
    let root = FileManager.default.temporaryDirectory
      .appendingPathComponent("tarn-\(UUID().uuidString)")
    for (target, text) in sources {
      let folder = root.appendingPathComponent("Sources/\(target)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data((text + "\n").utf8).write(to: folder.appendingPathComponent("Source.swift"))
    }
    return root
  }
}
