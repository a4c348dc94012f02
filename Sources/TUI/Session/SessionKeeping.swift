// SPDX-License-Identifier: Apache-2.0

/// Keeps where a reader was, for the next time.
public protocol SessionKeeping: Sendable {
  /// Writes a place in the place of the one before, whole or not at all; called on a worker thread.
  ///
  /// - Throws: When it cannot be written.
  func save(_ place: SessionPlace) throws
}

/// What of a session is kept, and what of it is stored.
struct SessionState: Sendable {
  /// Whether anything keeps it.
  var isKept = false

  /// The place that was noted last, stored or not.
  var noted: SessionPlace?

  /// When the place is to be stored, on the clock of inputs; `nil` where it is.
  var due: Int64?

  /// The part of a patient that waits for the events.
  var wanted: SessionPlace.ChartPart?

  /// The patient of the session before, until it is known that the lake has it.
  var unconfirmed: String?

  /// Whether the past of the session before is shown, until it is known that it is not now.
  var isPastUnconfirmed = false

  /// The worklist of the session before, until the worklists are read.
  var wantedWorklist: String?

  /// The theme that was chosen while the browser ran.
  var theme: String?

  /// How long after a change the place is stored, in milliseconds.
  static let delay: Int64 = 1000
}
