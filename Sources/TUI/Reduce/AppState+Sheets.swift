// SPDX-License-Identifier: Apache-2.0

internal import Timeline

extension AppState {
  /// The event that has the focus in the view, whatever is open over it.
  var focusedEvent: Int? {
    guard let chart else { return nil }
    switch chart.view {
    case .timeline: return chart.selected
    case .problems, .medications, .labs, .notes:
      let rows = TableRows(state: self)
      return rows.focused(chart.table[chart.view].index).flatMap { rows.rows[$0].event }
    case .entities, .versions: return nil
    }
  }

  /// The resource that commands about "this" mean.
  var focusedKey: ResourceKey? {
    if let pane = panes.last { return pane.focusedKey }
    switch screen {
    case .patients: return list.focused.map { ResourceKey(type: "Patient", id: $0.id) }
    case .search:
      guard let search, search.cursor.index >= search.patients.count else { return nil }
      let at = search.cursor.index - search.patients.count
      return search.hits.indices.contains(at) ? search.hits[at].event.key : nil
    case .chart:
      guard let chart else { return nil }
      if chart.hasSheetFocus(in: sizeClass), let sheet = chart.sheet { return sheet.key }
      if chart.view == .versions { return focusedChange?.key }
      if let event = focusedEvent, let loaded = chart.chart { return loaded[event].key }
      return ResourceKey(type: "Patient", id: chart.patient.id)
    }
  }

  /// The resource that the detail's pane shows when nothing is opened in it.
  var followedKey: ResourceKey? {
    guard let chart, let loaded = chart.chart, let event = focusedEvent else { return nil }
    return loaded[event].key
  }

  /// Opens the event that has the focus.
  mutating func openFocusedEvent() {
    guard let chart, let loaded = chart.chart else { return }
    guard let event = focusedEvent else {
      return say("There is nothing at the cursor; [ and ] go to the events of this lane")
    }
    let key = loaded[event].key
    if loaded[event].event.lane == .entities { return openMention(event, in: loaded) }
    if chart.view == .notes, loaded[event].event.lane == .notes {
      return openSheet(.note, key, event)
    }
    openSheet(.detail, key, event)
  }

  /// Opens a resource over the view.
  mutating func openSheet(_ kind: Sheet.Kind, _ key: ResourceKey, _ event: Int? = nil) {
    let sheet = Sheet(kind, key: key, event: event ?? chart?.chart?.index(of: key))
    chart?.sheets.append(sheet)
    if kind == .detail, sizeClass > .small { chart?.focus = .detail }
  }

  /// Opens the versions of what has the focus.
  mutating func openVersions() {
    guard let key = focusedKey else { return say("There is nothing here that has versions") }
    openSheet(.versions, key)
    chart?.versions.prepare(for: key)
  }

  /// What the topmost sheet, or the detail's pane, shows.
  var shownDetail: DetailContent? {
    guard let chart else { return nil }
    if let sheet = chart.sheet, sheet.kind == .detail {
      return chart.details[sheet.key, sheet.version]
    }
    return followedKey.flatMap { chart.details[$0, nil] }
  }

  /// Moves through the links of a detail, or scrolls what has none.
  mutating func moveInSheet(by offset: Int) {
    guard let chart else { return }
    guard let sheet = chart.sheet, chart.hasSheetFocus(in: sizeClass) else {
      // The pane that follows is opened when it is moved in.
      if chart.focus == .detail, let key = followedKey { openSheet(.detail, key, focusedEvent) }
      return
    }
    let top = chart.sheets.count - 1
    switch sheet.kind {
    case .versions: moveVersion(by: offset)
    case .note, .detail:
      let bound = max(0, sheetLineCount - sheetHeight)
      self.chart?.sheets[top].top = min(max(0, sheet.top + offset), bound)
      if sheet.kind == .detail { focusVisibleLink(top: top, forward: offset > 0) }
    }
  }

  /// Keeps the focused link among the lines on the screen while the detail scrolls.
  private mutating func focusVisibleLink(top index: Int, forward: Bool) {
    guard let sheet = chart?.sheets[index] else { return }
    let lines = detailLines
    let links = lines.enumerated().filter { $0.element.link != nil }.map(\.offset)
    guard links.indices.contains(sheet.link) else { return }
    let range = sheet.top..<sheet.top + sheetHeight
    if range.contains(links[sheet.link]) { return }
    let inside = links.enumerated().filter { range.contains($0.element) }.map(\.offset)
    if let link = forward ? inside.first : inside.last { chart?.sheets[index].link = link }
  }

