// SPDX-License-Identifier: Apache-2.0

internal import Timeline

/// Where the timeline looks, and what of it is shown.
struct TimeState: Sendable, Equatable {
  /// The part of time that is shown, with its cursor.
  var viewport = Viewport(life: 0..<1, columns: 1)

  /// The lane that has the focus.
  var lane = LaneKey.lane(.encounters)

  /// Lanes that show all their rows.
  var expanded: Set<Lane> = []

  /// Lanes that were switched off.
  var hidden: Set<Lane> = []

  /// The moment of the cursor.
  var cursor: Int64 { viewport.cursor }

  /// Whether a lane is switched off; what has no date never is.
  func isHidden(_ key: LaneKey) -> Bool {
    if case .lane(let lane) = key { return hidden.contains(lane) }
    return false
  }

  /// Moves the cursor to a moment, staying in the life.
  mutating func move(to moment: Int64) {
    let life = viewport.life
    viewport.moveCursor(to: min(max(moment, life.lowerBound), life.upperBound - 1))
  }

  /// Moves the cursor to a moment and lets it stand in a column of so many.
  mutating func move(to moment: Int64, column: Int, of columns: Int) {
    move(to: moment)
    guard !viewport.isLife, (0..<columns).contains(column), columns < 10_000 else { return }
    viewport.showCursor(inColumn: column * viewport.columns / columns)
  }

  /// Moves the cursor by columns, staying in the life.
  mutating func move(byColumns count: Int) {
    viewport.moveCursor(byColumns: count)
    stayInLife()
  }

  /// Moves window and cursor by columns, staying in the life.
  mutating func scroll(byColumns count: Int) {
    if viewport.isLife {
      viewport.moveCursor(byColumns: count)
    } else {
      viewport.scroll(byColumns: count)
      stayInLife()
    }
  }

  private mutating func stayInLife() {
    let life = viewport.life
    if !life.contains(viewport.cursor) { move(to: viewport.cursor) }
  }

  /// Shows the next shorter or longer window; a window is never longer than the life.
  ///
  /// - Returns: Whether there is one.
  mutating func zoom(finer: Bool) -> Bool {
    let levels = ZoomLevel.allCases.filter { isShorterThanLife($0) || $0 == .life }
    guard let at = levels.firstIndex(of: viewport.level) else { return false }
    // The level of a fitted window is the next that shows more.
    let next = at + (finer ? -1 : viewport.isFitted ? 0 : 1)
    guard levels.indices.contains(next) else { return false }
    zoom(to: levels[next])
    return true
  }

  /// Shows a window of a length around the cursor, which keeps its column.
  mutating func zoom(to level: ZoomLevel) {
    let level = isShorterThanLife(level) ? level : .life
    let column = viewport.cursorColumn
    let moment = viewport.cursor
    let wasLife = viewport.isLife
    viewport.zoom(to: level)
    guard wasLife, level != .life else { return }
    viewport.scroll(byColumns: viewport.cursorColumn - column)
    viewport.moveCursor(to: moment)
  }

  /// Takes another life and stays where it looks; a window is never longer than the life.
  mutating func adopt(life: Range<Int64>) {
    viewport.adopt(life: life)
    if !viewport.isLife, viewport.length >= Int64(life.count) { zoom(to: .life) }
  }

  private func isShorterThanLife(_ level: ZoomLevel) -> Bool {
    level.milliseconds.map { $0 < Int64(viewport.life.count) } ?? false
  }

  /// The levels that `z` and a digit go to.
  static let presets: [ZoomLevel] = [
    .day, .week, .month, .threeMonths, .year, .twoYears, .fiveYears, .tenYears, .life,
  ]
}

extension LaneKey {
  /// What the screen calls it.
  var title: String {
    switch self {
    case .lane(let lane): lane.title
    case .undated: "No date"
    }
  }
}

extension Event {
  /// The lane in which the event is drawn.
  var laneKey: LaneKey { isUndated ? .undated : .lane(lane) }
}
