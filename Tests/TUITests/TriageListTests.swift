// SPDX-License-Identifier: Apache-2.0

import Exchange
import Foundation
import Store
import Testing
import Worklists

@testable import TUI

@Suite("Columns, order and filter of the patient list")
struct TriageListTests {
  /// Marks in memory.
  private final class Memory: WorklistKeeping, @unchecked Sendable {
    var all: [WorklistMark] = []

    init(_ marks: [WorklistMark] = []) { all = marks }

    func lists() throws -> WorklistShelf { WorklistShelf() }
    func add(_ list: Worklist) throws {}
    func remove(named name: String) throws {}
    func read(path: String) throws -> Worklist { throw WorklistError("no file") }
    func append(_ marks: [WorklistMark]) throws { all += marks }

    func marks(after end: Int) throws -> MarkPage {
      MarkPage(marks: Array(all.dropFirst(end)), end: all.count, isWhole: end == 0)
    }
  }

  private static let lakeScope = WorklistMark.Scope.lake("/data/clinic.tarn")

  private static func mark(_ patient: String, _ change: WorklistMark.Change) -> WorklistMark {
    WorklistMark(
      at: ClinicFixture.now,
      author: "jdoe",
      scope: lakeScope,
      patient: patient,
      change: change
    )
  }

  private func names(_ session: SessionDriver) -> [String] {
    session.state.list.rows.map {
      String(session.state.list.table[Int($0)].name.prefix { $0 != "," })
    }
  }

  private static let marks = [
    mark("004417", .flagged(true)), mark("004417", .note("call")), mark("000218", .done(true)),
    mark("003310", .seen(job: 1)),
  ]

  @Test(arguments: [
    ("is:flagged", ["Moreno"]), ("is:done", ["Bergström"]), ("has:note", ["Moreno"]),
    ("is:seen", ["Okonkwo"]), ("is:dead", ["Ziegler"]), ("is:fl", ["Moreno"]),
    ("sex:f age:50..70", ["Moreno", "Okonkwo"]), ("age:>80", ["Ziegler"]),
    ("moreno, ana", ["Moreno"]), ("9.3.1961", ["Moreno"]), ("mrn 004417", ["Moreno"]),
    ("31.13.1961", []),
    ("has:critical not:seen", ["Moreno"]), ("no:name", [""]), ("no:birthdate", [""]),
    ("has:allergies o'b", ["O'Brien"]), ("is:nonsense", []), ("active-drugs:x", []), ("age:x", []),
    ("10:30", []), ("age>80", ["Ziegler"]), ("sex:female age>=50 age<70", ["Moreno", "Okonkwo"]),
    ("has:critical !is:seen", ["Moreno"]), ("!no:name sex:f|x age:50..70", ["Moreno", "Okonkwo"]),
  ])
  func aFilterIsWordsAndTests(_ filter: String, _ expected: [String]) {
    var session = SessionDriver(80, 24, worklists: Memory(Self.marks))
    session.keys("s n f")
    session.type(filter)
    session.keys("enter")
    #expect(names(session).sorted() == expected.sorted())
  }

  @Test func everyWordIsAChipThatCanBeDropped() {
    var session = SessionDriver(80, 24, worklists: Memory(Self.marks))
    session.keys("f")
    session.type("sex:f age:50..70 mor")
    session.keys("enter")
    #expect(session.row(1).contains("[sex:f] [age:50..70] [mor]"))
    #expect(session.row(1).contains("1 of 15 shown"))
    session.keys("x")
    #expect(session.row(1).contains("[sex:f] [age:50..70]  "))
    #expect(session.row(1).contains("2 of 15 shown"))
    session.keys("x x")
    #expect(names(session).count == 15)
    #expect(!session.screen.contains("[sex"))
  }

  @Test func aTestThatIsNoneSaysWhichThereAre() {
    var session = SessionDriver(80, 24)
    session.keys("f")
    session.type("is:urgent")
    session.keys("enter")
    #expect(session.screen.contains("'is:urgent' is no filter; there are: flagged done seen"))
  }

  @Test func whatIsDoneLeavesAListOfWhatIsNotDone() {
    var session = SessionDriver(80, 24, worklists: Memory())
    session.keys("s n f")
    session.type("not:done")
    session.keys("enter g g")
    let before = names(session)
    session.keys(", d")
    #expect(names(session) == Array(before.dropFirst()))
    #expect(session.row(1).contains("14 of 15 shown"))
    // The next one has the focus.
    #expect(session.state.list.focused?.name.hasPrefix(before[1]) == true)
  }

