// SPDX-License-Identifier: Apache-2.0

/// Columns that blanks alone part, as text from printed pages has them: tables, and prose side by side.
///
/// Lines belong together where something begins at the same place behind a gap in at least two of them.
struct TextColumns: Sendable {
  /// A cell of a line.
  struct Cell: Sendable {
    var range: Range<Int>
    /// Which column it is in, from 0.
    var column: Int
    var line: Int
    var block: Int
    /// The cell of the first column that stands in its line or, where there is none, above it; -1 for none.
    var label: Int
  }

  private(set) var cells: [Cell] = []
  /// The cell of each token, -1 outside of columns; empty where a note has none.
  private var cellOf: [Int32] = []
  /// The most words of a cell, by block and column.
  private var widest: [[Int]] = []
  /// The first cell of each block.
  private var firsts: [Int] = []

  private static let gap = 3
  private static let maxColumns = 12

  /// A line: where its cells begin, as tokens and as places in it.
  private struct Line {
    var tokens: Range<Int>
    var starts: [(token: Int, place: Int)]
    var isBehindBlank: Bool
  }

  init(note: TokenizedNote) {
    var open: [Line] = []
    var at = 0
    var number = 0
    while at < note.tokens.count {
      let start = at
      let begin = Self.lineBegin(note, start)
      var starts = [(token: start, place: Int(note.tokens[start].pointStart) - begin)]
      at += 1
      while at < note.tokens.count, !note.tokens[at].flags.contains(.lineStart) {
        if Int(note.tokens[at].start - note.tokens[at - 1].end) >= Self.gap {
          starts.append((at, Int(note.tokens[at].pointStart) - begin))
        }
        at += 1
      }
      let line = Line(
        tokens: start..<at,
        starts: starts,
        isBehindBlank: note.tokens[start].flags.contains(.blankBefore)
      )
      if line.isBehindBlank || starts.count == 1 && starts[0].place == 0 && open.isEmpty {
        close(&open, &number, note)
      }
      if starts.count > 1 || !open.isEmpty { open.append(line) }
    }
    close(&open, &number, note)
  }

  /// The code point at which the line of a token begins.
  private static func lineBegin(_ note: TokenizedNote, _ token: Int) -> Int {
    var byte = Int(note.tokens[token].start)
    var points = 0
    while byte > 0, note.bytes[byte - 1] == 0x20 {
      byte -= 1
      points += 1
    }
    return Int(note.tokens[token].pointStart) - points
  }

  /// Numbers the columns of lines that stand together.
  private mutating func close(_ lines: inout [Line], _ number: inout Int, _ note: TokenizedNote) {
    defer { lines = [] }
    guard lines.count > 1 else { return }
    var counts: [Int: Int] = [:]
    for line in lines {
      for start in line.starts.dropFirst() { counts[start.place, default: 0] += 1 }
    }
    // A label begins a column of its own.
    for line in lines {
      for (index, start) in line.starts.enumerated().dropFirst() {
        let end =
          index + 1 < line.starts.count ? line.starts[index + 1].token : line.tokens.upperBound
        if note.isSymbol(end - 1, 0x3A) { counts[start.place, default: 0] += 1 }
      }
    }
    // "Stopped:      aspirin" goes on below at the same place.
    for line in lines where counts[line.starts[0].place] != nil {
      counts[line.starts[0].place, default: 0] += 1
    }
    // A place and the next one are the same.
    var places: [Int] = []
    for place in counts.keys.sorted() {
      let count = (counts[place] ?? 0) + (counts[place + 1] ?? 0)
      guard count > 1, places.last.map({ place > $0 + 2 }) ?? true else { continue }
      places.append(place)
    }
    guard !places.isEmpty, places.count < Self.maxColumns else { return }
    if cellOf.isEmpty { cellOf = [Int32](repeating: -1, count: note.tokens.count) }
    let block = widest.count
    var words = [Int](repeating: 0, count: places.count + 1)
    firsts.append(cells.count)
    var label = -1
    for line in lines {
      for (index, start) in line.starts.enumerated() {
        let end =
          index + 1 < line.starts.count ? line.starts[index + 1].token : line.tokens.upperBound
        let column = places.filter { $0 <= start.place + 1 }.count
        // A gap inside of a cell parts nothing.
        if let last = cells.last, index > 0, last.column == column, last.line == number {
          cells[cells.count - 1].range = last.range.lowerBound..<end
        } else {
          if index == 0, column == 0 { label = cells.count }
          cells.append(
            Cell(
              range: start.token..<end,
              column: column,
              line: number,
              block: block,
              label: label
            )
          )
        }
        for token in start.token..<end { cellOf[token] = Int32(cells.count - 1) }
        let range = cells[cells.count - 1].range
        let count = range.reduce(0) { $0 + (note.tokens[$1].kind == .word ? 1 : 0) }
        words[column] = max(words[column], count)
      }
      number += 1
    }
    widest.append(words)
  }

