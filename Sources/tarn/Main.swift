// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// The program.
@main
struct Tarn: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tarn",
    abstract: "A health data lake in one file, and a browser of patient timelines over it.",
    discussion: """
      Without a subcommand, tarn opens the browser on the default lake. Everything the browser \
      shows can be had without it, as text, TSV or JSON.

      The lake is $TARN_LAKE, else $XDG_DATA_HOME/tarn/lake.tarn, else \
      ~/.local/share/tarn/lake.tarn; every subcommand takes --lake PATH.

      Exit status: 0 done; 1 done with data errors, or nothing found; 2 failed; 64 wrong usage.
      """,
    version: Program.version,
    subcommands: [
      BrowseCommand.self, DemoCommand.self, ImportCommand.self, SearchCommand.self,
      TimelineCommand.self, ExtractCommand.self, ReviewCommand.self, TerminologyCommand.self,
      ReconcileCommand.self,
      ShowCommand.self, HistoryCommand.self,
      DiffCommand.self, BlameCommand.self, JobsCommand.self,
      PutCommand.self, PatchCommand.self, DeleteCommand.self, RestoreCommand.self,
      ApplyCommand.self, UndoCommand.self, EraseCommand.self, ExportCommand.self,
      EverythingCommand.self, DocumentCommand.self,
      SQLCommand.self, ViewCommand.self,
      StatsCommand.self, PopulationCommand.self, CompareCommand.self, CheckCommand.self,
      ReindexCommand.self, ValidateCommand.self,
      ProfileCommand.self,
      GenerateCommand.self,
      ThemeCommand.self, KeysCommand.self,
    ],
    defaultSubcommand: BrowseCommand.self
  )

  /// Runs the subcommand, and gives every failure its words and its exit status.
  static func main() {
    Signals.ignoreBrokenPipe()
    do {
      let arguments = Array(CommandLine.arguments.dropFirst())
      var command = try NegativeValues.parse(arguments) { try parseAsRoot($0) }
      try command.run()
    } catch {
      Failure.exit(with: error)
    }
  }
}

/// What the program says of itself.
enum Program {
  static let version = "0.1.0"

  /// The name that jobs carry.
  static let name = "tarn \(version)"
}
