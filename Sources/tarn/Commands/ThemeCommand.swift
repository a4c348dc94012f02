// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import TUI

/// `tarn theme`.
struct ThemeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "theme",
    abstract: "List and check the themes of the browser.",
    subcommands: [ThemeListCommand.self, ThemeCheckCommand.self],
    defaultSubcommand: ThemeListCommand.self
  )
}

/// `tarn theme list`.
struct ThemeListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the themes that are found, and where."
  )

  func run() throws {
    for file in Resources.themeFiles {
      let name = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
      Output.line("\(name)\t\(file)")
    }
  }
}

/// `tarn theme check`.
struct ThemeCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check theme files: names, contrast, colour blindness, terminals without colours.",
    discussion: """
      Prints a line per finding, as FILE:LINE: error: WHAT [RULE]. Exit status 1 when there are \
      errors. Without files, all themes that are found are checked.
      """
  )

  @Argument(help: "Theme files.", completion: .file(extensions: ["toml"]))
  var files: [String] = []

  func run() throws {
    let linter = ThemeLinter(loader: ThemeLoader(directories: Resources.directories.themes))
    var hasErrors = false
    for file in files.isEmpty ? Resources.themeFiles : files {
      guard let data = FileManager.default.contents(atPath: file) else {
        Output.error("tarn: The file cannot be read: \(file)")
        throw ExitCode(2)
      }
      let findings = linter.findings(in: String(decoding: data, as: UTF8.self), file: file)
      for finding in findings { Output.line(finding.description) }
      hasErrors = hasErrors || findings.contains { $0.severity == .error }
    }
    if hasErrors { throw ExitCode(1) }
  }
}
