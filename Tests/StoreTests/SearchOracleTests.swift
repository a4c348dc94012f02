// SPDX-License-Identifier: Apache-2.0

import FHIR
import Foundation
import Search
import Store
import TestSupport
import Testing

/// The lake and ``SearchMatcher`` agree on random lakes and random requests.
@Suite struct SearchOracleTests {
  private static let now: Int64 = 1_700_000_000_000

  /// A lake's resources in memory.
  private struct Memory: SearchSurroundings {
    var resources: [SearchableResource] = []

    func resource(_ type: ResourceType, _ id: String) -> SearchableResource? {
      resources.first { $0.type == type && $0.id == id }
    }

    func isReferred(
      from type: ResourceType,
      by parameter: SearchParameter,
      to target: (type: ResourceType, id: String),
      meeting test: SearchRequest.Test,
      check: (SearchableResource) throws -> Bool
    ) rethrows -> Bool {
      try resources.contains { resource in
        guard resource.type == type else { return false }
        let refers = SearchValueReader.values(of: parameter, in: resource.root).contains { value in
          guard case .reference(let reference) = value else { return false }
          return reference.type == target.type && reference.id == target.id
        }
        return try refers && check(resource)
      }
    }
  }

  // MARK: - Random resources

  private struct Maker {
    var random: SeededRandom

    mutating func pick<Item>(_ items: [Item]) -> Item {
      items[Int.random(in: items.indices, using: &random)]
    }

    mutating func chance(_ percent: Int) -> Bool {
      Int.random(in: 0..<100, using: &random) < percent
    }

    mutating func date() -> String {
      let year = pick([1958, 1990, 2019, 2020])
      let month = pick(["01", "02", "12"])
      let day = pick(["01", "15", "28"])
      return pick([
        "\(year)", "\(year)-\(month)", "\(year)-\(month)-\(day)",
        "\(year)-\(month)-\(day)T08:30:00Z", "\(year)-\(month)-\(day)T23:30:00-05:00",
        "\(year)-\(month)-\(day)T23:59:59.999Z",
      ])
    }

    mutating func number() -> String {
      pick(["0", "0.5", "5", "5.0", "5.04", "7.2", "70", "720", "-3", "1e2"])
    }

    static let codes = [
      ("http://loinc.org", "4548-4", "Hemoglobin A1c"),
      ("http://loinc.org", "2160-0", "Creatinine"),
      ("http://snomed.info/sct", "44054006", "Diabetes mellitus type 2"), ("", "4548-4", "HbA1c"),
    ]
    static let names = ["Müller", "Muller-Lee", "O'Brien", "Ng", "van der Berg", "мария", "MÜLLER"]
    static let units = ["mg/dL", "g/L", "mmol/L", "%", "kg"]

    mutating func concept() -> JSON {
      if chance(15) { return ["text": .string(pick(["Diabetes", "sugar disease"]))] }
      let (system, code, display) = pick(Self.codes)
      var coding: JSON = ["code": .string(code)]
      if !system.isEmpty { coding["system"] = .string(system) }
      if chance(70) { coding["display"] = .string(display) }
      return ["coding": [coding]]
    }

    mutating func quantity() -> JSON {
      let unit = pick(Self.units)
      var quantity: JSON = ["value": .number(number()), "unit": .string(unit)]
      if chance(80) {
        quantity["system"] = "http://unitsofmeasure.org"
        quantity["code"] = .string(unit)
      }
      if chance(10) { quantity["comparator"] = .string(pick(["<", ">"])) }
      return quantity
    }

    mutating func patient(_ id: String) -> JSON {
      var json: JSON = ["resourceType": "Patient", "id": .string(id)]
      if chance(80) {
        json["name"] = [
          ["family": .string(pick(Self.names)), "given": [.string(pick(["Ana", "Åsa", "Bob"]))]]
        ]
      }
      if chance(80) { json["birthDate"] = .string(String(date().prefix(10))) }
      if chance(80) { json["gender"] = .string(pick(["male", "female"])) }
      if chance(20) { json["deceasedBoolean"] = .bool(chance(50)) }
      if chance(30) {
        json["identifier"] = [
          ["system": "http://h.example/mrn", "value": .string(pick(["1", "2"]))]
        ]
      }
      if chance(30) { json["telecom"] = [["system": "phone", "value": "555"]] }
      return json
    }

