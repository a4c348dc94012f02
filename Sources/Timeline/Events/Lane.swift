// SPDX-License-Identifier: Apache-2.0

/// A labelled band of the timeline.
///
/// Raw values are stored in the lake and never change; the order of the cases is the order on the
/// screen.
public enum Lane: UInt8, Sendable, CaseIterable, Comparable {
  /// Encounters and episodes of care.
  case encounters = 1
  /// Conditions and other problems.
  case problems = 2
  /// Medication orders, statements, dispenses and administrations.
  case medications = 3
  /// Laboratory results.
  case labs = 4
  /// Vital signs.
  case vitals = 5
  /// Procedures.
  case procedures = 6
  /// Imaging.
  case imaging = 7
  /// Immunisations.
  case immunizations = 8
  /// Allergies and intolerances.
  case allergies = 9
  /// Clinical notes.
  case notes = 10
  /// Entities extracted from notes.
  case entities = 11
  /// Care plans, goals and teams.
  case carePlans = 12
  /// Documents that are not notes, and other observations and forms.
  case documents = 13
  /// Claims, coverage and payment.
  case claims = 14
  /// Versions and deletions.
  case changes = 15

  /// Returns whether the left lane is drawn above the right one.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
