// SPDX-License-Identifier: Apache-2.0

internal import Timeline

extension Lane {
  /// What the screen calls the lane.
  var title: String {
    switch self {
    case .encounters: "Encounters"
    case .problems: "Problems"
    case .medications: "Meds"
    case .labs: "Labs"
    case .vitals: "Vitals"
    case .procedures: "Procedures"
    case .imaging: "Imaging"
    case .immunizations: "Vaccines"
    case .allergies: "Allergies"
    case .notes: "Notes"
    case .entities: "NLP"
    case .carePlans: "Care plans"
    case .documents: "Documents"
    case .claims: "Claims"
    case .changes: "Changed"
    }
  }

  /// What the screen calls one event of the lane.
  var eventTitle: String {
    switch self {
    case .encounters: "Encounter"
    case .problems: "Problem"
    case .medications: "Med"
    case .labs: "Lab"
    case .vitals: "Vital"
    case .procedures: "Procedure"
    case .imaging: "Imaging"
    case .immunizations: "Vaccine"
    case .allergies: "Allergy"
    case .notes: "Note"
    case .entities: "Entity"
    case .carePlans: "Care plan"
    case .documents: "Document"
    case .claims: "Claim"
    case .changes: "Change"
    }
  }

  /// The same in four columns or less.
  var shortTitle: String {
    switch self {
    case .encounters: "Enc"
    case .problems: "Prob"
    case .medications: "Med"
    case .labs: "Lab"
    case .vitals: "Vit"
    case .procedures: "Proc"
    case .imaging: "Img"
    case .immunizations: "Vacc"
    case .allergies: "Alg"
    case .notes: "Note"
    case .entities: "NLP"
    case .carePlans: "Plan"
    case .documents: "Doc"
    case .claims: "Clm"
    case .changes: "Chg"
    }
  }
}

extension Flag {
  /// Whether the value is not as it should be.
  var isAbnormal: Bool { self >= .abnormal }
}
