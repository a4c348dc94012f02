// SPDX-License-Identifier: Apache-2.0

internal import Terminal
internal import Timeline

/// What matches in the open patient while a query is typed, the newest first.
struct FoundEventsView {
  let state: AppState
  private let found: [Int32]
  private let chart: Chart
  private let cursor: ListCursor

  /// Creates the view; `nil` while nothing is typed or found.
  init?(state: AppState) {
    guard let prompt = state.prompt, prompt.kind == .search || prompt.kind == .filter,
      let found = prompt.found, !prompt.line.text.trimmed.isEmpty, let chart = state.chart?.chart
    else { return nil }
    self.state = state
    self.found = found
    self.chart = chart
    cursor = prompt.hitCursor
  }

  func draw(on canvas: Canvas) -> Position? {
    let columns = EventColumns(width: canvas.width)
    var rows = canvas
    if canvas.width >= 60 {
      let heads = [
        ("DATE", columns.date, columns.dateWidth), ("WHAT", columns.title, columns.titleWidth),
        ("VALUE", columns.value, columns.valueWidth), ("RANGE", columns.range, columns.rangeWidth),
        ("CHANGE", columns.delta, columns.deltaWidth),
        ("REFERENCE", columns.reference, columns.referenceWidth),
      ]
      for (title, x, width) in heads where width > 0 { canvas.put(title, x: x, y: 0, .header) }
      rows = canvas.clipped(to: canvas.bounds.split(top: 1).rest)
    }
    guard !found.isEmpty else {
      rows.put("Nothing matches", x: 2, y: 1, .dim)
      for (offset, advice) in (state.prompt?.advice ?? []).enumerated() {
        rows.put(advice, x: 2, y: 2 + offset, .text, width: rows.width - 3)
      }
      return nil
    }
    var cursor = cursor
    cursor.reveal(count: found.count, height: rows.height)
    var focus: Position?
    for (offset, number) in cursor.visibleRows(count: found.count, height: rows.height).enumerated()
    {
      let row = rows.clipped(to: rows.bounds.row(offset))
      let isFocused = number == cursor.index
      let event = found[found.count - 1 - number]
      EventRowView(
        state: state,
        chart: chart,
        columns: columns,
        mentions: state.prompt?.mentions[event] ?? 1
      )
      .draw(Int(event), mark: isFocused ? .focused : .none, on: row)
      if isFocused { focus = row.onScreen(x: 0, y: 0) }
    }
    return focus ?? canvas.onScreen(x: 0, y: 0)
  }
}
