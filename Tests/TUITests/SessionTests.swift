// SPDX-License-Identifier: Apache-2.0

import Terminal
import TestSupport
import Testing
import Timeline

@testable import TUI

@Suite("Key sessions")
struct SessionTests {
  private func open(_ keys: String = "", width: Int = 80, height: Int = 24) -> SessionDriver {
    var session = SessionDriver(width, height)
    session.keys("f")
    session.type("moreno")
    session.keys("enter enter")
    session.keys(keys)
    return session
  }

  // MARK: - Patients

  @Test func lettersOfANameNarrowTheListWhileTheyAreTyped() {
    var session = SessionDriver(80, 24)
    session.keys("f")
    session.type("nguy")
    #expect(session.state.list.focused?.id == "002775")
    #expect(session.screen.contains("2 of 15 patients"))
    session.keys("esc")
    #expect(session.state.list.rows.count == 15)
    #expect(session.state.list.focused?.id == "001093")
  }

  /// What Enter sends before the terminal is in raw mode.
  @Test func aLineFeedIsEnter() {
    var session = open()
    let opened = session.state.chart?.patient.id
    session = SessionDriver(80, 24)
    session.keys("f")
    session.type("moreno")
    session.keys("enter C-j")
    #expect(opened != nil)
    #expect(session.state.chart?.patient.id == opened)
  }

  @Test func droppingTheFilterKeepsThePatient() {
    var session = SessionDriver(80, 24)
    session.keys("f")
    session.type("ziegler")
    session.keys("enter x")
    #expect(session.state.list.rows.count == 15)
    #expect(session.state.list.focused?.name == "Ziegler, Max")
  }

  @Test(arguments: [
    ("a", "Ziegler, Max"), ("e", "O'Brien, Séamus"),
    ("c", "Moreno, Ana Lucía"), ("l", "Abara, Chidi"), ("m", "Ziegler, Max"),
    ("d", "Moreno, Ana Lucía"),
  ])
  func theListIsSorted(_ key: String, _ first: String) {
    var session = SessionDriver(80, 24)
    session.keys("s \(key) g g")
    #expect(session.state.list.focused?.name == first)
  }

  @Test func theSameSortAgainReverses() {
    var session = SessionDriver(80, 24)
    session.keys("s n s enter")
    #expect(session.state.list.isReversed)
    session.keys("G")
    let names = session.state.list.rows.map { session.state.list.table[Int($0)].sortName }
    #expect(names.filter { !$0.isEmpty } == names.filter { !$0.isEmpty }.sorted(by: >))
    #expect(names.last?.isEmpty == true)
  }

  @Test func patientsAreMarkedAndFound() {
    var session = SessionDriver(80, 24)
    session.keys("j j space g g")
    #expect(session.state.list.marked == ["004417"])
    session.keys("'")
    #expect(session.state.list.focused?.id == "004417")
  }

  @Test func theNextPatientOpensFromWithinAPatient() {
    var session = SessionDriver(80, 24)
    session.keys("j enter g 2 >")
    #expect(session.state.chart?.patient.id == "004417")
    #expect(session.state.chart?.view == .problems)
    session.keys("<")
    #expect(session.state.chart?.patient.id == "000218")
    session.keys("esc")
    #expect(session.state.list.focused?.id == "000218")
  }

  @Test func aPatientThatCannotBeReadSaysWhy() {
    var session = SessionDriver(80, 24)
    session.keys("f")
    session.type("brien")
    session.keys("enter enter")
    #expect(session.screen.contains("The patient's events cannot be read"))
    #expect(session.screen.contains("disk I/O error"))
    session.keys("esc j enter")
    #expect(session.state.isRunning)
  }

  // MARK: - Timeline

  @Test func theTimelineOpensAtTheLatestEvent() {
    let session = open()
    let chart = session.state.chart
    let event = chart?.selected.flatMap { chart?.chart?.event($0) }
    #expect(event?.title == "Weight")
    #expect(session.state.chart?.time.viewport.level == .life)
  }

