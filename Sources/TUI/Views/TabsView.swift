// SPDX-License-Identifier: Apache-2.0

internal import Terminal
internal import Timeline

/// The second row of a patient: views, filters, time zone; or where a sheet stands.
struct TabsView {
  let state: AppState

  /// A tab, and where it stands.
  struct Tab {
    var view: ChartView
    var title: String
    var columns: Range<Int>
  }

  /// The tabs that have room.
  func tabs(_ chart: ChartState, width: Int) -> [Tab] {
    let rightWidth = chips(chart, width: width).reduce(0) { $0 + DisplayWidth.of($1.0) + 1 }
    return tabs(chart, limit: width - min(rightWidth, width / 2))
  }

  private func tabs(_ chart: ChartState, limit: Int) -> [Tab] {
    var x = 1
    var tabs: [Tab] = []
    let whole = ChartView.allCases.reduce(x) { $0 + "\($1.rawValue) \($1.title)".count + 2 }
    for view in ChartView.allCases {
      // Titles are cut only where filters leave no room for them.
      let isWhole = view == chart.view || chart.filters.isEmpty || whole - 2 < limit
      let needed = "\(view.rawValue) \(isWhole ? view.title : view.shortTitle)"
      guard x + needed.count < limit else { continue }
      tabs.append(Tab(view: view, title: needed, columns: x..<(x + needed.count)))
      x += needed.count + 2
    }
    return tabs
  }

  private func chips(_ chart: ChartState, width: Int) -> [(String, Role)] {
    var chips: [(String, Role)] = chart.filters.map {
      ("[\($0.text)]", chart.areFiltersOn ? .chip : .chipOff)
    }
    if width >= 110 { chips.append(("TZ \(zoneLabel)", .dim)) }
    return chips
  }

  func draw(on canvas: Canvas) {
    guard let chart = state.chart else { return }
    if chart.isSheetCovering(in: state.sizeClass), let sheet = chart.sheet {
      return drawBreadcrumb(chart, sheet, on: canvas)
    }
    let right = chips(chart, width: canvas.width)
    let rightWidth = right.reduce(0) { $0 + DisplayWidth.of($1.0) + 1 }
    let limit = canvas.width - min(rightWidth, canvas.width / 2)
    var x = 1
    for tab in tabs(chart, limit: limit) {
      let role: Role = tab.view == chart.view ? .tabActive : .tab
      x = canvas.put(tab.title, x: tab.columns.lowerBound, y: 0, role) + 2
    }
    var chipX = max(x, canvas.width - rightWidth)
    for (text, role) in right {
      chipX = canvas.put(text, x: chipX, y: 0, role, width: max(0, canvas.width - chipX)) + 1
    }
  }

  private var zoneLabel: String {
    state.settings.zone.label(at: state.chart?.time.cursor ?? state.settings.now())
  }

  private func drawBreadcrumb(_ chart: ChartState, _ sheet: Sheet, on canvas: Canvas) {
    let arrow = String(Character(state.settings.glyphs[.pointer]))
    var steps = [chart.view.title]
    for (index, each) in chart.sheets.enumerated() {
      let isLast = index == chart.sheets.count - 1
      if !isLast, index < chart.sheets.count - 2 { continue }
      let event = each.event.flatMap { chart.chart?.event($0) }
      if isLast, let event, event.lane.title != chart.view.title { steps.append(event.lane.title) }
      steps.append(state.name(of: each))
    }
    switch sheet.kind {
    case .note: steps.append("Note")
    case .versions: steps.append("Versions")
    case .detail: if sheet.isRaw { steps.append("JSON") }
    }
    if chart.sheets.count > 2 { steps.insert("… \(chart.sheets.count - 2) more", at: 1) }
    let content = chart.details[sheet.key, sheet.version]
    let version = content?.content.map { shown -> String in
      "v\(shown.summary.number) of \(content?.versions.count ?? 1)"
    }
    let right = version ?? ""
    var limit = canvas.width - right.count - 2
    if let owner = state.otherOwner(of: sheet.key) {
      // The name above is not that of what is read.
      let words = "of \(DisplayText(owner, cutTo: max(8, canvas.width / 3)).text)"
      limit -= DisplayWidth.of(words) + 2
      canvas.put(words, x: max(1, limit + 1), y: 0, .warning)
    }
    canvas.put(
      steps.joined(separator: " \(arrow) "),
      x: 1,
      y: 0,
      .tabActive,
      width: max(0, limit - 1)
    )
    canvas.put(right, x: canvas.width - right.count - 1, y: 0, .dim)
  }
}
