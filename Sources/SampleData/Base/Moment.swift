// SPDX-License-Identifier: Apache-2.0

/// Seconds since 1970-01-01T00:00Z.
typealias Moment = Int

/// Days since 1970-01-01.
typealias Day = Int

extension Int {
  /// The seconds of so many minutes.
  static func minutes(_ n: Int) -> Moment { n * 60 }
  /// The seconds of so many hours.
  static func hours(_ n: Int) -> Moment { n * 3600 }
  /// The seconds of so many days.
  static func days(_ n: Int) -> Moment { n * 86_400 }
  /// The seconds of so many years of 365.25 days.
  static func years(_ n: Double) -> Moment { Int(n * 31_557_600) }
  /// These seconds in years of 365.25 days.
  var inYears: Double { Double(self) / 31_557_600 }
}

/// A date of the Gregorian calendar.
struct CivilDate: Equatable, Sendable {
  var year: Int
  var month: Int
  var day: Int

  init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Creates the date of a day number.
  init(_ day: Day) {
    // Days are counted from 0000-03-01 in eras of 400 years, so that the leap day is a year's last.
    let z = day + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    self.day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// The day number.
  var number: Day {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The day of the week of a day number: 0 is Sunday.
  static func weekday(_ day: Day) -> Int { ((day % 7) + 11) % 7 }
}

extension Moment {
  /// The day it falls on in UTC.
  var utcDay: Day { self >= 0 ? self / 86_400 : (self - 86_399) / 86_400 }
}