    mutating func subject() -> JSON {
      let id = "p\(pick(Array(0..<6)))"
      if chance(80) { return ["reference": .string("Patient/\(id)")] }
      // Locations are no subjects of an Observation in some profiles, medications in none.
      return pick([
        ["reference": .string("Group/\(id)")], ["reference": .string("Medication/\(id)")],
        ["reference": .string("http://other.example/fhir/Patient/\(id)")],
        ["reference": .string("urn:uuid:2d4a7c7e-5d1c-4d1e-8a51-0a4f1c3d9b10")],
        ["identifier": ["system": "http://h.example/mrn", "value": .string(id)]],
        ["type": "Group", "identifier": ["system": "http://h.example/mrn", "value": .string(id)]],
      ])
    }

    mutating func observation(_ id: String) -> JSON {
      var json: JSON = [
        "resourceType": "Observation", "id": .string(id),
        "status": .string(pick(["final", "amended"])), "code": concept(),
      ]
      if chance(85) { json["subject"] = subject() }
      if chance(60) {
        json["effectiveDateTime"] = .string(date())
      } else if chance(60) {
        var period: JSON = [:]
        if chance(70) { period["start"] = .string(date()) }
        if chance(70) { period["end"] = .string(date()) }
        json["effectivePeriod"] = period
      }
      if chance(60) {
        json["valueQuantity"] = quantity()
      } else if chance(50) {
        json["valueString"] = .string(pick(["Positive for E. coli", "positive", "Negative"]))
      }
      if chance(25) {
        json["component"] = [
          ["code": concept(), "valueQuantity": quantity()],
          ["code": concept(), "valueQuantity": quantity()],
        ]
      }
      if chance(20) { json["meta"] = ["tag": [["system": "http://t.example", "code": "x"]]] }
      return json
    }

    mutating func condition(_ id: String) -> JSON {
      var json: JSON = [
        "resourceType": "Condition", "id": .string(id), "code": concept(),
        "subject": ["reference": .string("Patient/p\(pick(Array(0..<6)))")],
      ]
      if chance(40) {
        json["onsetAge"] = [
          "value": .number(number()), "code": "a", "system": "http://unitsofmeasure.org",
        ]
      } else if chance(50) {
        json["onsetRange"] = ["low": ["value": .number(number())], "high": ["value": "900"]]
        json["onsetRange"] = ["low": ["value": .number("3")], "high": ["value": .number("70")]]
      }
      if chance(30) {
        json["evidence"] = [
          ["detail": [["reference": .string("Observation/o\(pick(Array(0..<9)))")]]]
        ]
      }
      return json
    }

    // MARK: - Random requests

    mutating func prefix() -> String {
      pick(["", "eq", "ne", "gt", "lt", "ge", "le", "sa", "eb", "ap"])
    }

    mutating func token() -> String {
      let (system, code, _) = pick(Self.codes)
      return pick(["\(code)", "\(system)|\(code)", "|\(code)", "\(system)|", "nothing"])
        .replacing(",", with: "")
    }

    mutating func quantityValue() -> String {
      let unit = pick(Self.units)
      let end = pick(["", "|http://unitsofmeasure.org|\(unit)", "||\(unit)"])
      return prefix() + number() + end
    }

