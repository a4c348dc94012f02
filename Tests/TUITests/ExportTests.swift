// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import TUI

@Suite("Writing what is shown")
struct ExportTests {
  private let folder = MemoryFolder()

  private func open(_ keys: String, isDeidentified: Bool = false) -> SessionDriver {
    let folder = folder
    var session = SessionDriver(
      100,
      30,
      isDeidentified: isDeidentified,
      writeFile: { try folder.write($0, $1) }
    )
    if isDeidentified {
      // Nobody is found by a name or a number then.
      session.keys("j j enter")
    } else {
      session.keys("f")
      session.type("moreno")
      session.keys("enter enter")
    }
    session.keys(keys)
    return session
  }

  private func write(_ path: String, _ session: inout SessionDriver) {
    session.keys("g w")
    session.type(path)
    session.keys("enter")
  }

  @Test func theEventListIsWrittenAsItIsFiltered() {
    var session = open("f")
    session.type("potassium abn:!")
    session.keys("enter tab")
    #expect(session.state.chart?.focus == .events)
    write("k.csv", &session)
    #expect(session.screen.contains("Wrote 1 row, only potassium abn:!, to k.csv"))
    let lines = folder["k.csv"]
    #expect(lines.first?.hasPrefix("date,end,lane,title,value,unit,flag") == true)
    #expect(lines.count == 2 && lines.last?.contains("Potassium,6.8,mmol/L,!") == true)
  }

  @Test func whatIsOpenIsWrittenAlone() {
    var session = open("5 enter")
    #expect(session.state.chart?.sheet?.kind == .note)
    write("note.csv", &session)
    #expect(session.screen.contains("Wrote 1 row to note.csv"))
    #expect(folder["note.csv"].first?.hasSuffix(",resource,text") == true)
    #expect(folder["note.csv"].contains { $0.contains("Denies chest pain or dyspnea") })
    session.keys("q 4 enter")
    #expect(session.state.chart?.sheet?.kind == .detail)
    write("lab.csv", &session)
    #expect(folder["lab.csv"].count == 2)
  }

