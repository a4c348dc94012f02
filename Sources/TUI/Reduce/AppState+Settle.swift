// SPDX-License-Identifier: Apache-2.0

internal import Terminal
internal import Timeline

extension AppState {
  /// Asks for what the screen needs and has not got; called after every input.
  mutating func settle() {
    settleWatch()
    settleThemeMenu()
    settlePane()
    settleFacts()
    settleView()
    settleSession()
    settleUnsaved()
  }

  private mutating func settleView() {
    settlePopulation()
    guard panes.isEmpty else { return }
    settlePreview()
    guard screen == .chart, chart != nil else { return }
    if sizeClass == .extraSmall, chart?.focus == .lanes { chart?.focus = .events }
    settleColumns()
    settleFocus()
    settleArrival()
    settleSeries()
    settleTrend()
    settleDetail()
    settleNote()
    settleVersions()
    settleChangedFields()
  }

  private mutating func settlePreview() {
    if screen == .patients, list.isOrderStale { arrangePatients() }
    guard screen == .patients, sizeClass > .extraSmall, let id = list.focused?.id else { return }
    guard list.preview?.patientID != id || list.isPreviewStale, list.requestedPreview != id
    else { return }
    list.requestedPreview = id
    start(.preview, .readPreview(patient: id, now: presentMoment, zone: settings.zone))
  }

  /// Fits the window of the timeline to its columns.
  private mutating func settleColumns() {
    let columns = timeColumns
    if chart?.time.viewport.columns != columns { chart?.time.viewport.resize(toColumns: columns) }
  }

  /// Gives the keys to a pane that is on the screen.
  private mutating func settleFocus() {
    guard let chart, !chart.isSheetCovering(in: sizeClass) else { return }
    let panes = WorkspaceLayout(size: size, chart: chart).focusablePanes
    guard !panes.contains(chart.focus), let first = panes.first else { return }
    self.chart?.focus = first == .rail && panes.count > 1 ? panes[1] : first
  }

  /// Goes to the hit that the patient was opened for.
  mutating func settleArrival() {
    guard let chart, let key = chart.arrival, let loaded = chart.chart else { return }
    self.chart?.arrival = nil
    guard let index = loaded.index(of: key) else { return }
    moveToEvent(index)
    guard chart.isArrivalDayZero else { return }
    self.chart?.isArrivalDayZero = false
    if chart.dayZero == nil { toggleAlignment() }
  }

  private mutating func settleDetail() {
    guard let chart, chart.chart != nil else { return }
    if let sheet = chart.sheet {
      // A note is read on its own; which of how many versions it is, and whether it is deleted, is
      // said by its detail.
      let isRead = chart.details.isFresh(sheet.key, sheet.version)
      let request = DetailRequest(key: sheet.key, version: sheet.version)
      if sheet.kind != .versions, !isRead, chart.requestedDetail != request {
        self.chart?.requestedDetail = request
        self.chart?.detailFailure = nil
        start(.detail, .readDetail(sheet.key, version: sheet.version))
      }
      return
    }
    guard !WorkspaceLayout(size: size, chart: chart)[.detail].isEmpty, let key = followedKey
    else { return }
    let request = DetailRequest(key: key, version: nil)
    if !chart.details.isFresh(key, nil), chart.requestedDetail != request {
      self.chart?.requestedDetail = request
      self.chart?.detailFailure = nil
      start(.detail, .readDetail(key, version: nil))
    }
  }

  private mutating func settleNote() {
    guard let chart, let sheet = chart.sheet, sheet.kind == .note else { return }
    let index = chart.sheets.count - 1
    if !sheet.isNoteRead || sheet.isNoteStale, chart.requestedNote != sheet.key {
      self.chart?.requestedNote = sheet.key
      start(.note, .readNote(sheet.key))
    }
    if sheet.isNoteRead, !sheet.isNoteStale { self.chart?.requestedNote = nil }
    let width = NoteView.textWidth(size)
    let isStale = sheet.lines?.width != width || sheet.lines?.words != sheet.words
    if let note = sheet.note, isStale { layOut(note, in: index, width: width) }
    guard let wanted = sheet.wanted, let note = sheet.note else { return }
    self.chart?.sheets[index].wanted = nil
    if let mention = note.entities.firstIndex(where: { $0.mentionTitle == wanted }) {
      focusMention(mention)
    }
  }

  /// Breaks a note into lines, and goes to the words that it was opened for.
  private mutating func layOut(_ note: NoteText, in index: Int, width: Int) {
    guard let sheet = chart?.sheets[index] else { return }
    var words = sheet.words
    var mark = sheet.mark
    var mention: Int?
    if let wanted = mark {
      mention = note.entities.firstIndex { $0.range == wanted.range }
      if mention == nil, !wanted.isFound(in: note.text) {
        // The note was changed since it was read: the words are looked for.
        words = wanted.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      }
      if mention != nil || words != sheet.words { mark = nil }
      chart?.sheets[index].mark = mark
      chart?.sheets[index].words = words
    }
    let lines = NoteLines(
      note.text,
      width: width,
      words: words,
      marks: note.entities.map(\.range),
      opened: mark?.range
    )
    chart?.sheets[index].lines = lines
    if let mention { return focusMention(mention) }
    guard sheet.lines == nil, sheet.mark != nil,
      let line = lines.openedLine ?? lines.firstMatch(from: 0)
    else { return }
    let bound = max(0, lines.lines.count - sheetHeight)
    let top = max(0, line - sheetHeight / 3)
    chart?.sheets[index].top = min(bound, top)
  }

  private mutating func settleVersions() {
    guard let chart else { return }
    let key: ResourceKey?
    if let sheet = chart.sheet {
      key = sheet.kind == .versions ? sheet.key : nil
    } else {
      key = chart.view == .versions ? focusedChange?.key : nil
    }
    guard let key else { return }
    self.chart?.versions.prepare(for: key)
    if self.chart?.versions.areVersionsRequested == false {
      self.chart?.versions.areVersionsRequested = true
      start(.versions, .readVersions(key))
    }
    // In the list of changes the focused change says which version is shown.
    guard chart.sheet == nil, let change = focusedChange, self.chart?.versions.picked == nil,
      self.chart?.versions.versions.isEmpty == false,
      self.chart?.versions.followed != change.version.number
    else { return }
    self.chart?.versions.followed = change.version.number
    compare(upTo: change.version.number)
  }

  /// Finds out what the changes on the screen touched.
  private mutating func settleChangedFields() {
    guard let chart, chart.view == .versions, chart.sheet == nil, let loaded = chart.chart,
      !jobs.isRunning(.changedFields)
    else { return }
    let listed = chart.versions.listed(loaded.changes)
    let height = WorkspaceLayout(size: size, chart: chart)[.changes].height
    var cursor = chart.versions.cursor
    cursor.reveal(count: listed.count, height: max(1, height - 2))
    let missing = cursor.visibleRows(count: listed.count, height: max(1, height - 2))
      .compactMap { listed[$0].step }
      .filter { chart.versions.requestedFields[$0.key]?.contains($0.to) != true }
    guard !missing.isEmpty else { return }
    for step in missing {
      self.chart?.versions.requestedFields[step.key, default: []].insert(step.to)
    }
    start(.changedFields, .readChangedFields(missing))
  }
}

/// A resource whose detail was asked for.
struct DetailRequest: Sendable, Equatable {
  var key: ResourceKey
  var version: Int?
}
