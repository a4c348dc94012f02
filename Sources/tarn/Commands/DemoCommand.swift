// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Store

import func TUI.counted

/// `tarn demo`.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Make the sample lake, or take the one that is there, and open the browser.",
    discussion: "About forty synthetic patients with stories worth showing. Nobody in it exists."
  )

  @OptionGroup var lake: LakeOptions

  @ArgumentParser.Flag(help: "Make the sample lake again.")
  var fresh = false

  @Option(help: "The theme.")
  var theme: String?

  @ArgumentParser.Flag(help: "Begin the tour: six tasks, with the keys to type.")
  var tour = false

  @ArgumentParser.Flag(
    name: .customLong("no-session"),
    help: "Begin with the list of patients, and keep no place for the next time."
  )
  var noSession = false

  private var path: String { lake.lake ?? SampleLakeBuilder.standardPath }

  func run() throws {
    let builder = SampleLakeBuilder(path: path)
    if fresh || !builder.isThere {
      Output.error("Making the sample lake in \(path)")
      let started = Surroundings.now()
      let isOld = builder.isAnyThere && !builder.isThere
      try builder.make(now: started)
      if isOld { Output.error("The one of the version before is now \(builder.oldPath)") }
      let statistics = try Lake(at: path, mode: .read).statistics()
      Output.error(
        "\(counted(statistics.patients, "patient")), \(counted(statistics.total, "resource")), "
          + "\(counted(statistics.versions, "version")), \(counted(statistics.jobs, "job")) in \(Surroundings.now() - started) ms"
      )
    }
    guard isatty(0) == 1, isatty(1) == 1 else {
      Output.line("The sample lake is in \(path)")
      Output.line("Open it in a terminal with: tarn browse --lake \(path)")
      return
    }
    var settings = Browser.Settings(lakePath: path)
    settings.theme = theme
    settings.isTour = tour
    settings.keepsSession = !noSession
    try Browser.run(settings)
  }
}
