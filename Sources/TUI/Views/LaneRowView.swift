// SPDX-License-Identifier: Apache-2.0

internal import Terminal
internal import Timeline

/// One row of the lanes.
struct LaneRowView {
  let state: AppState
  let chart: Chart
  let geometry: LaneGeometry
  let cursorColumn: Int

  private var glyphs: Glyphs { state.settings.glyphs }

  func draw(_ row: LaneRow, isFocused: Bool, hasKeys: Bool, on canvas: Canvas) {
    drawLabel(row, isFocused: isFocused, hasKeys: hasKeys, on: canvas)
    let x = geometry.labelWidth
    let area = canvas.clipped(
      to: Rect(x: x, y: 0, width: geometry.columns, height: 1)
    )
    for bar in row.bars { draw(bar, row.name.role, on: area) }
    for (column, bin) in row.bins.enumerated() where bin.count > 0 {
      let (glyph, role) = symbol(of: bin, row.name)
      area.put(glyph, x: column, y: 0, role)
    }
    if !row.trend.isEmpty { drawTrend(row, on: area) }
    drawCursor(isFocused: isFocused && hasKeys, on: area)
    // Words come last: the cursor does not stand between their letters.
    for bar in row.bars { drawLabel(of: bar, row.name.role, on: area) }
    drawBinLabels(row, on: area)
    if !row.text.isEmpty { area.put(row.text, x: 0, y: 0, .laneUndated) }
  }

  private func drawLabel(_ row: LaneRow, isFocused: Bool, hasKeys: Bool, on canvas: Canvas) {
    let width = geometry.labelWidth
    let noteWidth = max(0, min(row.note.count, width - 6))
    if row.isFirst {
      if isFocused { canvas.put(glyphs[.pointer], x: 0, y: 0, hasKeys ? .laneFocus : .dim) }
      let role: Role = isFocused && hasKeys ? .laneFocus : row.name.role
      canvas.put(row.label, x: 1, y: 0, role, width: max(1, width - noteWidth - 3))
    } else {
      canvas.put(row.label, x: 3, y: 0, .dim, width: max(1, width - noteWidth - 5))
    }
    canvas.put(
      row.note,
      in: Rect(x: width - noteWidth - 1, y: 0, width: noteWidth, height: 1),
      alignment: .trailing,
      row.note.hasPrefix("+") ? .warning : .laneCount
    )
  }

  // MARK: - Bins

  /// Writes names beside points where the lane has room for them.
  private func drawBinLabels(_ row: LaneRow, on area: Canvas) {
    let filled = row.bins.indices.filter { row.bins[$0].count > 0 }
    guard filled.count * 14 <= area.width else { return }
    for (position, column) in filled.enumerated() {
      let bin = row.bins[column]
      guard bin.count == 1, bin.event >= 0 else { continue }
      let next = position + 1 < filled.count ? filled[position + 1] : area.width
      let room = next - column - 3
      guard room >= 5 else { continue }
      let event = chart[Int(bin.event)].event
      let label = event.value == nil ? event.title : "\(event.title) \(event.valueText)"
      area.put(label, x: column + 2, y: 0, row.name.role, width: room)
    }
  }

  /// The worst flag, else the count: the same without colour.
  private func symbol(of bin: LaneBin, _ name: LaneName) -> (Unicode.Scalar, Role) {
    if name == .lane(.changes) {
      return bin.isDeleted ? ("x", .flagDeleted) : ("~", .flagChanged)
    }
    if let role = bin.flag.role, let letter = bin.flag.letter.unicodeScalars.first {
      return (letter, role)
    }
    switch bin.count {
    case 1: return (glyphs[.point], name.role)
    case 2...9: return (Unicode.Scalar(UInt8(ascii: "0") + UInt8(bin.count)), name.role)
    default: return (glyphs[.more], name.role)
    }
  }

  // MARK: - Bars

  private func draw(_ bar: LaneBar, _ role: Role, on area: Canvas) {
    let first = max(0, bar.first)
    let last = min(area.width - 1, max(first, bar.last))
    guard first < area.width, bar.last >= 0 else { return }
    let isCutLeft = bar.first < 0 || bar.isOpenLeft
    let isCutRight = bar.last >= area.width || bar.isOpenRight
    let length = last - first + 1
    if length == 1, !isCutLeft, !isCutRight {
      area.put(glyphs[bar.isApproximate ? .approximate : .block], x: first, y: 0, role)
    } else {
      area.horizontalLine(
        x: first,
        y: 0,
        length: length,
        glyph: glyphs[bar.isApproximate ? .approximate : .bar],
        style: role.style
      )
      if !bar.isApproximate {
        area.put(glyphs[isCutLeft ? .openLeft : .barFrom], x: first, y: 0, role)
        area.put(glyphs[isCutRight ? .openRight : .barTo], x: last, y: 0, role)
      }
    }
  }

  /// Writes a bar's label into it, or beside it where it is too short.
  private func drawLabel(of bar: LaneBar, _ role: Role, on area: Canvas) {
    let first = max(0, bar.first)
    let last = min(area.width - 1, max(first, bar.last))
    guard first < area.width, bar.last >= 0, !bar.label.isEmpty else { return }
    let length = last - first + 1
    let label = DisplayText(bar.label)
    if length >= min(label.width, 12) + 5 {
      let shown = label.truncated(to: length - 5)
      let end = area.put(" ", x: first + 2, y: 0, role)
      let after = area.put(shown, x: end, y: 0, role)
      area.put(" ", x: after, y: 0, role)
    } else if last + 6 < area.width {
      area.put(label, x: last + 2, y: 0, role, width: min(label.width, 20))
    } else if length >= 9 {
      let end = area.put(" ", x: first + 2, y: 0, role)
      let after = area.put(label.truncated(to: length - 5), x: end, y: 0, role)
      area.put(" ", x: after, y: 0, role)
    }
  }

  // MARK: - Trends

  private func drawTrend(_ row: LaneRow, on area: Canvas) {
    for (column, cell) in row.trend.enumerated() {
      guard let level = cell.level else { continue }
      area.put(glyphs.spark(level * 0.875 + 0.125, of: 1), x: column, y: 0, cell.flag.role ?? .spark)
    }
  }

  // MARK: - Cursor

  /// Draws the cursor's column, on blanks only; what is there is set off.
  private func drawCursor(isFocused: Bool, on area: Canvas) {
    guard cursorColumn >= 0, cursorColumn < area.width,
      let cell = area.cell(x: cursorColumn, y: 0)
    else { return }
    if cell.cluster == .blank, cell.width == 1 {
      area.put(glyphs[.cursor], x: cursorColumn, y: 0, .cursorColumn)
    } else if isFocused {
      area.restyle(Rect(x: cursorColumn, y: 0, width: 1, height: 1), .selection)
    }
  }
}
