// SPDX-License-Identifier: Apache-2.0

public import FHIR
import GRDB

/// What a job did to one resource.
public struct JobChange: Sendable, Equatable {
  /// The resource.
  public let key: ResourceKey
  /// The logical id of the patient it belongs to.
  public let patient: String?
  /// What the first version was that the job wrote.
  public let interaction: Interaction
  /// The versions that the job wrote.
  public let versions: ClosedRange<Int>
  /// The current version; greater where later jobs wrote the resource too.
  public let current: Int

  /// Whether nothing was written after the job.
  public var isNewest: Bool { current == versions.upperBound }
}

extension Lake {
  /// Returns what a job changed, a resource once, in the order in which resources came.
  ///
  /// - Parameters:
  ///   - job: The number of the job.
  ///   - limit: How many are returned at the most.
  /// - Returns: The changes.
  /// - Throws: ``StoreError``.
  public func changes(ofJob job: Int64, limit: Int = .max) throws -> [JobChange] {
    try read { db in try Self.changes(ofJob: job, limit: limit, db) }
  }

  static func changes(ofJob job: Int64, limit: Int = .max, _ db: Database) throws -> [JobChange] {
    let statement = try RawStatement(
      reading: db,
      """
      SELECT r.type, r.id, p.id, c.first & 1048575, c.last & 1048575, r.version, f.interaction
      FROM (
        SELECT row >> 20 AS row, MIN(row) AS first, MAX(row) AS last FROM jobVersion
        WHERE job = ?1 GROUP BY 1 ORDER BY 1 LIMIT ?2
      ) c JOIN resource r ON r.row = c.row JOIN resourceVersion f ON f.row = c.first
        LEFT JOIN resource p ON p.row = r.patient
      ORDER BY c.row
      """
    )
    statement.bind(0, job)
    statement.bind(1, limit)
    var changes: [JobChange] = []
    while try statement.step() {
      guard let type = ResourceType(code: statement.int(0)),
        let interaction = Interaction(rawValue: UInt8(statement.int(6)))
      else { throw StoreError(.corrupt, "A version has no known type or interaction") }
      changes.append(
        JobChange(
          key: ResourceKey(type: type, id: statement.string(1) ?? ""),
          patient: statement.string(2),
          interaction: interaction,
          versions: statement.int(3)...statement.int(4),
          current: statement.int(5)
        )
      )
    }
    return changes
  }

  /// How many resources of each type a job created, updated and deleted.
  ///
  /// - Throws: ``StoreError``.
  public func counts(ofJob job: Int64) throws -> [(type: ResourceType, counts: Job.Counts)] {
    try read { db in
      let statement = try RawStatement(
        reading: db,
        """
        SELECT r.type, v.interaction, COUNT(*)
        FROM jobVersion j JOIN resourceVersion v ON v.row = j.row
          JOIN resource r ON r.row = v.row >> 20
        WHERE j.job = ? GROUP BY r.type, v.interaction ORDER BY r.type
        """
      )
      statement.bind(0, job)
      var found: [(type: ResourceType, counts: Job.Counts)] = []
      while try statement.step() {
        guard let type = ResourceType(code: statement.int(0)) else { continue }
        if found.last?.type != type { found.append((type, Job.Counts())) }
        let count = statement.int(2)
        switch Interaction(rawValue: UInt8(statement.int(1))) {
        case .create: found[found.count - 1].counts.created += count
        case .update: found[found.count - 1].counts.updated += count
        case .delete: found[found.count - 1].counts.deleted += count
        case nil: continue
        }
      }
      return found
    }
  }
}

/// What a roll-back does with resources that later jobs have written.
public enum UndoPolicy: String, Sendable, CaseIterable {
  /// Nothing is rolled back at all.
  case refuse
  /// They stay as they are.
  case keep
  /// They go back to the state before the job, and the later versions become history.
  case overwrite
}

extension LakeTransaction {
  /// What a roll-back did.
  public struct Undone: Sendable {
    /// What was written for each resource.
    public internal(set) var outcomes: [Outcome] = []
    /// The resources that later jobs have written.
    public internal(set) var conflicts: [JobChange] = []
    /// How many decisions of reviewers are again as before the job.
    public internal(set) var decisions = 0
    /// How many things that the job decided about later jobs have decided about.
    public internal(set) var laterDecisions = 0

    /// Whether later jobs have written what the job wrote.
    public var hasConflicts: Bool { !conflicts.isEmpty || laterDecisions > 0 }

    /// Whether there was nothing to roll back.
    public var isEmpty: Bool { outcomes.isEmpty && decisions == 0 && !hasConflicts }
  }

  /// Writes the state before a job back, as new versions.
  ///
  /// A resource that the job created, or that was deleted before it, is deleted. What the job decided of
  /// what was read in notes is decided as before it.
  ///
  /// - Parameters:
  ///   - job: The number of the job.
  ///   - policy: What becomes of resources that later jobs have written, and of what they decided.
  /// - Returns: What was done; with ``UndoPolicy/refuse`` and a conflict, nothing.
  /// - Throws: ``StoreError``, with code `.noJob` where there is no such job.
  public func undo(_ job: Int64, policy: UndoPolicy) throws -> Undone {
    let changes = try changes(ofJob: job)
    var undone = Undone()
    let decisions = try decisions(ofJob: job)
    undone.conflicts = changes.filter { !$0.isNewest }
    undone.laterDecisions = decisions.count { !$0.isNewest }
    if policy == .refuse, undone.hasConflicts { return undone }
    for change in changes where change.isNewest || policy == .overwrite {
      undone.outcomes.append(try reset(change.key, to: change.versions.lowerBound - 1))
    }
    undone.decisions = try takeBack(decisions.filter { $0.isNewest || policy == .overwrite })
    return undone
  }

  /// Makes an earlier state of a resource the current one; version 0 is its absence.
  ///
  /// - Throws: ``StoreError`` with code `.noVersion` where there is no such version.
  public func reset(_ key: ResourceKey, to version: Int) throws -> Outcome {
    guard version > 0, let document = try content(key, version: version) else {
      return try delete(key)
    }
    return try put(document, key)
  }

  /// Brings a deleted resource back as it was before its deletion.
  ///
  /// - Throws: ``StoreError`` with code `.notFound` where the id was never used, `.conflict` where
  ///   the resource is not deleted.
  public func restore(_ key: ResourceKey) throws -> Outcome {
    guard let head = try head(key) else {
      throw try missing(key)
    }
    guard head.isDeleted else {
      throw StoreError(.conflict, "The resource is not deleted", subject: key.reference)
    }
    for version in stride(from: head.version - 1, through: 1, by: -1) {
      if let document = try content(key, version: version) { return try put(document, key) }
    }
    throw StoreError(.noVersion, "There is no content to bring back", subject: key.reference)
  }
}
