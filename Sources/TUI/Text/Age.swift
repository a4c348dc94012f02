// SPDX-License-Identifier: Apache-2.0

/// How old a patient is, from dates of any precision.
enum Age {
  /// Returns the completed years between two dates.
  ///
  /// - Parameters:
  ///   - birthDate: The birth date as it is written.
  ///   - end: The date of death as it is written, `unknown`, or `nil` for someone alive.
  ///   - now: The present, in milliseconds since 1970.
  /// - Returns: `nil` when a date is missing or is no date, as that of a death of which it is not known
  ///   when it was, and where nobody is as old: born in the year 1 means that the date is unknown.
  static func years(birthDate: String, end: String?, now: Int64) -> Int? {
    guard let birth = parts(birthDate) else { return nil }
    let last: [Int]
    if let end {
      guard let parsed = parts(end) else { return nil }
      last = parsed
    } else {
      let time = CivilTime(milliseconds: now)
      last = [time.year, time.month, time.day]
    }
    var years = last[0] - birth[0]
    let shared = min(birth.count, last.count)
    if shared > 1, last[1..<shared].lexicographicallyPrecedes(birth[1..<shared]) { years -= 1 }
    return (0...150).contains(years) ? years : nil
  }

  /// Returns the age as it is listed: years, and of who is not yet two, months (`11m`) or days (`5d`).
  ///
  /// Doses and what is normal change with them. Parameters and `nil` as in ``years(birthDate:end:now:)``.
  static func text(birthDate: String, end: String?, now: Int64) -> String? {
    guard let years = years(birthDate: birthDate, end: end, now: now) else { return nil }
    guard years < 2, let birth = parts(birthDate), birth.count == 3,
      let last = end.map(parts) ?? today(now), last.count == 3
    else { return String(years) }
    let days = day(last) - day(birth)
    if days < 60 { return "\(max(0, days))d" }
    let months = (last[0] - birth[0]) * 12 + last[1] - birth[1] - (last[2] < birth[2] ? 1 : 0)
    return "\(months)m"
  }

  private static func today(_ now: Int64) -> [Int]? {
    let time = CivilTime(milliseconds: now)
    return [time.year, time.month, time.day]
  }

  private static func day(_ date: [Int]) -> Int {
    let milliseconds = CivilTime(year: date[0], month: date[1], day: date[2]).milliseconds
    return Int(milliseconds / CivilTime.millisecondsPerDay)
  }

  private static func parts(_ date: String) -> [Int]? {
    let fields = date.prefix(10).split(separator: "-").map { Int($0) }
    let known = fields.compactMap { $0 }
    guard known.count == fields.count, let year = known.first, year > 0 else { return nil }
    return known
  }
}
