// SPDX-License-Identifier: Apache-2.0

/// The search over all patients.
struct SearchState: Sendable {
  /// What is searched for.
  var text = ""

  /// Patients whose name or number matches, as numbers in the patient table.
  var patients: [Int32] = []

  /// The events that were found so far.
  var hits: [SearchHit] = []

  /// How many there are, once all are counted.
  var summary: SearchSummary?

  var cursor = ListCursor()

  /// How many rows there are: patients, then events.
  var rowCount: Int { patients.count + hits.count }
}