  /// The cell of a token.
  func cell(_ token: Int) -> Cell? {
    guard cellOf.indices.contains(token), cellOf[token] >= 0 else { return nil }
    return cells[Int(cellOf[token])]
  }

  /// The head of the column that a token is in, where that is another cell.
  func head(_ token: Int) -> Range<Int>? {
    guard let cell = cell(token) else { return nil }
    var at = firsts[cell.block]
    let line = cells[at].line
    guard line < cell.line else { return nil }
    while at < cells.count, cells[at].line == line {
      if cells[at].column == cell.column { return cells[at].range }
      at += 1
    }
    return nil
  }

  /// What stands in the column behind that of a token, in its line.
  func next(_ token: Int) -> Range<Int>? {
    guard let cell = cell(token) else { return nil }
    let at = Int(cellOf[token]) + 1
    return at < cells.count && cells[at].line == cell.line && cells[at].block == cell.block
      ? cells[at].range : nil
  }

  /// The label of the row that a token is in, in its line or above it.
  func label(_ token: Int) -> Range<Int>? {
    guard let cell = cell(token), cell.column > 0, cell.label >= 0 else { return nil }
    return cells[cell.label].range
  }

  /// Whether the cells of a column have sentences.
  func isProse(_ cell: Cell) -> Bool { widest[cell.block][cell.column] >= 5 }

  /// Whether words say nothing of another place, because they stand in different columns.
  ///
  /// A cell that is nothing but "No" or "STOPPED" speaks of its row, where the columns have no sentences.
  ///
  /// - Parameters:
  ///   - cue: The words.
  ///   - place: What they might speak of.
  ///   - note: The note.
  /// - Returns: Whether they are of different columns.
  func parts(_ cue: Range<Int>, from place: Int, _ note: TokenizedNote) -> Bool {
    guard let first = cell(cue.lowerBound), let second = cell(place), first.block == second.block,
      first.column != second.column
    else { return false }
    // "Denies the following" above a list in columns.
    if first.line != second.line, isAlone(first), !isProse(first) { return false }
    if place < cue.lowerBound {
      return first.line != second.line || cue.lowerBound > first.range.lowerBound + 1
        || isProse(first) && isProse(second)
    }
    // "Stopped:      aspirin" goes on below as long as nothing stands there in the first column.
    if first.line != second.line, firstColumn(ofLineOf: place) <= first.column { return true }
    return isProse(first)
      || cue.upperBound < first.range.upperBound
        && (cue.upperBound..<first.range.upperBound).contains { note.tokens[$0].kind == .word }
  }

  /// Whether a cell is the only one of its line.
  private func isAlone(_ cell: Cell) -> Bool {
    let at = Int(cellOf[cell.range.lowerBound])
    return (at == 0 || cells[at - 1].line != cell.line)
      && (at + 1 == cells.count || cells[at + 1].line != cell.line)
  }

  /// The first column that has something in the line of a token.
  private func firstColumn(ofLineOf token: Int) -> Int {
    guard cellOf.indices.contains(token), cellOf[token] >= 0 else { return 0 }
    var at = Int(cellOf[token])
    while at > 0, cells[at - 1].line == cells[at].line { at -= 1 }
    return cells[at].column
  }

  /// Whether a gap stands before a token in its line; a thin space, of three bytes, is one blank.
  static func hasGap(before token: Int, in note: TokenizedNote) -> Bool {
    token > 0 && note.tokens.indices.contains(token)
      && !note.tokens[token].flags.contains(.lineStart)
      && Int(note.tokens[token].pointStart - note.tokens[token - 1].pointEnd) >= gap
  }
}
