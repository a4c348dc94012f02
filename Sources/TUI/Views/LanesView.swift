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
    if loaded.hasDates {
      LifeStripView(state: state, chart: chart)
        .draw(on: canvas.clipped(to: canvas.bounds.split(top: 2).top))
    }
    let geometry = LaneGeometry(width: canvas.width)
    var viewport = chart.time.viewport
    viewport.resize(toColumns: geometry.columns)
    let lanes = canvas.clipped(to: canvas.bounds.split(top: Self.headHeight).rest)
    let scroll = LaneScroll(
      lanes: loaded.lanes.filter { !chart.time.isHidden($0) },
      focus: chart.time.lane,
      height: lanes.height
    )
    let layout = loaded.drawings.layout(
      viewport,
      height: lanes.height,
      options: options(loaded, scroll)
    )
    if loaded.hasDates {
      drawAxis(on: canvas, geometry, viewport, layout)
    } else {
      canvas.put("No event of this record has a date", x: 1, y: 2, .dim, width: canvas.width - 2)
    }
    let cursorColumn = loaded.hasDates ? layout.cursorColumn : nil
    var focus: Position?
    for (y, row) in layout.rows.enumerated() {
      let isFocused = row.lane == chart.time.lane
      let area = lanes.clipped(to: lanes.bounds.row(y))
      LaneRowView(
        state: state,
        chart: loaded,
        geometry: geometry,
        cursorColumn: cursorColumn
      )
      .draw(row, isFocused: isFocused, hasKeys: chart.focus == .lanes, on: area)
      if isFocused, row.isFirst {
        let x = geometry.labelWidth + (cursorColumn ?? 0)
        focus = area.onScreen(x: min(x, area.width - 1), y: 0)
      }
    }
    drawMore(scroll, on: canvas)
    return focus
  }

  private func options(_ loaded: Chart, _ scroll: LaneScroll) -> TimelineLayout.Options {
    var options = TimelineLayout.Options()
    options.expanded = chart.time.expanded
    options.hidden = chart.time.hidden.union(scroll.outside)
    options.dayZero = chart.isRelative ? chart.dayZero : state.dates.origin?.zero
    if let shown = chart.shown, chart.areFiltersOn {
      options.shown = EventSet(shown.lazy.map(Int.init), capacity: loaded.count)
    }
    return options
  }

  /// Says how many lanes are above and below the screen.
  private func drawMore(_ scroll: LaneScroll, on canvas: Canvas) {
    var text = ""
    if scroll.above > 0 { text += "\(Character(glyphs[.sortUp]))\(scroll.above) " }
    if scroll.below > 0 { text += "\(Character(glyphs[.sortDown]))\(scroll.below) " }
    guard !text.isEmpty else { return }
    canvas.put(text + "more", in: Rect(x: 1, y: 1, width: 10, height: 1), .warning)
  }

  // MARK: - Axis

  private func drawAxis(
    on canvas: Canvas,
    _ geometry: LaneGeometry,
    _ viewport: Viewport,
    _ layout: TimelineLayout
  ) {
    let columns = geometry.columns
    let x = geometry.labelWidth
    let isByRecording = chart.chart?.isByRecording == true
    let recorded = isByRecording ? "RECORDED · " : ""
    let scale = "\(recorded)\(viewport.lengthTitle) · 1 col = \(viewport.columnText)"
    canvas.put(scale, x: 1, y: 2, isByRecording ? .warning : .dim)
    canvas.horizontalLine(
      x: x,
      y: 3,
      length: columns,
      glyph: glyphs[.horizontal],
      style: Role.axis.style
    )
    RangeMark(state: state, viewport: viewport).draw(x: x, y: 3, on: canvas)
    var free = DisplayWidth.of(scale) + 3 - x
    for tick in layout.ticks {
      canvas.put(glyphs[.tick], x: x + tick.column, y: 3, .axis)
      // A label stands over its tick, or right of it at the left edge.
      let left = min(max(free, tick.column - tick.label.count / 2), columns - tick.label.count)
      guard !tick.label.isEmpty, left >= free, abs(left - tick.column) <= tick.label.count else {
        continue
      }
      canvas.put(tick.label, x: x + left, y: 2, tick.isMajor ? .axisYear : .axisLabel)
      free = left + tick.label.count + 1
    }
    if let zero = chart.dayZero { mark("0", zero, viewport, .axisYear, x: x, on: canvas) }
    for (letter, place) in chart.marks.sorted(by: { $0.key < $1.key }) {
      guard let scalar = letter.unicodeScalars.first else { continue }
      mark(scalar, place.moment(in: chart.chart), viewport, .mark, x: x, on: canvas)
    }
    if let column = layout.cursorColumn {
      canvas.put(glyphs[.cursorMark], x: x + column, y: 3, .cursorMark)
    }
  }

  private func mark(
    _ glyph: Unicode.Scalar,
    _ moment: Int64,
    _ viewport: Viewport,
    _ role: Role,
    x: Int,
    on canvas: Canvas
  ) {
    let column = viewport.column(of: moment)
    guard (0..<viewport.columns).contains(column) else { return }
    canvas.put(glyph, x: x + column, y: 3, role)
  }
}

