// SPDX-License-Identifier: Apache-2.0

internal import Store
internal import Worklists

/// The patients that are listed, to be written as a table: a row for each, whatever the screen has
/// room for.
///
/// It is made into rows beside the terminal's thread: there may be a hundred thousand.
struct PatientExport: Sendable {
  /// The patients of the lake, and the numbers of those that are listed, in their order.
  var table: PatientTable
  var rows: [Int32]

  /// What is written of each, behind id and name.
  var columns: [PatientColumn]

  /// What is marked and counted of them.
  var triage: TriageState

  var settings: Settings

  /// Returns the rows.
  ///
  /// - Throws: `CancellationError`.
  func shown(_ cancellation: Cancellation) throws -> ShownTable {
    var shown = ShownTable(columns: ["patient", "name"] + columns.map(\.rawValue))
    for (done, number) in rows.enumerated() {
      if done & 0x3FF == 0 { try cancellation.check() }
      let patient = table[Int(number)]
      let line = PatientLine(
        text: PatientText(patient, settings: settings),
        marks: triage.marks(of: patient.id),
        facts: triage.facts.map { $0.patients[patient.id] ?? .init() }
      )
      shown.add(
        [patient.id, patient.name] + columns.map { $0.field(of: line) },
        of: ResourceKey(type: "Patient", id: patient.id)
      )
    }
    return shown
  }
}

extension PatientColumn {
  /// What a file has of a patient: whole words and plain numbers, nothing where nothing is known.
  fileprivate func field(of line: PatientLine) -> String {
    let patient = line.patient
    switch self {
    case .name: return patient.name
    case .marks:
      let marks = [
        (line.marks.seenJob != nil, "seen"), (line.marks.isFlagged, "flagged"),
        (line.marks.isDone, "done"),
      ]
      return marks.filter(\.0).map(\.1).joined(separator: " ")
    case .sex: return patient.gender
    case .age: return line.text.years.map(String.init) ?? ""
    case .born: return patient.birthDate
    case .recordNumber: return patient.recordNumber
    case .lastSeen:
      let zone = line.text.settings.zone
      return patient.lastSeen.map { DateText.day(zone.civilTime(at: $0)) } ?? ""
    case .events: return String(patient.eventCount)
    case .changed: return String(patient.changedCount)
    case .deleted: return String(patient.deletedCount)
    case .flags: return Self.flags(patient)
    case .news:
      if line.marks.seenJob == nil { return "new" }
      return line.facts.map { String($0.news) } ?? ""
    case .unreviewed: return line.facts.map { String($0.unreviewed) } ?? ""
    case .problems: return line.facts.map { String($0.problems) } ?? ""
    case .quality: return line.facts == nil ? "" : line.quality
    case .note: return line.marks.note
    }
  }

  /// `2 allergies; 3 critical values; died 2023-11-28`.
  private static func flags(_ patient: PatientSummary) -> String {
    var parts: [String] = []
    if patient.allergyCount > 0 {
      parts.append(counted(patient.allergyCount, "allergy", plural: "allergies"))
    }
    if patient.directiveCount > 0 { parts.append(counted(patient.directiveCount, "directive")) }
    if patient.criticalCount > 0 { parts.append(counted(patient.criticalCount, "critical value")) }
    if let deceased = patient.deceased {
      parts.append(deceased == "unknown" ? "died" : "died \(deceased)")
    }
    return parts.joined(separator: "; ")
  }
}

extension AppState {
  /// The patients that are listed, or those of the range; `nil` while some are still being read.
  var patientExport: PatientExport? {
    guard screen == .patients, panes.isEmpty, !list.isLoading else { return nil }
    let columns = shownColumns(width: .max)
    return PatientExport(
      table: list.table,
      rows: patientRange.map { Array(list.rows[$0]) } ?? list.rows,
      columns: columns.filter { $0 != .name },
      triage: triage,
      settings: settings
    )
  }
}
