// SPDX-License-Identifier: Apache-2.0

internal import Extraction
internal import FHIR
internal import Search
internal import Store
internal import Synchronization
internal import Timeline

/// A lake without what names people: everything that the screens read has gone through here, so that
/// no view can show what it must not.
///
/// Ids are pseudonyms, names and numbers are starred in every text, notes are starred by what the
/// extraction takes for protected health information. Moments of events stay as they are, because
/// layout and search need them: the screens write them as distances (``DateOrigin``).
final class DeidentifiedSource: LakeSource {
  private let source: any LakeSource
  private let now: Int64
  private let shared: Shared

  /// What is known of people, over all moments of the lake.
  final class Shared: Sendable {
    let pseudonyms: Pseudonyms
    let engine = ClinicalTextEngine(usesModels: false)
    let summaries = Mutex<[String: PatientSummary]>([:])
    let identities = Mutex<[String: PatientIdentity]>([:])
    /// The words of the names that are listed, folded, and of how many patients they were taken.
    let nameWords = Mutex<(count: Int, words: Set<Substring>)>((0, []))
    let others = Mutex<OtherPeople?>(nil)
    /// The patients of resources that were read, by the resources' own names.
    let owners = Mutex<[String: String]>([:])

    init(salt: String) { pseudonyms = Pseudonyms(salt: salt) }
  }

  init(_ source: any LakeSource, now: Int64, shared: Shared? = nil) {
    self.source = source
    self.now = now
    // Where the lake cannot be read, everything else fails as well, and says why.
    let path = (try? source.lakeInfo().path) ?? ""
    self.shared = shared ?? Shared(salt: path)
  }

  /// Returns what stands for a patient.
  func pseudonym(ofPatient id: String) -> String { shared.pseudonyms.patient(id) }

  func seen(asOf job: Int?) -> any LakeSource {
    DeidentifiedSource(source.seen(asOf: job), now: now, shared: shared)
  }

  func moment(_ target: MomentTarget) throws -> Moment { try source.moment(target) }

  func lakeInfo() throws -> LakeInfo { try source.lakeInfo() }

  // MARK: - Patients

  func readPatients(cancellation: Cancellation, deliver: (PatientPage) -> Void) throws {
    try source.readPatients(cancellation: cancellation) { page in
      shared.summaries.withLock { summaries in
        for patient in page { summaries[patient.id] = patient }
      }
      deliver(PatientPage(page.lazy.map(shown)))
    }
  }

  func readPatient(id: String, cancellation: Cancellation) throws -> PatientSummary? {
    let id = shared.pseudonyms.patientID(of: id)
    return try source.readPatient(id: id, cancellation: cancellation).map(shown)
  }

  func countMerged(into id: String) throws -> Int? {
    try source.countMerged(into: shared.pseudonyms.patientID(of: id))
  }

  /// A line of the list without what names the patient.
  private func shown(_ patient: PatientSummary) -> PatientSummary {
    var shown = patient
    shown.id = shared.pseudonyms.patient(patient.id)
    shown.name = "Patient \(shown.id.uppercased())"
    shown.sortName = fold(shown.name)
    let age = Age.years(birthDate: patient.birthDate, end: patient.deceased, now: now)
    shown.ageText = age.map { $0 >= 90 ? "90+" : String($0) }
    shown.age = age.map { min($0, 90) }
    shown.origin = Self.birth(patient.birthDate, age: age).map(DateOrigin.birth)
    shown.birthDate = ""
    shown.recordNumber = ""
    shown.place = ""
    if shown.deceased != nil { shown.deceased = "unknown" }
    shown.otherNames = ""
    shown.otherNumbers = ""
    shown.replacedBy = patient.replacedBy.map(shared.pseudonyms.patient)
    return shown
  }

  /// Ages of 90 and more are told by nobody but the oldest: dates are not counted from their births.
  private static func birth(_ birthDate: String, age: Int?) -> Int64? {
    guard let age, age < 90 else { return nil }
    return FHIRDateTime(birthDate)?.lowerBound
  }

