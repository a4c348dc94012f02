// SPDX-License-Identifier: Apache-2.0

import Exchange
import Foundation
import Testing
import Worklists

@Suite("Worklists and marks as files")
struct WorklistTests {
  private static let made: Int64 = 1_717_416_000_000

  private static func list(_ name: String, _ members: Worklist.Members) -> Worklist {
    Worklist(name: name, members: members, madeAt: made, madeBy: "jdoe")
  }

  @Test(arguments: [
    Worklist.Members.patients(["004417", "a.b-c", "x"]), .patients([]), .filter("is:flagged okon"),
    .events("type:lab abn:H \"quoted\""), .search("Condition?code=http://snomed.info/sct|44054006"),
  ])
  func whatIsWrittenIsReadBack(_ members: Worklist.Members) throws {
    let list = Self.list("CKD clinic – Ä", members)
    let read = try WorklistFile.read(WorklistFile.bytes(of: list))
    #expect(read == list)
  }

  @Test func theFileIsLinesThatAPersonCanRead() throws {
    let bytes = try WorklistFile.bytes(
      of: Self.list("CKD clinic", .patients(["004417", "000218"]))
    )
    #expect(
      String(decoding: bytes, as: UTF8.self) == """
        {"by":"jdoe","format":1,"made":"2024-06-03T12:00:00.000Z","worklist":"CKD clinic"}
        {"patient":"004417"}
        {"patient":"000218"}

        """
    )
  }

  @Test func aFileByHandIsTaken() throws {
    let text = """
      {"worklist": "ward 3", "comment": "not known here"}\r

      {"patient": "b", "name": "not known either"}\r
      {"patient": "a"}
      {"patient": "b"}
      """
    let list = try WorklistFile.read(Data(text.utf8))
    #expect(list.name == "ward 3")
    #expect(list.members == .patients(["b", "a"]))
  }

  @Test(arguments: [
    ("", nil, "empty"), ("{\"patient\":\"a\"}", 1, "names none"), ("<html>", 1, "no line"),
    ("{\"worklist\":\"!!\"}", 1, "names none"),
    ("{\"worklist\":\"a\",\"format\":2}", 1, "later program"),
    ("{\"worklist\":\"a\"}\n{\"patient\":7}", 2, "no line"),
  ])
  func whatIsNoWorklistSaysWhy(_ text: String, _ line: Int?, _ words: String) throws {
    let error = #expect(throws: WorklistError.self) { try WorklistFile.read(Data(text.utf8)) }
    #expect(error?.line == line)
    #expect(error?.message.contains(words) == true)
  }

  @Test(arguments: [
    ("CKD clinic", "ckd-clinic"), ("../../etc/passwd", "etc-passwd"), ("ÄRZTE 3", "ärzte-3"),
    ("...", nil), ("山田", "山田"),
  ])
  func namesBecomeHarmlessFileNames(_ name: String, _ file: String?) {
    #expect(Worklist.fileName(of: name) == file)
  }

  // MARK: - The folder

  private func withFolder(_ body: (WorklistFolder) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("tarn-worklists-\(UUID().uuidString)").path
    // Whatever is left of a temporary folder, the system removes.
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(WorklistFolder(path: path + "/worklists"))
  }

  @Test func aFolderThatIsNotThereIsEmpty() throws {
    try withFolder { folder in
      let (shelf, page) = (try folder.lists(), try folder.marks(after: 0))
      #expect(shelf == WorklistShelf())
      #expect(page.marks.isEmpty)
    }
  }

  @Test func listsAreKeptByName() throws {
    try withFolder { folder in
      let second = Self.list("beta", .filter("x"))
      let first = Self.list("Alpha", .patients(["a"]))
      try folder.add(second)
      try folder.add(first)
      #expect(try folder.lists().lists == [first, second])
      // Whoever comes second is told, and destroys nothing.
      #expect(throws: WorklistError.self) { try folder.add(Self.list("ALPHA", .filter("other"))) }
      #expect(try folder.lists().lists == [first, second])
      try folder.remove(named: "alpha")
      #expect(try folder.lists().lists == [second])
      #expect(throws: WorklistError.self) { try folder.remove(named: "alpha") }
      let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(left == ["beta.worklist.jsonl"])
    }
  }

  @Test func aBrokenFileHidesNoOther() throws {
    try withFolder { folder in
      try folder.add(Self.list("good", .patients(["a"])))
      try Data("nonsense".utf8).write(
        to: URL(fileURLWithPath: folder.path + "/bad.worklist.jsonl")
      )
      let shelf = try folder.lists()
      #expect(shelf.lists.map(\.name) == ["good"])
      #expect(shelf.problems.count == 1)
      #expect(shelf.problems.first?.contains("bad.worklist.jsonl") == true)
    }
  }

  // MARK: - Marks

  private static func mark(
    _ patient: String,
    _ change: WorklistMark.Change,
    _ scope: WorklistMark.Scope = .list("CKD clinic"),
    by author: String = "jdoe"
  ) -> WorklistMark {
    WorklistMark(at: made, author: author, scope: scope, patient: patient, change: change)
  }

  @Test func marksComeBackAsTheyWere() throws {
    try withFolder { folder in
      let marks = [
        Self.mark("a", .flagged(true)), Self.mark("a", .note("call \"her\"\nback — 山田")),
        Self.mark("b", .done(true), by: "ann"), Self.mark("b", .done(false)),
        Self.mark("a", .seen(job: 54), .lake("/data/clinic.tarn")),
        Self.mark("c", .seen(job: nil), .lake("/data/clinic.tarn")),
      ]
      try folder.append(Array(marks.prefix(2)))
      let page = try folder.marks(after: 0)
      #expect(page.marks == Array(marks.prefix(2)))
      try folder.append(Array(marks.dropFirst(2)))
      let rest = try folder.marks(after: page.end)
      #expect(rest.marks == Array(marks.dropFirst(2)))
      #expect(!rest.isWhole)
      #expect(try folder.marks(after: rest.end).marks.isEmpty)
    }
  }

  @Test func aPatientIsForgottenAndNobodyElse() throws {
    try withFolder { folder in
      #expect(try folder.forget(patient: "a", inLake: "/data/clinic.tarn") == 0)
      let kept = [
        Self.mark("b", .note("call")), Self.mark("a", .flagged(true), .lake("/data/other.tarn")),
        Self.mark("ab", .seen(job: 3), .lake("/data/clinic.tarn")),
      ]
      try folder.append([
        Self.mark("a", .flagged(true)), kept[0],
        Self.mark("a", .note("HIV"), .lake("/data/clinic.tarn")), kept[1],
        Self.mark("a", .seen(job: 54), .lake("/data/clinic.tarn")), kept[2],
      ])
      let end = try folder.marks(after: 0).end
      #expect(try folder.forget(patient: "a", inLake: "/data/clinic.tarn") == 3)
      let url = URL(fileURLWithPath: folder.path + "/marks.jsonl")
      #expect(!(try String(contentsOf: url, encoding: .utf8)).contains("HIV"))
      // Who had the file open reads it from its beginning, and writes behind its end.
      try folder.append([Self.mark("c", .done(true))])
      let page = try folder.marks(after: end)
      #expect(page.isWhole && page.marks == kept + [Self.mark("c", .done(true))])
    }
  }

  @Test func aLineThatACrashCutCostsThatLineOnly() throws {
    try withFolder { folder in
      try folder.append([Self.mark("a", .flagged(true))])
      let url = URL(fileURLWithPath: folder.path + "/marks.jsonl")
      var bytes = try Data(contentsOf: url)
      bytes += Data("{\"at\":\"2024-06-03T12:00:00.000Z\",\"pat".utf8)
      try bytes.write(to: url)
      let before = try folder.marks(after: 0)
      #expect(before.marks == [Self.mark("a", .flagged(true))])
      try folder.append([Self.mark("b", .done(true))])
      let after = try folder.marks(after: 0)
      #expect(after.marks == [Self.mark("a", .flagged(true)), Self.mark("b", .done(true))])
      #expect(after.unread == 1)
      // Who had read as far as there were whole lines goes on behind them.
      #expect(try folder.marks(after: before.end).marks == [Self.mark("b", .done(true))])
    }
  }

  @Test func severalProgramsLoseNothing() async throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("tarn-worklists-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<8 {
        group.addTask {
          for number in 0..<25 {
            try WorklistFolder(path: path)
              .append([Self.mark("p\(writer)-\(number)", .flagged(true), by: "w\(writer)")])
          }
        }
      }
      try await group.waitForAll()
    }
    let page = try WorklistFolder(path: path).marks(after: 0)
    #expect(Set(page.marks.map(\.patient)).count == 200)
    #expect(page.unread == 0)
    // The marks of each writer are in the order in which it wrote them.
    for writer in 0..<8 {
      let own = page.marks.filter { $0.author == "w\(writer)" }.map(\.patient)
      #expect(own == (0..<25).map { "p\(writer)-\($0)" })
    }
  }

  @Test func aReplacedFileIsReadFromTheStart() throws {
    try withFolder { folder in
      try folder.append([Self.mark("a", .flagged(true)), Self.mark("b", .flagged(true))])
      let end = try folder.marks(after: 0).end
      try FileManager.default.removeItem(atPath: folder.path + "/marks.jsonl")
      try folder.append([Self.mark("c", .done(true))])
      let page = try folder.marks(after: end)
      #expect(page.isWhole)
      #expect(page.marks == [Self.mark("c", .done(true))])
    }
  }

  @Test func theLastWordCounts() {
    var table = MarkTable()
    table.apply([
      Self.mark("a", .flagged(true)), Self.mark("a", .done(true)), Self.mark("a", .note("x")),
      Self.mark("a", .flagged(false), by: "ann"), Self.mark("a", .done(true), .list("other")),
      Self.mark("a", .seen(job: 7), .lake("/l")),
    ])
    let marks = table[.list("CKD clinic")]["a"]
    #expect(marks?.isFlagged == false)
    #expect(marks?.isDone == true)
    #expect(marks?.note == "x")
    #expect(marks?.author == "ann")
    #expect(table[.list("other")]["a"]?.note == "")
    #expect(table[.lake("/l")]["a"]?.seenJob == 7)
    #expect(table[.lake("/other")].isEmpty)
  }
}
