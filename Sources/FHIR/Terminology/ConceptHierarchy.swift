// SPDX-License-Identifier: Apache-2.0

/// The concepts of a code system, and which lies below which.
///
/// See https://hl7.org/fhir/R4/codesystem.html#hierachy: concepts within concepts, and the
/// properties `parent`, `subsumedBy` and `child`.
public struct ConceptHierarchy: Sendable {
  /// Every code.
  public private(set) var all: Set<String> = []
  private var children: [String: Set<String>] = [:]
  private var parents: [String: Set<String>] = [:]

  /// Reads the concepts of a CodeSystem.
  public init(_ codeSystem: JSONValue) {
    add(codeSystem["concept"]?.elements ?? .empty, below: nil)
  }

  private mutating func add(_ concepts: JSONElements, below parent: String?) {
    for concept in concepts {
      guard let code = concept["code"]?.string else { continue }
      all.insert(code)
      if let parent { join(code, below: parent) }
      for property in concept["property"]?.elements ?? .empty {
        guard let other = property["valueCode"]?.string else { continue }
        switch property["code"]?.string {
        case "parent", "subsumedBy": join(code, below: other)
        case "child": join(other, below: code)
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

  /// Returns a code and all that lie below it.
  public func descendants(of code: String) -> Set<String> { closure(of: code, children) }

  /// Returns a code and all that lie above it.
  public func ancestors(of code: String) -> Set<String> { closure(of: code, parents) }

  private func closure(of code: String, _ edges: [String: Set<String>]) -> Set<String> {
    var found: Set = [code]
    var open = [code]
    while let next = open.popLast() {
      for other in edges[next] ?? [] where found.insert(other).inserted { open.append(other) }
    }
    return found
  }

  /// Returns the codes that meet filters of a value set.
  ///
  /// - Parameter filters: The elements `ValueSet.compose.include.filter`.
  /// - Returns: `nil` where one is other than `is-a`, `descendent-of` or `is-not-a` of a concept.
  public func codes(meeting filters: [JSONValue]) -> Set<String>? {
    var found = all
    for filter in filters {
      guard filter["property"]?.string == "concept", let value = filter["value"]?.string else {
        return nil
      }
      switch filter["op"]?.string {
      case "is-a": found.formIntersection(descendants(of: value))
      case "descendent-of": found.formIntersection(descendants(of: value).subtracting([value]))
      case "is-not-a": found.subtract(descendants(of: value))
      default: return nil
      }
    }
    return found
  }
}
