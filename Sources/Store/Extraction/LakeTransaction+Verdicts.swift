// SPDX-License-Identifier: Apache-2.0

import GRDB

/// What a job decided of one thing that was read in a note.
struct JobDecision {
  /// The last verdict about it before the job; `nil` where there was none.
  let before: Int64?
  /// The last one of the job.
  let last: Int64
  /// The last one of all.
  let newest: Int64

  /// Whether nothing was decided about it after the job.
  var isNewest: Bool { last == newest }
}

extension Lake {
  /// How many decisions of a job there are, a thing once, and about how many of these later jobs
  /// decided again.
  ///
  /// - Throws: ``StoreError``.
  public func decisionCounts(ofJob job: Int64) throws -> (total: Int, later: Int) {
    try read { db in
      let decisions = try Self.decisions(ofJob: job, db)
      return (decisions.count, decisions.count { !$0.isNewest })
    }
  }

  static func decisions(ofJob job: Int64, _ db: Database) throws -> [JobDecision] {
    let statement = try RawStatement(
      reading: db,
      """
      SELECT (SELECT MAX(v.id) FROM verdict v WHERE v.key = d.key AND v.id < d.first), d.last,
        (SELECT MAX(v.id) FROM verdict v WHERE v.key = d.key)
      FROM (
        SELECT key, MIN(id) AS first, MAX(id) AS last FROM verdict WHERE job = ?1 GROUP BY key
      ) d ORDER BY d.first
      """
    )
    statement.bind(0, job)
    var decisions: [JobDecision] = []
    while try statement.step() {
      decisions.append(
        JobDecision(
          before: statement.optionalInt64(0),
          last: statement.int64(1),
          newest: statement.int64(2)
        )
      )
    }
    return decisions
  }
}

extension LakeTransaction {
  /// Returns what an earlier job decided of what was read in notes.
  func decisions(ofJob job: Int64) throws -> [JobDecision] { try Lake.decisions(ofJob: job, db) }

  /// Decides again what was decided before a job; what was not decided before is unreviewed.
  ///
  /// The trail keeps what the job decided. What is so already gets no verdict.
  ///
  /// - Returns: How many verdicts were given.
  func takeBack(_ decisions: [JobDecision]) throws -> Int {
    let statement = try RawStatement(
      db,
      """
      INSERT INTO verdict (key, resource, job, recordedAt, author, decision, words, context, category,
        correction)
      SELECT v.key, v.resource, j.id, j.startedAt, j.author, IFNULL(b.decision, 'unreviewed'), v.words,
        v.context, v.category, b.correction
      FROM verdict v JOIN job j ON j.id = ?2 LEFT JOIN verdict b ON b.id = ?3
      WHERE v.id = ?1 AND (v.decision IS NOT IFNULL(b.decision, 'unreviewed')
        OR v.correction IS NOT b.correction)
      """
    )
    var count = 0
    for decision in decisions {
      statement.bind(0, decision.newest)
      statement.bind(1, job)
      statement.bind(2, decision.before)
      _ = try statement.step()
      statement.reset()
      count += db.changesCount
    }
    counts.updated += count
    return count
  }
}
