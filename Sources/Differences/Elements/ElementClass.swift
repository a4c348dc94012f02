// SPDX-License-Identifier: Apache-2.0

/// What a change of an element means to a reader of the record.
///
/// The class is that of the first of these that says one:
///
/// 1. `text` of a resource is narrative; `meta`, `implicitRules`, `language` and every `id` are
///    meta;
/// 2. the line of the table for the element, or for the element that holds it;
/// 3. the line of the table for elements of that name in any resource;
/// 4. the line of the table for the resource type;
/// 5. clinical. What tarn does not know is shown rather than hidden.
public enum ElementClass: String, Sendable, CaseIterable {
  /// What is known about the patient's health and care.
  case clinical
  /// Who, where, for whom and for what account; definitions and messages.
  case administrative
  /// Text made for people out of the rest.
  case narrative
  /// About the resource as a record, not about what it says.
  case meta

  /// Returns the class of an element.
  ///
  /// - Parameters:
  ///   - resourceType: The resource that the element is in.
  ///   - elements: The names on the way to the element, without the resource type.
  /// - Returns: The class.
  public static func of(resourceType: String, elements: [String]) -> ElementClass {
    if let first = elements.first {
      if first == "text" { return .narrative }
      if ["meta", "implicitRules", "language"].contains(first) { return .meta }
      if elements.last == "id" { return .meta }
      for count in stride(from: elements.count, to: 0, by: -1) {
        let path = elements.prefix(count).joined(separator: ".")
        if let found = table["\(resourceType).\(path)"] { return found }
      }
      if let found = table["*." + first] { return found }
    }
    return table[resourceType] ?? .clinical
  }

  private static let table: [String: ElementClass] = {
    var table: [String: ElementClass] = [:]
    var current = ElementClass.clinical
    for line in ElementClassTable.text.split(separator: "\n") {
      for word in line.split(separator: " ") {
        if word.last == ":" {
          current = ElementClass(rawValue: String(word.dropLast())) ?? .clinical
        } else {
          table[String(word)] = current
        }
      }
    }
    return table
  }()
}

/// The table of ``ElementClass``.
///
/// A class with a colon stands before the types and elements that have it; `*` is any resource
/// type.
enum ElementClassTable {
  static let text = """
    administrative: Account Appointment AppointmentResponse AuditEvent Basic Bundle
    CapabilityStatement CatalogEntry ChargeItem ChargeItemDefinition Claim ClaimResponse CodeSystem
    CompartmentDefinition ConceptMap Consent Contract Coverage CoverageEligibilityRequest
    CoverageEligibilityResponse DocumentManifest Encounter Endpoint EnrollmentRequest
    EnrollmentResponse EpisodeOfCare ExampleScenario ExplanationOfBenefit GraphDefinition Group
    HealthcareService ImplementationGuide InsurancePlan Invoice Library Linkage Location Measure
    MeasureReport MessageDefinition MessageHeader NamingSystem OperationDefinition OperationOutcome
    Organization OrganizationAffiliation Parameters Patient PaymentNotice PaymentReconciliation
    Person Practitioner PractitionerRole Provenance RelatedPerson ResearchStudy ResearchSubject
    Schedule SearchParameter Slot StructureDefinition StructureMap Subscription SupplyDelivery
    SupplyRequest Task TerminologyCapabilities TestReport TestScript ValueSet VerificationResult

    administrative: *.identifier *.groupIdentifier *.masterIdentifier *.accessionNumber *.basedOn
    *.replaces *.instantiatesCanonical *.instantiatesUri *.encounter *.author *.recorder *.asserter
    *.performer *.requester *.reporter *.enterer *.informationSource *.source *.authenticator
    *.attester *.custodian *.location *.insurance *.issued *.recordedDate *.recorded *.dateRecorded
    *.dateAsserted *.authoredOn *.created *.eventHistory *.relevantHistory *.fundingSource
    *.programEligibility *.securityLabel *.owner *.receivedTime *.referrer *.interpreter

    clinical: Patient.gender Patient.birthDate Patient.deceased Patient.multipleBirth
    Encounter.status Encounter.type Encounter.period Encounter.reasonCode Encounter.reasonReference
    Encounter.diagnosis Encounter.hospitalization.dischargeDisposition EpisodeOfCare.status
    EpisodeOfCare.period EpisodeOfCare.diagnosis Claim.diagnosis Claim.procedure
    ExplanationOfBenefit.diagnosis ExplanationOfBenefit.procedure RelatedPerson.relationship

    narrative: Composition.section.text
    """
}
