// SPDX-License-Identifier: Apache-2.0

internal import Terminal

extension AppState {
  /// Whose record a pane is about: the open patient, or `nil` for the whole lake.
  private func paneScope(ofLake: Bool) -> PatientSummary? {
    screen == .chart && !ofLake ? chart?.patient : nil
  }

  private func name(_ patient: PatientSummary?) -> String {
    patient.map { PatientText($0, settings: settings).name } ?? ""
  }

  /// Opens the list of changes of the patient, or of the lake.
  mutating func openChanges(ofLake: Bool) {
    let patient = paneScope(ofLake: ofLake)
    open(.changes, .changes(patient: patient?.id), scope: name(patient))
  }

  /// Shows a view of the patient, in place of the lists that lie over it.
  mutating func show(_ view: ChartView) {
    panes = []
    chart?.show(view)
  }

  /// Opens what was read in the patient's notes, in place of the lists that lie over the record.
  mutating func showEntities() {
    panes = []
    openReview(ofLake: false)
  }

  /// Opens the list of deleted resources of the patient, or of the lake.
  mutating func openGraveyard(ofLake: Bool) {
    let patient = paneScope(ofLake: ofLake)
    open(.graveyard, .graveyard(patient: patient?.id), scope: name(patient))
  }

  mutating func openJobs() { open(.jobs, .jobs, scope: "") }

  /// Lists what is different between the moment on the screen and now, or asks for moments.
  mutating func openDifferences(_ text: String) {
    guard text.isEmpty else { return acceptDifferences(text) }
    guard let moment else { return openPrompt(.compare) }
    let patient = paneScope(ofLake: false)
    open(
      .differences,
      .differences(patient: patient?.id, from: .job(moment.job), to: nil),
      scope: [name(patient), "\(moment.label) .. now"].filter { !$0.isEmpty }
        .joined(separator: " · ")
    )
  }

  /// Lists what is different in the open record since it was looked at before.
  mutating func openNews() {
    guard let patient = chart?.patient, let job = lookedBefore else { return }
    open(
      .differences,
      .differences(patient: patient.id, from: .job(job), to: nil),
      scope: "\(name(patient)) · since you looked, job \(job) .. now"
    )
  }

  /// Does what was typed at the prompt for two moments.
  mutating func acceptDifferences(_ text: String) {
    guard !text.isEmpty else { return }
    let patient = paneScope(ofLake: false)
    let birthDate = patient?.birthDate ?? ""
    guard
      let pair = MomentTarget.readPair(
        text,
        birthDate: birthDate,
        now: settings.now(),
        onlyJobs: settings.isDeidentified
      )
    else { return sayNoMoment(text) }
    let shown = text.contains("..") ? text : "\(text) .. now"
    open(
      .differences,
      .differences(patient: patient?.id, from: pair.from, to: pair.to),
      scope: [name(patient), shown].filter { !$0.isEmpty }.joined(separator: " · ")
    )
  }

  mutating func open(_ kind: LakePane.Kind, _ request: PaneRequest, scope: String) {
    panes.append(LakePane(kind, request: request, scope: scope))
    readPane()
  }

  /// Asks the lake for what the topmost pane lists.
  mutating func readPane() {
    guard let request = panes.last?.request else { return }
    panes[panes.count - 1].failure = nil
    start(.pane, .readPane(request))
  }

  mutating func receive(_ content: PaneContent) {
    guard !panes.isEmpty else { return }
    let top = panes.count - 1
    let focus = panes[top].rowIdentity(at: panes[top].cursor.index)
    let before = panes[top].cursor.index
    panes[top].content = arranged(content)
    panes[top].fields = [:]
    panes[top].requestedFields = [:]
    panes[top].cursor.move(by: 0, count: paneRowCount)
    if let focus,
      let at = (0..<paneRowCount).first(where: { panes[top].rowIdentity(at: $0) == focus })
    {
      // What came in above moves neither the focus nor the list.
      let isAtTop = panes[top].cursor.top == 0
      panes[top].cursor.index = at
      panes[top].cursor.top = max(0, panes[top].cursor.top + at - before)
      // The job of what was just undone is what one looks for.
      if case .jobs = content, isAtTop { panes[top].cursor.top = 0 }
    }
    if case .job = content, panes[top].cursor.index == 0 { panes[top].cursor.index = 1 }
  }

  /// Closes the topmost pane; a query that runs is stopped first.
  mutating func closePane() {
    if panes.last?.kind == .sql, jobs.isRunning(.sql) { return stopSQL() }
    if panes.last?.kind == .review, review?.trail.isEmpty == false, chart != nil {
      readChart()
    }
    cancel(.pane)
    cancel(.paneFields)
    panes.removeLast()
    // What was read before something was written is read again.
    if panes.last?.content == nil || arePanesStale { readPane() }
    if panes.last?.kind == .sql { resumeDraft() }
    // Those that are behind a patient are read again when it is left.
    if panes.isEmpty, panesBehind.isEmpty { arePanesStale = false }
  }

  // MARK: - Moving

