// SPDX-License-Identifier: Apache-2.0

/// Why a text is not a JSON document that tarn reads, and where.
///
/// The error carries no part of the text, so that it can be logged.
public struct JSONError: Error, Sendable, Equatable {
  /// The kind of failure.
  public enum Code: String, Sendable, CaseIterable {
    /// A token is missing, misplaced or unknown.
    case syntax
    /// The bytes are not UTF-8.
    case invalidUTF8
    /// Objects and arrays are nested deeper than the limit.
    case tooDeep
    /// The text is longer than the limit.
    case tooLarge
    /// A number does not follow RFC 8259, section 6.
    case malformedNumber
    /// A string has an escape that RFC 8259, section 7, does not have, or half a surrogate pair.
    case malformedString
    /// Something follows the end of the document.
    case trailingContent
    /// There is nothing but white space.
    case empty
    /// There was no memory for the document.
    case outOfMemory
  }

  /// The kind of failure.
  public let code: Code

  /// The line, counted from 1.
  public let line: Int

  /// The column in bytes, counted from 1.
  public let column: Int

  /// Creates an error at a place.
  public init(code: Code, line: Int, column: Int) {
    self.code = code
    self.line = line
    self.column = column
  }
}

extension JSONError: CustomStringConvertible {
  /// A sentence without any part of the text.
  public var description: String {
    let what =
      switch code {
      case .syntax: "Not JSON: a token is missing, misplaced or unknown"
      case .invalidUTF8: "Not UTF-8"
      case .tooDeep: "Nested too deeply"
      case .tooLarge: "Too large"
      case .malformedNumber: "Not a JSON number"
      case .malformedString: "Not a JSON string: unknown escape or half a surrogate pair"
      case .trailingContent: "Content after the end of the document"
      case .empty: "Empty"
      case .outOfMemory: "Out of memory"
      }
    return "\(what), line \(line), column \(column)"
  }
}
