// SPDX-License-Identifier: Apache-2.0

import FHIR
public import Store

/// The lake as the browser writes it: opened for each edit, so that a session that only reads locks
/// nothing.
public struct StoreEditor: LakeEditing {
  private let path: String
  private let author: String
  private let program: String
  private let now: @Sendable () -> Int64

  /// Creates an editor.
  ///
  /// - Parameters:
  ///   - path: The lake file.
  ///   - author: Who the jobs are by: the login name.
  ///   - program: The program and its version.
  ///   - now: The present, in milliseconds since 1970.
  public init(
    path: String,
    author: String,
    program: String,
    now: @escaping @Sendable () -> Int64
  ) {
    self.path = path
    self.author = author
    self.program = program
    self.now = now
  }

  /// Brings a deleted resource back, as a version.
  public func restore(_ key: ResourceKey) throws -> EditOutcome {
    guard let type = ResourceType(name: key.type) else {
      throw StoreError(.notFound, "There is no such resource type", subject: key.type)
    }
    let storeKey = Store.ResourceKey(type: type, id: key.id)
    let done = try transact(.restore, reason: nil) { try $0.restore(storeKey) }
    return EditOutcome(
      job: Int(done.job),
      sentence: "\(key) is back, as version \(done.value.version) (job \(done.job))"
    )
  }

  /// Writes the state before a job back.
  public func undo(_ job: Int, later: LaterChanges) throws -> EditOutcome {
    let policy: UndoPolicy =
      switch later {
      case .refuse: .refuse
      case .keep: .keep
      case .overwrite: .overwrite
      }
    let done = try transact(.undo, reason: "Undo of job \(job)") { transaction in
      let undone = try transaction.undo(Int64(job), policy: policy)
      guard policy != .refuse || !undone.hasConflicts else {
        throw StoreError(.conflict, "Later jobs wrote the same", subject: "job \(job)")
      }
      return undone
    }
    let parts = done.value.words(isKept: later == .keep)
    return EditOutcome(
      job: Int(done.job),
      sentence: "Job \(job) is undone by job \(done.job): \(parts)"
    )
  }

  /// Adds decisions to the trail of verdicts.
  public func review(_ decisions: [ReviewDecision]) throws -> Int? {
    let lake = try Lake(at: path, mode: .write)
    let moment = now()
    let job = try lake.add(
      decisions.map { decision in
        let verdict = Verdict(
          key: decision.entity.key,
          decision: decision.decision,
          correction: decision.correction,
          author: author,
          recordedAt: moment
        )
        return (verdict, decision.entity)
      },
      JobDescription(kind: .review, startedAt: moment, author: author, program: program)
    )
    return Int(truncatingIfNeeded: job)
  }

  private func transact<Value>(
    _ kind: Store.Job.Kind,
    reason: String?,
    _ body: (LakeTransaction) throws -> Value
  ) throws -> (job: Int64, value: Value) {
    let lake = try Lake(at: path, mode: .write)
    let moment = now()
    let description = JobDescription(
      kind: kind,
      startedAt: moment,
      author: author,
      reason: reason,
      program: program
    )
    return try lake.transact(description, recordedAt: moment, body)
  }
}

extension LakeTransaction.Undone {
  /// How many resources went back to how they were, and how many were deleted.
  public var counts: (restored: Int, deleted: Int) {
    (
      outcomes.count { $0.what == .updated || $0.what == .created },
      outcomes.count { $0.what == .deleted }
    )
  }

  /// How much of the job later jobs have changed.
  public var laterCount: Int { conflicts.count + laterDecisions }

  /// Returns what a roll-back did: `1 as before it, 2 deleted, 3 decisions as before it`.
  ///
  /// - Parameter isKept: Whether what later jobs changed was left alone.
  /// - Returns: The counts in words.
  public func words(isKept: Bool) -> String {
    var parts: [String] = []
    // A job that decided and wrote nothing has no resources to speak of.
    if !outcomes.isEmpty || decisions == 0 {
      parts = ["\(grouped(counts.restored)) as before it", "\(grouped(counts.deleted)) deleted"]
    }
    if decisions > 0 { parts.append("\(counted(decisions, "decision")) as before it") }
    if isKept, laterCount > 0 {
      parts.append("\(grouped(laterCount)) left as later jobs made them")
    }
    return parts.joined(separator: ", ")
  }
}
