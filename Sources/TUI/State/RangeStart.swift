// SPDX-License-Identifier: Apache-2.0

internal import Timeline

/// Where a range begins that is being chosen; it reaches to the cursor.
enum RangeStart: Sendable, Equatable {
  /// On the axis of time: the column, or the event, that had the focus.
  case time(Range<Int64>)
  /// In a list of a patient: a row.
  case row(Int)
}

extension AppState {
  /// The stretch of time that is chosen on the axis; `nil` for none.
  var timeRange: Range<Int64>? {
    guard screen == .chart, let chart, chart.view == .timeline, case .time(let start) = chart.range
    else { return nil }
    let here = rangeHere ?? start
    return min(start.lowerBound, here.lowerBound)..<max(start.upperBound, here.upperBound)
  }

  /// What the cursor adds to a range: in lists the focused event, on the lanes the whole column.
  private var rangeHere: Range<Int64>? {
    guard let chart, let loaded = chart.chart else { return nil }
    if chart.focus != .lanes {
      // What has no date is at no place on the axis.
      guard let selected = chart.selected, selected < loaded.undatedStart else { return nil }
      return loaded.place(selected)..<loaded.place(selected) + 1
    }
    return chart.time.viewport.range(ofColumn: chart.time.viewport.cursorColumn)
  }

  /// The rows that are chosen in a list of a patient; `nil` for none.
  var rowRange: ClosedRange<Int>? {
    guard screen == .chart, let chart, case .row(let start) = chart.range, chart.focus == .table,
      let here = TableRows(state: self).focused(chart.table[chart.view].index)
    else { return nil }
    return min(start, here)...max(start, here)
  }

  /// The lines of the patient list that are chosen; `nil` for none.
  var patientRange: ClosedRange<Int>? {
    guard screen == .patients, let start = list.rangeStart, list.rows.indices.contains(start) else {
      return nil
    }
    return min(start, list.cursor.index)...max(start, list.cursor.index)
  }

  /// Begins a range at the cursor, or drops the one there is.
  mutating func toggleRange() {
    if dropRange() { return say("The range is dropped") }
    if screen == .patients {
      guard !list.rows.isEmpty else { return }
      list.rangeStart = list.cursor.index
      return say("A range begins here; space picks all of it, marks count for it, esc drops it")
    }
    guard let chart else { return }
    if chart.focus == .table {
      guard let row = TableRows(state: self).focused(chart.table[chart.view].index) else { return }
      self.chart?.range = .row(row)
    } else if chart.view == .timeline, let here = rangeHere {
      self.chart?.range = .time(here)
    } else {
      return say("A range begins at something with a date")
    }
    say("A range begins here; move on, g w writes it, esc drops it")
  }

  /// Drops the range that is chosen.
  ///
  /// - Returns: Whether there was one.
  @discardableResult
  mutating func dropRange() -> Bool {
    if screen == .patients, list.rangeStart != nil {
      list.rangeStart = nil
      return true
    }
    guard screen == .chart, chart?.range != nil, chart?.sheets.isEmpty == true else { return false }
    chart?.range = nil
    return true
  }

  /// Zooms to the range.
  mutating func showRange() {
    guard let range = timeRange else { return }
    chart?.rememberPlace()
    chart?.time.viewport.show(range)
    chart?.range = nil
    selectAtCursor()
  }

  /// Lists nothing but the range: as a filter of days, or of minutes where it is not of whole days, which
  /// is dropped like any other.
  mutating func filterByRange() {
    guard let range = timeRange else { return }
    let (first, last) = (
      CivilTime(milliseconds: range.lowerBound), CivilTime(milliseconds: range.upperBound - 1)
    )
    let hasClock = !Self.isOfDays(range)
    func written(_ time: CivilTime) -> String {
      DateText.day(time) + (hasClock ? "T" + DateText.clock(time) : "")
    }
    let text = "date:\(written(first))..\(written(last))"
    guard case .success(let query) = QueryReader.read(text) else { return }
    chart?.range = nil
    let distance = spanText(range)
    chart?.filters.append(
      FilterChip(text: settings.isDeidentified ? distance : text, query: query)
    )
    chart?.areFiltersOn = true
    applyFilters()
  }

  /// Whether a range is of whole days.
  private static func isOfDays(_ range: Range<Int64>) -> Bool {
    range.lowerBound % CivilTime.millisecondsPerDay == 0
      && range.upperBound % CivilTime.millisecondsPerDay == 0
  }

  /// `2019-03-02 – 2019-03-05`, `2019-03-02 06:00 – 11:59`.
  func spanText(_ range: Range<Int64>) -> String {
    let first = dates.axisDay(range.lowerBound)
    let last = dates.axisDay(range.upperBound - 1)
    guard Self.isOfDays(range) else {
      let end = dates.axisMinute(range.upperBound - 1)
      let clock = DateText.clock(CivilTime(milliseconds: range.upperBound - 1))
      return dates.axisMinute(range.lowerBound) + " – " + (first == last ? clock : end)
    }
    return first == last ? first : "\(first) – \(last)"
  }

  /// Marks all patients of the range.
  mutating func markRange() {
    guard let range = patientRange else { return }
    for row in range { list.marked.insert(list.table[Int(list.rows[row])].id) }
    list.rangeStart = nil
    say("\(counted(list.marked.count, "patient")) marked; w keeps them as a worklist")
  }

  /// What is chosen, for the status line.
  var rangeText: String? {
    if let range = patientRange {
      return "range of \(counted(range.count, "patient"))  space marks"
    }
    if let range = rowRange {
      let rows = TableRows(state: self).focusable.count { range.contains($0) }
      return "range of \(counted(rows, "row"))  g w writes  esc drops"
    }
    guard let range = timeRange, let loaded = chart?.chart else { return nil }
    let span = spanText(range)
    let hours = (Int64(range.count) + 3_599_999) / 3_600_000
    let days = (hours + 23) / 24
    let length = Self.isOfDays(range) || hours > 72 ? counted(Int(days), "day") : "\(hours) h"
    let list = listedEvents
    // As many as are written: what began before and goes on is in it.
    let marks = loaded.timeline.marks
    let inside = (0..<list.count).count { place in
      list[place] < loaded.undatedStart && marks[list[place]].overlaps(range)
    }
    let events = counted(inside, "row")
    let undated = loaded.count - loaded.undatedStart
    let rest =
      undated > 0 && sizeClass > .small ? "  (\(grouped(undated)) without a date not in it)" : ""
    let keys = sizeClass > .small ? "  z zooms  f only it  g w writes  esc drops" : "  z f g w esc"
    return "range \(span)  \(length)  \(events)\(keys)\(rest)"
  }
}
