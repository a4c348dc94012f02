// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// `tarn terminology`, and notes read with what it loaded.
@Suite struct TerminologyCommandTests {
  private let table = """
    code\tsystem\tkind\tterm
    X1\thttp://local.example/codes\tcondition\tmoorland fever

    """

  @Test func loadedListedFoundAndDropped() throws {
    let session = try Session()
    try table.write(toFile: session.path("local.tsv"), atomically: true, encoding: .utf8)
    let none = try session.tarn("terminology", "list")
    #expect(none.status == 0)
    #expect(none.error.contains("tarn terminology load DIR"))
    let loaded = try session.tarn("terminology", "load", "~/local.tsv")
    #expect(loaded.status == 0, "\(loaded.error)")
    #expect(loaded.output.contains("local: 1 concept, 1 different name"))
    let listed = try session.tarn("terminology", "list").output.split(separator: "\n")
    #expect(listed.count == 2)
    #expect(listed.last?.hasPrefix("local\t1\t1\t") == true)
    let found = try session.tarn("terminology", "find", "moorland", "fever")
    #expect(found.output.contains("X1\tmoorland fever"))
    #expect(try session.tarn("terminology", "find", "xyzzy").status == 1)
    #expect(try session.tarn("terminology", "drop", "local").status == 0)
    let again = try session.tarn("terminology", "drop", "local")
    #expect(again.status != 0)
    #expect(again.error.contains("There is no such terminology"))
  }

  @Test func notesAreReadWithItAndWithoutIt() throws {
    let session = try Session()
    try table.write(toFile: session.path("local.tsv"), atomically: true, encoding: .utf8)
    try "No moorland fever.".write(
      toFile: session.path("note.txt"),
      atomically: true,
      encoding: .utf8
    )
    _ = try session.tarn("terminology", "load", "~/local.tsv")
    let read = try session.tarn("extract", "--rules-only", "--note", "~/note.txt")
    #expect(read.output.contains("moorland fever\t"))
    #expect(read.output.contains("negation ('No')"))
    #expect(read.output.contains("X1 moorland fever"))
    let without = try session.tarn(
      "extract",
      "--rules-only",
      "--no-terminology",
      "--note",
      "~/note.txt"
    )
    #expect(!without.output.contains("moorland fever\t"))
  }

  @Test func aDamagedOneStopsAnImportBeforeItBegins() throws {
    let session = try Session()
    try table.write(toFile: session.path("local.tsv"), atomically: true, encoding: .utf8)
    _ = try session.tarn("terminology", "load", "~/local.tsv")
    let file = session.path(".local/share/tarn/terminology/local.terms")
    let whole = try #require(FileManager.default.contents(atPath: file))
    try whole.dropLast().write(to: URL(fileURLWithPath: file))
    try Sample.patient.write(toFile: session.path("p.ndjson"), atomically: true, encoding: .utf8)
    let run = try session.tarn("import", "--lake", "~/lake.tarn", "~/p.ndjson")
    #expect(run.status == 2)
    #expect(run.error.contains("drop it"))
    #expect(!FileManager.default.fileExists(atPath: session.path("lake.tarn")))
    let plain = try session.tarn("import", "--no-extract", "--lake", "~/lake.tarn", "~/p.ndjson")
    #expect(plain.status == 0, "\(plain.error)")
  }
}
