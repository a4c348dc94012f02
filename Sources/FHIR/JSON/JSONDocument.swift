// SPDX-License-Identifier: Apache-2.0

import CJSON

/// A parsed JSON text: its bytes as they were, and a node for each value, key and container.
///
/// Nothing is converted when a document is parsed: strings keep their escapes and numbers their
/// spelling until they are asked for. A document is immutable and can be read from any thread.
///
/// ```swift
/// let document = try JSONDocument(parsing: #"{"value": 1.10}"#)
/// document.root["value"]?.numberText  // "1.10"
/// ```
public final class JSONDocument: @unchecked Sendable {
  /// Bounds on what is accepted.
  public struct Limits: Sendable {
    /// The deepest nesting of objects and arrays.
    public var depth: Int

    /// The longest text, in bytes.
    public var size: Int

    /// Creates limits; the default is what an import uses.
    public init(depth: Int = 256, size: Int = 1 << 30) {
      self.depth = depth
      self.size = size
    }
  }

  /// The text, followed by padding.
  let text: UnsafeMutablePointer<UInt8>

  /// The nodes in document order.
  let nodes: UnsafeMutablePointer<tarn_json_node>

  let nodeCount: Int

  /// The length of the text in bytes.
  public let byteCount: Int

  /// A hash of the content in which white space and the order of members do not count.
  ///
  /// The root's `meta.versionId` and `meta.lastUpdated`, which the lake keeps as columns, are left
  /// out. Equal content has equal hashes; the reverse has to be checked.
  public let contentHash: UInt64

  /// How many keys stand in an object that has the same key before.
  public let duplicateKeyCount: Int

  init(
    text: UnsafeMutablePointer<UInt8>,
    byteCount: Int,
    nodes: UnsafeMutablePointer<tarn_json_node>,
    nodeCount: Int,
    contentHash: UInt64,
    duplicateKeyCount: Int
  ) {
    self.text = text
    self.byteCount = byteCount
    self.nodes = nodes
    self.nodeCount = nodeCount
    self.contentHash = contentHash
    self.duplicateKeyCount = duplicateKeyCount
  }

  /// Parses a text with a parser of its own; use ``JSONParser`` for many.
  ///
  /// - Throws: ``JSONError``.
  public static func parse(
    _ string: String,
    limits: Limits = Limits()
  ) throws(JSONError) -> JSONDocument {
    try JSONParser(limits: limits).parse(Array(string.utf8))
  }

  deinit {
    text.deallocate()
    nodes.deallocate()
  }

  /// The value of the whole document: an object or an array.
  public var root: JSONValue { JSONValue(document: self, index: 0) }

  /// The text as it was given.
  public var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: text, count: byteCount)
  }

  /// Returns XXH64 of bytes, with seed 0.
  public static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    tarn_hash64(bytes.baseAddress, bytes.count, 0)
  }

  /// Returns the line and the column, both from 1, of a byte offset.
  public func position(ofOffset offset: Int) -> (line: Int, column: Int) {
    JSONParser.position(ofOffset: offset, in: bytes)
  }
}
