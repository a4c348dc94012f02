// SPDX-License-Identifier: Apache-2.0

import FHIR

/// Conditions, allergies, risks and what runs in the family.
enum ProblemRules {
  /// From onset to abatement.
  ///
  /// A condition that is active, or of which nothing is said, lasts: its end is open. One that is
  /// over (inactive, resolved, remission) without a date of its end is drawn at its beginning, as
  /// its end is not known and must not look like today; the status says that it is over. An onset
  /// given as an age, a range or in words cannot be put on the calendar by the resource alone: the
  /// date of recording stands in, and the value keeps the words.
  static func condition(_ event: inout Event, _ resource: JSONValue) {
    event.setConcept(resource["code"])
    let clinical = resource["clinicalStatus"].flatMap(status)
    let verification = resource["verificationStatus"].flatMap(status)
    event.status = clinical ?? verification
    if let verification, verification != "confirmed" {
      // Refuted and provisional must never look like a fact.
      event.status = verification
    }
    event.value = words(of: resource, "onset")
    if let severity = ConceptText.of(resource["severity"]) {
      event.value = event.value.map { "\(severity), \($0)" } ?? severity
    }
    guard event.start != nil, verification != "refuted", verification != "entered-in-error" else {
      return
    }
    let isOver = clinical == "resolved" || clinical == "inactive" || clinical == "remission"
    if let end = FHIRDateTime(resource["abatementDateTime"])
      ?? FHIRDateTime(resource["abatementPeriod"]?["end"])
      ?? FHIRDateTime(resource["abatementPeriod"]?["start"])
    {
      event.setEnd(end)
    } else if !isOver, event.shape == .instant {
      event.shape = .span
    }
  }

  private static func status(_ concept: JSONValue) -> String? {
    CodeableConcept(concept).principal?.code ?? CodeableConcept(concept).text
  }

  /// `onsetAge`, `onsetRange` or `onsetString` in words.
  private static func words(of resource: JSONValue, _ name: String) -> String? {
    if let age = resource["onsetAge"].map(Quantity.init), let number = age.text {
      return "onset at age \(number) \(age.shownUnit ?? "")"
    }
    if let range = resource["onsetRange"] {
      let low = range["low"].flatMap { Quantity($0).spelling } ?? ""
      let high = range["high"].flatMap { Quantity($0).spelling } ?? ""
      return "onset \(low)–\(high)"
    }
    return resource["onsetString"]?.string.map { "onset \($0)" }
  }

  static func riskAssessment(_ event: inout Event, _ resource: JSONValue) {
    event.setConcept(resource["prediction"]?.first?["outcome"])
    if event.title.isEmpty { event.setConcept(resource["code"]) }
    event.title = event.title.isEmpty ? "Risk assessment" : "Risk: " + event.title
    let prediction = resource["prediction"]?.first
    event.value =
      ConceptText.of(prediction?["qualitativeRisk"]) ?? prediction?["probabilityDecimal"]?.numberText
  }

  static func allergy(_ event: inout Event, _ resource: JSONValue) {
    event.setConcept(resource["code"])
    if event.title.isEmpty, let reaction = resource["reaction"]?.first {
      event.setConcept(reaction["substance"])
    }
    let reactions = (resource["reaction"]?.elements ?? .empty)
      .flatMap { ConceptText.all($0["manifestation"]) }
    event.value = reactions.isEmpty ? nil : reactions.joined(separator: ", ")
    event.status =
      resource["verificationStatus"].flatMap(status).flatMap { $0 == "confirmed" ? nil : $0 }
      ?? resource["clinicalStatus"].flatMap(status)
    let severe =
      resource["criticality"]?.isString("high") == true
      || (resource["reaction"]?.elements ?? .empty).contains {
        $0["severity"]?.isString("severe") == true
      }
    if severe { event.flag = .critical }
  }

  /// A relative's conditions are named as such, so that none is read as the patient's own.
  static func family(_ event: inout Event, _ resource: JSONValue) {
    let relative =
      ConceptText.of(resource["relationship"]) ?? resource["name"]?.string ?? "relative"
    let conditions = (resource["condition"]?.elements ?? .empty)
      .compactMap { ConceptText.of($0["code"]) }
    event.title = "Family history: \(relative)"
    event.value = conditions.isEmpty ? nil : conditions.joined(separator: ", ")
  }
}
