// SPDX-License-Identifier: Apache-2.0

import Exchange
import Foundation
import Store
import Testing
import Worklists

@testable import TUI

@Suite("Worklists and marks on the screen")
struct WorklistSessionTests {
  private func names(_ session: SessionDriver) -> [String] {
    session.state.list.rows.map { session.state.list.table[Int($0)].name }
  }

  private func focus(_ session: SessionDriver) -> String { session.state.list.focused?.id ?? "" }

  @Test(arguments: [(80, 24), (120, 40), (200, 60), (40, 12)])
  func worklistsAreListedAndOpened(_ width: Int, _ height: Int) throws {
    let shelf = try ShelfFixture.stocked()
    var session = shelf.session(width, height)
    session.keys("g W")
    session.expectScreen("\(width)x\(height)-worklists")
    session.keys("j j enter")
    session.expectScreen("\(width)x\(height)-worklist")
  }

  @Test func aListOfPatientsShowsThemAndWhoIsMissing() throws {
    let shelf = try ShelfFixture.stocked()
    var session = shelf.session()
    session.keys("g W j j enter")
    #expect(Set(names(session).map { $0.prefix(4) }) == ["Berg", "More", "Okon", "O'Br"])
    #expect(session.screen.contains("[worklist CKD clinic]"))
    #expect(session.screen.contains("1 not in this lake · 4 of 15 shown"))
    // It can be sorted as the list has them.
    session.keys("s w")
    #expect(names(session).map { $0.prefix(4) } == ["Berg", "More", "Okon", "O'Br"])
    // A filter narrows it further, and goes away before the list does.
    session.keys("f")
    session.type("o")
    session.type("k")
    session.keys("enter")
    #expect(names(session) == ["Okonkwo, Ifeoma"])
    session.keys("esc")
    #expect(names(session).count == 4)
    session.keys("esc")
    #expect(names(session).count == 15)
    #expect(!session.screen.contains("[worklist"))
  }

  /// The list that was just made has the focus: enter opens it, and not all patients.
  @Test func aNewWorklistHasTheFocus() throws {
    let shelf = try ShelfFixture.stocked()
    var session = shelf.session()
    session.keys("g W n")
    session.type("Patient?gender=female&birthdate=lt1950")
    session.keys("enter")
    session.type("old ladies")
    session.keys("enter")
    #expect(session.state.focusedWorklist?.name == "old ladies", "\(session.screen)")
  }

  /// Back from a patient of a worklist leads to the worklist, and not to what was searched for before.
  @Test func backLeadsToTheWorklistOneWorksThrough() throws {
    let shelf = try ShelfFixture.stocked()
    var session = shelf.session()
    session.keys("/")
    session.type("creatinine")
    session.keys("enter enter")
    #expect(session.state.screen == .chart, "\(session.screen)")
    session.keys("g W j j enter enter")
    #expect(session.state.screen == .chart)
    session.keys("esc")
    #expect(session.state.screen == .patients)
    #expect(session.screen.contains("[worklist CKD clinic]"))
    #expect(names(session).count == 4)
  }

  @Test func aListOfAQueryFindsItsPatientsEachTime() throws {
    let shelf = try ShelfFixture.stocked()
    var session = shelf.session()
    session.keys("g W j enter")
    #expect(names(session).contains("Moreno, Ana Lucía"))
    #expect(names(session).count < 3)
    session.keys("g W")
    #expect(session.row(4).contains("Abnormal HbA1c"))
    #expect(session.row(4).split(separator: " ").contains("1"))
  }

  @Test func whileItsPatientsAreLookedForNobodyIsShown() throws {
    let shelf = try ShelfFixture.stocked()
    var session = shelf.session()
    session.keys("g W")
    session.isWorkHeld = true
    session.keys("j enter")
    #expect(session.state.jobs.isRunning(.worklists))
    #expect(session.screen.contains("looking for the patients"))
    // The next key is not kept waiting, and the search can be stopped.
    session.keys("C-c")
    #expect(!session.state.jobs.isRunning(.worklists))
    session.finishWork()
    #expect(names(session).isEmpty)
  }

