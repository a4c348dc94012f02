// SPDX-License-Identifier: Apache-2.0

import Foundation
import Terminal
import TestSupport
import Testing

@testable import TerminalCurses

/// What the program writes, for every kind of terminal.
@Suite struct OutputTests {
  private static let colors = Set(30...49).union(90...107)

  @Test(arguments: [
    "xterm", "xterm-256color", "screen", "screen-256color", "tmux-256color", "linux", "vt100",
    "vt220",
    "rxvt-unicode-256color", "xterm-mono",
  ])
  func runsOnKnownTerminals(_ term: String) throws {
    let terminal = try startProbe(term: term)
    try #require(terminal.waitUntilReady())
    terminal.send("j")
    try #require(terminal.wait(forText: "key j"))
    #expect(terminal.screen.unknown == [])
    #expect(terminal.screen.rows[2].contains("Hoa"))
    terminal.send("q")
    #expect(terminal.waitForEnd() == .status(0))
    #expect(terminal.strayModes == [])
  }

  @Test(arguments: ["xterm-kitty", "foot", "no-such-terminal"])
  func unknownTerminalFallsBack(_ term: String) throws {
    let terminal = try startProbe(term: term)
    #expect(terminal.waitUntilReady())
    let notice = "notice The terminal '\(term)' is not known here; it is used as 'xterm-256color'"
    #expect(terminal.lines.contains(notice))
    terminal.send("q")
    #expect(terminal.waitForEnd() == .status(0))
  }

  @Test func directColorsAreSentAsTheyAre() throws {
    // A description with direct colours, which Debian has in a package of its own.
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }  // A folder left behind harms nobody.
    let source = folder.appendingPathComponent("direct.ti")
    try Self.directColors.write(to: source, atomically: true, encoding: .utf8)
    let compiler = Process()
    compiler.executableURL = URL(fileURLWithPath: "/usr/bin/tic")
    compiler.arguments = ["-x", "-o", folder.path, source.path]
    try compiler.run()
    compiler.waitUntilExit()
    try #require(compiler.terminationStatus == 0)
    let terminal = try startProbe(term: "tarn-direct", environment: ["TERMINFO": folder.path])
    try #require(terminal.waitUntilReady())
    #expect(terminal.screen.renditions.contains(38))
    #expect(String(decoding: terminal.output, as: UTF8.self).contains("\u{1b}[38;2;16;32;48m"))
  }

  private static let directColors = """
    tarn-direct|a terminal with direct colours,
    \tRGB, colors#0x1000000, pairs#0x7fff, use=xterm-256color,
    \tsetaf=\\E[%?%p1%{8}%<%t3%p1%d%e38;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m,
    \tsetab=\\E[%?%p1%{8}%<%t4%p1%d%e48;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m,

    """

  @Test(arguments: ["dumb", ""])
  func dumbTerminalIsRefused(_ term: String) throws {
    let terminal = try startProbe(term: term)
    let before = terminal.firstDriverModes
    #expect(terminal.waitForEnd() == .status(2))
    #expect(terminal.driverModes == before)
    let text = String(decoding: terminal.output, as: UTF8.self)
    #expect(text.hasPrefix(CursesError.Code.dumbTerminal.rawValue))
    #expect(text.contains("tarn timeline"))
    #expect(!terminal.output.contains(0x1b))
  }

  @Test(arguments: [
    (CursesError.Code.notATerminal, "needs a terminal"),
    (.dumbTerminal, "'x' cannot place its cursor"),
    (.unknownTerminal, "no description of the terminal 'x'"), (.system, "could not be taken over"),
  ])
  func refusalSaysWhy(_ code: CursesError.Code, _ words: String) {
    #expect(CursesError(code: code, term: "x").description.contains(words))
  }

  @Test func pipeIsRefused() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: BuiltProgram.path("terminal-probe"))
    let pipe = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let text = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 2)
    let code = CursesError.Code.notATerminal.rawValue
    #expect(String(decoding: text, as: UTF8.self).hasPrefix(code))
  }

  @Test func noColorSendsNoColor() throws {
    let colored = try startProbe()
    try #require(colored.wait(forText: "ready"))
    #expect(!colored.screen.renditions.isDisjoint(with: Self.colors))
    let terminal = try startProbe(environment: ["NO_COLOR": "1"])
    try #require(terminal.wait(forText: "ready"))
    terminal.send("q")
    _ = terminal.waitForEnd()
    #expect(terminal.screen.renditions.isDisjoint(with: Self.colors))
    #expect(terminal.screen.renditions.contains(1))
  }

  @Test func cLocaleIsASCII() throws {
    let terminal = try startProbe(environment: ["LC_ALL": "C"])
    try #require(terminal.wait(forText: "ready"))
    terminal.send("q")
    _ = terminal.waitForEnd()
    #expect(terminal.output.max() ?? 0 < 0x80)
    #expect(String(decoding: terminal.output, as: UTF8.self).contains("Nguyen Thi Hoa"))
  }

  @Test func missingLocaleStillShowsUnicode() throws {
    let terminal = try startProbe(environment: ["LC_ALL": "xx_YY.UTF-8"])
    #expect(terminal.wait(forText: "Nguyễn"))
    #expect(terminal.lines.first?.hasPrefix("notice The locale") == true)
  }

  @Test func columnsStayInPlaceWhateverTheNames() throws {
    let terminal = try startProbe()
    try #require(terminal.wait { terminal.screen.rows[23].hasSuffix("┘") })
    for y in 2..<16 { #expect(terminal.screen.cell(x: 31, y: y) == "|", "row \(y)") }
    for y in 1..<23 { #expect(terminal.screen.cell(x: 79, y: y) == "│", "row \(y)") }
    let text = String(decoding: terminal.output, as: UTF8.self)
    for scalar in text.unicodeScalars {
      let isHarmless = ![0x200b, 0x200d, 0x202e, 0xfe0f, 0x1f3fd, 0x9b].contains(scalar.value)
      #expect(isHarmless, "U+\(String(scalar.value, radix: 16))")
    }
  }

  @Test func nothingIsWrittenWhenNothingChanges() throws {
    let terminal = try startProbe(environment: ["COLORFGBG": "15;0"])
    try #require(terminal.waitUntilReady())
    #expect(terminal.isSilent(milliseconds: 200))
    terminal.send("j")
    try #require(terminal.wait(forLine: "key j"))
    _ = terminal.isSilent(milliseconds: 0)
    let count = terminal.output.count
    terminal.send("j")
    try #require(terminal.wait { terminal.lines.filter { $0 == "key j" }.count == 2 })
    #expect(terminal.isSilent(milliseconds: 50))
    #expect(terminal.output.count == count)
  }

  @Test func synchronizesOnlyWhenTheTerminalAnswers() throws {
    let terminal = try startProbe()
    try #require(terminal.wait(forText: "ready"))
    #expect(!String(decoding: terminal.output, as: UTF8.self).contains("[?2026h"))
    terminal.send("\u{1b}[?2026;2$yj")
    try #require(terminal.wait(forText: "key j"))
    #expect(String(decoding: terminal.output, as: UTF8.self).contains("[?2026h"))
    #expect(terminal.wait { !terminal.screen.modes.contains(2026) })
  }
}
