// SPDX-License-Identifier: Apache-2.0

internal import FHIR
internal import Timeline

/// The rows of the lanes for a window and a number of columns and rows.
///
/// Every lane has one row at least. What room is left goes to bars that overlap, first of problems,
/// then of medications and others, and to trends of labs and vitals; an expanded lane has all its
/// rows. Where there is no room for a row, the row before says how many there are.
struct LaneLayout {
  /// All rows, which may be more than have room.
  private(set) var rows: [LaneRow] = []

  let window: TimeWindow
  let columns: Int

  private let chart: Chart
  private let isShown: (Int) -> Bool

  /// Makes the rows.
  ///
  /// - Parameters:
  ///   - chart: The patient's events.
  ///   - time: What is shown of them.
  ///   - columns: The columns of the window.
  ///   - height: The rows there is room for.
  ///   - isShown: Whether an event passes the filters.
  init(
    chart: Chart,
    time: TimeState,
    columns: Int,
    height: Int,
    isShown: @escaping (Int) -> Bool
  ) {
    self.chart = chart
    self.isShown = isShown
    self.columns = max(1, columns)
    window = time.window
    let names = chart.lanes.names.filter { !time.hidden.contains($0) }
    var groups = names.map { name in
      var group = makeGroup(name, isExpanded: time.expanded.contains(name))
      // What a reader looks for first keeps some rows, though later lanes have to be scrolled to.
      if height >= 10, let least = Self.leastRows[name] {
        group.taken = max(group.taken, min(least, group.rows.count))
      }
      return group
    }
    var free = height - groups.reduce(0) { $0 + $1.taken }
    // Bars first, then trends, one row to each in turn, so that no lane takes all.
    for isTrend in [false, true] {
      var isGiven = true
      while free > 0, isGiven {
        isGiven = false
        for index in groups.indices where free > 0 && groups[index].isTrend == isTrend {
          guard groups[index].wants > groups[index].taken else { continue }
          groups[index].taken += 1
          free -= 1
          isGiven = true
        }
      }
    }
    rows = groups.flatMap { $0.placedRows }
  }

  /// The rows that lanes of bars have at least where there are ten rows or more.
  private static let leastRows: [LaneName: Int] = [.lane(.problems): 3, .lane(.medications): 2]

  /// A lane with its rows and how many of them are drawn.
  private struct Group {
    var rows: [LaneRow]
    var taken: Int
    var wants: Int
    var isTrend: Bool

    var placedRows: [LaneRow] {
      var placed = Array(rows.prefix(taken))
      if !isTrend, taken < rows.count, let last = placed.indices.last {
        placed[last].note = "+\(rows.count - taken)"
      }
      return placed
    }
  }

  private func makeGroup(_ name: LaneName, isExpanded: Bool) -> Group {
    if name == .undated { return undatedGroup() }
    let members = chart.lanes[name]
    if chart.lanes.isBarLane(name) {
      let rows = barRows(name, members)
      return Group(
        rows: rows,
        taken: isExpanded ? rows.count : 1,
        wants: min(rows.count, 12),
        isTrend: false
      )
    }
    let first = binRow(name, members)
    guard name == .lane(.labs) || name == .lane(.vitals) || isExpanded else {
      return Group(rows: [first], taken: 1, wants: 1, isTrend: false)
    }
    let trends = trendRows(name, limit: isExpanded ? 40 : name == .lane(.labs) ? 4 : 2)
    return Group(
      rows: [first] + trends,
      taken: isExpanded ? trends.count + 1 : 1,
      wants: trends.count + 1,
      isTrend: true
    )
  }

  // MARK: - Bins

  private func binRow(_ name: LaneName, _ members: [Int32]) -> LaneRow {
    var row = LaneRow(name: name, label: name.title, note: "", isFirst: true)
    row.bins = Array(repeating: LaneBin(), count: columns)
    var count = 0
    for number in members {
      let index = Int(number)
      guard isShown(index) else { continue }
      let event = chart[index].event
      // What comes after the window ends the search: members are in order of their start.
      guard event.place < window.end else { break }
      let end = event.knownEnd ?? event.place + 1
      guard end > window.start || event.place >= window.start else { continue }
      count += 1
      let first = window.column(of: event.place, columns: columns)
      let last = max(first, window.column(of: end - 1, columns: columns))
      if last - first >= 1, event.shape == .span || event.startPrecision < .day {
        row.bars.append(bar(number, event, first: first, last: last, label: ""))
      }
      guard first >= 0, first < columns else { continue }
      row.bins[first].count += 1
      row.bins[first].flag = max(row.bins[first].flag, event.flag)
      if row.bins[first].event < 0 { row.bins[first].event = number }
      if event.status == "delete", event.lane == .changes { row.bins[first].isDeleted = true }
    }
    row.note = Self.countText(count)
    return row
  }

  /// Returns a count in five columns or less.
  static func countText(_ count: Int) -> String {
    switch count {
    case ..<100_000: String(count)
    case ..<1_000_000: "\(count / 1000)k"
    default: "\(count / 1_000_000)M"
    }
  }

  // MARK: - Bars

