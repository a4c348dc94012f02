// SPDX-License-Identifier: Apache-2.0

internal import FHIR
internal import Store
internal import Timeline

/// An event in words, for screens that are read aloud: nothing is said by a letter or by a place.
struct EventWords {
  let chart: Chart
  let summary: ChartSummary?
  let dates: DateText

  init(_ chart: Chart, of open: ChartState?, dates: DateText) {
    self.chart = chart
    summary = open?.summary
    self.dates = dates
  }

  /// `2022-07-12 Lab Creatinine, 1.42 mg/dL, high, range 0.6 to 1.1, changed by +0.2`.
  func line(_ index: Int) -> String {
    let event = chart.event(index)
    var parts = ["\(Self.when(event, dates)) \(event.lane.eventTitle) \(event.listTitle)"]
    if let allergy = summary?.allergyWords(index, in: chart) { parts.append(allergy) }
    if let doubt = DoubtText(chart: chart, dates: dates).row(index) { parts.append(doubt) }
    if !event.valueText.isEmpty { parts.append(event.valueText) }
    if let flag = Self.words(event.flag) { parts.append(flag) }
    if let range = Self.range(event) { parts.append("range \(range)") }
    if event.number != nil, event.lane != .claims {
      let recent = SeriesStatistics.recent(chart, event: index, limit: 2)
      if recent.last?.event == index, let previous = recent.dropLast().last,
        let delta = event.delta(from: previous)
      {
        parts.append(
          delta == " 0" ? "not changed" : delta == "–" ? "change not known" : "changed by \(delta)"
        )
      }
    }
    if let status = event.status, !EventRowView.quietStatuses.contains(status) {
      parts.append("status \(status)")
    }
    if chart.ghosts[index] != nil { parts.append("deleted") }
    return parts.joined(separator: ", ")
  }

  /// `2022-07-12 09:20`, `from 2019-03-02 to 2019-04-01`, `since 2019`, `no date`.
  static func when(_ event: Event, _ dates: DateText) -> String {
    let range = dates.range(of: event)
    guard event.shape == .span, range.contains(" – ") else { return range }
    return "from " + range.replacing(" – ", with: " to ")
  }

  /// What a flag says; `nil` for nothing.
  static func words(_ flag: Flag) -> String? {
    switch flag {
    case .none, .normal: nil
    case .abnormal: "abnormal"
    case .low: "low"
    case .high: "high"
    case .critical: "critical"
    case .criticalLow: "critically low"
    case .criticalHigh: "critically high"
    }
  }

  static func range(_ event: Event) -> String? {
    switch (event.rangeLow, event.rangeHigh) {
    case (let low?, let high?): "\(Event.bound(low)) to \(Event.bound(high))"
    case (let low?, nil): "from \(Event.bound(low))"
    case (nil, let high?): "up to \(Event.bound(high))"
    case (nil, nil): nil
    }
  }
}

extension PatientText {
  /// `MORENO, Ana Lucía, female, 63 years, 2 allergies, a directive, 1 critical value, deceased`.
  var words: String {
    var parts = [name]
    if !patient.gender.isEmpty { parts.append(patient.gender) }
    parts.append(age == "–" ? "age not known" : "\(age) years")
    if !born.isEmpty { parts.append("born \(born.dropFirst(2))") }
    if !recordNumber.isEmpty { parts.append("number \(recordNumber)") }
    parts.append(counted(patient.eventCount, "event"))
    if patient.allergyCount > 0 {
      parts.append(counted(patient.allergyCount, "allergy", plural: "allergies"))
    }
    if patient.directiveCount > 0 { parts.append(counted(patient.directiveCount, "directive")) }
    if patient.criticalCount > 0 { parts.append(counted(patient.criticalCount, "critical value")) }
    if patient.deceased != nil { parts.append("deceased") }
    return parts.joined(separator: ", ")
  }
}

extension AppState {
  /// What has the focus, in words; `nil` where the row says it all.
  var focusWords: String? {
    guard popups.isEmpty else { return nil }
    if let pane = panes.last {
      guard pane.kind == .review else { return rowWords(pane) }
      guard let entity = review?.focused else { return nil }
      let said = entity.traits.map { "\($0)".lowercased() }.joined(separator: ", ")
      let text = settings.isDeidentified ? "entity" : entity.stored.text
      var parts = [text, "\(entity.type)".lowercased()]
      if !said.isEmpty { parts.append(said) }
      if let code = entity.concept { parts.append("code \(code.code)") }
      parts.append("decision: \(entity.decision)")
      return parts.joined(separator: ", ")
    }
    switch screen {
    case .patients: return list.focused.map { PatientText($0, settings: settings).words }
    case .search: return nil
    case .chart:
      guard let chart, let loaded = chart.chart else { return nil }
      if let sheet = chart.sheet { return sheetWords(sheet, loaded) }
      if chart.view == .versions { return changeWords(chart, loaded) }
      if chart.focus == .rail {
        return list.focused.map { PatientText($0, settings: settings).words }
      }
      return focusedEvent.map { EventWords(loaded, of: chart, dates: dates).line($0) }
    }
  }

  /// A detail, a note, or versions: what it is of, and the line that has the focus.
  private func sheetWords(_ sheet: Sheet, _ loaded: Chart) -> String {
    let words = EventWords(loaded, of: chart, dates: dates)
    let subject = sheet.event.map(words.line) ?? sheet.key.description
    switch sheet.kind {
    case .versions:
      guard let pair = chart?.versions.pair else { return "versions of \(subject)" }
      let compared = pair.old.map { "version \(pair.new) against version \($0)" }
      return "\(compared ?? "version \(pair.new), the first") of \(subject)"
    case .note: return "note, \(subject)"
    case .detail:
      let links = detailLines.filter { $0.link != nil }
      guard let link = links[safe: sheet.link] else { return "detail of \(subject)" }
      let text = link.parts.map(\.text).joined().split(separator: " ").joined(separator: " ")
      return "detail of \(subject); link \(sheet.link + 1) of \(links.count): \(text)"
    }
  }

  /// A row of a list that lies over the patients: each cell behind the head of its column.
  private func rowWords(_ pane: LakePane) -> String? {
    guard let table = PaneTable(pane, state: self), table.count > 0 else { return nil }
    let index = min(max(0, pane.cursor.index), table.count - 1)
    let cells = zip(table.columns, table.row(index)).map { ($0.title, $1.text) }
    let under = (table.under?(index) ?? []).map { ("", $0.text) }
    let parts = (cells + under).compactMap { title, text -> String? in
      let words = text.split(separator: " ").joined(separator: " ")
      if words.isEmpty { return nil }
      return title.isEmpty ? words : "\(title.lowercased()) \(words)"
    }
    return "row \(index + 1) of \(table.count): \(parts.joined(separator: ", "))"
  }

  /// A row of the changes of a patient.
  private func changeWords(_ chart: ChartState, _ loaded: Chart) -> String? {
    let listed = chart.versions.listed(loaded.changes)
    guard let change = listed[safe: chart.versions.cursor.index] else { return nil }
    let version = change.version
    let done =
      switch version.interaction {
      case .create: "created"
      case .update: "changed to version \(version.number)"
      case .delete: "deleted"
      case .restore: "restored as version \(version.number)"
      }
    let reason = version.reason.isEmpty ? "" : ", because \(version.reason)"
    return "\(title(of: change.key, change.title)) \(done)\(dates.recordedBehind(version.recorded))"
      + " by \(version.author), job \(version.job)\(reason)"
  }
}
