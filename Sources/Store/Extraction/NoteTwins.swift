// SPDX-License-Identifier: Apache-2.0

import FHIR
import Timeline

/// Notes that are in the lake twice: as a DocumentReference, and as a DiagnosticReport with the same
/// words, of the same patient and moment.
public struct NoteTwins: Sendable, Equatable {
  /// The DocumentReference of each DiagnosticReport that says the same and no more.
  public internal(set) var documents: [ResourceKey: ResourceKey] = [:]

  /// The numbers of these reports.
  var rows: Set<Int64> = []

  /// Creates none.
  public init() {}

  /// Adds those of another patient.
  public mutating func formUnion(_ others: NoteTwins) {
    documents.merge(others.documents) { first, _ in first }
    rows.formUnion(others.rows)
  }

  /// Whether no note is there twice.
  public var isEmpty: Bool { documents.isEmpty }
}

extension Lake {
  private struct DatedNote {
    let key: ResourceKey
    let row: Int64
    /// The hash of the words; `nil` where the note was not read.
    let hash: Int64?
    /// Whether it says something beside its words: a conclusion.
    let saysMore: Bool
  }

  /// Returns the notes of a patient that are there twice.
  ///
  /// Words are the same where they have one hash; those of notes that were not read are compared. The
  /// same words on another day are another note.
  ///
  /// - Parameters:
  ///   - id: The logical id of the patient.
  ///   - job: The last job whose writes are seen; `nil` for all.
  ///   - isCancelled: Asked now and then.
  /// - Returns: The notes; none where there is no such patient.
  /// - Throws: ``StoreError``, with code `.interrupted` when it was cancelled.
  public func noteTwins(
    ofPatient id: String,
    asOf job: Int64? = nil,
    isCancelled: () -> Bool = { false }
  ) throws -> NoteTwins {
    var twins = NoteTwins()
    for notes in try notesByMoment(ofPatient: id, asOf: job).values where notes.count > 1 {
      if isCancelled() { throw StoreError(.interrupted, "The operation was cancelled") }
      let documents = notes.filter { $0.key.type == .documentReference }
      for report in notes where report.key.type == .diagnosticReport && !report.saysMore {
        guard let document = try documents.first(where: { try isSame($0, report, asOf: job) })
        else { continue }
        twins.documents[report.key] = document.key
        twins.rows.insert(report.row)
      }
    }
    return twins
  }

  /// The documents and reports among a patient's notes, by when they were written.
  private func notesByMoment(
    ofPatient id: String,
    asOf job: Int64?
  ) throws -> [Int64: [DatedNote]] {
    let types = [ResourceType.documentReference, .diagnosticReport]
    return try read { db in
      guard let patient = try find(ResourceKey(type: .patient, id: id), db)?.row else { return [:] }
      let statement = try RawStatement(
        db,
        """
        SELECT e.start, r.row, r.type, r.id, e.value IS NOT NULL,
          (SELECT d.hash FROM reading d WHERE d.resource = r.row AND \(EntityPlan.validity(job))
            ORDER BY d.id DESC LIMIT 1)
        FROM event e CROSS JOIN resource r ON r.row = e.resource
        WHERE e.patient = ?1 AND \(Self.validity(job)) AND e.lane = \(Lane.notes.rawValue)
          AND e.start <> \(Self.undatedStart)
          AND r.type IN (\(types.map { "\($0.code)" }.joined(separator: ",")))
        """
      )
      statement.bind(0, patient)
      if let job { statement.bind(1, job) }
      var notes: [Int64: [DatedNote]] = [:]
      while try statement.step() {
        guard let type = ResourceType(code: statement.int(2)) else { continue }
        notes[statement.int64(0), default: []].append(
          DatedNote(
            key: ResourceKey(type: type, id: statement.string(3) ?? ""),
            row: statement.int64(1),
            hash: statement.optionalInt64(5),
            saysMore: statement.int(4) == 1
          )
        )
      }
      return notes
    }
  }

  private func isSame(_ left: DatedNote, _ right: DatedNote, asOf job: Int64?) throws -> Bool {
    if let a = left.hash, let b = right.hash { return a == b }
    let (first, second) = (try words(left, asOf: job), try words(right, asOf: job))
    return first != nil && first == second
  }

  private func words(_ note: DatedNote, asOf job: Int64?) throws -> String? {
    guard let job else { return try words(of: note.key) }
    let version = try versions(of: note.key, asOf: job).first?.version
    return try version.flatMap { try words(of: note.key, version: $0) }
  }
}
