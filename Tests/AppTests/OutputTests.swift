// SPDX-License-Identifier: Apache-2.0

import FHIR
import Foundation
import TestSupport
import Testing

/// What the commands print: help, tables in a pipe, JSON.
@Suite struct OutputTests {
  /// The members of a JSON object, in their order.
  private func names(_ text: String) throws -> [String] {
    let line = try #require(text.split(separator: "\n").first)
    return try JSONDocument.parse(String(line)).root.members.map(\.key)
  }

  /// A lake with two versions of a result, a deletion and two patients.
  private func session() throws -> Session {
    let session = try Session()
    try session.importLines(
      Sample.patient,
      Sample.creatinine("1.10"),
      Sample.creatinine("9", id: "o2")
    )
    try session.importLines(Sample.creatinine("1.42"))
    return session
  }

  /// One is one, and more have a plural and commas.
  @Test func nounsFollowTheirNumbers() throws {
    let session = try Session()
    let one = try session.tarn("import", "--lake", "~/lake.tarn", "-", input: Sample.patient)
    #expect(one.error.contains("Read 1 resource from 1 file in "), "\(one.error)")
    let note = try session.tarn("import", "--lake", "~/lake.tarn", "-", input: Sample.note)
    #expect(note.error.contains("Read 1 resource from 1 file in "))
    let read = try session.tarn("extract", "--rules-only", "--lake", "~/lake.tarn")
    #expect(read.output.hasPrefix("1 note read, "), "\(read.output) \(read.error)")
    let crowd = try session.tarn(
      "import",
      "--lake",
      "~/lake.tarn",
      "-",
      input: Sample.crowd(600).joined(separator: "\n")
    )
    #expect(crowd.error.contains("Read 1,200 resources from 1 file in "), "\(crowd.error)")
    let sql = try session.tarn(
      "sql",
      "--limit",
      "1",
      "--lake",
      "~/lake.tarn",
      "SELECT id FROM Patient"
    )
    #expect(sql.error.contains("The first 1 row; --limit gives more"), "\(sql.error)")
  }

  @Test func helpSaysWhatThereIs() throws {
    let session = try Session()
    let main = try session.tarn("--help")
    #expect(main.status == 0)
    var text = "$ tarn --help\n" + main.output
    let commands = main.output.split(separator: "\n").drop { $0 != "SUBCOMMANDS:" }.dropFirst()
      .compactMap {
        $0.hasPrefix("  ") && !$0.hasPrefix("   ") ? $0.split(separator: " ").first : nil
      }
    #expect(commands.count >= 14)
    for command in commands where command != "help" {
      let run = try session.tarn("help", String(command))
      #expect(run.status == 0)
      text += "\n$ tarn help \(command)\n" + run.output
    }
    expectGolden(text, "help.txt")
  }

