// SPDX-License-Identifier: Apache-2.0

extension CommandTable {
  /// Saying otherwise than was read.
  static let correctionCommands: [Command] = [
    Command(
      "review.accept_listed",
      "Accept all that is listed",
      effect:
        "Accepts what waits in this note and is not below the least score, after a question; u takes it back.",
      group: .review,
      in: [.review],
      keys: ["A"],
      needs: .entity
    ) { state, _ in state.confirmAcceptListed() },
    Command(
      "review.find_code",
      "Find a code",
      effect: "Looks for codes by words, in the lexicon and the loaded terminologies.",
      hint: "find code",
      group: .review,
      in: [.review],
      keys: ["s", "/"],
      needs: .entity
    ) { state, _ in state.openCodeSearch() },
    Command(
      "review.set_kind",
      "It is of another kind",
      effect: "Goes through problem, medication, brand, test, procedure, treatment and allergy.",
      group: .review,
      in: [.review],
      keys: ["g k"],
      needs: .entity
    ) { state, _ in state.correctKind() },
    edge("review.longer", "One word more", .end, 1, key: "L"),
    edge("review.shorter", "One word less", .end, -1, key: "H"),
    edge("review.begin_earlier", "Begin a word earlier", .begin, -1, key: "g H"),
    edge("review.begin_later", "Begin a word later", .begin, 1, key: "g L"),
  ]

  private static func edge(
    _ id: String,
    _ title: String,
    _ edge: SpanEdge,
    _ offset: Int,
    key: String
  ) -> Command {
    Command(
      id,
      title,
      effect: "Corrects which words of the note are meant, and accepts it so.",
      group: .review,
      in: [.review],
      keys: [key],
      needs: .entity
    ) { state, call in state.moveEdge(edge, by: offset * call.times, key: key) }
  }
}
