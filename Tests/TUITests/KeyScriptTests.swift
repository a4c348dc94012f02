// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@testable import TUI

@Suite("Scripts of keys, random ones and kept ones")
struct KeyScriptTests {
  private static let kept = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Keys")

  /// Every file of the folder Keys: what once failed, and must not again.
  @Test func whatOnceFailedDoesNotFail() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.kept.path)
      .filter { $0.hasSuffix(".keys") }
    #expect(!files.isEmpty)
    for file in files {
      let text = try String(
        contentsOf: Self.kept.appendingPathComponent(file),
        encoding: .utf8
      )
      let script = try #require(KeyScript(text), "\(file) is no script")
      #expect(try script.failure() == nil, "\(file)")
    }
  }

  /// A file that the soak test left, in this process or, where it ends the process, in others.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["TARN_KEYS"] != nil))
  func theNamedFileIsDoneAgainAndShrunk() throws {
    let environment = ProcessInfo.processInfo.environment
    let path = environment["TARN_KEYS"] ?? ""
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let script = try #require(KeyScript(text), "\(path) is no script")
    if environment["TARN_KEYS_CHILD"] != nil {
      #expect(try script.failure() == nil)
      return
    }
    guard try Self.fails(script) else { return }
    let shrunk = try script.shrunk(Self.fails)
    let file = path + ".shrunk"
    try Data("\(shrunk)".utf8).write(to: URL(fileURLWithPath: file))
    Issue.record("\(script.steps.count) steps are shrunk to \(shrunk.steps.count), in \(file)")
  }

  /// Whether a script fails in a process of its own, which it may end.
  private static func fails(_ script: KeyScript) throws -> Bool {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("tarn-\(UUID().uuidString).keys")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data("\(script)".utf8).write(to: file)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
    process.arguments = [
      "--testing-library", "swift-testing", "--filter", "theNamedFileIsDoneAgainAndShrunk",
    ]
    process.environment = ProcessInfo.processInfo.environment
      .merging(["TARN_KEYS": file.path, "TARN_KEYS_CHILD": "1"]) { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationReason == .uncaughtSignal || process.terminationStatus != 0
  }

  // MARK: - The form

  @Test func aScriptIsReadAsItIsWritten() throws {
    for seed in 1...5 as ClosedRange<UInt64> {
      let script = KeySoak.script(.record, seed: seed, steps: 120)
      #expect(KeyScript("\(script)") == script)
    }
    #expect(KeyScript("") == nil && KeyScript("# lake 80x24\nj") == nil)
    #expect(KeyScript("# clinic 80x24\nno such key") == nil)
  }

  // MARK: - Shrinking

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func whatIsLeftFailsAndNothingLessDoes(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let steps = (0..<Int.random(in: 1...200, using: &random)).map { KeyScript.Step.key("\($0)") }
    let script = KeyScript(.clinic, steps)
    // It fails when all of these are there, in any company.
    let needed = steps.filter { _ in Int.random(in: 0..<40, using: &random) == 0 }
    var asked = 0
    let shrunk = script.shrunk { candidate in
      asked += 1
      return needed.allSatisfy { candidate.steps.contains($0) }
    }
    // One step is left where none is needed: an empty script shows nothing.
    #expect(needed.isEmpty ? shrunk.steps.count == 1 : shrunk.steps == needed)
    #expect(asked <= 2000)
  }

  /// The browser itself, with a fault that keys bring about: the help over a search of all patients.
  @Test func aFaultIsShrunkToItsKeysAndKept() throws {
    let fault = { (session: SessionDriver) -> String? in
      guard session.state.screen == .search, case .help = session.state.popups.last else {
        return nil
      }
      return "there it is"
    }
    var script = KeySoak.script(.clinic, seed: 3, steps: 60)
    script.steps += "esc esc esc esc esc / m o enter ? j".split(separator: " ")
      .map { .key(String($0)) }
    try #require(try script.failure(fault) != nil)
    let name = "fault-\(UUID().uuidString)"
    try withKnownIssue {
      try KeySoak.run(script, name: name, problem: fault)
    } matching: { issue in
      issue.comments.contains { "\($0)".contains("are shrunk to") }
    }
    let file = KeySoak.folder.appendingPathComponent("\(name).keys")
    defer { try? FileManager.default.removeItem(at: file) }
    let kept = try #require(KeyScript(try String(contentsOf: file, encoding: .utf8)))
    #expect(kept.steps.count <= 5, "\(kept)")
    #expect(try kept.failure(fault) != nil)
    for index in kept.steps.indices {
      var less = kept
      less.steps.remove(at: index)
      #expect(try less.failure(fault) == nil)
    }
  }
}
