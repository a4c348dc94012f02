// SPDX-License-Identifier: Apache-2.0

internal import Terminal
internal import Timeline

/// The timeline: the LIFE strip with its window, the axis, the lanes and the cursor.
struct LanesView {
  let state: AppState
  let chart: ChartState

  private var glyphs: Glyphs { state.settings.glyphs }

  /// The rows above the lanes: strip, window, labels, axis.
  static let headHeight = 4

  func draw(on canvas: Canvas) -> Position? {
    guard let loaded = chart.chart else {
      canvas.put("reading events…", x: 3, y: min(2, canvas.height - 1), .busy)
      return nil
    }
    guard loaded.count > 0 else {
      canvas.put("Nothing is on record for this patient", x: 3, y: min(2, canvas.height - 1), .dim)
      return nil
    }
    let geometry = LaneGeometry(width: canvas.width)
    LifeStripView(state: state, chart: chart).draw(on: canvas.clipped(to: canvas.bounds.split(top: 2).top))
    let laneHeight = max(0, canvas.height - Self.headHeight)
    let layout = LaneLayout(
      chart: loaded,
      time: chart.time,
      columns: geometry.columns,
      height: laneHeight,
      isShown: chart.isShown
    )
    let cursorColumn = chart.time.window.column(of: chart.time.cursor, columns: geometry.columns)
    drawAxis(on: canvas, geometry, cursorColumn)
    let lanes = canvas.clipped(to: canvas.bounds.split(top: Self.headHeight).rest)
    // What has no date is always on the screen, so that nothing is lost.
    var rows = layout.rows
    let undated = rows.last?.name == .undated && rows.count > laneHeight ? rows.popLast() : nil
    let scrolled = max(0, laneHeight - (undated == nil ? 0 : 1))
    let top = Self.top(rows, focus: chart.time.lane, height: scrolled)
    let visible = rows[top...].prefix(scrolled) + (undated.map { [$0] } ?? [])
    var focus: Position?
    for (y, row) in visible.enumerated() {
      let canvas = lanes.clipped(to: lanes.bounds.row(y))
      let view = LaneRowView(state: state, chart: loaded, geometry: geometry, cursorColumn: cursorColumn)
      let isFocused = row.name == chart.time.lane
      view.draw(row, isFocused: isFocused, hasKeys: chart.focus == .lanes, on: canvas)
      if isFocused, row.isFirst {
        let x = min(geometry.labelWidth + max(0, cursorColumn), canvas.width - 1)
        focus = canvas.onScreen(x: x, y: 0)
      }
    }
    drawMore(rows, top: top, height: scrolled, on: canvas)
    return focus
  }

  /// The first row on the screen, so that the focused lane is seen.
  static func top(_ rows: [LaneRow], focus: LaneName, height: Int) -> Int {
    guard rows.count > height, height > 0 else { return 0 }
    let first = rows.firstIndex { $0.name == focus } ?? 0
    let last = rows.lastIndex { $0.name == focus } ?? first
    let wanted = min(last, first + height - 1)
    return min(max(0, wanted - height + 1), rows.count - height)
  }

  /// Says how many rows are above and below the screen.
  private func drawMore(_ rows: [LaneRow], top: Int, height: Int, on canvas: Canvas) {
    let below = rows.count - top - height
    var text = ""
    if top > 0 { text += "\(Character(glyphs[.sortUp]))\(top) " }
    if below > 0 { text += "\(Character(glyphs[.sortDown]))\(below) " }
    guard !text.isEmpty else { return }
    canvas.put(
      text + "more",
      in: Rect(x: 1, y: 1, width: 8, height: 1),
      .warning
    )
  }

  // MARK: - Axis

