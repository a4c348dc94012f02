// SPDX-License-Identifier: Apache-2.0

internal import FHIR

extension EventRules {
  /// Why resources of a type are never events.
  enum NoEventReason: String, Sendable {
    /// It defines something; its dates are those of publication and review.
    case definition
    /// It describes a product or a substance; its dates are those of making and approval.
    case product
    /// It is about who cares, where and with what.
    case provider
    /// It is about a person, a group or how they are related.
    case person
    /// It carries other resources, or the talk between systems.
    case carrier
    /// It is about the record and not about the patient: who wrote what, and who looked.
    case bookkeeping
  }

  /// The line of a resource type that never carries a clinical date; `nil` for all others.
  static func noEventReason(for type: ResourceType) -> NoEventReason? {
    switch type {
    case .activityDefinition: .definition
    case .auditEvent: .bookkeeping
    case .binary: .carrier
    case .biologicallyDerivedProduct: .product
    case .bundle: .carrier
    case .capabilityStatement: .definition
    case .catalogEntry: .definition
    case .chargeItemDefinition: .definition
    case .codeSystem: .definition
    case .compartmentDefinition: .definition
    case .conceptMap: .definition
    case .deviceDefinition: .definition
    case .deviceMetric: .provider
    case .effectEvidenceSynthesis: .definition
    case .endpoint: .provider
    case .eventDefinition: .definition
    case .evidence: .definition
    case .evidenceVariable: .definition
    case .exampleScenario: .definition
    case .graphDefinition: .definition
    case .group: .person
    case .healthcareService: .provider
    case .implementationGuide: .definition
    case .insurancePlan: .provider
    case .library: .definition
    case .linkage: .bookkeeping
    case .location: .provider
    case .measure: .definition
    case .medication: .product
    case .medicationKnowledge: .product
    case .medicinalProduct: .product
    case .medicinalProductAuthorization: .product
    case .medicinalProductContraindication: .product
    case .medicinalProductIndication: .product
    case .medicinalProductIngredient: .product
    case .medicinalProductInteraction: .product
    case .medicinalProductManufactured: .product
    case .medicinalProductPackaged: .product
    case .medicinalProductPharmaceutical: .product
    case .medicinalProductUndesirableEffect: .product
    case .messageDefinition: .definition
    case .messageHeader: .carrier
    case .namingSystem: .definition
    case .observationDefinition: .definition
    case .operationDefinition: .definition
    case .operationOutcome: .carrier
    case .organization: .provider
    case .organizationAffiliation: .provider
    case .parameters: .carrier
    case .person: .person
    case .planDefinition: .definition
    case .practitioner: .provider
    case .practitionerRole: .provider
    case .provenance: .bookkeeping
    case .questionnaire: .definition
    case .relatedPerson: .person
    case .researchDefinition: .definition
    case .researchElementDefinition: .definition
    case .researchStudy: .provider
    case .riskEvidenceSynthesis: .definition
    case .schedule: .provider
    case .searchParameter: .definition
    case .slot: .provider
    case .specimenDefinition: .definition
    case .structureDefinition: .definition
    case .structureMap: .definition
    case .subscription: .carrier
    case .substance: .product
    case .substanceNucleicAcid: .product
    case .substancePolymer: .product
    case .substanceProtein: .product
    case .substanceReferenceInformation: .product
    case .substanceSourceMaterial: .product
    case .substanceSpecification: .product
    case .terminologyCapabilities: .definition
    case .testReport: .carrier
    case .testScript: .definition
    case .valueSet: .definition
    case .verificationResult: .bookkeeping
    default: nil
    }
  }
}
