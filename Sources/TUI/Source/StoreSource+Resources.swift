// SPDX-License-Identifier: Apache-2.0

internal import FHIR
internal import Search
internal import Store
internal import Timeline

extension StoreSource {
  /// Returns the references of the resources of a patient that a FHIR search finds.
  public func resources(
    foundBy search: String,
    ofPatient id: String,
    now: Int64,
    cancellation: Cancellation
  ) throws -> Set<String> {
    var references: Set<String> = []
    try pages(of: "Patient/\(id)/\(search)", now: now, cancellation: cancellation) { keys, _ in
      references.formUnion(keys.map(\.reference))
      return true
    }
    return references
  }

  /// A search whose newest matches come first, where nobody asked for another order and the type has dates.
  private func newestFirst(_ search: String, _ now: Int64) -> String {
    guard !search.contains("_sort=") else { return search }
    let lead = search + (search.hasSuffix("?") ? "" : "&") + "_sort=-"
    let sorted = Self.dateParameters.lazy.map { lead + $0 }.first {
      (try? SearchRequest($0, now: now)) != nil
    }
    return sorted ?? search
  }

  /// What the dates of types are called, the first that a type has; see
  /// https://hl7.org/fhir/R4/searchparameter-registry.html.
  private static let dateParameters = [
    "date", "effective-time", "effective", "whenhandedover", "authoredon", "authored",
    "authored-on",
    "collected", "recorded-date", "onset-date", "created", "started", "period", "sent", "timestamp",
  ]

  /// Finds the events of the resources that a FHIR search finds, over all patients.
  public func searchResources(
    _ search: String,
    now: Int64,
    limit: Int,
    cancellation: Cancellation,
    deliver: ([SearchHit]) -> Void
  ) throws -> SearchSummary {
    var found: [String: Set<Store.ResourceKey>] = [:]
    var count = 0
    var isPartial = false
    try pages(of: newestFirst(search, now), now: now, cancellation: cancellation) { keys, hasMore in
      for key in keys.prefix(limit - count) {
        try cancellation.check()
        // What belongs to nobody, as an organization, is on no timeline.
        guard let patient = try lake.patientIDs(of: [key]).first else { continue }
        found[patient, default: []].insert(key)
        count += 1
      }
      isPartial = count >= limit && hasMore
      return count < limit
    }
    for (patient, keys) in found.sorted(by: { $0.key < $1.key }) {
      let name = try lake.patient(id: patient).name?.headline ?? "Patient/\(patient)"
      let events = try lake.events(
        ofPatient: patient,
        asOf: lastJob,
        isCancelled: { cancellation.isCancelled }
      )
      deliver(
        events.filter { keys.contains($0.key) }.map { event in
          SearchHit(
            patientID: patient,
            patientName: name,
            event: Self.chartEvent(event),
            snippet: "",
            matchedIn: "search"
          )
        }
      )
    }
    return SearchSummary(hitCount: count, patientCount: found.count, isPartial: isPartial)
  }
}
