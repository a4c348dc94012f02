// SPDX-License-Identifier: Apache-2.0

/// A line of the patient list.
public struct PatientSummary: Sendable, Equatable {
  /// The logical id of the Patient.
  public var id: String

  /// The family name, as it is written; empty when there is none.
  public var family: String

  /// The given names, separated by spaces; or the text of a name that has no parts.
  public var given: String

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

  /// The start of the last event that is not in the future, in milliseconds since 1970.
  public var lastSeen: Int64?

  /// How many events there are.
  public var eventCount: Int

  /// How many allergies are on record.
  public var allergyCount: Int

  /// The advance directives and alerts to show in the banner: `DNR`.
  public var directives: [String]

  /// How many events are critical.
  public var criticalCount: Int

  /// How many resources have more than one version.
  public var changedCount: Int

  /// How many resources are deleted.
  public var deletedCount: Int

  /// Creates a summary with an id and nothing known.
  public init(id: String) {
    self.id = id
    family = ""
    given = ""
    gender = ""
    birthDate = ""
    recordNumber = ""
    place = ""
    eventCount = 0
    allergyCount = 0
    directives = []
    criticalCount = 0
    changedCount = 0
    deletedCount = 0
  }

  /// Whether neither a family name nor a given name is known.
  public var isNameless: Bool { family.isEmpty && given.isEmpty }
}
