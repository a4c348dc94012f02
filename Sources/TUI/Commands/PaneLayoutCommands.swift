// SPDX-License-Identifier: Apache-2.0

extension CommandTable {
  /// How panes lie beside each other: focus by direction, sizes, what is closed.
  static let paneLayoutCommands: [Command] = [
    focus(.left, "pane.left", "The pane to the left", keys: ["C-w h", "C-w left"]),
    focus(.down, "pane.down", "The pane below", keys: ["C-w j", "C-w down"]),
    focus(.up, "pane.up", "The pane above", keys: ["C-w k", "C-w up"]),
    focus(.right, "pane.right", "The pane to the right", keys: ["C-w l", "C-w right"]),
    resize("pane.taller", "This pane taller", .rows, by: 2, key: "C-w +"),
    resize("pane.shorter", "This pane shorter", .rows, by: -2, key: "C-w -"),
    resize("pane.wider", "This pane wider", .columns, by: 4, key: "C-w >"),
    resize("pane.narrower", "This pane narrower", .columns, by: -4, key: "C-w <"),
    Command(
      "pane.equal",
      "All panes as at first",
      effect: "Opens every pane again and gives each the size that it has at first.",
      group: .views,
      in: [.chart],
      keys: ["C-w ="]
    ) { state, _ in
      state.chart?.maximised = nil
      state.arrangement = PaneArrangement()
    },
    Command(
      "pane.close",
      "Close this pane",
      effect: "Closes the pane that has the keys, in every view; C-w and its letter open it again.",
      group: .views,
      in: [.chart],
      keys: ["C-w c"]
    ) { state, _ in state.closeFocusedPane() },
    toggle(.detail, "pane.detail", "The detail, or not", key: "C-w d"),
    toggle(.events, "pane.events", "The event list, or not", key: "C-w e"),
    toggle(.trends, "pane.trends", "The trends, or not", key: "C-w t"),
    toggle(.rail, "pane.rail", "The patients, or not", key: "C-w p"),
  ]

  private static func focus(
    _ direction: PaneDirection,
    _ id: String,
    _ title: String,
    keys: [String]
  ) -> Command {
    Command(id, title, group: .views, in: [.chart], keys: keys) { state, _ in
      state.focusPane(direction)
    }
  }

  private static func resize(
    _ id: String,
    _ title: String,
    _ axis: PaneSplit.Axis,
    by step: Int,
    key: String
  ) -> Command {
    Command(id, title, group: .views, in: [.chart], keys: [key], needs: .panes) {
      state,
      invocation in
      state.resizePane(along: axis, by: step * min(invocation.times, 1000))
    }
  }

  private static func toggle(_ pane: Pane, _ id: String, _ title: String, key: String) -> Command {
    Command(id, title, group: .views, in: [.chart], keys: [key]) { state, _ in
      state.togglePane(pane)
    }
  }
}
