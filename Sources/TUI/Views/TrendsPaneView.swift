// SPDX-License-Identifier: Apache-2.0

internal import Terminal
internal import Timeline

/// Series of numbers below each other on one axis of time, with the medications under them.
///
/// ```text
/// 10 years · 1 col = 37d       2016      2018      2020
/// ─────────────────────────────┼─────────┼────▼────┼──
/// ▸Creatinine mg/dL  ref 0.6–1.1   1.42 H  2019-05-02  own 1.21 +17%
///              1.6┤                    Δ
///              1.1┤░░░░░░░░░░░░░●░░░░░░H░░░░░░░░░░
///              0.8┤░░●░░░░░░░░░░░░░░░░░░░░░░░░░░░░
/// Medications
///   Metformin ×4       ├500 mg daily──┼1 g daily──▶
/// ```
struct TrendsPaneView {
  let state: AppState
  let chart: ChartState

  private var glyphs: Glyphs { state.settings.glyphs }

  var title: String {
    let count = chart.chart.map { chart.trends.series(in: $0).count } ?? 0
    let band = "\(Character(glyphs[.plotBand])) reference range"
    let change = "\(Character(glyphs[.delta])) change from own median"
    if count == 0 { return "Trends · nothing was measured twice in the same unit" }
    return "Trends · \(counted(count, "series", plural: "series")) · \(band) · \(change)"
  }

  /// Draws the pane.
  ///
  /// - Returns: Where the cursor stands.
  func draw(on canvas: Canvas) -> Position? {
    guard let loaded = chart.chart, canvas.height >= 5 else { return nil }
    let geometry = LaneGeometry(width: canvas.width)
    var viewport = chart.time.viewport
    if viewport.columns != geometry.columns { viewport.resize(toColumns: geometry.columns) }
    drawAxis(viewport, geometry, on: canvas)
    let series = chart.trends.series(in: loaded)
    let drugs = chart.trendDrugs
    let body = canvas.height - 2
    // Where there is nothing above them, medications have all the room.
    let most = series.isEmpty ? body : max(2, body / 4)
    let drugRows = drugs.isEmpty ? 0 : min(drugs.count + 1, most)
    let room = body - drugRows
    // Read aloud, a series is the line of its value.
    let least = state.settings.isAccessible ? 1 : 4
    let shown = max(1, min(series.count, room / least))
    let height = state.settings.isAccessible ? 1 : min(12, room / shown)
    let focus = chart.trendFocus
    let first = min(max(0, focus - shown + 1), max(0, series.count - shown))
    var position: Position?
    for slot in 0..<shown where series.indices.contains(first + slot) {
      let area = canvas.clipped(
        to: Rect(x: 0, y: 2 + slot * height, width: canvas.width, height: height)
      )
      let isFocused = first + slot == focus
      TrendRowsView(
        series: series[first + slot],
        changes: loaded.drawings.changes(in: series[first + slot]),
        viewport: viewport,
        geometry: geometry,
        state: state,
        selected: chart.selected
      ).draw(isFocused: isFocused, on: area)
      if isFocused { position = area.onScreen(x: 0, y: 0) }
    }
    if series.count > shown {
      let part = Self.part(first..<first + shown, of: series.count)
      canvas.put(part, x: 1, y: 1, .warning, width: geometry.labelWidth - 1)
    }
    let top = 2 + (series.isEmpty ? 0 : shown * height)
    let area = canvas.clipped(
      to: Rect(
        x: 0,
        y: top,
        width: canvas.width,
        height: min(drugs.count + 1, canvas.height - top)
      )
    )
    return drawDrugs(drugs, focus: focus - series.count, viewport, geometry, on: area) ?? position
  }

  /// Which of several rows are shown: `1–4 of 6`.
  private static func part(_ shown: Range<Int>, of count: Int) -> String {
    let rows =
      shown.count == 1 ? "\(shown.upperBound)" : "\(shown.lowerBound + 1)–\(shown.upperBound)"
    return "\(rows) of \(count)"
  }

