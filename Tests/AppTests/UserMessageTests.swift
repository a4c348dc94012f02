// SPDX-License-Identifier: Apache-2.0

import Exchange
import Foundation
import GRDB
import Store
import TerminalCurses
import TestSupport
import Testing

/// What a user reads when something fails, one golden a family of failures.
///
/// A golden lists command, exit status and words. An error carries no content of a resource.
@Suite struct UserMessageTests {
  @Test func storeFailuresSayWhatToDo() throws {
    let session = try Session()
    var transcript = Transcript(session)
    try session.importLines(Sample.patient, Sample.creatinine("1.42"))
    try session.importLines(Sample.deletion)
    try session.add("text.tarn", String(repeating: "This is no lake. ", count: 20))
    try session.add("file", "")
    try FileManager.default.copyItem(
      atPath: session.path("lake.tarn"),
      toPath: session.path("newer.tarn")
    )
    try DatabaseQueue(path: session.path("newer.tarn")).write { db in
      try db.execute(sql: "INSERT INTO grdb_migrations VALUES ('999-later')")
    }
    try FileManager.default.copyItem(
      atPath: session.path("lake.tarn"),
      toPath: session.path("older.tarn")
    )
    try DatabaseQueue(path: session.path("older.tarn")).write { db in
      try db.execute(sql: "DELETE FROM grdb_migrations WHERE identifier <> '001-initial'")
    }
    try damage(session)

    let cases: [(StoreError.Code, [String])] = [
      (.noLake, ["stats", "--lake", "~/none.tarn"]),
      (.notALake, ["stats", "--lake", "~/text.tarn"]),
      (.newerSchema, ["stats", "--lake", "~/newer.tarn"]),
      (.olderSchema, ["stats", "--lake", "~/older.tarn"]),
      (.cannotOpen, ["import", "--lake", "~/file/lake.tarn", "~/file"]),
      (.corrupt, ["show", "--lake", "~/damaged.tarn", "Patient/p1"]),
      (.notFound, ["show", "--lake", "~/lake.tarn", "Patient/nobody"]),
      (.notFound, ["timeline", "--lake", "~/lake.tarn", "nobody"]),
      (.deleted, ["show", "--lake", "~/lake.tarn", "Observation/o1"]),
      (.noVersion, ["show", "--lake", "~/lake.tarn", "Observation/o1/_history/9"]),
    ]
    for (code, arguments) in cases {
      try transcript.run(arguments, heading: "\(code)", status: 2)
    }
    transcript.expectGolden("store.messages.txt")
  }

  @Test func exchangeFailuresSayWhatToDo() throws {
    let session = try Session()
    var transcript = Transcript(session)
    try session.add("patient.json", Sample.patient)
    try session.add("full/manifest.json", "{}")
    try session.add("file", "")
    let cases: [(ExchangeError.Code, [String])] = [
      (.noFile, ["import", "--lake", "~/a.tarn", "~/none"]),
      (.outputExists, ["import", "--lake", "~/a.tarn", "--output", "~/full", "~/patient.json"]),
      (.cannotWrite, ["import", "--lake", "~/a.tarn", "--output", "~/file/x", "~/patient.json"]),
    ]
    for (code, arguments) in cases {
      try transcript.run(arguments, heading: "\(code)", status: 2)
    }
    transcript.expectGolden("exchange.messages.txt")
  }

  @Test func wrongUsageSaysWhatIsRight() throws {
    let session = try Session()
    var transcript = Transcript(session)
    try session.importLines(Sample.patient)
    let cases: [(String, [String])] = [
      ("an unknown command", ["brows"]),
      ("an unknown option", ["stats", "--jso"]),
      ("no path", ["import"]),
      ("an unknown level", ["import", "--validation", "lax", "x"]),
      ("no reference", ["show", "--lake", "~/lake.tarn", "Patient"]),
      ("an unknown type", ["show", "--lake", "~/lake.tarn", "Dog/1"]),
      ("no date", ["timeline", "--lake", "~/lake.tarn", "p1", "--from", "yesterday"]),
      ("an unknown lane", ["timeline", "--lake", "~/lake.tarn", "p1", "--lane", "xrays"]),
      ("both a resource and a patient", ["history", "Patient/p1", "--patient", "p1"]),
      ("no such type", ["history", "Patiet"]),
      ("a past that is no date", ["timeline", "p1", "--as-of", "yesterday"]),
      ("a date beside ages", ["browse", "--deidentify", "--as-of", "2024-03-01"]),
      ("no patients", ["generate", "--patients", "0"]),
      ("an unknown field", ["search", "--lake", "~/lake.tarn", "colour:red"]),
      ("a malformed date", ["search", "--lake", "~/lake.tarn", "since:soon"]),
      ("an unknown parameter", ["search", "--lake", "~/lake.tarn", "Observation?cod=4548-4"]),
      ("an unknown modifier", ["search", "--lake", "~/lake.tarn", "Patient?name:exakt=Eva"]),
    ]
    for (heading, arguments) in cases {
      try transcript.run(arguments, heading: heading, status: 64)
    }
    transcript.expectGolden("usage.messages.txt")
  }

  @Test func theBrowserSaysWhyItCannotOpen() throws {
    let session = try Session()
    var transcript = Transcript(session)
    try session.importLines(Sample.patient)
    try transcript.run(
      ["browse", "--lake", "~/lake.tarn"],
      heading: "\(CursesError.Code.notATerminal)",
      status: 2
    )
    try transcript.run(["browse"], heading: "no lake yet", status: 2)
    transcript.expectGolden("browser.messages.txt")
  }

  /// Overwrites the body of the patient in a copy of the lake.
  private func damage(_ session: Session) throws {
    let copy = session.path("damaged.tarn")
    try FileManager.default.copyItem(atPath: session.path("lake.tarn"), toPath: copy)
    try DatabaseQueue(path: copy).write { db in
      try db.execute(sql: "UPDATE resourceVersion SET body = x'00'")
    }
  }
}

/// Commands with what they said.
private struct Transcript {
  private let session: Session
  private var text = ""

  init(_ session: Session) { self.session = session }

  mutating func run(_ arguments: [String], heading: String, status: Int32) throws {
    let run = try session.run(arguments)
    #expect(run.status == status, "tarn \(arguments.joined(separator: " ")): \(run.error)")
    text += "# \(heading)\n$ tarn \(arguments.joined(separator: " "))\n"
    text += session.withoutFolder(run.output) + session.withoutFolder(run.error)
    text += "[\(run.status)]\n\n"
  }

  func expectGolden(_ name: String, sourceLocation: SourceLocation = #_sourceLocation) {
    TestSupport.expectGolden(text, name, sourceLocation: sourceLocation)
  }
}
