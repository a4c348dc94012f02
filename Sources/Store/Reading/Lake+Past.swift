// SPDX-License-Identifier: Apache-2.0

import FHIR
import GRDB
import Timeline

/// A moment of the lake: what was known when a job had ended.
public struct LakeMoment: Sendable, Equatable {
  /// The last job that is seen; 0 before the first.
  public let job: Int64

  /// When that job ended, in milliseconds since 1970; `nil` before the first.
  public let recordedAt: Int64?

  /// Creates a moment.
  public init(job: Int64, recordedAt: Int64?) {
    self.job = job
    self.recordedAt = recordedAt
  }
}

/// An event of a deleted resource, with its deletion.
public struct DeletedEvent: Sendable, Equatable {
  /// The event, as the last content has it.
  public let event: StoredEvent

  /// The deletion.
  public let deletion: VersionInfo
}

extension Lake {
  /// Returns the moment that an instant stands for.
  ///
  /// - Parameter instant: Milliseconds since 1970; jobs that ended later are not seen.
  /// - Returns: The moment.
  /// - Throws: ``StoreError``.
  public func moment(at instant: Int64) throws -> LakeMoment {
    try moment(afterJob: try job(endedBy: instant))
  }

  /// Returns the moment when a job had ended.
  ///
  /// - Throws: ``StoreError`` with code `.noJob` where there is no such job; 0 is before the first.
  public func moment(afterJob id: Int64) throws -> LakeMoment {
    guard id > 0 else { return LakeMoment(job: 0, recordedAt: nil) }
    let job = try job(id)
    return LakeMoment(job: id, recordedAt: job.endedAt ?? job.startedAt)
  }

  // MARK: - Patients

  /// Hands out the patients as they were known when a job had ended, in pages.
  ///
  /// Counts come from the events that were valid then, and names from the version that was current.
  ///
  /// - Parameters:
  ///   - job: The last job that is seen.
  ///   - pageSize: How many are handed out at once.
  ///   - isCancelled: Asked before every patient.
  ///   - receive: Takes a page; returns whether it wants another.
  /// - Throws: ``StoreError``, with code `.interrupted` when it was cancelled.
  public func patients(
    asOf job: Int64,
    pageSize: Int = 500,
    isCancelled: () -> Bool = { false },
    _ receive: ([PatientSummary]) throws -> Bool
  ) throws {
    try read { db in
      let reader = try PastPatients(lake: self, db: db, job: job)
      let rows = try RawStatement(
        reading: db,
        """
        SELECT p.resource, r.id FROM patient p JOIN resource r ON r.row = p.resource
        ORDER BY p.resource
        """
      )
      defer { rows.reset() }
      var page: [PatientSummary] = []
      while try rows.step() {
        if isCancelled() { throw StoreError(.interrupted, "The operation was cancelled") }
        guard let patient = try reader.patient(row: rows.int64(0), id: rows.string(1) ?? "")
        else { continue }
        page.append(patient)
        if page.count == pageSize {
          guard try receive(page) else { return }
          page.removeAll(keepingCapacity: true)
        }
      }
      if !page.isEmpty { _ = try receive(page) }
    }
  }

  // MARK: - Deleted resources

  /// Returns the events of a patient's deleted resources, as their last content has them.
  ///
  /// - Parameters:
  ///   - id: The logical id of the patient.
  ///   - job: The last job that is seen; `nil` for all.
  /// - Returns: The events with their deletions.
  /// - Throws: ``StoreError`` with code `.notFound` when no patient has the id.
  public func deletedEvents(
    ofPatient id: String,
    asOf job: Int64? = nil
  ) throws -> [DeletedEvent] {
    var deletions: [ResourceKey: VersionInfo] = [:]
    for info in try self.deletions(ofPatient: id, asOf: job) { deletions[info.key] = info }
    guard !deletions.isEmpty else { return [] }
    return try read { db in
      guard let patient = try find(ResourceKey(type: .patient, id: id), db)?.row else { return [] }
      // An event ends with the job that deleted its resource.
      var reader = try EventReader(
        db,
        where: "e.patient = ?1 AND e.toJob IS NOT NULL AND e.toJob <= ?2"
      )
      reader.statement.bind(0, patient)
      reader.statement.bind(1, job ?? .max)
      var events: [DeletedEvent] = []
      while let event = try reader.next() {
        guard let deletion = deletions[event.key], event.version == deletion.version - 1 else {
          continue
        }
        events.append(DeletedEvent(event: event, deletion: deletion))
      }
      return events
    }
  }

