// SPDX-License-Identifier: Apache-2.0

import Foundation
import Terminal
import TestSupport
import Testing

/// What reaches the browser from the keyboard, the mouse, a paste and the lake's own texts.
@Suite struct BrowserInputTests {
  private func lake(_ more: [String] = []) throws -> Session {
    let session = try Session()
    try session.importLines([Sample.patient, Sample.creatinine("1.42"), Sample.note] + more)
    return session
  }

  private func open(_ more: [String] = []) throws -> PseudoTerminal {
    let terminal = try lake(more).browse(size: Size(width: 120, height: 40))
    try #require(terminal.wait(forText: "BERG, Ada"))
    return terminal
  }

  // MARK: - Pastes

  @Test func aPasteIsDataAndNeverKeys() throws {
    let terminal = try open()
    let before = terminal.settledRows
    terminal.send("\u{1b}[200~q:quit\nQ\u{1b}\u{3}\u{3}\u{1b}[201~")
    #expect(terminal.wait(forText: "A paste is only taken in a prompt"))
    terminal.escape()
    #expect(terminal.wait { terminal.screen.rows.dropLast(2) == before.dropLast(2) })
    terminal.send("f\u{1b}[200~be\u{7}r\ng:quit\n\u{1b}[201~")
    #expect(terminal.wait(forText: "ber g:quit"))
    // A megabyte is cut, and said to be.
    terminal.send("\u{15}\u{1b}[200~" + String(repeating: "q", count: 1_000_000) + "\u{1b}[201~")
    #expect(terminal.wait(forText: "The paste was cut to"))
    terminal.escape()
    terminal.escape()
    #expect(terminal.wait(forText: "BERG, Ada"))
    leave(terminal)
  }

  // MARK: - Keys

  @Test func sequencesThatMeanNothingAreSwallowed() throws {
    let terminal = try open([Sample.namesake])
    terminal.send("gg")
    _ = terminal.settledRows
    let first = terminal.focusedRow
    // Answers that come late, keys of other terminals, and a focus that comes and goes.
    terminal.send("\u{1b}]11;rgb:0000/0000/0000\u{1b}\\\u{1b}[?62;22c\u{1b}[99;99~\u{1b}[I\u{1b}[O")
    terminal.send("\u{1b}[B")
    #expect(terminal.wait { terminal.focusedRow.map { $0 != first } == true })
    _ = terminal.settledRows
    terminal.send("\u{1b}[A")
    #expect(terminal.wait { terminal.focusedRow == first })
    leave(terminal)
  }

  @Test func lettersOfSeveralBytesMayComeInPieces() throws {
    let terminal = try open([Sample.namesake])
    terminal.send("f")
    for byte in "Åsa 山e\u{301}".utf8 {
      terminal.send([byte])
      _ = terminal.isSilent(milliseconds: 3)
    }
    #expect(terminal.wait(forText: "Åsa 山é"), "\(terminal.screen.rows.suffix(3))")
    for _ in 0..<3 { terminal.send("\u{7f}") }
    #expect(terminal.wait { terminal.focusedRow?.contains("BERG, Åsa") == true })
    terminal.escape()
    leave(terminal)
  }

  @Test func theCursorOfTheTerminalIsOnTheFocus() throws {
    let terminal = try open([Sample.namesake])
    for keys in ["gg", "j", "k", "G"] {
      terminal.send(keys)
      _ = terminal.settledRows
      #expect(terminal.screen.rows[terminal.screen.cursor.y].contains("▸"), "after \(keys)")
    }
    terminal.send("gg\r4")
    try #require(terminal.wait(forText: "Labs"))
    _ = terminal.settledRows
    #expect(terminal.screen.rows[terminal.screen.cursor.y].contains("▸"))
    terminal.send("/cre")
    try #require(terminal.wait(forText: "cre"))
    _ = terminal.settledRows
    #expect(terminal.screen.rows[terminal.screen.cursor.y].contains("cre"))
    #expect(terminal.screen.modes.contains(25))
    terminal.escape()
    leave(terminal)
  }

