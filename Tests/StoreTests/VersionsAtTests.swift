// SPDX-License-Identifier: Apache-2.0

import FHIR
import Store
import Testing

/// `_at` of a history: https://hl7.org/fhir/R4/http.html#history.
@Suite struct VersionsAtTests {
  @Test func versionsAreThoseThatWereCurrentInTheTime() throws {
    let fixture = try LakeFixture()
    let key = ResourceKey(type: .patient, id: "p")
    let patient = { (year: String) in
      LakeFixture.Change.put(
        ["resourceType": "Patient", "id": "p", "birthDate": .string(year)]
      )
    }
    try fixture.write([patient("1970")])
    try fixture.write([patient("1971")])
    try fixture.write([.delete(key)])
    let times = try fixture.lake.versions(of: key).reversed().map(\.recordedAt)
    #expect(times.count == 3)
    let found = { (range: Range<Int64>) in
      var filter = VersionFilter()
      filter.at = range
      let all = try fixture.lake.versions(filter, limit: .max).map(\.version)
      let own = try fixture.lake.versions(of: key).filter(filter.passes).map(\.version)
      #expect(all == own)
      return all
    }
    #expect(try found(0..<times[0]) == [])
    #expect(try found(times[0]..<times[0] + 1) == [1])
    #expect(try found(times[1] - 1..<times[1]) == [1])
    #expect(try found(times[1]..<times[1] + 1) == [2])
    #expect(try found(times[1] - 1..<times[1] + 1) == [2, 1])
    // A deletion is the current version from then on.
    #expect(try found(times[2] + 1000..<times[2] + 1001) == [3])
    #expect(try found(0..<Int64.max) == [3, 2, 1])
  }
}
