// SPDX-License-Identifier: Apache-2.0

/// A stretch of time; a side that is missing is open or unknown.
///
/// See https://hl7.org/fhir/R4/datatypes.html#Period.
public struct FHIRPeriod: Sendable, Equatable {
  /// When it began.
  public let start: FHIRDateTime?

  /// When it ended; the whole of what is written belongs to it.
  public let end: FHIRDateTime?

  /// Reads a Period; `nil` when neither side is a date.
  public init?(_ value: JSONValue?) {
    guard let value, value.isObject else { return nil }
    start = FHIRDateTime(value["start"])
    end = FHIRDateTime(value["end"])
    if start == nil && end == nil { return nil }
  }

  /// Creates a period.
  public init(start: FHIRDateTime?, end: FHIRDateTime?) {
    self.start = start
    self.end = end
  }

  /// Whether it ends before it begins, for certain.
  public var isReversed: Bool {
    guard let start, let end else { return false }
    return end.upperBound <= start.lowerBound
  }
}

/// When something is to happen, once or repeatedly: what of it says dates.
///
/// See https://hl7.org/fhir/R4/datatypes.html#Timing.
public struct FHIRTiming: Sendable, Equatable {
  /// The moments at which it happens, as written and in order.
  public let events: [FHIRDateTime]

  /// `repeat.boundsPeriod`: from when to when it is repeated.
  public let bounds: FHIRPeriod?

  /// Reads a Timing; `nil` when it says no date.
  public init?(_ value: JSONValue?) {
    guard let value, value.isObject else { return nil }
    events = (value["event"]?.elements ?? .empty).compactMap { FHIRDateTime($0) }
    bounds = FHIRPeriod(value["repeat"]?["boundsPeriod"])
    if events.isEmpty && bounds == nil { return nil }
  }
}

/// A length of time in whole milliseconds, where its unit says how long it is.
public enum FHIRDuration {
  /// Returns the length of a Duration in milliseconds; days and weeks are of 24 hours.
  ///
  /// Months and years have no fixed length and give `nil`: ``adding(_:to:)`` counts them by the
  /// calendar.
  public static func milliseconds(_ quantity: Quantity) -> Int64? {
    guard let number = quantity.number, number.isFinite, abs(number) < 1e7 else { return nil }
    switch unit(of: quantity) {
    case "ms": return Int64(number)
    case "s", "second", "seconds": return Int64(number * 1000)
    case "min", "minute", "minutes": return Int64(number * 60_000)
    case "h", "hour", "hours": return Int64(number * 3_600_000)
    case "d", "day", "days": return Int64(number * 86_400_000)
    case "wk", "week", "weeks": return Int64(number * 604_800_000)
    default: return nil
    }
  }

  /// The unit by its code, else by its words, whose capitals do not count.
  private static func unit(of quantity: Quantity) -> String? {
    quantity.code ?? quantity.unit?.lowercased()
  }

  /// Returns the moment that lies a Duration after another, months and years by the calendar.
  ///
  /// The 31st of January and one month are the last of February. Gives `nil` for unknown units and
  /// for parts of months.
  public static func adding(_ quantity: Quantity, to moment: Int64) -> Int64? {
    if let length = milliseconds(quantity) { return moment + length }
    guard let number = quantity.number, let count = Int(exactly: number), abs(count) < 10_000 else {
      return nil
    }
    switch unit(of: quantity) {
    case "mo", "month", "months": return adding(months: count, to: moment)
    case "a", "year", "years": return adding(months: count * 12, to: moment)
    default: return nil
    }
  }

  /// Returns the moment that lies some months after another, at the same time of day.
  public static func adding(months: Int, to moment: Int64) -> Int64 {
    let days = Int((Double(moment) / 86_400_000).rounded(.down))
    let date = CivilDate(daysSince1970: days).adding(months: months)
    return Int64(date.daysSince1970 - days) * 86_400_000 + moment
  }
}

extension CivilDate {
  /// Returns the same day some months later, or the last of that month where it is shorter.
  public func adding(months: Int) -> CivilDate {
    let count = year * 12 + month - 1 + months
    let newYear = count >= 0 ? count / 12 : (count - 11) / 12
    let newMonth = count - newYear * 12 + 1
    return CivilDate(
      year: newYear,
      month: newMonth,
      day: min(day, Self.daysIn(year: newYear, month: newMonth))
    )
  }
}
