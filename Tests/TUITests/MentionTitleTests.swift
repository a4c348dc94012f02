// SPDX-License-Identifier: Apache-2.0

import Exchange
import Extraction
import Store
import Testing
import Timeline

@testable import TUI

@Suite("Titles of what notes mention")
struct MentionTitleTests {
  /// The titles of the mentions of one note.
  private func titles(_ note: String) throws -> [String] {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    try record.writeMore([RecordFixture.document("n1", "okafor", note, "2024-04-20")])
    _ = try ExtractionRunner(
      lake: record.lake,
      engine: ClinicalTextEngine(usesModels: false),
      workers: 1
    )
    .run(
      JobDescription(kind: .extraction, startedAt: 1, author: "reader", program: "tests"),
      now: { 1 }
    )
    return try StoreSource(record.lake).readEvents(
      ofPatient: "okafor",
      cancellation: Cancellation()
    )
    .map(\.event).filter { $0.lane == .entities }.map(\.title)
  }

  @Test(arguments: [
    ("ALLERGIES: NKDA.", "NKDA"), ("ALLERGIES: No Known Drug Allergies", "No Known Drug Allergies"),
    ("Allergies: no known allergies.", "no known allergies"),
    ("HPI: Denies chest pain.", "no chest pain"),
    ("HPI: She denies non-Hodgkin lymphoma.", "no non-Hodgkin lymphoma"),
    ("FAMILY HISTORY: No diabetes in mother.", "family: no diabetes"),
  ])
  func aDenialIsNotDeniedOnceMore(_ note: String, _ title: String) throws {
    let titles = try titles(note)
    #expect(titles.contains(title), "\(titles)")
  }
}
