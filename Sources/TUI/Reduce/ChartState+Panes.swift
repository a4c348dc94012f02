// SPDX-License-Identifier: Apache-2.0

internal import Terminal

extension ChartState {
  /// Shows a view, closing what was open over the one before.
  mutating func show(_ view: ChartView) {
    if self.view != view { range = nil }
    self.view = view
    sheets = []
    maximised = nil
    switch view {
    case .timeline: focus = .lanes
    case .versions: focus = .changes
    default: focus = .table
    }
  }

  /// Whether the topmost sheet covers the view, rather than filling the detail's pane.
  func isSheetCovering(in sizeClass: SizeClass) -> Bool {
    guard let sheet else { return false }
    return sheet.kind != .detail || sizeClass <= .small || maximised != nil
      || arrangement.closed.contains(.detail)
  }

  /// Whether keys go to the topmost sheet.
  func hasSheetFocus(in sizeClass: SizeClass) -> Bool {
    guard sheet != nil else { return false }
    return isSheetCovering(in: sizeClass) || focus == .detail
  }

  /// The contexts of what has the keys, the most particular first.
  func contexts(in sizeClass: SizeClass) -> [Context] {
    if hasSheetFocus(in: sizeClass), let sheet {
      switch sheet.kind {
      case .detail: return [.detail]
      case .note: return [.note]
      case .versions: return [.versions]
      }
    }
    switch focus {
    case .rail: return [.rail]
    case .lanes: return [.timeline]
    case .events, .trends: return [.events, .timeline]
    case .table: return [.table]
    case .detail: return [.detail]
    case .changes, .difference: return [.versions]
    }
  }

  /// The panes on the screen, in the order that Tab goes through them.
  func panes(in size: Size, glance state: AppState) -> [Pane] {
    if isSheetCovering(in: SizeClass(size)) { return [] }
    return WorkspaceLayout(size: size, chart: self).focusablePanes
  }

  /// The place to come back to.
  var place: ChartPlace {
    ChartPlace(view: view, focus: focus, selected: selected, time: time, sheets: sheets)
  }

  /// Goes back to a place.
  mutating func go(to place: ChartPlace) {
    if view != place.view { range = nil }
    view = place.view
    focus = place.focus
    selected = place.selected
    time = place.time
    sheets = place.sheets
  }

  /// Remembers the place before a jump.
  mutating func rememberPlace() {
    if past.last != place { past.append(place) }
    if past.count > 100 { past.removeFirst() }
    future = []
  }
}