  /// A table in a pipe has tabs and the same number of columns in every line.
  @Test(
    arguments: [
      ["stats"], ["jobs"], ["timeline", "p1"], ["history", "Observation/o1"],
      ["history", "--patient", "p1", "--all"], ["search", "creatinine"],
      ["search", "Observation?code:text=creatinine&_sort=-date"],
    ])
  func tablesAreTabSeparatedInAPipe(arguments: [String]) throws {
    let run = try session().run(arguments + ["--lake", "~/lake.tarn"])
    #expect(run.status == 0, "\(run.error)")
    let rows = run.output.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).count
    }
    #expect(rows.count > 1)
    #expect(Set(rows).count == 1)
    #expect(try #require(rows.first) > 1)
    #expect(!run.output.contains("\u{1b}"))
  }

  @Test(
    arguments: [
      (["stats"], ["resources", "versions", "deleted", "patients", "notes", "jobs", "bytes"]),
      (
        ["jobs"],
        [
          "job", "kind", "state", "startedAt", "endedAt", "author", "source", "reason", "program",
          "new", "changed", "deleted", "identical", "invalid",
        ]
      ),
      (
        ["history", "Observation/o1"], ["resourceType", "type", "total", "entry"]
      ),
      (
        ["import", "--dry-run", "~/none.json"],
        [
          "job", "dryRun", "resumed", "interrupted", "files", "bytes", "milliseconds", "total",
          "types", "skippedFiles", "unresolvedReferences", "problems", "problemCount",
        ]
      ),
    ])
  func objectsHaveTheirMembers(arguments: [String], members: [String]) throws {
    let session = try session()
    try session.add("none.json", Sample.patient)
    let run = try session.run(arguments + ["--lake", "~/lake.tarn", "--json"])
    #expect(run.status == 0, "\(run.error)")
    #expect(try names(run.output) == members)
  }

  /// The members that the timeline promises, in `timeline` and `search`.
  @Test(arguments: [["timeline", "p1"], ["search", "creatinine"]])
  func eventsSayWhatDatedThem(arguments: [String]) throws {
    let run = try session().run(arguments + ["--lake", "~/lake.tarn", "--json"])
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == (arguments[0] == "search" ? 2 : lines.count))
    for line in lines {
      let names = try Set(JSONDocument.parse(String(line)).root.members.map(\.key))
      #expect(
        names.isSuperset(of: ["start", "precision", "lane", "title", "reference", "version"])
      )
      #expect(names.contains("patient") == (arguments[0] == "search"))
    }
  }

  /// The worked queries of the documents run.
  @Test func theWorkedQueriesRun() throws {
    let session = try session()
    let root = #filePath.prefix(#filePath.count - "Tests/AppTests/OutputTests.swift".count)
    let document = try String(contentsOfFile: root + "docs/sql.md", encoding: .utf8)
    let queries = document.components(separatedBy: "```sql\n").dropFirst().map {
      $0.components(separatedBy: "```")[0]
    }
    #expect(queries.count == 10)
    for query in queries {
      let run = try session.tarn("sql", "--lake", "~/lake.tarn", query)
      // 1 where this small lake has no such row.
      #expect(run.status < 2, "\(query): \(run.error)")
    }
  }

  @Test func theSameSeedGivesTheSameBytes() throws {
    let session = try Session()
    let first = try session.tarn("generate", "--patients", "3", "--seed", "5")
    let second = try session.tarn("generate", "--patients", "3", "--seed", "5")
    let other = try session.tarn("generate", "--patients", "3", "--seed", "6")
    #expect(first.status == 0)
    #expect(first.output == second.output)
    #expect(first.output != other.output)
  }

  @Test(arguments: [["demo"], ["demo", "--fresh"]])
  func theDemoLeavesALakeThatIsNoSample(_ command: [String]) throws {
    let session = try Session()
    let lake = session.path("clinic.tarn")
    try session.add(
      "p.json",
      #"{"resourceType":"Patient","id":"1","name":[{"family":"Abara"}]}"#
    )
    #expect(try session.tarn("import", session.path("p.json"), "--lake", lake).status == 0)
    let run = try session.run(command + ["--lake", lake])
    #expect(run.status == 2)
    #expect(run.error.contains("is not the sample lake: \(lake)"))
    #expect(run.error.contains("It is left as it is"))
    #expect(try session.tarn("show", "Patient/1", "--lake", lake).output.contains("Abara"))
  }

  @Test func aSampleOfAnEarlierVersionIsKept() throws {
    let session = try Session()
    let lake = session.path("sample.tarn")
    #expect(try session.tarn("demo", "--lake", lake).status == 0)
    try session.add("sample.tarn.edition", "0.0.1-1")
    try session.add("p.json", #"{"resourceType":"Patient","id":"mine"}"#)
    #expect(try session.tarn("import", session.path("p.json"), "--lake", lake).status == 0)
    let run = try session.tarn("demo", "--lake", lake)
    #expect(run.status == 0)
    #expect(run.error.contains("is now \(lake).old"))
    #expect(try session.tarn("show", "Patient/mine", "--lake", lake).status != 0)
    #expect(try session.tarn("show", "Patient/mine", "--lake", "\(lake).old").status == 0)
  }

  @Test func theDemoSaysHowToOpenItWithoutATerminal() throws {
    let session = try Session()
    let run = try session.tarn("demo")
    #expect(run.status == 0)
    let lake = session.path(".local/share/tarn/sample.tarn")
    #expect(run.output.contains("tarn browse --lake \(lake)"))
    let check = try session.tarn("check", "--lake", lake)
    #expect(check.output == "The lake is sound\n")
    let again = try session.tarn("demo")
    #expect(again.error.isEmpty)
    #expect(again.output == run.output)
  }
}
