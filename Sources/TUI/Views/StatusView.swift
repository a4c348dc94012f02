// SPDX-License-Identifier: Apache-2.0

internal import Terminal
internal import Timeline
internal import Worklists

/// The last but one row: what was said, or else where the focus is and how much is shown.
struct StatusView {
  let state: AppState

  func draw(on canvas: Canvas) {
    canvas.fill(canvas.bounds, style: Role.status.style)
    if let message = state.log.current { return draw(message, on: canvas) }
    let right = rightText
    let rightWidth = DisplayWidth.of(right)
    let indent = state.sizeClass == .extraSmall ? 0 : 1
    canvas.put(
      leftText,
      x: indent,
      y: 0,
      .status,
      width: max(0, canvas.width - rightWidth - indent - 2)
    )
    canvas.put(
      right,
      x: max(0, canvas.width - rightWidth - indent),
      y: 0,
      state.jobs.isBusy ? .busy : .status
    )
  }

  private func draw(_ message: UserMessage, on canvas: Canvas) {
    let role: Role =
      switch message.level {
      case .info: .notice
      case .warning: .warning
      case .error: .error
      }
    canvas.fill(canvas.bounds, style: role.style)
    let prefix = message.level == .info ? " " : " \(message.level.letter) "
    let end = canvas.put(prefix, x: 0, y: 0, role)
    let line = message.line
    let isCut = DisplayWidth.of(line) > canvas.width - end
    let keys = state.keymap.keys(for: "messages.open", in: state.contexts)
    let rest = canvas.width >= 60 ? " shows all" : ""
    let more = isCut ? keys.first.map { " \(KeyText.short($0))\(rest)" } ?? "" : ""
    canvas.put(line, x: end, y: 0, role, width: max(0, canvas.width - end - more.count))
    canvas.put(more, x: canvas.width - more.count, y: 0, role)
  }

  /// What is waited for, and what was not read.
  private var rightText: String {
    var parts: [String] = []
    if !state.pending.isEmpty, !state.pending.isRefinement, state.pending.placeBefore == nil {
      let keys = state.pending.keys.map(\.description).joined(separator: " ")
      parts.append("\(state.pending.digits)\(keys)…")
    }
    if state.awaited != nil { parts.append("a letter…") }
    parts += state.unsavedWords
    if state.jobs.isBusy, let busy = busyText { parts.append(busy) }
    if state.log.unreadCount > 0 { parts.append("\(grouped(state.log.unreadCount)) unread (g e)") }
    if state.sizeClass > .extraSmall, state.screen == .patients, let lake = state.lake,
      parts.isEmpty
    {
      parts.append("\(grouped(lake.resourceCount)) resources")
    }
    if state.sizeClass == .extraSmall, parts.isEmpty { parts.append("?:help q:back") }
    if state.screen == .chart, state.sizeClass == .small, parts.isEmpty {
      parts.append("TZ \(state.settings.zone.label(at: state.chart?.time.cursor ?? 0))")
    }
    return parts.joined(separator: "  ")
  }

  private var busyText: String? {
    if state.list.isLoading, state.screen == .patients {
      return "reading patients \(grouped(state.list.table.count))…"
    }
    if state.jobs.isRunning(.chart) { return "reading events…" }
    if state.jobs.isRunning(.sql) { return "running; esc stops" }
    if state.jobs.isRunning(.facts),
      state.screen == .patients || state.panes.last?.kind == .population
    {
      return
        "counting \(grouped(state.triage.factsProgress)) of \(grouped(state.list.table.count))…"
    }
    if state.jobs.isRunning(.worklists) { return "looking for patients…" }
    if state.jobs.isRunning(.write) { return "writing…" }
    if state.jobs.isRunning(.pane) || state.jobs.isRunning(.moment) { return "reading…" }
    if state.jobs.isRunning(.search) || state.jobs.isRunning(.filter) { return "searching…" }
    return nil
  }

  private var leftText: String {
    if state.panes.isEmpty, let range = state.rangeText { return range }
    if let pane = state.panes.last { return paneText(pane) }
    switch state.screen {
    case .patients: return patientsText
    case .search: return searchText
    case .chart: return chartText
    }
  }

  private func paneText(_ pane: LakePane) -> String {
    if let deletion = pane.focusedDeletion?.version {
      let why = deletion.reason.isEmpty ? "" : ": \(deletion.reason)"
      return "deleted by \(deletion.author), \(deletion.jobKind) job \(deletion.job)\(why)"
    }
    let count = state.paneRowCount
    guard count > 0 else { return "" }
    if pane.isText { return "\(counted(count, "line"))" }
    let place = "\(grouped(pane.cursor.index + 1))/\(grouped(count))"
    if case .comparison(let comparison) = pane.content {
      return "\(place)   \(ComparisonView.remark(comparison, sort: state.comparison))"
    }
    if case .reconciliation(let items) = pane.content, let row = items[safe: pane.cursor.index] {
      // In the list there is no room for the end of either.
      return "\(place)   \(row.summary)"
    }
    if case .jobs(let jobs) = pane.content, let what = jobs[safe: pane.cursor.index]?.what,
      !what.isEmpty
    {
      return "\(place)   \(what)"
    }
    guard case .differences(let found) = pane.content else { return place }
    return "\(place)   \(RecordDifference.counts(found))"
  }

