// SPDX-License-Identifier: Apache-2.0

import Foundation
import Terminal
import TestSupport
import Testing

/// However the program ends, the terminal is as it was, and the status tells how it ended.
@Suite struct RestoreTests {
  private func check(
    _ terminal: PseudoTerminal,
    ends end: PseudoTerminal.End,
    modesBefore: [UInt64],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(terminal.waitForEnd() == end, sourceLocation: sourceLocation)
    #expect(terminal.driverModes == modesBefore, sourceLocation: sourceLocation)
    #expect(terminal.strayModes == [], sourceLocation: sourceLocation)
    #expect(!terminal.screen.isKeypadApplication, sourceLocation: sourceLocation)
  }

  private func prepare() throws -> (PseudoTerminal, [UInt64]) {
    let terminal = try startProbe()
    let before = terminal.firstDriverModes
    try #require(terminal.waitUntilReady())
    #expect(terminal.driverModes != before)
    #expect(terminal.screen.modes.isSuperset(of: [1049, 2004]))
    terminal.send("m")
    try #require(terminal.wait { terminal.screen.modes.contains(1006) })
    return (terminal, before)
  }

  @Test(arguments: [
    SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGABRT, SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGSYS,
    SIGXCPU, SIGXFSZ, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGIO, SIGPWR, SIGSTKFLT,
  ])
  func signalRestores(_ number: Int32) throws {
    let (terminal, before) = try prepare()
    terminal.signal(number)
    check(terminal, ends: .signal(number), modesBefore: before)
  }

  @Test(arguments: [
    ("t", SIGILL), ("f", SIGILL), ("s", SIGSEGV), ("a", SIGABRT), ("o", SIGSEGV), ("w", SIGSEGV),
  ])
  func crashRestores(_ key: String, _ number: Int32) throws {
    let (terminal, before) = try prepare()
    terminal.send(key)
    #if arch(x86_64)
    check(terminal, ends: .signal(number), modesBefore: before)
    #else
    // Traps have other signals elsewhere.
    #expect(terminal.waitForEnd() != .running)
    #expect(terminal.strayModes == [])
    #endif
  }

  @Test(arguments: ["q", "x"])
  func endRestores(_ key: String) throws {
    let (terminal, before) = try prepare()
    terminal.send(key)
    check(terminal, ends: .status(0), modesBefore: before)
  }

  @Test func trapSaysWhyAfterTheScreen() throws {
    let (terminal, _) = try prepare()
    terminal.send("f")
    _ = terminal.waitForEnd()
    let text = String(decoding: terminal.output, as: UTF8.self)
    let after = text.components(separatedBy: "\u{1b}[?1049l").last ?? ""
    #expect(after.contains("Fatal error: the probe was told to"))
  }

  @Test(arguments: ["q", "x", "t"])
  func standardErrorIsShownAfterTheScreen(_ key: String) throws {
    let (terminal, _) = try prepare()
    let rows = terminal.screen.rows.dropFirst(2)
    terminal.send("e")
    try #require(terminal.wait(forLine: "key e"))
    #expect(terminal.screen.rows.dropFirst(2) == rows)
    terminal.send(key)
    _ = terminal.waitForEnd()
    #expect(terminal.screen.rows.contains { $0.contains("XYZ from a library") })
  }
}
