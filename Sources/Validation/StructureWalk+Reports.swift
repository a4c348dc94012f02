// SPDX-License-Identifier: Apache-2.0

import FHIR

/// The words of issues, which name elements and types and show no values, and where they are.
extension StructureWalk {
  @inline(never)
  mutating func reportWrongType(_ entry: StructureTable.Entry, at node: Int) {
    let found = nodes[node].kind
    if isResourceID(entry) {
      report(.malformedID, at: node, "Must be a string (id), not \(jsonType(of: nodes[node]))")
    } else if found == JSONValue.Kind.null.rawValue {
      report(.unexpectedNull, at: node, "An element without a value is left out")
    } else if found == JSONValue.Kind.array.rawValue, !entry.isArray {
      report(.unexpectedArray, at: node, "'\(table.name(of: entry))' does not repeat")
    } else {
      let type = typeName(of: entry)
      report(
        .wrongJSONType,
        at: node,
        "Must be \(jsonType(for: entry)) (\(type)), not \(jsonType(of: nodes[node]))"
      )
    }
  }

  @inline(never)
  mutating func reportNoArray(_ entry: StructureTable.Entry, at node: Int) {
    if nodes[node].kind == JSONValue.Kind.null.rawValue {
      report(.unexpectedNull, at: node, "An element without a value is left out")
    } else {
      report(
        .expectedArray,
        at: node,
        "'\(table.name(of: entry))' repeats: must be an array, not \(jsonType(of: nodes[node]))"
      )
    }
  }

  @inline(never)
  mutating func reportMalformed(_ entry: StructureTable.Entry, at node: Int) {
    report(
      isResourceID(entry) ? .malformedID : .malformedValue,
      at: node,
      "Does not have the form of \(article(entry.primitive.rawValue))"
    )
  }

  func isResourceID(_ entry: StructureTable.Entry) -> Bool {
    entry.primitive == .id && entry.slot == 0 && table.structures[Int(entry.owner)].isResource
  }

  @inline(never)
  mutating func reportSecondChoice(_ entry: StructureTable.Entry, at member: Int) {
    if nodes[member].flags & JSONNode.duplicateFlag != 0 { return }
    guard entry.baseLength < entry.length else {
      report(.duplicateKey, at: member, "The same key stands in the object before")
      return
    }
    let base = String(table.name(of: entry).utf8.prefix(Int(entry.baseLength))) ?? ""
    report(.multipleChoices, at: member, "'\(base)[x]' must have one type only")
  }

  @inline(never)
  mutating func reportMissing(_ missing: UInt64, at node: Int, _ structure: Int) {
    let found = table.structures[structure]
    var named: UInt64 = 0
    for number in found.firstEntry..<found.firstEntry + found.entryCount {
      let entry = table.entries[number]
      let bit = 1 &<< UInt64(entry.slot)
      guard entry.isRequired, missing & bit != 0, named & bit == 0 else { continue }
      named |= bit
      let name = table.name(of: entry)
      let isChoice = entry.baseLength < entry.length
      let shown = isChoice ? (String(name.utf8.prefix(Int(entry.baseLength))) ?? "") + "[x]" : name
      report(.missingElement, at: node, "'\(shown)' is missing")
    }
  }

  @inline(never)
  mutating func reportUnknownElement(at member: Int, _ structure: Int) {
    let type = table.structures[structure].name
    guard let name = printable(nodes.string(of: nodes[member])) else {
      report(.unknownElement, at: member, "\(type) has an element whose name is none of FHIR")
      return
    }
    let nearest = NearestName.of(name, among: table.names(in: structure))
    let hint = nearest.map { "; the nearest is '\($0)'" } ?? ""
    report(.unknownElement, at: member, "\(type) has no element '\(name)'\(hint)")
  }

  @inline(never)
  mutating func reportUnknownType(at node: Int) {
    guard let name = printable(nodes.string(of: nodes[node])) else {
      report(.unknownResourceType, at: node, "R4 has no such resource type")
      return
    }
    let types = table.names(in: StructureTable.resourceTypes)
    let hint = NearestName.of(name, among: types).map { "; the nearest is '\($0)'" } ?? ""
    report(.unknownResourceType, at: node, "R4 has no resource type '\(name)'\(hint)")
  }

  // MARK: - Words

