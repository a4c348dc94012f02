// SPDX-License-Identifier: Apache-2.0

extension CommandTable {
  static let pastCommands: [Command] = [
    Command(
      "asof.prompt",
      "Look back: date or job",
      effect:
        "Shows everything as the lake knew it then: 2024-03-01, -6mo, or 12 for job 12. Empty: now.",
      hint: "as of",
      group: .past,
      in: [.global],
      keys: ["R"],
      alias: "ao"
    ) { state, call in
      guard let argument = call.argument, !argument.isEmpty else { return state.askMoment() }
      state.acceptMoment(argument)
    },
    Command(
      "differences.open",
      "Differences of moments",
      effect:
        "Lists what was added, changed and deleted between the moment on the screen and now, or two.",
      group: .past,
      in: [.global],
      keys: ["g d"],
      alias: "df"
    ) { state, call in state.openDifferences(call.argument?.trimmed ?? "") },
    Command(
      "differences.since_look",
      "New since you looked",
      effect:
        "Lists what was added, changed and deleted in this record since you looked at it before.",
      group: .past,
      in: [.chart],
      keys: ["g D"],
      alias: "dn",
      needs: .lookedBefore
    ) { state, _ in state.openNews() },
    Command(
      "time.toggle_recorded",
      "Happened or recorded",
      effect: "Places events by when they happened, or by when the lake recorded them.",
      group: .past,
      in: [.timeline],
      keys: ["g r"],
      alias: "rc",
      needs: .recordedTimes
    ) { state, _ in state.toggleAxis() },
    Command(
      "ghosts.toggle",
      "Draw what was deleted",
      effect: "Draws deleted resources where they were, marked x, or takes them off again.",
      group: .past,
      in: [.timeline],
      keys: ["D"],
      alias: "gh"
    ) { state, _ in
      guard let look = state.chart?.look else { return }
      state.showGhosts(!look.hasGhosts)
    },
    Command(
      "log.open",
      "Changes, newest first",
      effect: "Lists every version of the patient's record, or of the lake: who, when, job, what.",
      group: .past,
      in: [.global],
      keys: ["g c"],
      alias: "cl"
    ) { state, _ in state.openChanges(ofLake: false) },
    Command(
      "log.lake",
      "Changes of the whole lake",
      group: .past,
      in: [.chart],
      keys: ["g C"],
      alias: "ca"
    ) { state, _ in state.openChanges(ofLake: true) },
    Command(
      "graveyard.open",
      "What was deleted",
      effect: "Lists deleted resources with who deleted them and why; u brings one back.",
      group: .past,
      in: [.global],
      keys: ["g x"],
      alias: "gy"
    ) { state, _ in state.openGraveyard(ofLake: false) },
    Command(
      "graveyard.lake",
      "Deleted in the whole lake",
      group: .past,
      in: [.chart],
      keys: ["g X"],
      alias: "ga"
    ) { state, _ in state.openGraveyard(ofLake: true) },
    Command(
      "item.restore",
      "Bring the deleted back",
      effect: "Brings the deleted resource that has the focus back, as a version, when you say y.",
      hint: "bring back",
      group: .past,
      in: [.graveyard, .timeline, .detail],
      keys: ["u"],
      alias: "rs",
      needs: .deleted
    ) { state, _ in state.confirmRestore() },
    Command(
      "jobs.open",
      "Jobs: what was done",
      effect: "Lists what was done to the lake; Enter shows what a job changed, U undoes it.",
      group: .past,
      in: [.global],
      keys: ["g J"],
      alias: "jo"
    ) { state, _ in state.openJobs() },
    Command(
      "job.undo",
      "Undo the job",
      effect: "Shows what a roll-back of the job would do, and does it when you say so.",
      hint: "undo",
      group: .past,
      in: [.jobs],
      keys: ["U"],
      alias: "un",
      needs: .job
    ) { state, _ in state.previewUndo() },
    Command(
      "sql.open",
      "Ask in SQL",
      effect: "One SELECT over a view per resource type, read only; the result is a table.",
      group: .past,
      in: [.global],
      keys: ["g s"],
      alias: "sq",
      needs: .names
    ) { state, call in state.openSQL(call.argument?.trimmed ?? "") },
  ]

