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

  /// Shows the whole life, with the cursor at the latest event.
  mutating func showLife() {
    guard let loaded = chart?.chart else { return }
    let viewport = Viewport(life: loaded.timeline.life, columns: timeColumns)
    chart?.time.viewport = viewport
    if let first = loaded.lanes.first { chart?.time.lane = first }
    guard let last = lastShownEvent else { return }
    chart?.selected = last
    chart?.time.lane = loaded.event(last).laneKey
    if last < loaded.undatedStart { chart?.time.move(to: loaded.place(last)) }
  }

  // MARK: - Events in order

  /// The first event that the filters leave and that is not switched off.
  var firstShownEvent: Int? { listedEvents.first }

  /// The event that a reader begins with: the latest that is not in the future, of what was found,
  /// done or written rather than billed, or read in what was written; else the last of all.
  var lastShownEvent: Int? {
    guard let loaded = chart?.chart else { return nil }
    let now = axisNow
    let listed = listedEvents
    var latest: Int?
    var latestOfAll: Int?
    for index in listed.reversed() where index < loaded.undatedStart {
      if latestOfAll == nil { latestOfAll = index }
      guard loaded.place(index) <= now else { continue }
      if latest == nil { latest = index }
      switch loaded.timeline.marks[index].lane {
      case .claims, .documents, .changes, .carePlans, .entities: continue
      default: return index
      }
    }
    return latest ?? latestOfAll ?? listed.reversed().first { _ in true }
  }

  /// The events of the list, in order: those that filters, lanes and the lane switch leave.
  var listedEvents: EventList {
    guard let chart, let loaded = chart.chart else { return EventList() }
    return EventList(chart: loaded, state: chart)
  }

  /// Puts the focus on an event, and the window where it can be seen.
  mutating func moveToEvent(_ index: Int?) {
    guard let index, let loaded = chart?.chart, (0..<loaded.count).contains(index) else { return }
    let event = loaded.event(index)
    chart?.selected = index
    chart?.time.lane = event.laneKey
    if !event.isUndated {
      chart?.time.hidden.remove(event.lane)
      chart?.time.move(to: loaded.place(index))
    }
    if sizeClass > .small { chart?.dropFollowers() }
  }

  /// Moves in the event list.
  mutating func moveInEvents(by offset: Int) {
    let listed = listedEvents
    guard !listed.isEmpty else { return }
    let at = listed.position(of: chart?.selected, time: chart?.time.cursor ?? 0)
    let moved = min(
      max(0, at.index + offset - (at.isExact || offset <= 0 ? 0 : 1)),
      listed.count - 1
    )
    moveToEvent(listed[moved])
  }

  // MARK: - Lanes and bins

  /// Moves to the lane some lanes further down or up.
  mutating func moveLane(by offset: Int) {
    guard let chart, let loaded = chart.chart else { return }
    let lanes = loaded.lanes.filter { !chart.time.isHidden($0) }
    guard !lanes.isEmpty else { return }
    let at = lanes.firstIndex(of: chart.time.lane) ?? 0
    self.chart?.time.lane = lanes[min(max(0, at + offset), lanes.count - 1)]
    selectAtCursor()
  }

  /// Moves the cursor some columns to the right, or to the left when negative.
  mutating func moveBin(by offset: Int) {
    chart?.time.move(byColumns: offset)
    selectAtCursor()
  }

  /// Moves the window and the cursor by halves of the window.
  mutating func moveWindow(byHalves halves: Int) {
    guard let columns = chart?.time.viewport.columns else { return }
    chart?.time.scroll(byColumns: columns / 2 * halves)
    selectAtCursor()
  }

  /// Selects the first event of the focused lane in the cursor's column; else of any lane.
  ///
  /// - Parameter moment: The moment that was gone to: what is there or later in the column comes before
  ///   what is earlier.
  mutating func selectAtCursor(from moment: Int64 = .min) {
    guard let chart, let loaded = chart.chart else { return }
    if chart.time.lane == .undated {
      if let first = loaded.members(of: .undated).first(where: { chart.isShown(Int($0)) }) {
        self.chart?.selected = Int(first)
      }
      return
    }
    let range = chart.time.viewport.range(ofColumn: chart.time.viewport.cursorColumn)
    var fallback: Int?
    var earlier: Int?
    var index = loaded.firstIndex(from: range.lowerBound)
    while index < loaded.undatedStart, loaded.place(index) < range.upperBound {
      let lane = LaneKey.lane(loaded.timeline.marks[index].lane)
      if chart.isShown(index), !chart.time.isHidden(lane) {
        let isEarlier = loaded.place(index) < moment
        if lane == chart.time.lane, isEarlier {
          earlier = index
        } else if lane == chart.time.lane {
          self.chart?.selected = index
          if sizeClass > .small { self.chart?.dropFollowers() }
          return
        }
        if fallback.map({ loaded.place($0) < moment }) ?? true { fallback = index }
      }
      index += 1
    }
    // A bar of the focused lane that lies under the cursor counts too.
    let found = earlier ?? barAtCursor(in: range) ?? fallback
    self.chart?.selected = found
    if sizeClass > .small { self.chart?.dropFollowers() }
  }

  private func barAtCursor(in range: Range<Int64>) -> Int? {
    guard let chart, let loaded = chart.chart else { return nil }
    let found = loaded.members(of: chart.time.lane).last { number in
      let mark = loaded.timeline.marks[Int(number)]
      return mark.traits.contains(.span) && mark.overlaps(range) && chart.isShown(Int(number))
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
    where fits: (Event) -> Bool
  ) -> Bool {
    guard let chart, let loaded = chart.chart else { return false }
    var index = chart.selected ?? loaded.firstIndex(from: chart.time.cursor) - (forward ? 1 : 0)
    var found: Int?
    for _ in 0..<times {
      repeat {
        index += forward ? 1 : -1
      } while (0..<loaded.count).contains(index)
        && !(chart.isShown(index) && fits(loaded.event(index)))
      guard (0..<loaded.count).contains(index) else { break }
      found = index
    }
    moveToEvent(found)
    return found != nil
  }

  /// Says that no value is abnormal in a direction, or that nothing tells which ones are.
  mutating func sayNoAbnormal(_ direction: String) {
    guard let loaded = chart?.chart else { return }
    let results = (0..<loaded.count).lazy.filter { [.labs, .vitals].contains(loaded.lane($0)) }
      .filter { loaded[$0].key.type == "Observation" }
    guard !results.isEmpty, !results.contains(where: { loaded.event($0).isJudged }) else {
      return say("There is no \(direction) abnormal value")
    }
    say("Cannot tell what is abnormal: no result here has a range or interpretation")
  }

  // MARK: - Zoom

  /// Zooms in by some levels, or out when negative; the cursor keeps its column.
  mutating func zoom(by levels: Int) {
    guard chart?.chart?.hasDates != false else { return say("No event of this record has a date") }
    for _ in 0..<abs(levels) where chart?.time.zoom(finer: levels > 0) == false {
      return say(levels > 0 ? "This is the closest zoom" : "This is the whole life")
    }
  }

  /// Goes to a moment and selects what is there.
  mutating func goTo(_ moment: Int64) {
    guard let chart, let loaded = chart.chart else { return }
    let life = chart.time.viewport.life
    guard loaded.hasDates else { return say("No event of this record has a date") }
    self.chart?.rememberPlace()
    if !life.contains(moment) {
      let dates = DateText(zone: settings.zone, origin: dates.origin)
      let day = dates.axisDay(moment)
      let first = dates.axisDay(life.lowerBound)
      let last = dates.axisDay(life.upperBound - 1)
      say(UserMessage(.info, "\(day) is outside what is known", why: "\(first) to \(last)"))
    }
    self.chart?.time.move(to: moment)
    self.chart?.selected = nil
    selectAtCursor(from: moment)
    if self.chart?.selected == nil {
      // Where nothing is, the list stands at what comes next.
      let next = loaded.firstIndex(from: moment)
      if next < loaded.undatedStart { self.chart?.selected = next }
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
    let selected = chart.selected.map { loaded.event($0) }
    guard loaded.hasDates, chart.selected.map({ $0 < loaded.undatedStart }) ?? true else {
      let name = selected?.title ?? "What is here"
      return say(UserMessage(.info, "\(name) has no date", why: "day 0 is the day of an event"))
    }
    let moment = selected?.start ?? chart.time.cursor
    self.chart?.dayZero = moment
    self.chart?.isRelative = true
    let name = selected?.title ?? "the cursor"
    let day = DateText(zone: settings.zone, origin: dates.origin).axisDay(moment)
    say("Day 0 is \(day), \(name); A takes it back")
  }
}

extension ChartState {
  /// Closes the detail that was opened, so that the pane follows the focus again.
  mutating func dropFollowers() {
    if sheets.count == 1, sheets[0].kind == .detail, focus != .detail { sheets = [] }
  }
}
