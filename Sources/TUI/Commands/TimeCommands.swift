// SPDX-License-Identifier: Apache-2.0

internal import Timeline

extension CommandTable {
  static let timeCommands: [Command] = [
    Command(
      "time.next_bin",
      "A column later",
      hint: "move",
      group: .time,
      in: [.timeline],
      keys: ["l", "right"]
    ) { state, call in
      state.moveBin(by: call.times)
    },
    Command(
      "time.prev_bin",
      "A column earlier",
      group: .time,
      in: [.timeline],
      keys: ["h", "left"]
    ) { state, call in
      state.moveBin(by: -call.times)
    },
    Command(
      "time.half_window_right",
      "Half a window later",
      group: .time,
      in: [.timeline],
      keys: ["L"]
    ) { state, call in
      state.moveWindow(byHalves: call.times)
    },
    Command(
      "time.half_window_left",
      "Half a window earlier",
      group: .time,
      in: [.timeline],
      keys: ["H"]
    ) { state, call in
      state.moveWindow(byHalves: -call.times)
    },
    Command(
      "zoom.in",
      "Zoom in",
      hint: "zoom",
      group: .time,
      in: [.timeline],
      keys: ["z", "+"],
      alias: "zi"
    ) { state, call in
      state.timeRange == nil ? state.zoom(by: call.times) : state.showRange()
    },
    Command("zoom.out", "Zoom out", group: .time, in: [.timeline], keys: ["Z", "-"], alias: "zo") {
      state,
      call in
      state.zoom(by: -call.times)
    },
    Command(
      "zoom.fit",
      "Show the whole life",
      group: .time,
      in: [.timeline],
      keys: ["0"],
      alias: "zf"
    ) { state, _ in
      state.chart?.time.zoom(to: .life)
    },
    Command(
      "zoom.preset",
      "1 day (1) to life (9)",
      effect:
        "Shows a day (z 1), a week, a month, a quarter, a year, 2, 5, 10 years, or the whole life (z 9).",
      group: .time,
      in: [.timeline],
      keys: (1...9).map { "z \($0)" }
    ) { state, call in
      let digit = call.argument.flatMap { Int($0) } ?? call.key?.digit
      guard let number = digit, TimeState.presets.indices.contains(number - 1) else {
        return state.say("z and a digit from 1 to 9 choose what is shown")
      }
      state.chart?.time.zoom(to: TimeState.presets[number - 1])
    },
    Command(
      "time.goto",
      "Go to a date",
      effect: "Asks where to go: 2019, 2019-03, 2019-03-02, -6mo, +2w, birth, today, next enc.",
      hint: "go to",
      group: .time,
      in: [.timeline],
      keys: ["t"],
      alias: "go",
      needs: .dates
    ) { state, call in
      state.openPrompt(.goto)
      if let argument = call.argument, !argument.isEmpty {
        state.editPrompt { $0.insert(argument) }
        state.acceptPrompt()
      }
    },
    Command(
      "time.goto_again",
      "Go as far again",
      effect:
        "Repeats what was last typed at t, where it is a distance or a next or previous event.",
      group: .time,
      in: [.timeline],
      keys: ["."]
    ) { state, call in
      for _ in 0..<min(call.times, 1000) { state.goAgain() }
    },
    Command(
      "range.start",
      "Begin or drop a range",
      effect:
        "Chooses from here to where the cursor goes: z zooms to it, f lists only it, g w writes it.",
      group: .time,
      in: [.timeline, .table, .patients],
      keys: ["v"],
      alias: "rg"
    ) { state, _ in state.toggleRange() },
    Command(
      "time.align_here",
      "Align: this is day 0",
      effect:
        "Makes the focused event day 0: the axis and all dates become distances from it. Again takes it back.",
      hint: "align",
      group: .time,
      in: [.timeline],
      keys: ["A"],
      alias: "al"
    ) { state, _ in state.toggleAlignment() },
    Command(
      "time.toggle_relative",
      "Relative or real dates",
      group: .time,
      in: [.chart],
      keys: ["T"],
      needs: .dayZero
    ) { state, _ in state.chart?.isRelative.toggle() },
    Command(
      "event.next_in_lane",
      "Next in lane or kind",
      group: .move,
      in: [.timeline, .table, .detail],
      keys: ["]"]
    ) { state, call in
      state.moveAlongKind(by: call.times)
    },
    Command(
      "event.prev_in_lane",
      "Previous in lane or kind",
      group: .move,
      in: [.timeline, .table, .detail],
      keys: ["["]
    ) { state, call in
      state.moveAlongKind(by: -call.times)
    },
    Command("encounter.next", "Next encounter", group: .move, in: [.timeline], keys: ["}"]) {
      state,
      call in
      if !state.moveToNext(forward: true, times: call.times, where: { $0.lane == .encounters }) {
        state.say("There is no later encounter")
      }
    },
    Command("encounter.prev", "Previous encounter", group: .move, in: [.timeline], keys: ["{"]) {
      state,
      call in
      if !state.moveToNext(forward: false, times: call.times, where: { $0.lane == .encounters }) {
        state.say("There is no earlier encounter")
      }
    },
    Command(
      "abnormal.next",
      "Next abnormal value",
      hint: "abnormal",
      group: .move,
      in: [.timeline],
      keys: ["e"]
    ) { state, call in
      if !state.moveToNext(forward: true, times: call.times, where: { $0.flag.isAbnormal }) {
        state.sayNoAbnormal("later")
      }
    },
    Command("abnormal.prev", "Previous abnormal value", group: .move, in: [.timeline], keys: ["E"])
    { state, call in
      if !state.moveToNext(forward: false, times: call.times, where: { $0.flag.isAbnormal }) {
        state.sayNoAbnormal("earlier")
      }
    },
  ]