  private func identity(ofPatient id: String, _ cancellation: Cancellation) -> PatientIdentity {
    if let known = shared.identities.withLock({ $0[id] }) { return known }
    var identity = PatientIdentity()
    var birthDate = ""
    var deceased: String?
    if let summary = shared.summaries.withLock({ $0[id] }) {
      identity.add(summary)
      birthDate = summary.birthDate
      deceased = summary.deceased
    }
    // A patient who cannot be read has no names that could be shown.
    let key = ResourceKey(type: "Patient", id: id)
    if let body = try? source.readVersion(of: key, version: nil, cancellation: cancellation)?.body {
      identity.add(body.root)
      birthDate = body.root["birthDate"]?.string ?? birthDate
      deceased = body.root["deceasedDateTime"]?.string ?? deceased
    }
    identity.add(id)
    let age = Age.years(birthDate: birthDate, end: deceased, now: now)
    if let birth = Self.birth(birthDate, age: age) {
      identity.origin = .birth(birth)
    } else {
      // Without events there is nothing to date.
      let events = (try? source.readEvents(ofPatient: id, cancellation: cancellation)) ?? []
      identity.origin = events.compactMap(\.event.start).min().map(DateOrigin.record) ?? .hidden
    }
    shared.identities.withLock { $0[id] = identity }
    return identity
  }

  /// The names of practitioners, of patients' people, of institutions and places.
  private func others() -> OtherPeople {
    if let known = shared.others.withLock({ $0 }) { return known }
    var found = OtherPeople()
    for table in ["practitioner", "relatedPerson", "person"] {
      for text in names(in: table) {
        if let name = try? JSONDocument.parse(text) { found.add(person: name.root) }
      }
    }
    for table in ["organization", "location", "healthcareService"] {
      for name in names(in: table) { found.add(place: name) }
    }
    shared.others.withLock { $0 = found }
    return found
  }

  /// What the resources of a type are called; none where the lake has no view of that type.
  private func names(in table: String) -> [String] {
    let found = try? source.runSQL(
      "SELECT name FROM \(table)",
      rowLimit: 20_000,
      isStopped: { false }
    )
    return (found?.rows ?? []).compactMap { $0.first ?? nil }
  }

  // MARK: - Events

  func readEvents(ofPatient id: String, cancellation: Cancellation) throws -> [ChartEvent] {
    let id = shared.pseudonyms.patientID(of: id)
    let events = try source.readEvents(ofPatient: id, cancellation: cancellation)
    let identity = identity(ofPatient: id, cancellation)
    return events.map { shown($0, of: id, identity) }
  }

  func readOutline(ofPatient id: String, cancellation: Cancellation) throws -> ChartOutline {
    let id = shared.pseudonyms.patientID(of: id)
    var outline = try source.readOutline(ofPatient: id, cancellation: cancellation)
    let identity = identity(ofPatient: id, cancellation)
    outline.events = outline.events.map { shown($0, of: id, identity) }
    return outline
  }

  private func shown(_ entry: ChartEvent, of id: String, _ identity: PatientIdentity) -> ChartEvent
  {
    note(owner: id, of: entry.key)
    var event = entry.event
    event.value = ToldWords.removed(from: event.value, of: event, type: entry.key.type)
    event.title = title(event, of: entry.key, identity)
    switch event.lane {
    case .notes, .documents: event.value = nil
    case .labs where event.number != nil, .vitals where event.number != nil:
      // What was measured names nobody, also where a telephone number has the same digits.
      break
    case .labs, .vitals: event.value = event.value.map { identity.masked($0) }
    default: event.value = event.value.map { identity.masked($0, others: others()) }
    }
    if let encounter = event.encounterID {
      event.encounterID =
        shared.pseudonyms.pseudonym(
          of: ResourceKey(type: "Encounter", id: encounter)
        ).id
    }
    var shown = entry
    shown.event = event
    shown.key = shared.pseudonyms.pseudonym(of: entry.key)
    if let twin = entry.twin {
      note(owner: id, of: twin)
      shown.twin = shared.pseudonyms.pseudonym(of: twin)
    }
    return shown
  }

