// SPDX-License-Identifier: Apache-2.0

/// What a lane row is about: a lane, or the events that have no date.
public enum LaneKey: Hashable, Sendable {
  /// A lane.
  case lane(Lane)
  /// The events without a date.
  case undated
}

/// One row of the lanes.
public struct TimelineRow: Sendable, Equatable {
  /// What the row shows.
  public enum Content: Sendable, Equatable {
    /// Events by column, and the spans among them that are longer than a column.
    case bins([Bin], bars: [Bar])
    /// Lines that last, without overlaps.
    case bars([Bar])
    /// The values of one series by column, between its least and greatest value.
    case trend([TrendCell])
    /// The titles of what has no column.
    case text(String)
  }

  /// The lane.
  public var lane: LaneKey

  /// The name of the series, of a trend; else empty.
  public var label = ""

  /// Whether it is the first row of its lane.
  public var isFirst: Bool

  /// How many events of the lane are in the window, on the first row of a lane.
  public var count = 0

  /// How many lines of the lane have no room, on its last row: folds, or trends.
  public var hiddenLines = 0

  /// How many events those lines stand for.
  public var hiddenEvents = 0

  /// The lower and upper bound of the reference range of a trend.
  public var rangeLow: Double?

  /// The upper bound.
  public var rangeHigh: Double?

  /// What is drawn.
  public var content: Content
}

/// The events of a lane that begin in a column, or reach into the window at its first.
public struct Bin: Sendable, Equatable {
  /// How many there are.
  public var count: Int32 = 0

  /// The worst flag.
  public var flag = Flag.none

  /// The first event; -1 where there is none.
  public var first: Int32 = -1

  /// Whether any of them is a deletion.
  public var hasDeletion = false

  /// Creates an empty bin.
  public init() {}
}

/// A line on columns.
public struct Bar: Sendable, Equatable {
  /// The first column, within the window.
  public var first: Int

  /// The last column, within the window.
  public var last: Int

  /// Whether it began before the window, or nobody knows when.
  public var continuesLeft: Bool

  /// Whether it goes on after the window.
  public var continuesRight: Bool

  /// Whether nobody knows when it ended, although it did.
  public var isEndUnknown: Bool

  /// Whether it is a date that is known to the month or the year only.
  public var isApproximate: Bool

  /// Whether it is shorter than a column.
  public var isPoint: Bool

  /// The first event of it in the window or before.
  public var event: Int32

  /// How many events it stands for.
  public var count: Int

  /// The worst flag of them.
  public var flag: Flag

  /// The fold of ``PatientTimeline/folds(of:)`` it belongs to; -1 for a single span.
  public var fold: Int32

  /// What is written into or beside it; empty where another bar of the fold has the label.
  public var label: String

  /// The columns that the label has, within the bar or right of it; empty where there is no room.
  public var labelColumns: Range<Int>

  /// Whether it began under the bar before it.
  public var isCut = false
}

/// The last value of a series in a column.
public struct TrendCell: Sendable, Equatable {
  /// Where the value lies between the series' least and greatest, 0 to 1; -1 for no value.
  public var level: Float = -1

  /// The worst flag in the column.
  public var flag = Flag.none

  /// The event of the value; -1 for no value.
  public var event: Int32 = -1

  /// Creates an empty cell.
  public init() {}
}
