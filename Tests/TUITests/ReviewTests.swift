// SPDX-License-Identifier: Apache-2.0

import Extraction
import FHIR
import Foundation
import Store
import Terminal
import TestSupport
import Testing
import Timeline

@testable import TUI

@Suite("Entities of notes")
struct ReviewTests {
  private func record(isRead: Bool = true) throws -> RecordFixture {
    try RecordFixture.withNotes(isRead: isRead)
  }

  private func open(
    _ record: RecordFixture,
    _ keys: String,
    _ width: Int = 80,
    _ height: Int = 24,
    isReadOnly: Bool = false
  ) -> SessionDriver {
    var session = record.session(width, height, isReadOnly: isReadOnly)
    session.keys("f")
    session.type("okafor")
    session.keys("enter x enter")
    session.keys(keys)
    return session
  }

  private func decisions(_ record: RecordFixture) throws -> [String] {
    try record.lake.verdicts().map { "\($0.verdict.decision.rawValue) \($0.words)" }
  }

  @Test(arguments: [(80, 24), (120, 40), (200, 60)])
  func aNoteIsJudged(_ width: Int, _ height: Int) throws {
    let record = try record()
    defer { withExtendedLifetime(record) {} }
    var session = open(record, "6 {", width, height)
    session.expectScreen("\(width)x\(height)-entities")
    session.keys("a a x")
    session.expectScreen("\(width)x\(height)-entities-judged")
  }

