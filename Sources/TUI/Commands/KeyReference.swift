// SPDX-License-Identifier: Apache-2.0

/// docs/keys.md: every command with its default keys, made from the command table.
public enum KeyReference {
  /// A command with its default keys.
  public struct Row: Sendable {
    /// The keys, as they are written in `keys.toml`.
    public let keys: [String]

    /// What it does.
    public let title: String

    /// The id of the command.
    public let command: String

    /// Where it works.
    public let contexts: [String]
  }

  /// All commands, in the order of the help.
  public static var rows: [Row] {
    let table = CommandTable.standard
    let keymap = Keymap(defaultsOf: table)
    return table.commands.map { command in
      Row(
        keys: keymap.allKeys(for: command.id).map { "\($0)" },
        title: command.title,
        command: command.id,
        contexts: command.contexts.map(\.rawValue)
      )
    }
  }

  /// The document.
  public static var markdown: String {
    let table = CommandTable.standard
    let keymap = Keymap(defaultsOf: table)
    var text = """
      # Keys

      This file is made from the command table: `UPDATE_GOLDENS=1 swift test --filter KeyReference` writes it.

      `?` shows the keys that work where you are, `:` runs any command by name or by its two letters.
      Keys are changed in `keys.toml`, which is looked for in `$XDG_CONFIG_HOME/tarn`:

      ```toml
      [timeline]                 # a context of the last column
      "zoom.in" = ["z", "+"]     # all keys of the command there
      "time.goto" = "t"
      "event.pin" = []           # no key
      ```

      A number before a key repeats it: `12j`.
      In a patient 1 to 7 are views, so a number has two digits there; lists that lie over a patient leave
      them to other uses, and `g 1` to `g 7` lead to the views.

      """
    for group in CommandGroup.allCases {
      text += "\n## \(group.title)\n\n"
      text += "| keys | command | does | `:` | works in |\n| --- | --- | --- | --- | --- |\n"
      for command in table.commands where command.group == group {
        let keys = keymap.allKeys(for: command.id).map { key in
          // A backtick stands between two of them.
          key == "`" ? "`` ` ``" : "`\(key == "|" ? "\\|" : key)`"
        }
        let contexts = command.contexts.map(\.rawValue).joined(separator: ", ")
        text += "| \(keys.joined(separator: " ")) | `\(command.id)` | \(command.title) | "
        text += "\(command.alias.map { "`\($0)`" } ?? "") | \(contexts) |\n"
      }
    }
    return text
  }
}

extension CommandGroup {
  /// The heading in sentence case.
  var title: String {
    switch self {
    case .move: "Move"
    case .time: "Zoom and time"
    case .open: "Open"
    case .find: "Find and filter"
    case .views: "Views and panes"
    case .past: "The past, jobs and SQL"
    case .review: "Entities of notes"
    case .triage: "Worklists and marks"
    case .prompt: "Prompts and popups"
    case .program: "Program"
    }
  }
}
