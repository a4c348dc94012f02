// SPDX-License-Identifier: Apache-2.0

import FHIR
public import Search
public import Store

extension StoreSource {
  /// Returns the patients with events that a query finds, in the order in which they are found.
  public func patients(
    withEvents query: EventQuery,
    now: Int64,
    cancellation: Cancellation
  ) throws -> [String] {
    var ids: [String] = []
    var known: Set<String> = []
    let isCancelled = { cancellation.isCancelled }
    _ = try lake.search(
      query,
      now: now,
      asOf: lastJob,
      limit: .max,
      countLimit: .max,
      zone: zone.offsetMinutes(at:),
      isCancelled: isCancelled
    ) { hit in
      if known.insert(hit.patientID).inserted { ids.append(hit.patientID) }
    }
    return ids
  }

  /// Returns the patients that a FHIR search finds, or whose resources it finds.
  public func patients(
    foundBy search: String,
    now: Int64,
    cancellation: Cancellation
  ) throws -> [String] {
    var ids: [String] = []
    var known: Set<String> = []
    try pages(of: search, now: now, cancellation: cancellation) { keys, _ in
      for id in try lake.patientIDs(of: keys, isCancelled: { cancellation.isCancelled })
      where known.insert(id).inserted {
        ids.append(id)
      }
      return true
    }
    return ids
  }

  /// Hands out the matches of a FHIR search in pages, and whether more come, until that is enough.
  func pages(
    of search: String,
    now: Int64,
    cancellation: Cancellation,
    _ receive: ([Store.ResourceKey], _ hasMore: Bool) throws -> Bool
  ) throws {
    var page: String?
    repeat {
      try cancellation.check()
      let text = page.map { "\(search)\(search.contains("?") ? "&" : "?")_page=\($0)" } ?? search
      let found = try lake.search(
        SearchRequest(text, now: now),
        defaultCount: 500,
        asOf: lastJob,
        isCancelled: { cancellation.isCancelled }
      )
      page = found.next
      guard try receive(found.hits.filter(\.isMatch).map(\.key), page != nil) else { return }
    } while page != nil
  }
}

extension StoreSource {
  /// Returns what lists of patients are sorted and counted by.
  public func readFacts(
    after seen: [String: Int],
    now: Int64,
    cancellation: Cancellation,
    progress: (Int) -> Void
  ) throws -> PatientFactTable {
    try lake.patientFacts(
      after: seen.mapValues(Int64.init),
      endedStatuses: ChartSummary.endedStatuses,
      now: now,
      asOf: lastJob,
      isCancelled: { cancellation.isCancelled },
      progress: progress
    )
  }
}

extension StoreSource {
  /// Returns the patients who have an event of a kind, aligned on it.
  public func readAligned(
    by alignment: EventAlignment,
    patients: Set<String>?,
    cancellation: Cancellation
  ) throws -> AlignedPatients {
    try lake.aligned(
      by: alignment,
      patients: patients,
      asOf: lastJob,
      zone: zone.offsetMinutes(at:),
      isCancelled: { cancellation.isCancelled }
    )
  }
}

extension LakeSource {
  /// Returns nobody: a source without an index of its own.
  public func readAligned(
    by alignment: EventAlignment,
    patients: Set<String>?,
    cancellation: Cancellation
  ) throws -> AlignedPatients { AlignedPatients() }

  /// Returns nothing: a source without an index of its own.
  public func readFacts(
    after seen: [String: Int],
    now: Int64,
    cancellation: Cancellation,
    progress: (Int) -> Void
  ) throws -> PatientFactTable { PatientFactTable() }

  /// Returns the patients of the events that are delivered: a source without an index of its own.
  public func patients(
    withEvents query: EventQuery,
    now: Int64,
    cancellation: Cancellation
  ) throws -> [String] {
    var ids: [String] = []
    var known: Set<String> = []
    _ = try searchEvents(query, now: now, limit: .max, cancellation: cancellation) { hits in
      for hit in hits where known.insert(hit.patientID).inserted { ids.append(hit.patientID) }
    }
    return ids
  }

  /// Returns nothing: a source without FHIR search.
  public func resources(
    foundBy search: String,
    ofPatient id: String,
    now: Int64,
    cancellation: Cancellation
  ) throws -> Set<String> { [] }

  /// Finds nothing: a source without FHIR search.
  public func searchResources(
    _ search: String,
    now: Int64,
    limit: Int,
    cancellation: Cancellation,
    deliver: ([SearchHit]) -> Void
  ) throws -> SearchSummary {
    SearchSummary(hitCount: 0, patientCount: 0, isPartial: false)
  }

  /// Returns nobody: a source without FHIR search.
  public func patients(
    foundBy search: String,
    now: Int64,
    cancellation: Cancellation
  ) throws -> [String] { [] }
}

/// FHIR searches of worklists and of the search bar.
enum MemberSearch {
  /// Returns what is wrong with a search; `nil` when nothing is.
  static func problem(in text: String, now: Int64) -> String? {
    do throws(SearchRequestError) {
      _ = try SearchRequest(text, now: now)
      return nil
    } catch {
      return error.text
    }
  }
}
