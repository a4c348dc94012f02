// SPDX-License-Identifier: Apache-2.0

import FHIR
import TestSupport
import Testing
import Validation

/// The issues of a text's structure, as `rule expression`; invariants have a suite of their own.
func rules(_ text: String, _ level: StructureValidator.Level = .strict) throws -> [String] {
  StructureValidator(level: level).validate(try JSONDocument.parse(text).root)
    .filter { Int($0.rule.split(separator: "-").last ?? "") == nil }.map {
      "\($0.rule) \($0.expression)"
    }
}

@Suite struct StructureRuleTests {
  /// Puts members into a Patient.
  private func patient(_ members: String) -> String {
    #"{"resourceType":"Patient",\#(members)}"#
  }

  @Test(
    arguments: [
      #""id":"a-B.9""#, #""active":true,"birthDate":"1970-02-28""#,
      #""name":[{"family":"Ng","given":["A","B"]}]"#,
      #""birthDate":"1970","_birthDate":{"extension":[{"url":"u","valueCode":"x"}]}"#,
      #""_birthDate":{"extension":[{"url":"u","valueCode":"x"}]}"#,
      #""birthDate":"1970","_birthDate":{"id":"b"}"#,
      #""name":[{"given":["A",null],"_given":[null,{"id":"x","extension":[{"url":"u","valueCode":"x"}]}]}]"#,
      #""name":[{"_given":[{"extension":[{"url":"u","valueCode":"x"}]}]}]"#,
      #""name":[{"given":["A"],"_given":[{"id":"x"}]}]"#,
      #""deceasedBoolean":true,"_deceasedBoolean":{"id":"x"}"#,
      #""extension":[{"url":"u","extension":[{"url":"v","valueString":"s"}]}]"#,
      #""contained":[{"resourceType":"Organization","id":"o","name":"x"}]"#,
      #""\u0061ctive":true"#, #""gender":"fem\u0061le""#,
      #""text":{"status":"generated","div":"<div>\u0001</div>"}"#,
    ])
  func accepts(members: String) throws {
    #expect(try rules(patient(members)) == [])
  }

