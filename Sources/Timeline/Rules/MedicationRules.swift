// SPDX-License-Identifier: Apache-2.0

import FHIR

/// Orders, statements, dispenses and administrations of medicines, and vaccines.
enum MedicationRules {
  /// Sets title and code from `medication[x]`: the concept, the contained Medication, or the words
  /// of the reference.
  private static func setMedication(_ event: inout Event, _ resource: JSONValue) {
    if let concept = resource["medicationCodeableConcept"] {
      event.setConcept(concept)
    } else if let reference = resource["medicationReference"] {
      let text = reference["reference"]?.string
      if let text, text.hasPrefix("#") {
        let id = String(text.dropFirst())
        let contained = (resource["contained"]?.elements ?? .empty).first {
          $0["id"]?.string == id
        }
        event.setConcept(contained?["code"])
      }
      if event.title.isEmpty, let display = reference["display"]?.string { event.title = display }
      if event.title.isEmpty, let identifier = reference["identifier"]?["value"]?.string {
        event.title = identifier
      }
      if event.title.isEmpty, let text { event.title = text }
    }
    if event.title.isEmpty { event.title = "Medication" }
  }

  /// From when it was ordered to the end of its validity.
  ///
  /// An order in force without an end is open; one that is over without an end is a moment, as when
  /// it stopped is not known.
  static func request(_ event: inout Event, _ resource: JSONValue) {
    setMedication(&event, resource)
    let dosage = resource["dosageInstruction"]?.first
    event.value = Dosage.text(dosage)
    let bounds =
      FHIRPeriod(dosage?["timing"]?["repeat"]?["boundsPeriod"])
      ?? FHIRPeriod(resource["dispenseRequest"]?["validityPeriod"])
    if let start = bounds?.start, event.start.map({ start.lowerBound > $0 }) ?? true {
      let element =
        dosage?["timing"]?["repeat"]?["boundsPeriod"]?["start"] != nil
        ? "dosageInstruction.timing.repeat.boundsPeriod.start"
        : "dispenseRequest.validityPeriod.start"
      event.setStart(start, element: element)
    }
    if let end = bounds?.end {
      event.setEnd(end)
    } else if let duration = resource["dispenseRequest"]?["expectedSupplyDuration"],
      let start = event.start,
      let end = FHIRDuration.adding(Quantity(duration), to: start), end > start,
      event.status != "active"
    {
      event.shape = .span
      event.end = end
      event.endPrecision = .day
    } else if event.status == "active" || event.status == "on-hold", event.start != nil {
      event.shape = .span
    }
    if let reason = resource["statusReason"].flatMap(ConceptText.of) {
      event.value = event.value.map { "\($0) (\(reason))" } ?? reason
    }
  }

  static func statement(_ event: inout Event, _ resource: JSONValue) {
    setMedication(&event, resource)
    event.value = Dosage.text(resource["dosage"]?.first)
    if let reason = resource["statusReason"].flatMap(ConceptText.of) {
      event.value = event.value.map { "\($0) (\(reason))" } ?? reason
    }
  }

  /// From when it was handed over, for as many days as it lasts.
  static func dispense(_ event: inout Event, _ resource: JSONValue) {
    setMedication(&event, resource)
    let quantity = resource["quantity"].map(Quantity.init)
    event.value =
      Dosage.text(resource["dosageInstruction"]?.first)
      ?? quantity.flatMap(\.text).map { "\($0) \(quantity?.shownUnit ?? "")" }
    if let days = resource["daysSupply"], let start = event.start,
      let number = days["value"]?.double, number > 0
    {
      event.shape = .span
      event.end = start + Int64(number * 86_400_000)
      event.endPrecision = .day
    }
  }

  static func administration(_ event: inout Event, _ resource: JSONValue) {
    setMedication(&event, resource)
    let dosage = resource["dosage"]
    let dose = (dosage?["dose"] ?? dosage?["rateQuantity"]).map(Quantity.init)
    event.value = dosage?["text"]?.string ?? dose?.text
    event.unit = dosage?["text"] == nil ? dose?.shownUnit : nil
    event.number = dosage?["text"] == nil ? dose?.number : nil
  }

  static func immunization(_ event: inout Event, _ resource: JSONValue) {
    event.setConcept(resource["vaccineCode"])
    var words: [String] = []
    if let dose = resource["protocolApplied"]?.first,
      let number = dose["doseNumberPositiveInt"]?.numberText ?? dose["doseNumberString"]?.string
    {
      words.append("dose \(number)")
    }
    if let text = resource["occurrenceString"]?.string { words.append(text) }
    if event.status == "not-done" {
      words.append("not done")
      if let reason = ConceptText.of(resource["statusReason"]) { words.append(reason) }
    }
    event.value = words.isEmpty ? nil : words.joined(separator: ", ")
  }
}

/// Dosage instructions in short.
///
/// See https://hl7.org/fhir/R4/dosage.html.
enum Dosage {
  /// The text of an instruction, else dose, route and frequency: `10 mg oral, 1×/d`.
  static func text(_ dosage: JSONValue?) -> String? {
    guard let dosage else { return nil }
    if let text = dosage["text"]?.content { return text }
    var parts: [String] = []
    if let dose = dosage["doseAndRate"]?.first {
      if let quantity = (dose["doseQuantity"] ?? dose["rateQuantity"]).map(Quantity.init),
        let number = quantity.text
      {
        parts.append(quantity.shownUnit.map { "\(number) \($0)" } ?? number)
      } else if let range = dose["doseRange"] {
        let low = range["low"].map(Quantity.init)
        let high = range["high"].map(Quantity.init)
        let unit = (low?.shownUnit ?? high?.shownUnit).map { " " + $0 } ?? ""
        parts.append("\(low?.spelling ?? "")–\(high?.spelling ?? "")\(unit)")
      }
    }
    if let route = ConceptText.of(dosage["route"]) { parts.append(route) }
    if let often = frequency(dosage["timing"]) { parts.append(often) }
    if dosage["asNeededBoolean"]?.bool == true { parts.append("as needed") }
    if let reason = ConceptText.of(dosage["asNeededCodeableConcept"]) {
      parts.append("as needed for \(reason)")
    }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  private static func frequency(_ timing: JSONValue?) -> String? {
    guard let timing else { return nil }
    if let code = timing["code"].flatMap({ CodeableConcept($0).display }) { return code }
    guard let repeats = timing["repeat"], let count = repeats["frequency"]?.numberText else {
      return nil
    }
    let period = repeats["period"]?.numberText ?? "1"
    let unit = repeats["periodUnit"]?.string ?? ""
    return "\(count)×/\(period == "1" ? unit : "\(period) \(unit)")"
  }
}
