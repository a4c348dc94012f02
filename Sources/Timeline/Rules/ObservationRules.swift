// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// How an Observation becomes an event.
///
/// It is one event, however many components it has: a blood pressure is `142/88`. It has a path of its
/// own beside the table because most resources of a lake are Observations.
enum ObservationRules {
  static let dates: [DateRule] = [
    .moment("effectiveDateTime"), .period("effectivePeriod"), .moment("effectiveInstant"),
    .timing("effectiveTiming"), .moment("issued"),
  ]

  private static let encounterPath: [StaticString] = ["encounter"]

  /// Returns the event of an Observation.
  static func event(of resource: JSONValue) -> Event {
    var event = Event(lane: .documents, title: "")
    DateReader.date(&event, by: dates, from: resource)
    if let code = TitleRule.concept(resource["code"]) {
      event.title = code.text
      event.system = code.coding?.system
      event.code = code.coding?.code
    } else {
      event.title = "Observation"
    }
    event.lane = ObservationLane.lane(of: resource, code: event.code)
    event.status = resource["status"]?.content
    event.encounterID = References.encounterID(in: resource, at: encounterPath)
    readValue(resource, into: &event)
    ResultRemark.add(to: &event, from: resource)
    if Statuses.isVoid(event.status) { event.flag = .none }
    if event.lane != .vitals { BodySite.add(to: &event, from: resource) }
    addSpecimen(resource, &event)
    addFocus(resource, &event)
    setApartFetus(&event, from: resource)
    EventRules.noteModifiers(resource, &event)
    return event
  }

  /// The persons whom an Observation in somebody else's record may be about.
  private static let persons = ["Patient/", "RelatedPerson/", "Group/"]

  /// Says of whom it is, where that is not the patient: the heart rate of an unborn child.
  ///
  /// Without its code, so that it is not in one series with the patient's own.
  private static func addFocus(_ resource: JSONValue, _ event: inout Event) {
    setApart(&event, of: resource["focus"]?.first, from: resource)
  }

  /// Sets apart what was measured of an unborn child that is a place in the mother's body: `Fetus A`.
  private static func setApartFetus(_ event: inout Event, from resource: JSONValue) {
    guard resource["focus"] == nil, let site = resource["bodySite"],
      let name = CodeableConcept(site).display.map(Titles.plain)
    else { return }
    let words = name.lowercased().split { !$0.isLetter }
    guard words.contains(where: { ["fetus", "foetus", "twin", "triplet", "baby"].contains($0) })
    else { return }
    BodySite.add(to: &event, from: resource)
    event.code = nil
    event.system = nil
  }

  /// Sets apart what is about somebody whom a reference names, and not about the subject of a resource.
  static func setApart(_ event: inout Event, of person: JSONValue?, from resource: JSONValue) {
    guard let person else { return }
    let display = person["display"]?.content.map(Titles.shortened)
    let target = person["reference"]?.content
    if let target {
      guard persons.contains(where: { target.hasPrefix($0) || target.contains("/\($0)") }),
        !isSame(target, resource["subject"]?["reference"]?.content)
      else { return }
    }
    // Whoever is only named, "Donor 4711", is not the subject, who is referred to.
    guard let name = display ?? target ?? person["identifier"]?["value"]?.content else { return }
    event.title += " (of \(name))"
    event.code = nil
    event.system = nil
  }

  /// Whether two references lead to one resource, whatever the server.
  private static func isSame(_ left: String, _ right: String?) -> Bool {
    guard case .literal(let type, let id, _, _) = FHIRReference(left),
      case .literal(type, id, _, _)? = right.map(FHIRReference.init)
    else { return left == right }
    return true
  }

  /// Says what was examined, where the title does not and it is not blood.
  private static func addSpecimen(_ resource: JSONValue, _ event: inout Event) {
    guard event.lane == .labs, let specimen = resource["specimen"] else { return }
    let contained = specimen["reference"].flatMap { References.contained($0, in: resource) }
    guard
      let name =
        (contained?["type"].flatMap { CodeableConcept($0).display }
        ?? specimen["display"]?.content).map(Titles.plain)
    else { return }
    event.title = ExaminedSpecimen.title(event.title, of: name)
  }

  // MARK: - Values