  @Test(
    arguments: [
      (#""birthdate":"1970""#, ["unknown-element Patient.birthdate"]),
      (#""resource":{}"#, ["unknown-element Patient.resource"]),
      (
        #""name":[{"resourceType":"x","text":"y"}]"#,
        ["unknown-element Patient.name[0].resourceType"]
      ),
      (#""_name":[{"text":"x"}]"#, ["unknown-element Patient.name"]),
      (#""active":"true""#, ["wrong-json-type Patient.active"]),
      (#""gender":1"#, ["wrong-json-type Patient.gender"]),
      (#""name":["x"]"#, ["wrong-json-type Patient.name[0]"]),
      (#""maritalStatus":"M""#, ["wrong-json-type Patient.maritalStatus"]),
      (#""gender":{"value":"male"}"#, ["wrong-json-type Patient.gender"]),
      (#""contained":["x"]"#, ["wrong-json-type Patient.contained[0]"]),
      (#""gender":["male"]"#, ["unexpected-array Patient.gender"]),
      (#""maritalStatus":[{"text":"x"}]"#, ["unexpected-array Patient.maritalStatus"]),
      (#""name":[["x"]]"#, ["wrong-json-type Patient.name[0]"]),
      (#""name":{"text":"x"}"#, ["expected-array Patient.name"]),
      (#""name":[{"given":"x"}]"#, ["expected-array Patient.name[0].given"]),
      (#""communication":[{"preferred":true}]"#, ["missing-element Patient.communication[0]"]),
      (
        #""deceasedBoolean":true,"deceasedDateTime":"2020""#,
        ["multiple-choices Patient.deceased"]
      ),
      (
        #""deceasedBoolean":true,"_deceasedDateTime":{"id":"x"}"#,
        ["multiple-choices Patient.deceased", "empty-object Patient.deceased"]
      ),
      (#""deceasedString":"x""#, ["unknown-element Patient.deceasedString"]),
      (#""deceased":true"#, ["unknown-element Patient.deceased"]),
      (#""name":[{"text":null}]"#, ["unexpected-null Patient.name[0].text"]),
      (#""name":null"#, ["unexpected-null Patient.name"]),
      (#""name":[null]"#, ["unexpected-null Patient.name[0]"]),
      (#""name":[{"given":["x",null]}]"#, ["unexpected-null Patient.name[0].given[1]"]),
      (
        #""name":[{"given":["x",null],"_given":[{"id":"a"},null]}]"#,
        ["unexpected-null Patient.name[0].given[1]"]
      ),
      (
        #""name":[{"given":["x","y"],"_given":[{"id":"a"}]}]"#,
        ["misaligned-extensions Patient.name[0].given"]
      ),
      (#""_birthDate":[{"id":"x"}]"#, ["unexpected-array Patient.birthDate"]),
      (#""_birthDate":"x""#, ["wrong-json-type Patient.birthDate"]),
      (#""name":[{"text":"t","_given":{"id":"x"}}]"#, ["expected-array Patient.name[0].given"]),
      (#""name":[{"given":["x"],"_given":["y"]}]"#, ["wrong-json-type Patient.name[0].given[0]"]),
      (#""_birthDate":{"id":"x"}"#, ["empty-object Patient.birthDate"]),
      (#""birthDate":"1970","_birthDate":{}"#, ["empty-object Patient.birthDate"]),
      (#""name":[{}]"#, ["empty-object Patient.name[0]"]),
      (#""name":[{"id":"x"}]"#, ["empty-object Patient.name[0]"]),
      (#""name":[]"#, ["empty-array Patient.name"]),
      (#""name":[{"text":""}]"#, ["empty-string Patient.name[0].text"]),
      (#""name":[{"text":"  "}]"#, ["unusual-characters Patient.name[0].text"]),
      (#""name":[{"text":"a\u0007b"}]"#, ["unusual-characters Patient.name[0].text"]),
      (#""active":true,"active":false"#, ["duplicate-key Patient.active"]),
      (#""active":true,"\u0061ctive":false"#, ["duplicate-key Patient.active"]),
      (
        #""contained":[{"resourceType":"Organization","contained":[{"resourceType":"Basic","code":{"text":"x"}}]}]"#,
        ["nested-contained Patient.contained[0].contained[0]"]
      ),
      (#""contained":[{"id":"x"}]"#, ["no-resource-type Patient.contained[0]"]),
      (
        #""contained":[{"resourceType":"Organisation"}]"#,
        ["unknown-resource-type Patient.contained[0].resourceType"]
      ),
      (#""extension":[{"valueString":"x"}]"#, ["missing-element Patient.extension[0]"]),
      (
        #""extension":[{"url":"u","valueString":"x","extension":[{"url":"v","valueCode":"x"}]}]"#,
        ["extension-content Patient.extension[0]"]
      ),
      (#""extension":[{"url":"u"}]"#, ["extension-content Patient.extension[0]"]),
      (
        #""extension":[{"url":"u","valueBackboneElement":{}}]"#,
        [
          "unknown-element Patient.extension[0].valueBackboneElement",
          "extension-content Patient.extension[0]",
        ]
      ),
      (#""gender":"Female""#, ["unknown-code Patient.gender"]),
      (#""gender":" female""#, ["malformed-value Patient.gender"]),
      (#""id":"a b""#, ["malformed-id Patient.id"]),
      (#""name":[{"text":"x"},{"family":1}]"#, ["wrong-json-type Patient.name[1].family"]),
    ])
  func finds(members: String, expected: [String]) throws {
    #expect(try rules(patient(members)) == expected)
  }

  @Test(
    arguments: [
      ("[]", ["not-an-object Resource"]), ("{}", ["no-resource-type Resource"]),
      (#"{"resourceType":1}"#, ["no-resource-type Resource.resourceType"]),
      (#"{"resourceType":"patient"}"#, ["unknown-resource-type Resource.resourceType"]),
      (#"{"resourceType":"DomainResource"}"#, ["unknown-resource-type Resource.resourceType"]),
      (#"{"resourceType":""}"#, ["unknown-resource-type Resource.resourceType"]),
      (#"{"resourceType":"Patient"}"#, []),
      (#"{"active":true,"resourceType":"Pat\u0069ent"}"#, []),
      (
        #"{"resourceType":"Observation"}"#,
        ["missing-element Observation", "missing-element Observation"]
      ),
      (
        #"{"resourceType":"Observation","_status":{"extension":[{"url":"u","valueCode":"x"}]},"code":{"text":"x"}}"#,
        []
      ),
      (
        #"{"resourceType":"Binary","contentType":"text/plain","contained":[]}"#,
        ["unknown-element Binary.contained"]
      ),
      (
        #"{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient","name":[{"given":["x",1]}]}}]}"#,
        ["wrong-json-type Bundle.entry[0].resource.name[0].given[1]"]
      ),
      (
        #"{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueQuantity":{"value":"1"}}"#,
        ["wrong-json-type Observation.value.value"]
      ),
      (
        #"{"resourceType":"Observation","status":"final","code":{"text":"x"},"component":[{"code":{"text":"x"},"referenceRange":[{"low":{"valu":1}}]}]}"#,
        ["unknown-element Observation.component[0].referenceRange[0].low.valu"]
      ),
      (
        #"{"resourceType":"ExampleScenario","status":"draft","instance":[{"resourceId":"a","resourceType":"Patient"}]}"#,
        []
      ),
    ])
  func checksResources(text: String, expected: [String]) throws {
    #expect(try rules(text) == expected)
  }

  @Test func stringsOfMoreThanAMegabyteAreTooLong() throws {
    func issues(_ characters: Int) throws -> [String] {
      try rules(patient(#""name":[{"text":"\#(String(repeating: "é", count: characters))"}]"#))
    }
    #expect(try issues(1024 * 1024) == [])
    #expect(try issues(1024 * 1024 + 1) == ["too-long Patient.name[0].text"])
  }

  @Test func deepNestingIsWalked() throws {
    let depth = 60
    let open = String(repeating: #"{"url":"u","extension":["#, count: depth)
    let close = String(repeating: "]}", count: depth)
    let text = patient(#""extension":[\#(open){"url":"u","valueString":1}\#(close)]"#)
    let path = "Patient" + String(repeating: ".extension[0]", count: depth + 1) + ".value"
    #expect(try rules(text) == ["wrong-json-type " + path])
  }
}
