// SPDX-License-Identifier: Apache-2.0

public import Extraction
import FHIR
public import Store
import Timeline

extension StoreSource {
  /// Returns the notes with entities that a reviewer is asked about.
  public func readReviewQueue(
    ofPatient id: String?,
    cancellation: Cancellation
  ) throws -> [ReviewNote] {
    try lake.reviewQueue(patient: id, isCancelled: { cancellation.isCancelled }).map { note in
      ReviewNote(
        key: Self.key(note.key),
        patientID: note.patient,
        patientName: note.name ?? "",
        unreviewed: note.unreviewed,
        total: note.total
      )
    }
  }

  /// Returns what was read in a note.
  public func readReview(
    of key: ResourceKey,
    cancellation: Cancellation
  ) throws -> ReviewContent? {
    let storeKey = try Self.storeKey(key)
    guard let reading = try lake.reading(of: storeKey, asOf: lastJob) else { return nil }
    let read = reading.content.entities
    return ReviewContent(
      key: key,
      version: reading.version,
      newestVersion: reading.newestVersion,
      run: Int(reading.run),
      engine: reading.content.modelVersion,
      text: try lake.words(of: storeKey, version: reading.version) ?? "",
      entities: reading.entities.compactMap { entity in
        // What nobody judges, such as a date, would leave holes in the numbers.
        read.indices.contains(entity.ordinal) && entity.isReviewable
          ? ReviewEntity(stored: entity, read: read[entity.ordinal]) : nil
      }
    )
  }

  /// Returns what was read in the current text of a note and is not rejected.
  public func readEntities(
    ofNote key: ResourceKey,
    cancellation: Cancellation
  ) throws -> [ReviewEntity] {
    let storeKey = try Self.storeKey(key)
    guard let content = try readReview(of: key, cancellation: cancellation),
      try content.version == currentVersion(of: storeKey) ?? lastContent(of: storeKey)
    else { return [] }
    return content.entities.filter(\.isMark).sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// Returns codes for words, best first.
  public func findCodes(_ words: String, limit: Int) throws -> [Concept] {
    try concepts(words, limit)
  }

  /// Returns what notes and chart say beside each other.
  public func readReconciliation(
    ofPatient id: String,
    cancellation: Cancellation
  ) throws -> [Reconciliation.Item] {
    try Reconciliation(lake: lake, patient: id, isCancelled: { cancellation.isCancelled }).items
  }

  /// What was read in a patient's notes and a reviewer is asked about, once of a note that is there
  /// twice.
  func reviewable(
    ofPatient id: String,
    without twins: NoteTwins,
    cancellation: Cancellation
  ) throws -> [StoredEntity] {
    try lake.entities(
      reviewableQuery(ofPatient: id, without: twins),
      asOf: lastJob,
      isCancelled: { cancellation.isCancelled }
    )
  }

  func reviewableQuery(ofPatient id: String, without twins: NoteTwins) -> EntityQuery {
    var query = EntityQuery()
    query.twins = twins
    query.patient = id
    query.types = StoredEntity.reviewable
    return query
  }

  /// The entities of a patient's notes as events of their lane, dated by their notes.
  ///
  /// Rejected ones are left out; what is denied, of the family or supposed says so in its title.
  static func entityEvents(
    _ entities: [StoredEntity],
    beside events: [ChartEvent]
  ) -> [ChartEvent] {
    guard !entities.isEmpty else { return [] }
    let read = Set(entities.lazy.map(\.note).map(Self.key))
    let types = Set(read.map(\.type))
    var notes: [ResourceKey: ChartEvent] = [:]
    for event in events where types.contains(event.key.type) {
      if read.contains(event.key) && notes[event.key] == nil { notes[event.key] = event }
    }
    // Those of a note come one after the other.
    var last: (key: Store.ResourceKey, event: ChartEvent?)?
    return entities.compactMap { entity in
      if last?.key != entity.note { last = (entity.note, notes[Self.key(entity.note)]) }
      guard entity.decision != .rejected, let note = last?.event else { return nil }
      var event = note.event
      event.lane = .entities
      event.title = MentionTitle.title(of: entity)
      event.value = nil
      event.number = nil
      event.flag = .none
      event.status = entity.decision.rawValue
      event.system = entity.settledConcept?.system
      event.code = entity.settledConcept?.code
      return ChartEvent(event: event, key: note.key, version: note.version)
    }
  }
}

/// What stands before the words of a mention that are not simply so.
enum MentionTitle {
  /// The words of a mention with what is said of them: `no chest pain`, `family: stroke`.
  static func title(of entity: StoredEntity) -> String {
    if entity.settledTraits.isEmpty { return entity.text }
    let traits = entity.settledTraits
    let said = words.first { $0.0 != .negation && traits.contains($0.0) }?.1 ?? ""
    // A denial that is denied would say the contrary: "no NKDA".
    let isDenied = traits.contains(.negation) && !isDenial(entity.text)
    return said + (isDenied ? "no " : "") + entity.text
  }

  /// The words of the note in a title: `chest pain` of `no chest pain`.
  static func words(of title: String) -> String {
    guard let start = said.first(where: { title.hasPrefix($0) }) else { return title }
    return String(title.dropFirst(start.count))
  }

  static let words: [(TraitName, String)] = [
    (.pertainsToFamily, "family: "), (.hypothetical, "if: "), (.conditional, "if: "),
    (.future, "planned: "), (.pastHistory, "past: "), (.uncertain, "? "), (.negation, "no "),
  ]

  /// The beginnings that titles may have, the longer before the shorter.
  static let said: [String] =
    words.map { $0.1 + "no " } + words.map(\.1)

  /// Whether words deny by themselves: `NKDA`, `No Known Allergies`, `without fever`.
  static func isDenial(_ words: String) -> Bool {
    let first = fold(words).split { !$0.isLetter && $0 != "-" }.first.map(String.init) ?? ""
    return denials.contains(first)
  }

  private static let denials: Set<String> = [
    "no", "not", "non", "none", "nil", "never", "without", "negative", "neg", "denies", "denied",
    "denying", "absent", "absence", "nka", "nkda", "nkfa", "nkma", "nonsmoker", "non-smoker",
    "nondrinker", "non-drinker", "afebrile",
  ]
}
