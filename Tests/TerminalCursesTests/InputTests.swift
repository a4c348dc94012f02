// SPDX-License-Identifier: Apache-2.0

import Foundation
import Terminal
import TestSupport
import Testing

/// What reaches the program from the keyboard, the mouse, the window and other threads.
@Suite struct InputTests {
  @Test func keysArriveWithTheirModifiers() throws {
    let terminal = try startProbe()
    try #require(terminal.waitUntilReady())
    terminal.send("j\u{4}\u{1b}[A\u{1b}OB\u{1b}[1;5C\u{1b}x\u{1b}[Z\r\t\u{7f}\u{3}")
    for line in [
      "key j", "key C-d", "key up", "key down", "key C-right", "key M-x", "key S-tab", "key enter",
      "key tab", "key backspace", "key C-c",
    ] {
      #expect(terminal.wait(forLine: line), "\(line)")
    }
  }

  @Test func loneEscapeIsAKey() throws {
    let terminal = try startProbe()
    try #require(terminal.waitUntilReady())
    terminal.send("\u{1b}")
    #expect(terminal.wait(forLine: "key esc"))
    terminal.send("\u{1b}[99;99~j")
    #expect(terminal.wait(forLine: "key j"))
    #expect(terminal.lines.filter { $0.hasPrefix("key") } == ["key esc", "key j"])
  }

  @Test func lateAnswerIsSwallowed() throws {
    let terminal = try startProbe()
    try #require(terminal.waitUntilReady())
    terminal.send("\u{1b}]11;rgb:0000/0000/0000\u{1b}\\\u{1b}[?62;22cj")
    #expect(terminal.wait(forLine: "key j"))
    #expect(terminal.lines.filter { $0.hasPrefix("key") } == ["key j"])
  }

  @Test func charactersMayArriveInPieces() throws {
    let terminal = try startProbe()
    try #require(terminal.waitUntilReady())
    for byte in "é山".utf8 {
      terminal.send([byte])
      _ = terminal.isSilent(milliseconds: 5)
    }
    #expect(terminal.wait(forLine: "key é"))
    #expect(terminal.wait(forLine: "key 山"))
  }

  @Test func pasteIsData() throws {
    let terminal = try startProbe()
    try #require(terminal.waitUntilReady())
    terminal.send("\u{1b}[200~q:quit\nq\u{1b}[201~")
    #expect(terminal.wait(forLine: "paste 8 false q:quit q"))
    #expect(terminal.end == .running)
  }

  @Test func hugePasteIsCut() throws {
    let terminal = try startProbe()
    try #require(terminal.waitUntilReady())
    terminal.send("\u{1b}[200~" + String(repeating: "q", count: 1_300_000) + "\u{1b}[201~j")
    #expect(terminal.wait { terminal.lines.contains { $0.hasPrefix("paste 1048576 true") } })
    #expect(terminal.wait(forLine: "key j"))
  }

  @Test func mouseReportsOnlyWhenAsked() throws {
    let terminal = try startProbe()
    try #require(terminal.waitUntilReady())
    #expect(terminal.screen.modes.isDisjoint(with: [1000, 1002, 1003, 1006]))
    terminal.send("m\u{1b}[<0;150;20M\u{1b}[<0;150;20m\u{1b}[<65;1;1M")
    #expect(terminal.wait(forLine: "mouse press 149,19"))
    #expect(terminal.wait(forLine: "mouse release 149,19"))
    #expect(terminal.wait(forLine: "mouse wheelDown 0,0"))
  }

  @Test func anotherThreadWakesIt() throws {
    let terminal = try startProbe()
    try #require(terminal.waitUntilReady())
    terminal.send("p")
    #expect(terminal.wait(forLine: "wake"))
  }

  @Test func resizeStormEndsInTheLastSize() throws {
    let terminal = try startProbe()
    try #require(terminal.waitUntilReady())
    var random = SystemRandomNumberGenerator()
    for _ in 0..<200 {
      terminal.resize(
        Size(
          width: .random(in: 1...200, using: &random),
          height: .random(in: 1...60, using: &random)
        )
      )
    }
    terminal.resize(Size(width: 73, height: 21))
    try #require(terminal.wait(forLine: "resize 73x21"))
    terminal.send("j")
    try #require(terminal.wait(forText: "key j"))
    let fresh = try startProbe(size: Size(width: 73, height: 21))
    try #require(fresh.waitUntilReady())
    fresh.send("j")
    try #require(fresh.wait(forText: "key j"))
    #expect(terminal.screen.rows == fresh.screen.rows)
  }

  @Test(arguments: [
    Size(width: 1, height: 1), Size(width: 10, height: 2), Size(width: 20, height: 5),
  ])
  func tinyTerminalsRun(_ size: Size) throws {
    let terminal = try startProbe(size: size)
    try #require(terminal.waitUntilReady())
    terminal.send("j")
    #expect(terminal.wait(forLine: "key j"))
    terminal.resize(Size(width: 80, height: 24))
    #expect(terminal.wait(forLine: "resize 80x24"))
    terminal.send("q")
    #expect(terminal.waitForEnd() == .status(0))
  }

  @Test func stopGivesTheTerminalBackAndGoesOn() throws {
    // A shell with job control: what it writes shows that it has the terminal in between.
    let script =
      "set -m; \(BuiltProgram.path("terminal-probe")); stty -a; echo STOPPED; fg >/dev/null"
    let terminal = try PseudoTerminal(
      ["/bin/bash", "--norc", "-c", script],
      environment: ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"]
    )
    try #require(terminal.waitUntilReady())
    terminal.send("m")
    try #require(terminal.wait { terminal.screen.modes.contains(1006) })
    terminal.send("\u{1a}")
    try #require(terminal.wait(forLine: "resumed"))
    let text = String(decoding: terminal.output, as: UTF8.self)
    let between = text.components(separatedBy: "\u{1b}[?1049l")[1]
    #expect(between.contains("STOPPED"))
    #expect(between.contains(" icanon") && between.contains(" echo "))
    // Modes are on again, the frame is whole, and a paste is still data.
    try #require(terminal.wait(forText: "resumed"))
    #expect(terminal.screen.modes.isSuperset(of: [1049, 2004, 1006]))
    #expect(terminal.screen.rows[2].hasPrefix("│Nguyễn"))
    terminal.send("\u{1b}[200~q\u{1b}[201~")
    #expect(terminal.wait(forLine: "paste 1 false q"))
    terminal.send("q")
    _ = terminal.waitForEnd()
    #expect(terminal.strayModes == [])
  }
}
