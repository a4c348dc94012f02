// SPDX-License-Identifier: Apache-2.0

public import FHIR

extension ExtractedNote {
  /// Reads what ``json(as:)`` wrote in the shape ``ComprehendShape/detectEntities``.
  ///
  /// Nothing is lost on the way there and back but the reasons of attributes' traits.
  ///
  /// - Parameter value: The JSON object; `nil` is returned where it is no such object.
  public init?(json value: JSONValue) {
    guard let listed = value["Entities"], let version = value["ModelVersion"]?.string else {
      return nil
    }
    self.init(
      entities: listed.elements.compactMap(Entity.init(json:)),
      unmappedAttributes: (value["UnmappedAttributes"]?.elements ?? .empty).compactMap {
        $0["Attribute"].flatMap(Attribute.init(json:))
      },
      sections: (value["tarn"]?["sections"]?.elements ?? .empty).compactMap(
        NoteSection.init(json:)
      ),
      characterCount: value["tarn"]?["characters"]?.integer ?? 0,
      modelVersion: version
    )
  }
}

extension Entity {
  fileprivate init?(json value: JSONValue) {
    guard let span = TextSpan(comprehend: value), let kind = Kind(json: value),
      let score = value["Score"]?.double, let known = value["tarn"]
    else { return nil }
    self.init(
      id: value["Id"]?.integer ?? 0,
      begin: span.begin,
      end: span.end,
      text: span.text,
      category: kind.category,
      type: kind.type,
      score: score,
      traits: (known["traits"]?.elements ?? .empty).compactMap(Trait.init(knowledge:)),
      attributes: (value["Attributes"]?.elements ?? .empty).compactMap(Attribute.init(json:)),
      concepts: (known["codes"]?.elements ?? .empty).compactMap(Concept.init(json:)),
      evidence: Evidence(
        section: (known["section"]?.string).flatMap(SectionKind.init(rawValue:)) ?? .none,
        sectionTitle: known["sectionTitle"]?.string ?? "",
        sources: (known["sources"]?.elements ?? .empty).compactMap(\.string),
        marginal: known["marginal"]?.double,
        preferredName: known["preferredName"]?.string,
        drugClass: known["drugClass"]?.string
      ),
      value: NormalizedValue(json: known),
      steps: (known["steps"]?.elements ?? .empty).compactMap(DosageStep.init(json:))
    )
  }
}

extension DosageStep {
  fileprivate init?(json value: JSONValue) {
    guard let begin = value["begin"]?.integer, let end = value["end"]?.integer,
      let text = value["text"]?.string
    else { return nil }
    self.init(
      span: TextSpan(begin: begin, end: end, text: text),
      attributes: (value["attributes"]?.elements ?? .empty).compactMap(\.integer),
      follows: value["follows"]?.bool ?? false,
      stops: value["stops"]?.bool ?? false
    )
  }
}

extension Attribute {
  fileprivate init?(json value: JSONValue) {
    guard let span = TextSpan(comprehend: value), let kind = Kind(json: value),
      let relationship = (value["RelationshipType"]?.string)
        .flatMap(RelationshipType.init(rawValue:))
    else { return nil }
    self.init(
      id: value["Id"]?.integer ?? 0,
      begin: span.begin,
      end: span.end,
      text: span.text,
      category: kind.category,
      type: kind.type,
      score: value["Score"]?.double ?? 0,
      relationshipType: relationship,
      relationshipScore: value["RelationshipScore"]?.double ?? 0,
      traits: (value["Traits"]?.elements ?? .empty).compactMap { trait in
        (trait["Name"]?.string).flatMap(TraitName.init(rawValue:)).map {
          Trait(name: $0, score: trait["Score"]?.double ?? 0, reason: Trait.Reason(rule: ""))
        }
      },
      value: value["tarn"].flatMap(NormalizedValue.init(json:))
    )
  }
}

/// Category and type, which entities and attributes both have.
private struct Kind {
  let category: EntityCategory
  let type: EntityType

