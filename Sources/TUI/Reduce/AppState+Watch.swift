// SPDX-License-Identifier: Apache-2.0

internal import Store

extension AppState {
  /// Takes what was told of the lake's file.
  mutating func receive(_ change: LakeWatcher.Change) {
    switch change {
    case .written:
      watch.isTouched = true
      if isReadingLake { watch.isTouchedWhileReading = true }
    case .marked: readMarks()
    case .returned:
      guard watch.misplaced != nil else { return }
      watch.misplaced = nil
      watch.isTouched = true
      say("The lake is in its place again")
    case .removed:
      watch.misplaced = change
      say(
        UserMessage(
          .error,
          "The lake is no longer in its place",
          why: "its file was moved or removed",
          location: lake?.path,
          advice: "What is open can be read until you leave; nothing is written"
        )
      )
    case .replaced:
      watch.misplaced = change
      say(
        UserMessage(
          .error,
          "Another file lies in the place of the lake",
          why: "what is shown is of the one before",
          location: lake?.path,
          advice: "Q, then open it again; nothing is written until then"
        )
      )
    }
  }

  /// Why nothing is written to a lake that is not where it was; `nil` where it is.
  var misplacement: String? {
    switch watch.misplaced {
    case .removed: "the lake is no longer in its place"
    case .replaced: "another file lies in the place of the lake; Q, then open it again"
    case .written, .returned, .marked, nil: nil
    }
  }

  // MARK: - Looking and reading again

  /// Looks at the lake when it was touched, and reads again what is shown when it is older.
  ///
  /// Nothing moves under the fingers: while something is typed, chosen or judged it waits.
  mutating func settleWatch() {
    if let since = watch.readingSince, !isReadingLake {
      watch.readingSince = nil
      // A large lake that an import fills is not read all the time.
      watch.nextReading = max(since + WatchState.pause, clock + 4 * (clock - since))
    }
    if watch.isTouched, prompt == nil, clock >= watch.nextLook, !jobs.isRunning(.news) {
      watch.isTouched = false
      watch.nextLook = clock + WatchState.pause
      start(.news, .readNews)
    }
    if watch.isStale, isCalm, clock >= watch.nextReading, !isReadingLake { readShownAgain() }
    settleSearch()
    if watch.isReviewStale, isReviewCalm, clock >= watch.nextReading { readReviewAgain() }
    if watch.isListStale, isListShown, isCalm, !isReadingLake { readListAgain() }
  }

  /// When the state wants to look or read again; `nil` for not at all.
  var watchDeadline: Int64? {
    if watch.isTouched, prompt == nil, !jobs.isRunning(.news) { return watch.nextLook }
    if watch.isStale, isCalm, !isReadingLake { return watch.nextReading }
    if watch.isReviewStale, isReviewCalm { return watch.nextReading }
    return nil
  }

  /// Whether nothing is being typed, chosen or judged.
  private var isCalm: Bool {
    prompt == nil && popups.isEmpty && awaited == nil
      && (pending.keys.isEmpty || pending.isRefinement)
      && panes.last?.kind != .review && review?.unsaved.isEmpty != false
      && review?.saving.isEmpty != false
  }

  /// Whether entities are on the screen, and nothing is being typed, chosen or stored.
  private var isReviewCalm: Bool {
    panes.last?.kind == .review && prompt == nil && popups.isEmpty && awaited == nil
      && (pending.keys.isEmpty || pending.isRefinement) && review?.unsaved.isEmpty == true
      && review?.saving.isEmpty == true && !jobs.isRunning(.pane) && !jobs.isRunning(.note)
  }

  private var isReadingLake: Bool {
    jobs.isRunning(.lake) || jobs.isRunning(.patients) || jobs.isRunning(.chart)
  }

  /// Whether patients are on the screen.
  private var isListShown: Bool {
    guard screen == .chart else { return panes.isEmpty && screen == .patients }
    return panes.isEmpty && (sizeClass == .large || chart?.isRailOpen == true)
  }

