// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import FHIR
import Store

/// `tarn stats`.
struct StatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Count what is in the lake."
  )

  @OptionGroup var lake: LakeOptions
  @OptionGroup var past: AsOfOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let lake = try lake.open()
    let job = try past.job(in: lake)
    try UnfinishedImport.tell(of: lake)
    let statistics = try job.map { try lake.statistics(asOf: $0) } ?? lake.statistics()
    let types = statistics.resources.sorted { $0.key.rawValue < $1.key.rawValue }
    if json {
      let object: JSON = [
        "resources": .object(types.map { JSON.Member($0.key.rawValue, .number(String($0.value))) }),
        "versions": .number(String(statistics.versions)),
        "deleted": .number(String(statistics.deleted)),
        "patients": .number(String(statistics.patients)),
        "notes": .number(String(statistics.notes)),
        "jobs": .number(String(statistics.jobs)),
        "bytes": .number(String(statistics.bytes)),
      ]
      Output.line(object.text)
      return
    }
    var rows = types.map { [$0.key.rawValue, String($0.value)] }
    rows += [
      ["All current resources", String(statistics.total)],
      ["Versions", String(statistics.versions)],
      ["Deleted", String(statistics.deleted)],
      ["Notes", String(statistics.notes)],
      ["Jobs", String(statistics.jobs)],
      ["Bytes", String(statistics.bytes)],
    ]
    Output.table(["What", "Count"], rows, right: [1])
  }
}
