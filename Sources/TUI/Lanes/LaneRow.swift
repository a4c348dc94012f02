// SPDX-License-Identifier: Apache-2.0

internal import FHIR
internal import Timeline

/// One row of the lanes, ready to be drawn.
struct LaneRow: Equatable, Sendable {
  /// The lane it belongs to.
  var name: LaneName

  /// What stands at its left: the lane's name on its first row, a series' name on rows of trends.
  var label: String

  /// What stands right of the label: the count, a reference range, `+3` rows that have no room.
  var note: String

  /// Whether it is the first row of its lane.
  var isFirst: Bool

  /// What each column holds; empty for rows of bars.
  var bins: [LaneBin] = []

  /// What is longer than a column, without overlaps.
  var bars: [LaneBar] = []

  /// The values of a series, column by column.
  var trend: [TrendCell] = []

  /// What has no column: the titles of undated events.
  var text = ""
}

/// The events of a row that share a column.
struct LaneBin: Equatable, Sendable {
  var count: Int32 = 0

  /// The worst flag.
  var flag = Flag.none

  /// The first event; the event itself where there is one only.
  var event: Int32 = -1

  /// Whether a deletion is among them.
  var isDeleted = false
}

/// A span on columns that may lie outside the window.
struct LaneBar: Equatable, Sendable {
  /// The first column; less than 0 where it began before the window or nobody knows when.
  var first: Int

  /// The last column; the number of columns or more where it goes on.
  var last: Int

  /// Whether it has no known end.
  var isOpenRight: Bool

  /// Whether it has no known beginning.
  var isOpenLeft: Bool

  /// Whether it stands for an instant of which only the month or the year is known.
  var isApproximate: Bool

  /// The event.
  var event: Int32

  /// What is written into the bar, or beside it.
  var label: String
}

/// The last value of a series in a column.
struct TrendCell: Equatable, Sendable {
  /// Where the value lies between the series' least and greatest, from 0 to 1; `nil` for no value.
  var level: Double?

  var flag = Flag.none

  var event: Int32 = -1
}

/// The events of a chart by lane, in order.
struct LaneIndex: Sendable {
  /// The lanes that have events, in the order of the screen, undated last.
  let names: [LaneName]

  private let members: [LaneName: [Int32]]

  /// The lanes in which most events are spans.
  private let barLanes: Set<LaneName>

  init(_ entries: [ChartEvent]) {
    var members: [LaneName: [Int32]] = [:]
    var spans: [LaneName: Int] = [:]
    for (index, entry) in entries.enumerated() {
      let name = entry.event.laneName
      members[name, default: []].append(Int32(truncatingIfNeeded: index))
      if entry.event.shape == .span { spans[name, default: 0] += 1 }
    }
    self.members = members
    names = members.keys.sorted()
    barLanes = Set(
      members.keys.filter { name in
        name != .undated && name != .lane(.encounters)
          && (spans[name] ?? 0) * 2 >= members[name]?.count ?? 0
      }
    )
  }

  subscript(name: LaneName) -> [Int32] { members[name] ?? [] }

  /// Whether the lane is drawn as bars, one under the other.
  func isBarLane(_ name: LaneName) -> Bool { barLanes.contains(name) }
}

extension Event {
  /// The lane in which the event is drawn.
  var laneName: LaneName { isUndated ? .undated : .lane(lane) }

  /// The first moment after the event, as far as it is known: an instant is as long as its precision.
  var knownEnd: Int64? {
    if shape == .span { return end }
    guard let start else { return end }
    let time = CivilTime(milliseconds: start)
    switch startPrecision {
    case .year: return time.adding(months: 12).milliseconds
    case .month: return time.adding(months: 1).milliseconds
    case .day: return start + CivilTime.millisecondsPerDay
    case .minute: return start + 60_000
    case .second: return start + 1000
    case .millisecond: return start + 1
    }
  }
}
