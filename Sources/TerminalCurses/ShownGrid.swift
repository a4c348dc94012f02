// SPDX-License-Identifier: Apache-2.0

internal import CTerminal
internal import Terminal

/// What the terminal shows, to write only what differs.
struct ShownGrid {
  /// How many roles there are: what tells the numbers of one overlay from those of the next.
  var roleCount: Int

  private let size: Size
  private var cells: [Cell]
  private var pool: ClusterPool?
  private var cursor: Position?
  private var isCursorVisible: Bool?

  /// Creates the memory of a terminal about which nothing is known.
  init(size: Size, roleCount: Int = 1) {
    self.size = size
    self.roleCount = roleCount
    cells = Array(repeating: Cell(width: .max), count: size.width * size.height)
  }

  /// Forgets what is shown: the next update writes everything.
  mutating func forget() {
    self = ShownGrid(size: size, roleCount: roleCount)
  }

  /// Returns the number that ncurses has for a style.
  func number(of id: StyleID) -> UInt16 {
    UInt16(clamping: id.overlay * roleCount + min(id.role, roleCount - 1))
  }

  /// Hands the cells that differ to ncurses.
  ///
  /// - Returns: Whether any did.
  mutating func update(to grid: CellGrid, isASCII: Bool) -> Bool {
    if pool !== grid.pool {
      // Numbers of another pool mean other clusters.
      forget()
      pool = grid.pool
    }
    // Read once: each reading of it is checked.
    let shown = grid.cells
    let columns = min(size.width, grid.size.width)
    let rows = min(size.height, grid.size.height)
    var isChanged = false
    for y in 0..<rows {
      let shownStart = y * size.width
      let start = y * grid.size.width
      guard let range = difference(shown, start: start, shownStart: shownStart, count: columns)
      else { continue }
      isChanged = true
      for x in range {
        let cell = shown[start + x]
        cells[shownStart + x] = cell
        // A wide cluster beyond the edge is cut off.
        guard cell.width > 0, x + Int(cell.width) <= size.width else { continue }
        put(cell, x: x, y: y, pool: grid.pool, isASCII: isASCII)
      }
    }
    return isChanged
  }

  /// Notes the cursor.
  ///
  /// - Returns: Whether it is another place or sight than before.
  mutating func moveCursor(to position: Position?, isVisible: Bool) -> Bool {
    defer {
      cursor = position
      isCursorVisible = isVisible
    }
    return position != cursor || isVisible != isCursorVisible
  }

  /// The columns of a row from the first cell that differs to the last, with the clusters they belong to.
  private func difference(
    _ other: [Cell],
    start: Int,
    shownStart: Int,
    count: Int
  ) -> Range<Int>? {
    var first = 0
    while first < count, other[start + first] == cells[shownStart + first] { first += 1 }
    guard first < count else { return nil }
    var last = count - 1
    while other[start + last] == cells[shownStart + last] { last -= 1 }
    if other[start + first].width == 0, first > 0 { first -= 1 }
    return first..<last + 1
  }

  private func put(_ cell: Cell, x: Int, y: Int, pool: ClusterPool, isASCII: Bool) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 8) { scalars in
      var count = 0
      pool.forEachScalar(of: cell.cluster) { scalar in
        guard count < scalars.count else { return }
        scalars[count] = (isASCII ? Transliteration.ascii(scalar) : scalar).value
        count += 1
      }
      // In ASCII a cluster is its base.
      let shown = isASCII ? min(count, 1) : count
      let base = scalars.baseAddress
      tarn_terminal_put(
        Int32(y),
        Int32(x),
        base,
        Int32(shown),
        Int32(cell.width),
        number(of: cell.style)
      )
    }
  }
}
