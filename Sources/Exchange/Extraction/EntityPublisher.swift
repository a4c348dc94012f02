// SPDX-License-Identifier: Apache-2.0

import Extraction
public import FHIR
import Search
public import Store

/// Writes the accepted entities of notes as FHIR resources, in HealthLake's pattern: the resources,
/// a Linkage per note, and the extension tree on the note.
///
/// It can be done again at any time: what is accepted no more is deleted, and what has not changed
/// makes no version.
public struct EntityPublisher {
  /// What was done.
  public struct Report: Sendable {
    /// The job; `nil` where there was nothing to do.
    public var job: Int64?
    /// Notes with accepted entities.
    public var notes = 0
    /// Resources that were written, by type.
    public var written: [ResourceType: Int] = [:]
    /// Resources that are as they should be already.
    public var unchanged = 0
    /// Resources that were deleted, because their entity is accepted no more.
    public var deleted = 0
    /// Accepted entities that make no resource, by the reason.
    public var omitted: [String: Int] = [:]
  }

  private let lake: Lake

  /// Creates a publisher over a lake that is open for writing.
  public init(_ lake: Lake) { self.lake = lake }

  /// Writes what is accepted, in one job.
  ///
  /// - Parameters:
  ///   - patient: The logical id of a patient; `nil` for all.
  ///   - description: The job, of kind `.review`.
  /// - Returns: What was written.
  /// - Throws: ``StoreError``; nothing is stored then.
  public func publish(patient: String?, _ description: JobDescription) throws -> Report {
    var query = EntityQuery()
    query.patient = patient
    var report = Report()
    let all = try lake.entities(query)
    let notes = Dictionary(grouping: all, by: \.note)
    let twice = try Twice(all, lake)
    // Readings are read before the transaction, which then sees nothing but documents.
    let plans = try notes.keys.sorted { $0.reference < $1.reference }.compactMap { key in
      try plan(key, notes[key] ?? [], twice, &report)
    }
    return try write(
      plans + orphans(of: patient, beside: Set(plans.map(\.linkage))),
      description,
      report
    )
  }

  /// Deletes what was published of notes of which nothing is accepted any more, because they were entered in
  /// error, deleted, or are read as before a run that was taken back.
  ///
  /// - Parameter description: The job, of kind `.review`; there is none where there is nothing to do.
  /// - Returns: What was deleted.
  /// - Throws: ``StoreError``; nothing is stored then.
  public func withdraw(_ description: JobDescription) throws -> Report {
    try write(try orphans(of: nil, beside: []), description, Report())
  }

  private func write(
    _ plans: [Plan],
    _ description: JobDescription,
    _ report: Report
  ) throws -> Report {
    guard !plans.isEmpty else { return report }
    var (job, done) = try lake.transact(description, recordedAt: description.startedAt) {
      transaction in
      var done = report
      for plan in plans { try write(plan, transaction, &done) }
      return done
    }
    done.job = job
    return done
  }

  /// Plans that delete what was published of notes without accepted entities.
  private func orphans(of patient: String?, beside known: Set<ResourceKey>) throws -> [Plan] {
    let published = try SearchRequest("Linkage?_tag=SYSTEM_GENERATED&_count=1000000", now: 0)
    var plans: [Plan] = []
    for hit in try lake.search(published).hits
    where hit.key.id.hasSuffix(Self.linkageEnding) && !known.contains(hit.key) {
      let items = hit.document.root["item"]?.elements ?? .empty
      let references = items.compactMap { item in
        Self.key(item["resource"]?["reference"]?.string)
      }
      guard let note = references.first else { continue }
      var query = EntityQuery()
      query.note = note
      let entities = try lake.entities(query)
      // A note that was deleted is nobody's, and what was accepted of it is of a note that is not there.
      let isThere = try lake.states(of: [note]).contains { $0.isPresent && !$0.isDeleted }
      if isThere, entities.contains(where: \.decision.isAccepted) { continue }
      let root = isThere ? try lake.resource(note).document?.root : nil
      if let patient, root?["subject"]?["reference"]?.string != "Patient/\(patient)" { continue }
      var plan = Plan(note: note, reading: nil, linkage: hit.key)
      plan.withdrawn = Array(references.dropFirst())
      plans.append(plan)
    }
    return plans
  }

  private static func key(_ reference: String?) -> ResourceKey? {
    guard let reference, case .literal(let type, let id, _, _) = FHIRReference(reference) else {
      return nil
    }
    return ResourceKey(type: type, id: id)
  }

  private static let linkageEnding = "-link"

  /// What is accepted of notes that are there twice, which makes one resource.
  private struct Twice {
    private struct Place: Hashable {
      var note: ResourceKey
      var begin: Int
      var type: EntityType
    }

    private var twins = NoteTwins()
    private var accepted: Set<Place> = []

    init(_ entities: [StoredEntity], _ lake: Lake) throws {
      for patient in Set(entities.compactMap(\.patient)) {
        twins.formUnion(try lake.noteTwins(ofPatient: patient))
      }
      for entity in entities where entity.decision.isAccepted {
        accepted.insert(Place(note: entity.note, begin: entity.begin, type: entity.type))
      }
    }

    /// Whether the document that has the same words as a report says it already.
    func isSaid(_ entity: StoredEntity) -> Bool {
      guard let document = twins.documents[entity.note] else { return false }
      return accepted.contains(Place(note: document, begin: entity.begin, type: entity.type))
    }
  }

