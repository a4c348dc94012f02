// SPDX-License-Identifier: Apache-2.0

/// The time zone in which dated moments are shown.
///
/// Only moments that were written with a zone are converted; a date without one is shown as it was
/// written.
public struct DisplayZone: Sendable {
  /// What the screen calls it: `UTC`, `America/Lima`.
  public let name: String

  private let offset: @Sendable (Int64) -> Int

  /// Creates a zone.
  ///
  /// - Parameters:
  ///   - name: What the screen calls it.
  ///   - offsetMinutes: Returns how far the zone is ahead of UTC at a moment in milliseconds since
  ///     1970.
  public init(name: String, offsetMinutes: @escaping @Sendable (Int64) -> Int) {
    self.name = name
    offset = offsetMinutes
  }

  /// Universal time.
  public static let utc = DisplayZone(name: "UTC") { _ in 0 }

  /// Returns how many minutes the zone is ahead of UTC.
  func offsetMinutes(at milliseconds: Int64) -> Int { offset(milliseconds) }

  /// Returns what clocks in the zone show.
  func civilTime(at milliseconds: Int64) -> CivilTime {
    CivilTime(milliseconds: milliseconds + Int64(offset(milliseconds)) * 60_000)
  }

  /// Returns `UTC`, or the name with the offset at a moment: `America/Lima -05`.
  func label(at milliseconds: Int64) -> String {
    let minutes = offset(milliseconds)
    if minutes == 0, ["UTC", "Etc/UTC", "GMT", "Etc/GMT"].contains(name) { return "UTC" }
    return "\(name) \(Self.offsetText(minutes))"
  }

  /// Returns `+01`, `-05`, `+05:30`.
  static func offsetText(_ minutes: Int) -> String {
    let absolute = abs(minutes)
    let sign = minutes < 0 ? "-" : "+"
    let hours = padded(absolute / 60)
    return absolute % 60 == 0
      ? "\(sign)\(hours)" : "\(sign)\(hours):\(padded(absolute % 60))"
  }
}
