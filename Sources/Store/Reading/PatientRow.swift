// SPDX-License-Identifier: Apache-2.0

/// A patient as it is being read: good until the next is read.
///
/// Whoever goes through 100,000 patients takes from it what is wanted, and makes no texts of the rest.
public struct PatientRow {
  /// The columns of a query that gives rows; `p` is the patient.
  static let columns = """
    p.resource, p.id, p.name, p.sortName, p.sex, p.birthDate, p.deceased, p.identifier, p.address,
    p.events, p.lastSeen, p.critical, p.allergies, p.directives, p.notes, p.changed, p.removed,
    p.otherNames, p.replacedBy, p.otherNumbers
    """

  /// What a patient is found by besides the name, as SQL: other names and all numbers.
  static let otherNames = """
    IFNULL(p.otherNames, '') || ' ' || IFNULL(p.identifier, '') || ' ' || IFNULL(p.otherNumbers, '')
    """

  /// How many columns there are.
  static let columnCount = 20

  /// A text of a patient, as in ``PatientSummary``; the logical id of those that are not deleted.
  public enum Text: Int, CaseIterable, Sendable {
    /// The logical id.
    case id = 1
    /// The name as it is displayed.
    case name
    /// The name as it is sorted.
    case sortName
    /// `Patient.gender`.
    case sex
    /// `Patient.birthDate`.
    case birthDate
    /// The date of death, or `true`.
    case deceased
    /// The medical record number, else the first business identifier.
    case identifier
    /// City and country.
    case address
    /// What else the person is called.
    case otherNames = 17
    /// The record that took the place of this one.
    case replacedBy
    /// Business identifiers that are not shown.
    case otherNumbers
  }

  private let statement: RawStatement

  private let hasCodeStatus: Bool

  /// Reads the row that a statement stands on.
  ///
  /// - Parameters:
  ///   - statement: A query with ``columns``.
  ///   - codeStatuses: Whose code status forbids.
  init(_ statement: RawStatement, _ codeStatuses: CodeStatuses) {
    self.statement = statement
    // Of 100,000 rows none is to keep the set of them all alive.
    hasCodeStatus =
      !codeStatuses.patients.isEmpty && codeStatuses.patients.contains(statement.int64(0))
  }

  /// The number of the Patient resource in the lake.
  public var row: Int64 { statement.int64(0) }

  /// How many events the timeline has.
  public var events: Int { statement.int(9) }

  /// When the last event began, in milliseconds since 1970 UTC; plans and bills do not count.
  public var lastSeen: Int64? { statement.optionalInt64(10) }

  /// How many values are critical.
  public var critical: Int { statement.int(11) }

  /// How many allergies and intolerances are recorded.
  public var allergies: Int { statement.int(12) }

  /// How many advance directives are in force.
  public var directives: Int {
    statement.int(13) + (hasCodeStatus ? 1 : 0)
  }

  /// How many resources have several versions.
  public var changed: Int { statement.int(15) }

  /// How many resources are deleted.
  public var removed: Int { statement.int(16) }

  /// Appends a text in UTF-8 to bytes; nothing where there is none.
  public func append(_ text: Text, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: statement.text(text.rawValue))
  }

  /// All of it.
  ///
  /// - Parameters:
  ///   - id: The logical id, which a deleted patient has too.
  ///   - isPresent: Whether the resource itself is in the lake.
  /// - Returns: The patient.
  func summary(id: String, isPresent: Bool) -> PatientSummary {
    PatientSummary(
      row: row,
      id: id,
      name: statement.string(2),
      sortName: statement.string(3),
      sex: statement.string(4),
      birthDate: statement.string(5),
      deceased: statement.string(6),
      identifier: statement.string(7),
      address: statement.string(8),
      events: events,
      lastSeen: lastSeen,
      critical: critical,
      allergies: allergies,
      directives: directives,
      notes: statement.int(14),
      changed: changed,
      removed: removed,
      otherNames: statement.string(17),
      otherNumbers: statement.string(19),
      replacedBy: statement.string(18),
      isPresent: isPresent
    )
  }
}
