// SPDX-License-Identifier: Apache-2.0

import FHIR
import Search
import Timeline

import struct Store.LakeStamp

@testable import TUI

/// A lake in memory, made of synthetic patients.
final class FakeLake: LakeSource {
  struct StoredVersion: Sendable {
    var summary: VersionSummary
    var json: String?
  }

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  let patients: [PatientSummary]
  let events: [String: [ChartEvent]]
  let changes: [String: [ChangeSummary]]
  let versions: [ResourceKey: [StoredVersion]]
  let notes: [ResourceKey: NoteText]
  let links: [ResourceKey: ResourceLinks]

  /// The patients whose events cannot be read.
  let broken: Set<String>

  init(
    patients: [PatientSummary],
    events: [String: [ChartEvent]] = [:],
    changes: [String: [ChangeSummary]] = [:],
    versions: [ResourceKey: [StoredVersion]] = [:],
    notes: [ResourceKey: NoteText] = [:],
    links: [ResourceKey: ResourceLinks] = [:],
    broken: Set<String> = []
  ) {
    self.patients = patients
    self.events = events
    self.changes = changes
    self.versions = versions
    self.notes = notes
    self.links = links
    self.broken = broken
  }

  /// This lake has no past: lakes with one are made by ``RecordFixture``.
  func seen(asOf job: Int?) -> any LakeSource { self }

  func moment(_ target: MomentTarget) throws -> Moment {
    Moment(job: 1, recorded: 0, isNewest: true)
  }

  func readLog(
    ofPatient id: String?,
    after: Int,
    limit: Int,
    cancellation: Cancellation
  ) throws -> [ChangeSummary] { id.flatMap { changes[$0] } ?? [] }

  func readDeletions(
    ofPatient id: String?,
    limit: Int,
    cancellation: Cancellation
  ) throws -> [ChangeSummary] { [] }

  func readGhosts(ofPatient id: String, cancellation: Cancellation) throws -> [Ghost] { [] }

  func readDangling(ofPatient id: String, cancellation: Cancellation) throws -> Set<ResourceKey> {
    []
  }

  func stamp() throws -> LakeStamp? { nil }

  func readJobs(limit: Int) throws -> [JobSummary] { [] }

  func readJob(_ id: Int, cancellation: Cancellation) throws -> JobReport {
    throw Failure(description: "There is no such job")
  }

  func runSQL(
    _ statement: String,
    rowLimit: Int,
    isStopped: @escaping @Sendable () -> Bool
  ) throws -> SQLTable { throw Failure(description: "no SQL here") }

  func lakeInfo() throws -> LakeInfo {
    LakeInfo(
      path: "/data/clinic.tarn",
      isReadOnly: true,
      patientCount: patients.count,
      resourceCount: events.values.reduce(0) { $0 + $1.count },
      versionCount: versions.values.reduce(0) { $0 + $1.count },
      byteCount: 4_200_000
    )
  }

  func readPatients(cancellation: Cancellation, deliver: (PatientPage) -> Void) throws {
    var start = 0
    while start < patients.count {
      try cancellation.check()
      let end = min(patients.count, start + 50)
      deliver(PatientPage(patients[start..<end]))
      start = end
    }
  }

  func countMerged(into id: String) throws -> Int? { patients.count { $0.replacedBy == id } }

  func readPatient(id: String, cancellation: Cancellation) throws -> PatientSummary? {
    patients.first { $0.id == id }
  }

  func readEvents(ofPatient id: String, cancellation: Cancellation) throws -> [ChartEvent] {
    if broken.contains(id) { throw Failure(description: "disk I/O error") }
    return events[id] ?? []
  }

  func readChanges(ofPatient id: String, cancellation: Cancellation) throws -> [ChangeSummary] {
    changes[id] ?? []
  }

  func readVersion(
    of key: ResourceKey,
    version: Int?,
    cancellation: Cancellation
  ) throws -> ResourceVersionContent? {
    let stored = versions[key] ?? []
    guard
      let found = version.map({ number in stored.first { $0.summary.number == number } })
        ?? stored.last
    else { return nil }
    return ResourceVersionContent(
      summary: found.summary,
      body: try found.json.map { try JSONDocument.parse($0) }
    )
  }

  func readVersions(of key: ResourceKey, cancellation: Cancellation) throws -> [VersionSummary] {
    (versions[key] ?? []).map(\.summary).reversed()
  }

  func readNote(of key: ResourceKey, cancellation: Cancellation) throws -> NoteText? { notes[key] }

  func readLinks(of key: ResourceKey, cancellation: Cancellation) throws -> ResourceLinks {
    links[key] ?? ResourceLinks(outgoing: [], incoming: [])
  }

  func searchEvents(
    _ query: EventQuery,
    now: Int64,
    limit: Int,
    cancellation: Cancellation,
    deliver: ([SearchHit]) -> Void
  ) throws -> SearchSummary {
    let matcher = EventMatcher(query, now: now)
    let texts = ChartLookup(source: self, words: ChartWords(), cancellation: cancellation)
    var count = 0
    var found: Set<String> = []
    for patient in patients {
      try cancellation.check()
      for event in events[patient.id] ?? []
      where matcher.matches(FindableEvent([event.entry], 0, lookup: texts)) {
        count += 1
        found.insert(patient.id)
        guard count <= limit else { continue }
        let snippet = notes[event.key].map { "…\($0.text.prefix(40))…" } ?? ""
        deliver([
          SearchHit(
            patientID: patient.id,
            patientName: patient.name,
            event: event,
            snippet: snippet,
            matchedIn: snippet.isEmpty ? "title" : "note"
          )
        ])
      }
    }
    return SearchSummary(hitCount: count, patientCount: found.count, isPartial: false)
  }
}

extension ChartEvent {
  /// The event as a timeline holds it.
  var entry: TimelineEntry {
    TimelineEntry(event: event, reference: key.description, version: version)
  }
}