  private func drawAxis(on canvas: Canvas, _ geometry: LaneGeometry, _ cursorColumn: Int) {
    let window = chart.time.window
    let columns = geometry.columns
    let x = geometry.labelWidth
    let day = Double(CivilTime.millisecondsPerDay)
    let binDays = Double(window.length) / Double(columns) / day
    let level = ZoomLevel(length: window.length)?.title ?? "life"
    let scale = "\(level) · 1 col = \(Self.length(days: binDays))"
    canvas.put(scale, x: 1, y: 2, .dim)
    canvas.horizontalLine(x: x, y: 3, length: columns, glyph: glyphs[.horizontal], style: Role.axis.style)
    let ruler = Ruler(window: window, columns: columns, dayZero: chart.isRelative ? chart.dayZero : nil)
    var free = DisplayWidth.of(scale) + 3 - x
    for tick in ruler.ticks {
      canvas.put(glyphs[.tick], x: x + tick.column, y: 3, .axis)
      // A label stands over its tick, or right of it at the left edge.
      let left = min(max(free, tick.column - tick.label.count / 2), columns - tick.label.count)
      guard !tick.label.isEmpty, left >= free, abs(left - tick.column) <= tick.label.count else { continue }
      canvas.put(tick.label, x: x + left, y: 2, tick.isYear ? .axisYear : .axisLabel)
      free = left + tick.label.count + 1
    }
    if let zero = chart.dayZero {
      let column = window.column(of: zero, columns: columns)
      if column >= 0, column < columns { canvas.put("0", x: x + column, y: 3, .axisYear) }
    }
    for (letter, place) in chart.marks.sorted(by: { $0.key < $1.key }) {
      let column = window.column(of: place.time.cursor, columns: columns)
      guard column >= 0, column < columns, let scalar = letter.unicodeScalars.first else { continue }
      canvas.put(scalar, x: x + column, y: 3, .mark)
    }
    if cursorColumn >= 0, cursorColumn < columns {
      canvas.put(glyphs[.cursorMark], x: x + cursorColumn, y: 3, .cursorMark)
    }
  }

  /// Returns the length of a column in words: `29d`, `3h`, `20min`, `1.2y`.
  static func length(days: Double) -> String {
    switch days {
    case ..<(1.0 / 24): return "\(max(1, Int((days * 1440).rounded())))min"
    case ..<1: return decimal(days * 24, places: days * 24 < 3 ? 1 : 0) + "h"
    case ..<3: return decimal(days, places: 1) + "d"
    case ..<730: return "\(Int(days.rounded()))d"
    default: return decimal(days / 365.25, places: 1) + "y"
    }
  }
}

/// The strip of the whole life, with the shown window below it.
struct LifeStripView {
  let state: AppState
  let chart: ChartState

  private var glyphs: Glyphs { state.settings.glyphs }

  func draw(on canvas: Canvas) {
    guard let loaded = chart.chart else { return }
    let life = state.life
    let years = Self.years(of: life)
    let x = 6
    let columns = max(1, canvas.width - x - years.count - 2)
    var counts = [Int](repeating: 0, count: columns)
    var hits = [Bool](repeating: false, count: columns)
    for index in 0..<loaded.undatedStart where chart.isShown(index) {
      let column = life.column(of: loaded.places[index], columns: columns)
      if counts.indices.contains(column) { counts[column] += 1 }
    }
    for hit in chart.hits {
      let column = life.column(of: loaded.places[Int(hit)], columns: columns)
      if hits.indices.contains(column) { hits[column] = true }
    }
    canvas.put("LIFE", x: 1, y: 0, .label)
    let most = Double(counts.max() ?? 0).squareRoot()
    for (column, count) in counts.enumerated() {
      if hits[column] {
        canvas.put("*", x: x + column, y: 0, .lifeHit)
      } else if count > 0 {
        // The root keeps quiet years visible beside a busy one.
        canvas.put(glyphs.spark(Double(count).squareRoot(), of: most), x: x + column, y: 0, .lifeBar)
      }
    }
    canvas.put(years, x: x + columns + 1, y: 0, .axisLabel)
    drawWindow(life, x: x, columns: columns, on: canvas)
  }

  private func drawWindow(_ life: TimeWindow, x: Int, columns: Int, on canvas: Canvas) {
    guard canvas.height > 1 else { return }
    canvas.put(String(Character(glyphs[.window])) + " window", x: 1, y: 1, .dim)
    let end = 9
    let window = chart.time.window
    let first = min(max(0, life.column(of: window.start, columns: columns)), columns - 1)
    let last = min(max(first, life.column(of: window.end - 1, columns: columns)), columns - 1)
    let left = x + first
    let right = x + last
    for column in left...right where column > end {
      canvas.put(glyphs[.horizontal], x: column, y: 1, .lifeWindow)
    }
    if left > end { canvas.put(glyphs[.cornerBottomLeft], x: left, y: 1, .lifeWindow) }
    if right > end { canvas.put(glyphs[.cornerBottomRight], x: right, y: 1, .lifeWindow) }
    if left == right, right > end { canvas.put(glyphs[.window], x: left, y: 1, .lifeWindow) }
  }

  private static func years(of life: TimeWindow) -> String {
    let first = CivilTime(milliseconds: life.start + life.length / 52).year
    let last = CivilTime(milliseconds: life.end - life.length / 52).year
    return first == last ? padded(first, to: 4) : "\(padded(first, to: 4))–\(padded(last % 100))"
  }
}
