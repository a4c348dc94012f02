// SPDX-License-Identifier: Apache-2.0

internal import FHIR
internal import Timeline

extension AppState {
  /// Writes what is shown into a file whose name says the format.
  mutating func writeShown(to path: String) {
    guard !path.isEmpty else { return }
    guard let format = ShownTable.Format(path: path) else {
      return say(
        UserMessage(
          .warning,
          "'\(path)' says no format",
          advice: "end the name in .md, .csv, .tsv or .ndjson"
        )
      )
    }
    if screen == .patients, panes.isEmpty {
      guard let export = patientExport else { return say("The patients are still being read") }
      guard !export.rows.isEmpty else { return say("There is nobody to write") }
      return start(.write, .writePatients(path: path, export, format))
    }
    guard let table = shownTable, !table.rows.isEmpty else {
      return say("There is nothing to write here")
    }
    start(.write, .writeShown(path: path, table, format))
  }

  /// Copies what is shown.
  mutating func yankShown() {
    guard let table = shownTable, !table.rows.isEmpty else {
      return say("There is nothing to copy here")
    }
    let text = String(decoding: table.text(.markdown) { _ in nil }, as: UTF8.self)
    outbox.append(.copy(text, words: counted(table.rows.count, "row")))
  }

  /// What is shown: hits, the values of the trends, the rows of a list, or the events of the window.
  var shownTable: ShownTable? {
    var table = wholeTable
    if screen == .chart, panes.isEmpty, chart?.view != .entities {
      table?.filters = [filterWords, windowWords].filter { !$0.isEmpty }.joined(separator: ", ")
    }
    return table
  }

  /// What the open patient is narrowed by: `only text:diab and abn:H`; empty for nothing.
  private var filterWords: String {
    guard let chart, chart.areFiltersOn, !chart.filters.isEmpty else { return "" }
    return "only " + chart.filters.map(\.text).joined(separator: " and ")
  }

  /// The window that what is written is from, where it is not all of the life.
  private var windowWords: String {
    guard let chart, chart.view == .timeline, chart.focus == .lanes, timeRange == nil,
      chart.sheets.isEmpty, chart.time.viewport.level != .life
    else { return "" }
    let window = chart.time.viewport.window
    return "in the window \(spanText(window))"
  }

  private var wholeTable: ShownTable? {
    guard panes.isEmpty else { return paneTable }
    if screen == .search { return foundTable }
    guard screen == .chart, let chart, let loaded = chart.chart else { return nil }
    if chart.hasSheetFocus(in: sizeClass), let sheet = chart.sheet {
      return sheetTable(sheet, chart, loaded)
    }
    if chart.view == .entities { return entityTable }
    if [.problems, .medications, .labs].contains(chart.view) {
      return listTable(chart, loaded)
    }
    var table = ShownTable(columns: Self.eventColumns)
    table.title = title(chart)
    for index in shownEvents(chart, loaded) {
      table.add(fields(of: loaded.event(index), loaded[index].key), of: loaded[index].key)
    }
    return table
  }

  /// What is open over a view: its events, and the words of a note.
  private func sheetTable(_ sheet: Sheet, _ chart: ChartState, _ loaded: Chart) -> ShownTable {
    let text = sheet.note?.text
    var table = ShownTable(columns: Self.eventColumns + (text == nil ? [] : ["text"]))
    table.title = title(chart)
    let event = sheet.event ?? loaded.index(of: sheet.key)
    var row = Array(repeating: "", count: Self.eventColumns.count - 1) + [sheet.key.description]
    if let event { row = fields(of: loaded.event(event), sheet.key) }
    if let text { row.append(text) }
    table.add(row, of: sheet.key)
    return table
  }

  /// Whose table it is, what is in it, and of when: a file is read away from the screen.
  private func title(_ chart: ChartState) -> String {
    let text = PatientText(chart.patient, settings: settings)
    let number = text.recordNumber.isEmpty ? "" : "MRN \(text.recordNumber)"
    let day = moment.map { "as of \($0.label)" } ?? dates.text(axisNow, precision: .day)
    return [
      text.name, "\(text.sex) \(text.ageWithUnit)", text.born, number, chart.view.title,
      // What is left out is said where it is read.
      filterWords, day,
    ]
    .filter { !$0.isEmpty }.joined(separator: " · ")
  }

