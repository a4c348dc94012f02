// SPDX-License-Identifier: Apache-2.0

import FHIR
import GRDB
internal import Timeline

/// What a look at a patient needs of the record: some events whole, and of all others when they were.
public struct RecordOutline: Sendable, Equatable {
  /// When something was, and how that is written.
  public struct Start: Sendable, Equatable {
    /// Milliseconds since 1970; of a date that names no zone, as if it were of UTC.
    public var time: Int64

    /// Whether it is a moment of a clock in a known zone, and no mere date.
    public var isMoment: Bool

    /// Creates a start.
    public init(time: Int64, isMoment: Bool) {
      self.time = time
      self.isMoment = isMoment
    }
  }

  /// Problems, allergies, what medications are ordered, stated or not over, and the newest lab and
  /// vital sign of each concept.
  public var events: [StoredEvent] = []

  /// When each event was, in the order of time as it is written; claims and what has no date left
  /// out.
  public var starts: [Start] = []

  /// How many notes there are.
  public var noteCount = 0

  /// Creates an outline without anything.
  public init() {}
}

extension Lake {
  /// Returns the outline of a patient's record.
  ///
  /// Goes over all events, but makes only the few that are looked at, unlike
  /// ``events(ofPatient:asOf:isCancelled:)``.
  ///
  /// - Parameters:
  ///   - id: The logical id of the patient.
  ///   - job: The last job whose writes are seen; `nil` for all.
  ///   - twins: Notes that are there twice, whose reports are left out.
  ///   - isCancelled: Asked now and then; when it says so, the reading stops.
  /// - Returns: The outline.
  /// - Throws: ``StoreError``, with code `.notFound` when no patient has the id and `.interrupted`
  ///   when it was cancelled.
  public func outline(
    ofPatient id: String,
    asOf job: Int64? = nil,
    without twins: NoteTwins = NoteTwins(),
    isCancelled: @escaping () -> Bool = { false }
  ) throws -> RecordOutline {
    try read { db in
      guard let patient = try find(ResourceKey(type: .patient, id: id), db)?.row else {
        throw StoreError(.notFound, "No patient has this id", subject: "Patient/\(id)")
      }
      var reader = OutlineReader(patient: patient, job: job, isCancelled: isCancelled)
      reader.twins = twins.rows
      try reader.readStarts(db)
      try reader.readEnds(db)
      try reader.readListed(db)
      try reader.readNewest(db)
      return reader.whole()
    }
  }
}

private struct OutlineReader {
  let patient: Int64
  let job: Int64?
  let isCancelled: () -> Bool
  var outline = RecordOutline()

  /// The reports that say the same as a document.
  var twins: Set<Int64> = []

  /// The events with their places among all events.
  private var placed: [(start: Int64, resource: Int64, ordinal: Int, event: StoredEvent)] = []

  /// When each concept was last measured, by how that is written: only the axis can tell whether a
  /// date or a moment is the later one.
  private var newest: [Kind: Int64] = [:]

  /// Whether a row of labs or vitals has a result that stands: what was withdrawn, or says only why there is
  /// none, is not the last value; ``Event/isResult``.
  private static let isResult = """
    e.lane IN (\(Lane.labs.rawValue), \(Lane.vitals.rawValue)) AND \(Event.stands("e"))
      AND (e.number IS NOT NULL OR (e.value IS NOT NULL AND NOT (e.value GLOB '(*)')))
    """

  private struct Kind: Hashable {
    var concept: Int64
    var isMoment: Bool
    var isDated: Bool
  }

  /// What is looked at whole: of the medications not what was given or handed out and is over, which
  /// says nothing of what is taken.
  ///
  /// The lanes come first: the resource of an event in another lane need not be found.
  private static let listed = """
    e.lane IN
      (\(Lane.problems.rawValue), \(Lane.allergies.rawValue), \(Lane.medications.rawValue))
      AND (e.lane <> \(Lane.medications.rawValue) OR r.type IN
          (\(ResourceType.medicationRequest.code), \(ResourceType.medicationStatement.code))
        OR e.status IS NOT (SELECT id FROM term WHERE text = 'completed'))
    """

