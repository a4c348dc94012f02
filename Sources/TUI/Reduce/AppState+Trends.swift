// SPDX-License-Identifier: Apache-2.0

internal import Timeline

extension AppState {
  /// Opens the pane of trends on the whole body, or closes it.
  mutating func toggleTrends() {
    guard let chart, let loaded = chart.chart else { return }
    if chart.maximised == .trends, chart.sheets.isEmpty {
      self.chart?.maximised = nil
      self.chart?.focus = .lanes
      return
    }
    let event = focusedEvent.map { loaded.event($0) }
    if !chart.trends.isChosen { self.chart?.trends.choose(in: loaded, around: event) }
    let isWithoutSeries = self.chart?.trends.series(in: loaded).isEmpty ?? true
    // The doses of medications are looked at without a value, too.
    if isWithoutSeries, loaded.timeline.folds(of: .medications).isEmpty {
      return say("No lab and no vital sign was measured twice in the same unit")
    }
    self.chart?.rememberPlace()
    self.chart?.show(.timeline)
    self.chart?.focus = .trends
    self.chart?.maximised = .trends
    let keys = self.chart?.trends.keys ?? []
    if let event, let at = keys.firstIndex(of: TrendsState.Key(event)) {
      self.chart?.trends.focus = at
    } else if let event, event.lane == .medications, let chart = self.chart,
      let at = chart.trendDrugs.firstIndex(where: { $0.fold.key == event.kindKey })
    {
      self.chart?.trends.drug = event.kindKey
      self.chart?.trends.focus = chart.trends.series(in: loaded).count + at
    }
  }

  /// Whether the pane of trends has the keys.
  var areTrendsFocused: Bool {
    chart?.maximised == .trends && chart?.focus == .trends && chart?.sheets.isEmpty == true
  }

  /// The series that has the focus in the pane of trends.
  var focusedTrend: ChartDrawings.Series? {
    guard areTrendsFocused, let chart, let loaded = chart.chart else { return nil }
    let series = chart.trends.series(in: loaded)
    let focus = chart.trendFocus
    return series.indices.contains(focus) ? series[focus] : nil
  }

  /// Moves the focus to another series, and from the last on to the medications under them.
  mutating func moveTrend(by offset: Int) {
    guard areTrendsFocused, let chart, let loaded = chart.chart else {
      return moveInEvents(by: offset)
    }
    let count = chart.trends.series(in: loaded).count + chart.trendDrugs.count
    let focus = min(max(0, chart.trendFocus + offset), max(0, count - 1))
    self.chart?.trends.focus = focus
    let place = focus - chart.trends.series(in: loaded).count
    self.chart?.trends.drug = place < 0 ? nil : chart.trendDrugs[safe: place]?.fold.key
  }

  /// Keeps the focused event in what has the focus: the newest value up to the cursor.
  mutating func settleTrend() {
    guard let chart else { return }
    guard let trend = focusedTrend else { return settleTrendDrug() }
    self.chart?.time.lane = .lane(trend.last.lane)
    let viewport = chart.time.viewport
    let isThere = trend.points.contains { point in
      point.event == chart.selected && viewport.column(of: point.time) == viewport.cursorColumn
    }
    guard !isThere else { return }
    let end = viewport.range(ofColumn: viewport.cursorColumn).upperBound
    let point = TrendReading(trend.points, before: end)?.point ?? trend.points.first
    self.chart?.selected = point?.event
  }

  /// Keeps the focused event in the focused medication under the trends.
  private mutating func settleTrendDrug() {
    guard areTrendsFocused, let chart, let loaded = chart.chart, let drug = chart.focusedTrendDrug
    else { return }
    self.chart?.time.lane = .lane(.medications)
    let viewport = chart.time.viewport
    let end = viewport.range(ofColumn: viewport.cursorColumn).upperBound
    self.chart?.selected = drug.event(before: end, in: loaded.timeline) ?? chart.selected
  }

  /// Adds the focused event's series to the trends, or takes it off; with words, the one they name.
  mutating func keepTrend(_ words: String) {
    guard let chart, let loaded = chart.chart else { return }
    let known = TrendsState.all(in: loaded)
    let found: ChartDrawings.Series?
    if words.isEmpty {
      let event = focusedTrend?.last ?? focusedEvent.map { loaded.event($0) }
      found = event.flatMap { event in
        known.first { TrendsState.Key($0.last) == TrendsState.Key(event) }
      }
    } else {
      let sought = fold(words)
      found =
        known.first { fold($0.last.listTitle) == sought }
        ?? known.first { fold($0.last.title).contains(sought) }
    }
    guard let found else {
      return say(
        UserMessage(
          .info,
          words.isEmpty ? "This is in no trend" : "No trend is called '\(words)'",
          why: "a trend is a lab or vital sign with two values or more in one unit"
        )
      )
    }
    let key = TrendsState.Key(found.last)
    let isOpen = chart.maximised == .trends
    // Outside the pane a first choice begins a list of its own.
    if !chart.trends.isChosen, !isOpen { self.chart?.trends.keys = [] }
    self.chart?.trends.isChosen = true
    let title = found.last.listTitle
    if let at = self.chart?.trends.keys.firstIndex(of: key), words.isEmpty {
      self.chart?.trends.keys.remove(at: at)
      self.chart?.trends.focus = min(chart.trends.focus, max(0, chart.trends.keys.count - 2))
      say("\(title) is off the trends")
    } else {
      let keys = self.chart?.trends.keys ?? []
      if !keys.contains(key) { self.chart?.trends.keys.append(key) }
      self.chart?.trends.focus = keys.firstIndex(of: key) ?? keys.count
      say("\(title) is on the trends")
    }
    guard self.chart?.trends.keys.isEmpty == true else { return }
    self.chart?.trends.isChosen = false
    if isOpen { self.chart?.trends.choose(in: loaded, around: nil) }
  }
}
