// SPDX-License-Identifier: Apache-2.0

import Differences
import FHIR
import TestSupport
import Testing

@Suite struct FHIRPathPatchTests {
  /// A Parameters resource of one operation whose parts are JSON members.
  private func parameters(_ parts: [String]) throws -> JSON {
    let list = parts.map { "{\($0)}" }.joined(separator: ",")
    return try json(
      #"{"resourceType":"Parameters","parameter":[{"name":"operation","part":[\#(list)]}]}"#
    )
  }

  private static func part(_ name: String, _ value: String) -> String {
    #""name":"\#(name)",\#(value)"#
  }

  private static func add(_ path: String, _ name: String, _ value: String) -> [String] {
    [
      part("type", #""valueCode":"add""#), part("path", #""valueString":"\#(path)""#),
      part("name", #""valueString":"\#(name)""#), part("value", value),
    ]
  }

  private static func insert(_ path: String, _ index: Int, _ value: String) -> [String] {
    [
      part("type", #""valueCode":"insert""#), part("path", #""valueString":"\#(path)""#),
      part("index", #""valueInteger":\#(index)"#), part("value", value),
    ]
  }

  private static func delete(_ path: String) -> [String] {
    [part("type", #""valueCode":"delete""#), part("path", #""valueString":"\#(path)""#)]
  }

  private static func replace(_ path: String, _ value: String) -> [String] {
    [
      part("type", #""valueCode":"replace""#), part("path", #""valueString":"\#(path)""#),
      part("value", value),
    ]
  }

  private static func move(_ path: String, _ source: Int, _ destination: Int) -> [String] {
    [
      part("type", #""valueCode":"move""#), part("path", #""valueString":"\#(path)""#),
      part("source", #""valueInteger":\#(source)"#),
      part("destination", #""valueInteger":\#(destination)"#),
    ]
  }

  private func apply(_ parts: [String], _ type: String, _ members: String) throws -> String {
    let comma = members.isEmpty ? "" : ","
    let document = try json(#"{"resourceType":"\#(type)"\#(comma)\#(members)}"#)
    let patch = try FHIRPathPatch(parameters(parts))
    let result = try patch.applied(to: document, resolving: SimplePaths.places)
    let prefix = #"{"resourceType":"\#(type)""#
    #expect(result.text.hasPrefix(prefix))
    return String(result.text.dropFirst(prefix.count).dropLast().drop { $0 == "," })
  }

  @Test(arguments: [
    // operation, members of a Patient before and after
    (add("Patient", "birthDate", #""valueDate":"1970""#), "", #""birthDate":"1970""#),
    // A choice takes the member of the value's type.
    (add("Patient", "deceased", #""valueBoolean":true"#), "", #""deceasedBoolean":true"#),
    // What repeats is a list, and grows at the end.
    (
      add("Patient.name[0]", "given", #""valueString":"B""#),
      #""name":[{"family":"F"}]"#, #""name":[{"family":"F","given":["B"]}]"#
    ),
    (
      add("Patient.name[0]", "given", #""valueString":"B""#),
      #""name":[{"given":["A"]}]"#, #""name":[{"given":["A","B"]}]"#
    ),
    // The list beside a list of primitive values keeps its length.
    (
      add("Patient.name[0]", "given", #""valueString":"B""#),
      #""name":[{"given":["A"],"_given":[{"id":"a"}]}]"#,
      #""name":[{"given":["A","B"],"_given":[{"id":"a"},null]}]"#
    ),
    (
      add("Patient", "birthDate", #""_valueDate":{"extension":[{"url":"u","valueCode":"c"}]}"#),
      "", #""_birthDate":{"extension":[{"url":"u","valueCode":"c"}]}"#
    ),
    // Extensions of a primitive value stand beside it.
    (
      add("Patient.birthDate", "extension", #""valueExtension":{"url":"u","valueCode":"c"}"#),
      #""birthDate":"1970""#,
      #""birthDate":"1970","_birthDate":{"extension":[{"url":"u","valueCode":"c"}]}"#
    ),
    // A backbone element is given by its parts.
    (
      add(
        "Patient",
        "communication",
        #""part":[{"name":"language","valueCodeableConcept":{"text":"de"}},"#
          + #"{"name":"preferred","valueBoolean":true}]"#
      ),
      "", #""communication":[{"language":{"text":"de"},"preferred":true}]"#
    ),
    (
      add(
        "Patient",
        "contact",
        #""part":[{"name":"telecom","valueContactPoint":{"value":"1"}},"#
          + #"{"name":"telecom","valueContactPoint":{"value":"2"}}]"#
      ),
      "", #""contact":[{"telecom":[{"value":"1"},{"value":"2"}]}]"#
    ),
    (
      add("Patient", "contained", #""resource":{"resourceType":"Organization","id":"o"}"#),
      "", #""contained":[{"resourceType":"Organization","id":"o"}]"#
    ),
    (
      add("Patient.contained[0]", "name", #""valueString":"N""#),
      #""contained":[{"resourceType":"Organization","id":"o"}]"#,
      #""contained":[{"resourceType":"Organization","id":"o","name":"N"}]"#
    ),
    (
      insert("Patient.name[0].given", 1, #""valueString":"X""#),
      #""name":[{"given":["A","B"],"_given":[null,{"id":"b"}]}]"#,
      #""name":[{"given":["A","X","B"],"_given":[null,null,{"id":"b"}]}]"#
    ),
    (
      insert("Patient.name[0].given", 2, #""valueString":"X""#),
      #""name":[{"given":["A","B"]}]"#, #""name":[{"given":["A","B","X"]}]"#
    ),
    (
      insert("Patient.telecom", 0, #""valueContactPoint":{"value":"1"}"#),
      #""active":true"#, #""active":true,"telecom":[{"value":"1"}]"#
    ),
    // Nothing to delete is no error; what is left empty goes too.
    (delete("Patient.birthDate"), #""active":true"#, #""active":true"#),
    (
      delete("Patient.birthDate"), #""birthDate":"1970","_birthDate":{"id":"b"},"active":true"#,
      #""active":true"#
    ),
    (
      delete("Patient.name[0].given[1]"),
      #""name":[{"given":["A","B"],"_given":[null,{"id":"b"}]}]"#,
      #""name":[{"given":["A"]}]"#
    ),
    (
      delete("Patient.contact[0].name.text"), #""active":true,"contact":[{"name":{"text":"t"}}]"#,
      #""active":true"#
    ),
    (
      delete("Patient.birthDate.extension[0]"),
      #""birthDate":"1970","_birthDate":{"extension":[{"url":"u"}]}"#, #""birthDate":"1970""#
    ),
    (
      replace("Patient.birthDate", #""valueDate":"1971""#),
      #""birthDate":"1970","_birthDate":{"id":"b"},"active":true"#,
      #""birthDate":"1971","active":true"#
    ),
    // A choice may change its type, and stays where it is.
    (
      replace("Patient.deceased", #""valueDateTime":"2020""#),
      #""deceasedBoolean":true,"active":true"#, #""deceasedDateTime":"2020","active":true"#
    ),
    (
      replace("Patient.name[0].given[1]", #""valueString":"X""#),
      #""name":[{"given":["A","B"]}]"#, #""name":[{"given":["A","X"]}]"#
    ),
    (
      move("Patient.name[0].given", 0, 2),
      #""name":[{"given":["A","B","C"],"_given":[{"id":"a"}]}]"#,
      #""name":[{"given":["B","C","A"],"_given":[null,null,{"id":"a"}]}]"#
    ),
  ])
  func patients(_ parts: [String], _ before: String, _ after: String) throws {
    let found = try apply(parts, "Patient", before)
    #expect(found == after)
  }

  @Test func decimalsKeepTheirSpelling() throws {
    let found = try apply(
      Self.replace("Observation.value", #""valueQuantity":{"value":5.40}"#),
      "Observation",
      #""valueString":"about 5""#
    )
    #expect(found == #""valueQuantity":{"value":5.40}"#)
  }

  @Test(
    arguments: [
      (["\(part("type", #""valueCode":"add""#))"], "", .missingPart, "path"),
      ([part("type", #""valueCode":"merge""#)], "", .unknownType, "type"),
      (
        [part("type", #""valueCode":"delete""#), part("path", #""valueInteger":1"#)], "",
        .missingPart, "path"
      ),
      (delete("Patient") + [part("path", #""valueString":"x""#)], "", .duplicatePart, "path"),
      (
        add("Patient", "active", #""valueBoolean":true,"valueCode":"x""#), "", .duplicatePart,
        "value"
      ),
      (add("Patient", "active", #""valueString":"true""#), "", .wrongType, "active"),
      (add("Patient", "deceased", #""valueQuantity":{}"#), "", .wrongType, "deceased"),
      (add("Patient", "name", #""valueAddress":{"text":"t"}"#), "", .wrongType, "name"),
      (delete("Person.active"), "", .malformedPath, "Person.active"),
      (
        add("Patient.maritalStatus", "text", #""valueString":"t""#), "", .notFound,
        "Patient.maritalStatus"
      ),
      (replace("Patient.active", #""valueBoolean":true"#), "", .notFound, "Patient.active"),
      (delete("Patient.name"), #""name":[{"text":"a"},{"text":"b"}]"#, .notUnique, "Patient.name"),
      (
        replace("Patient.name", #""valueHumanName":{"text":"t"}"#),
        #""name":[{"text":"a"},{"text":"b"}]"#, .notUnique, "Patient.name"
      ),
      (
        insert("Patient.name.given", 0, #""valueString":"X""#),
        #""name":[{"given":["A"]},{"given":["B"]}]"#, .notAList, "Patient.name.given"
      ),
      (
        insert("Patient.active", 0, #""valueBoolean":true"#), #""active":true"#, .notAList,
        "Patient.active"
      ),
      (
        insert("Patient.name", 2, #""valueHumanName":{"text":"t"}"#), #""name":[{"text":"a"}]"#,
        .indexOutOfRange, "Patient.name"
      ),
      (move("Patient.name", 0, 1), #""name":[{"text":"a"}]"#, .indexOutOfRange, "Patient.name"),
      (move("Patient.name", -1, 0), #""name":[{"text":"a"}]"#, .indexOutOfRange, "Patient.name"),
      (move("Patient.name", 0, 0), "", .notFound, "Patient.name"),
      (add("Patient", "colour", #""valueString":"red""#), "", .unknownElement, "colour"),
      (
        add("Patient", "deceasedBoolean", #""valueBoolean":true"#), "", .unknownElement,
        "deceasedBoolean"
      ),
      (
        add("Patient", "active", #""valueBoolean":true"#), #""active":false"#, .alreadyThere,
        "active"
      ),
      (
        add("Patient", "deceased", #""valueDateTime":"2020""#), #""deceasedBoolean":true"#,
        .alreadyThere, "deceased"
      ),
      (
        add("Patient", "name", #""valueHumanName":{"text":"t"}"#), #""name":{"text":"a"}"#,
        .malformedDocument, "name"
      ),
      (delete("Patient"), "", .wholeResource, "Patient"),
    ] as [([String], String, FHIRPathPatchError.Code, String)]
  )
  func errors(
    _ parts: [String],
    _ members: String,
    _ code: FHIRPathPatchError.Code,
    _ subject: String
  ) throws {
    let expected = FHIRPathPatchError(code: code, operation: 0, subject: subject)
    #expect(throws: expected) { try apply(parts, "Patient", members) }
  }

  @Test(
    arguments: [
      (#"{"resourceType":"Patient"}"#, .notParameters, nil),
      (#"{"resourceType":"Parameters","parameter":{}}"#, .notParameters, nil),
      (#"{"resourceType":"Parameters","parameter":[{"name":"x"}]}"#, .notAnOperation, 0),
    ] as [(String, FHIRPathPatchError.Code, Int?)]
  )
  func patchesThatAreNone(_ text: String, _ code: FHIRPathPatchError.Code, _ number: Int?) throws {
    let expected = FHIRPathPatchError(code: code, operation: number)
    #expect(throws: expected) { try FHIRPathPatch(json(text)) }
  }

  @Test func aPatchThatFailsChangesNothing() throws {
    let document = try json(#"{"resourceType":"Patient","active":true}"#)
    let patch = FHIRPathPatch(operations: [
      .delete(path: "Patient.active"), .move(path: "Patient.name", source: 0, destination: 0),
    ])
    let expected = FHIRPathPatchError(code: .notFound, operation: 1, subject: "Patient.name")
    #expect(throws: expected) {
      try patch.applied(to: document, resolving: SimplePaths.places)
    }
    #expect(try FHIRPathPatch(json(#"{"resourceType":"Parameters"}"#)).operations.isEmpty)
  }
}
