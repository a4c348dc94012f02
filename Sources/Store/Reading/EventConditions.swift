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

  /// The lanes of plans and bills, for SQL.
  static let unseenLanes = [Lane.carePlans, .claims]
    .map { String($0.rawValue) }.joined(separator: ", ")
}
