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
    let viewport = chart.time.viewport
    let range = viewport.range(ofColumn: viewport.cursorColumn)
    let list = EventList(chart: loaded, state: chart)
    let scope = chart.isLaneOnly ? chart.time.lane.title : "Events"
    // Without events there is no time, and the column of the cursor means nothing.
    guard loaded.count > 0 else { return scope }
    guard loaded.hasDates else { return "\(scope) · no date · \(counted(list.count, "row"))" }
    let dates = state.dates
    let span = Self.span(of: range, dates)
    return "\(scope) · \(span) · \(grouped(list.count(in: range))) of \(counted(list.count, "row"))"
  }

  /// `2026-11-20 … 2026-11-22`; of a column shorter than a day with its hours: `2026-11-20 08:00 … 08:40`.
  private static func span(of range: Range<Int64>, _ dates: DateText) -> String {
    let (first, last) = (dates.axisDay(range.lowerBound), dates.axisDay(range.upperBound - 1))
    guard range.upperBound - range.lowerBound < CivilTime.millisecondsPerDay else {
      return first == last ? first : "\(first) … \(last)"
    }
    let begin = dates.axisMinute(range.lowerBound)
    let end = dates.axisMinute(range.upperBound - 1)
    if begin == end { return begin }
    return "\(begin) … \(first == last ? String(end.suffix(5)) : end)"
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
    let columns = EventColumns(width: canvas.width)
    var y = 0
    for number in chart.pinned.prefix(canvas.height / 3) {
      EventRowView(state: state, chart: loaded, columns: columns)
        .draw(Int(number), mark: .pinned, on: canvas.clipped(to: canvas.bounds.row(y)))
      y += 1
    }
    let height = canvas.height - y
    let range = state.timeRange
    let top = Self.top(at: at.index, count: list.count, height: height)
    var focus: Position?
    for offset in 0..<height where top + offset < list.count {
      let index = list[top + offset]
      let isFocused = at.isExact && top + offset == at.index
      let row = canvas.clipped(to: canvas.bounds.row(y + offset))
      let isHit = chart.hits.containsSorted(Int32(truncatingIfNeeded: index))
      let mark: EventRowView.Mark =
        isFocused ? (chart.focus == .events ? .focused : .blurred) : isHit ? .hit : .none
      EventRowView(state: state, chart: loaded, columns: columns).draw(index, mark: mark, on: row)
      if let range, index < loaded.undatedStart, range.contains(loaded.place(index)) {
        row.put(glyphs[.vertical], x: 0, y: 0, .mark)
      }
      if isFocused { focus = row.onScreen(x: 0, y: 0) }
    }
    return focus
  }

  private func emptyText(_ loaded: Chart) -> String {
    if loaded.count == 0 { return "Nothing is on record" }
    switch chart.filters.count {
    case 0: return "No events here"
    case 1: return "Nothing here is '\(chart.filters[0].text)'; x drops the filter"
    default:
      return
        "Nothing here is all of \(chart.filters.map(\.text).joined(separator: ", ")); x drops the last"
    }
  }

  /// The first row, so that the focus stands a third down the list.
  static func top(at index: Int, count: Int, height: Int) -> Int {
    min(max(0, index - height / 3), max(0, count - height))
  }
}
