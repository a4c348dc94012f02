// SPDX-License-Identifier: Apache-2.0

import FHIR

/// Reads the part of YAML that the cases of fhirpath.js are written in.
///
/// Mappings and sequences by indentation or in brackets, plain and quoted scalars over one or more
/// lines, block scalars and comments; no anchors, tags or documents.
struct YAML {
  private struct Line {
    var indent: Int
    var text: Substring
    var isBlank: Bool { text.isEmpty || text.first == "#" }
  }

  private var lines: [Line] = []
  private var at = 0

  static func parse(_ text: String) -> JSON {
    var yaml = YAML()
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      let body = line.drop { $0 == " " }
      yaml.lines.append(Line(indent: line.count - body.count, text: trimmedEnd(body)))
    }
    return yaml.block(indent: 0)
  }

  private static func trimmedEnd(_ text: Substring) -> Substring {
    var text = text
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return text
  }

  private mutating func skipBlanks() {
    while at < lines.count, lines[at].isBlank { at += 1 }
  }

  // MARK: - Blocks

  private mutating func block(indent: Int) -> JSON {
    skipBlanks()
    guard at < lines.count, lines[at].indent >= indent else { return .null }
    let line = lines[at]
    if line.text == "-" || line.text.hasPrefix("- ") { return sequence(indent: line.indent) }
    if Self.key(of: line.text) != nil { return mapping(indent: line.indent) }
    at += 1
    return value(line.text, indent: line.indent)
  }

  private mutating func sequence(indent: Int) -> JSON {
    var elements: [JSON] = []
    while true {
      skipBlanks()
      guard at < lines.count, lines[at].indent == indent,
        lines[at].text == "-" || lines[at].text.hasPrefix("- ")
      else { return .array(elements) }
      // What stands behind the dash is a block of its own, indented as deep as it stands.
      let rest = lines[at].text.dropFirst()
      let body = rest.drop { $0 == " " }
      let depth = indent + 1 + rest.count - body.count
      if body.isEmpty || body.first == "#" {
        at += 1
        elements.append(block(indent: indent + 1))
      } else {
        lines[at] = Line(indent: depth, text: body)
        elements.append(block(indent: depth))
      }
    }
  }

  private mutating func mapping(indent: Int) -> JSON {
    var members: [JSON.Member] = []
    while true {
      skipBlanks()
      guard at < lines.count, lines[at].indent == indent,
        let (key, rest) = Self.key(of: lines[at].text)
      else { return .object(members) }
      at += 1
      let body = rest.drop { $0 == " " }
      if body.isEmpty || body.first == "#" {
        skipBlanks()
        // A sequence may stand as deep as its key.
        let isSequence =
          at < lines.count && lines[at].indent == indent && lines[at].text.hasPrefix("-")
        members.append(.init(key, block(indent: isSequence ? indent : indent + 1)))
      } else {
        members.append(.init(key, value(body, indent: indent)))
      }
    }
  }

  /// The key that a line begins with, and what follows its colon.
  private static func key(of text: Substring) -> (String, Substring)? {
    if text.first == "'" || text.first == "\"" {
      var scanner = Scanner(text)
      guard let key = scanner.quoted(), scanner.rest.first == ":" else { return nil }
      let rest = scanner.rest.dropFirst()
      return rest.isEmpty || rest.first == " " ? (key, rest) : nil
    }
    guard text.first != "[", text.first != "{" else { return nil }
    var index = text.startIndex
    while index < text.endIndex {
      let next = text.index(after: index)
      if text[index] == ":", next == text.endIndex || text[next] == " " {
        return (String(text[..<index]), text[next...])
      }
      if text[index] == "#", index > text.startIndex, text[text.index(before: index)] == " " {
        return nil
      }
      index = next
    }
    return nil
  }

  // MARK: - Values

  private mutating func value(_ text: Substring, indent: Int) -> JSON {
    if text.first == "|" || text.first == ">" { return .string(blockScalar(text, indent: indent)) }
    var text = String(text)
    while true {
      var scanner = Scanner(text[...])
      if let value = scanner.value(isInside: false) { return value }
      // A bracket or a quote that is not closed goes on in the next line.
      guard at < lines.count else { return .string(text) }
      let isQuote = text.first == "\"" || text.first == "'"
      if lines[at].text.isEmpty {
        text += "\n"
      } else if isQuote, text.hasSuffix("\\") {
        text = String(text.dropLast()) + String(lines[at].text)
      } else {
        text += (text.hasSuffix("\n") ? "" : " ") + lines[at].text
      }
      at += 1
    }
  }

  private mutating func blockScalar(_ head: Substring, indent: Int) -> String {
    var body: [String] = []
    var depth: Int?
    while at < lines.count, lines[at].text.isEmpty || lines[at].indent > indent {
      let line = lines[at]
      if depth == nil, !line.text.isEmpty { depth = line.indent }
      let extra = String(repeating: " ", count: max(0, line.indent - (depth ?? 0)))
      body.append(line.text.isEmpty ? "" : extra + line.text)
      at += 1
    }
    while body.last == "" { body.removeLast() }
    let isFolded = head.first == ">"
    let text = body.joined(separator: isFolded ? " " : "\n")
    return head.dropFirst().first == "-" ? text : text + "\n"
  }
}

