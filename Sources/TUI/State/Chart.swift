// SPDX-License-Identifier: Apache-2.0

internal import FHIR
internal import Timeline

/// Everything of one patient that the timeline and the lists are made from; it never changes.
///
/// Events are in the time of the axis: what clocks in the display zone showed. An event is named by
/// its number in ``timeline``.
final class Chart: Sendable {
  let patientID: String

  /// The events in order, changes included, undated ones last.
  let timeline: PatientTimeline

  /// Updates and deletions, newest first.
  let changes: [ChangeSummary]

  /// The deletions of the deleted resources that are drawn, by the number of their event.
  let ghosts: [Int: VersionSummary]

  /// Whether events stand where they were recorded, not where they happened.
  let isByRecording: Bool

  /// What events are, where they stand by when they were recorded.
  private let facts: [String: Event]

  /// When encounters began, by their logical ids; empty where everything has a date of its own.
  private let stays: [String: Int64]

  /// Medications that one resource says are taken, and another one that they have ended.
  let doubts: [MedicationDoubt]

  /// The lines of medications that go on and are in doubt, by their numbers, and the event of each
  /// that says "taken".
  let doubtfulFolds: [Int32: Int]

  /// The lanes that have events, in the order of the screen, what has no date last.
  let lanes: [LaneKey]

  /// The other resource that carries a note, both ways.
  let twins: [ResourceKey: ResourceKey]

  /// The notes of reports that say the same as a document, which stands for them.
  private let documents: [ResourceKey: ResourceKey]

  /// What searches of it have in common.
  let words = ChartWords()

  /// How many rows there are, by where they come from.
  let counts: EventCounts

  /// What frames have in common.
  let drawings: ChartDrawings

  /// Creates a chart.
  ///
  /// - Parameters:
  ///   - patientID: The patient.
  ///   - events: The events of current resources.
  ///   - changes: Updates and deletions.
  ///   - ghosts: The events of deleted resources, where they are drawn.
  ///   - recorded: When versions were recorded, to place events by; `nil` to place them by when
  ///     they happened.
  ///   - hasRecordedTimes: Whether changes stand where they were recorded; else they have no date.
  ///   - zone: The zone of the axis.
  init(
    patientID: String,
    events: [ChartEvent],
    changes: [ChangeSummary],
    ghosts: [Ghost] = [],
    recorded: [ResourceKey: [Int: Int64]]? = nil,
    hasRecordedTimes: Bool = true,
    zone: DisplayZone
  ) {
    self.patientID = patientID
    self.changes = changes
    isByRecording = recorded != nil
    var twins: [ResourceKey: ResourceKey] = [:]
    var documents: [ResourceKey: ResourceKey] = [:]
    for event in events {
      guard let twin = event.twin else { continue }
      twins[event.key] = twin
      twins[twin] = event.key
      documents[twin] = event.key
    }
    self.twins = twins
    self.documents = documents
    var facts: [String: Event] = [:]
    let all =
      events + ghosts.map { $0.event.asGhost }
      + Self.events(of: changes, hasTimes: hasRecordedTimes)
    let deleted = Set(ghosts.map(\.event.key))
    let entries = all.map { entry in
      var event = entry.event
      if let recorded, event.lane != .changes {
        facts[Self.fact(entry.key.description, event)] = event
        event.placeByRecording(recorded[entry.key]?[entry.version])
      }
      event.moveToAxis(zone)
      return TimelineEntry(
        event: event,
        reference: entry.key.description,
        version: entry.version,
        isDeleted: event.lane != .changes && deleted.contains(entry.key)
      )
    }
    // The times are those of the display zone already.
    timeline = PatientTimeline(entries, zone: .utc)
    drawings = ChartDrawings(timeline)
    stays = timeline.undated.isEmpty ? [:] : Self.stays(in: timeline)
    self.facts = facts
    var found: [Int: VersionSummary] = [:]
    if !ghosts.isEmpty {
      let deletions = Dictionary(
        ghosts.map { ($0.event.key.description, $0.deletion) },
        uniquingKeysWith: { first, _ in first }
      )
      for (index, entry) in timeline.entries.enumerated() where entry.event.lane != .changes {
        if let deletion = deletions[entry.reference] { found[index] = deletion }
      }
    }
    self.ghosts = found
    counts = EventCounts(timeline.entries.indices, in: timeline) {
      !found.isEmpty && found[$0] != nil
    }
    let ordered = timeline.entries
    doubts = MedicationDoubt.find(
      in: timeline,
      event: { index in
        let entry = ordered[index]
        // Only what stands by its recording is kept beside as it happened.
        return facts.isEmpty
          ? entry.event : facts[Self.fact(entry.reference, entry.event)] ?? entry.event
      },
      isIgnored: { found[$0] != nil }
    )
    let doubtful = Set(doubts.map { Int32(truncatingIfNeeded: $0.active) })
    doubtfulFolds = doubtful.isEmpty ? [:] : Self.folds(of: doubtful, in: timeline)
    let dated = timeline.lanes.map { LaneKey.lane($0) }
    lanes = timeline.undated.isEmpty ? dated : dated + [.undated]
  }

