// SPDX-License-Identifier: Apache-2.0

import FHIR
import Search
import Testing

/// What a resource is filed under.
@Suite struct IndexKeyTests {
  private func keys(_ text: String) throws -> [String] {
    let root = try JSONDocument.parse(text).root
    let type = try #require(ResourceType(name: root["resourceType"]?.string ?? ""))
    return String(decoding: IndexKeys.of(root, type: type), as: UTF8.self)
      .split(separator: " ").map(String.init)
  }

  /// `subject` and `patient` name one reference, `code` and `combo-code` one code.
  @Test func aValueOfSeveralParametersIsFiledOnce() throws {
    let keys = try keys(
      """
      {"resourceType": "Observation", "id": "o", "status": "final",
       "code": {"coding": [{"system": "http://loinc.org", "code": "4548-4"}]},
       "subject": {"reference": "Patient/p"}, "valueQuantity": {"value": 7.2}}
      """
    )
    #expect(keys.filter { $0.hasPrefix("r") }.count == 1)
    #expect(keys.filter { $0.hasPrefix("j") }.isEmpty)
    #expect(keys.filter { $0.hasPrefix("q") && $0.hasSuffix("_c01c") }.count == 1)
    // The status, the code.
    #expect(keys.filter { $0.hasPrefix("t") }.count == 2)
    // Whether a parameter has a value is said for each.
    let present = Set(keys.filter { $0.hasPrefix("e") })
    for code in ["subject", "patient", "code", "combo-code", "combo-value-quantity"] {
      let parameter = try #require(SearchParameters.all.parameter(code, of: .observation))
      #expect(present.contains("e" + String(parameter.number, radix: 36)), "\(code)")
    }
  }

  /// The id of what no parameter expects is found by the id alone, too.
  @Test func theTypeOfAnUnexpectedReferenceNeedNotBeKnown() throws {
    let keys = try keys(
      #"{"resourceType": "Observation", "id": "o", "subject": {"reference": "Medication/m"}}"#
    )
    #expect(keys.filter { $0.hasPrefix("r") }.count == 1)
    #expect(keys.filter { $0.hasPrefix("j") }.count == 1)
  }
}
