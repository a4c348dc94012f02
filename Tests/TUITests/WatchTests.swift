// SPDX-License-Identifier: Apache-2.0

import FHIR
import Foundation
import Store
import Terminal
import TestSupport
import Testing
import Timeline

@testable import TUI

/// What another process writes while the browser is open.
@Suite("A lake that others write to")
struct WatchTests {
  private func open(_ record: RecordFixture, _ width: Int = 80, _ height: Int = 24) -> SessionDriver
  {
    var session = record.session(width, height)
    session.keys("f")
    session.type("okafor")
    session.keys("enter x enter")
    return session
  }

  private static func potassium(_ value: String, date: String = "2024-05-01") -> String {
    """
    {"resourceType":"Observation","id":"potassium-\(date)","status":"final",\
    "subject":{"reference":"Patient/okafor"},"code":{"text":"Potassium"},\
    "effectiveDateTime":"\(date)","valueQuantity":{"value":\(value),"unit":"mmol/L"}}
    """
  }

  /// Lets a second pass, as far as the state knows, and tells that the lake was touched.
  private func touch(_ session: inout SessionDriver) {
    session.receive(.lake(.written), after: 1100)
  }

  @Test func whatAnotherProcessWroteIsShownAndSaid() throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    var session = open(record, 120, 40)
    #expect(!session.screen.contains("Potassium"))
    try record.writeMore([Self.potassium("4.4")])
    touch(&session)
    #expect(session.screen.contains("The lake changed: job 5, import by interface: 1 new"))
    #expect(session.screen.contains("Potassium"))
  }

  /// A mark of a list stays its row's, whatever else came.
  @Test func aMarkOfAListOutlivesWhatIsWritten() throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    var session = open(record, 120, 40)
    session.keys("4")
    let event = try #require(session.state.focusedEvent)
    let title = try #require(session.state.chart?.chart).event(event).listTitle
    session.keys("m b")
    try record.writeMore([Self.potassium("4.4"), Self.potassium("4.1", date: "2019-01-01")])
    touch(&session)
    let place = try #require(session.state.chart?.marks["b"])
    let listed = try #require(place.listed)
    #expect(session.state.chart?.chart?.event(listed).listTitle == title)
  }

  /// Whoever has a record open that is erased elsewhere must not go on reading it.
  @Test func anErasedRecordIsNotShownAnyMore() throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    var session = open(record, 120, 40)
    session.keys("2 enter")
    #expect(session.screen.contains("Penicillin"))
    _ = try record.lake.erase(
      record.lake.erasure(ofPatient: "okafor"),
      JobDescription(
        kind: .erase,
        startedAt: 1_800_000_000_000,
        author: "office",
        program: "tests"
      ),
      endedAt: { 1_800_000_000_000 }
    )
    touch(&session)
    #expect(!session.screen.contains("Penicillin"))
    #expect(!session.row(0).contains("OKAFOR"))
    for view in ["1", "2", "4", "5", "7"] {
      session.keys(view)
      for word in ["Penicillin", "Glucose", "Epilepsy"] {
        #expect(!session.screen.contains(word), "view \(view)")
      }
    }
  }

  /// The header is of now, whether or not the list is on the screen.
  @Test func theHeaderIsOfNow() throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    var session = open(record, 120, 40)
    #expect(!session.row(0).contains("last seen 2024-05-01"))
    try record.writeMore([
      Self.potassium("4.4"),
      #"{"resourceType":"Patient","id":"okafor","name":[{"family":"Okafor-Smith"}]}"#,
    ])
    touch(&session)
    #expect(session.row(0).contains("Okafor-Smith"))
    #expect(session.row(0).contains("last seen 2024-05-01"))
  }

  /// Who is deleted while the record is open, and who was deleted before.
  @Test(arguments: [120, 80]) func theHeadSaysThatThePatientIsDeleted(_ width: Int) throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    var session = open(record, width, 24)
    #expect(!session.row(0).contains("DELETED"))
    let key = Store.ResourceKey(type: .patient, id: "okafor")
    try record.write(.delete, (2024, 5, 21), "clerk", nil, [], deleting: key)
    touch(&session)
    #expect(session.row(0).contains("DELETED"), "\(session.screen)")
  }

  /// A record may be merged into the one that is open.
  @Test(arguments: [200, 120]) func theHeadSaysWhatWasMergedIntoIt(_ width: Int) throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    // Where the list is beside the record, and where it is read again only when it is looked at.
    var session = open(record, width, width == 200 ? 60 : 40)
    #expect(!session.row(0).contains("OLD RECORD"))
    try record.writeMore([
      """
      {"resourceType":"Patient","id":"lind","name":[{"family":"Lind"}],\
      "link":[{"type":"replaced-by","other":{"reference":"Patient/okafor"}}]}
      """
    ])
    touch(&session)
    #expect(session.row(0).contains("OLD RECORD:1"))
  }

  @Test func cursorWindowAndFocusStayWhereTheyAre() throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    var session = open(record)
    session.keys("/")
    session.type("glucose")
    session.keys("enter z 5 P")
    let before = try #require(session.state.chart)
    let key = try #require(before.selected.flatMap { before.chart?[$0].key })
    try record.writeMore([
      Self.potassium("4.4", date: "1980-01-01"), Self.potassium("4.5", date: "2024-05-01"),
    ])
    touch(&session)
    let after = try #require(session.state.chart)
    #expect(after.chart?.count == (before.chart?.count ?? 0) + 2)
    #expect(after.selected.flatMap { after.chart?[$0].key } == key)
    #expect(after.pinned.map { after.chart?[Int($0)].key } == [key])
    #expect(after.time.viewport.window == before.time.viewport.window)
    #expect(after.time.cursor == before.time.cursor)
    #expect(after.time.lane == before.time.lane)
    #expect(after.focus == before.focus)
    session.keys("n")
    #expect(session.screen.contains("Continued at the first hit"), "the hits are still known")
  }

  @Test func aListKeepsItsRowAndTheFilterNeverFlashes() throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    var session = open(record)
    session.keys("4 j f")
    session.type("glucose|creatinine")
    session.keys("enter G")
    let focus = session.row(session.frame().cursor.position.y)
    try record.writeMore([Self.potassium("4.4")])
    touch(&session)
    #expect(session.row(session.frame().cursor.position.y) == focus)
    #expect(!session.screen.contains("Potassium"))
  }

  @Test func thePatientListKeepsItsLine() throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    var session = record.session(80, 24)
    session.keys("s n G")
    let focus = session.state.list.focused?.id
    try record.writeMore([RecordFixture.patient("aaron", "Aaron", "Abel")])
    touch(&session)
    #expect(session.screen.contains("AARON, Abel"))
    #expect(session.state.list.focused?.id == focus)
  }

  /// What comes in above a list that stands at its top is on the screen.
  @Test func aListAtItsTopShowsWhatComesInThere() throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    try record.writeMore(
      (1...60).map { RecordFixture.patient("x\($0)", "Crowd\(1000 + $0)", "Abel") }
    )
    var session = record.session(80, 24)
    session.keys("s n g g")
    let focus = session.state.list.focused?.id
    try record.writeMore([RecordFixture.patient("aaron", "Aaron", "Abel")])
    touch(&session)
    #expect(session.screen.contains("AARON, Abel"), "\(session.screen)")
    #expect(session.state.list.focused?.id == focus)
  }

  @Test func nothingIsReadWhileAPromptIsTyped() throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    var session = open(record)
    session.keys("/")
    session.type("pot")
    try record.writeMore([Self.potassium("4.4")])
    touch(&session)
    #expect(session.state.deadline == nil, "nobody waits for a moment to read")
    #expect(session.state.chart?.chart?.members(of: .lane(.labs)).count == 2)
    session.keys("esc")
    #expect(session.state.chart?.chart?.members(of: .lane(.labs)).count == 3)
  }

  @Test func anEntityUnderReviewDoesNotMove() throws {
    let record = try RecordFixture.withNotes()
    defer { withExtendedLifetime(record) {} }
    var session = open(record)
    session.keys("6 { a")
    let focus = session.row(session.frame().cursor.position.y)
    let place = session.state.review?.place
    try record.writeMore([Self.potassium("4.4")])
    touch(&session)
    #expect(session.screen.contains("The lake changed: job"))
    #expect(session.state.review?.place == place)
    #expect(session.row(session.frame().cursor.position.y) == focus)
    session.keys("esc")
    #expect(session.state.chart?.chart?.members(of: .lane(.labs)).count == 3)
  }

  @Test func ownWritesAreNoNews() throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    var session = open(record)
    session.keys("g x u y")
    touch(&session)
    #expect(!session.state.log.entries.contains { $0.message.what.hasPrefix("The lake changed") })
  }

  @Test func ownDecisionsDoNotTakeThePlaceOfWhatTheySay() throws {
    let record = try RecordFixture.withNotes()
    defer { withExtendedLifetime(record) {} }
    var session = open(record)
    session.keys("6 { ) ) H")
    touch(&session)
    #expect(session.screen.contains("»chest« instead of »chest pain«"))
    #expect(!session.state.log.entries.contains { $0.message.what.hasPrefix("The lake changed") })
  }

  @Test func aTouchWithoutNewsReadsNothing() throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    var session = open(record)
    let chart = session.state.chart?.chart
    touch(&session)
    #expect(session.state.chart?.chart === chart)
    #expect(session.state.log.entries.isEmpty)
    #expect(session.state.deadline == nil)
  }

  @Test func manyWritesInASecondAreReadOnce() throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    var session = open(record)
    try record.writeMore([Self.potassium("4.4")])
    touch(&session)
    let chart = session.state.chart?.chart
    for day in 2...5 {
      try record.writeMore([Self.potassium("4.4", date: "2024-05-0\(day)")])
      session.receive(.lake(.written), after: 50)
    }
    #expect(session.state.chart?.chart === chart, "read again too soon")
    let due = try #require(session.state.deadline)
    session.receive(.tick, after: due - session.state.clock)
    #expect(session.state.chart?.chart?.members(of: .lane(.labs)).count == 7)
    #expect(session.state.deadline == nil)
  }

  @Test func thePastDoesNotChange() throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    var session = open(record)
    session.keys("R")
    session.type("2")
    session.keys("enter")
    let chart = session.state.chart?.chart
    try record.writeMore([Self.potassium("4.4")])
    touch(&session)
    #expect(session.screen.contains("The lake changed: job 5"))
    #expect(session.state.chart?.chart === chart)
  }

  @Test func aListOfJobsKeepsItsFocusWhenOneComesInAbove() throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    var session = open(record)
    session.keys("g J j j")
    #expect(session.state.panes.last?.focusedJob == 2)
    try record.writeMore([Self.potassium("4.4")])
    touch(&session)
    #expect(session.screen.contains("5 jobs"))
    #expect(session.state.panes.last?.focusedJob == 2)
  }

  // MARK: - The file

  @Test(arguments: [
    (LakeWatcher.Change.removed, "The lake is no longer in its place"),
    (.replaced, "Another file lies in the place of the lake"),
  ])
  func aFileThatIsNotInItsPlaceIsSaidAndNotWritten(
    _ change: LakeWatcher.Change,
    _ text: String
  )
    throws
  {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    var session = open(record)
    session.receive(.lake(change))
    #expect(session.screen.contains(text))
    session.keys("g x u")
    #expect(session.screen.contains("is not possible"))
    session.receive(.lake(.returned))
    #expect(session.screen.contains("in its place again"))
    session.keys("u")
    #expect(session.screen.contains("Bring it back?"))
  }
}
