// SPDX-License-Identifier: Apache-2.0

import Exchange
import Extraction
import FHIR
import Foundation
import Store
import Testing

/// Notes that say of themselves that they are not to be believed.
@Suite struct WithdrawnNoteTests {
  private static let text = "ASSESSMENT: epilepsy. Takes phenytoin 100 mg daily."

  @Test(arguments: [
    ("status", "entered-in-error"), ("docStatus", "entered-in-error"),
  ])
  func nothingIsReadOfANoteThatWasWithdrawn(_ element: String, _ status: String) throws {
    let fixture = try NoteFixture()
    var note = NoteFixture.note("n", Self.text)
    note[element] = .string(status)
    try fixture.put([note])
    try fixture.extract()
    #expect(try fixture.entities("").isEmpty)
  }

  /// Many systems say "superseded" of every note but the last: only one that is replaced is set aside.
  @Test(arguments: ["replaces", "appends", "of another"], ["superseded", "current"])
  func aNoteIsReadUnlessItIsReplaced(_ relation: String, _ status: String) throws {
    let fixture = try NoteFixture()
    var old = NoteFixture.note("old", Self.text)
    old["status"] = .string(status)
    var new = NoteFixture.note("new", "ASSESSMENT: gout.")
    let target = relation == "of another" ? "DocumentReference/else" : "DocumentReference/old"
    new["relatesTo"] = [
      [
        "code": .string(relation == "appends" ? "appends" : "replaces"),
        "target": ["reference": .string(target)],
      ]
    ]
    try fixture.put([old, new])
    try fixture.extract()
    #expect(try fixture.entities("epilepsy").isEmpty == (relation == "replaces"))
    #expect(try fixture.entities("gout").count == 1)
  }

  /// What was accepted and published goes with the note, and comes back with it.
  @Test func whatWasPublishedGoesWithItsNote() throws {
    let fixture = try NoteFixture()
    let note = NoteFixture.note("n", Self.text)
    let other = NoteFixture.note("o", "ASSESSMENT: gout.")
    try fixture.put([note, other])
    try fixture.extract()
    try fixture.judge(fixture.one("epilepsy"), .accepted)
    try fixture.judge(fixture.one("gout"), .accepted)
    _ = try fixture.publish()
    #expect(try fixture.search("Condition?patient=tom").count == 2)

    var withdrawn = note
    withdrawn["status"] = "entered-in-error"
    try fixture.put([withdrawn])
    // The Condition and the Linkage.
    #expect(try fixture.extract().withdrawn == 1)
    #expect(try fixture.search("Condition?patient=tom").count == 1)
    #expect(try fixture.search("Linkage?_tag=SYSTEM_GENERATED").count == 1)
    #expect(try fixture.entities("epilepsy").isEmpty)

    try fixture.put([note])
    #expect(try fixture.extract().withdrawn == 0)
    #expect(try fixture.one("epilepsy").decision.isAccepted)
    _ = try fixture.publish()
    #expect(try fixture.search("Condition?patient=tom").count == 2)
  }

  @Test func whatWasPublishedGoesWithADeletedNoteAtTheNextPublishing() throws {
    let fixture = try NoteFixture()
    try fixture.put([NoteFixture.note("n", Self.text)])
    try fixture.extract()
    try fixture.judge(fixture.one("epilepsy"), .accepted)
    _ = try fixture.publish()
    _ = try fixture.lake.transact(fixture.job(.edit), recordedAt: 1_800_000_000_000) {
      try $0.delete(ResourceKey(type: .documentReference, id: "n"))
    }
    #expect(try fixture.publish().deleted == 1)
    #expect(try fixture.search("Condition?patient=tom").isEmpty)
  }
}

/// Documents in several formats.
@Suite struct RenditionTests {
  private func attachment(_ text: String, _ type: String) -> JSON {
    let data = Data(text.utf8).base64EncodedString()
    return ["attachment": ["contentType": .string(type), "data": .string(data)]]
  }

  @Test(arguments: [
    (["psoriasis|text/plain", "<p>Psoriasis.</p>|text/html"], 1),
    (
      [
        "<h1>Letter</h1><p>Psoriasis of both elbows.</p>|text/html",
        "Psoriasis of both elbows|text/plain",
      ], 1
    ),
    (["Known psoriasis, K 4.1|text/plain", "Known psoriasis, K 6.9|text/plain"], 2),
    (["Known psoriasis: +|text/plain", "Known psoriasis: -|text/plain"], 2),
    (["Psoriasis of both elbows|text/plain", "Gout of the left toe|text/plain"], 2),
    (["Gout.|text/plain", "Known gout, psoriasis and long standing asthma.|text/plain"], 4),
  ])
  func oneDocumentIsReadOnce(_ texts: [String], _ count: Int) throws {
    let fixture = try NoteFixture()
    var note = NoteFixture.note("n", "")
    note["content"] = .array(
      texts.map { text in
        let parts = text.split(separator: "|").map(String.init)
        return attachment(parts[0], parts[1])
      }
    )
    try fixture.put([note])
    try fixture.extract()
    let found = try fixture.entities("").filter { $0.category == .medicalCondition }
    #expect(found.count == count, "\(found.map(\.text))")
  }
}
