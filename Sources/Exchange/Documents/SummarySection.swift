// SPDX-License-Identifier: Apache-2.0

import FHIR
import Timeline

/// A section of the International Patient Summary.
///
/// See https://hl7.org/fhir/uv/ips/StructureDefinition-Composition-uv-ips.html.
struct SummarySection {
  /// What goes into it.
  enum Content {
    /// Resources of these types that meet a condition.
    case resources([String], (JSONValue) -> Bool)
    /// The newest Observation of each kind, as the timeline has it, that meets a condition, all of its moment, and the newest of
    /// other resources that do.
    case newest((PatientSummary.Entry) -> Bool)
  }

  let title: String
  /// The LOINC code and its name.
  let code: (String, String)
  /// Whether it is there with nothing in it.
  let isRequired: Bool
  let content: Content

  /// The sections in the order of the guide.
  ///
  /// - Parameter now: The moment that tells what is past, in milliseconds since 1970 UTC.
  /// - Returns: The sections.
  static func all(now: Int64) -> [SummarySection] {
    [
      SummarySection(
        title: "Allergies and intolerances",
        code: ("48765-2", "Allergies and adverse reactions Document"),
        isRequired: true,
        content: .resources(["AllergyIntolerance"]) { !isOver($0) }
      ),
      SummarySection(
        title: "Medications",
        code: ("10160-0", "History of Medication use Narrative"),
        isRequired: true,
        content: .resources(["MedicationStatement", "MedicationRequest"]) {
          ["active", "on-hold", "intended", "unknown"].contains($0["status"]?.string ?? "")
            && !isReserved($0)
        }
      ),
      SummarySection(
        title: "Problems",
        code: ("11450-4", "Problem list - Reported"),
        isRequired: true,
        content: .resources(["Condition"]) { !isPast($0, now: now) }
      ),
      SummarySection(
        title: "Advance directives",
        code: ("42348-3", "Advance healthcare directives"),
        isRequired: false,
        content: .resources(["Consent", "ServiceRequest", "CarePlan", "DocumentReference"]) {
          guard let type = $0["resourceType"]?.string.flatMap(ResourceType.init(name:)) else {
            return false
          }
          return AdvanceDirective.isOne($0, type: type)
        }
      ),
      SummarySection(
        title: "Alerts",
        code: ("104605-1", "Alert"),
        isRequired: false,
        content: .resources(["Flag", "Consent", "AdverseEvent"], isAlert)
      ),
      SummarySection(
        title: "Immunizations",
        code: ("11369-6", "History of Immunization Narrative"),
        isRequired: false,
        content: .resources(["Immunization"]) { $0["status"]?.isString("completed") == true }
      ),
      SummarySection(
        title: "Procedures",
        code: ("47519-4", "History of Procedures Document"),
        isRequired: false,
        content: .resources(["Procedure"]) {
          ["completed", "in-progress", "stopped"].contains($0["status"]?.string ?? "")
        }
      ),
      SummarySection(
        title: "Medical devices",
        code: ("46264-8", "History of medical device use"),
        isRequired: false,
        content: .resources(["DeviceUseStatement", "Device"]) {
          !["inactive", "completed", "entered-in-error"].contains($0["status"]?.string ?? "active")
        }
      ),
      SummarySection(
        title: "Results",
        code: ("30954-2", "Relevant diagnostic tests/laboratory data Narrative"),
        isRequired: false,
        content: .newest { isResult($0) || lane(of: $0) == .labs }
      ),
      SummarySection(
        title: "Vital signs",
        code: ("8716-3", "Vital signs"),
        isRequired: false,
        content: .newest { lane(of: $0) == .vitals }
      ),
      SummarySection(
        title: "Past illnesses",
        code: ("11348-0", "History of Past illness Narrative"),
        isRequired: false,
        content: .resources(["Condition"]) { isPast($0, now: now) }
      ),
      SummarySection(
        title: "Plan of care",
        code: ("18776-5", "Plan of care note"),
        isRequired: false,
        content: .resources(["CarePlan"]) { $0["status"]?.isString("active") == true }
      ),
      SummarySection(
        title: "Social history",
        code: ("29762-2", "Social history Narrative"),
        isRequired: false,
        content: .newest { isSocialHistory($0) }
      ),
    ]
  }