  @Test func flaggedComeFirstAndDoneLast() {
    var session = SessionDriver(80, 24, worklists: Memory(Self.marks))
    session.keys("s f")
    #expect(names(session).first == "Moreno")
    #expect(names(session).last == "Bergström")
  }

  // MARK: - What is counted

  private func recordSession(
    _ record: RecordFixture,
    _ keeper: Memory = Memory(),
    _ width: Int = 100,
    _ height: Int = 30
  ) -> SessionDriver {
    SessionDriver(width, height, lake: StoreSource(record.lake), worklists: keeper)
  }

  @Test func newsAreWhatCameSinceTheRecordWasSeen() throws {
    let record = try RecordFixture()
    // Seen after job 2: then came a deletion, a glucose and a creatinine.
    var session = recordSession(record, Memory([Self.mark("okafor", .seen(job: 2))]))
    session.keys("s s")
    // Whom one never looked at comes behind.
    #expect(names(session) == ["Okafor", "Lind", "Vega"])
    session.keys("c G k k k k enter esc")
    #expect(session.state.list.columns?.contains(.news) == true)
    let line = try #require(session.screen.split(separator: "\n").first { $0.contains("OKAFOR") })
    #expect(line.contains("+3"))
    #expect(
      session.screen.split(separator: "\n").contains { $0.contains("LIND") && $0.contains("new") }
    )
    session.keys("f")
    session.type("is:changed")
    session.keys("enter")
    #expect(names(session) == ["Okafor"])
    // Once it is opened nothing in it is new.
    session.keys("enter esc")
    #expect(names(session).isEmpty)
    withExtendedLifetime(record) {}
  }

  /// What was new when a record was opened can be read as long as nothing newer comes in, whether or not the
  /// record was closed meanwhile, by this program or the next.
  @Test func whatIsNewIsListed() throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    let keeper = Memory([Self.mark("okafor", .seen(job: 2))])
    func news(_ session: SessionDriver) -> [String] {
      guard case .differences(let found) = session.state.panes.last?.content else { return [] }
      return found.map { "\($0.kind) \($0.key.id)" }
    }
    let expected = ["deleted epilepsy", "changed glucose", "added creatinine"]
    var session = recordSession(record, keeper)
    session.keys("s s g g enter")
    #expect(session.state.chart?.patient.id == "okafor")
    // Nobody has to ask whether anything is.
    let said = "Since you looked: 1 deleted · 1 changed · 1 added; g D lists them"
    #expect(session.screen.contains(said), "\(session.screen)")
    session.keys("g D")
    #expect(news(session) == expected)
    session.keys("esc esc enter")
    #expect(!session.screen.contains("Since you looked"), "\(session.screen)")
    session.keys("g D")
    #expect(news(session) == expected)
    session.finishWork()
    var other = recordSession(record, keeper)
    other.keys("f")
    other.type("okafor")
    other.keys("enter x enter g D")
    #expect(news(other) == expected)
    // Of a record that is opened for the first time all is new.
    other.keys("esc esc f")
    other.type("lind")
    other.keys("enter x enter g D")
    #expect(other.state.panes.isEmpty)
    #expect(other.screen.contains("you have not looked at this record before"), "\(other.screen)")
  }

  /// Each that is opened has nothing new any more; the list goes on from where it was all the same.
  @Test func theOrderOfNewsStaysWhileTheListIsGoneThrough() throws {
    let record = try RecordFixture()
    var session = recordSession(record, Memory([Self.mark("okafor", .seen(job: 2))]))
    session.keys("s s g g enter")
    var seen = [session.state.chart?.patient.id]
    for _ in 0..<2 {
      session.keys(">")
      seen.append(session.state.chart?.patient.id)
    }
    #expect(seen == ["okafor", "lind", "vega"])
    session.keys("< <")
    #expect(session.state.chart?.patient.id == "okafor")
    session.keys("esc")
    #expect(Set(names(session)) == ["Lind", "Vega", "Okafor"])
    withExtendedLifetime(record) {}
  }

  @Test func countsAreThoseOfTheLake() throws {
    let record = try RecordFixture()
    let table = try record.lake.patientFacts(
      after: ["okafor": 1],
      endedStatuses: [],
      now: ClinicFixture.now
    )
    let okafor = try #require(table.patients["okafor"])
    // An allergy, a glucose and a creatinine, in words alone; epilepsy is deleted.
    #expect(okafor.uncoded == 3)
    #expect(okafor.undated == 0)
    #expect(okafor.problems == 0)
    #expect(okafor.news == 4)
    #expect(okafor.unreviewed == 0)
    // At the end of job 2 there was a problem without a status.
    let then = try record.lake.patientFacts(
      after: ["okafor": 1],
      endedStatuses: [],
      now: ClinicFixture.now,
      asOf: 2
    )
    #expect(then.patients["okafor"]?.entries.map(\.isProblem) == [true])
    #expect(then.patients["okafor"]?.news == 1)
  }

  @Test func problemsAndDrugsAreCountedOnceEach() throws {
    let record = try RecordFixture()
    func condition(_ id: String, _ text: String, _ status: String, _ date: String?) -> String {
      let onset = date.map { ",\"onsetDateTime\":\"\($0)\"" } ?? ""
      return """
        {"resourceType":"Condition","id":"\(id)","subject":{"reference":"Patient/lind"},\
        "code":{"coding":[{"system":"urn:x","code":"\(text)"}],"text":"\(text)"},\
        "clinicalStatus":{"coding":[{"code":"\(status)"}]}\(onset)}
        """
    }
    try record.write(
      .import,
      (2024, 5, 1),
      "interface",
      nil,
      [
        condition("c1", "asthma", "active", "2001"), condition("c2", "asthma", "active", "2010"),
        condition("c3", "angina", "active", "2011"), condition("c4", "angina", "resolved", "2012"),
        condition("c5", "gout", "active", nil),
      ]
    )
    let table = try record.lake.patientFacts(
      endedStatuses: ChartSummary.endedStatuses,
      now: ClinicFixture.now
    )
    let lind = try #require(table.patients["lind"])
    #expect(lind.undated == 0)
    #expect(lind.uncoded == 0)
    // What is active by one entry is, whatever a later one says: both may be meant.
    #expect(lind.problems == 3)
    let active = lind.entries.filter(\.isActive).map { table.titles[Int($0.title)] }
    #expect(active.sorted() == ["angina", "asthma", "gout"])
  }

  @Test func countingKeepsNoKeyWaiting() throws {
    let record = try RecordFixture()
    var session = recordSession(record)
    session.isWorkHeld = true
    session.keys("s p j")
    #expect(session.state.jobs.isRunning(.facts))
    #expect(session.state.list.cursor.index == 1)
    session.keys("C-c")
    #expect(!session.state.jobs.isRunning(.facts))
    session.finishWork()
  }

  /// What somebody wrote of a patient is there when the record is open, in each view.
  @Test(arguments: [(80, 24), (120, 40), (200, 60)])
  func theNoteIsSaidInTheChart(_ width: Int, _ height: Int) throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    var session = recordSession(
      record,
      Memory([Self.mark("okafor", .note("ring the daughter"))]),
      width,
      height
    )
    session.keys("f")
    session.type("okafor")
    session.keys("enter x enter")
    for view in ["1", "2", "5"] {
      session.keys(view)
      #expect(session.screen.contains("note: ring the daughter"), "\(view)\n\(session.screen)")
    }
  }

  // MARK: - Columns

  @Test(arguments: [(80, 24), (120, 40), (200, 60)])
  func columnsAreChosen(_ width: Int, _ height: Int) throws {
    let record = try RecordFixture()
    var session = recordSession(
      record,
      Memory([
        Self.mark("okafor", .seen(job: 2)), Self.mark("okafor", .flagged(true)),
        Self.mark("okafor", .note("HbA1c due")), Self.mark("vega", .done(true)),
      ]),
      width,
      height
    )
    session.keys("c G k k k k enter j enter j enter j enter")
    session.expectScreen("\(width)x\(height)-columns")
    session.keys("esc")
    session.expectScreen("\(width)x\(height)-triage")
    withExtendedLifetime(record) {}
  }

  @Test func theNameStays() {
    var session = SessionDriver(80, 24)
    session.keys("c enter")
    #expect(session.screen.contains("The name is always shown"))
    session.keys("esc")
    #expect(session.row(1).contains("NAME"))
  }

  @Test func whatDoesNotFitIsCounted() {
    var session = SessionDriver(80, 24)
    session.keys("c")
    for _ in PatientColumn.allCases {
      session.keys("j")
      let column = session.state.popups.last.flatMap { popup -> PatientColumn? in
        guard case .menu(.columns, let cursor) = popup else { return nil }
        return PatientColumn.allCases[cursor.index]
      }
      if let column, session.state.list.columns?.contains(column) != true,
        !session.state.shownColumns(width: 80).contains(column)
      {
        session.keys("enter")
      }
    }
    session.keys("esc")
    #expect(session.state.list.columns?.count == PatientColumn.allCases.count)
    #expect(session.row(1).contains(" +"))
  }
}
