// SPDX-License-Identifier: Apache-2.0

import FHIR
import Testing
import Timeline

@testable import TUI

@Suite("Ranges, and going on")
struct RangeTests {
  private final class Files: @unchecked Sendable {
    var texts: [String: String] = [:]
  }

  private func open(_ keys: String, _ files: Files = Files()) -> SessionDriver {
    var session = SessionDriver(120, 40) { path, bytes in
      files.texts[path] = String(decoding: bytes, as: UTF8.self)
    }
    session.keys("f")
    session.type("moreno")
    session.keys("enter x enter")
    session.keys(keys)
    return session
  }

  private func range(_ session: SessionDriver) -> Range<Int64>? { session.state.timeRange }

  @Test func aRangeReachesToTheCursor() throws {
    var session = open("z 5 v")
    let start = try #require(range(session))
    session.keys("h h h")
    let wide = try #require(range(session))
    #expect(wide.upperBound == start.upperBound)
    #expect(wide.lowerBound < start.lowerBound)
    #expect(wide.contains(session.state.chart?.time.cursor ?? .min))
    // The message has gone with the next key, and the range is said.
    let status = session.row(38)
    #expect(status.contains("range 20"))
    #expect(status.contains(" days  "))
    #expect(status.contains("z zooms"))
    #expect(session.row(5).contains("━━━"))
    session.keys("esc")
    #expect(range(session) == nil)
    #expect(session.state.screen == .chart)
  }

