// SPDX-License-Identifier: Apache-2.0

internal import Terminal
internal import Timeline

/// The values of the focused lane over the shown window, one plot for each kind.
struct TrendsView {
  let state: AppState
  let chart: ChartState

  func draw(on canvas: Canvas) {
    guard let loaded = chart.chart, canvas.height >= 4 else { return }
    let series = chosen(loaded)
    guard !series.isEmpty else {
      canvas.put(
        "No values to plot in \(chart.time.lane.title)",
        x: 1,
        y: 1,
        .dim,
        width: canvas.width - 2
      )
      return
    }
    let across = canvas.width >= 96 ? 2 : 1
    let down = max(1, min((series.count + across - 1) / across, canvas.height / 9))
    let width = canvas.width / across
    let height = canvas.height / down
    for (number, plotted) in series.prefix(across * down).enumerated() {
      let rect = Rect(
        x: number % across * width,
        y: number / across * height,
        width: width - 1,
        height: height
      )
      draw(plotted, on: canvas.clipped(to: rect))
    }
  }

  /// The series of the focused event first, then those with the most abnormal values.
  private func chosen(_ loaded: Chart) -> [ChartDrawings.Series] {
    let lane = chart.time.lane == .lane(.vitals) ? Lane.vitals : .labs
    let ranked = loaded.drawings.series(of: lane)
    guard let selected = chart.selected else { return ranked }
    let number = loaded.seriesNumber(selected)
    let focused =
      ranked.first { $0.number == number } ?? loaded.drawings.series(ofEvent: selected)
    guard let focused else { return ranked }
    return [focused] + ranked.filter { $0.number != number }
  }

  private func draw(_ series: ChartDrawings.Series, on canvas: Canvas) {
    let window = chart.time.viewport.window
    let last = series.last
    let points = series.points.filter { window.contains($0.time) }
    var title = last.listTitle
    if let unit = last.unit { title += " \(unit)" }
    if !last.rangeText.isEmpty { title += "  ref \(last.rangeText)" }
    canvas.put(title, x: 1, y: 0, .heading, width: canvas.width - 2)
    let plot = Plot(
      points: points,
      focus: points.firstIndex { $0.event == chart.selected },
      rangeLow: last.rangeLow,
      rangeHigh: last.rangeHigh,
      places: min(2, series.places),
      window: window,
      dayZero: state.dates.origin?.zero
    )
    .lines(width: canvas.width, height: max(2, canvas.height - 3), glyphs: state.settings.glyphs)
    if plot.isEmpty {
      canvas.put(
        points.isEmpty ? "no value in this window" : "one value in this window",
        x: 3,
        y: 1,
        .dim
      )
    }
    for (offset, line) in plot.enumerated() { canvas.put(line, x: 0, y: 1 + offset) }
    if let text = series.leftOut.text(not: "drawn") {
      canvas.put(text, x: 3, y: canvas.height - 1, .warning, width: canvas.width - 4)
    }
  }
}
