// SPDX-License-Identifier: Apache-2.0

internal import FHIR

extension EventRules {
  /// The lines of what is paid for.
  static func paymentRule(for type: ResourceType) -> EventRule? {
    switch type {
    case .account:
      payment([.period("servicePeriod")], [.text("name"), .concept("type")], "Account")
    case .chargeItem:
      payment(
        occurrence + [.moment("enteredDate")],
        [.concept("code")],
        "Charge",
        values: [.money("priceOverride")],
        encounter: ["context"]
      )
    case .claim:
      payment(
        [.period("billablePeriod"), .moment("created")],
        [.conceptIn("item", "productOrService"), .concept("type")],
        "Claim",
        values: [.money("total")],
        encounter: ["item", "encounter"]
      )
    case .claimResponse:
      payment(
        [.moment("created")],
        [.text("disposition"), .concept("type")],
        "Answer to a claim",
        values: [.text("outcome")]
      )
    case .contract:
      payment(
        [.period("applies"), .moment("issued")],
        [.text("title"), .concept("type")],
        "Contract"
      )
    case .coverage:
      payment([.period("period")], [.concept("type"), .reference("payor")], "Coverage")
    case .coverageEligibilityRequest:
      payment(
        [.moment("servicedDate"), .period("servicedPeriod"), .moment("created")],
        [.text("purpose")],
        "Eligibility request"
      )
    case .coverageEligibilityResponse:
      payment(
        [.moment("servicedDate"), .period("servicedPeriod"), .moment("created")],
        [.text("disposition"), .text("purpose")],
        "Eligibility",
        values: [.text("outcome")]
      )
    case .enrollmentRequest: payment([.moment("created")], [], "Enrolment request")
    case .enrollmentResponse:
      payment([.moment("created")], [.text("disposition")], "Enrolment", values: [.text("outcome")])
    case .explanationOfBenefit:
      payment(
        [.period("billablePeriod"), .moment("created")],
        [.conceptIn("item", "productOrService"), .concept("type")],
        "Benefit",
        values: [.moneyIn("payment", "amount")],
        encounter: ["item", "encounter"]
      )
    case .invoice:
      payment([.moment("date")], [.concept("type")], "Invoice", values: [.money("totalNet")])
    case .paymentNotice:
      payment(
        [.moment("paymentDate"), .moment("created")],
        [.concept("paymentStatus")],
        "Payment notice",
        values: [.money("amount")]
      )
    case .paymentReconciliation:
      payment(
        [.period("period"), .moment("paymentDate"), .moment("created")],
        [.text("disposition")],
        "Payment",
        values: [.money("paymentAmount")]
      )
    default: nil
    }
  }

  private static func payment(
    _ dates: [DateRule],
    _ titles: [TitleRule],
    _ name: String,
    values: [TitleRule] = [],
    encounter: [StaticString] = []
  ) -> EventRule {
    EventRule(
      lane: .claims,
      dates: dates,
      titles: titles,
      name: name,
      values: values,
      encounter: encounter
    )
  }
}