  private func bar(
    _ number: Int32,
    _ event: Event,
    first: Int,
    last: Int,
    label: String
  ) -> LaneBar {
    LaneBar(
      first: first,
      last: last,
      isOpenRight: event.shape == .span && event.end == nil,
      isOpenLeft: event.start == nil,
      isApproximate: event.shape == .instant,
      event: number,
      label: label
    )
  }

  private func barRows(_ name: LaneName, _ members: [Int32]) -> [LaneRow] {
    var bars: [LaneBar] = []
    for number in members {
      let index = Int(number)
      guard isShown(index) else { continue }
      let event = chart[index].event
      let first = event.start.map { window.column(of: $0, columns: columns) } ?? -1
      let end = event.knownEnd
      let last = end.map { max(first, window.column(of: $0 - 1, columns: columns)) } ?? columns
      guard first < columns, last >= 0 else { continue }
      bars.append(bar(number, event, first: first, last: last, label: barLabel(event)))
    }
    let packed = Self.pack(bars, columns: columns)
    guard !packed.isEmpty else {
      return [LaneRow(name: name, label: name.title, note: "0", isFirst: true)]
    }
    return packed.enumerated().map { offset, bars in
      LaneRow(
        name: name,
        label: offset == 0 ? name.title : "",
        note: offset == 0 ? Self.countText(packed.reduce(0) { $0 + $1.count }) : "",
        isFirst: offset == 0,
        bars: bars
      )
    }
  }

  private func barLabel(_ event: Event) -> String {
    guard event.lane == .medications || event.lane == .allergies, let value = event.value else {
      return event.title
    }
    return "\(event.title) \(value)"
  }

  /// Puts bars into as few rows as they fit without overlap, a label beside a short bar included.
  ///
  /// What goes on comes first, then what is longest: the first rows say most.
  static func pack(_ bars: [LaneBar], columns: Int) -> [[LaneBar]] {
    let order = bars.sorted { left, right in
      if left.isOpenRight != right.isOpenRight { return left.isOpenRight }
      if left.last - left.first != right.last - right.first {
        return left.last - left.first > right.last - right.first
      }
      return left.event < right.event
    }
    var rows: [[LaneBar]] = []
    var occupied: [[Range<Int>]] = []
    for bar in order {
      let extent = extent(of: bar, columns: columns)
      if let row = occupied.firstIndex(where: { $0.allSatisfy { !$0.overlaps(extent) } }) {
        rows[row].append(bar)
        occupied[row].append(extent)
      } else {
        rows.append([bar])
        occupied.append([extent])
      }
    }
    return rows.map { $0.sorted { ($0.first, $0.event) < ($1.first, $1.event) } }
  }

  /// The columns that a bar takes, with its label where that stands beside it.
  private static func extent(of bar: LaneBar, columns: Int) -> Range<Int> {
    let first = max(0, bar.first)
    let last = min(columns - 1, max(first, bar.last))
    let length = last - first + 1
    let wanted = bar.label.isEmpty ? length : min(22, bar.label.count + 3)
    return first..<first + max(length + 1, wanted)
  }

  // MARK: - Trends

  private func trendRows(_ name: LaneName, limit: Int) -> [LaneRow] {
    let numbers = Set(chart.lanes[name].map { chart.seriesNumbers[Int($0)] })
    let ranked = numbers.compactMap { number -> (number: Int32, rank: Int)? in
      let members = chart.series[Int(number)]
      let measured = members.filter { chart[Int($0)].event.number != nil }
      guard measured.count >= 2 else { return nil }
      let abnormal = measured.count { chart[Int($0)].event.flag.isAbnormal }
      return (number, abnormal * 4 + measured.count)
    }
    .sorted { ($0.rank, $1.number) > ($1.rank, $0.number) }
    return ranked.prefix(limit).map { trendRow(name, chart.series[Int($0.number)]) }
  }

  private func trendRow(_ name: LaneName, _ members: [Int32]) -> LaneRow {
    var row = LaneRow(name: name, label: "", note: "", isFirst: false)
    row.trend = Array(repeating: TrendCell(), count: columns)
    let values = members.compactMap { chart[Int($0)].event.number }
    let (least, greatest) = (values.min() ?? 0, values.max() ?? 0)
    for number in members where isShown(Int(number)) {
      let event = chart[Int(number)].event
      guard let value = event.number, let start = event.start else { continue }
      row.label = event.title
      row.note = event.rangeText
      let column = window.column(of: start, columns: columns)
      guard row.trend.indices.contains(column) else { continue }
      let level = greatest > least ? (value - least) / (greatest - least) : 0.5
      let flag = max(row.trend[column].flag, event.flag)
      row.trend[column] = TrendCell(level: level, flag: flag, event: number)
    }
    if row.label.isEmpty, let last = members.last { row.label = chart[Int(last)].event.title }
    return row
  }

  // MARK: - No date

  private func undatedGroup() -> Group {
    let members = chart.lanes[.undated].filter { isShown(Int($0)) }
    let titles = members.prefix(12).map { chart[Int($0)].event.title }
    let row = LaneRow(
      name: .undated,
      label: LaneName.undated.title,
      note: Self.countText(members.count),
      isFirst: true,
      text: titles.joined(separator: " · ")
    )
    return Group(rows: [row], taken: 1, wants: 1, isTrend: false)
  }
}
