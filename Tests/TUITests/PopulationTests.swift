// SPDX-License-Identifier: Apache-2.0

import Store
import Testing

@testable import TUI

@Suite("Patients in numbers")
struct PopulationTests {
  private func row(_ title: String, _ session: SessionDriver) -> Population.Row? {
    session.state.population.content?.parts.flatMap(\.rows).first { $0.title == title }
  }

  @Test func countsAreThoseOfTheRecords() throws {
    let record = try RecordFixture.ofCohort()
    var session = record.session(120, 40)
    session.keys("g N")
    let expected = [
      ("all", 4), ("female", 3), ("male", 1), ("50–59", 3), ("age unknown", 1), ("Asthma", 2),
      ("metformin 500 MG Oral Tablet", 2), ("entries without a date", 0),
      ("entries in the future", 1), ("entries before birth", 1),
      ("references to what is not there", 1), ("no birth date", 1), ("no name", 0),
    ]
    for (title, count) in expected { #expect(row(title, session)?.count == count, "\(title)") }
    session.keys("a")
    #expect(row("Asthma", session)?.count == 3)
    #expect(session.screen.contains("PROBLEMS EVER"))
    withExtendedLifetime(record) {}
  }

  /// The promise of the view: whoever is counted is listed, and nobody else.
  @Test(arguments: [false, true]) func everyNumberOpensThePatientsBehindIt(_ ever: Bool) throws {
    let record = try RecordFixture.ofCohort()
    var session = record.session(120, 40)
    session.keys(ever ? "g N a" : "g N")
    let rows = try #require(session.state.population.content).parts.flatMap(\.rows)
    #expect(rows.count > 15)
    for (number, row) in rows.enumerated() {
      var other = session
      for _ in 0..<number { other.keys("j") }
      #expect(other.state.focusedPopulationRow == row)
      other.keys("enter")
      #expect(other.state.list.rows.count == row.count, "\(row.title): \(row.filter)")
    }
    withExtendedLifetime(record) {}
  }

  @Test func aNumberIsAWorklistWithChipAndCount() throws {
    let record = try RecordFixture.ofCohort()
    var session = record.session(120, 40)
    session.keys("g N /")
    session.type("asth")
    session.keys("enter enter")
    #expect(session.row(1).contains(#"[active-problem:"Asthma"]"#))
    #expect(session.row(1).contains("2 of 4 shown"))
    // Within them the next count is of them alone.
    session.keys("g N")
    #expect(session.row(1).contains("2 of 4 patients"))
    #expect(row("all", session)?.count == 2)
    session.keys("esc x")
    #expect(session.state.list.rows.count == 4)
    withExtendedLifetime(record) {}
  }

  @Test func backLeadsFromThePatientsToTheNumbers() throws {
    let record = try RecordFixture.ofCohort()
    var session = record.session(120, 40)
    session.keys("g N j j j")
    let row = try #require(session.state.focusedPopulationRow)
    session.keys("enter")
    #expect(session.state.panes.isEmpty)
    session.keys("esc")
    #expect(session.state.focusedPopulationRow == row)
    #expect(session.state.list.filter.isEmpty)
    // Once the list is narrowed otherwise, it is no longer what the number opened.
    session.keys("enter f")
    session.type("a")
    session.keys("enter esc")
    #expect(session.state.panes.isEmpty)
    withExtendedLifetime(record) {}
  }

  @Test func wordsNarrowTheRowsAndEscapeBringsThemBack() throws {
    let record = try RecordFixture.ofCohort()
    var session = record.session(120, 40)
    session.keys("g N")
    let whole = session.state.population.rows.count
    session.keys("/")
    session.type("metf")
    #expect(session.state.population.rows.count == 4)
    session.keys("esc")
    #expect(session.state.population.rows.count == whole)
    session.keys("/")
    session.type("nothing like it")
    session.keys("enter")
    #expect(session.screen.contains("No row has 'nothing like it'"))
    withExtendedLifetime(record) {}
  }

  @Test func sectionsAreWalkedAndHeadingsTakeNoFocus() throws {
    let record = try RecordFixture.ofCohort()
    var session = record.session(120, 40)
    session.keys("g N")
    var parts: [Population.Section] = []
    for _ in Population.Section.allCases {
      if let row = session.state.focusedPopulationRow { parts.append(row.section) }
      session.keys("}")
    }
    #expect(parts == Population.Section.allCases)
    session.keys("{")
    #expect(session.state.focusedPopulationRow?.section == .notes)
    session.keys("g g")
    #expect(session.state.focusedPopulationRow?.title == "all")
    session.keys("k")
    #expect(session.state.focusedPopulationRow?.title == "all")
    withExtendedLifetime(record) {}
  }

  @Test func thePastHasItsOwnNumbers() throws {
    let record = try RecordFixture.ofCohort()
    var session = record.session(120, 40)
    session.keys("R")
    session.type("4")
    session.keys("enter g N")
    #expect(row("all", session)?.count == 3)
    #expect(row("Asthma", session) == nil)
    // What is not known of the past is not counted as none.
    #expect(row("references to what is not there", session) == nil)
    #expect(row("with entities to review", session) == nil)
    #expect(session.screen.contains("what awaited review then is not known"))
    withExtendedLifetime(record) {}
  }

  @Test func countingKeepsNoKeyWaiting() throws {
    let record = try RecordFixture.ofCohort()
    var session = record.session(120, 40)
    session.isWorkHeld = true
    session.keys("g N")
    #expect(session.screen.contains("reading…"))
    session.keys("C-c C-c")
    session.keys("esc")
    #expect(session.state.panes.isEmpty)
    session.finishWork()
    withExtendedLifetime(record) {}
  }

  @Test func entitiesThatWaitAreCounted() throws {
    let record = try RecordFixture.withNotes()
    var session = record.session(120, 40)
    session.keys("g N")
    let waiting = try #require(row("with entities to review", session))
    #expect(waiting.count == 2)
    #expect(waiting.note.hasSuffix("entities"))
    withExtendedLifetime(record) {}
  }

  @Test(arguments: [(80, 24), (120, 40), (200, 60)]) func screens(
    _ width: Int,
    _ height: Int
  ) throws {
    let record = try RecordFixture.ofCohort()
    var session = record.session(width, height)
    session.keys("g N } }")
    session.expectScreen("\(width)x\(height)-population")
    withExtendedLifetime(record) {}
  }

  @Test func withoutAScreenTheNumbersAreTheSame() throws {
    let record = try RecordFixture.ofCohort()
    var session = record.session(120, 40)
    session.keys("g N")
    let shown = try #require(session.state.population.content).parts.flatMap(\.rows)
    let report = try PopulationReport.read(from: StoreSource(record.lake), now: ClinicFixture.now)
    #expect(report.rows.map(\.title) == shown.map(\.title))
    #expect(report.rows.map(\.patients) == shown.map(\.count))
    #expect(report.total == 4)
    let women = try PopulationReport.read(
      from: StoreSource(record.lake),
      filter: "sex:f active-problem:asthma",
      now: ClinicFixture.now
    )
    #expect(women.total == 2)
  }

  @Test(arguments: [
    (#"problem:"asthma""#, 3), (#"problem:"asthm""#, 0), ("problem:asthm", 3),
    // Who asks for a disease asks for no longer word: diabetes is no prediabetes. Drugs are known by their ends.
    ("problem:sthma", 0), ("active:sthma", 0), ("drug:formin", 3), ("active:formin", 3),
    ("active-problem:asthma", 2), ("drug:metformin", 3), ("active:metformin", 3),
    (#"drug:"metformin 1000 mg oral tablet""#, 1), (#"drug:"metformin 1000"#, 1),
    ("has:future", 1), ("no:dangling", 3),
  ])
  func problemsAndDrugsAreFilters(_ filter: String, _ count: Int) throws {
    let record = try RecordFixture.ofCohort()
    var session = record.session(120, 40)
    session.keys("f")
    session.type(filter)
    session.keys("enter")
    #expect(session.state.list.rows.count == count)
    withExtendedLifetime(record) {}
  }
}
