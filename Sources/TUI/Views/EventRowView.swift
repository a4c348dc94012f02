// SPDX-License-Identifier: Apache-2.0

internal import FHIR
internal import Terminal
internal import Timeline

/// One event in a list: when, what, value, flag, range, change, reference.
struct EventRowView {
  /// What sets the row off from others.
  enum Mark { case none, focused, blurred, pinned, hit }

  let state: AppState
  let chart: Chart
  let columns: EventColumns

  /// How often the note mentions what the row is about.
  var mentions = 1

  private var glyphs: Glyphs { state.settings.glyphs }

  /// Draws an event into one row.
  func draw(_ index: Int, mark: Mark, on canvas: Canvas) {
    let event = chart.event(index)
    let base: Role? = mark == .focused ? .selection : mark == .blurred ? .selectionBlur : nil
    if let base {
      canvas.fill(canvas.bounds, style: base.style)
      canvas.put(glyphs[.pointer], x: 0, y: 0, base)
    }
    let deletion = chart.ghosts[index]
    if deletion != nil, base == nil { canvas.put("x", x: 0, y: 0, .ghost) }
    if state.settings.isAccessible {
      let times = mentions > 1 ? ", \(grouped(mentions)) times" : ""
      let words = EventWords(chart, of: state.chart, dates: state.dates).line(index) + times
      canvas.put(mark == .hit ? "hit, \(words)" : words, x: 1, y: 0, base ?? .text)
      return
    }
    if mark == .pinned { canvas.put("^", x: 0, y: 0, .mark) }
    if mark == .hit { canvas.put("*", x: 0, y: 0, .match) }
    let date = columns.hasClock ? state.dates.dayAndClock(of: event) : state.dates.day(of: event)
    canvas.put(
      date,
      x: columns.date,
      y: 0,
      base ?? (mark == .pinned ? .mark : .dim),
      width: columns.dateWidth
    )
    if columns.laneWidth > 0 {
      let lane = columns.laneWidth < 8 ? event.lane.shortTitle : event.lane.eventTitle
      canvas.put(lane, x: columns.lane, y: 0, base ?? event.lane.role, width: columns.laneWidth)
    }
    // A deleted one says so in words too, where the focus takes its look.
    let times = mentions > 1 ? " ×\(grouped(mentions))" : ""
    let before = deletion == nil ? "" : "x "
    let title = before + event.listTitle + times
    let plain: Role = deletion == nil ? .text : .ghost
    if drawDoubt(index, title, base, on: canvas) { return }
    let valueRoom = valueRoom(event, on: canvas)
    let value = Self.value(of: event, dates: state.dates, room: valueRoom)
    let room = value.isEmpty ? columns.titleWidth + columns.valueWidth + 1 : columns.titleWidth
    let shown = before + event.listTitle(width: max(1, room - before.count - times.count)) + times
    canvas.put(shown, x: columns.title, y: 0, base ?? plain, width: room)
    canvas.put(
      value,
      x: columns.value,
      y: 0,
      base ?? event.flag.role ?? .text,
      width: valueRoom
    )
    drawFlagAndTrend(index, base, on: canvas)
  }

  /// How wide a value may be: what is no measurement has nothing behind it, so that no date is cut.
  private func valueRoom(_ event: Event, on canvas: Canvas) -> Int {
    guard event.number == nil, !event.flag.isAbnormal, event.rangeText.isEmpty else {
      return columns.valueWidth
    }
    let last = columns.referenceWidth > 0 ? columns.reference - 1 : canvas.width - 1
    return max(columns.valueWidth, last - columns.value)
  }

  /// Draws a medication that is in doubt: what speaks against it takes all that is behind its name.
  private func drawDoubt(_ index: Int, _ title: String, _ base: Role?, on canvas: Canvas) -> Bool {
    let text = DoubtText(chart: chart, dates: state.dates)
    guard text.row(index) != nil else { return false }
    let last = columns.referenceWidth > 0 ? columns.reference - 1 : canvas.width - 1
    let titleWidth = min(DisplayWidth.of(title), columns.titleWidth)
    let x = columns.title + titleWidth + 2
    canvas.put(title, x: columns.title, y: 0, base ?? .text, width: titleWidth)
    let room = max(8, last - x)
    canvas.put(text.row(index, room: room) ?? "", x: x, y: 0, base ?? .warning, width: room)
    drawReference(chart[index], base, on: canvas)
    return true
  }