  /// Returns the deletions that are in force, newest first: of one patient's record, or all.
  ///
  /// - Parameters:
  ///   - id: The logical id of the patient; `nil` for the whole lake.
  ///   - job: The last job that is seen; `nil` for all.
  ///   - limit: How many at the most.
  /// - Returns: The versions that deleted.
  /// - Throws: ``StoreError`` with code `.notFound` when no patient has the id.
  public func deletions(
    ofPatient id: String? = nil,
    asOf job: Int64? = nil,
    limit: Int = .max
  ) throws -> [VersionInfo] {
    try read { db in
      var condition = "r.version > 1"
      var row: Int64?
      if let id {
        guard let patient = try find(ResourceKey(type: .patient, id: id), db) else {
          throw StoreError(.notFound, "No patient has this id", subject: "Patient/\(id)")
        }
        row = patient.row
        condition += """
           AND (r.patient = ?1 OR r.row IN (SELECT resource FROM compartment WHERE patient = ?1))
          """
      }
      if job == nil { condition += " AND r.deleted = 1" }
      let statement = try RawStatement(
        reading: db,
        """
        SELECT \(Self.versionColumns) FROM resource r JOIN resourceVersion v ON v.row = (
            SELECT MAX(o.row) FROM resourceVersion o
            WHERE o.row > r.row << 20 AND o.row < (r.row + 1) << 20 AND o.job <= ?2)
          JOIN job j ON j.id = v.job
        WHERE \(condition) AND v.interaction = ?3
        ORDER BY v.recordedAt DESC, v.job DESC, v.row DESC LIMIT ?4
        """
      )
      if let row { statement.bind(0, row) }
      statement.bind(1, job ?? .max)
      statement.bind(2, Int(Interaction.delete.rawValue))
      statement.bind(3, limit)
      return try Self.versions(statement)
    }
  }

  /// Hands out the events of deleted resources of all patients.
  func deletedCandidates(
    asOf job: Int64?,
    isCancelled: @escaping () -> Bool,
    _ receive: (EventCandidate) throws -> EventSearchStep
  ) throws {
    try read { db in
      var search = try EventSearch(lake: self, db: db, isCancelled: isCancelled)
      _ = try search.deleted(asOf: job, receive)
    }
  }
}

/// Reads the rows of the patient list as they were when a job had ended.
private struct PastPatients {
  private let lake: Lake
  private let db: Database
  private let job: Int64
  private let version: RawStatement
  private let counts: RawStatement
  private let changes: RawStatement
  private let alerts: PastAlerts
  private let context: BodyCodec.Context
  private let parser = JSONParser()

  init(lake: Lake, db: Database, job: Int64) throws {
    self.lake = lake
    self.db = db
    self.job = job
    context = BodyCodec.Context(lake.codec)
    version = try RawStatement(
      reading: db,
      """
      SELECT interaction, dictionary, body FROM resourceVersion
      WHERE row > ?1 << 20 AND row < (?1 + 1) << 20 AND job <= ?2 ORDER BY row DESC LIMIT 1
      """
    )
    counts = try RawStatement(
      reading: db,
      """
      SELECT COUNT(*), SUM(valid), SUM(valid AND flag >= \(Flag.critical.rawValue)),
        MAX(CASE WHEN valid AND start > \(Lake.undatedStart)
          AND \(Event.sawPatient) THEN start END),
        COUNT(DISTINCT CASE WHEN valid AND lane = \(Lane.notes.rawValue) THEN resource END)
      FROM (
        SELECT *, toJob IS NULL OR toJob > ?2 AS valid FROM event
        WHERE patient = ?1 AND fromJob <= ?2
      ) AS event
      """
    )
    // Of resources with one version nothing was changed, so only the others are looked at.
    changes = try RawStatement(
      reading: db,
      """
      SELECT SUM(v.row & 1048575 > 2 OR v.interaction <> 3), SUM(v.interaction = 3)
      FROM resource r JOIN resourceVersion v ON v.row = (
        SELECT MAX(o.row) FROM resourceVersion o
        WHERE o.row > r.row << 20 AND o.row < (r.row + 1) << 20 AND o.job <= ?2)
      WHERE r.patient = ?1 AND r.version > 1 AND v.row & 1048575 > 1
      """
    )
    alerts = try PastAlerts(db, job: job)
  }

  /// The body in the second and third column of a row.
  private func body(_ row: RawStatement, subject: String) throws -> JSONDocument {
    try lake.body(
      row.blob(2),
      dictionary: row.int64(1),
      db,
      subject: subject,
      context: context,
      parser: parser
    )
  }

  /// Returns a patient; `nil` for one that was deleted, or of whom nothing was known.
  func patient(row: Int64, id: String) throws -> PatientSummary? {
    var demographics: PatientDemographics?
    version.bind(0, row)
    version.bind(1, job)
    defer { version.reset() }
    if try version.step() {
      guard version.int(0) != Int(Interaction.delete.rawValue) else { return nil }
      demographics = PatientDemographics(try body(version, subject: "Patient/\(id)").root)
    }
    counts.bind(0, row)
    counts.bind(1, job)
    defer { counts.reset() }
    guard try counts.step(), demographics != nil || counts.int(0) > 0 else { return nil }
    changes.bind(0, row)
    changes.bind(1, job)
    defer { changes.reset() }
    _ = try changes.step()
    let alerts = try alerts.count(ofPatient: row) { try body($0, subject: $1) }
    return PatientSummary(
      row: row,
      id: id,
      name: demographics?.name,
      sortName: demographics?.sortName,
      sex: demographics?.sex,
      birthDate: demographics?.birthDate,
      deceased: demographics?.deceased,
      identifier: demographics?.identifier,
      address: demographics?.address,
      events: counts.int(1),
      lastSeen: counts.optionalInt64(3),
      critical: counts.int(2),
      allergies: alerts.allergies,
      directives: alerts.directives,
      notes: counts.int(4),
      changed: changes.int(0),
      removed: changes.int(1),
      otherNames: demographics?.otherNames,
      otherNumbers: demographics?.otherNumbers,
      replacedBy: demographics?.replacedBy,
      isPresent: demographics != nil
    )
  }
}
