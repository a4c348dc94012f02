// SPDX-License-Identifier: Apache-2.0

import FHIR
import Store
import Terminal
import Testing
import Timeline

@testable import TUI

/// A note that is read says which of its words mean something to tarn, and why.
@Suite("Reading a note")
struct NoteReaderTests {
  private func open(
    _ record: RecordFixture,
    _ keys: String,
    _ width: Int = 80,
    _ height: Int = 24
  ) -> SessionDriver {
    var session = record.session(width, height)
    session.keys("f")
    session.type("okafor")
    session.keys("enter x enter")
    session.keys(keys)
    return session
  }

  @Test func tabGoesThroughMarkedWordsAndSaysWhy() throws {
    let record = try RecordFixture.withNotes()
    var session = open(record, "5 j enter")
    #expect(session.screen.contains("marks of what tarn read here"))
    session.keys("tab")
    #expect(session.screen.contains("1/") && session.screen.contains("T2DM  problem"))
    session.keys("tab tab")
    #expect(session.screen.contains("chest pain  problem  NEG"))
    #expect(session.screen.contains("cue 'Denies'"))
    session.keys("S-tab")
    #expect(session.screen.contains("HTN  problem"))
    withExtendedLifetime(record) {}
  }

  @Test func theMarkedWordsThatHaveTheFocusHaveTheCursor() throws {
    let record = try RecordFixture.withNotes()
    var session = open(record, "5 j enter tab tab tab")
    let (grid, cursor) = session.frame()
    let row = grid.text(ofRow: cursor.position.y)
    #expect(row.dropFirst(cursor.position.x).hasPrefix("chest pain"))
    session.keys("tab")
    #expect(session.frame().cursor.position != cursor.position)
    withExtendedLifetime(record) {}
  }

  @Test func enterOpensTheWordsToBeJudgedAndBackLeadsToTheNote() throws {
    let record = try RecordFixture.withNotes()
    var session = open(record, "5 j enter tab tab tab enter")
    #expect(session.state.review?.focused?.stored.text == "chest pain")
    session.keys("x")
    session.keys("q")
    #expect(session.state.chart?.sheet?.kind == .note)
    // What was rejected is marked no longer.
    let texts = session.state.chart?.sheet?.note?.entities.map(\.stored.text) ?? []
    #expect(texts.contains("HTN") && !texts.contains("chest pain"))
    withExtendedLifetime(record) {}
  }

  @Test func aMentionOpensItsNoteAtItsWords() throws {
    let record = try RecordFixture.withNotes()
    var session = open(record, "/")
    session.type("dyspnea")
    session.keys("enter enter")
    #expect(session.state.chart?.sheet?.kind == .note)
    #expect(session.screen.contains("dyspnea  problem  NEG"))
    session.keys("q")
    #expect(session.state.chart?.sheet == nil)
    session.keys("o")
    #expect(session.screen.contains("dyspnea  problem  NEG"))
    withExtendedLifetime(record) {}
  }

  /// A reader begins with what happened, not with one of many words of the last note.
  @Test func aPatientOpensAtTheNoteNotAtItsMentions() throws {
    let record = try RecordFixture.withNotes()
    let session = open(record, "", 120, 40)
    let chart = try #require(session.state.chart)
    let selected = try #require(chart.selected)
    #expect(chart.chart?.event(selected).lane == .notes)
    #expect(session.screen.contains("Cough is better"))
    withExtendedLifetime(record) {}
  }

  @Test func theDetailOfANoteShowsItsText() throws {
    let record = try RecordFixture.withNotes()
    let session = open(record, "5 j", 120, 40)
    #expect(session.screen.contains("TEXT"))
    #expect(session.screen.contains("61 yo woman with T2DM"))
    withExtendedLifetime(record) {}
  }

  @Test func theDetailOfAMentionShowsTheWordsAroundIt() throws {
    let record = try RecordFixture.withNotes()
    var session = open(record, "/", 120, 40)
    session.type("empagliflozin")
    session.keys("enter")
    #expect(session.screen.contains("PLAN: start empagliflozin 10 mg daily"))
    withExtendedLifetime(record) {}
  }

  @Test func whatWasReadIsNotMarkedWithoutNames() throws {
    let record = try RecordFixture.withNotes()
    var session = SessionDriver(
      80,
      24,
      lake: StoreSource(record.lake, elements: { _ in ["name"] }),
      isDeidentified: true,
      patientID: "okafor"
    )
    session.keys("5 enter")
    #expect(session.state.chart?.sheet?.kind == .note)
    #expect(session.state.chart?.sheet?.note?.entities.isEmpty == true)
    session.keys("tab")
    #expect(session.state.chart?.sheet?.mention == nil)
    withExtendedLifetime(record) {}
  }

  /// What another process writes while the note is read.
  @Test(arguments: [(80, 24), (120, 40), (200, 60)])
  func anAmendedNoteIsReadAgainWithItsVersion(_ width: Int, _ height: Int) throws {
    let record = try RecordFixture.withNotes()
    var session = open(record, "5 j enter", width, height)
    #expect(session.screen.contains("v1 of 1"))
    #expect(session.screen.contains("start empagliflozin 10 mg"))
    try record.correctNote()
    session.receive(.lake(.written), after: 1100)
    #expect(session.screen.contains("start empagliflozin 25 mg"))
    #expect(session.screen.contains("v2 of 2"))
    withExtendedLifetime(record) {}
  }

  /// The words that were read last stay on the screen, and are called what they are.
  @Test(arguments: [(80, 24), (120, 40), (200, 60)])
  func aNoteThatIsDeletedWhileItIsReadSaysSo(_ width: Int, _ height: Int) throws {
    let record = try RecordFixture.withNotes()
    var session = open(record, "5 j enter", width, height)
    let key = Store.ResourceKey(type: .documentReference, id: "n1")
    try record.write(.delete, (2024, 5, 21), "clerk", "wrong patient", [], deleting: key)
    session.receive(.lake(.written), after: 1100)
    #expect(session.screen.contains("start empagliflozin 10 mg"))
    #expect(session.screen.contains("v1 of 2"))
    #expect(session.screen.contains("DELETED"), "\(session.screen)")
    #expect(session.screen.contains("by clerk"))
    withExtendedLifetime(record) {}
  }

  @Test func marksAreFoundInLinesThatAreBroken() {
    let text = "Fièvre 山田\r\nno chest pain at rest"
    let lines = NoteLines(text, width: 12, marks: [0..<6, 7..<9, 14..<24])
    #expect(lines.lines.map(\.text) == ["Fièvre 山田", "no chest ", "pain at rest"])
    #expect(lines.lines[0].marks.map(\.columns) == [0..<6, 7..<11])
    #expect(lines.lines[1].marks.map(\.columns) == [3..<9])
    #expect(lines.lines[2].marks.map(\.columns) == [0..<4])
    #expect(lines.line(ofMark: 2) == 1)
  }
}
