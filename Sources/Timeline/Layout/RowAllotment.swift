// SPDX-License-Identifier: Apache-2.0

/// How the rows of a screen are given to lanes.
///
/// Every lane has one row, from the top, as long as there is room; what has no row is named. Expanded
/// lanes have all their rows next. What is left goes, one row to each lane in turn, to bars first and
/// then to trends. The last row of a lane says how many have no room.
enum RowAllotment {
  static func place(
    _ groups: [RowGroup],
    height: Int
  ) -> (rows: [TimelineRow], hidden: [LaneKey]) {
    let visible = groups.prefix(max(0, height))
    var given = visible.map { _ in 1 }
    var free = max(0, height) - visible.count
    for (index, group) in visible.enumerated() where free > 0 {
      let more = min(free, max(0, group.least - 1))
      given[index] += more
      free -= more
    }
    for isTrend in [false, true] {
      var isGiving = true
      while free > 0 && isGiving {
        isGiving = false
        for (index, group) in visible.enumerated()
        where free > 0 && group.isTrend == isTrend && given[index] < group.wanted {
          given[index] += 1
          free -= 1
          isGiving = true
        }
      }
    }
    var rows: [TimelineRow] = []
    for (index, group) in visible.enumerated() {
      var kept = Array(group.rows.prefix(given[index]))
      let hidden = group.rows.count - kept.count
      if hidden > 0, !kept.isEmpty {
        kept[kept.count - 1].hiddenRows = hidden
        kept[kept.count - 1].hiddenEvents = group.eventsOfRow.suffix(hidden).reduce(0, +)
      }
      rows += kept
    }
    return (rows, groups.dropFirst(visible.count).map(\.lane))
  }
}
