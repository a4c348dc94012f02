// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// What reports, documents, forms and plans need beyond the table.
enum DocumentRules {
  // MARK: - Reports

  /// A report is imaging or laboratory by its category, a note when it carries text and no results.
  static func refineReport(_ resource: JSONValue, _ event: inout Event) {
    let results = resource["result"].flatMap { Counts.text($0, "result", "results") }
    let hasForm = resource["presentedForm"]?.first != nil
    event.lane = lane(resource, hasResults: results != nil, hasForm: hasForm)
    event.value =
      resource["conclusion"]?.content.map(Titles.shortened)
      ?? TitleRule.concept(resource["conclusionCode"])?.text ?? results
  }

  /// The results that a report contains, as of the report where they have no date of their own.
  static func containedResults(_ report: JSONValue, _ event: Event) -> [Event] {
    guard report["contained"] != nil else { return [] }
    var found: [Event] = []
    // A panel and its report may both name a result.
    var known: Set<String> = []
    func add(_ references: JSONValue?, depth: Int) {
      for item in references?.elements ?? .empty where found.count < 1000 {
        guard let target = item["reference"],
          let result = References.contained(target, in: report),
          result["resourceType"]?.isString("Observation") == true,
          known.insert(target.string ?? "").inserted
        else { continue }
        var own = ObservationRules.event(of: result)
        if own.isUndated {
          own.start = event.start
          own.startPrecision = event.startPrecision
          own.offsetMinutes = event.offsetMinutes
          own.dateElement = event.dateElement
        }
        own.encounterID = own.encounterID ?? event.encounterID
        // What a laboratory's report contains is a result, whatever it says of itself.
        if event.lane == .labs, own.lane == .documents { own.lane = .labs }
        ObservationRules.setApart(&own, of: result["subject"], from: report)
        if Statuses.isVoid(event.status) {
          own.status = event.status
          own.flag = .none
        }
        found.append(own)
        if depth < 4 { add(result["hasMember"], depth: depth + 1) }
      }
    }
    add(report["result"], depth: 0)
    return found
  }

  private static func lane(_ resource: JSONValue, hasResults: Bool, hasForm: Bool) -> Lane {
    var lane: Lane?
    for category in resource["category"]?.elements ?? .empty {
      for coding in category["coding"]?.elements ?? .empty {
        guard let code = coding["code"]?.content, let found = lanesByCategory[code] else {
          continue
        }
        lane = lane ?? found
      }
    }
    switch lane {
    case .imaging?: return .imaging
    case .notes? where !hasResults: return .notes
    case .labs? where hasResults || !hasForm: return .labs
    case let lane? where !hasForm: return lane
    default: break
    }
    if hasResults { return .labs }
    if hasForm { return .notes }
    return resource["specimen"] != nil ? .labs : lane ?? .documents
  }

  /// Codes of v2 table 0074, of LOINC's parts and of LOINC's documents.
  private static let lanesByCategory: [String: Lane] = {
    var lanes: [String: Lane] = [:]
    for code in [
      "LAB", "BG", "BLB", "CG", "CH", "CP", "GE", "HM", "IMM", "MB", "MCB", "MYC", "OSL", "PAR",
      "PAT", "SP", "SR", "TX", "URN", "VR", "laboratory", "LP29693-6", "LP7839-6", "26436-6",
      "18717-9", "18719-5", "18723-7", "18725-2", "18727-8", "18728-6", "18729-4", "18769-0",
    ] { lanes[code] = .labs }
    for code in [
      "RAD", "RUS", "RX", "CT", "CUS", "IMG", "NMR", "NMS", "OUS", "VUS", "XRC", "CTH", "imaging",
      "LP29684-5", "18748-4", "18726-0",
    ] { lanes[code] = .imaging }
    for code in ["PHY", "NRS", "clinical-note", "34117-2", "51847-2", "11506-3", "LP173421-1"] {
      lanes[code] = .notes
    }
    for code in ["EC", "EN", "PF", "AU", "LP29708-2", "18750-0"] { lanes[code] = .procedures }
    return lanes
  }()

  // MARK: - Documents

  /// A document is a note when it carries text; pictures and other files are documents.
  static func refineReference(_ resource: JSONValue, _ event: inout Event) {
    let contents = resource["content"]?.elements ?? .empty
    let types = contents.map { $0["attachment"]?["contentType"]?.content }
    event.lane = types.allSatisfy { $0.map(isText) ?? true } ? .notes : .documents
    let author = resource["author"]?.first?["display"]?.content
    event.value = resource["description"]?.content.map(Titles.shortened) ?? author
    if let docStatus = resource["docStatus"]?.content, event.status == "current" {
      event.status = docStatus
    }
  }

