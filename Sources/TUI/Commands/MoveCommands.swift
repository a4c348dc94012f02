// SPDX-License-Identifier: Apache-2.0

extension CommandTable {
  static let moveCommands: [Command] = [
    Command(
      "move.down",
      "Next line or lane",
      hint: "move ",
      group: .move,
      in: [.global, .popup],
      keys: ["j", "down", "C-n"]
    ) { state, call in
      state.move(by: call.times)
    },
    Command(
      "move.up",
      "Previous line or lane",
      group: .move,
      in: [.global, .popup],
      keys: ["k", "up", "C-p"]
    ) { state, call in
      state.move(by: -call.times)
    },
    Command(
      "move.half_down",
      "Half a page down",
      group: .move,
      in: [.global, .popup],
      keys: ["C-d"]
    ) { state, call in
      state.move(by: max(1, state.pageHeight / 2) * call.times)
    },
    Command("move.half_up", "Half a page up", group: .move, in: [.global, .popup], keys: ["C-u"]) {
      state,
      call in
      state.move(by: -max(1, state.pageHeight / 2) * call.times)
    },
    Command(
      "move.page_down",
      "A page down",
      group: .move,
      in: [.global, .popup],
      keys: ["pgdn", "C-f"]
    ) { state, call in
      state.move(by: state.pageHeight * call.times)
    },
    Command(
      "move.page_up",
      "A page up",
      group: .move,
      in: [.global, .popup],
      keys: ["pgup", "C-b"]
    ) { state, call in
      state.move(by: -state.pageHeight * call.times)
    },
    Command(
      "move.first",
      "First line or event",
      group: .move,
      in: [.global, .popup],
      keys: ["g g", "home"]
    ) { state, _ in
      state.moveToEnd(isFirst: true)
    },
    Command(
      "move.last",
      "Last line or event",
      group: .move,
      in: [.global, .popup],
      keys: ["G", "end"]
    ) { state, _ in
      state.moveToEnd(isFirst: false)
    },
    Command(
      "read.page_down",
      "A page down",
      hint: "page",
      group: .move,
      in: [.note],
      keys: ["space"]
    ) { state, call in
      state.move(by: state.pageHeight * call.times)
    },
    Command("read.page_up", "A page up", group: .move, in: [.note], keys: ["b"]) { state, call in
      state.move(by: -state.pageHeight * call.times)
    },
  ]
}
