// SPDX-License-Identifier: Apache-2.0

import FHIR

/// Notes, forms and papers.
enum DocumentRules {
  static func reference(_ event: inout Event, _ resource: JSONValue) {
    event.setConcept(resource["type"])
    let attachment = resource["content"]?.first?["attachment"]
    if event.title.isEmpty {
      event.title =
        resource["description"]?.content ?? attachment?["title"]?.content
        ?? ConceptText.of(resource["category"]) ?? "Document"
    }
    event.value =
      resource["description"]?.content.flatMap { $0 == event.title ? nil : $0 }
      ?? attachment?["title"]?.content.flatMap { $0 == event.title ? nil : $0 }
    // A note's period is that of the encounter it tells of; the note itself is a moment.
    event.shape = .instant
    event.end = nil
    if let status = resource["docStatus"]?.string { event.status = status }
    if let type = attachment?["contentType"]?.string, !type.hasPrefix("text/"),
      !type.hasPrefix("application/xhtml"), !type.hasPrefix("application/pdf"),
      !type.hasPrefix("application/rtf")
    {
      event.lane = .documents
    }
  }

  static func composition(_ event: inout Event, _ resource: JSONValue) {
    event.setConcept(resource["type"])
    if let title = resource["title"]?.content { event.title = title }
  }

  static func impression(_ event: inout Event, _ resource: JSONValue) {
    event.setConcept(resource["code"])
    if event.title.isEmpty { event.title = "Clinical impression" }
    event.value = resource["summary"]?.string ?? resource["description"]?.string
  }

  static func communication(_ event: inout Event, _ resource: JSONValue) {
    event.setConcept(resource["topic"])
    if event.title.isEmpty {
      event.title = ConceptText.of(resource["category"]) ?? "Communication"
    }
    event.value = resource["payload"]?.first?["contentString"]?.string
  }

  static func answers(_ event: inout Event, _ resource: JSONValue) {
    let items = (resource["item"]?.elements ?? .empty).reduce(0) { count, _ in count + 1 }
    event.title = "Questionnaire"
    if let name = resource["_questionnaire"]?["extension"]?.first?["valueString"]?.string {
      event.title = name
    }
    event.value = items == 1 ? "1 answer" : "\(items) answers"
  }

  static func consent(_ event: inout Event, _ resource: JSONValue) {
    event.setFirstConcept(resource["category"])
    if event.title.isEmpty { event.setConcept(resource["scope"]) }
    event.title = event.title.isEmpty ? "Consent" : event.title
    event.value = resource["provision"]?["type"]?.string
  }

  static func manifest(_ event: inout Event, _ resource: JSONValue) {
    event.setConcept(resource["type"])
    if event.title.isEmpty { event.title = resource["description"]?.string ?? "Documents" }
  }

  static func list(_ event: inout Event, _ resource: JSONValue) {
    event.setConcept(resource["code"])
    if let title = resource["title"]?.content { event.title = title }
    let entries = (resource["entry"]?.elements ?? .empty).reduce(0) { count, _ in count + 1 }
    event.value = entries == 1 ? "1 entry" : "\(entries) entries"
  }
}

/// Plans, teams, goals and tasks.
enum PlanRules {
  static func plan(_ event: inout Event, _ resource: JSONValue) {
    event.title = resource["title"]?.content ?? ""
    if event.title.isEmpty {
      // The first category is often only that it is a plan of assessment.
      let categories = ConceptText.all(resource["category"])
      event.title = categories.last ?? "Care plan"
      event.setCode(of: resource["category"])
    }
    let activities = (resource["activity"]?.elements ?? .empty)
      .compactMap { ConceptText.of($0["detail"]?["code"]) }
    event.value = activities.isEmpty ? nil : activities.joined(separator: ", ")
  }

  static func team(_ event: inout Event, _ resource: JSONValue) {
    event.title = resource["name"]?.content ?? ConceptText.of(resource["category"]) ?? "Care team"
    event.value = ConceptText.of(resource["reasonCode"])
  }

  static func goal(_ event: inout Event, _ resource: JSONValue) {
    event.setConcept(resource["description"])
    event.title = event.title.isEmpty ? "Goal" : "Goal: " + event.title
    event.status = resource["lifecycleStatus"]?.string
    event.value = ConceptText.of(resource["achievementStatus"])
    if let due = FHIRDateTime(resource["target"]?.first?["dueDate"]), event.start != nil {
      event.setEnd(due)
    }
  }

  static func nutrition(_ event: inout Event, _ resource: JSONValue) {
    event.title = ConceptText.of(resource["oralDiet"]?["type"]) ?? "Nutrition order"
    event.value = resource["oralDiet"]?["instruction"]?.string
  }

  static func task(_ event: inout Event, _ resource: JSONValue) {
    event.setConcept(resource["code"])
    if event.title.isEmpty { event.title = resource["description"]?.content ?? "Task" }
  }
}

/// Claims and cover.
enum ClaimRules {
  static func claim(_ event: inout Event, _ resource: JSONValue) {
    let first = resource["item"]?.first
    event.title = ConceptText.of(first?["productOrService"]) ?? ""
    event.setCode(of: first?["productOrService"])
    if event.title.isEmpty { event.title = ConceptText.of(resource["type"]) ?? "Claim" }
    if event.encounterID == nil, let encounter = first?["encounter"]?.first {
      event.encounterID = encounter["reference"]?.string.flatMap { text in
        if case .literal(.encounter, let id, _, _) = FHIRReference(text) { id } else { nil }
      }
    }
    let total = resource["total"].flatMap { $0.isArray ? $0.first?["amount"] : $0 }
    if let amount = total?["value"]?.numberText {
      event.value = amount
      event.number = Double(amount)
      event.unit = total?["currency"]?.string
    }
  }

  static func coverage(_ event: inout Event, _ resource: JSONValue) {
    event.setConcept(resource["type"])
    if event.title.isEmpty {
      event.title = resource["payor"]?.first?["display"]?.string ?? "Coverage"
    }
    event.value = resource["subscriberId"]?.string
  }

  static func account(_ event: inout Event, _ resource: JSONValue) {
    event.title = resource["name"]?.content ?? ConceptText.of(resource["type"]) ?? "Account"
  }
}

extension Event {
  /// Sets the code of the last concept of a list, or of a concept, and leaves the title.
  fileprivate mutating func setCode(of value: JSONValue?) {
    guard let value, let concept = value.isArray ? Array(value.elements).last : value,
      let coding = CodeableConcept(concept).principal
    else { return }
    system = coding.system
    code = coding.code
  }
}
