// SPDX-License-Identifier: Apache-2.0

import FHIR
import Testing
import Validation

/// The invariants of R4, each broken and kept.
@Suite struct InvariantRuleTests {
  private static let observation =
    #""resourceType":"Observation","status":"final","code":{"text":"x"}"#

  @Test(
    arguments: [
      // pat-1: a contact says who or where.
      (
        #"{"resourceType":"Patient","contact":[{"relationship":[{"text":"x"}]}]}"#,
        "pat-1 Patient.contact[0]"
      ),
      (#"{"resourceType":"Patient","contact":[{"name":{"text":"x"}}]}"#, ""),
      // per-1: a period ends after it starts, wherever it stands.
      (
        #"{"resourceType":"Patient","name":[{"text":"a"},{"period":{"start":"2020-02","end":"2020-01"}}]}"#,
        "per-1 Patient.name[1].period"
      ),
      (#"{"resourceType":"Patient","name":[{"period":{"start":"2020","end":"2020"}}]}"#, ""),
      // obs-6 and obs-7.
      (#"{@,"valueInteger":1,"dataAbsentReason":{"text":"y"}}"#, "obs-6 Observation"),
      (#"{@,"dataAbsentReason":{"text":"y"}}"#, ""),
      // obs-3: a reference range has bounds or words.
      (#"{@,"referenceRange":[{"type":{"text":"n"}}]}"#, "obs-3 Observation.referenceRange[0]"),
      (#"{@,"referenceRange":[{"text":"n"}]}"#, ""),
      // qty-3: a unit's code has a system.
      (#"{@,"valueQuantity":{"value":1,"code":"mg"}}"#, "qty-3 Observation.value"),
      (#"{@,"valueQuantity":{"value":1,"code":"mg","system":"http://unitsofmeasure.org"}}"#, ""),
      // ref-1 and dom-3: contained resources are there and are used.
      (##"{@,"subject":{"reference":"#p"}}"##, "ref-1 Observation.subject"),
      (#"{@,"contained":[{"resourceType":"Patient","id":"p"}]}"#, "dom-3 Observation"),
      (
        ##"{@,"subject":{"reference":"#p"},"contained":[{"resourceType":"Patient","id":"p"}]}"##,
        ""
      ),
      // In a Bundle, an entry has its own contained resources.
      (
        ##"{"resourceType":"Bundle","type":"collection","entry":[{"resource":{@,"subject":{"reference":"#p"},"contained":[{"resourceType":"Patient","id":"p"}]}}]}"##,
        ""
      ),
      // con-5 and a warning, con-3.
      (
        #"{"resourceType":"Condition","subject":{"reference":"Patient/1"},"verificationStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-ver-status","code":"entered-in-error"}]},"clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical","code":"active"}]}}"#,
        "con-5 Condition"
      ),
    ])
  func brokenInvariantsAreFound(text: String, expected: String) throws {
    let document = try JSONDocument.parse(text.replacing("@", with: Self.observation))
    let issues = StructureValidator(level: .strict).validate(document.root)
    let found = issues.filter { $0.severity >= .error }.map { "\($0.rule) \($0.expression)" }
    #expect(found.joined(separator: ", ") == expected)
    #expect(issues.allSatisfy { $0.code == .invariant })
    // Below strict they are not asked.
    #expect(StructureValidator(level: .structureOnly).validate(document.root).isEmpty)
  }
}
