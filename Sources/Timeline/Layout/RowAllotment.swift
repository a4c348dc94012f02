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
      let hidden = group.contents.dropFirst(kept.count).reduce(group.rest) { $0.adding($1) }
      if let last = kept.indices.last {
        kept[last].hiddenLines = hidden.lines
        kept[last].hiddenEvents = hidden.events
      }
      rows += kept
    }
    return (rows, groups.dropFirst(visible.count).map(\.lane))
  }
}
