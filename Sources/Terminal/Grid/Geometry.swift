// SPDX-License-Identifier: Apache-2.0

/// A place in a grid: columns and rows from 0, at the top left.
public struct Position: Hashable, Sendable {
  /// The column.
  public var x: Int

  /// The row.
  public var y: Int

  /// Creates a position.
  public init(x: Int, y: Int) {
    self.x = x
    self.y = y
  }
}

/// How many columns and rows something has; never negative.
public struct Size: Hashable, Sendable {
  /// The number of columns.
  public let width: Int

  /// The number of rows.
  public let height: Int

  /// Creates a size; negative numbers become 0.
  public init(width: Int, height: Int) {
    self.width = max(0, width)
    self.height = max(0, height)
  }
}

/// A rectangle of cells; one without columns or rows is empty and contains nothing.
public struct Rect: Hashable, Sendable {
  /// The first column.
  public let x: Int

  /// The first row.
  public let y: Int

  /// The number of columns.
  public let width: Int

  /// The number of rows.
  public let height: Int

  /// Creates a rectangle; negative sizes become 0.
  public init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = max(0, width)
    self.height = max(0, height)
  }

  /// Creates the rectangle of a whole screen.
  public init(size: Size) {
    self.init(x: 0, y: 0, width: size.width, height: size.height)
  }

  /// The column after the last one.
  public var maxX: Int { x + width }

  /// The row after the last one.
  public var maxY: Int { y + height }

  /// The number of columns and rows.
  public var size: Size { Size(width: width, height: height) }

  /// Whether there is no cell in it.
  public var isEmpty: Bool { width == 0 || height == 0 }

  /// Returns whether a position lies in the rectangle.
  public func contains(_ position: Position) -> Bool {
    position.x >= x && position.x < maxX && position.y >= y && position.y < maxY
  }

  /// Returns whether another rectangle lies wholly in this one; an empty one does.
  public func contains(_ other: Rect) -> Bool {
    other.isEmpty
      || (other.x >= x && other.maxX <= maxX && other.y >= y && other.maxY <= maxY)
  }

  /// Returns what two rectangles share; empty where they share nothing.
  public func intersection(_ other: Rect) -> Rect {
    let left = max(x, other.x)
    let top = max(y, other.y)
    return Rect(
      x: left,
      y: top,
      width: min(maxX, other.maxX) - left,
      height: min(maxY, other.maxY) - top
    )
  }
}

extension Rect {
  /// Returns the rectangle made smaller on each side.
  public func inset(horizontally columns: Int = 0, vertically rows: Int = 0) -> Rect {
    Rect(x: x + columns, y: y + rows, width: width - 2 * columns, height: height - 2 * rows)
  }

  /// Returns one row of the rectangle, counted from its top; empty when there is no such row.
  public func row(_ index: Int) -> Rect {
    Rect(x: x, y: y + index, width: width, height: index >= 0 && index < height ? 1 : 0)
  }

  /// Cuts rows off the top; at most those there are.
  public func split(top rows: Int) -> (top: Rect, rest: Rect) {
    let cut = min(max(0, rows), height)
    return (
      Rect(x: x, y: y, width: width, height: cut),
      Rect(x: x, y: y + cut, width: width, height: height - cut)
    )
  }

  /// Cuts rows off the bottom; at most those there are.
  public func split(bottom rows: Int) -> (rest: Rect, bottom: Rect) {
    let cut = min(max(0, rows), height)
    let (rest, bottom) = split(top: height - cut)
    return (rest, bottom)
  }

  /// Cuts columns off the left; at most those there are.
  public func split(left columns: Int) -> (left: Rect, rest: Rect) {
    let cut = min(max(0, columns), width)
    return (
      Rect(x: x, y: y, width: cut, height: height),
      Rect(x: x + cut, y: y, width: width - cut, height: height)
    )
  }

  /// Cuts columns off the right; at most those there are.
  public func split(right columns: Int) -> (rest: Rect, right: Rect) {
    let cut = min(max(0, columns), width)
    let (rest, right) = split(left: width - cut)
    return (rest, right)
  }

  /// Returns a rectangle of a size in the middle of this one, cut to it.
  public func centered(_ size: Size) -> Rect {
    let columns = min(size.width, width)
    let rows = min(size.height, height)
    return Rect(
      x: x + (width - columns) / 2,
      y: y + (height - rows) / 2,
      width: columns,
      height: rows
    )
  }
}
