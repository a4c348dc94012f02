// SPDX-License-Identifier: Apache-2.0

internal import Terminal

extension AppState {
  /// The panes as they lie; `nil` where something covers them.
  private var workspace: WorkspaceLayout? {
    guard let chart, screen == .chart, !chart.isSheetCovering(in: sizeClass) else { return nil }
    return WorkspaceLayout(size: size, chart: chart)
  }

  /// Gives the keys to the pane that lies in a direction; where there is none they stay.
  mutating func focusPane(_ direction: PaneDirection) {
    guard let chart, let pane = workspace?.neighbour(of: chart.focus, direction) else { return }
    self.chart?.focus = pane
  }

  /// Makes the pane that has the keys larger or smaller.
  mutating func resizePane(along axis: PaneSplit.Axis, by count: Int) {
    guard let chart, let workspace else { return }
    if let wider = workspace.arrangement(arrangement, resizing: chart.focus, along: axis, by: count)
    {
      arrangement = wider
      return
    }
    let hasBorder = workspace.splits.contains {
      $0.axis == axis && ($0.first + $0.second).contains(chart.focus)
    }
    let side = axis == .rows ? "above or below" : "beside"
    say(
      hasBorder
        ? "There is no room for more" : "Nothing lies \(side) \(chart.focus.name) to take it from"
    )
  }

  /// Closes the pane that has the keys, unless it is what the view is about.
  mutating func closeFocusedPane() {
    guard let pane = chart?.focus else { return }
    if pane == .rail, sizeClass != .large { return toggleRail() }
    guard PaneArrangement.closable.contains(pane), sizeClass > .extraSmall else {
      return say(
        UserMessage(
          .info,
          "This view is about \(pane.name), which stays",
          advice: "C-w o shows it alone"
        )
      )
    }
    setPane(pane, isOpen: false)
  }

  /// Closes a pane, or opens it again.
  mutating func togglePane(_ pane: Pane) {
    if pane == .rail, sizeClass != .large { return toggleRail() }
    setPane(pane, isOpen: arrangement.closed.contains(pane))
  }

  private mutating func setPane(_ pane: Pane, isOpen: Bool) {
    chart?.maximised = nil
    if isOpen { arrangement.closed.remove(pane) } else { arrangement.closed.insert(pane) }
    let name = pane.name.prefix(1).uppercased() + pane.name.dropFirst()
    guard isOpen else {
      let keys = keymap.keys(for: "pane.\(pane.rawValue)", in: contexts)
      return say("\(name): closed" + (keys.first.map { "; \($0) opens it again" } ?? ""))
    }
    if let workspace, workspace.panes[pane] == nil {
      say("\(name): open, where the view and the terminal have room for it")
    }
  }
}
