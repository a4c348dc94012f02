// SPDX-License-Identifier: Apache-2.0

extension CellGrid {
  /// Writes the roles of the cells: one line per row that has any other than plain text.
  ///
  /// A line is the row's number and, for each run of one role, its first column, its last column and
  /// the role's name: `3: 0-4 ui.key, 10-12 flag.high`.
  public func attributePlane(_ styles: StyleSheet) -> String {
    var result = ""
    for y in 0..<size.height {
      var runs: [String] = []
      var start = 0
      for x in 1...max(1, size.width) {
        let isEnd = x >= size.width
        let style = self[row: y, start]
        if !isEnd, self[row: y, x] == style { continue }
        if style != .plain { runs.append("\(start)-\(x - 1) \(styles.name(of: style))") }
        start = x
        if isEnd { break }
      }
      if !runs.isEmpty { result += "\(y): \(runs.joined(separator: ", "))\n" }
    }
    return result
  }

  private subscript(row y: Int, x: Int) -> StyleID {
    x < size.width ? cells[y * size.width + x].style : .plain
  }
}
