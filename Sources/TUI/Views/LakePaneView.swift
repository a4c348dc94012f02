// SPDX-License-Identifier: Apache-2.0

internal import Terminal

/// A list that lies over the patients or a patient.
struct LakePaneView {
  let state: AppState
  let pane: LakePane

  private var glyphs: Glyphs { state.settings.glyphs }

  /// The rows above a list: its title and the headings of its columns.
  static let headHeight = 2

  /// How many rows of a list are on the screen.
  static func listHeight(_ body: Rect, rowHeight: Int = 1) -> Int {
    max(1, (body.height - headHeight) / rowHeight)
  }

  func draw(on canvas: Canvas) -> Position? {
    if pane.kind == .sql { return SQLPaneView(state: state, pane: pane).draw(on: canvas) }
    if pane.kind == .review, let review = state.review, pane.failure == nil {
      return ReviewView(state: state, review: review).draw(on: canvas)
    }
    drawTitle(on: canvas)
    if let failure = pane.failure, pane.content == nil {
      FailureView(message: failure).draw(on: canvas)
      return nil
    }
    let rest = canvas.clipped(to: canvas.bounds.split(top: 1).rest)
    if case .difference = pane.content {
      return draw(state.paneDifferenceLines, on: rest)
    }
    if case .record(let lines) = pane.content { return draw(lines, on: rest) }
    if case .comparison(let comparison) = pane.content {
      return ComparisonView(state: state, pane: pane, comparison: comparison).draw(on: rest)
    }
    guard let table = PaneTable(pane, state: state) else {
      rest.put("reading…", x: 2, y: 1, .busy)
      return nil
    }
    guard table.count > 0 else {
      rest.put(emptyText, x: 2, y: 1, .dim, width: rest.width - 3)
      return nil
    }
    return drawRows(table, on: rest)
  }

  private func drawTitle(on canvas: Canvas) {
    let right = rightTitle
    let rightWidth = DisplayWidth.of(right)
    let end = canvas.put(
      title,
      x: 1,
      y: 0,
      .title,
      width: max(1, canvas.width - 2)
    )
    guard rightWidth > 0, end + 2 + rightWidth < canvas.width else { return }
    canvas.put(right, x: canvas.width - rightWidth - 1, y: 0, .dim)
  }

  private var title: String { Self.title(of: pane, in: state) }

  /// What a pane is called, and whom it is about.
  static func title(of pane: LakePane, in state: AppState) -> String {
    let scope = " · " + (pane.scope.isEmpty ? "the whole lake" : pane.scope)
    switch pane.kind {
    case .changes: return "Changes\(scope)"
    case .graveyard: return "Deleted\(scope)"
    case .jobs: return "Jobs"
    case .job(let id):
      guard case .job(let report) = pane.content else { return "Job \(id)" }
      let job = report.job
      let when = state.dates.recordedBehind(job.started)
      return "Job \(id)  \(job.kind) by \(job.author)\(when)  \(job.what)".trimmed
    case .differences: return "Differences\(scope)"
    case .difference:
      guard case .difference(let difference) = pane.content else { return pane.scope }
      let versions = difference.old.map { "v\($0.summary.number) → " } ?? ""
      let new = difference.new.summary
      let when = state.dates.recorded(new.recorded)
      let who = [when, new.author].filter { !$0.isEmpty }.joined(separator: " ")
      return "\(difference.key)  \(versions)v\(new.number)  \(who), job \(new.job)"
    case .sql: return "SQL"
    case .schema:
      let words = state.sql.schemaWords.trimmed
      return "Views and columns of SQL" + (words.isEmpty ? "" : " · '\(words)'")
    case .record: return "Row \(pane.scope)"
    case .review: return "Entities\(scope)"
    case .reconciliation: return "Notes against chart\(scope)"
    case .worklists: return "Worklists"
    case .comparison: return ComparisonView.title(pane)
    case .population: return PopulationText.title(pane, state)
    }
  }