  /// What an event is called; a document in words that name no institution, an insurance in none.
  private func title(_ event: Event, of key: ResourceKey, _ identity: PatientIdentity) -> String {
    switch (event.lane, key.type) {
    case (_, "Coverage"): return key.type
    case (.notes, _), (.documents, _), (.carePlans, _), (.claims, _):
      return title(event.title, of: key, identity)
    default: return identity.masked(ToldWords.removed(fromTitle: event.title))
    }
  }

  /// What a resource is called, without names.
  private func title(
    _ title: String,
    of key: ResourceKey,
    _ identity: PatientIdentity
  ) -> String {
    OtherPeople.namesInstitution(title)
      ? key.type : identity.masked(ToldWords.removed(fromTitle: title), others: others())
  }

  private func note(owner id: String, of key: ResourceKey) {
    shared.owners.withLock { $0[key.description] = id }
  }

  func readGhosts(ofPatient id: String, cancellation: Cancellation) throws -> [Ghost] {
    let id = shared.pseudonyms.patientID(of: id)
    let identity = identity(ofPatient: id, cancellation)
    return try source.readGhosts(ofPatient: id, cancellation: cancellation).map {
      Ghost(event: shown($0.event, of: id, identity), deletion: shown($0.deletion))
    }
  }

  func readDangling(ofPatient id: String, cancellation: Cancellation) throws -> Set<ResourceKey> {
    try source.readDangling(
      ofPatient: shared.pseudonyms.patientID(of: id),
      cancellation: cancellation
    )
  }

  func searchEvents(
    _ query: EventQuery,
    now: Int64,
    limit: Int,
    cancellation: Cancellation,
    deliver: ([SearchHit]) -> Void
  ) throws -> SearchSummary {
    if query.asksForDates { throw Refusal() }
    guard !namesSomebody(query) else {
      return SearchSummary(hitCount: 0, patientCount: 0, isPartial: false)
    }
    var summary = try source.searchEvents(
      nameless(query),
      now: now,
      limit: limit,
      cancellation: cancellation
    ) { hits in
      deliver(
        hits.map { hit in
          let identity = identity(ofPatient: hit.patientID, cancellation)
          let pseudonym = shared.pseudonyms.patient(hit.patientID)
          var shown = hit
          shown.event = self.shown(hit.event, of: hit.patientID, identity)
          shown.patientID = pseudonym
          shown.patientName = "Patient \(pseudonym.uppercased())"
          // The words around what matched say more than what matched.
          shown.snippet = ""
          shown.origin = identity.origin
          return shown
        }
      )
    }
    // A word of the lake may be a name.
    summary.spellings = [:]
    return summary
  }

  /// Whether a word of a query is a name of somebody, which a note may say as well.
  private func namesSomebody(_ query: EventQuery) -> Bool {
    let words = query.requiredWords.map { fold($0) }
    let names = shared.summaries.withLock { summaries in
      shared.nameWords.withLock { known in
        if known.count != summaries.count {
          let words = summaries.values.flatMap { patient -> [Substring] in
            let number = patient.recordNumber
            return fold("\(patient.name) \(number) \(number.filter(\.isNumber))")
              .split { !$0.isLetter && !$0.isNumber }
          }
          known = (summaries.count, Set(words.filter { $0.count > 2 }))
        }
        return known.words
      }
    }
    return words.contains { names.contains($0[...]) }
  }

  /// A query that finds nobody by name.
  private func nameless(_ query: EventQuery) -> EventQuery {
    var query = query
    query.seesNames = false
    query.patients = query.patients.map { Set($0.map(shared.pseudonyms.patientID)) }
    return query
  }

  func patients(
    withEvents query: EventQuery,
    now: Int64,
    cancellation: Cancellation
  ) throws -> [String] {
    if query.asksForDates { throw Refusal() }
    return try source.patients(withEvents: nameless(query), now: now, cancellation: cancellation)
      .map(shared.pseudonyms.patient)
  }

  func patients(foundBy search: String, now: Int64, cancellation: Cancellation) throws -> [String] {
    // A FHIR search can ask for names and births.
    throw Refusal()
  }

