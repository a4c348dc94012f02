// SPDX-License-Identifier: Apache-2.0

import FHIR

/// Valid resources, invented.
enum Fixtures {
  static let valid: [JSON] = [patient, observation, bundle, questionnaire]

  static let patient: JSON = [
    "resourceType": "Patient", "id": "p1", "meta": ["profile": ["http://example.org/p"]],
    "text": ["status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\">x</div>"],
    "contained": [["resourceType": "Organization", "id": "o1", "name": "Clinic"]],
    "extension": [
      [
        "url": "http://example.org/race",
        "extension": [
          ["url": "text", "valueString": "x"], ["url": "code", "valueCoding": ["code": "1"]],
        ],
      ]
    ], "identifier": [["system": "urn:oid:1.2.3", "value": "12"]], "active": true,
    "name": [
      [
        "use": "official", "family": "Invented", "given": ["Ann", nil],
        "_given": [nil, ["extension": [["url": "http://example.org/e", "valueBoolean": true]]]],
      ]
    ], "gender": "female", "birthDate": "1950-02",
    "_birthDate": ["id": "b", "extension": [["url": "http://example.org/t", "valueDecimal": 1]]],
    "deceasedDateTime": "2020-02-29T10:00:00Z", "multipleBirthInteger": 2,
    "contact": [["relationship": [["text": "sister"]], "period": ["start": "2001"]]],
    "managingOrganization": ["reference": "#o1"],
    "link": [["other": ["reference": "Patient/p2"], "type": "seealso"]],
  ]

  static let observation: JSON = [
    "resourceType": "Observation", "id": "o1", "status": "final",
    "category": [["coding": [["system": "http://example.org", "code": "laboratory"]]]],
    "code": ["coding": [["system": "http://loinc.org", "code": "1-8", "userSelected": false]]],
    "subject": ["reference": "Patient/p1"], "effectiveDateTime": "2019-03-02T10:15:00+01:00",
    "issued": "2019-03-02T10:15:00.000Z",
    "valueQuantity": ["value": .number("1.5"), "unit": "mg/dL"],
    "referenceRange": [["low": ["value": 1], "high": ["value": 2], "text": "1 to 2"]],
    "component": [
      [
        "code": ["text": "part"], "valueString": "x",
        "referenceRange": [["age": ["low": ["value": 18, "unit": "a"]]]],
      ]
    ],
  ]

  static let bundle: JSON = [
    "resourceType": "Bundle", "type": "transaction", "timestamp": "2020-01-01T00:00:00Z",
    "entry": [
      [
        "fullUrl": "urn:uuid:c757873d-ec9a-4326-a141-556f43239520", "resource": observation,
        "request": ["method": "POST", "url": "Observation"],
      ],
      ["resource": patient, "request": ["method": "PUT", "url": "Patient/p1"]],
    ],
  ]

  static let questionnaire: JSON = [
    "resourceType": "Questionnaire", "status": "draft", "subjectType": ["Patient"],
    "item": [
      [
        "linkId": "1", "type": "group", "repeats": false,
        "item": [
          [
            "linkId": "1.1", "type": "integer",
            "enableWhen": [
              ["question": "1", "operator": "=", "answerDecimal": .number("1.5")]
            ], "maxLength": 10, "initial": [["valueInteger": 3]],
          ]
        ],
      ]
    ],
  ]
}
