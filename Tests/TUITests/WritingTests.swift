// SPDX-License-Identifier: Apache-2.0

import FHIR
import Foundation
import Store
import Terminal
import TestSupport
import Testing
import Timeline

@testable import TUI

@Suite("Deleted resources, jobs and SQL")
struct WritingTests {
  private func open(
    _ record: RecordFixture,
    _ keys: String = "",
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

  private func versions(
    _ record: RecordFixture,
    _ type: ResourceType,
    _ id: String
  ) throws
    -> [VersionInfo]
  { try record.lake.versions(of: Store.ResourceKey(type: type, id: id)) }

  // MARK: - Deleted resources

  @Test func theDeletedAreListedWithWhoAndWhy() throws {
    let record = try RecordFixture()
    var session = open(record, "g x")
    session.expectScreen("80x24-deleted")
    for words in ["Epilepsy", "records office", "Wrong patient"] {
      #expect(session.screen.contains(words))
    }
    session.keys("esc esc g x")
    #expect(session.screen.contains("the whole lake"))
    #expect(session.screen.contains("Epilepsy"))
  }

  /// One would bring a resource back into a record that nobody names.
  @Test func whatIsOfAllPatientsSaysWhose() throws {
    let record = try RecordFixture()
    var session = open(record, "esc g x")
    let row = session.screen.split(separator: "\n").first { $0.contains("Epilepsy") }
    #expect(row?.contains("Okafor") == true)
    session.keys("u")
    #expect(session.screen.contains("Epilepsy of Okafor"))
    session.keys("n esc g c")
    #expect(session.screen.contains("PATIENT"))
    #expect(session.screen.split(separator: "\n").count { $0.contains("Okafor") } > 1)
    withExtendedLifetime(record) {}
  }

  @Test func oneKeyAndAYesBringBack() throws {
    let record = try RecordFixture()
    var session = open(record, "g x u")
    session.expectScreen("80x24-bring-back")
    session.keys("n")
    #expect(try versions(record, .condition, "epilepsy").count == 2)
    session.keys("u y")
    let versions = try versions(record, .condition, "epilepsy")
    #expect(versions.map(\.version) == [3, 2, 1])
    #expect(versions[0].author == "jdoe")
    #expect(versions[0].jobKind == .restore)
    #expect(session.screen.contains("Condition/epilepsy is back, as version 3 (job 5)"))
    #expect(session.screen.contains("Nothing is deleted"))
    session.keys("esc")
    let chart = session.state.chart?.chart
    #expect(chart?.index(of: ResourceKey(type: "Condition", id: "epilepsy")) != nil)
  }

  /// To leave would throw away what is not written to its end.
  @Test func leavingWaitsForWhatIsBeingWritten() throws {
    let record = try RecordFixture()
    var session = open(record, "g x u")
    session.isWorkHeld = true
    session.keys("y Q")
    #expect(session.state.isRunning)
    #expect(session.screen.contains("tarn ends when it is"))
    session.finishWork()
    #expect(!session.state.isRunning)
    #expect(try versions(record, .condition, "epilepsy").count == 3)
    session = open(record, "esc g J U")
    session.isWorkHeld = true
    session.keys("y Q Q")
    #expect(!session.state.isRunning)
  }

  @Test func nothingIsWrittenReadOnlyOrInThePast() throws {
    let record = try RecordFixture()
    var session = open(record, "g x u", isReadOnly: true)
    #expect(session.state.log.current?.why == "the browser was opened with --readonly")
    session = open(record, "R")
    session.type("2024-03-10")
    session.keys("enter g x u")
    #expect(
      session.state.log.current?.why
        == "this is the lake as of 2024-03-10; R and Enter return to now"
    )
    session.keys("esc g J U")
    #expect(session.state.popups.isEmpty)
    #expect(try versions(record, .condition, "epilepsy").count == 2)
  }

