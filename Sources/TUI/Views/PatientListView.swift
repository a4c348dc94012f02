// SPDX-License-Identifier: Apache-2.0

internal import Terminal

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

  private func drawList(on canvas: Canvas) -> Position? {
    let columns = PatientColumns(width: canvas.width)
    if columns.hasHeader { drawHeader(columns, on: canvas) }
    let top = columns.hasHeader ? 1 : 0
    let height = canvas.height - top
    guard !state.list.rows.isEmpty else {
      canvas.put(emptyText, x: 3, y: top + 1, .dim, width: canvas.width - 4)
      return nil
    }
    var cursor = state.list.cursor
    cursor.reveal(count: state.list.rows.count, height: height)
    var focus: Position?
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
      if isFocused { focus = canvas.onScreen(x: 0, y: top + offset) }
    }
    return focus
  }

  private var emptyText: String {
    if let failure = state.list.failure { return failure.line }
    if state.list.isLoading { return "reading patients…" }
    if state.list.table.count == 0 {
      return "The lake holds no patients; tarn import PATH adds some"
    }
    return "No patient matches '\(state.list.filter)'; x drops the filter"
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
  }

  private func drawRow(
    _ patient: PatientSummary,
    _ columns: PatientColumns,
    isFocused: Bool,
    on canvas: Canvas
  ) {
    let text = PatientText(patient, settings: state.settings)
    let isMarked = state.list.marked.contains(patient.id)
    let base: Role = isFocused ? .selection : .text
    canvas.fill(canvas.bounds, style: base.style)
    if isFocused { canvas.put(glyphs[.pointer], x: 1, y: 0, base) }
    if isMarked { canvas.put("*", x: 0, y: 0, isFocused ? base : .mark) }
    for column in columns.columns {
      let field = Rect(x: column.x, y: 0, width: column.width, height: 1)
      let value = column.value(text, glyphs)
      let role = isFocused ? base : column.role(patient)
      canvas.put(value, in: field, alignment: column.alignment, role)
    }
  }
}

/// The columns of the patient list for a width.
struct PatientColumns {
  struct Column {
    var title: String
    var x: Int
    var width: Int
    var alignment = Alignment.leading
    var sort: PatientSort?
    var value: (PatientText, Glyphs) -> String
    var role: (PatientSummary) -> Role = { _ in .text }
  }

  var columns: [Column] = []
  var hasHeader: Bool

  init(width: Int) {
    hasHeader = width >= 50
    guard hasHeader else {
      placeNarrow(width)
      return
    }
    let isWide = width >= 110
    // Everything but the name has a fixed width; two blanks stand between columns.
    var fixed: [Column] = [
      Column(title: "SEX", x: 0, width: 3, value: { text, _ in text.sex }),
      Column(
        title: "AGE",
        x: 0,
        width: 3,
        alignment: .trailing,
        sort: .age,
        value: { text, _ in text.age }
      ),
    ]
    if isWide {
      fixed.append(
        Column(title: "BORN", x: 0, width: 10, value: { text, _ in String(text.born.dropFirst(2)) })
      )
    }
    if width >= 64 {
      fixed.append(
        Column(
          title: "MRN",
          x: 0,
          width: isWide ? 12 : 8,
          sort: .recordNumber,
          value: { text, _ in text.recordNumber }
        )
      )
    }
    fixed.append(Column(title: "LAST SEEN", x: 0, width: 10, sort: .lastSeen, value: Self.lastSeen))
    fixed.append(
      Column(
        title: "EVENTS",
        x: 0,
        width: 7,
        alignment: .trailing,
        sort: .events,
        value: { text, _ in grouped(text.patient.eventCount) }
      )
    )
    if isWide {
      fixed.append(
        Column(
          title: "CHANGED",
          x: 0,
          width: 7,
          alignment: .trailing,
          sort: .changed,
          value: { text, _ in
            text.patient.changedCount > 0 ? "~\(grouped(text.patient.changedCount))" : ""
          },
          role: { _ in .flagChanged }
        )
      )
      fixed.append(
        Column(
          title: "DELETED",
          x: 0,
          width: 7,
          alignment: .trailing,
          sort: .changed,
          value: { text, _ in
            text.patient.deletedCount > 0 ? "x\(grouped(text.patient.deletedCount))" : ""
          },
          role: { _ in .flagDeleted }
        )
      )
    }
    fixed.append(
      Column(
        title: "FLAGS",
        x: 0,
        width: 10,
        sort: .critical,
        value: { text, glyphs in text.flags(glyphs) },
        role: { $0.criticalCount > 0 ? .flagCritical : $0.allergyCount > 0 ? .warning : .dim }
      )
    )
    let taken = fixed.reduce(0) { $0 + $1.width + 2 }
    let nameWidth = min(44, max(10, width - 3 - taken))
    columns = [Column(title: "NAME", x: 3, width: nameWidth, sort: .name, value: Self.name)]
    var x = 3 + nameWidth + 2
    for var column in fixed where x + column.width <= width {
      column.x = x
      columns.append(column)
      x += column.width + 2
    }
  }

  private mutating func placeNarrow(_ width: Int) {
    let flags = min(8, width / 4)
    columns = [
      Column(title: "NAME", x: 2, width: max(4, width - flags - 9), value: Self.name),
      Column(
        title: "",
        x: width - flags - 6,
        width: 5,
        value: { text, _ in "\(text.sex) \(text.age)" }
      ),
      Column(
        title: "",
        x: width - flags,
        width: flags,
        value: { text, glyphs in text.flags(glyphs) }
      ),
    ]
  }

  private static func name(_ text: PatientText, _ glyphs: Glyphs) -> String {
    guard let deceased = text.patient.deceased, !text.settings.isDeidentified else {
      return text.name
    }
    return "\(text.name) (\(Character(glyphs[.deceased])) \(deceased.prefix(4)))"
  }

  private static func lastSeen(_ text: PatientText, _ glyphs: Glyphs) -> String {
    guard let moment = text.patient.lastSeen else { return "–" }
    let time = text.settings.zone.civilTime(at: moment)
    return text.settings.isDeidentified ? padded(time.year, to: 4) : DateText.day(time)
  }
}
