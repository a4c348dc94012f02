// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// An image is one thing with its place, and words of a heading are no tests.
@Suite struct PlacedTestTests {
  static let images = Table.rows(
    """
    CT head showed no hemorrhage. | CT head
    CT brain shows atrophy. | CT brain
    Carotid ultrasound without stenosis. | Carotid ultrasound
    Pelvic ultrasound shows a fibroid. | Pelvic ultrasound
    Cranial ultrasound: no haemorrhage. | Cranial ultrasound
    Endometrial biopsy benign. | Endometrial biopsy
    """
  )

  @Test(arguments: images) func anImageIsNamedWithItsPlace(row: [String]) throws {
    let note = Engines.full.read(row[0])
    let test = try #require(note.entity(row[1]), "\(note.entities.map(\.text))")
    #expect(test.category == .testTreatmentProcedure)
    #expect(!note.entities.contains { $0.category == .anatomy }, "\(row[0])")
  }

  @Test(arguments: [
    "CARDIOLOGY CLINIC NOTE\nPatient seen today.", "GP REFERRAL LETTER\nPlease see this man.",
  ]) func wordsOfALetterAreNoTests(text: String) {
    let tests = Engines.full.read(text).entities.filter { $0.type == .testName }
    #expect(tests.isEmpty, "\(text): \(tests.map(\.text))")
  }

  /// What is looked for is a part of the name, however sure a model is that it is a disease.
  @Test func whatIsAssessedIsOfTheTestsName() throws {
    let note = Engines.full.read("Plan: assessment of anxiety.")
    let found = try #require(note.entity("assessment of anxiety"))
    #expect(found.type == .testName)
  }
}