  /// Names a device that is only referred to by what it points to, `Device/17`; the lake finds its name.
  static func refineDeviceUse(_ resource: JSONValue, _ event: inout Event) {
    guard let device = resource["device"], device["display"] == nil, device["identifier"] == nil,
      let reference = device["reference"]?.content, reference.hasPrefix("Device/")
    else { return }
    event.title = reference
    event.code = nil
    event.system = nil
  }

  private static func isText(_ type: String) -> Bool {
    type.hasPrefix("text/") || type.hasPrefix("application/xhtml")
      || type.hasPrefix("application/hl7-") || type.hasPrefix("application/xml")
      || type.hasPrefix("application/pdf") || type.hasPrefix("application/rtf")
      || type.hasPrefix("application/msword") || type.hasPrefix("application/vnd.")
  }

  /// The author stands where a value would.
  static func refineComposition(_ resource: JSONValue, _ event: inout Event) {
    event.value = resource["author"]?.first?["display"]?.content
  }

  /// A form is called as its questionnaire is.
  static func refineForm(_ resource: JSONValue, _ event: inout Event) {
    let display = resource["_questionnaire"]?["extension"]?.elements.first {
      $0["url"]?.isString("http://hl7.org/fhir/StructureDefinition/display") == true
    }
    if let name = display?["valueString"]?.content {
      event.title = Titles.shortened(name)
    } else if let tail = event.title.split(separator: "/").last {
      event.title = String(tail.split(separator: "|").first ?? tail)
    }
    event.value =
      FormAnswers.text(resource["item"])
      ?? resource["item"].flatMap { Counts.text($0, "item", "items") }
  }

  // MARK: - Others

  /// An encounter whose type says no more than that it was one is called by its class.
  ///
  /// Without a reason the class stands where a value would: `ambulatory`, `emergency`.
  static func refineEncounter(_ resource: JSONValue, _ event: inout Event) {
    guard let kind = TitleRule.concept(resource["class"]) else { return }
    let words = classWords(kind.text)
    if event.code == "308335008" {
      event.title = words
      event.system = kind.coding?.system
      event.code = kind.coding?.code
    }
    // A class without a display is its code.
    if event.title == kind.text { event.title = words }
    if event.value == nil, words != event.title { event.value = words }
    if let reason = resource["reasonReference"]?.first, resource["reasonCode"] == nil,
      reason["display"]?.content == nil,
      let reference = ReferredNames.mark(reason)
    {
      event.say("for \(reference)")
    }
    addPlace(resource, &event)
  }

  /// The classes of stays, in which a patient is moved from ward to ward.
  private static let stays: Set<String> = [
    "IMP", "ACUTE", "NONAC", "EMER", "OBSENC", "SS", "inpatient", "emergency",
  ]

  /// How many wards of a stay its line names.
  private static let mostWards = 4

  /// Says where a patient is who is still there, where one was, came from, and went who did not go home.
  private static func addPlace(_ resource: JSONValue, _ event: inout Event) {
    let kind = resource["class"]
    let isStay =
      stays.contains(kind?["code"]?.content ?? "")
      || stays.contains(kind?["display"]?.content ?? "")
    let isOver = event.status == "finished"
    if isStay, let from = TitleRule.concept(resource["hospitalization"]?["admitSource"])?.text {
      event.say("admitted from: \(from.replacing(", ", with: " "))")
    }
    if isStay, isOver {
      var wards: [String] = []
      for place in resource["location"]?.elements ?? .empty {
        guard let location = place["location"],
          let name = location["display"]?.content.map(Titles.shortened)
            ?? ReferredNames.mark(location),
          !wards.contains(name)
        else { continue }
        wards.append(name)
      }
      for name in wards.prefix(mostWards) { event.say("in \(name)") }
      if wards.count > mostWards {
        event.say("and \(Counts.words(wards.count - mostWards, "place", "places")) more")
      }
    }
    if event.status == "in-progress" || event.status == "onleave" {
      for place in resource["location"]?.elements ?? .empty
      where place["period"]?["end"] == nil {
        // Planned and reserved is where nobody lies yet.
        guard place["status"].map({ $0.isString("active") }) ?? true,
          let location = place["location"],
          let name = location["display"]?.content.map(Titles.shortened)
            ?? ReferredNames.mark(location)
        else { continue }
        event.say("in \(name)")
      }
    }
    if let left = TitleRule.concept(resource["hospitalization"]?["dischargeDisposition"])?.text,
      !left.lowercased().contains("home")
    {
      event.say("disposition: \(left)")
    }
  }

