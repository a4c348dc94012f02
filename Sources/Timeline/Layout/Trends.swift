// SPDX-License-Identifier: Apache-2.0

/// The rows of a lane that show series of numbers through time.
enum Trends {
  /// Returns a row for each of the series that say most, the most telling first.
  static func rows(
    _ timeline: PatientTimeline,
    lane: Lane,
    limit: Int,
    map: ColumnMap,
    shown: EventSet?
  ) -> [TimelineRow] {
    timeline.trends(of: lane).prefix(limit).map { trend in
      TimelineRow(
        lane: .lane(lane),
        label: trend.title,
        isFirst: false,
        rangeLow: trend.rangeLow,
        rangeHigh: trend.rangeHigh,
        content: .trend(cells(trend, timeline.marks, map, shown))
      )
    }
  }

  private static func cells(
    _ trend: Trend,
    _ marks: ContiguousArray<Mark>,
    _ map: ColumnMap,
    _ shown: EventSet?
  ) -> [TrendCell] {
    var cells = [TrendCell](repeating: TrendCell(), count: map.columns)
    for (member, level) in zip(trend.members, trend.levels) {
      let mark = marks[Int(member)]
      let column = map.column(of: mark.place)
      guard column >= 0 else { continue }
      guard column < map.columns else { break }
      if let shown, !shown.contains(Int(member)) { continue }
      cells[column].level = level
      cells[column].flag = max(cells[column].flag, mark.flag)
      cells[column].event = member
    }
    return cells
  }
}