  static let paneCommands: [Command] = [
    Command(
      "pane.open",
      "Open, or ask for a query",
      hint: "open",
      group: .past,
      in: [.pane],
      keys: ["enter"],
      needs: .opening
    ) { state, _ in state.openInPane() },
    Command(
      "sql.edit",
      "Edit the query",
      hint: "edit",
      group: .past,
      in: [.sql],
      keys: ["i", "e"]
    ) { state, _ in state.askSQL() },
    Command(
      "sql.row",
      "Everything in the row",
      effect: "Shows all fields of the row, one below the other, JSON indented.",
      hint: "row",
      group: .past,
      in: [.sql],
      keys: ["v"],
      needs: .sqlRow
    ) { state, _ in state.showSQLRow() },
    Command(
      "sql.schema",
      "Views and columns",
      effect:
        "Lists what a query can name, with counts; / narrows it, Enter puts it into the query.",
      hint: "views",
      group: .past,
      in: [.sql],
      keys: ["t"]
    ) { state, _ in state.openSchema() },
    Command(
      "schema.find",
      "Only names with words",
      hint: "find",
      group: .past,
      in: [.schema],
      keys: ["/"]
    ) { state, _ in state.openPrompt(.schemaWords, text: state.sql.schemaWords) },
    Command(
      "sql.right",
      "Columns further right",
      hint: "columns",
      group: .past,
      in: [.sql],
      keys: ["l", "right"]
    ) { state, call in state.scrollPane(by: call.times) },
    Command(
      "sql.left",
      "Columns further left",
      group: .past,
      in: [.sql],
      keys: ["h", "left"]
    ) { state, call in state.scrollPane(by: -call.times) },
    Command(
      "sql.export",
      "Write the result to a file",
      effect: "Asks for a name that ends in .csv or .tsv; a file that is there is left as it is.",
      hint: "export",
      group: .past,
      in: [.sql],
      keys: ["E"],
      alias: "xp",
      needs: .result
    ) { state, call in
      guard let path = call.argument, !path.isEmpty else { return state.openPrompt(.file) }
      state.writeResult(to: path)
    },
    Command(
      "log.layer",
      "Elements, JSON or both",
      group: .past,
      in: [.log],
      keys: ["t"],
      needs: .raw
    ) { state, _ in state.cyclePaneLayer() },
    Command(
      "log.words",
      "Word by word, or not",
      effect:
        "Shows long texts in full, and in them what went as [-old-] and what came as {+new+}.",
      group: .past,
      in: [.log],
      keys: ["w"],
      needs: .difference
    ) { state, _ in state.togglePaneWords() },
    Command(
      "log.meta",
      "Meta elements, or not",
      group: .past,
      in: [.log],
      keys: ["M"]
    ) { state, _ in
      guard !state.panes.isEmpty else { return }
      state.panes[state.panes.count - 1].isMetaShown.toggle()
    },
  ]
}

extension AppState {
  /// Shows the elements of a difference, its JSON, or both.
  fileprivate mutating func cyclePaneLayer() {
    guard !panes.isEmpty else { return }
    let next: VersionsState.Layer =
      switch panes[panes.count - 1].layer {
      case .both: .fields
      case .fields: .json
      case .json: .both
      }
    panes[panes.count - 1].layer = next
    panes[panes.count - 1].cursor = ListCursor()
  }

  /// Compares texts of the difference in the topmost pane word by word, or not.
  fileprivate mutating func togglePaneWords() {
    guard let top = panes.indices.last, case .difference(let difference) = panes[top].content else {
      return
    }
    panes[top].isByWords.toggle()
    panes[top].cursor = ListCursor()
    sayWords(panes[top].isByWords, difference)
  }
}
