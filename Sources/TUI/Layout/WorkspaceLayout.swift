// SPDX-License-Identifier: Apache-2.0

internal import Terminal

/// Where the panes of a patient are: a function of the body's rectangle, of what is open, and of how
/// the reader arranged it.
///
/// No pane is smaller than what it needs to be of use, unless the body is too small for all of them.
///
/// A pane has a title row above it unless it is the first of its column on a small screen; columns
/// are separated by one column of border.
///
/// ```text
/// small            medium             large
/// ┌────────────┐   ┌──────────────┐   ┌────┬───────────┬──────┐
/// │ lanes      │   │ lanes        │   │rail│ lanes     │detail│
/// ├────────────┤   ├───────┬──────┤   │    ├───────────┤      │
/// │ events     │   │ events│detail│   │    │ events    │      │
/// └────────────┘   └───────┴──────┘   │    ├───────────┤      │
///                                     │    │ trends    │      │
///                                     └────┴───────────┴──────┘
/// ```
struct WorkspaceLayout: Equatable {
  /// The inside of each pane that is on the screen.
  private(set) var panes: [Pane: Rect] = [:]

  /// The title rows above panes.
  private(set) var titles: [Pane: Rect] = [:]

  /// The borders between columns.
  private(set) var columns: [Rect] = []

  /// The order that Tab goes through.
  private(set) var focusablePanes: [Pane] = []

  /// The borders that can be moved.
  private(set) var splits: [PaneSplit] = []

  /// Whether the rail lies over other panes.
  private(set) var isRailOver = false

  static let railWidth = 34
  static let detailWidth = 52

  private let arrangement: PaneArrangement

  init(size: Size, chart: ChartState, hasPrompt: Bool = false) {
    let frame = FrameLayout(
      size: size,
      hasTabs: true,
      hasPrompt: hasPrompt,
      hasMoment: chart.isPast
    )
    self.init(body: frame.body, sizeClass: SizeClass(size), chart: chart)
  }

  init(body: Rect, sizeClass: SizeClass, chart: ChartState) {
    self.init(
      body: body,
      sizeClass: sizeClass,
      view: chart.view,
      maximised: chart.maximised,
      isRailOpen: chart.isRailOpen,
      arrangement: chart.arrangement
    )
  }

  init(
    body: Rect,
    sizeClass: SizeClass,
    view: ChartView,
    maximised: Pane?,
    isRailOpen: Bool,
    arrangement: PaneArrangement = PaneArrangement()
  ) {
    self.arrangement = arrangement
    if let maximised {
      place(maximised, body, hasTitle: sizeClass > .extraSmall && maximised != .lanes)
    } else {
      switch sizeClass {
      case .tooSmall: break
      case .extraSmall: place(Self.mainPane(of: view, isNarrow: true), body, hasTitle: false)
      case .small: placeSmall(body, view)
      case .medium: placeMedium(body, view)
      case .large: placeLarge(body, view)
      }
    }
    if isRailOpen, sizeClass != .large, maximised == nil {
      isRailOver = true
      panes[.rail] =
        divide(
          body,
          .columns,
          at: .rail,
          standard: min(Self.railWidth, body.width),
          first: [.rail],
          second: []
        ).first
      focusablePanes.insert(.rail, at: 0)
    }
  }

  subscript(pane: Pane) -> Rect {
    panes[pane] ?? Rect(x: 0, y: 0, width: 0, height: 0)
  }

  /// The whole of a pane, its title included.
  func outside(of pane: Pane) -> Rect {
    guard let title = titles[pane] else { return self[pane] }
    return Rect(
      x: title.x,
      y: title.y,
      width: title.width,
      height: title.height + self[pane].height
    )
  }

  /// The pane that a view cannot do without.
  private static func mainPane(of view: ChartView, isNarrow: Bool = false) -> Pane {
    switch view {
    case .timeline: isNarrow ? .events : .lanes
    case .versions: .changes
    default: .table
    }
  }

  private func isOpen(_ pane: Pane) -> Bool { !arrangement.closed.contains(pane) }

