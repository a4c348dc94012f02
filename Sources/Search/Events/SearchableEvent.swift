// SPDX-License-Identifier: Apache-2.0

public import FHIR

/// What a query can ask of an event.
///
/// Times are milliseconds since 1970 on the clock that the reader sees, so that `date:2019-03-02`
/// is the day on the screen.
public protocol SearchableEvent {
  /// A number that it shares with the events that differ from it in time, id, note and deletion
  /// alone: what is asked of one need not be asked of the others. `nil` where none is known.
  var kind: Int? { get }

  /// The resource type: `Observation`.
  var resourceType: String { get }

  /// The logical id of the resource: asked of each event, so a part of a text that is there.
  var resourceID: Substring { get }

  /// The name of the lane: `labs`.
  var laneName: String { get }

  /// What a reader would call the event.
  var title: String { get }

  /// What else it is called, separated by spaces: `HbA1c A1c`; found as the title is.
  var otherNames: String? { get }

  /// The code that says most about the kind of event.
  var code: String? { get }

  /// The status element.
  var status: String? { get }

  /// The value with its unit, as it is shown.
  var valueText: String? { get }

  /// The value as a number.
  var number: Double? { get }

  /// Whether it was withdrawn or never came about: nobody has its value, though it is found by its words.
  var isVoid: Bool { get }

  /// What is said about the value.
  var abnormality: Abnormality { get }

  /// Of a critical value whether it is too high, and not too low; `nil` where nothing tells.
  var isAbove: Bool? { get }

  /// The words of the note; `nil` where it has none or they are not at hand.
  var noteText: String? { get }

  /// Whether the event has a length; an open side of a span is `nil`.
  var isSpan: Bool { get }

  /// The first moment it may have begun.
  var start: Int64? { get }

  /// The first moment after a span.
  var end: Int64? { get }

  /// How precisely the start is known: a date without a day is as wide as its month.
  var startPrecision: DatePrecision { get }

  /// Whether its resource is deleted: such events are found by `in:deleted` alone.
  var isDeleted: Bool { get }
}

extension SearchableEvent {
  /// Of no known kind.
  public var kind: Int? { nil }

  /// Whether it is a medication that was ordered, given or taken, whose value is a dose.
  var isMedication: Bool { resourceType.hasPrefix("Medication") }

  /// No other names.
  public var otherNames: String? { nil }

  /// Not deleted.
  public var isDeleted: Bool { false }
}
