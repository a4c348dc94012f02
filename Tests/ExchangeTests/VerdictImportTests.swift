// SPDX-License-Identifier: Apache-2.0

import Exchange
import Store
import Testing

/// Decisions of another lake.
@Suite struct VerdictImportTests {
  /// What was decided last stands, wherever that was.
  @Test func anOlderVerdictOfAFileDoesNotOverrule() throws {
    let notes = [NoteFixture.note("n", "ASSESSMENT: cough. No rash.")]
    let (first, second) = (try NoteFixture(), try NoteFixture())
    for fixture in [first, second] {
      try fixture.put(notes)
      try fixture.extract()
    }
    try first.judge(first.one("cough"), .rejected)
    // The clock of the second lake is later by a few jobs.
    _ = second.job(.review)
    _ = second.job(.review)
    try second.judge(second.one("cough"), .accepted)
    try second.judge(second.one("rash"), .rejected)
    try first.judge(first.one("rash"), .accepted)
    _ = first.job(.review)
    _ = first.job(.review)
    try first.judge(first.one("rash"), .accepted)

    let done = try second.lake.importVerdicts(first.lake.verdicts(), second.job(.review))
    #expect(done.added == 3)
    #expect(done.older == 2)
    #expect(done.overruling == 1)
    #expect(try second.one("cough").decision == .accepted)
    #expect(try second.one("rash").decision == .accepted)
    let trail = try second.lake.verdicts(about: second.one("cough").key, newest: true)
    #expect(trail.map(\.verdict.decision) == [.accepted, .rejected])
    #expect(try second.lake.importVerdicts(first.lake.verdicts(), second.job(.review)).added == 0)
  }
}
