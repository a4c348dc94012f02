// SPDX-License-Identifier: Apache-2.0

/// The events of a patient, ready to be laid out; it never changes.
///
/// ``entries`` and ``marks`` are parallel, in the order of their place in time; undated events stand
/// at the end in the order of their titles. Everything else refers to an event by its number in them.
///
/// ## Topics
/// - ``members(of:)``, ``undated``: which events a lane has.
/// - ``folds(of:)``: medications and problems with what belongs together on one line.
/// - ``contents(ofEncounter:)``: what happened in an encounter.
/// - ``comparison(of:)``: a value against the one before and against the patient's own baseline.
public final class PatientTimeline: Sendable {
  /// The events with their references, in order.
  public let entries: [TimelineEntry]

  /// What layout needs of each event.
  public let marks: ContiguousArray<Mark>

  /// How many events have a date; they come first.
  public let datedCount: Int

  /// The zone in which moments are shown.
  public let zone: ZoneRule

  /// From the first to the last known moment, one day at least.
  public let life: Range<Int64>

  /// The first moment after the death, where an event of the patient says when it was.
  public let death: Int64?

  /// The lanes that have events, in the order of the screen.
  public let lanes: [Lane]

  private let membersByLane: [[Int32]]
  private let series: [[Int32]]
  private let foldsByLane: [[Fold]]
  private let trendsByLane: [[Trend]]

  /// Orders events, folds what belongs together, and moves their times into a zone.
  ///
  /// - Parameters:
  ///   - entries: The events, in any order.
  ///   - zone: The zone of the lake.
  public init(_ entries: [TimelineEntry], zone: ZoneRule) {
    let sorter = TimelineSorter(entries, zone: zone)
    let ordered = sorter.order.map { entries[Int($0)] }
    var marks = ContiguousArray(sorter.order.map { sorter.marks[Int($0)] })
    let datedCount = sorter.datedCount
    let series = SeriesIndex.number(&marks, ordered)
    var membersByLane = [[Int32]](repeating: [], count: Self.laneSlots)
    for index in 0..<datedCount {
      membersByLane[Int(marks[index].lane.rawValue)].append(Int32(truncatingIfNeeded: index))
    }
    self.entries = ordered
    self.marks = marks
    self.datedCount = datedCount
    self.zone = zone
    self.series = series
    self.membersByLane = membersByLane
    lanes = Lane.allCases.filter { !membersByLane[Int($0.rawValue)].isEmpty }
    life = Self.life(marks[..<datedCount])
    // Of a Patient, the end of the life is the only event.
    death = membersByLane[Int(Lane.encounters.rawValue)].last {
      ordered[Int($0)].reference.hasPrefix("Patient/")
    }
    .map { marks[Int($0)].end }
    trendsByLane = Trend.byLane(series, ordered, marks, datedCount, slots: Self.laneSlots)
    foldsByLane = membersByLane.enumerated().map { lane, members in
      guard let lane = Lane(rawValue: UInt8(truncatingIfNeeded: lane)), lane.isDrawnAsBars else {
        return []
      }
      return Folding.folds(of: members, lane: lane, entries: ordered, marks: marks)
    }
  }

  /// Returns the series of numbers of a lane, the most telling first.
  func trends(of lane: Lane) -> [Trend] { trendsByLane[Int(lane.rawValue)] }

  private static let laneSlots = Int(Lane.allCases.map(\.rawValue).max() ?? 0) + 1

  /// 2300-01-01: records whose dates were shifted do not come so far, and the year 9999 means "for ever".
  private static let latest: Int64 = 10_413_792_000_000

  /// 1800-01-01: nobody whose record is kept lived before it.
  private static let earliest: Int64 = -5_364_662_400_000

  private static func life(_ marks: ArraySlice<Mark>) -> Range<Int64> {
    var first = Int64.max
    var last = Int64.min
    // A program's empty date, the year 1, would leave a column to everything else.
    let isPlausible = { (mark: Mark) in (earliest..<latest).contains(mark.place) }
    let all = marks.contains(where: isPlausible) ? marks.filter(isPlausible) : Array(marks)
    for mark in all {
      if mark.start != Mark.unknown { first = min(first, max(mark.start, earliest)) }
      if mark.end != Mark.open { last = max(last, min(mark.end, latest)) }
      first = min(first, mark.place)
      last = max(last, mark.place + 1)
    }
    guard first <= last, first != .max else { return 0..<86_400_000 }
    return first..<max(last, first + 86_400_000)
  }

  /// How many events there are, undated ones included.
  public var count: Int { entries.count }

  /// The numbers of the undated events.
  public var undated: Range<Int> { datedCount..<entries.count }

  /// Returns the numbers of the dated events of a lane, in order.
  public func members(of lane: Lane) -> [Int32] { membersByLane[Int(lane.rawValue)] }

  /// Returns what of a lane is drawn on one line each; empty for lanes of single events.
  public func folds(of lane: Lane) -> [Fold] { foldsByLane[Int(lane.rawValue)] }

  /// Returns the events of the same lane and code as an event, itself included, in order.
  public func series(of index: Int) -> [Int32] { series[Int(marks[index].series)] }

  /// Returns what happened in an encounter, in order; asks every event.
  public func contents(ofEncounter id: String) -> [Int32] {
    entries.indices.compactMap {
      entries[$0].event.encounterID == id ? Int32(truncatingIfNeeded: $0) : nil
    }
  }

  /// Returns the first event of a resource; asks every event.
  public func index(of reference: String) -> Int? {
    entries.firstIndex { $0.reference == reference }
  }

  /// Returns the encounter that an event belongs to.
  public func encounter(of index: Int) -> Int? {
    entries[index].event.encounterID.flatMap { self.index(of: "Encounter/\($0)") }
  }

  /// Returns the number of the first dated event that is at or after a moment of the axis.
  public func firstIndex(from moment: Int64) -> Int {
    var low = 0
    var high = datedCount
    while low < high {
      let middle = (low + high) / 2
      if marks[middle].place < moment { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Returns where what began at a moment is drawn to an end: what goes on, goes on until death.
  ///
  /// What begins after the death is an error of the record, and is drawn as it is written.
  public func drawnEnd(_ end: Int64, from start: Int64) -> Int64 {
    guard end == Mark.open, let death, start < death else { return end }
    return death
  }

  /// Returns a moment as clocks in the zone of the timeline show it.
  public func axis(_ moment: Int64) -> Int64 { moment + zone.offset(at: moment) }
}

extension Lane {
  /// Whether each thing of the lane has a line: what lasts, and not what happens often.
  public var isDrawnAsBars: Bool {
    switch self {
    case .problems, .medications, .allergies, .carePlans: true
    default: false
    }
  }
}
