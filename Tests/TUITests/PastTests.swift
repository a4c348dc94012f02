// SPDX-License-Identifier: Apache-2.0

import Terminal
import TestSupport
import Testing
import Timeline

@testable import TUI

@Suite("The past")
struct PastTests {
  private func names(_ session: SessionDriver) -> Set<String> {
    Set(session.state.list.rows.map { session.state.list.table[Int($0)].name })
  }

  private func open(_ record: RecordFixture, _ keys: String = "") -> SessionDriver {
    var session = record.session()
    session.keys("f")
    session.type("okafor")
    session.keys("enter x enter")
    session.keys(keys)
    return session
  }

  private func look(_ session: inout SessionDriver, _ text: String) {
    session.keys("R")
    session.type(text)
    session.keys("enter")
  }

  /// The titles and values of the events of the open patient, changes aside.
  private func events(_ session: SessionDriver) -> Set<String> {
    guard let chart = session.state.chart?.chart else { return [] }
    return Set(
      (0..<chart.count).map { chart.event($0) }.filter { $0.lane != .changes }
        .map { "\($0.title) \($0.value ?? "")".trimmed }
    )
  }

  // MARK: - As of

  @Test func whoWasNotKnownThenIsNotListed() throws {
    var session = try RecordFixture().session()
    #expect(names(session) == ["Okafor, Ngozi", "Lind, Åke", "Vega, Luz"])
    look(&session, "2024-03-01")
    #expect(names(session) == ["Okafor, Ngozi", "Lind, Åke"])
    #expect(session.state.list.table.index(ofID: "vega") == nil)
  }

  /// That the lake holds nobody would be said of now.
  @Test func beforeTheFirstJobNobodyWasKnown() throws {
    var session = try RecordFixture().session()
    look(&session, "2001")
    #expect(session.screen.contains("Nobody was known then; R returns to now"), "\(session.screen)")
    #expect(!session.screen.contains("holds no patients"))
  }

  /// 2024-01-15 is after job 1 alone, and so on.
  @Test(arguments: [
    ("2024-01-15", Set(["Glucose 5.4", "Epilepsy", "Penicillin"])),
    ("2024-02", Set(["Glucose 6.1", "Epilepsy", "Penicillin"])),
    ("2", Set(["Glucose 6.1", "Epilepsy", "Penicillin"])),
    ("2024-03-05", Set(["Glucose 6.1", "Penicillin"])),
    ("2023", Set<String>()),
    ("-3mo", Set(["Glucose 6.1", "Epilepsy", "Penicillin"])),
  ])
  func aPatientIsShownAsKnownThen(_ typed: String, _ expected: Set<String>) throws {
    var session = open(try RecordFixture())
    #expect(events(session) == ["Glucose 6.2", "Penicillin", "Creatinine 88"])
    look(&session, typed)
    #expect(events(session) == expected)
    #expect(session.row(0).contains("NOT NOW"))
    session.keys("R enter")
    #expect(session.state.moment == nil)
    #expect(events(session) == ["Glucose 6.2", "Penicillin", "Creatinine 88"])
    #expect(!session.screen.contains("NOT NOW"))
  }

  /// She was born on 1970-02-03; now it is 2024-06-03.
  @Test(arguments: [("2024-01-15", 53), ("2024-02", 54), ("2023", 53), ("1", 53), ("2", 54)])
  func aPatientIsAsOldAsThen(_ typed: String, _ age: Int) throws {
    let record = try RecordFixture()
    var session = open(record)
    #expect(session.row(0).contains("F 54y"))
    look(&session, typed)
    // Who was not known then has no age.
    if session.state.chart?.patient.birthDate.isEmpty == false {
      #expect(session.screen.contains("F \(age)y"), "\(session.screen)")
    } else {
      #expect(typed == "2023")
    }
    session.keys("R enter")
    #expect(session.row(0).contains("F 54y"))
    withExtendedLifetime(record) {}
  }

  @Test func whereNothingHappenedNoDateStands() throws {
    let record = try RecordFixture()
    var session = record.session(120, 40)
    session.keys("f")
    session.type("okafor")
    session.keys("enter x enter")
    look(&session, "2023")
    #expect(!session.screen.contains("1970"))
    withExtendedLifetime(record) {}
  }

  @Test func agesInTheListAreThoseOfThen() throws {
    let record = try RecordFixture()
    var session = record.session()
    session.keys("f")
    session.type("age:54")
    session.keys("enter")
    #expect(session.state.list.rows.count == 3)
    look(&session, "2024-01-15")
    #expect(session.state.list.rows.isEmpty)
    withExtendedLifetime(record) {}
  }

