// SPDX-License-Identifier: Apache-2.0

extension CommandTable {
  static let openCommands: [Command] = [
    Command(
      "open.default",
      "Open",
      hint: "open",
      group: .open,
      in: [.patients, .timeline, .table, .results, .rail, .versions],
      keys: ["enter"]
    ) { state, _ in
      state.openDefault()
    },
    Command(
      "open.link",
      "Follow the link",
      hint: "follow",
      group: .open,
      in: [.detail],
      keys: ["enter"]
    ) { state, _ in
      state.followLink()
    },
    Command("link.next", "Next link", group: .open, in: [.detail], keys: ["tab"]) { state, call in
      state.moveLink(by: call.times)
    },
    Command("link.prev", "Previous link", group: .open, in: [.detail], keys: ["S-tab"]) {
      state,
      call in
      state.moveLink(by: -call.times)
    },
    Command(
      "open.source_note",
      "Read the note",
      effect:
        "Opens the focused note; of anything else the note that refers to it, or one of the same encounter or day.",
      hint: "note",
      group: .open,
      in: [.timeline, .table, .detail],
      keys: ["o"],
      alias: "no"
    ) { state, _ in state.openNote() },
    Command(
      "open.diff",
      "Versions and differences",
      effect: "Shows every version of the focused resource and what changed between them.",
      hint: "versions",
      group: .open,
      in: [.timeline, .table, .detail, .note],
      keys: ["d"],
      alias: "di"
    ) { state, _ in state.openVersions() },
    Command(
      "detail.raw_json",
      "JSON or reading view",
      hint: "raw",
      group: .open,
      in: [.detail, .note],
      keys: ["r"],
      alias: "js",
      needs: .raw
    ) { state, _ in
      state.toggleRaw()
    },
    Command(
      "yank.reference",
      "Copy the reference",
      hint: "yank",
      group: .open,
      in: [.global],
      keys: ["y"],
      alias: "yr",
      needs: .copying
    ) { state, _ in
      state.yankReference()
    },
    Command(
      "yank.json",
      "Copy the JSON",
      effect: "Copies the JSON of the focused resource to the clipboard. It holds patient data.",
      group: .open,
      in: [.chart],
      keys: ["Y"],
      alias: "yj",
      needs: .copying
    ) { state, _ in state.yankJSON() },
    Command(
      "patient.next",
      "Next patient",
      effect: "Opens the next patient of the list or worklist in the same view, with its filters.",
      group: .open,
      in: [.chart, .pane],
      keys: [">"],
      alias: "np",
      needs: .openPatient
    ) { state, call in state.openNeighbour(call.times) },
    Command(
      "patient.prev",
      "Previous patient",
      group: .open,
      in: [.chart, .pane],
      keys: ["<"],
      alias: "pp",
      needs: .openPatient
    ) { state, call in
      state.openNeighbour(-call.times)
    },
    Command(
      "patient.record",
      "The Patient resource",
      group: .open,
      in: [.chart],
      keys: ["g p"],
      alias: "pt"
    ) { state, _ in
      guard let id = state.chart?.patient.id else { return }
      state.openSheet(.detail, ResourceKey(type: "Patient", id: id))
    },
    Command(
      "patient.successor",
      "Go to the merged record",
      effect: "Opens the record that took the place of this one (`Patient.link`, replaced-by).",
      group: .open,
      in: [.chart],
      keys: ["g P"],
      alias: "mg",
      needs: .successor
    ) { state, _ in state.openSuccessor() },
  ]