  private func drawAxis(_ viewport: Viewport, _ geometry: LaneGeometry, on canvas: Canvas) {
    let x = geometry.labelWidth
    canvas.put(viewport.lengthTitle, x: 1, y: 0, .dim, width: x - 2)
    canvas.horizontalLine(
      x: x,
      y: 1,
      length: geometry.columns,
      glyph: glyphs[.horizontal],
      style: Role.axis.style
    )
    RangeMark(state: state, viewport: viewport).draw(x: x, y: 1, on: canvas)
    for tick in Ruler.ticks(
      viewport,
      dayZero: chart.isRelative ? chart.dayZero : state.dates.origin?.zero
    ) {
      canvas.put(glyphs[.tick], x: x + tick.column, y: 1, .axis)
      canvas.put(
        tick.label,
        x: x + tick.column,
        y: 0,
        tick.isMajor ? .axisYear : .axisLabel,
        width: geometry.columns - tick.column
      )
    }
    if let zero = chart.dayZero { mark("0", zero, .axisYear, viewport, x: x, on: canvas) }
    for (letter, place) in chart.marks.sorted(by: { $0.key < $1.key }) {
      guard let scalar = letter.unicodeScalars.first else { continue }
      mark(scalar, place.moment(in: chart.chart), .mark, viewport, x: x, on: canvas)
    }
    mark(glyphs[.cursorMark], viewport.cursor, .cursorMark, viewport, x: x, on: canvas)
  }

  private func mark(
    _ glyph: Unicode.Scalar,
    _ moment: Int64,
    _ role: Role,
    _ viewport: Viewport,
    x: Int,
    on canvas: Canvas
  ) {
    let column = viewport.column(of: moment)
    guard (0..<viewport.columns).contains(column) else { return }
    canvas.put(glyph, x: x + column, y: 1, role)
  }

  // MARK: - Medications

  /// Draws the bars of medications, the focused one among them.
  ///
  /// - Returns: Where the cursor stands, where one of them has the focus.
  private func drawDrugs(
    _ drugs: [TrendDrug],
    focus: Int,
    _ viewport: Viewport,
    _ geometry: LaneGeometry,
    on canvas: Canvas
  ) -> Position? {
    guard !drugs.isEmpty, canvas.height >= 2 else { return nil }
    let rows = canvas.height - 1
    let first = min(max(0, focus - rows + 1), max(0, drugs.count - rows))
    canvas.put("Medications", x: 1, y: 0, .heading)
    if drugs.count > rows {
      let part = Self.part(first..<min(drugs.count, first + rows), of: drugs.count)
      canvas.put(part, x: 14, y: 0, .warning)
    }
    var position: Position?
    for (row, drug) in drugs.dropFirst(first).prefix(rows).enumerated() {
      let isFocused = first + row == focus
      if isFocused {
        canvas.put(glyphs[.pointer], x: 0, y: row + 1, .laneFocus)
        position = canvas.onScreen(x: 0, y: row + 1)
      }
      let fold = drug.fold
      // Before its first bar there is room for the strength.
      let runs = fold.runs.filter { $0.overlaps(viewport.window) }
      let free = runs.map { max(0, viewport.column(of: max($0.start, viewport.start))) }.min() ?? 0
      let isSpoken = state.settings.isAccessible
      let room = geometry.labelWidth - 3 + (isSpoken ? 0 : free)
      // The mark goes before the name, where it is never cut.
      let mark = drug.isDoubtful ? "? " : ""
      let name = nameNow(drug, room: room - mark.count) ?? drug.label
      let label = DisplayText(mark + name, cutTo: room)
      canvas.put(label, x: 2, y: row + 1, drug.isDoubtful ? .warning : .dim)
      if isSpoken {
        let words = runs.map { inWords($0, drug) }
        canvas.put(words.joined(separator: ", "), x: geometry.labelWidth, y: row + 1, .text)
        continue
      }
      for run in runs {
        draw(run, drug, viewport, x: geometry.labelWidth, y: row + 1, on: canvas)
      }
    }
    return position
  }