  /// A list that says of each row more than its event does: which list it is on, how often, and what
  /// speaks against it.
  private func listTable(_ chart: ChartState, _ loaded: Chart) -> ShownTable {
    var table = ShownTable(columns: ["list"] + Self.eventColumns + ["change", "times", "remark"])
    table.title = title(chart)
    let rows = TableRows(state: self).rows
    var list = ""
    for (place, row) in rows.enumerated() {
      guard let index = row.event else {
        // The heading has the number of its rows behind it.
        let name = row.heading.lastIndex(of: "(").map { row.heading[..<$0] }
        list = String(name ?? row.heading[...]).trimmed
        continue
      }
      if let range = rowRange, !range.contains(place) { continue }
      let entry = loaded[index]
      var fields = fields(of: loaded.event(index), entry.key)
      fields[Self.statusColumn] = entry.statusWord
      let doubt = DoubtText(chart: loaded, dates: DateText(zone: settings.zone)).row(index)
      let allergy = chart.summary?.allergyWords(index, in: loaded)
      let ended = row.supplyEnd(loaded, now: axisNow) == nil ? nil : "supply ended"
      let remark = [allergy, doubt ?? ended].compactMap(\.self).joined(separator: "; ")
      table.add(
        [list] + fields + [change(of: index, in: loaded), String(row.count), remark],
        of: entry.key
      )
      // What else was found at that moment stands in the same row of the screen.
      for other in row.besides {
        let entry = loaded[other]
        var fields = self.fields(of: loaded.event(other), entry.key)
        fields[Self.statusColumn] = entry.statusWord
        table.add([list] + fields + ["", "", ""], of: entry.key)
      }
    }
    return table
  }

  /// How much a value differs from the one before, as the list says it; empty for none.
  private func change(of index: Int, in loaded: Chart) -> String {
    let event = loaded.event(index)
    let recent = SeriesStatistics.recent(loaded, event: index, limit: 2)
    guard event.number != nil, event.lane != .claims, event.lane != .medications,
      recent.last?.event == index, let previous = recent.dropLast().last
    else { return "" }
    return event.delta(from: previous)?.trimmed ?? ""
  }

  private static let statusColumn = eventColumns.firstIndex(of: "status") ?? 0

  private static let eventColumns = [
    "date", "end", "lane", "title", "value", "unit", "flag", "range", "status", "code", "resource",
  ]

  /// The events that are shown: of the timeline and the trends, those of the window.
  private func shownEvents(_ chart: ChartState, _ loaded: Chart) -> [Int] {
    if chart.view != .timeline {
      let rows = TableRows(state: self).rows
      let chosen = rowRange.map { range in range.compactMap { rows[safe: $0] } } ?? rows
      return chosen.flatMap { row in (row.event.map { [$0] } ?? []) + row.besides }
    }
    if let range = timeRange {
      let listed = listedEvents
      return (0..<listed.count).map { listed[$0] }.filter { index in
        index < loaded.undatedStart && loaded.timeline.marks[index].overlaps(range)
      }
    }
    let window = chart.time.viewport.window
    if chart.maximised == .trends {
      let points = chart.trends.series(in: loaded).flatMap(\.points)
      return points.filter { window.contains($0.time) }.map(\.event)
    }
    let listed = listedEvents
    let numbers = (0..<listed.count).map { listed[$0] }
    guard chart.focus == .lanes else { return numbers }
    return numbers.filter { index in
      index < loaded.undatedStart && loaded.timeline.marks[index].overlaps(window)
    }
  }

  private func fields(of event: Event, _ key: ResourceKey) -> [String] {
    // A file has dates, whatever the screen counts from.
    let dates = DateText(zone: settings.zone)
    let end = event.end.map { dates.axisDay($0 - 1) } ?? ""
    return [
      event.isUndated ? "" : dates.dayAndClock(of: event), end, event.lane.title, event.title,
      event.value ?? "", event.unitText, event.flag.letter, event.rangeText, event.status ?? "",
      event.code ?? "", key.description,
    ]
  }

  private var foundTable: ShownTable? {
    guard let search else { return nil }
    var table = ShownTable(columns: ["patient", "name"] + Self.eventColumns)
    if let summary = search.summary, search.hits.count < summary.hitCount {
      table.filters = "of \(counted(summary.hitCount, "hit"))\(summary.isPartial ? " or more" : "")"
    }
    for hit in search.hits {
      var event = hit.event.event
      event.moveToAxis(settings.zone)
      table.add(
        [hit.patientID, hit.patientName] + fields(of: event, hit.event.key),
        of: hit.event.key
      )
    }
    return table
  }
}