  static let versionCommands: [Command] = [
    Command("version.newer", "The next newer version", group: .open, in: [.versions], keys: ["]"]) {
      state,
      call in
      state.stepVersion(by: call.times)
    },
    Command(
      "version.older",
      "The next older version",
      hint: "older/newer",
      group: .open,
      in: [.versions],
      keys: ["["]
    ) { state, call in
      state.stepVersion(by: -call.times)
    },
    Command(
      "diff.pick",
      "Pick versions to compare",
      hint: "pick pair",
      group: .open,
      in: [.versions],
      keys: ["v"]
    ) { state, _ in
      state.pickVersion()
    },
    Command(
      "diff.layer",
      "Elements, JSON, or both",
      hint: "elements/JSON",
      group: .open,
      in: [.versions],
      keys: ["t"],
      needs: .raw
    ) { state, _ in
      state.cycleDifferenceLayer()
    },
    Command(
      "diff.meta",
      "Elements of meta, or not",
      hint: "meta",
      group: .open,
      in: [.versions],
      keys: ["M"]
    ) { state, _ in
      state.chart?.versions.isMetaShown.toggle()
    },
    Command(
      "diff.words",
      "Word by word, or not",
      effect:
        "Shows long texts in full, and in them what went as [-old-] and what came as {+new+}.",
      hint: "words",
      group: .open,
      in: [.versions],
      keys: ["w"],
      alias: "wd",
      needs: .difference
    ) { state, _ in state.toggleDifferenceWords() },
    Command("diff.scope", "Deleted, changed, or all", group: .open, in: [.versions], keys: ["D"]) {
      state,
      _ in
      state.cycleVersionScope()
    },
  ]

  static let findCommands: [Command] = [
    Command(
      "search.open",
      "Search",
      effect:
        "Finds events by words and fields, as you type; n and N go through the hits. Nothing is hidden.",
      hint: "search",
      group: .find,
      in: [.patients, .chart, .results, .rail],
      keys: ["/"],
      alias: "se"
    ) { state, call in
      state.openSearch()
      if let argument = call.argument, !argument.isEmpty {
        if state.prompt?.isProposed == true { state.prompt?.line = LineEditor() }
        state.editPrompt { $0.insert(argument) }
      }
    },
    Command(
      "search.all",
      "Search all patients",
      group: .find,
      in: [.chart],
      keys: ["g /"],
      alias: "sa"
    ) { state, _ in state.openPrompt(.searchAll) },
    Command("search.next", "Next hit", group: .find, in: [.chart], keys: ["n"]) { state, _ in
      state.goToHit(forward: true)
    },
    Command("search.prev", "Previous hit", group: .find, in: [.chart], keys: ["N"]) { state, _ in
      state.goToHit(forward: false)
    },
    Command(
      "filter.add",
      "Add a filter",
      effect:
        "Hides what does not match, until the filter is dropped. What is hidden is always counted.",
      hint: "filter",
      group: .find,
      in: [.patients, .chart],
      keys: ["f"],
      alias: "fi"
    ) { state, call in
      if state.timeRange != nil, call.argument == nil { return state.filterByRange() }
      state.openPrompt(
        state.screen == .patients ? .patientFilter : .filter,
        // What is typed is another word, not the end of the last one.
        text: state.screen == .patients && !state.list.filter.isEmpty
          ? state.list.filter.trimmed + " " : ""
      )
      if let argument = call.argument, !argument.isEmpty {
        state.editPrompt { $0.insert(argument) }
        state.acceptPrompt()
      }
    },
    Command(
      "filter.drop_last",
      "Drop the last filter",
      group: .find,
      in: [.patients, .chart],
      keys: ["x"],
      alias: "fx",
      needs: .filter
    ) { state, _ in state.dropLastFilter() },
    Command(
      "filter.toggle_all",
      "Filters on or off",
      group: .find,
      in: [.chart],
      keys: ["\\"],
      alias: "ft",
      needs: .filter
    ) { state, _ in state.chart?.areFiltersOn.toggle() },
    Command(
      "filter.manage",
      "List the filters",
      group: .find,
      in: [.chart],
      keys: ["F"],
      alias: "fl",
      needs: .filter
    ) { state, _ in state.popups.append(.menu(.filters, ListCursor())) },
    Command("mark.set", "Mark the place", group: .find, in: [.chart], keys: ["m"]) { state, _ in
      state.awaited = .setMark
    },
    Command("mark.jump", "Go to a mark (a letter)", group: .find, in: [.chart], keys: ["'"]) {
      state,
      _ in
      state.awaited = .jumpToMark
    },
    Command(
      "mark.list",
      "List the marks",
      group: .find,
      in: [.chart],
      keys: ["g m"],
      alias: "ml",
      needs: .mark
    ) { state, _ in state.popups.append(.menu(.marks, ListCursor())) },
  ]
}
