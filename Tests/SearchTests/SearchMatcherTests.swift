// SPDX-License-Identifier: Apache-2.0

import FHIR
import Search
import TestSupport
import Testing

/// Which resource meets which request, by https://hl7.org/fhir/R4/search.html.
@Suite struct SearchMatcherTests {
  private static let now: Int64 = 1_700_000_000_000
  private static let resources: [JSON] = [
    [
      "resourceType": "Patient", "id": "p",
      "name": [["family": "Åkesson", "given": ["Eva", "Marie"], "text": "Eva Åkesson"]],
      "gender": "female", "birthDate": "1958-03",
      "address": [["city": "Umeå", "use": "home"]],
      "identifier": [
        [
          "system": "http://h.example/mrn", "value": "00A",
          "type": [
            "coding": [["system": "http://terminology.hl7.org/CodeSystem/v2-0203", "code": "MR"]]
          ],
        ]
      ],
      "telecom": [["system": "email", "value": "eva@h.example"]], "deceasedBoolean": true,
    ],
    [
      "resourceType": "Observation", "id": "o", "status": "final",
      "code": [
        "coding": [["system": "http://loinc.org", "code": "4548-4", "display": "Hemoglobin A1c"]]
      ],
      "subject": ["reference": "Patient/p"], "effectiveDateTime": "2019-03-02T08:30:00+01:00",
      "valueQuantity": [
        "value": .number("7.20"), "unit": "mg/dL", "system": "http://unitsofmeasure.org",
        "code": "mg/dL",
      ],
    ],
    [
      "resourceType": "Observation", "id": "low", "status": "final", "code": ["text": "Troponin T"],
      "effectivePeriod": ["start": "2020-01-10"],
      "valueQuantity": ["value": .number("14"), "comparator": "<", "code": "ng/L"],
    ],
    [
      "resourceType": "ValueSet", "id": "v", "url": "http://a.example/fhir/ValueSet/v",
      "status": "active",
    ],
    [
      "resourceType": "Encounter", "id": "e", "status": "finished", "class": ["code": "IMP"],
      "subject": ["identifier": ["system": "http://h.example/mrn", "value": "00A"]],
      "period": ["start": "2019-12-31", "end": "2020-01-02"],
    ],
  ]

