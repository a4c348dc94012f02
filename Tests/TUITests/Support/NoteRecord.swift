// SPDX-License-Identifier: Apache-2.0

import Exchange
import Extraction
import FHIR
import Foundation
import Store

extension RecordFixture {
  private static let note = """
    HPI: 61 yo woman with T2DM and HTN, here for follow-up. Denies chest pain or dyspnea.
    Reports cough since starting lisinopril. Creatinine 1.42 mg/dL.
    FAMILY HISTORY: Mother with stroke at 70.
    PLAN: start empagliflozin 10 mg daily.
    """

  /// Returns a lake with two notes of Okafor and one of Lind, read by rules alone.
  static func withNotes(isRead: Bool = true) throws -> RecordFixture {
    let record = try RecordFixture()
    try record.write(
      .import,
      (2024, 5, 1),
      "interface",
      nil,
      [
        document("n1", "okafor", note, "2024-04-20"),
        document("n2", "okafor", "Cough is better.", "2024-04-28"),
        document("n3", "lind", "Has asthma.", "2024-04-29"),
      ]
    )
    if isRead { try record.readNotes() }
    return record
  }

  /// Reads the notes that were not read, by rules alone.
  func readNotes() throws {
    let runner = ExtractionRunner(
      lake: lake,
      engine: ClinicalTextEngine(usesModels: false),
      workers: 1
    )
    _ = try runner.run(
      JobDescription(kind: .extraction, startedAt: 1, author: "reader", program: "tests"),
      now: { 1 }
    )
  }

  /// Writes what changes the records of Okafor: a patient, a value and a note more, or one note less.
  func writeMore(number: Int) throws {
    let day = "2024-06-\(number % 28 < 9 ? "0" : "")\(number % 28 + 1)"
    try writeMore([
      Self.patient("more\(number)", "More\(number)", "Ada"),
      Self.document("more\(number)", "okafor", "Has gout. No fever, no cough.", day),
      """
      {"resourceType":"Observation","id":"more\(number)","status":"final","code":{"text":"Glucose"},\
      "subject":{"reference":"Patient/okafor"},"effectiveDateTime":"\(day)",\
      "valueQuantity":{"value":\(number),"unit":"mmol/L"}}
      """,
    ])
    if number > 1 {
      let key = Store.ResourceKey(type: .documentReference, id: "more\(number - 1)")
      try write(.delete, (2024, 6, 1), "interface", nil, [], deleting: key)
    }
    try readNotes()
  }

  /// Writes a note of Okafor, and another dose in it.
  func correctNote() throws {
    for dose in ["10 mg", "25 mg"] {
      let note = Self.note.replacing("10 mg", with: dose)
      try writeMore([Self.document("n1", "okafor", note, "2024-04-20")])
    }
  }

  /// Returns a DocumentReference with a text as its attachment.
  static func document(
    _ id: String,
    _ patient: String,
    _ text: String,
    _ date: String
  ) -> String {
    """
    {"resourceType":"DocumentReference","id":"\(id)","status":"current",\
    "type":{"text":"Progress note"},"subject":{"reference":"Patient/\(patient)"},\
    "date":"\(date)T09:00:00Z","content":[{"attachment":{"contentType":"text/plain",\
    "data":"\(Data(text.utf8).base64EncodedString())"}}]}
    """
  }
}
