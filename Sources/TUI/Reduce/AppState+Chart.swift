// SPDX-License-Identifier: Apache-2.0

internal import Timeline

extension AppState {
  /// Takes the events of the patient that is open.
  mutating func receive(_ loaded: Chart) {
    guard chart?.patient.id == loaded.patientID else { return }
    let isFirst = chart?.chart == nil
    if !isFirst, let filters = chart?.filters, !filters.isEmpty {
      // What the filters leave is found first, so that no frame shows what they hide.
      chart?.arriving = loaded
      return applyFilters()
    }
    adopt(loaded)
    if isFirst {
      showLife()
      takeWantedPlace(in: loaded)
      takeSession(in: loaded)
      if let filters = chart?.filters, !filters.isEmpty { applyFilters() }
    }
    resumeSearches()
  }

  /// Takes events, the first or later ones.
  private mutating func adopt(_ loaded: Chart) {
    let isFirst = chart?.chart == nil
    let change = chart?.view == .versions && chart?.sheet == nil ? focusedChange : nil
    let focused = isFirst ? nil : focusedTableEvent
    let row = chart?.adopt(loaded, row: focused) ?? nil
    if settings.isDeidentified, chart?.patient.origin == nil {
      let starts = (0..<loaded.count).lazy.compactMap { loaded.fact($0).start }
      chart?.patient.origin = starts.min().map(DateOrigin.record) ?? .hidden
    }
    chart?.arriving = nil
    let present = presentMoment
    chart?.summary = ChartSummary(chart: loaded, now: present)
    findProblems()
    chart?.failure = nil
    chart?.details.expire()
    if !isFirst { keepInLife() }
    if let row { focusTable(on: row) }
    if let change { focusChange(change) }
  }

  /// The event of the row that has the focus in a list.
  private var focusedTableEvent: Int? {
    guard let chart, !chart.view.lanes.isEmpty else { return nil }
    let rows = TableRows(state: self)
    return rows.focused(chart.table[chart.view].index).flatMap { rows.rows[$0].event }
  }

  private mutating func focusTable(on event: Int) {
    guard let view = chart?.view else { return }
    let rows = TableRows(state: self)
    guard let at = rows.rows.firstIndex(where: { $0.event == event }) else { return }
    var cursor = chart?.table[view] ?? ListCursor()
    cursor.top = max(0, cursor.top + at - cursor.index)
    cursor.index = at
    chart?.table[view] = cursor
  }

  private mutating func focusChange(_ change: ChangeSummary) {
    guard let chart, let loaded = chart.chart else { return }
    let listed = chart.versions.listed(loaded.changes)
    guard
      let at = listed.firstIndex(where: {
        $0.key == change.key && $0.version.number == change.version.number
      })
    else { return }
    let offset = at - chart.versions.cursor.index
    self.chart?.versions.cursor.index = at
    self.chart?.versions.cursor.top = max(0, chart.versions.cursor.top + offset)
  }

  private mutating func resumeSearches() {
    if let text = pendingSearch { searchChart(for: text) }
    if prompt != nil { promptChanged() }
  }

  /// Shows the window and the lane that the patient before was looked at in.
  private mutating func takeWantedPlace(in loaded: Chart) {
    if let level = chart?.wantedLevel { chart?.time.zoom(to: level) }
    if let lane = chart?.wantedLane, loaded.lanes.contains(lane) { chart?.time.lane = lane }
    chart?.wantedLevel = nil
    chart?.wantedLane = nil
  }

  /// Fits the window to the life of events that were read again.
  private mutating func keepInLife() {
    guard let chart, let loaded = chart.chart else { return }
    if !loaded.lanes.contains(chart.time.lane), let first = loaded.lanes.first {
      self.chart?.time.lane = first
    }
    guard chart.time.viewport.life != loaded.timeline.life else { return }
    self.chart?.time.adopt(life: loaded.timeline.life)
  }

  /// The present, or the moment that is looked back to, in milliseconds since 1970.
  var presentMoment: Int64 { min(settings.now(), moment?.date ?? .max) }

