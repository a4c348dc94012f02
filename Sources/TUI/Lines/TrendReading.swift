// SPDX-License-Identifier: Apache-2.0

internal import Timeline

/// What a series says at one moment: the newest value up to it against the values before that one.
struct TrendReading: Equatable {
  /// The value.
  var point: SeriesStatistics.Point

  /// The median of the up to eight values before it; `nil` with fewer than three, and where one of them
  /// is a bound.
  var baseline: Double?

  /// Whether there is no baseline because of a bound.
  var isBaselineBounded = false

  /// Whether the value is further from the baseline than the patient's values are wont to be.
  var isChange = false

  /// Returns the reading before a moment; `nil` when there is no value yet.
  init?(_ points: [SeriesStatistics.Point], before moment: Int64) {
    guard let index = points.lastIndex(where: { $0.time < moment }) else { return nil }
    self.init(points, at: index)
  }

  /// Returns the reading of one value of a series.
  init(_ points: [SeriesStatistics.Point], at index: Int) {
    point = points[index]
    let last = points[..<index].suffix(SeriesStatistics.baselineLimit)
    guard last.count >= 3 else { return }
    isBaselineBounded = last.contains(where: \.isBound)
    guard !isBaselineBounded else { return }
    let earlier = last.map(\.value)
    let median = Self.median(earlier)
    baseline = median
    // Of fewer values the spread is chance.
    guard earlier.count >= 5, !point.isBound else { return }
    let spread = Self.median(earlier.map { abs($0 - median) })
    isChange =
      abs(point.value - median) > Self.width * max(spread, abs(median) * Self.leastSpread)
  }

  /// How far from the baseline the value is, in per cent of it.
  var percent: Int? {
    guard let baseline, baseline != 0, !point.isBound else { return nil }
    let percent = (point.value - baseline) / abs(baseline) * 100
    return abs(percent) < 100_000 ? Int(percent.rounded()) : nil
  }

  /// Three standard deviations, in median absolute deviations.
  private static let width = 3 * 1.4826

  /// The share of the baseline below which values are taken to be alike: no method measures better.
  private static let leastSpread = 0.01

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
