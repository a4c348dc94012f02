// SPDX-License-Identifier: Apache-2.0

extension Worker {
  /// Does a FHIR search over all patients: patients for a search of Patients, else events.
  func searchResources(
    _ search: String,
    _ table: PatientTable,
    _ now: Int64,
    _ limit: Int,
    _ cancellation: Cancellation,
    _ send: (Delivery.Content) -> Void
  ) throws {
    guard search.hasPrefix("Patient?") else {
      let summary = try source.searchResources(
        search,
        now: now,
        limit: limit,
        cancellation: cancellation
      ) { send(.hits($0)) }
      return send(.searchEnded(summary))
    }
    let ids = Set(try source.patients(foundBy: search, now: now, cancellation: cancellation))
    let numbers = table.indices(ofIDs: ids)
    send(.foundPatients(numbers))
    send(
      .searchEnded(SearchSummary(hitCount: 0, patientCount: numbers.count, isPartial: false))
    )
  }
}