  @Test func ghostsStandWhereTheyWere() throws {
    let record = try RecordFixture()
    var session = open(record, "D")
    let chart = try #require(session.state.chart?.chart)
    let number = try #require(chart.ghosts.keys.first)
    #expect(chart.event(number).title == "Epilepsy")
    #expect(session.state.chart?.summary?.problems.isEmpty == true)
    var list = session
    list.keys("g 2")
    #expect(!list.screen.contains("Epilepsy"))
    #expect(
      DateText.day(CivilTime(milliseconds: chart.place(number))) == "2023-11-01"
    )
    session.keys("/")
    session.type("in:deleted")
    session.keys("enter")
    #expect(session.screen.contains("x Epilepsy"))
    session.expectScreen("80x24-ghost")
    session.keys("D")
    #expect(session.state.chart?.chart?.ghosts.isEmpty == true)
    #expect(!session.screen.contains("x Epilepsy"))
  }

  @Test func aGhostIsBroughtBackFromTheTimeline() throws {
    let record = try RecordFixture()
    var session = open(record, "/")
    session.type("in:deleted")
    session.keys("enter")
    #expect(session.state.chart?.look.hasGhosts == true)
    session.keys("u y")
    #expect(try versions(record, .condition, "epilepsy").count == 3)
    #expect(session.state.chart?.chart?.ghosts.isEmpty == true)
  }

  @Test func wordsDoNotFindTheDeleted() throws {
    var session = open(try RecordFixture(), "D /")
    session.type("epilepsy")
    let chart = try #require(session.state.chart?.chart)
    let found = (session.state.prompt?.found ?? []).map { chart.event(Int($0)).lane }
    #expect(found.allSatisfy { $0 == .changes })
    session.type(" in:deleted")
    #expect(session.state.prompt?.found?.count == 1)
  }

  @Test func theDeletedOfAllPatientsAreFound() throws {
    var session = try RecordFixture().session()
    session.keys("/")
    session.type("in:deleted epil")
    #expect(session.state.search?.hits.map(\.event.key.id) == ["epilepsy"])
    #expect(session.screen.contains("x Epilepsy"))
    var opened = session
    opened.keys("enter")
    let chart = try #require(opened.state.chart?.chart)
    let focused = try #require(opened.state.focusedEvent)
    #expect(chart[focused].key.id == "epilepsy", "\(opened.screen)")
    #expect(opened.screen.contains("x Epilepsy"))
    session.keys("C-u")
    session.type("in:gone")
    #expect(session.screen.contains("did you mean 'deleted'"))
  }

  @Test func theDetailOfTheDeletedSaysWhoAndWhy() throws {
    var session = open(try RecordFixture(), "/", 120, 40)
    session.type("in:deleted")
    session.keys("enter enter")
    #expect(session.screen.contains("DELETED 2024-03-05 09:00 by records office, job 3"))
    #expect(session.screen.contains("Epilepsy"))
  }

  // MARK: - Jobs

  @Test func jobsAreListedAndOpened() throws {
    var session = try RecordFixture().session()
    session.keys("g J")
    session.expectScreen("80x24-jobs")
    session.keys("G enter")
    session.expectScreen("80x24-job")
    #expect(session.screen.contains("AllergyIntolerance"))
    #expect(session.screen.contains("OKAFOR, Ngozi"))
    // The glucose was written again by jobs 2 and 4.
    #expect(session.screen.contains("v1, now v3"))
    // A patient is opened from the list, and esc comes back to it.
    session.keys("j j j j j enter")
    #expect(session.state.chart?.patient.id == "okafor")
    session.keys("esc")
    #expect(session.state.panes.last?.kind == .job(1))
    session.keys("esc esc")
    #expect(session.state.panes.isEmpty)
  }

  @Test func aJobThatNothingFollowedIsUndone() throws {
    let record = try RecordFixture()
    var session = record.session()
    session.keys("g J U")
    #expect(session.screen.contains("Undo job 4?"))
    #expect(session.screen.contains("2 resources it made are deleted"))
    #expect(session.screen.contains("1 resource goes back to before it"))
    session.keys("y")
    #expect(session.screen.contains("Job 4 is undone by job 5: 1 as before it, 2 deleted"))
    #expect(try versions(record, .observation, "creatinine").first?.interaction == .delete)
    #expect(try versions(record, .observation, "glucose").count == 4)
    #expect(session.state.list.table.index(ofID: "vega") == nil)
  }

  @Test func aJobThatOthersFollowedIsRefusedWithAList() throws {
    let record = try RecordFixture()
    var session = record.session()
    session.keys("g J j j U")
    session.expectScreen("80x24-undo-refused")
    #expect(session.screen.contains("Observation/glucose  v2, now v3"))
    session.keys("y")
    #expect(try versions(record, .observation, "glucose").count == 3)
    session.keys("o")
    let newest = try record.lake.resource(Store.ResourceKey(type: .observation, id: "glucose"))
    #expect(newest.document?.root["valueQuantity"]?["value"]?.numberText == "5.4")
    session.keys("g g U")
    #expect(session.screen.contains("Undo job 5?"))
  }

  @Test func deidentifiedNothingNamesAPatient() throws {
    var session = SessionDriver(
      120,
      40,
      lake: StoreSource(try RecordFixture().lake),
      isDeidentified: true
    )
    session.keys("g c")
    #expect(!session.screen.contains("Okafor") && !session.screen.contains("Lind"))
    session.keys("esc g J G enter")
    #expect(!session.screen.contains("OKAFOR"))
    session.keys("esc esc g s")
    #expect(session.state.prompt == nil)
    #expect(session.state.log.current?.why == "SQL is off while patients are de-identified")
  }

  // MARK: - SQL

  private func ask(_ session: inout SessionDriver, _ statement: String) {
    session.keys("g s")
    if session.state.prompt == nil { session.keys("i") }
    session.keys("C-u")
    session.type(statement)
    session.keys("enter")
  }

  @Test func aQueryGivesATable() throws {
    var session = try RecordFixture().session()
    ask(&session, "SELECT id, birthDate, versionId FROM Patient ORDER BY id")
    #expect(session.state.sql.table?.rows.map { $0[0] } == ["lind", "okafor", "vega"])
    #expect(session.state.sql.table?.numeric == [2])
    #expect(session.screen.contains("3 rows · 3 columns"))
    session.keys("j j l")
    #expect(session.screen.contains("3/3"))
    #expect(!session.screen.contains("okafor"))
    session.keys("h i up up down esc")
    #expect(session.state.panes.last?.kind == .sql)
  }

  /// A name is completed by tab, and the query that results is accepted as it is.
  @Test func namesAreCompletedWhileTheyAreTyped() throws {
    var session = try RecordFixture().session()
    session.keys("g s")
    session.type("SELECT birthD")
    #expect(session.screen.contains("birthDate"))
    session.keys("tab")
    session.type(" FROM Pat")
    session.keys("tab")
    #expect(session.state.prompt?.line.text == "SELECT birthDate FROM Patient")
    session.keys("enter")
    #expect(session.state.sql.table?.columns == ["birthDate"])
    // Called up again, it is left alone: up and down go through what was typed before.
    session.keys("i")
    #expect(session.state.prompt?.completions.candidates.isEmpty == true)
    session.keys("C-u")
    session.type("SELECT gend")
    session.keys("esc i up")
    #expect(session.state.prompt?.line.text == "SELECT birthDate FROM Patient")
  }

  @Test func aNameIsPickedFromTheListOfViews() throws {
    var session = try RecordFixture().session()
    session.keys("g s esc t /")
    session.type("pat birth")
    session.keys("enter j enter")
    #expect(session.state.prompt?.line.text == "SELECT id, birthDate FROM Patient LIMIT 100")
    session.keys("enter")
    #expect(session.state.sql.table?.rows.count == 3)
    // What is being typed waits for the list, and goes on with what is picked.
    session.keys("i C-u")
    session.type("SELECT id FROM")
    session.keys("C-t esc")
    #expect(session.state.prompt?.line.text == "SELECT id FROM")
    session.keys("C-t /")
    session.type("patient")
    session.keys("enter enter")
    #expect(session.state.prompt?.line.text == "SELECT id FROM Patient")
    session.keys("esc")
    #expect(session.state.panes.last?.kind == .sql)
    #expect(session.state.prompt == nil)
  }

  @Test func aRowOpensTheResourceThatItIsAbout() throws {
    var session = try RecordFixture().session()
    ask(&session, "SELECT id, code FROM AllergyIntolerance ORDER BY id")
    #expect(session.screen.contains("Penicillin"))
    #expect(!session.screen.contains("{\"text\""))
    session.keys("enter")
    #expect(session.state.chart?.patient.id == "okafor")
    #expect(session.state.chart?.sheet?.key.type == "AllergyIntolerance")
    #expect(session.screen.contains("Penicillin"))
    session.keys("esc")
    #expect(session.state.panes.last?.kind == .sql)
    #expect(session.state.screen == .patients)
    // A patient opens by its id; back leads here again.
    ask(&session, "SELECT patient_id, count(*) FROM Observation GROUP BY 1")
    session.keys("enter")
    #expect(session.state.chart?.patient.id == "okafor")
    session.keys("esc")
    #expect(session.state.panes.last?.kind == .sql)
  }

  @Test func aRowWithoutAResourceIsShownWhole() throws {
    var session = try RecordFixture().session()
    ask(&session, #"SELECT 'one' AS a, '{"b":[1,{"c":2.50}]}' AS j, NULL AS n"#)
    #expect(session.screen.contains("b: 1; {c: 2.50}"))
    session.keys("enter")
    #expect(session.screen.contains("Row 1 of 1"))
    #expect(session.screen.contains("\"c\": 2.50"))
    #expect(session.screen.contains("NULL"))
    session.keys("esc")
    #expect(session.state.panes.last?.kind == .sql)
    // An id of nothing says so, and its row is shown.
    ask(&session, "SELECT 'nobody' AS id FROM AllergyIntolerance")
    session.keys("enter")
    #expect(session.screen.contains("AllergyIntolerance/nobody is of no one patient"))
  }

  @Test(arguments: [(40, 10), (80, 24), (120, 40), (200, 60)])
  func viewsAndRowsFitAnyScreen(_ width: Int, _ height: Int) throws {
    let record = try RecordFixture()
    var session = record.session(width, height)
    ask(&session, "SELECT id, body FROM Patient")
    for keys in ["v G g g", "esc t G g g", "esc i C-t", "esc"] {
      session.keys(keys)
      for line in session.screen.split(separator: "\n", omittingEmptySubsequences: false) {
        #expect(DisplayWidth.of(String(line)) <= width)
      }
    }
  }

  @Test func theQueryIsOfTheMoment() throws {
    var session = try RecordFixture().session()
    session.keys("R 2 enter :")
    session.type("sql SELECT count(*) FROM Patient")
    session.keys("enter")
    #expect(session.state.sql.table?.rows == [["2"]])
  }

  @Test(arguments: [
    ("SELECT * FORM Patient", "near \"FORM\"", 9),
    ("SELECT nosuch FROM Patient", "no such column: nosuch", 7),
    ("DELETE FROM Patient", "Only SELECT", nil),
    ("SELECT 1; SELECT 2", "One query at a time", nil),
  ])
  func whatIsWrongIsSaidWithItsPlace(_ statement: String, _ words: String, _ place: Int?) throws {
    var session = try RecordFixture().session()
    ask(&session, statement)
    #expect(session.screen.contains(words))
    #expect(session.state.sql.failurePlace == place)
    #expect(session.state.sql.table == nil)
  }

  @Test func escapeStopsAQueryAndStays() throws {
    var session = try RecordFixture().session()
    session.isWorkHeld = true
    ask(&session, "SELECT 1")
    #expect(session.screen.contains("running; esc stops it"))
    session.keys("esc")
    #expect(session.screen.contains("The query was stopped"))
    #expect(session.state.panes.count == 1)
    session.finishWork()
    #expect(session.state.sql.table == nil)
    session.keys("esc")
    #expect(session.state.panes.isEmpty)
  }

  /// Where there is room for all columns, long values have it.
  @Test(arguments: [(80, [6, 40, 40, 10]), (114, [6, 50, 40, 10]), (300, [6, 90, 70, 10])])
  func longValuesHaveTheRoomThatIsLeft(_ room: Int, _ expected: [Int]) {
    var sql = SQLState()
    sql.widths = [6, 90, 70, 10]
    #expect(sql.shownWidths(from: 0, room: room) == expected)
    // Columns that are left of the screen take none of it.
    #expect(sql.shownWidths(from: 3, room: room) == [6, 40, 40, 10])
  }

  @Test func aCancelledQueryEnds() throws {
    let source = StoreSource(try RecordFixture().lake)
    let count = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT max(x) FROM c"
    #expect(throws: SQLStopped.self) {
      try source.runSQL(count, rowLimit: 10) { true }
    }
    // The connection can be used again.
    #expect(try source.runSQL("SELECT 1", rowLimit: 10) { false }.rows == [["1"]])
  }

  @Test func theResultIsWrittenToAFileThatIsNotThere() throws {
    let record = try RecordFixture()
    let file = record.folder.appendingPathComponent("out.csv").path
    var session = record.session()
    ask(&session, "SELECT id, 'a,\"b' AS q, NULL AS n FROM Patient ORDER BY id LIMIT 1")
    session.keys("E")
    session.type(file)
    session.keys("enter")
    #expect(session.screen.contains("Wrote 1 row to"))
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(text == "id,q,n\nlind,\"a,\"\"b\",\n")
    session.keys("E")
    session.type(file)
    session.keys("enter")
    #expect(session.state.log.current?.why == "there is a file of this name")
    session.keys("E")
    session.type("out.txt")
    session.keys("enter")
    #expect(session.screen.contains("says no format"))
  }

  @Test func fieldsBetweenTabsHoldNone() {
    let table = SQLTable(
      columns: ["a", "b"],
      rows: [["x\ty", "1\n2\\"]],
      numeric: [],
      isCut: false
    )
    #expect(table.text(separator: "\t") == "a\tb\nx\\ty\t1\\n2\\\\\n")
  }
}