  @Test func readAloudTheCursorIsNeverHidden() throws {
    let terminal = try lake().browse(["--accessible"])
    try #require(terminal.wait(forText: "Focus: BERG, Ada"))
    for keys in ["j", "\r", "4", "?", "\u{1b}", "/cre", "\u{1b}"] {
      terminal.send(keys)
      let rows = terminal.settledRows
      #expect(terminal.screen.modes.contains(25), "after \(keys.debugDescription)")
      let drawn = rows.joined().unicodeScalars.filter { (0x2500...0x259f).contains($0.value) }
      #expect(drawn.isEmpty, "after \(keys.debugDescription)")
    }
    leave(terminal)
  }

  // MARK: - The clipboard

  /// What was handed to the clipboard, decoded.
  private func copied(_ terminal: PseudoTerminal) -> [String] {
    String(decoding: terminal.output, as: UTF8.self).components(separatedBy: "\u{1b}]52;c;")
      .dropFirst()
      .compactMap { part in
        Data(base64Encoded: String(part.prefix { $0 != "\u{7}" }))
          .map { String(decoding: $0, as: UTF8.self) }
      }
  }

  @Test func onlyAYankReachesTheClipboard() throws {
    let terminal = try open()
    terminal.send("\r4")
    try #require(terminal.wait(forText: "Labs (1)"))
    _ = terminal.settledRows
    #expect(copied(terminal) == [])
    terminal.send("y")
    #expect(terminal.wait { copied(terminal) == ["Observation/o1"] }, "\(copied(terminal))")
    terminal.send("Y")
    #expect(terminal.wait { copied(terminal).last?.contains(#""value":1.42"#) == true })
    leave(terminal)
  }

  @Test func throughTmuxAYankIsPassedOn() throws {
    let session = try lake()
    let terminal = try session.browse(["--patient", "p1"], environment: ["TMUX": "/tmp/x,1,0"])
    try #require(terminal.wait(forText: "LIFE"))
    terminal.send("4")
    try #require(terminal.wait(forText: "Labs (1)"))
    terminal.send("y")
    #expect(
      terminal.wait {
        String(decoding: terminal.output, as: UTF8.self).contains("\u{1b}Ptmux;\u{1b}\u{1b}]52;c;")
      }
    )
    leave(terminal)
  }

  @Test func whatIsTooLongForTheClipboardIsSaidAndNotSent() throws {
    let terminal = try open([Sample.note(String(repeating: "word ", count: 20_000))])
    terminal.send("\r5")
    // The name stands on the timeline before the list of notes is there.
    try #require(terminal.wait(forText: "Notes (1)"))
    terminal.send("Y")
    #expect(terminal.wait(forText: "Not copied"))
    #expect(copied(terminal) == [])
    leave(terminal)
  }

  @Test func withoutNamesNothingReachesTheClipboard() throws {
    let terminal = try lake().browse(["--patient", "p1", "--deidentify"])
    try #require(terminal.wait(forText: "LIFE"))
    terminal.send("4yY")
    _ = terminal.settledRows
    #expect(!String(decoding: terminal.output, as: UTF8.self).contains("\u{1b}]52"))
    leave(terminal)
  }

  // MARK: - The mouse

  @Test func aClickBeyondTheOldLimitOfColumnsArrives() throws {
    let session = try Session()
    try session.importLines(Sample.crowd(9))
    let terminal = try session.browse(["--mouse"], size: Size(width: 260, height: 40))
    try #require(terminal.wait(forText: "CROWD, 009"))
    let row = try #require(terminal.screen.rows.firstIndex { $0.contains("CROWD, 005") })
    terminal.send("\u{1b}[<0;250;\(row + 1)M\u{1b}[<0;250;\(row + 1)m")
    #expect(terminal.wait { terminal.focusedRow?.contains("CROWD, 005") == true })
    leave(terminal)
  }
}

extension PseudoTerminal {
  /// The row that has the focus.
  var focusedRow: String? { screen.rows.first { $0.hasPrefix(" ▸") || $0.hasPrefix("▸") } }
}