  /// Moves the focus to the next link of a detail.
  mutating func moveLink(by offset: Int) {
    guard let chart, let sheet = chart.sheet, sheet.kind == .detail else { return }
    let links = detailLines.enumerated().filter { $0.element.link != nil }.map(\.offset)
    guard !links.isEmpty else { return say("There is nothing to follow") }
    let at = ((sheet.link + offset) % links.count + links.count) % links.count
    let top = chart.sheets.count - 1
    self.chart?.sheets[top].link = at
    if links[at] < sheet.top { self.chart?.sheets[top].top = links[at] }
    let height = sheetHeight
    if links[at] >= sheet.top + height { self.chart?.sheets[top].top = links[at] - height + 1 }
  }

  /// Follows the focused link.
  mutating func followLink() {
    guard let chart, let sheet = chart.sheet, sheet.kind == .detail else {
      return openFocusedEvent()
    }
    let links = detailLines.compactMap(\.link)
    guard links.indices.contains(sheet.link) else { return say("There is nothing to follow") }
    switch links[sheet.link] {
    case .resource(let key):
      chart.sheets.count < 100
        ? openSheet(.detail, key) : say("Too many links followed; esc goes back")
    case .note(let key): openSheet(.note, key)
    case .versions: openVersions()
    case .raw: toggleRaw()
    case .dangling(let reference):
      say(
        UserMessage(
          .warning,
          "'\(reference)' cannot be followed",
          why: "the lake does not hold it, or it is deleted"
        )
      )
    }
  }

  /// Goes along the history of what has the focus; in a list its row is opened first.
  mutating func moveAlongKind(by offset: Int) {
    guard let chart, let loaded = chart.chart, chart.focus == .table,
      !chart.hasSheetFocus(in: sizeClass)
    else { return moveInSeries(by: offset) }
    guard let event = focusedEvent, loaded.timeline.series(of: event).count > 1 else {
      return say("There is only this one of its kind")
    }
    let key = loaded[event].key
    if chart.sheet?.key != key { openSheet(.detail, key, event) }
    moveInSeries(by: offset)
  }

  /// Lists the steps that lead to what is open.
  mutating func openBreadcrumb() {
    let last = max(0, (chart?.sheets.count ?? 0) - 1)
    popups.append(.menu(.breadcrumb, ListCursor(index: last)))
  }

  /// Goes back to a step: 0 is the view, 1 what was opened first.
  mutating func goToStep(_ step: Int) {
    guard let chart, (0..<chart.sheets.count).contains(step) else { return }
    self.chart?.rememberPlace()
    if step == 0 { return self.chart?.show(chart.view) ?? () }
    self.chart?.sheets = Array(chart.sheets.prefix(step))
  }

  /// The steps that lead to what is open, the view first.
  var breadcrumb: [String] {
    guard let chart else { return [] }
    return [chart.view.title]
      + chart.sheets.map { sheet in
        let name = name(of: sheet)
        let reading =
          switch sheet.kind {
          case .note: " · note"
          case .versions: " · versions"
          case .detail: sheet.isRaw ? " · JSON" : ""
          }
        return name + reading
      }
  }

  /// What is open, by its reference and its title.
  func name(of sheet: Sheet) -> String {
    let key = sheet.key.description
    let title = sheet.event.flatMap { chart?.chart?.event($0) }?.listTitle ?? ""
    if title.isEmpty { return key }
    // An id that says nothing to a reader comes after what does.
    return key.utf8.count > 24 ? "\(title) · \(key)" : "\(key) \(title)"
  }

  /// Shows the event before or after this one in its series, or in its lane.
  mutating func moveInSeries(by offset: Int) {
    guard let chart, let loaded = chart.chart else { return }
    if let sheet = chart.sheet, sheet.kind == .detail, let event = sheet.event {
      let series = loaded.timeline.series(of: event)
      guard let at = series.firstIndex(of: Int32(truncatingIfNeeded: event)),
        series.indices.contains(at + offset)
      else {
        return say(offset > 0 ? "This is the latest of its kind" : "This is the first of its kind")
      }
      let next = Int(series[at + offset])
      let isRaw = sheet.isRaw
      moveToEvent(next)
      self.chart?.sheets[chart.sheets.count - 1] = Sheet(
        .detail,
        key: loaded[next].key,
        event: next
      )
      self.chart?.sheets[chart.sheets.count - 1].isRaw = isRaw
    } else {
      let lane = chart.time.lane
      if !moveToNext(forward: offset > 0, times: abs(offset), where: { $0.laneKey == lane }) {
        say("There is no \(offset > 0 ? "later" : "earlier") event in \(lane.title)")
      }
    }
  }

  mutating func receive(_ content: DetailContent) {
    let version = chart?.sheet.flatMap { $0.key == content.key ? $0.version : nil }
    chart?.details.insert(content, version: version)
  }
}

extension ResourceKey {
  /// The types that hold notes.
  static let noteTypes: Set<String> = ["DocumentReference", "DiagnosticReport", "Composition"]
}