  /// Whether somebody who treats the patient must know it first: a flag in force, a treatment that was
  /// refused, harm that was done.
  private static func isAlert(_ root: JSONValue) -> Bool {
    switch root["resourceType"]?.string {
    case "AdverseEvent": return root["actuality"]?.isString("actual") == true
    case "Consent":
      guard root["status"]?.isString("active") == true,
        !AdvanceDirective.isOne(root, type: .consent),
        !has(["patient-privacy", "research"], in: root["scope"]),
        let provision = root["provision"]
      else { return false }
      let parts = [provision] + Array(provision["provision"]?.elements ?? .empty)
      return parts.contains { $0["type"]?.isString("deny") == true }
    default: return root["status"]?.isString("active") == true
    }
  }

  /// Whether a CodeableConcept, or one of a list, has one of these codes.
  private static func has(_ codes: Set<String>, in concepts: JSONValue?) -> Bool {
    guard let concepts else { return false }
    let all = concepts.isArray ? Array(concepts.elements) : [concepts]
    return all.contains { concept in
      (concept["coding"]?.elements ?? .empty).contains { codes.contains($0["code"]?.string ?? "") }
    }
  }

  /// Whether a problem or an allergy is no longer one.
  private static func isOver(_ root: JSONValue) -> Bool {
    has(["inactive", "remission", "resolved"], in: root["clinicalStatus"])
  }

  /// Whether a problem is over, by its status, its end, or what its code says.
  private static func isPast(_ root: JSONValue, now: Int64) -> Bool {
    if isOver(root) { return true }
    guard let event = EventRules.events(of: root, type: .condition).first else { return false }
    return event.end.map { $0 <= now } ?? false
      || ["resolved", "inactive", "remission"].contains(event.status ?? "")
  }

  /// Whether an order asks for nothing to be taken: it forbids, or is only thought of.
  private static func isReserved(_ root: JSONValue) -> Bool {
    !MedicationClaim.isOrder(root)
  }

  /// The lane of an Observation, which says what it is where its category does not.
  private static func lane(of entry: PatientSummary.Entry) -> Lane? {
    entry.reference.hasPrefix("Observation/") ? SummaryNarrative.event(of: entry)?.lane : nil
  }

  /// Whether it is a report that says what was found: histology, imaging.
  private static func isResult(_ entry: PatientSummary.Entry) -> Bool {
    entry.reference.hasPrefix("DiagnosticReport/")
      && (entry.root["conclusion"] != nil || entry.root["conclusionCode"] != nil)
  }

  private static func isSocialHistory(_ entry: PatientSummary.Entry) -> Bool {
    entry.reference.hasPrefix("Observation/")
      && has(["social-history"], in: entry.root["category"])
  }

  /// The entries of the section, newest first; what has no date comes last.
  ///
  /// - Parameters:
  ///   - record: What is chosen from.
  ///   - examined: What was examined, by the references of the results that only refer to it.
  /// - Returns: The entries.
  func entries(
    of record: [PatientSummary.Entry],
    examined: [String: String]
  ) -> [PatientSummary.Entry] {
    let chosen: [PatientSummary.Entry]
    switch content {
    case .resources(let types, let isWanted):
      chosen = record.filter { entry in
        types.contains { entry.reference.hasPrefix($0 + "/") } && isWanted(entry.root)
      }
    case .newest(let isWanted):
      let wanted = record.filter { Self.isFinal($0.root) && isWanted($0) }
      let isResult = { SummaryNarrative.event(of: $0)?.isResult != false }
      // Why there is no result does not take the place of the one before.
      let ordered =
        Self.newestFirst(wanted.filter(isResult))
        + Self.newestFirst(wanted.filter { !isResult($0) })
      var newest: [String: Int64?] = [:]
      // What was found at one moment, of two germs or two eyes, is all of it the newest.
      return ordered.filter { entry in
        let code = Self.kind(entry, examined)
        let start = SummaryNarrative.event(of: entry)?.start
        guard let known = newest[code] else {
          newest[code] = .some(start)
          return true
        }
        return known == start && start != nil
      }
    }
    return Self.newestFirst(chosen)
  }

  private static func isFinal(_ root: JSONValue) -> Bool {
    !["cancelled", "registered"].contains(root["status"]?.string ?? "")
  }

