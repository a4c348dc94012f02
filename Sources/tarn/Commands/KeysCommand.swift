// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import TUI

/// `tarn keys`.
struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys",
    abstract: "List the commands of the browser and their keys.",
    discussion: """
      The names are those that keys.toml takes, in the tables of their contexts. The file is looked \
      for in $XDG_CONFIG_HOME/tarn, else in ~/.config/tarn.
      """
  )

  @ArgumentParser.Flag(help: "Print Markdown.")
  var markdown = false

  func run() {
    guard !markdown else {
      Output.write(Array(KeyReference.markdown.utf8))
      return
    }
    Output.table(
      ["Keys", "What it does", "Command", "Contexts"],
      KeyReference.rows.map { row in
        [
          row.keys.joined(separator: "  "), row.title, row.command,
          row.contexts.joined(separator: " "),
        ]
      }
    )
  }
}
