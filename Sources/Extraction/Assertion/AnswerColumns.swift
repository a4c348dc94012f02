// SPDX-License-Identifier: Apache-2.0

/// Reads tables that answer by their columns: "Symptom | Yes | No" above "Fever | | X", "Medication |
/// Continue | Stop" above "Ibuprofen | [ ] | [x]".
struct AnswerColumns {
  let note: TokenizedNote

  /// How far a table is looked at, in tokens.
  private static let reach = 600
  private static let width = 60

  private func isBar(_ at: Int) -> Bool { note.isSymbol(at, 0x7C) }

  /// What the row of a mention answers, with the mark that says so.
  func answer(to mention: Mention) -> (isNo: Bool, range: Range<Int>)? {
    // Most notes have no bar in the line.
    var bar = mention.end
    while bar < mention.end + Self.width, !note.isLineEnd(bar), !isBar(bar) { bar += 1 }
    guard !note.isLineEnd(bar), isBar(bar) else { return nil }
    let line = note.lineStart(of: mention.start, reach: Self.width)
    guard note.tokens[line].flags.contains(.lineStart) || line == 0,
      let mark = mark(behind: bar, from: line),
      let header = header(above: line, mention), let isNo = header[mark.column]
    else { return nil }
    return (isNo, mark.range)
  }

  /// The only cell of a row with a mark and nothing else, or a box that is ticked, and its column.
  private func mark(behind bar: Int, from line: Int) -> (column: Int, range: Range<Int>)? {
    var column = (line..<bar + 1).reduce(0) { $0 + (isBar($1) ? 1 : 0) }
    var result: (column: Int, range: Range<Int>)?
    var at = bar + 1
    while !note.isLineEnd(at), at < bar + Self.width {
      if isBar(at) {
        column += 1
      } else if isBar(at - 1), let end = markEnd(at), note.isLineEnd(end) || isBar(end) {
        if result != nil { return nil }
        result = (column, at..<end)
      }
      at += 1
    }
    return result
  }

  /// Where a mark or a ticked box ends.
  private func markEnd(_ at: Int) -> Int? {
    if let box = AnswerBoxes(note: note).box(at) { return box.isTicked ? box.end : nil }
    return isMark(at) ? at + 1 : nil
  }

  /// Whether a token is a mark beside those that boxes know.
  private func isMark(_ at: Int) -> Bool {
    ["x", "*", "●", "•"].contains(note.text(at..<at + 1).lowercased())
  }

  /// The columns of the nearest line above that names them, by how many bars stand before: whether it is "no".
  private func header(above line: Int, _ mention: Mention) -> [Int: Bool]? {
    var end = line
    while end > 0, line - end < Self.reach {
      let start = note.lineStart(of: end - 1, reach: Self.width)
      var columns: [Int: Bool] = [:]
      var bars = 0
      for at in start..<end {
        if isBar(at) {
          bars += 1
        } else if at == start || isBar(at - 1), at + 1 == end || isBar(at + 1) {
          switch note.lower(at) {
          case "yes", "y": columns[bars] = false
          case "no", "n": columns[bars] = true
          case "continue", "change", "changed", "new", "start", "keep", "increase", "decrease":
            if mention.category == .medication { columns[bars] = false }
          case "stop", "stopped", "discontinue", "discontinued", "hold":
            if mention.category == .medication { columns[bars] = true }
          default: break
          }
        }
      }
      // The lines of a table all have bars.
      guard bars > 0 else { return nil }
      if columns.count > 1 { return columns }
      end = start
    }
    return nil
  }
}
