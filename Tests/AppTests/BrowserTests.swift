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

  @Test func saysWhyADumbTerminalWillNotDo() throws {
    let session = try Session()
    let terminal = try open(session, term: "dumb")
    #expect(terminal.wait(forText: "cannot place its cursor"))
    #expect(terminal.waitForEnd() == .status(2), "\(CursesError.Code.dumbTerminal)")
  }
}
