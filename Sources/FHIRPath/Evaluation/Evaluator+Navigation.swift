// SPDX-License-Identifier: Apache-2.0

import FHIR

extension Evaluator {
  /// The first step of a path: an element of `$this`, or its type.
  mutating func first(_ step: Step, _ items: Items) throws(FHIRPathError) -> Items {
    guard step.isCapitalized else { return try member(step, of: items) }
    var found: Items = []
    for item in items {
      if isNamed(step, item) {
        found.append(item)
      } else {
        found += try member(step, of: [item])
      }
    }
    return found
  }

  private func isNamed(_ step: Step, _ item: FHIRPathItem) -> Bool {
    guard case .element(let element) = item.content else { return false }
    if let type = element.type {
      return step.type.map { TypeModel.r4.isKind(type, of: $0) } ?? false
    }
    return element.value?["resourceType"]?.string == step.name
  }

  /// The elements of a name of all items.
  mutating func member(_ step: Step, of items: Items) throws(FHIRPathError) -> Items {
    try self.step(items.count, step.place)
    var found: Items = []
    for item in items {
      switch item.content {
      case .element(let element): append(step, of: element, to: &found)
      case .type(let namespace, let name):
        if step.name == "namespace" { found.append(FHIRPathItem(.string(namespace))) }
        if step.name == "name" { found.append(FHIRPathItem(.string(name))) }
      case .quantity(let quantity):
        switch step.name {
        case "value": found.append(FHIRPathItem(.decimal(quantity.value)))
        case "unit", "code": found.append(FHIRPathItem(.string(quantity.code)))
        default: break
        }
      default: break
      }
    }
    return found
  }

  private func append(_ step: Step, of parent: FHIRPathItem.Element, to found: inout Items) {
    guard let type = parent.type else {
      guard let object = parent.value, object.isObject else {
        // The id and the extensions of a value whose type is not known.
        if let sibling = parent.sibling {
          Self.append(sibling[dynamic: step.name], nil, nil, to: &found)
        }
        return
      }
      Self.append(
        object[dynamic: step.name],
        object[dynamic: step.siblingName],
        nil,
        to: &found
      )
      return
    }
    let isPrimitive = TypeModel.r4.isPrimitive(type)
    guard let object = isPrimitive ? parent.sibling : parent.value else { return }
    guard let element = TypeModel.r4.element(step.nameNumber, of: type) else {
      // No element, but what everybody asks JSON for.
      if step.name == "resourceType", TypeModel.r4[type].isResource {
        found.append(FHIRPathItem(.string(TypeModel.r4[type].name)))
      }
      return
    }
    if element.isChoice {
      Self.append(choiceOf: element, in: object, to: &found)
    } else if let choice = element.choices.first {
      Self.append(choice, of: object, to: &found)
    }
  }

  static func append(
    _ choice: TypeModel.Choice,
    of object: JSONValue,
    to found: inout Items
  ) {
    append(
      object[dynamic: choice.key],
      choice.isPrimitive ? object[dynamic: choice.siblingKey] : nil,
      choice.type,
      to: &found
    )
  }

  /// Looks for `value` followed by one of the types, with or without a low line before it.
  private static func append(
    choiceOf element: TypeModel.Element,
    in object: JSONValue,
    to found: inout Items
  ) {
    if element.choices.count < 6 {
      for choice in element.choices { append(choice, of: object, to: &found) }
      return
    }
    let prefix = element.name.utf8.count
    for member in object.members {
      let choice = member.withUTF8Key { key -> TypeModel.Choice? in
        var key = UnsafeBufferPointer(rebasing: key[...])
        if key.first == UInt8(ascii: "_") { key = UnsafeBufferPointer(rebasing: key.dropFirst()) }
        guard key.count > prefix, key[prefix] &- 0x41 < 26, let first = element.choices.first,
          key[..<prefix].elementsEqual(first.keyBytes[..<prefix])
        else { return nil }
        return element.choices.first { $0.keyBytes.elementsEqual(key) }
      }
      if let choice {
        append(choice, of: object, to: &found)
        return
      }
    }
  }

  /// Appends an element, or each of an array of them, with what stands in the sibling for it.
  static func append(
    _ value: JSONValue?,
    _ sibling: JSONValue?,
    _ type: TypeID?,
    to found: inout Items
  ) {
    guard value != nil || sibling != nil else { return }
    guard value?.isArray ?? sibling?.isArray ?? false else {
      appendOne(value, sibling, type, to: &found)
      return
    }
    var values = value?.elements ?? .empty
    var siblings = sibling?.elements ?? .empty
    while true {
      let value = values.next()
      let sibling = siblings.next()
      guard value != nil || sibling != nil else { return }
      appendOne(value, sibling, type, to: &found)
    }
  }

  private static func appendOne(
    _ value: JSONValue?,
    _ sibling: JSONValue?,
    _ type: TypeID?,
    to found: inout Items
  ) {
    let value = value?.kind == .null ? nil : value
    let sibling = sibling?.isObject == true ? sibling : nil
    guard value != nil || sibling != nil else { return }
    var type = type
    if let value, value.isObject, type.map({ TypeModel.r4[$0].isResource }) ?? true {
      type = FHIRPathItem.resourceType(value) ?? type
    }
    found.append(
      FHIRPathItem(.element(FHIRPathItem.Element(value: value, sibling: sibling, type: type)))
    )
  }

  // MARK: - Trees

  /// All elements right below the items.
  mutating func children(of items: Items, _ place: Place) throws(FHIRPathError) -> Items {
    var found: Items = []
    for item in items {
      if case .element(let element) = item.content { Self.appendChildren(of: element, to: &found) }
    }
    try step(found.count + items.count, place)
    return found
  }

  static func appendChildren(of parent: FHIRPathItem.Element, to found: inout Items) {
    var object = parent.value
    if let type = parent.type, TypeModel.r4.isPrimitive(type) { object = parent.sibling }
    if parent.type == nil, object?.isObject != true { object = parent.sibling }
    guard let object else { return }
    for member in object.members {
      var key = member.key
      var value: JSONValue? = member.value
      var sibling: JSONValue?
      if key.utf8.first == UInt8(ascii: "_") {
        key.removeFirst()
        // It comes with its value, where there is one.
        guard object[dynamic: key] == nil else { continue }
        sibling = value
        value = nil
      }
      if key == "resourceType" { continue }
      var type: TypeID?
      if let parentType = parent.type {
        guard let found = TypeModel.r4.key(key, of: parentType) else { continue }
        type = found.type
      }
      if value != nil, type.map({ TypeModel.r4.isPrimitive($0) }) ?? true {
        sibling = object[dynamic: "_" + key]
      }
      append(value, sibling, type, to: &found)
    }
  }

  /// All elements below the items, each level behind the one above it.
  mutating func descendants(of items: Items, _ place: Place) throws(FHIRPathError) -> Items {
    var found: Items = []
    var level = items
    while !level.isEmpty {
      level = try children(of: level, place)
      found += level
    }
    return found
  }

  /// The extensions of items with a URL.
  mutating func extensions(_ url: String, of items: Items) -> Items {
    var found: Items = []
    for item in items {
      guard case .element(let element) = item.content else { continue }
      let object = element.value?.isObject == true ? element.value : element.sibling
      guard let list = object?["extension"] else { continue }
      for one in list.elements where one["url"]?.string == url {
        Self.append(one, nil, TypeModel.r4.type(named: "Extension"), to: &found)
      }
    }
    return found
  }
}
