// SPDX-License-Identifier: Apache-2.0

internal import Terminal

/// The last row: what can be done here, from the command table.
struct HintsView {
  let state: AppState

  func draw(on canvas: Canvas) {
    let help = ("?", "help")
    let isPrompt = state.prompt != nil || !state.popups.isEmpty
    let reserved = isPrompt ? 0 : help.0.count + help.1.count + 3
    var x = 1
    for (key, word) in hints {
      let width = DisplayWidth.of(key) + 1 + word.count
      guard x + width + reserved <= canvas.width else { continue }
      x = canvas.put(key, x: x, y: 0, .key)
      x = canvas.put(" " + word, x: x, y: 0, .hint) + 2
    }
    guard !isPrompt else { return }
    let end = canvas.put(help.0, x: x, y: 0, .key)
    canvas.put(" " + help.1, x: end, y: 0, .hint)
  }

  private var hints: [(String, String)] {
    let contexts = state.contexts
    var result: [(String, String)] = []
    var seen: Set<String> = []
    for context in contexts {
      for command in CommandTable.standard.commands
      where command.contexts.contains(context) && command.id != "help.open" {
        guard !isUseless(command.id), let hint = command.hint, seen.insert(hint.trimmed).inserted,
          command.disabledReason(state) == nil,
          let key = state.keymap.keys(for: command.id, in: contexts).first
        else { continue }
        result.append(Self.merged(command.id, key, shown(hint, command.id)))
      }
    }
    return result
  }

  /// What a command does here, in a word.
  private func shown(_ hint: String, _ id: String) -> String {
    if id == "prompt.scope" { return state.nextSearchScope ?? hint }
    return isReading(id) ? "close" : hint
  }

  /// Whether a command does nothing here: a question is answered by its own letters.
  private func isUseless(_ id: String) -> Bool {
    if id == "prompt.scope" { return state.nextSearchScope == nil }
    guard id == "popup.accept", case .confirm = state.popups.last else { return false }
    return true
  }

  /// Whether a command chooses nothing, because the popup is there to be read.
  private func isReading(_ id: String) -> Bool {
    guard id == "popup.accept" else { return false }
    switch state.popups.last {
    case .help, .messages: return true
    default: return false
    }
  }

  /// Some commands come in pairs that are one hint.
  private static func merged(_ id: String, _ key: String, _ hint: String) -> (String, String) {
    let key = KeyText.short(key)
    switch (id, key) {
    case ("move.down", "j"): return ("jk", "move")
    case ("time.next_bin", "l"): return ("hjkl", hint)
    case ("zoom.in", "z"): return ("zZ", hint)
    case ("version.older", "["): return ("[ ]", hint)
    default: return (key, hint)
    }
  }
}
