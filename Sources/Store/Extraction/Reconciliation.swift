// SPDX-License-Identifier: Apache-2.0

public import Extraction
import FHIR
import Search
import Timeline

/// What the notes of a patient say beside what the chart says: allergies, medications, problems,
/// procedures.
///
/// Things are the same where they share a code, or are named alike. A note is asked about the
/// patient, the present and what is so: what is of the family, supposed or planned speaks neither
/// for nor against. Rejected entities are not asked. What the patient is allergic to is no medication.
///
/// The chart is compared with itself, too: a medication that an order says is stopped and a statement
/// says is taken is in disagreement, whatever the notes say.
public struct Reconciliation: Sendable {
  /// What is compared.
  public enum Kind: String, Sendable, CaseIterable {
    /// AllergyIntolerance.
    case allergies
    /// MedicationRequest, MedicationStatement, MedicationDispense, MedicationAdministration.
    case medications
    /// Condition.
    case problems
    /// Procedure, Immunization.
    case procedures
  }

  /// How notes and chart stand to each other.
  public enum Finding: String, Sendable, CaseIterable {
    /// The newest note that names it says otherwise than the chart, or the chart than itself.
    case disagreement
    /// Notes name it, the chart does not.
    case notesOnly = "notes only"
    /// The chart has it, no note names it.
    case chartOnly = "chart only"
    /// Both have it.
    case both
  }

  /// What the chart has.
  public struct ChartItem: Sendable {
    /// The resource.
    public let key: ResourceKey
    /// What it calls the thing, strength and all.
    public let name: String
    /// Its status, in FHIR's words.
    public let status: String
    /// The date that it stands under, as far as it is known.
    public let date: String?
    /// When it ended, where the resource says so.
    public let endDate: String?
    /// Whether it is so now.
    public let isActive: Bool
    /// Of a medication how it is to be taken, in words.
    public let dose: String?
    /// What tells one product from another.
    let product: String
  }

  /// Where a note names it.
  public struct Mention: Sendable {
    /// The resource that carries the note.
    public let note: ResourceKey
    /// The words of the note.
    public let text: String
    /// Their first code point.
    public let begin: Int
    /// One past their last code point.
    public let end: Int
    /// What is said of it, after corrections.
    public let traits: [TraitName]
    /// What is decided about it.
    public let decision: Verdict.Decision
    /// When the note was written.
    public let date: String?
    /// Of a medication how much of it the note names, and how often: `15 mg daily`.
    public let dose: String?

    init(_ entity: StoredEntity, date: String?, dose: String? = nil) {
      self.dose = dose
      note = entity.note
      text = entity.text
      begin = entity.begin
      end = entity.end
      traits = entity.settledTraits
      decision = entity.decision
      self.date = date
    }

    /// What was found in a note beside the entities of its reading.
    init(note: ResourceKey, text: String, range: Range<Int>, isDenied: Bool, date: String?) {
      self.note = note
      self.text = text
      begin = range.lowerBound
      end = range.upperBound
      dose = nil
      traits = isDenied ? [.negation] : []
      decision = .unreviewed
      self.date = date
    }
  }

  /// One thing with its evidence.
  public struct Item: Sendable {
    /// What it is.
    public let kind: Kind
    /// Its name.
    public let name: String
    /// How notes and chart stand to each other.
    public let finding: Finding
    /// What the disagreement is, in words.
    public let remark: String?
    /// What the chart has, newest first.
    public let chart: [ChartItem]
    /// The entry that says how it stands: the newest that is so now, else the newest that says more than
    /// that something was handed out or given once; `nil` where the chart has none.
    public var leading: ChartItem? {
      chart.first(where: \.isActive)
        ?? chart.first { ![.medicationDispense, .medicationAdministration].contains($0.key.type) }
        ?? chart.first
    }
    /// Where the chart contradicts itself: what says "taken" and what says "over".
    public let contradiction: (active: ChartItem, ended: ChartItem)?
    /// Where notes name it, newest first.
    public let mentions: [Mention]
  }

  /// Disagreements first, then what only one side has, then the rest; by kind and name.
  public let items: [Item]