  @Test func aListOfAFilterIsAFilter() throws {
    let shelf = try ShelfFixture.stocked()
    var session = shelf.session()
    session.keys("g W j j j enter")
    #expect(names(session) == ["O'Brien, Séamus"])
    #expect(session.screen.contains("[worklist O-names] [o']"))
  }

  // MARK: - Making

  @Test func theFilterIsKept() throws {
    let shelf = ShelfFixture()
    var session = shelf.session()
    session.keys("f")
    session.type("okon")
    session.keys("enter w")
    #expect(session.screen.contains("whoever this finds each time: filter: okon"))
    session.type("Okonkwo's")
    session.keys("enter")
    let list = try #require(try shelf.folder.lists().lists.first)
    #expect(list.members == .filter("okon"))
    #expect(list.name == "Okonkwo's")
    #expect(list.madeBy == "jdoe")
  }

  @Test func pickedPatientsAreKeptAsTheyStand() throws {
    let shelf = ShelfFixture()
    var session = shelf.session()
    session.keys("s n g g space j space w")
    session.type("two")
    session.keys("enter")
    let list = try #require(try shelf.folder.lists().lists.first)
    let ids = names(session).prefix(3)
    #expect(list.members == .patients([id(session, ids[0]), id(session, ids[2])]))
    #expect(session.screen.contains("Kept the worklist 'two': 2 patients"))
    #expect(session.state.list.marked.isEmpty)
  }

  private func id(_ session: SessionDriver, _ name: String) -> String {
    session.state.list.rows.map { session.state.list.table[Int($0)] }.first { $0.name == name }?.id
      ?? ""
  }

  /// In either grammar: a FHIR search that were kept as words would be of everybody.
  @Test(arguments: [
    ("creatinine", Worklist.Members.events("creatinine")),
    ("Observation?code=2160-0", .search("Observation?code=2160-0")),
  ])
  func aSearchOverAllPatientsIsKept(_ text: String, _ members: Worklist.Members) throws {
    let shelf = ShelfFixture()
    var session = shelf.session()
    session.keys("/")
    session.type(text)
    session.keys("enter w")
    session.type("creatinine")
    session.keys("enter")
    #expect(try shelf.folder.lists().lists.first?.members == members)
  }

  @Test func aFHIRSearchIsKeptAndAWrongOneSaysWhy() throws {
    let shelf = ShelfFixture()
    var session = shelf.session()
    session.keys("g W n")
    session.type("Condition?kode=1")
    session.keys("enter")
    #expect(session.screen.contains("Did you mean 'code'?"))
    // What was typed is there to be put right.
    #expect(session.screen.contains("Condition?kode=1"))
    session.keys("C-u")
    session.type("Condition?code=1")
    session.keys("enter")
    session.type("ones")
    session.keys("enter")
    #expect(try shelf.folder.lists().lists.first?.members == .search("Condition?code=1"))
    #expect(session.row(4).contains("Condition?code=1"))
    session.keys("n")
    session.type("hba1c > 8")
    session.keys("enter")
    session.type("sweet")
    session.keys("enter")
    #expect(try shelf.folder.lists().lists.contains { $0.members == .events("hba1c > 8") })
  }

  @Test func aNameThatIsTakenDestroysNothing() throws {
    let shelf = try ShelfFixture.stocked()
    let before = try shelf.folder.lists()
    var session = shelf.session()
    session.keys("w")
    session.type("ckd CLINIC")
    session.keys("enter")
    #expect(session.screen.contains("There is a worklist 'ckd CLINIC' already"))
    #expect(try shelf.folder.lists() == before)
  }

  @Test func aListIsRemovedOnlyWhenAsked() throws {
    let shelf = try ShelfFixture.stocked()
    var session = shelf.session()
    session.keys("g W D")
    // The patients of the lake are no worklist.
    #expect(session.screen.contains("no worklist has the focus"))
    session.keys("j D")
    #expect(session.screen.contains("Remove the worklist 'Abnormal HbA1c'?"))
    session.keys("n")
    #expect(try shelf.folder.lists().lists.count == 3)
    session.keys("D y")
    #expect(try shelf.folder.lists().lists.map(\.name) == ["CKD clinic", "O-names"])
    #expect(!session.screen.contains("hba1c abn:H"))
  }