    mutating func criterion(_ type: ResourceType) -> String {
      switch type {
      case .patient:
        let name = pick(Self.names)
        return pick([
          "name=\(name)", "name:exact=\(name)", "name:contains=ULL", "family=\(name.prefix(3))",
          "given=asa", "gender=male", "gender:not=male", "gender:missing=true",
          "birthdate=\(prefix())\(date().prefix(10))", "deceased=true", "deceased=false",
          "identifier=http://h.example/mrn|1", "identifier=2", "phone=555", "email=555",
          "birthdate:missing=false", "_has:Observation:patient:code=\(token())",
          "_has:Condition:subject:code:text=diab", "_id=p1,p2,zz", "name=ana,bob",
        ])
      case .observation:
        return pick([
          "code=\(token())", "code=\(token()),\(token())", "code:not=\(token())",
          "code:text=diabetes mell", "code:text=hb", "status=final", "date=\(prefix())\(date())",
          "date:missing=true", "value-quantity=\(quantityValue())", "combo-code=\(token())",
          "component-value-quantity=\(quantityValue())", "subject=Patient/p1", "subject=p2",
          "combo-value-quantity=\(quantityValue())", "combo-value-quantity:missing=true",
          "combo-code:not=\(token())", "patient=p1", "patient=Group/p1", "subject=Group/p1",
          "patient:missing=true",
          "patient:identifier=http://h.example/mrn|p1", "subject:identifier=p2",
          "subject=urn:uuid:2d4a7c7e-5d1c-4d1e-8a51-0a4f1c3d9b10", "subject:Medication=p3",
          "patient=urn:uuid:2d4a7c7e-5d1c-4d1e-8a51-0a4f1c3d9b10",
          "combo-code-value-quantity=\(token())$\(quantityValue())",
          "subject:Patient=p3", "patient=Patient/p4", "patient.name=mull",
          "subject:Patient.gender=female", "patient.birthdate=\(prefix())\(date().prefix(10))",
          "value-string=pos", "value-string:contains=COLI", "_tag=http://t.example|x",
          "_tag:missing=true", "subject:missing=true",
          "code-value-quantity=\(token())$\(quantityValue())",
          "component-code-value-quantity=\(token())$\(quantityValue())",
        ])
      default:
        return pick([
          "code=\(token())", "onset-age=\(quantityValue())", "onset-age:missing=true",
          "evidence-detail=Observation/o\(pick([1, 2, 3]))", "evidence-detail.code=\(token())",
          "subject.name:exact=Ng", "patient._id=p1", "evidence-detail:missing=false",
          "code:missing=true", "evidence-detail.subject.gender=male", "_content=diabetes",
        ])
      }
    }

    mutating func request() -> (type: ResourceType, text: String, sort: String?) {
      let type = pick([ResourceType.patient, .observation, .observation, .condition])
      let criteria = (0..<pick([0, 1, 1, 1, 2, 3])).map { _ in criterion(type) }
      var sort: String?
      if chance(40) {
        let codes: [ResourceType: [String]] = [
          .patient: ["birthdate", "-birthdate", "family", "-name", "gender,-_id"],
          .observation: [
            "date", "-date", "value-quantity", "-value-quantity", "code,date", "status",
            "combo-value-quantity", "-combo-value-quantity",
          ],
          .condition: ["code", "-onset-age", "_id"],
        ]
        sort = pick(codes[type] ?? ["_id"])
      }
      return (type, "\(type.rawValue)?\(criteria.joined(separator: "&"))", sort)
    }
  }

  /// Fills a lake by random creates, updates and deletions, and memory with what is current.
  private func lake(_ maker: inout Maker) throws -> (LakeFixture, Memory) {
    let fixture = try LakeFixture()
    var current: [String: JSON] = [:]
    for _ in 0..<3 {
      var batch: [LakeFixture.Change] = []
      for _ in 0..<30 {
        let json: JSON
        switch maker.pick([0, 1, 1, 2]) {
        case 0: json = maker.patient("p\(maker.pick(Array(0..<6)))")
        case 1: json = maker.observation("o\(maker.pick(Array(0..<40)))")
        default: json = maker.condition("c\(maker.pick(Array(0..<9)))")
        }
        guard case .string(let type)? = json["resourceType"], case .string(let id)? = json["id"]
        else { continue }
        let reference = "\(type)/\(id)"
        if maker.chance(10) {
          batch.append(.delete(try key(reference)))
          current[reference] = nil
        } else {
          batch.append(.put(json))
          current[reference] = json
        }
      }
      for change in batch { try fixture.write([change]) }
    }
    var memory = Memory()
    for (reference, json) in current {
      let key = try key(reference)
      memory.resources.append(
        SearchableResource(
          type: key.type,
          id: key.id,
          root: try JSONDocument.parse(json.text).root,
          lastUpdated: Self.now
        )
      )
    }
    return (fixture, memory)
  }

