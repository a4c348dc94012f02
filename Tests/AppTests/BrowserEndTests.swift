// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
import Terminal
import TestSupport
import Testing

/// However the browser ends or stops, the terminal is given back, and nothing of a patient is left.
@Suite struct BrowserEndTests {
  private static let faults = [SIGSEGV, SIGABRT, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGSYS]

  private func lake() throws -> Session {
    let session = try Session()
    try session.importLines(Sample.patient, Sample.creatinine("1.42"), Sample.note)
    return session
  }

  // MARK: - Ends

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT] + faults)
  func everySignalGivesTheTerminalBack(_ number: Int32) throws {
    let terminal = try lake().browse(["--patient", "p1", "--mouse"])
    try #require(terminal.wait(forText: "LIFE"))
    // In the middle of something: a prompt with its visible cursor.
    terminal.send("/creat")
    try #require(terminal.wait(forText: "creat"))
    terminal.signal(number)
    #expect(terminal.waitForEnd() == .signal(number))
    expectRestored(terminal)
    let isFault = Self.faults.contains(number)
    #expect(terminal.lastWords.contains("a fault ended the program") == isFault)
    for word in Sample.words { #expect(!terminal.lastWords.contains(word), "\(word)") }
  }

  /// What was done is there by the names of commands; what was typed and read is not.
  @Test func aFaultLeavesAReportWithoutAPatient() throws {
    let session = try lake()
    let path = session.path("state/tarn/fault.txt")
    let folder = session.path("state")
    for arguments in [["--no-session"], []] {
      let terminal = try session.browse(
        ["--patient", "p1"] + arguments,
        environment: [
          "XDG_STATE_HOME": folder
        ]
      )
      try #require(terminal.wait(forText: "LIFE"))
      terminal.send("/creat")
      try #require(terminal.wait(forText: "creat"))
      terminal.signal(SIGSEGV)
      #expect(terminal.waitForEnd() == .signal(SIGSEGV))
      let isKept = arguments.isEmpty
      #expect(FileManager.default.fileExists(atPath: path) == isKept)
      #expect(terminal.lastWords.contains("fault.txt") == isKept)
    }
    let report = try String(contentsOfFile: path, encoding: .utf8)
    #expect(report.contains("SIGSEGV"))
    #expect(report.split(separator: "\n").contains { $0 == "search.open" })
    #expect(!report.contains("creat"))
    for word in Sample.words { #expect(!report.contains(word), "\(word)") }
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
    #expect(mode as? Int == 0o600)
  }

  @Test(arguments: ["Q", "\u{3}\u{3}"])
  func everyKeyThatLeavesGivesTheTerminalBack(_ keys: String) throws {
    let terminal = try lake().browse()
    try #require(terminal.wait(forText: "BERG, Ada"))
    terminal.send(keys)
    #expect(terminal.waitForEnd() == .status(0))
    expectRestored(terminal)
  }

  /// The driver's own key for it; the kernel sends the signal, not a process.
  @Test func theKeyThatEndsAProgramWithADumpGivesTheTerminalBack() throws {
    let terminal = try lake().browse()
    try #require(terminal.wait(forText: "BERG, Ada"))
    terminal.send("\u{1c}")
    #expect(terminal.waitForEnd() == .signal(SIGQUIT))
    expectRestored(terminal)
  }

  @Test func aWindowThatIsClosedEndsIt() throws {
    let terminal = try lake().browse()
    try #require(terminal.wait(forText: "BERG, Ada"))
    terminal.hangUp()
    let end = terminal.waitForEnd()
    #expect(end == .signal(SIGHUP) || end == .status(0), "\(end)")
  }

  // MARK: - Stops

  @Test func controlZStopsAndForegroundPaintsAgain() throws {
    let session = try lake()
    let program = BuiltProgram.path("tarn")
    let script =
      "set -m; \(program) browse --lake '\(session.path("lake.tarn"))';"
      + " stty -a; echo STOPPED; fg >/dev/null"
    var environment = session.environment
    environment["TARN_THEME"] = "clinic-dark"
    let terminal = try PseudoTerminal(
      ["/bin/bash", "--norc", "-c", script],
      environment: environment
    )
    try #require(terminal.wait(forText: "BERG, Ada"))
    let before = terminal.settledRows
    terminal.send("\u{1a}")
    try #require(
      terminal.wait { String(decoding: terminal.output, as: UTF8.self).contains("STOPPED") }
    )
    try #require(terminal.wait(forText: "BERG, Ada"))
    let text = String(decoding: terminal.output, as: UTF8.self)
    let between = text.components(separatedBy: "\u{1b}[?1049l")[1]
    #expect(between.contains(" icanon") && between.contains(" echo "))
    #expect(terminal.settledRows == before)
    #expect(terminal.screen.modes.isSuperset(of: [1049, 2004]))
    // A paste is still data, also when it says how to quit.
    terminal.send("f\u{1b}[200~Q:quit\n\u{1b}[201~")
    #expect(terminal.wait(forText: "Q:quit"))
    terminal.escape()
    terminal.send("Q")
    #expect(terminal.waitForEnd() == .status(0))
    #expect(terminal.driverModes == terminal.firstDriverModes)
  }

  // MARK: - What is left

  @Test func nothingOfAPatientIsLeft() throws {
    let session = try lake()
    let terminal = try session.browse(size: Size(width: 120, height: 40))
    try #require(terminal.wait(forText: "BERG, Ada"))
    terminal.send("\r")
    try #require(terminal.wait(forText: "LIFE"))
    terminal.send("/creatinine\r")
    try #require(terminal.wait(forText: "1.42"))
    // What cannot be done is said, and kept in the list of messages.
    terminal.send("yK")
    terminal.send("5")
    try #require(terminal.wait(forText: "Progress note"))
    terminal.send("Q")
    #expect(terminal.waitForEnd() == .status(0))
    for word in Sample.words { #expect(!terminal.lastWords.contains(word), "\(word)") }
    #expect(!terminal.output.containsTitle)
    var read = 0
    let files = FileManager.default.enumerator(atPath: session.folder.path)
    while let name = files?.nextObject() as? String {
      guard !name.hasPrefix("lake.tarn"),
        let bytes = FileManager.default.contents(atPath: session.path(name)), !bytes.isEmpty
      else { continue }
      read += 1
      let text = String(decoding: bytes, as: UTF8.self)
      for word in Sample.words { #expect(!text.contains(word), "\(name) holds \(word)") }
      let attributes = try FileManager.default.attributesOfItem(atPath: session.path(name))
      #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
    }
    // The place for the next start is there, so that the search is one.
    #expect(read > 0)
  }
}

extension [UInt8] {
  /// Whether the title of the window was set.
  fileprivate var containsTitle: Bool {
    let text = String(decoding: self, as: UTF8.self)
    return ["0", "1", "2"].contains { text.contains("\u{1b}]\($0);") }
  }
}
