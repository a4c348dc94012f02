// SPDX-License-Identifier: Apache-2.0

public import FHIR
import Timeline

/// An International Patient Summary: a document Bundle of what matters of a patient's record.
///
/// See https://hl7.org/fhir/uv/ips/ and https://hl7.org/fhir/R4/documents.html. It is made from the
/// resources alone; the same resources and time give the same bytes.
public struct PatientSummary {
  /// A resource of the record.
  public struct Entry {
    /// Its reference, `Condition/1`.
    public let reference: String
    /// Its content.
    public let root: JSONValue

    /// Creates an entry.
    public init(reference: String, root: JSONValue) {
      self.reference = reference
      self.root = root
    }
  }

  /// How many resources were left out because they were entered in error.
  public private(set) var leftOut = 0

  private let patient: Entry
  private let moment: String
  private let program: String
  private var sections: [(SummarySection, [Entry])] = []
  private var others: [Entry] = []
  /// What speaks against medications that are said to be taken, by their references.
  private var doubts: [String: String] = [:]
  /// The names of medications and devices that others refer to, and of what was examined for a result, by
  /// their references.
  private var names: [String: String] = [:]

  /// Chooses what the summary has.
  ///
  /// - Parameters:
  ///   - patient: The Patient.
  ///   - record: What is in the patient's compartment.
  ///   - moment: The time of the document, as FHIR spells an instant.
  ///   - present: The moment that tells what is over, in milliseconds since 1970 UTC.
  ///   - program: The name and version of the author, which is the program.
  ///   - find: Finds a resource that another refers to, by `Type/id`.
  public init(
    patient: Entry,
    record: [Entry],
    moment: String,
    present: Int64,
    program: String,
    find: (String) throws -> JSONValue?
  ) rethrows {
    self.patient = patient
    self.moment = moment
    self.program = program
    let current = record.filter { entry in
      !Self.isError(entry.root) && SummaryNarrative.event(of: entry)?.status != "refuted"
    }
    leftOut = record.count - current.count
    doubts = Self.doubts(in: current)
    let standing = current.filter { !Self.hasEnded($0, by: present) }
    let examined = Self.examined(in: current)
    for section in SummarySection.all(now: present) {
      let chosen = section.entries(of: standing, examined: examined)
      if section.isRequired || !chosen.isEmpty { sections.append((section, chosen)) }
    }
    var known = Set(sections.flatMap { $0.1.map(\.reference) } + [patient.reference])
    var open = sections.flatMap { $0.1.map(\.root) } + [patient.root]
    while let root = open.popLast() {
      for reference in Self.references(in: root) where !known.contains(reference) {
        guard Self.isFollowed(reference), let target = try find(reference) else { continue }
        known.insert(reference)
        others.append(Entry(reference: reference, root: target))
        open.append(target)
      }
    }
    others.sort { $0.reference < $1.reference }
    names = Self.names(of: others + current).merging(examined) { name, _ in name }
  }

  /// What was examined, by the references of the results that only refer to a Specimen.
  private static func examined(in record: [Entry]) -> [String: String] {
    var specimens: [String: String] = [:]
    for entry in record where entry.reference.hasPrefix("Specimen/") {
      specimens[entry.reference] = entry.root["type"].flatMap { CodeableConcept($0).display }
    }
    guard !specimens.isEmpty else { return [:] }
    var examined: [String: String] = [:]
    for entry in record where entry.reference.hasPrefix("Observation/") {
      guard let reference = entry.root["specimen"]?["reference"]?.string,
        case .literal(let type, let id, _, _) = FHIRReference(reference)
      else { continue }
      examined[entry.reference] = specimens["\(type.rawValue)/\(id)"]
    }
    return examined
  }

  private static func names(of entries: [Entry]) -> [String: String] {
    let medications = Dictionary(
      entries.filter { $0.reference.hasPrefix("Medication/") }.map { ($0.reference, $0.root) },
      uniquingKeysWith: { first, _ in first }
    )
    var names = medications.compactMapValues { root in
      MedicationName.of(root) { medications["Medication/\($0)"] }?.title
    }
    for entry in entries where entry.reference.hasPrefix("Device/") {
      names[entry.reference] = SummaryNarrative.event(of: entry)?.title
    }
    return names
  }

  /// Finds what is stated as taken where an order of it was stopped since, or the other way round.
  private static func doubts(in record: [Entry]) -> [String: String] {
    var said: [String: [(reference: String, claim: MedicationClaim)]] = [:]
    for entry in record {
      guard let source = MedicationClaim.Source(type: entry.reference.prefix { $0 != "/" }),
        let event = SummaryNarrative.event(of: entry)
      else { continue }
      let claim = MedicationClaim(
        source: source,
        status: event.status ?? "",
        product: event.code ?? event.title.lowercased(),
        start: event.start,
        end: event.statedEnd
      )
      said[MedicationDoubt.ingredient(of: event), default: []].append((entry.reference, claim))
    }
    var doubts: [String: String] = [:]
    for claims in said.values {
      for (active, ended) in MedicationClaim.contradictions(in: claims.map(\.claim)) {
        let other = claims[ended].claim
        let noun = other.source == .order ? "an order" : "a statement"
        let day = other.end.map { " " + String(FHIRDateTime.instantText($0 - 1).prefix(10)) } ?? ""
        doubts[claims[active].reference] = "in doubt: \(noun) of it was \(other.status)\(day)"
      }
    }
    return doubts
  }

