// SPDX-License-Identifier: Apache-2.0

import Foundation
import Terminal
import TestSupport
import Testing

@testable import TUI

/// Random keys on a browser without a terminal; what fails is shrunk and kept as a file.
struct KeySoak {
  /// Every key that a command has, but those that leave.
  static let keys: [String] = {
    let keys = Keymap(defaultsOf: .standard).bindings.flatMap(\.keys).map(\.description)
    return Set(keys).subtracting(["Q", "C-c"]).sorted()
  }()

  /// Returns random steps: keys, now and then another size or a paste, and a look at every fifth.
  static func script(_ ground: KeyScript.Ground, seed: UInt64, steps: Int) -> KeyScript {
    var random = SeededRandom(seed: seed)
    var script = KeyScript(ground)
    let starts = [
      "R 2 enter", "g c", "g x", "g J", "g s S enter", "enter D", "R enter", "g N", "g c enter w",
    ]
    let noteStarts = [
      "p g g enter 5 enter tab", "enter 6", "g E", "enter g o", "enter g o enter",
      "5 j enter tab enter",
      "g s t", "g N j j enter", "enter 5 j", "enter /", "R 1 enter", "g E a x",
    ]
    for step in 0..<steps {
      if ground != .clinic, step % 23 == 0 {
        let start = (ground == .record ? starts : noteStarts).randomElement(using: &random) ?? "g c"
        script.steps += start.split(separator: " ").map { .key(String($0)) }
      }
      script.steps.append(.key(keys.randomElement(using: &random) ?? "j"))
      if step % 37 == 0 {
        let width = Int.random(in: 1...200, using: &random)
        script.steps.append(.size(width, Int.random(in: 1...60, using: &random)))
      }
      if ground != .clinic {
        if step % 61 == 60 { script.steps.append(.write) }
        if step % 29 == 14 { script.steps.append(.hold) }
        if step % 29 == 21 { script.steps.append(.arrive) }
      }
      if step % 53 == 0 { script.steps.append(.paste("mo\tq :quit")) }
      if step % 5 == 0 { script.steps.append(.frame) }
    }
    return script
  }

  /// Where scripts that fail are kept.
  static let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("tarn-failing-keys")

  /// Does a script; what fails is shrunk, written to a file and said.
  ///
  /// Until it has ended the script is in the file as it is, so that what ends the process is kept,
  /// too: `TARN_KEYS=FILE swift test --filter KeyScriptTests` does it again, and shrinks it.
  static func run(
    _ script: KeyScript,
    name: String,
    problem: @escaping (SessionDriver) -> String? = { _ in nil },
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appendingPathComponent("\(name).keys")
    try Data("\(script)".utf8).write(to: file)
    guard let failure = try script.failure(problem) else {
      return try FileManager.default.removeItem(at: file)
    }
    let shrunk = try script.shrunk { try $0.failure(problem) != nil }
    try Data("\(shrunk)".utf8).write(to: file)
    Issue.record(
      """
      \(name): \(failure)
      \(script.steps.count) steps are shrunk to \(shrunk.steps.count), in \(file.path):
      \(shrunk.steps.map(\.description).joined(separator: " · "))
      """,
      sourceLocation: sourceLocation
    )
  }
}
