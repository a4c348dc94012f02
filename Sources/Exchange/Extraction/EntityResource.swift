// SPDX-License-Identifier: Apache-2.0

import Extraction
import FHIR
import Store
import Timeline

/// One accepted entity as a FHIR resource, in HealthLake's pattern.
///
/// What was denied, is of the family, past or planned is said so by the resource's own status; what
/// is only supposed or conditional makes none.
struct EntityResource {
  /// URLs of HealthLake.
  enum URL {
    static let root = "http://healthlake.amazonaws.com/"
    static let comprehend = root + "aws-cm/"
    static let icd10 = comprehend + "infer-icd10/"
    static let rxnorm = comprehend + "infer-rxnorm/"
    static let generated = root + "system-generated-resources/"
    static let own = "http://tarn.invalid/fhir/StructureDefinition/"
  }

  /// Why an accepted entity makes no resource.
  enum Omission: String, Error, CaseIterable {
    case supposed = "only supposed, or on a condition"
    case detail = "no finding of its own"
    case deniedFamily = "denied for the family"
  }

  let entity: StoredEntity
  let read: Entity
  let note: ResourceKey
  /// `Patient/1`, copied from the note.
  let subject: JSON
  let linkage: String
  /// When the note was written, as far as the day.
  let date: String?
  /// When it began or was measured, where the note says it.
  let time: String?

  /// The resource's id: the same words in the same place always give the same.
  static func id(of key: Int64) -> String { "tarn-" + String(UInt64(bitPattern: key), radix: 16) }

  private var traits: Set<TraitName> { Set(entity.settledTraits) }
  private var isNegated: Bool { traits.contains(.negation) }

  /// Returns the resource, or why there is none.
  func make() -> Result<(type: ResourceType, json: JSON), Omission> {
    if traits.contains(.hypothetical) || traits.contains(.conditional) {
      return .failure(.supposed)
    }
    if traits.contains(.pertainsToFamily) {
      return isNegated ? .failure(.deniedFamily) : .success((.familyMemberHistory, family))
    }
    // As what a reviewer corrected it to, whatever it was read as.
    switch entity.settledType {
    case .genericName, .brandName: return .success((.medicationStatement, medication))
    case .condition where traits.contains(.future): return .failure(.supposed)
    case .condition:
      let isFinding = traits.contains(.sign) || traits.contains(.symptom)
      return .success(
        isFinding && !traits.contains(.diagnosis)
          ? (.observation, finding) : (.condition, condition)
      )
    case .testName: return .success((.observation, test))
    case .procedureName, .treatmentName: return .success((.procedure, procedure))
    case .allergies:
      // That no allergy is known is an answer, and no substance.
      return AllergyDenial(names: [entity.text], codes: []) == nil
        ? .success((.allergyIntolerance, allergy)) : .failure(.detail)
    case .tobaccoUse, .alcoholConsumption, .recreationalDrugUse, .gender, .raceEthnicity:
      return .success((.observation, habit))
    default: return .failure(.detail)
    }
  }

  // MARK: - What all have

  private func resource(_ type: ResourceType, _ members: [(String, JSON)]) -> JSON {
    var json: JSON = [
      "resourceType": .string(type.rawValue), "id": .string(Self.id(of: entity.key)),
      "meta": ["tag": [["code": "SYSTEM_GENERATED", "display": "SYSTEM_GENERATED"]]],
    ]
    json["extension"] = .array([span])
    json["modifierExtension"] = .array(modifiers)
    for (key, value) in members { json[key] = value }
    return json
  }

  /// Where the words stand, which HealthLake does not say.
  private var span: JSON {
    let begin = entity.verdict?.correction.span?.lowerBound ?? entity.begin
    let end = entity.verdict?.correction.span?.upperBound ?? entity.end
    var parts: [JSON] = [
      ["url": "begin", "valueInteger": .number("\(begin)")],
      ["url": "end", "valueInteger": .number("\(end)")],
      ["url": "text", "valueString": .string(entity.text)],
      ["url": "version", "valueString": .string("\(entity.version)")],
    ]
    for trait in entity.settledTraits {
      parts.append(["url": "trait", "valueCode": .string(trait.rawValue)])
    }
    return ["url": .string(URL.own + "note-span"), "extension": .array(parts)]
  }

