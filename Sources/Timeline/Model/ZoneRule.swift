// SPDX-License-Identifier: Apache-2.0

/// The offsets of a time zone through time, as a table.
///
/// ```
/// transition                offset from then on
/// (before all)              −05:00
/// 2019-03-10T07:00Z         −04:00
/// 2019-11-03T06:00Z         −05:00
/// ```
public struct ZoneRule: Sendable, Equatable {
  /// The name of the zone: `Europe/Berlin`.
  public let identifier: String

  /// When the offset changes, in milliseconds since 1970 UTC, ascending.
  private let transitions: [Int64]

  /// The offset before the first transition, and after each, in milliseconds.
  private let offsets: [Int64]

  /// Creates a zone from its table.
  ///
  /// - Parameters:
  ///   - identifier: The name of the zone.
  ///   - offsetMinutes: The offset before the first transition.
  ///   - transitions: When the offset changes, ascending, and the offset from then on.
  public init(
    identifier: String,
    offsetMinutes: Int,
    transitions: [(at: Int64, offsetMinutes: Int)] = []
  ) {
    self.identifier = identifier
    self.transitions = transitions.map(\.at)
    offsets = [Int64(offsetMinutes) * 60_000] + transitions.map { Int64($0.offsetMinutes) * 60_000 }
  }

  /// Universal time.
  public static let utc = ZoneRule(identifier: "UTC", offsetMinutes: 0)

  /// Returns what has to be added to a moment to have what clocks in the zone show.
  public func offset(at moment: Int64) -> Int64 {
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= moment { low = middle + 1 } else { high = middle }
    }
    return offsets[low]
  }

  /// Returns the offset from UTC in minutes.
  public func offsetMinutes(at moment: Int64) -> Int { Int(offset(at: moment) / 60_000) }
}
