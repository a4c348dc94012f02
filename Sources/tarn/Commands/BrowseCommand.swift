// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Store
import Terminal

/// `tarn browse`.
struct BrowseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "browse",
    abstract: "Open the browser.",
    discussion: "Keys are shown at the bottom of the screen; ? lists all of them, Q leaves."
  )

  @OptionGroup var lake: LakeOptions
  @OptionGroup var past: AsOfOptions

  @Option(help: ArgumentHelp("Open this patient at once.", valueName: "id"))
  var patient: String?

  @Option(help: "The theme; 'tarn theme' lists them.")
  var theme: String?

  @ArgumentParser.Flag(help: "Write nothing to the lake.")
  var readonly = false

  @ArgumentParser.Flag(help: "Show no names, numbers and birth dates.")
  var deidentify = false

  @ArgumentParser.Flag(
    name: .customLong("no-session"),
    help: "Begin with the list of patients, and keep no place for the next time."
  )
  var noSession = false

  func run() throws {
    let path = lake.path
    if !FileManager.default.fileExists(atPath: path), lake.lake == nil {
      Output.line("There is no lake in \(path) yet.")
      Output.line()
      Output.line("  tarn demo             makes a sample lake and opens it")
      Output.line("  tarn import PATH      makes a lake of your FHIR files")
      Output.line("  tarn --help           lists everything else")
      throw ExitCode(2)
    }
    var settings = Browser.Settings(lakePath: path)
    settings.patientID = patient.map {
      $0.hasPrefix("Patient/") ? String($0.dropFirst("Patient/".count)) : $0
    }
    settings.theme = theme
    settings.past = past
    settings.isReadOnly = readonly
    settings.isDeidentified = deidentify
    settings.keepsSession = !noSession
    try Browser.run(settings)
  }
}
