// SPDX-License-Identifier: Apache-2.0

/// The part of time that is shown, on so many columns, and the cursor in it.
///
/// The cursor's moment and the column it is drawn in decide the window, so that zooming keeps the
/// cursor where it is, and zooming in and out again is as if nothing had been done. A life shows what
/// it shows; the column that the cursor has at the other levels is kept meanwhile.
///
/// Column `c` of `n` holds the moments from `start + ⌈c·length/n⌉` to before `start + ⌈(c+1)·length/n⌉`.
public struct Viewport: Sendable, Equatable {
  /// How much time is shown; of a window that was fitted to a stretch, the next that shows more.
  public private(set) var level: ZoomLevel

  /// The length of a window that was fitted to a stretch.
  private var fitted: Int64?

  /// The columns of the window, at least one.
  public private(set) var columns: Int

  /// The moment of the cursor, on the axis of ``PatientTimeline``.
  public private(set) var cursor: Int64

  /// All that is known.
  public private(set) var life: Range<Int64>

  /// The column of the cursor at all levels but life.
  private var anchor: Int

  /// Shows a whole life, with the cursor at its end.
  ///
  /// - Parameters:
  ///   - life: From the first to the last known moment; not empty.
  ///   - columns: The columns of the window.
  public init(life: Range<Int64>, columns: Int) {
    self.life = life
    self.columns = max(1, columns)
    level = .life
    cursor = life.upperBound - 1
    anchor = self.columns / 2
  }

  // MARK: - What is shown

  /// The length of the window.
  public var length: Int64 { fitted ?? level.milliseconds ?? Int64(life.count) }

  /// Whether all that is known is shown.
  public var isLife: Bool { level == .life && fitted == nil }

  /// Whether the window was fitted to a stretch, and is as long as no level.
  public var isFitted: Bool { fitted != nil }

  /// What the axis calls the length: `5y`, `life`; of a fitted window `14mo`.
  public var lengthTitle: String { fitted.map(AxisText.length) ?? level.title }

  /// The first moment of the window.
  public var start: Int64 {
    isLife ? life.lowerBound : cursor - ColumnMap.offset(of: anchor, length, columns)
  }

  /// The moments that are shown.
  public var window: Range<Int64> { start..<start + length }

  /// The column of the cursor.
  public var cursorColumn: Int { column(of: cursor) }

  /// Returns the column of a moment; less than 0 or at least ``columns`` outside the window.
  @inline(__always)
  public func column(of moment: Int64) -> Int { columnMap.column(of: moment) }

  /// Returns the moments of a column.
  public func range(ofColumn column: Int) -> Range<Int64> {
    let first = start + ColumnMap.offset(of: column, length, columns)
    return first..<max(first + 1, start + ColumnMap.offset(of: column + 1, length, columns))
  }

  /// How long a column is, in words: `29d`.
  public var columnText: String { AxisText.length(length / Int64(columns)) }

  var columnMap: ColumnMap { ColumnMap(start: start, length: length, columns: columns) }

  // MARK: - Moving

  /// Shows half as much time or so around the cursor.
  public mutating func zoomIn() { zoom(to: level.finer) }

  /// Shows twice as much time or so around the cursor.
  public mutating func zoomOut() { zoom(to: level.coarser) }

  /// Shows another length of time around the cursor.
  public mutating func zoom(to newLevel: ZoomLevel) {
    level = newLevel
    fitted = nil
  }

  /// Shows a stretch of time on all columns but one, an hour at least; the cursor is brought into it.
  ///
  /// - Parameter stretch: The moments; not empty.
  public mutating func show(_ stretch: Range<Int64>) {
    let stretchLength = Int64(stretch.count)
    // The window begins a part of a column before the stretch: the cursor keeps a column's beginning.
    let column = stretchLength / Int64(max(1, columns - 1)) + 1
    let needed = stretchLength + column
    let fitting = ZoomLevel.allCases.first { level in
      level.milliseconds.map { $0 >= needed && $0 < Int64(life.count) } ?? true
    }
    zoom(to: fitting ?? .life)
    if level > .hour, needed < Int64(life.count) { fitted = needed }
    cursor = min(max(cursor, stretch.lowerBound), stretch.upperBound - 1)
    guard !isLife else {
      cursor = min(max(cursor, life.lowerBound), life.upperBound - 1)
      return
    }
    let begin =
      isFitted ? stretch.lowerBound - column : stretch.lowerBound + needed / 2 - length / 2
    let map = ColumnMap(start: begin, length: length, columns: columns)
    anchor = min(max(0, map.column(of: cursor)), columns - 1)
  }

  /// Moves the cursor by columns; the window follows at its edges.
  public mutating func moveCursor(byColumns count: Int) {
    let target = column(of: cursor) + count
    let moment = range(ofColumn: target).lowerBound
    if isLife {
      cursor = min(max(moment, life.lowerBound), life.upperBound - 1)
    } else {
      cursor = moment
      anchor = min(max(target, 0), columns - 1)
    }
  }

  /// Moves the cursor to a moment; where the window does not show it, it is brought to the middle.
  public mutating func moveCursor(to moment: Int64) {
    let column = column(of: moment)
    cursor = isLife ? min(max(moment, life.lowerBound), life.upperBound - 1) : moment
    if !isLife { anchor = (0..<columns).contains(column) ? column : columns / 2 }
  }

  /// Moves the window so that the cursor stands in a column of it; a life shows what it shows.
  public mutating func showCursor(inColumn column: Int) {
    guard !isLife else { return }
    anchor = min(max(column, 0), columns - 1)
  }

  /// Moves the window by columns; the cursor goes with it.
  public mutating func scroll(byColumns count: Int) {
    guard !isLife else { return }
    cursor += ColumnMap.offset(of: count, length, columns)
  }

  /// Takes another life, as when events were added, and stays where it is.
  public mutating func adopt(life newLife: Range<Int64>) {
    life = newLife
    cursor = min(max(cursor, life.lowerBound), life.upperBound - 1)
  }

  /// Shows the window on another number of columns.
  public mutating func resize(toColumns count: Int) {
    let newCount = max(1, count)
    anchor = min(newCount - 1, anchor * newCount / columns)
    columns = newCount
  }
}

/// The arithmetic between moments and columns.
struct ColumnMap {
  let start: Int64
  let length: Int64
  let columns: Int

  /// The first moment of each column, and the first after the last.
  var bounds: [Int64] { (0...columns).map { start + Self.offset(of: $0, length, columns) } }

  /// The distance of a column's first moment from the start.
  static func offset(of column: Int, _ length: Int64, _ columns: Int) -> Int64 {
    let (quotient, remainder) =
      (Int64(column) * length).quotientAndRemainder(dividingBy: Int64(columns))
    return remainder > 0 ? quotient + 1 : quotient
  }

  @inline(__always)
  func column(of moment: Int64) -> Int {
    let (distance, isFar) = moment.subtractingReportingOverflow(start)
    let (scaled, isFarther) = distance.multipliedReportingOverflow(by: Int64(columns))
    guard !isFar, !isFarther else { return moment < start ? -1 : columns }
    return Int(scaled >= 0 ? scaled / length : -((length - 1 - scaled) / length))
  }
}
