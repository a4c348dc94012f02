// SPDX-License-Identifier: Apache-2.0

import FHIR
import TestSupport
import Testing
import Timeline

@testable import TUI

@Suite("Dates, numbers and ages")
struct TextTests {
  @Test func civilTimeIsItsOwnInverse() {
    var random = SeededRandom(seed: 1)
    for _ in 0..<2000 {
      let seconds = Int64.random(in: -80_000_000_000...250_000_000_000, using: &random)
      #expect(CivilTime(milliseconds: seconds * 1000).milliseconds == seconds * 1000)
    }
  }

  @Test(
    arguments: [
      (0, "1970-01-01"), (-1, "1969-12-31"), (951_782_400_000, "2000-02-29"),
      (1_709_164_800_000, "2024-02-29"), (-62_135_596_800_000, "0001-01-01"),
    ] as [(Int64, String)]
  )
  func daysAreThoseOfTheCalendar(_ milliseconds: Int64, _ day: String) {
    #expect(DateText.day(CivilTime(milliseconds: milliseconds)) == day)
  }

  @Test func monthsAreAddedWithinTheMonth() {
    let january = CivilTime(year: 2024, month: 1, day: 31)
    #expect(DateText.day(january.adding(months: 1)) == "2024-02-29")
    #expect(DateText.day(january.adding(months: -11)) == "2023-02-28")
    #expect(DateText.day(january.adding(months: 25)) == "2026-02-28")
  }

  @Test(
    arguments: [
      ("1961-03-09", nil, "63"), ("1961-06-04", nil, "62"), ("1961", nil, "63"),
      ("1961-07", nil, "62"), ("1941-07-09", "2023-11-28", "82"), ("1941-07-09", "2023", "82"),
      ("", nil, "nil"), ("unknown", nil, "nil"), ("2030-01-01", nil, "nil"),
    ] as [(String, String?, String)]
  )
  func agesAreCompletedYears(_ birth: String, _ death: String?, _ age: String) {
    let years = Age.years(birthDate: birth, end: death, now: ClinicFixture.now)
    #expect(years.map(String.init) ?? "nil" == age)
  }

  @Test(arguments: [
    (DatePrecision.year, "≈2019"), (.month, "≈2019-03"), (.day, "2019-03-02"),
    (.minute, "2019-03-02 10:15"),
  ])
  func datesAreNoMorePreciseThanTheyAreKnown(_ precision: DatePrecision, _ text: String) {
    var event = Event(lane: .labs, title: "x")
    event.start = CivilTime(year: 2019, month: 3, day: 2, hour: 10, minute: 15).milliseconds
    event.startPrecision = precision
    #expect(DateText(zone: .utc).dayAndClock(of: event) == text)
  }

  @Test(
    arguments: [
      (DatePrecision.minute, 10 * 60 + 15, DatePrecision.minute, "2019-03-02 10:15 – 11:29"),
      (.minute, 11 * 60 + 29, .minute, "2019-03-02 11:29"), (.day, 0, .day, "2019-03-02"),
      (.minute, 10 * 60 + 15, .day, "2019-03-02 10:15"),
    ] as [(DatePrecision, Int, DatePrecision, String)]
  )
  func whatBeganAndEndedOnADayHasItOnce(
    _ startPrecision: DatePrecision,
    _ minute: Int,
    _ endPrecision: DatePrecision,
    _ text: String
  ) {
    var event = Event(lane: .encounters, title: "x")
    let day = CivilTime(year: 2019, month: 3, day: 2).milliseconds
    event.shape = .span
    event.start = day + Int64(minute) * 60_000
    event.startPrecision = startPrecision
    // Ends are exclusive.
    event.end = endPrecision == .day ? day + 86_400_000 : day + (11 * 60 + 30) * 60_000
    event.endPrecision = endPrecision
    #expect(DateText(zone: .utc).range(of: event) == text)
  }

  @Test(arguments: [
    (0, "0"), (412, "412"), (1789, "1,789"), (32_630, "32,630"), (120_400, "120k"),
    (3_400_000, "3M"),
  ])
  func countsOfLanesAreWrittenAsTheOthers(_ number: Int, _ text: String) {
    #expect(shortCount(number) == text)
  }

  @Test(arguments: [
    (0, "0 notes"), (1, "1 note"), (2, "2 notes"), (1_789, "1,789 notes"),
  ])
  func aNounFollowsItsNumber(_ number: Int, _ text: String) {
    #expect(counted(number, "note") == text)
  }

  @Test func momentsAreShownInTheZoneAndDatesAreNot() {
    let lima = DisplayZone(name: "America/Lima") { _ in -300 }
    var moment = Event(lane: .labs, title: "x")
    moment.start = CivilTime(year: 2019, month: 3, day: 2, hour: 2).milliseconds
    moment.startPrecision = .minute
    moment.offsetMinutes = 0
    moment.moveToAxis(lima)
    #expect(DateText(zone: lima).dayAndClock(of: moment) == "2019-03-01 21:00")
    var date = moment
    date.start = CivilTime(year: 2019, month: 3, day: 2).milliseconds
    date.startPrecision = .day
    date.moveToAxis(lima)
    #expect(DateText(zone: lima).day(of: date) == "2019-03-02")
    #expect(lima.label(at: 0) == "America/Lima -05")
  }

