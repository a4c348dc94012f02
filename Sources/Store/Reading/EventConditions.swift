// SPDX-License-Identifier: Apache-2.0

import Timeline

/// What queries of the table `event` ask of a row, in SQL.
extension Event {
  /// The condition in SQL of rows of `event` that were not withdrawn.
  static func stands(
    _ alias: String = "event",
    but statuses: Set<String> = RecordCheck.voidStatuses
  ) -> String {
    "(\(alias).status IS NULL OR \(alias).status NOT IN (SELECT id FROM term WHERE text IN ("
      + statuses.sorted().map { "'\($0)'" }.joined(separator: ", ") + ")))"
  }

  /// The condition in SQL of rows of `event` in which the patient was with somebody: ``countsAsSeen``.
  static let sawPatient =
    "lane NOT IN (\(unseenLanes.map { String($0.rawValue) }.joined(separator: ", "))) AND "
    + "\(stands(but: RecordCheck.voidStatuses.union(["not-done"]))) AND NOT (lane = \(Lane.encounters.rawValue) AND NOT "
    + stands(but: RecordCheck.appointedStatuses) + ") AND NOT (lane = \(Lane.medications.rawValue) "
    + "AND dateElement IS NOT NULL AND dateElement IN "
    + "(SELECT id FROM term WHERE text >= '\(takingElement).' AND text < '\(takingElement)/'))"

  /// Whether the patient was with somebody then: plans and bills do not say so, nor does a visit that
  /// was cancelled, missed or only agreed upon, what was not done, nor the day from which a medication is to be taken.
  var countsAsSeen: Bool {
    guard !Self.unseenLanes.contains(lane), !isVoid, status != "not-done" else { return false }
    if lane == .medications, dateElement?.hasPrefix(Self.takingElement) == true { return false }
    return lane != .encounters || !RecordCheck.appointedStatuses.contains(status ?? "")
  }

  /// The element that says how, and from when on, an order's medication is to be taken.
  private static let takingElement = "dosageInstruction"

  /// The lanes of plans and bills.
  private static let unseenLanes = [Lane.carePlans, .claims]
}
