// SPDX-License-Identifier: Apache-2.0

import CJSON

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

extension JSONValue {
  /// Returns the values of all members with a key that are strings, at any depth, in document order.
  ///
  /// One pass over the nodes; `"reference"` gives the literal references of a resource.
  public func strings(forKey key: StaticString) -> [JSONValue] {
    var found: [JSONValue] = []
    let nodes = document.nodes
    let length = key.utf8CodeUnitCount
    for at in Int(index)..<Int(nodes[Int(index)].next) {
      let node = nodes[at]
      guard node.kind == UInt8(TARN_JSON_KEY.rawValue), Int(node.end - node.start) == length,
        nodes[at + 1].kind == UInt8(TARN_JSON_STRING.rawValue),
        memcmp(document.text + Int(node.start), key.utf8Start, length) == 0
      else { continue }
      found.append(JSONValue(document: document, index: at + 1))
    }
    return found
  }

  /// Whether two values say the same: the order of members and white space do not count, spelling of
  /// numbers and escapes does.
  public func isEqual(to other: JSONValue) -> Bool {
    guard kind == other.kind else { return false }
    switch kind {
    case .null, .true, .false: return true
    case .number, .string: return jsonText == other.jsonText
    case .array:
      var left = elements
      var right = other.elements
      while true {
        switch (left.next(), right.next()) {
        case (nil, nil): return true
        case (let a?, let b?): if !a.isEqual(to: b) { return false }
        default: return false
        }
      }
    case .object:
      let mine = Array(members)
      let theirs = Array(other.members)
      guard mine.count == theirs.count else { return false }
      return mine.allSatisfy { member in
        theirs.contains { $0.key == member.key && member.value.isEqual(to: $0.value) }
      }
    }
  }
}