  private struct Memory: SearchSurroundings {
    let resources: [SearchableResource]

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
      let reference = "\(target.type.rawValue)/\(target.id)"
      return try resources.contains {
        try $0.type == type && $0.root["subject"]?["reference"]?.string == reference && check($0)
      }
    }
  }

  @Test(
    arguments: [
      // Texts begin so, whatever case and accents; :exact and :contains.
      ("Patient?name=ake", "p"), ("Patient?name=AKESSON", "p"), ("Patient?name=kesson", ""),
      ("Patient?family:exact=Åkesson", "p"), ("Patient?family:exact=åkesson", ""),
      ("Patient?name:contains=SSO", "p"), ("Patient?given=marie", "p"),
      ("Patient?name=zorn,eva", "p"), ("Patient?name=zorn&name=eva", ""),
      ("Patient?address=ume", "p"), ("Patient?address-city:exact=Umea", ""),
      // Codes.
      ("Patient?gender=female", "p"), ("Patient?gender:not=male", "p"),
      ("Patient?gender:not=female", ""), ("Patient?identifier=00A", "p"),
      ("Patient?identifier=00a", ""), ("Patient?identifier=http://h.example/mrn|00A", "p"),
      ("Patient?identifier=|00A", ""), ("Patient?identifier=http://h.example/mrn|", "p"),
      (
        "Patient?identifier:of-type=http://terminology.hl7.org/CodeSystem/v2-0203|MR|00A", "p"
      ),
      ("Patient?email=eva@h.example", "p"), ("Patient?phone=eva@h.example", ""),
      ("Patient?deceased=true", "p"), ("Patient?deceased=false", ""),
      ("Observation?code=4548-4", "o"), ("Observation?code:text=hemo", "o"),
      ("Observation?code:text=troponin", "low"), ("Observation?code:not=4548-4", "low"),
      ("Observation?code:missing=true", ""), ("Observation?subject:missing=true", "low"),
      // Dates: a month stands for all of it.
      ("Patient?birthdate=1958", "p"), ("Patient?birthdate=1958-03-05", ""),
      ("Patient?birthdate=gt1958-03-05", "p"), ("Patient?birthdate=lt1958-03-05", "p"),
      ("Patient?birthdate=sa1958-02", "p"), ("Patient?birthdate=sa1958-03-05", ""),
      ("Patient?birthdate=eb1958-04", "p"), ("Patient?birthdate=ne1958", ""),
      ("Observation?date=2019-03-02", "o"), ("Observation?date=2019-03-02T07:30:00Z", "o"),
      ("Observation?date=2019-03-02T08:30:00Z", ""),
      // What has begun and not ended is after every date, and has begun on its own.
      ("Observation?date=gt2030", "low"), ("Observation?date=lt2020-01-11", "low o"),
      ("Observation?date=sa2019-12", "low"),
      ("Encounter?date=2020-01-01", ""), ("Encounter?date=ge2020-01-01", "e"),
      // A period that goes on is neither before a day nor within it.
      ("Encounter?date=le2019-12-31", ""), ("Encounter?date=le2020-01-01", "e"),
      ("Encounter?date=2019,2020", ""),
      // Quantities: digits say how exactly; units are converted.
      ("Observation?value-quantity=7.2", "o"), ("Observation?value-quantity=7", "o"),
      ("Observation?value-quantity=7.25", ""), ("Observation?value-quantity=7.20", "o"),
      ("Observation?value-quantity=gt7.2||mg/dL", ""),
      ("Observation?value-quantity=ge7.2||mg/dL", "o"),
      ("Observation?value-quantity=0.072|http://unitsofmeasure.org|g/L", "o"),
      ("Observation?value-quantity=7.2|http://unitsofmeasure.org|mmol/L", ""),
      ("Observation?value-quantity=ap7.5||mg/dL", "o"),
      ("Observation?value-quantity=lt10||ng/L", "low"),
      // Less than 14 ng/L is never more; 7.2 mg/dL are 72,000,000 ng/L.
      ("Observation?value-quantity=gt14||ng/L", "o"),
      // References, chains and the other way round.
      ("Observation?subject=Patient/p", "o"), ("Observation?subject=p", "o"),
      ("Observation?subject=http://h.example/fhir/Patient/p", "o"),
      ("Observation?subject:Patient=p", "o"), ("Observation?subject:Group=p", ""),
      ("Observation?patient.name=eva", "o"), ("Observation?patient.name=adam", ""),
      ("Patient?_has:Observation:patient:code=4548-4", "p"),
      ("Patient?_has:Observation:patient:code=1", ""),
      ("Encounter?subject:identifier=http://h.example/mrn|00A", "e"),
      // URIs.
      ("ValueSet?url=http://a.example/fhir/ValueSet/v", "v"),
      ("ValueSet?url=http://a.example/fhir", ""),
      ("ValueSet?url:below=http://a.example/fhir", "v"),
      ("ValueSet?url:above=http://a.example/fhir/ValueSet/v/1", "v"),
      // Composites: both parts in one place.
      ("Observation?code-value-quantity=4548-4$gt7", "o"),
      ("Observation?code-value-quantity=4548-4$gt8", ""),
      // Any type.
      ("?_id=e", "e"), ("?_type=Patient,Encounter&_id=e,p", "e p"), ("Patient/p/Observation?", "o"),
      ("Observation?_content=hemoglobin", "o"),
    ])
  func meets(text: String, expected: String) throws {
    let resources = try Self.resources.map { json in
      let root = try document(json).root
      return SearchableResource(
        type: try #require(root["resourceType"]?.string.flatMap { ResourceType(name: $0) }),
        id: try #require(root["id"]?.string),
        root: root,
        lastUpdated: Self.now
      )
    }
    let request = try SearchRequest(text, now: Self.now)
    let matcher = SearchMatcher(Memory(resources: resources))
    let found = try resources.filter { try matcher.matches($0, request) }.map(\.id)
    #expect(found.sorted().joined(separator: " ") == expected)
  }
}
