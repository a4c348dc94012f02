// SPDX-License-Identifier: Apache-2.0

internal import Timeline

/// What a value is compared with: the ones before and after it of the same kind and unit.
struct SeriesStatistics: Sendable {
  struct Point: Sendable, Equatable {
    var event: Int
    var time: Int64
    var value: Double
    var flag: Flag
  }

  /// All values of the same kind and unit, in order.
  var points: [Point]

  /// The position of the value itself.
  var focus: Int?

  var previous: Point?
  var next: Point?

  /// The median of the last values before this one; `nil` with fewer than three.
  var baseline: Double?

  /// How many values the baseline is made of.
  var baselineCount = 0

  /// How many values a baseline is made of at most.
  static let baselineLimit = 8

  init(chart: Chart, event index: Int) {
    let unit = chart.event(index).unit
    points = chart.timeline.series(of: index).compactMap { number in
      let event = chart.event(Int(number))
      guard let value = event.number, let time = event.start, event.unit == unit else { return nil }
      return Point(event: Int(number), time: time, value: value, flag: event.flag)
    }
    focus = points.firstIndex { $0.event == index }
    guard let focus else { return }
    if focus > 0 { previous = points[focus - 1] }
    if focus + 1 < points.count { next = points[focus + 1] }
    let earlier = points[..<focus].suffix(Self.baselineLimit).map(\.value).sorted()
    guard earlier.count >= 3 else { return }
    baselineCount = earlier.count
    let middle = earlier.count / 2
    baseline =
      earlier.count % 2 == 1 ? earlier[middle] : (earlier[middle - 1] + earlier[middle]) / 2
  }

  /// How far a value is from the baseline, in per cent of it.
  func percentFromBaseline(_ value: Double) -> Int? {
    guard let baseline, baseline != 0 else { return nil }
    let percent = (value - baseline) / abs(baseline) * 100
    return abs(percent) < 100_000 ? Int(percent.rounded()) : nil
  }
}
