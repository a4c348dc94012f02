// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import Glibc
import Terminal
import TestSupport
import Testing

/// What is wrong with the lake or its texts stays where it is, and what was decided is stored.
@Suite struct BrowserFaultTests {
  private func lake(_ more: [String] = []) throws -> Session {
    let session = try Session()
    try session.importLines([Sample.patient, Sample.creatinine("1.42"), Sample.note] + more)
    return session
  }

  // MARK: - Texts

  /// Escapes, controls of C0 and C1, and directions, as a note or a name may hold them.
  private static let hostile =
    "\u{1b}[31mred\u{1b}]52;c;cm0=\u{7}\u{1b}]0;title\u{7}\u{9b}2J\u{8}\r\u{202e}evil\u{2066}x"
    + "\u{200b}👩‍⚕️🇨🇭⚠️👍🏽 山田 محمد"

  private static func quoted(_ text: String) throws -> String {
    String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
  }

  @Test func whatAControlCharacterWouldDoIsNotDone() throws {
    let text = try Self.quoted(Self.hostile)
    let session = try Session()
    try session.importLines(
      #"{"resourceType":"Patient","id":"p1","name":[{"family":\#(text),"given":[\#(text)]}]}"#,
      Sample.creatinine("1.42").replacing(#""Creatinine""#, with: text),
      Sample.note(Self.hostile, type: String(text.dropFirst().dropLast()))
    )
    let terminal = try session.browse(size: Size(width: 120, height: 40))
    try #require(terminal.wait(forText: "[CH]"))
    for keys in ["\r", "\r", "r", "\u{1b}", "4", "5", "\r", "\u{1b}", "7", "ge"] {
      terminal.send(keys)
      for (y, row) in terminal.settledRows.enumerated() {
        #expect(DisplayWidth.of(row) <= 120, "row \(y)")
      }
    }
    let output = String(decoding: terminal.output, as: UTF8.self)
    for sequence in ["\u{1b}]52", "\u{1b}]0;", "\u{7}"] {
      #expect(!output.contains(sequence), "\(sequence.debugDescription)")
    }
    let forbidden: Set<UInt32> = [0x9b, 0x200b, 0x200d, 0x202e, 0x2066, 0xfe0f]
    #expect(output.unicodeScalars.allSatisfy { !forbidden.contains($0.value) })
    #expect(terminal.screen.unknown.isEmpty)
    terminal.escape()
    leave(terminal)
  }

  // MARK: - The lake

  @Test func aDamagedBodyIsSaidWhereItIsMissing() throws {
    let session = try lake()
    try DatabaseQueue(path: session.path("lake.tarn")).write { db in
      try db.execute(
        sql: """
          UPDATE resourceVersion SET body = x'28b52ffd00ffffff' WHERE row >> 20 =
            (SELECT row FROM resource WHERE id = 'o1')
          """
      )
    }
    let terminal = try session.browse(["--patient", "p1"], size: Size(width: 120, height: 40))
    try #require(terminal.wait(forText: "LIFE"))
    terminal.send("4\r")
    #expect(terminal.wait(forText: "cannot be read"), "\(terminal.screen.rows)")
    terminal.escape()
    terminal.send("5")
    #expect(terminal.wait(forText: "Progress note"), "the rest can still be read")
    leave(terminal)
  }

  @Test func aLakeThatIsRemovedCanStillBeRead() throws {
    let session = try lake()
    let terminal = try session.browse()
    try #require(terminal.wait(forText: "BERG, Ada"))
    // It is removed from under somebody who reads, not while it is being opened.
    _ = terminal.settledRows
    try session.remove("lake.tarn")
    terminal.send("\r")
    #expect(terminal.wait(forText: "Creatinine"), "\(terminal.screen.rows)")
    leave(terminal)
  }

  @Test func aLakeThatIsWrittenToForLongKeepsNoKeyWaiting() throws {
    let session = try lake()
    let terminal = try session.browse()
    try #require(terminal.wait(forText: "BERG, Ada"))
    // Another process holds the lock of writers for as long as this connection has its transaction.
    let queue = try DatabaseQueue(path: session.path("lake.tarn"))
    try queue.inDatabase { db in
      try db.execute(sql: "BEGIN IMMEDIATE")
      terminal.send("\r")
      #expect(terminal.wait(forText: "Creatinine"))
      terminal.send("4")
      #expect(terminal.wait(forText: "Labs (1)"))
      try db.execute(sql: "ROLLBACK")
    }
    leave(terminal)
  }

  // MARK: - Long work

  @Test func aQueryThatNeverEndsKeepsNoKeyWaiting() throws {
    let terminal = try lake().browse()
    try #require(terminal.wait(forText: "BERG, Ada"))
    terminal.send("gs")
    try #require(terminal.wait(forText: "sql:"))
    terminal.send(
      "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM n) SELECT max(x) FROM n\r"
    )
    try #require(terminal.wait(forText: "running"))
    terminal.send("?")
    #expect(terminal.wait(forText: "Help"))
    terminal.escape()
    terminal.send("\u{3}")
    #expect(terminal.wait(forText: "Cancelled"))
    #expect(terminal.wait { !terminal.screen.rows.joined().contains("running") })
    #expect(terminal.isIdle())
    leave(terminal)
  }

  // MARK: - Decisions

  private func openEntities(_ session: Session) throws -> PseudoTerminal {
    let terminal = try session.browse(["--patient", "p1"])
    try #require(terminal.wait(forText: "LIFE"))
    terminal.send("6")
    try #require(terminal.wait(forText: "2 unreviewed"))
    // The note comes after the count; a key before it has no entity to decide about.
    try #require(terminal.wait(forText: "»["))
    return terminal
  }

  /// Another process writes when the window is closed: the decision waits for it, the reader need not.
  @Test func aDecisionOutlivesItsWindow() throws {
    let session = try lake()
    let terminal = try openEntities(session)
    let queue = try DatabaseQueue(path: session.path("lake.tarn"))
    try queue.inDatabase { db in
      try db.execute(sql: "BEGIN IMMEDIATE")
      terminal.send("a")
      #expect(terminal.wait(forText: "saving…"))
      terminal.signal(SIGHUP)
      try db.execute(sql: "ROLLBACK")
    }
    _ = terminal.waitForEnd()
    let trail = try session.tarn("review", "export", "--lake", "~/lake.tarn")
    #expect(trail.output.split(separator: "\n").count == 1, "\(trail.output) \(trail.error)")
  }

  @Test func aDecisionIsStoredBeforeItIsShownAsSaved() throws {
    let session = try lake()
    let terminal = try openEntities(session)
    terminal.send("a")
    try #require(terminal.wait(forText: "saved"), "\(terminal.screen.rows)")
    terminal.signal(SIGKILL)
    #expect(terminal.waitForEnd() == .signal(SIGKILL))
    let first = try session.tarn("review", "export", "--lake", "~/lake.tarn")
    #expect(first.output.split(separator: "\n").count == 1, "\(first.output) \(first.error)")
    // Undo is a verdict of its own, in its order.
    let again = try session.browse(["--patient", "p1"])
    try #require(again.wait(forText: "BERG"))
    again.send("6")
    try #require(again.wait(forText: "1 unreviewed"))
    try #require(again.wait(forText: "»<"))
    again.send("axu")
    _ = again.settledRows
    again.signal(SIGKILL)
    #expect(again.waitForEnd() == .signal(SIGKILL))
    let trail = try session.tarn("review", "export", "--lake", "~/lake.tarn")
    #expect(trail.output.hasPrefix(first.output))
    let check = try session.tarn("check", "--lake", "~/lake.tarn")
    #expect(check.output == "The lake is sound\n", "\(check.error)")
  }
}
