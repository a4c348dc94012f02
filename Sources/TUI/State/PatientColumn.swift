// SPDX-License-Identifier: Apache-2.0

internal import Worklists

/// A column of the patient list, which the reader may choose.
enum PatientColumn: String, CaseIterable, Sendable {
  case name
  case marks
  case sex
  case age
  case born
  case recordNumber = "record number"
  case lastSeen = "last seen"
  case events
  case changed
  case deleted
  case flags
  case note

  /// The lower, the sooner it goes where there is no room.
  var rank: Int {
    switch self {
    case .name: 9
    case .marks: 8
    case .flags, .note: 7
    case .lastSeen, .age: 6
    case .sex, .recordNumber: 5
    case .events: 4
    case .born: 3
    case .changed, .deleted: 2
    }
  }

  /// The columns of a list that nobody has chosen any for.
  static func standard(width: Int, hasMarks: Bool) -> [PatientColumn] {
    let isWide = width >= 110
    var columns: [PatientColumn] = [.name]
    if hasMarks { columns.append(.marks) }
    columns += [.sex, .age]
    if isWide { columns.append(.born) }
    if width >= 64 { columns.append(.recordNumber) }
    columns += [.lastSeen, .events]
    if isWide { columns += [.changed, .deleted] }
    columns.append(.flags)
    if hasMarks && isWide { columns.append(.note) }
    return columns
  }
}

/// What the patient list knows of one patient.
struct PatientLine: Sendable {
  var text: PatientText
  var marks = PatientMarks()

  var patient: PatientSummary { text.patient }

  /// The user's note, which may name anyone.
  var note: String { text.settings.isDeidentified && !marks.note.isEmpty ? "…" : marks.note }

  /// `sFD`: seen, flagged, done; a letter for each, in its place.
  var letters: String {
    (marks.seenJob == nil ? " " : "s") + (marks.isFlagged ? "F" : " ") + (marks.isDone ? "D" : " ")
  }
}

extension AppState {
  /// The columns of the patient list.
  func shownColumns(width: Int) -> [PatientColumn] {
    PatientColumn.standard(width: width, hasMarks: triage.hasMarks)
  }

  /// What is known of a patient.
  func patientLine(_ patient: PatientSummary) -> PatientLine {
    PatientLine(
      text: PatientText(patient, settings: settings),
      marks: triage.marks(of: patient.id)
    )
  }
}
