// SPDX-License-Identifier: Apache-2.0

internal import Terminal
internal import Timeline

extension ChartView {
  /// Draws a patient: the sheet that covers the view, or the view's panes.
  static func draw(_ state: AppState, on canvas: Canvas) -> Position? {
    guard let chart = state.chart else { return nil }
    if let failure = chart.failure, chart.chart == nil {
      FailureView(message: failure).draw(on: canvas)
      return nil
    }
    if chart.isSheetCovering(in: state.sizeClass), let sheet = chart.sheet {
      switch sheet.kind {
      case .detail: return DetailView(state: state).draw(on: canvas)
      case .note: return NoteView(state: state, sheet: sheet).draw(on: canvas)
      case .versions: return VersionsSheetView(state: state).draw(on: canvas)
      }
    }
    return WorkspaceView(state: state, chart: chart).draw(on: canvas)
  }
}

/// What failed, in the place of what would have been shown.
struct FailureView {
  let message: UserMessage

  func draw(on canvas: Canvas) {
    let top = max(0, canvas.height / 2 - 2)
    canvas.put(message.what, x: 3, y: top, .error, width: canvas.width - 4)
    var y = top + 1
    for (label, text) in [
      ("why", message.why), ("where", message.location), ("what to do", message.advice),
    ] {
      guard let text else { continue }
      canvas.put(label, x: 3, y: y, .label)
      canvas.put(text, x: 15, y: y, .text, width: canvas.width - 16)
      y += 1
    }
  }
}

/// The panes of a view.
struct WorkspaceView {
  let state: AppState
  let chart: ChartState

  private var glyphs: Glyphs { state.settings.glyphs }

  func draw(on canvas: Canvas) -> Position? {
    let layout = WorkspaceLayout(body: canvas.bounds, sizeClass: state.sizeClass, chart: chart)
    var focus: Position?
    for pane in Pane.allCases
    where layout.panes[pane] != nil && !(pane == .rail && layout.isRailOver) {
      if let title = layout.titles[pane] { drawTitle(pane, on: canvas.clipped(to: title)) }
      let position = drawPane(pane, on: canvas.clipped(to: layout[pane]))
      if pane == chart.focus { focus = position }
    }
    drawColumns(layout, on: canvas)
    if layout.isRailOver {
      let over = canvas.clipped(to: layout[.rail])
      over.clear(style: Role.popup.style)
      let inside = over.clipped(to: over.bounds.split(right: 1).rest)
      let position = RailView(state: state, chart: chart).draw(on: inside)
      over.verticalLine(
        x: over.width - 1,
        y: 0,
        length: over.height,
        glyph: glyphs[.vertical],
        style: Role.popupBorder.style
      )
      if chart.focus == .rail { focus = position }
    }
    return focus
  }

  private func drawPane(_ pane: Pane, on canvas: Canvas) -> Position? {
    switch pane {
    case .rail: return RailView(state: state, chart: chart).draw(on: canvas)
    case .lanes: return LanesView(state: state, chart: chart).draw(on: canvas)
    case .events: return EventListView(state: state, chart: chart).draw(on: canvas)
    case .trends:
      if chart.maximised == .trends {
        return TrendsPaneView(state: state, chart: chart).draw(on: canvas)
      }
      TrendsView(state: state, chart: chart).draw(on: canvas)
      return nil
    case .table: return TableView(state: state, chart: chart).draw(on: canvas)
    case .detail: return DetailView(state: state).draw(on: canvas)
    case .changes: return ChangesView(state: state, chart: chart).draw(on: canvas)
    case .difference: return DifferenceView(state: state).draw(on: canvas)
    }
  }

  private func drawTitle(_ pane: Pane, on canvas: Canvas) {
    let isFocused = chart.focus == pane
    canvas.horizontalLine(
      x: 0,
      y: 0,
      length: canvas.width,
      glyph: glyphs[.horizontal],
      style: (isFocused ? Role.borderFocus : .border).style
    )
    let text = " \(title(of: pane)) "
    let shown = DisplayText(text, cutTo: max(0, canvas.width - 3))
    canvas.put(shown, x: 1, y: 0, isFocused ? .titleFocus : .title)
  }

  private func title(of pane: Pane) -> String {
    switch pane {
    case .events: return EventListView(state: state, chart: chart).title
    case .detail: return DetailView(state: state).title
    case .trends:
      if chart.maximised == .trends { return TrendsPaneView(state: state, chart: chart).title }
      let lane = chart.time.lane == .lane(.vitals) ? Lane.vitals : .labs
      return "Trends · \(lane.title) (\(Character(glyphs[.plotBand])) reference range)"
    case .difference: return DifferenceView(state: state).title
    case .lanes: return "Timeline"
    case .rail: return "Patients"
    case .table: return chart.view.title
    case .changes: return "Changes"
    }
  }

  /// Draws the borders between columns, joined to the titles that meet them.
  private func drawColumns(_ layout: WorkspaceLayout, on canvas: Canvas) {
    for column in layout.columns {
      canvas.verticalLine(
        x: column.x,
        y: column.y,
        length: column.height,
        glyph: glyphs[.vertical],
        style: Role.border.style
      )
      for title in layout.titles.values where title.y >= column.y && title.y < column.maxY {
        let isLeft = title.maxX == column.x
        let isRight = title.x == column.maxX
        guard isLeft || isRight else { continue }
        let others = layout.titles.values.contains {
          $0.y == title.y && (isLeft ? $0.x == column.maxX : $0.maxX == column.x)
        }
        let glyph: Glyph =
          if others { title.y == column.y ? .teeDown : .crossing } else {
            isLeft ? .teeLeft : .teeRight
          }
        canvas.put(glyphs[glyph], x: column.x, y: title.y, .border)
      }
    }
  }
}
