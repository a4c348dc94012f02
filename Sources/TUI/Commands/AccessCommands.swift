// SPDX-License-Identifier: Apache-2.0

extension CommandTable {
  static let accessCommands: [Command] = [
    Command(
      "mouse.toggle",
      "Mouse on or off",
      effect:
        "Lets clicks and the wheel work here; while it is on, the terminal selects text with Shift held.",
      group: .program,
      in: [.global],
      keys: ["g M"],
      alias: "mo"
    ) { state, _ in
      state.setMouse(!state.settings.isMouseOn)
      state.say(
        state.settings.isMouseOn
          ? "The mouse is on; hold Shift to select text" : "The mouse is off"
      )
    },
    Command(
      "tour.next",
      "Next step of the tour",
      group: .program,
      in: [.global, .popup, .prompt],
      keys: ["f2", "g ."],
      needs: .tour
    ) { state, _ in state.moveTour(by: 1) },
    Command(
      "tour.back",
      "Last step of the tour",
      group: .program,
      in: [.global, .popup, .prompt],
      keys: ["f3", "g ,"],
      needs: .tour
    ) { state, _ in state.moveTour(by: -1) },
    Command(
      "tour.leave",
      "Leave the tour",
      group: .program,
      in: [.global, .popup, .prompt],
      keys: ["f4", "g q"],
      needs: .tour
    ) { state, _ in state.leaveTour() },
  ]
}
