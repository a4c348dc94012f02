// SPDX-License-Identifier: Apache-2.0

/// The 146 resource types of FHIR R4.
///
/// See https://hl7.org/fhir/R4/resourcelist.html.
public enum ResourceType: String, Sendable, CaseIterable, Hashable {
  /// https://hl7.org/fhir/R4/account.html
  case account = "Account"
  /// https://hl7.org/fhir/R4/activitydefinition.html
  case activityDefinition = "ActivityDefinition"
  /// https://hl7.org/fhir/R4/adverseevent.html
  case adverseEvent = "AdverseEvent"
  /// https://hl7.org/fhir/R4/allergyintolerance.html
  case allergyIntolerance = "AllergyIntolerance"
  /// https://hl7.org/fhir/R4/appointment.html
  case appointment = "Appointment"
  /// https://hl7.org/fhir/R4/appointmentresponse.html
  case appointmentResponse = "AppointmentResponse"
  /// https://hl7.org/fhir/R4/auditevent.html
  case auditEvent = "AuditEvent"
  /// https://hl7.org/fhir/R4/basic.html
  case basic = "Basic"
  /// https://hl7.org/fhir/R4/binary.html
  case binary = "Binary"
  /// https://hl7.org/fhir/R4/biologicallyderivedproduct.html
  case biologicallyDerivedProduct = "BiologicallyDerivedProduct"
  /// https://hl7.org/fhir/R4/bodystructure.html
  case bodyStructure = "BodyStructure"
  /// https://hl7.org/fhir/R4/bundle.html
  case bundle = "Bundle"
  /// https://hl7.org/fhir/R4/capabilitystatement.html
  case capabilityStatement = "CapabilityStatement"
  /// https://hl7.org/fhir/R4/careplan.html
  case carePlan = "CarePlan"
  /// https://hl7.org/fhir/R4/careteam.html
  case careTeam = "CareTeam"
  /// https://hl7.org/fhir/R4/catalogentry.html
  case catalogEntry = "CatalogEntry"
  /// https://hl7.org/fhir/R4/chargeitem.html
  case chargeItem = "ChargeItem"
  /// https://hl7.org/fhir/R4/chargeitemdefinition.html
  case chargeItemDefinition = "ChargeItemDefinition"
  /// https://hl7.org/fhir/R4/claim.html
  case claim = "Claim"
  /// https://hl7.org/fhir/R4/claimresponse.html
  case claimResponse = "ClaimResponse"
  /// https://hl7.org/fhir/R4/clinicalimpression.html
  case clinicalImpression = "ClinicalImpression"
  /// https://hl7.org/fhir/R4/codesystem.html
  case codeSystem = "CodeSystem"
  /// https://hl7.org/fhir/R4/communication.html
  case communication = "Communication"
  /// https://hl7.org/fhir/R4/communicationrequest.html
  case communicationRequest = "CommunicationRequest"
  /// https://hl7.org/fhir/R4/compartmentdefinition.html
  case compartmentDefinition = "CompartmentDefinition"
  /// https://hl7.org/fhir/R4/composition.html
  case composition = "Composition"
  /// https://hl7.org/fhir/R4/conceptmap.html
  case conceptMap = "ConceptMap"
  /// https://hl7.org/fhir/R4/condition.html
  case condition = "Condition"
  /// https://hl7.org/fhir/R4/consent.html
  case consent = "Consent"
  /// https://hl7.org/fhir/R4/contract.html
  case contract = "Contract"
  /// https://hl7.org/fhir/R4/coverage.html
  case coverage = "Coverage"
  /// https://hl7.org/fhir/R4/coverageeligibilityrequest.html
  case coverageEligibilityRequest = "CoverageEligibilityRequest"
  /// https://hl7.org/fhir/R4/coverageeligibilityresponse.html
  case coverageEligibilityResponse = "CoverageEligibilityResponse"
  /// https://hl7.org/fhir/R4/detectedissue.html
  case detectedIssue = "DetectedIssue"
  /// https://hl7.org/fhir/R4/device.html
  case device = "Device"
  /// https://hl7.org/fhir/R4/devicedefinition.html
  case deviceDefinition = "DeviceDefinition"
  /// https://hl7.org/fhir/R4/devicemetric.html
  case deviceMetric = "DeviceMetric"
  /// https://hl7.org/fhir/R4/devicerequest.html
  case deviceRequest = "DeviceRequest"
  /// https://hl7.org/fhir/R4/deviceusestatement.html
  case deviceUseStatement = "DeviceUseStatement"
  /// https://hl7.org/fhir/R4/diagnosticreport.html
  case diagnosticReport = "DiagnosticReport"
  /// https://hl7.org/fhir/R4/documentmanifest.html
  case documentManifest = "DocumentManifest"
  /// https://hl7.org/fhir/R4/documentreference.html
  case documentReference = "DocumentReference"
  /// https://hl7.org/fhir/R4/effectevidencesynthesis.html
  case effectEvidenceSynthesis = "EffectEvidenceSynthesis"
  /// https://hl7.org/fhir/R4/encounter.html
  case encounter = "Encounter"
  /// https://hl7.org/fhir/R4/endpoint.html
  case endpoint = "Endpoint"
  /// https://hl7.org/fhir/R4/enrollmentrequest.html
  case enrollmentRequest = "EnrollmentRequest"
  /// https://hl7.org/fhir/R4/enrollmentresponse.html
  case enrollmentResponse = "EnrollmentResponse"
  /// https://hl7.org/fhir/R4/episodeofcare.html
  case episodeOfCare = "EpisodeOfCare"
  /// https://hl7.org/fhir/R4/eventdefinition.html
  case eventDefinition = "EventDefinition"
  /// https://hl7.org/fhir/R4/evidence.html
  case evidence = "Evidence"
  /// https://hl7.org/fhir/R4/evidencevariable.html
  case evidenceVariable = "EvidenceVariable"
  /// https://hl7.org/fhir/R4/examplescenario.html
  case exampleScenario = "ExampleScenario"
  /// https://hl7.org/fhir/R4/explanationofbenefit.html
  case explanationOfBenefit = "ExplanationOfBenefit"
  /// https://hl7.org/fhir/R4/familymemberhistory.html
  case familyMemberHistory = "FamilyMemberHistory"
  /// https://hl7.org/fhir/R4/flag.html
  case flag = "Flag"
  /// https://hl7.org/fhir/R4/goal.html
  case goal = "Goal"
  /// https://hl7.org/fhir/R4/graphdefinition.html
  case graphDefinition = "GraphDefinition"
  /// https://hl7.org/fhir/R4/group.html
  case group = "Group"
  /// https://hl7.org/fhir/R4/guidanceresponse.html
  case guidanceResponse = "GuidanceResponse"
  /// https://hl7.org/fhir/R4/healthcareservice.html
  case healthcareService = "HealthcareService"
  /// https://hl7.org/fhir/R4/imagingstudy.html
  case imagingStudy = "ImagingStudy"
  /// https://hl7.org/fhir/R4/immunization.html
  case immunization = "Immunization"
  /// https://hl7.org/fhir/R4/immunizationevaluation.html
  case immunizationEvaluation = "ImmunizationEvaluation"
  /// https://hl7.org/fhir/R4/immunizationrecommendation.html
  case immunizationRecommendation = "ImmunizationRecommendation"
  /// https://hl7.org/fhir/R4/implementationguide.html
  case implementationGuide = "ImplementationGuide"
  /// https://hl7.org/fhir/R4/insuranceplan.html
  case insurancePlan = "InsurancePlan"
  /// https://hl7.org/fhir/R4/invoice.html
  case invoice = "Invoice"
  /// https://hl7.org/fhir/R4/library.html
  case library = "Library"
  /// https://hl7.org/fhir/R4/linkage.html
  case linkage = "Linkage"
  /// https://hl7.org/fhir/R4/list.html
  case list = "List"
  /// https://hl7.org/fhir/R4/location.html
  case location = "Location"
  /// https://hl7.org/fhir/R4/measure.html
  case measure = "Measure"
  /// https://hl7.org/fhir/R4/measurereport.html
  case measureReport = "MeasureReport"
  /// https://hl7.org/fhir/R4/media.html
  case media = "Media"
  /// https://hl7.org/fhir/R4/medication.html
  case medication = "Medication"
  /// https://hl7.org/fhir/R4/medicationadministration.html
  case medicationAdministration = "MedicationAdministration"
  /// https://hl7.org/fhir/R4/medicationdispense.html
  case medicationDispense = "MedicationDispense"
  /// https://hl7.org/fhir/R4/medicationknowledge.html
  case medicationKnowledge = "MedicationKnowledge"
  /// https://hl7.org/fhir/R4/medicationrequest.html
  case medicationRequest = "MedicationRequest"
  /// https://hl7.org/fhir/R4/medicationstatement.html
  case medicationStatement = "MedicationStatement"
  /// https://hl7.org/fhir/R4/medicinalproduct.html
  case medicinalProduct = "MedicinalProduct"
  /// https://hl7.org/fhir/R4/medicinalproductauthorization.html
  case medicinalProductAuthorization = "MedicinalProductAuthorization"
  /// https://hl7.org/fhir/R4/medicinalproductcontraindication.html
  case medicinalProductContraindication = "MedicinalProductContraindication"
  /// https://hl7.org/fhir/R4/medicinalproductindication.html
  case medicinalProductIndication = "MedicinalProductIndication"
  /// https://hl7.org/fhir/R4/medicinalproductingredient.html
  case medicinalProductIngredient = "MedicinalProductIngredient"
  /// https://hl7.org/fhir/R4/medicinalproductinteraction.html
  case medicinalProductInteraction = "MedicinalProductInteraction"
  /// https://hl7.org/fhir/R4/medicinalproductmanufactured.html
  case medicinalProductManufactured = "MedicinalProductManufactured"
  /// https://hl7.org/fhir/R4/medicinalproductpackaged.html
  case medicinalProductPackaged = "MedicinalProductPackaged"
  /// https://hl7.org/fhir/R4/medicinalproductpharmaceutical.html
  case medicinalProductPharmaceutical = "MedicinalProductPharmaceutical"
  /// https://hl7.org/fhir/R4/medicinalproductundesirableeffect.html
  case medicinalProductUndesirableEffect = "MedicinalProductUndesirableEffect"
  /// https://hl7.org/fhir/R4/messagedefinition.html
  case messageDefinition = "MessageDefinition"
  /// https://hl7.org/fhir/R4/messageheader.html
  case messageHeader = "MessageHeader"
  /// https://hl7.org/fhir/R4/molecularsequence.html
  case molecularSequence = "MolecularSequence"
  /// https://hl7.org/fhir/R4/namingsystem.html
  case namingSystem = "NamingSystem"
  /// https://hl7.org/fhir/R4/nutritionorder.html
  case nutritionOrder = "NutritionOrder"
  /// https://hl7.org/fhir/R4/observation.html
  case observation = "Observation"
  /// https://hl7.org/fhir/R4/observationdefinition.html
  case observationDefinition = "ObservationDefinition"
  /// https://hl7.org/fhir/R4/operationdefinition.html
  case operationDefinition = "OperationDefinition"
  /// https://hl7.org/fhir/R4/operationoutcome.html
  case operationOutcome = "OperationOutcome"
  /// https://hl7.org/fhir/R4/organization.html
  case organization = "Organization"
  /// https://hl7.org/fhir/R4/organizationaffiliation.html
  case organizationAffiliation = "OrganizationAffiliation"
  /// https://hl7.org/fhir/R4/parameters.html
  case parameters = "Parameters"
  /// https://hl7.org/fhir/R4/patient.html
  case patient = "Patient"
  /// https://hl7.org/fhir/R4/paymentnotice.html
  case paymentNotice = "PaymentNotice"
  /// https://hl7.org/fhir/R4/paymentreconciliation.html
  case paymentReconciliation = "PaymentReconciliation"
  /// https://hl7.org/fhir/R4/person.html
  case person = "Person"
  /// https://hl7.org/fhir/R4/plandefinition.html
  case planDefinition = "PlanDefinition"
  /// https://hl7.org/fhir/R4/practitioner.html
  case practitioner = "Practitioner"
  /// https://hl7.org/fhir/R4/practitionerrole.html
  case practitionerRole = "PractitionerRole"
  /// https://hl7.org/fhir/R4/procedure.html
  case procedure = "Procedure"
  /// https://hl7.org/fhir/R4/provenance.html
  case provenance = "Provenance"
  /// https://hl7.org/fhir/R4/questionnaire.html
  case questionnaire = "Questionnaire"
  /// https://hl7.org/fhir/R4/questionnaireresponse.html
  case questionnaireResponse = "QuestionnaireResponse"
  /// https://hl7.org/fhir/R4/relatedperson.html
  case relatedPerson = "RelatedPerson"
  /// https://hl7.org/fhir/R4/requestgroup.html
  case requestGroup = "RequestGroup"
  /// https://hl7.org/fhir/R4/researchdefinition.html
  case researchDefinition = "ResearchDefinition"
  /// https://hl7.org/fhir/R4/researchelementdefinition.html
  case researchElementDefinition = "ResearchElementDefinition"
  /// https://hl7.org/fhir/R4/researchstudy.html
  case researchStudy = "ResearchStudy"
  /// https://hl7.org/fhir/R4/researchsubject.html
  case researchSubject = "ResearchSubject"
  /// https://hl7.org/fhir/R4/riskassessment.html
  case riskAssessment = "RiskAssessment"
  /// https://hl7.org/fhir/R4/riskevidencesynthesis.html
  case riskEvidenceSynthesis = "RiskEvidenceSynthesis"
  /// https://hl7.org/fhir/R4/schedule.html
  case schedule = "Schedule"
  /// https://hl7.org/fhir/R4/searchparameter.html
  case searchParameter = "SearchParameter"
  /// https://hl7.org/fhir/R4/servicerequest.html
  case serviceRequest = "ServiceRequest"
  /// https://hl7.org/fhir/R4/slot.html
  case slot = "Slot"
  /// https://hl7.org/fhir/R4/specimen.html
  case specimen = "Specimen"
  /// https://hl7.org/fhir/R4/specimendefinition.html
  case specimenDefinition = "SpecimenDefinition"
  /// https://hl7.org/fhir/R4/structuredefinition.html
  case structureDefinition = "StructureDefinition"
  /// https://hl7.org/fhir/R4/structuremap.html
  case structureMap = "StructureMap"
  /// https://hl7.org/fhir/R4/subscription.html
  case subscription = "Subscription"
  /// https://hl7.org/fhir/R4/substance.html
  case substance = "Substance"
  /// https://hl7.org/fhir/R4/substancenucleicacid.html
  case substanceNucleicAcid = "SubstanceNucleicAcid"
  /// https://hl7.org/fhir/R4/substancepolymer.html
  case substancePolymer = "SubstancePolymer"
  /// https://hl7.org/fhir/R4/substanceprotein.html
  case substanceProtein = "SubstanceProtein"
  /// https://hl7.org/fhir/R4/substancereferenceinformation.html
  case substanceReferenceInformation = "SubstanceReferenceInformation"
  /// https://hl7.org/fhir/R4/substancesourcematerial.html
  case substanceSourceMaterial = "SubstanceSourceMaterial"
  /// https://hl7.org/fhir/R4/substancespecification.html
  case substanceSpecification = "SubstanceSpecification"
  /// https://hl7.org/fhir/R4/supplydelivery.html
  case supplyDelivery = "SupplyDelivery"
  /// https://hl7.org/fhir/R4/supplyrequest.html
  case supplyRequest = "SupplyRequest"
  /// https://hl7.org/fhir/R4/task.html
  case task = "Task"
  /// https://hl7.org/fhir/R4/terminologycapabilities.html
  case terminologyCapabilities = "TerminologyCapabilities"
  /// https://hl7.org/fhir/R4/testreport.html
  case testReport = "TestReport"
  /// https://hl7.org/fhir/R4/testscript.html
  case testScript = "TestScript"
  /// https://hl7.org/fhir/R4/valueset.html
  case valueSet = "ValueSet"
  /// https://hl7.org/fhir/R4/verificationresult.html
  case verificationResult = "VerificationResult"
  /// https://hl7.org/fhir/R4/visionprescription.html
  case visionPrescription = "VisionPrescription"
}
