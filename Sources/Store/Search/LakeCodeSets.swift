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
    guard let found = try hierarchy(of: system).codes(meeting: filters) else {
      throw unsupported(name)
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

  private func hierarchy(of system: String) throws -> ConceptHierarchy {
    guard let root = try resource(.codeSystem, system), root["concept"] != nil else {
      throw StoreError(
        .noDefinition,
        "The code system is not in the lake, or without its concepts",
        subject: system
      )
    }
    return ConceptHierarchy(root)
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
