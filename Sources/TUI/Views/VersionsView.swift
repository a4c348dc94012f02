// SPDX-License-Identifier: Apache-2.0

internal import Terminal

/// The updates and deletions of a patient.
struct ChangesView {
  let state: AppState
  let chart: ChartState

  private var glyphs: Glyphs { state.settings.glyphs }

  func draw(on canvas: Canvas) -> Position? {
    guard let loaded = chart.chart else {
      canvas.put("reading versions…", x: 1, y: 0, .busy)
      return nil
    }
    let changes = chart.versions.listed(loaded.changes)
    let deleted = loaded.changes.count { $0.version.interaction == .delete }
    let changed = loaded.changes.count - deleted
    let end = canvas.put(
      "\(grouped(changed)) changed · \(grouped(deleted)) deleted",
      x: 1,
      y: 0,
      .label
    )
    let scope =
      canvas.width < 60
      ? "D: \(chart.versions.scope.title)" : "filter: \(chart.versions.scope.title) (D)"
    guard end + scope.count + 2 < canvas.width || canvas.width >= 60 else {
      return drawRows(loaded, changes, on: canvas)
    }
    canvas.put(
      scope,
      x: max(0, canvas.width - scope.count - 1),
      y: 0,
      chart.versions.scope == .all ? .dim : .chip
    )
    return drawRows(loaded, changes, on: canvas)
  }

  private func drawRows(_ loaded: Chart, _ changes: [ChangeSummary], on canvas: Canvas) -> Position?
  {
    guard canvas.height > 2 else { return nil }
    let columns = ChangeColumns(width: canvas.width)
    for (text, x) in [
      ("RESOURCE", columns.resource), ("VER", columns.version), ("WHEN", columns.when),
      ("WHO", columns.who), ("CHANGE", columns.change),
    ]
    where x >= 0 && !(text == "WHEN" && state.settings.isDeidentified) {
      canvas.put(text, x: x, y: 1, .header)
    }
    let rows = canvas.clipped(to: canvas.bounds.split(top: 2).rest)
    guard !changes.isEmpty else {
      rows.put(
        loaded.changes.isEmpty
          ? "Nothing was changed or deleted: every resource has one version"
          : "None of these; D lists others",
        x: 2,
        y: 0,
        .dim,
        width: rows.width - 3
      )
      return nil
    }
    var cursor = chart.versions.cursor
    cursor.reveal(count: changes.count, height: rows.height)
    var focus: Position?
    for (offset, number) in cursor.visibleRows(count: changes.count, height: rows.height)
      .enumerated()
    {
      let row = rows.clipped(to: rows.bounds.row(offset))
      draw(changes[number], columns, isFocused: number == cursor.index, on: row)
      if number == cursor.index { focus = row.onScreen(x: 0, y: 0) }
    }
    return focus
  }

  private func draw(
    _ change: ChangeSummary,
    _ columns: ChangeColumns,
    isFocused: Bool,
    on canvas: Canvas
  ) {
    let base: Role? = isFocused ? (chart.focus == .changes ? .selection : .selectionBlur) : nil
    if let base { canvas.fill(canvas.bounds, style: base.style) }
    if isFocused { canvas.put(glyphs[.pointer], x: 0, y: 0, base ?? .text) }
    let name = change.title.isEmpty ? change.key.description : "\(change.title)  \(change.key)"
    canvas.put(
      name,
      x: columns.resource,
      y: 0,
      base ?? .text,
      width: columns.version - columns.resource - 1
    )
    canvas.put(
      String(change.version.number),
      in: Rect(x: columns.version, y: 0, width: 3, height: 1),
      alignment: .trailing,
      base ?? .text
    )
    let when = state.dates.recorded(change.version.recorded)
    canvas.put(String(when.prefix(columns.whenWidth)), x: columns.when, y: 0, base ?? .dim)
    if columns.who >= 0 {
      canvas.put(
        change.version.author,
        x: columns.who,
        y: 0,
        base ?? .dim,
        width: columns.change - columns.who - 1
      )
    }
    let fields = chart.versions.fields[change.key]?[change.version.number]
    let (text, role): (String, Role) =
      switch change.version.interaction {
      case .delete: ("DELETED", .flagDeleted)
      case .restore: ("RESTORED", .diffAdded)
      case .create: ("CREATED", .diffAdded)
      case .update: (fields ?? "…", .flagChanged)
      }
    canvas.put(
      text,
      x: columns.change,
      y: 0,
      base ?? role,
      width: canvas.width - columns.change - 1
    )
  }
}

/// The columns of the list of changes.
struct ChangeColumns {
  let resource = 2
  let version: Int
  let when: Int
  let whenWidth: Int
  let who: Int
  let change: Int

  init(width: Int) {
    version = max(10, width * 38 / 100)
    when = version + 5
    whenWidth = width >= 60 ? 16 : 10
    let hasAuthor = width >= 76
    who = hasAuthor ? when + 18 : -1
    change = hasAuthor ? who + 12 : when + whenWidth + 1
  }
}

/// The difference between two versions.
struct DifferenceView {
  let state: AppState

