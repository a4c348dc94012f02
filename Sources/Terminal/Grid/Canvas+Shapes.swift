// SPDX-License-Identifier: Apache-2.0

extension Canvas {
  /// Fills a part with one glyph, or with blanks.
  public func fill(_ part: Rect, with glyph: Unicode.Scalar = " ", style: StyleID = .plain) {
    let area = part.intersection(bounds)
    let cell = Cell(cluster: written(glyph), style: style)
    for y in area.y..<area.maxY {
      grid.overwrite(row: rect.y + y, rect.x + area.x..<rect.x + area.maxX) { cells in
        cells.update(repeating: cell)
      }
    }
  }

  /// Fills the whole canvas with blanks.
  public func clear(style: StyleID = .plain) {
    fill(bounds, style: style)
  }

  /// Draws a line to the right.
  public func horizontalLine(
    x: Int,
    y: Int,
    length: Int,
    glyph: Unicode.Scalar,
    style: StyleID = .plain
  ) {
    fill(Rect(x: x, y: y, width: length, height: 1), with: glyph, style: style)
  }

  /// Draws a line downwards.
  public func verticalLine(
    x: Int,
    y: Int,
    length: Int,
    glyph: Unicode.Scalar,
    style: StyleID = .plain
  ) {
    fill(Rect(x: x, y: y, width: 1, height: length), with: glyph, style: style)
  }

  /// Draws the border of a rectangle; nothing when it is smaller than two by two.
  ///
  /// - Parameters:
  ///   - box: The rectangle, border included.
  ///   - glyphs: The glyphs to draw with.
  ///   - style: The role of the border.
  /// - Returns: The rectangle inside the border.
  @discardableResult
  public func box(_ box: Rect, glyphs: Glyphs, style: StyleID = .plain) -> Rect {
    guard box.width >= 2, box.height >= 2 else {
      return Rect(x: box.x, y: box.y, width: 0, height: 0)
    }
    let right = box.maxX - 1
    let bottom = box.maxY - 1
    let across = box.width - 2
    let down = box.height - 2
    let horizontal = glyphs[.horizontal]
    let vertical = glyphs[.vertical]
    horizontalLine(x: box.x + 1, y: box.y, length: across, glyph: horizontal, style: style)
    horizontalLine(x: box.x + 1, y: bottom, length: across, glyph: horizontal, style: style)
    verticalLine(x: box.x, y: box.y + 1, length: down, glyph: vertical, style: style)
    verticalLine(x: right, y: box.y + 1, length: down, glyph: vertical, style: style)
    put(glyphs[.cornerTopLeft], x: box.x, y: box.y, style: style)
    put(glyphs[.cornerTopRight], x: right, y: box.y, style: style)
    put(glyphs[.cornerBottomLeft], x: box.x, y: bottom, style: style)
    put(glyphs[.cornerBottomRight], x: right, y: bottom, style: style)
    return box.inset(horizontally: 1, vertically: 1)
  }
}