  @Test(arguments: [
    (1234.5, 1, "1234.5"), (-0.04, 1, "0.0"), (0.05, 1, "0.1"), (2, 0, "2"), (-1.5, 2, "-1.50"),
  ])
  func decimalsAreNeverScientific(_ number: Double, _ places: Int, _ text: String) {
    #expect(decimal(number, places: places) == text)
  }

  @Test(arguments: [
    (999, "999 B"), (1100, "1.1 kB"), (54_321, "54 kB"), (4_200_000, "4.2 MB"),
    (3_000_000_000, "3.0 GB"),
  ])
  func sizesAreReadable(_ bytes: Int, _ text: String) { #expect(byteSize(bytes) == text) }

  /// A panel may have the code of one of its results, and keeps its own name.
  @Test(arguments: [("3 results", "Mineral bone panel"), ("216", "PTH (intact)")])
  func aPanelIsNotCalledAsOneOfItsResults(_ value: String, _ expected: String) {
    var event = Event(lane: .labs, title: "Mineral bone panel")
    event.system = "http://loinc.org"
    event.code = "2731-8"
    event.value = value
    event.number = Double(value)
    #expect(event.listTitle == expected)
  }

  @Test(arguments: [
    ("49.999998807907104", "≈50 mL"), ("74.35897667892277", "≈74.359 mL"), ("1.42", "1.42 mL"),
    ("0.00000012345678", "0.00000012345678 mL"), ("0.050000001", "≈0.05 mL"),
    (">49.999998807907104", ">≈50 mL"), ("100.000000001 - 2", "≈100 - 2 mL"),
  ])
  func whatConversionsLeaveIsRounded(_ value: String, _ text: String) {
    var event = Event(lane: .medications, title: "Propofol")
    event.value = value
    event.unit = "mL"
    #expect(event.valueText == text)
  }

  @Test(arguments: [
    ("Glucose [Mass/volume] in Serum or Plasma", "Glucose"),
    ("Glucose [Moles/volume] in Blood", "Glucose in Blood"),
    ("Carbon dioxide, total [Moles/volume] in Serum or Plasma", "Carbon dioxide, total"),
    ("Body weight", "Body weight"), ("[x]", "[x]"),
  ])
  func loincNamesAreShortInLists(_ title: String, _ short: String) {
    var event = Event(lane: .labs, title: title)
    event.system = "http://loinc.org"
    #expect(event.listTitle == short)
  }

  @Test(arguments: [
    ("Åsa Bergström", "asa bergstrom"), ("NGUYỄN", "nguyen"), ("山田", "山田"), ("Straße", "strasse"),
  ])
  func namesAreFoundWithoutTheirMarks(_ name: String, _ folded: String) {
    #expect(fold(name) == folded)
  }

  @Test(arguments: [
    ("2019", "2019-01-01 00:00"), ("2019-03", "2019-03-01 00:00"),
    ("2019-03-02 10:15", "2019-03-02 10:15"), ("-6mo", "2019-10-20 12:00"),
    ("+2w", "2020-05-04 12:00"), ("+10d", "2020-04-30 12:00"), ("-3y", "2017-04-20 12:00"),
    ("birth", "1961-03-09 00:00"), ("today", "2024-06-03 12:00"),
  ])
  func theGoToPromptReadsDates(_ text: String, _ moment: String) throws {
    let cursor = CivilTime(year: 2020, month: 4, day: 20, hour: 12).milliseconds
    let target = GotoTarget.read(
      text,
      from: cursor,
      birthDate: "1961-03-09",
      now: ClinicFixture.now
    )
    guard case .moment(let found) = target else {
      Issue.record("\(text) leads nowhere")
      return
    }
    #expect(DateText(zone: .utc).axisMinute(found) == moment)
  }

  @Test func theGoToPromptReadsLanes() {
    let read = { GotoTarget.read($0, from: 0, birthDate: "", now: 0) }
    #expect(read("next enc") == .nextEvent(.encounters))
    #expect(read("prev lab") == .previousEvent(.labs))
    for text in ["", "2019-13", "2019-02-30", "19", "soon", "+x", "next zebra", "birth"] {
      #expect(read(text) == nil, "\(text)")
    }
  }
}

/// Titles in narrow columns.
@Suite struct CutTitleTests {
  @Test(arguments: [
    (Lane.problems, "Other primary gonarthrosis – left", 22, "Other primary … – left"),
    (.problems, "Other primary gonarthrosis – left", 40, "Other primary gonarthrosis – left"),
    (.labs, "Glucose, measured again (Urine)", 20, "Glucose, me… (Urine)"),
    (.labs, "Glucose (Cerebrospinal fluid, drain)", 20, "Glucose (Cerebrospinal fluid, drain)"),
    (.labs, "Glucose measured by whatever", 20, "Glucose measured by whatever"),
  ])
  func whatTellsTitlesApartIsNotCut(
    _ lane: Lane,
    _ title: String,
    _ width: Int,
    _ expected: String
  ) {
    #expect(Event(lane: lane, title: title).listTitle(width: width) == expected)
  }
}
