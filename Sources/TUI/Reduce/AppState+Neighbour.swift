// SPDX-License-Identifier: Apache-2.0

internal import Timeline
internal import Worklists

extension AppState {
  /// Opens the patient some lines further down or up the list, in the view that is on the screen.
  mutating func openNeighbour(_ offset: Int) {
    guard let before = chart else { return }
    var row = list.cursor.index + offset
    // Who left the list meanwhile, as done, has no place in it: the next one is where it was.
    if list.focused?.id != before.patient.id, offset > 0 { row -= 1 }
    guard list.rows.indices.contains(row) else {
      return say(
        offset > 0
          ? "This is the last patient of the list" : "This is the first patient of the list"
      )
    }
    let pane = panes.last
    let behind = panesBehind
    movePatient(to: row)
    guard let patient = list.focused else { return }
    let series = focusedSeries
    openPatient(patient, view: before.view)
    chart?.adoptSettings(of: before)
    chart?.wantedSeries = series
    panesBehind = behind
    if let pane { reopen(pane) }
    let place = triage.list.map { " · worklist \($0.name)" } ?? ""
    say("\(grouped(row + 1)) of \(grouped(list.rows.count))\(place)")
  }

  /// Opens a pane again for the patient that is open now.
  private mutating func reopen(_ pane: LakePane) {
    switch (pane.kind, pane.request) {
    case (.review, _): openReview(ofLake: false)
    case (.reconciliation, _): openReconciliation()
    case (.changes, _): openChanges(ofLake: false)
    case (.graveyard, _): openGraveyard(ofLake: false)
    case (.differences, .differences(_, let from, let to)):
      guard let patient = chart?.patient else { return }
      open(
        .differences,
        .differences(patient: patient.id, from: from, to: to),
        scope: PatientText(patient, settings: settings).name
      )
    default: break
    }
  }

  /// What the focused row of a list is a value of.
  private var focusedSeries: TrendsState.Key? {
    guard let chart, !chart.view.lanes.isEmpty, let loaded = chart.chart else {
      return chart?.wantedSeries
    }
    return focusedEvent.map { TrendsState.Key(loaded.event($0)) }
  }

  /// Puts the focus of a list on what it was on with the patient before.
  mutating func settleSeries() {
    guard let chart, let wanted = chart.wantedSeries, let loaded = chart.chart,
      !jobs.isRunning(.filter)
    else { return }
    self.chart?.wantedSeries = nil
    guard !chart.view.lanes.isEmpty else { return }
    let rows = TableRows(state: self)
    let found = rows.focusable.first { place in
      rows.rows[place].event.map { TrendsState.Key(loaded.event($0)) } == wanted
    }
    if let found { self.chart?.table[chart.view].index = found }
  }
}

extension ChartState {
  /// Takes how another patient was looked at, and nothing of what was looked at.
  mutating func adoptSettings(of before: ChartState) {
    focus = before.focus
    maximised = before.maximised
    isRailOpen = before.isRailOpen
    isLaneOnly = before.isLaneOnly
    look = before.look
    filters = before.filters
    areFiltersOn = before.areFiltersOn
    time.expanded = before.time.expanded
    time.hidden = before.time.hidden
    wantedLane = before.chart == nil ? before.wantedLane : before.time.lane
    wantedLevel = before.chart == nil ? before.wantedLevel : before.time.viewport.level
    trends = before.trends
    versions.scope = before.versions.scope
    versions.layer = before.versions.layer
    versions.isMetaShown = before.versions.isMetaShown
  }
}
