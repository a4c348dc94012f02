// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// JSON as it is shown: one member or element a line.
enum JSONLines {
  /// The order of members.
  enum Order: Sendable {
    /// As they stand in the document.
    case document
    /// `resourceType`, `id`, `meta`, then by name: so that writing anew is no change.
    case canonical
  }

  /// Returns the lines of a value, indented by two blanks a level.
  ///
  /// - Parameters:
  ///   - value: The value.
  ///   - order: The order of members.
  ///   - decodes: Whether the text of attachments stands in place of their base64.
  /// - Returns: The lines.
  static func lines(
    of value: JSONValue,
    order: Order = .document,
    decodingAttachments decodes: Bool = false
  ) -> [String] {
    var lines: [String] = []
    append(Line(value), order: order, decodes, to: &lines)
    return lines
  }

  /// A value in its place.
  private struct Line {
    var value: JSONValue
    /// What stands before it: the name of the member.
    var prefix = ""
    /// What stands behind it: a comma.
    var suffix = ""
    var indent = 0

    init(_ value: JSONValue) { self.value = value }
  }

  private static func append(
    _ line: Line,
    order: Order,
    _ decodes: Bool,
    to lines: inout [String]
  ) {
    let blanks = String(repeating: "  ", count: line.indent)
    let children: [(prefix: String, value: JSONValue)]
    let brackets: (open: String, close: String)
    switch line.value.kind {
    case .object:
      children = members(of: line.value, order: order).map { ("\"\($0.key)\": ", $0.value) }
      brackets = ("{", "}")
    case .array:
      children = line.value.elements.map { ("", $0) }
      brackets = ("[", "]")
    default:
      return lines.append("\(blanks)\(line.prefix)\(line.value.jsonText)\(line.suffix)")
    }
    guard !children.isEmpty else {
      let empty = brackets.open + brackets.close
      return lines.append("\(blanks)\(line.prefix)\(empty)\(line.suffix)")
    }
    let attachment = decodes ? AttachmentText(line.value) : nil
    lines.append("\(blanks)\(line.prefix)\(brackets.open)")
    for (index, child) in children.enumerated() {
      let comma = index + 1 < children.count ? "," : ""
      if let attachment, child.prefix == "\"data\": " {
        lines.append("\(blanks)  \(child.prefix)\(attachment.summary)\(comma)")
        lines += attachment.lines.map { "\(blanks)    | \($0)" }
        continue
      }
      var next = Line(child.value)
      next.prefix = child.prefix
      next.suffix = comma
      next.indent = line.indent + 1
      append(next, order: order, decodes, to: &lines)
    }
    lines.append("\(blanks)\(brackets.close)\(line.suffix)")
  }

  private static func members(of value: JSONValue, order: Order) -> [JSONMember] {
    let members = Array(value.members)
    guard order == .canonical else { return members }
    return members.sorted {
      rank($0.key) == rank($1.key) ? $0.key < $1.key : rank($0.key) < rank($1.key)
    }
  }

  private static func rank(_ key: String) -> Int {
    switch key {
    case "resourceType": 0
    case "id": 1
    case "meta": 2
    default: 3
    }
  }
}
