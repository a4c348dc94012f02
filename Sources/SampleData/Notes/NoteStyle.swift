// SPDX-License-Identifier: Apache-2.0

/// The kinds of notes, by who writes them and when.
enum NoteStyle: Sendable {
  case emergency, progress, discharge, wellness, telephone, consult, procedure, german, spanish

  /// Returns the style for a visit.
  static func style(for visit: Visit, language: String, chance: Double) -> NoteStyle {
    switch visit.kind {
    case .emergency, .urgent: .emergency
    case .inpatient, .birth, .intensiveCare: .discharge
    case .telephone: .telephone
    case .wellness: .wellness
    case .infusion, .dialysis, .daySurgery: .procedure
    default:
      if language == "de", chance < 0.3 {
        .german
      } else if language == "es", chance < 0.3 {
        .spanish
      } else {
        visit.specialty.isInHospital && visit.specialty != .pharmacy && chance > 0.45
          ? .consult : .progress
      }
    }
  }

  /// The kind of document in LOINC.
  var concept: Concept {
    switch self {
    case .emergency: .loinc("34111-5", "Emergency department Note")
    case .progress, .german, .spanish: .loinc("11506-3", "Progress note")
    case .discharge: .loinc("18842-5", "Discharge summary")
    case .wellness: .loinc("34117-2", "History and physical note")
    case .telephone: .loinc("34748-4", "Telephone encounter Note")
    case .consult: .loinc("11488-4", "Consult note")
    case .procedure: .loinc("28570-0", "Procedure note")
    }
  }

  /// What the document is called.
  var title: String {
    switch self {
    case .emergency: "Emergency department note"
    case .progress: "Progress note"
    case .discharge: "Discharge summary"
    case .wellness: "History and physical"
    case .telephone: "Telephone encounter"
    case .consult: "Consultation letter"
    case .procedure: "Treatment note"
    case .german: "Verlaufsnotiz"
    case .spanish: "Nota de evolución"
    }
  }

  /// The language tag.
  var language: StaticString {
    switch self {
    case .german: "de"
    case .spanish: "es"
    default: "en"
    }
  }
}
