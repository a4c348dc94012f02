// SPDX-License-Identifier: Apache-2.0

internal import FHIR

extension EventRules {
  static let occurrence: [DateRule] = [
    .moment("occurrenceDateTime"), .period("occurrencePeriod"), .timing("occurrenceTiming"),
  ]

  /// The lines of what is planned, asked for and supplied.
  static func planRule(for type: ResourceType) -> EventRule? {
    switch type {
    case .appointment:
      EventRule(
        lane: .encounters,
        dates: [.pair("start", "end"), .period("requestedPeriod"), .moment("created")],
        titles: [
          .text("description"), .concept("serviceType"), .concept("appointmentType"),
          .concept("reasonCode"),
        ],
        name: "Appointment",
        encounter: [],
        refine: DocumentRules.refineAppointment
      )
    case .appointmentResponse:
      EventRule(
        lane: .encounters,
        dates: [.pair("start", "end")],
        titles: [],
        name: "Answer to an appointment",
        values: [.text("comment")],
        status: "participantStatus",
        encounter: []
      )
    case .basic:
      EventRule(
        lane: .documents,
        dates: [.moment("created")],
        titles: [.concept("code")],
        name: "Basic",
        encounter: []
      )
    case .bodyStructure:
      // No element of it is a date.
      EventRule(
        lane: .documents,
        dates: [],
        titles: [.concept("morphology"), .concept("location"), .text("description")],
        name: "Body structure",
        encounter: [],
        refine: CareRules.refineBodyStructure
      )
    case .carePlan:
      EventRule(
        lane: .carePlans,
        dates: [
          .period("period"), .period("activity", "detail", "scheduledPeriod"), .moment("created"),
        ],
        titles: [.text("title"), .concept("category"), .text("description")],
        name: "Care plan",
        refine: CareRules.refineCarePlan
      )
    case .careTeam:
      EventRule(
        lane: .carePlans,
        dates: [.period("period"), .period("participant", "period")],
        titles: [.text("name"), .concept("category"), .concept("reasonCode")],
        name: "Care team"
      )
    case .communicationRequest:
      EventRule(
        lane: .carePlans,
        dates: [.moment("occurrenceDateTime"), .period("occurrencePeriod")] + [
          .moment("authoredOn")
        ],
        titles: [.concept("category"), .concept("reasonCode")],
        name: "Message to be sent",
        values: [.textIn("payload", "contentString")],
        refine: NotDone.refine
      )
    case .deviceRequest:
      EventRule(
        lane: .carePlans,
        dates: occurrence + [.moment("authoredOn")],
        titles: [.concept("codeCodeableConcept"), .reference("codeReference")],
        name: "Device ordered",
        values: [.text("intent")]
      )
    case .goal:
      EventRule(
        lane: .carePlans,
        dates: [.moment("startDate"), .moment("statusDate"), .moment("target", "dueDate")],
        titles: [.concept("description")],
        name: "Goal",
        status: "lifecycleStatus",
        encounter: [],
        refine: CareRules.refineGoal
      )
    case .nutritionOrder:
      EventRule(
        lane: .carePlans,
        dates: [.timing("oralDiet", "schedule"), .moment("dateTime")],
        titles: [
          .conceptIn("oralDiet", "type"), .conceptIn("supplement", "type"),
          .conceptIn("enteralFormula", "baseFormulaType"),
        ],
        name: "Nutrition order",
        refine: CareRules.refineDiet
      )
    case .requestGroup:
      EventRule(
        lane: .carePlans,
        dates: [.moment("authoredOn")],
        titles: [.concept("code"), .textIn("action", "title"), .concept("reasonCode")],
        name: "Request group",
        refine: CareRules.refineGroup
      )
    case .researchSubject:
      EventRule(
        lane: .documents,
        dates: [.period("period")],
        titles: [.reference("study"), .text("assignedArm")],
        name: "Research study",
        values: [.text("assignedArm")],
        encounter: []
      )
    case .serviceRequest:
      EventRule(
        lane: .carePlans,
        dates: occurrence + [.moment("authoredOn")],
        titles: [.concept("code"), .concept("orderDetail"), .concept("category")],
        name: "Order",
        values: [.text("intent")],
        refine: Orders.refine
      )
    case .supplyDelivery:
      EventRule(
        lane: .documents,
        dates: occurrence,
        titles: [
          .conceptIn("suppliedItem", "itemCodeableConcept"),
          .referenceIn("suppliedItem", "itemReference"), .concept("type"),
        ],
        name: "Supply",
        encounter: [],
        refine: DocumentRules.refineSupply
      )
    case .supplyRequest:
      EventRule(
        lane: .carePlans,
        dates: occurrence + [.moment("authoredOn")],
        titles: [
          .concept("itemCodeableConcept"), .reference("itemReference"), .concept("category"),
        ],
        name: "Supply ordered",
        encounter: []
      )
    case .task:
      EventRule(
        lane: .carePlans,
        dates: [.period("executionPeriod"), .moment("authoredOn"), .moment("lastModified")],
        titles: [.text("description"), .concept("code")],
        name: "Task",
        values: [.concept("businessStatus")],
        refine: CareRules.refineTask
      )
    default: nil
    }
  }
}
