// SPDX-License-Identifier: Apache-2.0

public import Store
internal import Terminal
internal import Timeline

extension AppState {
  /// Lays the patients of the list beside each other who have an event of the focused kind.
  ///
  /// - Parameter words: What they are compared by; empty for what says most of the open patient.
  mutating func openComparison(_ words: String) {
    guard let chart, let loaded = chart.chart, let index = comparedEvent else {
      return say("Nothing has the focus that others could have too")
    }
    let event = loaded.event(index)
    guard event.lane != .changes else { return say("What was deleted is compared with nobody") }
    guard event.lane != .entities else {
      return say(
        UserMessage(
          .info,
          "A mention in a note is compared with nobody",
          advice: "go to an event of another lane, as the order or the result"
        )
      )
    }
    let isNarrowed = isListNarrowed
    let measure =
      words.isEmpty ? standardMeasure(beside: event, in: loaded) : EventKind(measure: words)
    let request = ComparisonRequest(
      alignment: EventAlignment(event: .same(as: event), measure: measure, days: 365),
      patients: ComparedPatients(table: list.table, rows: isNarrowed ? list.rows : nil)
    )
    let who = isNarrowed ? "the patients listed" : "all patients"
    open(.comparison, .comparison(request), scope: who)
  }

  /// The event that others may have too: the opened one, else the one that has the focus.
  private var comparedEvent: Int? {
    guard let chart, let loaded = chart.chart else { return nil }
    let opened = chart.hasSheetFocus(in: sizeClass) ? chart.sheet?.event : nil
    guard let event = opened ?? focusedEvent else { return nil }
    // A change is about a resource, whose own event others may have.
    guard loaded.event(event).lane == .changes else { return event }
    return loaded.index(of: loaded[event].key) ?? event
  }

  /// What says most beside an event: a trend that was chosen, the values of the event's own kind, the
  /// trend with the most abnormal values; without any the encounters are counted.
  private func standardMeasure(beside event: Event, in loaded: Chart) -> EventKind {
    let all = TrendsState.all(in: loaded).map(\.last)
    if let chart, chart.trends.isChosen, let key = chart.trends.keys.first,
      let chosen = all.first(where: { TrendsState.Key($0) == key })
    {
      return .same(as: chosen)
    }
    if event.number != nil { return .same(as: event) }
    return all.first.map { .same(as: $0) } ?? .lane(.encounters)
  }

  mutating func setMeasure(_ words: String) {
    guard !words.isEmpty else { return }
    let measure = EventKind(measure: words)
    changeComparison { $0.measure = measure }
  }

  /// Asks for the comparison anew, with something changed.
  mutating func changeComparison(_ change: (inout EventAlignment) -> Void) {
    guard let top = panes.indices.last, case .comparison(var request) = panes[top].request else {
      return
    }
    change(&request.alignment)
    guard panes[top].request != .comparison(request) else { return }
    panes[top].request = .comparison(request)
    readPane()
  }

  /// Looks further from day 0, or less far.
  mutating func widenComparison(by steps: Int) {
    guard case .comparison(let request) = panes.last?.request else { return }
    let windows = ComparisonState.windows
    let at = (windows.firstIndex(of: request.alignment.days) ?? 3) + steps
    guard windows.indices.contains(at) else {
      return say(steps > 0 ? "This is as far as it goes" : "This is as near as it goes")
    }
    changeComparison { $0.days = windows[at] }
  }

  mutating func sortComparison() {
    let all = PatientComparison.Sort.allCases
    let at = all.firstIndex(of: comparison.sort) ?? 0
    comparison.sort = all[(at + 1) % all.count]
    comparison.isReversed = false
    rearrangeComparison()
    say("By \(comparison.sort.rawValue)")
  }

  mutating func reverseComparison() {
    comparison.isReversed.toggle()
    rearrangeComparison()
  }

  private mutating func rearrangeComparison() {
    guard let top = panes.indices.last, let content = panes[top].content else { return }
    panes[top].content = arranged(content)
    panes[top].cursor = ListCursor()
  }

  /// Puts what a pane lists into the order that the reader chose.
  func arranged(_ content: PaneContent) -> PaneContent {
    guard case .comparison(var compared) = content else { return content }
    compared.sort(by: comparison.sort, isReversed: comparison.isReversed)
    return .comparison(compared)
  }

  /// Opens a patient who is compared, aligned on the event that is day 0.
  mutating func openCompared(_ compared: PatientComparison, at index: Int) {
    guard let row = compared.rows[safe: index] else { return }
    let behind = panes
    openPatient(id: row.patient.id)
    panesBehind = behind
    chart?.arrival = row.key
    let reach = Int64(compared.alignment.days) * 2 * CivilTime.millisecondsPerDay
    chart?.wantedLevel = ZoomLevel.allCases.first { $0.milliseconds.map { $0 >= reach } ?? true }
    chart?.isArrivalDayZero = true
  }
}

extension EventKind {
  /// Reads what patients are compared by: the name of a lane, whose events are counted, else a code or
  /// words of a title.
  public init(measure words: String) {
    self = Lane(comparedBy: words).map { .lane($0) } ?? .words(words)
  }
}

extension Lane {
  /// Reads the name of a lane, or its beginning in three letters or more.
  init?(comparedBy words: String) {
    let word = fold(words.trimmed)
    guard word.utf8.count >= 3,
      let lane = Self.allCases.first(where: {
        $0 != .changes && $0 != .entities
          && (fold($0.title).hasPrefix(word) || fold($0.eventTitle) == word)
      })
    else { return nil }
    self = lane
  }
}
