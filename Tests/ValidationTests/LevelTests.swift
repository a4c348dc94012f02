// SPDX-License-Identifier: Apache-2.0

import FHIR
import TestSupport
import Testing
import Validation

@Suite struct LevelTests {
  private func severities(_ text: String) throws -> [FHIR.Issue.Severity?] {
    let root = try JSONDocument.parse(text).root
    return StructureValidator.Level.allCases.map { level in
      StructureValidator(level: level).validate(root).map(\.severity).max()
    }
  }

  @Test(
    arguments: [
      (#"{"resourceType":"Patient","id":"1"}"#, [nil, nil, nil]),
      (#"{"resourceType":"Patient","gender":"x"}"#, [.error, nil, nil]),
      (#"{"resourceType":"Patient","birthDate":"x"}"#, [.error, .error, .warning]),
      (#"{"resourceType":"Patient","x":1}"#, [.error, .error, .warning]),
      (#"{"resourceType":"Observation"}"#, [.error, .error, .warning]),
      (#"{"resourceType":"Patient","name":[{"text":" "}]}"#, [.warning, .warning, .warning]),
      (#"{"resourceType":"Patient","id":"a b"}"#, [.error, .error, .error]),
      (#"{"resourceType":"Patient","id":1}"#, [.error, .error, .error]),
      (#"{"resourceType":"Patient","id":null}"#, [.error, .error, .error]),
      (#"{"resourceType":"Patient","id":""}"#, [.error, .error, .error]),
      (#"{"resourceType":"Unheard"}"#, [.error, .error, .error]),
      (#"{"id":"1"}"#, [.error, .error, .error]), ("[1]", [.error, .error, .error]),
      (
        #"{"resourceType":"Patient","contained":[{"id":"1"}]}"#, [.error, .error, .warning]
      ),
      (
        #"{"resourceType":"Patient","contained":[{"resourceType":"Basic","id":"a b","code":{"text":"x"}}]}"#,
        [.error, .error, .warning]
      ),
    ] as [(String, [FHIR.Issue.Severity?])]
  )
  func decides(text: String, expected: [FHIR.Issue.Severity?]) throws {
    #expect(try severities(text) == expected)
  }

  @Test func issuesBeyondTheLimitAreCountedAndStillDecide() throws {
    let names = (0..<30).map { #"{"x\#($0)":1}"# }.joined(separator: ",")
    let text = #"{"resourceType":"Patient","name":[\#(names)],"id":"a b"}"#
    let root = try JSONDocument.parse(text).root
    let strict = StructureValidator(level: .strict, limit: 10).validate(root)
    #expect(strict.count == 11)
    #expect(strict.last?.rule == "more-issues")
    #expect(strict.last?.diagnostics == "21 more issues are not listed")
    let minimal = StructureValidator(level: .minimal, limit: 10).validate(root)
    #expect(minimal.dropLast().allSatisfy { $0.severity == .warning })
    #expect(minimal.last?.severity == .error)
    let mild = try JSONDocument.parse(#"{"resourceType":"Patient","name":[\#(names)]}"#).root
    #expect(
      StructureValidator(level: .minimal, limit: 10).validate(mild).last?.severity == .warning
    )
  }

  @Test func issuesSayWhereWithoutContent() throws {
    let text = """
      {"resourceType": "Patient",
       "birthDate": "1970-01-01",
       "birthdate": "Secret",
       "gender": "Secret",
       "telecom": [{"value": 5, "Secret Name": true}]}
      """
    let document = try JSONDocument.parse(text)
    let issues = StructureValidator(level: .strict).validate(document.root)
    #expect(
      issues.map(\.diagnostics) == [
        "Patient has no element 'birthdate'; the nearest is 'birthDate'",
        "The code is not in the required value set 'administrative-gender'",
        "Must be a string (string), not a number",
        "ContactPoint has an element whose name is none of FHIR",
      ]
    )
    let positions = issues.compactMap { $0.position(in: document) }
    #expect(positions.map(\.line) == [3, 4, 5, 5])
    #expect(positions.map(\.column) == [2, 12, 24, 27])
    #expect(!OperationOutcome.json(issues, in: document).text.contains("Secret"))
  }

  @Test func outcomeIsAValidResource() throws {
    let bad = try JSONDocument.parse("{\n\"resourceType\":\"Patient\",\"x\":1}")
    let issues = StructureValidator(level: .strict).validate(bad.root)
    let outcome = OperationOutcome.json(issues, in: bad)
    #expect(try rules(outcome.text) == [])
    #expect(outcome.text.contains(#""valueInteger":2"#))
    #expect(try rules(OperationOutcome.json([]).text) == [])
  }

  @Test func typesAreThoseOfTheEnvelope() {
    #expect(StructureValidator.resourceTypes == ResourceType.allCases.map(\.rawValue).sorted())
  }
}
