// SPDX-License-Identifier: Apache-2.0

import FHIR
import TestSupport
import Testing

@Suite struct FHIRDateTimeTests {
  @Test(arguments: [
    ("2019", DatePrecision.year, "2019-01-01T00:00:00.000Z", "2020-01-01T00:00:00.000Z"),
    ("0001", .year, "0001-01-01T00:00:00.000Z", "0002-01-01T00:00:00.000Z"),
    ("9999-12", .month, "9999-12-01T00:00:00.000Z", "10000-01-01T00:00:00.000Z"),
    ("2019-02", .month, "2019-02-01T00:00:00.000Z", "2019-03-01T00:00:00.000Z"),
    ("2020-02-29", .day, "2020-02-29T00:00:00.000Z", "2020-03-01T00:00:00.000Z"),
    ("2000-02-29", .day, "2000-02-29T00:00:00.000Z", "2000-03-01T00:00:00.000Z"),
    ("2019-12-31", .day, "2019-12-31T00:00:00.000Z", "2020-01-01T00:00:00.000Z"),
    ("2019-03-02T10:15Z", .minute, "2019-03-02T10:15:00.000Z", "2019-03-02T10:16:00.000Z"),
    ("2019-02-28T23:30:00-05:00", .second, "2019-03-01T04:30:00.000Z", "2019-03-01T04:30:01.000Z"),
    ("2019-01-01T00:30:00+05:45", .second, "2018-12-31T18:45:00.000Z", "2018-12-31T18:45:01.000Z"),
    (
      "2019-03-02T10:15:00.5Z", .millisecond, "2019-03-02T10:15:00.500Z", "2019-03-02T10:15:00.501Z"
    ),
    (
      "2019-03-02T10:15:00.123456Z", .millisecond, "2019-03-02T10:15:00.123Z",
      "2019-03-02T10:15:00.124Z"
    ),
    ("2016-12-31T23:59:60Z", .second, "2017-01-01T00:00:00.000Z", "2017-01-01T00:00:01.000Z"),
    ("1883-11-18T12:00:00-04:56", .second, "1883-11-18T16:56:00.000Z", "1883-11-18T16:56:01.000Z"),
  ])
  func readsWhatIsWritten(
    _ text: String,
    _ precision: DatePrecision,
    _ lower: String,
    _ upper: String
  ) throws {
    let date = try #require(FHIRDateTime(text))
    #expect(date.precision == precision)
    #expect(FHIRDateTime.instantText(date.lowerBound) == lower)
    #expect(FHIRDateTime.instantText(date.upperBound) == upper)
  }

  @Test(arguments: [
    "", "0000", "19", "201", "20190", "2019-", "2019-13", "2019-00", "2019-1", "2019-02-30",
    "2019-02-29", "1900-02-29", "2019-04-31", "2019-01-00", "2019-01-32", "2019-3-2", "2019/03/02",
    "2019-03-02T", "2019-03-02T10", "2019-03-02T24:00:00Z", "2019-03-02T10:60:00Z",
    "2019-03-02T10:15:61Z", "2019-03-02T10:15:00.Z", "2019-03-02T10:15:00+15:00",
    "2019-03-02T10:15:00+0100", "2019-03-02 10:15:00", "2019-03-02T10:15:00Zz", " 2019", "2019 ",
    "-2019", "２０１９", "2019-W01", "2019-03-02T10:15:00-05",
  ])
  func refusesWhatIsNoDate(_ text: String) { #expect(FHIRDateTime(text) == nil) }

  @Test func knowsTheOffsetThatIsWritten() {
    #expect(FHIRDateTime("2019-03-02T10:15:00Z")?.offsetMinutes == 0)
    #expect(FHIRDateTime("2019-03-02T10:15:00-03:30")?.offsetMinutes == -210)
    #expect(FHIRDateTime("2019-03-02T10:15:00")?.offsetMinutes == nil)
    #expect(FHIRDateTime("2019-03-02")?.offsetMinutes == nil)
  }

  @Test(arguments: [
    "2019", "0476-09", "2019-03-02", "2019-03-02T10:15Z", "2019-02-28T23:30:00-05:00",
    "1969-12-31T23:59:59Z", "1600-02-29T00:00:00.001+14:00", "2019-03-02T10:15:00",
  ])
  func writesWhatItRead(_ text: String) throws {
    let date = try #require(FHIRDateTime(text))
    let written = FHIRDateTime.text(
      lowerBound: date.lowerBound,
      precision: date.precision,
      offsetMinutes: date.offsetMinutes
    )
    #expect(written == text)
  }

  @Test func everyDayOfFourCenturiesHasOneNumber() {
    var expected = CivilDate(year: 1800, month: 1, day: 1)
    let first = expected.daysSince1970
    for offset in 0..<146_097 {
      let date = CivilDate(daysSince1970: first + offset)
      guard date == expected, date.daysSince1970 == first + offset else {
        Issue.record("\(date) is not \(expected)")
        return
      }
      expected.day += 1
      if expected.day > CivilDate.daysIn(year: expected.year, month: expected.month) {
        expected.day = 1
        expected = expected.adding(months: 1)
      }
    }
    #expect(expected == CivilDate(year: 2200, month: 1, day: 1))
  }

  @Test(arguments: [
    ("2019-01-31", 1, "2019-02-28"), ("2020-01-31", 1, "2020-02-29"),
    ("2019-12-15", 1, "2020-01-15"),
    ("2019-01-15", -1, "2018-12-15"), ("2020-02-29", 12, "2021-02-28"),
    ("2019-03-31", -13, "2018-02-28"),
  ])
  func monthsAreCountedByTheCalendar(_ from: String, _ months: Int, _ to: String) throws {
    let start = try #require(FHIRDateTime(from)?.lowerBound)
    let end = try #require(FHIRDateTime(to)?.lowerBound)
    #expect(FHIRDuration.adding(months: months, to: start) == end)
  }
}

@Suite struct PeriodTests {
  @Test(
    arguments: [
      (#"{"start": "2019", "end": "2020-03"}"#, "2019-01-01", "2020-04-01"),
      (#"{"start": "2019-05-01"}"#, "2019-05-01", nil),
      (#"{"end": "2019-05-01"}"#, nil, "2019-05-02"),
      (#"{"start": "2019-13-01", "end": "2019-05-01"}"#, nil, "2019-05-02"),
    ] as [(String, String?, String?)]
  )
  func readsBothSides(_ json: String, _ start: String?, _ end: String?) throws {
    let period = try #require(FHIRPeriod(try JSONDocument.parse(json).root))
    #expect(period.start?.lowerBound == start.flatMap { FHIRDateTime($0)?.lowerBound })
    #expect(period.end?.upperBound == end.flatMap { FHIRDateTime($0)?.lowerBound })
  }

  @Test(arguments: [#"{}"#, #"{"start": "soon"}"#, #"["2019"]"#])
  func withoutADateThereIsNoPeriod(_ json: String) throws {
    #expect(FHIRPeriod(try JSONDocument.parse(json).root) == nil)
  }

  @Test func aPeriodThatEndsBeforeItBeginsIsReversed() throws {
    let reversed = try JSONDocument.parse(#"{"start": "2019-05-02", "end": "2019-05-01"}"#)
    let sameDay = try JSONDocument.parse(#"{"start": "2019-05-02", "end": "2019-05-02"}"#)
    #expect(FHIRPeriod(reversed.root)?.isReversed == true)
    #expect(FHIRPeriod(sameDay.root)?.isReversed == false)
  }
}