  private var rightTitle: String {
    switch pane.content {
    case .changes(let changes, let isCut):
      let count = counted(changes.count, pane.kind == .graveyard ? "resource" : "version")
      return isCut ? "the newest \(count)" : count
    case .jobs(let jobs): return counted(jobs.count, "job")
    case .job(let report):
      let later = report.conflictCount
      let decided = report.decisionCount > 0 ? counted(report.decisionCount, "decision") : ""
      let touched = [decided, counted(report.total, "resource")].filter { !$0.isEmpty }
        .joined(separator: ", ")
      return later == 0 ? touched : "\(touched), \(grouped(later)) written again later"
    case .differences(let found): return RecordDifference.counts(found)
    case .reconciliation(let items): return ReconciliationRow.counts(items)
    case .worklists(let rows): return counted(rows.count - 1, "worklist")
    case .population: return PopulationText.remark(state)
    case .comparison(let comparison): return counted(comparison.rows.count, "patient")
    case .schema: return counted(state.sql.views.count, "view")
    case .record(let lines): return counted(lines.count, "line")
    case .difference, nil: return ""
    }
  }

  private var emptyText: String {
    switch pane.kind {
    case .graveyard: "Nothing is deleted"
    case .differences: "Nothing was added, changed or deleted between the two"
    case .schema: "No view and no column has '\(state.sql.schemaWords.trimmed)'"
    case .jobs: "Nothing was ever done to this lake"
    case .population: "No row has '\(state.population.words.trimmed)'"
    case .reconciliation: "Neither notes nor chart have allergies, medications or problems"
    default: "Nothing was recorded"
    }
  }

  private func drawRows(_ table: PaneTable, on canvas: Canvas) -> Position? {
    let columns = PaneColumn.fit(table.columns, width: canvas.width)
    for column in columns where column.shown > 0 {
      let field = Rect(x: column.x, y: 0, width: column.shown, height: 1)
      canvas.put(column.title, in: field, alignment: column.alignment, .header)
    }
    let rows = canvas.clipped(to: canvas.bounds.split(top: 1).rest)
    var cursor = pane.cursor
    let step = table.under == nil ? 1 : 2
    let height = max(1, rows.height / step)
    cursor.reveal(count: table.count, height: height)
    var focus: Position?
    for (offset, number) in cursor.visibleRows(count: table.count, height: height).enumerated() {
      let row = rows.clipped(to: rows.bounds.row(offset * step))
      let isFocused = number == cursor.index
      let base: Role? = isFocused ? .selection : nil
      if let cells = table.under?(number), offset * step + 1 < rows.height {
        drawUnder(cells, base, on: rows.clipped(to: rows.bounds.row(offset * step + 1)))
      }
      if let base {
        row.fill(row.bounds, style: base.style)
        row.put(glyphs[.pointer], x: 0, y: 0, base)
        focus = row.onScreen(x: 0, y: 0)
      }
      for (column, cell) in zip(columns, table.row(number)) where column.shown > 0 {
        let field = Rect(x: column.x, y: 0, width: column.shown, height: 1)
        row.put(cell.text, in: field, alignment: column.alignment, base ?? cell.role)
      }
    }
    return focus
  }

  /// Draws the second line of a row.
  private func drawUnder(_ cells: [PaneCell], _ base: Role?, on row: Canvas) {
    if let base { row.fill(row.bounds, style: base.style) }
    // The last part has what the others leave; it is the longest.
    var x = 4
    for (number, cell) in cells.enumerated() {
      let isLast = number == cells.count - 1
      let width = isLast ? row.width - x : min(DisplayWidth.of(cell.text), row.width * 45 / 100 - 1)
      row.put(cell.text, in: Rect(x: x, y: 0, width: width, height: 1), base ?? cell.role)
      x = max(x + width + 2, row.width * 45 / 100 + 2)
    }
  }

  /// Draws what is read line by line.
  private func draw(_ lines: [StyledLine], on canvas: Canvas) -> Position? {
    let area = canvas.clipped(to: canvas.bounds.split(top: 1).rest)
    let top = min(pane.cursor.index, max(0, lines.count - area.height))
    for y in 0..<area.height where lines.indices.contains(top + y) {
      area.put(lines[top + y], x: 0, y: y)
    }
    ScrollMarks.draw(top: top, count: lines.count, glyphs: glyphs, on: area)
    return area.onScreen(x: 0, y: 0)
  }
}
