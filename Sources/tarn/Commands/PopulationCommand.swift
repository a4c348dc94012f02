// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import FHIR
import Store
import TUI

/// `tarn population`.
struct PopulationCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "population",
    abstract: "Count patients by sex, age, problem, drug and data quality.",
    discussion: """
      The filter of each number lists the patients behind it in the browser's patient list, and \
      narrows the next count: tarn population --filter 'sex:f age:60..70'
      """
  )

  @OptionGroup var lake: LakeOptions
  @OptionGroup var past: AsOfOptions

  @Option(help: ArgumentHelp("Count only these patients.", valueName: "words"))
  var filter = ""

  @Flag(help: "Count problems and drugs of all time, not only those of now.")
  var ever = false

  @Option(
    name: .shortAndLong,
    help: "How many problems and how many drugs at the most; 0 for all."
  )
  var limit = 0

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    if limit < 0 { throw ValidationError("--limit is 0 or more") }
    if let problem = PopulationReport.problem(in: filter) { throw ValidationError(problem) }
  }

  func run() throws {
    let lake = try lake.open()
    let job = try past.job(in: lake)
    let report = try PopulationReport.read(
      from: StoreSource(lake).seen(asOf: job.map { Int(truncatingIfNeeded: $0) }),
      filter: filter,
      isActiveOnly: !ever,
      isPast: job != nil,
      now: past.present(in: lake)
    )
    var counts: [String: Int] = [:]
    let rows = report.rows.filter { row in
      counts[row.section, default: 0] += 1
      let isLong = row.section == "PROBLEMS" || row.section == "MEDICATIONS"
      return limit == 0 || !isLong || counts[row.section, default: 0] <= limit
    }
    if json {
      let object: JSON = [
        "patients": .number(String(report.total)),
        "rows": .array(
          rows.map { row in
            [
              "section": .string(row.section.lowercased()), "what": .string(row.title),
              "patients": .number(String(row.patients)), "note": .string(row.note),
              "filter": .string(row.filter),
            ]
          }
        ),
      ]
      Output.line(object.text)
    } else {
      Output.table(
        ["Section", "what", "patients", "of them", "filter"],
        rows.map { [$0.section.lowercased(), $0.title, String($0.patients), $0.note, $0.filter] },
        right: [2]
      )
    }
    if report.total == 0 {
      if !filter.isEmpty { Output.error("No patient matches '\(filter)'") }
      throw ExitCode(1)
    }
  }
}