  static let laneCommands: [Command] = [
    Command(
      "lane.toggle_expand",
      "Expand the lane, or fold",
      effect:
        "Expands the focused lane: every overlapping bar, every measured value as a trend. Again folds it.",
      group: .views,
      in: [.timeline],
      keys: ["space"],
      alias: "ex"
    ) { state, _ in
      guard case .lane(let lane) = state.chart?.time.lane else { return }
      if state.chart?.time.expanded.remove(lane) == nil { state.chart?.time.expanded.insert(lane) }
    },
    Command(
      "lane.hide",
      "Switch the lane off",
      effect:
        "Takes the focused lane off the screen and out of the list; the status line says how many are off.",
      group: .views,
      in: [.timeline],
      keys: ["g h"],
      alias: "lh"
    ) { state, _ in
      guard let chart = state.chart, let loaded = chart.chart else { return }
      guard case .lane(let lane) = chart.time.lane else {
        return state.say("What has no date is always shown")
      }
      let visible = loaded.lanes.filter { !chart.time.isHidden($0) }
      guard visible.count > 1 else { return state.say("The last lane stays") }
      state.chart?.time.hidden.insert(lane)
      state.moveLane(by: 0)
    },
    Command(
      "lane.show_all",
      "Switch all lanes on",
      group: .views,
      in: [.timeline],
      keys: ["g l"],
      alias: "ls",
      needs: .hiddenLane
    ) { state, _ in state.chart?.time.hidden = [] },
    Command(
      "list.lane_only",
      "List this lane, or all",
      effect:
        "Switches the event list between the events of the focused lane and those of all lanes.",
      hint: "lane/all",
      group: .views,
      in: [.timeline],
      keys: ["a"],
      alias: "lo"
    ) { state, _ in
      state.chart?.isLaneOnly.toggle()
      state.say(
        state.chart?.isLaneOnly == true
          ? "The list holds the focused lane only; a lists all" : "The list holds all lanes"
      )
    },
    Command(
      "event.pin",
      "Pin to the list's top",
      group: .views,
      in: [.timeline],
      keys: ["P"],
      alias: "pi"
    ) { state, _ in
      guard let selected = state.chart?.selected.map({ Int32(truncatingIfNeeded: $0) }) else {
        return
      }
      if let at = state.chart?.pinned.firstIndex(of: selected) {
        state.chart?.pinned.remove(at: at)
      } else {
        state.chart?.pinned.append(selected)
      }
    },
  ]
}
