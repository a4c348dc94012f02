// SPDX-License-Identifier: Apache-2.0

extension CommandTable {
  static let worklistCommands: [Command] = [
    Command(
      "worklists.open",
      "Worklists",
      effect:
        "Lists the worklists; enter shows the patients of one, the first row those of the lake.",
      hint: "worklists",
      group: .triage,
      in: [.global],
      keys: ["g W"],
      alias: "wl",
      needs: .worklists
    ) { state, _ in state.openWorklists() },
    Command(
      "worklist.keep",
      "Keep as a worklist",
      effect:
        "Names the patients that are marked, else what the list is narrowed by, else the patients shown.",
      group: .triage,
      in: [.patients, .results],
      keys: ["w"],
      alias: "wk",
      needs: .keeping
    ) { state, _ in state.askWorklistName() },
    Command(
      "worklist.search",
      "New, of a search",
      effect:
        "Makes a worklist of whoever a search finds each time it is opened: words and fields, or a FHIR search.",
      hint: "new",
      group: .triage,
      in: [.worklists],
      keys: ["n"],
      needs: .keeping
    ) { state, _ in state.openPrompt(.worklistSearch) },
    Command(
      "worklist.remove",
      "Remove the worklist",
      effect: "Asks, and removes the file of the worklist; patients and lake stay as they are.",
      hint: "remove",
      group: .triage,
      in: [.worklists],
      keys: ["D"],
      needs: .worklist
    ) { state, _ in state.askRemoval() },
    Command(
      "worklist.import",
      "Add one from a file",
      hint: "import",
      group: .triage,
      in: [.worklists],
      keys: ["i"],
      needs: .keeping
    ) { state, _ in state.openPrompt(.worklistImport) },
    Command(
      "worklist.export",
      "Write it to a file",
      effect: "Writes the worklist to a file for somebody else. It holds ids of patients.",
      hint: "export",
      group: .triage,
      in: [.worklists],
      keys: ["E"],
      needs: .sharing
    ) { state, _ in state.openPrompt(.worklistExport) },
    Command(
      "worklist.close",
      "All patients again",
      group: .triage,
      in: [.patients],
      keys: ["g 0"],
      needs: .openWorklist
    ) { state, _ in state.closeWorklist() },
    Command(
      "patient.flag",
      "Flag the patient, or not",
      effect: "Marks the patient to be come back to; on a worklist it counts on that list.",
      hint: "flag",
      group: .triage,
      in: [.global],
      keys: [", f"],
      alias: "pf",
      needs: .marking
    ) { state, _ in state.toggleFlag() },
    Command(
      "patient.done",
      "Done with it, or not",
      effect: "Marks that nothing is left to do; on a worklist it counts on that list.",
      hint: "done",
      group: .triage,
      in: [.global],
      keys: [", d"],
      alias: "pd",
      needs: .marking
    ) { state, _ in state.toggleDone() },
    Command(
      "patient.seen",
      "Seen, or not seen",
      effect: "A record is seen when it is opened; what changes later counts as new.",
      group: .triage,
      in: [.global],
      keys: [", s"],
      alias: "ps",
      needs: .marking
    ) { state, _ in state.toggleSeen() },
    Command(
      "patient.note",
      "A note on the patient",
      effect: "A few words for yourself, kept beside your worklists and not in the lake.",
      group: .triage,
      in: [.global],
      keys: [", n"],
      alias: "pn",
      needs: .marking
    ) { state, _ in state.askMarkNote() },
  ]
}
