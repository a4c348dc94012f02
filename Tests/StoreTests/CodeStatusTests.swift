// SPDX-License-Identifier: Apache-2.0

import FHIR
import Store
import Testing

/// Code statuses that are results, in the list of patients.
@Suite struct CodeStatusTests {
  private func status(
    _ id: String,
    _ value: String,
    _ date: String,
    of patient: String = "p"
  )
    -> LakeFixture.Change
  {
    .put([
      "resourceType": "Observation", "id": .string(id), "status": "final",
      "code": ["text": "Code status"], "subject": ["reference": .string("Patient/\(patient)")],
      "effectiveDateTime": .string(date), "valueString": .string(value),
      "category": [["coding": [["code": "vital-signs"]]]],
    ])
  }

  private func patient(_ id: String) -> LakeFixture.Change {
    .put(["resourceType": "Patient", "id": .string(id)])
  }

  /// Whoever goes through the list sees whose last status forbids; one that nobody knows takes none back.
  @Test func theLastStatusCounts() throws {
    let fixture = try LakeFixture()
    func listed() throws -> [String] {
      var found: [String] = []
      try fixture.lake.patients {
        if $0.directives > 0 { found.append("\($0.row)") }
        return true
      }
      return found
    }
    try fixture.write([
      patient("p"), patient("q"), status("q1", "Full code", "2024-01-01", of: "q"),
    ])
    #expect(try listed().isEmpty)
    try fixture.write([status("p1", "DNR", "2024-01-01")])
    #expect(try listed().count == 1)
    #expect(try fixture.lake.patient(id: "p").directives == 1)
    #expect(try fixture.lake.patient(id: "q").directives == 0)
    try fixture.write([status("p2", "unknown", "2024-02-01")])
    #expect(try fixture.lake.patient(id: "p").directives == 1)
    try fixture.write([status("p3", "Full code", "2024-03-01")])
    #expect(try listed().isEmpty)
    // The last by when it was so, and not by when it was written.
    try fixture.write([status("p4", "DNR", "2023-03-01")])
    #expect(try fixture.lake.patient(id: "p").directives == 0)
    try fixture.write([.delete(try key("Observation/p3"))])
    #expect(try fixture.lake.patient(id: "p").directives == 1)
  }
}