  /// The present, or the moment that is looked back to, on the clock that events are shown with.
  var axisNow: Int64 {
    let now = presentMoment
    return now + Int64(settings.zone.offsetMinutes(at: now)) * 60_000
  }

  /// Finds the events that the filters leave.
  mutating func applyFilters() {
    guard let chart, let loaded = chart.arriving ?? chart.chart else { return }
    guard !chart.filters.isEmpty else {
      cancel(.filter)
      self.chart?.shown = nil
      if chart.arriving != nil { adopt(loaded) }
      return
    }
    start(.filter, .findEvents(loaded, queries: chart.filters.map(\.query), now: axisNow))
  }

  /// Takes the events that match: a filter leaves all of them, a search goes from hit to hit.
  mutating func receive(
    found events: [Int32],
    mentions: FoundMentions,
    advice: [String],
    in slot: JobSlot
  ) {
    switch slot {
    case .filter:
      if let arriving = chart?.arriving {
        adopt(arriving)
        resumeSearches()
      }
      chart?.shown = events
      keepSelectionShown()
    default:
      if prompt != nil {
        prompt?.found = mentions.hits
        prompt?.mentions = mentions.counts
        prompt?.advice = advice
        prompt?.hitCursor = ListCursor()
      } else {
        chart?.hits = mentions.hits
        goToNearestHit()
      }
    }
  }

  /// Moves the focus to an event that the filters leave.
  private mutating func keepSelectionShown() {
    guard let chart, let selected = chart.selected, !chart.isShown(selected),
      let shown = chart.shown
    else { return }
    let at = shown.firstPosition(from: Int32(truncatingIfNeeded: selected))
    let nearest = at < shown.count ? shown[at] : shown.last
    self.chart?.selected = nearest.map(Int.init)
  }

  // MARK: - Leaving

  /// Goes one step back: closes what is on top, or leaves the patient.
  mutating func goBack() {
    if let popup = popups.popLast() {
      if case .themes(let menu) = popup { leave(menu) }
      return
    }
    if !panes.isEmpty { return closePane() }
    if dropRange() { return }
    switch screen {
    case .patients:
      if returnToNumbers() {
        return
      } else if list.filter.isEmpty, triage.list != nil {
        closeWorklist()
      } else if list.filter.isEmpty {
        say("Q leaves tarn")
      } else {
        setPatientFilter("")
      }
    case .search:
      cancel(.search)
      search = nil
      screen = .patients
    case .chart: leaveChartLevel()
    }
  }

  private mutating func leaveChartLevel() {
    guard let chart else { return }
    if let sheet = chart.sheet {
      self.chart?.sheets.removeLast()
      if sheet.isOverPanes, !panesBehind.isEmpty {
        self.chart?.show(chart.view)
        return returnToPanes()
      }
      if chart.sheets.count == 1, chart.focus == .detail, sizeClass > .small {
        self.chart?.focus =
          chart.view == .timeline ? .events : chart.view == .versions ? .changes : .table
      }
      return
    }
    if chart.maximised != nil {
      self.chart?.maximised = nil
    } else if chart.isRailOpen {
      self.chart?.isRailOpen = false
      if chart.focus == .rail { self.chart?.show(chart.view) }
    } else if chart.focus == .detail || chart.focus == .difference || chart.focus == .rail {
      self.chart?.show(chart.view)
    } else if !panesBehind.isEmpty {
      returnToPanes()
    } else if search != nil {
      screen = .search
      closeChart()
    } else {
      screen = .patients
      closeChart()
    }
  }

  /// Goes back to the lists that a resource was opened from.
  private mutating func returnToPanes() {
    if panesBehind.first?.isOfLake == true {
      screen = .patients
      closeChart()
    }
    panes = panesBehind
    panesBehind = []
    if arePanesStale { readPane() }
  }

  /// Closes everything that lies over the list of patients, so that back leads to no search of before.
  mutating func leaveForList() {
    panes = []
    panesBehind = []
    cancel(.search)
    cancel(.searchAdvice)
    search = nil
    screen = .patients
    closeChart()
  }