  /// How many rows the topmost pane has.
  var paneRowCount: Int {
    guard let pane = panes.last else { return 0 }
    if pane.kind == .sql { return sql.table?.rows.count ?? 0 }
    switch pane.content {
    case .changes(let changes, _): return changes.count
    case .jobs(let jobs): return jobs.count
    case .job(let report): return JobRow.rows(of: report).count
    case .differences(let found): return found.count
    case .reconciliation(let items): return items.count
    case .worklists(let rows): return rows.count
    case .population: return population.rows.count
    case .comparison(let comparison): return comparison.rows.count
    case .difference: return paneDifferenceLines.count
    case .schema(let rows): return rows.count
    case .record(let lines): return lines.count
    case nil: return 0
    }
  }

  /// How many lines of the screen a row of the topmost pane takes.
  var paneRowHeight: Int {
    panes.last?.kind == .reconciliation && ReconciliationRow.isStacked(width: size.width) ? 2 : 1
  }

  mutating func moveInPane(by offset: Int) {
    let top = panes.count - 1
    if panes[top].kind == .review { return moveInReview(by: offset) }
    if panes[top].kind == .population { return moveInPopulation(by: offset) }
    if panes[top].isText {
      let height = LakePaneView.listHeight(frameLayout(hasTabs: false).body)
      let bound = max(0, paneRowCount - height)
      panes[top].cursor.index = min(max(0, panes[top].cursor.index + offset), bound)
      return
    }
    panes[top].cursor.move(by: offset, count: paneRowCount)
  }

  /// Moves a wide table to the side.
  mutating func scrollPane(by columns: Int) {
    guard !panes.isEmpty else { return }
    let top = panes.count - 1
    let bound = max(0, (sql.table?.columns.count ?? 0) - 1)
    panes[top].left = min(max(0, panes[top].left + columns), bound)
  }

  /// The lines of the difference in the topmost pane.
  var paneDifferenceLines: [StyledLine] {
    guard let pane = panes.last, case .difference(let difference) = pane.content else { return [] }
    return DifferenceLines(
      difference: difference,
      layer: settings.isDeidentified ? .fields : pane.layer,
      isMetaShown: pane.isMetaShown,
      isByWords: pane.isByWords,
      dates: dates,
      glyphs: settings.glyphs,
      width: size.width
    )
    .make()
  }

  // MARK: - Opening

  /// Opens what has the focus in the topmost pane.
  mutating func openInPane() {
    guard let pane = panes.last else { return }
    if pane.kind == .sql { return openSQLRow() }
    if pane.kind == .review { return openReviewedNote() }
    switch pane.content {
    case .changes(let changes, _):
      guard let change = changes[safe: pane.cursor.index] else { return }
      openDifference(change.key, to: change.version.number)
    case .jobs(let jobs):
      guard let job = jobs[safe: pane.cursor.index] else { return }
      open(.job(job.id), .job(job.id), scope: "")
    case .job(let report):
      switch JobRow.rows(of: report)[safe: pane.cursor.index] {
      case .resource(let change):
        openDifference(
          change.key,
          from: change.versions.lowerBound - 1,
          to: change.versions.upperBound
        )
      case .patient(let patient):
        let behind = panes
        openPatient(id: patient.id)
        panesBehind = behind
      default: return
      }
    case .differences(let found):
      guard let difference = found[safe: pane.cursor.index] else { return }
      openDifference(
        difference.key,
        from: difference.from ?? difference.last.number - 1,
        to: difference.last.number
      )
    case .reconciliation: openReconciled(fromChart: false)
    case .worklists: open(focusedWorklist)
    case .population: openPopulationRow()
    case .comparison(let comparison): openCompared(comparison, at: pane.cursor.index)
    case .schema: pickFromSchema()
    case .difference, .record, nil: return
    }
  }

  /// Opens the difference that a version made.
  private mutating func openDifference(_ key: ResourceKey, from: Int? = nil, to: Int) {
    let before = from ?? to - 1
    open(
      .difference,
      .difference(key, from: before > 0 ? before : nil, to: to),
      scope: "\(key)"
    )
  }

  // MARK: - What changes touched

  /// Finds out what the changes on the screen touched.
  mutating func settlePane() {
    guard let pane = panes.last, !jobs.isRunning(.paneFields) else { return }
    let step: (Int) -> VersionStep?
    switch pane.content {
    case .changes(let changes, _) where pane.kind == .changes: step = { changes[$0].step }
    case .differences(let found): step = { found[$0].step }
    default: return
    }
    let count = paneRowCount
    let height = LakePaneView.listHeight(frameLayout(hasTabs: false).body)
    var cursor = pane.cursor
    cursor.reveal(count: count, height: height)
    panes[panes.count - 1].cursor = cursor
    let missing = cursor.visibleRows(count: count, height: height).compactMap(step)
      .filter { pane.requestedFields[$0.key]?.contains($0.to) != true }
    guard !missing.isEmpty else { return }
    for step in missing {
      panes[panes.count - 1].requestedFields[step.key, default: []].insert(step.to)
    }
    start(.paneFields, .readChangedFields(missing))
  }

  mutating func receivePane(_ fields: [ChangedFields]) {
    guard !panes.isEmpty else { return }
    for field in fields {
      panes[panes.count - 1].fields[field.key, default: [:]][field.version] = field
    }
  }
}
