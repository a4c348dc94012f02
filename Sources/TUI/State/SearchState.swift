// SPDX-License-Identifier: Apache-2.0

/// The search over all patients.
struct SearchState: Sendable {
  /// What is searched for.
  var text = ""

  /// Of the patients of a list that is narrowed: who they are, and what it is narrowed by.
  struct Listed: Sendable {
    var ids: Set<String>
    var words: String
  }

  /// Whose events are searched; `nil` for everybody's.
  var listed: Listed?

  /// Patients whose name or number matches, as numbers in ``table``.
  var patients: [Int32] = []

  /// The patients that were searched: those of the list may be others, or counted otherwise, since.
  var table = PatientTable()

  /// Returns a patient that was found, by its row.
  func patient(_ row: Int) -> PatientSummary { table[Int(patients[row])] }

  /// Whether the lake has changed since.
  var isStale = false

  /// What a search that is done again has found so far; `nil` where none is under way.
  var incoming: [SearchHit]?

  /// The events that were found so far, newest first.
  var hits: [SearchHit] = []

  /// How many there are, once all are counted.
  var summary: SearchSummary?

  /// Where nothing matches, which terms could be dropped, the one that most comes back without first;
  /// `nil` until they are counted.
  var advice: [SearchAdvice]?

  var cursor = ListCursor()

  /// How many rows there are: patients, then events.
  var rowCount: Int { patients.count + hits.count }
}
