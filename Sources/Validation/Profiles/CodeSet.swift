// SPDX-License-Identifier: Apache-2.0

import FHIR

/// The codes of a value set.
struct CodeSet: Sendable {
  private struct Code: Hashable {
    let system: String?
    let code: String
  }

  private var codes: Set<Code> = []
  /// The systems of which every code belongs.
  private var systems: Set<String> = []
  private var excluded: Set<Code> = []

  /// Creates a set of codes whose system is not known.
  init(codes: [String]) { self.codes = Set(codes.map { Code(system: nil, code: $0) }) }

  /// Expands a value set; `nil` where it needs what is not at hand.
  init?(expanding entry: ProfileSet.Entry, in set: ProfileSet, depth: Int) {
    let root = entry.document.root
    if let contains = root["expansion"]?["contains"], root["compose"] == nil {
      collect(contains.elements)
      return
    }
    for part in root["compose"]?["include"]?.elements ?? .empty {
      guard let found = Self(part, set, entry.package, depth) else { return nil }
      codes.formUnion(found.codes)
      systems.formUnion(found.systems)
    }
    for part in root["compose"]?["exclude"]?.elements ?? .empty {
      guard let found = Self(part, set, entry.package, depth) else { return nil }
      codes.subtract(found.codes)
      systems.subtract(found.systems)
      codes = codes.filter { !found.systems.contains($0.system ?? "") }
      excluded.formUnion(found.codes)
    }
  }

  private mutating func collect(_ items: JSONElements) {
    for item in items {
      if let code = item["code"]?.string, item["abstract"]?.bool != true {
        codes.insert(Code(system: item["system"]?.string, code: code))
      }
      collect(item["contains"]?.elements ?? .empty)
    }
  }

  /// One include or exclude: a system, and all the value sets that it names.
  private init?(_ part: JSONValue, _ set: ProfileSet, _ package: String, _ depth: Int) {
    var isLimited = false
    if let system = part["system"]?.string {
      isLimited = true
      let concepts = (part["concept"]?.elements ?? .empty).compactMap { $0["code"]?.string }
      let filters = Array(part["filter"]?.elements ?? .empty)
      let definition = set.entry("CodeSystem", system, near: package)?.document.root
      if !concepts.isEmpty {
        codes = Set(concepts.map { Code(system: system, code: $0) })
      } else if filters.isEmpty {
        if let definition, definition["content"]?.string == "complete" {
          codes = Set(ConceptHierarchy(definition).all.map { Code(system: system, code: $0) })
        } else {
          systems = [system]
        }
      } else {
        guard let definition, let found = ConceptHierarchy(definition).codes(meeting: filters)
        else {
          return nil
        }
        codes = Set(found.map { Code(system: system, code: $0) })
      }
    }
    for item in part["valueSet"]?.elements ?? .empty {
      guard let url = item.string, let other = set.codes(url, near: package, depth: depth + 1)
      else { return nil }
      if isLimited {
        codes =
          codes.filter { other.contains(system: $0.system, code: $0.code) }
          .union(other.codes.filter { systems.contains($0.system ?? "") })
        systems.formIntersection(other.systems)
      } else {
        codes = other.codes
        systems = other.systems
        excluded = other.excluded
        isLimited = true
      }
    }
  }

  /// Whether a code belongs; one without a system is looked for in every system.
  func contains(system: String?, code: String) -> Bool {
    if excluded.contains(Code(system: system, code: code)) { return false }
    if codes.contains(Code(system: system, code: code)) { return true }
    if codes.contains(Code(system: nil, code: code)) { return true }
    guard let system else { return !systems.isEmpty || codes.contains { $0.code == code } }
    return systems.contains(system)
  }
}
