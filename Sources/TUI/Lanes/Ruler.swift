// SPDX-License-Identifier: Apache-2.0

/// The ticks of a time axis: years where there is room, finer where the window is short.
///
/// A tick that begins a year says the year; no label overlaps another.
struct Ruler: Equatable {
  struct Tick: Equatable {
    var column: Int
    var label: String
    var isYear: Bool
  }

  var ticks: [Tick]

  /// The step between two ticks.
  enum Step: Equatable {
    case minutes(Int)
    case hours(Int)
    case days(Int)
    case months(Int)

    /// About how long it is.
    var milliseconds: Int64 {
      switch self {
      case .minutes(let count): Int64(count) * 60_000
      case .hours(let count): Int64(count) * 3_600_000
      case .days(let count): Int64(count) * CivilTime.millisecondsPerDay
      case .months(let count): Int64(count) * 2_629_746_000
      }
    }
  }

  private static let steps: [Step] = [
    .minutes(5), .minutes(15), .hours(1), .hours(3), .hours(6), .days(1), .days(7), .months(1),
    .months(3), .months(6), .months(12), .months(24), .months(60), .months(120), .months(240),
  ]

  /// Makes the ticks of a window.
  ///
  /// - Parameters:
  ///   - window: What is shown.
  ///   - columns: On how many columns.
  ///   - dayZero: Day 0, for an axis of distances.
  init(window: TimeWindow, columns: Int, dayZero: Int64? = nil) {
    ticks = []
    guard columns > 0, window.length > 0 else { return }
    let room = Double(window.length) / Double(columns) * 9
    let step = Self.steps.first { Double($0.milliseconds) >= room } ?? .months(1200)
    var moments =
      dayZero.map { Self.distances(in: window, from: $0, step: step) }
      ?? Self.moments(in: window, step: step)
    if moments.count > columns { moments = [] }
    var free = 0
    for (moment, label, isYear) in moments {
      let column = window.column(of: moment, columns: columns)
      guard column >= 0, column < columns, column >= free else { continue }
      let shown = column + label.count <= columns ? label : ""
      ticks.append(Tick(column: column, label: shown, isYear: isYear))
      free = column + max(2, label.count + 1)
    }
  }

  private static func moments(
    in window: TimeWindow,
    step: Step
  ) -> [(Int64, String, Bool)] {
    var result: [(Int64, String, Bool)] = []
    var time = floor(CivilTime(milliseconds: window.start), to: step)
    while time.milliseconds < window.end, result.count < 2000 {
      let moment = time.milliseconds
      if moment >= window.start { result.append((moment, label(time, step), isYear(time))) }
      time = advance(time, by: step)
    }
    return result
  }

  private static func distances(
    in window: TimeWindow,
    from dayZero: Int64,
    step: Step
  ) -> [(Int64, String, Bool)] {
    let length = step.milliseconds
    var number = Int64((Double(window.start - dayZero) / Double(length)).rounded(.up))
    var result: [(Int64, String, Bool)] = []
    while dayZero + number * length < window.end, result.count < 2000 {
      let moment = dayZero + number * length
      result.append((moment, DateText.relative(moment - dayZero), number == 0))
      number += 1
    }
    return result
  }

  private static func floor(_ time: CivilTime, to step: Step) -> CivilTime {
    var time = time
    time.second = 0
    switch step {
    case .minutes(let count): time.minute -= time.minute % count
    case .hours(let count):
      time.minute = 0
      time.hour -= time.hour % count
    case .days(let count):
      (time.hour, time.minute) = (0, 0)
      if count > 1 { time.day -= (time.day - 1) % count }
    case .months(let count):
      (time.hour, time.minute, time.day) = (0, 0, 1)
      if count >= 12 {
        time.month = 1
        time.year -= time.year % (count / 12)
      } else {
        time.month -= (time.month - 1) % count
      }
    }
    return time
  }

  private static func advance(_ time: CivilTime, by step: Step) -> CivilTime {
    switch step {
    case .months(let count): return time.adding(months: count)
    case .days(let count) where count > 1:
      // Weeks are counted from the first of each month, so that labels stay where they are.
      var next = time
      next.day += count
      if next.day + 2 > CivilTime.days(inMonth: time.month, ofYear: time.year) {
        next.day = 1
        next = next.adding(months: 1)
      }
      return next
    default: return CivilTime(milliseconds: time.milliseconds + step.milliseconds)
    }
  }

  private static func isYear(_ time: CivilTime) -> Bool {
    time.month == 1 && time.day == 1 && time.hour == 0 && time.minute == 0
  }

  private static func label(_ time: CivilTime, _ step: Step) -> String {
    if isYear(time) { return padded(time.year, to: 4) }
    switch step {
    case .months: return DateText.month(time)
    case .days: return time.day == 1 ? DateText.month(time) : DateText.day(time).suffix(5).description
    case .hours, .minutes:
      return time.hour == 0 && time.minute == 0
        ? DateText.day(time).suffix(5).description : DateText.clock(time)
    }
  }
}
