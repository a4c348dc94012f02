// SPDX-License-Identifier: Apache-2.0

extension CommandTable {
  static let viewCommands: [Command] = [
    view(.timeline, "Timeline", alias: "tl"),
    view(.problems, "Problems and allergies", alias: "pr"),
    view(.medications, "Medications, vaccines", alias: "me"),
    view(.labs, "Labs and vitals", alias: "la"),
    view(.notes, "Notes and documents", alias: "nt"),
    view(.versions, "Changes and deletions", alias: "ve"),
    Command(
      "nav.back",
      "Back",
      effect: "Closes what is on top, or goes back to where you came from.",
      hint: "back",
      group: .views,
      in: [.global, .popup],
      keys: ["esc", "q"]
    ) { state, _ in state.goBack() },
    Command(
      "nav.jump_back",
      "Where you were before",
      group: .views,
      in: [.chart],
      keys: ["C-o"],
      alias: "jb"
    ) { state, _ in
      state.jumpBack()
    },
    Command(
      "nav.breadcrumb",
      "Steps to here",
      effect: "Lists the resources that were walked through to here; enter goes back to one.",
      group: .views,
      in: [.chart],
      keys: ["`"],
      alias: "br",
      needs: .step
    ) { state, _ in state.openBreadcrumb() },
    Command(
      "nav.jump_forward",
      "Forward again",
      group: .views,
      in: [.chart],
      keys: ["g ;"],
      alias: "jf"
    ) { state, _ in
      state.jumpForward()
    },
    Command(
      "pane.next",
      "Next pane",
      hint: "pane",
      group: .views,
      in: [.chart],
      keys: ["tab", "C-w w"],
      needs: .otherPane
    ) { state, _ in
      state.movePane(by: 1)
    },
    Command(
      "pane.prev",
      "Previous pane",
      group: .views,
      in: [.chart],
      keys: ["S-tab", "C-w W"],
      needs: .otherPane
    ) { state, _ in
      state.movePane(by: -1)
    },
    Command(
      "pane.maximise",
      "This pane alone, or all",
      group: .views,
      in: [.chart],
      keys: ["C-w o"],
      alias: "mx"
    ) { state, _ in
      state.toggleMaximised()
    },
    Command(
      "patients.toggle",
      "Patients beside it",
      hint: "patients",
      group: .views,
      in: [.chart],
      keys: ["p"],
      alias: "pa",
      needs: .rail
    ) { state, _ in state.toggleRail() },
  ]

  private static func view(
    _ view: ChartView,
    _ title: String,
    alias: String
  ) -> Command {
    Command(
      view.command,
      title,
      effect: "Shows the patient's view \(view.rawValue): \(title.lowercased()).",
      group: .views,
      in: [.chart, .pane],
      keys: ["g \(view.rawValue)", "\(view.rawValue)"],
      // A digit alone counts in lists, and names a code where entities are judged.
      keysIn: [.pane: ["g \(view.rawValue)"]],
      alias: alias,
      needs: .patient
    ) { state, _ in state.show(view) }
  }

  static let listCommands: [Command] = [
    Command(
      "list.sort",
      "Sort by…",
      hint: "sort",
      group: .find,
      in: [.patients],
      keys: ["s"],
      alias: "so"
    ) { state, _ in
      let at = PatientSort.allCases.firstIndex(of: state.list.sort) ?? 0
      state.popups.append(.menu(.sort, ListCursor(index: at)))
    },
    Command(
      "list.reverse",
      "Sort the other way",
      group: .find,
      in: [.patients],
      keys: ["S"],
      alias: "sr"
    ) { state, _ in
      state.sortPatients(by: state.list.sort, isReversed: !state.list.isReversed)
    },
    Command(
      "list.columns",
      "Columns…",
      effect:
        "Chooses the columns of the patient list; those in parts counted over the whole lake.",
      hint: "columns",
      group: .find,
      in: [.patients],
      keys: ["c"],
      alias: "co"
    ) { state, _ in state.popups.append(.menu(.columns, ListCursor())) },
    Command(
      "item.mark",
      "Mark the patient",
      hint: "mark",
      group: .find,
      in: [.patients],
      keys: ["space"],
      needs: .focusedPatient
    ) { state, _ in
      if state.patientRange != nil { return state.markRange() }
      guard let id = state.list.focused?.id else { return }
      if state.list.marked.remove(id) == nil { state.list.marked.insert(id) }
      state.move(by: 1)
    },
    Command(
      "item.next_marked",
      "Next marked patient",
      group: .find,
      in: [.patients],
      keys: ["'"],
      needs: .markedPatient
    ) { state, _ in state.moveToMarkedPatient() },
  ]

  static let programCommands: [Command] = [
    Command(
      "help.open",
      "Help",
      hint: "help",
      group: .program,
      in: [.global],
      keys: ["?"],
      alias: "he"
    ) { state, _ in
      state.popups.append(.help(HelpState(contexts: state.contexts)))
    },
    Command(
      "palette.open",
      "Commands by name",
      hint: "commands",
      group: .program,
      in: [.global],
      keys: [":"]
    ) { state, _ in
      state.popups.append(.palette(PaletteState(contexts: state.contexts)))
    },
    Command(
      "messages.open",
      "What was said so far",
      group: .program,
      in: [.global],
      keys: ["g e"],
      alias: "ms"
    ) { state, _ in
      state.log.markRead()
      state.popups.append(.messages(scroll: 0))
    },
    Command(
      "lake.reload",
      "Read the lake again",
      group: .program,
      in: [.global],
      keys: ["C-r"],
      alias: "re"
    ) { state, _ in
      state.reload()
    },
    Command(
      "theme.choose",
      "Themes…",
      effect: "Lists the themes that are found, and shows each as the cursor comes to it.",
      group: .program,
      in: [.global],
      keys: ["g T"],
      alias: "th",
      needs: .appearance
    ) { state, _ in state.listThemes() },
    Command(
      "theme.reload",
      "Read theme and keys again",
      effect: "Reads the files of theme and keys again, as the signal USR1 does.",
      group: .program,
      in: [.global],
      keys: ["g R"],
      alias: "rt",
      needs: .appearance
    ) { state, _ in state.reloadAppearance() },
    Command(
      "screen.redraw",
      "Paint the screen again",
      group: .program,
      in: [.global, .popup],
      keys: ["C-l"]
    ) { state, _ in
      state.outbox.append(.repaint)
    },
    Command(
      "program.suspend",
      "Suspend tarn; fg continues",
      group: .program,
      in: [.global, .popup],
      keys: ["C-z"],
      needs: .leaving
    ) { state, _ in
      state.outbox.append(.suspend)
    },
    Command("program.quit", "Quit", group: .program, in: [.global], keys: ["Q"], alias: "qu") {
      state,
      _ in
      state.leave()
    },
  ]
}
