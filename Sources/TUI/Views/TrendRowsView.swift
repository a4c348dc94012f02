// SPDX-License-Identifier: Apache-2.0

internal import Terminal
internal import Timeline

/// One series of the pane of trends: a row that says its value at the cursor, and its plot.
struct TrendRowsView {
  let series: ChartDrawings.Series
  /// The positions of its values that are changes.
  let changes: [Int]
  let viewport: Viewport
  let geometry: LaneGeometry
  let state: AppState
  let selected: Int?

  private var glyphs: Glyphs { state.settings.glyphs }
  private var places: Int { series.places }

  /// Draws the series.
  func draw(isFocused: Bool, on canvas: Canvas) {
    let isSaid = drawReading(isFocused: isFocused, on: canvas)
    let needsRow = !isSaid && canvas.height > 3
    if needsRow, let leftOut {
      canvas.put(leftOut, x: 3, y: 1, .warning, width: max(0, canvas.width - 4))
    }
    let (_, area) = canvas.bounds.split(top: needsRow ? 2 : 1)
    if area.height > 0 { drawPlot(on: canvas.clipped(to: area)) }
  }

  // MARK: - The value at the cursor

  /// What is in another unit, in words; `nil` for nothing.
  private var leftOut: String? { series.leftOut.text(not: "drawn") }

  /// Draws the row of the value.
  ///
  /// - Returns: Whether it had room to say what is left out.
  private func drawReading(isFocused: Bool, on canvas: Canvas) -> Bool {
    if isFocused { canvas.put(glyphs[.pointer], x: 0, y: 0, .laneFocus) }
    var title = series.last.listTitle
    if let unit = series.last.unit { title += " \(unit)" }
    var parts: [(String, Role)] = []
    let end = viewport.range(ofColumn: viewport.cursorColumn).upperBound
    if let reading = TrendReading(series.points, before: end) {
      let flag = reading.point.flag
      let words = state.settings.isAccessible ? EventWords.words(flag) : nil
      let letter = words ?? flag.letter
      let value = reading.point.text
      let role = reading.point.flag.role ?? .strong
      parts.append((letter.isEmpty ? value : "\(value) \(letter)", role))
      if reading.isChange { parts.append((String(Character(glyphs[.delta])), .delta)) }
      parts.append((state.dates.axisDay(reading.point.time), .dim))
      if let baseline = reading.baseline {
        var text = "own \(decimal(baseline, places: places))"
        if let percent = reading.percent { text += " \(percent >= 0 ? "+" : "")\(percent)%" }
        parts.append((text, .text))
      } else if reading.isBaselineBounded {
        parts.append(("own –", .text))
      }
    } else {
      parts.append(("no value yet", .dim))
    }
    if !series.last.rangeText.isEmpty { parts.append(("ref \(series.last.rangeText)", .dim)) }
    var width = parts.reduce(0) { $0 + DisplayWidth.of($1.0) + 2 }
    var isSaid = true
    if let leftOut {
      let size = DisplayWidth.of(leftOut) + 2
      isSaid = width + size + min(DisplayWidth.of(title), 24) + 2 <= canvas.width
      if isSaid {
        parts.append((leftOut, .warning))
        width += size
      }
    }
    let room = max(10, canvas.width - width - 2)
    let shown = DisplayText(title, cutTo: room)
    var x = canvas.put(shown, x: 1, y: 0, isFocused ? .laneFocus : .heading) + 2
    for (text, role) in parts where x < canvas.width {
      x = canvas.put(text, x: x, y: 0, role, width: canvas.width - x) + 2
    }
    return isSaid
  }

  // MARK: - The plot

  private func drawPlot(on canvas: Canvas) {
    let window = viewport.window
    let shown = series.points.indices.filter { window.contains(series.points[$0].time) }
    let x = geometry.labelWidth
    guard !shown.isEmpty else {
      canvas.put("no value in this window", x: x + 1, y: 0, .dim)
      return
    }
    let scale = PlotScale(
      shown.map { series.points[$0] },
      low: series.last.rangeLow,
      high: series.last.rangeHigh,
      rows: canvas.height
    )
    let labelled = (0..<canvas.height).filter { row in
      row == 0 || row == canvas.height - 1 || canvas.height > 5 && row == canvas.height / 2
    }
    let labels = Plot.labels(labelled.map(scale.value), places: places)
    for row in 0..<canvas.height {
      if scale.isInRange(row) {
        canvas.horizontalLine(
          x: x,
          y: row,
          length: geometry.columns,
          glyph: glyphs[.plotBand],
          style: Role.plotBand.style
        )
      }
      guard let place = labelled.firstIndex(of: row) else { continue }
      canvas.put(
        labels[place],
        in: Rect(x: 0, y: row, width: x - 1, height: 1),
        alignment: .trailing,
        .plotAxis
      )
    }
    drawCursor(on: canvas)
    drawPoints(shown, scale, on: canvas)
  }

  private func drawCursor(on canvas: Canvas) {
    let column = viewport.cursorColumn
    guard (0..<viewport.columns).contains(column) else { return }
    for row in 0..<canvas.height {
      canvas.put(glyphs[.cursor], x: geometry.labelWidth + column, y: row, .cursorColumn)
    }
  }

  /// Draws the values: their letter where they are abnormal; a change has its sign beside it.
  private func drawPoints(_ shown: [Int], _ scale: PlotScale, on canvas: Canvas) {
    var taken: Set<Position> = []
    let places = shown.map { index in
      let point = series.points[index]
      let column = geometry.labelWidth + viewport.column(of: point.time)
      return Position(x: column, y: scale.row(of: point.value))
    }
    // Of the values of one cell the worst is seen.
    let order = shown.indices.sorted { first, second in
      let (left, right) = (series.points[shown[first]].flag, series.points[shown[second]].flag)
      return (left, first) < (right, second)
    }
    for number in order {
      let point = series.points[shown[number]]
      let place = places[number]
      if let lower = point.lower {
        let y = scale.row(of: lower)
        if y != place.y, taken.insert(Position(x: place.x, y: y)).inserted {
          canvas.put(glyphs[.point], x: place.x, y: y, .plotPoint)
        }
      }
      taken.insert(place)
      if point.event == selected {
        canvas.put(glyphs[.plotFocus], x: place.x, y: place.y, point.flag.role ?? .plotFocus)
      } else if let role = point.flag.role, let letter = point.flag.letter.unicodeScalars.first {
        canvas.put(letter, x: place.x, y: place.y, role)
      } else {
        // A bound says on which side of it the true value is.
        let mark = point.comparator.unicodeScalars.first ?? glyphs[.plotPoint]
        canvas.put(mark, x: place.x, y: place.y, .plotPoint)
      }
    }
    // The points are in the order of time: those in the window are one stretch.
    guard let first = shown.first else { return }
    for index in changes where shown.indices.contains(index - first) {
      let place = places[index - first]
      for y in [place.y - 1, place.y + 1] where (0..<canvas.height).contains(y) {
        guard taken.insert(Position(x: place.x, y: y)).inserted else { continue }
        canvas.put(glyphs[.delta], x: place.x, y: y, .delta)
        break
      }
    }
  }
}