  /// The codes of v3 ActCode that stand for a class without a display.
  private static func classWords(_ text: String) -> String {
    switch text {
    case "AMB": "ambulatory"
    case "EMER": "emergency"
    case "IMP", "ACUTE", "NONAC": "inpatient"
    case "OBSENC": "observation"
    case "VR": "virtual"
    case "HH": "home health"
    case "SS": "short stay"
    case "FLD": "field"
    case "PRENC": "pre-admission"
    default: text
    }
  }

  static func refineAppointment(_ resource: JSONValue, _ event: inout Event) {
    event.title = event.title == "Appointment" ? event.title : "Appointment: \(event.title)"
    event.value = resource["comment"]?.content.map(Titles.shortened)
  }

  static func refineSupply(_ resource: JSONValue, _ event: inout Event) {
    guard let amount = resource["suppliedItem"]?["quantity"] else { return }
    let quantity = Quantity(amount)
    event.value = quantity.text
    event.number = quantity.number
    event.unit = quantity.shownUnit
  }
}

/// What was ordered.
enum Orders {
  /// Says whether an order still waits, and whether it is urgent: `active urgent order`.
  static func refine(_ resource: JSONValue, _ event: inout Event) {
    if let intent = resource["intent"]?.content {
      let priority = resource["priority"]?.content
      let words: [String?] = [event.status, priority == "routine" ? nil : priority, intent]
      event.value = words.compactMap(\.self).joined(separator: " ")
      // Why, and what whoever carries it out must know: "has pacemaker".
      for detail in resource["orderDetail"]?.elements ?? .empty {
        let words = TitleRule.concept(detail)?.text
        if words != event.title { event.say(words) }
      }
      for site in resource["bodySite"]?.elements ?? .empty {
        event.say(TitleRule.concept(site)?.text)
      }
      event.say(TitleRule.concept(resource["reasonCode"])?.text)
      event.say(resource["patientInstruction"]?.content.map(Titles.shortened))
      event.say(Remarks.note(resource))
    }
    NotDone.refine(resource, &event)
  }
}

/// What was not done, and says so in its title.
enum NotDone {
  /// Orders that forbid, and what was not done, with its reason.
  static func refine(_ resource: JSONValue, _ event: inout Event) {
    if resource["doNotPerform"]?.bool == true { event.title = "Do not: \(event.title)" }
    guard event.status == "not-done" else { return }
    event.title = "Not done: \(event.title)"
    takeReason(resource, &event)
  }

  /// Puts why something was not done in the place of what would have been its value.
  static func takeReason(_ resource: JSONValue, _ event: inout Event) {
    event.value = TitleRule.concept(resource["statusReason"])?.text
    event.number = nil
    event.unit = nil
  }

  /// A procedure that was not done or not finished, and why, or one whose time is an age or words.
  static func refineProcedure(_ resource: JSONValue, _ event: inout Event) {
    BodySite.addSide(to: &event, from: resource)
    let complications = (resource["complication"]?.elements ?? .empty).compactMap {
      TitleRule.concept($0)?.text
    }
    if !complications.isEmpty {
      event.say("complication: \(complications.joined(separator: ", "))")
    }
    refine(resource, &event)
    if let status = event.status, status == "stopped" || status == "on-hold" {
      let reason = TitleRule.concept(resource["statusReason"])?.text
      event.say(reason.map { "\(status): \($0)" } ?? status)
    }
    event.say(Remarks.note(resource))
    if let age = resource["performedAge"], let words = Titles.words(Quantity(age)) {
      event.title += " (at \(words))"
    } else if let words = resource["performedString"]?.content {
      event.title += " (\(Titles.shortened(words)))"
    } else if let range = resource["performedRange"] {
      let sides = [range["low"], range["high"]].compactMap {
        $0.flatMap { Titles.words(Quantity($0)) }
      }
      if !sides.isEmpty { event.title += " (at \(sides.joined(separator: " to ")))" }
    }
  }
}
