// SPDX-License-Identifier: Apache-2.0

import Terminal
import TestSupport
import Testing
import Timeline

@testable import TUI

@Suite("The pane of trends")
struct TrendsTests {
  private func open(
    _ keys: String = "",
    width: Int = 80,
    height: Int = 24,
    repertoire: Repertoire = .unicode
  ) -> SessionDriver {
    var session = SessionDriver(width, height, repertoire: repertoire)
    session.keys("f")
    session.type("moreno")
    session.keys("enter enter")
    session.keys(keys)
    return session
  }

  private func find(_ words: String, in session: inout SessionDriver) {
    session.keys("/")
    session.type(words)
    session.keys("enter")
  }

  // MARK: - Screens

  @Test(arguments: ScreenTests.sizes) func screens(_ size: (Int, Int)) {
    var session = open("z 8", width: size.0, height: size.1)
    find("creatinine since:2022-07 until:2022-08", in: &session)
    session.keys("g t")
    session.expectScreen("\(size.0)x\(size.1)-trends")
  }

  @Test func asciiHasNoOtherCharacters() {
    var session = open("z 8 g t", repertoire: .ascii)
    session.expectScreen("80x24-trends-ascii")
    #expect(session.screen.utf8.allSatisfy { $0 < 0x80 })
    session.resize(200, 60)
    #expect(session.screen.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test func everySizeIsDrawn() {
    var session = open("g t")
    for size in [(20, 5), (33, 9), (60, 12), (61, 17), (300, 20), (90, 100)] {
      session.resize(size.0, size.1)
      session.keys("j l")
      #expect(!session.screen.isEmpty)
    }
  }

  // MARK: - Keys

  /// Behind the last series come the medications, so that each of them can be seen and opened.
  @Test(arguments: [(80, 24), (40, 12), (120, 40)])
  func theFocusGoesOnToTheMedications(_ size: (Int, Int)) throws {
    var session = open("z 8", width: size.0, height: size.1)
    find("creatinine since:2022-07 until:2022-08", in: &session)
    session.keys("g t")
    let drugs = try #require(session.state.chart?.trendDrugs)
    #expect(drugs.count > 4)
    session.keys("G")
    #expect(session.state.focusedTrend == nil)
    let last = try #require(drugs.last)
    let pointed = session.screen.split(separator: "\n").first { $0.contains("▸") }
    #expect(pointed?.contains(last.label.prefix(8)) == true, "\(session.screen)")
    let event = try #require(session.state.focusedEvent)
    #expect(last.fold.runs.flatMap(\.members).contains(Int32(event)))
    session.keys("g g")
    #expect(session.state.focusedTrend != nil)
    session.keys("G enter")
    #expect(session.state.chart?.sheet?.key == session.state.chart?.chart?[event].key)
  }

  /// The focus stays with its medication, whatever else the window shows.
  @Test func theFocusStaysWithItsMedication() throws {
    var session = open("z 8 g t G")
    let drug = try #require(session.state.chart?.focusedTrendDrug?.fold.key)
    session.keys("Z Z Z")
    #expect(session.state.chart?.focusedTrendDrug?.fold.key == drug)
  }

