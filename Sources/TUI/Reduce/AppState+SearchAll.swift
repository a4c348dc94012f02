// SPDX-License-Identifier: Apache-2.0

internal import Search
internal import Timeline

extension AppState {
  // MARK: - What was found

  /// Takes hits of the search over all patients: they stand newest first, and the focus stays.
  mutating func receive(hits: [SearchHit]) {
    guard search != nil else { return }
    if search?.incoming != nil {
      search?.incoming? += hits
    } else {
      search?.add(hits)
    }
  }

  /// Takes the end of the search; of one that was done again its hits replace those before.
  mutating func receive(search summary: SearchSummary) {
    search?.summary = summary
    guard let incoming = search?.incoming else { return }
    search?.incoming = nil
    search?.replaceHits(with: incoming)
  }

  // MARK: - Searching again

  /// Searches again when the lake has changed since, once the hits are on the screen.
  mutating func settleSearch() {
    guard let search, search.isStale, screen == .search, prompt == nil, popups.isEmpty,
      panes.isEmpty, !jobs.isRunning(.search), !jobs.isRunning(.patients)
    else { return }
    self.search?.isStale = false
    guard case .success(let query) = QueryReader.read(search.text), !query.isEmpty else { return }
    let patients = matchingPatients(search.text)
    self.search?.patients = patients
    self.search?.table = list.table
    self.search?.incoming = []
    start(
      .search,
      .searchAll(query, among: list.table, now: settings.now(), limit: Self.searchLimit)
    )
  }

  /// The most hits of a search over all patients that are listed.
  static let searchLimit = 500
}

extension SearchState {
  /// Adds hits in their places, newest first; what has no date comes last.
  mutating func add(_ more: [SearchHit]) {
    let focus = focusedHit
    hits = (hits + more).enumerated().sorted { left, right in
      let (first, second) = (left.element.moment, right.element.moment)
      return first != second ? first > second : left.offset < right.offset
    }
    .map(\.element)
    keep(focus)
  }

  /// Takes other hits in the place of these.
  mutating func replaceHits(with others: [SearchHit]) {
    let focus = focusedHit
    hits = []
    add(others)
    keep(focus)
    cursor.move(by: 0, count: rowCount)
  }

  private var focusedHit: SearchHit? {
    // Who has not moved yet stays at the top.
    cursor.index == 0 ? nil : hits[safe: cursor.index - patients.count]
  }

  private mutating func keep(_ focus: SearchHit?) {
    guard let focus,
      let at = hits.firstIndex(where: { $0.event.key == focus.event.key && $0.event == focus.event }
      )
    else { return }
    let moved = patients.count + at - cursor.index
    cursor.index += moved
    cursor.top = max(0, cursor.top + moved)
  }
}

extension SearchHit {
  /// Where it stands in time; before everything when it has no date.
  fileprivate var moment: Int64 { event.event.start ?? event.event.end ?? .min }
}
