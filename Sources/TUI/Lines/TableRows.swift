// SPDX-License-Identifier: Apache-2.0

internal import Timeline

/// The rows of the lists of problems, medications, labs and notes.
///
/// What was measured or given again and again is one row, that of its latest event, so that the list
/// says what there is; `[` and `]` in the detail go through the others.
struct TableRows: Sendable {
  /// What rows are made of, beside the events.
  struct Key: Equatable, Sendable {
    var view: ChartView
    var sort: TableSort
    var isReversed: Bool
    /// The events that the filters leave; `nil` for all.
    var shown: [Int32]?
    /// The present, in minutes: what is over and what is to come is told from it.
    var minute: Int64
  }

  struct Row: Equatable, Sendable {
    /// The event the row opens; `nil` for a heading.
    var event: Int?

    /// The heading of the rows that follow.
    var heading = ""

    /// How many events the row stands for.
    var count = 1

    /// Others of the same kind at the same moment that say something else.
    var besides: [Int] = []

    /// Of a medication that is taken, what was handed out last; `nil` for others, and without any.
    var supply: Int?

    /// When what was handed out last came to its end, in milliseconds; `nil` while there is some.
    func supplyEnd(_ chart: Chart, now: Int64) -> Int64? {
      supply.flatMap { chart.event($0).end }.flatMap { $0 < now ? $0 : nil }
    }
  }

  var rows: [Row] = []

  private var sort = TableSort.date
  private var isReversed = false

  /// How many entries rows stand for, where they are more than one.
  private var entries: [Int: Int] = [:]

  init(state: AppState) {
    guard let open = state.chart, let chart = open.chart, let summary = open.summary else { return }
    let key = Key(
      view: open.view,
      sort: open.table.sort,
      isReversed: open.table.isReversed,
      shown: open.areFiltersOn ? open.shown : nil,
      minute: state.axisNow / 60_000
    )
    self = chart.drawings.table(key) {
      Self(of: open, chart, summary, now: key.minute * 60_000)
    }
  }

  /// Makes the rows: it looks at every event of the lane.
  private init(of open: ChartState, _ chart: Chart, _ summary: ChartSummary, now: Int64) {
    sort = open.table.sort
    isReversed = open.table.isReversed
    let isShown = { (index: Int) in open.isShown(index) && chart.ghosts[index] == nil }
    switch open.view {
    case .problems:
      entries = summary.problemEntries
      add("Active problems", summary.problems, chart, isShown)
      add("Status not given", summary.unknownProblems, chart, isShown)
      add("Allergies and intolerances", summary.allergies, chart, isShown)
      add("No known allergies", summary.allergyDenials, chart, isShown)
      add("Allergies not known", summary.unaskedAllergies, chart, isShown)
      // What is over comes below what can harm today.
      let isRefuted = summary.pastProblems.contains { !chart.event($0).withdrawalMark.isEmpty }
      add(
        isRefuted ? "Past or refuted problems" : "Past problems",
        summary.pastProblems,
        chart,
        isShown
      )
      add("Past or refuted allergies", summary.pastAllergies, chart, isShown)
    case .medications:
      let courses = MedicationCourses(summary, chart, now: now, isShown)
      add("Active medications", courses.active, chart)
      // Of these the one that says "taken" has the row, and not the latest refill.
      add("Stopped or active?", summary.doubtfulMedications, chart, isShown)
      add("Held, planned, or not to be given", courses.pending, chart)
      add("Status not given or unknown", courses.unknown, chart)
      add("Past medications", courses.past, chart)
      addSeries("Immunizations", .immunizations, chart, isShown) { _ in true }
    case .labs:
      addSeries("Labs", .labs, chart, isShown) { _ in true }
      addSeries("Vitals", .vitals, chart, isShown) { _ in true }
    case .notes:
      for (heading, lane) in [("Notes", Lane.notes), ("Documents", .documents)] {
        add(heading, chart.listed(in: lane).reversed(), chart, isShown)
      }
    case .timeline, .entities, .versions: break
    }
    focusable = rows.indices.filter { rows[$0].event != nil }
  }

  private mutating func add(
    _ heading: String,
    _ events: [Int],
    _ chart: Chart,
    _ isShown: (Int) -> Bool
  ) {
    let shown = events.filter(isShown)
    guard !shown.isEmpty else { return }
    rows.append(Row(heading: "\(heading) (\(grouped(shown.count)))"))
    rows += sort.arrange(
      shown.map { Row(event: $0, count: entries[$0] ?? 1) },
      in: chart,
      isReversed: isReversed
    )
  }

  private mutating func add(_ heading: String, _ found: [Row], _ chart: Chart) {
    guard !found.isEmpty else { return }
    rows.append(Row(heading: "\(heading) (\(grouped(found.count)))"))
    rows += sort.arrange(found, in: chart, isReversed: isReversed)
  }

  private mutating func addSeries(
    _ heading: String,
    _ lane: Lane,
    _ chart: Chart,
    _ isShown: (Int) -> Bool,
    where fits: (Int32) -> Bool
  ) {
    var counts: [Int32: Int] = [:]
    var latest: [Int32: Int] = [:]
    for index in chart.listed(in: lane) where isShown(index) {
      let series = chart.seriesNumber(index)
      guard fits(series) else { continue }
      counts[series, default: 0] += 1
      // What was withdrawn or gave no result stands for its kind only where there is nothing else.
      if let known = latest[series], !chart.event(index).isResult, chart.event(known).isResult {
        continue
      }
      latest[series] = index
    }
    let newest = latest.sorted { chart.isNewer($0.value, $1.value) }
      .map { series, index in
        let atOnce = Self.atOnce(index, chart).filter(isShown)
        return Row(
          event: atOnce.first ?? index,
          count: counts[series] ?? 1,
          besides: Array(atOnce.dropFirst())
        )
      }
    add(heading, newest, chart)
  }

  /// What was found at the moment of an event and differs from it, the event among it, what is out of
  /// range first: an antibiotic may be tried on two germs at once.
  private static func atOnce(_ index: Int, _ chart: Chart) -> [Int] {
    let event = chart.event(index)
    guard let start = event.start, !event.isVoid else { return [index] }
    var found = [index]
    for number in chart.timeline.series(of: index).reversed() {
      let other = chart.event(Int(number))
      guard let moment = other.start else { continue }
      if moment < start { break }
      if Int(number) != index, !other.isVoid, moment == start,
        !found.contains(where: { chart.event($0).valueText == other.valueText })
      {
        found.append(Int(number))
      }
    }
    // What is preliminary has given way to what is final.
    let isFinal = { (index: Int) in !chart.event(index).isPreliminary }
    if found.contains(where: isFinal) { found.removeAll { !isFinal($0) } }
    return found.enumerated().sorted { left, right in
      (-Int(chart.event(left.element).flag.rawValue), left.offset)
        < (-Int(chart.event(right.element).flag.rawValue), right.offset)
    }
    .map(\.element)
  }

  /// The rows that can have the focus.
  private(set) var focusable: [Int] = []

  /// Returns the row that has the focus when the cursor stands on one: the next that is no heading.
  func focused(_ index: Int) -> Int? {
    focusable.first { $0 >= index } ?? focusable.last
  }
}
