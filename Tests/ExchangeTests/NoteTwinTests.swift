// SPDX-License-Identifier: Apache-2.0

import Exchange
import Extraction
import FHIR
import Foundation
import Store
import Testing

/// A note that is there as a document and as a report is one note.
@Suite("Notes that are there twice") struct NoteTwinTests {
  private static let text = "ALLERGIES: codeine. HPI: pneumonia."

  private static func report(
    _ id: String,
    _ text: String = text,
    date: String = "2024-03-01T10:00:00Z",
    more: [(String, JSON)] = []
  ) -> JSON {
    var json: JSON = [
      "resourceType": "DiagnosticReport", "id": .string(id), "status": "final",
      "subject": ["reference": "Patient/tom"], "effectiveDateTime": .string(date),
      "code": ["text": "Progress note"],
      "presentedForm": [
        [
          "contentType": "text/plain",
          "data": .string(Data(text.utf8).base64EncodedString()),
        ]
      ],
    ]
    for (key, value) in more { json[key] = value }
    return json
  }

  private func twins(_ resources: [JSON], isRead: Bool = true) throws -> [String: String] {
    let fixture = try NoteFixture()
    try fixture.put(resources)
    if isRead { try fixture.extract() }
    let found = try fixture.lake.noteTwins(ofPatient: "tom").documents
    return Dictionary(uniqueKeysWithValues: found.map { ($0.key.reference, $0.value.reference) })
  }

  @Test(arguments: [true, false])
  func theSameWordsOfOneMomentAreOneNote(_ isRead: Bool) throws {
    let document = NoteFixture.note("d", Self.text)
    let found = try twins([document, Self.report("r")], isRead: isRead)
    #expect(found == ["DiagnosticReport/r": "DocumentReference/d"])
    // Other words, another moment, a conclusion beside the words, and another patient are not.
    let apart = [
      Self.report("words", Self.text + " Better."),
      Self.report("day", date: "2024-03-02T10:00:00Z"),
      Self.report("more", more: [("conclusion", "Pneumonia, left lower lobe")]),
      Self.report("ann", more: [("subject", ["reference": "Patient/ann"])]),
    ]
    #expect(try twins([document] + apart, isRead: isRead).isEmpty)
    // Two documents of the same words are two.
    #expect(try twins([document, NoteFixture.note("d2", Self.text)], isRead: isRead).isEmpty)
  }

  @Test func whatItNamesIsAskedAboutOnce() throws {
    let fixture = try NoteFixture()
    try fixture.put([
      NoteFixture.note("d", Self.text), Self.report("r"),
      Self.report("alone", "HPI: asthma.", date: "2024-04-01"),
    ])
    try fixture.extract()
    let wanted = ["DocumentReference/d", "DiagnosticReport/alone"]
    #expect(Set(try fixture.lake.reviewQueue().map(\.key.reference)) == Set(wanted))
    #expect(Set(try fixture.lake.reviewQueue(patient: "tom").map(\.key.reference)) == Set(wanted))
    let facts = try fixture.lake.patientFacts(endedStatuses: [], now: 1_700_000_000_000)
    let asked = try fixture.lake.reviewQueue().map(\.unreviewed).reduce(0, +)
    #expect(asked > 0)
    #expect(facts.patients["tom"]?.unreviewed == asked)
    var query = EntityQuery()
    query.types = StoredEntity.reviewable
    query.twins = try fixture.lake.reviewableTwins()
    #expect(try fixture.lake.entityCounts(query) == [.unreviewed: asked])
    let items = try Reconciliation(lake: fixture.lake, patient: "tom").items
    for item in items { #expect(item.mentions.count == 1, "\(item.name)") }
    #expect(items.contains { $0.kind == .allergies && $0.name.lowercased() == "codeine" })
    // Both are counted where resources are.
    #expect(try fixture.search("DiagnosticReport?patient=Patient/tom").count == 2)
    #expect(try fixture.entities("note:DiagnosticReport/r").isEmpty == false)
    // Before either was there, nothing was there twice.
    #expect(try fixture.lake.noteTwins(ofPatient: "tom", asOf: 1).isEmpty)
  }
}