  /// `Warfarin now 5 mg`, in short `Warfa… 5 mg`, of what goes on and had other doses: its bar may have no room for the last one.
  private func nameNow(_ drug: TrendDrug, room: Int) -> String? {
    guard let run = drug.fold.runs.last, run.end > state.presentMoment,
      let steps = chart.chart?.drawings.doses(of: run), steps.count > 1, let last = steps.last,
      !last.dose.isEmpty
    else { return nil }
    if last.dose == DoseStep.none { return nil }
    let dose = last.amount.isEmpty ? last.dose : last.amount
    let name = drug.fold.key.capitalizedFirst
    let whole = "\(name) now \(dose)"
    if DisplayWidth.of(whole) <= room { return whole }
    let left = max(4, room - DisplayWidth.of(dose) - 1)
    return "\(DisplayText(name, cutTo: left).text) \(dose)"
  }

  /// `from 2019-03-02 to 2019-04-01`; `from 2019-03-02, stopped or ongoing?`.
  private func inWords(_ run: Fold.Run, _ drug: TrendDrug) -> String {
    let steps = chart.chart?.drawings.doses(of: run) ?? []
    let doses = steps.count > 1 ? steps.filter { !$0.dose.isEmpty } : []
    let said = doses.map { " \($0.dose) from \(state.dates.axisDay($0.time))" }
    let from = "from \(state.dates.axisDay(run.start))" + said.joined(separator: ",")
    let isOngoing = run.isEndUnknown || run.end > state.presentMoment
    if isOngoing, drug.isDoubtful { return "\(from), stopped or ongoing?" }
    return isOngoing ? "\(from), ongoing" : "\(from) to \(state.dates.axisDay(run.end - 1))"
  }

  private func draw(
    _ run: Fold.Run,
    _ drug: TrendDrug,
    _ viewport: Viewport,
    x: Int,
    y: Int,
    on canvas: Canvas
  ) {
    let isOpenLeft = run.start < viewport.start
    let isOpenRight = run.end > viewport.window.upperBound
    let first = isOpenLeft ? 0 : viewport.column(of: run.start)
    let last = isOpenRight ? viewport.columns - 1 : viewport.column(of: run.end - 1)
    guard first <= last, first < viewport.columns else { return }
    let role = Role.laneMedication
    canvas.horizontalLine(
      x: x + first,
      y: y,
      length: last - first + 1,
      glyph: glyphs[.bar],
      style: role.style
    )
    guard first < last else { return }
    canvas.put(glyphs[isOpenLeft ? .openLeft : .barFrom], x: x + first, y: y, role)
    if drug.isDoubtful, run.isEndUnknown || isOpenRight {
      canvas.put("?", x: x + last, y: y, .warning)
    } else {
      let to: Glyph = run.isEndUnknown ? .moreRight : isOpenRight ? .openRight : .barTo
      canvas.put(glyphs[to], x: x + last, y: y, role)
    }
    drawDoses(of: run, viewport, first..<last, x: x, y: y, on: canvas)
  }

  /// Marks where the dose was changed, and says the doses that there is room for.
  private func drawDoses(
    of run: Fold.Run,
    _ viewport: Viewport,
    _ columns: Range<Int>,
    x: Int,
    y: Int,
    on canvas: Canvas
  ) {
    guard let steps = chart.chart?.drawings.doses(of: run) else { return }
    // What one order says from beginning to end stands at the name.
    guard steps.count > 1 || steps.first?.dose.contains(" + ") == true else { return }
    let places = steps.map { viewport.column(of: $0.time) }
    for (number, step) in steps.enumerated() {
      let at = max(places[number], columns.lowerBound)
      let next = min(number + 1 < places.count ? places[number + 1] : .max, columns.upperBound)
      guard at < columns.upperBound, next > columns.lowerBound else { continue }
      if places[number] > columns.lowerBound {
        canvas.put(glyphs[.tick], x: x + at, y: y, .laneMedication)
      }
      let room = next - at - 2
      // Half a dose would be another one: the amount alone, or nothing.
      let said = [step.dose, step.amount].first { DisplayText($0).width <= room } ?? ""
      if !said.isEmpty { canvas.put(said, x: x + at + 1, y: y, .text, width: room) }
    }
  }
}
