// SPDX-License-Identifier: Apache-2.0

extension TemporalValue {
  /// Returns the value moved by a span of time.
  ///
  /// A span finer than the value is rounded down to the value's precision; a fraction counts for
  /// seconds and milliseconds only. A day that its month lacks becomes the month's last. See
  /// https://hl7.org/fhirpath/N1/#datetime-arithmetic.
  ///
  /// - Returns: `nil` where the result is outside the years 1 to 9999.
  func adding(_ amount: DecimalValue, _ unit: CalendarUnit) -> Self? {
    if kind == .time { return addingToTime(amount, unit) }
    guard let whole = amount.rounded(to: 0, .towardZero).flatMap({ Int(exactly: $0.units) }),
      abs(whole) < 1_000_000_000_000
    else { return nil }
    switch unit {
    case .year: return addingMonths(whole * 12)
    case .month: return precision >= .month ? addingMonths(whole) : addingMonths(whole / 12 * 12)
    case .week, .day: return addingDays(unit == .week ? whole * 7 : whole)
    case .hour, .minute, .second, .millisecond:
      guard let nanoseconds = Self.nanoseconds(amount, unit) else { return nil }
      if precision < .hour {
        return addingDays(Int(nanoseconds / 86_400_000_000_000))
      }
      return addingNanoseconds(nanoseconds)
    }
  }

  private static func nanoseconds(_ amount: DecimalValue, _ unit: CalendarUnit) -> Int128? {
    let factor: Int128 =
      switch unit {
      case .hour: 3_600_000_000_000
      case .minute: 60_000_000_000
      case .second: 1_000_000_000
      default: 1_000_000
      }
    if unit == .hour || unit == .minute {
      return amount.rounded(to: 0, .towardZero)?.units.multipliedReportingOverflow(by: factor)
        .partialValue
    }
    return amount.multiplied(by: DecimalValue(units: factor, scale: 0))?
      .rounded(to: 0, .towardZero)?.units
  }

  private func addingMonths(_ months: Int) -> Self? {
    var result = self
    let total = Int(year) * 12 + Int(month) - 1 + months
    let newYear = total >= 0 ? total / 12 : -1
    guard 1...9999 ~= newYear else { return nil }
    result.year = Int32(newYear)
    result.month = Int8(total % 12 + 1)
    result.day = Int8(min(Int(day), Self.days(inMonth: total % 12 + 1, of: newYear)))
    return result
  }

  private func addingDays(_ days: Int) -> Self? {
    switch precision {
    // Days of a value that has none are years of 365 or months of 30 of them.
    case .year: return addingMonths(days / 365 * 12)
    case .month: return addingMonths(days / 30)
    default:
      var result = self
      let number = dayNumber + days
      guard abs(number) < 4_000_000 else { return nil }
      result.setDay(number: number)
      return 1...9999 ~= result.year ? result : nil
    }
  }

  private func addingNanoseconds(_ nanoseconds: Int128) -> Self? {
    let day: Int128 = 86_400_000_000_000
    let step: Int128 =
      switch precision {
      case .hour: 3_600_000_000_000
      case .minute: 60_000_000_000
      default: 1
      }
    // A span below the precision does not count.
    let total = Int128(nanosecondOfDay) + nanoseconds / step * step
    let days = total >= 0 ? total / day : -((day - 1 - total) / day)
    var result = self
    result.setTime(nanoseconds: Int(total - days * day))
    guard let number = Int(exactly: days), abs(number) < 4_000_000 else { return nil }
    return number == 0 ? result : result.addingDays(number)
  }

  private func addingToTime(_ amount: DecimalValue, _ unit: CalendarUnit) -> Self? {
    guard unit <= .hour, let nanoseconds = Self.nanoseconds(amount, unit) else { return nil }
    let day: Int128 = 86_400_000_000_000
    let step: Int128 =
      precision == .hour ? 3_600_000_000_000 : precision == .minute ? 60_000_000_000 : 1
    var total = (Int128(nanosecondOfDay) + nanoseconds / step * step) % day
    if total < 0 { total += day }
    var result = self
    result.setTime(nanoseconds: Int(total))
    return result
  }

