// SPDX-License-Identifier: Apache-2.0

import FHIR

/// Observations: laboratory results, vital signs, findings.
enum ObservationRules {
  static func observation(_ event: inout Event, _ resource: JSONValue) {
    event.setConcept(resource["code"])
    event.lane = lane(of: resource, code: event.code)
    ObservationValue.read(resource, into: &event)
    ReferenceRanges.read(resource, into: &event)
    let interpreted = Interpretation.flag(resource["interpretation"])
    if interpreted != .none {
      event.flag = interpreted
    } else if event.flag == .none {
      event.flag = ReferenceRanges.flag(of: event, resource)
    }
    if let components = resource["component"], components.isArray {
      ComponentRules.read(components, into: &event)
    }
    if event.value == nil, let reason = ConceptText.of(resource["dataAbsentReason"]) {
      event.value = "(\(reason))"
    }
  }

  /// The lane of the first category that has one, else that of a vital sign's code, else labs for
  /// what is measured and documents for what is told.
  private static func lane(of resource: JSONValue, code: String?) -> Lane {
    for category in resource["category"]?.elements ?? .empty {
      for coding in category["coding"]?.elements ?? .empty {
        guard let value = coding["code"] else { continue }
        if value.isString("laboratory") { return .labs }
        if value.isString("vital-signs") { return .vitals }
        if value.isString("imaging") { return .imaging }
        if value.isString("procedure") { return .procedures }
        if value.isString("social-history") || value.isString("survey")
          || value.isString("exam") || value.isString("therapy") || value.isString("activity")
        {
          return .documents
        }
      }
    }
    if let code, vitalSigns.contains(code) { return .vitals }
    return resource["valueQuantity"] != nil || resource["referenceRange"] != nil
      ? .labs : .documents
  }

  /// LOINC codes of the vital signs profiles, and of the panels and parts around them.
  /// See https://hl7.org/fhir/R4/observation-vitalsigns.html.
  private static let vitalSigns: Set<String> = [
    "85353-1", "9279-1", "8867-4", "2708-6", "59408-5", "8310-5", "8302-2", "8306-3", "8287-5",
    "9843-4", "29463-7", "3141-9", "39156-5", "85354-9", "8480-6", "8462-4", "8478-0", "55284-4",
    "59576-9", "77606-2", "8289-1", "72514-3",
  ]
}

/// `value[x]` of observations and their components.
enum ObservationValue {
  static func read(_ resource: JSONValue, into event: inout Event) {
    if let value = resource["valueQuantity"] {
      let quantity = Quantity(value)
      event.value = quantity.text
      event.number = quantity.number
      event.unit = quantity.shownUnit
    } else if let value = resource["valueCodeableConcept"] {
      event.value = CodeableConcept(value).display
    } else {
      readRare(resource, into: &event)
    }
  }

  private static func readRare(_ resource: JSONValue, into event: inout Event) {
    if let value = resource["valueString"]?.string {
      event.value = value
      event.number = Double(value)
    } else if let value = resource["valueInteger"]?.numberText {
      event.value = value
      event.number = Double(value)
    } else if let value = resource["valueBoolean"]?.bool {
      event.value = value ? "yes" : "no"
    } else if let value = resource["valueDateTime"]?.string ?? resource["valueTime"]?.string {
      event.value = value
    } else if let value = resource["valueRange"] {
      let low = value["low"].map(Quantity.init)
      let high = value["high"].map(Quantity.init)
      event.value = "\(low?.spelling ?? "")–\(high?.spelling ?? "")"
      event.unit = low?.shownUnit ?? high?.shownUnit
    } else if let value = resource["valueRatio"] {
      let top = value["numerator"].map(Quantity.init)
      let bottom = value["denominator"].map(Quantity.init)
      event.value = "\(top?.text ?? "?"):\(bottom?.text ?? "?")"
    } else if let value = resource["valuePeriod"] {
      event.value = "\(value["start"]?.string ?? "")/\(value["end"]?.string ?? "")"
    } else if let value = resource["valueSampledData"] {
      let count = (value["data"]?.string ?? "").split(separator: " ").count
      event.value = "\(count) samples"
    }
  }
}

/// Components: one event whatever their number, because they were measured together.
enum ComponentRules {
  static func read(_ components: JSONValue, into event: inout Event) {
    var systolic: Event?
    var diastolic: Event?
    var others: [String] = []
    var worst = event.flag
    for component in components.elements {
      var part = Event(lane: event.lane, title: "")
      part.setConcept(component["code"])
      ObservationValue.read(component, into: &part)
      ReferenceRanges.read(component, into: &part)
      let interpreted = Interpretation.flag(component["interpretation"])
      part.flag =
        interpreted != .none ? interpreted : ReferenceRanges.flag(of: part, component)
      worst = max(worst, part.flag)
      switch part.code {
      case "8480-6": systolic = part
      case "8462-4": diastolic = part
      default:
        guard let value = part.value else { continue }
        others.append("\(part.title) \(value)\(part.unit.map { " " + $0 } ?? "")")
      }
    }
    event.flag = worst
    if systolic != nil || diastolic != nil {
      // One side may be missing, which is said and not filled in.
      event.value = "\(systolic?.value ?? "?")/\(diastolic?.value ?? "?")"
      event.number = systolic?.number
      event.unit = systolic?.unit ?? diastolic?.unit
      event.rangeLow = systolic?.rangeLow
      event.rangeHigh = systolic?.rangeHigh
      if !others.isEmpty { event.value?.append("; " + others.joined(separator: "; ")) }
    } else if !others.isEmpty {
      let joined = others.joined(separator: "; ")
      event.value = event.value.map { "\($0); \(joined)" } ?? joined
    }
  }
}
