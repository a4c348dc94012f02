// SPDX-License-Identifier: Apache-2.0

internal import Timeline

/// The rows of the list of medications: what is taken, what may be, and what was.
///
/// A row is what was ordered or stated, with its dose and its end, and not the latest refill. What was
/// stopped and is taken again has a row of either kind.
struct MedicationCourses {
  /// What is taken, each code once.
  private(set) var active: [TableRows.Row] = []

  /// What is held, planned, or not to be given.
  private(set) var pending: [TableRows.Row] = []

  /// What nobody says of whether it is taken.
  private(set) var unknown: [TableRows.Row] = []

  /// What is over.
  private(set) var past: [TableRows.Row] = []

  /// How long after its end what is ordered anew is another course: a renewal is none.
  private static let pause: Int64 = 30 * CivilTime.millisecondsPerDay

  init(_ summary: ChartSummary, _ chart: Chart, now: Int64, _ isShown: (Int) -> Bool) {
    let current = Set(summary.medications.map { chart.seriesNumber($0) })
    let doubtful = Set(summary.doubtfulMedications.map { chart.seriesNumber($0) })
    var series: [Int32: [Int]] = [:]
    for index in chart.listed(in: .medications) where isShown(index) {
      series[chart.seriesNumber(index), default: []].append(index)
    }
    var rows: [TableRows.Row] = []
    for index in summary.medications {
      let members = series[chart.seriesNumber(index)] ?? []
      guard isShown(index) else { continue }
      let before = Self.stopped(before: index, members, chart)
      let earlier = before.map { Self.started(by: $0, members, chart) } ?? 0
      active.append(
        TableRows.Row(
          event: index,
          count: max(1, members.count - earlier),
          supply: members.last { chart[$0].key.type == "MedicationDispense" }
        )
      )
      if let before { rows.append(TableRows.Row(event: before, count: earlier)) }
      // What is held, or must not be given, since is not hidden by the order before it.
      if let held = Self.held(since: index, members, chart) {
        rows.append(TableRows.Row(event: held))
      }
    }
    for (number, members) in series where !current.contains(number) && !doubtful.contains(number) {
      guard let last = members.last else { continue }
      // What was entered in error does not hide what is held.
      let isStanding = { (index: Int) in chart.event(index).withdrawalMark.isEmpty }
      let said =
        members.last { Self.isClaim($0, chart) && isStanding($0) }
        ?? members.last { Self.isClaim($0, chart) }
      rows.append(TableRows.Row(event: said ?? last, count: members.count))
    }
    // Two orders in force may follow the same one.
    var listed: Set<Int> = []
    rows.removeAll { row in row.event.map { !listed.insert($0).inserted } ?? false }
    rows.sort { chart.isNewer($0.event, $1.event) }
    // What begins on a day to come is planned, whatever its status.
    let isToCome = { (event: Event) in
      !ChartSummary.endedStatuses.contains(event.status ?? "")
        && MedicationClaim.isToCome(event.start, now: now)
    }
    for row in rows {
      guard let event = row.event else { continue }
      let said = chart.event(event)
      if ChartSummary.isUnknown(said) {
        unknown.append(row)
      } else if Self.isClaim(event, chart) || said.status == "on-hold", said.status != "unknown",
        ChartSummary.pendingStatuses.contains(said.status ?? "") || isToCome(said)
      {
        pending.append(row)
      } else {
        past.append(row)
      }
    }
    active.sort { chart.isNewer($0.event, $1.event) }
  }

  /// The last order or statement, not before another one, that says that the drug is held, planned, or not
  /// to be given.
  private static func held(since index: Int, _ members: [Int], _ chart: Chart) -> Int? {
    let start = chart.event(index).start ?? .min
    return members.last { member in
      let event = chart.event(member)
      return member != index && isClaim(member, chart) && event.start ?? .max >= start
        && event.status != "unknown" && ChartSummary.pendingStatuses.contains(event.status ?? "")
    }
  }

  private static func isClaim(_ index: Int, _ chart: Chart) -> Bool {
    MedicationClaim.Source(type: chart[index].key.type) != nil
  }

  /// The last order or statement that had ended well before another one began.
  private static func stopped(before index: Int, _ members: [Int], _ chart: Chart) -> Int? {
    guard let start = chart.event(index).start else { return nil }
    let last = members.last { member in
      guard member != index, isClaim(member, chart) else { return false }
      return chart.event(member).statedEnd.map { $0 <= start } ?? false
    }
    // Of what was stopped for a reason the reason is said, whenever it was.
    let told = members.last { member in
      let event = chart.event(member)
      return member != index && isClaim(member, chart) && event.status == "stopped"
        && event.start.map { $0 <= start } ?? false && event.value?.contains("stopped: ") == true
    }
    if let told, told > last ?? -1 { return told }
    guard let last, let end = chart.event(last).statedEnd, end + pause <= start else { return nil }
    return last
  }

  /// How many of a series began before the end of one of them.
  private static func started(by index: Int, _ members: [Int], _ chart: Chart) -> Int {
    guard let end = chart.event(index).statedEnd else { return 1 }
    return members.count { (chart.event($0).start ?? .max) < end }
  }
}
