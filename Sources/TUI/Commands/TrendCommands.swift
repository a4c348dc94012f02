// SPDX-License-Identifier: Apache-2.0

extension CommandTable {
  static let trendCommands: [Command] = [
    Command(
      "trends.open",
      "Trends on one time axis",
      effect:
        "Several labs and vitals on the timeline's axis, with range, baseline, changes and medications.",
      hint: "trends",
      group: .views,
      in: [.timeline, .table],
      keys: ["g t"],
      alias: "tr"
    ) { state, _ in state.toggleTrends() },
    Command(
      "trends.keep",
      "Onto the trends, or off",
      effect:
        "Adds the focused value's series to the trends, or takes it off; `:tk hba1c` adds by name.",
      group: .views,
      in: [.timeline, .table],
      keys: ["w"],
      alias: "tk"
    ) { state, call in state.keepTrend(call.argument?.trimmed ?? "") },
    Command(
      "record.check",
      "What looks wrong",
      effect:
        "Lists what cannot be as it is written: ends before beginnings, after death, odd units, twice.",
      group: .find,
      in: [.chart],
      keys: ["g f"],
      alias: "ck"
    ) { state, _ in
      state.findProblems(withReferences: true)
      state.popups.append(.menu(.findings(nil), ListCursor()))
    },
  ]
}
