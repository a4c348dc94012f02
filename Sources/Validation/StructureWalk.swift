// SPDX-License-Identifier: Apache-2.0

import FHIR

/// One pass over the nodes of a resource beside the definitions.
///
/// A valid resource costs one lookup per member and one format check per value; nothing is
/// allocated. What is unusual (a name nobody knows, an underscore, an escape, a `null`) leaves the
/// fast path for the methods in the other files.
struct StructureWalk {
  /// Where a resource stands.
  enum Place {
    case root, entry, contained
  }

  struct Finding {
    var rule: ValidationRule
    var node: Int
    var diagnostics: String
    var preventsStoring: Bool
  }

  let nodes: JSONNodes
  let table = StructureTable.r4
  let checksBindings: Bool
  let limit: Int
  var findings: [Finding] = []
  var unlisted = 0
  var worstUnlisted = Issue.Severity.information
  var unlistedPreventStoring = false
  /// How many resources the place that is walked stands in.
  var resourceDepth = 0
  /// Whether the resource that is walked stands in another's `contained`.
  var isContained = false

  init(nodes: JSONNodes, checksBindings: Bool, limit: Int) {
    self.nodes = nodes
    self.checksBindings = checksBindings
    self.limit = limit
  }

  @inline(never)
  mutating func report(_ rule: ValidationRule, at node: Int, _ diagnostics: String) {
    // A resource inside another is part of what is stored.
    let preventsStoring = rule.preventsStoring && resourceDepth <= 1
    guard findings.count < limit else {
      unlisted += 1
      worstUnlisted = max(worstUnlisted, rule.severity)
      if preventsStoring { unlistedPreventStoring = true }
      return
    }
    findings.append(
      Finding(
        rule: rule,
        node: node,
        diagnostics: diagnostics,
        preventsStoring: preventsStoring
      )
    )
  }

  // MARK: - Resources

  mutating func resource(_ at: Int, place: Place) {
    resourceDepth += 1
    defer { resourceDepth -= 1 }
    let node = nodes[at]
    guard node.kind == JSONValue.Kind.object.rawValue else {
      let rule: ValidationRule =
        switch JSONValue.Kind(rawValue: node.kind) {
        case _ where place == .root: .notAnObject
        case .null: .unexpectedNull
        case .array: .unexpectedArray
        default: .wrongJSONType
        }
      report(rule, at: at, "A resource is an object, not \(jsonType(of: node))")
      return
    }
    guard let type = resourceType(of: at) else { return }
    let wasContained = isContained
    isContained = place == .contained
    object(at, type)
    isContained = wasContained
  }

  private mutating func resourceType(of at: Int) -> Int? {
    let end = Int(nodes[at].next)
    var member = at + 1
    let key: StaticString = "resourceType"
    while member < end {
      if isKey(nodes[member], key) {
        let value = nodes[member + 1]
        guard value.kind == JSONValue.Kind.string.rawValue else {
          report(.noResourceType, at: member + 1, "'resourceType' must be a string")
          return nil
        }
        let entry = lookUp(StructureTable.resourceTypes, value)
        if entry >= 0 { return Int(table.entries[entry].target) }
        reportUnknownType(at: member + 1)
        return nil
      }
      member = Int(nodes[member + 1].next)
    }
    report(.noResourceType, at: at, "'resourceType' is missing")
    return nil
  }

  // MARK: - Objects

  mutating func object(_ at: Int, _ structure: Int) {
    let end = Int(nodes[at].next)
    var member = at + 1
    var seen: UInt64 = 0
    var siblings: UInt64 = 0
    var hasNulls = false
    while member < end {
      let key = nodes[member]
      let value = member + 1
      let next = Int(nodes[value].next)
      let number =
        key.flags == 0 ? table.entry(structure, nodes.text + Int(key.start), key.count) : -1
      if number >= 0 {
        let entry = table.entries + number
        let bit = 1 &<< UInt64(entry.pointee.slot)
        if seen & bit != 0 { reportSecondChoice(entry.pointee, at: member) }
        seen |= bit
        element(value, entry, &hasNulls)
      } else {
        unusualMember(member, structure, &seen, &siblings, &hasNulls)
      }
      member = next
    }
    let missing = table.required[structure] & ~(seen | siblings)
    if missing != 0 { reportMissing(missing, at: at, structure) }
    if siblings != 0 || hasNulls { checkSiblings(at, structure) }
    if seen | siblings == 0 || seen | siblings == StructureTable.idSlot {
      checkEmpty(at, structure)
    }
    if structure == table.extension { checkExtension(at, seen | siblings) }
  }

  @inline(__always)
  mutating func element(
    _ at: Int,
    _ entry: UnsafePointer<StructureTable.Entry>,
    _ hasNulls: inout Bool
  ) {
    let node = nodes[at]
    if !entry.pointee.isArray {
      value(at, node, entry)
    } else if node.kind == JSONValue.Kind.array.rawValue {
      array(at, node, entry, &hasNulls)
    } else {
      reportNoArray(entry.pointee, at: at)
    }
  }

  private mutating func array(
    _ at: Int,
    _ node: JSONNode,
    _ entry: UnsafePointer<StructureTable.Entry>,
    _ hasNulls: inout Bool
  ) {
    let end = Int(node.next)
    var element = at + 1
    if element >= end { report(.emptyArray, at: at, "An array must not be empty") }
    while element < end {
      let node = nodes[element]
      if node.kind == JSONValue.Kind.null.rawValue, entry.pointee.kind == .primitive {
        hasNulls = true
      } else {
        value(element, node, entry)
      }
      element = Int(node.next)
    }
  }

  @inline(__always)
  private mutating func value(
    _ at: Int,
    _ node: JSONNode,
    _ entry: UnsafePointer<StructureTable.Entry>
  ) {
    switch entry.pointee.kind {
    case .primitive:
      primitive(at, node, entry)
    case .structure:
      if node.kind == JSONValue.Kind.object.rawValue {
        object(at, Int(entry.pointee.target))
      } else {
        reportWrongType(entry.pointee, at: at)
      }
    case .resource:
      let isContained = isContainedElement(entry.pointee)
      if isContained, self.isContained {
        report(.nestedContained, at: at, "A contained resource must not contain resources")
      }
      resource(at, place: isContained ? .contained : .entry)
    case .resourceType, .code:
      break
    }
  }

  private func isContainedElement(_ entry: StructureTable.Entry) -> Bool {
    entry.isArray && entry.length == 9
  }

  // MARK: - Names

  /// Returns the entry for the text of a key or a string, or -1.
  @inline(__always)
  func lookUp(_ structure: Int, _ node: JSONNode) -> Int {
    if node.flags & JSONNode.escapedFlag == 0 {
      return table.entry(structure, nodes.text + Int(node.start), node.count)
    }
    return lookUp(structure, decoded(node))
  }

  func lookUp(_ structure: Int, _ name: [UInt8]) -> Int {
    // Eight bytes are read from any name.
    (name + [UInt8](repeating: 0, count: 8)).withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map { table.entry(structure, $0, name.count) } ?? -1
    }
  }

  private func isKey(_ node: JSONNode, _ name: StaticString) -> Bool {
    guard node.flags & JSONNode.escapedFlag == 0 else {
      return decoded(node).elementsEqual("\(name)".utf8)
    }
    guard node.count == name.utf8CodeUnitCount else { return false }
    let bytes = nodes.text + Int(node.start)
    for index in 0..<node.count where bytes[index] != name.utf8Start[index] { return false }
    return true
  }
}