  private static func readValue(_ resource: JSONValue, into event: inout Event) {
    let isRead = ValueReader.read(resource, into: &event)
    event.flag = Flags.flag(of: resource, value: &event)
    if event.flag == .none, let value = resource["valueCodeableConcept"] {
      event.flag = Interpretation.flag(ofValue: value) ?? .none
    }
    if let words = Interpretation.susceptibility(resource["interpretation"]),
      event.value.map({ !$0.lowercased().contains(words) && !["S", "I", "R"].contains($0) }) ?? true
    {
      // A concentration says nothing to who does not know the breakpoint.
      event.say(words)
      return
    }
    guard let components = resource["component"], components.isArray else {
      if !isRead { readAbsence(resource, into: &event) }
      return
    }
    let parts = components.elements.map(Component.init)
    for part in parts { event.flag = max(event.flag, part.event.flag) }
    guard !isRead else {
      // What is critical in a part is no remark on the whole: "99 score" says nothing of a hemoglobin of 6.
      for part in parts where part.event.flag.isCritical { event.say(part.markedText) }
      return
    }
    if let pressure = BloodPressure(parts) {
      event.value = pressure.text
      event.number = pressure.number
      event.unit = pressure.unit
      event.rangeLow = pressure.rangeLow
      event.rangeHigh = pressure.rangeHigh
    } else if parts.count == 1, let only = parts.first {
      nameOnly(only, in: &event)
      event.value = only.event.value
      event.number = only.event.number
      event.unit = only.event.unit
      event.rangeLow = only.event.rangeLow
      event.rangeHigh = only.event.rangeHigh
    } else {
      event.value = listText(parts)
    }
    if event.value == nil { readAbsence(resource, into: &event) }
  }

  /// A panel of one result is that result: `Electrolytes: potassium`, with the code of potassium.
  private static func nameOnly(_ part: Component, in event: inout Event) {
    let name = part.event.title
    guard !name.isEmpty, part.code != event.code || event.code == nil,
      !event.title.lowercased().contains(name.lowercased())
    else { return }
    event.title += ": \(name)"
    event.code = part.code
    event.system = part.system
  }

  /// Names and values of the components, as many as one line has room for.
  private static func listText(_ parts: [Component]) -> String? {
    var texts = parts.compactMap(\.markedText)
    guard !texts.isEmpty else { return nil }
    // Where not all have room, what is left out is not what is out of range.
    if texts.reduce(0, { $0 + $1.utf8.count + 2 }) > 160 {
      let flagged = parts.filter { $0.event.flag > .normal && $0.markedText != nil }
        .sorted { $0.event.flag.isCritical && !$1.event.flag.isCritical }.compactMap(
          \.markedText
        )
      texts = flagged + parts.filter { $0.event.flag <= .normal }.compactMap(\.markedText)
    }
    var text = texts[0]
    for (index, next) in texts.enumerated().dropFirst() {
      if text.utf8.count + next.utf8.count > 160 { return text + "; +\(texts.count - index)" }
      text += "; " + next
    }
    return text
  }

  /// What stands where a value is missing: why, or how many results a panel has.
  private static func readAbsence(_ resource: JSONValue, into event: inout Event) {
    if let reason = TitleRule.concept(resource["dataAbsentReason"]) {
      event.value = "(\(reason.text))"
    } else if let members = resource["hasMember"] {
      event.value = Counts.text(members, "result", "results")
    } else if let note = resource["note"]?.first?["text"]?.content {
      event.value = Titles.shortened(note)
    }
  }
}

/// A component of an Observation.
struct Component {
  var event = Event(lane: .labs, title: "")
  let isSystolic: Bool
  let isDiastolic: Bool
  let code: String?
  let system: String?

  /// Why there is no value.
  private let absence: String?

  init(_ value: JSONValue) {
    let code = value["code"].map(CodeableConcept.init)
    let name = code?.text?.lowercased() ?? ""
    isSystolic =
      code.map { $0.has(code: "8480-6") || $0.has(code: "271649006") } ?? false
      || name.hasPrefix("systolic")
    isDiastolic =
      code.map { $0.has(code: "8462-4") || $0.has(code: "271650006") } ?? false
      || name.hasPrefix("diastolic")
    self.code = code?.principal?.code
    system = code?.principal?.system
    _ = ValueReader.read(value, into: &event)
    absence = TitleRule.concept(value["dataAbsentReason"])?.text
    event.title = code?.display.map(Titles.plain) ?? ""
    // A number of LOINC before a value would be read as a value.
    if event.title == code?.principal?.code {
      let known = self.code.flatMap(CommonNames.names)?.split(separator: " ").first.map(String.init)
      event.title = isSystolic ? "systolic" : isDiastolic ? "diastolic" : known ?? event.title
    }
    event.flag = Flags.flag(of: value, value: &event)
  }

  /// The text with a letter for what is out of range: of a panel, one flag does not tell which it is about.
  var markedText: String? {
    guard event.value != nil, let text else { return text }
    switch event.flag {
    case .low: return "\(text) L"
    case .high: return "\(text) H"
    case .critical, .criticalLow, .criticalHigh: return "\(text) !"
    case .abnormal: return "\(text) A"
    case .none, .normal: return text
    }
  }

