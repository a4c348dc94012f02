// SPDX-License-Identifier: Apache-2.0

internal import FHIR
internal import Terminal
internal import Timeline

/// The events in order, around the cursor of the timeline.
struct EventListView {
  let state: AppState
  let chart: ChartState

  private var glyphs: Glyphs { state.settings.glyphs }

  /// The moments of the cursor's column, and what is listed.
  var title: String {
    guard let loaded = chart.chart else { return "Events" }
    let columns = state.timeColumns
    let column = chart.time.window.column(of: chart.time.cursor, columns: columns)
    let range = chart.time.window.range(of: column, columns: columns)
    let list = EventList(chart: loaded, state: chart)
    let scope = chart.isLaneOnly ? chart.time.lane.title : "Events"
    let dates = state.dates
    let first = dates.axisDay(range.lowerBound)
    let last = dates.axisDay(range.upperBound - 1)
    let span = first == last ? first : "\(first) … \(last)"
    return "\(scope) · \(span) · \(grouped(list.count(in: range))) of \(grouped(list.count))"
  }

  func draw(on canvas: Canvas) -> Position? {
    guard let loaded = chart.chart else {
      canvas.put("reading events…", x: 1, y: 0, .busy)
      return nil
    }
    let list = EventList(chart: loaded, state: chart)
    guard !list.isEmpty else {
      canvas.put(emptyText(loaded), x: 1, y: 0, .dim, width: canvas.width - 2)
      return nil
    }
    let at = list.position(of: chart.selected, time: chart.time.cursor)
    var y = 0
    for number in chart.pinned.prefix(canvas.height / 3) {
      drawRow(Int(number), loaded, isFocused: false, isPinned: true, on: canvas.clipped(to: canvas.bounds.row(y)))
      y += 1
    }
    let height = canvas.height - y
    let top = Self.top(at: at.index, count: list.count, height: height)
    var focus: Position?
    for offset in 0..<height where top + offset < list.count {
      let index = list[top + offset]
      let isFocused = at.isExact && top + offset == at.index
      let row = canvas.clipped(to: canvas.bounds.row(y + offset))
      drawRow(index, loaded, isFocused: isFocused, isPinned: false, on: row)
      if isFocused { focus = row.onScreen(x: 0, y: 0) }
    }
    return focus
  }

  private func emptyText(_ loaded: Chart) -> String {
    if loaded.count == 0 { return "Nothing is on record" }
    return chart.filters.isEmpty ? "No events here" : "The filters leave nothing; \\ switches them off"
  }

  /// The first row, so that the focus stands a third down the list.
  static func top(at index: Int, count: Int, height: Int) -> Int {
    min(max(0, index - height / 3), max(0, count - height))
  }

  private func drawRow(
    _ index: Int,
    _ loaded: Chart,
    isFocused: Bool,
    isPinned: Bool,
    on canvas: Canvas
  ) {
    let entry = loaded[index]
    let event = entry.event
    let hasKeys = chart.focus == .events
    let base: Role? = isFocused ? (hasKeys ? .selection : .selectionBlur) : nil
    if let base { canvas.fill(canvas.bounds, style: base.style) }
    let columns = EventColumns(width: canvas.width)
    if isFocused { canvas.put(glyphs[.pointer], x: 0, y: 0, base ?? .text) }
    if isPinned { canvas.put("^", x: 0, y: 0, .mark) }
    if chart.hits.containsSorted(Int32(truncatingIfNeeded: index)), !isFocused {
      canvas.put("*", x: 0, y: 0, .match)
    }
    let date = columns.hasClock ? state.dates.dayAndClock(of: event) : state.dates.day(of: event)
    canvas.put(date, x: columns.date, y: 0, base ?? (isPinned ? .mark : .dim), width: columns.dateWidth)
    if columns.laneWidth > 0 {
      let lane = columns.laneWidth < 8 ? event.lane.shortTitle : event.lane.eventTitle
      canvas.put(lane, x: columns.lane, y: 0, base ?? event.lane.role, width: columns.laneWidth)
    }
    canvas.put(event.title, x: columns.title, y: 0, base ?? .text, width: columns.titleWidth)
    drawValue(index, loaded, columns, base, on: canvas)
  }

