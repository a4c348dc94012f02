// SPDX-License-Identifier: Apache-2.0

internal import FHIR
public import Store
internal import Timeline

/// What the preview of a patient is made of.
public struct ChartOutline: Sendable, Equatable {
  /// Problems, medications, allergies, and at least the newest lab and vital sign of each kind.
  public var events: [ChartEvent]

  /// When each event was that has a date; claims and what was read in notes left out.
  public var starts: [RecordOutline.Start]

  /// How many notes there are.
  public var noteCount: Int

  /// How many mentions in notes a reviewer is asked about, but for those that were rejected.
  public var mentionCount: Int

  /// How many versions changed something.
  public var changedCount: Int

  /// How many versions deleted something.
  public var deletedCount: Int

  /// Creates an outline.
  public init(
    events: [ChartEvent],
    starts: [RecordOutline.Start],
    noteCount: Int,
    mentionCount: Int,
    changedCount: Int,
    deletedCount: Int
  ) {
    self.events = events
    self.starts = starts
    self.noteCount = noteCount
    self.mentionCount = mentionCount
    self.changedCount = changedCount
    self.deletedCount = deletedCount
  }

  /// Makes the outline of all events and changes of a patient.
  init(_ all: [ChartEvent], _ changes: [ChangeSummary]) {
    changedCount = changes.count { $0.version.interaction != .delete }
    deletedCount = changes.count { $0.version.interaction == .delete }
    events = all.filter { Self.lanes.contains($0.event.lane) }
    starts = all.compactMap { entry in
      let event = entry.event
      guard event.lane != .claims, event.lane != .entities,
        let time = event.start ?? event.end
      else { return nil }
      let precision = event.start == nil ? event.endPrecision : event.startPrecision
      return .init(time: time, isMoment: event.hasZone && precision > .day)
    }
    noteCount = all.count { $0.event.lane == .notes }
    mentionCount = all.count { $0.event.lane == .entities }
  }

  private static let lanes: Set<Lane> = [.problems, .medications, .allergies, .labs, .vitals]
}

extension LakeSource {
  /// Returns the outline of all events, for a lake that has no shorter way.
  public func readOutline(
    ofPatient id: String,
    cancellation: Cancellation
  ) throws -> ChartOutline {
    ChartOutline(
      try readEvents(ofPatient: id, cancellation: cancellation),
      try readChanges(ofPatient: id, cancellation: cancellation)
    )
  }
}