  /// Before anything was recorded there is neither a series nor a medication.
  @Test func nothingIsInFocusWhereThereIsNothing() throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    let values = (1...3).map { day in
      """
      {"resourceType":"Observation","id":"k\(day)","status":"final",\
      "subject":{"reference":"Patient/okafor"},"code":{"text":"Potassium"},\
      "effectiveDateTime":"2024-05-0\(day)","valueQuantity":{"value":4.\(day),"unit":"mmol/L"}}
      """
    }
    try record.writeMore(values)
    var session = record.session(80, 24)
    session.keys("f")
    session.type("okafor")
    session.keys("enter enter g t")
    #expect(session.state.focusedTrend != nil, "\(session.screen)")
    session.keys("R")
    session.type("1990")
    session.keys("enter j k G")
    #expect(session.state.focusedTrend == nil)
    #expect(session.state.chart?.focusedTrendDrug == nil)
  }

  @Test func theFocusedSeriesIsFirstAndEscGoesBack() {
    var session = open("z 8")
    find("creatinine since:2022-07 until:2022-08", in: &session)
    let selected = session.state.chart?.selected
    session.keys("g t")
    #expect(session.state.focusedTrend?.last.title.contains("Creatinine") == true)
    #expect(session.state.chart?.selected == selected)
    session.keys("esc")
    #expect(session.state.chart?.maximised == nil)
    session.keys("g t g t")
    #expect(session.state.chart?.maximised == nil)
  }

  @Test func theCursorReadsOffAllSeries() {
    var session = open("z 8 g t", width: 120, height: 40)
    let before = session.state.chart?.time.cursor ?? 0
    session.keys("h h h h h h")
    #expect((session.state.chart?.time.cursor ?? 0) < before)
    // The event that Enter opens is the value that the row says.
    guard let trend = session.state.focusedTrend, let chart = session.state.chart,
      let point = trend.points.first(where: { $0.event == chart.selected })
    else {
      Issue.record("nothing has the focus")
      return
    }
    let column = chart.time.viewport.range(ofColumn: chart.time.viewport.cursorColumn)
    #expect(point.time < column.upperBound)
    #expect(!trend.points.contains { $0.time > point.time && $0.time < column.lowerBound })
    session.keys("enter")
    #expect(session.state.chart?.sheets.isEmpty == false)
    session.keys("esc")
    #expect(session.state.chart?.maximised == .trends)
  }

  @Test func jAndKMoveBetweenSeries() {
    var session = open("g t")
    let first = session.state.focusedTrend?.last.title
    session.keys("j")
    #expect(session.state.focusedTrend?.last.title != first)
    session.keys("k k k")
    #expect(session.state.focusedTrend?.last.title == first)
    session.keys("G")
    let count = session.state.chart?.trends.keys.count ?? 0
    let drugs = session.state.chart?.trendDrugs.count ?? 0
    #expect(session.state.chart?.trends.focus == count + drugs - 1)
    session.keys("g g")
    #expect(session.state.chart?.trends.focus == 0)
  }

  @Test func theReaderChoosesSeries() {
    var session = open("z 8")
    find("potassium", in: &session)
    session.keys("w")
    find("weight", in: &session)
    session.keys("w g t")
    #expect(session.state.chart?.trends.keys.count == 2)
    #expect(session.screen.contains("Potassium") && session.screen.contains("Weight"))
    #expect(!session.screen.contains("Creatinine"))
    session.keys(":")
    session.type("tk hba1c")
    session.keys("enter")
    #expect(session.screen.contains("HbA1c is on the trends"))
    #expect(session.state.focusedTrend?.last.title.contains("HbA1c") == true)
    session.keys("w")
    #expect(session.state.chart?.trends.keys.count == 2)
    // With nothing chosen the pane shows what says most.
    session.keys("w w")
    #expect((session.state.chart?.trends.keys.count ?? 0) > 2)
    session.keys(":")
    session.type("tk moonlight")
    session.keys("enter")
    #expect(session.screen.contains("No trend is called 'moonlight'"))
  }

  @Test func theAxisCountsFromDayZero() {
    var session = open("z 8")
    find("creatinine since:2022-07 until:2022-08", in: &session)
    session.keys("A g t")
    let rows = (0..<6).map { session.row($0) }.joined(separator: "\n")
    #expect(rows.contains("-2y") && rows.contains("day 0"), "\(rows)")
    session.keys("T")
    #expect((0..<6).contains { session.row($0).contains("2022") })
  }

  @Test func aPatientWithoutValuesSaysSo() {
    var session = SessionDriver(80, 24)
    session.keys("f")
    session.type("ziegler")
    session.keys("enter enter g t")
    #expect(session.state.chart?.maximised == nil)
    #expect(session.screen.contains("No lab and no vital sign was measured twice"))
  }

  // MARK: - What a value is compared with

  private func points(_ values: [Double]) -> [SeriesStatistics.Point] {
    values.enumerated().map {
      .init(event: $0.offset, time: Int64($0.offset) * 1000, value: $0.element, flag: .none)
    }
  }

  @Test(
    arguments: [
      // Two values before are no baseline.
      ([1.0, 1.0, 9.0], nil, false, nil),
      ([1.0, 1.1, 1.2, 1.1], 1.1, false, 0),
      // Four say where a patient is, but not how far values are wont to stray.
      ([1.0, 1.1, 1.2, 1.1, 9.9], 1.1, false, 800),
      ([0, 0, 0, 0, 0, 1], 0.0, true, nil),
      // A median absolute deviation of 0.1 allows 0.44.
      ([1.0, 1.1, 1.2, 1.3, 1.1, 1.5], 1.1, false, 36),
      ([1.0, 1.1, 1.2, 1.3, 1.1, 1.6], 1.1, true, 45),
      // Values that never varied are still not measured better than to one in a hundred.
      ([140, 140, 140, 140, 140, 134], 140.0, false, -4),
      ([140, 140, 140, 140, 140, 133], 140.0, true, -5),
      // The ninth value before is forgotten.
      ([99, 2, 2, 2, 2, 4, 4, 4, 4, 3], 3.0, false, 0),
      ([0, 0, 0, 0, 9], 0.0, false, nil),
    ] as [([Double], Double?, Bool, Int?)]
  )
  func theOwnBaseline(_ values: [Double], _ baseline: Double?, _ isChange: Bool, _ percent: Int?) {
    let reading = TrendReading(points(values), at: values.count - 1)
    #expect(
      reading.baseline.map { ($0 * 1000).rounded() } == baseline.map { ($0 * 1000).rounded() }
    )
    #expect(reading.isChange == isChange)
    #expect(reading.percent == percent)
  }

  @Test func aReadingIsTheNewestBefore() {
    let points = points([5, 6, 7])
    #expect(TrendReading(points, before: 0) == nil)
    #expect(TrendReading(points, before: 1)?.point.value == 5)
    #expect(TrendReading(points, before: 1001)?.point.value == 6)
    #expect(TrendReading(points, before: .max)?.point.value == 7)
  }

  @Test func valuesHaveRows() {
    let scale = PlotScale([1, 5], low: 2, high: 100, rows: 5)
    #expect([5, 4, 3, 2, 1].map { scale.row(of: $0) } == [0, 1, 2, 3, 4])
    #expect(scale.row(of: .infinity) == 0 && scale.row(of: -.infinity) == 4)
    // A bound that is far away leaves the scale as it is; the band goes to the top.
    #expect((0..<5).map { scale.isInRange($0) } == [true, true, true, true, false])
    #expect(!PlotScale([1, 5], low: nil, high: nil, rows: 5).isInRange(0))
    #expect(PlotScale([3], low: nil, high: nil, rows: 3).row(of: 3) == 1)
    #expect(PlotScale([3], low: nil, high: nil, rows: 1).row(of: 3) == 0)
  }

  @Test(
    arguments: [
      // All values are above the range: it comes into sight, and none of them stands in it.
      ([5.7, 6.8, 6.5], 4, 5.6, 4), ([3.0, 3.9, 3.2], 4, 5.6, 3),
      // The middle of three rows is 1.64, and no part of 0.5 to 1.1.
      ([0.5, 2.77, 1.2, 1.05], 0.5, 1.1, 3), ([0.5, 2.77, 1.2, 1.11], 0.5, 1.1, 8),
      ([60, 59, 61, 90], 60, nil, 6), ([142.0, 88, 139, 141], 90, 140, 5),
      ([5.7], 4, 5.6, 1), ([5.6, 5.7], 4, 5.6, 1), ([1, 9], 4, 6, 2),
    ] as [([Double], Double?, Double?, Int)]
  )
  func whatIsOutOfTheRangeStandsOutsideOfItsBand(
    _ values: [Double],
    _ low: Double?,
    _ high: Double?,
    _ rows: Int
  ) {
    let scale = PlotScale(values, low: low, high: high, rows: rows)
    for value in values where value < low ?? -.infinity || value > high ?? .infinity {
      #expect(!scale.isInRange(scale.row(of: value)), "\(value)")
    }
    // The greater of two values is never drawn below the other one.
    let sorted = values.sorted().map { scale.row(of: $0) }
    #expect(sorted == sorted.sorted(by: >))
  }

  @Test func aRangeBesideTheValuesIsSeen() {
    let above = PlotScale([5.8, 6.8], low: 4, high: 5.6, rows: 5)
    #expect((0..<5).map { above.isInRange($0) } == [false, false, false, false, true])
    let below = PlotScale([3.1, 3.9], low: 4, high: 5.6, rows: 5)
    #expect((0..<5).map { below.isInRange($0) } == [true, false, false, false, false])
    let far = PlotScale([12, 12.4], low: 4, high: 5.6, rows: 5)
    #expect(!(0..<5).contains { far.isInRange($0) })
  }

  @Test func aBoundThatIsAbnormalIsOutOfTheRange() {
    func scale(_ flag: Flag) -> PlotScale {
      let points = [5.2, 5.7, 5.2].enumerated().map {
        SeriesStatistics.Point(event: $0.offset, time: 0, value: $0.element, flag: flag)
      }
      return PlotScale(points, low: nil, high: 5.2, rows: 3)
    }
    #expect(scale(.normal).isInRange(scale(.normal).row(of: 5.2)))
    #expect(!scale(.high).isInRange(scale(.high).row(of: 5.2)))
  }

  /// Values a quarter of a year apart.
  private static func points(
    _ values: [Double],
    flag: (Double) -> Flag
  ) -> [SeriesStatistics.Point] {
    values.enumerated().map {
      .init(
        event: $0.offset,
        time: Int64($0.offset) * CivilTime.millisecondsPerDay * 90,
        value: $0.element,
        flag: flag($0.element)
      )
    }
  }

  /// What is small or huge has labels that tell its rows apart.
  @Test(arguments: [
    ([0.0004, 0.0005], 3, ["0.0005", "0.0004"]),
    ([1_200_000, 15_000_000], 0, ["1.5e7", "1.2e6"]),
    ([120, 145], 0, ["145", "120"]),
  ])
  func labelsOfAPlotSayTheirValues(_ values: [Double], _ places: Int, _ labels: [String]) {
    let plot = Plot(
      points: Self.points(values) { _ in .none },
      places: places
    )
    let rows = plot.lines(width: 60, height: 2, glyphs: .unicode).map {
      $0.parts.map(\.text).joined()
    }
    for (row, label) in zip(rows, labels) { #expect(row.contains(label), "\(rows)") }
  }

  /// A plot drawn as text: the rows that have both a value out of the range and the band.
  @Test func aPlotDrawsNoBandOverAnAbnormalValue() {
    let values = [5.2, 5.5, 6.1, 6.8, 6.8]
    let plot = Plot(
      points: Self.points(values) { $0 > 5.6 ? .high : .normal },
      focus: 4,
      rangeLow: 4,
      rangeHigh: 5.6,
      places: 1
    )
    for height in 2...9 {
      let rows = plot.lines(width: 60, height: height, glyphs: .unicode)
      let abnormal = rows.filter { row in
        row.parts.contains { $0.role == .flagHigh || $0.role == .plotFocus }
      }
      #expect(
        !abnormal.isEmpty && !abnormal.contains { $0.parts.contains { $0.role == .plotBand } },
        "\(height)"
      )
    }
  }

  /// Of a blood pressure both values are said and drawn.
  @Test func bothPressuresAreDrawn() throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    let lines = [("2024-01-01", 142, 88), ("2024-02-01", 150, 92), ("2024-03-01", 138, 60)].map {
      """
      {"resourceType":"Observation","id":"bp-\($0.0)","status":"final",\
      "category":[{"coding":[{"code":"vital-signs"}]}],"subject":{"reference":"Patient/vega"},\
      "code":{"coding":[{"system":"http://loinc.org","code":"85354-9"}],"text":"Blood pressure"},\
      "effectiveDateTime":"\($0.0)","component":[\
      {"code":{"coding":[{"code":"8480-6"}]},"valueQuantity":{"value":\($0.1),"unit":"mmHg"}},\
      {"code":{"coding":[{"code":"8462-4"}]},"valueQuantity":{"value":\($0.2),"unit":"mmHg"}}]}
      """
    }
    try record.writeMore(lines)
    var session = record.session(120, 40)
    session.keys("f")
    session.type("vega")
    session.keys("enter enter 0 g t")
    #expect(session.screen.contains("138/60"), "\(session.screen)")
    let plot = session.screen.split(separator: "\n").dropFirst(4)
    #expect(plot.reduce(0) { $0 + $1.filter { $0 == "●" || $0 == "◉" }.count } == 3)
    #expect(plot.reduce(0) { $0 + $1.filter { $0 == "·" }.count } >= 3)
    session.keys("4 enter")
    #expect(session.screen.contains("previous 150/92"))
  }
}