  @Test func aListIsHandedOn() throws {
    let shelf = try ShelfFixture.stocked()
    let other = ShelfFixture()
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("\(UUID().uuidString).jsonl").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    var session = SessionDriver(
      80,
      24,
      writeFile: { try Data($1).write(to: URL(fileURLWithPath: $0)) },
      worklists: shelf.folder
    )
    session.keys("g W j j E")
    session.type(path)
    session.keys("enter")
    var second = other.session()
    second.keys("g W i")
    second.type(path)
    second.keys("enter")
    #expect(try other.folder.lists().lists.first?.name == "CKD clinic")
    let given = try shelf.folder.lists().lists.first { $0.name == "CKD clinic" }
    #expect(try other.folder.lists().lists.first == given)
  }

  @Test func nothingIsHandedOnWhilePatientsAreDeidentified() throws {
    let shelf = try ShelfFixture.stocked()
    var session = shelf.session(isDeidentified: true)
    session.keys("g W j j E")
    #expect(session.state.prompt == nil)
    session.keys("enter")
    #expect(!session.screen.contains("MORENO"))
    #expect(!session.screen.contains("call the GP"))
  }

  // MARK: - Marks

  @Test func marksAreSetWhereverThePatientIs() throws {
    let shelf = ShelfFixture()
    var session = shelf.session()
    session.keys("g g")
    let first = focus(session)
    session.keys(", f")
    #expect(session.screen.contains("Flagged"))
    session.keys("enter , n")
    session.type("call back")
    session.keys("enter , d esc")
    let marks = session.state.triage.marks(of: first)
    #expect(marks.isFlagged && marks.isDone && marks.note == "call back")
    // Another instance reads the same.
    let second = shelf.session()
    #expect(second.state.triage.marks(of: first) == marks)
    #expect(marks.author == "jdoe")
    session.keys(", f , d")
    #expect(!session.state.triage.marks(of: first).isFlagged)
  }

  @Test func doneGoesOnToTheNext() throws {
    let shelf = ShelfFixture()
    var session = shelf.session()
    session.keys("g g , d")
    #expect(session.state.list.cursor.index == 1)
    #expect(session.row(2).contains("D"))
  }

  @Test func pickedPatientsAreMarkedTogether() throws {
    let shelf = ShelfFixture()
    var session = shelf.session()
    session.keys("g g space space , f")
    #expect(session.screen.contains("Flagged 2 patients"))
    #expect(try shelf.folder.marks(after: 0).marks.count == 2)
  }

  @Test func aWorklistHasMarksOfItsOwn() throws {
    let shelf = try ShelfFixture.stocked()
    var session = shelf.session()
    #expect(!session.state.triage.marks(of: "004417").isFlagged)
    session.keys("g W j j enter")
    #expect(session.state.triage.marks(of: "004417").isFlagged)
    session.keys("esc")
    #expect(!session.state.triage.marks(of: "004417").isFlagged)
  }

  @Test func twoInstancesSeeEachOthersMarks() throws {
    let shelf = ShelfFixture()
    var first = shelf.session()
    var second = shelf.session()
    first.keys("g g , f")
    let id = try #require(first.state.list.rows.first.map { first.state.list.table[Int($0)].id })
    second.keys("G , f")
    #expect(second.state.triage.marks(of: id).isFlagged)
    first.keys("C-r")
    #expect(first.state.triage.table[.lake("/data/clinic.tarn")].count == 2)
  }

  /// Two nurses at two screens see the same marks, without a key.
  @Test func whatAnotherTerminalMarksAppears() throws {
    let shelf = try ShelfFixture.stocked()
    var first = shelf.session()
    var second = shelf.session()
    first.keys("g g , f")
    let id = try #require(first.state.list.rows.first.map { first.state.list.table[Int($0)].id })
    #expect(!second.state.triage.marks(of: id).isFlagged)
    second.receive(.lake(.marked))
    #expect(second.state.triage.marks(of: id).isFlagged)
  }

