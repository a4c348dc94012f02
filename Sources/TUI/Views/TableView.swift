// SPDX-License-Identifier: Apache-2.0

internal import Terminal
internal import Timeline

/// A list of problems, medications, labs or notes.
struct TableView {
  let state: AppState
  let chart: ChartState

  private var glyphs: Glyphs { state.settings.glyphs }

  func draw(on canvas: Canvas) -> Position? {
    guard let loaded = chart.chart else {
      canvas.put("reading events…", x: 1, y: 0, .busy)
      return nil
    }
    let table = TableRows(state: state)
    let rows = table.rows
    guard !rows.isEmpty else {
      let text =
        chart.shown == nil || !chart.areFiltersOn
        ? "None on record" : "The filters leave none; \\ switches them off"
      canvas.put(text, x: 1, y: 1, .dim, width: canvas.width - 2)
      return nil
    }
    var cursor = chart.table[chart.view]
    cursor.index = table.focused(cursor.index) ?? 0
    cursor.top = EventListView.top(at: cursor.index, count: rows.count, height: canvas.height)
    var focus: Position?
    let range = state.rowRange
    for (offset, number) in cursor.visibleRows(count: rows.count, height: canvas.height)
      .enumerated()
    {
      let row = canvas.clipped(to: canvas.bounds.row(offset))
      let isFocused = number == cursor.index
      if let event = rows[number].event {
        draw(rows[number], event, loaded, isFocused: isFocused, on: row)
      } else {
        row.put(rows[number].heading, x: 1, y: 0, .heading, width: row.width - 1)
      }
      if range?.contains(number) == true { row.put(glyphs[.vertical], x: 0, y: 0, .mark) }
      if isFocused { focus = row.onScreen(x: 0, y: 0) }
    }
    return focus
  }

  private func draw(
    _ row: TableRows.Row,
    _ index: Int,
    _ loaded: Chart,
    isFocused: Bool,
    on canvas: Canvas
  ) {
    let event = loaded.event(index)
    let base: Role? = isFocused ? (chart.focus == .table ? .selection : .selectionBlur) : nil
    if let base { canvas.fill(canvas.bounds, style: base.style) }
    if isFocused { canvas.put(glyphs[.pointer], x: 1, y: 0, base ?? .text) }
    if state.settings.isAccessible {
      let words = EventWords(loaded, of: state.chart, dates: state.dates).line(index)
      canvas.put(
        row.count > 1 ? "\(words), \(grouped(row.count)) times" : words,
        x: 3,
        y: 0,
        base ?? .text
      )
      return
    }
    switch event.lane {
    case .labs, .vitals: drawMeasured(row, index, loaded, base, on: canvas)
    default: DatedRowView(state: state, chart: loaded).draw(row, index, base, on: canvas)
    }
  }

  /// The latest value with its change, its history and its range.
  private func drawMeasured(
    _ row: TableRows.Row,
    _ index: Int,
    _ loaded: Chart,
    _ base: Role?,
    on canvas: Canvas
  ) {
    let event = loaded.event(index)
    let recent = SeriesStatistics.recent(loaded, event: index, limit: 8)
    let hasRange = canvas.width >= 60
    let hasDelta = canvas.width >= 76
    let hasSpark = canvas.width >= 92
    let valueWidth = hasRange ? 18 : 12
    let extras = 13 + (hasRange ? 10 : 0) + (hasDelta ? 8 : 0) + (hasSpark ? 9 : 0)
    let titleWidth = max(6, canvas.width - 3 - valueWidth - extras - 4)
    // Where there is no room for name, value and day the day goes: half a number is another number.
    let hasDay = canvas.width >= 4 + titleWidth + valueWidth + 12
    if hasDay {
      let day = state.dates.day(of: event)
      canvas.put(day, x: canvas.width - 11, y: 0, base ?? .dim, width: 10)
    }
    let others = row.besides.map { loaded.event($0).valueText }
    let value = ([event.markedValue] + others).joined(separator: " / ")
    // A name takes what a word of value leaves: of which organism it is stands at its end.
    let isLong = event.number == nil && DisplayWidth.of(event.listTitle) > titleWidth
    // Words take the room of range and change, which they do not have.
    let isWords = event.number == nil && (!event.flag.isAbnormal || !row.besides.isEmpty || isLong)
    let hasFlag = isWords && event.flag.isAbnormal
    let last = canvas.width - (hasDay ? 12 : 1) - (hasFlag ? 2 : 0)
    let spare = isLong ? last - 5 - titleWidth - DisplayWidth.of(value) : 0
    let titleRoom = titleWidth + max(0, spare)
    let title = event.listTitle(width: titleRoom)
    let end = canvas.put(title, x: 3, y: 0, base ?? .text, width: titleRoom)
    var x = max(4 + titleWidth, end + 1)
    let room = isWords ? last - x : min(valueWidth - 1, last - x)
    canvas.put(value, x: x, y: 0, base ?? event.flag.role ?? .text, width: room)
    if hasFlag {
      canvas.put(event.flag.letter, x: last + 1, y: 0, base ?? event.flag.role ?? .text)
    }
    guard !isWords else { return }
    x += valueWidth
    canvas.put(event.flag.letter, x: x, y: 0, base ?? event.flag.role ?? .text)
    x += 2
    if hasRange {
      canvas.put(event.rangeText, x: x, y: 0, base ?? .dim, width: 9)
      x += 10
      if hasDelta, let previous = recent.dropLast().last,
        let delta = event.delta(from: previous, width: 6)
      {
        canvas.put("\(glyphs[.delta])\(delta)", x: x, y: 0, base ?? .delta, width: 7)
      }
      x += 8
      let values = recent.map(\.value)
      if hasSpark, values.count > 1, let low = values.min(), let high = values.max() {
        for (offset, value) in values.enumerated() {
          let level = high > low ? (value - low) / (high - low) : 0.5
          canvas.put(
            glyphs.spark(level * 0.875 + 0.125, of: 1),
            x: x + offset,
            y: 0,
            base ?? .spark
          )
        }
      }
    }
  }
}
