// SPDX-License-Identifier: Apache-2.0

internal import Terminal

/// One line of a text that is scrolled: parts with roles.
struct StyledLine: Sendable, Equatable {
  struct Part: Sendable, Equatable {
    var text: String
    var role: Role
  }

  var parts: [Part]

  /// Where the line leads.
  var link: LinkTarget?

  init(_ parts: [Part] = [], link: LinkTarget? = nil) {
    self.parts = parts
    self.link = link
  }

  init(_ text: String, _ role: Role = .text, link: LinkTarget? = nil) {
    self.init([Part(text: text, role: role)], link: link)
  }

  /// The columns it takes.
  var width: Int { parts.reduce(0) { $0 + DisplayWidth.of($1.text) } }

  /// Adds a part.
  mutating func add(_ text: String, _ role: Role = .text) {
    parts.append(Part(text: text, role: role))
  }

  /// Adds blanks up to a column, at least one when something stands before.
  mutating func pad(to column: Int) {
    let missing = max(parts.isEmpty ? 0 : 1, column - width)
    if missing > 0 { add(String(repeating: " ", count: missing)) }
  }

  /// Adds items with gaps between them, on as many lines as they need.
  static func flow(
    _ items: [StyledLine],
    width: Int,
    indent: Int = 0,
    gap: Int = 3
  ) -> [StyledLine] {
    var lines: [StyledLine] = []
    let blanks = StyledLine(String(repeating: " ", count: indent))
    var current: StyledLine?
    for item in items where !item.parts.isEmpty {
      if var line = current, line.width + gap + item.width <= width {
        line.add(String(repeating: " ", count: gap))
        line.parts += item.parts
        current = line
      } else {
        if let current { lines.append(current) }
        current = StyledLine(blanks.parts + item.parts)
      }
    }
    if let current { lines.append(current) }
    return lines
  }

  /// Breaks a text into lines of a width, each after an indent.
  static func wrap(_ text: String, _ role: Role, width: Int, indent: Int = 0) -> [StyledLine] {
    let display = DisplayText(text)
    let blanks = String(repeating: " ", count: indent)
    return display.lines(width: max(8, width - indent)).map {
      StyledLine([
        Part(text: blanks, role: role), Part(text: display.slice($0).text, role: role),
      ])
    }
  }
}

/// Where a line leads.
enum LinkTarget: Sendable, Equatable {
  case resource(ResourceKey)
  case note(ResourceKey)
  case versions
  case raw
  case dangling(String)

  /// Whether it leads nowhere.
  var isDangling: Bool {
    if case .dangling = self { return true }
    return false
  }
}

extension Canvas {
  /// Draws a line of parts.
  ///
  /// - Returns: The column after the line.
  @discardableResult
  func put(_ line: StyledLine, x: Int, y: Int) -> Int {
    var column = x
    for part in line.parts {
      guard column < width else { break }
      let end = put(part.text, x: column, y: y, part.role)
      column = max(column, end)
    }
    return column
  }
}