  var title: String {
    guard let chart = state.chart, let key = chart.versions.key else { return "Difference" }
    guard let difference = chart.versions.difference else { return key.description }
    let dates = state.dates
    let new = difference.new.summary
    let right = "v\(new.number)\(dates.recordedBehind(new.recorded)) \(new.author)".trimmed
    guard let old = difference.old?.summary else { return "\(key)   \(right)" }
    return
      "\(key)   v\(old.number)\(dates.recordedBehind(old.recorded)) \(Character(state.settings.glyphs[.arrow])) \(right)"
  }

  func draw(on canvas: Canvas) -> Position? {
    guard let chart = state.chart else { return nil }
    let lines = state.differenceLines(width: canvas.width)
    guard !lines.isEmpty else {
      let isWaiting = state.jobs.isRunning(.difference) || state.jobs.isRunning(.versions)
      canvas.put(isWaiting ? "reading…" : "Nothing to compare", x: 1, y: 0, .dim)
      return nil
    }
    let top = min(chart.versions.top, max(0, lines.count - canvas.height))
    for y in 0..<canvas.height where lines.indices.contains(top + y) {
      canvas.put(lines[top + y], x: 0, y: y)
    }
    ScrollMarks.draw(top: top, count: lines.count, glyphs: state.settings.glyphs, on: canvas)
    return canvas.onScreen(x: 0, y: 0)
  }
}

/// The versions of one resource, as a line of points, with their difference.
struct VersionsSheetView {
  let state: AppState

  /// The rows above the difference.
  static let headHeight = 3

  func draw(on canvas: Canvas) -> Position? {
    guard let chart = state.chart else { return nil }
    drawVersions(chart, on: canvas)
    if canvas.height > 2 {
      canvas.horizontalLine(
        x: 0,
        y: 1,
        length: canvas.width,
        glyph: state.settings.glyphs[.horizontal],
        style: Role.border.style
      )
      canvas.put(
        " \(DifferenceView(state: state).title) ",
        x: 1,
        y: 1,
        .title,
        width: canvas.width - 2
      )
    }
    let rest = canvas.clipped(to: canvas.bounds.split(top: Self.headHeight - 1).rest)
    return DifferenceView(state: state).draw(on: rest)
  }

  private func drawVersions(_ chart: ChartState, on canvas: Canvas) {
    let glyphs = state.settings.glyphs
    let versions = chart.versions.versions.sorted { $0.number < $1.number }
    let pair = chart.versions.pair
    var x = 1
    // The versions around the one that is shown, as many as there is room for.
    let each = 8
    let room = max(1, (canvas.width - 12) / each)
    let at = versions.firstIndex { $0.number == pair?.new } ?? 0
    let first = min(max(0, at - room / 2), max(0, versions.count - room))
    if first > 0 { x = canvas.put("\(Character(glyphs[.arrowBack]))\(first) ", x: x, y: 0, .dim) }
    for version in versions[first...].prefix(room) {
      let isNew = version.number == pair?.new
      let isSide = isNew || version.number == pair?.old || version.number == chart.versions.picked
      let glyph =
        version.interaction == .delete
        ? Unicode.Scalar("x") : glyphs[isSide ? .plotFocus : .plotPoint]
      let role: Role =
        version.interaction == .delete ? .flagDeleted : isNew ? .selection : isSide ? .strong : .dim
      canvas.put(glyph, x: x, y: 0, role)
      x = canvas.put(" v\(version.number)", x: x + 1, y: 0, role) + 1
      if version.number != versions.last?.number {
        x = canvas.put(
          "\(Character(glyphs[.horizontal]))\(Character(glyphs[.horizontal])) ",
          x: x,
          y: 0,
          .border
        )
      }
    }
    let rest = versions.count - first - room
    if rest > 0 { canvas.put("+\(rest)", x: min(x, canvas.width - 5), y: 0, .dim) }
  }
}

extension AppState {
  /// The lines of the difference in its pane.
  var differenceLines: [StyledLine] { differenceLines(width: differenceWidth) }

  func differenceLines(width: Int) -> [StyledLine] {
    guard let chart, let difference = chart.versions.difference,
      difference.key == chart.versions.key,
      width > 20
    else { return [] }
    return DifferenceLines(
      difference: difference,
      layer: chart.versions.layer,
      isMetaShown: chart.versions.isMetaShown,
      isByWords: chart.versions.isByWords,
      dates: dates,
      glyphs: settings.glyphs,
      width: width
    )
    .make()
  }

  private var differenceWidth: Int {
    guard let chart else { return 0 }
    if chart.isSheetCovering(in: sizeClass) { return size.width }
    return WorkspaceLayout(size: size, chart: chart)[.difference].width
  }

  /// The rows of the difference.
  var differenceHeight: Int {
    guard let chart else { return 1 }
    if chart.isSheetCovering(in: sizeClass) {
      return max(1, detailRect.height - VersionsSheetView.headHeight + 1)
    }
    return max(1, WorkspaceLayout(size: size, chart: chart)[.difference].height)
  }
}
