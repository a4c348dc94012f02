// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
import Terminal
import TestSupport
import Testing

/// Two hundred random keys a second for a long time, on a lake that is being imported into.
///
/// `TARN_SOAK_SECONDS` says for how long: 60 where it is not set, 600 before a release. A failure
/// names the seed and the last keys, and leaves the last thousands of them in a file, which
/// `TARN_KEYS=FILE swift test --filter KeyScriptTests` does again without a terminal, and shrinks.
@Suite(
  .enabled(if: DataPacks.runSlowTests, "RUN_SLOW_TESTS is not 1"),
  .serialized
)
struct SlowSoakTests {
  /// What is typed: every key that does something but those that leave or suspend.
  ///
  /// Letters come as often as keys that move, so that lists, panes, prompts and popups are opened and
  /// left in every order. Escape and Return come more often, so that no prompt is stayed in for long.
  private static let keys: [String] = {
    let letters = (33...126).map { String(UnicodeScalar($0)) }.filter { $0 != "Q" }
    let arrows = ["A", "B", "C", "D", "Z", "5~", "6~"].map { "\u{1b}[" + $0 }
    let controls = [UInt8](1...31).filter { ![3, 10, 13, 17, 19, 26, 27, 28].contains($0) }
      .map { String(UnicodeScalar($0)) }
    let often = Array(repeating: "\r", count: 6) + Array(repeating: "\u{1b}", count: 10)
    let odd = [" ", "é", "山", "\u{1b}[200~:quit\r\u{1b}[201~", "\u{1b}[99;99~"]
    return letters + arrows + controls + often + odd
  }()

  private static let sizes = [
    (80, 24), (120, 40), (200, 60), (40, 12), (20, 5), (161, 23), (97, 31),
  ]

  /// A lake with some patients, files to import meanwhile, and the browser on it.
  private struct Ground {
    let session = try? Session()
    var random: SeededRandom
    var round: UInt64 = 1

    init(seed: UInt64) throws {
      random = SeededRandom(seed: seed)
      try generate(patients: 6)
      let session = try #require(session)
      let run = try session.tarn("import", "--lake", "~/lake.tarn", "~/data1")
      try #require(run.status == 0, "\(run.error)")
    }

    func generate(patients: Int) throws {
      let session = try #require(session)
      let made = try session.tarn(
        "generate",
        "--patients",
        "\(patients)",
        "--seed",
        "\(round)",
        "--output",
        "~/data\(round)"
      )
      try #require(made.status == 0, "\(made.error)")
    }

    /// Starts an import of patients that are not in the lake yet.
    mutating func startImport() throws -> Process {
      round += 1
      try generate(patients: 3)
      let session = try #require(session)
      let process = Process()
      process.executableURL = URL(fileURLWithPath: BuiltProgram.path("tarn"))
      process.arguments = [
        "import", "--lake", session.path("lake.tarn"), session.path("data\(round)"),
      ]
      process.environment = session.environment
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      return process
    }

    /// Where the browser was when a fault ended it; empty where none did.
    var faultReport: String {
      let path = session?.path(".local/state/tarn/fault.txt") ?? ""
      return (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    }

    /// Opens the browser in the session's folder, where files that it writes go.
    func browse() throws -> PseudoTerminal {
      let session = try #require(session)
      var environment = session.environment
      environment["TARN_THEME"] = "clinic-dark"
      let program = BuiltProgram.path("tarn")
      let command = "cd '\(session.folder.path)' && exec '\(program)' browse --lake lake.tarn"
      let terminal = try PseudoTerminal(
        ["/bin/sh", "-c", command],
        environment: environment,
        size: Size(width: 120, height: 40)
      )
      try #require(terminal.wait(forText: "PATIENTS"))
      return terminal
    }
  }