  /// A list of the whole lake that was opened over a patient's entities is nobody's.
  @Test func noNameStandsAboveWhatIsOfAllPatients() throws {
    let record = try RecordFixture.withNotes()
    for keys in ["g J", "g N", "g J enter"] {
      for before in ["", "6", "g c", "g o"] {
        var session = open(record, before)
        #expect(session.row(0).contains("OKAFOR"), "\(before)")
        session.keys(keys)
        #expect(!session.row(0).contains("OKAFOR"), "\(before) \(keys)")
        #expect(session.row(0).contains("ALL PATIENTS"), "\(before) \(keys)")
      }
    }
    // The other way round it is the patient's again.
    var session = open(record, "g J g c")
    #expect(session.row(0).contains("OKAFOR"))
    session.keys("enter")
    #expect(session.row(0).contains("OKAFOR"))
    withExtendedLifetime(record) {}
  }

  @Test func whatChangedHasTheRoomOfShortNames() throws {
    let record = try RecordFixture()
    try record.writeMore([
      """
      {"resourceType":"Observation","id":"long","status":"final",\
      "subject":{"reference":"Patient/okafor"},"code":{"text":"Creatinine renal clearance"},\
      "effectiveDateTime":"2024-04-01"}
      """
    ])
    var session = record.session(120, 40)
    session.keys("g c")
    #expect(session.screen.contains("Creatinine renal clearance"))
    withExtendedLifetime(record) {}
  }

  @Test func whyAJobWasDoneHasTheRoom() throws {
    let record = try RecordFixture()
    var session = record.session(120, 40)
    session.keys("g J")
    #expect(session.screen.contains("Dilution corrected"))
    // On a narrow screen the status line has it.
    session.resize(60, 24)
    session.keys("j j")
    #expect(session.screen.contains("3/4   Dilution corrected"))
    withExtendedLifetime(record) {}
  }

  @Test func detailVersionsAndSearchesAreOfTheMoment() throws {
    var session = open(try RecordFixture())
    look(&session, "2024-03-01")
    session.keys("/")
    session.type("glucose")
    session.keys("enter enter")
    #expect(session.screen.contains("6.1 mmol/L"))
    #expect(session.state.shownDetail?.versions.map(\.number) == [2, 1])
    session.keys("g /")
    session.type("epilepsy")
    #expect(session.state.search?.hits.map(\.event.key.id) == ["epilepsy"])
    session.keys("C-u")
    session.type("creatinine")
    #expect(session.state.search?.hits.isEmpty == true)
    session.keys("C-u")
    session.type("glucose")
    #expect(session.state.search?.hits.map(\.event.event.value) == ["6.1"])
  }

  @Test func aDateAfterTheLastJobIsNow() throws {
    var session = try RecordFixture().session()
    look(&session, "2024-05-01")
    #expect(session.state.moment == nil)
    #expect(session.screen.contains("This is now: nothing was recorded after 2024-05-01"))
    look(&session, "99")
    #expect(session.screen.contains("There is no such job"))
    look(&session, "yesterdy")
    #expect(session.screen.contains("'yesterdy' is no date and no job"))
    #expect(session.state.moment == nil)
  }

  @Test func theFocusStaysOnWhatIsStillThere() throws {
    var session = open(try RecordFixture(), "/")
    session.type("glucose")
    session.keys("enter")
    look(&session, "1")
    let chart = session.state.chart
    #expect(chart?.selected.flatMap { chart?.chart?[$0].key.id } == "glucose")
  }

  @Test func theBrowserCanBeginInThePast() throws {
    let record = try RecordFixture()
    let moment = Moment(job: 1, recorded: 0, isNewest: false, label: "2024-01-15")
    let session = record.session(moment: moment)
    #expect(names(session) == ["Okafor, Ngozi", "Lind, Åke"])
    #expect(session.row(0).contains("AS OF 2024-01-15"))
  }

  @Test(arguments: [(80, 24), (120, 40), (200, 60), (40, 12), (20, 5)])
  func theRowAboveAlwaysSaysSo(_ size: (Int, Int)) throws {
    var session = try RecordFixture().session(size.0, size.1)
    look(&session, "2024-03-01")
    session.keys("g g enter")
    #expect(session.row(0).contains("NOT NOW"))
    #expect(session.row(0).contains("2024-03-01"))
    let (grid, _) = session.frame()
    #expect(grid.canvas.cell(x: 0, y: 0)?.style == Role.bannerAsOf.style)
    session.expectScreen("\(size.0)x\(size.1)-as-of")
  }

