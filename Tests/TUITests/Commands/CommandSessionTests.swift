// SPDX-License-Identifier: Apache-2.0

import Foundation
import Terminal
import TestSupport
import Testing

@testable import TUI

/// Every command of the table, run by its keys where they work.
@Suite("Every command, from keys to screen")
struct CommandSessionTests {
  /// What the keys of a command show.
  enum Expected: Equatable, Sendable {
    /// A text is on the screen that was not there before.
    case appears(String)
    /// A text is no longer on the screen.
    case vanishes(String)
    /// The cursor has moved to a row with this text.
    case focuses(String)
    /// A text was copied, the terminal was asked for something, or the browser has ended.
    case does(String)

    init?(_ text: Substring) {
      let words = String(text.dropFirst())
      switch text.first {
      case "+": self = .appears(words)
      case "-": self = .vanishes(words)
      case ">": self = .focuses(words)
      case "!": self = .does(words)
      default: return nil
      }
    }
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var command: String
    var place: String
    var before: String
    var keys: String
    var expected: [Expected]

    var testDescription: String { command }
  }

  static let rows: [Row] = CommandSessions.table.split(separator: "\n").map { line in
    let parts = line.split(separator: "|", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }
    guard parts.count == 5 else {
      Issue.record("no row: \(line)")
      return Row(command: "", place: "", before: "", keys: "", expected: [])
    }
    return Row(
      command: parts[0],
      place: parts[1],
      before: parts[2],
      keys: parts[3],
      expected: parts[4].split(separator: "&").compactMap {
        Expected(Substring($0.trimmingCharacters(in: .whitespaces)))
      }
    )
  }

  @Test func everyCommandHasASession() {
    let commands = CommandTable.standard.commands.map(\.id)
    let tested = Set(Self.rows.map(\.command))
    #expect(commands.filter { !tested.contains($0) } == [], "a row in CommandSessions is missing")
    #expect(tested.subtracting(commands) == [], "no such command")
    for row in Self.rows { #expect(!row.expected.isEmpty, "\(row.command) shows nothing") }
  }

  @Test(arguments: rows) func theKeysOfACommandShowWhatItDoes(_ row: Row) throws {
    let command = try #require(CommandTable.standard[row.command])
    let place = try Place(row.place)
    var session = place.session
    play(row.before, in: &session, place)
    let before = session
    // The keys are the command's own, they mean it where the session is, and it can be run there.
    let own = try #require(
      command.keys.first { row.keys == $0 || row.keys.hasPrefix($0 + " ") },
      "\(row.keys) are not its keys"
    )
    let keys = try #require(Key.sequence(own))
    #expect(session.state.keymap.match(keys, in: session.state.contexts).command == row.command)
    #expect(command.disabledReason(session.state) == nil)
    play(row.keys, in: &session, place)
    for expected in row.expected { check(expected, before, session) }
  }

  private func play(_ script: String, in session: inout SessionDriver, _ place: Place) {
    for part in script.split(separator: " ") {
      guard part.count > 1, part.hasPrefix("=") else {
        session.keys(String(part))
        continue
      }
      let text = String(part.dropFirst()).replacing("_", with: " ")
      session.type(text.replacing("FILE", with: place.folder))
    }
  }

  private func check(_ expected: Expected, _ before: SessionDriver, _ after: SessionDriver) {
    switch expected {
    case .appears(let text):
      #expect(!before.screen.contains(text), "was there before:\n\(before.screen)")
      #expect(after.screen.contains(text), "\(after.screen)")
    case .vanishes(let text):
      #expect(before.screen.contains(text), "was not there before:\n\(before.screen)")
      #expect(!after.screen.contains(text), "\(after.screen)")
    case .focuses(let text):
      let row = after.row(after.frame().cursor.position.y)
      #expect(row.contains(text), "\(after.screen)")
      #expect(before.row(before.frame().cursor.position.y) != row, "did not move\n\(after.screen)")
    case .does("quit"): #expect(!after.state.isRunning)
    case .does("repaint"), .does("suspend"):
      #expect(after.asked.count > before.asked.count)
      #expect(expected == after.asked.last.map { .does($0) })
    case .does(let text): #expect(after.copied.last?.contains(text) == true)
    }
  }

  /// Where a session begins.
  private struct Place {
    var session: SessionDriver

    /// Keeps the lake's folder until the session is over.
    private let record: RecordFixture?

    /// Keeps the folder of worklists until the session is over.
    private let shelf: ShelfFixture?

    /// A file or folder to write to.
    var folder: String {
      record?.folder.appendingPathComponent("written").path ?? shelf?.file ?? "written"
    }

    init(_ name: String) throws {
      let words = name.split(separator: " ").map(String.init)
      let (width, height) =
        switch words.first {
        case "short": (80, 12)
        case "middle": (120, 40)
        case "wide": (200, 60)
        default: (80, 24)
        }
      shelf =
        switch words {
        case ["seen", "okafor"]: try ShelfFixture.seen("okafor", job: 2)
        default: words.last == "lists" ? try ShelfFixture.stocked() : nil
        }
      switch words.last {
      case "lists":
        record = nil
        session = shelf?.session(width, height) ?? SessionDriver(width, height)
      case "record", "okafor", "glucose", "tagged", "edited", "log":
        let record = try RecordFixture()
        self.record = record
        if words.first == "tagged" { try record.tagGlucose() }
        if words.first == "edited" { try record.correctNote() }
        session =
          shelf.map {
            SessionDriver(width, height, lake: StoreSource(record.lake), worklists: $0.folder)
          } ?? record.session(width, height)
        if words.last == "record" { return }
        session.keys("f")
        session.type("okafor")
        session.keys("enter x enter")
        if words.last == "log" { session.keys("g c enter") }
        if words.last == "edited" { session.keys("5 d") }
        guard ["glucose", "tagged"].contains(words.last) else { return }
        session.keys("/")
        session.type("glucose")
        session.keys("enter d")
      case "notes":
        let record = try RecordFixture.withNotes()
        self.record = record
        session = record.session(width, height)
        session.keys("f")
        session.type("okafor")
        session.keys("enter x enter")
      case "tour":
        record = nil
        session = SessionDriver(width, height, adjust: { $0.isTour = true })
      case "themes":
        record = nil
        session = SessionDriver(width, height, appearance: FakeAppearance())
      case "merged":
        record = nil
        session = SessionDriver(width, height, lake: MergedRecords.lake)
      case "faults":
        record = nil
        session = SessionDriver(width, height, lake: FaultyRecord.lake)
      default:
        record = nil
        session = SessionDriver(width, height, writeFile: { _, _ in })
        if ["list", "short"].contains(words.last) { return }
        session.keys("f")
        session.type("moreno")
        session.keys("enter x enter")
        if words.last == "note" { session.keys("5 enter") }
      }
    }
  }
}
