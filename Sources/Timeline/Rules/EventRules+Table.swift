// SPDX-License-Identifier: Apache-2.0

internal import FHIR

extension EventRules {
  /// The line of a resource type; `nil` for types that are not part of a patient's history.
  ///
  /// Every type of R4 has one line: in `EventRules+Clinical.swift`, `EventRules+Plans.swift` or
  /// `EventRules+Payments.swift`, or with the reason for having no events in
  /// `EventRules+NoEvents.swift`.
  static func rule(for type: ResourceType) -> EventRule? {
    clinicalRule(for: type) ?? planRule(for: type) ?? paymentRule(for: type)
  }
}