  /// Takes the newest jobs.
  mutating func receive(news: [JobSummary]) {
    let before = watch.known ?? []
    watch.known = news
    triage.newestJob = max(triage.newestJob, news.first?.id ?? 0)
    let changed = news.filter { job in !before.contains(job) }
    guard !changed.isEmpty || watch.isTouchedWhileReading else { return }
    watch.isTouchedWhileReading = false
    // The past does not change.
    if moment == nil { watch.isStale = true }
    if changed.contains(where: { $0.kind == "erase" }) { forgetErased() }
    let foreign = changed.filter { !watch.own.contains($0.id) }
    if !foreign.isEmpty, moment == nil, review?.queue != nil { watch.isReviewStale = true }
    guard let job = foreign.first(where: { !watch.judged.contains($0.id) }) else { return }
    announce(job, before: before.first { $0.id == job.id })
  }

  /// Lets go of what was read of a record, which may be what was erased, and reads it anew.
  private mutating func forgetErased() {
    guard let id = chart?.patient.id else { return }
    let isOpen = screen == .chart
    // Whether the patient is still there, the list says when it is read again.
    openPatient(PatientSummary(id: id))
    if !isOpen { screen = .patients }
  }

  private mutating func announce(_ job: JobSummary, before: JobSummary?) {
    let author = job.author.isEmpty ? "" : " by \(job.author)"
    let isEnd = before?.state != nil && before?.state != job.state
    guard watch.announced != job.id || isEnd else { return }
    watch.announced = job.id
    let parts = [(job.created, "new"), (job.updated, "changed"), (job.deleted, "deleted")]
      .filter { $0.0 > 0 }
      .map { "\(grouped($0.0)) \($0.1)" }
    let counts = parts.isEmpty ? "" : ": \(parts.joined(separator: ", "))"
    let state = job.state == "running" ? ", under way" : counts
    say(
      UserMessage(
        .info,
        "The lake changed: job \(job.id), \(job.kind)\(author)\(state)",
        advice: moment == nil ? nil : "R and Enter return to now"
      )
    )
  }

  /// Says that the newest import did not come to its end: what is shown is a part of a record.
  private mutating func tellOfUnfinished(_ job: JobSummary?) {
    guard let job, job.state != "done" else { return }
    let total = job.created + job.updated + job.deleted + job.identical
    say(
      UserMessage(
        .warning,
        unfinishedImport(job.id, isRunning: job.state == "running", resources: total),
        advice: "The same import, run again, goes on where it was"
      )
    )
  }

  /// Takes what the lake says of itself; what comes later is news.
  mutating func receive(_ info: LakeInfo) {
    lake = info
    triage.newestJob = max(triage.newestJob, info.newestJob)
    if let jobs = info.jobs {
      if watch.known == nil { tellOfUnfinished(jobs.first { $0.kind == "import" }) }
      watch.known = jobs
    }
    guard session.isPastUnconfirmed else { return }
    session.isPastUnconfirmed = false
    // The past of another time may be all there is.
    if let moment, moment.job >= info.newestJob { show(nil) }
  }

  /// Reads again what is on the screen, beside it; what has the focus keeps it.
  private mutating func readShownAgain() {
    watch.isStale = false
    watch.isListStale = true
    search?.isStale = true
    watch.readingSince = clock
    start(.lake, .readLake)
    readChart()
    expireNotes()
    if isListShown { readListAgain() }
    if panes.last?.request != nil { readPane() }
    if !panes.isEmpty { arePanesStale = true }
    if triage.areFactsWanted { forgetFacts() }
  }

  private mutating func readListAgain() {
    watch.isListStale = false
    watch.readingSince = watch.readingSince ?? clock
    list.incoming = PatientTable()
    list.isPreviewStale = true
    list.requestedPreview = nil
    start(.patients, .readPatients)
  }
}
