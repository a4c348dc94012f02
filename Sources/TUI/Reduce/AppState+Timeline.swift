// SPDX-License-Identifier: Apache-2.0

internal import Terminal
internal import Timeline

extension AppState {
  /// How many columns the lanes have on this screen.
  var timeColumns: Int {
    guard let chart else { return 60 }
    let rect = WorkspaceLayout(size: size, chart: chart)[.lanes]
    return max(1, LaneGeometry(width: rect.isEmpty ? size.width : rect.width).columns)
  }

  /// Whether the timeline, rather than something over it, has the keys.
  var isTimelineFocused: Bool {
    guard let chart, screen == .chart, chart.view == .timeline else { return false }
    return !chart.hasSheetFocus(in: sizeClass)
  }

  /// The first moment and the length of everything that has a date, with some room around it.
  var life: TimeWindow {
    guard let loaded = chart?.chart, loaded.undatedStart > 0 else {
      let year = ZoomLevel.year.milliseconds
      return TimeWindow(start: settings.now() - year, length: year)
    }
    return loaded.life(now: settings.now())
  }

  /// Shows the whole life, with the cursor at the latest event.
  mutating func showLife() {
    guard let loaded = chart?.chart else { return }
    let whole = life
    chart?.time.window = whole
    if let first = loaded.lanes.names.first { chart?.time.lane = first }
    if let last = lastShownEvent {
      chart?.selected = last
      chart?.time.cursor = loaded[last].event.isUndated ? whole.end : loaded[last].event.place
      chart?.time.lane = loaded[last].event.laneName
    } else {
      chart?.time.cursor = whole.end
    }
  }

  // MARK: - Events in order

  /// The first event that the filters leave and that is not switched off.
  var firstShownEvent: Int? { listedEvents.first }

  /// The latest dated event that the filters leave, or the last undated one.
  var lastShownEvent: Int? {
    guard let loaded = chart?.chart else { return nil }
    let now = settings.now()
    let listed = listedEvents
    var last: Int?
    for index in listed.reversed() {
      let event = loaded[index].event
      if last == nil { last = index }
      // What lies ahead, an appointment, is not where a reader begins.
      if event.lane != .changes, let start = event.start, start <= now { return index }
    }
    return last
  }

  /// The events of the list, in order: those that filters, lanes and the lane switch leave.
  var listedEvents: EventList {
    guard let chart, let loaded = chart.chart else { return EventList() }
    return EventList(chart: loaded, state: chart)
  }

  /// Puts the focus on an event, and the window where it can be seen.
  mutating func moveToEvent(_ index: Int?) {
    guard let index, let loaded = chart?.chart, loaded.entries.indices.contains(index) else { return }
    let event = loaded[index].event
    chart?.selected = index
    chart?.time.lane = event.laneName
    chart?.time.hidden.remove(event.laneName)
    if sizeClass > .small { chart?.dropFollowers() }
    guard !event.isUndated else { return }
    chart?.time.cursor = event.place
    revealCursor()
  }

  /// Moves the window as little as needed for the cursor to be in it.
  mutating func revealCursor() {
    guard let time = chart?.time else { return }
    if time.cursor < time.window.start {
      chart?.time.window.start = time.cursor - time.window.length / 4
    } else if time.cursor >= time.window.end {
      chart?.time.window.start = time.cursor - time.window.length * 3 / 4
    }
  }

  /// Moves in the event list.
  mutating func moveInEvents(by offset: Int) {
    let listed = listedEvents
    guard !listed.isEmpty else { return }
    let at = listed.position(of: chart?.selected, time: chart?.time.cursor ?? 0)
    let moved = min(max(0, at.index + offset - (at.isExact || offset <= 0 ? 0 : 1)), listed.count - 1)
    moveToEvent(listed[moved])
  }

  // MARK: - Lanes and bins

  /// Moves to the lane some lanes further down or up.
  mutating func moveLane(by offset: Int) {
    guard let chart, let loaded = chart.chart else { return }
    let names = loaded.lanes.names.filter { !chart.time.hidden.contains($0) }
    guard !names.isEmpty else { return }
    let at = names.firstIndex(of: chart.time.lane) ?? 0
    let name = names[min(max(0, at + offset), names.count - 1)]
    self.chart?.time.lane = name
    selectAtCursor()
  }

  /// Moves the cursor some columns to the right, or to the left when negative.
  mutating func moveBin(by offset: Int) {
    guard let time = chart?.time else { return }
    let columns = timeColumns
    let column = time.window.column(of: time.cursor, columns: columns) + offset
    let range = time.window.range(of: column, columns: columns)
    let bounds = life
    chart?.time.cursor = min(max(range.lowerBound, bounds.start), bounds.end - 1)
    revealCursor()
    selectAtCursor()
  }

  /// Moves the window and the cursor by a part of the window.
  mutating func moveWindow(byHalves halves: Int) {
    guard let time = chart?.time else { return }
    let bounds = life
    let shift = time.window.length / 2 * Int64(halves)
    let cursor = min(max(time.cursor + shift, bounds.start), bounds.end - 1)
    chart?.time.window.start += cursor - time.cursor
    chart?.time.cursor = cursor
    selectAtCursor()
  }

