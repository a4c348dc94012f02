// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Store

/// `tarn check`.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check the file, every body against its hash, and every derived row."
  )

  @OptionGroup var lake: LakeOptions

  func run() throws {
    let meter = ProgressMeter()
    let lake = try lake.open()
    let findings = try lake.check { meter.show("Checked", $0, $1) }
    meter.finish()
    try UnfinishedImport.tell(of: lake)
    for finding in findings {
      Output.line(finding.subject.map { "\(finding.message): \($0)" } ?? finding.message)
      Output.line("  \(finding.advice)")
    }
    guard findings.isEmpty else { throw ExitCode(1) }
    Output.line("The lake is sound")
  }
}

/// `tarn reindex`.
struct ReindexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reindex",
    abstract: "Drop and rebuild everything that is derived from the resources."
  )

  @OptionGroup var lake: LakeOptions

  func run() throws {
    let meter = ProgressMeter()
    let stop = StopRequest.onInterrupt()
    let opened = try lake.open(.write) { meter.show("Rebuilt", $0, $1) }
    // What an earlier version made was rebuilt when it was opened.
    if !opened.isRebuilt {
      try opened.reindex(
        progress: { meter.show("Rebuilt", $0, $1) },
        isCancelled: { stop.isRequested }
      )
    }
    meter.finish()
    Output.line("Rebuilt")
  }
}
