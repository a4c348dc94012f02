// SPDX-License-Identifier: Apache-2.0

extension AppState {
  /// How far a page goes in the pane that has the keys.
  var pageHeight: Int { max(1, focusHeight - 1) }

  /// Moves the focus of whatever has the keys down, or up when negative.
  mutating func move(by offset: Int) {
    if !popups.isEmpty { return movePopup(by: offset) }
    if !panes.isEmpty { return moveInPane(by: offset) }
    switch screen {
    case .patients:
      movePatient(to: list.cursor.index + offset)
    case .search:
      guard let count = search?.rowCount else { return }
      search?.cursor.move(by: offset, count: count)
    case .chart: moveInChart(by: offset)
    }
  }

  /// Moves the focus to the first or the last place.
  mutating func moveToEnd(isFirst: Bool) {
    let far = 1 << 30
    switch (screen, popups.isEmpty && panes.isEmpty) {
    case (.chart, true) where chart?.focus == .lanes && isTimelineFocused:
      moveToEvent(isFirst ? firstShownEvent : lastShownEvent)
    default: move(by: isFirst ? -far : far)
    }
  }

  private mutating func moveInChart(by offset: Int) {
    guard let chart else { return }
    if chart.hasSheetFocus(in: sizeClass) { return moveInSheet(by: offset) }
    switch chart.focus {
    case .rail: movePatient(to: list.cursor.index + offset)
    case .lanes: moveLane(by: offset)
    case .events: moveInEvents(by: offset)
    case .trends: moveTrend(by: offset)
    case .table: moveInTable(by: offset)
    case .detail: moveInSheet(by: offset)
    case .changes: moveInChanges(by: offset)
    case .difference: scrollDifference(by: offset)
    }
  }

  private mutating func movePopup(by offset: Int) {
    guard let popup = popups.popLast() else { return }
    popups.append(popup.moved(by: offset, in: self))
  }

  /// Moves to the next or the previous pane that is on the screen.
  mutating func movePane(by offset: Int) {
    guard let chart, screen == .chart else { return }
    let panes = chart.panes(in: size, glance: self)
    guard !panes.isEmpty else { return }
    let at = panes.firstIndex(of: chart.focus) ?? 0
    self.chart?.focus = panes[((at + offset) % panes.count + panes.count) % panes.count]
  }
}

extension AppState {
  /// Moves the focus of a list of views 2 to 5, over headings.
  mutating func moveInTable(by offset: Int) {
    guard let chart else { return }
    let focusable = TableRows(state: self).focusable
    guard !focusable.isEmpty else { return }
    let at = focusable.firstIndex { $0 >= chart.table[chart.view].index } ?? 0
    let moved = min(max(0, at + offset), focusable.count - 1)
    self.chart?.table[chart.view].index = focusable[moved]
    self.chart?.dropFollowers()
  }
}
