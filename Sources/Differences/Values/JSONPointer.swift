// SPDX-License-Identifier: Apache-2.0

public import FHIR

/// A place in a JSON document (RFC 6901).
///
/// ```swift
/// let pointer = JSONPointer(parsing: "/telecom/0/value")
/// pointer?.tokens  // ["telecom", "0", "value"]
/// ```
public struct JSONPointer: Sendable, Hashable {
  /// Keys and indexes on the way from the root, escapes resolved.
  public var tokens: [String]

  /// The whole document.
  public static let root = JSONPointer(tokens: [])

  /// Creates a pointer from keys and indexes.
  public init(tokens: [String]) { self.tokens = tokens }

  /// Reads a pointer as RFC 6901, section 3, spells it.
  ///
  /// - Returns: `nil` for a text that is not empty and does not begin with `/`, or that has a `~`
  ///   that neither 0 nor 1 follows.
  public init?(parsing text: String) {
    tokens = []
    guard !text.isEmpty else { return }
    let bytes = Array(text.utf8)
    guard bytes[0] == UInt8(ascii: "/") else { return nil }
    var token: [UInt8] = []
    var at = 1
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "/"):
        tokens.append(String(decoding: token, as: UTF8.self))
        token = []
      case UInt8(ascii: "~"):
        at += 1
        switch at < bytes.count ? bytes[at] : 0 {
        case UInt8(ascii: "0"): token.append(UInt8(ascii: "~"))
        case UInt8(ascii: "1"): token.append(UInt8(ascii: "/"))
        default: return nil
        }
      case let byte: token.append(byte)
      }
      at += 1
    }
    tokens.append(String(decoding: token, as: UTF8.self))
  }

  /// Whether another pointer is a place inside this one's, and not the same.
  func isProperPrefix(of other: JSONPointer) -> Bool {
    tokens.count < other.tokens.count
      && zip(tokens, other.tokens).allSatisfy { $0.isIdentical(to: $1) }
  }

  /// Returns the pointer to a member or an item of the value this one points at.
  public func appending(_ token: String) -> JSONPointer { JSONPointer(tokens: tokens + [token]) }

  /// Returns the pointer to an item of the array this one points at.
  public func appending(_ index: Int) -> JSONPointer { appending(String(index)) }

  /// What an index token says: digits without a leading zero.
  static func index(_ token: String) -> Int? {
    guard let first = token.utf8.first, token.utf8.count < 10,
      token.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
      first != UInt8(ascii: "0") || token.utf8.count == 1
    else { return nil }
    return Int(token)
  }
}

extension JSONPointer: CustomStringConvertible {
  /// The pointer as RFC 6901, section 3, spells it.
  public var description: String {
    var out: [UInt8] = []
    for token in tokens {
      out.append(UInt8(ascii: "/"))
      for byte in token.utf8 {
        switch byte {
        case UInt8(ascii: "~"): out += [UInt8(ascii: "~"), UInt8(ascii: "0")]
        case UInt8(ascii: "/"): out += [UInt8(ascii: "~"), UInt8(ascii: "1")]
        default: out.append(byte)
        }
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}

extension JSON {
  /// Returns the value at a place, and `nil` where the document has none.
  ///
  /// Of members with the same key the first is meant.
  public func value(at pointer: JSONPointer) -> JSON? {
    try? existing(at: pointer)
  }
}