  private mutating func setTime(nanoseconds: Int) {
    nanosecond = Int32(nanoseconds % 1_000_000_000)
    let seconds = nanoseconds / 1_000_000_000
    second = Int8(seconds % 60)
    minute = Int8(seconds / 60 % 60)
    hour = Int8(seconds / 3600)
    guard nanosecond != 0 else { return }
    // A fraction that came by adding is written.
    precision = .millisecond
    var needed: Int8 = 9
    var rest = nanosecond
    while rest % 10 == 0 {
      rest /= 10
      needed -= 1
    }
    fractionDigits = max(fractionDigits, needed, 3)
  }
}

// MARK: - Boundaries and precision

extension TemporalValue {
  /// How many digits the value has: 4 for a year, 17 for a dateTime with milliseconds.
  var digitCount: Int { Self.digits(of: precision, kind) }

  private static func digits(of precision: Precision, _ kind: Kind) -> Int {
    let count = [4, 6, 8, 10, 12, 14, 17][Int(precision.rawValue)]
    return kind == .time ? count - 8 : count
  }

  /// Returns the first or the last value that the value may stand for, with so many digits.
  ///
  /// - Parameters:
  ///   - isHigh: Whether the last is asked for.
  ///   - digits: 4, 6, 8 for dates, up to 17 for dateTimes, 2, 4, 6, 9 for times; the most when
  ///     `nil`.
  /// - Returns: `nil` for another number of digits.
  func boundary(isHigh: Bool, digits: Int?) -> Self? {
    let last: Precision = kind == .date ? .day : .millisecond
    let first: Precision = kind == .time ? .hour : .year
    var target = last
    if let digits {
      let all: [Precision] = [.year, .month, .day, .hour, .minute, .second, .millisecond]
      // A date may be asked for the boundary of the dateTime that it stands for.
      let kind: Kind = kind == .date && digits > 8 ? .dateTime : kind
      guard
        let found = all.first(where: { $0 >= first && Self.digits(of: $0, kind) == digits })
      else { return nil }
      target = found
    }
    var result = self
    if kind == .date, target > .day { result.kind = .dateTime }
    result.fill(from: precision, isHigh: isHigh)
    result.precision = target
    result.fractionDigits = target == .millisecond ? max(3, fractionDigits) : 0
    if result.kind == .dateTime, target >= .hour, offset == nil {
      result.offset = isHigh ? -12 * 60 : 14 * 60
      result.isZulu = false
    }
    if target < .hour { result.offset = nil }
    return result
  }

  private mutating func fill(from precision: Precision, isHigh: Bool) {
    if precision < .month { month = isHigh ? 12 : 1 }
    if precision < .day {
      day = isHigh ? Int8(Self.days(inMonth: Int(month), of: Int(year))) : 1
    }
    if precision < .hour { hour = isHigh ? 23 : 0 }
    if precision < .minute { minute = isHigh ? 59 : 0 }
    if precision < .second { second = isHigh ? 59 : 0 }
    if precision < .millisecond { nanosecond = isHigh ? 999_000_000 : 0 }
  }
}

/// The units of a calendar, from fine to coarse.
enum CalendarUnit: UInt8, Sendable, Comparable, CaseIterable {
  case millisecond
  case second
  case minute
  case hour
  case day
  case week
  case month
  case year

  static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  /// Reads the keyword, singular or plural.
  init?(keyword: String) {
    switch keyword {
    case "year", "years": self = .year
    case "month", "months": self = .month
    case "week", "weeks": self = .week
    case "day", "days": self = .day
    case "hour", "hours": self = .hour
    case "minute", "minutes": self = .minute
    case "second", "seconds": self = .second
    case "millisecond", "milliseconds": self = .millisecond
    default: return nil
    }
  }

  /// Reads the code of UCUM for the unit.
  init?(code: String) {
    switch code {
    case "a": self = .year
    case "mo": self = .month
    case "wk": self = .week
    case "d": self = .day
    case "h": self = .hour
    case "min": self = .minute
    case "s": self = .second
    case "ms": self = .millisecond
    default: return nil
    }
  }

  /// The code of UCUM.
  var code: String {
    switch self {
    case .year: "a"
    case .month: "mo"
    case .week: "wk"
    case .day: "d"
    case .hour: "h"
    case .minute: "min"
    case .second: "s"
    case .millisecond: "ms"
    }
  }

  /// The keyword in the singular.
  var keyword: String {
    switch self {
    case .year: "year"
    case .month: "month"
    case .week: "week"
    case .day: "day"
    case .hour: "hour"
    case .minute: "minute"
    case .second: "second"
    case .millisecond: "millisecond"
    }
  }

  /// Whether the length does not depend on the calendar.
  var isDefinite: Bool { self <= .week }
}