  /// The name with the value and its unit: `Pain severity 3 {score}`; where there is no value, with why.
  var text: String? {
    guard let measured = event.measuredText else {
      return absence.map { event.title.isEmpty ? "(\($0))" : "\(event.title) (\($0))" }
    }
    return event.title.isEmpty ? measured : "\(event.title) \(measured)"
  }
}

/// The two components of a blood pressure, by the codes of LOINC and SNOMED CT.
struct BloodPressure {
  let text: String
  let number: Double?
  let unit: String?
  let rangeLow: Double?
  let rangeHigh: Double?

  /// Finds systolic and diastolic pressure, in whatever order, when both have a value in one unit.
  ///
  /// The number, for plots, and the range are those of the systolic pressure.
  init?(_ parts: [Component]) {
    guard let systolic = parts.first(where: \.isSystolic)?.event,
      let diastolic = parts.first(where: \.isDiastolic)?.event,
      let high = systolic.value, let low = diastolic.value, systolic.unit == diastolic.unit
    else { return nil }
    text = "\(high)/\(low)"
    number = systolic.number
    unit = systolic.unit
    rangeLow = systolic.rangeLow
    rangeHigh = systolic.rangeHigh
  }
}

/// Reads `value[x]`.
enum ValueReader {
  /// Reads the value of an Observation or of a component.
  ///
  /// - Returns: Whether there is one.
  static func read(_ resource: JSONValue, into event: inout Event) -> Bool {
    if let value = resource["valueQuantity"] {
      let quantity = Quantity(value)
      guard let text = quantity.text else { return false }
      event.value = text
      event.number = quantity.number
      event.unit = unit(of: quantity)
      return true
    }
    event.value = otherText(resource)
    if let number = resource["valueInteger"]?.double {
      event.number = number
    } else if event.value != nil, let measured = MeasuredValue(resource) {
      event.value = measured.text
      event.number = measured.decimal.double
      event.unit = measured.unit
    }
    return event.value != nil
  }

  /// The unit as it is shown; the 1 and the annotation-only units of UCUM are no unit to a reader.
  private static func unit(of quantity: Quantity) -> String? {
    guard let unit = quantity.shownUnit, unit != "1" else { return nil }
    return unit
  }

  private static func otherText(_ resource: JSONValue) -> String? {
    if let value = resource["valueCodeableConcept"] {
      return CodeableConcept(value).display.map(Titles.plain)
    }
    if let value = resource["valueString"] { return value.content.map(Titles.shortened) }
    if let value = resource["valueBoolean"] { return value.bool.map { $0 ? "yes" : "no" } }
    if let value = resource["valueInteger"] { return value.numberText }
    if let value = resource["valueDateTime"] ?? resource["valueTime"] { return value.content }
    if let value = resource["valueRange"] { return rangeText(value) }
    if let value = resource["valueRatio"] { return ratioText(value) }
    if let value = resource["valuePeriod"] {
      let sides = [value["start"]?.content, value["end"]?.content]
      return sides.contains { $0 != nil } ? sides.map { $0 ?? "" }.joined(separator: " – ") : nil
    }
    return resource["valueSampledData"] == nil ? nil : "(sampled data)"
  }

  private static func rangeText(_ value: JSONValue) -> String? {
    let low = value["low"].map(Quantity.init)
    let high = value["high"].map(Quantity.init)
    let unit = (low?.shownUnit ?? high?.shownUnit).map { " " + $0 } ?? ""
    switch (low?.text, high?.text) {
    case (let low?, let high?): return "\(low)–\(high)\(unit)"
    case (let low?, nil): return "≥\(low)\(unit)"
    case (nil, let high?): return "≤\(high)\(unit)"
    case (nil, nil): return nil
    }
  }

  /// A titre, `1:128`, or a rate with its units.
  private static func ratioText(_ value: JSONValue) -> String? {
    func side(_ value: JSONValue?) -> String? {
      guard let quantity = value.map(Quantity.init), let text = quantity.text else { return nil }
      guard let unit = quantity.shownUnit, unit != "1" else { return text }
      return "\(text) \(unit)"
    }
    guard let top = side(value["numerator"]), let bottom = side(value["denominator"]) else {
      return side(value["numerator"])
    }
    return "\(top):\(bottom)"
  }
}

/// Numbers of things in words.
enum Counts {
  /// Returns `1 result`, `6 results`; `nil` for none.
  static func text(_ array: JSONValue, _ one: String, _ many: String) -> String? {
    let count = array.elements.reduce(0) { sum, _ in sum + 1 }
    return count == 0 ? nil : words(count, one, many)
  }

  /// Returns `1 result`, `6 results`.
  static func words(_ count: Int, _ one: String, _ many: String) -> String {
    count == 1 ? "1 \(one)" : "\(count) \(many)"
  }
}
