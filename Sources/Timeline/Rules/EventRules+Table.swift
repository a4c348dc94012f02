// SPDX-License-Identifier: Apache-2.0

import FHIR

extension EventRules {
  /// The rules by the code of their type; number 0 is no type.
  static let rules: [EventRule] =
    [EventRule(lane: nil, dates: [], fill: { _, _ in })] + ResourceType.allCases.map(rule(for:))

  /// A type that says nothing about a patient's course: definitions, people, places, messages,
  /// bookkeeping. It has no clinical date and no event.
  private static let none = EventRule(lane: nil, dates: [], fill: { _, _ in })

  private static func line(
    _ lane: Lane, _ dates: DateElement...,
    fill: @escaping @Sendable (inout Event, JSONValue) -> Void
  ) -> EventRule {
    EventRule(lane: lane, dates: dates, fill: fill)
  }

  /// A type whose title is the concept in one element.
  private static func titled(
    _ element: StaticString, _ lane: Lane, _ dates: DateElement...
  ) -> EventRule {
    EventRule(lane: lane, dates: dates) { event, resource in
      event.setFirstConcept(resource[element])
    }
  }

  /// The line of a type.
  private static func rule(for type: ResourceType) -> EventRule {
    switch type {
    // Encounters.
    case .encounter: line(.encounters, .period("period"), fill: EncounterRules.encounter)
    case .episodeOfCare: line(.encounters, .period("period"), fill: EncounterRules.episode)
    case .appointment:
      line(
        .encounters, .from("start", to: "end"), .period("requestedPeriod"), .moment("created"),
        fill: EncounterRules.appointment)
    case .appointmentResponse:
      line(.encounters, .from("start", to: "end"), fill: EncounterRules.appointmentResponse)
    case .patient: line(.encounters, .moment("birthDate"), .moment("deceasedDateTime")) { _, _ in }

    // Problems.
    case .condition:
      line(
        .problems, .moment("onsetDateTime"), .period("onsetPeriod"), .moment("recordedDate"),
        fill: ProblemRules.condition)
    case .adverseEvent:
      titled("event", .problems, .moment("date"), .moment("detected"), .moment("recordedDate"))
    case .detectedIssue:
      titled(
        "code", .problems, .moment("identifiedDateTime"), .period("identifiedPeriod"))
    case .riskAssessment:
      line(
        .problems, .moment("occurrenceDateTime"), .period("occurrencePeriod"),
        fill: ProblemRules.riskAssessment)
    case .allergyIntolerance:
      line(
        .allergies, .moment("onsetDateTime"), .period("onsetPeriod"), .moment("recordedDate"),
        .moment("lastOccurrence"), fill: ProblemRules.allergy)
    case .familyMemberHistory: line(.documents, .moment("date"), fill: ProblemRules.family)

    // Medications.
    case .medicationRequest:
      line(.medications, .moment("authoredOn"), fill: MedicationRules.request)
    case .medicationStatement:
      line(
        .medications, .moment("effectiveDateTime"), .period("effectivePeriod"),
        .moment("dateAsserted"), fill: MedicationRules.statement)
    case .medicationDispense:
      line(
        .medications, .moment("whenHandedOver"), .moment("whenPrepared"),
        fill: MedicationRules.dispense)
    case .medicationAdministration:
      line(
        .medications, .moment("effectiveDateTime"), .period("effectivePeriod"),
        fill: MedicationRules.administration)
    case .immunization:
      line(
        .immunizations, .moment("occurrenceDateTime"), .moment("recorded"),
        fill: MedicationRules.immunization)
    case .immunizationEvaluation: titled("targetDisease", .immunizations, .moment("date"))
    case .immunizationRecommendation:
      line(.immunizations, .moment("date")) { event, resource in
        event.setFirstConcept(resource["recommendation"]?.first?["vaccineCode"])
        event.value = "recommended"
      }

    // Results.
    case .observation:
      line(
        .labs, .moment("effectiveDateTime"), .period("effectivePeriod"),
        .timing("effectiveTiming"), .moment("effectiveInstant"), .moment("issued"),
        fill: ObservationRules.observation)
    case .diagnosticReport:
      line(
        .labs, .moment("effectiveDateTime"), .period("effectivePeriod"), .moment("issued"),
        fill: ReportRules.report)
    case .specimen:
      line(
        .labs, .moment("collectedDateTime", in: "collection"),
        .period("collectedPeriod", in: "collection"), .moment("receivedTime"),
        fill: ReportRules.specimen)
    case .molecularSequence: line(.labs, fill: ReportRules.sequence)
    case .imagingStudy: line(.imaging, .moment("started"), fill: ReportRules.imagingStudy)
    case .media:
      line(
        .imaging, .moment("createdDateTime"), .period("createdPeriod"), .moment("issued"),
        fill: ReportRules.media)

    // Procedures and what is used in them.
    case .procedure:
      line(
        .procedures, .moment("performedDateTime"), .period("performedPeriod"),
        fill: ProcedureRules.procedure)
    case .serviceRequest:
      line(
        .procedures, .moment("occurrenceDateTime"), .period("occurrencePeriod"),
        .timing("occurrenceTiming"), .moment("authoredOn"), fill: ProcedureRules.serviceRequest)
    case .deviceRequest:
      line(
        .procedures, .moment("occurrenceDateTime"), .period("occurrencePeriod"),
        .timing("occurrenceTiming"), .moment("authoredOn"), fill: ProcedureRules.deviceRequest)
    case .deviceUseStatement:
      line(
        .procedures, .moment("timingDateTime"), .period("timingPeriod"), .timing("timingTiming"),
        .moment("recordedOn"), fill: ProcedureRules.deviceUse)
    case .device: line(.procedures, fill: ProcedureRules.device)
    case .supplyDelivery:
      line(
        .procedures, .moment("occurrenceDateTime"), .period("occurrencePeriod"),
        .timing("occurrenceTiming"), fill: ProcedureRules.supplyDelivery)
    case .supplyRequest:
      line(
        .procedures, .moment("occurrenceDateTime"), .period("occurrencePeriod"),
        .timing("occurrenceTiming"), .moment("authoredOn"), fill: ProcedureRules.supplyRequest)
    case .bodyStructure: titled("morphology", .procedures)

    // Notes and documents.
    case .documentReference:
      line(
        .notes, .period("period", in: "context"), .moment("date"), fill: DocumentRules.reference)
    case .composition: line(.notes, .moment("date"), fill: DocumentRules.composition)
    case .clinicalImpression:
      line(
        .notes, .moment("effectiveDateTime"), .period("effectivePeriod"), .moment("date"),
        fill: DocumentRules.impression)
    case .communication:
      line(.documents, .moment("sent"), .moment("received"), fill: DocumentRules.communication)
    case .communicationRequest:
      line(
        .documents, .moment("occurrenceDateTime"), .period("occurrencePeriod"),
        .moment("authoredOn"), fill: DocumentRules.communication)
    case .questionnaireResponse: line(.documents, .moment("authored"), fill: DocumentRules.answers)
    case .consent:
      line(
        .documents, .moment("dateTime"), .period("period", in: "provision"),
        fill: DocumentRules.consent)
    case .flag: titled("code", .documents, .period("period"))
    case .documentManifest: line(.documents, .moment("created"), fill: DocumentRules.manifest)
    case .list: line(.documents, .moment("date"), fill: DocumentRules.list)
    case .basic: titled("code", .documents, .moment("created"))
    case .guidanceResponse: titled("reasonCode", .documents, .moment("occurrenceDateTime"))
    case .measureReport: line(.documents, .moment("date"), .period("period")) { _, _ in }
    case .visionPrescription:
      line(.documents, .moment("dateWritten"), .moment("created")) { event, _ in
        event.title = "Vision prescription"
      }

    // Plans.
    case .carePlan: line(.carePlans, .period("period"), .moment("created"), fill: PlanRules.plan)
    case .careTeam: line(.carePlans, .period("period"), fill: PlanRules.team)
    case .goal: line(.carePlans, .moment("startDate"), .moment("statusDate"), fill: PlanRules.goal)
    case .nutritionOrder: line(.carePlans, .moment("dateTime"), fill: PlanRules.nutrition)
    case .requestGroup: titled("code", .carePlans, .moment("authoredOn"))
    case .task:
      line(
        .carePlans, .period("executionPeriod"), .moment("authoredOn"), .moment("lastModified"),
        fill: PlanRules.task)
    case .researchSubject:
      line(.carePlans, .period("period")) { event, resource in
        event.title = resource["study"]?["display"]?.string ?? "Research study"
      }

    // Money.
    case .claim: line(.claims, .period("billablePeriod"), .moment("created"), fill: ClaimRules.claim)
    case .explanationOfBenefit:
      line(.claims, .period("billablePeriod"), .moment("created"), fill: ClaimRules.claim)
    case .claimResponse: line(.claims, .moment("created"), fill: ClaimRules.claim)
    case .coverage: line(.claims, .period("period"), fill: ClaimRules.coverage)
    case .account: line(.claims, .period("servicePeriod"), fill: ClaimRules.account)
    case .chargeItem:
      titled(
        "code", .claims, .moment("occurrenceDateTime"), .period("occurrencePeriod"),
        .timing("occurrenceTiming"), .moment("enteredDate"))
    case .contract: titled("type", .claims, .period("applies"), .moment("issued"))
    case .coverageEligibilityRequest, .coverageEligibilityResponse:
      line(.claims, .moment("servicedDate"), .period("servicedPeriod"), .moment("created")) {
        event, _ in event.title = "Coverage eligibility"
      }
    case .enrollmentRequest, .enrollmentResponse:
      line(.claims, .moment("created")) { event, _ in event.title = "Enrolment" }
    case .invoice: titled("type", .claims, .moment("date"))
    case .paymentNotice, .paymentReconciliation:
      line(.claims, .moment("paymentDate"), .moment("created")) { event, _ in
        event.title = "Payment"
      }

    // People, places and things without a course of their own.
    case .deviceDefinition, .deviceMetric, .endpoint, .group, .healthcareService, .location,
      .medication, .medicationKnowledge, .organization, .organizationAffiliation, .person,
      .practitioner, .practitionerRole, .relatedPerson, .schedule, .slot, .substance,
      .substanceNucleicAcid, .substancePolymer, .substanceProtein,
      .substanceReferenceInformation, .substanceSourceMaterial, .substanceSpecification,
      .biologicallyDerivedProduct, .medicinalProduct, .medicinalProductAuthorization,
      .medicinalProductContraindication, .medicinalProductIndication,
      .medicinalProductIngredient, .medicinalProductInteraction,
      .medicinalProductManufactured, .medicinalProductPackaged,
      .medicinalProductPharmaceutical, .medicinalProductUndesirableEffect:
      none
    // Definitions and knowledge.
    case .activityDefinition, .capabilityStatement, .catalogEntry, .chargeItemDefinition,
      .codeSystem, .compartmentDefinition, .conceptMap, .effectEvidenceSynthesis,
      .eventDefinition, .evidence, .evidenceVariable, .exampleScenario, .graphDefinition,
      .implementationGuide, .insurancePlan, .library, .measure, .messageDefinition,
      .namingSystem, .observationDefinition, .operationDefinition, .planDefinition,
      .questionnaire, .researchDefinition, .researchElementDefinition, .researchStudy,
      .riskEvidenceSynthesis, .searchParameter, .specimenDefinition, .structureDefinition,
      .structureMap, .terminologyCapabilities, .testReport, .testScript, .valueSet:
      none
    // Messages and bookkeeping: their dates are those of records, not of the patient's course.
    case .auditEvent, .binary, .bundle, .linkage, .messageHeader, .operationOutcome, .parameters,
      .provenance, .subscription, .verificationResult:
      none
    }
  }
}