  @Test func zoomingInAndOutAgainChangesNothing() {
    var session = open("z 8")
    let before = session.state.chart?.time
    session.keys("+ + + - - -")
    #expect(session.state.chart?.time == before)
  }

  @Test func zoomingKeepsTheCursorsMoment() {
    var session = open("z 7")
    let moment = session.state.chart?.time.cursor
    session.keys("+")
    session.keys("- -")
    #expect(session.state.chart?.time.cursor == moment)
  }

  @Test(arguments: [
    ("1", ZoomLevel.day), ("3", .month), ("5", .year), ("7", .fiveYears), ("8", .tenYears),
    ("9", .life),
  ])
  func zAndADigitChooseALevel(_ digit: String, _ level: ZoomLevel) {
    let session = open("z \(digit)")
    #expect(session.state.chart?.time.viewport.level == level)
  }

  @Test func abnormalValuesAreWalked() {
    var session = open("g g")
    session.keys("e e")
    let chart = session.state.chart
    let event = chart?.selected.flatMap { chart?.chart?.event($0) }
    #expect(event?.flag.isAbnormal == true)
    let first = chart?.selected
    session.keys("e E")
    #expect(session.state.chart?.selected == first)
  }

  @Test func bracketsWalkTheLaneAndBracesTheEncounters() {
    var session = open("{")
    let chart = session.state.chart
    #expect(chart?.selected.flatMap { chart?.chart?.event($0).lane } == .encounters)
    let encounter = chart?.selected ?? 0
    session.keys("[")
    let earlier = session.state.chart?.selected ?? 0
    #expect(earlier < encounter)
    session.keys("]")
    #expect(session.state.chart?.selected == encounter)
  }

