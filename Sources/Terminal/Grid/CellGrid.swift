// SPDX-License-Identifier: Apache-2.0

/// The cells of a screen, row by row.
///
/// Only a ``Canvas`` writes into it, and a canvas stays inside its rectangle. Every row is exactly as
/// wide as the grid: a wide cluster always has its right half beside it, or both are blank.
public final class CellGrid {
  /// The number of columns and rows.
  public let size: Size

  /// The characters that the terminal shows: everything that is put is written in them.
  public let repertoire: Repertoire

  /// The clusters of the cells.
  public let pool: ClusterPool

  /// The cells, row by row.
  public private(set) var cells: [Cell]

  /// Creates a blank grid.
  ///
  /// - Parameters:
  ///   - size: The number of columns and rows.
  ///   - repertoire: The characters that the terminal shows.
  ///   - pool: The pool of clusters; grids to be compared share it.
  public init(size: Size, repertoire: Repertoire = .unicode, pool: ClusterPool = ClusterPool()) {
    self.size = size
    self.repertoire = repertoire
    self.pool = pool
    cells = Array(repeating: Cell(), count: size.width * size.height)
  }

  /// A canvas over the whole grid.
  public var canvas: Canvas { Canvas(grid: self, rect: Rect(size: size)) }

  /// The cell at a position.
  ///
  /// - Precondition: The position lies in the grid.
  public subscript(position: Position) -> Cell {
    precondition(Rect(size: size).contains(position), "A position lies in the grid")
    return cells[position.y * size.width + position.x]
  }

  /// Makes every cell a blank of one role.
  public func clear(style: StyleID = .plain) {
    let blank = Cell(style: style)
    for index in cells.indices { cells[index] = blank }
  }

  /// Makes the cells those of another grid of the same size and pool.
  ///
  /// - Precondition: Size and pool are the same.
  public func copy(from other: CellGrid) {
    precondition(size == other.size && pool === other.pool, "Grids share size and pool")
    cells = other.cells
  }

  /// Writes a cell of one column; the other half of a wide cluster that it cuts becomes blank.
  func set(_ cell: Cell, x: Int, y: Int) {
    overwrite(row: y, x..<x + 1) { $0[0] = cell }
  }

  /// Writes a run of cells of one row anew; what it cuts in two at its ends becomes blank.
  ///
  /// Drawing writes every cell of every frame: a run is one access to the cells, whatever its length.
  ///
  /// - Parameters:
  ///   - y: The row, in the grid.
  ///   - columns: The columns, in the grid.
  ///   - body: Writes each of the cells, wide ones with their right halves.
  func overwrite(
    row y: Int,
    _ columns: Range<Int>,
    _ body: (UnsafeMutableBufferPointer<Cell>) -> Void
  ) {
    guard !columns.isEmpty else { return }
    let width = size.width
    cells.withUnsafeMutableBufferPointer { cells in
      let row = UnsafeMutableBufferPointer(rebasing: cells[y * width..<(y + 1) * width])
      // The halves of wide clusters that begin before the run or end behind it.
      if row[columns.lowerBound].width == 0, columns.lowerBound > 0 {
        row[columns.lowerBound - 1] = Cell(style: row[columns.lowerBound - 1].style)
      }
      if row[columns.upperBound - 1].width == 2, columns.upperBound < width {
        row[columns.upperBound] = Cell(style: row[columns.upperBound].style)
      }
      body(UnsafeMutableBufferPointer(rebasing: row[columns]))
    }
  }

  /// Gives the cells of a run of one row other roles, by those they have.
  func restyle(row y: Int, _ columns: Range<Int>, _ style: (StyleID) -> StyleID) {
    let start = y * size.width
    cells.withUnsafeMutableBufferPointer { cells in
      for index in start + columns.lowerBound..<start + columns.upperBound {
        cells[index].style = style(cells[index].style)
      }
    }
  }
}

extension CellGrid {
  /// The rows as text, each ended by a newline, trailing blanks removed.
  public var text: String {
    var result = ""
    for y in 0..<size.height {
      result += text(ofRow: y)
      result += "\n"
    }
    return result
  }

  /// Returns one row as text, trailing blanks removed.
  public func text(ofRow y: Int) -> String {
    var scalars = String.UnicodeScalarView()
    var blanks = 0
    for cell in cells[y * size.width..<(y + 1) * size.width] where cell.width > 0 {
      pool.forEachScalar(of: cell.cluster) { scalar in
        guard scalar != " " else {
          blanks += 1
          return
        }
        while blanks > 0 {
          scalars.append(" ")
          blanks -= 1
        }
        scalars.append(scalar)
      }
    }
    return String(scalars)
  }

  /// Stops the program when a row is not exactly as wide as the grid.
  public func checkInvariants() {
    for y in 0..<size.height {
      for x in 0..<size.width {
        switch self[Position(x: x, y: y)].width {
        case 0:
          precondition(x > 0 && self[Position(x: x - 1, y: y)].width == 2, "A half follows a whole")
        case 1: break
        case 2:
          precondition(
            x + 1 < size.width && self[Position(x: x + 1, y: y)].width == 0,
            "A wide cluster has its half"
          )
        default: preconditionFailure("A cell takes no, one or two columns")
        }
      }
    }
  }
}
