// SPDX-License-Identifier: Apache-2.0

/// The shapes in which Amazon Comprehend Medical answers.
public enum ComprehendShape: String, Sendable, CaseIterable {
  /// DetectEntitiesV2.
  case detectEntities = "detect-entities"
  /// InferICD10CM.
  case icd10
  /// InferRxNorm.
  case rxnorm
  /// InferSNOMEDCT.
  case snomed
  /// DetectPHI.
  case phi
}

extension ExtractedNote {
  /// Returns the note's entities as one of Comprehend Medical's answers.
  ///
  /// Everything that Comprehend Medical does not have is under the key `tarn` of each object, so that
  /// its clients read the rest as ever.
  ///
  /// - Parameter shape: Which answer.
  /// - Returns: One JSON object without white space.
  public func json(as shape: ComprehendShape) -> String {
    String(decoding: jsonBytes(as: shape), as: UTF8.self)
  }

  /// Returns the same as ``json(as:)`` in UTF-8.
  public func jsonBytes(as shape: ComprehendShape) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.key("Entities")
      writer.array { writer in
        for entity in entities where shape.holds(entity) {
          EntityWriter(shape: shape).write(entity, &writer)
        }
      }
      if shape == .detectEntities {
        writer.key("UnmappedAttributes")
        writer.array { writer in
          for attribute in unmappedAttributes {
            writer.object { writer in
              writer.member("Type", attribute.category.rawValue)
              writer.key("Attribute")
              EntityWriter(shape: shape).write(attribute, &writer)
            }
          }
        }
      }
      if shape == .snomed {
        writer.key("Characters")
        writer.object { writer in
          writer.member("OriginalTextCharacters", characterCount)
        }
      }
      writer.member("ModelVersion", modelVersion)
      writer.key("tarn")
      writer.object { writer in
        writer.member("characters", characterCount)
        writer.key("sections")
        writer.array { writer in
          for section in sections { section.write(&writer) }
        }
      }
    }
    return writer.bytes
  }
}

extension NoteSection {
  fileprivate func write(_ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("kind", kind.rawValue)
      writer.member("title", title)
      writer.member("begin", begin)
      writer.member("bodyBegin", bodyBegin)
      writer.member("end", end)
      if labels.isEmpty { return }
      writer.key("labels")
      writer.array { writer in
        for label in labels { label.write(&writer) }
      }
    }
  }
}

extension ComprehendShape {
  fileprivate func holds(_ entity: Entity) -> Bool {
    switch self {
    case .detectEntities: true
    case .icd10: entity.type == .condition
    case .rxnorm: entity.category == .medication
    case .snomed:
      entity.category == .medicalCondition || entity.category == .testTreatmentProcedure
        || entity.category == .anatomy
    case .phi: entity.category == .protectedHealthInformation
    }
  }

  fileprivate var conceptKey: (name: StaticString, systems: [CodeSystem])? {
    switch self {
    case .icd10: ("ICD10CMConcepts", [.icd10cm])
    case .rxnorm: ("RxNormConcepts", [.rxnorm])
    case .snomed: ("SNOMEDCTConcepts", [.snomed])
    case .detectEntities, .phi: nil
    }
  }
}

/// Writes entities and attributes in one shape.
private struct EntityWriter {
  let shape: ComprehendShape

