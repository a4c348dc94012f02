// SPDX-License-Identifier: Apache-2.0

/// Does jobs: reads the lake and computes, without knowing the state of the screen.
struct Worker: Sendable {
  let source: any LakeSource

  /// Does a job and delivers what it brings, on the calling thread.
  func perform(
    _ job: Job,
    cancellation: Cancellation,
    deliver: (Delivery) -> Void
  ) {
    func send(_ content: Delivery.Content) {
      guard !cancellation.isCancelled else { return }
      deliver(Delivery(slot: job.slot, generation: job.generation, content: content))
    }
    do {
      try perform(job.task, cancellation, send)
    } catch is CancellationError {
      return
    } catch {
      send(.failure("\(error)"))
    }
  }

  private func perform(
    _ task: JobTask,
    _ cancellation: Cancellation,
    _ send: (Delivery.Content) -> Void
  ) throws {
    switch task {
    case .readLake: send(.lake(try source.lakeInfo()))
    case .readPatients:
      try source.readPatients(cancellation: cancellation) { send(.patients(PatientTable.Page($0))) }
      send(.patientsEnded)
    case .arrangePatients(let table, let filter, let sort, let isReversed):
      send(
        .arrangement(
          PatientOrder.arrange(
            table,
            filter: filter,
            sort: sort,
            isReversed: isReversed,
            cancellation: cancellation
          )
        )
      )
    case .readPreview(let patient, let now, let zone):
      let chart = try readChart(patient, zone, cancellation)
      send(.preview(PatientPreview(chart: chart, now: now)))
    case .readChart(let patient, let zone):
      send(.chart(try readChart(patient, zone, cancellation)))
    case .findEvents(let chart, let queries, let now):
      let notes = NoteTexts(source: source, store: chart.notes, cancellation: cancellation)
      let found = try EventFinder.find(
        queries,
        in: chart,
        now: now,
        notes: notes,
        cancellation: cancellation
      )
      let advice =
        found.isEmpty
        ? queries.last.map { EventFinder.advice($0, in: chart, now: now, notes: notes) } : nil
      send(.foundEvents(found, advice: advice ?? []))
    case .readDetail(let key, let version):
      send(.detail(try DetailContent.read(key, version: version, from: source, cancellation)))
    case .readNote(let key):
      send(.note(key, try source.readNote(of: key, cancellation: cancellation)))
    case .readVersions(let key):
      send(.versions(key, try source.readVersions(of: key, cancellation: cancellation)))
    case .readDifference(let key, let from, let to):
      send(
        .difference(
          try VersionDifference.read(key, from: from, to: to, source: source, cancellation)
        )
      )
    case .readChangedFields(let changes):
      send(.changedFields(try ChangedFields.read(changes, from: source, cancellation)))
    case .searchAll(let query, let now, let limit):
      let summary = try source.searchEvents(
        query,
        now: now,
        limit: limit,
        cancellation: cancellation
      ) { send(.hits($0)) }
      send(.searchEnded(summary))
    case .complete(let chart, let text, let cursor, let filters, let now):
      let notes = NoteTexts(source: source, store: chart.notes, cancellation: cancellation)
      send(
        .completions(
          try Completer.complete(
            text,
            cursor: cursor,
            in: chart,
            filters: filters,
            now: now,
            notes: notes,
            cancellation: cancellation
          )
        )
      )
    }
  }

  private func readChart(
    _ patient: String,
    _ zone: DisplayZone,
    _ cancellation: Cancellation
  ) throws -> Chart {
    let events = try source.readEvents(ofPatient: patient, cancellation: cancellation)
    try cancellation.check()
    let changes = try source.readChanges(ofPatient: patient, cancellation: cancellation)
    try cancellation.check()
    return Chart(patientID: patient, events: events, changes: changes, zone: zone)
  }
}
