// SPDX-License-Identifier: Apache-2.0

import FHIR

/// Members that leave the fast path, and what R4's JSON puts beside primitive values.
///
/// Ids and extensions of a primitive value stand in a member of their own, with an underscore; for
/// a repeating element both are arrays of the same length, filled up with `null`:
///
///     "given": ["Ann", null],  "_given": [null, {"extension": […]}]
///
/// See https://hl7.org/fhir/R4/json.html#primitive.
extension StructureWalk {
  /// A member whose key is not an element's name, or not plainly.
  @inline(never)
  mutating func unusualMember(
    _ member: Int,
    _ structure: Int,
    _ seen: inout UInt64,
    _ siblings: inout UInt64,
    _ hasNulls: inout Bool
  ) {
    let key = nodes[member]
    if key.flags & JSONNode.duplicateFlag != 0 {
      report(.duplicateKey, at: member, "The same key stands in the object before")
      return
    }
    var name = decoded(key)
    let isSibling = name.first == UInt8(ascii: "_")
    if isSibling { name.removeFirst() }
    let number = lookUp(structure, name)
    guard number >= 0 else {
      reportUnknownElement(at: member, structure)
      return
    }
    let entry = table.entries + number
    let bit = 1 &<< UInt64(entry.pointee.slot)
    if isSibling {
      guard entry.pointee.kind == .primitive else {
        reportUnknownElement(at: member, structure)
        return
      }
      siblings |= bit
      sibling(member + 1, entry.pointee)
    } else {
      // A known name that is spelled with escapes.
      if seen & bit != 0 { reportSecondChoice(entry.pointee, at: member) }
      seen |= bit
      element(member + 1, entry, &hasNulls)
    }
  }

  private mutating func sibling(_ at: Int, _ entry: StructureTable.Entry) {
    let node = nodes[at]
    switch (node.kind, entry.isArray) {
    case (JSONValue.Kind.object.rawValue, false): object(at, table.element)
    case (JSONValue.Kind.array.rawValue, true):
      if Int(node.next) == at + 1 { report(.emptyArray, at: at, "An array must not be empty") }
      var element = at + 1
      while element < Int(node.next) {
        switch nodes[element].kind {
        case JSONValue.Kind.object.rawValue: object(element, table.element)
        case JSONValue.Kind.null.rawValue: break
        default:
          report(
            .wrongJSONType,
            at: element,
            "Must be an object, not \(jsonType(of: nodes[element]))"
          )
        }
        element = Int(nodes[element].next)
      }
    case (JSONValue.Kind.array.rawValue, false):
      report(.unexpectedArray, at: at, "Must be an object: the element does not repeat")
    case (JSONValue.Kind.object.rawValue, true):
      report(.expectedArray, at: at, "Must be an array: the element repeats")
    default:
      report(.wrongJSONType, at: at, "Must be an object, not \(jsonType(of: node))")
    }
  }

  /// Compares the values of primitive elements with what stands beside them.
  ///
  /// Called for objects that have such a member, or an array of primitive values with `null`.
  @inline(never)
  mutating func checkSiblings(_ at: Int, _ structure: Int) {
    var values: [Int: Int] = [:]
    var siblings: [Int: Int] = [:]
    var order: [Int] = []
    var member = at + 1
    while member < Int(nodes[at].next) {
      var name = decoded(nodes[member])
      let isSibling = name.first == UInt8(ascii: "_")
      if isSibling { name.removeFirst() }
      let number = lookUp(structure, name)
      if number >= 0, table.entries[number].kind == .primitive {
        if values[number] == nil, siblings[number] == nil { order.append(number) }
        if isSibling { siblings[number] = member + 1 } else { values[number] = member + 1 }
      }
      member = Int(nodes[member + 1].next)
    }
    for number in order {
      let entry = table.entries[number]
      // `valueString` with `_valueCode` are two choices.
      if let sibling = siblings[number], values[number] == nil, entry.baseLength < entry.length,
        order.contains(where: { $0 != number && table.entries[$0].slot == entry.slot })
      {
        reportSecondChoice(entry, at: sibling - 1)
      }
      if entry.isArray {
        checkAlignment(values[number], siblings[number])
      } else if values[number] == nil, let sibling = siblings[number] {
        checkStandsAlone(sibling)
      }
    }
  }

  private mutating func checkAlignment(_ values: Int?, _ siblings: Int?) {
    func elements(_ at: Int?) -> [Int] {
      guard let at, nodes[at].kind == JSONValue.Kind.array.rawValue else { return [] }
      var found: [Int] = []
      var element = at + 1
      while element < Int(nodes[at].next) {
        found.append(element)
        element = Int(nodes[element].next)
      }
      return found
    }
    let left = elements(values)
    let right = elements(siblings)
    if let siblings, values != nil, left.count != right.count {
      report(
        .misalignedExtensions,
        at: siblings,
        "The arrays of values and of their extensions differ in length"
      )
    }
    let null = JSONValue.Kind.null.rawValue
    for index in 0..<max(left.count, right.count) {
      let value = index < left.count ? left[index] : nil
      let sibling = index < right.count ? right[index] : nil
      let isEmpty =
        value.map { nodes[$0].kind == null } ?? true
        && sibling.map { nodes[$0].kind == null } ?? true
      if isEmpty, let place = value ?? sibling {
        report(.unexpectedNull, at: place, "null stands for a value only where it has an extension")
      } else if let sibling, value.map({ nodes[$0].kind == null }) ?? true {
        checkStandsAlone(sibling)
      }
    }
  }

  /// What stands beside no value must have an extension: an id is none.
  private mutating func checkStandsAlone(_ sibling: Int) {
    guard nodes[sibling].kind == JSONValue.Kind.object.rawValue, members(of: sibling) == 1,
      decoded(nodes[sibling + 1]).elementsEqual("id".utf8)
    else { return }
    report(.emptyObject, at: sibling, "Must have an extension where there is no value")
  }

  // MARK: - Objects as a whole

  @inline(never)
  mutating func checkEmpty(_ at: Int, _ structure: Int) {
    guard !table.structures[structure].isResource else { return }
    // Unknown members and duplicates have been reported as such.
    let count = members(of: at)
    if count == 0 {
      report(.emptyObject, at: at, "An object must not be empty")
    } else if count == 1, structure != table.element,
      decoded(nodes[at + 1]).elementsEqual("id".utf8)
    {
      report(.emptyObject, at: at, "An object must have more than an id")
    }
  }

  private func members(of at: Int) -> Int {
    var count = 0
    var member = at + 1
    while member < Int(nodes[at].next) {
      count += 1
      member = Int(nodes[member + 1].next)
    }
    return count
  }

  @inline(__always)
  mutating func checkExtension(_ at: Int, _ found: UInt64) {
    let hasExtensions = found & table.extensionSlot != 0
    let hasValue = found & table.extensionValueSlot != 0
    if hasExtensions == hasValue, nodes[at].next > UInt32(at + 1) {
      let problem = hasValue ? "not both" : "and has neither"
      report(
        .extensionContent,
        at: at,
        "An extension has either a value or extensions, \(problem)"
      )
    }
  }

  func decoded(_ node: JSONNode) -> [UInt8] {
    node.flags & JSONNode.escapedFlag == 0
      ? Array(nodes.bytes(of: node)) : Array(nodes.string(of: node).utf8)
  }
}
