// SPDX-License-Identifier: Apache-2.0

import Extraction
import FHIR
import GRDB

/// A note with entities that a reviewer is asked about.
public struct ReviewableNote: Sendable, Equatable {
  /// The resource that carries it.
  public let key: ResourceKey
  /// The logical id of its patient; `nil` where it is of no one.
  public let patient: String?
  /// The patient's name, as lists show it.
  public let name: String?
  /// How many entities are not judged.
  public let unreviewed: Int
  /// How many there are.
  public let total: Int
}

extension Lake {
  /// Returns the notes with entities that a reviewer is asked about: of each patient together, in the
  /// order in which they came into the lake.
  ///
  /// A report that says the same as a document beside it is not asked about again.
  ///
  /// - Parameters:
  ///   - patient: The logical id of a patient; `nil` for all.
  ///   - isCancelled: Asked now and then.
  /// - Returns: The notes, with how many of their entities await a verdict.
  /// - Throws: ``StoreError``, with code `.interrupted` when it was cancelled.
  public func reviewQueue(
    patient: String? = nil,
    isCancelled: () -> Bool = { false }
  ) throws -> [ReviewableNote] {
    var notes = try queue(patient: patient, isCancelled: isCancelled)
    let twins = try noteTwins(among: notes, isCancelled: isCancelled)
    notes.removeAll { twins.documents[$0.key] != nil }
    return notes
  }

  /// Returns the notes with entities that are there twice, of all patients.
  ///
  /// - Parameter isCancelled: Asked now and then.
  /// - Returns: The notes, for ``EntityQuery/twins``.
  /// - Throws: ``StoreError``, with code `.interrupted` when it was cancelled.
  public func reviewableTwins(isCancelled: () -> Bool = { false }) throws -> NoteTwins {
    try noteTwins(among: queue(patient: nil, isCancelled: isCancelled), isCancelled: isCancelled)
  }

  private func noteTwins(
    among notes: [ReviewableNote],
    isCancelled: () -> Bool
  ) throws -> NoteTwins {
    // The same words have as many entities, so that few patients need a closer look.
    var documents: [String: Set<Int>] = [:]
    for note in notes where note.key.type == .documentReference {
      if let id = note.patient { documents[id, default: []].insert(note.total) }
    }
    var twins = NoteTwins()
    var seen: Set<String> = []
    for note in notes where note.key.type == .diagnosticReport {
      guard let id = note.patient, documents[id]?.contains(note.total) == true,
        seen.insert(id).inserted
      else { continue }
      twins.formUnion(try noteTwins(ofPatient: id, isCancelled: isCancelled))
    }
    return twins
  }

  private func queue(patient: String?, isCancelled: () -> Bool) throws -> [ReviewableNote] {
    try read { db in
      var condition = ""
      if let patient {
        let key = ResourceKey(type: .patient, id: patient)
        guard let row = try find(key, db)?.row else { return [] }
        condition = "AND r.patient = \(row)"
      }
      let types = StoredEntity.reviewable.map { "'\($0.rawValue)'" }.joined(separator: ",")
      let statement = try RawStatement(
        db,
        """
        SELECT r.type, r.id, p.id, t.name, COUNT(*),
          SUM(IFNULL(\(EntityReader.decision(asOf: nil)), 'unreviewed') = 'unreviewed')
        FROM reading d JOIN resource r ON r.row = d.resource JOIN entity e ON e.reading = d.id
        LEFT JOIN resource p ON p.row = r.patient LEFT JOIN patient t ON t.resource = r.patient
        WHERE d.toJob IS NULL AND r.deleted = 0 AND e.type IN (\(types)) \(condition)
        GROUP BY d.resource ORDER BY r.patient, d.resource
        """
      )
      var notes: [ReviewableNote] = []
      while try statement.step() {
        guard let type = ResourceType(code: statement.int(0)) else { continue }
        notes.append(
          ReviewableNote(
            key: ResourceKey(type: type, id: statement.string(1) ?? ""),
            patient: statement.string(2),
            name: statement.string(3),
            unreviewed: statement.int(5),
            total: statement.int(4)
          )
        )
        if notes.count & 0xFF == 0 && isCancelled() {
          throw StoreError(.interrupted, "The operation was cancelled")
        }
      }
      return notes
    }
  }
}
