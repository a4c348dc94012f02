// SPDX-License-Identifier: Apache-2.0

internal import Terminal
internal import Worklists

/// The patient list, with a preview of the focused patient.
struct PatientListView {
  let state: AppState

  private var glyphs: Glyphs { state.settings.glyphs }

  func draw(on canvas: Canvas) -> Position? {
    let (listRect, previewRect) = Self.split(canvas.bounds, state.sizeClass)
    let cursor = drawList(on: canvas.clipped(to: listRect))
    if !previewRect.isEmpty {
      if previewRect.y > 0 {
        canvas.horizontalLine(
          x: 0,
          y: previewRect.y - 1,
          length: canvas.width,
          glyph: glyphs[.horizontal],
          style: Role.border.style
        )
      } else {
        canvas.verticalLine(
          x: previewRect.x - 1,
          y: 0,
          length: canvas.height,
          glyph: glyphs[.vertical],
          style: Role.border.style
        )
      }
      PatientPreviewView(state: state).draw(on: canvas.clipped(to: previewRect))
    }
    return cursor
  }

  /// Where the list and the preview are: side by side on a large screen, else one under the other.
  static func split(_ rect: Rect, _ sizeClass: SizeClass) -> (list: Rect, preview: Rect) {
    let none = Rect(x: 0, y: 0, width: 0, height: 0)
    if sizeClass == .large {
      let (list, preview) = rect.split(left: rect.width * 6 / 10)
      return (list, preview.split(left: 1).rest)
    }
    guard sizeClass > .extraSmall, rect.height >= 14 else { return (rect, none) }
    let (list, rest) = rect.split(bottom: min(16, max(9, rect.height * 2 / 5)))
    return (list.split(bottom: 1).rest, rest)
  }

  private func drawList(on whole: Canvas) -> Position? {
    let chips = PatientChips(state: state)
    let (chipRow, rest) = whole.bounds.split(top: chips.isEmpty ? 0 : 1)
    if !chips.isEmpty { chips.draw(on: whole.clipped(to: chipRow)) }
    let canvas = whole.clipped(to: rest)
    let columns = PatientColumns(
      chosen: state.shownColumns(width: canvas.width),
      width: canvas.width
    )
    // Read aloud, a row is a sentence and has no columns.
    let hasHeader = columns.hasHeader && !state.settings.isAccessible
    if hasHeader { drawHeader(columns, on: canvas) }
    let top = hasHeader ? 1 : 0
    let height = canvas.height - top
    guard !state.list.rows.isEmpty else {
      canvas.put(emptyText, x: 3, y: top + 1, .dim, width: canvas.width - 4)
      for (offset, advice) in emptyAdvice.enumerated() {
        canvas.put(advice, x: 3, y: top + 3 + offset, .text, width: canvas.width - 4)
      }
      return nil
    }
    var cursor = state.list.cursor
    cursor.reveal(count: state.list.rows.count, height: height)
    var focus: Position?
    let range = state.patientRange
    for (offset, row) in cursor.visibleRows(count: state.list.rows.count, height: height)
      .enumerated()
    {
      let patient = state.list.table[Int(state.list.rows[row])]
      let isFocused = row == state.list.cursor.index
      drawRow(
        patient,
        columns,
        isFocused: isFocused,
        on: canvas.clipped(to: canvas.bounds.row(top + offset))
      )
      if range?.contains(row) == true {
        canvas.put(glyphs[.vertical], x: 0, y: top + offset, .mark)
      }
      if isFocused { focus = canvas.onScreen(x: 0, y: top + offset) }
    }
    return focus
  }

  /// What to type in place of a filter that finds nobody.
  private var emptyAdvice: [String] {
    emptyText == nobodyText ? PatientFilter.advice(for: state.list.filter) : []
  }

  private var nobodyText: String {
    "No patient matches '\(state.list.filter)'; x drops the filter"
  }

  private var emptyText: String {
    if let failure = state.list.failure { return failure.line }
    if state.list.isLoading { return "reading patients…" }
    if state.triage.members == nil, state.jobs.isRunning(.worklists) {
      return "looking for the patients of the worklist…"
    }
    if state.jobs.isRunning(.arrangement) { return "…" }
    if state.list.table.count == 0 {
      if state.moment != nil { return "Nobody was known then; R returns to now" }
      return "The lake holds no patients; tarn import PATH adds some"
    }
    if state.list.filter.isEmpty, let list = state.triage.list {
      return "Nobody on the worklist '\(list.name)' is in this lake; esc shows all patients"
    }
    if let problem = PatientFilter.problem(in: state.list.wholeFilter) { return problem }
    if state.list.needsFacts, state.triage.facts == nil { return "counting…" }
    return nobodyText
  }

  private func drawHeader(_ columns: PatientColumns, on canvas: Canvas) {
    for column in columns.columns {
      let isSorted = column.sort == state.list.sort
      canvas.put(
        column.title,
        in: Rect(x: column.x, y: 0, width: column.width, height: 1),
        alignment: column.alignment,
        isSorted ? .headerActive : .header
      )
    }
    guard columns.hiddenCount > 0 else { return }
    let more = "+\(columns.hiddenCount)"
    canvas.put(more, x: canvas.width - more.count, y: 0, .dim)
  }

  private func drawRow(
    _ patient: PatientSummary,
    _ columns: PatientColumns,
    isFocused: Bool,
    on canvas: Canvas
  ) {
    let line = state.patientLine(patient)
    let isMarked = state.list.marked.contains(patient.id)
    let base: Role = isFocused ? .selection : .text
    canvas.fill(canvas.bounds, style: base.style)
    if isFocused { canvas.put(glyphs[.pointer], x: 1, y: 0, base) }
    if isMarked { canvas.put("*", x: 0, y: 0, isFocused ? base : .mark) }
    if state.settings.isAccessible {
      let note = line.marks.isFlagged ? ", flagged" : ""
      canvas.put(line.text.words + note, x: 2, y: 0, base)
      return
    }
    for column in columns.columns {
      let field = Rect(x: column.x, y: 0, width: column.width, height: 1)
      let value = column.value(line, glyphs)
      let role = isFocused ? base : column.role(line)
      canvas.put(value, in: field, alignment: column.alignment, role)
    }
  }
}
