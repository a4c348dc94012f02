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

  private static func parts(_ date: String) -> [Int]? {
    let fields = date.prefix(10).split(separator: "-").map { Int($0) }
    let known = fields.compactMap { $0 }
    guard known.count == fields.count, let year = known.first, year > 0 else { return nil }
    return known
  }
}
