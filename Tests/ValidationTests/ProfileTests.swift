// SPDX-License-Identifier: Apache-2.0

import FHIR
import TestSupport
import Testing
import Validation

/// Resources against profiles that say one thing each.
@Suite struct ProfileTests {
  private static let url = "http://p.example/profile"

  /// A profile on a type with a differential, as only authors write it.
  private static func profile(
    _ type: String,
    _ elements: [String],
    url: String = ProfileTests.url,
    base: String? = nil
  ) throws -> JSONDocument {
    try JSONDocument.parse(
      """
      {"resourceType": "StructureDefinition", "url": "\(url)", "name": "P", "status": "draft",
       "kind": "resource", "abstract": false, "type": "\(type)", "derivation": "constraint",
       "baseDefinition": "\(base ?? "http://hl7.org/fhir/StructureDefinition/" + type)",
       "differential": {"element": [\(elements.joined(separator: ","))]}}
      """
    )
  }

  private static func rules(
    _ resource: String,
    _ definitions: [JSONDocument],
    profiles: [String] = [ProfileTests.url]
  ) throws -> [String] {
    let set = ProfileSet([("tests#1", definitions)])
    return ProfileValidator(set).validate(try JSONDocument.parse(resource).root, profiles: profiles)
      .filter { $0.severity >= .warning }.map { "\($0.rule) \($0.expression)" }
  }