  private func drawFlagAndTrend(
    _ index: Int,
    _ base: Role?,
    on canvas: Canvas
  ) {
    let entry = chart[index]
    let event = entry.event
    if event.flag.isAbnormal {
      canvas.put(event.flag.letter, x: columns.flag, y: 0, base ?? event.flag.role ?? .text)
    }
    if columns.rangeWidth > 0 {
      canvas.put(event.rangeText, x: columns.range, y: 0, base ?? .dim, width: columns.rangeWidth)
    }
    guard event.number != nil, event.lane != .claims,
      columns.deltaWidth > 0 || columns.sparkWidth > 0
    else {
      return drawReference(entry, base, on: canvas)
    }
    let recent = SeriesStatistics.recent(chart, event: index, limit: max(2, columns.sparkWidth))
    if columns.deltaWidth > 0, recent.last?.event == index, let previous = recent.dropLast().last,
      let delta = event.delta(from: previous, width: columns.deltaWidth - 1)
    {
      canvas.put(
        "\(glyphs[.delta])\(delta)",
        x: columns.delta,
        y: 0,
        base ?? .delta,
        width: columns.deltaWidth
      )
    }
    if columns.sparkWidth > 0 { drawSpark(recent.map(\.value), base, on: canvas) }
    drawReference(entry, base, on: canvas)
  }

  private func drawReference(_ entry: ChartEvent, _ base: Role?, on canvas: Canvas) {
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
    _ values: [Double],
    _ base: Role?,
    on canvas: Canvas
  ) {
    guard values.count > 1, let low = values.min(), let high = values.max() else { return }
    let left = columns.spark + columns.sparkWidth - values.count
    for (offset, value) in values.enumerated() {
      let level = high > low ? (value - low) / (high - low) : 0.5
      canvas.put(glyphs.spark(level * 0.875 + 0.125, of: 1), x: left + offset, y: 0, base ?? .spark)
    }
  }

  /// The statuses of what is simply done: they say nothing in a list.
  static let quietStatuses: Set<String> = [
    "finished", "completed", "final", "current", "active", "create", "update", "delete", "restore",
  ]

  /// What stands in the column of values: the value, the end of a span, or the status.
  ///
  /// Where there is no room for both, what was measured or given is left whole, and of all else the day
  /// on which it ends.
  static func value(of event: Event, dates: DateText, room: Int = .max) -> String {
    let marked = event.markedValue
    let isCut = event.number != nil && DisplayWidth.of(marked) > room
    var value = isCut && !event.correctionMark.isEmpty ? event.valueText + "~" : marked
    guard event.shape == .span else { return value }
    if event.valueText.isEmpty { value = "" }
    var parts = value.isEmpty ? [] : [value]
    if let end = event.end {
      let day = dates.text(end - 1, precision: min(event.endPrecision, .day))
      let start = event.start.map { dates.text($0, precision: min(event.startPrecision, .day)) }
      if day != start { parts.append("to \(day)") }
    } else if let status = event.status {
      parts.append(status)
    }
    let text = parts.joined(separator: " ")
    guard let end = event.end, DisplayWidth.of(text) > room else { return text }
    // Within a year its number goes before the dose does.
    if let start = event.start, dates.hasCalendar, event.endPrecision >= .day, !value.isEmpty,
      CivilTime(milliseconds: start).year == CivilTime(milliseconds: end - 1).year
    {
      let short = value + " to " + DateText.day(CivilTime(milliseconds: end - 1)).dropFirst(5)
      if DisplayWidth.of(short) <= room { return short }
    }
    let isMeasured = event.number != nil || event.lane == .labs || event.lane == .vitals
    return (isMeasured ? parts.first : parts.last) ?? text
  }
}