  private var patientsText: String {
    let count = state.list.rows.count
    let at = count == 0 ? 0 : state.list.cursor.index + 1
    let percent = count > 1 ? state.list.cursor.index * 100 / (count - 1) : 100
    var text = "\(grouped(at))/\(grouped(count))"
    if count > 1 { text += "   \(percent)%" }
    let hidden = state.list.table.count - count
    if state.list.filter.isEmpty, state.triage.list == nil {
      text += "   filter: none"
    } else {
      if !state.list.filter.isEmpty { text += "   filter: \(state.list.filter)" }
      text += "   \(grouped(max(0, hidden))) not shown"
    }
    if let id = state.list.focused?.id, !state.settings.isDeidentified {
      let note = state.triage.marks(of: id).note
      if !note.isEmpty { text = "\(grouped(at))/\(grouped(count))   note: \(note)" }
    }
    if !state.list.marked.isEmpty { text += "   \(grouped(state.list.marked.count)) marked" }
    return text
  }

  private var searchText: String {
    guard let search = state.search else { return "" }
    return SearchText.count(search, isRunning: state.jobs.isRunning(.search))
  }

  private var chartText: String {
    guard let chart = state.chart else { return "" }
    guard let loaded = chart.chart else {
      return chart.failure == nil ? "reading events…" : "no events"
    }
    if chart.hasSheetFocus(in: state.sizeClass), let sheet = chart.sheet { return sheetText(sheet) }
    let isFiltered = chart.shownCount != loaded.count
    let shown = chart.countText + (isFiltered ? " shown" : "")
    if state.sizeClass == .extraSmall {
      return isFiltered
        ? "\(grouped(chart.shownCount))/\(grouped(loaded.count))"
        : state.size.width >= 60 ? shown : counted(loaded.counts.events, "event")
    }
    var parts: [String] = []
    switch chart.view {
    case .timeline:
      let viewport = chart.time.viewport
      let range = viewport.range(ofColumn: viewport.cursorColumn)
      if loaded.hasDates {
        parts.append("bin \(viewport.cursorColumn + 1)/\(viewport.columns)")
        parts.append("\(grouped(state.listedEvents.count(in: range))) here")
      }
      parts.append(shown)
      parts.append("lane \(chart.time.lane.title)")
      if loaded.isByRecording { parts.append("by when recorded") }
      if chart.look.hasGhosts { parts.append("\(grouped(loaded.ghosts.count)) deleted drawn (D)") }
      if let deletion = chart.selected.flatMap({ loaded.ghosts[$0] }) {
        let why = deletion.reason.isEmpty ? "" : ": \(deletion.reason)"
        parts.insert("DELETED by \(deletion.author), job \(deletion.job)\(why)", at: 0)
      }
      if !chart.time.hidden.isEmpty {
        parts.append("\(counted(chart.time.hidden.count, "lane")) off")
      }
      if !chart.findings.isEmpty { parts.append("\(grouped(chart.findings.count)) to check") }
      if !chart.marks.isEmpty { parts.append("marks \(String(chart.marks.keys.sorted()))") }
    case .versions:
      let listed = chart.versions.listed(loaded.changes)
      let at = listed.isEmpty ? 0 : chart.versions.cursor.index + 1
      parts.append("\(grouped(at))/\(grouped(listed.count))")
      if let pair = chart.versions.pair {
        parts.append(
          pair.old.map { "comparing v\($0) → v\(pair.new)" } ?? "v\(pair.new), the first"
        )
      }
      parts.append(chart.versions.isMetaShown ? "meta shown (M)" : "meta not shown (M)")
    default:
      let table = TableRows(state: state)
      let rows = table.focusable
      let focused = table.focused(chart.table[chart.view].index)
      let at = focused.flatMap { rows.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
      parts.append("\(grouped(at))/\(grouped(rows.count))")
      if chart.table.sort != .date || chart.table.isReversed {
        let order = chart.table.isReversed ? ", reversed" : ""
        parts.append("by \(chart.table.sort.rawValue)\(order)")
      }
      parts.append(shown)
    }
    let marks = state.triage.marks(of: chart.patient.id)
    if marks.isFlagged { parts.append("flagged") }
    if marks.isDone { parts.append("done") }
    if !marks.note.isEmpty, !state.settings.isDeidentified {
      // Before where the cursor is: whoever opens the record is to be reminded.
      let note = DisplayText("note: \(marks.note)").truncated(to: max(20, state.size.width / 3))
      parts.insert(note.text, at: 0)
    }
    if !chart.areFiltersOn, !chart.filters.isEmpty { parts.append("filters off (\\)") }
    return parts.joined(separator: "  ")
  }

  private func sheetText(_ sheet: Sheet) -> String {
    if sheet.kind == .versions, let pair = state.chart?.versions.pair {
      return pair.old.map { "comparing v\($0) → v\(pair.new)" } ?? "v\(pair.new), the first version"
    }
    let count = state.sheetLineCount
    let bottom = min(count, sheet.top + state.sheetHeight)
    return "line \(grouped(min(count, sheet.top + 1)))–\(grouped(bottom)) of \(grouped(count))"
  }
}

/// How a search is going, in words.
enum SearchText {
  static func count(_ search: SearchState, isRunning: Bool) -> String {
    if search.text.trimmed.isEmpty {
      return "type words, inr>4, or fields: type: lane: code: abn: since:"
    }
    guard let summary = search.summary else {
      let found = counted(search.hits.count, "hit")
      return isRunning ? "\(found) so far · still searching" : found
    }
    var text = "\(counted(summary.hitCount, "hit")) · \(counted(summary.patientCount, "patient"))"
    if summary.isPartial { text += " · more than were counted" }
    if search.hits.count < summary.hitCount {
      let which = summary.isPartial ? "" : "newest "
      text += " · \(which)\(grouped(search.hits.count)) listed"
    }
    return text
  }
}
