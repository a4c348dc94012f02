// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// What dates are counted from while patients are de-identified.
///
/// | origin | a day | a date known to the year |
/// | --- | --- | --- |
/// | birth | `34y 112d` | `≈34y` |
/// | the first event on record | `d+123` | `≈d+120` |
/// | none | `–` | `–` |
///
/// A date known in part is rounded: its first day, counted to the day, would tell the day of birth.
enum DateOrigin: Sendable, Equatable {
  /// The birth, in milliseconds since 1970.
  case birth(Int64)
  /// The first event on record, for those whose birth is not known or who are 90 or older.
  case record(Int64)
  /// Dates are not shown at all.
  case hidden

  private static let day: Int64 = 86_400_000

  /// Returns how far a moment is from the origin.
  func text(_ moment: Int64, precision: DatePrecision) -> String {
    switch self {
    case .hidden: return "–"
    case .birth(let birth):
      let days = Self.days(moment - birth)
      let years = Int((Double(abs(days)) / 365.2425).rounded(.down))
      let sign = days < 0 ? "-" : ""
      guard precision >= .day else { return "≈\(sign)\(years)y" }
      let rest = abs(days) - Int((Double(years) * 365.2425).rounded(.up))
      return years == 0 ? "\(sign)\(abs(days))d" : "\(sign)\(years)y \(max(0, rest))d"
    case .record(let first):
      let days = Self.days(moment - first)
      if precision >= .day { return days < 0 ? "d\(days)" : "d+\(days)" }
      let rounded = days / 30 * 30
      return "≈d\(rounded < 0 ? "" : "+")\(rounded)"
    }
  }

  /// Returns what a stretch of time spans: `0–65y`, `d+0–d+4000`.
  func text(_ range: Range<Int64>) -> String {
    switch self {
    case .hidden: return ""
    case .birth(let birth):
      let years = [range.lowerBound, range.upperBound - 1].map {
        Int(Double(Self.days($0 - birth)) / 365.2425)
      }
      return "\(years[0])–\(years[1])y"
    case .record:
      return
        "\(text(range.lowerBound, precision: .day))–\(text(range.upperBound - 1, precision: .day))"
    }
  }

  /// The moment that an axis counts from.
  var zero: Int64? {
    switch self {
    case .birth(let moment), .record(let moment): moment
    case .hidden: nil
    }
  }

  private static func days(_ milliseconds: Int64) -> Int {
    Int((Double(milliseconds) / Double(day)).rounded(.down))
  }
}
