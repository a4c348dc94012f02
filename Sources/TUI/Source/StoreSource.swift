// SPDX-License-Identifier: Apache-2.0

public import Extraction
public import FHIR
public import Search
public import Store
import Timeline

/// The lake as the browser reads it.
public struct StoreSource: LakeSource {
  let lake: Lake

  /// The elements of a resource type, which are columns in SQL.
  let elements: @Sendable (ResourceType) -> [String]

  /// Finds codes by words.
  let concepts: @Sendable (_ words: String, _ limit: Int) throws -> [Concept]

  /// The zone whose clock and calendar dates are asked for by.
  let zone: DisplayZone

  /// The last job that is seen; `nil` for all.
  private(set) var lastJob: Int64?

  /// Creates a source over a lake that is open for reading at least.
  ///
  /// - Parameters:
  ///   - lake: The lake.
  ///   - elements: The elements of a resource type, which are columns in SQL.
  ///   - concepts: Finds codes by words, at most so many.
  ///   - zone: The zone whose clock and calendar dates are asked for by.
  public init(
    _ lake: Lake,
    elements: @escaping @Sendable (ResourceType) -> [String] = { _ in [] },
    concepts: @escaping @Sendable (_ words: String, _ limit: Int) throws -> [Concept] = {
      ClinicalTextEngine(usesModels: false).concepts(named: $0, limit: $1)
    },
    zone: DisplayZone = .utc
  ) {
    self.zone = zone
    self.lake = lake
    self.concepts = concepts
    self.elements = elements
  }

  /// Returns the lake as it was known when a job had ended.
  public func seen(asOf job: Int?) -> any LakeSource {
    var source = self
    source.lastJob = job.map(Int64.init)
    return source
  }

  /// Returns the current version of the moment; `nil` when there is none, or it is a deletion.
  func currentVersion(of key: Store.ResourceKey) throws -> Int? {
    guard let newest = try lake.versions(of: key, asOf: lastJob).first,
      newest.interaction != .delete
    else { return nil }
    return newest.version
  }

  /// Returns where the lake is and how much it holds.
  public func lakeInfo() throws -> LakeInfo {
    let statistics = try lastJob.map { try lake.statistics(asOf: $0) } ?? lake.statistics()
    return LakeInfo(
      path: lake.path,
      isReadOnly: lake.mode == .read,
      patientCount: statistics.patients,
      resourceCount: statistics.total,
      versionCount: statistics.versions,
      byteCount: statistics.bytes
    )
  }

  // MARK: - Patients

  /// Returns what changes with everything that is written to the lake.
  public func stamp() throws -> LakeStamp? { try lake.stamp() }

  // MARK: - Events

  /// Returns the current events of a patient.
  public func readEvents(
    ofPatient id: String,
    cancellation: Cancellation
  ) throws -> [ChartEvent] {
    var events = try lake.events(
      ofPatient: id,
      asOf: lastJob,
      isCancelled: { cancellation.isCancelled }
    ).map(Self.chartEvent)
    // To look for them takes going through the patient's events once more.
    let hasReports = events.contains {
      $0.event.lane == .notes && $0.key.type == "DiagnosticReport"
    }
    let twins = hasReports ? try noteTwins(ofPatient: id, cancellation) : NoteTwins()
    Self.fold(twins, in: &events)
    try lake.nameSpecimens(of: &events, key: { try? Self.storeKey($0.key) }, event: \.event)
    try lake.nameOrganisms(of: &events, key: { try? Self.storeKey($0.key) }, event: \.event)
    let entities = try reviewable(ofPatient: id, without: twins, cancellation: cancellation)
    return events + Self.entityEvents(entities, beside: events)
  }

  /// Returns what the preview of a patient is made of.
  public func readOutline(
    ofPatient id: String,
    cancellation: Cancellation
  ) throws -> ChartOutline {
    let twins = try noteTwins(ofPatient: id, cancellation)
    let outline = try lake.outline(
      ofPatient: id,
      asOf: lastJob,
      without: twins,
      isCancelled: { cancellation.isCancelled }
    )
    try cancellation.check()
    let counts = try lake.entityCounts(
      reviewableQuery(ofPatient: id, without: twins),
      asOf: lastJob
    )
    // Titles of what changed would have to be read out of its versions; they are not shown.
    let changes = try lake.changes(ofPatient: id).filter { $0.job <= lastJob ?? .max }
    var events = outline.events
    try lake.nameOrganisms(of: &events, key: { $0.key }, event: \.event)
    return ChartOutline(
      events: events.map(Self.chartEvent),
      starts: outline.starts,
      noteCount: outline.noteCount,
      mentionCount: counts.reduce(0) { $0 + ($1.key == .rejected ? 0 : $1.value) },
      changedCount: changes.count { $0.interaction != .delete },
      deletedCount: changes.count { $0.interaction == .delete }
    )
  }

