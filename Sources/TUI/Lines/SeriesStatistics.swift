// SPDX-License-Identifier: Apache-2.0

internal import Timeline

/// What a value is compared with: the ones before and after it of the same kind and unit.
struct SeriesStatistics: Sendable {
  struct Point: Sendable, Equatable {
    var event: Int
    var time: Int64
    var value: Double
    var flag: Flag

    /// What stands before the value where it only bounds the true one: `>`; else empty.
    var comparator = ""

    /// With how many decimals the value is spelled.
    var places = 0

    /// The lower of two values that are one measurement: the diastolic pressure.
    var lower: Double?

    /// The value in the unit that it was recorded in, where that is another than it is compared in.
    var recorded: String?

    var isBound: Bool { !comparator.isEmpty }

    /// The value as it is spelled, `>90`; of what a conversion left (49.999998807) `≈50`.
    var text: String {
      if let lower { return "\(decimal(value, places: places))/\(decimal(lower, places: places))" }
      let number =
        places > Self.mostPlaces ? "≈" + Event.bound(value) : decimal(value, places: places)
      return comparator + number + (recorded.map { " (\($0))" } ?? "")
    }

    /// With more decimals nobody writes a measurement: they are the noise of a conversion.
    fileprivate static let mostPlaces = 4
  }

  /// All values of the same kind, and of the same unit or one that can be made it, in order.
  var points: [Point]

  /// The position of the value itself.
  var focus: Int?

  var previous: Point?
  var next: Point?

  /// The median of the last values before this one; `nil` with fewer than three, and where one of them
  /// is a bound.
  var baseline: Double?

  /// Whether there is no baseline because of a bound.
  var isBaselineBounded = false

  /// How many values the baseline is made of.
  var baselineCount = 0

  /// Values of the same kind in other units.
  var leftOut = LeftOutValues()

  /// How many values a baseline is made of at most.
  static let baselineLimit = 8

  init(chart: Chart, event index: Int) {
    let entries = chart.timeline.entries
    let series = chart.timeline.series(of: index)
    points = []
    points.reserveCapacity(series.count)
    // Read where they lie: whoever asks an array for an element's field copies the element, which costs
    // more than all of this.
    entries.withUnsafeBufferPointer { entries in
      for number in series.lazy.map(Int.init) {
        if let point = Self.point(number, like: index, in: chart, entries) {
          points.append(point)
        } else if number < chart.undatedStart, number != index {
          leftOut.add(entries[number].event, besides: entries[index].event.unit)
        }
      }
    }
    // What was withdrawn is compared with nothing.
    guard !entries[index].event.isVoid else { return }
    focus = points.firstIndex { $0.event == index }
    guard let focus else { return }
    // Of two results of one moment neither is before the other.
    previous = points[..<focus].last { $0.time < points[focus].time }
    if focus + 1 < points.count { next = points[focus + 1] }
    let last = points[..<focus].suffix(Self.baselineLimit)
    guard last.count >= 3 else { return }
    isBaselineBounded = last.contains(where: \.isBound)
    guard !isBaselineBounded else { return }
    let earlier = last.map(\.value).sorted()
    baselineCount = earlier.count
    let middle = earlier.count / 2
    baseline =
      earlier.count % 2 == 1 ? earlier[middle] : (earlier[middle - 1] + earlier[middle]) / 2
  }

  /// Returns the values up to and with one, the newest last, without looking at all of its kind; none
  /// for what was withdrawn.
  static func recent(_ chart: Chart, event index: Int, limit: Int) -> [Point] {
    guard !chart.timeline.entries[index].event.isVoid else { return [] }
    let moment = chart.timeline.marks[index].place
    let series = chart.timeline.series(of: index)
    var at = series.firstPosition(from: Int32(truncatingIfNeeded: index))
    var points: [Point] = []
    chart.timeline.entries.withUnsafeBufferPointer { entries in
      while at >= 0, points.count < limit {
        // Of two results of one moment neither is before the other.
        if at < series.count, let point = point(Int(series[at]), like: index, in: chart, entries),
          point.event == index || point.time < moment
        {
          points.append(point)
        }
        at -= 1
      }
    }
    return points.reversed()
  }

  private static func point(
    _ number: Int,
    like index: Int,
    in chart: Chart,
    _ entries: UnsafeBufferPointer<TimelineEntry>
  ) -> Point? {
    guard number < chart.undatedStart, !Event.isVoid(status: entries[number].event.status)
    else { return nil }
    let mark = chart.timeline.marks[number]
    guard entries[number].event.unit == entries[index].event.unit else {
      return Point(entries[number].event, number, at: mark.place, in: entries[index].event.unit)
    }
    guard let value = entries[number].event.number else { return nil }
    let spelling = NumberSpelling(entries[number].event.value, of: value)
    return Point(
      event: number,
      time: mark.place,
      value: value,
      flag: mark.flag,
      comparator: spelling.comparator,
      places: spelling.places,
      lower: spelling.lower
    )
  }

  /// With how many decimals the baseline is said.
  var baselinePlaces: Int { focus.map { points[..<$0].suffix(Self.baselineLimit).places } ?? 0 }

  /// How far a value is from the baseline, in per cent of it.
  func percentFromBaseline(_ value: Double) -> Int? {
    guard let baseline, baseline != 0 else { return nil }
    let percent = (value - baseline) / abs(baseline) * 100
    return abs(percent) < 100_000 ? Int(percent.rounded()) : nil
  }
}

extension SeriesStatistics.Point {
  /// Takes the number of an event in a unit; `nil` where it has none that can be made one of that unit.
  init?(_ event: Event, _ number: Int, at time: Int64, in unit: String?) {
    guard let own = event.number, let value = event.number(in: unit) else { return nil }
    let spelling = NumberSpelling(event.value, of: own)
    self.init(
      event: number,
      time: time,
      value: value.number,
      flag: event.flag,
      comparator: spelling.comparator,
      places: value.places ?? spelling.places,
      lower: spelling.lower,
      recorded: value.places == nil ? nil : event.valueText
    )
  }
}

extension Collection<SeriesStatistics.Point> {
  /// With how many decimals the values are said together, three at most: as many as the most exact of
  /// them is spelled with, so that none is rounded to that of another.
  var places: Int { Swift.min(3, self.lazy.map(\.places).max() ?? 0) }
}

/// What a value says beside its number.
struct NumberSpelling {
  /// What stands before it where it only bounds the true value: `>`; else empty.
  let comparator: String

  /// With how many decimals it is spelled; 1 where it is not.
  let places: Int

  /// The second number of a value such as `142/88`, whose first is its number.
  let lower: Double?

  init(_ value: String?, of number: Double) {
    guard let value else {
      (comparator, places, lower) = ("", 1, nil)
      return
    }
    comparator = Event.comparator(of: value)
    places = decimalPlaces(of: value)
    if let slash = value.utf8.firstIndex(of: UInt8(ascii: "/")), Double(value[..<slash]) == number {
      lower = Double(value[value.utf8.index(after: slash)...])
    } else {
      lower = nil
    }
  }
}