  func readFacts(
    after seen: [String: Int],
    now: Int64,
    cancellation: Cancellation,
    progress: (Int) -> Void
  ) throws -> PatientFactTable {
    var table = try source.readFacts(
      after: [:],
      now: now,
      cancellation: cancellation,
      progress: progress
    )
    table.patients = Dictionary(
      table.patients.map { (shared.pseudonyms.patient($0.key), $0.value) },
      uniquingKeysWith: { first, _ in first }
    )
    return table
  }

  // MARK: - Versions

  /// A version without the words of whoever wrote it.
  private func shown(_ version: VersionSummary) -> VersionSummary {
    var shown = version
    shown.author = version.author.isEmpty ? "" : "someone"
    shown.reason = ""
    return shown
  }

  private func shown(_ change: ChangeSummary, _ identity: PatientIdentity?) -> ChangeSummary {
    // Where nobody knows whose it is, nobody knows what may not be said.
    let isSilent = identity == nil || KeptElements.isNamed(change.key.type)
    return ChangeSummary(
      key: shared.pseudonyms.pseudonym(of: change.key),
      title: isSilent ? "" : identity.map { title(change.title, of: change.key, $0) } ?? "",
      version: shown(change.version)
    )
  }

  private func shown(
    _ changes: [ChangeSummary],
    ofPatient id: String?,
    _ cancellation: Cancellation
  ) -> [ChangeSummary] {
    let identity = id.map { self.identity(ofPatient: $0, cancellation) }
    return changes.map { change in
      if let id { note(owner: id, of: change.key) }
      return shown(change, identity ?? owner(of: change.key, cancellation))
    }
  }

  /// The patient that a resource belongs to, where that is known.
  private func owner(of key: ResourceKey, _ cancellation: Cancellation) -> PatientIdentity? {
    let id: String? =
      key.type == "Patient" ? key.id : shared.owners.withLock { owners in owners[key.description] }
    guard let id else { return nil }
    return identity(ofPatient: id, cancellation)
  }

  func readChanges(ofPatient id: String, cancellation: Cancellation) throws -> [ChangeSummary] {
    let id = shared.pseudonyms.patientID(of: id)
    let changes = try source.readChanges(ofPatient: id, cancellation: cancellation)
    return shown(changes, ofPatient: id, cancellation)
  }

  func readLog(
    ofPatient id: String?,
    after: Int,
    limit: Int,
    cancellation: Cancellation
  ) throws -> [ChangeSummary] {
    let id = id.map(shared.pseudonyms.patientID)
    let log = try source.readLog(
      ofPatient: id,
      after: after,
      limit: limit,
      cancellation: cancellation
    )
    return shown(log, ofPatient: id, cancellation)
  }

  func readDeletions(
    ofPatient id: String?,
    limit: Int,
    cancellation: Cancellation
  ) throws -> [ChangeSummary] {
    let id = id.map(shared.pseudonyms.patientID)
    let found = try source.readDeletions(ofPatient: id, limit: limit, cancellation: cancellation)
    return shown(found, ofPatient: id, cancellation)
  }

  func readVersions(of key: ResourceKey, cancellation: Cancellation) throws -> [VersionSummary] {
    try source.readVersions(of: shared.pseudonyms.key(of: key), cancellation: cancellation)
      .map(shown)
  }

  func readVersion(
    of key: ResourceKey,
    version: Int?,
    cancellation: Cancellation
  ) throws -> ResourceVersionContent? {
    let key = shared.pseudonyms.key(of: key)
    guard
      let content = try source.readVersion(of: key, version: version, cancellation: cancellation)
    else { return nil }
    let body = try content.body.map { body in
      let identity = owner(of: key, cancellation) ?? subject(of: body.root, cancellation)
      return try DeidentifiedJSON(
        identity: identity,
        others: others(),
        pseudonyms: shared.pseudonyms
      )
      .document(body)
    }
    return ResourceVersionContent(summary: shown(content.summary), body: body)
  }

  /// The patient that a resource names as its own.
  private func subject(of root: JSONValue, _ cancellation: Cancellation) -> PatientIdentity {
    for element in ["subject", "patient", "beneficiary"] {
      if let reference = root[dynamic: element]?["reference"]?.string,
        let key = ResourceKey(reference: reference), key.type == "Patient"
      {
        return identity(ofPatient: key.id, cancellation)
      }
    }
    return PatientIdentity()
  }