  @Test func theGoToPromptMovesTheCursor() {
    var session = open("t")
    session.type("2022-07")
    session.keys("enter")
    #expect(session.state.chart?.time.cursor == CivilTime(year: 2022, month: 7).milliseconds)
    session.keys("C-o")
    #expect(
      session.state.chart?.time.viewport.cursor != CivilTime(year: 2022, month: 7).milliseconds
    )
    session.keys("t")
    session.type("soon")
    session.keys("enter")
    #expect(session.screen.contains("'soon' is no date"))
  }

  @Test func alignmentMakesTheEventDayZero() {
    var session = open("t")
    session.type("next lab")
    session.keys("esc A")
    #expect(session.state.chart?.isRelative == true)
    #expect(session.screen.contains("day 0"))
    session.keys("T")
    #expect(!session.screen.contains("day 0 "))
    session.keys("A")
    #expect(session.state.chart?.dayZero == nil)
  }

  @Test func lanesExpandHideAndComeBack() {
    var session = open("z 8", width: 120, height: 40)
    session.keys("g h")
    #expect(session.state.chart?.time.hidden == [.vitals])
    #expect(session.screen.contains("1 lane off"))
    session.keys("g l space")
    #expect(session.state.chart?.time.hidden == [])
    #expect(session.state.chart?.time.expanded.count == 1)
  }

  @Test func marksComeBackToTheirPlace() {
    var session = open("z 8 m a")
    let place = session.state.chart?.time
    session.keys("0 g g ' a")
    #expect(session.state.chart?.time == place)
    session.keys("' b")
    #expect(session.screen.contains("There is no mark 'b'"))
  }

  // MARK: - Counts, views, keys

  @Test func aCountRepeatsAMovement() {
    var session = SessionDriver(80, 24)
    session.keys("9 j")
    #expect(session.state.list.cursor.index == 9)
    session.keys("4 k")
    #expect(session.state.list.cursor.index == 5)
  }

  @Test func digitsAreViewsInAPatientAndCountsInPairs() {
    var session = open("tab")
    let before = session.state.chart?.selected ?? 0
    session.keys("1 2 k")
    #expect(session.state.chart?.view == .timeline)
    #expect(session.state.chart?.selected == before - 12)
    session.keys("4")
    #expect(session.state.chart?.view == .labs)
  }

  @Test func theDigitOfAViewIsNoCountForTheNextKey() {
    #expect(open("4 j").screen != open("4").screen)
    // One step down, one step up; 4 would not be taken back by one.
    #expect(open("4 j k").screen == open("4").screen)
  }

  @Test func anUnknownKeyTeaches() {
    var session = SessionDriver(80, 24)
    session.keys("K")
    #expect(session.screen.contains("'K' is not bound here; ? lists keys"))
  }

  @Test func aPrefixListsWhatMayFollow() {
    var session = open("g")
    #expect(!session.screen.contains("first line"))
    session.receive(.tick, after: PendingKeys.listDelay)
    #expect(session.screen.contains("First line or event"))
    session.keys("esc")
    #expect(session.state.pending.isEmpty)
  }

  @Test func messagesStayUntilTheyWereShown() {
    var session = SessionDriver(80, 24)
    for key in ["K", "K"] { session.receive(.key(Key(Unicode.Scalar(key) ?? "K"))) }
    #expect(session.state.log.current != nil)
    session.keys("j j")
    #expect(session.state.log.current == nil)
    session.keys("g e")
    #expect(session.screen.contains("'K' is not bound here"))
  }

  @Test func ctrlCTwiceQuits() {
    var session = SessionDriver(80, 24)
    session.keys("C-c j C-c")
    #expect(session.state.isRunning)
    session.keys("C-c")
    #expect(!session.state.isRunning)
  }

  @Test func twoHundredKeysAtOnceAreTwoHundredSteps() {
    var patients: [PatientSummary] = []
    for number in 0..<1000 {
      var patient = PatientSummary(id: String(number))
      patient.name = "Patient \(padded(number, to: 4))"
      patient.sortName = fold(patient.name)
      patients.append(patient)
    }
    let backend = HeadlessBackend(
      size: Size(width: 80, height: 24),
      inputs: Array(repeating: .key(Key("j")), count: 200) + [.key(Key("Q"))]
    )
    BrowserApp.run(
      backend: backend,
      source: FakeLake(patients: patients),
      options: BrowserOptions(now: { ClinicFixture.now })
    )
    #expect(backend.frames.count <= 40)
    #expect(backend.isClosed == false)
  }

  // MARK: - Search and filters

  @Test func hitsAreListedWhileTyping() {
    var session = open("/")
    session.type("potassium abn:!")
    #expect(session.screen.contains("1 match in 598 events, 2 changes"))
    session.keys("enter")
    let chart = session.state.chart
    #expect(chart?.selected.flatMap { chart?.chart?.event($0).flag } == .critical)
  }

  @Test func aNoteIsFoundByItsWords() {
    var session = open("/")
    session.type("dyspnea")
    #expect(session.state.prompt?.found?.count == 25)
  }

  @Test func escapePutsEverythingBack() {
    var session = open("z 8 g g")
    let before = session.state.chart?.place
    session.keys("/")
    session.type("hba1c")
    session.keys("C-n C-n esc")
    #expect(session.state.chart?.place == before)
    #expect(session.state.prompt == nil)
  }

  @Test func nothingFoundSaysWhatToDrop() {
    var session = open("/")
    session.type("hba1c lane:vitals")
    #expect(session.screen.contains("without 'lane:vitals'"))
  }

  @Test func aWrongFieldIsSaid() {
    var session = open("/")
    session.type("lan:lab")
    #expect(session.screen.contains("lan"))
    session.keys("enter")
    #expect(session.state.prompt != nil)
  }

  @Test func aFilterHidesAndSaysHowMany() {
    var session = open("f")
    session.type("lane:labs")
    session.keys("enter")
    #expect(session.screen.contains("297 of 598 events, 0 of 2 changes shown"))
    #expect(session.screen.contains("[lane:labs]"))
    session.keys("\\")
    #expect(session.screen.contains("598 events, 2 changes"))
    #expect(session.screen.contains("filters off"))
    session.keys("\\ x")
    #expect(session.state.chart?.filters.isEmpty == true)
  }

  @Test func titlesOfViewsAreCutOnlyForWantOfRoom() {
    var session = open("f", width: 120, height: 40)
    session.type("lane:labs")
    session.keys("enter")
    #expect(session.row(1).contains("1 Timeline  2 Problems  3 Meds  4 Labs  5 Notes"))
    session.resize(80, 24)
    #expect(session.row(1).contains("7 "))
    #expect(session.row(1).contains("[lane:labs]"))
  }

  @Test func filtersAreListedAndRemoved() {
    var session = open("f")
    session.type("lane:labs")
    session.keys("enter f")
    session.type("abn:H")
    session.keys("enter F")
    #expect(session.screen.contains("Filters, on"))
    session.keys("j x esc")
    #expect(session.state.chart?.filters.map(\.text) == ["lane:labs"])
  }

  @Test func completionTakesTheFocusedValue() {
    var session = open("/")
    session.type("code:crea")
    session.keys("tab")
    #expect(session.state.prompt?.line.text == "code:2160-0 ")
    session.type("ab")
    session.keys("tab")
    #expect(session.state.prompt?.line.text == "code:2160-0 abn:")
  }

  @Test func whatWasTypedComesBack() {
    var session = open("/")
    session.type("weight")
    session.keys("enter t up esc / up")
    #expect(session.state.prompt?.line.text == "weight")
  }

  @Test func allPatientsAreSearchedByNameAndEvent() {
    var session = SessionDriver(80, 24)
    session.keys("/")
    session.type("dementia")
    session.keys("enter")
    #expect(session.state.chart?.patient.id == "000031")
    let chart = session.state.chart
    #expect(chart?.selected.flatMap { chart?.chart?.event($0).title } == "Dementia")
    session.keys("esc")
    #expect(session.state.screen == .search)
    session.keys("esc")
    #expect(session.state.screen == .patients)
  }

  @Test func aPasteIsDataNeverKeys() {
    var session = SessionDriver(80, 24)
    session.receive(.paste(Paste("q:quit\nQ")))
    #expect(session.state.isRunning && session.state.prompt == nil)
    session.keys("f")
    session.receive(.paste(Paste("mor\neno\u{1B}[31m")))
    #expect(session.state.prompt?.line.text == "mor eno[31m")
  }

  /// What a terminal pastes as keys does not search with each of them for ever.
  @Test func aFullLineTakesNoMore() {
    var session = SessionDriver(80, 24)
    session.keys("f")
    session.type(String(repeating: "m", count: 1001))
    #expect(session.state.prompt?.line.text.count == 1000)
    #expect(session.state.log.entries.last?.message.what.contains("The line is full") == true)
  }

  // MARK: - Detail, notes, versions

  @Test func linksAreFollowedAndComeBack() {
    var session = open("/", width: 120, height: 40)
    session.type("creatinine lane:labs date:2022-05")
    session.keys("enter enter")
    #expect(session.state.chart?.sheets.count == 1)
    session.keys("enter")
    #expect(session.state.chart?.sheet?.key.type == "Encounter")
    session.keys("esc")
    #expect(session.state.chart?.sheet?.key.type == "Observation")
    session.keys("tab enter")
    #expect(session.screen.contains("cannot be followed"))
    session.keys("esc")
    #expect(session.state.chart?.sheets.isEmpty == true)
  }

  @Test func theReferenceAndTheJSONAreCopied() {
    var session = open("enter y")
    #expect(session.copied.last?.hasPrefix("Observation/") == true)
    session.keys("Y")
    #expect(session.copied.last?.hasPrefix("{\"resourceType\"") == true)
    #expect(session.screen.contains("Copied"))
  }

  @Test func deidentifiedNothingIsNamedOrCopied() {
    var session = SessionDriver(80, 24, isDeidentified: true)
    session.keys("j j enter enter y")
    #expect(!session.screen.contains("MORENO"))
    #expect(!session.screen.contains("004417"))
    #expect(!session.screen.contains("1961"))
    #expect(session.copied.isEmpty)
  }

  @Test func aNoteIsReadFromWhatWasMeasuredThen() {
    var session = open("/")
    session.type("creatinine date:2023-11")
    session.keys("enter o")
    #expect(session.screen.contains("CC: follow-up of kidney disease"))
    session.keys("/")
    session.type("METFORMIN")
    session.keys("enter")
    #expect(session.screen.contains("'METFORMIN' in 1 line"))
    session.keys("n r")
    #expect(session.screen.contains("\"resourceType\""))
  }

  /// In a list whose rows are not opened yet, and where no pane shows them, the JSON is read first.
  @Test(arguments: ["4", "5", "1", "2"])
  func theJSONOfARowIsCopiedUnopened(_ view: String) throws {
    var session = open(view)
    let key = try #require(session.state.focusedKey)
    session.keys("Y")
    let copied = try #require(session.copied.last, "\(session.screen)")
    #expect(copied.contains("\"resourceType\": \"\(key.type)\", \"id\": \"\(key.id)\""))
    #expect(session.state.chart?.sheet == nil)
  }

  @Test func versionsAreWalkedAndCompared() {
    var session = open("g 7", width: 120, height: 40)
    #expect(session.screen.contains("valueQuantity.value"))
    #expect(session.screen.contains("clinical"))
    session.keys("[")
    #expect(session.screen.contains("v1 is the first version"))
    session.keys("v ] v")
    #expect(session.state.chart?.versions.pair == VersionsState.Pair(old: 1, new: 2))
    session.keys("t")
    #expect(!session.screen.contains("\"status\": \"final\""))
    session.keys("D")
    #expect(session.screen.contains("filter: deleted"))
    #expect(!session.screen.contains("lab-iface"))
  }

  // MARK: - Work beside the screen

  @Test func onlyTheLastOfManyKeysStartsWork() {
    var session = SessionDriver(80, 24, isWorkHeld: true)
    session.finishWork()
    session.isWorkHeld = true
    session.keys("f")
    session.type("moreno")
    session.finishWork()
    #expect(session.state.list.rows.count == 1)
  }

  @Test func whatComesTooLateIsNotLookedAt() {
    var session = SessionDriver(80, 24)
    session.isWorkHeld = true
    session.keys("enter")
    session.keys("esc j enter")
    #expect(session.screen.contains("reading events"))
    session.finishWork()
    #expect(session.state.chart?.patient.id == session.state.chart?.chart?.patientID)
  }

  @Test func idleWantsNoTick() {
    let session = open()
    #expect(session.state.deadline == nil)
  }

  @Test func aPatientOpenedByIDIsNamedOnceTheListIsRead() {
    let session = SessionDriver(80, 24, patientID: "004417")
    #expect(session.state.chart?.patient.id == "004417")
    #expect(session.state.chart?.patient.name == "Moreno, Ana Lucía")
  }

  /// Return may come before the hits do: the newest is where it leads either way.
  @Test(arguments: [false, true]) func aSearchGoesToTheNewestHit(isWorkHeld: Bool) {
    var session = SessionDriver(80, 24)
    session.keys("f")
    session.type("moreno")
    session.keys("enter enter")
    session.isWorkHeld = isWorkHeld
    session.keys("/")
    session.type("hba1c type:lab")
    session.keys("enter")
    session.finishWork()
    let row = session.row(session.frame().cursor.position.y)
    let found = session.screen.split(separator: "\n").first {
      $0.hasPrefix("▸") && $0.contains("HbA1c")
    }
    #expect(found?.contains("2024-02-08") == true, "\(row)\n\(session.screen)")
    #expect(!session.screen.contains("Continued"))
  }
}
