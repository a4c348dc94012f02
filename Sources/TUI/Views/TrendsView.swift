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
    for (number, members) in series.prefix(across * down).enumerated() {
      let rect = Rect(
        x: number % across * width,
        y: number / across * height,
        width: width - 1,
        height: height
      )
      draw(members, loaded, on: canvas.clipped(to: rect))
    }
  }

  /// The series of the focused event first, then those with the most abnormal values.
  private func chosen(_ loaded: Chart) -> [[Int32]] {
    let timeline = loaded.timeline
    let lane = chart.time.lane == .lane(.vitals) ? Lane.vitals : .labs
    let focus = chart.selected.map { loaded.seriesNumber($0) }
    var members: [Int32: [Int32]] = [:]
    for number in timeline.members(of: lane)
      + (chart.selected.map { timeline.series(of: $0) } ?? [])
    {
      let series = timeline.marks[Int(number)].series
      if members[series] == nil {
        members[series] = timeline.series(of: Int(number)).filter {
          $0 < timeline.datedCount && loaded.event(Int($0)).number != nil
        }
      }
    }
    return members.filter { $0.value.count > 1 }
      .map { number, members -> (rank: Int, number: Int32, members: [Int32]) in
        let abnormal = members.count { timeline.marks[Int($0)].flag.isAbnormal }
        return (number == focus ? .max : abnormal * 4 + members.count, number, members)
      }
      .sorted { ($0.rank, $1.number) > ($1.rank, $0.number) }
      .map(\.members)
  }

  private func draw(_ members: [Int32], _ loaded: Chart, on canvas: Canvas) {
    let window = chart.time.viewport.window
    let events = members.map { loaded.event(Int($0)) }
    guard let last = events.last else { return }
    let points = zip(members, events).compactMap { number, event -> SeriesStatistics.Point? in
      guard let value = event.number, let time = event.start, event.unit == last.unit,
        window.contains(time)
      else { return nil }
      return .init(event: Int(number), time: time, value: value, flag: event.flag)
    }
    var title = last.listTitle
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
      canvas.put(
        points.isEmpty ? "no value in this window" : "one value in this window",
        x: 3,
        y: 1,
        .dim
      )
    }
    for (offset, line) in plot.enumerated() { canvas.put(line, x: 0, y: 1 + offset) }
  }
}
