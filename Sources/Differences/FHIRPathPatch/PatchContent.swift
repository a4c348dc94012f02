// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// Why a value cannot become an element.
enum ContentFailure: Error {
  case unknownElement(String)
  case wrongType(String)
  case alreadyThere(String)
}

/// Makes elements of the values of a FHIRPath Patch.
struct PatchContent {
  private let shapes = ElementShapes.r4

  /// What comes into an object: the member, whether it is a list, and the value.
  struct Element {
    let key: String
    let isArray: Bool
    let item: ElementItem
  }

  /// The members that may hold an element: several for a choice.
  func keys(of name: String, in structure: ElementShapes.Structure) -> [String] {
    structure.choices[name] ?? [name]
  }

  /// Returns the element that a value becomes.
  func element(
    _ name: String,
    in structure: ElementShapes.Structure,
    _ value: FHIRPathPatch.Value
  ) throws(ContentFailure) -> Element {
    if structure.choices[name] != nil {
      guard case .typed(let type, _, _) = value, let element = structure.elements[name + type]
      else {
        throw .wrongType(name)
      }
      return Element(
        key: element.key,
        isArray: element.isArray,
        item: try item(value, of: element)
      )
    }
    guard let element = structure.elements[name], !element.isChoice else {
      throw .unknownElement(name)
    }
    return Element(key: name, isArray: element.isArray, item: try item(value, of: element))
  }

  private func item(
    _ value: FHIRPathPatch.Value,
    of element: ElementShapes.Element
  ) throws(ContentFailure) -> ElementItem {
    let structure = shapes.structure(element.type)
    switch value {
    case .parts(let parts):
      guard let structure else { throw .wrongType(element.name) }
      return ElementItem(value: try object(parts, structure))
    case .typed(let type, let json, let companion):
      let isFit =
        structure == nil
        ? Self.isPrimitive(json, element.type, hasCompanion: companion != nil)
        : json.isObject && companion == nil && Self.isType(type, element.type)
      guard isFit else { throw .wrongType(element.name) }
      return ElementItem(value: json == .null ? JSON?.none : json, companion: companion)
    }
  }

  private func object(
    _ parts: [FHIRPathPatch.Part],
    _ structure: ElementShapes.Structure
  ) throws(ContentFailure) -> JSON {
    var object = JSON.object([])
    for part in parts {
      let element = try element(part.name, in: structure, part.value)
      var slot = ElementSlot(element.key, in: object)
      if element.isArray {
        slot.items.append(element.item)
      } else {
        let isThere = keys(of: part.name, in: structure).contains {
          ElementSlot($0, in: object).isThere
        }
        guard !isThere else { throw .alreadyThere(part.name) }
        slot.single = element.item
      }
      object = slot.container
    }
    return object
  }

  private static let quantities: Set<String> = ["Quantity", "Age", "Count", "Distance", "Duration"]

  private static func isType(_ given: String, _ wanted: String) -> Bool {
    given == wanted || (quantities.contains(given) && quantities.contains(wanted))
  }

  /// Whether a value is spelled as JSON has a primitive type; strings of any type stand for others.
  private static func isPrimitive(_ json: JSON, _ type: String, hasCompanion: Bool) -> Bool {
    switch (json, type) {
    case (.null, _): hasCompanion
    case (.bool, "boolean"): true
    case (.number, "integer"), (.number, "positiveInt"), (.number, "unsignedInt"),
      (.number, "decimal"):
      true
    case (.string, "boolean"), (.string, "integer"), (.string, "positiveInt"),
      (.string, "unsignedInt"), (.string, "decimal"):
      false
    case (.string, _): true
    default: false
    }
  }
}
