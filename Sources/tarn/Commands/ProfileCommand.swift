// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Exchange
import Foundation
import Validation

/// Where the packages are.
struct ProfileOptions: ParsableArguments {
  @Option(
    name: .customLong("profiles"),
    help: ArgumentHelp(
      "The folder of the loaded packages.",
      discussion: "Without it $XDG_DATA_HOME/tarn/profiles or ~/.local/share/tarn/profiles.",
      valueName: "folder"
    ),
    completion: .directory
  )
  var path: String?

  var folder: ProfileFolder {
    if let path { return ProfileFolder(path) }
    let environment = ProcessInfo.processInfo.environment
    if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") {
      return ProfileFolder(data + "/tarn/profiles")
    }
    return ProfileFolder((environment["HOME"] ?? ".") + "/.local/share/tarn/profiles")
  }
}

/// `tarn profile`.
struct ProfileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile",
    abstract: "Load the packages that resources are validated against.",
    discussion: """
      A package is an npm archive as registries of implementation guides have them (.tgz), or a JSON \
      file with a StructureDefinition, or with a Bundle of definitions. 'tarn validate' and \
      'tarn import --validation strict' follow meta.profile with what is loaded.
      """,
    subcommands: [Add.self, List.self, Remove.self],
    defaultSubcommand: List.self
  )

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Load packages.")

    @OptionGroup var profiles: ProfileOptions

    @Argument(help: "The files.", completion: .file(extensions: ["tgz", "json"]))
    var files: [String]

    func run() throws {
      for file in files {
        let package = try profiles.folder.add(file)
        Output.line("\(package.title): \(package.definitions.count) definitions")
      }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the loaded packages, and with --all their profiles."
    )

    @OptionGroup var profiles: ProfileOptions

    @Flag(help: "List the profiles on resources too.")
    var all = false

    func run() throws {
      let folder = profiles.folder
      for package in folder.packages { Output.line(package.title) }
      if folder.packages.isEmpty {
        Output.error("No packages are loaded; 'tarn profile add FILE.tgz' loads one")
      }
      if all { for url in try folder.load().profileURLs { Output.line("  \(url)") } }
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Remove packages.")

    @OptionGroup var profiles: ProfileOptions

    @Argument(help: "The name, with or without #version.")
    var name: String

    func run() throws {
      for package in try profiles.folder.remove(name) { Output.line("\(package.title) removed") }
    }
  }
}
