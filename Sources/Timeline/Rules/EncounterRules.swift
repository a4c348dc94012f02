// SPDX-License-Identifier: Apache-2.0

import FHIR

/// Encounters, and what is around them.
enum EncounterRules {
  static func encounter(_ event: inout Event, _ resource: JSONValue) {
    event.setFirstConcept(resource["type"])
    let kind = className(resource["class"])
    if event.title.isEmpty {
      event.title = ConceptText.of(resource["serviceType"]) ?? kind ?? "Encounter"
    }
    // The reason is what a reader wants to know first, then the class.
    let reason =
      ConceptText.of(resource["reasonCode"])
      ?? resource["reasonReference"]?.first?["display"]?.string
    event.value = [kind, reason].compactMap(\.self).joined(separator: ": ")
    if event.value?.isEmpty == true || event.value == event.title { event.value = nil }
  }

  /// The class in words; codes of http://terminology.hl7.org/CodeSystem/v3-ActCode.
  private static func className(_ coding: JSONValue?) -> String? {
    guard let coding else { return nil }
    switch coding["code"]?.string {
    case "AMB": return "ambulatory"
    case "EMER": return "emergency"
    case "FLD": return "field"
    case "HH": return "home"
    case "IMP": return "inpatient"
    case "ACUTE": return "inpatient, acute"
    case "NONAC": return "inpatient, not acute"
    case "OBSENC": return "observation"
    case "PRENC": return "pre-admission"
    case "SS": return "short stay"
    case "VR": return "virtual"
    case let code: return coding["display"]?.string ?? code
    }
  }

  static func episode(_ event: inout Event, _ resource: JSONValue) {
    event.setFirstConcept(resource["type"])
    if event.title.isEmpty { event.title = "Episode of care" }
  }

  static func appointment(_ event: inout Event, _ resource: JSONValue) {
    event.setFirstConcept(resource["serviceType"])
    if event.title.isEmpty {
      event.title = ConceptText.of(resource["appointmentType"]) ?? "Appointment"
    }
    event.value = ConceptText.of(resource["reasonCode"]) ?? resource["description"]?.string
  }

  static func appointmentResponse(_ event: inout Event, _ resource: JSONValue) {
    event.title = "Appointment response"
    event.value = resource["participantStatus"]?.string
  }
}

/// The beginning and the end of a life.
enum LifeRules {
  static func events(of patient: JSONValue) -> [Event] {
    var events: [Event] = []
    if let birth = FHIRDateTime(patient["birthDate"]) {
      var event = Event(lane: .encounters, title: "Birth")
      event.setStart(birth, element: "birthDate")
      events.append(event)
    }
    if patient["deceasedBoolean"]?.bool == true || patient["deceasedDateTime"] != nil {
      var event = Event(lane: .encounters, title: "Death")
      if let death = FHIRDateTime(patient["deceasedDateTime"]) {
        event.setStart(death, element: "deceasedDateTime")
      }
      events.append(event)
    }
    return events
  }
}
