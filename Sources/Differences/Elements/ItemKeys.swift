// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// What tells the items of an array apart, by the type of the element.
///
/// Keys come in tiers. Items are paired by the first tier, what is left by the second, and so on:
///
/// | type | tiers |
/// | --- | --- |
/// | Coding | system and code; display, where there is no code |
/// | CodeableConcept | all codings; the first coding; text, where there are no codings |
/// | Identifier | system and value; system; use and type, where there is no system |
/// | ContactPoint | system, use and value; system and use; system and value; system |
/// | HumanName | use and family; use; text |
/// | Address | use, type and city; use; text |
/// | Extension | url |
/// | Reference | reference; identifier; display |
/// | Annotation | text; time |
/// | Attachment | url; hash; title |
/// | resources | type and id |
/// | backbone elements | each member of ``ItemKeys/backbone`` that is there |
enum ItemKeys {
  /// The members that tell backbone elements apart, the best first.
  static let backbone = [
    "id", "linkId", "fullUrl", "uid", "sequence", "itemSequence", "url", "identifier", "name",
    "item", "other", "actor", "individual", "reference", "member", "party", "who", "what",
    "entity", "condition", "location", "resource", "code", "measure", "path", "title", "language",
    "system", "type", "category", "relationship", "relation", "role", "function", "mode", "use",
    "key", "label", "text",
  ]

  /// The keys of an item, one for each tier; `nil` where the item lacks what the tier looks at.
  static func keys(of item: JSON, type: String?) -> [String?] {
    guard case .object = item else { return [] }
    func text(_ key: String) -> String? { scalar(item[key]) }
    switch type {
    case "Coding":
      return [
        text("code").flatMap { join(text("system"), $0) },
        text("code") == nil ? text("display") : nil,
      ]
    case "CodeableConcept":
      let codings = codings(item)
      return [
        codings.isEmpty ? nil : codings.joined(separator: "\u{1E}"), codings.first,
        codings.isEmpty ? text("text") : nil,
      ]
    case "Identifier":
      return [
        both(text("system"), text("value")), text("system"),
        text("system") == nil ? join(text("use"), identity(item["type"])) : nil,
      ]
    case "ContactPoint":
      return [
        text("value").flatMap { join(text("system"), text("use"), $0) },
        text("use").flatMap { join(text("system"), $0) },
        text("value").flatMap { join(text("system"), $0) },
        text("use") == nil ? join(text("system")) : nil,
      ]
    case "HumanName": return [both(text("use"), text("family")), join(text("use")), text("text")]
    case "Address":
      return [
        both(text("use"), join(text("type"), text("city"))), join(text("use")), text("text"),
      ]
    case "Extension": return [text("url")]
    case "Reference":
      return [text("reference"), identity(item["identifier"]), text("display")]
    case "Annotation": return [text("text"), text("time")]
    case "Attachment": return [text("url"), text("hash"), text("title")]
    case "Resource": return [join(text("resourceType"), text("id"))]
    case "Quantity", "Period", "Range", "Ratio", "Timing", "Money", "Signature": return []
    default: return backbone.map { member($0, of: item) }
    }
  }

  /// The words in brackets by which a path may name an item, the shortest first.
  static func labels(of item: JSON, type: String?) -> [String] {
    guard case .object = item else { return [] }
    func part(_ key: String) -> String? { scalar(item[key]).map { "\(key)=\($0)" } }
    func parts(_ keys: String...) -> String? {
      let found = keys.compactMap(part)
      return found.count == keys.count ? found.joined(separator: ",") : nil
    }
    let found: [String?] =
      switch type {
      case "Coding": [part("code"), parts("system", "code"), part("display")]
      case "CodeableConcept":
        [
          firstCoding(item).flatMap { scalar($0["code"]) }.map { "coding.code=\($0)" },
          part("text"),
        ]
      case "Identifier":
        [part("system"), parts("system", "value"), part("value"), part("use")]
      case "ContactPoint":
        [part("use"), parts("system", "use"), part("system"), parts("system", "value")]
      case "HumanName": [part("use"), parts("use", "family"), part("family"), part("text")]
      case "Address": [part("use"), parts("use", "type"), parts("use", "city"), part("text")]
      case "Extension": [part("url")]
      case "Reference": [part("reference"), part("display")]
      case "Annotation": [part("time")]
      case "Attachment": [part("url"), part("title")]
      case "Resource": [part("id"), parts("resourceType", "id")]
      default:
        backbone.map { key in
          member(key, of: item).map { "\(key)=\(shortened($0))" }
        }
      }
    return found.compactMap { $0 }
  }

  // MARK: - Parts of keys

  private static func scalar(_ value: JSON?) -> String? {
    switch value {
    case .string(let text), .number(let text): text
    default: nil
    }
  }

  /// The parts in one text, with a separator that no element may contain; `nil` for none at all.
  private static func join(_ parts: String?...) -> String? {
    parts.allSatisfy { $0 == nil } ? nil : parts.map { $0 ?? "" }.joined(separator: "\u{1F}")
  }

  private static func both(_ first: String?, _ second: String?) -> String? {
    guard let first, let second else { return nil }
    return join(first, second)
  }

  private static func firstCoding(_ concept: JSON) -> JSON? {
    guard case .array(let codings) = concept["coding"] else { return nil }
    return codings.first
  }

  private static func codings(_ concept: JSON) -> [String] {
    guard case .array(let codings) = concept["coding"] else { return [] }
    return codings.compactMap { join(scalar($0["system"]), scalar($0["code"])) }
  }

  private static func member(_ key: String, of item: JSON) -> String? {
    guard let value = item[key] ?? item[key + "Reference"] ?? item[key + "CodeableConcept"] else {
      return nil
    }
    return identity(value)
  }

  /// What a value of any type is told by.
  private static func identity(_ value: JSON?) -> String? {
    switch value {
    case .string(let text), .number(let text): return text
    case .array(let items):
      let parts = items.prefix(8).compactMap { identity($0) }
      return parts.isEmpty ? nil : parts.joined(separator: "\u{1E}")
    case .object:
      guard let value else { return nil }
      let codings = codings(value)
      if !codings.isEmpty { return codings.joined(separator: "\u{1E}") }
      if let reference = scalar(value["reference"]) { return reference }
      if let own = join(scalar(value["system"]), scalar(value["code"]) ?? scalar(value["value"])) {
        return own
      }
      if let id = both(scalar(value["resourceType"]), scalar(value["id"])) { return id }
      for key in ["text", "family", "display", "url"] {
        if let text = scalar(value[key]) { return text }
      }
      return identity(value["given"]) ?? identity(value["identifier"])
    default: return nil
    }
  }

  /// The last part of the first key of a joined one: the code of the first coding.
  private static func shortened(_ key: String) -> Substring {
    let first = key.prefix { $0 != "\u{1E}" }
    return first.lastIndex(of: "\u{1F}").map { first[first.index(after: $0)...] } ?? first
  }
}
