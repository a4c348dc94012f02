// SPDX-License-Identifier: Apache-2.0

import FHIR
import TestSupport

/// Reads a text that may also be a scalar.
func json(_ text: String) throws -> JSON {
  guard case .array(let elements) = JSON(try JSONDocument.parse("[\(text)]").root) else {
    return .null
  }
  return elements[0]
}

/// Makes documents that look like resources, and edits them, from a seed.
struct RandomDocuments {
  var random: SeededRandom
  /// Whether an object may have a key twice.
  let repeatsKeys: Bool

  init(seed: UInt64, repeatsKeys: Bool = false) {
    random = SeededRandom(seed: seed)
    self.repeatsKeys = repeatsKeys
  }

  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }

  mutating func one<Element>(of elements: [Element]) -> Element { elements[below(elements.count)] }

  private static let keys = [
    "id", "status", "code", "value", "telecom", "name", "coding", "extension", "url", "system",
    "use", "_birthDate", "e\u{301}", "\u{E9}", "a/b", "m~n", "", "0", "-", "text",
  ]

  mutating func scalar() -> JSON {
    switch below(7) {
    case 0: .null
    case 1: .bool(below(2) == 0)
    case 2: .number(one(of: ["0", "-0", "1", "1.0", "1.00", "10e-1", "1E3", "-2.50"]))
    default: .string(one(of: ["home", "work", "a", "b", "", "e\u{301}", "\u{E9}", "\"\\\n", "☃"]))
    }
  }

  mutating func value(depth: Int) -> JSON {
    guard depth > 0, below(3) > 0 else { return scalar() }
    if below(2) == 0 {
      let count = below(6)
      return .array((0..<count).map { _ in value(depth: depth - 1) })
    }
    var members: [JSON.Member] = []
    for _ in 0..<below(6) {
      let key = one(of: Self.keys)
      let isNew = !members.contains { Array($0.key.utf8) == Array(key.utf8) }
      if isNew || (repeatsKeys && below(20) == 0) {
        members.append(.init(key, value(depth: depth - 1)))
      }
    }
    return .object(members)
  }

  /// Returns a document with one thing changed somewhere.
  mutating func edited(_ document: JSON) -> JSON {
    let path = one(of: document.paths)
    let old = document.value(at: path)
    switch (below(6), old) {
    case (0, _), (_, .null), (_, .bool), (_, .number), (_, .string), (_, .raw):
      return document.replacing(path, with: value(depth: 2))
    case (1, .array(var elements)) where !elements.isEmpty:
      elements.remove(at: below(elements.count))
      return document.replacing(path, with: .array(elements))
    case (2, .array(var elements)) where !elements.isEmpty:
      let moved = elements.remove(at: below(elements.count))
      elements.insert(moved, at: below(elements.count + 1))
      return document.replacing(path, with: .array(elements))
    case (3, .array(var elements)):
      elements.shuffle(using: &random)
      return document.replacing(path, with: .array(elements))
    case (_, .array(var elements)):
      elements.insert(value(depth: 2), at: below(elements.count + 1))
      return document.replacing(path, with: .array(elements))
    case (1, .object(var members)) where !members.isEmpty:
      members.remove(at: below(members.count))
      return document.replacing(path, with: .object(members))
    case (2, .object(var members)):
      members.shuffle(using: &random)
      return document.replacing(path, with: .object(members))
    case (_, .object(var members)):
      let key = one(of: Self.keys)
      guard !members.contains(where: { Array($0.key.utf8) == Array(key.utf8) }) else {
        return document
      }
      members.insert(.init(key, value(depth: 2)), at: below(members.count + 1))
      return document.replacing(path, with: .object(members))
    }
  }
}
