// SPDX-License-Identifier: Apache-2.0

import FHIR
import ViewDefinitions

/// Rows of a view as text.
struct RowOutput: Sendable {
  /// The form.
  enum Format: String, CaseIterable, Sendable {
    case table, csv, tsv, ndjson
  }

  let format: Format
  let columns: [ViewDefinition.Column]

  /// The line before the rows; `nil` where the form has none.
  var header: String? {
    switch format {
    case .csv: columns.map { Self.quoted($0.name) }.joined(separator: ",") + "\n"
    case .tsv: columns.map(\.name).joined(separator: "\t") + "\n"
    case .ndjson, .table: nil
    }
  }

  /// Appends the line of a row.
  func append(_ row: [ViewCell], to bytes: inout [UInt8]) {
    switch format {
    case .csv: append(row.map { Self.quoted(Self.text($0)) }, ",", to: &bytes)
    case .tsv, .table:
      append(row.map { Self.text($0).map(Self.blank).joined() }, "\t", to: &bytes)
    case .ndjson:
      bytes.append(UInt8(ascii: "{"))
      for (place, (column, cell)) in zip(columns, row).enumerated() {
        if place > 0 { bytes.append(UInt8(ascii: ",")) }
        bytes += Array("\"\(column.name)\":\(Self.json(cell))".utf8)
      }
      bytes += [UInt8(ascii: "}"), 0x0A]
    }
  }

  private func append(_ cells: [String], _ separator: String, to bytes: inout [UInt8]) {
    bytes += Array((cells.joined(separator: separator) + "\n").utf8)
  }

  /// A cell for a form that has texts only; a list is JSON.
  static func text(_ cell: ViewCell) -> String {
    switch cell {
    case .null: ""
    case .boolean(let value): value ? "true" : "false"
    case .number(let text), .text(let text), .json(let text): text
    case .list: json(cell)
    }
  }

  private static func json(_ cell: ViewCell) -> String {
    switch cell {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .number(let text), .json(let text): text
    case .text(let text): JSON.string(text).text
    case .list(let cells): "[" + cells.map(json).joined(separator: ",") + "]"
    }
  }

  private static func blank(_ character: Character) -> String {
    character == "\t" || character.isNewline ? " " : String(character)
  }

  /// A field of RFC 4180.
  static func quoted(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }) else {
      return text
    }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
