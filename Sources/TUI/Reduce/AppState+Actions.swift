// SPDX-License-Identifier: Apache-2.0

internal import FHIR
internal import Terminal

extension AppState {
  /// A character that a command waits for.
  enum Awaited: Sendable { case setMark, jumpToMark }

  /// Does what enter does where the focus is.
  mutating func openDefault() {
    if !panes.isEmpty { return openInPane() }
    switch screen {
    case .patients: openFocusedPatient()
    case .search: openSearchRow()
    case .chart: openInChart()
    }
  }

  private mutating func openInChart() {
    guard let chart else { return }
    switch chart.focus {
    case .rail: openFocusedPatient()
    case .changes:
      if chart.sheet?.kind == .versions { return }
      self.chart?.focus = .difference
    case .difference: self.chart?.focus = .changes
    case .lanes, .events, .trends, .table, .detail: openFocusedEvent()
    }
  }

  /// Goes to the next hit: of the note that is open, else of the chart.
  mutating func goToHit(forward: Bool) {
    if let sheet = chart?.sheet, sheet.kind == .note { return moveInFinds(forward: forward) }
    jumpToHit(forward: forward, from: chart?.time.cursor ?? 0)
  }

  /// Opens the search that fits the place.
  mutating func openSearch() {
    if screen != .chart {
      let before = search?.text ?? ""
      openPrompt(.searchAll, text: before)
      // The first letter of another search takes its place.
      prompt?.isProposed = !before.isEmpty
    } else if chart?.sheet?.kind == .note {
      openPrompt(.noteSearch)
    } else {
      openPrompt(.search)
    }
  }

  mutating func moveInPromptHits(by offset: Int) {
    guard let prompt else { return }
    if prompt.kind == .searchAll {
      guard let count = search?.rowCount else { return }
      search?.cursor.move(by: offset, count: count)
    } else if let found = prompt.found, !found.isEmpty {
      self.prompt?.hitCursor.move(by: offset, count: found.count)
    }
  }

  // MARK: - Filters

  var hasFilters: Bool {
    screen == .patients
      ? !list.filter.isEmpty || triage.list != nil : chart?.filters.isEmpty == false
  }

  mutating func dropLastFilter() {
    if screen == .patients { return dropLastPatientChip() }
    guard let dropped = chart?.filters.popLast() else { return }
    say("Dropped the filter '\(dropped.text)'")
    applyFilters()
  }

  // MARK: - Panes

  mutating func toggleMaximised() {
    guard let chart else { return }
    if chart.maximised != nil {
      self.chart?.maximised = nil
    } else {
      if chart.focus == .detail, chart.sheets.isEmpty, let key = followedKey {
        openSheet(.detail, key, focusedEvent)
      }
      self.chart?.maximised = chart.focus
    }
  }

  mutating func toggleRail() {
    guard let chart else { return }
    if sizeClass == .large, arrangement.closed.remove(.rail) != nil {
      self.chart?.focus = .rail
      return
    }
    if sizeClass == .large {
      self.chart?.focus = chart.focus == .rail ? (chart.view == .timeline ? .lanes : .table) : .rail
      return
    }
    self.chart?.isRailOpen.toggle()
    if chart.isRailOpen { self.chart?.show(chart.view) } else { self.chart?.focus = .rail }
  }

  mutating func toggleRaw() {
    if let reason = Requirement.raw.reason(self) {
      return say(UserMessage(.warning, "The JSON is not shown", why: reason))
    }
    guard let chart, let sheet = chart.sheet else {
      if chart?.focus == .detail, let key = followedKey {
        openSheet(.detail, key, focusedEvent)
        toggleRaw()
      }
      return
    }
    let top = chart.sheets.count - 1
    if sheet.kind == .note {
      openSheet(.detail, sheet.key)
      self.chart?.sheets[chart.sheets.count].isRaw = true
      return
    }
    self.chart?.sheets[top].isRaw.toggle()
    self.chart?.sheets[top].top = 0
  }

  mutating func cycleDifferenceLayer() {
    switch chart?.versions.layer {
    case .both: chart?.versions.layer = .fields
    case .fields: chart?.versions.layer = .json
    default: chart?.versions.layer = .both
    }
    chart?.versions.top = 0
  }

  mutating func cycleVersionScope() {
    switch chart?.versions.scope {
    case .all: chart?.versions.scope = .deleted
    case .deleted: chart?.versions.scope = .updated
    default: chart?.versions.scope = .all
    }
    chart?.versions.cursor = ListCursor()
  }

  // MARK: - Clipboard

  mutating func yankReference() {
    guard let key = focusedKey else { return say("There is nothing to copy here") }
    outbox.append(.copy(key.description, words: "the reference \(key)"))
  }

  mutating func yankJSON() {
    guard let key = focusedKey else { return say("There is nothing to copy here") }
    let version = chart?.sheet.flatMap { $0.key == key ? $0.version : nil }
    guard let content = chart?.details[key, version] else {
      // Where no detail is shown, nothing has read it.
      return start(.copy, .readDetail(key, version: version))
    }
    copyJSON(of: content)
  }

  /// Copies the JSON of a resource that was read.
  mutating func copyJSON(of content: DetailContent) {
    guard let body = content.content?.body else {
      return say("The lake holds no content of \(content.key) to copy")
    }
    let text = String(decoding: body.bytes, as: UTF8.self)
    outbox.append(.copy(text, words: "\(byteSize(text.utf8.count)) of JSON of \(content.key)"))
  }

  // MARK: - Patients

  mutating func moveToMarkedPatient() {
    let count = list.rows.count
    guard count > 0 else { return }
    for step in 1...count {
      let row = (list.cursor.index + step) % count
      if list.marked.contains(list.table[Int(list.rows[row])].id) { return movePatient(to: row) }
    }
    say("No marked patient is in this list")
  }
}
