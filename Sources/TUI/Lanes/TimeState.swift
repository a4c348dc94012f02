// SPDX-License-Identifier: Apache-2.0

internal import Timeline

/// Where the timeline looks, and its cursor.
struct TimeState: Sendable, Equatable {
  /// The moments that are shown.
  var window = TimeWindow(start: 0, length: 1)

  /// The moment of the cursor.
  var cursor: Int64 = 0

  /// The lane that has the focus.
  var lane = LaneName.lane(.encounters)

  /// Lanes that show all their rows.
  var expanded: Set<LaneName> = []

  /// Lanes that were switched off.
  var hidden: Set<LaneName> = []
}

/// A lane, or the place of what has no date.
enum LaneName: Hashable, Sendable, Comparable {
  case lane(Lane)
  case undated

  var title: String {
    switch self {
    case .lane(let lane): lane.title
    case .undated: "No date"
    }
  }

  static func < (left: Self, right: Self) -> Bool { left.order < right.order }

  private var order: Int {
    switch self {
    case .lane(let lane): Int(lane.rawValue)
    case .undated: .max
    }
  }
}

/// The moments between two others, on so many columns.
///
/// Moments are milliseconds of the axis. Column `c` of `n` holds the moments from
/// `start + c·length/n` to before `start + (c+1)·length/n`.
struct TimeWindow: Sendable, Equatable {
  var start: Int64
  var length: Int64

  var end: Int64 { start + length }

  /// Returns the column of a moment, which may lie outside; 0 is the first.
  func column(of time: Int64, columns: Int) -> Int {
    let scaled = Double(time - start) / Double(length) * Double(columns)
    // The bounds of bins are rounded; a moment is in the bin that says it holds it.
    var column = Int(max(-1e9, min(1e9, scaled.rounded(.down))))
    if bound(column + 1, columns: columns) <= time { column += 1 }
    if bound(column, columns: columns) > time { column -= 1 }
    return column
  }

  /// Returns the first moment of a column.
  func bound(_ column: Int, columns: Int) -> Int64 {
    start + Int64((Double(length) * Double(column) / Double(max(1, columns))).rounded(.up))
  }

  /// Returns the moments of a column.
  func range(of column: Int, columns: Int) -> Range<Int64> {
    let first = bound(column, columns: columns)
    return first..<max(first + 1, bound(column + 1, columns: columns))
  }

  /// Returns the window of a length in which a moment keeps its column.
  func zoomed(to newLength: Int64, around moment: Int64) -> TimeWindow {
    let share = length > 0 ? Double(moment - start) / Double(length) : 0.5
    let kept = share < 0 || share > 1 ? 0.5 : share
    return TimeWindow(start: moment - Int64(Double(newLength) * kept), length: newLength)
  }
}

/// The lengths of time that zooming goes through.
enum ZoomLevel: Int, CaseIterable, Sendable {
  case hour, sixHours, day, week, month, quarter, halfYear, year, twoYears, fiveYears, tenYears
  case twentyYears

  var milliseconds: Int64 {
    let day = CivilTime.millisecondsPerDay
    switch self {
    case .hour: return day / 24
    case .sixHours: return day / 4
    case .day: return day
    case .week: return 7 * day
    case .month: return 30 * day
    case .quarter: return 91 * day
    case .halfYear: return 182 * day
    case .year: return 365 * day
    case .twoYears: return 730 * day
    case .fiveYears: return 1826 * day
    case .tenYears: return 3652 * day
    case .twentyYears: return 7305 * day
    }
  }

  var title: String {
    switch self {
    case .hour: "1h"
    case .sixHours: "6h"
    case .day: "1d"
    case .week: "1w"
    case .month: "1mo"
    case .quarter: "3mo"
    case .halfYear: "6mo"
    case .year: "1y"
    case .twoYears: "2y"
    case .fiveYears: "5y"
    case .tenYears: "10y"
    case .twentyYears: "20y"
    }
  }

  /// The level of a length; `nil` for a life.
  init?(length: Int64) {
    guard let level = Self.allCases.first(where: { $0.milliseconds == length }) else { return nil }
    self = level
  }

  /// The levels that `z` and a digit go to.
  static let presets: [ZoomLevel?] = [
    .day, .week, .month, .quarter, .year, .twoYears, .fiveYears, .tenYears, nil,
  ]
}