  var count: Int { timeline.count }

  /// Where the undated events begin.
  var undatedStart: Int { timeline.datedCount }

  /// Whether there is a time to draw: without a date the axis would be one that nobody said.
  var hasDates: Bool { undatedStart > 0 }

  subscript(index: Int) -> ChartEvent {
    let entry = timeline.entries[index]
    return ChartEvent(
      event: entry.event,
      key: ResourceKey(reference: entry.reference) ?? ResourceKey(type: "", id: entry.reference),
      version: entry.version
    )
  }

  /// Returns an event without its resource.
  func event(_ index: Int) -> Event { timeline.entries[index].event }

  /// Returns an event as it happened, wherever it stands.
  func fact(_ index: Int) -> Event {
    guard isByRecording else { return event(index) }
    let entry = timeline.entries[index]
    return facts[Self.fact(entry.reference, entry.event)] ?? entry.event
  }

  /// What tells the events of one resource apart.
  private static func fact(_ reference: String, _ event: Event) -> String {
    "\(reference)\n\(event.lane.rawValue)\n\(event.title)\n\(event.value ?? "")"
  }

  /// Returns the lane of an event.
  func lane(_ index: Int) -> Lane { timeline.marks[index].lane }

  /// Where an event stands in time; after everything else when it has no date.
  func place(_ index: Int) -> Int64 {
    index < timeline.datedCount ? timeline.marks[index].place : .max
  }

  /// The number of the series that an event belongs to: what has the same code in the same lane.
  func seriesNumber(_ index: Int) -> Int32 { timeline.marks[index].series }

  /// Returns the events of a lane, in order.
  func members(of lane: LaneKey) -> [Int32] {
    switch lane {
    case .lane(let lane): timeline.members(of: lane)
    case .undated: timeline.undated.map { Int32(truncatingIfNeeded: $0) }
    }
  }

  /// Returns the events of a lane as lists have them: those without a date, which nobody can call the
  /// newest, then the dated ones in order.
  func listed(in lane: Lane) -> [Int] {
    timeline.undated.filter { self.lane($0) == lane } + timeline.members(of: lane).map(Int.init)
  }

  /// The events from the newest to the oldest, and then those without a date.
  ///
  /// What has no date comes last, that of the last stay first.
  var newestFirst: [Int] {
    let undated = timeline.undated.reversed().map { ($0, stay(of: $0)) }
    let ordered =
      stays.isEmpty
      ? undated
      : undated.enumerated().sorted { left, right in
        let (first, second) = (left.element.1 ?? .min, right.element.1 ?? .min)
        return first != second ? first > second : left.offset < right.offset
      }
      .map(\.element)
    return (0..<undatedStart).reversed() + ordered.map(\.0)
  }