  /// Whether an order or a statement says itself that the medication was taken until then, or is to be taken
  /// later.
  private static func hasEnded(_ entry: Entry, by now: Int64) -> Bool {
    if MedicationClaim.Source(type: entry.reference.prefix { $0 != "/" }) != nil,
      MedicationClaim.isToCome(SummaryNarrative.event(of: entry)?.start, now: now)
    {
      return true
    }
    guard MedicationClaim.Source(type: entry.reference.prefix { $0 != "/" }) != nil,
      let event = SummaryNarrative.event(of: entry)
    else { return false }
    let end = event.statedEnd ?? (MedicationClaim.isBounded(entry.root) ? event.end : nil)
    return end.map { $0 <= now } ?? false
  }

  private static func isError(_ root: JSONValue) -> Bool {
    if root["status"]?.isString("entered-in-error") == true { return true }
    let verification = root["verificationStatus"]?["coding"]?.elements ?? .empty
    return verification.contains {
      ["entered-in-error", "refuted"].contains($0["code"]?.string ?? "")
    }
  }

  /// The resources that a reader of the document needs beside those of its sections.
  private static func isFollowed(_ reference: String) -> Bool {
    let types = [
      "Practitioner", "PractitionerRole", "Organization", "Medication", "Device", "Specimen",
      "Location",
    ]
    return types.contains { reference.hasPrefix($0 + "/") }
  }

  private static func references(in value: JSONValue) -> [String] {
    var found: [String] = []
    if let text = value["reference"]?.string { found.append(text) }
    for member in value.members { found += references(in: member.value) }
    for element in value.elements { found += references(in: element) }
    return found
  }

  // MARK: - The document

  /// The Bundle as JSON.
  public var bundle: String {
    let all = [patient] + sections.flatMap(\.1) + others
    var seen: Set<String> = []
    let entries = all.filter { seen.insert($0.reference).inserted }
    let urls = Dictionary(
      entries.map { ($0.reference, Self.urn($0.reference)) },
      uniquingKeysWith: { first, _ in first }
    )
    let author = Self.urn("author " + program)
    let composition = Self.urn("composition \(patient.reference) \(moment)")
    var parts = [
      Self.entry(composition, self.composition(urls, author: author)),
      Self.entry(author, device),
    ]
    parts += entries.map { Self.entry(urls[$0.reference] ?? "", Self.text($0.root, urls)) }
    let profile = "http://hl7.org/fhir/uv/ips/StructureDefinition/Bundle-uv-ips"
    return """
      {"resourceType":"Bundle","meta":{"profile":["\(profile)"]},\
      "identifier":{"system":"urn:ietf:rfc:3986","value":"\(composition)"},"type":"document",\
      "timestamp":"\(moment)","entry":[\(parts.joined(separator: ","))]}
      """
  }

  private static func entry(_ url: String, _ resource: String) -> String {
    "{\"fullUrl\":\"\(url)\",\"resource\":\(resource)}"
  }

  private var device: String {
    let id = Self.id("author " + program)
    return """
      {"resourceType":"Device","id":"\(id)","deviceName":[{"name":\(JSON.string(program).text),\
      "type":"user-friendly-name"}]}
      """
  }

  private func composition(_ urls: [String: String], author: String) -> String {
    let subject = urls[patient.reference] ?? ""
    let profile = "http://hl7.org/fhir/uv/ips/StructureDefinition/Composition-uv-ips"
    let parts = sections.map { section, entries in section.text(entries, urls, doubts, names) }
    let name = HumanName.preferred((patient.root["name"]?.elements ?? .empty).map(HumanName.init))
    let title = "Patient summary" + (name?.listText.map { ", \($0)" } ?? "")
    return """
      {"resourceType":"Composition","id":"\(Self.id("composition \(patient.reference) \(moment)"))",\
      "meta":{"profile":["\(profile)"]},\
      "text":{"status":"generated","div":\(JSON.string(SummaryNarrative.heading(title)).text)},\
      "status":"final","type":{"coding":[{"system":"http://loinc.org","code":"60591-5",\
      "display":"Patient summary Document"}]},"subject":{"reference":"\(subject)"},\
      "date":"\(moment)","author":[{"reference":"\(author)"}],"title":\(JSON.string(title).text),\
      "section":[\(parts.joined(separator: ","))]}
      """
  }

  /// A resource with references to what the document has spelled as in its entries.
  private static func text(_ value: JSONValue, _ urls: [String: String]) -> String {
    if value.isObject {
      let members = value.members.map { member in
        let key = JSON.string(member.key).text
        if member.key == "reference", let text = member.value.string, let url = urls[text] {
          return "\(key):\"\(url)\""
        }
        return "\(key):\(text(member.value, urls))"
      }
      return "{" + members.joined(separator: ",") + "}"
    }
    if value.isArray {
      return "[" + value.elements.map { text($0, urls) }.joined(separator: ",") + "]"
    }
    return value.jsonText
  }

  // MARK: - Names

  /// A UUID that follows from a name alone.
  static func id(_ name: String) -> String {
    func hash(_ text: String) -> UInt64 {
      var text = text
      return text.withUTF8 { JSONDocument.hash(UnsafeRawBufferPointer($0)) }
    }
    // The bits that say "version 8, variant 1": made in a way of one's own.
    let high = (hash(name) & ~0xF000) | 0x8000
    let low = (hash("tarn " + name) & ~(3 << 62)) | (2 << 62)
    func hex(_ number: UInt64, _ digits: Int) -> String {
      let text = String(number, radix: 16)
      return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
    return [
      hex(high >> 32, 8), hex(high >> 16 & 0xFFFF, 4), hex(high & 0xFFFF, 4), hex(low >> 48, 4),
      hex(low & 0xFFFF_FFFF_FFFF, 12),
    ].joined(separator: "-")
  }

  static func urn(_ name: String) -> String { "urn:uuid:" + id(name) }
}
