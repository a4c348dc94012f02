// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// An element as an object has it: the member, and the member with `_` before its name that holds
/// what belongs to a primitive value (https://hl7.org/fhir/R4/json.html#primitive).
struct ElementField {
  /// The name in FHIR: `value` for `valueQuantity`.
  let name: String
  /// The member, without `_`.
  let key: String
  /// The type, where the structure of the object is known and has the element.
  let type: String?
  var value: JSON?
  var companion: JSON?

  var isList: Bool {
    if case .array = value { return true }
    if case .array = companion { return true }
    return false
  }

  var items: [ElementItem] { ElementItem.items(value, companion) }

  /// What tells the fields of an object apart: the name, or the member where there are two of it.
  struct ID: Hashable {
    let name: ExactString
    let occurrence: Int
  }

  /// Returns the fields of an object in order.
  static func fields(
    of members: [JSON.Member],
    in structure: ElementShapes.Structure?
  ) -> [(id: ID, field: ElementField)] {
    var fields: [(id: ID, field: ElementField)] = []
    var places: [ExactString: Int] = [:]
    var counts: [ExactString: Int] = [:]
    for member in members {
      let isCompanion = member.key.utf8.first == UInt8(ascii: "_") && member.key.utf8.count > 1
      let key = isCompanion ? String(member.key.dropFirst()) : member.key
      if let place = places[ExactString(key)] {
        let known = fields[place].field
        if isCompanion ? known.companion == nil : known.value == nil {
          if isCompanion {
            fields[place].field.companion = member.value
          } else {
            fields[place].field.value = member.value
          }
          continue
        }
      }
      let element = structure?.elements[key]
      let name = element?.name ?? key
      let occurrence = counts[ExactString(name), default: 0]
      counts[ExactString(name)] = occurrence + 1
      places[ExactString(key)] = fields.count
      fields.append(
        (
          ID(name: ExactString(name), occurrence: occurrence),
          ElementField(
            name: name,
            key: key,
            type: element?.type,
            value: isCompanion ? JSON?.none : member.value,
            companion: isCompanion ? member.value : JSON?.none
          )
        )
      )
    }
    return fields
  }
}

/// Names for the items of an array that hold for no other item of it.
struct ItemLabels {
  private var counts: [String: Int] = [:]
  private let type: String?

  init(_ items: [ElementItem], type: String?) {
    self.type = type
    for item in items {
      guard let value = item.value else { continue }
      for label in Set(ItemKeys.labels(of: value, type: type)) { counts[label, default: 0] += 1 }
    }
  }

  /// Returns the words in brackets for an item: what is unique to it, or else its index.
  func label(of item: ElementItem, index: Int) -> String {
    let labels = item.value.map { ItemKeys.labels(of: $0, type: type) } ?? []
    return labels.first { counts[$0] == 1 } ?? String(index)
  }
}

extension JSON {
  /// The members of an object; empty for other kinds.
  var objectMembers: [Member] {
    guard case .object(let members) = self else { return [] }
    return members
  }

  var isObject: Bool {
    guard case .object = self else { return false }
    return true
  }

  /// The type of a resource.
  var resourceType: String? {
    guard case .string(let type) = self["resourceType"] else { return nil }
    return type
  }
}
