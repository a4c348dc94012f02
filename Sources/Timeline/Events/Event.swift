// SPDX-License-Identifier: Apache-2.0

public import FHIR

/// One clinical thing that is drawn on the timeline: an instant, or a span between two dates.
///
/// An event is a function of a resource's content. Times are milliseconds since 1970-01-01T00:00Z.
/// A date without a time zone is stored as if it were UTC and has no ``offsetMinutes``.
public struct Event: Sendable, Equatable {
  /// Whether an event has a length.
  public enum Shape: UInt8, Sendable {
    /// One moment, as wide as its precision.
    case instant = 0
    /// From ``Event/start`` to ``Event/end``; a side that is `nil` is open.
    case span = 1
  }

  /// The band it belongs to.
  public var lane: Lane

  /// Whether it has a length.
  public var shape: Shape

  /// The first millisecond it may have begun; `nil` for an undated event or an unknown beginning.
  public var start: Int64?

  /// How precisely ``start`` is known.
  public var startPrecision: DatePrecision

  /// The first millisecond after the last it may have ended; `nil` for instants and open ends.
  public var end: Int64?

  /// How precisely ``end`` is known.
  public var endPrecision: DatePrecision

  /// The offset from UTC that ``start`` is written with; `nil` for dates without a zone.
  public var offsetMinutes: Int16?

  /// The element that dates the event, `effectivePeriod.start` for one; `nil` when undated.
  public var dateElement: String?

  /// What a reader would call it: `Creatinine`, `Type 2 diabetes mellitus`.
  public var title: String

  /// The code system of ``code``.
  public var system: String?

  /// The code that says most about the kind of event.
  public var code: String?

  /// The value as it is spelled in the resource: `1.42`, `142/88`, `Positive`.
  public var value: String?

  /// The value as a number, for plots.
  public var number: Double?

  /// The unit as it is displayed.
  public var unit: String?

  /// The bounds of the reference range that applies, in the same unit.
  public var rangeLow: Double?

  /// The upper bound of the reference range.
  public var rangeHigh: Double?

  /// What interpretation or range say about the value.
  public var flag: Flag

  /// The status element, as it is coded; `proposal`, `plan` or `do-not-perform` of a MedicationRequest
  /// that is active and is no order to take something.
  public var status: String?

  /// The logical id of the Encounter it belongs to.
  public var encounterID: String?

  /// Creates an event that is undated and without value.
  public init(lane: Lane, title: String) {
    self.lane = lane
    self.title = title
    shape = .instant
    startPrecision = .millisecond
    endPrecision = .millisecond
    flag = .none
  }

  /// What stands before the number where it only bounds the true value: `<`, `<=`, `>=`, `>`; else
  /// empty.
  public var comparator: String {
    guard number != nil, let value else { return "" }
    return Self.comparator(of: value)
  }

  /// What stands before the number of a value that is spelled so, as in ``comparator``.
  public static func comparator(of value: String) -> String {
    guard let first = value.utf8.first, first == UInt8(ascii: "<") || first == UInt8(ascii: ">")
    else { return "" }
    return String(value.prefix(value.utf8.dropFirst().first == UInt8(ascii: "=") ? 2 : 1))
  }

  /// Whether the number only bounds the true value: nothing can be subtracted from it.
  public var isBound: Bool { !comparator.isEmpty }

  /// Whether no element dates the event.
  public var isUndated: Bool { start == nil && end == nil }
}
