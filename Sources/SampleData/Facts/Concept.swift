// SPDX-License-Identifier: Apache-2.0

/// A code of a code system, with what it is called.
struct Concept: Sendable, Equatable {
  let system: CodeSystem
  let code: String
  let display: String

  init(_ system: CodeSystem, _ code: String, _ display: String) {
    self.system = system
    self.code = code
    self.display = display
  }

  /// Returns a SNOMED CT concept.
  static func snomed(_ code: String, _ display: String) -> Concept {
    Concept(.snomed, code, display)
  }

  /// Returns a LOINC term.
  static func loinc(_ code: String, _ display: String) -> Concept {
    Concept(.loinc, code, display)
  }
}

/// The code systems that occur.
enum CodeSystem: Sendable {
  case snomed, loinc, rxnorm, icd10cm, cvx
  case actCode, observationCategory, conditionCategory, conditionClinical, conditionVerification
  case allergyClinical, allergyVerification, interpretation, documentCategory, diagnosticService
  case identifierType, maritalStatus, admitSource, dischargeDisposition, participationType
  case goalAchievement, consentScope, consentCategory, flagCategory, coverageClass, claimType
  case priority, location, dicom, route, medicationCategory, roleCode, organizationType,
    procedureType

  /// The URI.
  var uri: StaticString {
    switch self {
    case .snomed: "http://snomed.info/sct"
    case .loinc: "http://loinc.org"
    case .rxnorm: "http://www.nlm.nih.gov/research/umls/rxnorm"
    case .icd10cm: "http://hl7.org/fhir/sid/icd-10-cm"
    case .cvx: "http://hl7.org/fhir/sid/cvx"
    case .actCode: "http://terminology.hl7.org/CodeSystem/v3-ActCode"
    case .observationCategory: "http://terminology.hl7.org/CodeSystem/observation-category"
    case .conditionCategory: "http://terminology.hl7.org/CodeSystem/condition-category"
    case .conditionClinical: "http://terminology.hl7.org/CodeSystem/condition-clinical"
    case .conditionVerification: "http://terminology.hl7.org/CodeSystem/condition-ver-status"
    case .allergyClinical: "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical"
    case .allergyVerification:
      "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification"
    case .interpretation: "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation"
    case .documentCategory:
      "http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category"
    case .diagnosticService: "http://terminology.hl7.org/CodeSystem/v2-0074"
    case .identifierType: "http://terminology.hl7.org/CodeSystem/v2-0203"
    case .maritalStatus: "http://terminology.hl7.org/CodeSystem/v3-MaritalStatus"
    case .admitSource: "http://terminology.hl7.org/CodeSystem/admit-source"
    case .dischargeDisposition: "http://terminology.hl7.org/CodeSystem/discharge-disposition"
    case .participationType: "http://terminology.hl7.org/CodeSystem/v3-ParticipationType"
    case .goalAchievement: "http://terminology.hl7.org/CodeSystem/goal-achievement"
    case .consentScope: "http://terminology.hl7.org/CodeSystem/consentscope"
    case .consentCategory: "http://terminology.hl7.org/CodeSystem/consentcategorycodes"
    case .flagCategory: "http://terminology.hl7.org/CodeSystem/flag-category"
    case .coverageClass: "http://terminology.hl7.org/CodeSystem/coverage-class"
    case .claimType: "http://terminology.hl7.org/CodeSystem/claim-type"
    case .priority: "http://terminology.hl7.org/CodeSystem/processpriority"
    case .location: "http://terminology.hl7.org/CodeSystem/location-physical-type"
    case .dicom: "http://dicom.nema.org/resources/ontology/DCM"
    case .route: "http://snomed.info/sct"
    case .medicationCategory: "http://terminology.hl7.org/CodeSystem/medicationrequest-category"
    case .roleCode: "http://terminology.hl7.org/CodeSystem/v3-RoleCode"
    case .organizationType: "http://terminology.hl7.org/CodeSystem/organization-type"
    case .procedureType: "http://snomed.info/sct"
    }
  }
}
