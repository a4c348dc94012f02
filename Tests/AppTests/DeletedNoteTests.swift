// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// A note that is deleted takes what was published of it along.
@Suite struct DeletedNoteTests {
  private static let lake = ["--lake", "~/lake.tarn"]

  @Test func whatWasPublishedGoesWithItsNote() throws {
    let session = try Session()
    let words = Data("Assessment: gout.".utf8).base64EncodedString()
    try session.add(
      "r.ndjson",
      """
      {"resourceType":"Patient","id":"p","name":[{"family":"Berg"}]}
      {"resourceType":"DocumentReference","id":"n","status":"current","subject":{"reference":"Patient/p"},\
      "date":"2024-01-02T08:00:00Z","content":[{"attachment":{"contentType":"text/plain","data":"\(words)"}}]}
      """
    )
    #expect(try session.run(["import", "~/r.ndjson"] + Self.lake).status == 0)
    #expect(
      try session.run(["review", "decide", "accepted", "gout", "--yes"] + Self.lake).status == 0
    )
    #expect(try session.run(["review", "publish"] + Self.lake).status == 0)
    let found = ["search", "Condition?", "--ids"] + Self.lake
    #expect(try session.run(found).output.split(separator: "\n").count == 1)
    let deleted = try session.run(["delete", "DocumentReference/n"] + Self.lake)
    #expect(deleted.status == 0)
    #expect(deleted.output.contains("published resource"), "\(deleted.output)")
    #expect(try session.run(found).output.isEmpty)
    // The note comes back, and with it what was accepted.
    #expect(try session.run(["restore", "DocumentReference/n"] + Self.lake).status == 0)
    #expect(try session.run(["review", "publish"] + Self.lake).status == 0)
    #expect(try session.run(found).output.split(separator: "\n").count == 1)
  }

  @Test func aQueryThatTakesTooLongSaysSo() throws {
    let session = try Session()
    try session.add("r.ndjson", #"{"resourceType":"Patient","id":"p"}"# + "\n")
    #expect(try session.run(["import", "~/r.ndjson"] + Self.lake).status == 0)
    let endless = """
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n
      """
    let run = try session.run(["sql", endless, "--timeout", "1"] + Self.lake)
    #expect(run.status == 2)
    #expect(run.error.contains("stopped after 1 second"), "\(run.error)")
  }
}
