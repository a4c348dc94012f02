// SPDX-License-Identifier: Apache-2.0

internal import FHIR
internal import Terminal

/// The elements of a resource as a reader's outline: one element a line, small values in one line.
///
/// ```text
/// status              completed
/// medicationCodeableConcept
///   coding            RxNorm 979492 losartan 50 MG Oral Tablet
///   text              losartan 50 MG
/// quantity            90 tablets
/// ```
struct ElementLines {
  let width: Int
  let glyphs: Glyphs

  /// The most lines of one resource.
  private static let limit = 2000

  /// What the outline leaves out: it stands elsewhere.
  private static let skipped: Set<String> = ["resourceType", "id", "meta", "text", "contained"]

  /// Returns the lines of a resource.
  func lines(of root: JSONValue) -> [StyledLine] {
    var lines: [StyledLine] = []
    for member in root.members where !Self.skipped.contains(member.key) {
      append(member.value, name: member.key, depth: 0, to: &lines)
      if lines.count >= Self.limit { break }
    }
    for resource in root["contained"].map({ Array($0.elements) }) ?? [] {
      let type = resource["resourceType"]?.string ?? "resource"
      lines.append(StyledLine(" contained \(type) #\(resource["id"]?.string ?? "")", .heading))
      for member in resource.members where !Self.skipped.contains(member.key) {
        append(member.value, name: member.key, depth: 1, to: &lines)
      }
    }
    return lines
  }

  private func append(_ value: JSONValue, name: String, depth: Int, to lines: inout [StyledLine]) {
    guard lines.count < Self.limit else { return }
    switch value.kind {
    case .array:
      for element in value.elements { append(element, name: name, depth: depth, to: &lines) }
    case .object:
      if let text = Self.inline(value) { return add(name, text, depth, to: &lines) }
      // A concept with one coding and no more needs no heading.
      if let only = only(value) {
        return append(only.value, name: "\(name).\(only.key)", depth: depth, to: &lines)
      }
      lines.append(label(name, depth))
      for member in value.members {
        append(member.value, name: member.key, depth: depth + 1, to: &lines)
      }
    default:
      add(name, Self.shown(value, name: name), depth, to: &lines)
    }
  }

  private func only(_ value: JSONValue) -> JSONMember? {
    var members = value.members
    guard let first = members.next(), members.next() == nil else { return nil }
    return first
  }

  private func label(_ name: String, _ depth: Int) -> StyledLine {
    StyledLine(" " + String(repeating: "  ", count: depth) + name, .label)
  }

  private func add(_ name: String, _ text: String, _ depth: Int, to lines: inout [StyledLine]) {
    let column = min(28, max(14, width * 2 / 5))
    var line = label(DisplayText(name, cutTo: max(4, column - 2 - 2 * depth)).text, depth)
    line.pad(to: column)
    let display = DisplayText(text)
    let pieces = display.lines(width: max(8, width - column - 1))
    line.add(pieces.first.map { display.slice($0).text } ?? "")
    lines.append(line)
    for piece in pieces.dropFirst().prefix(20) {
      lines.append(StyledLine(String(repeating: " ", count: column) + display.slice(piece).text))
    }
  }

  /// A scalar; attachments are named by their length.
  private static func shown(_ value: JSONValue, name: String) -> String {
    guard let text = value.string else { return value.jsonText }
    if name == "data" { return "\(byteSize(text.utf8.count * 3 / 4)) of data" }
    return String(text.prefix(4000))
  }

  /// The small types that read best in one line; `nil` for all others.
  static func inline(_ value: JSONValue) -> String? {
    let keys = Set(value.members.map(\.key))
    if value["code"]?.string != nil,
      keys.isSubset(of: ["system", "version", "code", "display", "userSelected"])
    {
      let system = value["system"]?.string.map(DetailLines.systemName)
      return [system, value["code"]?.string, value["display"]?.string].compactMap { $0 }.joined(
        separator: " "
      )
    }
    if keys.contains("value"),
      keys.isSubset(of: ["value", "comparator", "unit", "system", "code"]),
      let number = value["value"]?.numberText
    {
      let unit = value["unit"]?.string ?? value["code"]?.string ?? ""
      return "\(value["comparator"]?.string ?? "")\(number) \(unit)".trimmed
    }
    if !keys.isEmpty, keys.isSubset(of: ["start", "end"]) {
      return "\(value["start"]?.string ?? "?") – \(value["end"]?.string ?? "")".trimmed
    }
    if !keys.isEmpty, keys.isSubset(of: ["reference", "type", "display", "identifier"]),
      !keys.contains("identifier")
    {
      return [value["reference"]?.string, value["display"]?.string].compactMap { $0 }.joined(
        separator: "  "
      )
    }
    if keys.contains("value"), keys.isSubset(of: ["use", "system", "value", "rank"]) {
      return [
        value["value"]?.string, value["system"]?.string.map { "(\(DetailLines.systemName($0)))" },
      ]
      .compactMap { $0 }.joined(separator: " ")
    }
    return nil
  }
}
