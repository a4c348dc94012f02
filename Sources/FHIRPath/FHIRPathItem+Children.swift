// SPDX-License-Identifier: Apache-2.0

import FHIR

extension FHIRPathItem {
  /// The elements of an element, with their names, in the order of the document.
  ///
  /// An element of a choice has the name without the type, `value`; what its type does not know is
  /// left out. Each item of an array is an item of its own.
  public var namedChildren: [(name: String, item: FHIRPathItem)] {
    guard case .element(let parent) = content else { return [] }
    let isPrimitive = parent.type.map { TypeModel.r4.isPrimitive($0) } ?? false
    guard let object = isPrimitive ? parent.sibling : parent.value, object.isObject else {
      return []
    }
    var found: [(name: String, item: FHIRPathItem)] = []
    for member in object.members {
      var key = member.key
      if key.utf8.first == UInt8(ascii: "_") {
        key.removeFirst()
        // It comes with its value, where there is one.
        guard object[dynamic: key] == nil else { continue }
        add(key, nil, member.value, parent.type, &found)
      } else if key != "resourceType" {
        add(key, member.value, object[dynamic: "_" + key], parent.type, &found)
      }
    }
    return found
  }

  private func add(
    _ key: String,
    _ value: JSONValue?,
    _ sibling: JSONValue?,
    _ parentType: TypeID?,
    _ found: inout [(name: String, item: FHIRPathItem)]
  ) {
    var name = key
    var type: TypeID?
    if let parentType {
      guard let known = TypeModel.r4.key(key, of: parentType) else { return }
      name = known.element.name
      type = known.type
    }
    var items: [FHIRPathItem] = []
    Evaluator.append(value, sibling, type, to: &items)
    found += items.map { (name, $0) }
  }
}