  /// A note that says the same three times is one piece of evidence.
  @Test func aNoteIsListedOnceForWhatItSays() throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    let text = "Takes warfarin. Warfarin was increased. INR checked on warfarin."
    try record.writeMore([
      RecordFixture.document("w1", "okafor", text, "2024-04-20"),
      RecordFixture.document("w2", "okafor", "Warfarin 5 mg daily.", "2024-04-28"),
    ])
    try record.readNotes()
    let rows = try StoreSource(record.lake) { _ in ["name"] }
      .readReconciliation(ofPatient: "okafor", cancellation: Cancellation())
      .map(ReconciliationRow.init)
    let row = try #require(rows.first { $0.item.name.lowercased().contains("warfarin") })
    #expect(row.item.mentions.count == 4)
    let texts = row.evidences.map(\.text)
    #expect(texts.count == 2, "\(texts)")
    #expect(texts.allSatisfy { $0.contains("2024-04-2") }, "\(texts)")
    #expect(texts.contains { $0.hasSuffix(", 3 times") }, "\(texts)")
  }

  /// What was read, and what it is compared with, is the present.
  @Test(arguments: ["g o", "6", "g E"])
  func thePastIsNotComparedWithWhatIsReadNow(_ keys: String) throws {
    let record = try record()
    var session = open(record, "R", 120, 40)
    session.type("1")
    session.keys("enter \(keys)")
    #expect(session.state.panes.isEmpty)
    #expect(session.screen.contains("this is the lake as of"))
    withExtendedLifetime(record) {}
  }

  @Test func aListBehindANoteIsReadAgainOnceSomethingWasJudged() throws {
    let record = try record()
    var session = open(record, "g o", 120, 40)
    let before = session.state.paneRowCount
    session.keys("/")
    session.keys("esc g o")
    for _ in 0..<before where session.state.reconciled?.item.mentions.first?.text != "HTN" {
      session.keys("j")
    }
    session.keys("enter enter x q q")
    #expect(session.state.panes.last?.kind == .reconciliation)
    #expect(session.state.paneRowCount == before - 1)
    withExtendedLifetime(record) {}
  }

  @Test func aQuestionOffersWhatAnswersIt() throws {
    let record = try record()
    let session = open(record, "6 { A")
    guard case .confirm = session.state.popups.last else {
      Issue.record("nothing is asked")
      return
    }
    #expect(!session.row(23).contains("choose"))
    #expect(session.row(23).contains("back"))
    withExtendedLifetime(record) {}
  }

  @Test func whatIsJudgedIsNumberedWithoutHoles() throws {
    let record = try RecordFixture.withNotes(isRead: false)
    try record.writeMore([
      RecordFixture.document("n9", "okafor", "Seen 2024-04-20. Has asthma and gout.", "2024-05-20")
    ])
    try record.readNotes()
    let session = open(record, "6 }", 120, 40)
    #expect(session.screen.contains("»[asthma]«1 and [gout]2"))
    withExtendedLifetime(record) {}
  }

  @Test func aStatusReadsAsAStatus() throws {
    let record = try record()
    var session = open(record, "6 {", 80, 24)
    #expect(session.screen.contains("· waiting") && !session.screen.contains("· review"))
    session.keys("a x")
    #expect(session.screen.contains("+ accepted") && session.screen.contains("x rejected"))
    withExtendedLifetime(record) {}
  }

  /// What was decided since must not stand under the banner of the past.
  @Test func thePastClosesWhatIsJudged() throws {
    let record = try record()
    defer { withExtendedLifetime(record) {} }
    var session = open(record, "6 { a R", 120, 40)
    session.keys("C-u")
    session.type("2")
    session.keys("enter")
    #expect(session.screen.contains("NOT NOW"), "\(session.screen)")
    #expect(session.state.chart?.view != .entities)
    #expect(!session.screen.contains("+ accepted"))
  }

  @Test func theDecisionsOfASittingAreUndoneWithItsJob() throws {
    let record = try record()
    defer { withExtendedLifetime(record) {} }
    var session = open(record, "6 { a x q g J U", 120, 40)
    #expect(session.screen.contains("2 decisions about notes go back to before it"))
    session.keys("y")
    #expect(session.screen.contains(": 2 decisions as before it"), "\(session.screen)")
    #expect(
      try record.lake.verdicts().map(\.verdict.decision)
        == [.accepted, .rejected, .unreviewed, .unreviewed]
    )
    // The job that was undone cannot be undone without a word about that.
    session.keys("g g j U")
    #expect(session.screen.contains("Later jobs changed 2 decisions of it"), "\(session.screen)")
  }

  @Test func theJobOfAReviewListsTheDecisions() throws {
    let record = try record()
    let session = open(record, "6 { a u q g J enter", 120, 40)
    #expect(session.screen.contains("DECISIONS"))
    #expect(session.screen.contains("accepted 'T2DM' in DocumentReference/n1"))
    #expect(session.screen.contains("taken back 'T2DM' in DocumentReference/n1"))
    #expect(session.screen.contains("No resource was written"))
    #expect(session.screen.contains("2 decisions"))
    withExtendedLifetime(record) {}
  }

  @Test func whatAnotherProcessDecidesIsReadAgain() throws {
    let record = try record()
    var session = open(record, "6 { )", 120, 40)
    session.receive(.lake(.written), after: 2000)
    let focus = try #require(session.state.review?.focused?.stored.key)
    let first = try #require(record.lake.entities(EntityQuery(parsing: "T2DM")).first)
    try record.lake.add(
      [
        (
          Verdict(key: first.key, decision: .rejected, author: "ann", recordedAt: 9),
          first
        )
      ],
      JobDescription(kind: .review, startedAt: 9, author: "ann", program: "tests")
    )
    let before = try #require(session.state.review?.waitingInQueue)
    session.receive(.lake(.written), after: 2000)
    session.receive(.tick, after: 2000)
    #expect(session.state.review?.waitingInQueue == before - 1)
    #expect(session.state.review?.focused?.stored.key == focus)
    let entities = session.state.review?.content?.entities ?? []
    #expect(entities.first { $0.stored.key == first.key }?.decision == .rejected)
    withExtendedLifetime(record) {}
  }

  @Test func oneKeyDecidesAndGoesOn() throws {
    let record = try record()
    var session = open(record, "6 { a x")
    #expect(try decisions(record) == ["accepted T2DM", "rejected HTN"])
    #expect(session.screen.contains("»{chest pain}«"))
    // What was decided can be taken back and done again.
    session.keys("u")
    #expect(try decisions(record).last == "unreviewed HTN")
    #expect(session.screen.contains("»[HTN]«"))
    session.keys("U")
    #expect(try decisions(record).last == "rejected HTN")
    #expect(try record.lake.jobs().first?.author == "jdoe")
  }

  @Test func whatIsSaidIsCorrected() throws {
    let record = try record()
    var session = open(record, "6 { ) ) g n")
    let verdict = try #require(try record.lake.verdicts().last)
    #expect(verdict.words == "chest pain")
    #expect(verdict.verdict.decision == .corrected)
    #expect(verdict.verdict.correction.traits?.contains(.negation) == false)
    #expect(session.screen.contains("»[chest pain]«"))
    session.keys("g f")
    #expect(session.screen.contains("»(chest pain)«"))
  }

  @Test func anotherCodeIsTaken() throws {
    let record = try record()
    var session = open(record, "6")
    let alternatives = try #require(session.state.review?.focused?.read.concepts)
    try #require(alternatives.count >= 2)
    // The digits are views elsewhere: one alone is no decision.
    session.keys("2")
    #expect(session.screen.contains("2 again takes it"))
    session.keys("j k 2 x u")
    #expect(try record.lake.verdicts().allSatisfy { $0.verdict.decision != .recoded })
    session.keys("2 2")
    let verdict = try #require(try record.lake.verdicts().last?.verdict)
    #expect(verdict.decision == .recoded)
    #expect(verdict.correction.concept?.code == alternatives[1].code)
    session.keys("u 9")
    #expect(session.screen.contains("codes are proposed, and none has the number 9"))
  }

  @Test func otherWordsAndAnotherKindAreCorrected() throws {
    let record = try record()
    var session = open(record, "6 { ) )")
    // "chest pain" ends a word earlier, and then again where it did.
    session.keys("H")
    #expect(session.screen.contains("»chest« instead of »chest pain«; u takes it back"))
    #expect(session.screen.contains("»[chest]«") || session.screen.contains("»{chest}«"))
    #expect(try record.lake.verdicts().last?.verdict.correction.span?.count == 5)
    session.keys("L")
    #expect(session.screen.contains("»{chest pain}«"))
    #expect(try record.lake.verdicts().last?.verdict.correction.span == nil)
    // Its beginning reaches to "Denies".
    session.keys("g H")
    #expect(session.screen.contains("»{Denies chest pain}«"))
    session.keys("g k")
    #expect(session.screen.contains("problem → med; u takes it back"))
    #expect(try record.lake.verdicts().last?.verdict.correction.type == .genericName)
    session.keys("u u u u")
    #expect(try record.lake.verdicts().last?.verdict.decision == .unreviewed)
    #expect(session.screen.contains("»{chest pain}«"))
  }

  @Test func theTrailSaysWhichKindBecameWhich() throws {
    let record = try record()
    defer { withExtendedLifetime(record) {} }
    var session = open(record, "6 { g k", 120, 40)
    #expect(session.screen.contains("g k  #1 problem → med  T2DM"))
    session.keys("g k")
    #expect(session.screen.contains("g k  #1 med → brand  T2DM"))
    for word in ["GENERIC", "BRAND", "DX_NAME"] { #expect(!session.screen.contains(word)) }
  }

  @Test func whatIsTypedTakesThePlaceOfTheProposedWords() throws {
    let record = try record()
    defer { withExtendedLifetime(record) {} }
    var session = open(record, "6 { s")
    #expect(session.screen.contains("code for: T2DM"))
    session.type("as")
    #expect(session.state.prompt?.line.text == "as")
    session.keys("esc s left right")
    session.type("x")
    #expect(session.state.prompt?.line.text == "T2DMx")
    session.keys("esc s enter")
    #expect(session.screen.contains("'T2DM'") || session.screen.contains("E11"))
  }

  @Test func nothingIsLeftOfNoEntity() throws {
    let record = try record()
    let session = open(record, "6 { H")
    #expect(session.screen.contains("It cannot reach less"))
    #expect(try record.lake.verdicts().isEmpty)
  }

  @Test func aCodeIsFoundByWords() throws {
    let record = try record()
    var session = open(record, "6 { s ctrl-u")
    session.type("asthma")
    session.keys("enter")
    #expect(session.screen.contains("J45"))
    session.keys("1 1")
    let verdict = try #require(try record.lake.verdicts().last)
    #expect(verdict.words == "T2DM")
    #expect(verdict.verdict.decision == .recoded)
    #expect(verdict.verdict.correction.concept?.code.hasPrefix("J45") == true)
    session.keys("( s ctrl-u")
    session.type("xyzzy")
    session.keys("enter")
    #expect(session.screen.contains("No code is known for 'xyzzy'"))
  }

  @Test func allThatIsListedIsAcceptedAndTakenBackAtOnce() throws {
    let record = try record()
    var session = open(record, "6 { x A")
    // It asks first, and says how sure the least sure of them is.
    let scores = session.state.review?.content?.entities.filter {
      $0.stored.isReviewable && $0.decision == .unreviewed
    }.map(\.stored.score)
    let lowest = AppState.score(try #require(scores?.min()))
    #expect(session.screen.contains("Accept \(scores?.count ?? 0) entities?"))
    #expect(session.screen.contains("The lowest score is \(lowest)."))
    session.keys("n")
    #expect(session.screen.contains("Nothing was accepted"))
    #expect(try decisions(record) == ["rejected T2DM"])
    session.keys("A y")
    let waiting = try #require(
      session.state.review?.content?.entities.count { $0.stored.isReviewable }
    )
    #expect(try decisions(record).filter { $0.hasPrefix("accepted") }.count == waiting - 1)
    #expect(session.state.review?.waiting == 0)
    session.keys("u")
    #expect(session.state.review?.waiting == waiting - 1)
    session.keys("U")
    #expect(session.state.review?.waiting == 0)
    // What was rejected by hand stays so.
    #expect(session.state.review?.content?.entities.contains { $0.decision == .rejected } == true)
  }

  @Test func theQueueGoesOverNotesAndPatients() throws {
    let record = try record()
    defer { withExtendedLifetime(record) {} }
    var session = open(record, "6 {")
    #expect(session.screen.contains("DocumentReference/n1"))
    session.keys("}")
    #expect(session.screen.contains("DocumentReference/n2"))
    session.keys("esc g E")
    #expect(session.screen.contains("ALL PATIENTS"))
    session.keys("} }")
    #expect(session.screen.contains("DocumentReference/n3"))
    #expect(session.screen.contains("Lind"))
    // Space goes round to what was left.
    session.keys("a space")
    #expect(session.screen.contains("unreviewed in 2 notes"))
  }

  @Test func theLeastScoreSaysWhatItHides() throws {
    let record = try record()
    defer { withExtendedLifetime(record) {} }
    var session = open(record, "6")
    let all = try #require(session.state.review?.listed.count)
    session.keys("c c c")
    let listed = try #require(session.state.review?.listed.count)
    let hidden = try #require(session.state.review?.hiddenCount)
    #expect(listed + hidden == all)
    #expect(session.screen.contains("(\(hidden) hidden)"))
    session.keys("c")
    #expect(session.state.review?.listed.count == all)
  }

  @Test func enterLeadsToTheTimelineAndBack() throws {
    let record = try record()
    defer { withExtendedLifetime(record) {} }
    var session = open(record, "6 { enter")
    #expect(session.state.panes.isEmpty)
    let chart = try #require(session.state.chart)
    let selected = try #require(chart.selected)
    #expect(chart.chart?[selected].key == ResourceKey(type: "DocumentReference", id: "n1"))
    session.keys("esc")
    #expect(session.state.panes.last?.kind == .review)
    session.keys("esc")
    #expect(session.state.screen == .chart)
  }

  @Test func entitiesAreALaneOfTheTimeline() throws {
    let record = try record()
    var session = open(record, "")
    func titles() -> [String] {
      guard let chart = session.state.chart?.chart else { return [] }
      return chart.timeline.entries.map(\.event).filter { $0.lane == .entities }.map(\.title)
    }
    #expect(titles().contains("no chest pain"))
    #expect(titles().contains("family: stroke"))
    // A rejected one leaves it.
    session.keys("6 { x esc")
    #expect(!titles().contains("T2DM"))
  }

  @Test func nothingIsWrittenReadOnly() throws {
    let record = try record()
    let session = open(record, "6 a", isReadOnly: true)
    #expect(try record.lake.verdicts().isEmpty)
    #expect(session.screen.contains("--readonly"))
  }

  @Test func aLakeThatWasNotReadSaysHow() throws {
    let record = try record(isRead: false)
    defer { withExtendedLifetime(record) {} }
    let session = open(record, "6")
    #expect(session.screen.contains("tarn extract"))
  }

  @Test func decisionsThatCannotBeStoredAreKeptAndToldOf() throws {
    let record = try record()
    var session = SessionDriver(
      80,
      24,
      lake: StoreSource(record.lake),
      editor: FailingEditor()
    )
    session.keys("g E a")
    #expect(session.screen.contains("NOT SAVED"))
    #expect(session.state.review?.unsaved.count == 1)
  }

  /// While another program writes, decisions wait; they are tried again, and nobody leaves without them
  /// who has not said so.
  @Test func decisionsThatCouldNotBeStoredAreTriedAgain() throws {
    let record = try record()
    let editor = BusyEditor()
    var session = SessionDriver(120, 40, lake: StoreSource(record.lake), editor: editor)
    session.keys("g E a j")
    #expect(session.screen.contains("1 decision NOT SAVED"))
    session.keys("Q")
    #expect(session.state.isRunning)
    #expect(session.screen.contains("Q again ends without it"))
    session.keys("j")
    editor.isBusy = false
    session.receive(.tick, after: 1000)
    #expect(editor.stored == 0)
    session.receive(.tick, after: 1100)
    #expect(editor.stored == 1)
    #expect(!session.screen.contains("NOT SAVED"))
    session.keys("Q")
    #expect(!session.state.isRunning)
  }

  @Test func whoeverLeavesIsDoneWhenTheDecisionIsStored() throws {
    let record = try record()
    let editor = BusyEditor()
    var session = SessionDriver(120, 40, lake: StoreSource(record.lake), editor: editor)
    session.keys("g E a Q")
    #expect(session.state.isRunning)
    editor.isBusy = false
    session.receive(.tick, after: 2100)
    #expect(editor.stored == 1)
    #expect(!session.state.isRunning)
    var other = SessionDriver(120, 40, lake: StoreSource(record.lake), editor: FailingEditor())
    other.keys("g E a Q Q")
    #expect(!other.state.isRunning)
  }

  /// An editor whose lake another program writes to.
  private final class BusyEditor: LakeEditing, @unchecked Sendable {
    var isBusy = true
    var stored = 0

    func restore(_ key: TUI.ResourceKey) throws -> EditOutcome { throw FailingEditor.Full() }
    func undo(_ job: Int, later: LaterChanges) throws -> EditOutcome { throw FailingEditor.Full() }
    func review(_ decisions: [ReviewDecision]) throws -> Int? {
      if isBusy { throw FailingEditor.Full() }
      stored += decisions.count
      return nil
    }
  }

  private struct FailingEditor: LakeEditing {
    func restore(_ key: TUI.ResourceKey) throws -> EditOutcome { throw Full() }
    func undo(_ job: Int, later: LaterChanges) throws -> EditOutcome { throw Full() }
    func review(_ decisions: [ReviewDecision]) throws -> Int? { throw Full() }

    struct Full: Error, CustomStringConvertible {
      var description: String { "the disk is full" }
    }
  }

  // MARK: - Notes against chart

  @Test(arguments: [(80, 24), (120, 40)])
  func notesAndChartStandBesideEachOther(_ width: Int, _ height: Int) throws {
    let record = try record()
    defer { withExtendedLifetime(record) {} }
    var session = open(record, "g o", width, height)
    session.expectScreen("\(width)x\(height)-reconciliation")
    // The newest note, at the very words; back leads to the row that it was opened from.
    session.keys("j enter")
    #expect(session.state.panes.isEmpty)
    #expect(session.state.screen == .chart)
    let sheet = try #require(session.state.chart?.sheet)
    #expect(sheet.kind == .note)
    #expect(sheet.key.description == "DocumentReference/n1")
    let mention = try #require(sheet.mention)
    #expect(sheet.note?.entities[mention].stored.text == "lisinopril")
    let line = try #require(sheet.lines?.line(ofMark: mention))
    #expect(line >= sheet.top)
    session.keys("esc")
    #expect(session.state.panes.last?.kind == .reconciliation)
    #expect(session.state.panes.last?.cursor.index == 1)
    // What the chart alone has opens as what it is.
    session.keys("G enter")
    #expect(session.state.chart?.sheet?.kind == .detail)
    #expect(session.state.chart?.sheet?.key.type == "AllergyIntolerance")
    session.keys("esc")
    #expect(session.state.panes.last?.kind == .reconciliation)
    #expect(session.screen.contains("▸ chart only"))
  }

  @Test(arguments: [(40, 10), (60, 20), (80, 24), (95, 24), (96, 30), (120, 40), (200, 60)])
  func bothSidesAreSaidAsFarAsThereIsRoom(_ width: Int, _ height: Int) throws {
    let record = try record()
    try record.writeMore([
      RecordFixture.document("n9", "okafor", "NKDA. Takes warfarin daily.", "2024-05-19")
    ])
    try record.readNotes()
    defer { withExtendedLifetime(record) {} }
    let session = open(record, "g o", width, height)
    let screen = session.screen
    #expect(screen.contains("disagreement"))
    #expect(screen.contains("Penicillin"))
    guard width >= 60 else { return }
    #expect(screen.contains("2024-05-19") && screen.contains("'NKDA'"))
    #expect(screen.contains("chart") || screen.contains("CHART"))
  }

  @Test func aNoteThatWasChangedSinceIsSearchedForTheWords() throws {
    let record = try record()
    defer { withExtendedLifetime(record) {} }
    try record.correctNote()
    try record.writeMore([
      RecordFixture.document("n1", "okafor", "Addendum.\nHPI: T2DM and HTN.", "2024-04-20")
    ])
    var session = open(record, "g o", 80, 24)
    session.keys("enter")
    let sheet = try #require(session.state.chart?.sheet)
    #expect(sheet.mark == nil)
    #expect(!sheet.words.isEmpty)
  }

  @Test func theMarkStandsOnTheWordsOfItsCodePoints() throws {
    let text = "First line.\n\tTab 👩 é and peanuts, a long line that is broken at some place."
    let range = try #require(text.firstRange(of: "peanuts"))
    let begin = text[..<range.lowerBound].unicodeScalars.count
    for width in 8...60 {
      let lines = NoteLines(text, width: width, opened: begin..<begin + 7)
      let marked = lines.lines.compactMap { line in
        line.opened.map { columns in
          String(
            DisplayText(line.text).clusters.reduce(into: (column: 0, text: "")) { state, cluster in
              if columns.contains(state.column) {
                let scalars = DisplayText(line.text).scalars(of: cluster)
                state.text.unicodeScalars.append(contentsOf: scalars)
              }
              state.column += cluster.width
            }.text
          )
        }
      }.joined()
      #expect(marked == "peanuts", "\(width)")
    }
  }

  // MARK: - The note

  @Test func entitiesAreNotBrokenAndNothingIsLost() {
    let text = "alpha beta gamma delta\n\n  epsilon\tzeta 👩 é eta"
    let start = text.unicodeScalars.count - "zeta 👩 é eta".unicodeScalars.count
    let span = ReviewLines.Span(
      range: start..<start + 4,
      brackets: ("[", "]"),
      role: .entityProblem,
      number: 1,
      isFocused: true
    )
    for width in 10...40 {
      let lines = ReviewLines(text, spans: [span], width: width)
      for line in lines.lines { #expect(line.width <= width, "\(width)") }
      let all = lines.lines.map { $0.parts.map(\.text).joined() }
      let bare = all.joined(separator: " ").split(separator: " ").joined(separator: " ")
      #expect(bare == "alpha beta gamma delta epsilon »[zeta]«1 👩 é eta", "\(width)")
      #expect(lines.focusLine == all.firstIndex { $0.contains("»[zeta]«") })
    }
  }

  /// Whoever judges over all patients sees first whose note it is.
  @Test func theQueueNamesThePatientBeforeTheNote() throws {
    let record = try record()
    defer { withExtendedLifetime(record) {} }
    let session = open(record, "g E")
    let title = session.row(1)
    let name = try #require(
      title.range(of: "Okafor")?.lowerBound ?? title.range(of: "Lind")?.lowerBound
    )
    #expect(name < (try #require(title.range(of: "DocumentReference")?.lowerBound)))
  }
}