  @Test(
    arguments: [
      // Cardinality.
      (
        #"{"path": "Patient.birthDate", "min": 1}"#, #"{"resourceType": "Patient"}"#,
        ["min Patient"]
      ),
      (
        #"{"path": "Patient.birthDate", "min": 1}"#,
        #"{"resourceType": "Patient", "birthDate": "1970"}"#, []
      ),
      (
        #"{"path": "Patient.name", "max": "1"}"#,
        #"{"resourceType": "Patient", "name": [{"text": "a"}, {"text": "b"}]}"#,
        ["max Patient.name[1]"]
      ),
      (
        #"{"path": "Patient.photo", "max": "0"}"#,
        #"{"resourceType": "Patient", "photo": [{"title": "a"}]}"#, ["max Patient.photo[0]"]
      ),
      // An element of an element counts only where the element is.
      (#"{"path": "Patient.name.family", "min": 1}"#, #"{"resourceType": "Patient"}"#, []),
      (
        #"{"path": "Patient.name.family", "min": 1}"#,
        #"{"resourceType": "Patient", "name": [{"family": "x"}, {"text": "b"}]}"#,
        ["min Patient.name[1]"]
      ),
      // Fixed values and patterns.
      (
        #"{"path": "Patient.gender", "fixedCode": "female"}"#,
        #"{"resourceType": "Patient", "gender": "male"}"#, ["fixed Patient.gender"]
      ),
      (
        #"{"path": "Observation.code", "patternCodeableConcept": {"coding": [{"system": "s", "code": "1"}]}}"#,
        #"{"resourceType": "Observation", "code": {"coding": [{"system": "t", "code": "2"}, {"system": "s", "code": "1", "display": "x"}]}}"#,
        []
      ),
      (
        #"{"path": "Observation.code", "fixedCodeableConcept": {"coding": [{"system": "s", "code": "1"}]}}"#,
        #"{"resourceType": "Observation", "code": {"coding": [{"system": "s", "code": "1", "display": "x"}]}}"#,
        ["fixed Observation.code"]
      ),
      // Types of a choice, named both ways.
      (
        #"{"path": "Observation.value[x]", "type": [{"code": "Quantity"}]}"#,
        #"{"resourceType": "Observation", "valueString": "x"}"#, ["type Observation.value"]
      ),
      (
        #"{"path": "Observation.valueQuantity.unit", "min": 1}"#,
        #"{"resourceType": "Observation", "valueQuantity": {"value": 1}}"#,
        ["min Observation.value"]
      ),
      // Bounds.
      (
        #"{"path": "Observation.valueQuantity", "minValueQuantity": {"value": 1, "system": "http://unitsofmeasure.org", "code": "kg"}}"#,
        #"{"resourceType": "Observation", "valueQuantity": {"value": 999, "system": "http://unitsofmeasure.org", "code": "g"}}"#,
        ["min-value Observation.value"]
      ),
      (
        #"{"path": "Patient.birthDate", "maxValueDate": "2000-06-01"}"#,
        #"{"resourceType": "Patient", "birthDate": "2000"}"#, []
      ),
      // What a reference leads to.
      (
        #"{"path": "Observation.subject", "type": [{"code": "Reference", "targetProfile": ["http://hl7.org/fhir/StructureDefinition/Patient"]}]}"#,
        #"{"resourceType": "Observation", "subject": {"reference": "Group/1"}}"#,
        ["reference-target Observation.subject"]
      ),
      (
        #"{"path": "Observation.subject", "type": [{"code": "Reference", "targetProfile": ["http://hl7.org/fhir/StructureDefinition/Patient"]}]}"#,
        ##"{"resourceType": "Observation", "contained": [{"resourceType": "Patient", "id": "p"}], "subject": {"reference": "#p"}}"##,
        []
      ),
      // Invariants.
      (
        #"{"path": "Patient", "constraint": [{"key": "p-1", "severity": "error", "human": "A name", "expression": "name.exists()"}]}"#,
        #"{"resourceType": "Patient"}"#, ["p-1 Patient"]
      ),
      (
        #"{"path": "Patient.name", "constraint": [{"key": "p-2", "severity": "warning", "human": "F", "expression": "family.exists()"}]}"#,
        #"{"resourceType": "Patient", "name": [{"text": "a"}]}"#, ["p-2 Patient.name[0]"]
      ),
    ] as [(String, String, [String])]
  )
  func anElementIsAsTheProfileSays(element: String, resource: String, expected: [String]) throws {
    let type = element.contains("\"Patient") ? "Patient" : "Observation"
    #expect(try Self.rules(resource, [Self.profile(type, [element])]) == expected)
  }

  /// Two identifiers, told apart in a way that each case names.
  @Test(
    arguments: [
      (
        #"{"type": "value", "path": "system"}"#, #""fixedUri": "s""#, "system",
        #"{"system": "s"}"#, #"{"system": "t"}"#
      ),
      (
        #"{"type": "pattern", "path": "type"}"#,
        #""patternCodeableConcept": {"coding": [{"code": "MR"}]}"#, "type",
        #"{"type": {"coding": [{"code": "MR", "system": "x"}]}}"#,
        #"{"type": {"coding": [{"code": "SS"}]}}"#
      ),
      (
        #"{"type": "value", "path": "type.coding.code"}"#,
        #""patternCodeableConcept": {"coding": [{"code": "MR"}]}"#, "type",
        #"{"type": {"coding": [{"code": "MR"}]}}"#, #"{"type": {"text": "MR"}}"#
      ),
      (
        #"{"type": "exists", "path": "period"}"#, #""min": 1"#, "period",
        #"{"period": {"start": "2020"}}"#, #"{"value": "1"}"#
      ),
    ] as [(String, String, String, String, String)]
  )
  func slicesAreToldApart(
    discriminator: String,
    rule: String,
    child: String,
    inside: String,
    outside: String
  ) throws {
    let closed = try Self.profile(
      "Patient",
      [
        """
        {"id": "Patient.identifier", "path": "Patient.identifier", "slicing":
          {"discriminator": [\(discriminator)], "rules": "closed"}}
        """,
        """
        {"id": "Patient.identifier:own", "path": "Patient.identifier", "sliceName": "own",
         "min": 1, "max": "1"}
        """,
        """
        {"id": "Patient.identifier:own.\(child)", "path": "Patient.identifier.\(child)", \(rule)}
        """,
      ]
    )
    let patient = { (identifiers: String) in
      "{\"resourceType\": \"Patient\", \"identifier\": [\(identifiers)]}"
    }
    #expect(try Self.rules(patient(inside), [closed]) == [])
    #expect(
      try Self.rules(patient("\(inside), \(outside)"), [closed]) == [
        "slicing-closed Patient.identifier[1]"
      ]
    )
    #expect(
      try Self.rules(patient(outside), [closed]) == [
        "slicing-closed Patient.identifier[0]", "min Patient",
      ]
    )
    #expect(
      try Self.rules(patient("\(inside), \(inside)"), [closed]) == ["max Patient.identifier[1]"]
    )
  }

  @Test func choicesAreSlicedByTheirType() throws {
    let profile = try Self.profile(
      "Observation",
      [
        #"{"id": "Observation.value[x]", "path": "Observation.value[x]", "slicing": {"discriminator": [{"type": "type", "path": "$this"}], "rules": "open"}}"#,
        #"{"id": "Observation.value[x]:valueQuantity", "path": "Observation.value[x]", "sliceName": "valueQuantity", "type": [{"code": "Quantity"}]}"#,
        #"{"id": "Observation.value[x]:valueQuantity.code", "path": "Observation.value[x].code", "min": 1}"#,
      ]
    )
    let observation = { (value: String) in "{\"resourceType\": \"Observation\", \(value)}" }
    #expect(try Self.rules(observation(#""valueString": "x""#), [profile]) == [])
    #expect(
      try Self.rules(observation(#""valueQuantity": {"value": 1}"#), [profile]) == [
        "min Observation.value"
      ]
    )
  }

  @Test func extensionsMeetTheirDefinitionAndStandWhereTheyBelong() throws {
    let definition = try JSONDocument.parse(
      """
      {"resourceType": "StructureDefinition", "url": "http://e.example/race", "name": "Race",
       "status": "draft", "kind": "complex-type", "abstract": false, "type": "Extension",
       "derivation": "constraint", "context": [{"type": "element", "expression": "Patient"}],
       "baseDefinition": "http://hl7.org/fhir/StructureDefinition/Extension",
       "differential": {"element": [{"path": "Extension"},
         {"path": "Extension.url", "fixedUri": "http://e.example/race"},
         {"path": "Extension.value[x]", "min": 1, "type": [{"code": "code"}]}]}}
      """
    )
    let race = { (value: String) in "{\"url\": \"http://e.example/race\"\(value)}" }
    let patient = { (own: String, name: String) in
      """
      {"resourceType": "Patient", "extension": [\(own)],
       "name": [{"text": "a", "extension": [\(name)]}]}
      """
    }
    let code = #", "valueCode": "x""#
    #expect(try Self.rules(patient(race(code), ""), [definition], profiles: []) == [])
    #expect(
      try Self.rules(patient(race(""), ""), [definition], profiles: []) == [
        "min Patient.extension[0]"
      ]
    )
    #expect(
      try Self.rules(patient(race(#", "valueString": "x""#), ""), [definition], profiles: []) == [
        "type Patient.extension[0].value"
      ]
    )
    #expect(
      try Self.rules(patient("", race(code)), [definition], profiles: []) == [
        "extension-context Patient.name[0].extension[0]"
      ]
    )
  }

  @Test func aProfileHasWhatItsBaseSays() throws {
    let base = try Self.profile(
      "Patient",
      [#"{"id": "Patient.gender", "path": "Patient.gender", "min": 1}"#],
      url: "http://p.example/base"
    )
    let derived = try Self.profile(
      "Patient",
      [#"{"id": "Patient.birthDate", "path": "Patient.birthDate", "min": 1}"#],
      base: "http://p.example/base"
    )
    let found = try Self.rules(#"{"resourceType": "Patient"}"#, [base, derived])
    #expect(found == ["min Patient", "min Patient"])
    #expect(
      try Self.rules(#"{"resourceType": "Patient", "gender": "male"}"#, [base, derived]).count == 1
    )
  }

  @Test(
    arguments: [
      ("required", ["binding Observation.code"]), ("extensible", ["binding Observation.code"]),
      ("preferred", []),
    ] as [(String, [String])]
  )
  func codesComeFromTheirValueSet(strength: String, expected: [String]) throws {
    let profile = try Self.profile(
      "Observation",
      [
        """
        {"path": "Observation.code", "binding": {"strength": "\(strength)",
         "valueSet": "http://v.example/set"}}
        """
      ]
    )
    let set = try JSONDocument.parse(
      """
      {"resourceType": "ValueSet", "url": "http://v.example/set", "status": "draft",
       "compose": {"include": [{"system": "s", "concept": [{"code": "1"}]}]}}
      """
    )
    let observation = { (code: String) in
      """
      {"resourceType": "Observation", "code": {"coding": [{"system": "s", "code": "\(code)"}]}}
      """
    }
    #expect(try Self.rules(observation("1"), [profile, set]) == [])
    #expect(try Self.rules(observation("2"), [profile, set]) == expected)
    // Without the value set nobody knows.
    #expect(try Self.rules(observation("2"), [profile]) == [])
  }

  @Test func profilesThatReferToThemselvesEnd() throws {
    let profile = try Self.profile(
      "Patient",
      [
        """
        {"path": "Patient.contained", "type": [{"code": "Patient", "profile": ["\(Self.url)"]}]}
        """,
        #"{"path": "Patient.gender", "min": 1}"#,
      ],
      base: Self.url
    )
    let found = try Self.rules(
      #"{"resourceType": "Patient", "gender": "male", "contained": [{"resourceType": "Patient"}]}"#,
      [profile]
    )
    #expect(found == ["min Patient.contained[0]"])
  }

  @Test func aProfileThatNobodyLoadedIsNamed() throws {
    let issues = ProfileValidator(ProfileSet([])).validate(
      try JSONDocument.parse(
        #"{"resourceType": "Patient", "meta": {"profile": ["http://x.example/p"]}}"#
      ).root
    )
    #expect(issues.map(\.rule) == ["profile-unknown"])
    #expect(issues.map(\.severity) == [.information])
  }
}
