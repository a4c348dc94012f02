// SPDX-License-Identifier: Apache-2.0

internal import Terminal

/// Gives the parts of a line of JSON, as ``JSONLines`` writes it, their roles.
enum JSONColouring {
  /// Returns a line of JSON, broken where it is longer than the width.
  static func lines(_ line: String, width: Int) -> [StyledLine] {
    let indent = line.prefix { $0 == " " }.count
    let line = shortened(line)
    let parts = parts(line)
    let whole = StyledLine(parts)
    guard whole.width > width - 1 else {
      return [StyledLine([.init(text: " ", role: .text)] + parts)]
    }
    let display = DisplayText(line)
    let role = parts.last { $0.text.count > 1 }?.role ?? .jsonString
    return display.lines(width: max(8, width - indent - 4)).enumerated().map { number, range in
      let text = display.slice(range).text
      guard number > 0 else {
        return StyledLine([.init(text: " ", role: .text)] + self.parts(text))
      }
      return StyledLine(String(repeating: " ", count: indent + 4) + text, role)
    }
  }

  /// Of a very long line only its beginning is read on a screen; what is copied is whole.
  private static func shortened(_ line: String) -> String {
    guard line.utf8.count > lineLimit else { return line }
    let rest = line.utf8.count - lineLimit
    return "\(line.prefix(lineLimit))… \(byteSize(rest)) more"
  }

  private static let lineLimit = 4000

  private static func parts(_ line: String) -> [StyledLine.Part] {
    let indent = line.prefix { $0 == " " }
    let rest = line.dropFirst(indent.count)
    var parts = [StyledLine.Part(text: String(indent), role: .text)]
    var value = rest
    if rest.hasPrefix("\""), let colon = keyEnd(rest) {
      parts.append(.init(text: String(rest[..<colon]), role: .jsonKey))
      parts.append(.init(text: ": ", role: .jsonPunctuation))
      value = rest[colon...].dropFirst(2)
    }
    let role: Role =
      switch value.first {
      case "\"": .jsonString
      case "{", "}", "[", "]": .jsonPunctuation
      default: .jsonNumber
      }
    parts.append(.init(text: String(value), role: role))
    return parts
  }

  /// The place of the colon after a key.
  private static func keyEnd(_ text: Substring) -> Substring.Index? {
    var isEscaped = false
    var index = text.index(after: text.startIndex)
    while index < text.endIndex {
      let character = text[index]
      if isEscaped {
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "\"" {
        let next = text.index(after: index)
        return next < text.endIndex && text[next] == ":" ? next : nil
      }
      index = text.index(after: index)
    }
    return nil
  }
}
