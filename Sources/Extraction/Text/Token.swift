// SPDX-License-Identifier: Apache-2.0

/// A piece of a note: a number, a run of letters, or a single other character.
package struct Token: Equatable, Sendable {
  /// What the characters of a token are.
  package enum Kind: UInt8, Sendable {
    case word
    case number
    case symbol
  }

  /// Where the token stands before others.
  package struct Flags: OptionSet, Equatable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// White space comes before it.
    package static let spaceBefore = Flags(rawValue: 1)
    /// It is the first of its line.
    package static let lineStart = Flags(rawValue: 2)
    /// An empty line comes before it.
    package static let blankBefore = Flags(rawValue: 4)
    /// It has letters beyond ASCII.
    package static let nonASCII = Flags(rawValue: 8)
  }

  /// Bytes of UTF-8, end exclusive.
  package var start: Int32
  package var end: Int32
  /// Code points, end exclusive.
  package var pointStart: Int32
  package var pointEnd: Int32
  package var kind: Kind
  package var flags: Flags
  /// The spelling in small letters, hashed.
  package var hash: UInt32

  package var count: Int { Int(end - start) }
}
