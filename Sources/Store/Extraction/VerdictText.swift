// SPDX-License-Identifier: Apache-2.0

import Extraction
public import FHIR

extension Verdict.Correction {
  /// The correction as JSON; `nil` where it says nothing.
  public var json: JSON? {
    guard !isEmpty else { return nil }
    var json: JSON = [:]
    if let traits { json["traits"] = .array(traits.map { .string($0.rawValue) }) }
    if let type { json["type"] = .string(type.rawValue) }
    if let concept {
      json["code"] = [
        "system": .string(concept.system), "code": .string(concept.code),
        "display": .string(concept.title),
      ]
    }
    if let span {
      json["begin"] = .number(String(span.lowerBound))
      json["end"] = .number(String(span.upperBound))
      if let spanOrigin { json["at"] = .number(String(spanOrigin)) }
    }
    return json
  }

  /// Reads a correction from JSON.
  ///
  /// - Parameter value: The object; what cannot be understood makes it `nil`.
  public init?(json value: JSONValue) {
    self.init()
    if let listed = value["traits"] {
      let names = listed.elements.map { $0.string.flatMap(TraitName.init(rawValue:)) }
      guard !names.contains(nil) else { return nil }
      traits = names.compactMap(\.self)
    }
    if let name = value["type"]?.string {
      guard let known = EntityType(rawValue: name) else { return nil }
      type = known
    }
    if let code = value["code"] {
      guard let text = code["code"]?.string else { return nil }
      concept = EntityCode(
        system: code["system"]?.string ?? "",
        code: text,
        title: code["display"]?.string ?? ""
      )
    }
    if let begin = value["begin"]?.integer, let end = value["end"]?.integer {
      guard begin < end else { return nil }
      span = begin..<end
      spanOrigin = value["at"]?.integer
    }
  }

  /// Reads a correction from the text of its JSON; an empty one for `nil`.
  init(text: String?) {
    let parsed = text.flatMap { try? JSONDocument.parse($0) }
    self = parsed.flatMap { Self(json: $0.root) } ?? Self()
  }
}
