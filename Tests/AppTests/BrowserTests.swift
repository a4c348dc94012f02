// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
import Terminal
import TerminalCurses
import TestSupport
import Testing

/// The browser of the built program on a pseudo-terminal: it opens, answers keys and leaves no trace.
///
/// What its screens show is tested without a terminal, in TUITests.
@Suite struct BrowserTests {
  /// A session with a lake, and the browser on it.
  private func open(
    _ session: Session,
    arguments: [String] = [],
    term: String = "xterm-256color",
    size: Size = Size(width: 80, height: 24),
    environment: [String: String] = [:]
  ) throws -> PseudoTerminal {
    try session.importLines(Sample.patient, Sample.creatinine("1.42"))
    var all = session.environment
    all["TERM"] = term
    all["TARN_THEME"] = "clinic-dark"
    all.merge(environment) { $1 }
    return try PseudoTerminal(
      [BuiltProgram.path("tarn"), "browse", "--lake", session.path("lake.tarn")] + arguments,
      environment: all,
      size: size
    )
  }

  private func expectRestored(
    _ terminal: PseudoTerminal,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(terminal.driverModes == terminal.firstDriverModes, sourceLocation: sourceLocation)
    // Lines wrap again, the cursor is visible, and nothing else is on.
    let modes = terminal.screen.modes.subtracting([7])
    #expect(modes == [25], sourceLocation: sourceLocation)
  }

  @Test(arguments: [Size(width: 80, height: 24), Size(width: 200, height: 60)])
  func opensAPatientAndLeaves(size: Size) throws {
    let session = try Session()
    let terminal = try open(session, size: size)
    #expect(terminal.wait(forText: "BERG, Ada"))
    terminal.send("\r")
    #expect(terminal.wait(forText: "Creatinine"))
    terminal.send("Q")
    #expect(terminal.waitForEnd() == .status(0))
    expectRestored(terminal)
    #expect(terminal.screen.unknown.isEmpty)
  }

  @Test func opensWithAPatient() throws {
    let session = try Session()
    let terminal = try open(session, arguments: ["--patient", "p1"])
    #expect(terminal.wait(forText: "Creatinine"))
    terminal.signal(SIGTERM)
    #expect(terminal.waitForEnd() != .running)
    expectRestored(terminal)
  }

  @Test func showsNoColoursWhereNoneAreWanted() throws {
    let session = try Session()
    let terminal = try open(session, environment: ["NO_COLOR": "1"])
    #expect(terminal.wait(forText: "BERG, Ada"))
    #expect(terminal.screen.renditions.isDisjoint(with: Set(30...38).union(40...48)))
  }

  // MARK: - The mouse

  @Test func noReportsOfTheMouseAreAskedForUnlessItIsOn() throws {
    let session = try Session()
    let terminal = try open(session)
    #expect(terminal.wait(forText: "BERG, Ada"))
    terminal.send("Q")
    #expect(terminal.waitForEnd() == .status(0))
    let output = String(decoding: terminal.output, as: UTF8.self)
    for mode in ["1000", "1002", "1003", "1006"] { #expect(!output.contains("\u{1b}[?\(mode)h")) }
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT, 0])
  func theMouseIsOffAgainHoweverTheBrowserEnds(_ signal: Int32) throws {
    let session = try Session()
    let terminal = try open(session, arguments: ["--mouse"])
    #expect(terminal.wait(forText: "BERG, Ada"))
    #expect(terminal.screen.modes.contains(1006))
    // The row of the patient, clicked twice, in SGR 1006.
    terminal.send("\u{1b}[<0;10;3M\u{1b}[<0;10;3m")
    #expect(terminal.wait(forText: "Creatinine"))
    if signal == 0 { terminal.send("Q") } else { terminal.signal(signal) }
    #expect(terminal.waitForEnd() != .running)
    expectRestored(terminal)
  }

  // MARK: - A kiosk

  @Test func controlZDoesNotStopAReadOnlyBrowser() throws {
    let session = try Session()
    let terminal = try open(session, arguments: ["--readonly"])
    #expect(terminal.wait(forText: "BERG, Ada"))
    terminal.send("\u{1a}")
    #expect(terminal.wait(forText: "continues' is not possible"))
    // Nor does the key that ends a program with a dump.
    terminal.send("\u{1c}")
    #expect(terminal.wait(forText: "is not bound here"))
    terminal.send("Q")
    #expect(terminal.waitForEnd() == .status(0))
    expectRestored(terminal)
  }

  // MARK: - The first start

  private func start(_ session: Session) throws -> PseudoTerminal {
    var all = session.environment
    all["TARN_THEME"] = "clinic-dark"
    return try PseudoTerminal(
      [BuiltProgram.path("tarn")],
      environment: all,
      size: Size(width: 80, height: 24)
    )
  }

  @Test func withoutALakeOneScreenOffersToMakeOne() throws {
    let session = try Session()
    try session.add("in.ndjson", Sample.patient + "\n" + Sample.creatinine("1.42") + "\n")
    let terminal = try start(session)
    #expect(terminal.wait(forText: "How do you want to begin?"))
    // A path that is none leaves nothing behind.
    terminal.send("i" + session.path("nothing") + "\r")
    #expect(terminal.wait(forText: "No lake was made"))
    let folder = session.path(".local/share/tarn")
    let left = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    #expect(left == [])
    terminal.send("i\u{15}" + session.path("in.ndjson") + "\r")
    #expect(terminal.wait(forText: "BERG, Ada"))
    terminal.send("Q")
    #expect(terminal.waitForEnd() == .status(0))
    expectRestored(terminal)
    #expect(FileManager.default.fileExists(atPath: folder + "/lake.tarn"))
  }

  @Test func withoutATerminalItSaysHowToBegin() throws {
    let run = try Session().tarn()
    #expect(run.status == 2)
    #expect(run.output.contains("tarn demo"))
  }

  // MARK: - Read aloud

  @Test func theEnvironmentSwitchesWordsOn() throws {
    let session = try Session()
    let terminal = try open(session, environment: ["TARN_ACCESSIBLE": "1"])
    #expect(terminal.wait(forText: "Focus: BERG, Ada, female"))
    terminal.send("Q")
    #expect(terminal.waitForEnd() == .status(0))
  }

  @Test func saysWhyADumbTerminalWillNotDo() throws {
    let session = try Session()
    let terminal = try open(session, term: "dumb")
    #expect(terminal.wait(forText: "cannot place its cursor"))
    #expect(terminal.waitForEnd() == .status(2), "\(CursesError.Code.dumbTerminal)")
  }
}
