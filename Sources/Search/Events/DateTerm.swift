// SPDX-License-Identifier: Apache-2.0

import FHIR

/// A date, a time span from now, or a range of both, as a query writes it.
///
///     2019          the year                  today, yesterday   the day
///     2019-03-02    the day                   6mo, -6mo          the day six months ago
///     2019..2021    three years               +2w                the day in two weeks
///     2019..        from 2019 on              12h                the moment twelve hours ago
///     ..2021        up to the end of 2021     now                this moment
///
/// Units are `h`, `d`, `w`, `mo` and `y`. Days are those of the clock that `now` is on.
struct DateTerm: Equatable {
  enum Unit: String, CaseIterable {
    case hour = "h"
    case day = "d"
    case week = "w"
    case month = "mo"
    case year = "y"
  }

  enum Point: Equatable {
    case fixed(Int64, Int64)
    case relative(Int, Unit)
  }

  /// `nil` for an open side.
  var from: Point?
  var to: Point?
  var isRange: Bool

  init?(_ text: String) {
    guard let dots = text.range(ofDots: ()) else {
      guard let point = Self.point(text) else { return nil }
      (from, to, isRange) = (point, point, false)
      return
    }
    let left = String(text[..<dots.lowerBound])
    let right = String(text[dots.upperBound...])
    guard !left.isEmpty || !right.isEmpty else { return nil }
    from = left.isEmpty ? nil : Self.point(left)
    to = right.isEmpty ? nil : Self.point(right)
    isRange = true
    guard (from == nil) == left.isEmpty, (to == nil) == right.isEmpty else { return nil }
    // A range that runs backwards is a slip.
    if case .fixed(let lower, _) = from, case .fixed(_, let upper) = to, lower >= upper {
      return nil
    }
  }

  private static func point(_ text: String) -> Point? {
    switch text.lowercased() {
    case "now": return .relative(0, .hour)
    case "today": return .relative(0, .day)
    case "yesterday": return .relative(-1, .day)
    case "tomorrow": return .relative(1, .day)
    default: break
    }
    if let date = FHIRDateTime(text) { return .fixed(date.lowerBound, date.upperBound) }
    var rest = text[...]
    var sign = -1
    if rest.first == "-" || rest.first == "+" { sign = rest.removeFirst() == "-" ? -1 : 1 }
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    guard (1...4).contains(digits.count), let amount = Int(digits),
      let unit = Unit(rawValue: rest.dropFirst(digits.count).lowercased())
    else { return nil }
    return .relative(sign * amount, unit)
  }

  /// Returns what was probably meant by a text that is no date.
  static func suggestion(for text: String) -> String? {
    if let dots = text.range(ofDots: ()) {
      let swapped = text[dots.upperBound...] + ".." + text[..<dots.lowerBound]
      return DateTerm(String(swapped)) == nil ? nil : String(swapped)
    }
    let digits = text.prefix { $0.isNumber || $0 == "-" || $0 == "+" }
    switch text.dropFirst(digits.count).lowercased() {
    case "m", "mon", "month", "months", "mos": return digits + "mo"
    case "yr", "yrs", "year", "years", "a": return digits + "y"
    case "week", "weeks", "wk", "wks": return digits + "w"
    case "day", "days": return digits + "d"
    case "hour", "hours", "hr", "hrs": return digits + "h"
    default: return NearestName.of(text, among: ["today", "yesterday", "tomorrow", "now"])
    }
  }

  // MARK: - Bounds

  /// Returns the first moment and the first after the last, `nil` where there is none.
  ///
  /// A span of time by itself, `date:6mo`, reaches to the end of today.
  func bounds(now: Int64, reachingToNow: Bool) -> (lower: Int64?, upper: Int64?) {
    let lower = from.map { Self.bounds(of: $0, now: now).lower }
    let upper = to.map { Self.bounds(of: $0, now: now).upper }
    if reachingToNow, !isRange, case .relative(let amount, let unit) = from,
      let today = Optional(Self.bounds(of: .relative(0, unit == .hour ? .hour : .day), now: now))
    {
      if amount < 0, unit != .day || amount != -1 { return (lower, today.upper) }
      if amount > 0 { return (today.lower, upper) }
    }
    return (lower, upper)
  }

  private static let day: Int64 = 86_400_000

  private static func bounds(of point: Point, now: Int64) -> (lower: Int64, upper: Int64) {
    switch point {
    case .fixed(let lower, let upper): return (lower, upper)
    case .relative(let amount, .hour):
      let moment = now + Int64(amount) * 3_600_000
      return (moment, moment + 1)
    case .relative(let amount, let unit):
      var date = CivilDate(daysSince1970: Int(floorDivided(now)))
      switch unit {
      case .day, .hour: date = CivilDate(daysSince1970: date.daysSince1970 + amount)
      case .week: date = CivilDate(daysSince1970: date.daysSince1970 + 7 * amount)
      case .month: date = shifted(date, months: amount)
      case .year: date = shifted(date, months: 12 * amount)
      }
      let lower = Int64(date.daysSince1970) * day
      return (lower, lower + day)
    }
  }

  private static func floorDivided(_ time: Int64) -> Int64 {
    time >= 0 ? time / day : (time - day + 1) / day
  }

  /// The same day of another month, or its last.
  private static func shifted(_ date: CivilDate, months: Int) -> CivilDate {
    let number = date.year * 12 + date.month - 1 + months
    let year = (number >= 0 ? number : number - 11) / 12
    let month = number - year * 12 + 1
    let last = CivilDate.daysIn(year: year, month: month)
    return CivilDate(year: year, month: month, day: min(date.day, last))
  }

  /// Returns the first moment after a date of a precision that begins at a moment.
  static func upperBound(of start: Int64, _ precision: DatePrecision) -> Int64 {
    switch precision {
    case .year, .month:
      let date = CivilDate(daysSince1970: Int(floorDivided(start)))
      let months = precision == .year ? 12 : 1
      return start
        + Int64(shifted(date, months: months).daysSince1970 - date.daysSince1970) * day
    case .day: return start + day
    case .minute: return start + 60_000
    case .second: return start + 1000
    case .millisecond: return start + 1
    }
  }
}
