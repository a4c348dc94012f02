// SPDX-License-Identifier: Apache-2.0

import FHIR
import FHIRPath
import Synchronization
import Testing

@Suite struct EnvironmentTests {
  @Test func itemsSayWhereTheyAre() throws {
    let document = try JSONDocument.parse(Sample.patient)
    func locations(_ expression: String) throws -> [String?] {
      try FHIRPathExpression(parsing: expression).evaluate(on: document.root)
        .map { $0.location(in: document.root) }
    }
    #expect(try locations("name.given[3]") == ["Patient.name[2].given[0]"])
    #expect(try locations("multipleBirth") == ["Patient.multipleBirth"])
    #expect(try locations("contained.active") == ["Patient.contained[0].active"])
    #expect(try locations("$this") == ["Patient"])
    #expect(
      try locations("birthDate.extension.value") == ["Patient.birthDate.extension[0].value"]
    )
    #expect(try locations("1 + 1") == [nil])
  }

  @Test func itemsHaveTypesAndSources() throws {
    let items = try Sample.items("name.period | gender | 5 | 'x' | active | name.given.last()")
    #expect(
      items.map(\.typeName) == ["Period", "code", "Integer", "String", "boolean", "string"]
    )
    #expect(items.map(\.isElement) == [true, true, false, false, true, true])
    #expect(items[0].source?["end"]?.string == "2002")
    #expect(items[1].string == "male")
    #expect(items[2].integer == 5)
    #expect(items[4].boolean == true)
    #expect(items[5].text == nil)
  }

  @Test func anExpressionBeginsWhereItIsToldTo() throws {
    let document = try JSONDocument.parse(Sample.patient)
    let names = try FHIRPathExpression(parsing: "name").evaluate(on: document.root)
    var environment = FHIRPathEnvironment(resource: FHIRPathItem(document.root))
    environment.variables = ["use": [FHIRPathItem(string: "official")]]
    let expression = try FHIRPathExpression(parsing: "use = %use and %resource.id = 'p1'")
    let answers = try names.map {
      try expression.evaluateBoolean(on: [$0], environment: environment)
    }
    #expect(answers == [true, false, false])
    let period = try #require(document.root["name"]?.first)
    #expect(
      try FHIRPathExpression(parsing: "family").evaluate(
        on: [FHIRPathItem(period, typeName: "HumanName")]
      ).first?.string == "Chalmers"
    )
  }

  @Test func aPrimitiveComesWithItsExtensions() throws {
    let root = try JSONDocument.parse(Sample.patient).root
    let item = FHIRPathItem(
      primitive: root["birthDate"],
      sibling: root["_birthDate"],
      typeName: "date"
    )
    let expression = try FHIRPathExpression(parsing: "hasValue() and extension.exists()")
    #expect(try expression.evaluateBoolean(on: [item]) == true)
  }

  @Test func referencesValueSetsAndProfilesAreAskedFor() throws {
    let organization = try JSONDocument.parse(#"{"resourceType": "Organization", "id": "o1"}"#)
    var environment = FHIRPathEnvironment()
    environment.resolve = { $0 == "Organization/o1" ? organization.root : nil }
    environment.memberOf = { item, valueSet in valueSet == "vs" ? item.string == "male" : nil }
    environment.conformsTo = { _, profile in profile == "p" }
    environment.subsumes = { first, second in first.string == second.string }
    func texts(_ expression: String) throws -> [String?] {
      try Sample.items(expression, environment: environment).map(\.text)
    }
    #expect(try texts("generalPractitioner.resolve().id") == ["gp", "o1"])
    #expect(try texts("generalPractitioner.where(resolve() is Organization).count()") == ["1"])
    #expect(try texts("gender.memberOf('vs')") == ["true"])
    #expect(try texts("gender.memberOf('other')") == [])
    #expect(try texts("conformsTo('p')") == ["true"])
    #expect(try texts("gender.subsumes('male')") == ["true"])
  }

  @Test func entriesOfTheBundleAreFoundWithoutAsking() throws {
    let bundle = """
      {"resourceType": "Bundle", "type": "collection", "entry": [
        {"fullUrl": "http://a.test/Patient/p1", "resource": {"resourceType": "Patient", "id": "p1"}},
        {"fullUrl": "urn:uuid:1", "resource": {"resourceType": "Observation", "id": "o",
          "subject": {"reference": "Patient/p1"}, "focus": [{"reference": "urn:uuid:1"}]}}]}
      """
    #expect(try Sample.texts("entry.resource.subject.resolve().id", on: bundle) == "p1")
    #expect(
      try Sample.texts("entry.resource.focus.resolve().type().name", on: bundle) == "Observation"
    )
  }

  @Test func asTakesManyWhereItIsTold() throws {
    var environment = FHIRPathEnvironment()
    #expect(throws: FHIRPathError.self) {
      try Sample.items("name.as(HumanName)", environment: environment)
    }
    environment.allowsManyInAs = true
    #expect(try Sample.items("name.as(HumanName)", environment: environment).count == 3)
  }

  @Test func traceIsHandedOut() throws {
    let traced = Mutex<[String]>([])
    var environment = FHIRPathEnvironment()
    environment.trace = { name, items in
      traced.withLock { $0.append("\(name): \(items.count)") }
    }
    #expect(
      try Sample.items("name.trace('n').trace('g', given)", environment: environment).count == 3
    )
    #expect(traced.withLock { $0 } == ["n: 3", "g: 5"])
  }

  @Test(
    arguments: [
      (#"<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>a</p></div>"#, true),
      ("<div><script>x</script></div>", false), (#"<div><p onclick=\"x\">a</p></div>"#, false),
      ("<div><p>a</div>", false), ("<p>a</p>", false), ("<div> </div>", false),
      (#"<div><a href=\"on.html\">a</a><br/></div>"#, true),
    ]
  )
  func narrativesAreChecked(div: String, isAllowed: Bool) throws {
    let text = #"{"resourceType": "Patient", "text": {"div": "\#(div)"}}"#
    #expect(try Sample.texts("text.div.htmlChecks()", on: text) == "\(isAllowed)")
  }
}
