// SPDX-License-Identifier: Apache-2.0

import Synchronization
internal import Timeline

/// What is drawn of a chart in one frame after the other, made when it is first needed.
///
/// A patient can have tens of thousands of events, and a frame must not look at each of them again.
final class ChartDrawings: Sendable {
  /// A series of numbers as it is plotted.
  struct Series: Sendable {
    let number: Int32
    let points: [SeriesStatistics.Point]
    /// The latest event, whose unit and range the plot goes by.
    let last: Event
    /// The values in other units.
    let leftOut: LeftOutValues
    /// How much it says: values out of range count most.
    let rank: Int
    /// With how many decimals its values are said.
    let places: Int

    init(
      number: Int32,
      points: [SeriesStatistics.Point],
      last: Event,
      leftOut: LeftOutValues
    ) {
      self.number = number
      self.points = points
      self.last = last
      self.leftOut = leftOut
      places = points.places
      rank = points.count { $0.flag.isAbnormal } * 4 + points.count
    }
  }

  /// What a layout of the timeline was made of, apart from the place of the cursor.
  private struct LayoutKey: Equatable {
    var window: Range<Int64>
    var columns: Int
    var title: String
    var height: Int
    var options: TimelineLayout.Options
  }

  private let timeline: PatientTimeline
  private let layout = Mutex<(key: LayoutKey, layout: TimelineLayout)?>(nil)
  private let strip = Mutex<LifeStrip?>(nil)
  private let ranked = Mutex<[Lane: [Series]]>([:])
  private let table = Mutex<(key: TableRows.Key, rows: TableRows)?>(nil)
  private let drugs = Mutex<[TrendDrug]?>(nil)
  private let doses = Mutex<[Int32: [DoseStep]]>([:])
  private let changes = Mutex<[Int32: [Int]]>([:])

  init(_ timeline: PatientTimeline) { self.timeline = timeline }

  /// Returns the layout of the timeline; the last one while only the cursor moves.
  func layout(
    _ viewport: Viewport,
    height: Int,
    options: TimelineLayout.Options
  ) -> TimelineLayout {
    let key = LayoutKey(
      window: viewport.window,
      columns: viewport.columns,
      title: viewport.lengthTitle,
      height: height,
      options: options
    )
    return layout.withLock { last in
      if let last, last.key == key { return last.layout.withCursor(of: viewport) }
      let made = TimelineLayout(timeline, viewport: viewport, height: height, options: options)
      last = (key, made)
      return made
    }
  }

  /// Returns the strip of the whole life; which window it shows is not said.
  func lifeStrip(columns: Int) -> LifeStrip {
    strip.withLock { strip in
      if let strip, strip.counts.count == max(1, columns) { return strip }
      let made = LifeStrip(timeline, window: timeline.life, columns: columns)
      strip = made
      return made
    }
  }

  /// Returns the rows of a list; the last ones while only the focus moves.
  func table(_ key: TableRows.Key, _ make: () -> TableRows) -> TableRows {
    table.withLock { last in
      if let last, last.key == key { return last.rows }
      let made = make()
      last = (key, made)
      return made
    }
  }

  /// Returns the medications under the trends, whenever they were taken.
  func drugs(_ make: () -> [TrendDrug]) -> [TrendDrug] {
    drugs.withLock { drugs in
      if let drugs { return drugs }
      let made = make()
      drugs = made
      return made
    }
  }

  /// Returns the doses in force in a stretch of a medication, from when on each is.
  func doses(of run: Fold.Run) -> [DoseStep] {
    guard let first = run.members.first else { return [] }
    return doses.withLock { doses in
      if let made = doses[first] { return made }
      let made = DoseStep.steps(of: run, in: timeline)
      doses[first] = made
      return made
    }
  }

  /// Returns the series of a lane that have two values or more: those with the most abnormal values
  /// first.
  func series(of lane: Lane) -> [Series] {
    ranked.withLock { ranked in
      if let made = ranked[lane] { return made }
      var members: [Int32: [Int32]] = [:]
      for number in timeline.members(of: lane) {
        members[timeline.marks[Int(number)].series, default: []].append(number)
      }
      let made = members.compactMap { series(number: $0.key, $0.value) }
        .map { series in (series.rank, series) }
        .sorted { ($0.0, $1.1.number) > ($1.0, $0.1.number) }
        .map(\.1)
      ranked[lane] = made
      return made
    }
  }

  /// Returns the positions of the values of a series that are further from those before them than the
  /// patient's are wont to be.
  func changes(in series: Series) -> [Int] {
    changes.withLock { changes in
      if let made = changes[series.number] { return made }
      let made = series.points.indices.filter { TrendReading(series.points, at: $0).isChange }
      changes[series.number] = made
      return made
    }
  }

  /// Returns the series that an event belongs to, if it has two values or more.
  func series(ofEvent number: Int) -> Series? {
    series(number: timeline.marks[number].series, timeline.series(of: number))
  }

  private func series(number: Int32, _ members: [Int32]) -> Series? {
    let valued = members.filter {
      $0 < timeline.datedCount && timeline.entries[Int($0)].event.countedNumber != nil
    }
    guard valued.count > 1, let end = valued.last else { return nil }
    let last = timeline.entries[Int(end)].event
    var leftOut = LeftOutValues()
    for member in members where member < timeline.datedCount {
      leftOut.add(timeline.entries[Int(member)].event, besides: last.unit)
    }
    let points = valued.compactMap { member -> SeriesStatistics.Point? in
      let event = timeline.entries[Int(member)].event
      return event.start.flatMap { .init(event, Int(member), at: $0, in: last.unit) }
    }
    return Series(number: number, points: points, last: last, leftOut: leftOut)
  }
}
