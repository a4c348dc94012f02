// SPDX-License-Identifier: Apache-2.0

internal import Store
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
  case news = "changed since seen"
  case unreviewed = "unreviewed entities"
  case problems = "active problems"
  case quality = "data quality"
  case note

  /// Whether it shows what is counted over the whole lake.
  var needsFacts: Bool {
    switch self {
    case .news, .unreviewed, .problems, .quality: true
    default: false
    }
  }

  /// The lower, the sooner it goes where there is no room.
  var rank: Int {
    switch self {
    case .name: 9
    case .marks, .sex, .age: 8
    case .flags, .note, .news, .unreviewed, .problems, .quality: 7
    case .lastSeen: 6
    case .recordNumber: 5
    case .events: 4
    case .born: 3
    case .changed, .deleted: 2
    }
  }

  /// The columns of a list that nobody has chosen any for.
  static func standard(width: Int, hasMarks: Bool, hasNotes: Bool) -> [PatientColumn] {
    let isWide = width >= 110
    var columns: [PatientColumn] = [.name]
    if hasMarks { columns.append(.marks) }
    columns += [.sex, .age]
    if isWide { columns.append(.born) }
    if width >= 64 { columns.append(.recordNumber) }
    columns += [.lastSeen, .events]
    if isWide { columns += [.changed, .deleted] }
    columns.append(.flags)
    if hasNotes && isWide { columns.append(.note) }
    return columns
  }
}

/// What the patient list knows of one patient.
struct PatientLine: Sendable {
  var text: PatientText
  var marks = PatientMarks()

  /// What there is to count; `nil` while it is not known.
  var facts: PatientFacts?

  var patient: PatientSummary { text.patient }

  /// `+12` versions since the record was looked at, `new` where it never was.
  var news: String {
    if marks.seenJob == nil { return "new" }
    guard let facts else { return "…" }
    return facts.news > 0 ? "+\(grouped(facts.news))" : ""
  }

  /// What is missing, or is not to be used: `no birth date`, `3 undated 2 uncoded`.
  var quality: String {
    var parts: [String] = []
    if patient.isNameless { parts.append("no name") }
    if patient.replacedBy != nil { parts.append("merged") }
    if patient.birthDate.isEmpty { parts.append("no birth date") }
    guard let facts else { return (parts + ["…"]).joined(separator: " ") }
    if facts.undated > 0 { parts.append("\(grouped(facts.undated)) undated") }
    if facts.uncoded > 0 { parts.append("\(grouped(facts.uncoded)) uncoded") }
    return parts.joined(separator: " ")
  }

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
    list.columns
      ?? PatientColumn.standard(
        width: width,
        hasMarks: triage.hasMarks,
        hasNotes: triage.hasNotes
      )
  }

  /// What is known of a patient.
  func patientLine(_ patient: PatientSummary) -> PatientLine {
    PatientLine(
      text: PatientText(patient, settings: settings),
      marks: triage.marks(of: patient.id),
      facts: triage.facts.map { $0.patients[patient.id] ?? PatientFacts() }
    )
  }
}
