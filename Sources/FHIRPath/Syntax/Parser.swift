// SPDX-License-Identifier: Apache-2.0

/// Parses the tokens of an expression by the precedence of its operators.
///
/// See https://hl7.org/fhirpath/N1/#operator-precedence.
struct Parser {
  private let tokens: [Token]
  private var index = 0
  private var depth = 0

  private static let greatestDepth = 200

  private init(_ tokens: [Token]) { self.tokens = tokens }

  static func parse(_ text: String) throws(FHIRPathError) -> Node {
    var parser = Self(try Lexer.tokens(of: text))
    let node = try parser.expression(0)
    guard parser.token.kind == .end else {
      throw parser.unexpected("an operator or the end")
    }
    return node
  }

  // MARK: - Tokens

  private var token: Token { tokens[index] }

  private mutating func advance() { if index < tokens.count - 1 { index += 1 } }

  private mutating func take(_ sign: Token.Sign) -> Bool {
    guard token.kind == .sign(sign) else { return false }
    advance()
    return true
  }

  private mutating func expect(_ sign: Token.Sign) throws(FHIRPathError) {
    guard take(sign) else { throw unexpected("'\(sign.rawValue)'") }
  }

  private func unexpected(_ expected: String) -> FHIRPathError {
    FHIRPathError(.syntax, "expected \(expected), not \(token.description)").at(token.place)
  }

  // MARK: - Operators

  private static let unaryPrecedence = 11

  private func operation() -> (Node.Operator, precedence: Int)? {
    switch token.kind {
    case .sign(let sign):
      switch sign {
      case .times: (.multiply, 10)
      case .divided: (.divide, 10)
      case .plus: (.add, 9)
      case .minus: (.subtract, 9)
      case .concatenate: (.concatenate, 9)
      case .union: (.union, 7)
      case .less: (.less, 6)
      case .greater: (.greater, 6)
      case .lessOrEqual: (.lessOrEqual, 6)
      case .greaterOrEqual: (.greaterOrEqual, 6)
      case .equal: (.equal, 5)
      case .notEqual: (.notEqual, 5)
      case .equivalent: (.equivalent, 5)
      case .notEquivalent: (.notEquivalent, 5)
      default: nil
      }
    case .identifier(let word, isDelimited: false):
      switch word {
      case "div": (.div, 10)
      case "mod": (.mod, 10)
      case "in": (.in, 4)
      case "contains": (.contains, 4)
      case "and": (.and, 3)
      case "or": (.or, 2)
      case "xor": (.xor, 2)
      case "implies": (.implies, 1)
      default: nil
      }
    default: nil
    }
  }

  private static let typePrecedence = 8

  private mutating func expression(_ least: Int) throws(FHIRPathError) -> Node {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.greatestDepth else {
      throw FHIRPathError(.tooComplex, "the expression is nested too deeply").at(token.place)
    }
    var left = try unary()
    while true {
      let place = token.place
      if case .identifier(let word, isDelimited: false) = token.kind, word == "is" || word == "as" {
        guard Self.typePrecedence > least else { return left }
        advance()
        let type = try typeSpecifier()
        left = word == "is" ? .isType(left, type, place) : .asType(left, type, place)
        continue
      }
      guard let (operation, precedence) = operation(), precedence > least else { return left }
      advance()
      left = .binary(operation, left, try expression(precedence), place)
    }
  }

  private mutating func unary() throws(FHIRPathError) -> Node {
    let place = token.place
    if take(.minus) {
      return .polarity(try expression(Self.unaryPrecedence - 1), isNegative: true, place)
    }
    if take(.plus) {
      return .polarity(try expression(Self.unaryPrecedence - 1), isNegative: false, place)
    }
    return try path()
  }

  // MARK: - Paths

  private mutating func path() throws(FHIRPathError) -> Node {
    var node = try term()
    while true {
      let place = token.place
      if take(.dot) {
        node = try invocation(on: node)
      } else if take(.openBracket) {
        let number = try expression(0)
        try expect(.closeBracket)
        node = .indexer(node, number, place)
      } else {
        return node
      }
    }
  }

  private mutating func term() throws(FHIRPathError) -> Node {
    let token = token
    switch token.kind {
    case .sign(.openParenthesis):
      advance()
      let inner = try expression(0)
      try expect(.closeParenthesis)
      return inner
    case .sign(.openBrace):
      advance()
      try expect(.closeBrace)
      return .empty
    case .string(let text):
      advance()
      return .literal(FHIRPathItem(.string(text)))
    case .number(let text):
      advance()
      return try number(text, at: token.place)
    case .temporal(let value):
      advance()
      return .literal(FHIRPathItem(.temporal(value)))
    case .variable(let name):
      advance()
      return .variable(name, token.place)
    case .special, .identifier:
      return try invocation(on: nil)
    default:
      throw unexpected("an expression")
    }
  }

