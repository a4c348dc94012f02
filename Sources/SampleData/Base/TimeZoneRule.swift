// SPDX-License-Identifier: Apache-2.0

/// A place's offset from UTC, with its summer time.
struct TimeZoneRule: Sendable, Equatable {
  /// When clocks change.
  enum Summer: Sendable {
    /// Never.
    case none
    /// Second Sunday of March to first of November; before 2007, first of April to last of October.
    case unitedStates
    /// Last Sunday of March to last of October.
    case europe
    /// Last Sunday of September to first of April, as in New Zealand.
    case southern
  }

  /// Minutes ahead of UTC in winter.
  let standard: Int
  /// When clocks change.
  let summer: Summer

  /// Returns the minutes ahead of UTC at a moment.
  func offset(at moment: Moment) -> Int {
    if summer == .none { return standard }
    let localDay = (moment + standard * 60).utcDay
    let year = CivilDate(localDay).year
    // Summer time spread in the 1970s; earlier moments are written in standard time.
    if year < 1975 { return standard }
    let isSummer: Bool
    switch summer {
    case .none: isSummer = false
    case .unitedStates:
      let begins =
        year >= 2007 ? Self.sunday(2, of: 3, year) : Self.sunday(1, of: 4, year)
      let ends =
        year >= 2007 ? Self.sunday(1, of: 11, year) : Self.lastSunday(of: 10, year)
      let local = moment + standard * 60
      isSummer = local >= begins * 86_400 + 7200 && local < ends * 86_400 + 3600
    case .europe:
      isSummer =
        moment >= Self.lastSunday(of: 3, year) * 86_400 + 3600
        && moment < Self.lastSunday(of: 10, year) * 86_400 + 3600
    case .southern:
      let local = moment + standard * 60
      isSummer =
        local < Self.sunday(1, of: 4, year) * 86_400 + 7200
        || local >= Self.lastSunday(of: 9, year) * 86_400 + 7200
    }
    return isSummer ? standard + 60 : standard
  }

  /// Returns the local day and second of the day of a moment.
  func local(_ moment: Moment) -> (day: Day, second: Int) {
    let shifted = moment + offset(at: moment) * 60
    let day = shifted.utcDay
    return (day, shifted - day * 86_400)
  }

  /// Returns the moment of a local time of day.
  func moment(_ day: Day, hour: Int, minute: Int = 0, second: Int = 0) -> Moment {
    let guess = day * 86_400 + hour * 3600 + minute * 60 + second - standard * 60
    let summer = guess - (offset(at: guess) - standard) * 60
    return offset(at: summer) == offset(at: guess) ? summer : guess
  }

  private static func sunday(_ n: Int, of month: Int, _ year: Int) -> Day {
    let first = CivilDate(year: year, month: month, day: 1).number
    return first + (7 - CivilDate.weekday(first)) % 7 + (n - 1) * 7
  }

  private static func lastSunday(of month: Int, _ year: Int) -> Day {
    let last = CivilDate(year: year, month: month, day: month == 9 ? 30 : 31).number
    return last - CivilDate.weekday(last)
  }
}