  private func noteTwins(ofPatient id: String, _ cancellation: Cancellation) throws -> NoteTwins {
    try lake.noteTwins(
      ofPatient: id,
      asOf: lastJob,
      isCancelled: { cancellation.isCancelled }
    )
  }

  /// Takes the reports out that say the same as a document, which names the first of them.
  private static func fold(_ twins: NoteTwins, in events: inout [ChartEvent]) {
    guard !twins.isEmpty else { return }
    var documents: [ResourceKey: ResourceKey] = [:]
    var reports: Set<ResourceKey> = []
    for (report, document) in twins.documents {
      let report = key(report)
      reports.insert(report)
      let known = documents[key(document)]
      if known.map({ report.id < $0.id }) ?? true { documents[key(document)] = report }
    }
    events.removeAll { $0.event.lane == .notes && reports.contains($0.key) }
    for index in events.indices where events[index].event.lane == .notes {
      events[index].twin = documents[events[index].key]
    }
  }

  static func chartEvent(_ stored: StoredEvent) -> ChartEvent {
    var event = stored.event
    event.title = event.title.headline
    event.value = event.value?.headline
    return ChartEvent(event: event, key: key(stored.key), version: stored.version)
  }

  static func key(_ key: Store.ResourceKey) -> ResourceKey {
    ResourceKey(type: key.type.rawValue, id: key.id)
  }

  static func storeKey(_ key: ResourceKey) throws -> Store.ResourceKey {
    guard let type = ResourceType(name: key.type) else {
      throw StoreError(.notFound, "There is no such resource type", subject: key.type)
    }
    return Store.ResourceKey(type: type, id: key.id)
  }

  // MARK: - Versions

  /// Returns the updates and deletions that touched a patient, newest first.
  public func readChanges(
    ofPatient id: String,
    cancellation: Cancellation
  ) throws -> [ChangeSummary] {
    try lake.changes(ofPatient: id).filter { $0.job <= lastJob ?? .max }.map { info in
      try cancellation.check()
      return ChangeSummary(
        key: Self.key(info.key),
        title: title(of: info.key, before: info.version),
        version: Self.summary(info)
      )
    }
  }

  /// What a reader would call a resource, from the newest version that has content.
  func title(of key: Store.ResourceKey, before version: Int) -> String {
    for number in [version, version - 1] where number > 0 {
      // A version without content, or one that cannot be read, has no title; opening it says why.
      if let document = try? lake.resource(key, version: number).document {
        return Self.title(of: document.root, type: key.type)
      }
    }
    return ""
  }

  private static func title(of root: JSONValue, type: ResourceType) -> String {
    // A patient has an event as well, and is not called "Died".
    if type != .patient, let event = EventRules.events(of: root, type: type).first {
      let hasValue = [.labs, .vitals].contains(event.lane) && !event.valueText.isEmpty
      return (hasValue ? "\(event.listTitle) \(event.valueText)" : event.listTitle).headline
    }
    if let name = root["name"]?.string { return name.headline }
    let names = (root["name"]?.elements ?? .empty).map(HumanName.init)
    return (HumanName.preferred(names)?.listText ?? "").headline
  }

  static func summary(_ info: VersionInfo) -> VersionSummary {
    let interaction: VersionInteraction =
      switch info.interaction {
      case .create: .create
      case .update: info.jobKind == .restore ? .restore : .update
      case .delete: .delete
      }
    var summary = VersionSummary(
      number: info.version,
      recorded: info.recordedAt,
      author: info.author,
      job: Int(info.job),
      interaction: interaction
    )
    summary.jobKind = info.jobKind.rawValue
    summary.reason = info.reason ?? ""
    return summary
  }

  /// Returns one version of a resource with its content.
  public func readVersion(
    of key: ResourceKey,
    version: Int?,
    cancellation: Cancellation
  ) throws -> ResourceVersionContent? {
    do {
      let storeKey = try Self.storeKey(key)
      var version = version
      if version == nil, lastJob != nil {
        version = try currentVersion(of: storeKey)
        if version == nil { return nil }
      }
      let resource = try lake.resource(storeKey, version: version)
      return ResourceVersionContent(
        summary: Self.summary(resource.info),
        body: resource.document
      )
    } catch let error as StoreError where [.notFound, .noVersion, .deleted].contains(error.code) {
      return nil
    }
  }

  /// Returns all versions of a resource, newest first.
  public func readVersions(
    of key: ResourceKey,
    cancellation: Cancellation
  ) throws -> [VersionSummary] {
    try lake.versions(of: try Self.storeKey(key), asOf: lastJob).map(Self.summary)
  }

