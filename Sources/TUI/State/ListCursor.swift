// SPDX-License-Identifier: Apache-2.0

/// The focused row of a list and the first row that is shown.
struct ListCursor: Equatable, Sendable {
  /// The focused row, from 0.
  var index = 0

  /// The first row on the screen.
  var top = 0

  /// Moves the focus, staying in the list.
  mutating func move(by offset: Int, count: Int) {
    index = min(max(0, index + offset), max(0, count - 1))
  }

  /// Puts the focus on a row, staying in the list.
  mutating func move(to row: Int, count: Int) {
    index = min(max(0, row), max(0, count - 1))
  }

  /// Scrolls as little as needed for the focus to be among the shown rows.
  mutating func reveal(count: Int, height: Int) {
    index = min(max(0, index), max(0, count - 1))
    guard height > 0 else { return }
    if index < top { top = index }
    if index >= top + height { top = index - height + 1 }
    top = min(max(0, top), max(0, count - height))
  }

  /// The rows that are on the screen.
  func visibleRows(count: Int, height: Int) -> Range<Int> {
    let first = min(max(0, top), count)
    return first..<min(count, first + max(0, height))
  }
}
