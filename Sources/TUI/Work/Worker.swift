// SPDX-License-Identifier: Apache-2.0

internal import FHIR
internal import Search
internal import Worklists

/// Does jobs: reads the lake and computes, without knowing the state of the screen.
struct Worker: Sendable {
  var source: any LakeSource

  /// What writes to the lake; `nil` where nothing does.
  var editor: (any LakeEditing)?

  /// Where worklists and marks are kept; `nil` where they are not.
  var keeper: (any WorklistKeeping)?

  /// Whether previews show values with their dates.
  var hasDates = true

  /// What tells that the lake was written to; `nil` where nothing does.
  var watcher: (any LakeWatching)?

  /// What keeps where the reader is; `nil` where nothing does.
  var session: (any SessionKeeping)?

  /// What reads themes and keys; `nil` where they stay as they are.
  var appearance: (any AppearanceReading)?

  /// What writes a file that is not there yet.
  var writeFile: BrowserOptions.FileWriter?

  /// The last job that is seen; `nil` for all.
  var asOf: Int?

  private let charts = ChartMemory()
  private let previews = PreviewMemory()

  private let sortings = PatientSortings()

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
      var worker = self
      if let past = job.asOf {
        worker.source = source.seen(asOf: past)
        worker.asOf = past
      }
      try worker.perform(job.task, cancellation, send)
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
    case .readLake:
      var info = try source.lakeInfo()
      let jobs = try source.readJobs(limit: WatchState.jobLimit)
      info.newestJob = jobs.first?.id ?? 0
      info.jobs = jobs
      send(.lake(info))
    case .readStanding(let patient):
      // Of the past there is no line of anybody.
      guard let merged = try source.countMerged(into: patient) else { break }
      let isDeleted = try source.readPatient(id: patient, cancellation: cancellation) == nil
      send(.standing(merged: merged, isDeleted: isDeleted, of: patient))
    case .readLook(let patient, let job):
      let new = try RecordDifference.read(
        ofPatient: patient,
        from: job,
        to: nil,
        source: source,
        cancellation
      )
      send(.look(RecordDifference.counts(new), of: patient))
    case .readNews:
      // Before the look: what is written during it is told again.
      watcher?.rearm()
      send(.news(try source.readJobs(limit: WatchState.jobLimit)))
    case .saveSession(let place):
      try session?.save(place)
      send(.sessionSaved)
    case .listThemes: send(.themes(appearance?.themeNames() ?? []))
    case .readTheme(let name):
      guard let appearance else { return }
      let (theme, findings) = appearance.theme(name)
      send(.theme(name, theme, findings))
    case .reloadAppearance(let name):
      guard let appearance else { return }
      let (theme, findings) = appearance.theme(name)
      let keys: Result<BrowserOptions.KeyFile?, AppearanceFiles.Failure>
      do {
        keys = .success(try appearance.keys())
      } catch {
        keys = .failure(.init(reason: "keys.toml cannot be read"))
      }
      send(
        .appearance(AppearanceFiles(name: name, theme: theme, findings: findings, keys: keys))
      )
    case .readPatients:
      try source.readPatients(cancellation: cancellation) { send(.patients($0)) }
      send(.patientsEnded)
    case .arrangePatients(let table, let order):
      let rows = order.arrange(table, sortings: sortings, cancellation: cancellation)
      send(.arrangement(rows))
    case .readPreview(let patient, let now, let zone):
      send(.preview(try readPreview(patient, zone, now, cancellation)))
      // Who looks at a patient may open the record next; what is wrong with it is told then.
      if try source.stamp() != nil {
        _ = try? readChart(patient, zone, ChartLook(), cancellation)
      }
    case .readChart(let patient, let zone, let look):
      // What comes while the events are read counts as not looked at.
      let job = try source.readJobs(limit: 1).first?.id
      if let summary = try source.readPatient(id: patient, cancellation: cancellation) {
        send(.patient(summary))
      }
      send(.chart(try readChart(patient, zone, look, cancellation), newestJob: job))
    case .checkRecord(let chart, let bounds, let withReferences):
      let dangling =
        withReferences
        ? try source.readDangling(ofPatient: chart.patientID, cancellation: cancellation) : []
      send(.findings(chart.problems(bounds, dangling: dangling), of: chart))
    case .prepareSearch(let chart):
      let lookup = ChartLookup(source: source, words: chart.words, cancellation: cancellation)
      try EventFinder.prepare(chart, lookup: lookup, cancellation: cancellation)
      send(.searchPrepared)
    case .findEvents(let chart, let queries, let now):
      let lookup = ChartLookup(source: source, words: chart.words, cancellation: cancellation)
      let found = try EventFinder.find(
        queries,
        in: chart,
        now: now,
        lookup: lookup,
        cancellation: cancellation
      )
      let advice =
        found.isEmpty
        ? queries.last.map { EventFinder.advice($0, in: chart, now: now, lookup: lookup) } : nil
      let mentions = FoundMentions(found, in: chart)
      send(.foundEvents(found, mentions: mentions, advice: advice ?? []))
    case .readDetail(let key, let version):
      send(.detail(try DetailContent.read(key, version: version, from: source, cancellation)))
    case .readNote(let key):
      var note = try source.readNote(of: key, cancellation: cancellation)
      if note == nil, let failure = try source.readNoteFailure(of: key) {
        throw NoteFailure(description: failure)
      }
      note?.entities = try source.readEntities(ofNote: key, cancellation: cancellation)
      send(.note(key, note))
    case .readVersions(let key):
      send(.versions(key, try source.readVersions(of: key, cancellation: cancellation)))
    case .readDifference(let key, let from, let to):
      send(
        .difference(
          try VersionDifference.read(key, from: from, to: to, source: source, cancellation)
        )
      )
    case .readChangedFields(let steps):
      send(.changedFields(try ChangedFields.read(steps, from: source, cancellation)))
    case .searchAll(let query, let table, let now, let limit):
      if let search = query.resources {
        return try searchResources(search, table, now, limit, cancellation, send)
      }
      let summary = try source.searchEvents(
        query,
        now: now,
        limit: limit,
        cancellation: cancellation
      ) { send(.hits($0)) }
      send(.searchEnded(summary))
    case .adviseSearch(let query, let now):
      send(
        .searchAdvice(try SearchAdvice.make(query, now: now, from: source, cancellation))
      )
    case .complete(let chart, let text, let cursor, let filters, let now):
      let lookup = ChartLookup(source: source, words: chart.words, cancellation: cancellation)
      send(
        .completions(
          try Completer.complete(
            text,
            cursor: cursor,
            in: chart,
            filters: filters,
            now: now,
            lookup: lookup,
            cancellation: cancellation
          )
        )
      )
    case .findMoment(let target, let label):
      var moment = try source.moment(target)
      moment.label = label
      send(.moment(moment))
    case .readPane(let request):
      send(.pane(try request.read(from: source, cancellation)))
    case .runSQL(let statement): try runSQL(statement, cancellation, send)
    case .readSQLViews: send(.sqlViews(try source.readSQLViews()))
    case .findPatient(let key):
      let links = try source.readLinks(of: key, cancellation: cancellation)
      let patient = links.outgoing.lazy.compactMap(\.target).first { $0.type == "Patient" }
      send(.patientOf(key, patient?.id))
    case .previewUndo(let job):
      send(.undoPreview(try source.readJob(job, cancellation: cancellation)))
    case .restore(let key):
      guard let editor else { throw NothingWrites() }
      send(.edited(try editor.restore(key)))
    case .undo(let job, let later):
      guard let editor else { throw NothingWrites() }
      send(.edited(try editor.undo(job, later: later)))
    case .readFacts(let seen, let now):
      let table = try source.readFacts(after: seen, now: now, cancellation: cancellation) {
        send(.factsProgress($0))
      }
      send(.facts(table))
    case .countPopulation(let count): send(.population(try count.make(cancellation)))
    case .worklist(let task): send(.worklist(try perform(task, cancellation)))
    case .readReviewQueue(let patient):
      send(
        .reviewQueue(try source.readReviewQueue(ofPatient: patient, cancellation: cancellation))
      )
    case .readReview(let key):
      send(.review(key, try source.readReview(of: key, cancellation: cancellation)))
    case .findCodes(let words, let entity):
      send(.codes(try source.findCodes(words, limit: 9), words: words, entity: entity))
    case .review(let decisions):
      guard let editor else { throw NothingWrites() }
      send(.reviewed(job: try editor.review(decisions)))
    case .writeFile(let path, let table):
      guard let writeFile else { throw NothingWrites() }
      let text = table.text(separator: path.lowercased().hasSuffix(".tsv") ? "\t" : ",")
      try writeFile(path, Array(text.utf8))
      let rows = counted(table.rows.count, "row")
      // A file says nothing of what is not in it.
      let rest = table.isCut ? "; there are more, which 'tarn sql --limit' writes" : ""
      send(.wrote("Wrote \(table.isCut ? "the first " : "")\(rows) to \(path)\(rest)"))
    case .writeShown(let path, let table, let format):
      send(.wrote(try write(table, format, to: path, cancellation)))
    case .writePatients(let path, let export, let format):
      let table = try export.shown(cancellation)
      send(.wrote(try write(table, format, noun: "patient", to: path, cancellation)))
    }
  }

  /// Writes what is shown, and says what was written.
  private func write(
    _ table: ShownTable,
    _ format: ShownTable.Format,
    noun: String? = nil,
    to path: String,
    _ cancellation: Cancellation
  ) throws -> String {
    guard let writeFile else { throw NothingWrites() }
    let bytes = try table.text(format) { key in
      try cancellation.check()
      return try source.readVersion(of: key, version: nil, cancellation: cancellation)?.body
        .map { Array($0.bytes) }
    }
    try writeFile(path, bytes)
    let isResources = format == .ndjson && !table.keys.isEmpty
    let count = isResources ? table.keys.count : table.rows.count
    let filters = table.filters.isEmpty ? "" : ", \(table.filters),"
    return
      "Wrote \(counted(count, noun ?? (isResources ? "resource" : "row")))\(filters) to \(path)"
  }

  private struct NothingWrites: Error, CustomStringConvertible {
    var description: String { "this session writes nothing" }
  }

  /// Runs a query until it is cancelled or its time is over.
  private func runSQL(
    _ statement: String,
    _ cancellation: Cancellation,
    _ send: (Delivery.Content) -> Void
  ) throws {
    let clock = ContinuousClock()
    let start = clock.now
    let end = start.advanced(by: SQLState.timeLimit)
    do {
      var table = try source.runSQL(statement, rowLimit: SQLState.rowLimit) {
        cancellation.isCancelled || clock.now > end
      }
      let (seconds, attoseconds) = (clock.now - start).components
      table.widths = table.measured()
      send(.sql(table, milliseconds: seconds * 1000 + attoseconds / 1_000_000_000_000_000))
    } catch is SQLStopped {
      send(.failure("it took longer than \(SQLState.timeLimit.components.seconds) seconds"))
    }
  }

  private func readPreview(
    _ patient: String,
    _ zone: DisplayZone,
    _ now: Int64,
    _ cancellation: Cancellation
  ) throws -> PatientPreview {
    guard let whole = try request(patient, zone, ChartLook()) else {
      return try makePreview(patient, zone, now, cancellation)
    }
    if let chart = charts.chart(for: whole) {
      return PatientPreview(chart: chart, now: now, hasDates: hasDates)
    }
    let request = PreviewMemory.Request(chart: whole, hour: now / 3_600_000)
    if let preview = previews.preview(for: request) { return preview }
    let preview = try makePreview(patient, zone, now, cancellation)
    previews.keep(preview, for: request)
    return preview
  }

  private func makePreview(
    _ patient: String,
    _ zone: DisplayZone,
    _ now: Int64,
    _ cancellation: Cancellation
  ) throws -> PatientPreview {
    PatientPreview(
      outline: try source.readOutline(ofPatient: patient, cancellation: cancellation),
      ofPatient: patient,
      zone: zone,
      now: now,
      hasDates: hasDates
    )
  }

  /// What names a chart; `nil` where it is not known whether the lake is still the same.
  private func request(
    _ patient: String,
    _ zone: DisplayZone,
    _ look: ChartLook
  ) throws -> ChartMemory.Request? {
    try source.stamp().map { stamp in
      ChartMemory.Request(
        patient: patient,
        zone: zone.name,
        look: look,
        asOf: asOf,
        stamp: stamp
      )
    }
  }

  private func readChart(
    _ patient: String,
    _ zone: DisplayZone,
    _ look: ChartLook,
    _ cancellation: Cancellation
  ) throws -> Chart {
    // What is written while the events are read comes with another stamp.
    guard let request = try request(patient, zone, look) else {
      return try makeChart(patient, zone, look, cancellation)
    }
    if let chart = charts.chart(for: request) { return chart }
    let chart = try makeChart(patient, zone, look, cancellation)
    charts.keep(chart, for: request)
    return chart
  }

  private func makeChart(
    _ patient: String,
    _ zone: DisplayZone,
    _ look: ChartLook,
    _ cancellation: Cancellation
  ) throws -> Chart {
    let events = try source.readEvents(ofPatient: patient, cancellation: cancellation)
    try cancellation.check()
    let changes = try source.readChanges(ofPatient: patient, cancellation: cancellation)
    try cancellation.check()
    var ghosts: [Ghost] = []
    if look.hasGhosts {
      ghosts = try source.readGhosts(ofPatient: patient, cancellation: cancellation)
    }
    var recorded: [ResourceKey: [Int: Int64]] = [:]
    if look.axis == .recorded {
      let log = try source.readLog(
        ofPatient: patient,
        after: 0,
        limit: .max,
        cancellation: cancellation
      )
      for change in log {
        recorded[change.key, default: [:]][change.version.number] = change.version.recorded
      }
    }
    return Chart(
      patientID: patient,
      events: events,
      changes: changes,
      ghosts: ghosts,
      recorded: look.axis == .recorded ? recorded : nil,
      hasRecordedTimes: hasDates,
      zone: zone
    )
  }
}
