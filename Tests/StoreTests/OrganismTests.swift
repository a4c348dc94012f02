// SPDX-License-Identifier: Apache-2.0

import FHIR
import Store
import Testing
import Timeline

/// Susceptibilities, and what was tested.
@Suite struct OrganismTests {
  private func observation(_ id: String, _ name: String, _ more: JSON) -> LakeFixture.Change {
    var json: JSON = [
      "resourceType": "Observation", "id": .string(id), "status": "final",
      "category": [["coding": [["code": "laboratory"]]]], "code": ["text": .string(name)],
      "subject": ["reference": "Patient/p"], "effectiveDateTime": "2024-01-01",
    ]
    if case .object(let members) = more {
      for member in members { json[member.key] = member.value }
    }
    return .put(json)
  }

  private func titles(_ changes: [LakeFixture.Change]) throws -> [String] {
    let fixture = try LakeFixture()
    try fixture.write([.put(["resourceType": "Patient", "id": "p"])] + changes)
    var events = try fixture.lake.events(ofPatient: "p")
    try fixture.lake.nameOrganisms(of: &events, key: { $0.key }, event: \.event)
    return events.filter { ["Resistant", "Susceptible"].contains($0.event.value) }
      .map(\.event.title).sorted()
  }

  private static let resistant: JSON = ["valueCodeableConcept": ["text": "Resistant"]]
  private static let susceptible: JSON = ["valueCodeableConcept": ["text": "Susceptible"]]

  /// Two organisms of one day have two answers of one antibiotic.
  @Test func whatHasMembersNamesThem() throws {
    let found = try titles([
      observation("o1", "ESCHERICHIA COLI", ["hasMember": [["reference": "Observation/s1"]]]),
      observation("o2", "STAPH AUREUS", ["hasMember": [["reference": "Observation/s2"]]]),
      observation("s1", "GENTAMICIN", Self.resistant),
      observation("s2", "GENTAMICIN", Self.susceptible),
    ])
    #expect(found == ["GENTAMICIN (ESCHERICHIA COLI)", "GENTAMICIN (STAPH AUREUS)"])
  }

  /// What it is derived from, by the value of a culture; a panel is no organism.
  @Test func whatItIsDerivedFromNamesIt() throws {
    let found = try titles([
      observation("c", "Bacteria identified in Urine", ["valueString": "Klebsiella pneumoniae"]),
      observation(
        "s",
        "Ciprofloxacin [Susceptibility]",
        [
          "valueCodeableConcept": ["text": "Resistant"],
          "derivedFrom": [["reference": "Observation/c"]],
        ]
      ),
      observation("p", "Susceptibility panel", ["hasMember": [["reference": "Observation/s"]]]),
      observation("t", "Amoxicillin", Self.resistant),
    ])
    #expect(found == ["Amoxicillin", "Ciprofloxacin [Susceptibility] (Klebsiella pneumoniae)"])
  }
}
