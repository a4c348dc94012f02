// SPDX-License-Identifier: Apache-2.0

import Differences
import FHIR

/// Evaluates the paths that tests of patches use: names, indexes, and `where(name = 'text')`.
enum SimplePaths {
  struct Malformed: Error {}

  static func places(_ path: String, in document: JSON) throws -> [JSONPointer] {
    var found = [JSONPointer.root]
    var steps = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard case .string(let type) = document["resourceType"], !steps.isEmpty,
      steps.removeFirst() == type
    else { throw Malformed() }
    for step in steps {
      guard let first = step.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first)
      else { throw Malformed() }
      if step.hasPrefix("where(") {
        let words = step.dropFirst(6).dropLast().split(separator: "'", maxSplits: 1)
        let name = words[0].prefix { $0 != " " }
        let text = words[1].prefix { $0 != "'" }
        found = found.filter {
          document.value(at: $0.appending(String(name)))?.text == "\"\(text)\""
        }
        continue
      }
      let parts = step.split(separator: "[")
      found = found.flatMap { children(of: $0, String(parts[0]), in: document) }
      if parts.count > 1 {
        guard let index = Int(parts[1].dropLast()) else { throw Malformed() }
        found = index < found.count ? [found[index]] : []
      }
    }
    return found
  }

  private static func children(
    of place: JSONPointer,
    _ name: String,
    in document: JSON
  ) -> [JSONPointer] {
    guard case .object(let members) = document.value(at: place) else {
      // What belongs to a primitive value stands beside it.
      var tokens = place.tokens
      guard let at = tokens.lastIndex(where: { Int($0) == nil }) else { return [] }
      tokens[at] = "_" + tokens[at]
      let beside = JSONPointer(tokens: tokens)
      guard case .object = document.value(at: beside) else { return [] }
      return children(of: beside, name, in: document)
    }
    let member =
      members.first { $0.key == name }
      ?? members.first {
        $0.key.hasPrefix(name) && $0.key.dropFirst(name.count).first?.isUppercase == true
      }
    switch member?.value {
    case nil: return []
    case .array(let items):
      return items.indices.map { place.appending(member?.key ?? "").appending($0) }
    default: return [place.appending(member?.key ?? "")]
    }
  }
}
