// SPDX-License-Identifier: Apache-2.0

import FHIR
import FHIRPath

/// A resource to evaluate expressions on.
enum Sample {
  static let patient = """
    {
      "resourceType": "Patient", "id": "p1", "active": true,
      "extension": [{"url": "http://a.test/age", "valueAge": {"value": 30,
        "system": "http://unitsofmeasure.org", "code": "a"}}],
      "contained": [{"resourceType": "Practitioner", "id": "gp", "active": false}],
      "name": [
        {"use": "official", "family": "Chalmers", "given": ["Peter", "James"]},
        {"use": "usual", "given": ["Jim"]},
        {"use": "maiden", "family": "Windsor", "given": ["Peter", null],
         "_given": [null, {"extension": [{"url": "http://a.test/why", "valueCode": "masked"}]}],
         "period": {"end": "2002"}}
      ],
      "gender": "male", "birthDate": "1974-12-25",
      "_birthDate": {"id": "b", "extension": [{"url": "http://a.test/time",
        "valueDateTime": "1974-12-25T14:35:45-05:00"}]},
      "_deceasedBoolean": {"extension": [{"url": "http://a.test/why", "valueCode": "unknown"}]},
      "multipleBirthInteger": 2,
      "generalPractitioner": [{"reference": "#gp"}, {"reference": "Organization/o1"},
        {"reference": "Practitioner/nobody"}]
    }
    """

  static let observation = """
    {
      "resourceType": "Observation", "id": "o1", "status": "final",
      "code": {"coding": [{"system": "http://loinc.org", "code": "29463-7", "display": "Weight"},
        {"system": "http://snomed.info/sct", "code": "27113001"}]},
      "subject": {"reference": "Patient/p1"},
      "effectiveDateTime": "2024-02-29T10:30:00+01:00",
      "valueQuantity": {"value": 72.50, "unit": "kilogram",
        "system": "http://unitsofmeasure.org", "code": "kg"},
      "component": [
        {"code": {"text": "a"}, "valueInteger": 1},
        {"code": {"text": "b"}, "valueString": "x"},
        {"code": {"text": "c"}, "valueQuantity": {"value": 5, "comparator": "<",
          "system": "http://unitsofmeasure.org", "code": "g"}}
      ]
    }
    """

  static func items(
    _ expression: String,
    on text: String = patient,
    environment: FHIRPathEnvironment = FHIRPathEnvironment(now: "2026-03-01T12:30:00.250+01:00")
  ) throws -> [FHIRPathItem] {
    let document = try JSONDocument.parse(text)
    return try FHIRPathExpression(parsing: expression)
      .evaluate(on: document.root, environment: environment)
  }

  /// The items as texts: of elements without a value the JSON, without white space.
  static func texts(_ expression: String, on text: String = patient) throws -> String {
    try items(expression, on: text).map { item in
      item.text ?? item.source.map { "\($0.jsonText.filter { !$0.isWhitespace })" } ?? "?"
    }
    .joined(separator: ", ")
  }
}
