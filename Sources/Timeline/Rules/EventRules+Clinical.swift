// SPDX-License-Identifier: Apache-2.0

internal import FHIR

extension EventRules {
  /// The lines of what happened and of what was found.
  static func clinicalRule(for type: ResourceType) -> EventRule? {
    switch type {
    case .adverseEvent:
      EventRule(
        lane: .problems,
        dates: [.moment("date"), .moment("detected"), .moment("recordedDate")],
        titles: [.concept("event"), .concept("category")],
        name: "Adverse event",
        status: "actuality",
        refine: CareRules.refineAdverseEvent
      )
    case .allergyIntolerance:
      EventRule(
        lane: .allergies,
        dates: [
          .moment("onsetDateTime"), .period("onsetPeriod"), .moment("reaction", "onset"),
          .moment("lastOccurrence"), .moment("recordedDate"),
        ],
        titles: [.concept("code"), .conceptIn("reaction", "substance")],
        name: "Allergy",
        refine: ProblemRules.refineAllergy
      )
    case .clinicalImpression:
      EventRule(
        lane: .notes,
        dates: [.moment("effectiveDateTime"), .period("effectivePeriod"), .moment("date")],
        titles: [.concept("code"), .text("description")],
        name: "Clinical impression",
        values: [.text("summary")],
        refine: CareRules.refineImpression
      )
    case .communication:
      EventRule(
        lane: .documents,
        dates: [.moment("sent"), .moment("received")],
        titles: [.concept("topic"), .concept("category"), .concept("reasonCode")],
        name: "Message",
        values: [.textIn("payload", "contentString")],
        refine: NotDone.refine
      )
    case .composition:
      EventRule(
        lane: .notes,
        dates: [.period("event", "period"), .moment("date")],
        titles: [.text("title"), .concept("type")],
        name: "Composition",
        refine: DocumentRules.refineComposition
      )
    case .condition:
      EventRule(
        lane: .problems,
        dates: [.moment("onsetDateTime"), .period("onsetPeriod"), .moment("recordedDate")],
        titles: [.concept("code"), .concept("category")],
        name: "Condition",
        refine: ProblemRules.refineCondition
      )
    case .consent:
      EventRule(
        lane: .documents,
        dates: [.period("provision", "period"), .moment("dateTime")],
        titles: [.concept("category"), .concept("scope")],
        name: "Consent",
        values: [.textIn("provision", "type")],
        refine: CareRules.refineConsent
      )
    case .detectedIssue:
      EventRule(
        lane: .problems,
        dates: [.moment("identifiedDateTime"), .period("identifiedPeriod")],
        titles: [.concept("code"), .text("detail")],
        name: "Detected issue",
        values: [.text("severity")],
        refine: CareRules.refineIssue
      )
    case .device:
      // Its dates are those of making and expiry; when it was put in, a Procedure says.
      EventRule(
        lane: .procedures,
        dates: [],
        titles: [.concept("type"), .textIn("deviceName", "name"), .text("modelNumber")],
        name: "Device",
        refine: CareRules.refineDevice
      )
    case .deviceUseStatement:
      EventRule(
        lane: .procedures,
        dates: [
          .period("timingPeriod"), .moment("timingDateTime"), .timing("timingTiming"),
          .moment("recordedOn"),
        ],
        titles: [.reference("device"), .concept("reasonCode")],
        name: "Device use",
        values: [.concept("bodySite")],
        refine: DocumentRules.refineDeviceUse
      )
    case .diagnosticReport:
      EventRule(
        lane: .documents,
        dates: [.moment("effectiveDateTime"), .period("effectivePeriod"), .moment("issued")],
        titles: [.concept("code"), .concept("category")],
        name: "Report",
        refine: DocumentRules.refineReport
      )
    case .documentManifest:
      EventRule(
        lane: .documents,
        dates: [.moment("created")],
        titles: [.text("description"), .concept("type")],
        name: "Set of documents",
        encounter: []
      )
    case .documentReference:
      EventRule(
        lane: .notes,
        dates: [
          .period("context", "period"), .moment("date"),
          .moment("content", "attachment", "creation"),
        ],
        titles: [
          .concept("type"), .text("description"), .textIn("content", "title"), .concept("category"),
        ],
        name: "Document",
        encounter: ["context", "encounter"],
        refine: DocumentRules.refineReference
      )
    case .encounter:
      EventRule(
        lane: .encounters,
        dates: [
          .period("period"), .period("statusHistory", "period"), .period("location", "period"),
        ],
        titles: [.concept("type"), .concept("serviceType"), .concept("class")],
        name: "Encounter",
        values: [
          .concept("reasonCode"), .reference("reasonReference"),
          .referenceIn("diagnosis", "condition"),
        ],
        encounter: ["partOf"],
        refine: DocumentRules.refineEncounter
      )
    case .episodeOfCare:
      EventRule(
        lane: .encounters,
        dates: [.period("period"), .period("statusHistory", "period")],
        titles: [.concept("type"), .referenceIn("diagnosis", "condition")],
        name: "Episode of care",
        encounter: [],
        refine: CareRules.refineEpisode
      )
    case .familyMemberHistory:
      EventRule(
        lane: .documents,
        dates: [.moment("date")],
        titles: [.concept("relationship"), .text("name")],
        name: "relative",
        encounter: [],
        refine: ProblemRules.refineFamilyHistory
      )
    case .flag:
      EventRule(
        lane: .problems,
        dates: [.period("period")],
        titles: [.concept("code"), .concept("category")],
        name: "Flag"
      )
    case .guidanceResponse:
      EventRule(
        lane: .documents,
        dates: [.moment("occurrenceDateTime")],
        titles: [.concept("reasonCode"), .concept("moduleCodeableConcept")],
        name: "Decision support"
      )
    case .imagingStudy:
      EventRule(
        lane: .imaging,
        dates: [.moment("started"), .moment("series", "started")],
        titles: [
          .text("description"), .concept("procedureCode"), .concept("modality"),
          .conceptIn("series", "modality"),
        ],
        name: "Imaging study",
        values: [.conceptIn("series", "bodySite")],
        refine: CareRules.refineImaging
      )
    case .immunization:
      EventRule(
        lane: .immunizations,
        dates: [.moment("occurrenceDateTime"), .moment("recorded")],
        titles: [.concept("vaccineCode")],
        name: "Immunization",
        values: [.quantity("doseQuantity")],
        refine: ImmunizationRules.refine
      )
    case .immunizationEvaluation:
      EventRule(
        lane: .immunizations,
        dates: [.moment("date")],
        titles: [.concept("targetDisease")],
        name: "Immunization evaluation",
        values: [.concept("doseStatus")],
        encounter: [],
        refine: ImmunizationRules.refineEvaluation
      )
    case .immunizationRecommendation:
      EventRule(
        lane: .immunizations,
        dates: [.moment("date")],
        titles: [
          .conceptIn("recommendation", "vaccineCode"),
          .conceptIn("recommendation", "targetDisease"),
        ],
        name: "Immunization recommendation",
        values: [.conceptIn("recommendation", "forecastStatus")],
        encounter: [],
        refine: ImmunizationRules.refineRecommendation
      )
    case .list:
      EventRule(
        lane: .documents,
        dates: [.moment("date")],
        titles: [.text("title"), .concept("code")],
        name: "List",
        refine: CareRules.refineList
      )
    case .measureReport:
      EventRule(
        lane: .documents,
        dates: [.period("period"), .moment("date")],
        titles: [.text("measure")],
        name: "Measure report",
        encounter: [],
        keepsUndated: false
      )
    case .media:
      EventRule(
        lane: .imaging,
        dates: [.moment("createdDateTime"), .period("createdPeriod"), .moment("issued")],
        titles: [
          .textIn("content", "title"), .concept("view"), .concept("modality"), .concept("type"),
        ],
        name: "Image",
        values: [.concept("bodySite")],
        refine: NotDone.refine
      )
    case .medicationAdministration:
      EventRule(
        lane: .medications,
        dates: [.moment("effectiveDateTime"), .period("effectivePeriod")],
        titles: MedicationRules.titles,
        name: "Medication",
        encounter: ["context"],
        refine: MedicationRules.refineAdministration
      )
    case .medicationDispense:
      EventRule(
        lane: .medications,
        dates: [.moment("whenHandedOver"), .moment("whenPrepared")],
        titles: MedicationRules.titles,
        name: "Medication",
        encounter: ["context"],
        refine: MedicationRules.refineDispense
      )
    case .medicationRequest:
      EventRule(
        lane: .medications,
        dates: [
          .timing("dosageInstruction", "timing"), .period("dispenseRequest", "validityPeriod"),
          .moment("authoredOn"),
        ],
        titles: MedicationRules.titles,
        name: "Medication",
        refine: MedicationRules.refineRequest
      )
    case .medicationStatement:
      EventRule(
        lane: .medications,
        dates: [
          .period("effectivePeriod"), .moment("effectiveDateTime"), .timing("dosage", "timing"),
          .moment("dateAsserted"),
        ],
        titles: MedicationRules.titles,
        name: "Medication",
        encounter: ["context"],
        refine: MedicationRules.refineStatement
      )
    case .molecularSequence:
      // No element of it is a date.
      EventRule(
        lane: .labs,
        dates: [],
        titles: [],
        name: "Sequence",
        values: [.text("type")],
        encounter: []
      )
    case .observation:
      EventRule(
        lane: .documents,
        dates: ObservationRules.dates,
        titles: [.concept("code")],
        name: "Observation"
      )
    case .patient:
      // Of a life, its end is an event; its beginning is the left edge of every axis.
      EventRule(
        lane: .encounters,
        dates: [.moment("deceasedDateTime")],
        titles: [],
        name: "Died",
        encounter: [],
        applies: { $0["deceasedDateTime"] != nil || $0["deceasedBoolean"]?.bool == true }
      )
    case .procedure:
      EventRule(
        lane: .procedures,
        dates: [.moment("performedDateTime"), .period("performedPeriod")],
        titles: [.concept("code"), .concept("category")],
        name: "Procedure",
        values: [.concept("outcome"), .concept("bodySite")],
        refine: NotDone.refineProcedure
      )
    case .questionnaireResponse:
      EventRule(
        lane: .documents,
        dates: [.moment("authored")],
        titles: [.text("questionnaire")],
        name: "Form",
        refine: DocumentRules.refineForm
      )
    case .riskAssessment:
      EventRule(
        lane: .documents,
        dates: [.moment("occurrenceDateTime"), .period("occurrencePeriod")],
        titles: [.concept("code"), .conceptIn("prediction", "outcome"), .concept("method")],
        name: "Risk assessment",
        refine: CareRules.refineRisk
      )
    case .specimen:
      EventRule(
        lane: .documents,
        dates: [
          .moment("collection", "collectedDateTime"), .period("collection", "collectedPeriod"),
          .moment("receivedTime"),
        ],
        titles: [.concept("type")],
        name: "Specimen",
        values: [.conceptIn("collection", "bodySite")],
        encounter: [],
        refine: CareRules.refineSpecimen
      )
    case .visionPrescription:
      EventRule(
        lane: .documents,
        dates: [.moment("dateWritten"), .moment("created")],
        titles: [.conceptIn("lensSpecification", "product")],
        name: "Vision prescription",
        refine: CareRules.refineVision
      )
    default: nil
    }
  }
}
