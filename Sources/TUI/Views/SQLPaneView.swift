// SPDX-License-Identifier: Apache-2.0

internal import Terminal

/// The query of SQL, and below it the result or what is wrong with it.
struct SQLPaneView {
  let state: AppState
  let pane: LakePane

  private var glyphs: Glyphs { state.settings.glyphs }
  private var sql: SQLState { state.sql }

  func draw(on canvas: Canvas) -> Position? {
    canvas.put("SQL", x: 1, y: 0, .title)
    let right = summary
    canvas.put(
      right,
      x: max(6, canvas.width - DisplayWidth.of(right) - 1),
      y: 0,
      state.jobs.isRunning(.sql) ? .busy : .dim,
      width: max(0, canvas.width - 7)
    )
    let lines = statementLines(width: canvas.width - 2, most: max(1, canvas.height / 3))
    var y = 1
    for line in lines {
      canvas.put(line, x: 1, y: y)
      y += 1
    }
    let rest = canvas.clipped(to: canvas.bounds.split(top: y).rest)
    if let failure = sql.failure {
      for (offset, line) in StyledLine.wrap(failure, .error, width: rest.width - 4).enumerated() {
        rest.put(line, x: 2, y: offset + 1)
      }
      return nil
    }
    guard let table = sql.table else {
      let isWaiting = state.jobs.isRunning(.sql)
      let hint = "i asks for a query, t lists views and columns: one view per resource type"
      rest.put(isWaiting ? "running; esc stops it" : hint, x: 2, y: 1, isWaiting ? .busy : .dim)
      return nil
    }
    return draw(table, on: rest)
  }

  private var summary: String {
    if state.jobs.isRunning(.sql) { return "running…" }
    guard let table = sql.table else { return "read only" }
    let count = counted(table.rows.count, "row")
    let rows = table.isCut ? "the first \(count)" : count
    return "\(rows) · \(counted(table.columns.count, "column")) · \(sql.milliseconds) ms"
  }

  /// The statement, wrapped; where it is wrong, that place is marked.
  private func statementLines(width: Int, most: Int) -> [StyledLine] {
    guard !sql.statement.isEmpty else { return [StyledLine("no query yet", .dim)] }
    let text = DisplayText(sql.statement)
    var lines: [StyledLine] = []
    var start = 0
    for range in text.lines(width: max(8, width)).prefix(most) {
      let slice = text.slice(range).text
      lines.append(StyledLine(slice, .strong))
      if let place = sql.failurePlace, place >= start, place < start + slice.count {
        lines.append(StyledLine(String(repeating: " ", count: place - start) + "^", .error))
      }
      start += slice.count
    }
    return lines
  }

  private func draw(_ table: SQLTable, on canvas: Canvas) -> Position? {
    guard canvas.height > 1 else { return nil }
    guard !table.columns.isEmpty else {
      canvas.put("The query gives no columns", x: 2, y: 1, .dim)
      return nil
    }
    let first = min(pane.left, table.columns.count - 1)
    let rows = canvas.clipped(to: canvas.bounds.split(top: 1).rest)
    var places: [(column: Int, x: Int, width: Int)] = []
    var x = 2
    let widths = sql.shownWidths(from: first, room: canvas.width - 3)
    for column in first..<table.columns.count where x < canvas.width - 1 {
      let width = min(widths[safe: column] ?? 1, canvas.width - x - 1)
      places.append((column, x, width))
      x += width + 2
    }
    for place in places {
      canvas.put(
        table.columns[place.column],
        in: Rect(x: place.x, y: 0, width: place.width, height: 1),
        alignment: table.numeric.contains(place.column) ? .trailing : .leading,
        .header
      )
    }
    if first > 0 { canvas.put(glyphs[.arrowBack], x: 0, y: 0, .warning) }
    if (places.last?.column ?? 0) < table.columns.count - 1 {
      canvas.put(glyphs[.moreRight], x: canvas.width - 1, y: 0, .warning)
    }
    guard !table.rows.isEmpty else {
      rows.put("no rows", x: 2, y: 0, .dim)
      return nil
    }
    var cursor = pane.cursor
    cursor.reveal(count: table.rows.count, height: rows.height)
    var focus: Position?
    let cell = JSONCell { id in
      let table = state.list.table
      return table.index(ofID: id).map { PatientText(table[$0], settings: state.settings).name }
    }
    for (offset, number) in cursor.visibleRows(count: table.rows.count, height: rows.height)
      .enumerated()
    {
      let row = rows.clipped(to: rows.bounds.row(offset))
      let base: Role? = number == cursor.index ? .selection : nil
      if let base {
        row.fill(row.bounds, style: base.style)
        row.put(glyphs[.pointer], x: 0, y: 0, base)
        focus = row.onScreen(x: 0, y: 0)
      }
      for place in places {
        let value = table.rows[number][place.column]
        row.put(
          value.map { String(cell.words($0).prefix(SQLState.wideLimit * 2)) } ?? "NULL",
          in: Rect(x: place.x, y: 0, width: place.width, height: 1),
          alignment: table.numeric.contains(place.column) ? .trailing : .leading,
          base ?? (value == nil ? .dim : .text)
        )
      }
    }
    return focus
  }
}