  /// A name from the data, when it is one that FHIR could have; nothing else is shown.
  private func printable(_ name: String) -> String? {
    guard 1...64 ~= name.utf8.count else { return nil }
    let isName = name.utf8.allSatisfy { byte in
      UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || CharacterChecks.isDigit(byte)
        || byte == UInt8(ascii: "_")
    }
    return isName && !name.utf8.allSatisfy(CharacterChecks.isDigit) ? name : nil
  }

  func jsonType(of node: JSONNode) -> String {
    switch JSONValue.Kind(rawValue: node.kind) {
    case .object: "an object"
    case .array: "an array"
    case .string: "a string"
    case .number: "a number"
    case .true, .false: "a Boolean"
    case .null, nil: "null"
    }
  }

  private func jsonType(for entry: StructureTable.Entry) -> String {
    guard entry.kind == .primitive else { return "an object" }
    return switch entry.primitive {
    case .boolean: "a Boolean"
    case .decimal, .integer, .unsignedInt, .positiveInt: "a number"
    default: "a string"
    }
  }

  private func typeName(of entry: StructureTable.Entry) -> String {
    entry.kind == .primitive
      ? entry.primitive.rawValue : table.structures[Int(entry.target)].name
  }

  private func article(_ type: String) -> String {
    (type.utf8.first.map { "aeiou".utf8.contains($0) } == true && !type.hasPrefix("u")
      ? "an " : "a ")
      + type
  }

  // MARK: - Places

  /// The offset in bytes at which a node starts, quotes included.
  func byteOffset(of number: Int) -> Int {
    let node = nodes[number]
    let isQuoted = node.kind == JSONValue.Kind.string.rawValue || node.kind == JSONNode.keyKind
    return Int(node.start) - (isQuoted ? 1 : 0)
  }

  /// Returns the path from a resource to one of its nodes: element names and indices.
  ///
  /// A choice element has its name without the type, a primitive's extensions those of the
  /// primitive: the subset of FHIRPath that `OperationOutcome.issue.expression` allows.
  func expression(of target: Int, from root: Int) -> String {
    var structure = structureOfResource(root)
    var path = structure.map { table.structures[$0].name } ?? "Resource"
    var at = root
    while at != target {
      let node = nodes[at]
      if node.kind == JSONValue.Kind.array.rawValue {
        var index = 0
        var element = at + 1
        while element < Int(node.next), Int(nodes[element].next) <= target {
          element = Int(nodes[element].next)
          index += 1
        }
        path += "[\(index)]"
        at = element
      } else {
        var member = at + 1
        while member < Int(node.next), Int(nodes[member + 1].next) <= target {
          member = Int(nodes[member + 1].next)
        }
        guard member < Int(node.next) else { return path }
        append(nodes[member], &structure, to: &path)
        if member == target { return path }
        at = member + 1
      }
      if nodes[at].kind == JSONValue.Kind.object.rawValue, structure == nil || isResource(structure)
      {
        structure = structureOfResource(at) ?? structure
      }
    }
    return path
  }

  private func append(_ key: JSONNode, _ structure: inout Int?, to path: inout String) {
    let name = nodes.string(of: key)
    let isSibling = name.hasPrefix("_")
    let plain = isSibling ? String(name.dropFirst()) : name
    let number = structure.map { lookUp($0, Array(plain.utf8)) } ?? -1
    guard number >= 0 else {
      structure = nil
      path += "." + (printable(plain) ?? "?")
      return
    }
    let entry = table.entries[number]
    path += "." + (String(plain.utf8.prefix(Int(entry.baseLength))) ?? plain)
    structure = Int(entry.target)
  }

  private func isResource(_ structure: Int?) -> Bool {
    structure.map { table.structures[$0].isResource } ?? false
  }

  private func structureOfResource(_ at: Int) -> Int? {
    guard nodes[at].kind == JSONValue.Kind.object.rawValue else { return nil }
    var member = at + 1
    while member < Int(nodes[at].next) {
      if nodes.string(of: nodes[member]) == "resourceType" {
        let value = nodes[member + 1]
        guard value.kind == JSONValue.Kind.string.rawValue else { return nil }
        let number = lookUp(StructureTable.resourceTypes, Array(nodes.string(of: value).utf8))
        return number >= 0 ? Int(table.entries[number].target) : nil
      }
      member = Int(nodes[member + 1].next)
    }
    return nil
  }
}