  /// What is to be written for one note.
  private struct Plan {
    let note: ResourceKey
    /// What was read of it; `nil` where nothing is to be published.
    let reading: ExtractedNote?
    let linkage: ResourceKey
    var resources: [(key: ResourceKey, json: JSON)] = []
    /// Resources of entities that are not accepted, should they be there.
    var withdrawn: [ResourceKey] = []
  }

  private static let generated: [ResourceType] = [
    .condition, .observation, .medicationStatement, .procedure, .familyMemberHistory,
    .allergyIntolerance,
  ]

  private func plan(
    _ key: ResourceKey,
    _ entities: [StoredEntity],
    _ twice: Twice,
    _ report: inout Report
  ) throws -> Plan? {
    guard let reading = try lake.reading(of: key),
      let root = try lake.resource(key).document?.root
    else { return nil }
    let number = EntityResource.id(of: key.hashForID)
    var plan = Plan(
      note: key,
      reading: reading.content,
      linkage: ResourceKey(type: .linkage, id: number + Self.linkageEnding)
    )
    let subject: JSON = root["subject"].map { .raw($0.jsonText) } ?? [:]
    for entity in entities {
      let id = EntityResource.id(of: entity.key)
      var made: ResourceType?
      if entity.decision.isAccepted, !twice.isSaid(entity),
        reading.content.entities.indices.contains(entity.ordinal)
      {
        let resource = EntityResource(
          entity: entity,
          read: reading.content.entities[entity.ordinal],
          note: key,
          subject: subject,
          linkage: plan.linkage.id,
          date: lake.noteDate(of: root),
          time: Self.time(of: reading.content.entities[entity.ordinal], in: reading.content)
        )
        switch resource.make() {
        case .success((let type, let json)):
          made = type
          plan.resources.append((ResourceKey(type: type, id: id), json))
        case .failure(let omission): report.omitted[omission.rawValue, default: 0] += 1
        }
      }
      plan.withdrawn += Self.generated.filter { $0 != made }
        .map { ResourceKey(type: $0, id: id) }
    }
    if !plan.resources.isEmpty { report.notes += 1 }
    return plan
  }

  /// The date that a note gives a condition or a test: "MI in 2015", "Hgb 9.8 on 2025-12-01".
  private static func time(of entity: Entity, in note: ExtractedNote) -> String? {
    for time in note.entities where time.type == .timeToCondition || time.type == .timeToTest {
      guard case .dateTime(let date)? = time.value,
        time.attributes.contains(where: { $0.begin == entity.begin && $0.end == entity.end })
      else { continue }
      return date
    }
    return nil
  }

  private func write(
    _ plan: Plan,
    _ transaction: LakeTransaction,
    _ report: inout Report
  ) throws {
    for key in plan.withdrawn {
      guard let head = try transaction.head(key), !head.isDeleted else { continue }
      _ = try transaction.delete(key)
      report.deleted += 1
    }
    for (key, json) in plan.resources { try put(json, key, transaction, &report) }
    let before = try transaction.head(plan.linkage)
    guard !plan.resources.isEmpty else {
      if let before, !before.isDeleted {
        _ = try transaction.delete(plan.linkage)
        try decorate(plan, transaction, &report)
      }
      return
    }
    var items: [JSON] = [
      ["type": "source", "resource": ["reference": .string(plan.note.reference)]]
    ]
    items += plan.resources.map {
      ["type": "alternate", "resource": ["reference": .string($0.key.reference)]]
    }
    let linkage: JSON = [
      "resourceType": "Linkage", "id": .string(plan.linkage.id),
      "meta": ["tag": [["code": "SYSTEM_GENERATED", "display": "SYSTEM_GENERATED"]]],
      "active": true, "item": .array(items),
    ]
    try put(linkage, plan.linkage, transaction, &report)
    try decorate(plan, transaction, &report)
  }

  private func put(
    _ json: JSON,
    _ key: ResourceKey,
    _ transaction: LakeTransaction,
    _ report: inout Report
  ) throws {
    let outcome = try transaction.put(Self.document(json), key)
    if outcome.what == .identical {
      report.unchanged += 1
    } else {
      report.written[key.type, default: 0] += 1
    }
  }

  private static func document(_ json: JSON) throws -> JSONDocument {
    do throws(JSONError) { return try JSONDocument.parse(json.text) } catch {
      throw StoreError(.fault, "A generated resource is no JSON")
    }
  }

  /// Puts HealthLake's extension tree on the note, in the place of an earlier one.
  private func decorate(
    _ plan: Plan,
    _ transaction: LakeTransaction,
    _ report: inout Report
  ) throws {
    guard plan.note.type == .documentReference, let head = try transaction.head(plan.note),
      let root = try transaction.content(plan.note, version: head.version)?.root
    else { return }
    let own = [EntityResource.URL.comprehend, EntityResource.URL.generated]
    var extensions: [JSON] = (root["extension"]?.elements ?? .empty)
      .filter { value in !own.contains(value["url"]?.string ?? "") }.map { .raw($0.jsonText) }
    if !plan.resources.isEmpty, let reading = plan.reading {
      extensions += NoteDecoration(reading: reading).extensions(
        linkage: plan.linkage,
        resources: plan.resources.map(\.key)
      )
    }
    var json: JSON = .object(
      root.members.map { JSON.Member($0.key, .raw($0.value.jsonText)) }
    )
    json["extension"] = extensions.isEmpty ? nil : .array(extensions)
    try put(json, plan.note, transaction, &report)
  }
}