  /// Selects the first event of the focused lane in the cursor's column; else of any lane.
  mutating func selectAtCursor() {
    guard let chart, let loaded = chart.chart else { return }
    if chart.time.lane == .undated {
      if let first = loaded.lanes[.undated].first(where: { chart.isShown(Int($0)) }) {
        self.chart?.selected = Int(first)
      }
      return
    }
    let columns = timeColumns
    let column = chart.time.window.column(of: chart.time.cursor, columns: columns)
    let range = chart.time.window.range(of: column, columns: columns)
    var fallback: Int?
    var index = loaded.firstIndex(from: range.lowerBound)
    while index < loaded.undatedStart, loaded[index].event.place < range.upperBound {
      let name = loaded[index].event.laneName
      if chart.isShown(index), !chart.time.hidden.contains(name) {
        if name == chart.time.lane {
          self.chart?.selected = index
          if sizeClass > .small { self.chart?.dropFollowers() }
          return
        }
        if fallback == nil { fallback = index }
      }
      index += 1
    }
    // A bar of the focused lane that lies under the cursor counts too.
    let found = barAtCursor(in: range) ?? fallback
    self.chart?.selected = found
    if sizeClass > .small { self.chart?.dropFollowers() }
  }

  private func barAtCursor(in range: Range<Int64>) -> Int? {
    guard let chart, let loaded = chart.chart else { return nil }
    let found = loaded.lanes[chart.time.lane].last { number in
      let event = loaded[Int(number)].event
      guard event.shape == .span, chart.isShown(Int(number)) else { return false }
      return event.start ?? .min < range.upperBound && event.end ?? .max > range.lowerBound
    }
    return found.map(Int.init)
  }

  /// Goes to the next or previous event that fits, in the order of the list.
  ///
  /// - Returns: Whether there is one.
  @discardableResult
  mutating func moveToNext(
    forward: Bool,
    times: Int = 1,
    where fits: (ChartEvent) -> Bool
  ) -> Bool {
    guard let chart, let loaded = chart.chart else { return false }
    var index = chart.selected ?? loaded.firstIndex(from: chart.time.cursor) - (forward ? 1 : 0)
    var found: Int?
    for _ in 0..<times {
      repeat { index += forward ? 1 : -1 } while loaded.entries.indices.contains(index)
        && !(chart.isShown(index) && fits(loaded[index]))
      guard loaded.entries.indices.contains(index) else { break }
      found = index
    }
    moveToEvent(found)
    return found != nil
  }

  // MARK: - Zoom

  /// Zooms in by some levels, or out when negative; the cursor keeps its column.
  mutating func zoom(by levels: Int) {
    guard let time = chart?.time else { return }
    let whole = life
    var length = time.window.length
    for _ in 0..<abs(levels) {
      if levels > 0 {
        length = ZoomLevel.allCases.last { $0.milliseconds < length }?.milliseconds ?? length
      } else {
        let next = ZoomLevel.allCases.first { $0.milliseconds > length }?.milliseconds
        length = min(next ?? whole.length, whole.length)
      }
    }
    zoom(to: length)
    if length == time.window.length {
      say(levels > 0 ? "This is the closest zoom" : "This is the whole life")
    }
  }

  /// Zooms to a length; the whole life when it would be longer.
  mutating func zoom(to length: Int64) {
    guard let time = chart?.time else { return }
    let whole = life
    chart?.time.window =
      length >= whole.length
      ? whole : time.window.zoomed(to: length, around: time.cursor)
    revealCursor()
  }

  /// Goes to a moment and selects what is there.
  mutating func goTo(_ moment: Int64) {
    let bounds = life
    guard let loaded = chart?.chart else { return }
    chart?.rememberPlace()
    if moment < bounds.start || moment >= bounds.end {
      say(
        UserMessage(
          .info,
          "\(DateText.day(CivilTime(milliseconds: moment))) is outside what is known",
          advice: "0 shows the whole life"
        )
      )
    }
    chart?.time.cursor = min(max(moment, bounds.start), bounds.end - 1)
    revealCursor()
    chart?.selected = nil
    selectAtCursor()
    if chart?.selected == nil {
      // Where nothing is, the list stands at what comes next.
      let next = loaded.firstIndex(from: moment)
      if next < loaded.undatedStart { chart?.selected = next }
    }
  }

  /// Makes the focused event day 0, or takes day 0 back.
  mutating func toggleAlignment() {
    guard let chart, let loaded = chart.chart else { return }
    if chart.dayZero != nil {
      self.chart?.dayZero = nil
      self.chart?.isRelative = false
      return say("Dates are dates again")
    }
    let selected = chart.selected.map { loaded[$0].event }
    let moment = selected?.start ?? chart.time.cursor
    self.chart?.dayZero = moment
    self.chart?.isRelative = true
    let name = selected?.title ?? "the cursor"
    say("Day 0 is \(DateText.day(CivilTime(milliseconds: moment))), \(name); A takes it back")
  }
}

extension ChartState {
  /// Closes the detail that was opened, so that the pane follows the focus again.
  mutating func dropFollowers() {
    if sheets.count == 1, sheets[0].kind == .detail, focus != .detail { sheets = [] }
  }
}

extension Chart {
  /// The window of everything that has a date, the present included when something goes on.
  func life(now: Int64) -> TimeWindow {
    guard undatedStart > 0 else {
      return TimeWindow(start: now - ZoomLevel.year.milliseconds, length: ZoomLevel.year.milliseconds)
    }
    let (first, last) = extent
    let isOngoing = hasOpenSpans && last < now
    let end = max(last, isOngoing ? min(now, last + ZoomLevel.year.milliseconds) : last)
    let length = max(ZoomLevel.month.milliseconds, end - first)
    let margin = length / 50
    return TimeWindow(start: first - margin, length: length + 2 * margin)
  }
}
