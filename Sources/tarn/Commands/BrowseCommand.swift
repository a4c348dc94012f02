// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser
import Foundation
import Store
public import Terminal

extension ColorChoice: ExpressibleByArgument {}

/// `tarn browse`.
struct BrowseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "browse",
    abstract: "Open the browser.",
    discussion:
      "Where there is no lake yet, it offers a sample lake, an import or a tour. Keys are shown at the bottom of the screen; ? lists all of them, Q leaves."
  )

  @OptionGroup var lake: LakeOptions
  @OptionGroup var past: AsOfOptions

  @Option(help: ArgumentHelp("Open this patient at once.", valueName: "id"))
  var patient: String?

  @Option(help: "The theme; 'tarn theme' lists them.")
  var theme: String?

  @Option(help: "The most colours: auto obeys NO_COLOR.")
  var color: ColorChoice = .auto

  @ArgumentParser.Flag(help: "Write nothing: no edits, marks or files, and no way to a shell.")
  var readonly = false

  @ArgumentParser.Flag(
    help: "Show no names, numbers, birth dates and dates; write and copy nothing."
  )
  var deidentify = false

  @ArgumentParser.Flag(
    help: "Open the sample lake with the tour: six tasks, with the keys to type."
  )
  var tour = false

  @ArgumentParser.Flag(
    help: "Take clicks and the wheel; the terminal selects text with Shift held."
  )
  var mouse = false

  @ArgumentParser.Flag(
    help: "One pane at a time, words in place of drawings, for screens that are read aloud."
  )
  var accessible = false

  @ArgumentParser.Flag(
    name: .customLong("no-session"),
    help: "Begin with the list of patients, and keep no place for the next time."
  )
  var noSession = false

  func validate() throws {
    guard deidentify, let asOf = past.asOf, Int64(asOf) == nil else { return }
    throw ValidationError(
      "With --deidentify, --as-of takes the number of a job: beside an age a date tells the birth"
    )
  }

  func run() throws {
    var settings = Browser.Settings(lakePath: lake.path)
    settings.theme = theme
    settings.color = color
    settings.past = past
    settings.isReadOnly = readonly
    settings.isDeidentified = deidentify
    settings.isMouseOn = mouse
    settings.keepsSession = !noSession
    settings.isAccessible = accessible
    if tour {
      settings.lakePath = lake.lake ?? SampleLakeBuilder.standardPath
      settings.isTour = true
      let builder = SampleLakeBuilder(path: settings.lakePath)
      if lake.lake == nil, !builder.isThere {
        Output.error("Making the sample lake in \(settings.lakePath)")
        try builder.make(now: Surroundings.now())
      }
      return try Browser.run(settings)
    }
    let path = lake.path
    if !FileManager.default.fileExists(atPath: path), lake.lake == nil {
      if isatty(0) == 1, isatty(1) == 1 { return try Browser.welcome(settings) }
      Output.line("There is no lake in \(path) yet.")
      Output.line()
      Output.line("  tarn demo             makes a sample lake and opens it")
      Output.line("  tarn import PATH      makes a lake of your FHIR files")
      Output.line("  tarn --help           lists everything else")
      throw ExitCode(2)
    }
    settings.patientID = patient.map {
      $0.hasPrefix("Patient/") ? String($0.dropFirst("Patient/".count)) : $0
    }
    try Browser.run(settings)
  }
}
