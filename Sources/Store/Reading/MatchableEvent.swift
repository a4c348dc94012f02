// SPDX-License-Identifier: Apache-2.0

import Extraction
public import FHIR
public import Search
import Timeline

/// A stored event, as a query looks at it.
public struct MatchableEvent: SearchableEvent {
  private let stored: StoredEvent
  private let clockOffset: Int64
  private let loadNote: () -> String?

  /// Whether its resource is deleted.
  public let isDeleted: Bool

  /// Creates a view of an event.
  ///
  /// - Parameters:
  ///   - stored: The event.
  ///   - clockOffset: What is added to its times to bring them onto the clock that the reader sees,
  ///     in milliseconds; `nil` for the clock that the event was written with.
  ///   - isDeleted: Whether its resource is deleted.
  ///   - note: Gives the words of the note; asked only when a query needs them.
  public init(
    _ stored: StoredEvent,
    clockOffset: Int64? = nil,
    isDeleted: Bool = false,
    note: @escaping () -> String? = { nil }
  ) {
    self.stored = stored
    self.clockOffset = clockOffset ?? Int64(stored.event.offsetMinutes ?? 0) * 60_000
    loadNote = note
    self.isDeleted = isDeleted
  }

  /// The resource type.
  public var resourceType: String { stored.key.type.rawValue }

  /// The logical id of the resource.
  public var resourceID: Substring { stored.key.id[...] }

  /// The name of the lane.
  public var laneName: String { stored.event.lane.name }

  /// What a reader would call the event.
  public var title: String { stored.event.title }

  /// What else the test is called.
  public var otherNames: String? { stored.event.code.flatMap(CommonNames.names) }

  /// The code that says most about the kind of event.
  public var code: String? { stored.event.code }

  /// The status element.
  public var status: String? { stored.event.status }

  /// The value with its unit.
  public var valueText: String? {
    guard let value = stored.event.value else { return nil }
    return stored.event.unit.map { "\(value) \($0)" } ?? value
  }

  /// The value as a number.
  public var number: Double? { stored.event.number }

  /// Whether it was withdrawn or never came about.
  public var isVoid: Bool { stored.event.isVoid }

  /// What is said about the value.
  public var abnormality: Abnormality {
    switch stored.event.flag {
    case .none: .none
    case .normal: .normal
    case .abnormal: .abnormal
    case .low: .low
    case .high: .high
    case .critical, .criticalLow, .criticalHigh: .critical
    }
  }

  /// Of a critical value whether it is too high; `nil` where nothing tells.
  public var isAbove: Bool? { stored.event.isAbove }

  /// The words of the note, as they are typed: a printed ligature is two letters.
  public var noteText: String? { loadNote().map(PrintedWords.plain) }

  /// Whether the event has a length.
  public var isSpan: Bool { stored.event.shape == .span }

  /// The first moment it may have begun.
  public var start: Int64? { stored.event.start.map { $0 + clockOffset } }

  /// The first moment after a span.
  public var end: Int64? { stored.event.end.map { $0 + clockOffset } }

  /// How precisely the start is known.
  public var startPrecision: DatePrecision { stored.event.startPrecision }
}
