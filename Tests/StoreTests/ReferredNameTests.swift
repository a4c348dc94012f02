// SPDX-License-Identifier: Apache-2.0

import FHIR
import Store
import TestSupport
import Testing
import Timeline

/// Names of what an encounter only refers to: where the patient lies, and why.
@Suite struct ReferredNameTests {
  private static let stay: JSON = [
    "resourceType": "Encounter", "id": "stay", "status": "in-progress", "class": ["code": "IMP"],
    "subject": ["reference": "Patient/1"], "period": ["start": "2024-03-01T10:00:00Z"],
    "reasonReference": [["reference": "Condition/c"]],
    "location": [["location": ["reference": "Location/w"], "status": "active"]],
  ]

  private func value(_ fixture: LakeFixture, asOf job: Int64? = nil) throws -> String? {
    try fixture.lake.events(ofPatient: "1", asOf: job).first { $0.key.type == .encounter }?.event
      .value
  }

  @Test func theNamesAreThoseOfWhatIsStored() throws {
    let fixture = try LakeFixture()
    try fixture.write([.put(patient("1")), .put(Self.stay)])
    #expect(try value(fixture) == "for Condition/c, in Location/w")
    try fixture.write([
      .put([
        "resourceType": "Condition", "id": "c", "subject": ["reference": "Patient/1"],
        "code": ["text": "Aortic stenosis"],
      ]),
      .put(["resourceType": "Location", "id": "w", "name": "Ward 7, bed 2"]),
    ])
    #expect(try value(fixture) == "for Aortic stenosis, in Ward 7 bed 2")
    try fixture.write([.put(["resourceType": "Location", "id": "w", "name": "Ward 9"])])
    #expect(try value(fixture) == "for Aortic stenosis, in Ward 9")
    // The past has the name of then, and what is deleted its last.
    #expect(try value(fixture, asOf: 2) == "for Aortic stenosis, in Ward 7 bed 2")
    #expect(try value(fixture, asOf: 1) == "for Condition/c, in Location/w")
    try fixture.write([.delete(key("Location/w"))])
    #expect(try value(fixture) == "for Aortic stenosis, in Ward 9")
  }

  /// Of more references than are listed every type has some, and all are counted.
  @Test func everyTypeThatRefersHasItsShare() throws {
    let fixture = try LakeFixture()
    var changes: [LakeFixture.Change] = [.put(patient("1")), .put(Self.stay)]
    for (type, count) in [("Observation", 30), ("Procedure", 3)] {
      for number in 0..<count {
        changes.append(
          .put([
            "resourceType": .string(type), "id": .string("\(number)"), "status": "final",
            "subject": ["reference": "Patient/1"], "encounter": ["reference": "Encounter/stay"],
          ])
        )
      }
    }
    try fixture.write(changes)
    let listed = try fixture.lake.references(to: key("Encounter/stay"), limit: 20)
    #expect(listed.count == 20)
    #expect(listed.count { $0.key.type == .procedure } == 2)
    #expect(try fixture.lake.referenceCount(to: key("Encounter/stay")) == 33)
    #expect(try fixture.lake.references(to: key("Encounter/stay")).count == 33)
  }
}
