// SPDX-License-Identifier: Apache-2.0

import FHIR
import Search
import Store
import TestSupport
import Testing

/// `:in`, `:not-in`, `:above` and `:below` on tokens.
@Suite struct CodeSetTests {
  private let fixture: LakeFixture

  init() throws {
    fixture = try LakeFixture()
    let conditions: [(id: String, system: String, code: String)] = [
      ("pneumonia", "http://a.example", "pneumonia"),
      ("viral", "http://a.example", "viral-pneumonia"),
      ("asthma", "http://a.example", "asthma"),
      ("fracture", "http://a.example", "fracture"),
      ("same", "http://b.example", "asthma"),
    ]
    try fixture.write(
      conditions.map { item in
        .put(
          [
            "resourceType": "Condition", "id": .string(item.id),
            "code": ["coding": [["system": .string(item.system), "code": .string(item.code)]]],
          ]
        )
      } + [
        .put(["resourceType": "Condition", "id": "none"]),
        .put(Self.codeSystem),
        .put(
          Self.valueSet(
            "lungs",
            include: [["system": "http://a.example", "filter": [Self.isLung]]]
          )
        ),
        .put(
          Self.valueSet(
            "listed",
            include: [
              [
                "system": "http://a.example",
                "concept": [["code": "asthma"], ["code": "fracture"]],
              ]
            ]
          )
        ),
        .put(
          Self.valueSet(
            "both",
            include: [["valueSet": ["http://v.example/lungs", "http://v.example/listed"]]]
          )
        ),
        .put(
          Self.valueSet(
            "rest",
            include: [["system": "http://a.example"]],
            exclude: [["valueSet": ["http://v.example/lungs"]]]
          )
        ),
        .put(Self.valueSet("loop", include: [["valueSet": ["http://v.example/loop"]]])),
        .put(
          Self.valueSet(
            "regex",
            include: [
              [
                "system": "http://a.example",
                "filter": [["property": "code", "op": "regex", "value": "a.*"]],
              ]
            ]
          )
        ),
      ]
    )
  }

  private static let isLung: JSON = ["property": "concept", "op": "is-a", "value": "lung"]

  private static let codeSystem: JSON = [
    "resourceType": "CodeSystem", "id": "a", "url": "http://a.example", "status": "active",
    "content": "complete",
    "concept": [
      [
        "code": "lung",
        "concept": [
          ["code": "pneumonia", "concept": [["code": "viral-pneumonia"]]], ["code": "asthma"],
        ],
      ],
      ["code": "fracture"],
    ],
  ]

  private static func valueSet(_ name: String, include: JSON, exclude: JSON = []) -> JSON {
    [
      "resourceType": "ValueSet", "id": .string(name), "status": "active",
      "url": .string("http://v.example/\(name)"),
      "compose": ["include": include, "exclude": exclude],
    ]
  }

  private func found(_ query: String) throws -> Set<String> {
    let request = try SearchRequest(query, now: 0)
    let page = try fixture.lake.search(request) { url in
      url == "http://r4.example/built-in" ? ["asthma"] : nil
    }
    return Set(page.hits.map(\.key.id))
  }

  @Test(arguments: [
    ("code:in=http://v.example/lungs", ["pneumonia", "viral", "asthma"]),
    ("code:in=ValueSet/lungs", ["pneumonia", "viral", "asthma"]),
    ("code:in=http://v.example/listed", ["asthma", "fracture"]),
    ("code:in=http://v.example/both", ["asthma"]),
    ("code:in=http://v.example/rest", ["fracture"]),
    ("code:not-in=http://v.example/lungs", ["fracture", "same", "none"]),
    ("code:in=http://r4.example/built-in", ["asthma", "same"]),
    ("code:in=http://v.example/both,http://v.example/rest", ["asthma", "fracture"]),
    ("code:below=http://a.example|pneumonia", ["pneumonia", "viral"]),
    ("code:above=http://a.example|viral-pneumonia", ["pneumonia", "viral"]),
    ("code:below=http://a.example|fracture", ["fracture"]),
  ])
  func codesAreThoseOfTheSet(query: String, expected: [String]) throws {
    #expect(try found("Condition?\(query)") == Set(expected))
  }

  @Test(arguments: [
    "code:in=http://v.example/unknown", "code:in=http://v.example/loop",
    "code:in=http://v.example/regex", "code:below=http://b.example|asthma",
  ])
  func whatCannotBeExpandedIsRefused(query: String) {
    #expect {
      try found("Condition?\(query)")
    } throws: { error in
      (error as? StoreError)?.code == .noDefinition
    }
  }

  @Test func aCodeWithoutItsSystemHasNoPlaceInAHierarchy() {
    #expect(throws: SearchRequestError.self) {
      try SearchRequest("Condition?code:below=asthma", now: 0)
    }
  }

  @Test func anExplainedSearchSaysWhichValueWasFound() throws {
    let request = try SearchRequest("Condition?code:below=http://a.example|pneumonia", now: 0)
    let page = try fixture.lake.search(request, explains: true)
    let key = ResourceKey(type: .condition, id: "viral")
    #expect(page.evidence[key]?.map(\.values) == [["code http://a.example|viral-pneumonia"]])
    #expect(page.evidence.count == 2)
  }
}