  init?(json value: JSONValue) {
    guard let category = (value["Category"]?.string).flatMap(EntityCategory.init(rawValue:)),
      let type = (value["Type"]?.string).flatMap(EntityType.init(rawValue:))
    else { return nil }
    self.category = category
    self.type = type
  }
}

extension TextSpan {
  fileprivate init?(comprehend value: JSONValue) {
    guard let begin = value["BeginOffset"]?.integer, let end = value["EndOffset"]?.integer else {
      return nil
    }
    self.init(begin: begin, end: end, text: value["Text"]?.string ?? "")
  }

  fileprivate init?(knowledge value: JSONValue) {
    guard let begin = value["begin"]?.integer, let end = value["end"]?.integer else { return nil }
    self.init(begin: begin, end: end, text: value["text"]?.string ?? "")
  }
}

extension Trait {
  fileprivate init?(knowledge value: JSONValue) {
    guard let name = (value["name"]?.string).flatMap(TraitName.init(rawValue:)) else { return nil }
    self.init(
      name: name,
      score: value["score"]?.double ?? 0,
      reason: Reason(
        rule: value["rule"]?.string ?? "",
        cue: value["cue"].flatMap(TextSpan.init(knowledge:)),
        scope: value["scope"].flatMap(TextSpan.init(knowledge:))
      )
    )
  }
}

extension Concept {
  fileprivate init?(json value: JSONValue) {
    guard let system = value["system"]?.string, let code = value["code"]?.string else {
      return nil
    }
    self.init(
      system: CodeSystem(rawValue: system),
      code: code,
      description: value["display"]?.string ?? "",
      score: value["score"]?.double ?? 0
    )
  }
}

extension NoteSection {
  fileprivate init?(json value: JSONValue) {
    guard let kind = (value["kind"]?.string).flatMap(SectionKind.init(rawValue:)),
      let begin = value["begin"]?.integer, let body = value["bodyBegin"]?.integer,
      let end = value["end"]?.integer
    else { return nil }
    self.init(
      kind: kind,
      title: value["title"]?.string ?? "",
      begin: begin,
      bodyBegin: body,
      end: end,
      labels: (value["labels"]?.elements ?? .empty).compactMap(NoteSection.init(json:))
    )
  }
}

extension NormalizedValue {
  fileprivate init?(json value: JSONValue) {
    if let text = value["dateTime"]?.string {
      self = .dateTime(text)
    } else if let period = value["period"] {
      self = .period(start: period["start"]?.string, end: period["end"]?.string)
    } else if let duration = value["duration"], let low = duration["value"]?.double {
      self = .duration(
        low: low,
        high: duration["high"]?.double,
        unit: duration["code"]?.string ?? ""
      )
    } else if let quantity = value["quantity"], let number = quantity["value"]?.double {
      self = .quantity(
        Quantity(
          value: number,
          second: quantity["second"]?.double,
          comparator: quantity["comparator"]?.string,
          unit: quantity["unit"]?.string,
          code: quantity["code"]?.string
        )
      )
    } else if let timing = value["timing"] {
      self = .timing(TimingRepeat(json: timing))
    } else {
      return nil
    }
  }
}

extension TimingRepeat {
  fileprivate init(json value: JSONValue) {
    let rhythm = value["repeat"]
    self.init(
      frequency: rhythm?["frequency"]?.integer,
      frequencyMax: rhythm?["frequencyMax"]?.integer,
      period: rhythm?["period"]?.double,
      periodMax: rhythm?["periodMax"]?.double,
      periodUnit: rhythm?["periodUnit"]?.string,
      when: (rhythm?["when"]?.elements ?? .empty).compactMap(\.string),
      dayOfWeek: (rhythm?["dayOfWeek"]?.elements ?? .empty).compactMap(\.string),
      asNeeded: value["asNeeded"]?.bool == true,
      count: rhythm?["count"]?.integer
    )
    asNeededFor = value["asNeededFor"]?.string
  }
}
