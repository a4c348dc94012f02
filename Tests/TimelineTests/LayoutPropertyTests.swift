// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import Timeline

@Suite struct LayoutPropertyTests {
  private struct Case {
    let timeline: PatientTimeline
    let viewport: Viewport
    let layout: TimelineLayout
  }

  private func make(_ seed: UInt64) -> Case {
    var history = RandomHistory(seed: seed)
    let count = [0, 1, 3, 40, 400][Int(seed % 5)]
    let zone = ZoneRule(
      identifier: "X",
      offsetMinutes: -300,
      transitions: [(0, -240), (500_000_000_000, -300)]
    )
    let timeline = PatientTimeline(history.items(count), zone: zone)
    let viewport = history.viewport(timeline)
    let options = history.options(timeline)
    let layout = TimelineLayout(
      timeline,
      viewport: viewport,
      height: history.height(),
      options: options
    )
    return Case(timeline: timeline, viewport: viewport, layout: layout)
  }

  @Test(arguments: UInt64(0)..<120)
  func everyEventIsInOnePlace(_ seed: UInt64) {
    let made = make(seed)
    #expect(made.layout.counts.total == made.timeline.count)
  }

  @Test(arguments: UInt64(0)..<120)
  func binsAndBarsHoldAllThatIsInTheWindow(_ seed: UInt64) {
    let made = make(seed)
    var drawn = 0
    var announced = 0
    var bars: Set<LaneKey> = []
    for row in made.layout.rows {
      switch row.content {
      case .bins(let bins, _):
        let count = bins.reduce(0) { $0 + Int($1.count) }
        #expect(count == row.count)
        drawn += count
        announced += row.count
      case .bars(let lines):
        drawn += lines.reduce(row.hiddenEvents) { $0 + $1.count }
        announced += row.count
        bars.insert(row.lane)
      case .trend, .text: break
      }
    }
    #expect(drawn == announced)
    if made.layout.hiddenLanes.isEmpty { #expect(announced == made.layout.counts.inWindow) }
  }

  @Test(arguments: UInt64(0)..<120)
  func noTwoBarsShareARowAndAColumn(_ seed: UInt64) {
    let made = make(seed)
    for row in made.layout.rows {
      let bars: [Bar]
      switch row.content {
      case .bars(let lines): bars = lines
      case .bins(_, let spans): bars = spans
      default: continue
      }
      var taken = Set<Int>()
      for bar in bars {
        #expect(bar.first >= 0 && bar.first <= bar.last && bar.last < made.viewport.columns)
        for column in bar.first...bar.last {
          #expect(taken.insert(column).inserted, "seed \(seed)")
        }
        if bar.labelColumns.lowerBound > bar.last {
          for column in bar.labelColumns { #expect(taken.insert(column).inserted, "seed \(seed)") }
          #expect(bar.labelColumns.upperBound <= made.viewport.columns)
        }
      }
    }
  }

  @Test(arguments: UInt64(0)..<120)
  func rowsFitTheScreenAndLanesAreInOrder(_ seed: UInt64) {
    var history = RandomHistory(seed: seed)
    let timeline = PatientTimeline(history.items(200), zone: .utc)
    let viewport = history.viewport(timeline)
    for height in [0, 1, 7, 16, 80] {
      let layout = TimelineLayout(timeline, viewport: viewport, height: height)
      #expect(layout.rows.count <= height)
      let firsts = layout.rows.filter(\.isFirst).map(\.lane)
      #expect(Set(firsts).count == firsts.count)
      let lanes = timeline.lanes.map(LaneKey.lane) + (timeline.undated.isEmpty ? [] : [.undated])
      #expect(firsts + layout.hiddenLanes == lanes)
    }
  }

  @Test(arguments: UInt64(0)..<60)
  func everyEventHasOneLaneDatedOrNot(_ seed: UInt64) {
    var history = RandomHistory(seed: seed)
    let timeline = PatientTimeline(history.items(150), zone: .utc)
    let members = Lane.allCases.flatMap { timeline.members(of: $0).map(Int.init) }
    #expect(members.count == timeline.datedCount)
    #expect(Set(members) == Set(0..<timeline.datedCount))
    #expect(timeline.undated.allSatisfy { timeline.entries[$0].event.isUndated })
    for lane in Lane.allCases where lane.isDrawnAsBars {
      let folded = timeline.folds(of: lane).flatMap { $0.runs.flatMap(\.members) }
      #expect(folded.sorted() == timeline.members(of: lane))
    }
    let places = timeline.marks.prefix(timeline.datedCount).map(\.place)
    #expect(places == places.sorted())
  }

  @Test func anEmptyTimelineHasALayout() {
    let timeline = PatientTimeline([], zone: .utc)
    let viewport = Viewport(life: timeline.life, columns: 80)
    let layout = TimelineLayout(timeline, viewport: viewport, height: 20)
    #expect(layout.rows.isEmpty)
    #expect(layout.counts.total == 0)
  }
}

@Suite("What goes on ends with the life")
struct DeathTests {
  private func layout(_ death: [TimelineEntry], until end: String) throws -> TimelineLayout {
    let items = try [
      item(.problems, "Hypertension", "2018-01-01", to: "", status: "active"),
      item(.problems, "Late entry", "2020-06-01", to: "", status: "active"),
      item(.documents, "Letter", end),
    ]
    let timeline = PatientTimeline(items + death, zone: .utc)
    let viewport = Viewport(life: timeline.life, columns: 100)
    return TimelineLayout(timeline, viewport: viewport, height: 20)
  }

  private func bars(_ layout: TimelineLayout) -> [String: Bar] {
    var found: [String: Bar] = [:]
    for case .bars(let bars) in layout.rows.map(\.content) {
      for bar in bars { found[bar.label] = bar }
    }
    return found
  }

  @Test func barsEndAtTheDeath() throws {
    let died = try item(.encounters, "Died", "2020-01-01", reference: "Patient/1")
    let layout = try layout([died], until: "2022-01-01")
    let bars = bars(layout)
    let known = try #require(bars["Hypertension"])
    #expect(!known.continuesRight && !known.isEndUnknown)
    #expect((45...55).contains(known.last))
    // What begins after it is as it is written.
    let late = try #require(bars["Late entry"])
    #expect(late.continuesRight && late.last == 99)
  }

  @Test func anotherEventIsNoDeath() throws {
    let visit = try item(.encounters, "Visit", "2020-01-01", reference: "Encounter/1")
    let bars = bars(try layout([visit], until: "2022-01-01"))
    #expect(bars["Hypertension"]?.continuesRight == true)
  }
}

@Suite struct ViewportTests {
  private let life: Range<Int64> = -500_000_000_000..<1_600_000_000_000

  @Test(arguments: UInt64(0)..<200)
  func zoomingInAndOutAgainIsAsIfNothingWasDone(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var viewport = Viewport(life: life, columns: Int.random(in: 1...240, using: &random))
    viewport.moveCursor(to: Int64.random(in: life, using: &random))
    viewport.zoom(to: ZoomLevel.allCases.randomElement(using: &random) ?? .year)
    viewport.moveCursor(byColumns: Int.random(in: -50...50, using: &random))
    let before = viewport
    let steps = Int.random(in: 0...Int(viewport.level.rawValue), using: &random)
    for _ in 0..<steps { viewport.zoomIn() }
    #expect(viewport.cursor == before.cursor)
    for _ in 0..<steps { viewport.zoomOut() }
    #expect(viewport == before)
    #expect(viewport.window == before.window)
  }

  @Test(arguments: ZoomLevel.allCases)
  func columnsDivideTheWindow(_ level: ZoomLevel) {
    for columns in [1, 2, 7, 62, 97, 180] {
      var viewport = Viewport(life: life, columns: columns)
      viewport.moveCursor(to: 1_000_000_000_123)
      viewport.zoom(to: level)
      var next = viewport.window.lowerBound
      for column in 0..<columns {
        let range = viewport.range(ofColumn: column)
        #expect(range.lowerBound == next)
        #expect(viewport.column(of: range.lowerBound) == column)
        #expect(viewport.column(of: range.upperBound - 1) == column)
        next = range.upperBound
      }
      #expect(next == viewport.window.upperBound)
      #expect(viewport.column(of: viewport.window.lowerBound - 1) == -1)
      #expect(viewport.column(of: viewport.window.upperBound) == columns)
    }
  }

  @Test(arguments: ZoomLevel.allCases)
  func theCursorIsAlwaysInTheWindow(_ level: ZoomLevel) {
    var viewport = Viewport(life: life, columns: 62)
    viewport.zoom(to: level)
    for step in [1, -1, 5, -40, 200, -200, 61, -61] {
      viewport.moveCursor(byColumns: step)
      #expect(viewport.window.contains(viewport.cursor))
      #expect((0..<62).contains(viewport.cursorColumn))
    }
    viewport.moveCursor(to: life.lowerBound)
    #expect(viewport.window.contains(viewport.cursor))
    for columns in [5, 200, 1, 62] {
      viewport.resize(toColumns: columns)
      #expect((0..<columns).contains(viewport.cursorColumn))
    }
  }

  @Test func movingAcrossColumnsKeepsTheWindowUntilItsEdge() {
    var viewport = Viewport(life: life, columns: 60)
    viewport.moveCursor(to: 1_000_000_000_000)
    viewport.zoom(to: .year)
    let start = viewport.cursorColumn
    let window = viewport.window
    viewport.moveCursor(byColumns: 3)
    #expect(viewport.cursorColumn == start + 3)
    #expect(abs(viewport.window.lowerBound - window.lowerBound) <= 1)
    viewport.moveCursor(byColumns: 100)
    #expect(viewport.cursorColumn == 59)
    #expect(viewport.window.lowerBound > window.lowerBound)
  }
}
