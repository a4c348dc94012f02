// SPDX-License-Identifier: Apache-2.0

/// The patient list: who is in it, in which order, and which line has the focus.
struct PatientListState: Sendable {
  /// All patients that were delivered.
  var table = PatientTable()

  /// The patients of a lake that is read again, until all of them are there.
  var incoming: PatientTable?

  /// The patients of a lake that was read again, until they are arranged.
  var arriving: PatientTable?

  /// The patients that the filter leaves, in order, as numbers in the table.
  var rows: [Int32] = []

  var cursor = ListCursor()

  /// The filter that a worklist is made of.
  var baseFilter = ""

  /// The numbers that the list was opened from, and what it was narrowed by before and since.
  var numbers: (pane: LakePane, before: String, since: String)?

  /// The filter that is in force, which may still be typed.
  var filter = ""

  var sort = PatientSort.lastSeen

  var isReversed = false

  /// Whether patients are still coming in.
  var isLoading = true

  /// Why patients are missing.
  var failure: UserMessage?

  /// The line where a range begins that is being chosen.
  var rangeStart: Int?

  /// Patients that were marked, by id.
  var marked: Set<String> = []

  /// What is shown of the focused patient below the list.
  var preview: PatientPreview?

  /// The patient whose preview was asked for.
  var requestedPreview: String?

  /// Whether the lake has changed since the preview was made.
  var isPreviewStale = false

  /// The patient that has the focus, kept when the list is arranged anew.
  var focusedID: String?

  /// Whether the order is another by now, and kept while a patient is open.
  var isOrderStale = false

  /// Whether somebody has asked who has entities that wait.
  var wantsFacts = false

  /// The columns that the reader chose; `nil` for those that fit the screen.
  var columns: [PatientColumn]?

  /// What patients must have to be listed.
  var wholeFilter: String { baseFilter.isEmpty ? filter : baseFilter + " " + filter }

  /// Whether the marks of patients say who is in it, or where.
  var dependsOnMarks: Bool {
    sort == .marks || sort == .news || PatientFilter(wholeFilter).dependsOnMarks
  }

  /// Whether something counted over the whole lake is shown, or says who is in it or where.
  var needsFacts: Bool {
    wantsFacts || sort.needsFacts || columns?.contains { $0.needsFacts } == true
      || PatientFilter(wholeFilter).needsFacts
  }

  var focused: PatientSummary? {
    rows.indices.contains(cursor.index) ? table[Int(rows[cursor.index])] : nil
  }
}