  /// Compares the notes of a patient with the chart.
  ///
  /// - Parameters:
  ///   - lake: The lake.
  ///   - patient: The logical id of the patient.
  ///   - isCancelled: Asked now and then.
  /// - Throws: ``StoreError``, with code `.notFound` where there is no such patient.
  public init(
    lake: Lake,
    patient: String,
    isCancelled: () -> Bool = { false }
  ) throws {
    _ = try lake.resource(ResourceKey(type: .patient, id: patient))
    var groups = Groups()
    try Self.readChart(lake, patient, into: &groups)
    var allergens = try Allergens(lake: lake, patient: patient)
    var query = EntityQuery()
    query.patient = patient
    query.twins = try lake.noteTwins(ofPatient: patient, isCancelled: isCancelled)
    let all = try lake.entities(query, isCancelled: isCancelled)
    let absent: Set<TraitName> = [.negation, .pertainsToFamily, .hypothetical]
    for entity in all where entity.decision != .rejected && entity.settledType == .allergies {
      guard absent.isDisjoint(with: entity.settledTraits) else { continue }
      allergens.add([entity.text, entity.settledConcept?.title ?? ""])
    }
    var allergies = try Allergies(lake: lake, patient: patient)
    let notes = Dictionary(grouping: all, by: \.note)
    for (note, entities) in notes.sorted(by: { $0.key.reference < $1.key.reference }) {
      if isCancelled() { throw StoreError(.interrupted, "The operation was cancelled") }
      guard let reading = try lake.reading(of: note) else { continue }
      let root = try lake.resource(note).document?.root
      let date = root.flatMap { lake.noteDate(of: $0) }
      try allergies.read(note, reading, entities, date: date, in: lake)
      for entity in entities where entity.decision != .rejected {
        guard reading.content.entities.indices.contains(entity.ordinal) else { continue }
        let read = reading.content.entities[entity.ordinal]
        guard let kind = Self.kind(of: entity, read, allergens) else { continue }
        // A code that is rather wrong than right does not make two things one, nor does the second best:
        // portal hypertension is no hypertension.
        var systems: Set<CodeSystem> = []
        let likely = read.concepts.filter { systems.insert($0.system).inserted && $0.score >= 0.5 }
        var codes = likely.map { "\($0.system.rawValue)|\($0.code)" }
        if entity.verdict?.correction.concept != nil || !likely.isEmpty,
          let code = entity.settledConcept
        {
          codes.append("\(code.system)|\(code.code)")
        }
        groups.add(
          Mention(entity, date: date, dose: kind == .medications ? Self.dose(of: read) : nil),
          kind,
          name: read.evidence.preferredName ?? entity.text,
          names: [entity.text, read.evidence.preferredName ?? ""]
            + likely.prefix(1).map(\.description),
          codes: codes
        )
      }
    }
    items = Self.sorted(groups.items(allergens) + allergies.items(beside: groups.activeMedications))
  }

  /// Disagreements first; by kind and name.
  private static func sorted(_ items: [Item]) -> [Item] {
    let order = Dictionary(
      uniqueKeysWithValues: Finding.allCases.enumerated().map { ($1, $0) }
    )
    let kinds = Dictionary(uniqueKeysWithValues: Kind.allCases.enumerated().map { ($1, $0) })
    return items.sorted { left, right in
      let a = (order[left.finding] ?? 0, kinds[left.kind] ?? 0, left.name)
      let b = (order[right.finding] ?? 0, kinds[right.kind] ?? 0, right.name)
      return a < b
    }
  }

  /// Strength, dosage and frequency of a medication, in the order in which a note has them.
  private static func dose(of entity: Entity) -> String? {
    let parts = entity.attributes.filter {
      [.strength, .dosage, .frequency].contains($0.type) && $0.traits.isEmpty
    }
    guard !parts.isEmpty else { return nil }
    return parts.sorted { $0.begin < $1.begin }.map(\.text).joined(separator: " ")
  }

  private static func kind(
    of entity: StoredEntity,
    _ read: Entity,
    _ allergens: Allergens
  ) -> Kind? {
    // What is of others, only supposed or planned says nothing of what is so.
    let silent: Set<TraitName> = [.pertainsToFamily, .hypothetical, .conditional, .future]
    guard silent.isDisjoint(with: entity.settledTraits) else { return nil }
    switch (entity.category, entity.settledType) {
    case (.medication, .genericName), (.medication, .brandName):
      // The chart has vaccines among what was done.
      let isVaccine = read.concepts.contains { $0.system == .cvx }
      if isVaccine || read.evidence.section == .immunizations { return .procedures }
      if Groups.isNoName(entity.text) { return nil }
      // What stands without dose or time may be named as what the patient must not have.
      let isTaken = !read.attributes.isEmpty || entity.settledTraits.contains(.negation)
      return !isTaken && allergens.contain(entity.text, read.evidence.preferredName)
        ? nil : .medications
    case (.medicalCondition, .condition):
      // A passing sign is no problem of the list.
      return entity.settledTraits.contains(.diagnosis) ? .problems : nil
    case (.testTreatmentProcedure, .procedureName): return .procedures
    default: return nil
    }
  }

  // MARK: - Chart

  private static let chartTypes: [(ResourceType, Kind, code: String)] = [
    (.medicationRequest, .medications, "medicationCodeableConcept"),
    (.medicationStatement, .medications, "medicationCodeableConcept"),
    (.medicationDispense, .medications, "medicationCodeableConcept"),
    (.medicationAdministration, .medications, "medicationCodeableConcept"),
    (.condition, .problems, "code"), (.procedure, .procedures, "code"),
    (.immunization, .procedures, "vaccineCode"),
  ]

  private static func readChart(_ lake: Lake, _ patient: String, into groups: inout Groups) throws {
    for (type, kind, element) in chartTypes {
      try forEach(type, of: patient, in: lake) { key, root in
        guard !isMadeFromNotes(root) else { return }
        var concept = root[dynamic: element]
        if concept == nil, let target = root["medicationReference"]?["reference"]?.string {
          concept = try medication(target, in: root, lake)
        }
        if let concept { add(root, concept, key, kind, to: &groups) }
      }
    }
  }

