// SPDX-License-Identifier: Apache-2.0

/// Folding: events of a lane become lines, one for each drug or problem, with runs and gaps.
///
/// **Terms.** A *fold* holds the events with the same key: of medications the ingredient
/// (``Ingredient``), of other lanes the code, else the title. What was withdrawn or deleted has a fold of
/// its own: it lends its beginning, its grade and its name to nothing that stands. A *run* is a stretch
/// without a gap.
///
/// **Runs.** The events of a fold are taken in order of their start. An event continues a run when it
/// starts before the run's end plus the *grace*; else it begins a new one. The end of a run is the
/// latest end of its events. An event that covers only a moment (an order without a length) covers, of
/// medications, the usual interval: the median distance between the starts of the fold, where there are
/// two distances or more; of two the shorter. The grace is half of that interval for medications, 14
/// days at least, behind a dose that was given 2 days; and nothing for other lanes. The last event of a run is not made longer than it says: the run ends with
/// the last known moment.
///
/// **Ends.** A run with an open event that is still in force is open. A span without an end whose
/// status says that it is over ends nobody knows when: its run ends with its last known moment and
/// is marked.
///
/// **Example.** Orders of lisinopril, each without a length, on these days:
///
/// ```
/// 2018-01-01  2018-07-01  2019-01-01           2021-01-01  2021-07-01
///     |-----------|-----------|                    |-----------|
///     median distance 182 days, grace 91 days: 731 days between the third and the fourth is a gap
///     runs: 2018-01-01 … 2019-01-02 (3 orders), 2021-01-01 … 2021-07-02 (2 orders)
/// ```
///
/// **Cost.** Sorting apart, linear in the events of the lane.
enum Folding {
  private static let day: Int64 = 86_400_000
  private static let leastGrace = 14 * day

  /// A dose that was given says nothing of the days after it.
  private static let leastGraceOfDose = 2 * day

  /// Returns the folds of a lane: those that go on first, then by how late they end.
  static func folds(
    of members: [Int32],
    lane: Lane,
    entries: [TimelineEntry],
    marks: ContiguousArray<Mark>
  ) -> [Fold] {
    var order: [String] = []
    var groups: [String: [Int32]] = [:]
    // What has the same code and title has the same key, which takes a while to find.
    var keys: [Int32: (title: String, key: String)] = [:]
    for member in members {
      let series = marks[Int(member)].series
      let entry = entries[Int(member)]
      let known = keys[series].flatMap { $0.title == entry.event.title ? $0.key : nil }
      let kind = known ?? key(of: entry.event)
      if known == nil { keys[series] = (entry.event.title, kind) }
      let key = isVoid(entry) ? kind + voidSuffix(entry) : kind
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(member)
    }
    let folds = order.compactMap { key in
      groups[key].map { fold(key, $0, lane: lane, entries: entries, marks: marks) }
    }
    return folds.enumerated().sorted { left, right in
      let (first, second) = (rank(left.element), rank(right.element))
      return first != second ? first > second : left.offset < right.offset
    }
    .map(\.element)
  }

  /// Whether an entry says nothing of the patient: it was withdrawn, or its resource deleted.
  private static func isVoid(_ entry: TimelineEntry) -> Bool {
    entry.isDeleted || !entry.event.withdrawalMark.isEmpty
  }

  /// What the key of a void entry ends with.
  private static func voidSuffix(_ entry: TimelineEntry) -> String {
    " " + (entry.isDeleted ? "(deleted)" : entry.event.withdrawalMark)
  }

  private static func rank(_ fold: Fold) -> Int64 {
    if fold.isOngoing { return .max }
    return fold.runs.last?.end ?? .min
  }

  static func key(of event: Event) -> String {
    if event.lane == .medications, let name = Ingredient.name(ofMedication: event.title) {
      return name + (Ingredient.place(ofMedication: event.title).map { " \($0)" } ?? "")
    }
    guard let code = event.code else { return event.title.lowercased() }
    return "\(event.system ?? "")|\(code)" + (BodySite.of(event).map { "|\($0)" } ?? "")
  }

