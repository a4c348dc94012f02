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
    if decodes {
      appendDecoded(value, prefix: "", suffix: "", indent: 0, order: order, to: &lines)
      return lines
    }
    append(value, prefix: "", suffix: "", indent: 0, order: order, to: &lines)
    return lines
  }

  /// As ``append``, with the words of attachments.
  private static func appendDecoded(
    _ value: JSONValue,
    prefix: String,
    suffix: String,
    indent: Int,
    order: Order,
    to lines: inout [String]
  ) {
    let blanks = String(repeating: "  ", count: indent)
    let children: [(prefix: String, value: JSONValue)]
    switch value.kind {
    case .object:
      children = members(of: value, order: order).map { ("\"\($0.key)\": ", $0.value) }
    case .array: children = value.elements.map { ("", $0) }
    default: children = []
    }
    guard !children.isEmpty else {
      return append(value, prefix: prefix, suffix: suffix, indent: indent, order: order, to: &lines)
    }
    let attachment = AttachmentText(value)
    lines.append("\(blanks)\(prefix)\(value.kind == .array ? "[" : "{")")
    for (index, child) in children.enumerated() {
      let comma = index + 1 < children.count ? "," : ""
      if let attachment, child.prefix == "\"data\": " {
        lines.append("\(blanks)  \(child.prefix)\(attachment.summary)\(comma)")
        lines += attachment.lines.map { "\(blanks)    | \($0)" }
        continue
      }
      appendDecoded(
        child.value,
        prefix: child.prefix,
        suffix: comma,
        indent: indent + 1,
        order: order,
        to: &lines
      )
    }
    lines.append("\(blanks)\(value.kind == .array ? "]" : "}")\(suffix)")
  }

  private static func append(
    _ value: JSONValue,
    prefix: String,
    suffix: String,
    indent: Int,
    order: Order,
    to lines: inout [String]
  ) {
    let blanks = String(repeating: "  ", count: indent)
    switch value.kind {
    case .object:
      let members = members(of: value, order: order)
      guard !members.isEmpty else { return lines.append("\(blanks)\(prefix){}\(suffix)") }
      lines.append("\(blanks)\(prefix){")
      for (index, member) in members.enumerated() {
        append(
          member.value,
          prefix: "\"\(member.key)\": ",
          suffix: index + 1 < members.count ? "," : "",
          indent: indent + 1,
          order: order,
          to: &lines
        )
      }
      lines.append("\(blanks)}\(suffix)")
    case .array:
      let elements = Array(value.elements)
      guard !elements.isEmpty else { return lines.append("\(blanks)\(prefix)[]\(suffix)") }
      lines.append("\(blanks)\(prefix)[")
      for (index, element) in elements.enumerated() {
        append(
          element,
          prefix: "",
          suffix: index + 1 < elements.count ? "," : "",
          indent: indent + 1,
          order: order,
          to: &lines
        )
      }
      lines.append("\(blanks)]\(suffix)")
    default: lines.append("\(blanks)\(prefix)\(value.jsonText)\(suffix)")
    }
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
