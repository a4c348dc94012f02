// SPDX-License-Identifier: Apache-2.0

import FHIR
import Search
import Store
import TestSupport
import Testing

/// Search parameters whose values are no plain way through the resource.
@Suite struct SpecialParameterTests {
  private let fixture: LakeFixture

  init() throws {
    fixture = try LakeFixture()
    let place = { (id: String, latitude: String, longitude: String) -> LakeFixture.Change in
      .put(
        [
          "resourceType": "Location", "id": .string(id),
          "position": ["latitude": .number(latitude), "longitude": .number(longitude)],
        ]
      )
    }
    try fixture.write([
      place("zurich", "47.3769", "8.5417"), place("bern", "46.9480", "7.4474"),
      place("suva", "-18.1416", "178.4419"), place("apia", "-13.8333", "-171.7667"),
      .put(["resourceType": "Location", "id": "nowhere"]),
      .put(
        [
          "resourceType": "Patient", "id": "p",
          "extension": [
            ["url": "http://other.example", "valueString": "Keller"],
            [
              "url": "http://hl7.org/fhir/StructureDefinition/patient-mothersMaidenName",
              "valueString": "Meier",
            ],
          ],
        ]
      ),
      .put(
        [
          "resourceType": "Composition", "id": "c", "status": "final",
          "subject": ["reference": "Patient/p"],
        ]
      ),
      .put(
        [
          "resourceType": "Bundle", "id": "b", "type": "document",
          "entry": [
            ["resource": ["resourceType": "Composition", "id": "c"]],
            ["resource": ["resourceType": "Composition", "id": "second"]],
          ],
        ]
      ),
      .put(
        [
          "resourceType": "QuestionnaireResponse", "id": "q", "status": "completed",
          "item": [
            [
              "linkId": "1",
              "extension": [
                [
                  "url":
                    "http://hl7.org/fhir/StructureDefinition/questionnaireresponse-isSubject",
                  "valueBoolean": true,
                ]
              ],
              "answer": [["valueReference": ["reference": "Patient/p"]]],
            ],
            ["linkId": "2", "answer": [["valueReference": ["reference": "Patient/other"]]]],
          ],
        ]
      ),
    ])
  }

  // Zurich and Bern are 95 km apart, Suva and Apia 1,146 km across the date line.
  @Test(arguments: [
    ("Location?near=47.3769|8.5417|10|km", ["zurich"]),
    ("Location?near=47.3769|8.5417|90", ["zurich"]),
    ("Location?near=47.3769|8.5417|100", ["zurich", "bern"]),
    ("Location?near=47.3769|8.5417|100|m", ["zurich"]),
    ("Location?near=47.3769|8.5417|60|[mi_i]", ["zurich", "bern"]),
    ("Location?near=46.9480|7.4474", ["bern"]),
    ("Location?near=-18.1416|178.4419|1100|km", ["suva"]),
    ("Location?near=-18.1416|178.4419|1200|km", ["suva", "apia"]),
    ("Location?near:missing=true", ["nowhere"]),
    ("Patient?mothersMaidenName=mei", ["p"]),
    ("Patient?mothersMaidenName=keller", []),
    ("Bundle?composition=Composition/c", ["b"]),
    ("Bundle?composition=Composition/second", []),
    ("Bundle?composition.subject=Patient/p", ["b"]),
    ("QuestionnaireResponse?item-subject=Patient/p", ["q"]),
    ("QuestionnaireResponse?item-subject=Patient/other", []),
  ])
  func valuesAreFoundWhereTheyStand(query: String, expected: [String]) throws {
    let page = try fixture.lake.search(try SearchRequest(query, now: 0))
    #expect(Set(page.hits.map(\.key.id)) == Set(expected))
  }

  @Test(arguments: ["near=47", "near=91|0", "near=0|181", "near=0|0|far", "near=0|0|1|furlong"])
  func aPlaceThatIsNoneIsRefused(criterion: String) {
    #expect(throws: SearchRequestError.self) {
      try SearchRequest("Location?\(criterion)", now: 0)
    }
  }
}
