// SPDX-License-Identifier: Apache-2.0

import FHIR
import Search

/// The value sets and code systems that a lake holds, and those of R4 beside them.
struct LakeCodeSets: CodeSets {
  let reader: SearchReader
  /// The codes of a value set that R4 defines itself, by its canonical URL.
  let definitions: (String) -> [String]?

  /// How deep value sets may include each other.
  private static let mostDepth = 20

  func codes(in valueSet: String) throws -> [SearchRequest.Value] {
    try Array(expansion(of: valueSet, depth: 0)).sorted().map(\.value)
  }

  func codes(around code: String, system: String, isAbove: Bool) throws -> [SearchRequest.Value] {
    let hierarchy = try hierarchy(of: system)
    let found = isAbove ? hierarchy.ancestors(of: code) : hierarchy.descendants(of: code)
    return found.sorted().map { .token(system: system, code: $0) }
  }

  // MARK: - Value sets

  private struct Code: Hashable, Comparable {
    let system: String?
    let code: String?

    var value: SearchRequest.Value { .token(system: system, code: code) }

    static func < (left: Code, right: Code) -> Bool {
      (left.system ?? "", left.code ?? "") < (right.system ?? "", right.code ?? "")
    }
  }

  private func expansion(of name: String, depth: Int) throws -> Set<Code> {
    guard depth < Self.mostDepth else {
      throw StoreError(.noDefinition, "The value set includes itself", subject: name)
    }
    guard let root = try resource(.valueSet, name) else {
      if let codes = definitions(name) { return Set(codes.map { Code(system: nil, code: $0) }) }
      throw StoreError(
        .noDefinition,
        "The value set is neither in the lake nor one that R4 binds",
        subject: name
      )
    }
    if let expansion = root["expansion"] {
      var codes: Set<Code> = []
      collect(expansion["contains"]?.elements ?? .empty, into: &codes)
      return codes
    }
    var codes: Set<Code> = []
    for part in root["compose"]?["include"]?.elements ?? .empty {
      codes.formUnion(try self.codes(of: part, name, depth))
    }
    for part in root["compose"]?["exclude"]?.elements ?? .empty {
      let excluded = try self.codes(of: part, name, depth)
      // What takes a part out of a whole system must list the system.
      for system in Set(codes.compactMap { $0.code == nil ? $0.system : nil })
      where excluded.contains(where: { $0.system == system }) {
        codes.remove(Code(system: system, code: nil))
        codes.formUnion(try hierarchy(of: system).all.map { Code(system: system, code: $0) })
      }
      codes = codes.filter { code in
        !excluded.contains(code) && !excluded.contains(Code(system: code.system, code: nil))
      }
    }
    return codes
  }

  private func collect(_ items: JSONElements, into codes: inout Set<Code>) {
    for item in items {
      if item["abstract"]?.bool != true, let code = item["code"]?.string {
        codes.insert(Code(system: item["system"]?.string, code: code))
      }
      collect(item["contains"]?.elements ?? .empty, into: &codes)
    }
  }

  /// The codes of an include or exclude: of the system, and in all the value sets that it names.
  private func codes(of part: JSONValue, _ name: String, _ depth: Int) throws -> Set<Code> {
    var found: Set<Code>?
    if let system = part["system"]?.string {
      let concepts = (part["concept"]?.elements ?? .empty).compactMap { $0["code"]?.string }
      let filters = Array(part["filter"]?.elements ?? .empty)
      if !concepts.isEmpty {
        found = Set(concepts.map { Code(system: system, code: $0) })
      } else if filters.isEmpty {
        found = [Code(system: system, code: nil)]
      } else {
        found = try Set(filtered(system, filters, name).map { Code(system: system, code: $0) })
      }
    }
    for item in part["valueSet"]?.elements ?? .empty {
      guard let url = item.string else { continue }
      let codes = try expansion(of: url, depth: depth + 1)
      guard let known = found else {
        found = codes
        continue
      }
      found = known.filter { code in
        codes.contains(code) || codes.contains(Code(system: code.system, code: nil))
      }.union(
        codes.filter { $0.code != nil && known.contains(Code(system: $0.system, code: nil)) }
      )
    }
    return found ?? []
  }