  private func drawValue(
    _ index: Int,
    _ loaded: Chart,
    _ columns: EventColumns,
    _ base: Role?,
    on canvas: Canvas
  ) {
    let entry = loaded[index]
    let event = entry.event
    let value = Self.value(of: event, dates: state.dates)
    canvas.put(value, x: columns.value, y: 0, base ?? event.flag.role ?? .text, width: columns.valueWidth)
    if event.flag.isAbnormal {
      canvas.put(event.flag.letter, x: columns.flag, y: 0, base ?? event.flag.role ?? .text)
    }
    if columns.rangeWidth > 0 {
      canvas.put(event.rangeText, x: columns.range, y: 0, base ?? .dim, width: columns.rangeWidth)
    }
    guard event.number != nil, columns.deltaWidth > 0 || columns.sparkWidth > 0 else {
      return drawReference(entry, columns, base, on: canvas)
    }
    let statistics = SeriesStatistics(chart: loaded, event: index)
    if columns.deltaWidth > 0, let previous = statistics.previous,
      let delta = event.delta(from: previous.value)
    {
      canvas.put("\(glyphs[.delta])\(delta)", x: columns.delta, y: 0, base ?? .delta, width: columns.deltaWidth)
    }
    if columns.sparkWidth > 0 { drawSpark(statistics, columns, base, on: canvas) }
    drawReference(entry, columns, base, on: canvas)
  }

  private func drawReference(_ entry: ChartEvent, _ columns: EventColumns, _ base: Role?, on canvas: Canvas) {
    guard columns.referenceWidth > 0 else { return }
    canvas.put(
      entry.key.description,
      x: columns.reference,
      y: 0,
      base ?? .dim,
      width: columns.referenceWidth
    )
  }

  private func drawSpark(
    _ statistics: SeriesStatistics,
    _ columns: EventColumns,
    _ base: Role?,
    on canvas: Canvas
  ) {
    guard let focus = statistics.focus else { return }
    let values = statistics.points[max(0, focus - columns.sparkWidth + 1)...focus].map(\.value)
    guard values.count > 1, let low = values.min(), let high = values.max() else { return }
    let left = columns.spark + columns.sparkWidth - values.count
    for (offset, value) in values.enumerated() {
      let level = high > low ? (value - low) / (high - low) : 0.5
      canvas.put(glyphs.spark(level * 0.875 + 0.125, of: 1), x: left + offset, y: 0, base ?? .spark)
    }
  }

  /// What stands in the column of values: the value, the end of a span, or the status.
  static func value(of event: Event, dates: DateText) -> String {
    let value = event.valueText
    guard event.shape == .span else { return value.isEmpty && event.lane != .changes ? event.status ?? "" : value }
    var parts = value.isEmpty ? [] : [value]
    if let end = event.end {
      let day = dates.text(end - 1, precision: min(event.endPrecision, .day))
      let start = event.start.map { dates.text($0, precision: min(event.startPrecision, .day)) }
      if day != start { parts.append("to \(day)") }
    } else if let status = event.status {
      parts.append(status)
    }
    return parts.joined(separator: " ")
  }
}

/// The columns of the event list for a width; an absent column has no width.
struct EventColumns: Equatable {
  var date = 1
  var dateWidth = 10
  var hasClock = false
  var lane = 0
  var laneWidth = 0
  var title = 0
  var titleWidth = 0
  var value = 0
  var valueWidth = 0
  var flag = 0
  var range = 0
  var rangeWidth = 0
  var delta = 0
  var deltaWidth = 0
  var spark = 0
  var sparkWidth = 0
  var reference = 0
  var referenceWidth = 0

  init(width: Int) {
    // From the right: what is least needed goes first when the width shrinks.
    var right = width
    if width >= 92 {
      sparkWidth = 6
      spark = right - 7
      right = spark - 1
    }
    if width >= 104 {
      referenceWidth = 26
      reference = right - referenceWidth - 1
      right = reference - 1
    }
    if width >= 56 {
      deltaWidth = 7
      delta = right - deltaWidth
      right = delta - 1
    }
    if width >= 74 {
      rangeWidth = 10
      range = right - rangeWidth
      right = range - 1
    }
    flag = right - 1
    right = flag - 1
    hasClock = width >= 56
    dateWidth = hasClock ? 16 : 10
    let laneStart = date + dateWidth + 1
    laneWidth = width >= 100 ? 9 : width >= 26 ? 4 : 0
    lane = laneStart
    title = laneStart + (laneWidth > 0 ? laneWidth + 1 : 0)
    let room = max(2, right - title)
    valueWidth = max(1, min(width >= 100 ? 24 : 18, room * 45 / 100))
    titleWidth = max(1, room - valueWidth - 1)
    value = title + titleWidth + 1
  }
}