  // MARK: - Notes and links

  /// Returns the decoded text of a note.
  public func readNote(of key: ResourceKey, cancellation: Cancellation) throws -> NoteText? {
    let storeKey = try Self.storeKey(key)
    guard let version = try currentVersion(of: storeKey) ?? lastContent(of: storeKey),
      let text = try lake.words(of: storeKey, version: version),
      let root = try lake.resource(storeKey, version: version).document?.root
    else { return nil }
    let content = root["content"]?.first?["attachment"] ?? root["presentedForm"]?.first
    return NoteText(
      title: Self.title(of: root, type: storeKey.type),
      contentType: content?["contentType"]?.string ?? "text/plain",
      text: text
    )
  }

  /// Returns why the PDF of a note has no words.
  public func readNoteFailure(of key: ResourceKey) throws -> String? {
    try lake.pdfFailure(of: Self.storeKey(key))?.words
  }

  /// Returns the references from a resource and to it.
  public func readLinks(of key: ResourceKey, cancellation: Cancellation) throws -> ResourceLinks {
    let storeKey = try Self.storeKey(key)
    guard let version = try currentVersion(of: storeKey) ?? lastContent(of: storeKey),
      let root = try lake.resource(storeKey, version: version).document?.root
    else { return ResourceLinks(outgoing: [], incoming: []) }
    var outgoing: [ResourceLink] = []
    for reference in ReferencePaths.all(in: root) {
      try cancellation.check()
      outgoing.append(try link(reference))
    }
    let incoming = try lake.references(to: storeKey, limit: Self.mostReferences).compactMap {
      found -> ResourceLink? in
      try cancellation.check()
      let version = try currentVersion(of: found.key)
      // What came later did not refer to it then.
      if lastJob != nil, version == nil { return nil }
      return ResourceLink(
        element: found.key.type.rawValue,
        reference: found.key.reference,
        target: Self.key(found.key),
        title: version.map { title(of: found.key, before: $0) } ?? "",
        isResolved: found.isPresent
      )
    }
    var links = ResourceLinks(outgoing: outgoing, incoming: incoming)
    if incoming.count >= Self.mostReferences, lastJob == nil {
      links.incomingCount = try lake.referenceCount(to: storeKey)
    }
    return links
  }

  /// How many of the resources that refer to one are listed.
  private static let mostReferences = 1000

  private func link(_ reference: ReferencePaths.Found) throws -> ResourceLink {
    guard case .literal(let type, let id, _, _) = FHIRReference(reference.text) else {
      return ResourceLink(
        element: reference.element,
        reference: reference.text,
        target: nil,
        title: reference.display,
        isResolved: false
      )
    }
    let target = Store.ResourceKey(type: type, id: id)
    let version = try currentVersion(of: target)
    let isHere = version != nil
    let shown =
      reference.display.isEmpty
      ? version.map { title(of: target, before: $0) } ?? "" : reference.display
    return ResourceLink(
      element: reference.element,
      reference: reference.text,
      target: Self.key(target),
      title: shown,
      isResolved: isHere
    )
  }

  // MARK: - Search

  /// Finds events over all patients, and delivers them as they are found.
  public func searchEvents(
    _ query: EventQuery,
    now: Int64,
    limit: Int,
    cancellation: Cancellation,
    deliver: ([SearchHit]) -> Void
  ) throws -> SearchSummary {
    var page: [SearchHit] = []
    var pageSize = 20
    func deliverPage() {
      if !page.isEmpty { deliver(page) }
      page.removeAll(keepingCapacity: true)
    }
    let isCancelled = { cancellation.isCancelled }
    let count = try lake.search(
      query,
      now: now,
      asOf: lastJob,
      limit: limit,
      zone: zone.offsetMinutes(at:),
      isCancelled: isCancelled,
      didFindNewest: deliverPage
    ) { hit in
      var found = SearchHit(
        patientID: hit.patientID,
        patientName: hit.patientName ?? "Patient/\(hit.patientID)",
        event: Self.chartEvent(hit.event),
        snippet: hit.snippet ?? "",
        matchedIn: hit.part?.rawValue ?? ""
      )
      found.isDeleted = hit.isDeleted
      page.append(found)
      if page.count == pageSize {
        deliverPage()
        pageSize = 200
      }
    }
    deliverPage()
    var summary = SearchSummary(
      hitCount: count.events,
      patientCount: count.patients,
      isPartial: count.isPartial
    )
    for spelled in count.spellings { summary.spellings[spelled.word] = spelled.nearest }
    return summary
  }
}