  @Test func theTimelineIsItsWindow() {
    var session = open("z 5")
    write("year.md", &session)
    let lines = folder["year.md"]
    #expect(lines.count > 3)
    // Whose it is, of when, and then the table.
    #expect(
      lines.first
        == "# MORENO, Ana Lucía · F 63y · b.1961-03-09 · MRN 004417 · Timeline · 2024-06-03"
    )
    #expect(
      lines.dropFirst(2).first
        == "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    )
    session.keys("0")
    write("life.md", &session)
    #expect(folder["life.md"].count > lines.count)
  }

  @Test func theTrendsAreTheirValues() {
    var session = open("z 8 g t")
    write("trends.tsv", &session)
    let lines = folder["trends.tsv"]
    #expect(lines.count > 50)
    #expect(lines.dropFirst().allSatisfy { $0.contains("\tLabs\t") || $0.contains("\tVitals\t") })
  }

  @Test func theHitsOfAllPatientsAreWritten() {
    var session = open("esc x /")
    session.type("mo")
    session.keys("enter")
    write("hits.csv", &session)
    #expect(folder["hits.csv"].first?.hasPrefix("patient,name,date") == true)
  }

  @Test func listsAreTheirRows() {
    var session = open("2")
    write("problems.csv", &session)
    #expect(folder["problems.csv"].contains { $0.contains("Type 2 diabetes mellitus") })
    #expect(folder["problems.csv"].contains { $0.hasPrefix("Active problems,") })
  }

  /// A file that has "completed" of a drug that is taken says the opposite of the screen.
  @Test func medicationsAreWrittenAsTheyAreListed() {
    var session = open("3")
    write("meds.csv", &session)
    let lines = folder["meds.csv"]
    #expect(
      lines.first
        == "list,date,end,lane,title,value,unit,flag,range,status,code,resource,change,times,remark"
    )
    for heading in ["Active medications,", "Past medications,"] {
      #expect(
        session.screen.contains(heading.dropLast()) == lines.contains { $0.hasPrefix(heading) }
      )
    }
    #expect(lines.contains { $0.hasPrefix("Active medications,") })
    let title = lines.dropFirst().first.map { $0.split(separator: ",")[4] } ?? ""
    #expect(session.screen.contains(title.prefix(10)))
  }

  /// The change that stands in the list is in the file, too.
  @Test func labsAreWrittenWithTheirChange() {
    var session = open("4")
    write("labs.csv", &session)
    let fields = folder["labs.csv"].map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    // Titles may have commas: it is the third from the end.
    let changes = fields.dropFirst().compactMap { $0.count > 3 ? String($0[$0.count - 3]) : nil }
    let said = changes.filter { $0.hasPrefix("+") || $0.hasPrefix("-") }
    #expect(!said.isEmpty)
    #expect(said.contains { session.screen.contains("Δ \($0)") }, "\(said) \(session.screen)")
  }

  // MARK: - Patients

  private var list: SessionDriver {
    let folder = folder
    return SessionDriver(100, 30, writeFile: { try folder.write($0, $1) })
  }

  @Test func patientsAreWrittenAsTheyAreListed() {
    var session = list
    session.keys("s n f")
    session.type("sex:f")
    session.keys("enter")
    let shown = session.state.list.rows.map { session.state.list.table[Int($0)] }
    #expect(shown.count > 1)
    write("p.csv", &session)
    #expect(session.screen.contains("Wrote \(shown.count) patients to p.csv"))
    let lines = folder["p.csv"]
    #expect(
      lines.first
        == "patient,name,sex,age,born,record number,last seen,events,changed,deleted,flags"
    )
    #expect(lines.dropFirst().map { $0.prefix { $0 != "," } } == shown.map { $0.id[...] })
    // Numbers are plain, so that a program reads them.
    let moreno = lines.first { $0.contains("Moreno") } ?? ""
    #expect(
      moreno.hasPrefix("004417,\"Moreno, Ana Lucía\",female,63,1961-03-09,004417,2024-05-14,")
    )
    #expect(moreno.contains(",2 allergies; 1 directive; "), "\(moreno)")
  }

  @Test func ofARangeOnlyItsPatientsAreWritten() {
    var session = list
    session.keys("j v j")
    session.keys("E")
    session.type("range.md")
    session.keys("enter")
    let lines = folder["range.md"]
    #expect(lines.count == 4)
    #expect(lines.last?.hasPrefix("| 004417 | Moreno, Ana Lucía |") == true, "\(lines)")
  }

  @Test func theColumnsAreThoseThatWereChosen() {
    var session = list
    session.keys("c j enter esc E")
    session.type("p.tsv")
    session.keys("enter")
    let head = folder["p.tsv"].first?.split(separator: "\t") ?? []
    let chosen = session.state.list.columns ?? []
    #expect(chosen.contains(.marks) && !chosen.contains(.born))
    #expect(head == ["patient", "name"] + chosen.filter { $0 != .name }.map { $0.rawValue[...] })
    #expect(folder["p.tsv"].count == 16)
  }

  @Test func patientsOfAWorklistAreWrittenAsResources() throws {
    let record = try RecordFixture()
    let file = record.folder.appendingPathComponent("patients.ndjson").path
    var session = record.session()
    session.keys("f")
    session.type("okafor")
    session.keys("enter E")
    session.type(file)
    session.keys("enter")
    #expect(session.screen.contains("Wrote 1 patient to"))
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(text.hasPrefix("{\"resourceType\":\"Patient\"") && text.contains("\"okafor\""))
    #expect(text.split(separator: "\n").count == 1)
  }

  /// A hundred thousand patients are not made into rows between two keys.
  @Test func theRowsAreMadeBesideTheTerminal() {
    var session = list
    session.isWorkHeld = true
    session.keys("E")
    session.type("later.csv")
    session.keys("enter j")
    #expect(folder["later.csv"].isEmpty)
    #expect(session.screen.contains("writing…"))
    session.finishWork()
    #expect(folder["later.csv"].count == 16)
  }

  @Test func noPatientLeavesWhenPatientsAreDeidentified() {
    var session = SessionDriver(100, 30, isDeidentified: true, writeFile: { _, _ in })
    session.keys("E")
    #expect(session.state.prompt == nil)
    #expect(session.screen.contains("exporting is off while patients are de-identified"))
  }

  @Test func aFileThatIsThereStays() {
    var session = open("3")
    write("a.csv", &session)
    let before = folder["a.csv"]
    session.keys("2")
    write("a.csv", &session)
    #expect(folder["a.csv"] == before)
    #expect(session.screen.contains("there is a file of this name"))
  }

  @Test func aNameWithoutAFormatIsRefused() {
    var session = open("2")
    write("problems.xls", &session)
    #expect(session.screen.contains("'problems.xls' says no format"))
    #expect(folder["problems.xls"].isEmpty)
  }

  @Test func whatIsShownIsCopied() {
    var session = open("2 g y")
    #expect(session.copied.count == 1)
    #expect(session.copied.first?.hasPrefix("# MORENO, Ana Lucía · F 63y") == true)
    #expect(session.copied.first?.contains("\n\n| list | date | end |") == true)
    #expect(session.screen.contains("Copied"))
    session = open("g y", isDeidentified: true)
    #expect(session.copied.isEmpty)
  }

  @Test func nothingLeavesWhenPatientsAreDeidentified() {
    var session = open("g w", isDeidentified: true)
    #expect(session.state.prompt == nil)
    #expect(session.screen.contains("exporting is off"))
    session.type("x")
  }

  // MARK: - The formats

  private var table: ShownTable {
    var table = ShownTable(columns: ["a", "b"])
    table.add(["1|2", "x\ny"], of: ResourceKey(type: "Condition", id: "1"))
    table.add(["\"q\"", "*b*"], of: ResourceKey(type: "Condition", id: "2"))
    table.add(["", "z,"], of: ResourceKey(type: "Condition", id: "1"))
    return table
  }

  /// A spreadsheet would run what a record's texts begin with.
  @Test(arguments: [
    ("=1+2", "'=1+2"), ("@SUM(A1)", "'@SUM(A1)"), ("+cmd", "'+cmd"), ("-", "'-"), ("-2+3", "'-2+3"),
    ("-3.5", "-3.5"),
    ("+0.6 mmol/L", "+0.6 mmol/L"),
    ("4+", "4+"),
  ])
  func noFieldIsAFormula(_ field: String, _ written: String) {
    var table = ShownTable(columns: ["a", "b"])
    table.add(["x", field])
    #expect(String(decoding: table.text(.csv) { _ in nil }, as: UTF8.self) == "a,b\nx,\(written)\n")
    let lines = String(decoding: table.text(.ndjson) { _ in nil }, as: UTF8.self)
    #expect(lines.contains("\"\(field)\""))
  }

  @Test(arguments: [
    (
      ShownTable.Format.markdown,
      "| a | b |\n| --- | --- |\n| 1\\|2 | x y |\n| \"q\" | \\*b\\* |\n|  | z, |\n"
    ),
    (.csv, "a,b\n1|2,\"x\ny\"\n\"\"\"q\"\"\",*b*\n,\"z,\"\n"),
    (.tsv, "a\tb\n1|2\tx\\ny\n\"q\"\t*b*\n\tz,\n"),
    // A resource is written once, on one line; one that is gone is left out.
    (.ndjson, "{ \"id\": \"1\" }\n"),
  ])
  func formats(_ format: ShownTable.Format, _ text: String) {
    let bytes = table.text(format) { key in
      key.id == "1" ? Array("{\n\"id\": \"1\"\r}".utf8) : nil
    }
    #expect(String(decoding: bytes, as: UTF8.self) == text)
  }
}