  private mutating func number(_ text: String, at place: Place) throws(FHIRPathError) -> Node {
    guard let value = DecimalValue(text.utf8) else {
      throw FHIRPathError(.syntax, "the number is too large").at(place)
    }
    switch token.kind {
    case .string(let unit):
      advance()
      return .literal(FHIRPathItem(.quantity(QuantityValue(value, unit))))
    case .identifier(let word, isDelimited: false):
      if let unit = CalendarUnit(keyword: word) {
        advance()
        let quantity = QuantityValue(value, keyword: word, calendar: unit)
        return .literal(FHIRPathItem(.quantity(quantity)))
      }
    default: break
    }
    if value.scale == 0 {
      guard let integer = Int(exactly: value.units) else {
        throw FHIRPathError(.syntax, "the integer is too large").at(place)
      }
      return .literal(FHIRPathItem(.integer(integer)))
    }
    return .literal(FHIRPathItem(.decimal(value)))
  }

  private static let keywords: Set = [
    "div", "mod", "and", "or", "xor", "implies",
  ]

  private mutating func invocation(on node: Node?) throws(FHIRPathError) -> Node {
    let token = token
    switch token.kind {
    case .special(let word):
      advance()
      switch word {
      case "this": return .this
      case "index": return .index
      case "total": return .total
      default:
        throw FHIRPathError(.syntax, "expected $this, $index or $total").at(token.place)
      }
    case .identifier(let name, let isDelimited):
      advance()
      if take(.openParenthesis) {
        return try call(name, on: node, at: token.place)
      }
      if !isDelimited, node == nil, name == "true" || name == "false" {
        return .literal(FHIRPathItem(.boolean(name == "true")))
      }
      // Behind a dot there is no operator: Narrative.div is an element.
      if !isDelimited, node == nil, Self.keywords.contains(name) {
        throw FHIRPathError(.syntax, "expected a name, not the operator '\(name)'").at(token.place)
      }
      return .member(node, Step(name: name, place: token.place))
    default:
      throw unexpected("the name of an element or function")
    }
  }

  // MARK: - Calls

  private mutating func call(
    _ name: String,
    on node: Node?,
    at place: Place
  ) throws(FHIRPathError) -> Node {
    guard let function = FunctionName.byName[name] else {
      throw FHIRPathError(.unknownFunction, "there is no function '\(name)'").at(place)
    }
    if function == .is || function == .as || function == .ofType {
      let type = try typeSpecifier()
      try expect(.closeParenthesis)
      return .call(node, Call(function, [], type: type, place: place))
    }
    if function == .getReferenceKey, token.kind != .sign(.closeParenthesis) {
      let type = try typeSpecifier()
      try expect(.closeParenthesis)
      return .call(node, Call(function, [], type: type, place: place))
    }
    var arguments: [Node] = []
    if token.kind != .sign(.closeParenthesis) {
      repeat { arguments.append(try expression(0)) } while take(.comma)
    }
    try expect(.closeParenthesis)
    guard function.arity.contains(arguments.count) else {
      let range = function.arity
      let count =
        range.lowerBound == range.upperBound
        ? "\(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
      throw FHIRPathError(
        .wrongArgumentCount,
        "'\(name)' takes \(count) arguments, not \(arguments.count)"
      ).at(place)
    }
    return .call(node, try completed(function, arguments, at: place))
  }

  private func completed(
    _ function: FunctionName,
    _ arguments: [Node],
    at place: Place
  ) throws(FHIRPathError) -> Call {
    switch function {
    case .matches, .matchesFull, .replaceMatches:
      guard case .literal(let item)? = arguments.first, case .string(let text) = item.content else {
        break
      }
      do throws(FHIRPathError) {
        let pattern = try RegularExpression(text)
        return Call(function, arguments, pattern: pattern, place: place)
      } catch {
        throw error.at(place)
      }
    case .sort:
      // A minus sign before a key, of whatever type, asks for the reverse order.
      var keys: [Node] = []
      var isDescending: [Bool] = []
      for argument in arguments {
        if case .polarity(let key, isNegative: true, _) = argument {
          keys.append(key)
          isDescending.append(true)
        } else {
          keys.append(argument)
          isDescending.append(false)
        }
      }
      return Call(function, keys, isDescending: isDescending, place: place)
    default: break
    }
    return Call(function, arguments, place: place)
  }

  private mutating func typeSpecifier() throws(FHIRPathError) -> TypeSpecifier {
    guard case .identifier(let first, _) = token.kind else {
      throw unexpected("the name of a type")
    }
    advance()
    guard first == "FHIR" || first == "System", take(.dot) else {
      return TypeSpecifier(namespace: nil, name: first)
    }
    guard case .identifier(let name, _) = token.kind else { throw unexpected("the name of a type") }
    advance()
    return TypeSpecifier(namespace: first, name: name)
  }
}
