// SPDX-License-Identifier: Apache-2.0

/// A whole life in one row: how much happened when, and which part of it the window shows.
public struct LifeStrip: Sendable, Equatable {
  /// How many events begin in each column, claims and changes left out.
  public let counts: [Int32]

  /// The greatest count.
  public let greatest: Int32

  /// The columns that the window shows; empty where it lies outside the life.
  public private(set) var window: Range<Int>

  /// From the first to the last known moment.
  public let life: Range<Int64>

  /// Counts the events of a life by column.
  public init(_ timeline: PatientTimeline, window: Range<Int64>, columns: Int) {
    let map = ColumnMap(
      start: timeline.life.lowerBound,
      length: Int64(timeline.life.count),
      columns: max(1, columns)
    )
    var counts = [Int32](repeating: 0, count: map.columns)
    let marks = timeline.marks
    let bounds = map.bounds
    // Marks are in order of their place, so that columns are walked through once.
    var column = 0
    for index in 0..<timeline.datedCount {
      let mark = marks[index]
      while column < map.columns - 1, mark.place >= bounds[column + 1] { column += 1 }
      if mark.lane != .claims && mark.lane != .changes { counts[column] += 1 }
    }
    self.counts = counts
    greatest = counts.max() ?? 0
    life = timeline.life
    self.window = Self.columns(of: window, map)
  }

  /// Returns the same life with another window shown.
  public func showing(_ window: Range<Int64>) -> LifeStrip {
    var strip = self
    let map = ColumnMap(
      start: life.lowerBound,
      length: Int64(life.count),
      columns: counts.count
    )
    strip.window = Self.columns(of: window, map)
    return strip
  }

  private static func columns(of window: Range<Int64>, _ map: ColumnMap) -> Range<Int> {
    let shown = window.clamped(to: map.start..<map.start + map.length)
    guard !shown.isEmpty else { return 0..<0 }
    return map.column(of: shown.lowerBound)..<map.column(of: shown.upperBound - 1) + 1
  }

  /// Returns the height of a column in eighths: 0 for nothing, 1 to 8 by its share of the greatest.
  public func level(_ column: Int) -> Int {
    guard greatest > 0, counts[column] > 0 else { return 0 }
    return max(1, Int((Double(counts[column]) / Double(greatest) * 8).rounded()))
  }
}
