// SPDX-License-Identifier: Apache-2.0

import Extraction
import FHIR
import Store

/// HealthLake's extension tree on a DocumentReference: what was read, and what was made of it.
///
/// `raw-response` is JSON here, which HealthLake's is not.
struct NoteDecoration {
  let reading: ExtractedNote

  func extensions(linkage: ResourceKey, resources: [ResourceKey]) -> [JSON] {
    let root = EntityResource.URL.comprehend
    let read: JSON = [
      "url": .string(root),
      "extension": [
        part("detect-entities", shape: .detectEntities, []),
        part(
          "infer-icd10",
          shape: .icd10,
          entities("aws-cm-icd10-entity", .icd10cm) { $0.type == .condition }
        ),
        part(
          "infer-rxnorm",
          shape: .rxnorm,
          entities("aws-cm-rxnorm-entity", .rxnorm) { $0.category == .medication }
        ),
        ["url": .string(root + "status/"), "valueString": "SUCCESS"],
        ["url": .string(root + "message/"), "valueString": "All notes were read"],
      ],
    ]
    let links: [JSON] =
      [
        [
          "url": .string(EntityResource.URL.root + "linkage"),
          "valueReference": ["reference": .string(linkage.reference)],
        ]
      ]
      + resources.map {
        [
          "url": .string(EntityResource.URL.root + "nlp-entity"),
          "valueReference": ["reference": .string($0.reference)],
        ]
      }
    return [
      read, ["url": .string(EntityResource.URL.generated), "extension": .array(links)],
    ]
  }

  private func part(_ name: String, shape: ComprehendShape, _ entities: [JSON]) -> JSON {
    let url = EntityResource.URL.comprehend + name + "/"
    return [
      "url": .string(url),
      "extension": .array(
        [
          [
            "url": .string(url + "raw-response"),
            "valueString": .string(reading.json(as: shape)),
          ],
          [
            "url": .string(url + "model-version"), "valueString": .string(reading.modelVersion),
          ],
        ] + entities
      ),
    ]
  }

  private func entities(
    _ name: String,
    _ system: CodeSystem,
    where isWanted: (Entity) -> Bool
  ) -> [JSON] {
    let root = EntityResource.URL.comprehend
    func value(_ part: String, _ kind: String, _ value: JSON) -> JSON {
      ["url": .string(root + name + part), kind: value]
    }
    return reading.entities.filter(isWanted).map { entity in
      let concepts: [JSON] = entity.concepts.filter { $0.system == system }.prefix(5).map {
        [
          "url": .string(root + name + "-Concept"),
          "extension": [
            value("-Concept-Code", "valueString", .string($0.code)),
            value("-Concept-Description", "valueString", .string($0.description)),
            value(
              "-Concept-Score",
              "valueDecimal",
              .number(EntityResource.decimal($0.score))
            ),
          ],
        ]
      }
      var parts = [
        value("-id", "valueInteger", .number("\(entity.id)")),
        value("-text", "valueString", .string(entity.text)),
        value("-begin-offset", "valueInteger", .number("\(entity.begin)")),
        value("-end-offset", "valueInteger", .number("\(entity.end)")),
        value("-score", "valueDecimal", .number(EntityResource.decimal(entity.score))),
      ]
      if !concepts.isEmpty {
        parts.append([
          "url": .string(root + name + "-ConceptList"), "extension": .array(concepts),
        ])
      }
      return ["url": .string(root + name), "extension": .array(parts)]
    }
  }
}
