// SPDX-License-Identifier: Apache-2.0

internal import Terminal
internal import Timeline

/// The mouse does what keys do: a click gives the focus, a click on what has the focus opens it, the
/// wheel moves in the pane under it.
extension AppState {
  /// Switches reports of the mouse on or off.
  mutating func setMouse(_ isOn: Bool) {
    settings.isMouseOn = isOn
    outbox.append(.mouse(isOn))
  }

  mutating func receive(_ mouse: Mouse) {
    guard settings.isMouseOn, sizeClass > .tooSmall, Rect(size: size).contains(mouse.position)
    else { return }
    switch mouse.action {
    case .wheelUp: turnWheel(by: -3, at: mouse.position)
    case .wheelDown: turnWheel(by: 3, at: mouse.position)
    case .press: press(at: mouse.position)
    case .secondary: run("nav.back")
    case .release, .drag: break
    }
  }

  private mutating func turnWheel(by rows: Int, at position: Position) {
    guard prompt == nil else { return }
    let focus = chart?.focus
    if isOnPanes, let pane = pane(at: position) { chart?.focus = pane }
    move(by: rows)
    if isOnPanes, let focus { chart?.focus = focus }
  }

  private mutating func press(at position: Position) {
    log.dismissIfShown()
    // What is being typed is not lost to a click.
    guard prompt == nil else { return }
    if let popup = popups.last { return press(at: position, in: popup) }
    if isOnTabs(position) { return pressTab(at: position.x) }
    guard bodyRect.contains(position) else { return }
    guard isOnPanes else { return pressRow(at: position.y) }
    guard let pane = pane(at: position) else { return }
    let hadFocus = chart?.focus == pane
    chart?.focus = pane
    switch pane {
    case .lanes: pressLanes(at: position, hadFocus: hadFocus)
    case .detail, .difference, .trends: break
    case .events:
      // The list scrolls under the focus: one move brings what was pressed.
      guard let row = focusedRow else { return }
      if row == position.y {
        pressRow(at: row, opens: hadFocus)
      } else {
        move(by: position.y - row)
      }
    case .rail, .table, .changes: pressRow(at: position.y, opens: hadFocus)
    }
  }

  // MARK: - Where

  private var frameLayout: FrameLayout {
    FrameLayout(
      size: size,
      hasTabs: screen == .chart && panes.isEmpty,
      hasPrompt: prompt != nil,
      hasMoment: moment != nil
    )
  }

  private var bodyRect: Rect { frameLayout.body }

  /// Whether the panes of a patient are on the screen, with nothing over them.
  private var isOnPanes: Bool {
    guard popups.isEmpty, panes.isEmpty, screen == .chart, let chart else { return false }
    return !chart.isSheetCovering(in: sizeClass)
  }

  private func pane(at position: Position) -> Pane? {
    guard let chart else { return nil }
    let layout = WorkspaceLayout(size: size, chart: chart)
    // The rail may lie over others.
    if layout[.rail].contains(position) { return .rail }
    return layout.focusablePanes.first {
      layout[$0].contains(position) || layout.titles[$0]?.contains(position) == true
    }
  }

  // MARK: - Rows

  /// Gives a row the focus, or opens the one that has it.
  private mutating func pressRow(at y: Int, opens: Bool = true) {
    guard let row = focusedRow else { return }
    if y >= row, y < row + paneRowHeight {
      if opens { run(panes.isEmpty ? "open.default" : "pane.open") }
    } else {
      moveFocus(toRow: y, from: row)
    }
  }

  /// The row of the screen that has the focus.
  private var focusedRow: Int? {
    let grid = CellGrid(
      size: frameSize,
      repertoire: settings.glyphs.repertoire,
      pool: ClusterPool()
    )
    return FrameView(state: self).draw(on: grid.canvas).position.y
  }

  /// Moves the focus to a row of the screen: lists have headings, and some scroll as they go.
  private mutating func moveFocus(toRow y: Int, from row: Int) {
    var row = row
    for _ in 0..<4 where row != y {
      let step = paneRowHeight
      let offset = y - row
      // The second line of a row belongs to it.
      let rows = offset < 0 ? -((-offset + step - 1) / step) : offset / step
      if rows == 0 { return }
      move(by: rows)
      guard let moved = focusedRow, abs(moved - y) < abs(row - y) else { return }
      row = moved
    }
  }

  // MARK: - Popups

  private mutating func press(at position: Position, in popup: Popup) {
    guard let row = focusedRow else { return }
    switch popup {
    case .help, .messages, .confirm: return
    case .palette, .menu, .themes: break
    }
    if position.y == row { return run("popup.accept") }
    move(by: position.y - row)
  }

  // MARK: - Tabs

  private func isOnTabs(_ position: Position) -> Bool {
    frameLayout.tabs.contains(position)
  }

  private mutating func pressTab(at x: Int) {
    guard let chart, !chart.isSheetCovering(in: sizeClass) else { return run("nav.back") }
    let tab = TabsView(state: self).tabs(chart, width: size.width).first {
      $0.columns.contains(x)
    }
    if let tab { run(tab.view.command) }
  }

  // MARK: - Lanes

  private mutating func pressLanes(at position: Position, hadFocus: Bool) {
    guard let chart else { return }
    let area = WorkspaceLayout(size: size, chart: chart)[.lanes]
    let geometry = LaneGeometry(width: area.width)
    let column = position.x - area.x - geometry.labelWidth
    let isSameRow = focusedRow == position.y
    let isSameColumn = column == chart.time.viewport.cursorColumn
    if position.y >= area.y + LanesView.headHeight, !isSameRow, let row = focusedRow {
      moveFocus(toRow: position.y, from: row)
    }
    guard (0..<geometry.columns).contains(column) else { return }
    if isSameRow, isSameColumn, hadFocus { return run("open.default") }
    let range = chart.time.viewport.range(ofColumn: column)
    self.chart?.time.move(to: range.lowerBound)
    selectAtCursor()
  }
}
