// SPDX-License-Identifier: Apache-2.0

/// A line of the patient list.
public struct PatientSummary: Sendable, Equatable {
  /// The logical id of the Patient.
  public var id: String

  /// The name as it is displayed: `Moreno, Ana Lucía`; empty when there is none.
  public var name: String

  /// The name as it is sorted, without case and accents.
  public var sortName: String

  /// `male`, `female`, `other`, `unknown` or empty.
  public var gender: String

  /// The birth date as it is written, of any precision; empty when there is none.
  public var birthDate: String

  /// The date of death as it is written; `unknown` when only the fact is known; `nil` when alive.
  public var deceased: String?

  /// The business identifier to show, the medical record number where there is one.
  public var recordNumber: String

  /// Where the patient lives, `Lima, PE`; empty when unknown.
  public var place: String

  /// When the patient was seen last, in milliseconds since 1970.
  ///
  /// It is the start of the last event that is no plan and no bill. Records whose dates were shifted are
  /// seen in the future.
  public var lastSeen: Int64?

  /// How many events there are.
  public var eventCount: Int

  /// How many allergies are on record.
  public var allergyCount: Int

  /// How many advance directives are in force.
  public var directiveCount: Int

  /// How many events are critical.
  public var criticalCount: Int

  /// How many resources have more than one version.
  public var changedCount: Int

  /// How many resources are deleted.
  public var deletedCount: Int

  /// What else the person is called, `Wehner, Kayce`; empty for nothing.
  public var otherNames = ""

  /// Identifiers beside the record number, with blanks between them; they are searched and not shown.
  public var otherNumbers = ""

  /// The id of the patient whose record took the place of this one; `nil` for records that stand.
  public var replacedBy: String?

  /// The age of a patient whose birth date is kept back; `nil` where it is told or not known.
  var age: Int?

  /// That age in words: `90+`.
  var ageText: String?

  /// What the patient's dates are counted from; `nil` where dates are shown.
  var origin: DateOrigin?

  /// Creates a summary with an id and nothing known.
  public init(id: String) {
    self.id = id
    name = ""
    sortName = ""
    gender = ""
    birthDate = ""
    recordNumber = ""
    place = ""
    eventCount = 0
    allergyCount = 0
    directiveCount = 0
    criticalCount = 0
    changedCount = 0
    deletedCount = 0
  }

  /// Whether no name is known.
  public var isNameless: Bool { name.isEmpty }
}
