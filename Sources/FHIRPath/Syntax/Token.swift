// SPDX-License-Identifier: Apache-2.0

/// A word, literal or sign of an expression.
struct Token: Sendable {
  enum Kind: Sendable, Equatable {
    /// A name; delimited when it stands in backquotes.
    case identifier(String, isDelimited: Bool)
    case string(String)
    /// Digits, with a fraction or not.
    case number(String)
    case temporal(TemporalValue)
    /// The name behind a percent sign.
    case variable(String)
    /// The word behind a dollar sign.
    case special(String)
    /// An operator or punctuation.
    case sign(Sign)
    case end
  }

  enum Sign: String, Sendable {
    case dot = "."
    case comma = ","
    case openParenthesis = "("
    case closeParenthesis = ")"
    case openBracket = "["
    case closeBracket = "]"
    case openBrace = "{"
    case closeBrace = "}"
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divided = "/"
    case concatenate = "&"
    case union = "|"
    case less = "<"
    case greater = ">"
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case equal = "="
    case notEqual = "!="
    case equivalent = "~"
    case notEquivalent = "!~"
  }

  var kind: Kind
  var place: Place

  /// How an error names the token.
  var description: String {
    switch kind {
    case .identifier(let name, _): "'\(name)'"
    case .string: "a string"
    case .number(let text): "'\(text)'"
    case .temporal: "a date or time"
    case .variable(let name): "'%\(name)'"
    case .special(let name): "'$\(name)'"
    case .sign(let sign): "'\(sign.rawValue)'"
    case .end: "the end"
    }
  }
}
