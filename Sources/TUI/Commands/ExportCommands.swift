// SPDX-License-Identifier: Apache-2.0

extension CommandTable {
  static let exportCommands: [Command] = [
    Command(
      "shown.write",
      "Write what is shown",
      effect:
        "Writes patients, list, window, entities, pane or hits: .md, .csv, .tsv, .ndjson for the resources.",
      group: .find,
      in: [.patients, .chart, .results, .pane, .review],
      keys: ["g w", "E"],
      alias: "ws",
      needs: .shown
    ) { state, call in
      guard let path = call.argument, !path.isEmpty else { return state.openPrompt(.shown) }
      state.writeShown(to: path)
    },
    Command(
      "table.sort",
      "Sort by name, flag, …",
      effect: "Sorts the rows under each heading by date, name, flag or number of events.",
      group: .find,
      in: [.table],
      keys: ["s"]
    ) { state, _ in state.sortTable() },
    Command(
      "table.abnormal",
      "Next abnormal row",
      group: .move,
      in: [.table],
      keys: ["e"]
    ) { state, _ in state.moveToAbnormalRow() },
    Command(
      "table.reverse",
      "Sort the other way",
      group: .find,
      in: [.table],
      keys: ["S"]
    ) { state, _ in state.reverseTable() },
    Command(
      "yank.shown",
      "Copy what is shown",
      effect: "Copies list, window, trends, entities, pane or hits as a Markdown table.",
      group: .open,
      in: [.chart, .results, .pane, .review],
      keys: ["g y"],
      alias: "ys",
      needs: .copying
    ) { state, _ in state.yankShown() },
  ]
}
