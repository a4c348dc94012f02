// SPDX-License-Identifier: Apache-2.0

/// A medicine over the time that it is taken in one dose.
///
/// A change of dose ends one treatment and begins the next one.
struct Treatment: Sendable {
  var drug: Drug
  var start: Moment
  var end: Moment?
  /// Why it was ended early; `nil` where it ran its course.
  var stopReason: String?
  /// The position of the problem that it is for.
  var problem: Int?
  /// Whether a pharmacy reports each refill.
  var refillDays: Int?
  /// The order is still active in the record although it was stopped: as happens.
  var isLeftActive = false
  /// What the order says besides.
  var note: String?
  /// The id of its MedicationRequest, decided when it is ordered.
  var id: ResourceID = .none
  /// Whether it was ordered within the person's lifetime.
  var isOrdered = false

  /// Returns whether it is taken at a moment.
  func isActive(at moment: Moment) -> Bool {
    start <= moment && (end.map { $0 > moment } ?? true)
  }
}