  @Test func nothingBreaksUnderRandomKeysWhileTheLakeGrows() throws {
    let seconds =
      ProcessInfo.processInfo.environment["TARN_SOAK_SECONDS"].flatMap(Double.init) ?? 60
    let seed = UInt64(ProcessInfo.processInfo.environment["TARN_SOAK_SEED"] ?? "") ?? 35
    var ground = try Ground(seed: seed)
    let terminal = try ground.browse()
    let end = Date().addingTimeInterval(seconds)
    var trail: [String] = []
    var kept = KeptKeys()
    var typed = 0
    var checks = 0
    var firstMemory: Int?
    while end.timeIntervalSinceNow > 0 {
      let importing = try ground.startImport()
      var strokes = 0
      // At least as long as the import takes, and a few thousand keys.
      while importing.isRunning || strokes < 2000, end.timeIntervalSinceNow > 0 {
        var bytes = ""
        for _ in 0..<20 {
          let key = Self.keys.randomElement(using: &ground.random) ?? "j"
          bytes += key
          trail.append(key.debugDescription)
        }
        kept.add(bytes)
        trail.removeFirst(max(0, trail.count - 60))
        terminal.send(bytes)
        strokes += 20
        if Int.random(in: 0..<40, using: &ground.random) == 0 {
          let size = Self.sizes.randomElement(using: &ground.random) ?? (80, 24)
          terminal.resize(Size(width: size.0, height: size.1))
          kept.lines.append("size \(size.0)x\(size.1)")
        }
        if Int.random(in: 0..<60, using: &ground.random) == 0 {
          // Without a shell nobody stops it, but it gives the terminal back and takes it again.
          for signal in [SIGTSTP, SIGCONT] { terminal.signal(signal) }
        }
        terminal.read(milliseconds: 100)
        terminal.forgetOutput()
        if terminal.end != .running { try kept.write(seed: seed) }
        try #require(
          terminal.end == .running,
          """
          seed \(seed): \(terminal.end) after \(trail.joined(separator: " ")), all of it in
          \(KeptKeys.file(seed: seed).path), and it says:
          \(terminal.screen.rows.filter { !$0.isEmpty }.joined(separator: "\n"))
          \(ground.faultReport)
          """
        )
      }
      importing.waitUntilExit()
      typed += strokes
      checks += 1
      let keys = trail.joined(separator: " ")
      try expectNoStaleCell(terminal, "seed \(seed), after \(typed) keys: \(keys)")
      let memory = try #require(terminal.memory)
      // What is kept of a patient and of texts that were seen has been allocated by then.
      if typed >= 4000, firstMemory == nil { firstMemory = memory }
    }
    #expect(checks > 0)
    #expect(terminal.screen.unknown.isEmpty)
    if let firstMemory, let memory = terminal.memory {
      let growth = memory - firstMemory
      print("Soak: \(typed) keys, \(checks) imports, memory \(firstMemory) to \(memory) bytes")
      #expect(growth < 60_000_000, "memory grew by \(growth) bytes over \(typed) keys")
    }
    terminal.resize(Size(width: 120, height: 40))
    terminal.send("\u{3}\u{3}\u{3}\u{3}")
    #expect(terminal.waitForEnd() == .status(0))
    #expect(terminal.driverModes == terminal.firstDriverModes)
    let session = try #require(ground.session)
    let check = try session.tarn("check", "--lake", "~/lake.tarn")
    #expect(check.output == "The lake is sound\n", "\(check.status) \(check.error)")
  }

  /// The screen is the same after everything on it was painted anew.
  private func expectNoStaleCell(_ terminal: PseudoTerminal, _ comment: String) throws {
    terminal.resize(Size(width: 120, height: 40))
    // What was said goes away with a key; what was asked for is there once nothing comes any more.
    terminal.send("\u{1b}\u{1b}")
    #expect(terminal.wait { terminal.isSilent(milliseconds: 100) }, "never silent: \(comment)")
    terminal.send("\u{c}")
    #expect(terminal.wait { terminal.isSilent(milliseconds: 700) }, "never silent: \(comment)")
    let before = terminal.screen.rows
    let clears = terminal.screen.clearCount
    terminal.send("\u{c}")
    #expect(terminal.wait { terminal.screen.clearCount > clears }, "not painted: \(comment)")
    #expect(terminal.wait { terminal.isSilent(milliseconds: 300) })
    // The status line says what happens, the lake's changes among it, until a key takes it away.
    let status = terminal.screen.rows.count - 2
    for (y, row) in terminal.screen.rows.enumerated() where row != before[y] && y != status {
      Issue.record("row \(y) was stale: '\(before[y])', now '\(row)', \(comment)")
    }
  }
}
