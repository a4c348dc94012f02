// SPDX-License-Identifier: Apache-2.0

internal import Store

extension CommandTable {
  static let comparisonCommands: [Command] = [
    Command(
      "compare.open",
      "Same in other patients",
      effect:
        "Lays patients beside each other, aligned on their first event of this kind; `:cm hba1c` says by what.",
      group: .time,
      in: [.timeline, .table, .detail],
      keys: ["g a"],
      alias: "cm",
      needs: .comparing
    ) { state, call in state.openComparison(call.argument?.trimmed ?? "") },
    Command(
      "compare.measure",
      "Compare by something else",
      effect:
        "Asks for a lab or vital sign by name or code, or for a lane whose events are counted.",
      hint: "by",
      group: .time,
      in: [.comparison],
      keys: ["m", "/"]
    ) { state, _ in state.openPrompt(.measure) },
    Command(
      "compare.occurrence",
      "First or last event",
      effect: "Aligns each patient on the first event of the kind, or on the last.",
      hint: "first/last",
      group: .time,
      in: [.comparison],
      keys: ["a"]
    ) { state, _ in state.changeComparison { $0.isLast.toggle() } },
    Command(
      "compare.nearer",
      "Fewer days around day 0",
      hint: "days",
      group: .time,
      in: [.comparison],
      keys: ["z", "+"]
    ) { state, call in state.widenComparison(by: -call.times) },
    Command(
      "compare.further",
      "More days around day 0",
      group: .time,
      in: [.comparison],
      keys: ["Z", "-"]
    ) { state, call in state.widenComparison(by: call.times) },
    Command(
      "compare.sort",
      "Sort by change, next, …",
      effect:
        "Sorts by change, by the time to the next event of the kind, by day 0, name, or values.",
      hint: "sort",
      group: .time,
      in: [.comparison],
      keys: ["s"]
    ) { state, _ in state.sortComparison() },
    Command(
      "compare.reverse",
      "The other way round",
      group: .time,
      in: [.comparison],
      keys: ["S"]
    ) { state, _ in state.reverseComparison() },
  ]
}