  private var modifiers: [JSON] {
    let isDrug = entity.category == .medication
    let name = isDrug ? "aws-cm-rxnorm-entity" : "aws-cm-icd10-entity"
    let system: CodeSystem = isDrug ? .rxnorm : .icd10cm
    var list: [JSON] = [
      [
        "url": .string(URL.comprehend + name + "-score"),
        "valueDecimal": .number(Self.decimal(entity.score)),
      ]
    ]
    if let concept = read.concepts.first(where: { $0.system == system }) {
      list.append([
        "url": .string(URL.comprehend + name + "-Concept-Score"),
        "valueDecimal": .number(Self.decimal(concept.score)),
      ])
    }
    list.append([
      "url": .string(URL.root + "system-generated-linkage"),
      "valueReference": ["reference": .string("Linkage/\(linkage)")],
    ])
    list.append([
      "url": .string(URL.root + "source-document-reference"),
      "valueReference": ["reference": .string(note.reference)],
    ])
    return list
  }

  static func decimal(_ value: Double) -> String {
    let thousandths = Int((value * 1000).rounded())
    return "\(thousandths / 1000)."
      + String(repeating: "0", count: 3 - String(thousandths % 1000).count)
      + String(thousandths % 1000)
  }

  /// The code of a reviewer, else the best of each standard system, and then AWS's own.
  var code: JSON {
    var codings: [JSON] = []
    if let chosen = entity.verdict?.correction.concept {
      codings.append(Self.coding(chosen.system, chosen.code, chosen.title))
    } else if !isOfAnotherKind {
      var seen: Set<CodeSystem> = []
      for concept in read.concepts where seen.insert(concept.system).inserted {
        codings.append(Self.coding(concept.system.rawValue, concept.code, concept.description))
      }
      let own: [(CodeSystem, String)] = [(.icd10cm, URL.icd10), (.rxnorm, URL.rxnorm)]
      for (system, url) in own {
        if let concept = read.concepts.first(where: { $0.system == system }) {
          codings.append(Self.coding(url, concept.code, concept.description))
        }
      }
    }
    var code: JSON = codings.isEmpty ? [:] : ["coding": .array(codings)]
    code["text"] = .string(Self.oneLine(entity.text))
    return code
  }