  func readLinks(of key: ResourceKey, cancellation: Cancellation) throws -> ResourceLinks {
    let key = shared.pseudonyms.key(of: key)
    let links = try source.readLinks(of: key, cancellation: cancellation)
    let identity = owner(of: key, cancellation) ?? PatientIdentity()
    func shown(_ link: ResourceLink) -> ResourceLink {
      var shown = link
      shown.target = link.target.map(shared.pseudonyms.pseudonym)
      shown.reference = shown.target?.description ?? "–"
      let type = link.target?.type ?? ResourceKey(reference: link.reference)?.type ?? ""
      let key = link.target ?? ResourceKey(type: type, id: "")
      shown.title =
        KeptElements.isNamed(type) || type.isEmpty ? "" : title(link.title, of: key, identity)
      return shown
    }
    var named = links
    named.outgoing = links.outgoing.map(shown)
    named.incoming = links.incoming.map(shown)
    return named
  }

  func readNoteFailure(of key: ResourceKey) throws -> String? {
    try source.readNoteFailure(of: key)
  }

  func readNote(of key: ResourceKey, cancellation: Cancellation) throws -> NoteText? {
    let key = shared.pseudonyms.key(of: key)
    guard var note = try source.readNote(of: key, cancellation: cancellation) else { return nil }
    var identity = owner(of: key, cancellation)
    if identity == nil {
      let body = try source.readVersion(of: key, version: nil, cancellation: cancellation)?.body
      identity = body.map { subject(of: $0.root, cancellation) }
    }
    let known = identity ?? PatientIdentity()
    note.title = title(note.title, of: key, known)
    note.text = known.maskedNote(note.text, others: others(), engine: shared.engine)
    return note
  }

  // MARK: - Jobs

  private func shown(_ job: JobSummary) -> JobSummary {
    var shown = job
    shown.author = job.author.isEmpty ? "" : "someone"
    shown.what = ""
    return shown
  }

  func stamp() throws -> LakeStamp? { try source.stamp() }

  func readJobs(limit: Int) throws -> [JobSummary] { try source.readJobs(limit: limit).map(shown) }

  func readJob(_ id: Int, cancellation: Cancellation) throws -> JobReport {
    let report = try source.readJob(id, cancellation: cancellation)
    func shown(_ change: JobReport.Change) -> JobReport.Change {
      var shown = change
      shown.key = shared.pseudonyms.pseudonym(of: change.key)
      return shown
    }
    var result = report
    result.job = self.shown(report.job)
    result.changes = report.changes.map(shown)
    result.decisions = report.decisions.map {
      // The words are the patient's.
      .init(note: shared.pseudonyms.pseudonym(of: $0.note), words: "entity", decision: $0.decision)
    }
    result.conflicts = report.conflicts.map(shown)
    result.patients = report.patients.map {
      JobReport.PatientCount(id: shared.pseudonyms.patient($0.id), count: $0.count)
    }
    return result
  }

  func runSQL(
    _ statement: String,
    rowLimit: Int,
    isStopped: @escaping @Sendable () -> Bool
  ) throws -> SQLTable { throw Refusal() }

  /// What the engine read in notes quotes them: it is not shown.
  func readReviewQueue(ofPatient id: String?, cancellation: Cancellation) throws -> [ReviewNote] {
    throw Refusal()
  }

  func readReview(of key: ResourceKey, cancellation: Cancellation) throws -> ReviewContent? {
    throw Refusal()
  }

  func readReconciliation(
    ofPatient id: String,
    cancellation: Cancellation
  ) throws -> [Reconciliation.Item] { throw Refusal() }

  func findCodes(_ words: String, limit: Int) throws -> [Concept] {
    try source.findCodes(words, limit: limit)
  }

  /// Something that cannot be shown without naming people.
  struct Refusal: Error, CustomStringConvertible {
    var description: String { "this is off while patients are de-identified" }
  }
}