  private static func fold(
    _ key: String,
    _ members: [Int32],
    lane: Lane,
    entries: [TimelineEntry],
    marks: ContiguousArray<Mark>
  ) -> Fold {
    let interval = lane == .medications ? usualInterval(members, marks) : 0
    var runs: [Fold.Run] = []
    // Up to where the run goes on, the grace included.
    var covered = Int64.min
    for member in members {
      let mark = marks[Int(member)]
      let isEndUnknown = mark.traits.contains(.endUnknown)
      let isExact = mark.traits.contains(.span) && !isEndUnknown
      var reach = isExact ? mark.end : max(mark.end, sum(mark.place, interval))
      if lane == .medications {
        let isDose = entries[Int(member)].reference.hasPrefix("MedicationAdministration/")
        reach = sum(reach, max(isDose ? leastGraceOfDose : leastGrace, interval / 2))
      }
      if let last = runs.indices.last, mark.place <= covered {
        runs[last].members.append(member)
        if mark.end >= runs[last].end { runs[last].isEndUnknown = isEndUnknown }
        runs[last].end = max(runs[last].end, mark.end)
        runs[last].flag = max(runs[last].flag, mark.flag)
        covered = max(covered, reach)
      } else {
        runs.append(
          Fold.Run(
            start: mark.start,
            end: mark.end,
            members: [member],
            isEndUnknown: isEndUnknown,
            flag: mark.flag
          )
        )
        covered = reach
      }
    }
    // What never came about or is only thought of names the line only where there is nothing else.
    let isStanding = { (member: Int32) in !isVoid(entries[Int(member)]) }
    let standing =
      members.last { isStanding($0) && !unreal.contains(entries[Int($0)].event.status ?? "") }
      ?? members.last(where: isStanding)
    let isAllergy = lane == .allergies && standing != nil
    // A rash that was recorded later does not stand for an anaphylaxis.
    let latest =
      isAllergy
      ? members.filter(isStanding).map { entries[Int($0)].event }
        .max { $0.allergyGravity < $1.allergyGravity }
      : (standing ?? members.last).map { entries[Int($0)].event }
    let isApart = members.first.map { isVoid(entries[Int($0)]) } ?? false
    let isDeleted = members.first.map { entries[Int($0)].isDeleted } ?? false
    return Fold(
      title: (isDeleted ? "x " : "") + (latest.map(title) ?? key),
      key: key,
      runs: runs,
      isVoid: isApart
    )
  }

  /// Statuses of orders that nothing is taken by.
  private static let unreal: Set<String> = ["cancelled", "draft", "proposal", "plan", "intended"]

  private static func sum(_ moment: Int64, _ length: Int64) -> Int64 {
    let (sum, isOver) = moment.addingReportingOverflow(length)
    return isOver ? .max : sum
  }

  private static func title(of event: Event) -> String {
    let name = event.lane == .medications ? Ingredient.named(event.title) : event.title
    var title = event.withdrawalMark + name
    // A dose in words tells one prescription from the next; the amount of a single dose does not.
    if event.lane == .medications || event.lane == .allergies, event.number == nil,
      let value = event.value, value.utf8.count <= 40
    {
      title += ", \(value)"
    }
    // A bar that goes on is read as taken.
    switch event.status {
    case "on-hold" where event.lane == .medications: title += ", on hold"
    case "draft" where event.lane == .medications, "intended" where event.lane == .medications:
      title += ", \(event.status ?? "")"
    default: break
    }
    return title
  }

  /// The median distance between starts; 0 where there are fewer than two, which tell no rhythm.
  private static func usualInterval(_ members: [Int32], _ marks: ContiguousArray<Mark>) -> Int64 {
    var distances: [Int64] = []
    for (earlier, later) in zip(members, members.dropFirst()) {
      let (start, next) = (marks[Int(earlier)].start, marks[Int(later)].start)
      if start != Mark.unknown, next > start { distances.append(next - start) }
    }
    guard distances.count >= 2 else { return 0 }
    distances.sort()
    return distances[(distances.count - 1) / 2]
  }
}

extension Event {
  /// What events of the same kind have in common, beside their lane: of medications the ingredient,
  /// of others the code, else the title.
  public var kindKey: String { Folding.key(of: self) }
}