  /// All hits, page by page.
  private func hits(
    _ text: String,
    count: Int,
    _ fixture: LakeFixture,
    effort: SearchEffort = .usual
  ) throws -> [String] {
    var request = try SearchRequest(text, now: Self.now)
    request.count = count
    var found: [String] = []
    while true {
      let page = try fixture.lake.search(request, effort: effort)
      found += page.hits.map(\.key.reference)
      guard let next = page.next else { return found }
      request.page = next
    }
  }

  /// The least part of a request, and of the resources, that the lake and the matcher still
  /// disagree about.
  private func shrunken(_ text: String, _ fixture: LakeFixture, _ memory: Memory) throws -> String {
    func difference(_ text: String) throws -> Set<String> {
      let request = try SearchRequest(text, now: Self.now)
      let matcher = SearchMatcher(memory)
      let expected = try memory.resources.filter { try matcher.matches($0, request) }
        .map { "\($0.type.rawValue)/\($0.id)" }
      return Set(try hits(text, count: 100, fixture)).symmetricDifference(expected)
    }
    var text = text
    var isSmaller = true
    while isSmaller, let start = text.firstIndex(of: "?") {
      let criteria = text[text.index(after: start)...].split(separator: "&")
      isSmaller = false
      for dropped in criteria.indices where criteria.count > 1 {
        var rest = criteria
        rest.remove(at: dropped)
        let candidate = "\(text[...start])\(rest.joined(separator: "&"))"
        if try !difference(candidate).isEmpty {
          text = candidate
          isSmaller = true
          break
        }
      }
    }
    let resource = try difference(text).min()
    let found = memory.resources.first { "\($0.type.rawValue)/\($0.id)" == resource }
    return "\(text) on \(found?.root.jsonText ?? resource ?? "their order")"
  }

  @Test(arguments: 1...6) func theLakeFindsWhatTheMatcherFinds(seed: UInt64) throws {
    var maker = Maker(random: SeededRandom(seed: seed))
    let (fixture, memory) = try lake(&maker)
    let matcher = SearchMatcher(memory)
    var nonEmpty = 0
    for number in 0..<150 {
      let (_, text, sort) = maker.request()
      let request = try SearchRequest(text, now: Self.now)
      let expected = try memory.resources.filter { try matcher.matches($0, request) }
        .map { "\($0.type.rawValue)/\($0.id)" }.sorted()
      if !expected.isEmpty { nonEmpty += 1 }
      let count = maker.pick([1, 3, 100])
      let found = try hits(text, count: count, fixture)
      if found.sorted() != expected {
        let least = try shrunken(text, fixture, memory)
        Issue.record("seed \(seed), request \(number): \(text); shrunken: \(least)")
      }
      guard let sort else { continue }
      let ordered = try hits("\(text)&_sort=\(sort)", count: count, fixture)
      #expect(
        ordered.sorted() == expected,
        "seed \(seed), request \(number): \(text)&_sort=\(sort)"
      )
      let whole = try hits("\(text)&_sort=\(sort)", count: 1000, fixture)
      #expect(ordered == whole, "seed \(seed): pages of \(text)&_sort=\(sort)")
      let small = SearchEffort(mostSorted: 2, perKey: 0)
      let walked = try hits("\(text)&_sort=\(sort)", count: count, fixture, effort: small)
      #expect(walked == whole, "seed \(seed): walk of \(text)&_sort=\(sort)")
    }
    #expect(nonEmpty > 40)
  }
}
