// SPDX-License-Identifier: Apache-2.0

extension CommandTable {
  static let promptCommands: [Command] = [
    Command(
      "prompt.accept",
      "Accept",
      hint: "accept",
      group: .prompt,
      in: [.prompt],
      keys: ["enter"]
    ) { state, _ in
      state.acceptPrompt()
    },
    Command(
      "prompt.cancel",
      "Back to how it was",
      hint: "back",
      group: .prompt,
      in: [.prompt],
      keys: ["esc", "C-g"]
    ) { state, _ in
      state.cancelPrompt()
    },
    Command(
      "prompt.complete",
      "Complete the word",
      hint: "complete",
      group: .prompt,
      in: [.searchPrompt, .sqlPrompt],
      keys: ["tab"]
    ) { state, _ in
      state.acceptCompletion()
    },
    Command(
      "prompt.next_completion",
      "Next completion",
      group: .prompt,
      in: [.searchPrompt, .sqlPrompt],
      keys: ["down"]
    ) { state, _ in
      state.moveCompletion(by: 1)
    },
    Command(
      "prompt.prev_completion",
      "Previous completion",
      group: .prompt,
      in: [.searchPrompt, .sqlPrompt],
      keys: ["up"]
    ) { state, _ in
      state.moveCompletion(by: -1)
    },
    Command(
      "prompt.schema",
      "Views and columns of SQL",
      effect: "Lists what a query can name; Enter puts one into the query, esc goes on typing.",
      hint: "views",
      group: .prompt,
      in: [.sqlPrompt],
      keys: ["C-t"]
    ) { state, _ in
      state.openSchema()
    },
    Command(
      "prompt.next_hit",
      "Next hit, while typing",
      hint: "next hit",
      group: .prompt,
      in: [.searchPrompt],
      keys: ["C-n", "C-j"],
      needs: .hit
    ) { state, _ in
      state.moveInPromptHits(by: 1)
    },
    Command(
      "prompt.prev_hit",
      "Previous hit, while typing",
      group: .prompt,
      in: [.searchPrompt],
      keys: ["C-p"],
      needs: .hit
    ) { state, _ in
      state.moveInPromptHits(by: -1)
    },
    Command(
      "prompt.as_filter",
      "Apply as a filter",
      hint: "as filter",
      group: .prompt,
      in: [.searchPrompt],
      keys: ["M-enter", "C-t"]
    ) { state, _ in
      state.acceptAsFilter()
    },
    Command(
      "prompt.scope",
      "Whose events are searched",
      effect:
        "Searches all patients, those of the list where a filter or a worklist narrows it, or the open one.",
      hint: "whose",
      group: .prompt,
      in: [.searchPrompt],
      keys: ["M-p", "C-x"]
    ) { state, _ in
      state.toggleSearchScope()
    },
    Command(
      "prompt.older",
      "What was typed before",
      group: .prompt,
      in: [.prompt],
      keys: ["up", "C-p"]
    ) { state, _ in
      state.movePromptHistory(by: 1)
    },
    Command(
      "prompt.newer",
      "What was typed after it",
      group: .prompt,
      in: [.prompt],
      keys: ["down", "C-n"]
    ) { state, _ in
      state.movePromptHistory(by: -1)
    },
    Command("edit.left", "A character left", group: .prompt, in: [.prompt], keys: ["left", "C-b"]) {
      state,
      _ in
      state.editPrompt { $0.move(by: -1) }
    },
    Command(
      "edit.right",
      "A character right",
      group: .prompt,
      in: [.prompt],
      keys: ["right", "C-f"]
    ) { state, _ in
      state.editPrompt { $0.move(by: 1) }
    },
    Command("edit.start", "To the start", group: .prompt, in: [.prompt], keys: ["home", "C-a"]) {
      state,
      _ in
      state.editPrompt { $0.moveToStart() }
    },
    Command("edit.end", "To the end", group: .prompt, in: [.prompt], keys: ["end", "C-e"]) {
      state,
      _ in
      state.editPrompt { $0.moveToEnd() }
    },
    Command(
      "edit.word_left",
      "A word left",
      group: .prompt,
      in: [.prompt],
      keys: ["M-b", "C-left"]
    ) { state, _ in
      state.editPrompt { $0.moveToPreviousWord() }
    },
    Command(
      "edit.word_right",
      "A word right",
      group: .prompt,
      in: [.prompt],
      keys: ["M-f", "C-right"]
    ) { state, _ in
      state.editPrompt { $0.moveToNextWord() }
    },
    Command(
      "edit.backspace",
      "Delete before",
      group: .prompt,
      in: [.prompt],
      keys: ["backspace", "C-h"]
    ) { state, _ in
      state.editPrompt { $0.deleteBackward() }
    },
    Command("edit.delete", "Delete after", group: .prompt, in: [.prompt], keys: ["delete", "C-d"]) {
      state,
      _ in
      state.editPrompt { $0.deleteForward() }
    },
    Command(
      "edit.delete_word",
      "Delete the word before",
      group: .prompt,
      in: [.prompt],
      keys: ["C-w"]
    ) { state, _ in
      state.editPrompt { $0.deleteWordBackward() }
    },
    Command(
      "edit.delete_to_start",
      "Delete to the start",
      group: .prompt,
      in: [.prompt],
      keys: ["C-u"]
    ) { state, _ in
      state.editPrompt { $0.deleteToStart() }
    },
    Command("edit.delete_to_end", "Delete to the end", group: .prompt, in: [.prompt], keys: ["C-k"])
    { state, _ in
      state.editPrompt { $0.deleteToEnd() }
    },
    Command(
      "edit.put_back",
      "Put back what was deleted",
      group: .prompt,
      in: [.prompt],
      keys: ["C-y"]
    ) { state, _ in
      state.editPrompt { $0.putBack() }
    },
  ]

  static let popupCommands: [Command] = [
    Command("popup.accept", "Choose", hint: "choose", group: .prompt, in: [.popup], keys: ["enter"])
    { state, _ in
      state.acceptPopup()
    },
    Command(
      "popup.remove",
      "Remove the entry",
      group: .prompt,
      in: [.popup],
      keys: ["x", "delete"]
    ) { state, _ in
      state.removePopupEntry()
    },
  ]
}
