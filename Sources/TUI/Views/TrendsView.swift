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
      canvas.put("No values to plot in \(chart.time.lane.title)", x: 1, y: 1, .dim, width: canvas.width - 2)
      return
    }
    let across = canvas.width >= 96 ? 2 : 1
    let down = max(1, min((series.count + across - 1) / across, canvas.height / 6))
    let width = canvas.width / across
    let height = canvas.height / down
    for (number, members) in series.prefix(across * down).enumerated() {
      let rect = Rect(x: number % across * width, y: number / across * height, width: width - 1, height: height)
      draw(members, loaded, on: canvas.clipped(to: rect))
    }
  }

  /// The series of the focused event first, then those with the most abnormal values.
  private func chosen(_ loaded: Chart) -> [[Int32]] {
    let lane = chart.time.lane == .lane(.vitals) ? LaneName.lane(.vitals) : .lane(.labs)
    let focus = chart.selected.map { loaded.seriesNumbers[$0] }
    let numbers = Set(loaded.lanes[lane].map { loaded.seriesNumbers[Int($0)] })
      .union(focus.map { [$0] } ?? [])
    return numbers.compactMap { number -> (rank: Int, number: Int32, members: [Int32])? in
      let members = loaded.series[Int(number)].filter {
        loaded[Int($0)].event.number != nil && loaded[Int($0)].event.start != nil
      }
      guard members.count > 1 else { return nil }
      let abnormal = members.count { loaded[Int($0)].event.flag.isAbnormal }
      return (number == focus ? .max : abnormal * 4 + members.count, number, members)
    }
    .sorted { ($0.rank, $1.number) > ($1.rank, $0.number) }
    .map(\.members)
  }

  private func draw(_ members: [Int32], _ loaded: Chart, on canvas: Canvas) {
    let window = chart.time.window
    let events = members.map { loaded[Int($0)].event }
    guard let last = events.last else { return }
    let points = zip(members, events).compactMap { number, event -> SeriesStatistics.Point? in
      guard let value = event.number, let time = event.start, event.unit == last.unit,
        time >= window.start, time < window.end
      else { return nil }
      return .init(event: Int(number), time: time, value: value, flag: event.flag)
    }
    var title = last.title
    if let unit = last.unit { title += " \(unit)" }
    if !last.rangeText.isEmpty { title += "  ref \(last.rangeText)" }
    canvas.put(title, x: 1, y: 0, .heading, width: canvas.width - 2)
    let plot = Plot(
      points: points,
      focus: points.firstIndex { $0.event == chart.selected },
      rangeLow: last.rangeLow,
      rangeHigh: last.rangeHigh,
      places: min(2, last.value.map(decimalPlaces(of:)) ?? 1),
      window: window
    )
    .lines(width: canvas.width, height: max(2, canvas.height - 3), glyphs: state.settings.glyphs)
    if plot.isEmpty {
      canvas.put(points.isEmpty ? "no value in this window" : "one value in this window", x: 3, y: 1, .dim)
    }
    for (offset, line) in plot.enumerated() { canvas.put(line, x: 0, y: 1 + offset) }
  }
}
