// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
import Terminal
import TestSupport
import Testing

/// The browser of the built program beside other processes and from one start to the next.
@Suite struct BrowserSessionTests {
  private func open(
    _ session: Session,
    _ arguments: [String] = [],
    environment: [String: String] = [:],
    size: Size = Size(width: 120, height: 40)
  ) throws -> PseudoTerminal {
    var all = session.environment
    all["TARN_THEME"] = "clinic-dark"
    all.merge(environment) { $1 }
    return try PseudoTerminal(
      [BuiltProgram.path("tarn"), "browse", "--lake", session.path("lake.tarn")] + arguments,
      environment: all,
      size: size
    )
  }

  private func lake() throws -> Session {
    let session = try Session()
    try session.importLines(Sample.patient, Sample.creatinine("1.42"))
    return session
  }

  private func leave(_ terminal: PseudoTerminal) {
    terminal.send("Q")
    #expect(terminal.waitForEnd() == .status(0))
  }

  /// The files of sessions.
  private func files(_ session: Session) -> [String] {
    let folder = session.path(".local/state/tarn/sessions")
    // No folder, no files.
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .map { folder + "/" + $0 }
  }

  // MARK: - Other processes

  @Test func seesWhatAnotherProcessWrites() throws {
    let session = try lake()
    let terminal = try open(session, ["--patient", "p1"])
    #expect(terminal.wait(forText: "1.42"))
    try session.importLines(Sample.creatinine("7.77", id: "o2", date: "2023-01-05"))
    #expect(terminal.wait(forText: "7.77"))
    #expect(terminal.wait(forText: "The lake changed: job 3, import"))
    // Once it has settled, nothing more is written: nothing is polled.
    #expect(terminal.isSilent(milliseconds: 2500))
    leave(terminal)
  }

  @Test func twoBrowsersSeeEachOther() throws {
    let session = try lake()
    try session.importLines(Sample.deletion)
    let first = try open(session, ["--patient", "p1"])
    let second = try open(session, ["--patient", "p1", "--no-session"])
    #expect(first.wait(forText: "BERG, Ada"))
    #expect(second.wait(forText: "BERG, Ada"))
    second.send("gx")
    #expect(second.wait(forText: "▸ Creatinine"))
    second.send("u")
    #expect(second.wait(forText: "Bring it back?"))
    second.send("y")
    #expect(second.wait(forText: "is back, as version"))
    #expect(first.wait(forText: "1.42"))
    leave(first)
    leave(second)
  }

  @Test func aLakeThatIsReplacedIsSaid() throws {
    let session = try lake()
    let terminal = try open(session)
    #expect(terminal.wait(forText: "BERG, Ada"))
    _ = terminal.settledRows
    try session.add("other", "no lake")
    #expect(rename(session.path("other"), session.path("lake.tarn")) == 0)
    #expect(terminal.wait(forText: "Another file lies in the place of the lake"))
    terminal.send("\r")
    #expect(terminal.wait(forText: "Creatinine"), "what was opened can still be read")
    leave(terminal)
  }

  // MARK: - From one start to the next

  @Test func comesBackAfterItWasKilled() throws {
    let session = try lake()
    let terminal = try open(session)
    #expect(terminal.wait(forText: "BERG, Ada"))
    terminal.send("\r")
    #expect(terminal.wait(forText: "LIFE"))
    terminal.send("4")
    #expect(terminal.wait(forText: "Labs (1)"))
    #expect(terminal.wait { files(session).contains { text($0).contains("\"view\" : 4") } })
    terminal.signal(SIGKILL)
    #expect(terminal.waitForEnd() == .signal(SIGKILL))
    let again = try open(session)
    #expect(again.wait(forText: "Labs (1)"))
    leave(again)
    let file = try #require(files(session).first)
    #expect(files(session).count == 1)
    let attributes = try FileManager.default.attributesOfItem(atPath: file)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    for word in ["Berg", "BERG", "Ada", "Creatinine", "1961"] {
      #expect(!text(file).contains(word), "\(text(file))")
    }
  }

  private func text(_ path: String) -> String {
    // A file that is being replaced is there whole or not at all.
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }

  @Test func keepsNothingWhereItIsTold() throws {
    let session = try lake()
    for argument in ["--no-session", "--deidentify"] {
      let terminal = try open(session, [argument])
      #expect(terminal.wait(forText: "1/1 "))
      terminal.send("\r")
      #expect(terminal.wait(forText: "LIFE"))
      leave(terminal)
      #expect(files(session).isEmpty, "\(argument)")
    }
  }

  @Test func aDamagedOrLaterFileCostsANotice() throws {
    let session = try lake()
    let first = try open(session)
    #expect(first.wait(forText: "BERG, Ada"))
    leave(first)
    let file = try #require(files(session).first)
    try Data("{\"format\":1,".utf8).write(to: URL(fileURLWithPath: file))
    let second = try open(session)
    #expect(second.wait(forText: "the file is damaged"))
    leave(second)
    let later = Data(#"{"format":99}"#.utf8)
    try later.write(to: URL(fileURLWithPath: file))
    let third = try open(session)
    #expect(third.wait(forText: "a later version of tarn wrote"))
    leave(third)
    #expect(FileManager.default.contents(atPath: file) == later)
  }

  // MARK: - Settings

  @Test func theSignalReadsTheThemeAgain() throws {
    let session = try lake()
    let theme = "name = \"mine\"\ninherits = \"clinic-dark\"\n"
    try session.add(".config/tarn/themes/mine.toml", theme)
    let terminal = try open(session, ["--theme", "mine"], size: Size(width: 200, height: 40))
    #expect(terminal.wait(forText: "BERG, Ada"))
    try session.add(".config/tarn/themes/mine.toml", theme + "[style]\n\"no.such\" = \"bold\"\n")
    terminal.signal(SIGUSR1)
    #expect(terminal.wait(forText: "The theme was not taken"))
    #expect(terminal.wait(forText: "mine.toml:4"))
    try session.add(".config/tarn/themes/mine.toml", theme + "[style]\n\"ui.text\" = \"bold\"\n")
    terminal.signal(SIGUSR1)
    #expect(terminal.wait(forText: "Read theme and keys again: mine"))
    leave(terminal)
  }
}
