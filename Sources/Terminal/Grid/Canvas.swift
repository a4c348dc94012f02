// SPDX-License-Identifier: Apache-2.0

/// Where a text stands in its width.
public enum Alignment: Sendable {
  /// At the left.
  case leading
  /// In the middle.
  case center
  /// At the right.
  case trailing
}

/// A rectangle of a grid to draw in: coordinates count from its top left, and nothing outside it changes.
///
/// Texts may come from data: whatever they hold, they are sanitised as ``DisplayText`` says.
public struct Canvas {
  /// The grid that is drawn on.
  public let grid: CellGrid

  /// The rectangle, in the grid's coordinates; it lies in the grid.
  public let rect: Rect

  init(grid: CellGrid, rect: Rect) {
    self.grid = grid
    self.rect = rect.intersection(Rect(size: grid.size))
  }

  /// The number of columns.
  public var width: Int { rect.width }

  /// The number of rows.
  public var height: Int { rect.height }

  /// The whole canvas in its own coordinates.
  public var bounds: Rect { Rect(size: rect.size) }

  /// Returns a canvas over a part of this one, in this one's coordinates; what lies outside is cut off.
  ///
  /// A part that begins left of or above this canvas is moved to its edge.
  public func clipped(to part: Rect) -> Canvas {
    let moved = Rect(x: rect.x + part.x, y: rect.y + part.y, width: part.width, height: part.height)
    return Canvas(grid: grid, rect: moved.intersection(rect))
  }

  /// Writes a text from a column on, cut at the right edge or at a width, with an ellipsis when cut.
  ///
  /// - Parameters:
  ///   - text: Any text.
  ///   - x: The first column; where it is negative, the text's beginning is not seen.
  ///   - y: The row.
  ///   - style: The role.
  ///   - limit: The most columns to take.
  /// - Returns: The column after the text.
  @discardableResult
  public func put(
    _ text: String,
    x: Int,
    y: Int,
    style: StyleID = .plain,
    width limit: Int = .max
  ) -> Int {
    guard y >= 0, y < height, x < width, limit > 0 else { return x }
    let room = min(limit, width - x)
    if let end = putASCII(text, x: x, y: y, style: style, room: room) { return end }
    return put(DisplayText(text, filling: room), x: x, y: y, style: style, width: limit)
  }

  /// Writes a sanitised text from a column on, cut at the right edge or at a width.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - x: The first column; where it is negative, the text's beginning is not seen.
  ///   - y: The row.
  ///   - style: The role.
  ///   - limit: The most columns to take.
  /// - Returns: The column after the text.
  @discardableResult
  public func put(
    _ text: DisplayText,
    x: Int,
    y: Int,
    style: StyleID = .plain,
    width limit: Int = .max
  ) -> Int {
    guard y >= 0, y < height, x < width, limit > 0 else { return x }
    let room = min(limit, width - x)
    let shown = text.width <= room ? text : text.truncated(to: room)
    var hidden = 0
    var start = x
    while start < 0, hidden < shown.clusters.count {
      start += shown.clusters[hidden].width
      hidden += 1
    }
    let end = x + shown.width
    guard start < end else { return end }
    grid.overwrite(row: rect.y + y, rect.x + start..<rect.x + end) { cells in
      var column = 0
      for cluster in shown.clusters.dropFirst(hidden) {
        let id = grid.pool.intern(written(shown.scalars(of: cluster), width: cluster.width))
        // In ASCII a wide cluster has become one character, with a blank for its second column.
        let isWide = cluster.width == 2 && grid.repertoire != .ascii
        cells[column] = Cell(cluster: id, style: style, width: isWide ? 2 : 1)
        if cluster.width == 2 { cells[column + 1] = Cell(style: style, width: isWide ? 0 : 1) }
        column += cluster.width
      }
    }
    return end
  }

  /// Writes a text in a field of fixed width, blanks included.
  ///
  /// - Parameters:
  ///   - text: Any text.
  ///   - field: The field, of which the first row is used.
  ///   - alignment: Where the text stands.
  ///   - style: The role of the text and of the blanks.
  public func put(
    _ text: String,
    in field: Rect,
    alignment: Alignment = .leading,
    style: StyleID = .plain
  ) {
    guard !field.isEmpty else { return }
    let shown = DisplayText(text, cutTo: field.width)
    let free = field.width - shown.width
    let before =
      switch alignment {
      case .leading: 0
      case .center: free / 2
      case .trailing: free
      }
    fill(field.row(0), style: style)
    put(shown, x: field.x + before, y: field.y, style: style, width: field.width - before)
  }

  /// Writes one glyph of width 1.
  public func put(_ glyph: Unicode.Scalar, x: Int, y: Int, style: StyleID = .plain) {
    guard x >= 0, x < width, y >= 0, y < height else { return }
    grid.set(Cell(cluster: written(glyph), style: style), x: rect.x + x, y: rect.y + y)
  }

  /// Gives the cells of a part another role, keeping what they show.
  public func restyle(_ part: Rect, style: StyleID) {
    restyle(part) { _ in style }
  }

  /// Puts the cells of a part under an overlay of the style sheet, keeping what they show and their roles.
  public func overlay(_ part: Rect, _ overlay: Int) {
    restyle(part) { $0.under(overlay) }
  }

  private func restyle(_ part: Rect, _ style: (StyleID) -> StyleID) {
    let area = part.intersection(bounds)
    for y in area.y..<area.maxY {
      grid.restyle(row: rect.y + y, rect.x + area.x..<rect.x + area.maxX, style)
    }
  }

  /// The cell at a position of the canvas, or nothing outside it.
  public func cell(x: Int, y: Int) -> Cell? {
    guard bounds.contains(Position(x: x, y: y)) else { return nil }
    return grid[Position(x: rect.x + x, y: rect.y + y)]
  }

  /// Writes a text of printable ASCII, or returns nothing for any other and for one that has to be cut.
  private func putASCII(_ text: String, x: Int, y: Int, style: StyleID, room: Int) -> Int? {
    let bytes = text.utf8
    guard bytes.count <= room, bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7f }) else { return nil }
    let hidden = min(bytes.count, max(0, -x))
    let end = x + bytes.count
    grid.overwrite(row: rect.y + y, rect.x + x + hidden..<rect.x + end) { cells in
      for (place, byte) in bytes.dropFirst(hidden).enumerated() {
        cells[place] = Cell(cluster: ClusterID(Unicode.Scalar(byte)), style: style)
      }
    }
    return end
  }

  /// Returns a glyph of one column in the grid's repertoire.
  func written(_ glyph: Unicode.Scalar) -> ClusterID {
    let shown = DisplayWidth.of(glyph) == 1 ? glyph : DisplayText.replacement
    return ClusterID(grid.repertoire == .ascii ? Transliteration.ascii(shown) : shown)
  }

  /// Returns the scalars of a cluster in the grid's repertoire, in as many columns.
  private func written(
    _ scalars: ArraySlice<Unicode.Scalar>,
    width: Int
  ) -> ArraySlice<Unicode.Scalar> {
    guard grid.repertoire == .ascii, let base = scalars.first else { return scalars }
    return [Transliteration.ascii(base)]
  }
}
