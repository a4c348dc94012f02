// SPDX-License-Identifier: Apache-2.0

internal import Terminal
internal import Timeline

/// One row of the lanes.
struct LaneRowView {
  let state: AppState
  let chart: Chart
  let geometry: LaneGeometry

  /// The column of the cursor; `nil` outside the window.
  let cursorColumn: Int?

  private var glyphs: Glyphs { state.settings.glyphs }

  func draw(_ row: TimelineRow, isFocused: Bool, hasKeys: Bool, on canvas: Canvas) {
    drawLabel(row, isFocused: isFocused, hasKeys: hasKeys, on: canvas)
    let area = canvas.clipped(
      to: Rect(x: geometry.labelWidth, y: 0, width: geometry.columns, height: 1)
    )
    let role = row.lane.role
    switch row.content {
    case .bins(let bins, let bars):
      for bar in bars { draw(bar, role, on: area) }
      for (column, bin) in bins.enumerated() where bin.count > 0 {
        let (glyph, role) = symbol(of: bin, row.lane)
        area.put(glyph, x: column, y: 0, role)
      }
    case .bars(let bars):
      for bar in bars {
        draw(bar, isGhost(bar) ? .ghost : role, on: area)
        if isGhost(bar) { area.put("x", x: bar.first, y: 0, .ghost) }
        if isDoubtful(bar, row.lane), bar.continuesRight {
          area.put("?", x: bar.last, y: 0, .warning)
        }
      }
    case .trend(let cells): draw(cells, on: area)
    case .text: break
    }
    drawCursor(isFocused: isFocused && hasKeys, on: area)
    // Words come last: the cursor does not stand between their letters.
    switch row.content {
    case .bins(let bins, let bars): drawNames(of: bins, beside: bars, role, on: area)
    case .bars(let bars):
      for bar in bars {
        let doubt = isDoubtful(bar, row.lane)
        drawLabel(of: bar, isGhost(bar) ? .ghost : doubt ? .warning : role, doubt, on: area)
      }
    case .text(let text): area.put(text, x: 0, y: 0, .laneUndated)
    case .trend: break
    }
  }

  private func drawLabel(_ row: TimelineRow, isFocused: Bool, hasKeys: Bool, on canvas: Canvas) {
    let width = geometry.labelWidth
    let note = note(of: row)
    let noteWidth = max(0, min(note.count, width - 6))
    if row.isFirst {
      if isFocused { canvas.put(glyphs[.pointer], x: 0, y: 0, hasKeys ? .laneFocus : .dim) }
      let role: Role = isFocused && hasKeys ? .laneFocus : row.lane.role
      canvas.put(row.lane.title, x: 1, y: 0, role, width: max(1, width - noteWidth - 3))
    } else {
      canvas.put(row.label, x: 3, y: 0, .dim, width: max(1, width - noteWidth - 5))
    }
    canvas.put(
      note,
      in: Rect(x: width - noteWidth - 1, y: 0, width: noteWidth, height: 1),
      alignment: .trailing,
      row.hiddenLines > 0 ? .warning : .laneCount
    )
  }

  /// The count, the reference range of a trend, or how many rows have no room.
  private func note(of row: TimelineRow) -> String {
    if row.hiddenLines > 0, case .bars = row.content {
      let hidden = "+\(row.hiddenLines)"
      return row.isFirst ? "\(shortCount(row.count)) \(hidden)" : hidden
    }
    if case .trend = row.content {
      var event = Event(lane: .labs, title: "")
      event.rangeLow = row.rangeLow
      event.rangeHigh = row.rangeHigh
      return event.rangeText
    }
    return row.isFirst ? shortCount(row.count) : ""
  }

  // MARK: - Bins

  /// The worst flag, else the count: the same without colour.
  private func symbol(of bin: Bin, _ lane: LaneKey) -> (Unicode.Scalar, Role) {
    if lane == .lane(.changes) {
      return bin.hasDeletion ? ("x", .flagDeleted) : ("~", .flagChanged)
    }
    if let role = bin.flag.role, let letter = bin.flag.letter.unicodeScalars.first {
      return (letter, role)
    }
    // What is deleted is set off where nothing else is in the column.
    if bin.count == 1, chart.ghosts[Int(bin.first)] != nil { return ("x", .ghost) }
    switch bin.count {
    case 1: return (glyphs[.point], lane.role)
    case 2...9: return (Unicode.Scalar(UInt8(ascii: "0") + UInt8(bin.count)), lane.role)
    default: return (glyphs[.more], lane.role)
    }
  }

