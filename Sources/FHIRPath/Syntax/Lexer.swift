// SPDX-License-Identifier: Apache-2.0

/// Cuts the text of an expression into tokens.
///
/// See the grammar, https://hl7.org/fhirpath/N1/grammar.html.
struct Lexer {
  private let bytes: [UInt8]
  private var index = 0
  private var place = Place()

  private init(_ text: String) { bytes = Array(text.utf8) }

  /// Returns the tokens of a text, the last of which is the end.
  static func tokens(of text: String) throws(FHIRPathError) -> [Token] {
    var lexer = Self(text)
    var tokens: [Token] = []
    repeat {
      try lexer.skipBlanks()
      let place = lexer.place
      tokens.append(Token(kind: try lexer.next(), place: place))
    } while tokens.last?.kind != .end
    return tokens
  }

  // MARK: - Bytes

  private var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

  private func byte(ahead: Int) -> UInt8? {
    index + ahead < bytes.count ? bytes[index + ahead] : nil
  }

  private mutating func advance(_ count: Int = 1) {
    for _ in 0..<count where index < bytes.count {
      let passed = bytes[index]
      index += 1
      if passed == UInt8(ascii: "\n") {
        place.line += 1
        place.column = 1
      } else if passed & 0xC0 != 0x80 {
        place.column += 1
      }
    }
  }

  private func error(_ message: String, at place: Place? = nil) -> FHIRPathError {
    FHIRPathError(.syntax, message).at(place ?? self.place)
  }

  private mutating func skipBlanks() throws(FHIRPathError) {
    while let byte {
      if byte == 0x20 || (0x09...0x0D).contains(byte) {
        advance()
      } else if byte == 0xC2, self.byte(ahead: 1) == 0xA0 {
        advance(2)
      } else if byte == UInt8(ascii: "/"), self.byte(ahead: 1) == UInt8(ascii: "/") {
        while let byte = self.byte, byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") {
          advance()
        }
      } else if byte == UInt8(ascii: "/"), self.byte(ahead: 1) == UInt8(ascii: "*") {
        let start = place
        advance(2)
        while self.byte != nil,
          self.byte != UInt8(ascii: "*") || self.byte(ahead: 1) != UInt8(ascii: "/")
        {
          advance()
        }
        guard self.byte != nil else { throw error("the comment is not closed", at: start) }
        advance(2)
      } else {
        return
      }
    }
  }

  // MARK: - Tokens

  private mutating func next() throws(FHIRPathError) -> Token.Kind {
    guard let byte else { return .end }
    switch byte {
    case UInt8(ascii: "'"):
      return .string(try quoted(byte))
    case UInt8(ascii: "`"):
      return .identifier(try quoted(byte), isDelimited: true)
    case UInt8(ascii: "@"):
      return .temporal(try temporal())
    case UInt8(ascii: "%"):
      return .variable(try variable())
    case UInt8(ascii: "$"):
      advance()
      let word = word()
      guard !word.isEmpty else { throw error("a word is missing behind '$'") }
      return .special(word)
    case 0x30...0x39:
      return .number(number())
    default:
      if Self.isLetter(byte) { return .identifier(word(), isDelimited: false) }
      return .sign(try sign(byte))
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "_")
  }

  private mutating func word() -> String {
    let start = index
    while let byte, Self.isLetter(byte) || byte &- 0x30 < 10 { advance() }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func number() -> String {
    let start = index
    while let byte, byte &- 0x30 < 10 { advance() }
    let end = index
    if byte == UInt8(ascii: "."), let digit = byte(ahead: 1), digit &- 0x30 < 10 {
      advance()
      while let byte, byte &- 0x30 < 10 { advance() }
      return String(decoding: bytes[start..<index], as: UTF8.self)
    }
    // 5L is a long integer; integers have 64 bits here.
    if byte == UInt8(ascii: "L"), !(byte(ahead: 1).map(Self.isLetter) ?? false) { advance() }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private mutating func variable() throws(FHIRPathError) -> String {
    advance()
    if byte == UInt8(ascii: "`") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
      return try quoted(byte ?? 0)
    }
    let name = word()
    guard !name.isEmpty else { throw error("a name is missing behind '%'") }
    return name
  }

  private mutating func temporal() throws(FHIRPathError) -> TemporalValue {
    let start = place
    advance()
    var kind = TemporalValue.Kind.dateTime
    if byte == UInt8(ascii: "T") {
      kind = .time
      advance()
    }
    var scanner = TemporalScanner(bytes[index...])
    guard var value = scanner.scan(kind) else {
      throw error("the date or time is malformed", at: start)
    }
    let text = bytes[index..<scanner.index]
    if kind == .dateTime, !text.contains(UInt8(ascii: "T")) { value.kind = .date }
    advance(scanner.index - index)
    if kind == .time, byte == UInt8(ascii: "Z") || byte == UInt8(ascii: "+") {
      throw error("a time has no time zone", at: start)
    }
    if let byte, Self.isLetter(byte) || byte &- 0x30 < 10 {
      throw error("the date or time is malformed", at: start)
    }
    return value
  }

  private mutating func sign(_ byte: UInt8) throws(FHIRPathError) -> Token.Sign {
    if let second = self.byte(ahead: 1),
      let sign = Token.Sign(rawValue: String(decoding: [byte, second], as: UTF8.self))
    {
      advance(2)
      return sign
    }
    guard let sign = Token.Sign(rawValue: String(decoding: [byte], as: UTF8.self)) else {
      throw error("a character that has no place in an expression")
    }
    advance()
    return sign
  }

  // MARK: - Strings

  private mutating func quoted(_ quote: UInt8) throws(FHIRPathError) -> String {
    let start = place
    advance()
    var text: [UInt8] = []
    while let byte, byte != quote {
      if byte == UInt8(ascii: "\\") {
        try escape(into: &text)
      } else {
        text.append(byte)
        advance()
      }
    }
    guard byte == quote else {
      throw error(
        quote == UInt8(ascii: "`") ? "the name is not closed" : "the string is not closed",
        at: start
      )
    }
    advance()
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func escape(into text: inout [UInt8]) throws(FHIRPathError) {
    let start = place
    advance()
    guard let byte else { throw error("the string is not closed", at: start) }
    advance()
    switch byte {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "u"):
      guard var code = hexadecimal() else {
        throw error("'\\u' needs four hexadecimal digits", at: start)
      }
      if (0xD800..<0xDC00).contains(code), self.byte == UInt8(ascii: "\\"),
        self.byte(ahead: 1) == UInt8(ascii: "u")
      {
        advance(2)
        guard let low = hexadecimal(), (0xDC00..<0xE000).contains(low) else {
          throw error("half of a pair of surrogates", at: start)
        }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(code) else {
        throw error("half of a pair of surrogates", at: start)
      }
      text.append(contentsOf: String(Character(scalar)).utf8)
    // The grammar lists \\ \/ \' \" and \`; another character stands for itself.
    default: text.append(byte)
    }
  }

  private mutating func hexadecimal() -> UInt32? {
    guard index + 4 <= bytes.count,
      let code = UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
    else { return nil }
    advance(4)
    return code
  }
}
