// SPDX-License-Identifier: Apache-2.0

/// The resource types that are written, in the order in which files of a patient are written: what
/// is referred to comes first.
enum ResourceKind: UInt8, Sendable, CaseIterable {
  case organization, location, practitioner
  case patient, relatedPerson, coverage, encounter, condition, allergyIntolerance
  case familyMemberHistory, device, serviceRequest, specimen, observation, diagnosticReport
  case imagingStudy, procedure, medicationRequest, medicationStatement, medicationDispense
  case medicationAdministration, immunization, careTeam, carePlan, goal, questionnaireResponse
  case documentReference, flag, consent, claim, explanationOfBenefit

  /// The type as FHIR spells it.
  var name: StaticString {
    switch self {
    case .organization: "Organization"
    case .location: "Location"
    case .practitioner: "Practitioner"
    case .patient: "Patient"
    case .relatedPerson: "RelatedPerson"
    case .coverage: "Coverage"
    case .encounter: "Encounter"
    case .condition: "Condition"
    case .allergyIntolerance: "AllergyIntolerance"
    case .familyMemberHistory: "FamilyMemberHistory"
    case .device: "Device"
    case .serviceRequest: "ServiceRequest"
    case .specimen: "Specimen"
    case .observation: "Observation"
    case .diagnosticReport: "DiagnosticReport"
    case .imagingStudy: "ImagingStudy"
    case .procedure: "Procedure"
    case .medicationRequest: "MedicationRequest"
    case .medicationStatement: "MedicationStatement"
    case .medicationDispense: "MedicationDispense"
    case .medicationAdministration: "MedicationAdministration"
    case .immunization: "Immunization"
    case .careTeam: "CareTeam"
    case .carePlan: "CarePlan"
    case .goal: "Goal"
    case .questionnaireResponse: "QuestionnaireResponse"
    case .documentReference: "DocumentReference"
    case .flag: "Flag"
    case .consent: "Consent"
    case .claim: "Claim"
    case .explanationOfBenefit: "ExplanationOfBenefit"
    }
  }
}