  /// Returns when the stay began that an event without a date belongs to, on the axis; `nil` for others.
  func stay(of index: Int) -> Int64? {
    guard !stays.isEmpty, index >= undatedStart else { return nil }
    return event(index).encounterID.flatMap { stays[$0] }
  }

  private static func stays(in timeline: PatientTimeline) -> [String: Int64] {
    var starts: [String: Int64] = [:]
    for member in timeline.members(of: .encounters) {
      let entry = timeline.entries[Int(member)]
      guard let start = entry.event.start, entry.reference.hasPrefix("Encounter/") else { continue }
      starts[String(entry.reference.dropFirst("Encounter/".count))] = start
    }
    return starts
  }

  /// Whether an event stands before another one in lists that begin with the newest.
  func isNewer(_ left: Int?, _ right: Int?) -> Bool {
    func place(_ index: Int?) -> Int {
      index.map { $0 < undatedStart ? $0 : $0 - count } ?? -count
    }
    return place(right) < place(left)
  }

  /// Returns the first event that begins at or after a moment; ``undatedStart`` when there is none.
  func firstIndex(from time: Int64) -> Int { timeline.firstIndex(from: time) }

  /// Returns the event that a resource made, or that stands for it; `nil` when it made none.
  func index(of key: ResourceKey) -> Int? {
    guard let index = timeline.index(of: (documents[key] ?? key).description) else { return nil }
    let key = documents[key] ?? key
    guard event(index).lane == .changes else { return index }
    // A change has the reference of what was changed.
    return (0..<count).first {
      event($0).lane != .changes && timeline.entries[$0].reference == key.description
    }
  }

  /// Returns a note of the same encounter, or else of the same day.
  func note(near index: Int) -> Int? {
    let notes = timeline.members(of: .notes).map(Int.init)
    if let encounter = event(index).encounterID,
      let note = notes.first(where: { event($0).encounterID == encounter })
    {
      return note
    }
    guard index < undatedStart else { return nil }
    return notes.first { abs(place($0) - place(index)) < CivilTime.millisecondsPerDay }
  }

  private static func folds(of events: Set<Int32>, in timeline: PatientTimeline) -> [Int32: Int] {
    var found: [Int32: Int] = [:]
    for (number, fold) in timeline.folds(of: .medications).enumerated() where fold.isOngoing {
      let event = fold.runs.lazy.flatMap(\.members).first { events.contains($0) }
      found[Int32(truncatingIfNeeded: number)] = event.map { Int($0) }
    }
    return found
  }

  /// Makes the events of the lane of changes.
  private static func events(of changes: [ChangeSummary], hasTimes: Bool) -> [ChartEvent] {
    changes.map { change in
      let title = change.title.isEmpty ? change.key.description : change.title
      var event = Event(lane: .changes, title: title)
      if hasTimes {
        event.start = change.version.recorded
        event.startPrecision = .second
        event.offsetMinutes = 0
        event.dateElement = "meta.lastUpdated"
      }
      switch change.version.interaction {
      case .delete:
        event.status = "delete"
        event.value = "deleted"
      case .restore: event.value = "restored as v\(change.version.number)"
      case .create, .update:
        event.value = "v\(change.version.number - 1) → v\(change.version.number)"
      }
      return ChartEvent(event: event, key: change.key, version: change.version.number)
    }
  }
}

extension ChartEvent {
  /// The event as it is drawn when its resource is deleted: it raises no flag and is in no trend.
  fileprivate var asGhost: ChartEvent {
    var ghost = self
    ghost.event.flag = .none
    ghost.event.number = nil
    return ghost
  }
}

extension Event {
  /// Puts the event where it was recorded.
  fileprivate mutating func placeByRecording(_ moment: Int64?) {
    start = moment
    end = nil
    shape = .instant
    startPrecision = .second
    offsetMinutes = 0
    dateElement = "meta.lastUpdated"
  }

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
