// SPDX-License-Identifier: Apache-2.0

import Store
import Testing

@testable import TUI

/// Panes over the patients are written like everything else that is shown.
@Suite("Writing panes")
struct PaneExportTests {
  private let folder = MemoryFolder()

  private func open(_ record: RecordFixture, _ keys: String) -> SessionDriver {
    let folder = folder
    var session = SessionDriver(
      120,
      40,
      lake: StoreSource(record.lake),
      writeFile: { try folder.write($0, $1) }
    )
    session.keys(keys)
    return session
  }

  private func write(_ path: String, _ session: inout SessionDriver) {
    session.keys("g w")
    session.type(path)
    session.keys("enter")
  }

  /// Every number with the filter that lists who is behind it.
  @Test func numbersAreWrittenWithTheirFilters() throws {
    let record = try RecordFixture.ofCohort()
    defer { withExtendedLifetime(record) {} }
    var session = open(record, "g N")
    let rows = try #require(session.state.population.content).parts.flatMap(\.rows)
    write("p.csv", &session)
    #expect(folder["p.csv"].first == "section,what,patients,of them,filter")
    #expect(folder["p.csv"].count == rows.count + 1)
    #expect(folder["p.csv"].contains { $0.hasPrefix("PROBLEMS,Asthma,2,") })
    write("p.ndjson", &session)
    #expect(folder["p.ndjson"].count == rows.count)
    #expect(session.screen.contains("Wrote \(rows.count) rows to p.ndjson"), "\(session.screen)")
    #expect(folder["p.ndjson"].first == #"{"section":"PATIENTS","what":"all","patients":"4"}"#)
  }

  @Test func patientsBesideEachOtherAreWritten() throws {
    let record = try RecordFixture.ofCohort()
    defer { withExtendedLifetime(record) {} }
    var session = open(record, "f")
    session.type("okafor")
    session.keys("enter x enter 3 :")
    session.type("cm hba1c")
    session.keys("enter")
    write("c.tsv", &session)
    let lines = folder["c.tsv"]
    #expect(lines.first?.hasPrefix("patient\tname\tday 0\tbefore\tafter\tchange\tunit") == true)
    #expect(lines.count == 4)
    let okafor = try #require(lines.first { $0.hasPrefix("okafor\t") })
    #expect(okafor.contains("\t9.0\t7.0\t-2.0\t%\t"), "\(okafor)")
  }

  @Test func listsOfTheLakeAreWritten() throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    var session = open(record, "g J")
    write("jobs.md", &session)
    #expect(folder["jobs.md"].first?.hasPrefix("# Jobs · ") == true, "\(folder["jobs.md"])")
    #expect(folder["jobs.md"].contains { $0.contains("job | kind") })
    session.keys("esc g c")
    write("changes.csv", &session)
    #expect(folder["changes.csv"].first?.contains("what") == true)
    #expect(folder["changes.csv"].count > 2)
    // What is no list says so.
    session.keys("esc g s")
    session.keys("esc g w")
    #expect(folder["x.csv"].isEmpty)
  }

  /// What was read in a note, as it stands after decisions and corrections.
  @Test func entitiesAreWritten() throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    try record.writeMore([
      RecordFixture.document("n", "okafor", "Denies chest pain. Takes metformin.", "2024-04-20")
    ])
    try record.readNotes()
    let found = try #require(record.lake.entities(EntityQuery(parsing: "metformin")).first)
    try record.lake.add(
      [(Verdict(key: found.key, decision: .accepted, author: "ann", recordedAt: 9), found)],
      JobDescription(kind: .review, startedAt: 9, author: "ann", program: "tests")
    )
    var session = open(record, "f")
    session.type("okafor")
    session.keys("enter x enter 6 {")
    write("e.csv", &session)
    let lines = folder["e.csv"]
    #expect(lines.first?.hasPrefix("note,version,begin,end,type,text,traits,score") == true)
    let pain = try #require(lines.first { $0.contains("chest pain") })
    #expect(
      pain.contains("DocumentReference/n,1,7,17,DX_NAME,chest pain,SYMPTOM NEGATION"),
      "\(pain)"
    )
    #expect(
      lines.contains { $0.contains("metformin") && $0.hasSuffix(",accepted,ann") },
      "\(lines)"
    )
    session.keys("esc g o")
    write("o.md", &session)
    #expect(folder["o.md"].contains { $0.contains("finding | kind | name | chart | note") })
    #expect(folder["o.md"].contains { $0.lowercased().contains("metformin") })
  }
}
