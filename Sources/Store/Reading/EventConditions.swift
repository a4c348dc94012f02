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
    "lane NOT IN (\(unseenLanes.map { String($0.rawValue) }.joined(separator: ", "))) AND \(stands()) "
    + "AND NOT (lane = \(Lane.encounters.rawValue) AND NOT "
    + stands(but: RecordCheck.appointedStatuses) + ")"

  /// Whether the patient was with somebody then: plans and bills do not say so, nor does a visit that
  /// was cancelled, missed or only agreed upon.
  var countsAsSeen: Bool {
    guard !Self.unseenLanes.contains(lane), !isVoid else { return false }
    return lane != .encounters || !RecordCheck.appointedStatuses.contains(status ?? "")
  }

  /// The lanes of plans and bills.
  private static let unseenLanes = [Lane.carePlans, .claims]
}
