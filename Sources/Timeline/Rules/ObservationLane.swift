// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// The lane of an Observation: by category, else by what it is.
///
/// ```
/// category               lane         without a category
/// laboratory, LAB, …     labs         has a specimen, a reference range, an interpretation or a
///                                     quantity, itself or in a component, or a code or name of
///                                     LOINC that only labs have
/// vital-signs            vitals       has the code of a vital sign
/// imaging, RAD           imaging
/// procedure              procedures
/// survey, exam, …        documents    everything else
/// ```
public enum ObservationLane {
  /// Whether a code of LOINC or SNOMED CT is that of a vital sign.
  public static func isVitalSign(_ code: String) -> Bool { vitalSigns.contains(code) }

  /// Returns the lane.
  static func lane(of resource: JSONValue, code: String?) -> Lane {
    var named: Lane?
    if let categories = resource["category"] {
      let list = categories.isArray ? categories.elements : .empty
      for category in list {
        if let lane = lane(ofCategory: category) { return lane }
        named = .documents
      }
    }
    if let code, vitalSigns.contains(code) { return .vitals }
    if let named { return named }
    let parts = resource["component"]?.elements ?? .empty
    let kinds = parts.map { part -> Lane in
      let codes = part["code"]?["coding"]?.elements ?? .empty
      let isVital =
        codes.contains { $0["code"]?.string.map(vitalSigns.contains) ?? false }
        || part["code"].flatMap { CodeableConcept($0).display }.map(isPressure) ?? false
      return isVital ? .vitals : isMeasured(part) || isLab(part["code"]) ? .labs : .documents
    }
    if !kinds.isEmpty, kinds.allSatisfy({ $0 == .vitals }) { return .vitals }
    let hasLab =
      resource["specimen"] != nil || isMeasured(resource) || isLab(resource["code"])
      || kinds.contains { $0 != .documents }
    return hasLab ? .labs : .documents
  }

  /// Whether an Observation, or a part of one, has what only something measured has.
  private static func isMeasured(_ part: JSONValue) -> Bool {
    part["referenceRange"] != nil || part["interpretation"] != nil
      || isAmount(part["valueQuantity"])
      || part["valueRange"] != nil || part["valueRatio"] != nil || isDecimal(part["valueString"])
  }

  /// Whether words are a number with decimals, `6.1`: no score and no count is.
  private static func isDecimal(_ text: JSONValue?) -> Bool {
    guard let text = text?.content, text.utf8.count < 24 else { return false }
    return MeasuredValue(text: text).map { $0.decimal.fractionDigits > 0 || $0.unit != nil }
      ?? false
  }

  /// Whether a part of a blood pressure is named in words.
  private static func isPressure(_ name: String) -> Bool {
    ["systolic", "diastolic"].contains { name.lowercased().hasPrefix($0) }
  }

  /// Whether a quantity is one of anything but points: a score is no lab.
  private static func isAmount(_ quantity: JSONValue?) -> Bool {
    guard let quantity else { return false }
    let unit = Quantity(quantity).shownUnit?.lowercased() ?? ""
    return !unit.contains("score") && !unit.contains("points")
  }

  /// Whether a code of LOINC is that of a known lab, or its name has a property and a specimen.
  ///
  /// Such a name is `Choriogonadotropin [Presence] in Urine`.
  private static func isLab(_ concept: JSONValue?) -> Bool {
    for coding in concept?["coding"]?.elements ?? .empty
    where coding["system"]?.isString("http://loinc.org") == true {
      if let code = coding["code"]?.content, CommonNames.names(ofCode: code) != nil { return true }
      if coding["display"]?.content?.contains("] in ") == true { return true }
    }
    return false
  }

  private static func lane(ofCategory category: JSONValue) -> Lane? {
    for coding in category["coding"]?.elements ?? .empty {
      if let code = coding["code"], let lane = lane(ofCode: code) { return lane }
    }
    guard let text = category["text"]?.content else { return nil }
    return lanesByText[text.lowercased()]
  }

  private static func lane(ofCode code: JSONValue) -> Lane? {
    if code.isString("laboratory") { return .labs }
    if code.isString("vital-signs") { return .vitals }
    if code.isString("survey") || code.isString("social-history") || code.isString("exam") {
      return .documents
    }
    if code.isString("imaging") || code.isString("RAD") { return .imaging }
    if code.isString("procedure") { return .procedures }
    if code.isString("therapy") || code.isString("activity") { return .documents }
    if code.isString("LAB") { return .labs }
    return nil
  }

  private static let lanesByText: [String: Lane] = [
    "lab": .labs, "labs": .labs, "laboratory": .labs, "vital signs": .vitals, "vitals": .vitals,
    "vital-signs": .vitals, "imaging": .imaging, "radiology": .imaging, "procedure": .procedures,
    "exam": .documents, "survey": .documents, "social history": .documents,
  ]

  /// The codes of LOINC and SNOMED CT that are vital signs whatever the category says.
  ///
  /// LOINC's are those of https://hl7.org/fhir/R4/observation-vitalsigns.html with their variants.
  private static let vitalSigns: Set<String> = [
    "85353-1", "9279-1", "8867-4", "2708-6", "59408-5", "8310-5", "8331-1", "8332-9", "8333-7",
    "8302-2", "8306-3", "9843-4", "8287-5", "29463-7", "3141-9", "39156-5", "85354-9", "55284-4",
    "8480-6", "8462-4", "8478-0", "59576-9", "77606-2", "8289-1", "72514-3",
    "271649006", "271650006", "75367002", "364075005", "78564009", "86290005", "276885007",
    "431314004", "27113001", "50373000", "60621009", "386725007",
  ]
}
