// SPDX-License-Identifier: Apache-2.0

internal import FHIR
internal import Terminal

/// All fields of a row of a table, one below the other, JSON with a member a line.
enum RecordLines {
  /// The most lines of one field.
  private static let limit = 5000

  static func lines(columns: [String], fields: [String?], width: Int) -> [StyledLine] {
    var lines: [StyledLine] = []
    let name = min(28, columns.reduce(0) { max($0, DisplayWidth.of($1)) })
    for (column, field) in zip(columns, fields) {
      guard let field else {
        lines.append(line(column, name, "NULL", .dim))
        continue
      }
      let isJSON = field.utf8.first == 0x7B || field.utf8.first == 0x5B
      if isJSON, let document = try? JSONDocument.parse(field) {
        lines.append(StyledLine(" " + column, .header))
        for text in JSONLines.lines(of: document.root).prefix(limit) {
          lines += JSONColouring.lines("  " + text, width: width)
        }
        continue
      }
      let wrapped = StyledLine.wrap(
        String(field.prefix(20_000)),
        .text,
        width: max(8, width - name - 4)
      )
      for (number, part) in wrapped.prefix(limit).enumerated() {
        let text = part.parts.map(\.text).joined()
        lines.append(line(number == 0 ? column : "", name, text, .text))
      }
      if wrapped.isEmpty { lines.append(line(column, name, "", .text)) }
    }
    return lines
  }

  private static func line(
    _ column: String,
    _ width: Int,
    _ text: String,
    _ role: Role
  ) -> StyledLine {
    let shown = DisplayText(column, cutTo: width)
    let blanks = String(repeating: " ", count: max(0, width - shown.width) + 2)
    return StyledLine([
      .init(text: " " + shown.text + blanks, role: .label), .init(text: text, role: role),
    ])
  }
}
