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

  /// Writes a cluster and, when it is wide, its right half; what it cuts in two becomes blank.
  func set(_ cell: Cell, x: Int, y: Int) {
    let index = y * size.width + x
    detach(index, x: x)
    if cell.width == 2 { detach(index + 1, x: x + 1) }
    cells[index] = cell
    if cell.width == 2 {
      cells[index + 1] = Cell(cluster: .blank, style: cell.style, width: 0)
    }
  }

  /// Gives a cell another role.
  func restyle(_ style: StyleID, x: Int, y: Int) {
    cells[y * size.width + x].style = style
  }

  /// Blanks the other half of the wide cluster that a cell belongs to.
  private func detach(_ index: Int, x: Int) {
    if cells[index].width == 0, x > 0 {
      cells[index - 1] = Cell(style: cells[index - 1].style)
    } else if cells[index].width == 2, x + 1 < size.width {
      cells[index + 1] = Cell(style: cells[index + 1].style)
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
