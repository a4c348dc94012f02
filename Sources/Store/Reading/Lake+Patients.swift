// SPDX-License-Identifier: Apache-2.0

import FHIR
import GRDB

/// A line of the patient list.
public struct PatientSummary: Sendable, Equatable {
  /// The number of the Patient resource in the lake.
  public let row: Int64

  /// The logical id.
  public let id: String

  /// The name as it is displayed; `nil` where there is none, or no Patient resource.
  public let name: String?

  /// The name in the order in which names are sorted, without case and accents.
  public let sortName: String?

  /// `Patient.gender`.
  public let sex: String?

  /// `Patient.birthDate` as it is written: a year, a month or a day.
  public let birthDate: String?

  /// The date of death as it is written, `true` for a death without a date, else `nil`.
  public let deceased: String?

  /// The medical record number, else the first business identifier.
  public let identifier: String?

  /// City and country.
  public let address: String?

  /// How many events the timeline has.
  public let events: Int

  /// When the last event began, in milliseconds since 1970 UTC; plans and bills do not count.
  public let lastSeen: Int64?

  /// How many values are critical.
  public let critical: Int

  /// How many allergies and intolerances are recorded.
  public let allergies: Int

  /// How many advance directives are in force.
  public let directives: Int

  /// How many notes there are.
  public let notes: Int

  /// How many resources have several versions.
  public let changed: Int

  /// How many resources are deleted.
  public let removed: Int

  /// What else the person is called, `Wehner, Kayce; Johns, Casey`; `nil` where there is only one name.
  public let otherNames: String?

  /// The business identifiers that are not shown, with blanks between them.
  public let otherNumbers: String?

  /// The logical id of the patient whose record took the place of this one (`Patient.link`).
  public let replacedBy: String?

  /// Whether the Patient resource itself is in the lake, and not only referred to.
  public let isPresent: Bool
}

/// What a patient list is sorted by.
public enum PatientOrder: String, Sendable, CaseIterable {
  /// By name.
  case name
  /// The most recently seen first.
  case lastSeen
  /// The most events first.
  case events
  /// The most critical values first.
  case critical
  /// The most changed or deleted resources first.
  case changed

  fileprivate var sql: String {
    switch self {
    case .name: "p.sortName IS NULL, p.sortName, p.resource"
    case .lastSeen: "p.lastSeen DESC, p.resource"
    case .events: "p.events DESC, p.resource"
    case .critical: "p.critical DESC, p.lastSeen DESC, p.resource"
    case .changed: "p.changed + p.removed DESC, p.resource"
    }
  }
}

extension Lake {
  /// Hands out the patients, one after the other, until the receiver has enough.
  ///
  /// Patients that other resources refer to are listed too, whether or not their own resource is in
  /// the lake, so that no record is out of reach. Deleted Patient resources are not.
  ///
  /// - Parameters:
  ///   - order: What they are sorted by.
  ///   - first: How many come in that order, before the others in any; sorting 100,000 takes SQLite
  ///     longer than reading them. `nil` for all.
  ///   - receive: Takes a patient; returns whether it wants another.
  /// - Throws: ``StoreError``.
  public func patients(
    by order: PatientOrder = .name,
    first: Int? = nil,
    _ receive: (PatientRow) throws -> Bool
  ) throws {
    try read { db in
      // Who was seen last is looked up all over a table that no cache of a reader holds: for that long the
      // file is mapped, and its pages are no longer memory of the process when the list is read.
      try db.execute(sql: "PRAGMA mmap_size = \(1 << 28)")
      defer { try? db.execute(sql: "PRAGMA mmap_size = 0") }
      let listed = "SELECT \(PatientRow.columns) FROM patient p WHERE p.id IS NOT NULL"
      let leading = try RawStatement(reading: db, "\(listed) ORDER BY \(order.sql) LIMIT ?1")
      leading.bind(0, first ?? -1)
      let codeStatuses = try CodeStatuses(db)
      var leaders: Set<Int64> = []
      defer { leading.reset() }
      while try leading.step() {
        let patient = PatientRow(leading, codeStatuses)
        if first != nil { leaders.insert(patient.row) }
        guard try receive(patient) else { return }
      }
      guard first != nil else { return }
      let all = try RawStatement(reading: db, listed)
      defer { all.reset() }
      while try all.step() {
        let patient = PatientRow(all, codeStatuses)
        if leaders.contains(patient.row) { continue }
        guard try receive(patient) else { return }
      }
    }
  }

  /// Returns the patient with a logical id.
  ///
  /// - Throws: ``StoreError`` with code `.notFound` when no patient has it.
  public func patient(id: String) throws -> PatientSummary {
    try read { db in
      let statement = try RawStatement(
        reading: db,
        """
        SELECT \(PatientRow.columns), r.version > 0
        FROM patient p JOIN resource r ON r.row = p.resource
        WHERE \(ResourceKey.condition)
        """
      )
      ResourceKey(type: .patient, id: id).bind(to: statement)
      guard try statement.step() else {
        throw StoreError(.notFound, "No patient has this id", subject: "Patient/\(id)")
      }
      let codeStatuses = try CodeStatuses(db, only: statement.int64(0))
      return PatientRow(statement, codeStatuses).summary(
        id: id,
        isPresent: statement.int(PatientRow.columnCount) != 0
      )
    }
  }
}
