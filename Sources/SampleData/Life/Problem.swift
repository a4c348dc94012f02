// SPDX-License-Identifier: Apache-2.0

import FHIR

/// A condition in somebody's life, from onset to abatement.
struct Problem: Sendable {
  /// How sure the record is of it.
  enum Certainty: Sendable {
    case confirmed, provisional, refuted, enteredInError
  }

  /// Whether it has gone, and how.
  enum Course: Sendable {
    case persists, resolved, remission
  }

  var disease: Disease
  var onset: Moment
  /// How precisely the onset is known: problems of long ago are known to the year.
  var precision: DatePrecision
  /// Whether the record says when it began at all.
  var hasOnset = true
  var abatement: Moment?
  var course: Course = .persists
  var certainty: Certainty = .confirmed
  /// Mild, moderate or severe.
  var severity: Concept?
  /// The id of its Condition; decided when it is recorded.
  var id: ResourceID = .none
  /// Whether the problem stands on the problem list, or belongs to one encounter.
  var isChronic: Bool
  /// Whether it has been recorded: diagnosed within the person's lifetime.
  var isRecorded = false
  var recordedAt: Moment = 0

  /// Returns whether it is there at a moment.
  func isActive(at moment: Moment) -> Bool {
    onset <= moment && (abatement.map { $0 > moment } ?? true)
  }
}
