// SPDX-License-Identifier: Apache-2.0

import FHIR
public import Search
public import Store
import Timeline

/// The lake as the browser reads it.
public struct StoreSource: LakeSource {
  private let lake: Lake

  /// Creates a source over a lake that is open for reading at least.
  public init(_ lake: Lake) {
    self.lake = lake
  }

  /// Returns where the lake is and how much it holds.
  public func lakeInfo() throws -> LakeInfo {
    let statistics = try lake.statistics()
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

  /// Delivers every patient, the most recently seen first, in growing pages.
  public func readPatients(
    cancellation: Cancellation,
    deliver: ([PatientSummary]) -> Void
  ) throws {
    var waiting: [PatientSummary] = []
    var size = 100
    try lake.patients(by: .lastSeen, pageSize: 100) { page in
      waiting += page.map(Self.summary)
      if waiting.count >= size {
        deliver(waiting)
        waiting.removeAll()
        size = min(size * 4, 6400)
      }
      return !cancellation.isCancelled
    }
    if !waiting.isEmpty { deliver(waiting) }
  }

  private static func summary(_ patient: Store.PatientSummary) -> PatientSummary {
    var summary = PatientSummary(id: patient.id)
    summary.name = patient.name ?? ""
    summary.sortName = patient.sortName ?? ""
    summary.gender = patient.sex ?? ""
    summary.birthDate = patient.birthDate ?? ""
    summary.deceased = patient.deceased.map { $0 == "true" ? "unknown" : $0 }
    summary.recordNumber = patient.identifier ?? ""
    summary.place = patient.address ?? ""
    summary.lastSeen = patient.lastSeen
    summary.eventCount = patient.events
    summary.allergyCount = patient.allergies
    summary.directiveCount = patient.directives
    summary.criticalCount = patient.critical
    summary.changedCount = patient.changed
    summary.deletedCount = patient.removed
    return summary
  }

  // MARK: - Events

  /// Returns the current events of a patient.
  public func readEvents(
    ofPatient id: String,
    cancellation: Cancellation
  ) throws -> [ChartEvent] {
    try lake.events(ofPatient: id, isCancelled: { cancellation.isCancelled }).map(Self.chartEvent)
  }

  private static func chartEvent(_ stored: StoredEvent) -> ChartEvent {
    ChartEvent(event: stored.event, key: key(stored.key), version: stored.version)
  }

  private static func key(_ key: Store.ResourceKey) -> ResourceKey {
    ResourceKey(type: key.type.rawValue, id: key.id)
  }

  private static func storeKey(_ key: ResourceKey) throws -> Store.ResourceKey {
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
    try lake.changes(ofPatient: id).map { info in
      try cancellation.check()
      return ChangeSummary(
        key: Self.key(info.key),
        title: title(of: info.key, before: info.version),
        version: Self.summary(info)
      )
    }
  }

  /// What a reader would call a resource, from the newest version that has content.
  private func title(of key: Store.ResourceKey, before version: Int) -> String {
    for number in [version, version - 1] where number > 0 {
      // A version without content, or one that cannot be read, has no title; opening it says why.
      if let document = try? lake.resource(key, version: number).document {
        return Self.title(of: document.root, type: key.type)
      }
    }
    return ""
  }

  private static func title(of root: JSONValue, type: ResourceType) -> String {
    if let event = EventRules.events(of: root, type: type).first { return event.title }
    if let name = root["name"]?.string { return name }
    let names = (root["name"]?.elements ?? .empty).map(HumanName.init)
    return HumanName.preferred(names)?.listText ?? ""
  }

  private static func summary(_ info: VersionInfo) -> VersionSummary {
    let interaction: VersionInteraction =
      switch info.interaction {
      case .create: .create
      case .update: info.jobKind == .restore ? .restore : .update
      case .delete: .delete
      }
    return VersionSummary(
      number: info.version,
      recorded: info.recordedAt,
      author: info.author,
      job: Int(info.job),
      interaction: interaction
    )
  }

  /// Returns one version of a resource with its content.
  public func readVersion(
    of key: ResourceKey,
    version: Int?,
    cancellation: Cancellation
  ) throws -> ResourceVersionContent? {
    do {
      let resource = try lake.resource(try Self.storeKey(key), version: version)
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
    try lake.versions(of: try Self.storeKey(key)).map(Self.summary)
  }

  // MARK: - Notes and links

  /// Returns the decoded text of a note.
  public func readNote(of key: ResourceKey, cancellation: Cancellation) throws -> NoteText? {
    let storeKey = try Self.storeKey(key)
    guard let text = try lake.note(storeKey),
      let root = try lake.resource(storeKey).document?.root
    else { return nil }
    let content = root["content"]?.first?["attachment"] ?? root["presentedForm"]?.first
    return NoteText(
      title: Self.title(of: root, type: storeKey.type),
      contentType: content?["contentType"]?.string ?? "text/plain",
      text: text
    )
  }

  /// Returns the references from a resource and to it.
  public func readLinks(of key: ResourceKey, cancellation: Cancellation) throws -> ResourceLinks {
    let storeKey = try Self.storeKey(key)
    guard let root = try lake.resource(storeKey).document?.root else {
      return ResourceLinks(outgoing: [], incoming: [])
    }
    var outgoing: [ResourceLink] = []
    for reference in ReferencePaths.all(in: root) {
      try cancellation.check()
      outgoing.append(try link(reference))
    }
    let incoming = try lake.references(to: storeKey).map { found in
      try cancellation.check()
      return ResourceLink(
        element: found.key.type.rawValue,
        reference: found.key.reference,
        target: Self.key(found.key),
        title: title(of: found.key),
        isResolved: found.isPresent
      )
    }
    return ResourceLinks(outgoing: outgoing, incoming: incoming)
  }

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
    let state = try lake.states(of: [target])[0]
    let isHere = state.isPresent && !state.isDeleted
    let shown = reference.display.isEmpty && isHere ? title(of: target) : reference.display
    return ResourceLink(
      element: reference.element,
      reference: reference.text,
      target: Self.key(target),
      title: shown,
      isResolved: isHere
    )
  }

  private func title(of key: Store.ResourceKey) -> String {
    // Without a title the reference itself is shown.
    (try? lake.resource(key).document).flatMap { $0 }.map {
      Self.title(of: $0.root, type: key.type)
    }
      ?? ""
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
    let isCancelled = { cancellation.isCancelled }
    let count = try lake.search(query, now: now, limit: limit, isCancelled: isCancelled) { hit in
      page.append(
        SearchHit(
          patientID: hit.patientID,
          patientName: hit.patientName ?? "Patient/\(hit.patientID)",
          event: Self.chartEvent(hit.event),
          snippet: hit.snippet ?? "",
          matchedIn: hit.part?.rawValue ?? ""
        )
      )
      if page.count == pageSize {
        deliver(page)
        page.removeAll(keepingCapacity: true)
        pageSize = 200
      }
    }
    if !page.isEmpty { deliver(page) }
    return SearchSummary(
      hitCount: count.events,
      patientCount: count.patients,
      isPartial: count.isPartial
    )
  }
}

/// The references of a resource with the elements that hold them.
enum ReferencePaths {
  struct Found {
    let element: String
    let text: String
    let display: String
  }

  /// The references, in document order.
  static func all(in root: JSONValue) -> [Found] {
    var found: [Found] = []
    collect(root, path: "", into: &found)
    return found
  }

  private static func collect(_ value: JSONValue, path: String, into found: inout [Found]) {
    if value.isObject {
      if let text = value["reference"]?.string, !path.isEmpty {
        found.append(Found(element: path, text: text, display: value["display"]?.string ?? ""))
      }
      for member in value.members where member.value.isObject || member.value.isArray {
        if path.isEmpty && member.key == "contained" { continue }
        collect(
          member.value,
          path: path.isEmpty ? member.key : "\(path).\(member.key)",
          into: &found
        )
      }
    } else if value.isArray {
      for (index, element) in value.elements.enumerated() {
        collect(element, path: "\(path)[\(index)]", into: &found)
      }
    }
  }
}
