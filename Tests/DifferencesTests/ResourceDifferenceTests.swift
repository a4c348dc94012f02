// SPDX-License-Identifier: Apache-2.0

import Differences
import FHIR
import TestSupport
import Testing

@Suite struct ResourceDifferenceTests {
  /// The changes as `kind path: old -> new`.
  private func lines(_ old: String, _ new: String) throws -> [String] {
    ResourceDifference(from: try json(old), to: try json(new)).changes.map { change in
      let values = [change.old, change.new].map { $0?.text ?? "" }
      return "\(change.kind) \(change.path): \(values[0]) -> \(values[1])"
    }
  }

  /// Members of a Patient before and after, and what differs.
  @Test(arguments: [
    (#""birthDate":"1970-01-01""#, #""birthDate":"1970-01-01""#, []),
    (
      #""birthDate":"1970-01-01""#, #""birthDate":"1971-01-01""#,
      [#"changed Patient.birthDate: "1970-01-01" -> "1971-01-01""#]
    ),
    // The order of members does not count, the spelling of numbers does.
    (#""active":true,"gender":"male""#, #""gender":"male","active":true"#, []),
    (
      #""multipleBirthInteger":1"#, #""multipleBirthInteger":1.0"#,
      ["changed Patient.multipleBirth: 1 -> 1.0"]
    ),
    // A choice of another type is the same element.
    (
      #""deceasedBoolean":true"#, #""deceasedDateTime":"2020""#,
      [#"changed Patient.deceased: true -> "2020""#]
    ),
    // Telecom by system and use.
    (
      #""telecom":[{"system":"phone","use":"home","value":"1"},{"system":"phone","use":"work","value":"2"}]"#,
      #""telecom":[{"system":"phone","use":"work","value":"2"},{"system":"phone","use":"home","value":"3"}]"#,
      [
        #"changed Patient.telecom[use=home].value: "1" -> "3""#,
        #"moved Patient.telecom[use=work]: {"system":"phone","use":"work","value":"2"} -> {"system":"phone","use":"work","value":"2"}"#,
      ]
    ),
    (
      #""telecom":[{"system":"phone","use":"home","value":"1"}]"#,
      #""telecom":[{"system":"phone","use":"home","value":"1"},{"system":"email","use":"home","value":"a@b"}]"#,
      [
        #"added Patient.telecom[system=email,use=home]:  -> {"system":"email","use":"home","value":"a@b"}"#
      ]
    ),
    // Identifiers by system and value, then by system.
    (
      #""identifier":[{"system":"urn:a","value":"1"},{"system":"urn:b","value":"1"}]"#,
      #""identifier":[{"system":"urn:b","value":"2"}]"#,
      [
        #"removed Patient.identifier[system=urn:a]: {"system":"urn:a","value":"1"} -> "#,
        #"changed Patient.identifier[system=urn:b].value: "1" -> "2""#,
      ]
    ),
    // Names by use; given names by what is equal, what is left in order.
    (
      #""name":[{"use":"official","family":"A","given":["Ann","Maria"]},{"use":"maiden","family":"B"}]"#,
      #""name":[{"use":"maiden","family":"C"},{"use":"official","family":"A","given":["Anne","Maria"]}]"#,
      [
        #"changed Patient.name[use=official].given[0]: "Ann" -> "Anne""#,
        #"changed Patient.name[use=maiden].family: "B" -> "C""#,
        #"moved Patient.name[use=maiden]: {"use":"maiden","family":"B"} -> {"use":"maiden","family":"C"}"#,
      ]
    ),
    (
      #""name":[{"given":["A","B","C"]}]"#, #""name":[{"given":["C","A","B"]}]"#,
      [#"moved Patient.name[0].given[0]: "C" -> "C""#]
    ),
    // Addresses by use.
    (
      #""address":[{"use":"home","city":"Bern"},{"use":"work","city":"Basel"}]"#,
      #""address":[{"use":"home","city":"Chur"},{"use":"work","city":"Basel"}]"#,
      [#"changed Patient.address[use=home].city: "Bern" -> "Chur""#]
    ),
    // Extensions by url, nested ones too, and those of primitive values.
    (
      #""extension":[{"url":"urn:r","extension":[{"url":"a","valueString":"1"},{"url":"b","valueString":"2"}]}]"#,
      #""extension":[{"url":"urn:x","valueCode":"y"},{"url":"urn:r","extension":[{"url":"b","valueString":"3"},{"url":"a","valueString":"1"}]}]"#,
      [
        #"changed Patient.extension[url=urn:r].extension[url=b].value: "2" -> "3""#,
        #"moved Patient.extension[url=urn:r].extension[url=b]: {"url":"b","valueString":"2"} -> {"url":"b","valueString":"3"}"#,
        #"added Patient.extension[url=urn:x]:  -> {"url":"urn:x","valueCode":"y"}"#,
      ]
    ),
    (
      #""birthDate":"1970","_birthDate":{"extension":[{"url":"u","valueString":"1"}]}"#,
      #""birthDate":"1970","_birthDate":{"extension":[{"url":"u","valueString":"2"}]}"#,
      [#"changed Patient.birthDate.extension[url=u].value: "1" -> "2""#]
    ),
    (
      #""name":[{"use":"usual","given":["A","B"]}]"#,
      #""name":[{"use":"usual","given":["A","B"],"_given":[null,{"id":"g"}]}]"#,
      [#"added Patient.name[use=usual].given[1].id:  -> "g""#]
    ),
    // References by target.
    (
      #""generalPractitioner":[{"reference":"Practitioner/1"},{"reference":"Practitioner/2"}]"#,
      #""generalPractitioner":[{"reference":"Practitioner/2","display":"Dr B"}]"#,
      [
        #"removed Patient.generalPractitioner[reference=Practitioner/1]: {"reference":"Practitioner/1"} -> "#,
        #"added Patient.generalPractitioner[reference=Practitioner/2].display:  -> "Dr B""#,
      ]
    ),
    // Backbone elements by id, or by what tells them apart.
    (
      #""contact":[{"id":"c1","gender":"male"},{"id":"c2","gender":"male"}]"#,
      #""contact":[{"id":"c2","gender":"female"},{"id":"c1","gender":"male"}]"#,
      [
        #"changed Patient.contact[id=c2].gender: "male" -> "female""#,
        #"moved Patient.contact[id=c2]: {"id":"c2","gender":"male"} -> {"id":"c2","gender":"female"}"#,
      ]
    ),
    (
      #""communication":[{"language":{"coding":[{"system":"urn:ietf:bcp:47","code":"de"}]}}]"#,
      #""communication":[{"language":{"coding":[{"system":"urn:ietf:bcp:47","code":"fr"}]}},{"language":{"coding":[{"system":"urn:ietf:bcp:47","code":"de"}]},"preferred":true}]"#,
      [
        "added Patient.communication[language=de].preferred:  -> true",
        #"added Patient.communication[language=fr]:  -> {"language":{"coding":[{"system":"urn:ietf:bcp:47","code":"fr"}]}}"#,
      ]
    ),
    // Contained resources by type and id.
    (
      #""contained":[{"resourceType":"Organization","id":"o","name":"A"}]"#,
      #""contained":[{"resourceType":"Organization","id":"p"},{"resourceType":"Organization","id":"o","name":"B"}]"#,
      [
        #"changed Patient.contained[id=o].name: "A" -> "B""#,
        #"added Patient.contained[id=p]:  -> {"resourceType":"Organization","id":"p"}"#,
      ]
    ),
    // What FHIR does not know, or forbids, is compared too.
    (#""colour":{"a":1}"#, #""colour":{"a":2}"#, ["changed Patient.colour.a: 1 -> 2"]),
    (
      #""photo":[]"#, #""active":true"#,
      [
        "removed Patient.photo: [] -> ", "added Patient.active:  -> true",
      ]
    ),
    (
      #""gender":"male""#, #""gender":["male"]"#,
      [
        #"changed Patient.gender: "male" -> ["male"]"#
      ]
    ),
  ])
  func patient(_ old: String, _ new: String, _ expected: [String]) throws {
    let wrap = { (members: String) in #"{"resourceType":"Patient",\#(members)}"# }
    let found = try lines(wrap(old), wrap(new))
    #expect(found == expected)
  }

  /// Members of an Observation before and after, and what differs.
  @Test(arguments: [
    // Codings by system and code: another code is another coding.
    (
      #""code":{"coding":[{"system":"s","code":"1","display":"A"},{"system":"s","code":"2"}]}"#,
      #""code":{"coding":[{"system":"s","code":"3"},{"system":"s","code":"1","display":"B"}]}"#,
      [
        #"changed Observation.code.coding[code=1].display: "A" -> "B""#,
        #"removed Observation.code.coding[code=2]: {"system":"s","code":"2"} -> "#,
        #"added Observation.code.coding[code=3]:  -> {"system":"s","code":"3"}"#,
      ]
    ),
    (
      #""code":{"coding":[{"system":"s","code":"1"},{"system":"t","code":"1"}]}"#,
      #""code":{"coding":[{"system":"s","code":"1"}]}"#,
      [#"removed Observation.code.coding[system=t,code=1]: {"system":"t","code":"1"} -> "#]
    ),
    (
      #""component":[{"code":{"coding":[{"code":"8480-6"}]},"valueQuantity":{"value":120}},{"code":{"coding":[{"code":"8462-4"}]},"valueQuantity":{"value":80}}]"#,
      #""component":[{"code":{"coding":[{"code":"8462-4"}]},"valueQuantity":{"value":85}},{"code":{"coding":[{"code":"8480-6"}]},"valueQuantity":{"value":120}}]"#,
      [
        "changed Observation.component[code=8462-4].value.value: 80 -> 85",
        #"moved Observation.component[code=8462-4]: {"code":{"coding":[{"code":"8462-4"}]},"valueQuantity":{"value":80}} -> {"code":{"coding":[{"code":"8462-4"}]},"valueQuantity":{"value":85}}"#,
      ]
    ),
    (
      #""valueQuantity":{"value":5.4,"unit":"mmol/L"}"#,
      #""valueQuantity":{"value":5.40,"unit":"mmol/L"}"#,
      ["changed Observation.value.value: 5.4 -> 5.40"]
    ),
  ])
  func observation(_ old: String, _ new: String, _ expected: [String]) throws {
    let wrap = { (members: String) in #"{"resourceType":"Observation",\#(members)}"# }
    let found = try lines(wrap(old), wrap(new))
    #expect(found == expected)
  }

  @Test func placesArePointersIntoBothVersions() throws {
    let old = try json(
      #"{"resourceType":"Patient","name":[{"use":"usual"},{"use":"old","given":["A"]}]}"#
    )
    let new = try json(#"{"resourceType":"Patient","name":[{"use":"old","given":["B"]}]}"#)
    let changes = ResourceDifference(from: old, to: new).changes
    let change = try #require(changes.first { $0.kind == .changed })
    #expect(change.element == "Patient.name.given")
    #expect(change.oldPlace?.description == "/name/1/given/0")
    #expect(change.newPlace?.description == "/name/0/given/0")
    let removed = try #require(changes.first { $0.kind == .removed })
    #expect(removed.oldPlace?.description == "/name/0")
    #expect(removed.newPlace == nil)
  }

  @Test(
    arguments: [
      ("Patient", "meta.tag", .meta),
      ("Patient", "id", .meta),
      ("Patient", "name.id", .meta),
      ("Patient", "implicitRules", .meta),
      ("Observation", "text.div", .narrative),
      ("Composition", "section.text.div", .narrative),
      ("Composition", "section.title", .clinical),
      ("Patient", "telecom.value", .administrative),
      ("Patient", "deceased", .clinical),
      ("Observation", "value.value", .clinical),
      ("Observation", "identifier.value", .administrative),
      ("Observation", "performer", .administrative),
      ("Observation", "status", .clinical),
      ("Encounter", "location.location", .administrative),
      ("Encounter", "diagnosis.condition", .clinical),
      ("Claim", "total", .administrative),
      ("Condition", "extension.value", .clinical),
      ("Unheard", "of", .clinical),
    ] as [(String, String, ElementClass)]
  )
  func classes(_ type: String, _ element: String, _ expected: ElementClass) {
    let names = element.split(separator: ".").map(String.init)
    #expect(ElementClass.of(resourceType: type, elements: names) == expected)
  }

  @Test func resourcesInsideOthersHaveTheirOwnClasses() throws {
    let bundle = { (value: String, count: String) in
      #"{"resourceType":"Bundle","total":\#(count),"entry":[{"fullUrl":"u","resource":"#
        + #"{"resourceType":"Observation","valueString":"\#(value)","text":{"div":"\#(value)"}}}]}"#
    }
    let difference = ResourceDifference(
      from: try json(bundle("a", "1")),
      to: try json(bundle("b", "2"))
    )
    #expect(
      difference.changes.map { "\($0.elementClass) \($0.path)" } == [
        "administrative Bundle.total",
        "clinical Bundle.entry[fullUrl=u].resource.value",
        "narrative Bundle.entry[fullUrl=u].resource.text.div",
      ]
    )
    #expect(difference.changes(of: .narrative).count == 1)
    #expect(!difference.isEmpty)
  }

  @Test func tenThousandItemsTakeNoQuadraticTime() throws {
    var documents = RandomDocuments(seed: 3)
    var items = (0..<10_000).map { number -> JSON in
      ["linkId": .string("\(number)"), "text": .string("question \(number % 100)")]
    }
    let old: JSON = ["resourceType": "Questionnaire", "item": .array(items)]
    items.shuffle(using: &documents.random)
    for index in stride(from: 0, to: 10_000, by: 10) { items[index]["text"] = "changed" }
    let new: JSON = ["resourceType": "Questionnaire", "item": .array(items)]
    var difference = ResourceDifference(from: old, to: old)
    let time = ContinuousClock().measure { difference = ResourceDifference(from: old, to: new) }
    #expect(difference.changes.filter { $0.kind == .changed }.count == 1000)
    #expect(difference.changes.allSatisfy { $0.kind == .changed || $0.kind == .moved })
    #expect(time < .seconds(20), "\(time)")
  }
}