  @Test func asOfStandsOutWithoutColour() {
    #expect(MonoTheme.looks["ui.banner.as-of"] != MonoTheme.plain)
    #expect(MonoTheme.looks["ui.banner.as-of"] != MonoTheme.looks["ui.banner"])
    #expect(MonoTheme.looks["flag.deleted.ghost"] != MonoTheme.plain)
  }

  // MARK: - Recorded

  @Test func eventsStandWhereTheyWereRecorded() throws {
    var session = open(try RecordFixture(), "g r")
    #expect(session.screen.contains("RECORDED"))
    let chart = try #require(session.state.chart?.chart)
    let days = (0..<chart.count).filter { chart.event($0).lane != .changes }
      .map { "\(chart[$0].key.id) \(DateText.day(CivilTime(milliseconds: chart.place($0))))" }
    #expect(days == ["penicillin 2024-01-10", "glucose 2024-04-02", "creatinine 2024-04-02"])
    look(&session, "1")
    let summary = session.state.chart?.summary
    let open = session.state.chart?.chart
    #expect(summary?.problems.compactMap { open?.event($0).title } == ["Epilepsy"])
    look(&session, "")
    session.keys("j g r")
    #expect(!session.screen.contains("RECORDED"))
    #expect(session.state.chart?.chart?.isByRecording == false)
  }

  // MARK: - Differences

  @Test func differencesFromThePastToNow() throws {
    var session = open(try RecordFixture())
    look(&session, "2024-01-15")
    session.keys("g d")
    // What is gone comes before what has changed, and that before what came in.
    #expect(
      differences(session) == [
        "deleted epilepsy 1-2", "changed glucose 1-3", "added creatinine 0-1",
      ]
    )
    session.expectScreen("80x24-differences")
    let changed = try #require(
      session.screen.split(separator: "\n").first { $0.contains("~ changed") }
    )
    #expect(changed.contains(" value 5.4 → "))
    session.keys("j enter")
    #expect(session.screen.contains("valueQuantity.value"))
    #expect(session.screen.contains("5.4"))
    // A first version is read by its elements; the JSON is below them.
    session.keys("esc j enter")
    #expect(session.screen.contains("creatinine  v1"))
    #expect(session.screen.contains(/\n status +final/))
    session.keys("esc esc")
    #expect(session.state.panes.isEmpty)
  }

  @Test(arguments: [
    ("1..3", ["deleted epilepsy 1-2", "changed glucose 1-2"]),
    ("3 .. 1", ["deleted epilepsy 1-2", "changed glucose 1-2"]),
    ("2024-03-05", ["changed glucose 2-3", "added creatinine 0-1"]),
    ("2024-01-15 .. 2024-02-25", ["changed glucose 1-2"]),
  ])
  func differencesOfTwoMoments(_ typed: String, _ expected: [String]) throws {
    var session = open(try RecordFixture(), "g d")
    session.type(typed)
    session.keys("enter")
    #expect(Set(differences(session)) == Set(expected))
  }

  /// Among those of all patients each says whose it is.
  @Test(arguments: [(80, 24), (120, 40), (200, 60)])
  func differencesOfTheLakeSayWhoseTheyAre(_ size: (Int, Int)) throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    var session = record.session(size.0, size.1)
    session.keys("g d")
    session.type("1..3")
    session.keys("enter")
    let row = session.screen.split(separator: "\n").first { $0.contains("Epilepsy") }
    #expect(row?.contains("Okafor") == true, "\(session.screen)")
  }

  private func differences(_ session: SessionDriver) -> [String] {
    guard case .differences(let found) = session.state.panes.last?.content else { return [] }
    return found.map { "\($0.kind) \($0.key.id) \($0.from ?? 0)-\($0.last.number)" }
  }

  // MARK: - Changes

  @Test func changesSayWhoWhenAndWhat() throws {
    var session = open(try RecordFixture(), "g c")
    guard case .changes(let changes, _) = session.state.panes.last?.content else {
      Issue.record("No changes are listed")
      return
    }
    #expect(changes.map(\.version.job) == changes.map(\.version.job).sorted(by: >))
    #expect(changes.count == 8)
    #expect(session.screen.contains("DELETED"))
    #expect(session.screen.contains("value 6"))
    session.expectScreen("80x24-changes")
    session.resize(200, 60)
    #expect(session.screen.contains("value 6.1 → 6.2"))
    session.expectScreen("200x60-changes")
    #expect(session.screen.contains("1 clinical"))
    session.keys("esc g C")
    #expect(session.screen.contains("the whole lake"))
    #expect(session.screen.contains("10 versions"))
  }
}
