// SPDX-License-Identifier: Apache-2.0

import CJSON

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// One value of a ``JSONDocument``.
///
/// A value is a place in its document: copying one copies no content. Asking for what a value is
/// not (`string` of a number, a member of an array) gives `nil`.
public struct JSONValue: Sendable {
  /// What a value is.
  public enum Kind: UInt8, Sendable {
    /// `null`.
    case null = 0
    /// `false`.
    case `false` = 1
    /// `true`.
    case `true` = 2
    /// A number.
    case number = 3
    /// A string.
    case string = 4
    /// An array.
    case array = 5
    /// An object.
    case object = 6
  }

  let document: JSONDocument
  let index: Int32

  @inline(__always)
  init(document: JSONDocument, index: Int) {
    self.document = document
    self.index = Int32(truncatingIfNeeded: index)
  }

  @inline(__always)
  private var node: tarn_json_node { document.nodes[Int(index)] }

  /// What the value is.
  public var kind: Kind { Kind(rawValue: node.kind) ?? .null }

  /// Whether the value is an object.
  public var isObject: Bool { node.kind == UInt8(TARN_JSON_OBJECT.rawValue) }

  /// Whether the value is an array.
  public var isArray: Bool { node.kind == UInt8(TARN_JSON_ARRAY.rawValue) }

  /// The byte offsets of the value in its document's text, quotes included.
  public var byteRange: Range<Int> {
    let node = node
    let quote = node.kind == UInt8(TARN_JSON_STRING.rawValue) ? 1 : 0
    return Int(node.start) - quote..<Int(node.end) + quote
  }

  /// The value as JSON text, spelled as it was.
  public var jsonText: String {
    let range = byteRange
    return String(
      decoding: UnsafeBufferPointer(start: document.text + range.lowerBound, count: range.count),
      as: UTF8.self
    )
  }

  /// Returns a stretch of the text of the value's document, which must hold it.
  public func documentBytes(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: document.bytes[range])
  }

  // MARK: - Scalars

  /// The string with its escapes resolved.
  public var string: String? {
    let node = node
    guard node.kind == UInt8(TARN_JSON_STRING.rawValue) else { return nil }
    return Self.decoded(node, in: document)
  }

  /// The bytes of a string as they stand between the quotes, or of a number's token.
  ///
  /// - Returns: `nil` for other kinds.
  public func withUTF8<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result? {
    let node = node
    guard
      node.kind == UInt8(TARN_JSON_STRING.rawValue) || node.kind == UInt8(TARN_JSON_NUMBER.rawValue)
    else { return nil }
    return try body(
      UnsafeBufferPointer(
        start: document.text + Int(node.start),
        count: Int(node.end - node.start)
      )
    )
  }

  /// Whether the value is a string that is spelled so; escapes in the document do not match.
  public func isString(_ text: StaticString) -> Bool {
    let node = node
    return node.kind == UInt8(TARN_JSON_STRING.rawValue)
      && Int(node.end - node.start) == text.utf8CodeUnitCount
      && memcmp(document.text + Int(node.start), text.utf8Start, text.utf8CodeUnitCount) == 0
  }

  /// The number as it is spelled: `1.10` stays `1.10`.
  public var numberText: String? {
    let node = node
    guard node.kind == UInt8(TARN_JSON_NUMBER.rawValue) else { return nil }
    return Self.decoded(node, in: document)
  }

  /// The number rounded to a double.
  public var double: Double? { numberText.flatMap(Double.init) }

  /// The number when it is an integer and spelled as one.
  public var integer: Int? { numberText.flatMap(Int.init) }

  /// The Boolean.
  public var bool: Bool? {
    switch kind {
    case .true: true
    case .false: false
    default: nil
    }
  }

  // MARK: - Objects

  /// The member with a key; the first, where there are several.
  public subscript(key: StaticString) -> JSONValue? {
    member(key.utf8Start, key.utf8CodeUnitCount)
  }

  /// The member with a key that is known at run time only.
  public subscript(dynamic key: String) -> JSONValue? {
    var key = key
    return key.withUTF8 { buffer in
      buffer.baseAddress.flatMap { member($0, buffer.count) }
    }
  }

  private func member(_ key: UnsafePointer<UInt8>, _ count: Int) -> JSONValue? {
    let nodes = document.nodes
    let text = document.text
    let node = nodes[Int(index)]
    guard node.kind == UInt8(TARN_JSON_OBJECT.rawValue) else { return nil }
    var at = Int(index) + 1
    let end = Int(node.next)
    while at < end {
      let name = nodes[at]
      if Int(name.end - name.start) == count, memcmp(text + Int(name.start), key, count) == 0 {
        return JSONValue(document: document, index: at + 1)
      }
      at = Int(nodes[at + 1].next)
    }
    return nil
  }

  /// The members of an object in document order; empty for other kinds.
  public var members: JSONMembers {
    JSONMembers(document: document, at: Int(index) + 1, end: isObject ? Int(node.next) : 0)
  }

  // MARK: - Arrays

  /// The elements of an array in document order; empty for other kinds.
  public var elements: JSONElements {
    JSONElements(document: document, at: Int(index) + 1, end: isArray ? Int(node.next) : 0)
  }

  /// The first element of an array.
  public var first: JSONValue? {
    var iterator = elements.makeIterator()
    return iterator.next()
  }

  /// Returns the line and the column, both from 1, at which the value starts.
  public var position: (line: Int, column: Int) {
    document.position(ofOffset: byteRange.lowerBound)
  }

  static func decoded(_ node: tarn_json_node, in document: JSONDocument) -> String {
    let raw = UnsafeBufferPointer(
      start: document.text + Int(node.start),
      count: Int(node.end - node.start)
    )
    guard node.flags & UInt8(TARN_JSON_ESCAPED) != 0 else {
      return String(decoding: raw, as: UTF8.self)
    }
    return JSONEscapes.decode(raw)
  }
}