  /// What entries of one kind have in common: what was measured, where in the body, and in what.
  private static func kind(_ entry: PatientSummary.Entry, _ examined: [String: String]) -> String {
    let type = entry.reference.prefix { $0 != "/" }
    guard var event = SummaryNarrative.event(of: entry) else { return String(type) }
    if let name = examined[entry.reference] {
      event.title = ExaminedSpecimen.title(event.title, of: name)
    }
    return "\(type)|\(event.kindKey)"
  }

  private static func newestFirst(_ entries: [PatientSummary.Entry]) -> [PatientSummary.Entry] {
    entries.map { ($0, SummaryNarrative.event(of: $0)?.start ?? .min) }
      .sorted { ($1.1, $0.0.reference) < ($0.1, $1.0.reference) }.map(\.0)
  }

  /// The section as JSON.
  func text(
    _ entries: [PatientSummary.Entry],
    _ urls: [String: String],
    _ doubts: [String: String],
    _ names: [String: String]
  ) -> String {
    let references = entries.map { "{\"reference\":\"\(urls[$0.reference] ?? "")\"}" }
    let rest =
      entries.isEmpty
      ? """
      "emptyReason":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/list-empty-reason",\
      "code":"unavailable","display":"Unavailable"}],"text":"No information available"}
      """
      : "\"entry\":[\(references.joined(separator: ","))]"
    return """
      {"title":\(JSON.string(title).text),"code":{"coding":[{"system":"http://loinc.org",\
      "code":"\(code.0)","display":\(JSON.string(code.1).text)}]},"text":{"status":"generated",\
      "div":\(JSON.string(SummaryNarrative.table(entries, doubts, names)).text)},\(rest)}
      """
  }
}

/// The narratives of a summary.
enum SummaryNarrative {
  /// What the timeline makes of a resource.
  static func event(of entry: PatientSummary.Entry) -> Event? {
    let type = entry.reference.split(separator: "/").first.map(String.init) ?? ""
    return ResourceType(name: type).flatMap { EventRules.events(of: entry.root, type: $0).first }
  }

  static func heading(_ title: String) -> String { div("<p>\(escaped(title))</p>") }

  /// A row for each entry: what, when, its value, and its status; what is there twice, as an order and as
  /// a statement, is told once.
  static func table(
    _ entries: [PatientSummary.Entry],
    _ doubts: [String: String],
    _ names: [String: String]
  ) -> String {
    if entries.isEmpty { return div("<p>No information available</p>") }
    var seen: Set<String> = []
    let rows = entries.map { entry -> String in
      guard var event = event(of: entry) else {
        return "<tr><td>\(escaped(entry.reference))</td><td></td><td></td><td></td></tr>"
      }
      // What is only referred to is called as what it refers to.
      for prefix in ["", "Not taken: ", "Do not give: "] where event.title.hasPrefix(prefix) {
        guard let name = names[String(event.title.dropFirst(prefix.count))] else { continue }
        event.title = prefix + name
        break
      }
      if event.lane == .labs, let specimen = names[entry.reference] {
        event.title = ExaminedSpecimen.title(event.title, of: specimen)
      }
      let cells = TimelineText.row(
        TimelineEntry(event: event, reference: entry.reference, version: 1)
      )
      let status = [cells[6], doubts[entry.reference] ?? ""].filter { !$0.isEmpty }
      // A potassium of 7.1 is said to be critical here as well.
      let value = [cells[3], cells[4]].filter { !$0.isEmpty }.joined(separator: " ")
      let shown = [cells[2], cells[0], value, status.joined(separator: ", ")]
        .map { "<td>\(escaped($0))</td>" }
      return "<tr>\(shown.joined())</tr>"
    }
    .filter { seen.insert($0).inserted }
    return div(
      "<table><thead><tr><th>What</th><th>When</th><th>Value</th><th>Status</th></tr></thead>"
        + "<tbody>\(rows.joined())</tbody></table>"
    )
  }

  private static func div(_ content: String) -> String {
    "<div xmlns=\"http://www.w3.org/1999/xhtml\">\(content)</div>"
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default:
        // XML knows no control characters.
        result.unicodeScalars.append(scalar.value < 0x20 ? " " : scalar)
      }
    }
    return result
  }
}
