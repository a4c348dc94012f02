// SPDX-License-Identifier: Apache-2.0

import CJSON

/// A value, key or container of a document, as the parser left it.
///
/// `Sources/CJSON/include/CJSON.h` defines the fields with an example.
@frozen
public struct JSONNode: Sendable {
  /// The offset of the first byte: behind the quote for keys and strings.
  public let start: UInt32

  /// The offset behind the last byte: of the closing quote for keys and strings.
  public let end: UInt32

  /// The number of the node behind this one's subtree.
  public let next: UInt32

  /// The raw value of ``JSONValue/Kind``; ``keyKind`` for a key.
  public let kind: UInt8

  /// ``escapedFlag`` and ``duplicateFlag``.
  public let flags: UInt8

  let reserved: UInt16

  /// The ``kind`` of keys.
  public static let keyKind: UInt8 = 7

  /// Set in ``flags`` where a key or string has a backslash escape.
  public static let escapedFlag: UInt8 = 1

  /// Set in ``flags`` of a key that its object has already.
  public static let duplicateFlag: UInt8 = 2

  /// The length in bytes.
  @inlinable public var count: Int { Int(end - start) }
}

/// The nodes and the text of a document, for code that reads every value of millions of resources.
///
/// The pointers are valid inside the closure that receives them. Eight bytes may be read from any
/// offset of the text: padding follows it.
@frozen
public struct JSONNodes {
  /// The nodes in document order.
  public let nodes: UnsafePointer<JSONNode>

  /// The text.
  public let text: UnsafePointer<UInt8>

  /// The node with a number.
  @inlinable public subscript(number: Int) -> JSONNode { nodes[number] }

  /// Returns the bytes of a node: without quotes for keys and strings.
  @inlinable
  public func bytes(of node: JSONNode) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: text + Int(node.start), count: node.count)
  }

  /// Returns the text of a key or string with its escapes resolved.
  public func string(of node: JSONNode) -> String {
    guard node.flags & JSONNode.escapedFlag != 0 else {
      return String(decoding: bytes(of: node), as: UTF8.self)
    }
    return JSONEscapes.decode(bytes(of: node))
  }
}

extension JSONValue {
  /// Calls a closure with the nodes of the value's document and the value's number among them.
  public func withNodes<Result>(
    _ body: (JSONNodes, Int) throws -> Result
  ) rethrows -> Result {
    let nodes = UnsafeRawPointer(document.nodes).assumingMemoryBound(to: JSONNode.self)
    return try withExtendedLifetime(document) {
      try body(JSONNodes(nodes: nodes, text: document.text), Int(index))
    }
  }
}
