// SPDX-License-Identifier: Apache-2.0

import Exchange
import Extraction
import FHIR
import Store
import Testing

/// Verdicts as of a moment, and those of a job taken back.
@Suite struct VerdictJobTests {
  /// As of a moment everything is as it was known then, what was decided included.
  @Test func thePastHasTheVerdictsOfThen() throws {
    let fixture = try NoteFixture()
    try fixture.put([NoteFixture.note("a", "Has a cough.")])
    try fixture.extract()
    func decision(asOf job: Int64?) throws -> [Verdict.Decision] {
      let query = try EntityQuery(parsing: "cough")
      let listed = try fixture.lake.entities(query, asOf: job).map(\.decision)
      let key = ResourceKey(type: .documentReference, id: "a")
      let read = try #require(try fixture.lake.reading(of: key, asOf: job))
      #expect(read.entities.filter { $0.text == "cough" }.map(\.decision) == listed)
      #expect(try fixture.lake.entityCounts(query, asOf: job) == [listed[0]: 1])
      var decided = query
      decided.decisions = listed
      #expect(try fixture.lake.entities(decided, asOf: job).count == 1)
      return listed
    }
    let unread = try #require(try fixture.lake.jobs().map(\.id).max())
    try fixture.judge(fixture.one("cough"), .accepted)
    let accepted = try #require(try fixture.lake.jobs().map(\.id).max())
    // What is written between two decisions parts their jobs.
    try fixture.put([NoteFixture.note("b", "Well.")])
    try fixture.judge(fixture.one("cough"), .rejected)
    #expect(try decision(asOf: unread) == [.unreviewed])
    #expect(try decision(asOf: accepted) == [.accepted])
    #expect(try decision(asOf: accepted + 1) == [.accepted])
    #expect(try decision(asOf: accepted + 2) == [.rejected])
    #expect(try decision(asOf: nil) == [.rejected])
  }

  /// What a job decided is decided as before it, once more, and by a roll-back of that as after it.
  @Test(arguments: [UndoPolicy.refuse, .keep, .overwrite])
  func decisionsAreUndoneByTheirJob(_ policy: UndoPolicy) throws {
    let fixture = try NoteFixture()
    try fixture.put([NoteFixture.note("a", "Has a cough and a rash.")])
    try fixture.extract()
    var correction = Verdict.Correction()
    correction.traits = [.negation]
    try fixture.judge(fixture.one("cough"), .corrected, correction)
    try fixture.put([NoteFixture.note("b", "Well.")])
    try fixture.judge(fixture.one("cough"), .rejected)
    try fixture.judge(fixture.one("rash"), .accepted)
    let job = try #require(try fixture.lake.jobs().map(\.id).max())
    func undo(_ job: Int64, _ policy: UndoPolicy) throws -> LakeTransaction.Undone {
      let description = fixture.job(.undo)
      return try fixture.lake.transact(description, recordedAt: description.startedAt) {
        try $0.undo(job, policy: policy)
      }.value
    }
    func decisions() throws -> [Verdict.Decision] {
      [try fixture.one("cough").decision, try fixture.one("rash").decision]
    }
    #expect(try fixture.lake.decisionCounts(ofJob: job) == (2, 0))
    let undone = try undo(job, .refuse)
    #expect(undone.decisions == 2)
    #expect(try decisions() == [.corrected, .unreviewed])
    #expect(try fixture.one("cough").settledTraits == [.negation])
    #expect(try fixture.lake.verdicts().count == 5)
    // A roll-back is rolled back like any job.
    #expect(try undo(job + 1, .refuse).decisions == 2)
    #expect(try decisions() == [.rejected, .accepted])
    // What later jobs decided is in the way; here it is both.
    #expect(try fixture.lake.decisionCounts(ofJob: job) == (2, 2))
    let forced = try undo(job, policy)
    #expect(forced.laterDecisions == 2)
    #expect(forced.decisions == (policy == .overwrite ? 2 : 0))
    let isOverwritten = policy == .overwrite
    #expect(
      try decisions() == (isOverwritten ? [.corrected, .unreviewed] : [.rejected, .accepted])
    )
  }
}