  private mutating func closeChart() {
    chart = nil
    cancel(.chart)
    cancel(.filter)
    cancel(.detail)
    cancel(.follow)
  }

  // MARK: - Jumping

  /// Goes to the place before the last jump.
  mutating func jumpBack() {
    guard let chart, let place = chart.past.last else {
      return say("There is no earlier place")
    }
    self.chart?.past.removeLast()
    self.chart?.future.append(chart.place)
    self.chart?.go(to: place)
  }

  /// Goes to the place that was come back from.
  mutating func jumpForward() {
    guard let chart, let place = chart.future.last else { return say("There is no later place") }
    self.chart?.future.removeLast()
    self.chart?.past.append(chart.place)
    self.chart?.go(to: place)
  }

  /// Sets a mark at the place that has the focus.
  mutating func setMark(_ letter: Character) {
    guard let chart else { return }
    var place = chart.place
    if !chart.view.lanes.isEmpty { place.listed = focusedEvent }
    self.chart?.marks[letter] = place
    say("Mark '\(letter)' set; ' \(letter) comes back")
  }

  mutating func jumpToMark(_ letter: Character) {
    guard let place = chart?.marks[letter] else {
      return say(
        UserMessage(.info, "There is no mark '\(letter)'", advice: "m and a letter sets one")
      )
    }
    chart?.rememberPlace()
    chart?.go(to: place)
    if let listed = place.listed { focusTable(on: listed) }
  }

  // MARK: - Hits

  /// Goes to the last hit up to the cursor, which at first is the newest, else to the one after it.
  private mutating func goToNearestHit() {
    guard let chart, let loaded = chart.chart else { return }
    guard !chart.hits.isEmpty else {
      return say(UserMessage(.info, "Nothing matches '\(chart.searchText)'"))
    }
    let selected = Int32(
      truncatingIfNeeded: chart.selected ?? loaded.firstIndex(from: chart.time.cursor)
    )
    let at = chart.hits.firstPosition(from: selected)
    if at < chart.hits.count, chart.hits[at] == selected, chart.selected != nil { return }
    goToHit(Int(chart.hits[max(0, at - 1)]))
    say(
      "\(counted(chart.hits.count, "hit")) of '\(chart.searchText)'; "
        + "n and N go to the next and previous"
    )
  }

  /// Goes to the next or previous hit of the last search.
  mutating func jumpToHit(forward: Bool, from time: Int64) {
    guard let chart, let loaded = chart.chart else { return }
    guard !chart.hits.isEmpty else {
      return say(
        chart.searchText.isEmpty
          ? UserMessage(.info, "Nothing was searched for", advice: "/ opens the search")
          : UserMessage(.info, "Nothing matches '\(chart.searchText)'")
      )
    }
    let selected = Int32(truncatingIfNeeded: chart.selected ?? loaded.firstIndex(from: time))
    var at = chart.hits.firstPosition(from: selected)
    if forward {
      let isOnHit = at < chart.hits.count && chart.hits[at] == selected && chart.selected != nil
      if isOnHit { at += 1 }
      if at >= chart.hits.count {
        at = 0
        say("Continued at the first hit")
      }
    } else {
      at -= 1
      if at < 0 {
        at = chart.hits.count - 1
        say("Continued at the last hit")
      }
    }
    goToHit(Int(chart.hits[at]))
  }

  /// Goes to an event that was searched for; a detail that is open shows it, and nothing else.
  mutating func goToHit(_ index: Int) {
    chart?.rememberPlace()
    moveToEvent(index)
    guard let sheet = chart?.sheet, let loaded = chart?.chart else { return }
    chart?.sheets =
      sheet.kind == .detail ? [Sheet(.detail, key: loaded[index].key, event: index)] : []
  }

  /// The search that waits for the events of the patient that is being opened.
  var pendingSearch: String? {
    guard let chart, !chart.searchText.isEmpty, chart.hits.isEmpty else { return nil }
    return chart.searchText
  }
}