/// Reads what stands in one line.
private struct Scanner {
  private(set) var rest: Substring

  init(_ text: Substring) { rest = text }

  private mutating func skipSpaces() {
    while rest.first == " " || rest.first == "\n" { rest.removeFirst() }
  }

  /// Reads a value; `nil` where a quote or bracket is not closed.
  mutating func value(isInside: Bool) -> JSON? {
    skipSpaces()
    switch rest.first {
    case "'", "\"": return quoted().map { .string($0) }
    case "[": return sequence()
    case "{": return mapping()
    default: return plain(isInside: isInside)
    }
  }

  mutating func quoted() -> String? {
    let quote = rest.removeFirst()
    var text = ""
    while let character = rest.first {
      rest.removeFirst()
      if character == quote {
        guard quote == "'", rest.first == "'" else { return text }
        rest.removeFirst()
        text.append("'")
      } else if character == "\\", quote == "\"" {
        guard let escape = rest.first else { return nil }
        rest.removeFirst()
        switch escape {
        case "n": text.append("\n")
        case "r": text.append("\r")
        case "t": text.append("\t")
        case "u", "x":
          let count = escape == "u" ? 4 : 2
          var units = [UInt16(rest.prefix(count), radix: 16) ?? 0x3F]
          rest = rest.dropFirst(count)
          if units[0] & 0xFC00 == 0xD800, rest.hasPrefix("\\u") {
            units.append(UInt16(rest.dropFirst(2).prefix(4), radix: 16) ?? 0x3F)
            rest = rest.dropFirst(6)
          }
          text += String(decoding: units, as: UTF16.self)
        default: text.append(escape)
        }
      } else {
        text.append(character)
      }
    }
    return nil
  }

  private mutating func sequence() -> JSON? {
    rest.removeFirst()
    var elements: [JSON] = []
    while true {
      skipSpaces()
      if rest.first == "]" {
        rest.removeFirst()
        return .array(elements)
      }
      guard !rest.isEmpty, let element = value(isInside: true) else { return nil }
      elements.append(element)
      skipSpaces()
      if rest.first == "," { rest.removeFirst() }
    }
  }

  private mutating func mapping() -> JSON? {
    rest.removeFirst()
    var members: [JSON.Member] = []
    while true {
      skipSpaces()
      if rest.first == "}" {
        rest.removeFirst()
        return .object(members)
      }
      var key: String?
      if rest.first == "'" || rest.first == "\"" {
        key = quoted()
      } else if let colon = rest.firstIndex(of: ":") {
        key = String(rest[..<colon])
        rest = rest[colon...]
      }
      skipSpaces()
      guard let key, rest.first == ":" else { return nil }
      rest.removeFirst()
      guard let element = value(isInside: true) else { return nil }
      members.append(.init(key, element))
      skipSpaces()
      if rest.first == "," { rest.removeFirst() }
    }
  }

  private mutating func plain(isInside: Bool) -> JSON? {
    var text = ""
    while let character = rest.first {
      if isInside, character == "," || character == "]" || character == "}" { break }
      if character == "#", text.isEmpty || text.last == " " { break }
      text.append(character)
      rest.removeFirst()
    }
    while text.last == " " || text.last == "\n" { text.removeLast() }
    switch text {
    case "", "null", "~": return .null
    case "true": return .bool(true)
    case "false": return .bool(false)
    default:
      if text.first == "+", FHIRDecimal(String(text.dropFirst())) != nil { text.removeFirst() }
      return FHIRDecimal(text) == nil ? .string(text) : .number(text)
    }
  }
}