  init(patient: Int64, job: Int64?, isCancelled: @escaping () -> Bool) {
    self.patient = patient
    self.job = job
    self.isCancelled = isCancelled
  }

  private func bind(_ statement: RawStatement) {
    statement.bind(0, patient)
    if let job { statement.bind(1, job) }
  }

  mutating func readStarts(_ db: Database) throws {
    let statement = try RawStatement(
      reading: db,
      """
      SELECT e.start, e.lane, e.concept,
        e.offsetMinutes IS NOT NULL AND e.startPrecision > \(DatePrecision.day.rawValue), e.resource,
        \(Self.isResult)
      FROM event e WHERE e.patient = ?1 AND \(Lake.validity(job))
      """
    )
    bind(statement)
    var count = 0
    while try statement.step() {
      count += 1
      if count & 0x3FF == 0 && isCancelled() {
        throw StoreError(.interrupted, "The operation was cancelled")
      }
      let start = statement.int64(0)
      let lane = Lane(rawValue: UInt8(statement.int(1))) ?? .documents
      if lane == .notes, twins.contains(statement.int64(4)) { continue }
      let isDated = start != Lake.undatedStart
      let isMoment = statement.int(3) == 1
      if isDated, lane != .claims { outline.starts.append(.init(time: start, isMoment: isMoment)) }
      switch lane {
      case .notes: outline.noteCount += 1
      case .labs, .vitals:
        guard statement.int(5) == 1 else { continue }
        // The rows come in the order of time.
        let concept = statement.int64(2)
        newest[Kind(concept: concept, isMoment: isMoment, isDated: isDated)] = start
      default: break
      }
    }
  }

  /// Adds what has an end and no beginning: it stands where it ended.
  mutating func readEnds(_ db: Database) throws {
    let statement = try RawStatement(
      reading: db,
      """
      SELECT e.end, e.offsetMinutes IS NOT NULL AND e.endPrecision > \(DatePrecision.day.rawValue)
      FROM event e WHERE e.patient = ?1 AND \(Lake.validity(job)) AND e.start = \(Lake.undatedStart)
        AND e.end IS NOT NULL AND e.lane <> \(Lane.claims.rawValue)
      """
    )
    bind(statement)
    while try statement.step() {
      outline.starts.append(.init(time: statement.int64(0), isMoment: statement.int(1) == 1))
    }
  }

  mutating func readListed(_ db: Database) throws {
    var reader = try EventReader(
      db,
      where: "e.patient = ?1 AND \(Lake.validity(job)) AND \(Self.listed)"
    )
    bind(reader.statement)
    try take(&reader)
  }

  mutating func readNewest(_ db: Database) throws {
    var reader = try EventReader(
      db,
      where: """
        e.patient = ?1 AND \(Lake.validity(job)) AND e.start = ?3 AND e.concept = ?4
          AND (e.offsetMinutes IS NOT NULL AND e.startPrecision > \(DatePrecision.day.rawValue)) = ?5
        """
    )
    for (kind, start) in newest {
      reader.statement.reset()
      bind(reader.statement)
      reader.statement.bind(2, start)
      reader.statement.bind(3, kind.concept)
      reader.statement.bind(4, kind.isMoment ? 1 : 0)
      try take(&reader)
    }
  }

  private mutating func take(_ reader: inout EventReader) throws {
    while let event = try reader.next() {
      let row = reader.statement
      placed.append((row.int64(0), row.int64(1), row.int(22), event))
    }
  }

  /// The outline with its events in the order in which all events come.
  func whole() -> RecordOutline {
    var whole = outline
    whole.events = placed.sorted {
      ($0.start, $0.resource, $0.ordinal) < ($1.start, $1.resource, $1.ordinal)
    }.map(\.event)
    return whole
  }
}