  /// A mark that is set in a list is the row's, wherever the cursor of the timeline stands.
  @Test func aMarkOfAListIsNamedAndDatedAsItsRow() throws {
    var session = open("4 j j j")
    let event = try #require(session.state.focusedEvent)
    let loaded = try #require(session.state.chart?.chart)
    let shown = loaded.event(event)
    session.keys("m b 2 j m c g m")
    let line = session.state.dates.axisDay(try #require(shown.start)) + " " + shown.listTitle
    #expect(session.screen.contains("'b  \(line)"), "\(session.screen)")
    session.keys("esc 4 G ' b")
    #expect(session.state.chart?.view == .labs)
    #expect(session.state.focusedEvent == event)
  }

  /// A column of minutes is named by them: a day would say that nothing was on it.
  @Test func theHeadOfTheEventsSaysTheHours() {
    var session = open("z z z z z z z z z z")
    let head = session.screen.split(separator: "\n").first { $0.contains("Events · ") } ?? ""
    #expect(
      head.firstMatch(of: #/· \d{4}-\d\d-\d\d \d\d:\d\d( … (\d{4}-\d\d-\d\d )?\d\d:\d\d)? ·/#)
        != nil,
      "\(head)"
    )
    session.keys("0")
    let life = session.screen.split(separator: "\n").first { $0.contains("Events · ") } ?? ""
    #expect(!life.contains(":"))
  }

  /// What is marked within a day is what is listed: not all of the day.
  @Test func aRangeOfHoursIsOfItsHours() throws {
    let events = (0..<24).map { hour in
      var event = Event(lane: .labs, title: "Lactate \(hour)")
      event.start = CivilTime(year: 2024, month: 1, day: 3).milliseconds + Int64(hour) * 3_600_000
      event.startPrecision = .minute
      event.offsetMinutes = 0
      return ChartEvent(
        event: event,
        key: TUI.ResourceKey(type: "Observation", id: "\(hour)"),
        version: 1
      )
    }
    let lake = FakeLake(patients: [PatientSummary(id: "1")], events: ["1": events])
    var session = SessionDriver(120, 40, lake: lake, patientID: "1")
    session.keys("z 1 v h h h h h h h h h h h h h h h h h h h h")
    let chosen = try #require(range(session))
    #expect(chosen.count < 23 * 3_600_000)
    let inside = events.count { chosen.contains($0.event.start ?? 0) }
    let status = session.row(38)
    #expect(status.contains("\(inside) row") && !status.contains("1 day"), "\(status)")
    session.keys("f")
    #expect(session.state.listedEvents.count == inside, "\(session.screen)")
    let chip = session.state.chart?.filters.last?.text ?? ""
    #expect(chip.hasPrefix("date:2024-01-03T") && chip.contains("..2024-01-03T"), "\(chip)")
  }

  @Test func aRangeIsChosenOnTheTrendsToo() throws {
    var session = open("g t v h h h")
    #expect(range(session) != nil)
    #expect(session.row(4).contains("━━━"))
    let years = session.row(3)
    #expect(years.contains("2020"))
    // Day 0 is that of the trends as well.
    session.keys("esc A")
    #expect(!session.row(3).contains("2020"))
    #expect(session.row(3).contains("y"))
  }

  @Test func zoomShowsAllOfIt() throws {
    var session = open("v h h h h")
    let chosen = try #require(range(session))
    session.keys("z")
    #expect(range(session) == nil)
    let window = try #require(session.state.chart?.time.viewport.window)
    #expect(window.lowerBound <= chosen.lowerBound && chosen.upperBound <= window.upperBound)
    #expect(chosen.contains(session.state.chart?.time.cursor ?? .min))
    #expect(session.state.chart?.time.viewport.level != .life)
    // The range is what is shown, but for a column.
    #expect(Double(chosen.count) > 0.95 * Double(window.count))
    session.keys("Z")
    let wider = try #require(session.state.chart?.time.viewport)
    #expect(!wider.isFitted)
    #expect(wider.length > Int64(window.count))
    session.keys("z z")
    #expect(Int64(window.count) > session.state.chart?.time.viewport.length ?? .max)
    session.keys("C-o")
    #expect(session.state.chart?.time.viewport.level == .life)
  }

  @Test func aFilterListsOnlyIt() throws {
    var session = open("z 5 v h h h h")
    let chosen = try #require(range(session))
    session.keys("f")
    let chart = try #require(session.state.chart)
    let loaded = try #require(chart.chart)
    #expect(chart.filters.map(\.text).first?.hasPrefix("date:20") == true)
    let shown = try #require(chart.shown)
    #expect(!shown.isEmpty)
    let inside = (0..<loaded.undatedStart).filter { chosen.contains(loaded.place($0)) }
    #expect(Set(inside).isSubset(of: Set(shown.map(Int.init))))
    #expect(shown.count < loaded.count)
  }

  @Test func onlyTheRangeIsWritten() throws {
    let files = Files()
    var session = open("tab v j j", files)
    session.keys("g w")
    session.type("part.csv")
    session.keys("enter")
    let text = try #require(files.texts["part.csv"])
    let chosen = try #require(range(session))
    let loaded = try #require(session.state.chart?.chart)
    let overlapping = (0..<loaded.undatedStart).filter { index in
      loaded.timeline.marks[index].overlaps(chosen)
    }
    #expect(text.split(whereSeparator: \.isNewline).count == overlapping.count + 1)
  }

  @Test func rowsOfAListAreARange() throws {
    let files = Files()
    var session = open("4 v j", files)
    #expect(session.state.rangeText?.contains("2 rows") == true)
    session.keys("g w")
    session.type("rows.csv")
    session.keys("enter")
    #expect(files.texts["rows.csv"]?.split(whereSeparator: \.isNewline).count == 3)
    session.keys("1")
    #expect(session.state.chart?.range == nil)
  }

  @Test func aRangeOfPatientsIsMarked() {
    var session = SessionDriver(80, 24)
    session.keys("v j j space")
    #expect(session.state.list.marked.count == 3)
    #expect(session.state.patientRange == nil)
    session.keys("v j esc")
    #expect(session.state.patientRange == nil)
    #expect(session.state.list.marked.count == 3)
  }

  // MARK: - Going on

  @Test func aDistanceIsGoneAgain() throws {
    var session = open("z 5 t")
    session.type("-6mo")
    session.keys("enter")
    let first = try #require(session.state.chart?.time.cursor)
    session.keys(". .")
    let third = try #require(session.state.chart?.time.cursor)
    let expected = CivilTime(milliseconds: first).adding(months: -6).adding(months: -6)
    #expect(third == expected.milliseconds)
  }

  @Test func aDateIsNotGoneToAgain() {
    var session = open(".")
    #expect(session.screen.contains("Nothing was gone to yet"))
    session.keys("t")
    session.type("2019")
    session.keys("enter .")
    #expect(session.screen.contains("'2019' is one moment"))
  }

  @Test func inAListTheKindIsGoneAlong() throws {
    var session = open("4")
    let row = try #require(session.state.focusedEvent)
    session.keys("[")
    let sheet = try #require(session.state.chart?.sheet)
    let loaded = try #require(session.state.chart?.chart)
    let event = try #require(sheet.event)
    #expect(loaded.seriesNumber(event) == loaded.seriesNumber(row))
    #expect(event < row)
  }

  @Test func stepsAreListedAndGoneBackTo() throws {
    let record = try RecordFixture()
    var session = record.session(80, 24)
    session.keys("f")
    session.type("okafor")
    session.keys("enter x enter /")
    session.type("glucose")
    session.keys("enter enter enter")
    #expect(session.state.chart?.sheets.count == 2)
    session.keys("`")
    #expect(session.screen.contains("Steps to here: 3"))
    #expect(session.screen.contains("Patient/okafor"))
    // The step before has the focus.
    session.keys("enter")
    #expect(session.state.chart?.sheets.map(\.key.description) == ["Observation/glucose"])
    session.keys("` enter")
    #expect(session.state.chart?.sheets.isEmpty == true)
    withExtendedLifetime(record) {}
  }

  @Test func besideAListTheStepsStandInTheTitle() throws {
    let record = try RecordFixture()
    var session = record.session(120, 40)
    session.keys("f")
    session.type("okafor")
    session.keys("enter x enter /")
    session.type("glucose")
    session.keys("enter enter enter")
    #expect(session.state.chart?.sheets.count == 2)
    #expect(session.screen.contains("Observation ▸ Patient/okafor"))
    withExtendedLifetime(record) {}
  }

  // MARK: - What waits for a reviewer

  @Test func notesThatWaitAreGoneTo() throws {
    let record = try RecordFixture.withNotes()
    var session = record.session(120, 40)
    session.keys("f")
    session.type("okafor")
    session.keys("enter x enter g g )")
    let loaded = try #require(session.state.chart?.chart)
    let first = try #require(session.state.chart?.selected)
    #expect(loaded[first].key.type == "DocumentReference")
    #expect(session.screen.contains("of this note wait; 6 reviews them"))
    session.keys(") )")
    #expect(session.screen.contains("No later note waits"))
    withExtendedLifetime(record) {}
  }

  @Test func patientsWithWhatWaitsAreGoneTo() throws {
    let record = try RecordFixture.withNotes()
    var session = record.session(80, 24)
    session.keys("s n g g )")
    #expect(session.screen.contains("Counting what waits"))
    session.keys(")")
    #expect(session.state.list.focused?.id == "okafor")
    session.keys("(")
    #expect(session.state.list.focused?.id == "lind")
    withExtendedLifetime(record) {}
  }
}
