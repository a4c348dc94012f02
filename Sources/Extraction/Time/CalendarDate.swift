// SPDX-License-Identifier: Apache-2.0

/// A date of the Gregorian calendar, as precise as it is known.
public struct CalendarDate: Sendable, Equatable {
  /// The year.
  public var year: Int
  /// 1 to 12.
  public var month: Int?
  /// 1 to 31.
  public var day: Int?

  /// Creates a date.
  ///
  /// - Parameters:
  ///   - year: The year.
  ///   - month: 1 to 12; `nil` where only the year is known.
  ///   - day: 1 to 31; `nil` where it is not known.
  public init(year: Int, month: Int? = nil, day: Int? = nil) {
    self.year = year
    self.month = month
    self.day = month == nil ? nil : day
  }

  /// Reads the date of a FHIR `date`, `dateTime` or `instant`.
  ///
  /// - Parameter text: "2024", "2024-03", "2024-03-05" or one with a time behind it.
  public init?(fhir text: String) {
    let fields = text.utf8.prefix(10).split(separator: 0x2D).map { field in
      Int(String(decoding: field, as: UTF8.self))
    }
    guard let first = fields.first, let year = first, (1...9999).contains(year) else { return nil }
    let month = fields.count > 1 ? fields[1] : nil
    let day = fields.count > 2 ? fields[2] : nil
    if let month, !(1...12).contains(month) { return nil }
    if let day, !(1...31).contains(day) { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The FHIR `date`.
  public var fhir: String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    var result = padded(year, 4)
    if let month { result += "-" + padded(month, 2) }
    if let month, month > 0, let day { result += "-" + padded(day, 2) }
    return result
  }

  /// Days since 1970-01-01, by Howard Hinnant's algorithm; unknown parts count as the first.
  var dayNumber: Int {
    let month = self.month ?? 1
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + (day ?? 1) - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  init(dayNumber: Int) {
    let shifted = dayNumber + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let part = (5 * dayOfYear + 2) / 153
    let month = part < 10 ? part + 3 : part - 9
    self.init(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
      month: month,
      day: dayOfYear - (153 * part + 2) / 5 + 1
    )
  }

  /// Monday is 0.
  var weekday: Int { ((dayNumber + 3) % 7 + 7) % 7 }

  /// The date some days, weeks, months or years away, as precise as the unit.
  func adding(_ count: Int, _ unit: String) -> CalendarDate {
    switch unit {
    case "d", "wk":
      guard day != nil else { return self }
      return CalendarDate(dayNumber: dayNumber + count * (unit == "wk" ? 7 : 1))
    case "mo":
      guard let month else { return self }
      let months = year * 12 + month - 1 + count
      return CalendarDate(
        year: Int((Double(months) / 12).rounded(.down)),
        month: (months % 12 + 12) % 12 + 1
      )
    case "a": return CalendarDate(year: year + count)
    default: return self
    }
  }

  static func isValid(year: Int, month: Int, day: Int) -> Bool {
    guard (1...12).contains(month), day >= 1 else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return day <= days[month - 1]
  }
}
