// SPDX-License-Identifier: Apache-2.0

/// Who sees the patient.
enum Specialty: UInt8, Sendable, CaseIterable {
  case familyMedicine, pediatrics, cardiology, nephrology, endocrinology, oncology, obstetrics
  case neurology, pulmonology, emergency, intensiveCare, surgery, orthopedics, psychiatry
  case rheumatology, infectiousDisease, radiology, pathology, internalMedicine, nursing, pharmacy

  /// What it is called.
  var name: String {
    switch self {
    case .familyMedicine: "Family medicine"
    case .pediatrics: "Pediatrics"
    case .cardiology: "Cardiology"
    case .nephrology: "Nephrology"
    case .endocrinology: "Endocrinology"
    case .oncology: "Medical oncology"
    case .obstetrics: "Obstetrics and gynecology"
    case .neurology: "Neurology"
    case .pulmonology: "Pulmonology"
    case .emergency: "Emergency medicine"
    case .intensiveCare: "Intensive care medicine"
    case .surgery: "General surgery"
    case .orthopedics: "Orthopedics"
    case .psychiatry: "Psychiatry"
    case .rheumatology: "Rheumatology"
    case .infectiousDisease: "Infectious disease"
    case .radiology: "Radiology"
    case .pathology: "Pathology"
    case .internalMedicine: "Internal medicine"
    case .nursing: "Nursing"
    case .pharmacy: "Pharmacy"
    }
  }

  /// The SNOMED CT concept.
  var concept: Concept {
    switch self {
    case .familyMedicine: .snomed("419772000", "Family practice")
    case .pediatrics: .snomed("394537008", "Pediatric specialty")
    case .cardiology: .snomed("394579002", "Cardiology")
    case .nephrology: .snomed("394589003", "Nephrology")
    case .endocrinology: .snomed("394583002", "Endocrinology")
    case .oncology: .snomed("394593009", "Medical oncology")
    case .obstetrics: .snomed("394585009", "Obstetrics and gynecology")
    case .neurology: .snomed("394591006", "Neurology")
    case .pulmonology: .snomed("418112009", "Pulmonary medicine")
    case .emergency: .snomed("773568002", "Emergency medicine")
    case .intensiveCare: .snomed("408478003", "Critical care medicine")
    case .surgery: .snomed("394609007", "General surgery")
    case .orthopedics: .snomed("394801008", "Trauma and orthopedics")
    case .psychiatry: .snomed("394587001", "Psychiatry")
    case .rheumatology: .snomed("394810000", "Rheumatology")
    case .infectiousDisease: .snomed("394807007", "Infectious diseases")
    case .radiology: .snomed("394914008", "Radiology")
    case .pathology: .snomed("394595002", "Pathology")
    case .internalMedicine: .snomed("419192003", "Internal medicine")
    case .nursing: .snomed("224535009", "Registered nurse")
    case .pharmacy: .snomed("46255001", "Pharmacist")
    }
  }

  /// Whether it works in the hospital rather than in the practice.
  var isInHospital: Bool { self != .familyMedicine && self != .pediatrics }
}
