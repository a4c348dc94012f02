// SPDX-License-Identifier: Apache-2.0

internal import Search
internal import Timeline
internal import Worklists

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
    adviseSearch(summary)
    guard let incoming = search?.incoming else { return }
    search?.incoming = nil
    search?.replaceHits(with: incoming)
  }

  /// Lets what a search that found nothing could do without be counted; it is listed meanwhile.
  private mutating func adviseSearch(_ summary: SearchSummary) {
    guard let search, search.rowCount == 0, summary.hitCount == 0,
      case .success(var query) = QueryReader.read(search.text), query.resources == nil,
      query.terms.count > 1
    else { return }
    query.patients = search.listed?.ids
    start(.searchAdvice, .adviseSearch(query, now: presentMoment))
  }

  // MARK: - Whose events

  /// Goes on to the next of whom a search can be about: all patients, those of a list that is narrowed,
  /// the open one.
  mutating func toggleSearchScope() {
    guard let prompt else { return }
    let text = prompt.line.text
    guard prompt.kind == .searchAll else {
      cancelPrompt()
      search?.listed = nil
      return openPrompt(.searchAll, text: text)
    }
    if search?.listed == nil, let listed = listedPatients {
      search?.listed = listed
      return searchAgain()
    }
    guard chart != nil else {
      guard search?.listed != nil else {
        return say("No patient is open, and the list of patients is not narrowed")
      }
      search?.listed = nil
      return searchAgain()
    }
    cancelPrompt()
    screen = .chart
    openPrompt(.search, text: text)
  }

  /// Whom the search that comes next is about; `nil` where there is no other.
  var nextSearchScope: String? {
    guard prompt?.kind == .searchAll else { return "all patients" }
    if search?.listed != nil { return chart == nil ? "all patients" : "this patient" }
    if isListNarrowed { return "only those listed" }
    return chart == nil ? nil : "this patient"
  }

  /// The patients of the list; `nil` where it is narrowed by nothing.
  private var listedPatients: SearchState.Listed? {
    guard isListNarrowed else { return nil }
    let words = [triage.list?.name ?? "", list.wholeFilter.trimmed].filter { !$0.isEmpty }
    return SearchState.Listed(
      ids: Set(list.rows.map { list.table[Int($0)].id }),
      words: words.joined(separator: " · ")
    )
  }

  /// Whether the list of patients does not have all.
  var isListNarrowed: Bool { triage.list != nil || !list.wholeFilter.trimmed.isEmpty }

  // MARK: - Searching again

  /// Searches again when the lake has changed since, once the hits are on the screen.
  mutating func settleSearch() {
    guard let search, search.isStale, screen == .search, prompt == nil, popups.isEmpty,
      panes.isEmpty, !jobs.isRunning(.search), !jobs.isRunning(.patients)
    else { return }
    self.search?.isStale = false
    guard case .success(let query) = read(search.text), !query.isEmpty else { return }
    let patients = matchingPatients(search.text)
    self.search?.patients = patients
    self.search?.table = list.table
    self.search?.incoming = []
    startSearch(query)
  }

  /// The most hits of a search over all patients that are listed.
  static let searchLimit = 500
}

extension SearchState {
  /// Adds hits in their places, newest first; what has no date comes last, and the oldest go where there
  /// are too many.
  mutating func add(_ more: [SearchHit]) {
    let focus = focusedHit
    hits = (hits + more).enumerated().sorted { left, right in
      let (first, second) = (left.element.moment, right.element.moment)
      return first != second ? first > second : left.offset < right.offset
    }
    .prefix(AppState.searchLimit).map(\.element)
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