  /// Words of a note in one line, as they are typed.
  static func oneLine(_ words: String) -> String {
    PrintedWords.plain(words).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Whether a reviewer made a finding of another kind of it: the codes of a disease are none of a drug.
  private var isOfAnotherKind: Bool {
    let drugs: Set<EntityType> = [.genericName, .brandName]
    let (read, settled) = (entity.type, entity.settledType)
    return read != settled && !(drugs.contains(read) && drugs.contains(settled))
  }

  private static func coding(_ system: String, _ code: String, _ display: String) -> JSON {
    var coding: JSON = ["system": .string(system), "code": .string(code)]
    if !display.isEmpty { coding["display"] = .string(display) }
    return coding
  }

  // MARK: - Kinds

  private var condition: JSON {
    let system = "http://terminology.hl7.org/CodeSystem/condition-"
    var members: [(String, JSON)] = []
    let isResolved = isNegated && wasThere
    // "PMH: HTN" says that there was one, and not that it is over.
    if isResolved || !isNegated && !traits.contains(.pastHistory) {
      let status = isResolved ? "resolved" : "active"
      members.append(
        (
          "clinicalStatus",
          ["coding": [["system": .string(system + "clinical"), "code": .string(status)]]]
        )
      )
    }
    let isUnsure = traits.contains(.uncertain) || traits.contains(.lowConfidence)
    let verification =
      isNegated && !isResolved ? "refuted" : isUnsure ? "unconfirmed" : "provisional"
    members.append(
      (
        "verificationStatus",
        ["coding": [["system": .string(system + "ver-status"), "code": .string(verification)]]]
      )
    )
    members.append(("code", code))
    members.append(("subject", subject))
    // "MI in 2015" began then, and not on the day of the note.
    if let time, !isNegated { members.append(("onsetDateTime", .string(time))) }
    if let date { members.append(("recordedDate", .string(date))) }
    return resource(.condition, members)
  }

  /// Whether what is denied now was there: "resolved", "no longer has angina".
  private var wasThere: Bool {
    let cue = read.traits.first { $0.name == .negation }?.reason.cue?.text.lowercased() ?? ""
    return ["resolved", "resolution", "no longer", "cured", "gone", "subsided", "healed"]
      .contains { cue.contains($0) }
  }

  /// What is not to be taken, as far as the note says it.
  private var allergy: JSON {
    let system = "http://terminology.hl7.org/CodeSystem/allergyintolerance-"
    var members: [(String, JSON)] = []
    if !isNegated {
      let status = traits.contains(.pastHistory) ? "inactive" : "active"
      members.append(
        (
          "clinicalStatus",
          ["coding": [["system": .string(system + "clinical"), "code": .string(status)]]]
        )
      )
    }
    let verification = isNegated ? "refuted" : "unconfirmed"
    members.append(
      (
        "verificationStatus",
        ["coding": [["system": .string(system + "verification"), "code": .string(verification)]]]
      )
    )
    members.append(("code", code))
    members.append(("patient", subject))
    if let date { members.append(("recordedDate", .string(date))) }
    return resource(.allergyIntolerance, members)
  }

  /// A sign or symptom: there, or said not to be there.
  private var finding: JSON {
    let isUnsure = traits.contains(.uncertain) || traits.contains(.lowConfidence)
    let value: JSON =
      if isNegated {
        Self.answer("2667000", "Absent")
      } else if isUnsure {
        ["text": "possible"]
      } else {
        Self.answer("52101004", "Present")
      }
    var members: [(String, JSON)] = [
      ("status", "unknown"), ("code", code), ("subject", subject),
    ]
    if let date { members.append(("effectiveDateTime", .string(date))) }
    members.append(("valueCodeableConcept", value))
    return resource(.observation, members)
  }

  private static func answer(_ code: String, _ display: String) -> JSON {
    ["coding": .array([coding(CodeSystem.snomed.rawValue, code, display)])]
  }

  private var test: JSON {
    let isPlanned = traits.contains(.future)
    var members: [(String, JSON)] = [
      ("status", isNegated ? "cancelled" : isPlanned ? "registered" : "unknown")
    ]
    let values = read.attributes.filter { $0.type == .testValue }
    let value = values.first
    if let category = category(hasValue: value != nil) { members.append(("category", category)) }
    members += [("code", code), ("subject", subject)]
    // What is planned was not measured on the day of the note.
    if let day = values.count > 1 ? date : time ?? date, !isPlanned {
      members.append(("effectiveDateTime", .string(day)))
    }
    if values.count > 1, !isNegated {
      // "A1c was 11% in March, now 7.1%": none of them is the one of this day for certain.
      let words = values.sorted { $0.begin < $1.begin }.map(\.text).joined(separator: "; ")
      members.append(("valueString", .string(words)))
    } else if let value, !isNegated {
      if case .quantity(let quantity)? = value.value, quantity.second == nil {
        var json: JSON = ["value": .number("\(quantity.value)")]
        if quantity.value == quantity.value.rounded(), abs(quantity.value) < 1e15 {
          json["value"] = .number("\(Int(quantity.value))")
        }
        if let comparator = quantity.comparator { json["comparator"] = .string(comparator) }
        if let unit = quantity.unit { json["unit"] = .string(unit) }
        if let code = quantity.code {
          json["system"] = "http://unitsofmeasure.org"
          json["code"] = .string(code)
        }
        members.append(("valueQuantity", json))
      } else {
        members.append(("valueString", .string(value.text)))
      }
    }
    return resource(.observation, members)
  }

  private static func category(_ code: String) -> JSON {
    let system = "http://terminology.hl7.org/CodeSystem/observation-category"
    return [["coding": [["system": .string(system), "code": .string(code)]]]]
  }

  /// What has a value and a code of LOINC was measured; what has none may be a picture or a visit.
  private func category(hasValue: Bool) -> JSON? {
    let loinc = read.concepts.filter { $0.system == .loinc }.map(\.code)
    guard hasValue, !loinc.isEmpty else { return nil }
    return Self.category(
      loinc.contains(where: ObservationLane.isVitalSign) ? "vital-signs" : "laboratory"
    )
  }

  private var habit: JSON {
    var members: [(String, JSON)] = [
      ("status", "unknown"), ("category", Self.category("social-history")), ("code", code),
      ("subject", subject),
    ]
    if let date { members.append(("effectiveDateTime", .string(date))) }
    if isNegated {
      members.append(("valueCodeableConcept", Self.answer("2667000", "Absent")))
    } else if traits.contains(.pastHistory) {
      members.append(("valueCodeableConcept", ["text": "in the past"]))
    }
    return resource(.observation, members)
  }

  private var procedure: JSON {
    let status =
      isNegated ? "not-done" : traits.contains(.future) ? "preparation" : "completed"
    var members: [(String, JSON)] = [
      ("status", .string(status)), ("code", code), ("subject", subject),
    ]
    // The note says that it was done, and by its own date at the latest.
    if status == "completed", let date, !traits.contains(.pastHistory) {
      members.append(("performedDateTime", .string(date)))
    }
    return resource(.procedure, members)
  }

  private var medication: JSON {
    let status =
      isNegated
      ? "not-taken"
      : traits.contains(.future)
        ? "intended" : traits.contains(.pastHistory) ? "stopped" : "active"
    var members: [(String, JSON)] = [
      ("status", .string(status)), ("medicationCodeableConcept", code), ("subject", subject),
    ]
    if let date { members.append(("dateAsserted", .string(date))) }
    members.append(("derivedFrom", [["reference": .string(note.reference)]]))
    if !dosages.isEmpty { members.append(("dosage", .array(dosages))) }
    return resource(.medicationStatement, members)
  }

  /// The directions; where the dose changes, each step in its order.
  private var dosages: [JSON] {
    if read.steps.isEmpty { return [dosage(read.attributes, text: nil)].compactMap { $0 } }
    let isSequence = read.steps.contains(where: \.follows)
    return read.steps.enumerated().compactMap { index, step in
      let parts = read.attributes.filter { step.attributes.contains($0.id) }
      guard var json = dosage(parts, text: step.span.text) else { return nil }
      if isSequence { json["sequence"] = .number("\(index + 1)") }
      return json
    }
  }

  private func dosage(_ attributes: [Attribute], text: String?) -> JSON? {
    let parts = attributes.sorted { $0.begin < $1.begin }
    guard text != nil || !parts.isEmpty else { return nil }
    var words: [String] = []
    for part in parts {
      // "500 mg increased to 1000 mg" is no dose of both.
      let isOther = part.type == .dosage && parts.first { $0.type == .dosage }?.id != part.id
      words.append(isOther ? "→ \(part.text)" : part.text)
    }
    var json: JSON = ["text": .string(text ?? words.joined(separator: " "))]
    for part in parts {
      switch part.value {
      case .timing(let timing):
        json["timing"] = ["repeat": Self.rhythm(timing)]
        if timing.asNeeded { json["asNeededBoolean"] = true }
      default: break
      }
      if part.type == .routeOrMode { json["route"] = ["text": .string(part.text)] }
    }
    return json
  }

  private static func rhythm(_ timing: TimingRepeat) -> JSON {
    var json: JSON = [:]
    if let count = timing.count { json["count"] = .number("\(count)") }
    if let frequency = timing.frequency { json["frequency"] = .number("\(frequency)") }
    if let most = timing.frequencyMax { json["frequencyMax"] = .number("\(most)") }
    if let period = timing.period, let unit = timing.periodUnit {
      json["period"] = .number(decimal(period))
      json["periodUnit"] = .string(unit)
    }
    if !timing.dayOfWeek.isEmpty {
      json["dayOfWeek"] = .array(timing.dayOfWeek.map { .string($0) })
    }
    if !timing.when.isEmpty { json["when"] = .array(timing.when.map { .string($0) }) }
    return json
  }

  private var family: JSON {
    let relative = read.traits.first { $0.name == .pertainsToFamily }?.reason.cue?.text
    return resource(
      .familyMemberHistory,
      [
        ("status", "completed"), ("patient", subject),
        ("relationship", ["text": .string(relative ?? "family member")]),
        ("condition", [["code": code]]),
      ]
    )
  }
}