/// The members of an object, in document order.
public struct JSONMembers: Sequence, IteratorProtocol, Sendable {
  let document: JSONDocument
  var at: Int
  let end: Int

  /// Returns the next member.
  public mutating func next() -> JSONMember? {
    guard at < end else { return nil }
    let member = JSONMember(document: document, keyIndex: at)
    at = Int(document.nodes[at + 1].next)
    return member
  }
}

/// A key and its value.
public struct JSONMember: Sendable {
  let document: JSONDocument
  let keyIndex: Int

  /// The key with its escapes resolved.
  public var key: String { JSONValue.decoded(document.nodes[keyIndex], in: document) }

  /// The value.
  public var value: JSONValue { JSONValue(document: document, index: keyIndex + 1) }

  /// The byte offsets of the member in its document's text, from the key's quote to the value's end.
  public var byteRange: Range<Int> {
    Int(document.nodes[keyIndex].start) - 1..<value.byteRange.upperBound
  }

  /// Whether the object has had the same key before.
  public var isDuplicate: Bool {
    document.nodes[keyIndex].flags & UInt8(TARN_JSON_DUPLICATE) != 0
  }

  /// The bytes of the key as they stand between the quotes.
  public func withUTF8Key<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    let node = document.nodes[keyIndex]
    return try body(
      UnsafeBufferPointer(
        start: document.text + Int(node.start),
        count: Int(node.end - node.start)
      )
    )
  }
}

/// The elements of an array, in document order.
public struct JSONElements: Sequence, IteratorProtocol, Sendable {
  let document: JSONDocument?
  var at: Int
  let end: Int

  /// No elements.
  public static let empty = JSONElements(document: nil, at: 0, end: 0)

  /// Returns the next element.
  public mutating func next() -> JSONValue? {
    guard at < end, let document else { return nil }
    let value = JSONValue(document: document, index: at)
    at = Int(document.nodes[at].next)
    return value
  }
}
