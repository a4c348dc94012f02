// SPDX-License-Identifier: Apache-2.0

internal import Foundation

extension ZoneRule {
  /// Creates the rule of a named zone from the system's table; `nil` for names it does not know.
  ///
  /// The table is read from 1900 to 2300, which is where clinical dates lie.
  public init?(identifier: String) {
    guard let zone = TimeZone(identifier: identifier) else { return nil }
    var transitions: [(at: Int64, offsetMinutes: Int)] = []
    let end = Date(timeIntervalSince1970: 10_413_792_000)
    var moment = Date(timeIntervalSince1970: -2_208_988_800)
    let first = zone.secondsFromGMT(for: moment) / 60
    while let next = zone.nextDaylightSavingTimeTransition(after: moment), next < end, next > moment
    {
      let offset = zone.secondsFromGMT(for: next) / 60
      transitions.append((Int64((next.timeIntervalSince1970 * 1000).rounded()), offset))
      moment = next
    }
    self.init(identifier: identifier, offsetMinutes: first, transitions: transitions)
  }
}
