// SPDX-License-Identifier: Apache-2.0

/// Binning: the events of a lane are counted by column.
///
/// **Rule.** An event is counted once, in the column in which it begins; one that began before the
/// window and reaches into it is counted in the first column. A bin knows its worst flag and its first
/// event. A span that takes more than one column, or a date that is as wide, is a bar as well, in the
/// row of the bins; where an earlier bar is in its way, from the end of that one on.
///
/// **Example.** Ten columns of a day, four encounters:
///
/// ```
/// day            0 1 2 3 4 5 6 7 8 9
/// visit          ·                          begins on day 0
/// stay                 ├━━━━━┤              begins on day 3, until day 6
/// visit                  ·                  begins on day 4
/// stay          ━┤                          began before, until day 1: counted in column 0
/// counts         2     1 1
/// ```
///
/// **Cost.** One pass over the events that begin before the window ends, about 3 ns each.
enum Binner {
  struct Result {
    var bins: [Bin]
    var bars: [Bar] = []
    var count = 0
    var before = 0
    var after = 0
    var filtered = 0
  }

  static func bin(
    _ timeline: PatientTimeline,
    lane: Lane,
    window: Range<Int64>,
    map: ColumnMap,
    shown: EventSet?
  ) -> Result {
    var result = Result(bins: Array(repeating: Bin(), count: map.columns))
    let members = timeline.members(of: lane)
    let marks = timeline.marks
    let bounds = map.bounds
    var column = 0
    var occupied = -1
    for (position, number) in members.enumerated() {
      let mark = marks[Int(number)]
      // Members are in order of their place: what comes after the window ends the pass.
      if mark.place >= window.upperBound {
        let rest = members[position...]
        let kept = shown.map { set in rest.count { set.contains(Int($0)) } } ?? rest.count
        result.after += kept
        result.filtered += rest.count - kept
        break
      }
      if let shown, !shown.contains(Int(number)) {
        result.filtered += 1
        continue
      }
      let end = timeline.drawnEnd(mark.end, from: mark.start)
      guard end > window.lowerBound else {
        result.before += 1
        continue
      }
      // Starts come in order, so that columns are walked through once.
      while column < map.columns - 1, mark.place >= bounds[column + 1] { column += 1 }
      let first = mark.start == Mark.unknown ? 0 : column
      result.count += 1
      result.bins[first].count += 1
      result.bins[first].flag = max(result.bins[first].flag, mark.flag)
      if result.bins[first].first < 0 { result.bins[first].first = number }
      if mark.traits.contains(.deletion) { result.bins[first].hasDeletion = true }
      guard !mark.traits.isDisjoint(with: [.span, .approximate]), end > bounds[first + 1],
        occupied < map.columns - 1
      else { continue }
      // A stay that goes on behind a shorter one must not look as if it ended with it.
      let from = max(first, occupied + 1)
      guard end > bounds[from] else { continue }
      let last = end == Mark.open ? map.columns : map.column(of: end - 1)
      occupied = min(last, map.columns - 1)
      result.bars.append(
        bar(mark, number: number, first: from, last: last, isCut: from > first, map: map)
      )
    }
    return result
  }

  private static func bar(
    _ mark: Mark,
    number: Int32,
    first: Int,
    last: Int,
    isCut: Bool,
    map: ColumnMap
  ) -> Bar {
    Bar(
      first: first,
      last: min(last, map.columns - 1),
      continuesLeft: mark.start < map.start,
      continuesRight: last >= map.columns,
      isEndUnknown: mark.traits.contains(.endUnknown),
      isApproximate: mark.traits.contains(.approximate),
      isPoint: false,
      event: number,
      count: 1,
      flag: mark.flag,
      fold: -1,
      label: "",
      labelColumns: 0..<0,
      isCut: isCut
    )
  }
}