  private func filtered(
    _ system: String,
    _ filters: [JSONValue],
    _ name: String
  ) throws -> Set<String> {
    let hierarchy = try hierarchy(of: system)
    var found = hierarchy.all
    for filter in filters {
      guard filter["property"]?.string == "concept", let value = filter["value"]?.string else {
        throw unsupported(name)
      }
      switch filter["op"]?.string {
      case "is-a": found.formIntersection(hierarchy.descendants(of: value))
      case "descendent-of": found.formIntersection(hierarchy.descendants(of: value) - value)
      case "is-not-a": found.subtract(hierarchy.descendants(of: value))
      default: throw unsupported(name)
      }
    }
    return found
  }

  private func unsupported(_ name: String) -> StoreError {
    StoreError(
      .noDefinition,
      "The value set has a filter that its terminology server alone can answer",
      subject: name
    )
  }

  // MARK: - Code systems

  /// The concepts of a code system and what lies below each.
  private struct Hierarchy {
    var children: [String: Set<String>] = [:]
    var parents: [String: Set<String>] = [:]
    var all: Set<String> = []

    func descendants(of code: String) -> Set<String> { closure(of: code, children) }
    func ancestors(of code: String) -> Set<String> { closure(of: code, parents) }

    private func closure(of code: String, _ edges: [String: Set<String>]) -> Set<String> {
      var found: Set = [code]
      var open = [code]
      while let next = open.popLast() {
        for other in edges[next] ?? [] where found.insert(other).inserted { open.append(other) }
      }
      return found
    }

    mutating func add(_ concepts: JSONElements, below parent: String?) {
      for concept in concepts {
        guard let code = concept["code"]?.string else { continue }
        all.insert(code)
        if let parent { join(code, below: parent) }
        for property in concept["property"]?.elements ?? .empty {
          switch property["code"]?.string {
          case "parent", "subsumedBy":
            if let other = property["valueCode"]?.string { join(code, below: other) }
          case "child":
            if let other = property["valueCode"]?.string { join(other, below: code) }
          default: break
          }
        }
        add(concept["concept"]?.elements ?? .empty, below: code)
      }
    }

    private mutating func join(_ code: String, below parent: String) {
      children[parent, default: []].insert(code)
      parents[code, default: []].insert(parent)
    }
  }

  private func hierarchy(of system: String) throws -> Hierarchy {
    guard let root = try resource(.codeSystem, system), let concepts = root["concept"] else {
      throw StoreError(
        .noDefinition,
        "The code system is not in the lake, or without its concepts",
        subject: system
      )
    }
    var hierarchy = Hierarchy()
    hierarchy.add(concepts.elements, below: nil)
    return hierarchy
  }

  /// The newest resource of a canonical URL, or of a reference.
  private func resource(_ type: ResourceType, _ name: String) throws -> JSONValue? {
    let prefix = type.rawValue + "/"
    if name.hasPrefix(prefix) {
      return try reader.resource(type, String(name.dropFirst(prefix.count)))?.root
    }
    let parts = name.split(separator: "|", maxSplits: 1).map(String.init)
    guard let url = parts.first,
      let parameter = SearchParameters.all.parameter("url", of: type)
    else { return nil }
    let test = SearchRequest.Test.parameter(
      code: parameter.code,
      modifier: nil,
      values: [.uri(url)]
    )
    let query = IndexPlan.query(test, type: type) { _, _ in nil }.query
    var found: JSONValue?
    try reader.candidates(IndexPlan.every(type, [query])) { candidate in
      let root = try reader.read(candidate).root
      let isSame = root["url"]?.string == url
      if isSame, parts.count == 1 || root["version"]?.string == parts[1] { found = root }
      return true
    }
    return found
  }
}

extension Set {
  fileprivate static func - (set: Set, element: Element) -> Set { set.subtracting([element]) }
}
