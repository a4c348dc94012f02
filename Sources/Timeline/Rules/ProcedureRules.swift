// SPDX-License-Identifier: Apache-2.0

import FHIR

/// Procedures, orders, devices and supplies.
enum ProcedureRules {
  static func procedure(_ event: inout Event, _ resource: JSONValue) {
    event.setConcept(resource["code"])
    var words: [String] = []
    if event.status == "not-done" { words.append("not done") }
    if let age = resource["performedAge"].map(Quantity.init), let number = age.text {
      words.append("at age \(number) \(age.shownUnit ?? "")")
    }
    if let text = resource["performedString"]?.string { words.append(text) }
    if let outcome = ConceptText.of(resource["outcome"]) { words.append(outcome) }
    if let reason = ConceptText.of(resource["reasonCode"])
      ?? resource["reasonReference"]?.first?["display"]?.string
    {
      words.append(reason)
    }
    event.value = words.isEmpty ? nil : words.joined(separator: ", ")
  }

  /// An order is not yet something that was done, and says so.
  static func serviceRequest(_ event: inout Event, _ resource: JSONValue) {
    event.setConcept(resource["code"])
    for category in resource["category"]?.elements ?? .empty {
      let concept = CodeableConcept(category)
      if concept.has(code: "108252007") || concept.has(code: "laboratory") { event.lane = .labs }
      if concept.has(code: "363679005") || concept.has(code: "imaging") { event.lane = .imaging }
    }
    setOrder(&event, resource)
  }

  static func deviceRequest(_ event: inout Event, _ resource: JSONValue) {
    event.setConcept(resource["codeCodeableConcept"])
    if event.title.isEmpty {
      event.title = resource["codeReference"]?["display"]?.string ?? "Device"
    }
    setOrder(&event, resource)
  }

  private static func setOrder(_ event: inout Event, _ resource: JSONValue) {
    let what = resource["doNotPerform"]?.bool == true ? "do not perform" : "ordered"
    let reason = ConceptText.of(resource["reasonCode"])
    event.value = reason.map { "\(what): \($0)" } ?? what
  }

  static func deviceUse(_ event: inout Event, _ resource: JSONValue) {
    event.title = resource["device"]?["display"]?.string ?? "Device use"
    event.value = ConceptText.of(resource["bodySite"])
  }

  static func device(_ event: inout Event, _ resource: JSONValue) {
    event.setConcept(resource["type"])
    if let name = resource["deviceName"]?.first?["name"]?.content, event.title.isEmpty {
      event.title = name
    }
    if event.title.isEmpty { event.title = "Device" }
  }

  static func supplyDelivery(_ event: inout Event, _ resource: JSONValue) {
    let item = resource["suppliedItem"]
    event.setConcept(item?["itemCodeableConcept"])
    if event.title.isEmpty { event.setConcept(resource["type"]) }
    event.value = item?["quantity"].flatMap { Quantity($0).text }
  }

  static func supplyRequest(_ event: inout Event, _ resource: JSONValue) {
    event.setConcept(resource["itemCodeableConcept"])
    event.value = "ordered"
  }
}
