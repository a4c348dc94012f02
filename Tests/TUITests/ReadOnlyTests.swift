// SPDX-License-Identifier: Apache-2.0

import Exchange
import Foundation
import Store
import Synchronization
import Terminal
import TestSupport
import Testing
import Worklists

@testable import TUI

/// With `--readonly` the browser writes nothing anywhere, and leads to no shell.
@Suite struct ReadOnlyTests {
  /// Notes what would have been written.
  private final class Witness: Sendable {
    let calls = Mutex<[String]>([])

    func note(_ call: String) { calls.withLock { $0.append(call) } }
  }

  private struct SpyEditor: LakeEditing {
    let witness: Witness

    func restore(_ key: TUI.ResourceKey) throws -> EditOutcome {
      witness.note("restore")
      throw CancellationError()
    }

    func undo(_ job: Int, later: LaterChanges) throws -> EditOutcome {
      witness.note("undo")
      throw CancellationError()
    }

    func review(_ decisions: [ReviewDecision]) throws -> Int? {
      witness.note("review")
      return nil
    }
  }

  /// The files of a folder with what is in them.
  private func files(_ folder: URL) throws -> [String: Data] {
    var files: [String: Data] = [:]
    let paths = FileManager.default.enumerator(atPath: folder.path)
    while let name = paths?.nextObject() as? String {
      // The reader's own lock file of the log is no writing.
      guard !name.hasSuffix("-shm") else { continue }
      files[name] = FileManager.default.contents(atPath: folder.appendingPathComponent(name).path)
    }
    return files
  }

  private func session(_ record: RecordFixture, _ witness: Witness) -> SessionDriver {
    SessionDriver(
      120,
      40,
      lake: StoreSource(record.lake),
      isReadOnly: true,
      editor: SpyEditor(witness: witness),
      writeFile: { path, _ in witness.note("write \(path)") },
      worklists: WorklistFolder(path: record.folder.appendingPathComponent("marks").path)
    )
  }

  /// The places where commands are tried: what each shows is not the point.
  private static let places = [
    "", "enter", "enter 2", "enter 5 enter", "enter 7", "enter 6", "g J", "g J enter", "g x",
    "g c", "g s", "g W", "enter g o", "enter D", "/", "f", ":", "?", "s", "enter 4 enter",
  ]

  @Test(arguments: places) func noCommandWrites(_ place: String) throws {
    let record = try RecordFixture.withNotes()
    let before = try files(record.folder)
    let witness = Witness()
    var start = session(record, witness)
    start.keys(place)
    for command in CommandTable.standard.commands where command.id != "program.quit" {
      var session = start
      // As the palette would run it, and as if somebody had overlooked why it is off.
      session.state(perform: command, with: Invocation(argument: "somewhere.csv"))
      for answer in ["enter", "y", "a", "x", "enter"] { session.keys(answer) }
      #expect(!session.asked.contains("suspend") || command.id == "program.suspend")
    }
    #expect(witness.calls.withLock { $0 } == [])
    #expect(try files(record.folder) == before)
  }

  @Test(arguments: [
    "program.suspend", "shown.write", "sql.export", "item.restore", "job.undo", "worklist.keep",
    "worklist.import", "worklist.export", "worklist.search", "worklist.remove", "patient.flag",
    "patient.done",
    "patient.seen", "patient.note", "review.accept", "review.reject", "review.accept_listed",
    "review.undo", "review.redo",
  ])
  func saysWhyItIsOff(_ id: String) throws {
    let session = session(try RecordFixture.withNotes(), Witness())
    let command = try #require(CommandTable.standard[id])
    #expect(command.disabledReason(session.state) == "the browser was opened with --readonly")
  }

  @Test func theKeyThatStopsAProgramDoesNot() throws {
    var session = session(try RecordFixture(), Witness())
    session.keys("C-z")
    #expect(session.asked == [])
    #expect(session.screen.contains("--readonly"))
  }

  /// A worklist that is there is opened and walked; marks are shown, and none is made.
  @Test func aWorklistIsOpenedAndWalked() throws {
    let record = try RecordFixture()
    let folder = WorklistFolder(path: record.folder.appendingPathComponent("marks").path)
    try folder.add(
      Worklist(
        name: "clinic",
        members: .patients(["vega", "okafor"]),
        madeAt: ClinicFixture.now,
        madeBy: "jdoe"
      )
    )
    try folder.append([
      WorklistMark(
        at: ClinicFixture.now,
        author: "jdoe",
        scope: .list("clinic"),
        patient: "okafor",
        change: .note("ring back")
      )
    ])
    let before = try files(record.folder)
    var session = session(record, Witness())
    session.keys("g W")
    #expect(session.screen.contains("clinic"))
    session.keys("j enter")
    #expect(session.screen.contains("[worklist clinic]"))
    #expect(session.state.list.rows.count == 2)
    #expect(session.state.triage.marks(of: "okafor").note == "ring back")
    // The next patient of the list, without going back to it.
    session.keys("enter")
    let first = session.state.chart?.patient.id
    session.keys(">")
    #expect(session.state.chart?.patient.id != first)
    #expect(["vega", "okafor"].contains(session.state.chart?.patient.id))
    session.keys(", f")
    #expect(session.screen.contains("--readonly"))
    session.keys("g W n")
    #expect(session.state.prompt == nil)
    #expect(session.screen.contains("--readonly"))
    #expect(try files(record.folder) == before)
  }

  @Test func openingAPatientLeavesNoMark() throws {
    let record = try RecordFixture()
    var session = session(record, Witness())
    session.keys("enter esc j enter")
    #expect(!FileManager.default.fileExists(atPath: record.folder.path + "/marks"))
  }
}
