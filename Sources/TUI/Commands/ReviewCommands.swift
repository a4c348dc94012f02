// SPDX-License-Identifier: Apache-2.0

internal import Extraction
internal import Store

extension CommandTable {
  static let reviewCommands: [Command] = [
    Command(
      "view.entities",
      "Entities",
      effect: "Shows what was read from the patient's notes, to be judged: view 6.",
      group: .views,
      in: [.chart, .pane],
      keys: ["g 6", "6"],
      keysIn: [.pane: ["g 6"]],
      alias: "en",
      needs: .patientReadings
    ) { state, _ in state.showEntities() },
    Command(
      "mention.next",
      "Next marked words",
      effect: "Goes to the next words of the note that tarn read something in, and says why.",
      hint: "why marked",
      group: .review,
      in: [.note],
      keys: ["tab"],
      needs: .mentions
    ) { state, call in state.moveMention(by: call.times) },
    Command(
      "mention.prev",
      "Last marked words",
      group: .review,
      in: [.note],
      keys: ["S-tab"],
      needs: .mentions
    ) { state, call in state.moveMention(by: -call.times) },
    Command(
      "mention.judge",
      "Judge what was read",
      effect: "Opens what was read in this note to be judged; back leads to the note.",
      hint: "judge",
      group: .review,
      in: [.note],
      keys: ["enter"],
      needs: .mentions
    ) { state, _ in state.judgeMention() },
    Command(
      "review.queue",
      "Entities of all patients",
      effect: "Goes through what was read from notes and is not judged, over all patients.",
      group: .review,
      in: [.global],
      keys: ["g E"],
      alias: "qe",
      needs: .readings
    ) { state, _ in state.openReview(ofLake: true) },
    Command(
      "review.read_note",
      "Read the note in its place",
      effect: "Goes to the note on its patient's timeline; back leads to the entities.",
      group: .review,
      in: [.review],
      keys: ["o"],
      needs: .entity
    ) { state, _ in state.openReviewedNote() },
    Command(
      "reconciliation.open",
      "Notes against chart",
      effect:
        "Lists allergies, medications, problems and procedures where notes and chart disagree.",
      group: .review,
      in: [.chart],
      keys: ["g o"],
      alias: "rn",
      needs: .readings
    ) { state, _ in state.openReconciliation() },
    Command(
      "reconciliation.chart",
      "The chart's entry",
      effect:
        "Opens what the chart has; Enter opens the words of the newest note where there are any.",
      hint: "chart",
      group: .review,
      in: [.reconciliation],
      keys: ["o"],
      needs: .charted
    ) { state, _ in state.openReconciled(fromChart: true) },
    Command(
      "reconciliation.evidence",
      "All evidence",
      effect: "Lists every entry of the chart and every note that names it; Enter opens one.",
      hint: "evidence",
      group: .review,
      in: [.reconciliation],
      keys: ["e"],
      needs: .reconciled
    ) { state, _ in state.openEvidence() },
    Command(
      "review.accept",
      "Accept",
      effect: "It is so; goes on to the next that waits.",
      hint: "accept",
      group: .review,
      in: [.review],
      keys: ["a"],
      needs: .entity
    ) { state, _ in state.decide(.accepted, key: "a") },
    Command(
      "review.reject",
      "Reject",
      effect: "It is not so, or of no use; goes on to the next that waits.",
      hint: "reject",
      group: .review,
      in: [.review],
      keys: ["x"],
      needs: .entity
    ) { state, _ in state.decide(.rejected, key: "x") },
    Command(
      "review.skip",
      "Leave it for later",
      hint: "skip",
      group: .review,
      in: [.review],
      keys: ["space"]
    ) { state, _ in state.goToUnreviewed(forward: true) },
    Command(
      "review.alternative",
      "Take another code",
      effect: "Names the code with this number; the same digit again takes it and accepts it.",
      hint: "code",
      group: .review,
      in: [.review],
      keys: ["1", "2", "3", "4", "5", "6", "7", "8", "9"],
      needs: .entity
    ) { state, call in
      guard let number = call.argument.flatMap(Int.init) ?? call.key?.digit else { return }
      state.offerAlternative(number)
    },
    trait(.negation, "negated", key: "g n"),
    trait(.pertainsToFamily, "family", key: "g f"),
    trait(.hypothetical, "hypothetical", key: "g h"),
    trait(.pastHistory, "past", key: "g p"),
    trait(.future, "planned", key: "g t"),
    trait(.uncertain, "uncertain", key: "g u"),
    Command(
      "review.undo",
      "Take the decision back",
      hint: "undo",
      group: .review,
      in: [.review],
      keys: ["u"],
      needs: .writing
    ) { state, _ in state.undoDecision() },
    Command(
      "review.redo",
      "Decide so again",
      group: .review,
      in: [.review],
      keys: ["U"],
      needs: .writing
    ) { state, _ in state.redoDecision() },
    Command(
      "unreviewed.next",
      "Next that waits",
      hint: "next",
      group: .review,
      in: [.review],
      keys: [")"]
    ) { state, _ in state.goToUnreviewed(forward: true) },
    Command(
      "unreviewed.prev",
      "Last that waits",
      group: .review,
      in: [.review],
      keys: ["("]
    ) { state, _ in state.goToUnreviewed(forward: false) },
    Command(
      "waiting.next",
      "Next note that waits",
      effect: "Goes to the next note, or in the list to the next patient, with entities to review.",
      group: .review,
      in: [.chart, .patients],
      keys: [")"]
    ) { state, _ in state.goToWaiting(forward: true) },
    Command(
      "waiting.prev",
      "Last note that waits",
      group: .review,
      in: [.chart, .patients],
      keys: ["("]
    ) { state, _ in state.goToWaiting(forward: false) },
    Command(
      "review.next_note",
      "Next note",
      hint: "note",
      group: .review,
      in: [.review],
      keys: ["}"]
    ) { state, call in state.goToReviewNote(by: call.times) },
    Command(
      "review.prev_note",
      "Last note",
      group: .review,
      in: [.review],
      keys: ["{"]
    ) { state, call in state.goToReviewNote(by: -call.times) },
    Command(
      "review.min_confidence",
      "Least score",
      effect: "Lists scores from 0, .5, .7 or .9 on, and says how many of the note are hidden.",
      hint: "conf",
      group: .review,
      in: [.review],
      keys: ["c"]
    ) { state, _ in state.cycleMinimumScore() },
  ]

  private static func trait(_ trait: TraitName, _ word: String, key: String) -> Command {
    Command(
      "review.set_\(word)",
      "It is \(word), or not",
      effect: "Corrects what is said of it: adds or takes away '\(word)', and accepts it so.",
      group: .review,
      in: [.review],
      keys: [key],
      needs: .entity
    ) { state, _ in state.toggleTrait(trait, key: key) }
  }
}