  /// "These ten are done": a mark is of the range that is drawn.
  @Test func aMarkIsOfTheRange() throws {
    let shelf = try ShelfFixture.stocked()
    var session = shelf.session()
    session.keys("g g v j j , f")
    #expect(session.screen.contains("Flagged 3 patients"), "\(session.screen)")
    let ids = session.state.list.rows.prefix(4).map { session.state.list.table[Int($0)].id }
    #expect(ids.map { session.state.triage.marks(of: $0).isFlagged } == [true, true, true, false])
    #expect(session.state.list.rangeStart == nil)
  }

  @Test func marksThatCannotBeStoredAreKeptAndToldOf() throws {
    let full = FullDisk()
    var session = SessionDriver(80, 24, worklists: full)
    session.keys("g g , f")
    #expect(session.screen.contains("the disk is full"))
    session.keys("j")
    #expect(session.screen.contains("1 mark NOT SAVED"))
    full.isFull = false
    session.keys(", f")
    #expect(full.written == 2)
    session.keys("j")
    #expect(!session.screen.contains("NOT SAVED"))
  }

  @Test func withoutAPlaceForThemNothingIsOffered() {
    var session = SessionDriver(80, 24)
    session.keys("g W")
    #expect(session.screen.contains("this session keeps no worklists"))
    session.keys(", f")
    #expect(session.screen.contains("this session keeps no worklists"))
  }

  private final class FullDisk: WorklistKeeping, @unchecked Sendable {
    var isFull = true
    var written = 0

    func lists() throws -> WorklistShelf { WorklistShelf() }
    func add(_ list: Worklist) throws { throw WorklistError("the disk is full") }
    func remove(named name: String) throws { throw WorklistError("the disk is full") }
    func read(path: String) throws -> Worklist { throw WorklistError("no file") }

    func marks(after end: Int) throws -> MarkPage { MarkPage(marks: [], end: 0, isWhole: false) }

    func append(_ marks: [WorklistMark]) throws {
      if isFull { throw WorklistError("the disk is full") }
      written += marks.count
    }
  }

  // MARK: - Seen

  @Test func aRecordIsSeenWhenItIsOpened() throws {
    let shelf = ShelfFixture()
    let record = try RecordFixture()
    func session() -> SessionDriver {
      SessionDriver(80, 24, lake: StoreSource(record.lake), worklists: shelf.folder)
    }
    var first = session()
    first.keys("f")
    first.type("okafor")
    first.keys("enter enter")
    #expect(first.state.triage.marks(of: "okafor").seenJob == 4)
    #expect(first.state.triage.marks(of: "lind").seenJob == nil)
    first.keys("esc")
    #expect(first.row(3).contains(" s"))
    // It can be taken back, to be looked at again.
    first.keys(", s")
    #expect(session().state.triage.marks(of: "okafor").seenJob == nil)
    // Opening it twice on the same state writes one line.
    let count = try shelf.folder.marks(after: 0).marks.count
    first.keys("enter esc enter esc")
    #expect(try shelf.folder.marks(after: 0).marks.count == count + 1)
  }

  /// A screen that stands open all night has seen nothing of what arrived: the next key has.
  @Test func whatArrivesWhileNobodyTypesIsNotSeen() throws {
    let shelf = ShelfFixture()
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    var session = SessionDriver(80, 24, lake: StoreSource(record.lake), worklists: shelf.folder)
    session.keys("f")
    session.type("okafor")
    session.keys("enter enter")
    try record.writeMore([RecordFixture.document("new", "okafor", "Chest pain.", "2024-06-01")])
    session.receive(.lake(.written), after: 1100)
    #expect(session.state.triage.marks(of: "okafor").seenJob == 4)
    session.keys("j")
    #expect(session.state.triage.marks(of: "okafor").seenJob == 5)
  }
}
