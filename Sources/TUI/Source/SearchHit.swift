// SPDX-License-Identifier: Apache-2.0

/// An event that matches, of any patient.
public struct SearchHit: Sendable, Equatable {
  /// The logical id of the patient.
  public var patientID: String

  /// The patient's name as the list shows it.
  public var patientName: String

  /// The event that matches.
  public var event: ChartEvent

  /// Some words around what matched; empty when the event's own fields say it.
  public var snippet: String

  /// The element or the field in which the words were found: `note`, `title`.
  public var matchedIn: String

  /// Whether the resource is deleted.
  public var isDeleted = false

  /// What the patient's dates are counted from; `nil` where dates are shown.
  var origin: DateOrigin?

  /// Creates a hit.
  public init(
    patientID: String,
    patientName: String,
    event: ChartEvent,
    snippet: String,
    matchedIn: String
  ) {
    self.patientID = patientID
    self.patientName = patientName
    self.event = event
    self.snippet = snippet
    self.matchedIn = matchedIn
  }
}

/// How a search went.
public struct SearchSummary: Sendable, Equatable {
  /// How many events match, delivered or not.
  public var hitCount: Int

  /// How many patients have such events.
  public var patientCount: Int

  /// Whether more match than were counted.
  public var isPartial: Bool

  /// Where nothing matches: what the words that nothing has may have been meant for.
  public var spellings: [String: String] = [:]

  /// Creates a summary.
  public init(hitCount: Int, patientCount: Int, isPartial: Bool) {
    self.hitCount = hitCount
    self.patientCount = patientCount
    self.isPartial = isPartial
  }
}