  /// Reads the resources of a type of a patient, in pages.
  static func forEach(
    _ type: ResourceType,
    of patient: String,
    in lake: Lake,
    _ body: (ResourceKey, JSONValue) throws -> Void
  ) throws {
    guard var request = try? SearchRequest("\(type.rawValue)?patient=Patient/\(patient)", now: 0)
    else { throw StoreError(.fault, "A search of the program's own cannot be read") }
    repeat {
      let found = try lake.search(request, defaultCount: 1000)
      for hit in found.hits { try body(hit.key, hit.document.root) }
      request.page = found.next
    } while request.page != nil
  }

  /// The code of the Medication that a reference leads to.
  private static func medication(
    _ reference: String,
    in root: JSONValue,
    _ lake: Lake
  ) throws -> JSONValue? {
    if reference.hasPrefix("#") {
      let id = String(reference.dropFirst())
      return (root["contained"]?.elements ?? .empty).first { $0["id"]?.string == id }?["code"]
    }
    guard case .literal(let type, let id, _, _) = FHIRReference(reference),
      type == .medication,
      let target = try? lake.resource(ResourceKey(type: type, id: id))
    else { return nil }
    return target.document?.root["code"]
  }

  private static func add(
    _ root: JSONValue,
    _ concept: JSONValue,
    _ key: ResourceKey,
    _ kind: Kind,
    to groups: inout Groups
  ) {
    let codings = concept["coding"]?.elements ?? .empty
    let displays = codings.compactMap { $0["display"]?.string }
    let text = concept["text"]?.string
    let codes = keys(of: codings)
    guard let name = text ?? displays.first ?? codes.first else { return }
    let status: String
    let isActive: Bool
    if key.type == .condition {
      guard let standing = clinicalStanding(root) else { return }
      (status, isActive) = standing
    } else {
      status = root["status"]?.string ?? ""
      if status == "entered-in-error" { return }
      if key.type == .medicationRequest, !MedicationClaim.isOrder(root) { return }
      isActive =
        kind == .procedures ? status == "completed" : ["active", "in-progress"].contains(status)
    }
    let dates = [
      root["onsetDateTime"], root["recordedDate"], root["authoredOn"], root["performedDateTime"],
      root["performedPeriod"]?["start"], root["occurrenceDateTime"], root["effectiveDateTime"],
      root["effectivePeriod"]?["start"], root["whenHandedOver"], root["dateAsserted"],
    ]
    let ends = [
      root["effectivePeriod"]?["end"],
      root["dosageInstruction"]?.first?["timing"]?["repeat"]?["boundsPeriod"]?["end"],
      root["dosage"]?.first?["timing"]?["repeat"]?["boundsPeriod"]?["end"],
      // How long a prescription may be filled says less than how long it was to be taken.
      root["dispenseRequest"]?["validityPeriod"]?["end"],
    ]
    groups.add(
      ChartItem(
        key: key,
        name: name,
        status: status,
        date: dates.lazy.compactMap { $0?.string }.first.map { String($0.prefix(10)) },
        endDate: ends.lazy.compactMap { $0?.string }.first.map { String($0.prefix(10)) },
        isActive: isActive,
        dose: kind == .medications ? dose(root, key.type) : nil,
        product: codes.first ?? name.lowercased()
      ),
      kind,
      name: name,
      names: displays + [text ?? ""],
      codes: codes
    )
  }

  /// How a medication is to be taken, in words.
  private static func dose(_ root: JSONValue, _ type: ResourceType) -> String? {
    guard let event = EventRules.events(of: root, type: type).first, let value = event.value else {
      return nil
    }
    return event.unit.map { "\(value) \($0)" } ?? value
  }

  /// Whether a resource was made from the notes: it is no witness beside them.
  static func isMadeFromNotes(_ root: JSONValue) -> Bool {
    (root["meta"]?["tag"]?.elements ?? .empty).contains { $0["code"]?.string == "SYSTEM_GENERATED" }
  }

  /// Codes with their systems, by which things are the same.
  static func keys(of codings: some Sequence<JSONValue>) -> [String] {
    codings.compactMap { coding in
      coding["code"]?.string.map { "\(coding["system"]?.string ?? "")|\($0)" }
    }
  }

  /// Status of a Condition or an AllergyIntolerance, and whether it is so now; `nil` for an error.
  static func clinicalStanding(_ root: JSONValue) -> (status: String, isActive: Bool)? {
    let clinical = code(root["clinicalStatus"])
    let verification = code(root["verificationStatus"])
    if verification == "entered-in-error" { return nil }
    return (
      [clinical, verification].compactMap(\.self).joined(separator: ", "),
      verification != "refuted" && ["active", "recurrence", "relapse", nil].contains(clinical)
    )
  }

  static func code(_ concept: JSONValue?) -> String? {
    (concept?["coding"]?.elements ?? .empty).compactMap { $0["code"]?.string }.first
  }
}