  private mutating func place(_ pane: Pane, _ rect: Rect, hasTitle: Bool) {
    if hasTitle {
      let (title, inside) = rect.split(top: 1)
      titles[pane] = title
      panes[pane] = inside
    } else {
      panes[pane] = rect
    }
    focusablePanes.append(pane)
  }

  // MARK: - Borders

  /// Cuts a rectangle in two at a border, where the reader put it as far as there is room.
  ///
  /// Between columns the border itself takes one, which belongs to neither part.
  ///
  /// - Parameters:
  ///   - rect: The rectangle.
  ///   - axis: Whether the parts are columns beside each other or rows above each other.
  ///   - border: The border.
  ///   - standard: The size of the first part where the border was not moved.
  ///   - first: The panes of the first part that touch the border.
  ///   - second: The panes of the second part that touch the border.
  ///   - least: The least sizes of the parts; `nil` for those of the panes.
  /// - Returns: The parts.
  private mutating func divide(
    _ rect: Rect,
    _ axis: PaneSplit.Axis,
    at border: PaneBorder,
    standard: Int,
    first: [Pane],
    second: [Pane],
    least: (first: Int?, second: Int?) = (nil, nil)
  ) -> (first: Rect, second: Rect) {
    let line = axis == .columns && !second.isEmpty ? 1 : 0
    let total = max(0, (axis == .columns ? rect.width : rect.height) - line)
    let leastFirst = least.first ?? axis.least(first)
    let leastSecond = least.second ?? axis.least(second)
    var size = min(max(0, standard), total)
    var range = size...size
    if leastFirst + leastSecond <= total {
      range = leastFirst...(total - leastSecond)
      let start = min(max(standard, range.lowerBound), range.upperBound)
      // A number out of a file may be anything.
      let (wanted, isFar) = start.addingReportingOverflow(arrangement.moved[border] ?? 0)
      size = isFar ? start : min(max(wanted, range.lowerBound), range.upperBound)
      splits.append(
        PaneSplit(
          border: border,
          axis: axis,
          first: first,
          second: second,
          size: size,
          standard: start,
          range: range
        )
      )
    }
    switch axis {
    case .rows:
      let (top, rest) = rect.split(top: size)
      return (top, rest)
    case .columns:
      let (left, rest) = rect.split(left: size)
      guard line > 0 else { return (left, rest) }
      let (border, right) = rest.split(left: 1)
      columns.append(border)
      return (left, right)
    }
  }

  private mutating func placeSmall(_ body: Rect, _ view: ChartView) {
    switch view {
    case .timeline:
      // Five rows hold strip, window and axis with one lane; the list keeps four and its title.
      let hasDetail = body.height >= 26 && isOpen(.detail)
      guard isOpen(.events) || hasDetail else { return place(.lanes, body, hasTitle: false) }
      let lanes = max(5, hasDetail ? body.height * 45 / 100 : body.height * 3 / 4)
      let lower: [Pane] = isOpen(.events) ? [.events] : [.detail]
      let (top, rest) = divide(
        body,
        .rows,
        at: .lanes,
        standard: min(lanes, body.height - 3),
        first: [.lanes],
        second: lower,
        least: (
          nil,
          PaneSplit.Axis.rows.least(lower)
            + (hasDetail && isOpen(.events) ? Pane.detail.leastHeight : 0)
        )
      )
      place(.lanes, top, hasTitle: false)
      guard hasDetail else { return place(.events, rest, hasTitle: true) }
      guard isOpen(.events) else { return place(.detail, rest, hasTitle: true) }
      let (list, detail) = divide(
        rest,
        .rows,
        at: .below,
        standard: rest.height * 45 / 100,
        first: [.events],
        second: [.detail]
      )
      place(.events, list, hasTitle: true)
      place(.detail, detail, hasTitle: true)
    case .versions:
      placeStacked(.changes, .difference, body, at: .changes, share: 35)
    default:
      guard body.height >= 26, isOpen(.detail) else {
        return place(.table, body, hasTitle: false)
      }
      placeStacked(.table, .detail, body, at: .below, share: 60)
    }
  }

