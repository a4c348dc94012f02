// SPDX-License-Identifier: Apache-2.0

/// A condition as it is coded and as clinicians write it.
struct Disease: Sendable, Equatable {
  let snomed: String
  let snomedName: String
  let icd10: String
  let icd10Name: String
  /// What it is called in a sentence, and on the Condition.
  let name: String
  /// What it is called in a hurry; empty where nobody shortens it.
  let short: String

  init(
    _ name: String,
    _ short: String,
    _ snomed: String,
    _ snomedName: String,
    _ icd10: String,
    _ icd10Name: String
  ) {
    self.snomed = snomed
    self.snomedName = snomedName
    self.icd10 = icd10
    self.icd10Name = icd10Name
    self.name = name
    self.short = short
  }

  /// The SNOMED CT concept.
  var concept: Concept { Concept(.snomed, snomed, snomedName) }

  /// The ICD-10-CM code.
  var classification: Concept { Concept(.icd10cm, icd10, icd10Name) }

  /// Whether it passes: what is known by chapters of ICD-10 that hold infections and injuries.
  var isAcute: Bool {
    ["J0", "J1", "J2", "S", "A", "N39", "K35", "R", "L03"].contains { icd10.hasPrefix($0) }
  }

  /// The short name, else the long one.
  var shortName: String { short.isEmpty ? name : short }
}
