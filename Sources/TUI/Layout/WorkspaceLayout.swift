// SPDX-License-Identifier: Apache-2.0

internal import Terminal

/// Where the panes of a patient are: a function of the body's rectangle and of what is open.
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

  /// Whether the rail lies over other panes.
  private(set) var isRailOver = false

  static let railWidth = 34
  static let detailWidth = 52

  init(size: Size, chart: ChartState, hasPrompt: Bool = false) {
    let frame = FrameLayout(
      size: size,
      hasTabs: true,
      hasPrompt: hasPrompt,
      hasMoment: chart.isPast
    )
    self.init(
      body: frame.body,
      sizeClass: SizeClass(size),
      view: chart.view,
      maximised: chart.maximised,
      isRailOpen: chart.isRailOpen
    )
  }

  init(body: Rect, sizeClass: SizeClass, view: ChartView, maximised: Pane?, isRailOpen: Bool) {
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
      panes[.rail] = body.split(left: min(Self.railWidth, body.width)).left
      focusablePanes.insert(.rail, at: 0)
    }
  }

  subscript(pane: Pane) -> Rect {
    panes[pane] ?? Rect(x: 0, y: 0, width: 0, height: 0)
  }

  /// The pane that a view cannot do without.
  private static func mainPane(of view: ChartView, isNarrow: Bool = false) -> Pane {
    switch view {
    case .timeline: isNarrow ? .events : .lanes
    case .versions: .changes
    default: .table
    }
  }

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

  private mutating func placeSmall(_ body: Rect, _ view: ChartView) {
    switch view {
    case .timeline:
      // Five rows hold strip, window and axis with one lane; the list keeps four and its title.
      let hasDetail = body.height >= 26
      let lanes = max(5, hasDetail ? body.height * 45 / 100 : body.height * 3 / 4)
      let (top, rest) = body.split(top: min(lanes, body.height - 3))
      place(.lanes, top, hasTitle: false)
      guard hasDetail else { return place(.events, rest, hasTitle: true) }
      let (list, detail) = rest.split(top: rest.height * 45 / 100)
      place(.events, list, hasTitle: true)
      place(.detail, detail, hasTitle: true)
    case .versions:
      placeStacked(.changes, .difference, body, share: 35)
    default:
      guard body.height >= 26 else { return place(.table, body, hasTitle: false) }
      placeStacked(.table, .detail, body, share: 60)
    }
  }

  private mutating func placeMedium(_ body: Rect, _ view: ChartView) {
    switch view {
    case .timeline:
      let (top, rest) = body.split(top: max(5, body.height * 58 / 100))
      place(.lanes, top, hasTitle: false)
      placeBeside(.events, .detail, rest, share: 52)
    case .versions: placeStacked(.changes, .difference, body, share: 30)
    default: placeBeside(.table, .detail, body, share: 58, hasTitle: false)
    }
  }

  private mutating func placeLarge(_ body: Rect, _ view: ChartView) {
    let (rail, afterRail) = body.split(left: Self.railWidth)
    place(.rail, rail, hasTitle: false)
    let (border, rest) = afterRail.split(left: 1)
    columns.append(border)
    if view == .versions {
      return placeStacked(.changes, .difference, rest, share: 30)
    }
    let (centreAndBorder, detail) = rest.split(right: Self.detailWidth)
    let (centre, second) = centreAndBorder.split(right: 1)
    columns.append(second)
    if view == .timeline {
      let lanes = centre.height * 45 / 100
      let trends = centre.height >= 34 ? min(16, centre.height * 26 / 100) : 0
      let (top, below) = centre.split(top: lanes)
      place(.lanes, top, hasTitle: false)
      let (list, plots) = below.split(bottom: trends)
      place(.events, list, hasTitle: true)
      if trends > 0 { place(.trends, plots, hasTitle: true) }
      // Trends follow the focus; they take no keys.
      focusablePanes.removeAll { $0 == .trends }
    } else {
      place(.table, centre, hasTitle: false)
    }
    place(.detail, detail, hasTitle: true)
  }

  private mutating func placeStacked(_ first: Pane, _ second: Pane, _ rect: Rect, share: Int) {
    let (top, rest) = rect.split(top: max(3, rect.height * share / 100))
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
    let (left, rest) = rect.split(left: rect.width * share / 100)
    let (border, right) = rest.split(left: 1)
    columns.append(border)
    place(first, left, hasTitle: hasTitle)
    place(second, right, hasTitle: true)
  }
}
