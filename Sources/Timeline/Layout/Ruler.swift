// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// A mark of the axis.
public struct Tick: Sendable, Equatable {
  /// Its column.
  public var column: Int

  /// What it says; empty where there is no room.
  public var label: String

  /// Whether a year begins there, or day 0 of a relative axis.
  public var isMajor: Bool
}

/// Chooses the ticks of an axis.
///
/// The step is the shortest of a fixed list that leaves nine columns to a label. Ticks stand at round
/// moments: full hours, first days of months, first days of years. One that begins a year says the year,
/// and so does the first of a window in which no year begins; no label touches another.
public enum Ruler {
  private enum Step {
    case minutes(Int)
    case days(Int)
    case months(Int)

    var milliseconds: Int64 {
      switch self {
      case .minutes(let count): Int64(count) * 60_000
      case .days(let count): Int64(count) * 86_400_000
      case .months(let count): Int64(count) * 2_629_746_000
      }
    }
  }

  private static let steps: [Step] = [
    .minutes(5), .minutes(10), .minutes(15), .minutes(30), .minutes(60), .minutes(180),
    .minutes(360), .minutes(720), .days(1), .days(2), .days(7), .months(1), .months(2), .months(3),
    .months(6),
    .months(12), .months(24), .months(60), .months(120), .months(240), .months(600), .months(1200),
  ]

  private static let labelRoom = 9

  /// Returns the marks of the axis of a window, left to right.
  ///
  /// - Parameters:
  ///   - viewport: The window and its columns.
  ///   - dayZero: Day 0, where the axis counts from an event.
  /// - Returns: The marks; labels that have no room are empty.
  public static func ticks(_ viewport: Viewport, dayZero: Int64? = nil) -> [Tick] {
    let room = viewport.length / Int64(viewport.columns) * Int64(labelRoom)
    let step = steps.first { $0.milliseconds >= room } ?? .months(2400)
    let marks =
      dayZero.map { distances(viewport.window, from: $0, step) } ?? dates(viewport.window, step)
    var ticks: [Tick] = []
    var free = 0
    var saysYear = false
    for mark in marks {
      let column = viewport.column(of: mark.moment)
      guard column >= free, column < viewport.columns else { continue }
      var label = mark.label
      if dayZero == nil && !saysYear && !mark.isMajor { label = mark.fullLabel }
      let fits = column + label.count <= viewport.columns
      if fits { saysYear = true }
      ticks.append(Tick(column: column, label: fits ? label : "", isMajor: mark.isMajor))
      free = column + (fits ? label.count + 1 : 2)
    }
    return ticks
  }

  private struct Moment {
    var moment: Int64
    var label: String
    var fullLabel: String
    var isMajor: Bool
  }

  // MARK: - Dates

  private static func dates(_ window: Range<Int64>, _ step: Step) -> [Moment] {
    var moments: [Moment] = []
    var next = floor(window.lowerBound, step)
    while next < window.upperBound && moments.count < 400 {
      if next >= window.lowerBound { moments.append(moment(next, step)) }
      next = advance(next, step)
    }
    return moments
  }

  private static func day(of moment: Int64) -> Int {
    Int(moment >= 0 ? moment / 86_400_000 : (moment - 86_399_999) / 86_400_000)
  }

  private static func moment(_ moment: Int64, _ step: Step) -> Moment {
    let date = CivilDate(daysSince1970: day(of: moment))
    let isMidnight = moment == Int64(day(of: moment)) * 86_400_000
    let isYear = isMidnight && date.month == 1 && date.day == 1
    let full: String
    let short: String
    switch step {
    case .minutes where !isMidnight:
      full = AxisText.date(moment, precision: .minute)
      short = AxisText.clock(moment)
    case .minutes, .days:
      full = AxisText.date(moment, precision: .day)
      short = String(full.suffix(5))
    case .months:
      full = AxisText.date(moment, precision: .month)
      short = full
    }
    let year = AxisText.date(moment, precision: .year)
    return Moment(
      moment: moment,
      label: isYear ? year : short,
      fullLabel: isYear ? year : full,
      isMajor: isYear
    )
  }

  private static func floor(_ moment: Int64, _ step: Step) -> Int64 {
    let days = day(of: moment)
    switch step {
    case .minutes(let count):
      let length = Int64(count) * 60_000
      let midnight = Int64(days) * 86_400_000
      return midnight + (moment - midnight) / length * length
    case .days(let count):
      var date = CivilDate(daysSince1970: days)
      date.day -= (date.day - 1) % count
      return Int64(date.daysSince1970) * 86_400_000
    case .months(let count):
      var date = CivilDate(daysSince1970: days)
      date.day = 1
      if count >= 12 {
        date.month = 1
        date.year -= date.year % (count / 12)
      } else {
        date.month -= (date.month - 1) % count
      }
      return Int64(date.daysSince1970) * 86_400_000
    }
  }

  private static func advance(_ moment: Int64, _ step: Step) -> Int64 {
    switch step {
    case .minutes: return moment + step.milliseconds
    case .days(let count):
      var date = CivilDate(daysSince1970: day(of: moment))
      date.day += count
      // Weeks are counted from the first of each month, so that labels stay where they are.
      if date.day + (count > 1 ? 1 : 0) > CivilDate.daysIn(year: date.year, month: date.month) {
        date.day = 1
        date = date.adding(months: 1)
      }
      return Int64(date.daysSince1970) * 86_400_000
    case .months(let count):
      let date = CivilDate(daysSince1970: day(of: moment)).adding(months: count)
      return Int64(date.daysSince1970) * 86_400_000
    }
  }

  // MARK: - Distances

  private static func distances(_ window: Range<Int64>, from zero: Int64, _ step: Step) -> [Moment]
  {
    let length = step.milliseconds
    var zero = zero
    // Days are those of the calendar, as in lists; hours are counted from the moment.
    if case .minutes = step {} else { zero = Int64(day(of: zero)) * 86_400_000 }
    let first = window.lowerBound - zero
    var number = first >= 0 ? (first + length - 1) / length : -(-first / length)
    var moments: [Moment] = []
    while zero + number * length < window.upperBound && moments.count < 400 {
      let label = distance(number, step)
      moments.append(
        Moment(moment: zero + number * length, label: label, fullLabel: label, isMajor: number == 0)
      )
      number += 1
    }
    return moments
  }

  /// A number of steps in the unit of the step: `+2mo`, `-5y`, `+12d`.
  private static func distance(_ number: Int64, _ step: Step) -> String {
    if case .minutes = step { return AxisText.hours(number * step.milliseconds) }
    guard case .months(let count) = step, number != 0 else {
      return AxisText.distance(number * step.milliseconds)
    }
    let months = abs(number) * Int64(count)
    let sign = number < 0 ? "-" : "+"
    return months % 12 == 0 ? "\(sign)\(months / 12)y" : "\(sign)\(months)mo"
  }
}