  /// Writes names beside points, and into their own bars, where the lane has room for them: on the bar
  /// of something else a name would be taken for that of the bar.
  private func drawNames(of bins: [Bin], beside bars: [Bar], _ role: Role, on area: Canvas) {
    let filled = bins.indices.filter { bins[$0].count > 0 }
    guard filled.count * 14 <= area.width else { return }
    for column in filled where bins[column].count == 1 && bins[column].first >= 0 {
      let own = bars.first { $0.event == bins[column].first }
      let start = max(column, own?.first ?? column) + 2
      let others = bars.filter { $0.event != bins[column].first && $0.last >= start - 1 }
      let next = min(
        filled.first { $0 >= start - 1 } ?? area.width,
        others.map(\.first).min() ?? area.width
      )
      let room = next - start - 1
      guard room >= 5 else { continue }
      let event = chart.event(Int(bins[column].first))
      let name =
        event.value == nil
        ? event.withdrawalMark + event.title : "\(event.listTitle) \(event.valueText)"
      area.put(name, x: start, y: 0, role, width: room)
    }
  }

  // MARK: - Bars

  private func isGhost(_ bar: Bar) -> Bool {
    // Of a line all events are deleted, or none; of others only a single one is surely so.
    !chart.ghosts.isEmpty && (bar.fold >= 0 || bar.count == 1)
      && chart.ghosts[Int(bar.event)] != nil
  }

  /// Whether it goes on, and another resource says that it has ended.
  private func isDoubtful(_ bar: Bar, _ lane: LaneKey) -> Bool {
    lane == .lane(.medications) && chart.doubtfulFolds[bar.fold] != nil
  }

  private func draw(_ bar: Bar, _ role: Role, on area: Canvas) {
    let length = bar.last - bar.first + 1
    if bar.isCut, length == 1, !bar.continuesRight {
      area.put(glyphs[.barTo], x: bar.first, y: 0, role)
      return
    }
    if bar.isPoint || (length == 1 && !bar.continuesLeft && !bar.continuesRight) {
      area.put(glyphs[bar.isApproximate ? .approximate : .block], x: bar.first, y: 0, role)
      return
    }
    let isWide = bar.isApproximate && (bar.fold < 0 || !bar.continuesRight)
    area.horizontalLine(
      x: bar.first,
      y: 0,
      length: length,
      glyph: glyphs[isWide && bar.fold < 0 ? .approximate : .bar],
      style: role.style
    )
    guard !(isWide && bar.fold < 0) else {
      if bar.continuesRight { area.put(glyphs[.openRight], x: bar.last, y: 0, role) }
      return
    }
    // What began under another bar goes on where that one ends; it did not begin before the window.
    let from: Glyph =
      bar.isCut
      ? .bar : bar.continuesLeft ? .openLeft : bar.isApproximate ? .approximate : .barFrom
    let to: Glyph = bar.continuesRight ? .openRight : bar.isEndUnknown ? .moreRight : .barTo
    area.put(glyphs[from], x: bar.first, y: 0, role)
    area.put(glyphs[to], x: bar.last, y: 0, role)
  }

  /// Writes a bar's label into it, or beside it where it is too short.
  private func drawLabel(of bar: Bar, _ role: Role, _ isDoubtful: Bool, on area: Canvas) {
    guard !bar.label.isEmpty else { return }
    var columns = bar.labelColumns
    if columns.isEmpty, bar.last - bar.first >= 8 { columns = bar.first + 3..<bar.last - 1 }
    guard !columns.isEmpty else { return }
    // What is in doubt has the name that it has in the lists, whatever was given later.
    let doubt = isDoubtful ? chart.doubtfulFolds[bar.fold] : nil
    let name = doubt.map { chart.event($0).title } ?? bar.label
    // The word goes before the name, where it is never cut.
    let isRoomy = DisplayWidth.of(name) + 9 <= columns.count
    let text = isDoubtful ? (isRoomy ? "stopped? " : "? ") + name : name
    let label = DisplayText(text, cutTo: columns.count)
    let isInside = columns.lowerBound < bar.last
    if isInside { area.put(" ", x: columns.lowerBound - 1, y: 0, role) }
    let end = area.put(label, x: columns.lowerBound, y: 0, role)
    if isInside { area.put(" ", x: end, y: 0, role) }
  }

  // MARK: - Trends

  private func draw(_ cells: [TrendCell], on area: Canvas) {
    for (column, cell) in cells.enumerated() where cell.level >= 0 {
      let glyph = glyphs.spark(Double(cell.level) * 0.875 + 0.125, of: 1)
      area.put(glyph, x: column, y: 0, cell.flag.role ?? .spark)
    }
  }

  // MARK: - Cursor

  /// Draws the cursor's column, on blanks only; what is there is set off.
  private func drawCursor(isFocused: Bool, on area: Canvas) {
    guard let cursorColumn, let cell = area.cell(x: cursorColumn, y: 0) else { return }
    if cell.cluster == .blank, cell.width == 1 {
      area.put(glyphs[.cursor], x: cursorColumn, y: 0, .cursorColumn)
    } else if isFocused {
      area.restyle(Rect(x: cursorColumn, y: 0, width: 1, height: 1), .selection)
    }
  }
}
