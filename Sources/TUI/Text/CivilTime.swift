// SPDX-License-Identifier: Apache-2.0

/// A moment as a calendar and a clock show it, in the proleptic Gregorian calendar.
struct CivilTime: Equatable, Sendable {
  var year: Int
  var month: Int
  var day: Int
  var hour: Int
  var minute: Int
  var second: Int

  static let millisecondsPerDay: Int64 = 86_400_000

  init(year: Int, month: Int = 1, day: Int = 1, hour: Int = 0, minute: Int = 0, second: Int = 0) {
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
  }

  /// Splits milliseconds since 1970-01-01T00:00, which may be negative.
  init(milliseconds: Int64) {
    let day = Self.floorDivision(milliseconds, Self.millisecondsPerDay)
    let rest = Int(milliseconds - day * Self.millisecondsPerDay)
    // Days are counted from 0000-03-01, so that a leap day ends its year.
    let shifted = Int(day) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    self.init(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
      month: month,
      day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1,
      hour: rest / 3_600_000,
      minute: rest / 60_000 % 60,
      second: rest / 1000 % 60
    )
  }

  /// The milliseconds since 1970-01-01T00:00.
  var milliseconds: Int64 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let days = Int64(era * 146_097 + dayOfEra - 719_468)
    return days * Self.millisecondsPerDay
      + Int64(hour * 3_600_000 + minute * 60_000 + second * 1000)
  }

  /// Returns the same clock time some months later or earlier, on the last day where the month is
  /// too short.
  func adding(months: Int) -> CivilTime {
    let total = year * 12 + month - 1 + months
    var moved = self
    moved.year = Int(Self.floorDivision(Int64(total), 12))
    moved.month = total - moved.year * 12 + 1
    moved.day = min(day, Self.days(inMonth: moved.month, ofYear: moved.year))
    return moved
  }

  /// Returns how many days a month has.
  static func days(inMonth month: Int, ofYear year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func floorDivision(_ dividend: Int64, _ divisor: Int64) -> Int64 {
    let quotient = dividend / divisor
    return dividend % divisor < 0 ? quotient - 1 : quotient
  }
}
