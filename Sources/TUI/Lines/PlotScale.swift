// SPDX-License-Identifier: Apache-2.0

internal import Timeline

/// Which row of a plot a value stands in, and which rows are the reference range.
///
/// A row is the value in its middle. It belongs to the range when that value does, and a value out of
/// the range never stands in such a row: it takes the next one outwards.
struct PlotScale {
  private let low: Double
  private let high: Double
  private let bottom: Double?
  private let top: Double?
  private let rows: Int

  /// Takes in all values, and the bounds of the range that are not far away.
  ///
  /// - Parameters:
  ///   - values: The values.
  ///   - bottom: The lower bound of the range.
  ///   - top: The upper bound of the range.
  ///   - rows: How many rows there are.
  init(_ values: [Double], low bottom: Double?, high top: Double?, rows: Int) {
    let finite = values.filter(\.isFinite)
    let least = finite.min() ?? 0
    let most = finite.max() ?? 1
    var low = least
    var high = most
    // A bound far away would press the values into one row.
    let room = max(most - least, abs(most) * 0.1, 1e-9) * 0.6
    for bound in [bottom, top].compactMap(\.self) {
      if bound < least, least - bound <= room { low = min(low, bound) }
      if bound > most, bound - most <= room { high = max(high, bound) }
    }
    if high - low < 1e-9 {
      let slack = max(0.5, abs(low) * 0.1)
      low -= slack
      high += slack
    }
    self.low = low
    self.high = high
    self.bottom = bottom
    self.top = top
    self.rows = max(1, rows)
  }

  /// Takes in points; a bound at which one of them is abnormal is itself out of the range.
  init(_ points: [SeriesStatistics.Point], low bottom: Double?, high top: Double?, rows: Int) {
    let abnormal = Set(points.lazy.filter(\.flag.isAbnormal).map(\.value))
    func inwards(_ bound: Double?, _ sign: Double) -> Double? {
      guard let bound, abnormal.contains(bound) else { return bound }
      return bound + sign * 1e-6 * max(1e-3, abs(bound))
    }
    let values = points.map(\.value) + points.compactMap(\.lower)
    self.init(values, low: inwards(bottom, 1), high: inwards(top, -1), rows: rows)
  }

  /// Returns the value in the middle of a row; row 0 is the greatest.
  func value(of row: Int) -> Double {
    rows == 1 ? (low + high) / 2 : low + (high - low) * Double(rows - 1 - row) / Double(rows - 1)
  }

  /// Returns the row of a value, the nearest for one that is outside.
  func row(of value: Double) -> Int {
    guard value.isFinite else { return value > 0 ? 0 : rows - 1 }
    let share = min(1, max(0, (value - low) / (high - low)))
    var row = rows - 1 - Int((share * Double(rows - 1)).rounded())
    if let top, value > top {
      while row > 0, isInRange(row) { row -= 1 }
    } else if let bottom, value < bottom {
      while row < rows - 1, isInRange(row) { row += 1 }
    }
    return row
  }

  /// Whether a row lies in the range; a row without bounds lies in none.
  func isInRange(_ row: Int) -> Bool {
    guard bottom != nil || top != nil else { return false }
    // The one row of a plot is all of its values.
    let (least, most) = rows == 1 ? (low, high) : (value(of: row), value(of: row))
    // The noise of binary fractions.
    let noise = (high - low) * 1e-9
    return least >= (bottom ?? -.infinity) - noise && most <= (top ?? .infinity) + noise
  }
}
