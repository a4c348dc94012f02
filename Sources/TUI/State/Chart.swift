// SPDX-License-Identifier: Apache-2.0

internal import FHIR
internal import Timeline

/// Everything of one patient that the timeline and the lists are made from; it never changes.
///
/// Events are in the time of the axis (see ``DateText``) and in order of their start; those that
/// began before anything is known come first by their end, undated ones last.
final class Chart: Sendable {
  let patientID: String

  /// The events, changes included.
  let entries: [ChartEvent]

  /// Where each event stands in time, for what goes through all of them.
  let places: [Int64]

  /// Where the undated events begin in ``entries``.
  let undatedStart: Int

  /// For each event the number of its series: what was measured or given again and again.
  let seriesNumbers: [Int32]

  /// The events of each series, in order.
  let series: [[Int32]]

  /// The events by lane.
  let lanes: LaneIndex

  /// The first and the last moment that anything is dated with.
  let extent: (first: Int64, last: Int64)

  /// Whether something has begun and not ended.
  let hasOpenSpans: Bool

  /// Updates and deletions, newest first.
  let changes: [ChangeSummary]

  /// The words of the notes that were read.
  let notes = NoteStore()

  init(patientID: String, events: [ChartEvent], changes: [ChangeSummary], zone: DisplayZone) {
    self.patientID = patientID
    self.changes = changes
    var all = events + Self.events(of: changes)
    for index in all.indices { all[index].event.moveToAxis(zone) }
    let order = all.indices.sorted { Self.precedes(all[$0], $0, all[$1], $1) }
    entries = order.map { all[$0] }
    places = entries.map(\.event.place)
    undatedStart = entries.firstIndex { $0.event.isUndated } ?? entries.count
    (seriesNumbers, series) = Self.makeSeries(entries)
    lanes = LaneIndex(entries)
    let dated = entries[..<undatedStart]
    let first = dated.first?.event.place ?? 0
    let lastStart = dated.last?.event.place ?? 0
    // An end in a far future, 9999-12-31 for one, means that there is none.
    let bound = lastStart + 3 * ZoomLevel.year.milliseconds
    extent = (
      first,
      dated.reduce(lastStart) { last, entry in
        guard let end = entry.event.knownEnd, end < bound else { return last }
        return max(last, end)
      }
    )
    hasOpenSpans = dated.contains { $0.event.shape == .span && $0.event.end == nil }
  }

  var count: Int { entries.count }

  subscript(index: Int) -> ChartEvent { entries[index] }

  /// Returns the events of the series that an event belongs to, in order.
  func series(of index: Int) -> [Int32] { series[Int(seriesNumbers[index])] }

  /// Returns the first event that begins at or after a moment; ``undatedStart`` when there is none.
  func firstIndex(from time: Int64) -> Int {
    var low = 0
    var high = undatedStart
    while low < high {
      let middle = (low + high) / 2
      if places[middle] < time { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Returns the event that a resource made; `nil` when it made none.
  func index(of key: ResourceKey) -> Int? {
    entries.firstIndex { $0.key == key && $0.event.lane != .changes }
  }

  private static func precedes(
    _ left: ChartEvent, _ leftIndex: Int, _ right: ChartEvent, _ rightIndex: Int
  ) -> Bool {
    let (undatedLeft, undatedRight) = (left.event.isUndated, right.event.isUndated)
    if undatedLeft != undatedRight { return undatedRight }
    if left.event.place != right.event.place { return left.event.place < right.event.place }
    if left.event.lane != right.event.lane { return left.event.lane < right.event.lane }
    if left.event.title != right.event.title { return left.event.title < right.event.title }
    return leftIndex < rightIndex
  }

  /// Makes the events of the lane of changes.
  private static func events(of changes: [ChangeSummary]) -> [ChartEvent] {
    changes.map { change in
      let title = change.title.isEmpty ? change.key.description : change.title
      var event = Event(lane: .changes, title: title)
      event.start = change.version.recorded
      event.startPrecision = .second
      event.offsetMinutes = 0
      event.dateElement = "meta.lastUpdated"
      event.status = change.version.interaction.rawValue
      switch change.version.interaction {
      case .delete: event.value = "deleted"
      case .restore: event.value = "restored as v\(change.version.number)"
      case .create, .update:
        event.value = "v\(change.version.number - 1) → v\(change.version.number)"
      }
      return ChartEvent(event: event, key: change.key, version: change.version.number)
    }
  }

  /// Puts what was measured or given under the same code, or else the same title, together.
  private static func makeSeries(_ entries: [ChartEvent]) -> ([Int32], [[Int32]]) {
    struct Name: Hashable {
      var lane: UInt8
      var code: String
    }
    var numbers: [Name: Int32] = [:]
    var ofEvent: [Int32] = []
    ofEvent.reserveCapacity(entries.count)
    var members: [[Int32]] = []
    for (index, entry) in entries.enumerated() {
      let event = entry.event
      let name = Name(
        lane: event.lane.rawValue,
        code: event.code.map { "\(event.system ?? "")|\($0)" } ?? event.title
      )
      let number = numbers[name] ?? Int32(truncatingIfNeeded: members.count)
      if numbers[name] == nil {
        numbers[name] = number
        members.append([])
      }
      members[Int(number)].append(Int32(truncatingIfNeeded: index))
      ofEvent.append(number)
    }
    return (ofEvent, members)
  }
}

extension Event {
  /// Where the event stands in order: its start, or its end where no start is known.
  var place: Int64 { start ?? end ?? .max }

  /// Turns moments written with a zone into what clocks in the display zone showed.
  mutating func moveToAxis(_ zone: DisplayZone) {
    guard hasZone else { return }
    if let known = start, startPrecision > .day {
      start = known + Int64(zone.offsetMinutes(at: known)) * 60_000
    }
    if let known = end, endPrecision > .day {
      end = known + Int64(zone.offsetMinutes(at: known)) * 60_000
    }
  }
}
