// SPDX-License-Identifier: Apache-2.0

import CJSON

/// Parses JSON texts one after another, reusing its buffers.
///
/// A parser belongs to one thread at a time; the documents it makes do not depend on it.
public final class JSONParser {
  private let parser: OpaquePointer?
  private let limits: JSONDocument.Limits

  /// Creates a parser.
  public init(limits: JSONDocument.Limits = .init()) {
    self.limits = limits
    parser = tarn_json_parser_create()
  }

  deinit {
    if let parser { tarn_json_parser_destroy(parser) }
  }

  /// Parses a text that holds one object or array.
  ///
  /// - Parameters:
  ///   - bytes: The text.
  ///   - minifying: Whether white space between tokens is left out of the document's own text.
  /// - Returns: The document.
  /// - Throws: ``JSONError`` with line and column.
  public func parse(
    _ bytes: [UInt8],
    minifying: Bool = false
  ) throws(JSONError) -> JSONDocument {
    let result: Result<JSONDocument, JSONError> = bytes.withUnsafeBytes { buffer in
      do throws(JSONError) { return .success(try parse(buffer, minifying: minifying)) } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  /// Parses a text that holds one object or array.
  ///
  /// - Parameters:
  ///   - bytes: The text, which is copied.
  ///   - minifying: Whether white space between tokens is left out of the document's own text.
  ///     Offsets then refer to that shorter text.
  /// - Returns: The document.
  /// - Throws: ``JSONError`` with line and column in `bytes`.
  public func parse(
    _ bytes: UnsafeRawBufferPointer,
    minifying: Bool = false
  ) throws(JSONError) -> JSONDocument {
    guard let parser else { throw JSONError(code: .outOfMemory, line: 1, column: 1) }
    guard bytes.count <= limits.size else { throw JSONError(code: .tooLarge, line: 1, column: 1) }
    var length = bytes.count
    let padding = tarn_json_padding()
    let text = UnsafeMutablePointer<UInt8>.allocate(capacity: length + padding)
    if let base = bytes.baseAddress, length > 0 {
      if minifying {
        length = text.withMemoryRebound(to: CChar.self, capacity: length) {
          tarn_json_minify(base.assumingMemoryBound(to: CChar.self), length, $0)
        }
        // A text that cannot be minified is parsed as it is, for an error at the right place.
        if length == 0 {
          length = bytes.count
          UnsafeMutableRawPointer(text).copyMemory(from: base, byteCount: length)
        }
      } else {
        UnsafeMutableRawPointer(text).copyMemory(from: base, byteCount: length)
      }
    }
    (text + length).update(repeating: 0x20, count: padding)
    let result = text.withMemoryRebound(to: CChar.self, capacity: length + padding) {
      tarn_json_parse(parser, $0, length, limits.depth)
    }
    guard result.status == TARN_JSON_OK else {
      text.deallocate()
      if minifying { return try parse(bytes, minifying: false) }
      let (line, column) = Self.position(ofOffset: result.offset, in: bytes)
      throw JSONError(code: Self.code(of: result.status), line: line, column: column)
    }
    let nodes = UnsafeMutablePointer<tarn_json_node>.allocate(capacity: result.count)
    if let from = result.nodes { nodes.update(from: from, count: result.count) }
    return JSONDocument(
      text: text,
      byteCount: length,
      nodes: nodes,
      nodeCount: result.count,
      contentHash: result.content_hash,
      duplicateKeyCount: result.duplicates
    )
  }

  static func position(
    ofOffset offset: Int,
    in bytes: UnsafeRawBufferPointer
  ) -> (line: Int, column: Int) {
    var line = 1
    var lineStart = 0
    for index in 0..<min(offset, bytes.count) where bytes[index] == 0x0A {
      line += 1
      lineStart = index + 1
    }
    return (line, min(offset, bytes.count) - lineStart + 1)
  }

  private static func code(of status: tarn_json_status) -> JSONError.Code {
    switch status {
    case TARN_JSON_UTF8: .invalidUTF8
    case TARN_JSON_DEPTH: .tooDeep
    case TARN_JSON_SIZE: .tooLarge
    case TARN_JSON_NUMBER_FORMAT: .malformedNumber
    case TARN_JSON_STRING_FORMAT: .malformedString
    case TARN_JSON_TRAILING: .trailingContent
    case TARN_JSON_EMPTY: .empty
    case TARN_JSON_MEMORY: .outOfMemory
    default: .syntax
    }
  }
}