  func write(_ entity: Entity, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("Id", entity.id)
      writer.member("BeginOffset", entity.begin)
      writer.member("EndOffset", entity.end)
      writer.member("Score", entity.score)
      writer.member("Text", entity.text)
      writer.member("Category", entity.category.rawValue)
      writer.member("Type", entity.type.rawValue)
      writer.member("Traits", array: { traits(entity.traits, &$0) })
      writer.member(
        "Attributes",
        array: { writer in
          for attribute in entity.attributes { write(attribute, &writer) }
        }
      )
      if let (name, systems) = shape.conceptKey {
        writer.member(
          name,
          array: { writer in
            for concept in entity.concepts.filter({ systems.contains($0.system) }).prefix(5) {
              self.concept(concept, &writer)
            }
          }
        )
      }
      writer.member("tarn", object: { knowledge(entity, &$0) })
    }
  }

  func write(_ attribute: Attribute, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("Type", attribute.type.rawValue)
      writer.member("Score", attribute.score)
      writer.member("RelationshipScore", attribute.relationshipScore)
      writer.member("RelationshipType", attribute.relationshipType.rawValue)
      writer.member("Id", attribute.id)
      writer.member("BeginOffset", attribute.begin)
      writer.member("EndOffset", attribute.end)
      writer.member("Text", attribute.text)
      writer.member("Category", attribute.category.rawValue)
      writer.member("Traits", array: { traits(attribute.traits, &$0) })
      if let value = attribute.value {
        writer.member("tarn", object: { ValueWriter.write(value, &$0) })
      }
    }
  }

  private func traits(_ traits: [Trait], _ writer: inout JSONWriter) {
    for trait in traits where trait.name.isComprehend {
      writer.object { writer in
        writer.member("Name", trait.name.rawValue)
        writer.member("Score", trait.score)
      }
    }
  }

  private func concept(_ concept: Concept, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("Description", concept.description)
      writer.member("Code", concept.code)
      writer.member("Score", concept.score)
    }
  }

  /// What Comprehend Medical does not say: reasons, sections, sources, codes of all systems, values.
  private func knowledge(_ entity: Entity, _ writer: inout JSONWriter) {
    writer.member("section", entity.evidence.section.rawValue)
    if !entity.evidence.sectionTitle.isEmpty {
      writer.member("sectionTitle", entity.evidence.sectionTitle)
    }
    writer.member("sources", array: { for source in entity.evidence.sources { $0.string(source) } })
    if let marginal = entity.evidence.marginal { writer.member("marginal", marginal) }
    if let name = entity.evidence.preferredName { writer.member("preferredName", name) }
    if let drugClass = entity.evidence.drugClass { writer.member("drugClass", drugClass) }
    writer.member(
      "traits",
      array: { writer in
        for trait in entity.traits {
          writer.object { writer in
            writer.member("name", trait.name.rawValue)
            writer.member("score", trait.score)
            writer.member("rule", trait.reason.rule)
            if let cue = trait.reason.cue { writer.member("cue", object: { span(cue, &$0) }) }
            if let scope = trait.reason.scope {
              writer.member("scope", object: { span(scope, &$0) })
            }
          }
        }
      }
    )
    if !entity.concepts.isEmpty {
      writer.member(
        "codes",
        array: { writer in
          for concept in entity.concepts {
            writer.object { writer in
              writer.member("system", concept.system.rawValue)
              writer.member("code", concept.code)
              writer.member("display", concept.description)
              writer.member("score", concept.score)
            }
          }
        }
      )
    }
    if let value = entity.value { ValueWriter.write(value, &writer) }
    if !entity.steps.isEmpty {
      writer.member("steps", array: { for step in entity.steps { self.step(step, &$0) } })
    }
  }

  private func step(_ step: DosageStep, _ writer: inout JSONWriter) {
    writer.object { writer in
      span(step.span, &writer)
      writer.key("attributes")
      writer.array { writer in
        for id in step.attributes { writer.number(id) }
      }
      writer.member("follows", step.follows)
      writer.member("stops", step.stops)
    }
  }

  private func span(_ span: TextSpan, _ writer: inout JSONWriter) {
    writer.member("begin", span.begin)
    writer.member("end", span.end)
    writer.member("text", span.text)
  }
}

/// Writes normalised values as FHIR has them.
private enum ValueWriter {
  static func write(_ value: NormalizedValue, _ writer: inout JSONWriter) {
    switch value {
    case .dateTime(let text): writer.member("dateTime", text)
    case .period(let start, let end):
      writer.member(
        "period",
        object: { writer in
          if let start { writer.member("start", start) }
          if let end { writer.member("end", end) }
        }
      )
    case .duration(let low, let high, let unit):
      writer.member(
        "duration",
        object: { writer in
          writer.member("value", low)
          if let high { writer.member("high", high) }
          writer.member("system", "http://unitsofmeasure.org")
          writer.member("code", unit)
        }
      )
    case .quantity(let quantity):
      writer.member(
        "quantity",
        object: { writer in
          writer.member("value", quantity.value)
          if let second = quantity.second { writer.member("second", second) }
          if let comparator = quantity.comparator { writer.member("comparator", comparator) }
          if let unit = quantity.unit { writer.member("unit", unit) }
          if let code = quantity.code {
            writer.member("system", "http://unitsofmeasure.org")
            writer.member("code", code)
          }
        }
      )
    case .timing(let timing): writer.member("timing", object: { write(timing, &$0) })
    }
  }

  private static func write(_ timing: TimingRepeat, _ writer: inout JSONWriter) {
    writer.member(
      "repeat",
      object: { writer in
        if let count = timing.count { writer.member("count", count) }
        if let frequency = timing.frequency { writer.member("frequency", frequency) }
        if let most = timing.frequencyMax { writer.member("frequencyMax", most) }
        if let period = timing.period { writer.member("period", period) }
        if let most = timing.periodMax { writer.member("periodMax", most) }
        if let unit = timing.periodUnit { writer.member("periodUnit", unit) }
        if !timing.dayOfWeek.isEmpty {
          writer.member("dayOfWeek", array: { for day in timing.dayOfWeek { $0.string(day) } })
        }
        if !timing.when.isEmpty {
          writer.member("when", array: { for code in timing.when { $0.string(code) } })
        }
      }
    )
    if timing.asNeeded { writer.member("asNeeded", true) }
    if let reason = timing.asNeededFor { writer.member("asNeededFor", reason) }
  }
}