  private mutating func placeMedium(_ body: Rect, _ view: ChartView) {
    switch view {
    case .timeline:
      let lower = [Pane.events, .detail].filter(isOpen)
      guard !lower.isEmpty else { return place(.lanes, body, hasTitle: false) }
      let (top, rest) = divide(
        body,
        .rows,
        at: .lanes,
        standard: max(5, body.height * 58 / 100),
        first: [.lanes],
        second: lower
      )
      place(.lanes, top, hasTitle: false)
      if lower.count == 1 { return place(lower[0], rest, hasTitle: true) }
      placeBeside(.events, .detail, rest, share: 52)
    case .versions: placeStacked(.changes, .difference, body, at: .changes, share: 30)
    default:
      guard isOpen(.detail) else { return place(.table, body, hasTitle: false) }
      placeBeside(.table, .detail, body, share: 58, hasTitle: false)
    }
  }

  private mutating func placeLarge(_ body: Rect, _ view: ChartView) {
    let hasDetail = isOpen(.detail) && view != .versions
    let centrePanes: [Pane] =
      switch view {
      case .timeline: [.lanes, .events]
      case .versions: [.changes, .difference]
      default: [.table]
      }
    var rest = body
    if isOpen(.rail) {
      let centre = PaneSplit.Axis.columns.least(centrePanes)
      let (rail, afterRail) = divide(
        body,
        .columns,
        at: .rail,
        standard: Self.railWidth,
        first: [.rail],
        second: centrePanes,
        least: (nil, centre + (hasDetail ? Pane.detail.leastWidth + 1 : 0))
      )
      place(.rail, rail, hasTitle: false)
      rest = afterRail
    }
    if view == .versions {
      return placeStacked(.changes, .difference, rest, at: .changes, share: 30)
    }
    var centre = rest
    var detail: Rect?
    if hasDetail {
      let (left, right) = divide(
        rest,
        .columns,
        at: .detail,
        standard: rest.width - 1 - Self.detailWidth,
        first: centrePanes,
        second: [.detail]
      )
      centre = left
      detail = right
    }
    if view == .timeline {
      placeCentre(centre)
    } else {
      place(.table, centre, hasTitle: false)
    }
    if let detail { place(.detail, detail, hasTitle: true) }
  }

  /// Lanes, events and trends above each other.
  private mutating func placeCentre(_ centre: Rect) {
    let hasTrends = centre.height >= 34 && isOpen(.trends)
    let hasEvents = isOpen(.events)
    var upper = centre
    var plots: Rect?
    if hasTrends {
      let (above, below) = divide(
        centre,
        .rows,
        at: .trends,
        standard: centre.height - min(16, centre.height * 26 / 100),
        first: [hasEvents ? .events : .lanes],
        second: [.trends],
        least: (Pane.lanes.leastHeight + (hasEvents ? Pane.events.leastHeight : 0), nil)
      )
      upper = above
      plots = below
    }
    if hasEvents {
      let (top, list) = divide(
        upper,
        .rows,
        at: .lanes,
        standard: centre.height * 45 / 100,
        first: [.lanes],
        second: [.events]
      )
      place(.lanes, top, hasTitle: false)
      place(.events, list, hasTitle: true)
    } else {
      place(.lanes, upper, hasTitle: false)
    }
    if let plots {
      place(.trends, plots, hasTitle: true)
      // Trends follow the focus; they take no keys.
      focusablePanes.removeAll { $0 == .trends }
    }
  }

  private mutating func placeStacked(
    _ first: Pane,
    _ second: Pane,
    _ rect: Rect,
    at border: PaneBorder,
    share: Int
  ) {
    let (top, rest) = divide(
      rect,
      .rows,
      at: border,
      standard: max(3, rect.height * share / 100),
      first: [first],
      second: [second]
    )
    place(first, top, hasTitle: false)
    place(second, rest, hasTitle: true)
  }

  private mutating func placeBeside(
    _ first: Pane,
    _ second: Pane,
    _ rect: Rect,
    share: Int,
    hasTitle: Bool = true
  ) {
    let (left, right) = divide(
      rect,
      .columns,
      at: .list,
      standard: rect.width * share / 100,
      first: [first],
      second: [second]
    )
    place(first, left, hasTitle: hasTitle)
    place(second, right, hasTitle: true)
  }
}