/// Which lanes are on the screen when not all have room: a run of them with the focused one.
///
/// Three rows are kept for bars that overlap, so that a problem is not one of five under a `+4`.
struct LaneScroll: Equatable {
  /// The lanes that are scrolled off.
  private(set) var outside: Set<Lane> = []

  /// How many are above the screen, and below.
  private(set) var above = 0
  private(set) var below = 0

  init(lanes: [LaneKey], focus: LaneKey, height: Int) {
    // What has no date stays on the screen.
    let dated = lanes.compactMap { key -> Lane? in
      if case .lane(let lane) = key { return lane }
      return nil
    }
    let room = height - (dated.count < lanes.count ? 1 : 0)
    let spare = dated.contains(where: \.isDrawnAsBars) && height >= 10 ? 3 : 0
    let count = max(1, room - spare)
    guard dated.count > count else { return }
    let at = dated.firstIndex { .lane($0) == focus } ?? dated.count - 1
    above = min(max(0, at - count + 1), dated.count - count)
    below = dated.count - count - above
    outside = Set(dated[..<above] + dated[(above + count)...])
  }
}

/// The strip of the whole life, with the shown window below it.
struct LifeStripView {
  let state: AppState
  let chart: ChartState

  private var glyphs: Glyphs { state.settings.glyphs }

  func draw(on canvas: Canvas) {
    guard let loaded = chart.chart else { return }
    let life = loaded.timeline.life
    let years = state.dates.origin?.text(life) ?? Self.years(of: life)
    let x = 6
    let columns = max(1, canvas.width - x - years.count - 2)
    let strip = loaded.drawings.lifeStrip(columns: columns).showing(chart.time.viewport.window)
    let scale = Viewport(life: life, columns: columns)
    canvas.put("LIFE", x: 1, y: 0, .label)
    for (column, count) in strip.counts.enumerated() where count > 0 {
      // The root keeps quiet years visible beside a busy one.
      let glyph = glyphs.spark(
        Double(count).squareRoot(),
        of: Double(strip.greatest).squareRoot()
      )
      canvas.put(glyph, x: x + column, y: 0, .lifeBar)
    }
    for hit in chart.hits where Int(hit) < loaded.undatedStart {
      canvas.put("*", x: x + scale.column(of: loaded.place(Int(hit))), y: 0, .lifeHit)
    }
    canvas.put(years, x: x + columns + 1, y: 0, .axisLabel)
    drawWindow(strip.window, x: x, on: canvas)
  }

  private func drawWindow(_ window: Range<Int>, x: Int, on canvas: Canvas) {
    guard canvas.height > 1 else { return }
    canvas.put(String(Character(glyphs[.window])) + " window", x: 1, y: 1, .dim)
    guard !window.isEmpty else { return }
    let end = 10
    let left = x + window.lowerBound
    let right = x + window.upperBound - 1
    for column in left...right where column > end {
      canvas.put(glyphs[.horizontal], x: column, y: 1, .lifeWindow)
    }
    if left > end { canvas.put(glyphs[.cornerBottomLeft], x: left, y: 1, .lifeWindow) }
    if right > end { canvas.put(glyphs[.cornerBottomRight], x: right, y: 1, .lifeWindow) }
    if left == right, right > end { canvas.put(glyphs[.window], x: left, y: 1, .lifeWindow) }
  }

  private static func years(of life: Range<Int64>) -> String {
    let first = CivilTime(milliseconds: life.lowerBound).year
    let last = CivilTime(milliseconds: life.upperBound - 1).year
    if first == last { return padded(first, to: 4) }
    // Two digits would make a life of a hundred years one of a few.
    let end = last - first < 100 ? padded(last % 100) : padded(last, to: 4)
    return "\(padded(first, to: 4))–\(end)"
  }
}
